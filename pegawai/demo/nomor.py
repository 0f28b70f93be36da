"""NIP, NI PPPK, NRK, NIK and mail addresses: valid in form, never those of a real person.

Serials of NIP and NIK start far above those in use (a serial restarts at 001 with every birth date), so that no
invented number is anybody's.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pegawai.enums import JenisPegawai

URUT_NIP, URUT_NIK = 901, 9001
KODE_PPPK = {JenisPegawai.PPPK: "21", JenisPegawai.PPPK_PARUH_WAKTU: "24"}
NRK_PERTAMA = 110001
# Reserved by RFC 2606: no mail server answers, whatever the portal sends.
DOMAIN = "pegawai.example"


class Penomor:
    """Gives out numbers; the same people in the same order get the same ones."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def _next(self, prefix: str) -> int:
        self._used[prefix] = self._used.get(prefix, -1) + 1
        return self._used[prefix]

    def nip(self, lahir: date, tmt: date, kelamin: str, jenis: JenisPegawai) -> str:
        middle = f"{tmt:%Y}{KODE_PPPK.get(jenis, f'{tmt:%m}')}"
        prefix = f"{lahir:%Y%m%d}{middle}{1 if kelamin == 'l' else 2}"
        return f"{prefix}{URUT_NIP + self._next(prefix):03d}"

    def nik(self, kecamatan: str, lahir: date, kelamin: str) -> str:
        day = lahir.day + (40 if kelamin == "p" else 0)
        prefix = f"{kecamatan}{day:02d}{lahir:%m%y}"
        return f"{prefix}{URUT_NIK + self._next(prefix):04d}"

    def surel(self, nama: str) -> str:
        plain = unicodedata.normalize("NFKD", nama.lower()).encode("ascii", "ignore").decode()
        words = re.findall(r"[a-z]+", plain)
        first = next((word for word in words if len(word) > 2), words[0])  # `I Made`, `Ni Luh`
        local = ".".join(dict.fromkeys((first, words[-1])))
        count = self._next(local)
        return f"{local}{count + 1 if count else ''}@{DOMAIN}"
