"""A contract of a round that was signed outside the portal: number, day and scan make it a row of the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.services.dokumen import Isian, upload_dokumen
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.enums import PutusanPerjanjian, StatusButir, StatusPutaran
from pegawai.models import ButirPutaran, Pegawai
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.syarat_perpanjangan import paper_stands
from pegawai.services.terbit_perjanjian import place_contract

BELUM = "Perpanjangan orang ini belum disetujui, atau sudah selesai. Muat ulang halaman ini."


@perubahan
def record_signed(
    butir_id: UUID, *, nomor: str, tanggal: date, kiriman: Sequence[Kiriman], by: Pengguna
) -> ButirPutaran:
    """HR of the province; the renewal itself was agreed by two persons before. Nothing stays when the scan is refused."""
    row = ButirPutaran.objects.select_for_update(of=("self",)).select_related("putaran").get(pk=butir_id)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=row.pegawai_id)
    require(permissions.can_record_signed(by, row, person))
    agreed = row.status == StatusButir.DISETUJUI and row.putusan == PutusanPerjanjian.DIPERPANJANG
    if not agreed or row.putaran.status != StatusPutaran.DIBUKA:
        raise TransitionError(BELUM, galat="status_berubah")
    if made := paper_stands(row):
        raise DomainError(made, galat="bernaskah")
    with transaction.atomic():
        paper = upload_dokumen(
            kiriman,
            jenis="perjanjian_kerja",
            isian=Isian("Perjanjian kerja", nomor, tanggal),
            subjek_id=person.pk,
            by=by,
        )
        place_contract(row, person, nomor=nomor, hari=tanggal, dokumen_id=paper.pk)
        row.save(update_fields=["status", "perjanjian_baru", "tertinggal"])
    record_jejak(
        row,
        "perjanjian_luar_dicatat",
        by=by,
        subjek_id=person.pk,
        unit_id=person.unit_kini_id,
        rincian={"nomor": nomor},
    )
    refresh_peringatan([person.pk])
    return row
