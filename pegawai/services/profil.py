"""What a file holds once: employment, private data, contact. NPWP and account number are encrypted like the NIK."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.core import kripto
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.kunci import register_encrypted
from asn_portal.core.services.tugas import notify
from asn_portal.mutu.services import recount_after_change
from pegawai import permissions
from pegawai.models import DataPribadi, Pegawai
from pegawai.models.profil import KOLOM_NPWP, KOLOM_REKENING
from pegawai.selectors.impor_profil import GANDA, SECRET
from pegawai.services.penempatan import LAPORKAN
from pegawai.siapa_mengubah import RAHASIA, Sasaran

BATCH = 1000


def put_secret(data: DataPribadi, nama: str, nilai: str) -> None:
    """Set NPWP or account number on the row (empty: none). The caller saves, inside its change."""
    kolom = SECRET[nama]
    sidik = kripto.digest(nilai, kolom=kolom) if nilai else None
    if sidik and DataPribadi.objects.filter(**{f"{nama}_sidik": sidik}).exclude(pk=data.pk).exists():
        raise DomainError(GANDA[nama], galat=f"{nama}_ganda")
    setattr(data, f"{nama}_sandi", kripto.encrypt(nilai, kolom=kolom) if nilai else None)
    setattr(data, f"{nama}_sidik", sidik)


def read_secret(data: DataPribadi | None, nama: str) -> str:
    stored = getattr(data, f"{nama}_sandi", None)
    return kripto.decrypt(stored, kolom=SECRET[nama]) if stored else ""


def mask_secret(data: DataPribadi | None, nama: str) -> str:
    """Its ends only: `3171 •••• ••01`."""
    text = read_secret(data, nama)
    return f"{text[:4]} •••• ••{text[-2:]}" if text else ""


@perubahan
def change_once(pegawai_id: UUID, target: Sasaran, *, isi: dict[str, Any], alasan: str, by: Pengguna) -> Any:
    """HR writes what a person has once: employment, private data, contact."""
    pegawai = Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=pegawai_id)
    require(permissions.can_write_once(by, pegawai, private=target.pribadi))
    row = put_once(pegawai, target, isi)
    record_jejak(
        row, "data_sekali_diubah", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id, alasan=alasan,
        rincian={"bagian": target.kunci},
    )  # fmt: skip
    if pegawai.pengguna is not None:
        notify(
            pegawai.pengguna,
            judul=f"{target.judul} Anda diperbaiki",
            isi=f"{target.judul} di berkas Anda diperbaiki.",
            url=reverse("pegawai:berkas", args=[pegawai.pk]),
            kelompok=KelompokKabar.DATA,
            mengapa=alasan,
            aturan="",
            oleh=by.nama,
            keberatan=LAPORKAN,
        )
    return row


def put_once(pegawai: Pegawai, target: Sasaran, isi: dict[str, Any]) -> Any:
    """Part of the caller's change."""
    assert target.model is not None
    recount_after_change(pegawai.instansi_id, pegawai.pk)
    row: Any = pegawai
    if target.model is not Pegawai:
        row, _ = target.model.objects.select_for_update().get_or_create(pegawai=pegawai)
    for name, value in isi.items():
        if name in RAHASIA:
            put_secret(row, name, value)
        else:
            column = target.model._meta.get_field(name)
            setattr(row, name, None if value == "" and column.null else value)
    row.save()
    return row


def _rotate(nama: str) -> int:
    """The column under the first key, its digest under the present one. Returns how many rows changed."""
    kolom, sandi, sidik = SECRET[nama], f"{nama}_sandi", f"{nama}_sidik"
    rows = DataPribadi.objects.exclude(**{sandi: None}).only(sandi, sidik).order_by("pk")
    changed = []
    for row in rows.select_for_update(of=("self",)).iterator(chunk_size=BATCH):
        text = kripto.decrypt(getattr(row, sandi), kolom=kolom)
        fresh = kripto.digest(text, kolom=kolom)
        if kripto.is_current(getattr(row, sandi)) and bytes(getattr(row, sidik)) == fresh:
            continue
        setattr(row, sandi, kripto.encrypt(text, kolom=kolom))
        setattr(row, sidik, fresh)
        changed.append(row)
    DataPribadi.objects.bulk_update(changed, [sandi, sidik], batch_size=BATCH)
    return len(changed)


register_encrypted(KOLOM_NPWP, lambda: _rotate("npwp"))
register_encrypted(KOLOM_REKENING, lambda: _rotate("rekening"))
