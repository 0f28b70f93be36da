"""From what somebody sends to the one file that is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from asn_portal.berkas.enums import HasilPindai
from asn_portal.berkas.isi import (
    MEGA,
    PALING_BANYAK,
    PALING_BESAR,
    PALING_BESAR_BERSAMA,
    BerkasDitolak,
    sniff,
)
from asn_portal.berkas.isi.gambar import bind_photos, clean_photo
from asn_portal.berkas.isi.pdf import check_pdf
from asn_portal.berkas.isi.pindai import scan
from asn_portal.core.templatetags.bentuk import angka

PDF, JPEG = "application/pdf", "image/jpeg"
BOLEH = "Yang diterima: PDF, JPG, PNG, WebP, dan HEIC."


@dataclass(frozen=True)
class Kiriman:
    """One file as it was sent. The name is shown in sentences and never kept."""

    nama: str
    isi: bytes


@dataclass(frozen=True)
class Diterima:
    """What is kept."""

    isi: bytes
    jenis_isi: str
    halaman: int
    pindai: HasilPindai

    @property
    def sidik(self) -> str:
        return hashlib.sha256(self.isi).hexdigest()


PINDAI_LAGI = "Pindai dengan ketajaman lebih rendah, atau bagi menjadi beberapa berkas."


def size_refusal(nama: str, ukuran: int, paling_besar: int = PALING_BESAR, saran: str = PINDAI_LAGI) -> str:
    """Why a file of this size is not taken; empty when it is."""
    if ukuran <= 0:
        return f"Berkas {nama} kosong. Pilih berkas yang berisi."
    if ukuran > paling_besar:
        return f"Berkas {nama} terlalu besar: {angka(ukuran / MEGA, 1)} MB, paling besar {paling_besar // MEGA} MB. {saran}"
    return ""


def accept(daftar: Sequence[Kiriman], *, hanya_gambar: bool = False) -> Diterima:
    """One PDF as it is, one photo as a cleaned JPEG, several photos as one PDF."""
    _check_amount(daftar)
    result = {scan(kiriman.isi) for kiriman in daftar}.pop()  # one scanner, one answer: what it finds is raised
    kinds = [_kind(kiriman) for kiriman in daftar]
    if kinds == ["PDF"] and not hanya_gambar:
        return Diterima(daftar[0].isi, PDF, check_pdf(daftar[0].isi, daftar[0].nama), result)
    if "PDF" in kinds:
        raise BerkasDitolak(
            "Jenis dokumen ini berupa foto. Unggah satu foto JPG, PNG, WebP, atau HEIC."
            if hanya_gambar
            else "Unggah satu PDF saja, atau beberapa foto tanpa PDF. Foto-foto itu disusun menjadi satu PDF."
        )
    photos = [clean_photo(kiriman.isi, kind, kiriman.nama) for kiriman, kind in zip(daftar, kinds, strict=True)]
    if len(photos) == 1:
        return Diterima(photos[0], JPEG, 1, result)
    if hanya_gambar:
        raise BerkasDitolak("Jenis dokumen ini satu foto saja. Pilih satu foto.")
    return Diterima(bind_photos(photos), PDF, len(photos), result)


def _check_amount(daftar: Sequence[Kiriman]) -> None:
    if not daftar:
        raise BerkasDitolak("Berkas belum dipilih.")
    if len(daftar) > PALING_BANYAK:
        raise BerkasDitolak(f"Paling banyak {PALING_BANYAK} foto sekali unggah. Anda memilih {len(daftar)}.")
    for kiriman in daftar:
        if refusal := size_refusal(kiriman.nama, len(kiriman.isi)):
            raise BerkasDitolak(refusal)
    if sum(len(kiriman.isi) for kiriman in daftar) > PALING_BESAR_BERSAMA:
        raise BerkasDitolak(
            f"Semua berkas bersama-sama lebih dari {PALING_BESAR_BERSAMA // MEGA} MB. Unggah lebih sedikit foto sekaligus."
        )


def _kind(kiriman: Kiriman) -> str:
    kind = sniff(kiriman.isi)
    if kind is None:
        raise BerkasDitolak(
            f"Isi berkas {kiriman.nama} bukan jenis yang dikenal, apa pun namanya. {BOLEH}", galat="jenis_tidak_dikenal"
        )
    return kind
