"""The port to a provider of electronic signatures (TTE), and what is known about its refusals.

One adapter is chosen by ASN_TTE. The passphrase goes through as a `Frasa`, which shows itself nowhere: not in a log, not
in an error, not in the trace. Nothing here knows papers, accounts or the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from asn_portal.core.errors import DomainError


class Frasa:
    """A passphrase on its way to the provider. Read once, shown never."""

    __slots__ = ("_isi",)

    def __init__(self, isi: str) -> None:
        self._isi = isi

    def __repr__(self) -> str:
        return "Frasa(***)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a passphrase is not stored")

    def reveal(self) -> str:
        return self._isi


@dataclass(frozen=True)
class Penanda:
    """Who signs, as the provider knows him."""

    nik: str
    nama: str

    def __repr__(self) -> str:
        return f"Penanda({self.nama})"


class Sebab(Enum):
    """Why the provider gave no signature: one sentence for the person, one word for the trace."""

    FRASA_SALAH = "Frasa sandi tanda tangan elektronik tidak cocok. Periksa penulisannya, lalu tanda tangani lagi."
    BELUM_TERDAFTAR = (
        "Anda belum terdaftar pada penyedia tanda tangan elektronik. Hubungi verifikator instansi Anda, "
        "atau pakai tanda tangan basah."
    )
    SERTIFIKAT_HABIS = (
        "Masa berlaku sertifikat elektronik Anda habis. Perbarui lewat verifikator instansi Anda, "
        "atau pakai tanda tangan basah."
    )
    TANPA_NIK = (
        "NIK Anda belum tercatat di portal, padahal penyedia tanda tangan memerlukannya. "
        "Hubungi pengelola kepegawaian unit Anda."
    )
    DITOLAK = "Penyedia tanda tangan elektronik menolak naskah ini. Coba lagi; bila tetap ditolak, minta bantuan."
    TIDAK_MENJAWAB = (
        "Penyedia tanda tangan elektronik tidak menjawab. Naskah tetap menunggu Anda; coba lagi beberapa menit lagi."
    )
    JAWABAN_RUSAK = (
        "Jawaban penyedia tanda tangan elektronik bukan naskah ini yang bertanda tangan utuh, jadi tidak disimpan. "
        "Coba lagi; bila berulang, minta bantuan."
    )
    TIDAK_AKTIF = "Tanda tangan elektronik belum diaktifkan di instansi ini. Pakai tanda tangan basah."


# After these the provider may have signed all the same; the number is not given to another paper.
TIDAK_PASTI = frozenset({Sebab.TIDAK_MENJAWAB, Sebab.JAWABAN_RUSAK})


class TTEGagal(DomainError):
    """No signature came back."""

    def __init__(self, sebab: Sebab) -> None:
        super().__init__(sebab.value, galat=f"tte_{sebab.name.lower()}")
        self.sebab = sebab


class PenyediaTTE(Protocol):
    def sign(self, pdf: bytes, *, penanda: Penanda, frasa: Frasa, kunci: str) -> bytes:
        """The same PDF with a signature, or TTEGagal. Asked twice with the same `kunci` it signs the same paper."""
        ...


def is_active() -> bool:
    return bool(settings.TTE["penyedia"])


def provider() -> PenyediaTTE:
    """The adapter of this installation."""
    match settings.TTE["penyedia"]:
        case "bsre":
            from asn_portal.berkas.tte.bsre import BsreHttp

            return BsreHttp.from_settings(settings.TTE)
        case "simulasi":
            from asn_portal.berkas.tte.simulasi import Simulasi

            return Simulasi()
        case "":
            raise TTEGagal(Sebab.TIDAK_AKTIF)
    raise ImproperlyConfigured("ASN_TTE tidak dikenal; pilih bsre, simulasi, atau kosong.")
