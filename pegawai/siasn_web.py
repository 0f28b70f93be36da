"""Asking SIASN for the data of one person: the port, and the adapter that speaks HTTP as BKN's SIMPEG web service does.

Made after how public clients of that service describe it (docs/keputusan/0031): two tokens, one of the gateway and one of the
single sign-on; `{"code": ..., "data": ...}` around each answer, with a sentence in `data` where there is nothing. Never tried
against the real one; an agency compares it with its own agreement.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Protocol

import requests
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pegawai import siasn
from pegawai.jenis_riwayat import all_jenis_riwayat

HUBUNG_DETIK = 5.0
# All answers of one person together: the job that asks holds its row meanwhile.
SELURUH_DETIK = 40.0
TERBESAR = 5_000_000
TERBANYAK = 2_000
# (name of the service, one object of its answer)
Objek = tuple[str, dict[str, Any]]


class Sebab(StrEnum):
    """Why there are no data, for people."""

    TIDAK_AKTIF = "Portal ini belum tersambung ke SIASN."
    TIDAK_MENJAWAB = "SIASN tidak menjawab. Coba lagi beberapa saat lagi."
    DITOLAK = "SIASN menolak kunci atau akun layanan instansi. Minta pengelola sistem memeriksanya."
    TIDAK_TERBACA = "Jawaban SIASN tidak seperti yang dikenal portal. Laporkan kepada pengelola sistem."
    TERLALU_BESAR = "Jawaban SIASN terlalu besar untuk satu orang. Laporkan kepada pengelola sistem."
    TANPA_NIP = "Pegawai ini belum punya NIP, jadi SIASN tidak dapat ditanya."


class SIASNGagal(Exception):
    """No data, and why; carries nothing of what was sent or received."""

    def __init__(self, sebab: Sebab) -> None:
        super().__init__(sebab.value)
        self.sebab = sebab


class LayananSIASN(Protocol):
    def fetch(self, nip: str) -> list[Objek]:
        """Everything that SIASN says of this person, or SIASNGagal."""
        ...


def is_active() -> bool:
    return bool(settings.SIASN["penyedia"])


def service() -> LayananSIASN:
    """The adapter of this installation."""
    match settings.SIASN["penyedia"]:
        case "bkn":
            return SIASNHttp.from_settings(settings.SIASN)
        case "":
            raise SIASNGagal(Sebab.TIDAK_AKTIF)
    raise ImproperlyConfigured("ASN_SIASN tidak dikenal; pilih bkn atau kosong.")


def asked_services() -> dict[str, str]:
    """Name of each service that is asked -> its path. Only those whose fields are known."""
    known = {siasn.jalur_of(jenis): siasn.service_of(jenis) for jenis in all_jenis_riwayat() if siasn.is_known(jenis)}
    return {siasn.UTAMA: f"/pns/{siasn.UTAMA}/{{nip}}"} | known


@dataclass(frozen=True)
class SIASNHttp:
    alamat: str
    alamat_token: str
    alamat_sso: str
    batas_detik: float
    # Neither in a repr nor in a trace of an error.
    gerbang: tuple[str, str] = field(repr=False)
    sso: dict[str, str] = field(repr=False)

    @classmethod
    def from_settings(cls, known: dict[str, Any]) -> SIASNHttp:
        sso = {
            "grant_type": "password", "client_id": known["klien_sso"], "username": known["pengguna_sso"],
            "password": known["sandi_sso"],
        }  # fmt: skip
        return cls(
            known["alamat"].rstrip("/"), known["alamat_token"], known["alamat_sso"], known["batas_detik"],
            (known["kunci"], known["rahasia"]), sso,
        )  # fmt: skip

    def fetch(self, nip: str) -> list[Objek]:
        if not nip:
            raise SIASNGagal(Sebab.TANPA_NIP)
        until = time.monotonic() + SELURUH_DETIK
        gerbang = self._token(self.alamat_token, {"grant_type": "client_credentials"}, self.gerbang)
        sso = self._token(self.alamat_sso, self.sso, None)
        headers = {"Authorization": f"Bearer {gerbang}", "Auth": f"bearer {sso}", "Accept": "application/json"}
        found: list[Objek] = []
        for nama, jalur in asked_services().items():
            if time.monotonic() > until:
                raise SIASNGagal(Sebab.TIDAK_MENJAWAB)
            found += [(nama, isi) for isi in self._objects(jalur.format(nip=nip), headers)]
            if len(found) > TERBANYAK:
                raise SIASNGagal(Sebab.TERLALU_BESAR)
        return found

    def _token(self, alamat: str, isi: dict[str, str], akun: tuple[str, str] | None) -> str:
        answer = self._ask("POST", alamat, data=isi, auth=akun)
        told = _json(answer)
        token = told.get("access_token") if isinstance(told, dict) else None
        if not isinstance(token, str) or not token:
            raise SIASNGagal(Sebab.TIDAK_TERBACA)
        return token

    def _objects(self, jalur: str, headers: dict[str, str]) -> Iterator[dict[str, Any]]:
        answer = self._ask("GET", f"{self.alamat}{jalur}", headers=headers)
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return
        told = _json(answer)
        if not isinstance(told, dict):
            raise SIASNGagal(Sebab.TIDAK_TERBACA)
        rows = told.get("data")
        for row in rows if isinstance(rows, list) else [rows]:
            if isinstance(row, dict):
                yield row

    def _ask(self, cara: str, alamat: str, **rest: Any) -> requests.Response:
        """No redirect is followed, and no error carries what was sent: `from None` cuts the request off."""
        try:
            answer = requests.request(
                cara,
                alamat,
                timeout=(min(HUBUNG_DETIK, self.batas_detik), self.batas_detik),
                allow_redirects=False,
                **rest,
            )
        except requests.RequestException:
            raise SIASNGagal(Sebab.TIDAK_MENJAWAB) from None
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise SIASNGagal(Sebab.TIDAK_MENJAWAB)
        if answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise SIASNGagal(Sebab.DITOLAK)
        if answer.status_code not in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}:
            raise SIASNGagal(Sebab.TIDAK_TERBACA)
        if len(answer.content) > TERBESAR:
            raise SIASNGagal(Sebab.TERLALU_BESAR)
        return answer


def _json(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        raise SIASNGagal(Sebab.TIDAK_TERBACA) from None
