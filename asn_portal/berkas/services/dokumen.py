"""Keeping documents: stored, replaced by a new version, opened, pictured."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas import permissions, simpan
from asn_portal.berkas.enums import Pratinjau
from asn_portal.berkas.isi.gambar import shrink_to_png
from asn_portal.berkas.isi.pdf import draw_first_page
from asn_portal.berkas.isi.terima import Diterima, Kiriman, accept
from asn_portal.berkas.jenis import JenisDokumen, jenis_dokumen, pemilik_dokumen
from asn_portal.berkas.models import JPEG, Dokumen, GambarNaskah, Naskah
from asn_portal.berkas.selectors import DIBACA
from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import AksesData, Pengguna
from asn_portal.core.permissions import akses, require
from asn_portal.core.services.jejak import Pembaca
from asn_portal.core.services.tugas import BILA_KELIRU, notify

# Files without a row (a transaction that was taken back) are looked for in the folders of these many days.
HARI_SISA = 3
LEBAR_KECIL = 900


@dataclass(frozen=True)
class Isian:
    """What people say about a document."""

    judul: str = ""
    nomor: str = ""
    tanggal: date | None = None


def upload_dokumen(
    kiriman: Sequence[Kiriman], *, jenis: str, isian: Isian, subjek_id: UUID | None = None, by: Pengguna
) -> Dokumen:
    """A person's own document, or one that HR puts there for a person. The file is looked at before anything is locked."""
    kind = jenis_dokumen(jenis)
    require(kind.unggah_sendiri and permissions.can_upload_for(by, subjek_id))
    content = accept(kiriman, hanya_gambar=kind.hanya_gambar)
    pemilik, orang_id = _whose(subjek_id, by)
    return _store(content, kind=kind, isian=isian, pemilik=pemilik, subjek_id=orang_id, by=by)


def _whose(subjek_id: UUID | None, by: Pengguna) -> tuple[Pengguna | None, UUID | None]:
    """Account and person: one's own, or those of the person it is uploaded for."""
    mine = akses(by).orang_id
    if subjek_id is None or subjek_id == mine:
        return by, mine
    pemilik = pemilik_dokumen()
    assert pemilik is not None
    return pemilik.akun(subjek_id), subjek_id


@perubahan
def _store(
    content: Diterima,
    *,
    kind: JenisDokumen,
    isian: Isian,
    pemilik: Pengguna | None,
    subjek_id: UUID | None,
    by: Pengguna,
) -> Dokumen:
    row = Dokumen(pemilik=pemilik, subjek_id=subjek_id, jenis=kind.kunci, retensi=kind.retensi, versi=1)
    _write(row, content, isian, by)
    _trace(row, "dokumen_diunggah", by)
    if pemilik is not None and pemilik.pk != by.pk:
        _tell_owner(row, pemilik, by)
    return row


@perubahan
def replace_dokumen(dokumen_id: UUID, kiriman: Sequence[Kiriman], *, isian: Isian, by: Pengguna) -> Dokumen:
    """A new version; the old one stays as it is."""
    old = Dokumen.objects.select_for_update(of=("self",)).select_related("pemilik").get(pk=dokumen_id)
    require(permissions.can_replace_dokumen(by, old))
    _refuse_erased(old)
    if Dokumen.objects.filter(sebelumnya=old).exists():
        raise TransitionError(
            "Dokumen ini sudah diganti versi yang lebih baru. Buka versi terbarunya.", galat="status_berubah"
        )
    content = accept(kiriman, hanya_gambar=jenis_dokumen(old.jenis).hanya_gambar)
    if content.sidik == old.sidik:
        raise DomainError("Isi berkas ini sama persis dengan versi sekarang. Pilih berkas yang baru.", galat="sama")
    row = Dokumen(pemilik=old.pemilik, subjek_id=old.subjek_id, jenis=old.jenis, retensi=old.retensi)
    row.versi, row.sebelumnya = old.versi + 1, old
    _write(row, content, isian, by)
    _trace(row, "dokumen_diganti", by)
    if old.pemilik is not None and old.pemilik_id != by.pk:
        _tell_owner(row, old.pemilik, by)
    return row


@perubahan
def keep_result(
    content: Diterima,
    *,
    kind: JenisDokumen,
    isian: Isian,
    pemilik: Pengguna | None,
    subjek_id: UUID | None,
    by: Pengguna,
) -> Dokumen:
    """What the portal itself has made for somebody (a signed paper). Whoever calls tells the owner."""
    row = Dokumen(pemilik=pemilik, subjek_id=subjek_id, jenis=kind.kunci, retensi=kind.retensi, versi=1)
    _write(row, content, isian, by)
    _trace(row, "dokumen_diterima", by)
    return row


def _write(row: Dokumen, content: Diterima, isian: Isian, by: Pengguna) -> None:
    row.instansi_id, row.diunggah_oleh = by.instansi_id, by
    row.judul = isian.judul or jenis_dokumen(row.jenis).label
    row.nomor, row.tanggal = isian.nomor, isian.tanggal
    row.sidik, row.ukuran = content.sidik, len(content.isi)
    row.jenis_isi, row.halaman, row.pindai = content.jenis_isi, content.halaman, content.pindai
    row.nama_simpan = simpan.write(simpan.new_name("dokumen", timezone.localdate()), content.isi)
    row.save()
    outbox.enqueue("berkas.make_preview", str(row.pk))


def _trace(row: Dokumen, aksi: str, by: Pengguna) -> None:
    details = {"jenis": row.jenis, "versi": row.versi, "bita": row.ukuran, "pindai": row.pindai, "sidik": row.sidik}
    record_jejak(row, aksi, by=by, subjek_id=row.subjek_id, rincian=details)


def _tell_owner(row: Dokumen, pemilik: Pengguna, by: Pengguna) -> None:
    notify(
        pemilik,
        judul="Ada dokumen baru untuk Anda",
        isi=f"{row.nama_jenis} tersimpan di Dokumen saya.",
        url=reverse("berkas:dokumen_detail", args=[row.pk]),
        kelompok=KelompokKabar.DOKUMEN,
        mengapa="Dokumen ini menyangkut Anda.",
        aturan="",
        oleh=by.nama,
        keberatan=BILA_KELIRU,
    )


# -- reading -----------------------------------------------------------------------------------------------


def open_dokumen(dokumen: Dokumen, *, by: Pengguna) -> IO[bytes]:
    """The file itself. Reads by others are traced, and shown to the owner."""
    require(permissions.can_read_dokumen(by, dokumen))
    _refuse_erased(dokumen)
    if not permissions.is_owner(by, dokumen):
        record_dokumen_read(dokumen, cara="berkas", by=by)
    return simpan.open_file(dokumen.nama_simpan)


def open_preview(dokumen: Dokumen, *, by: Pengguna) -> IO[bytes]:
    """The picture of its first page shows what the file holds: it is traced like it."""
    require(permissions.can_read_dokumen(by, dokumen))
    _refuse_erased(dokumen)
    if not permissions.is_owner(by, dokumen):
        record_dokumen_read(dokumen, cara="pratinjau", by=by)
    return simpan.open_file(dokumen.pratinjau_simpan)


def _refuse_erased(dokumen: Dokumen) -> None:
    if dokumen.dimusnahkan_pada is not None:
        raise DomainError("Berkas ini sudah dimusnahkan karena masa simpannya berakhir.", galat="sudah_musnah")


@perubahan
def record_dokumen_read(dokumen: Dokumen, *, cara: str, by: Pengguna) -> None:
    """One Tindakan for each opening; sensitive kinds, and all that an examination opens, also stand where the person sees
    who read what.
    """
    pemilik = pemilik_dokumen()
    pembaca = pemilik.pembaca(by, dokumen.subjek_id) if pemilik is not None and dokumen.subjek_id is not None else None
    details = {"versi": dokumen.versi, "cara": cara, "sebagai": _as_whom(pembaca)}
    tindakan_id = record_jejak(dokumen, DIBACA, by=by, subjek_id=dokumen.subjek_id, rincian=details)
    if pembaca is not None and (dokumen.peka or pembaca.surat_tugas_id is not None):
        AksesData.objects.create(
            tindakan_id=tindakan_id, subjek_id=dokumen.subjek_id, pengguna=by, peran=pembaca.peran, unit=pembaca.unit,
            kelompok="Dokumen", tujuan=f"Membuka {dokumen.nama_jenis}", rutin=pembaca.rutin,
            surat_tugas_id=pembaca.surat_tugas_id,
        )  # fmt: skip


def _as_whom(pembaca: Pembaca | None) -> str:
    if pembaca is None:
        return ""
    return ", ".join(part for part in (Peran(pembaca.peran).label, pembaca.unit) if part)


# -- in the worker -----------------------------------------------------------------------------------------


@perubahan
def _note_preview(row: Dokumen, name: str) -> None:
    row.pratinjau = Pratinjau.ADA if name else Pratinjau.GAGAL
    row.pratinjau_simpan = name
    row.save(update_fields=["pratinjau", "pratinjau_simpan"])
    record_jejak(row, "pratinjau_dibuat", by=None, subjek_id=row.subjek_id, rincian={"ada": bool(name)})


@transaction.atomic
def make_preview(dokumen_id: str) -> None:
    """The first page as a picture. Done once, however often the job comes."""
    row = Dokumen.objects.select_for_update(of=("self",)).get(pk=dokumen_id)
    if row.pratinjau != Pratinjau.MENUNGGU or row.dimusnahkan_pada is not None:
        return
    content = simpan.read(row.nama_simpan)
    picture = shrink_to_png(content, LEBAR_KECIL) if row.jenis_isi == JPEG else draw_first_page(content)
    name = simpan.write(simpan.new_name("pratinjau", timezone.localdate()), picture) if picture else ""
    _note_preview(row, name)


def damaged_files() -> Iterator[tuple[UUID, str]]:
    """Documents whose file is not there, or is another one: after a restore nobody should have to find that out."""
    for row in (
        Dokumen.objects.filter(dimusnahkan_pada=None).only("pk", "nama_simpan", "sidik").order_by("pk").iterator()
    ):
        try:
            content = simpan.read(row.nama_simpan)
        except FileNotFoundError:
            yield row.pk, "berkasnya tidak ada"
            continue
        if hashlib.sha256(content).hexdigest() != row.sidik:
            yield row.pk, "isi berkasnya bukan yang tersimpan"


# Folder, column, table: which rows name the files of a folder. An app above adds its own.
_bernama: list[tuple[str, str, type[Any]]] = [
    ("dokumen", "nama_simpan", Dokumen),
    ("pratinjau", "pratinjau_simpan", Dokumen),
    ("naskah", "nama_simpan", Naskah),
    ("gambar-naskah", "nama_simpan", GambarNaskah),
]


def register_files(folder: str, kolom: str, model: type[Any]) -> None:
    if (folder, kolom, model) not in _bernama:
        _bernama.append((folder, kolom, model))


def delete_strays(now: datetime) -> int:
    """Files of the last days that no row names: their transaction was taken back."""
    count, kept = 0, tuple(_bernama)
    for hari in simpan.days_before(timezone.localdate(now), HARI_SISA):
        for kind, field, model in kept:
            names = set(simpan.names_of_day(kind, hari))
            known = set(model.objects.filter(**{f"{field}__in": names}).values_list(field, flat=True))
            for name in names - known:
                simpan.storage().delete(name)
                count += 1
    return count
