"""Keeping a list under a name."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.db import IntegrityError, transaction

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.lembar import permissions
from asn_portal.lembar.daftar import Daftar, Kueri
from asn_portal.lembar.models import DaftarTersimpan

MAX_LISTS = 30
FULL = f"Anda sudah menyimpan {MAX_LISTS} daftar. Hapus satu yang tidak dipakai lagi."
SAME_NAME = "Anda sudah mempunyai daftar dengan nama ini. Pilih nama lain."
TOO_LONG = "Saringan ini terlalu panjang untuk disimpan. Kurangi saringannya."


def _store(row: DaftarTersimpan) -> None:
    """At most one of a person's lists of a page opens first."""
    if row.utama:
        others = DaftarTersimpan.objects.filter(pemilik_id=row.pemilik_id, daftar=row.daftar, utama=True)
        others.exclude(pk=row.pk).update(utama=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:
        raise DomainError(SAME_NAME, galat="nama_ganda") from refused


@perubahan
def keep_list(
    daftar: Daftar, kueri: Kueri, *, nama: str, kolom: list[str], unit_id: UUID | None, utama: bool, by: Pengguna
) -> DaftarTersimpan:
    """Filters, order and columns of a list as they are now."""
    Pengguna.objects.select_for_update().get(pk=by.pk)
    require(unit_id is None or permissions.can_share_at(by, unit_id))
    if DaftarTersimpan.objects.filter(pemilik=by).count() >= MAX_LISTS:
        raise DomainError(FULL, galat="daftar_penuh")
    known = {satu.nama for satu in daftar.kolom}
    query = urlencode(daftar.clean(kueri))
    limit = DaftarTersimpan._meta.get_field("kueri").max_length
    if len(query) > limit:
        raise DomainError(TOO_LONG, galat="saringan_panjang")
    row = DaftarTersimpan(
        pemilik=by, daftar=daftar.nama, nama=nama, kueri=query, kolom=[k for k in kolom if k in known],
        unit_id=unit_id, utama=utama,
    )  # fmt: skip
    _store(row)
    record_jejak(row, "daftar_disimpan", by=by, unit_id=unit_id, rincian={"daftar": daftar.nama})
    return row


@perubahan
def change_list(
    tersimpan_id: UUID, *, nama: str, kolom: list[str], unit_id: UUID | None, utama: bool, by: Pengguna
) -> DaftarTersimpan:
    """Another name, other columns, shared or not, opened first or not."""
    row = DaftarTersimpan.objects.select_for_update().get(pk=tersimpan_id)
    require(permissions.can_change_list(by, row))
    require(unit_id is None or permissions.can_share_at(by, unit_id))
    row.nama, row.kolom, row.unit_id, row.utama = nama, kolom, unit_id, utama
    _store(row)
    record_jejak(row, "daftar_tersimpan_diubah", by=by, unit_id=unit_id, rincian={"daftar": row.daftar})
    return row


@perubahan
def drop_list(tersimpan_id: UUID, *, by: Pengguna) -> None:
    row = DaftarTersimpan.objects.select_for_update().get(pk=tersimpan_id)
    require(permissions.can_change_list(by, row))
    record_jejak(row, "daftar_tersimpan_dihapus", by=by, rincian={"daftar": row.daftar})
    row.delete()
