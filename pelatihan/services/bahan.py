"""Uploaded files of parts: looked at by their content, kept in private storage, handed out with their range."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.isi import MEGA, BerkasDitolak, sniff
from asn_portal.berkas.isi.arsip import Arsip
from asn_portal.berkas.isi.film import sniff_film
from asn_portal.berkas.isi.pindai import scan
from asn_portal.berkas.isi.terima import JPEG, PDF, Kiriman, accept, size_refusal
from asn_portal.berkas.services.dokumen import register_files
from asn_portal.berkas.services.unggah import TujuanUnggah, register_tujuan_unggah
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from pelatihan import permissions
from pelatihan.enums import JenisBagian, JenisBahan
from pelatihan.manifes import read_manifest
from pelatihan.models import BagianModul, BahanModul

FOLDER, TUJUAN = "modul", "modul"
PALING_BESAR = 50 * MEGA
KECILKAN = "Kecilkan videonya (misalnya 480p), pecah bahannya, atau pasang tautan."
JENIS_ISI_PAKET = "application/zip"
ZIP = b"PK\x03\x04"

register_files(FOLDER, "nama_simpan", BahanModul)
register_tujuan_unggah(TujuanUnggah(TUJUAN, PALING_BESAR, KECILKAN, permissions.can_manage))


@dataclass(frozen=True)
class Bahan:
    """A file that may be kept, and where it is until then."""

    berkas: File
    nilai: dict[str, Any] = field(default_factory=dict)


def look_at(kiriman: Kiriman, jenis: str) -> Bahan:
    """What this kind of part takes, by content; the name of the file is not asked."""
    if refusal := size_refusal(kiriman.nama, len(kiriman.isi), PALING_BESAR, KECILKAN):
        raise BerkasDitolak(refusal)
    look = {
        JenisBagian.PDF: _look_at_pdf, JenisBagian.GAMBAR: _look_at_picture, JenisBagian.VIDEO: _look_at_film,
        JenisBagian.PAKET: _look_at_package,
    }.get(JenisBagian(jenis))  # fmt: skip
    if look is None:
        raise DomainError(
            "Bagian ini tidak memakai berkas. Kosongkan berkasnya, atau pilih jenis lain.", galat="tanpa_berkas"
        )
    return look(kiriman)


def _room() -> File:
    """In memory: what an archive may hold is bounded (berkas.isi.arsip)."""
    return File(io.BytesIO())


def _whole(content: bytes) -> File:
    kept = _room()
    kept.write(content)
    return kept


def _look_at_pdf(kiriman: Kiriman) -> Bahan:
    if sniff(kiriman.isi) != "PDF":
        raise BerkasDitolak(f"Isi berkas {kiriman.nama} bukan PDF. Pilih berkas PDF.", galat="jenis_tidak_dikenal")
    taken = accept([kiriman])
    values = {
        "jenis": JenisBahan.PDF, "jenis_isi": PDF, "halaman": taken.halaman, "pindai": taken.pindai, "sidik": taken.sidik,
    }  # fmt: skip
    return Bahan(_whole(taken.isi), values)


def _look_at_picture(kiriman: Kiriman) -> Bahan:
    taken = accept([kiriman], hanya_gambar=True)
    values = {"jenis": JenisBahan.GAMBAR, "jenis_isi": JPEG, "pindai": taken.pindai, "sidik": taken.sidik}
    return Bahan(_whole(taken.isi), values)


def _look_at_film(kiriman: Kiriman) -> Bahan:
    kind = sniff_film(kiriman.isi)
    if kind is None:
        raise BerkasDitolak(
            f"Isi berkas {kiriman.nama} bukan video yang dapat diputar. Simpan sebagai MP4 (H.264) atau WebM, lalu unggah lagi.",
            galat="jenis_tidak_dikenal",
        )
    values = {
        "jenis": JenisBahan.VIDEO, "jenis_isi": kind, "pindai": scan(kiriman.isi),
        "sidik": hashlib.sha256(kiriman.isi).hexdigest(),
    }  # fmt: skip
    return Bahan(_whole(kiriman.isi), values)


def _look_at_package(kiriman: Kiriman) -> Bahan:
    if not kiriman.isi.startswith(ZIP):
        raise BerkasDitolak(
            f"Isi berkas {kiriman.nama} bukan arsip zip. Unggah paket SCORM (.zip) atau H5P (.h5p).",
            galat="jenis_tidak_dikenal",
        )
    result = scan(kiriman.isi)
    archive = Arsip(kiriman.isi, kiriman.nama)
    about = read_manifest(archive)
    kept = _room()
    places = archive.copy_all(kept)
    values = {
        "jenis": about.jenis, "judul": about.judul, "awal": about.awal, "jenis_isi": JENIS_ISI_PAKET, "pindai": result,
        "isi": {f"/{name}": place for name, place in places.items()}, "sidik": hashlib.sha256(kiriman.isi).hexdigest(),
    }  # fmt: skip
    return Bahan(kept, values)


def keep(part: BagianModul, bahan: Bahan, *, by: Pengguna | None) -> BahanModul:
    """Part of the caller's change, which traces it. The file it takes the place of goes when that is certain."""
    old = BahanModul.objects.filter(bagian=part).values_list("nama_simpan", flat=True).first()
    size = bahan.berkas.seek(0, 2)
    bahan.berkas.seek(0)
    name = simpan.storage().save(simpan.new_name(FOLDER, timezone.localdate()), bahan.berkas)
    empty = {"judul": "", "awal": "", "halaman": None, "isi": {}}
    values = empty | bahan.nilai | {
        "nama_simpan": name, "ukuran": size, "diunggah_oleh": by, "diunggah_pada": timezone.now(),
    }  # fmt: skip
    row, _ = BahanModul.objects.update_or_create(bagian=part, defaults=values)
    if old:
        transaction.on_commit(lambda: simpan.storage().delete(old))
    return row


def drop(part: BagianModul) -> None:
    """The part is another one now, or goes."""
    for row in BahanModul.objects.filter(bagian=part):
        name = row.nama_simpan
        row.delete()
        transaction.on_commit(lambda name=name: simpan.storage().delete(name))
