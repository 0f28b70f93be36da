"""Doors of the jobs of this app."""

from __future__ import annotations

from collections.abc import Generator

from django.utils import timezone

from asn_portal.core.jadwal import register_schedule
from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.outbox import pekerjaan
from asn_portal.lembar.services import ekspor, impor

Langkah = Generator[Kemajuan, None, Hasil]


@pekerjaan_latar(ekspor.JENIS, label="Unduhan daftar", boleh_baca=ekspor.may_read_export)
def export_list(row: PekerjaanLatar) -> Langkah:
    return (yield from ekspor.export_in_steps(row))


@pekerjaan_latar(impor.PERIKSA, label="Pemeriksaan impor", boleh_baca=impor.may_read_errors)
def check_import(row: PekerjaanLatar) -> Langkah:
    return (yield from impor.check_in_steps(row))


@pekerjaan_latar(impor.TERAPKAN, label="Penerapan impor", boleh_baca=impor.may_read_errors)
def apply_import(row: PekerjaanLatar) -> Langkah:
    return (yield from impor.apply_in_steps(row))


@pekerjaan_latar(impor.TARIK, label="Penarikan impor", boleh_baca=impor.may_read_errors)
def take_back_import(row: PekerjaanLatar) -> Langkah:
    return (yield from impor.take_back_in_steps(row))


@pekerjaan
def empty_old_imports() -> None:
    impor.empty_old(timezone.now())


register_schedule(
    "impor_lama", "lembar.empty_old_imports", "40 1 * * *", "Mengosongkan isi berkas impor yang lebih dari sebulan."
)
