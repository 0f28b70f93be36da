"""Batches: planned, opened, cancelled; their meetings, trainers and quotas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.kode import new_kode
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.permissions import require, same_agency, visible_units
from asn_portal.core.services.tugas import BILA_KELIRU, Kabar, close_tugas, notify_all
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from pelatihan import permissions
from pelatihan.aturan.alur_kepesertaan import ALUR_ANGKATAN, DAPAT_DIBATALKAN
from pelatihan.enums import StatusAngkatan, StatusPeserta
from pelatihan.models import (
    AngkatanPelatihan,
    KuotaUnit,
    PengajarAngkatan,
    ProgramPelatihan,
    SesiPelatihan,
)
from pelatihan.services.kepesertaan import TUGAS_SETUJU
from pelatihan.services.tempat import lock_angkatan, move

JAM_MULAI, JAM_SELESAI = time(8), time(16)
JUMAT = 5


@dataclass(frozen=True)
class Tambahan:
    """What a batch has beside its own columns."""

    pengajar: Sequence[tuple[str, str]] = ()  # name, where from
    kuota: Sequence[tuple[UUID, int]] = ()  # unit, at most


@perubahan
def save_angkatan(
    angkatan_id: UUID | None,
    *,
    program_id: UUID | None = None,
    isi: Mapping[str, Any],
    tambahan: Tambahan,
    by: Pengguna,
) -> AngkatanPelatihan:
    """A new batch as a draft, with one meeting on each of its working days; or one that is put right."""
    require(permissions.can_manage(by))
    if angkatan_id is None:
        program = ProgramPelatihan.objects.visible_to(by).select_for_update(of=("self",)).get(pk=program_id)
        row = AngkatanPelatihan(instansi_id=by.instansi_id, program=program, tahun=isi["mulai"].year)
        same_year = program.daftar_angkatan.filter(tahun=row.tahun)
        row.nomor = (same_year.aggregate(terakhir=Max("nomor"))["terakhir"] or 0) + 1
    else:
        row = lock_angkatan(angkatan_id)
        require(permissions.can_manage_here(by, row))
        _check_change(row, isi)
    moved = angkatan_id is None or (row.mulai, row.selesai) != (isi["mulai"], isi["selesai"])
    for name, value in isi.items():
        setattr(row, name, value)
    agreement = row.perjanjian
    if agreement is not None and not agreement.mulai <= row.mulai <= (agreement.sampai or row.mulai):
        raise DomainError("Perjanjian yang dipilih tidak berlaku pada hari pelatihan dimulai.", galat="perjanjian")
    try:
        with transaction.atomic():
            row.save(force_insert=angkatan_id is None)
    except IntegrityError as refused:
        raise DomainError(
            "Banyaknya tempat tidak boleh kurang dari peserta yang sudah diterima.", galat="tempat_kurang"
        ) from refused
    if moved:
        _write_meetings(row)
    _write_rest(row, tambahan, by)
    record_jejak(row, "angkatan_disimpan", by=by, rincian={"kuota": row.kuota, "cara": row.cara})
    return row


def _check_change(row: AngkatanPelatihan, isi: Mapping[str, Any]) -> None:
    if row.status in {StatusAngkatan.SELESAI, StatusAngkatan.DIBATALKAN}:
        raise DomainError(f"Angkatan ini sudah {row.get_status_display().lower()}.", galat="angkatan_berakhir")
    days = (isi["mulai"], isi["selesai"]) != (row.mulai, row.selesai)
    if days and row.daftar_peserta.exists():
        raise DomainError(
            "Sudah ada yang mendaftar pada tanggal ini. Batalkan angkatan ini dan buka yang baru, supaya tidak ada yang "
            "terdaftar pada hari yang tidak dipilihnya.",
            galat="sudah_ada_peserta",
        )


def _write_meetings(row: AngkatanPelatihan) -> None:
    """Monday to Friday; a batch inside one weekend meets on its days."""
    row.daftar_sesi.all().delete()
    days = [row.mulai + timedelta(days=n) for n in range((row.selesai - row.mulai).days + 1)]
    working = [day for day in days if day.isoweekday() <= JUMAT] or days
    SesiPelatihan.objects.bulk_create(
        SesiPelatihan(
            angkatan=row, nomor=number, judul=f"Hari ke-{number}", kode=new_kode(),
            mulai=timezone.make_aware(datetime.combine(day, JAM_MULAI)),
            selesai=timezone.make_aware(datetime.combine(day, JAM_SELESAI)),
        )
        for number, day in enumerate(working, 1)
    )  # fmt: skip


def _write_rest(row: AngkatanPelatihan, tambahan: Tambahan, by: Pengguna) -> None:
    row.daftar_pengajar.all().delete()
    known = dict.fromkeys(nama for nama, _ in tambahan.pengajar)
    origin = dict(tambahan.pengajar)
    PengajarAngkatan.objects.bulk_create(PengajarAngkatan(angkatan=row, nama=nama, asal=origin[nama]) for nama in known)
    row.daftar_kuota.all().delete()
    units = {unit.pk: unit for unit in _units(by, [pk for pk, _ in tambahan.kuota])}
    KuotaUnit.objects.bulk_create(
        KuotaUnit(angkatan=row, unit=units[pk], kuota=most) for pk, most in dict(tambahan.kuota).items() if pk in units
    )


def _units(by: Pengguna, ids: Sequence[UUID]) -> list[UnitKerja]:
    return list(visible_units(by).filter(pk__in=ids))


@perubahan
def open_registration(angkatan_id: UUID, *, by: Pengguna) -> AngkatanPelatihan:
    row = lock_angkatan(angkatan_id)
    require(permissions.can_manage_here(by, row))
    check_transition(ALUR_ANGKATAN, row.status, StatusAngkatan.DIBUKA)
    if row.tutup_pada <= timezone.now():
        raise DomainError("Batas pendaftarannya sudah lewat. Ubah dulu tanggal penutupannya.", galat="sudah_lewat")
    row.status = StatusAngkatan.DIBUKA
    row.save(update_fields=["status"])
    record_jejak(row, "pendaftaran_dibuka", by=by)
    return row


@perubahan
def call_off(angkatan_id: UUID, *, alasan: str, by: Pengguna) -> AngkatanPelatihan:
    """Not held. Everybody who asked or had a place is told, and free on these days again."""
    row = lock_angkatan(angkatan_id)
    require(permissions.can_manage_here(by, row) and same_agency(by, row))
    check_transition(ALUR_ANGKATAN, row.status, StatusAngkatan.DIBATALKAN)
    row.status = StatusAngkatan.DIBATALKAN
    row.save(update_fields=["status"])
    people = list(row.daftar_peserta.filter(status__in=DAPAT_DIBATALKAN).select_related("pegawai__pengguna"))
    for one in people:
        close_tugas(jenis=TUGAS_SETUJU, objek_id=one.pk, by=by)
    move(people, StatusPeserta.DIBATALKAN, by=by, catatan=alasan)
    record_jejak(row, "angkatan_dibatalkan", by=by, alasan=alasan, rincian={"peserta": len(people)})
    notify_all([
        Kabar(
            one.pegawai.pengguna, f"Pelatihan {row.program.judul} tidak jadi diadakan", alasan,
            reverse("pelatihan:program_detail", args=[row.program_id]), KelompokKabar.LAIN,
            mengapa=f"Anda terdaftar pada angkatan {tanggal(row.mulai)}.", aturan="", oleh=by.nama, keberatan=BILA_KELIRU,
        )
        for one in people if one.pegawai.pengguna is not None
    ])  # fmt: skip
    return row
