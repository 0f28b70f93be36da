"""Analisis beban kerja: tasks of a seat in a year, and the K of the map that follows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, until_next, write_period
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import permissions
from jabatan.aturan.beban_kerja import TABEL_ABK, MasukanAbkJabatan, TugasAbk, abk_jabatan
from jabatan.enums import TAK_DIHITUNG, StatusAnalisis
from jabatan.models import AnalisisBebanKerja, Jabatan, RincianJabatan, TugasABK
from jabatan.services.susunan import KEPT
from pegawai.services.penempatan import hold_agency

TERBANYAK = 32_767


@dataclass(frozen=True)
class IsianTugas:
    uraian: str
    satuan: str
    jumlah_hasil: Decimal
    waktu_menit: Decimal


def jke_of(tahun: int) -> tuple[int, str]:
    """Minutes of work in that year, and by which rule."""
    rule = TABEL_ABK.at(date(tahun, 12, 31))
    return int(rule.nilai["jke_menit"]), rule.dasar_hukum


@perubahan
def save_abk(jabatan_id: UUID, tahun: int, *, tugas: Sequence[IsianTugas], by: Pengguna) -> AnalisisBebanKerja:
    """The tasks of this year, these and no others. What was taken over stays."""
    hold_agency(by.instansi_id)
    seat = Jabatan.objects.get(pk=jabatan_id, instansi_id=by.instansi_id)
    row = _seat_row(seat, timezone.localdate())
    require(permissions.can_change_seats_of(by, row.unit_id))
    if seat.jenis in TAK_DIHITUNG:
        raise DomainError(f"{row.nama} tidak dihitung dalam ABK.", galat="tak_dihitung")
    jke, dasar = jke_of(tahun)
    found = abk_jabatan(
        MasukanAbkJabatan(
            tugas=[TugasAbk(jumlah_hasil=one.jumlah_hasil, waktu_menit=one.waktu_menit) for one in tugas],
            jke_menit=Decimal(jke),
        )
    )
    abk = AnalisisBebanKerja.objects.filter(jabatan=seat, tahun=tahun).first()
    if abk is not None:
        refuse_taken(abk)
    abk = abk or AnalisisBebanKerja(jabatan=seat, tahun=tahun)
    abk.jke_menit, abk.dasar_hukum, abk.disusun_oleh = jke, dasar, by
    abk.total, abk.kebutuhan = found["total"], found["kebutuhan"]
    abk.save()
    abk.daftar_tugas.all().delete()
    TugasABK.objects.bulk_create([TugasABK(abk=abk, urut=n, **asdict(one)) for n, one in enumerate(tugas, start=1)])
    record_jejak(
        abk, "abk_disusun", by=by, unit_id=row.unit_id,
        rincian={"jabatan": row.nama, "tahun": tahun, "kebutuhan": abk.kebutuhan, "tugas": len(tugas)},
    )  # fmt: skip
    return abk


def refuse_taken(abk: AnalisisBebanKerja) -> None:
    if abk.sudah_diambil:
        raise DomainError(
            f"ABK {abk.tahun} jabatan ini sudah diambil alih ke peta, jadi tidak diubah lagi. Susun untuk tahun berikutnya.",
            galat="sudah_diambil",
        )


def _seat_row(seat: Jabatan, hari: date) -> RincianJabatan:
    row = RincianJabatan.objects.pada(hari).filter(jabatan=seat).first()
    if row is None:
        raise DomainError(
            f"Jabatan itu tidak ada pada {tanggal(hari)}. Pilih tanggal lain.", galat="jabatan_tidak_berlaku"
        )
    return row


@perubahan
def take_over_abk(abk_id: UUID, *, mulai: date, by: Pengguna) -> AnalisisBebanKerja:
    """The K of the map follows this analysis from `mulai` on, with it as basis."""
    require(permissions.can_describe_posts(by))
    hold_agency(by.instansi_id)
    abk = AnalisisBebanKerja.objects.select_related("jabatan").get(pk=abk_id, jabatan__instansi_id=by.instansi_id)
    refuse_taken(abk)
    row = _seat_row(abk.jabatan, mulai)
    if abk.jabatan.tunggal and abk.kebutuhan > 1:
        raise DomainError(
            f"{row.nama} dipegang satu orang, sedangkan ABK ini menghitung {abk.kebutuhan}. Periksa tugas-tugasnya.",
            galat="lebih_dari_satu",
        )
    if abk.kebutuhan > TERBANYAK:
        raise DomainError("Kebutuhan itu terlalu besar. Periksa jumlah hasil dan waktunya.", galat="terlalu_besar")
    values: dict[str, Any] = {name: getattr(row, name) for name in KEPT} | {
        "unit_id": row.unit_id, "kebutuhan": abk.kebutuhan, "dasar_kebutuhan": f"Analisis beban kerja {abk.tahun}",
        "dasar": row.dasar,
    }  # fmt: skip
    keys = {"jabatan_id": abk.jabatan_id}
    write_period(RincianJabatan, keys=keys, berlaku=until_next(RincianJabatan, keys=keys, mulai=mulai), values=values)
    abk.status, abk.diambil_oleh = StatusAnalisis.DIAMBIL_ALIH, by
    abk.diambil_pada, abk.berlaku_sejak = timezone.now(), mulai
    abk.save()
    record_jejak(
        abk, "abk_diambil_alih", by=by, unit_id=row.unit_id,
        rincian={"jabatan": row.nama, "dari": row.kebutuhan, "menjadi": abk.kebutuhan, "mulai": mulai.isoformat()},
    )  # fmt: skip
    return abk
