"""Refusals that people read: one Indonesian sentence each, with the way out."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied


class DomainError(Exception):
    """Something that cannot be done now. `galat` is the stable slug for the API, `pesan` the sentence for people."""

    def __init__(self, pesan: str, *, galat: str = "tidak_dapat") -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.galat = galat


class TransitionError(DomainError):
    """The case is no longer in the state the page showed."""


class BatasHarian(DomainError):
    """Enough for today; `tunggu` is the number of seconds until it counts anew (429 in the API)."""

    def __init__(self, pesan: str, *, tunggu: int, galat: str = "batas_harian") -> None:
        super().__init__(pesan, galat=galat)
        self.tunggu = tunggu


class Terlarang(PermissionDenied):
    """This account may not do that, whatever state the case is in."""


PROBLEM = "application/problem+json"
# What the API says for each status, as a problem detail (RFC 9457) with `galat` and `pesan`.
SENTENCES = {
    400: ("permintaan_tidak_sah", "Permintaan tidak dapat dibaca."),
    401: ("belum_masuk", "Masuk dulu untuk memakai layanan ini."),
    403: ("tidak_berwenang", "Anda tidak berwenang melakukan ini."),
    404: ("tidak_ada", "Tidak ada, atau tidak dapat Anda lihat."),
    405: ("cara_tidak_dikenal", "Cara ini tidak disediakan untuk alamat tersebut."),
    406: ("bentuk_tidak_ada", "Jawaban hanya tersedia sebagai JSON."),
    409: ("tidak_dapat", "Tidak dapat dilakukan sekarang; pesannya menyebut sebabnya."),
    411: ("panjang_tidak_ada", "Kirim isi permintaan dengan kepala Content-Length."),
    413: ("terlalu_besar", "Isi permintaan terlalu besar."),
    415: ("isi_tidak_dikenal", "Kirim isi sebagai JSON."),
    422: ("masukan_ditolak", "Ada isian yang perlu diperbaiki."),
    429: ("terlalu_sering", "Terlalu sering meminta. Tunggu sebentar lalu coba lagi."),
    500: ("gangguan", "Ada gangguan di portal. Coba lagi beberapa saat lagi."),
    503: ("sibuk", "Portal sedang sibuk. Coba lagi beberapa saat lagi."),
}


def problem(code: int, *, galat: str = "", pesan: str = "", **extra: Any) -> dict[str, Any]:
    slug, sentence = SENTENCES.get(code, SENTENCES[400])
    title = HTTPStatus(code).phrase
    return {
        "type": "about:blank",
        "title": title,
        "status": code,
        "galat": galat or slug,
        "pesan": pesan or sentence,
        **extra,
    }
