"""A provider that speaks HTTP as the signing service of BSrE does: the PDF goes as a form, the signed PDF comes back.

Made after how integrators describe that service (docs/keputusan/0020); an agency compares it with its own agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import requests

from asn_portal.berkas.tte import Frasa, Penanda, Sebab, TTEGagal

# What the service calls its refusals.
KODE = {2031: Sebab.FRASA_SALAH, 2011: Sebab.BELUM_TERDAFTAR, 2021: Sebab.SERTIFIKAT_HABIS}
HUBUNG_DETIK = 5.0
TERBESAR = 40_000_000


@dataclass(frozen=True)
class BsreHttp:
    alamat: str
    pengguna: str
    sandi: str
    batas_detik: float

    @classmethod
    def from_settings(cls, tte: dict[str, Any]) -> BsreHttp:
        return cls(tte["alamat"].rstrip("/"), tte["pengguna"], tte["sandi"], tte["batas_detik"])

    def __repr__(self) -> str:
        return "BsreHttp()"

    def sign(self, pdf: bytes, *, penanda: Penanda, frasa: Frasa, kunci: str) -> bytes:
        if not penanda.nik:
            raise TTEGagal(Sebab.TANPA_NIK)
        answer = self._ask(pdf, penanda, frasa, kunci)
        if answer.status_code == HTTPStatus.OK:
            return bytes(answer.content[:TERBESAR])
        raise TTEGagal(_reason(answer))

    def _ask(self, pdf: bytes, penanda: Penanda, frasa: Frasa, kunci: str) -> requests.Response:
        """No redirect is followed, and no error carries what was sent: `from None` cuts the request off."""
        form = {"nik": penanda.nik, "passphrase": frasa.reveal(), "tampilan": "invisible"}
        try:
            return requests.post(
                f"{self.alamat}/api/sign/pdf",
                data=form,
                files={"file": ("naskah.pdf", pdf, "application/pdf")},
                headers={"Idempotency-Key": kunci},
                auth=(self.pengguna, self.sandi),
                timeout=(HUBUNG_DETIK, self.batas_detik),
                allow_redirects=False,
            )
        except requests.RequestException:
            raise TTEGagal(Sebab.TIDAK_MENJAWAB) from None


def _reason(answer: requests.Response) -> Sebab:
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Sebab.TIDAK_MENJAWAB
    try:
        told = answer.json()
    except ValueError:
        return Sebab.DITOLAK
    code = told.get("status_code") if isinstance(told, dict) else None
    return KODE.get(code, Sebab.DITOLAK) if isinstance(code, int) else Sebab.DITOLAK
