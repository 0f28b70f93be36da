"""Task teams: set up, members, letter of assignment, indicators and what they measure, the end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.naskah import Pilihan, make_naskah, submit_naskah
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja, periode, write_period
from asn_portal.core.permissions import require, same_agency
from asn_portal.core.services.tugas import BILA_KELIRU, notify
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from jabatan import permissions
from jabatan.aturan.alur_mutasi import ALUR_TIM
from jabatan.enums import PeranTim, StatusTim
from jabatan.models import AnggotaTim, IndikatorTim, TimKhusus, UkuranIndikator
from pegawai.models import Pegawai


@perubahan
def make_team(*, unit: UnitKerja, by: Pengguna, **isi: Any) -> TimKhusus:
    require(permissions.can_manage_team(by, unit.pk) and same_agency(by, unit))
    row = TimKhusus(instansi_id=by.instansi_id, unit=unit, dibuat_oleh=by, **isi)
    _check_days(row)
    row.save(force_insert=True)
    record_jejak(row, "tim_dibentuk", by=by, unit_id=unit.pk, rincian={"tim": row.nama})
    return row


@perubahan
def change_team(tim_id: UUID, *, by: Pengguna, **isi: Any) -> TimKhusus:
    row = held(tim_id, by)
    _check_not_over(row)
    for name, value in isi.items():
        setattr(row, name, value)
    _check_days(row)
    row.save()
    record_jejak(row, "tim_diubah", by=by, unit_id=row.unit_id, rincian={"isi": sorted(isi)})
    return row


def _check_days(row: TimKhusus) -> None:
    if row.sampai < row.mulai:
        raise DomainError("Hari terakhir tim mendahului hari pertamanya. Periksa tanggalnya.", galat="tanggal_terbalik")


def held(tim_id: UUID, by: Pengguna) -> TimKhusus:
    row = TimKhusus.objects.select_for_update(of=("self",)).get(pk=tim_id)
    require(permissions.can_manage_team(by, row.unit_id))
    return row


def _check_not_over(row: TimKhusus) -> None:
    if row.status in {StatusTim.SELESAI, StatusTim.DIBATALKAN}:
        raise DomainError("Tim ini sudah berakhir, jadi isinya tidak diubah lagi.", galat="tim_berakhir")


@perubahan
def start_team(tim_id: UUID, *, by: Pengguna) -> TimKhusus:
    """It works: with a head, at least one indicator, and everybody told."""
    row = held(tim_id, by)
    check_transition(ALUR_TIM, row.status, StatusTim.AKTIF)
    members = list(AnggotaTim.objects.kini().filter(tim=row).select_related("pegawai__pengguna"))
    if not any(one.peran == PeranTim.KETUA for one in members):
        raise DomainError("Tim belum mempunyai ketua. Tambahkan ketuanya dulu.", galat="tanpa_ketua")
    if not row.daftar_indikator.exists():
        raise DomainError(
            "Tim belum mempunyai indikator hasil. Tambahkan paling sedikit satu.", galat="tanpa_indikator"
        )
    row.status = StatusTim.AKTIF
    row.save(update_fields=["status"])
    record_jejak(row, "tim_mulai", by=by, unit_id=row.unit_id, rincian={"anggota": len(members)})
    for one in members:
        _tell(
            one,
            by,
            f"Anda {one.get_peran_display().lower()} {row.nama}, {tanggal(one.mulai)} sampai {tanggal(one.sampai)}.",
        )
    return row


@perubahan
def finish_team(tim_id: UUID, *, hasil: str, by: Pengguna) -> TimKhusus:
    row = held(tim_id, by)
    check_transition(ALUR_TIM, row.status, StatusTim.SELESAI)
    row.status, row.hasil = StatusTim.SELESAI, hasil
    row.save(update_fields=["status", "hasil"])
    record_jejak(row, "tim_selesai", by=by, unit_id=row.unit_id, alasan=hasil[:300])
    return row


@perubahan
def cancel_team(tim_id: UUID, *, hasil: str, by: Pengguna) -> TimKhusus:
    """Given up; the reason stands where the result would."""
    row = held(tim_id, by)
    check_transition(ALUR_TIM, row.status, StatusTim.DIBATALKAN)
    row.status, row.hasil = StatusTim.DIBATALKAN, hasil
    row.save(update_fields=["status", "hasil"])
    record_jejak(row, "tim_dibatalkan", by=by, unit_id=row.unit_id, alasan=hasil[:300])
    return row


# -- members ---------------------------------------------------------------------------------------------------------------


@perubahan
def add_member(
    tim_id: UUID, *, pegawai: Pegawai, peran: str, uraian: str, by: Pengguna, mulai: date | None = None
) -> AnggotaTim:  # fmt: skip
    row = held(tim_id, by)
    made = place_member_of_team(row, pegawai, peran, uraian, mulai)
    record_jejak(
        row,
        "tim_anggota_ditambah",
        by=by,
        subjek_id=pegawai.pk,
        unit_id=row.unit_id,
        rincian={"tim": row.nama, "peran": str(peran)},
    )
    if row.status == StatusTim.AKTIF:
        _tell(made, by, f"Anda {made.get_peran_display().lower()} {row.nama} sejak {tanggal(made.mulai)}.")
    return made


def place_member_of_team(
    row: TimKhusus, pegawai: Pegawai, peran: str, uraian: str, mulai: date | None = None
) -> AnggotaTim:
    """From that day (at the earliest the team's first) to the team's last. Part of the caller's change."""
    _check_not_over(row)
    since = max(mulai or row.mulai, row.mulai)
    if since > row.sampai:
        raise DomainError("Masa tim sudah lewat. Perpanjang dulu tim ini.", galat="di_luar_masa")
    try:
        with transaction.atomic():
            made: AnggotaTim = AnggotaTim.objects.create(
                tim=row, pegawai=pegawai, peran=peran, uraian=uraian, berlaku=periode(since, row.sampai)
            )
    except IntegrityError as refused:
        name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "") or ""
        known = {c.name: str(c.violation_error_message) for c in AnggotaTim._meta.constraints}
        if name not in known:
            raise
        raise DomainError(known[name], galat=name) from refused
    return made


@perubahan
def end_member(anggota_id: UUID, *, sampai: date, alasan: str, by: Pengguna) -> TimKhusus:
    """`sampai` is the last day in the team."""
    member = AnggotaTim.objects.kini().select_related("pegawai").get(pk=anggota_id)
    row = held(member.tim_id, by)
    if not member.mulai <= sampai < member.berlaku.upper:
        raise DomainError("Hari terakhir harus di dalam masa keanggotaannya. Pilih tanggal lain.", galat="di_luar_masa")
    rest = type(member.berlaku)(sampai + date.resolution, member.berlaku.upper, "[)")
    if not rest.isempty:
        write_period(AnggotaTim, keys={"tim": row, "pegawai": member.pegawai}, berlaku=rest, values=None)
    record_jejak(
        row, "tim_anggota_berakhir", by=by, subjek_id=member.pegawai_id, unit_id=row.unit_id, alasan=alasan,
        rincian={"tim": row.nama, "sampai": sampai.isoformat()},
    )  # fmt: skip
    return row


def _tell(member: AnggotaTim, by: Pengguna, isi: str) -> None:
    account = member.pegawai.pengguna
    if account is not None:
        notify(
            account, judul="Tim khusus", isi=isi, url=reverse("jabatan:tim_detail", args=[member.tim_id]),
            kelompok=KelompokKabar.DATA, mengapa="Anda anggota tim itu.", aturan="", oleh=by.nama, keberatan=BILA_KELIRU,
        )  # fmt: skip


# -- results -----------------------------------------------------------------------------------------------------------------


@perubahan
def add_indicator(
    tim_id: UUID, *, nama: str, satuan: str, target: Decimal, menurun: bool, by: Pengguna
) -> IndikatorTim:
    row = held(tim_id, by)
    _check_not_over(row)
    made, new = IndikatorTim.objects.get_or_create(
        tim=row, nama=nama, defaults={"satuan": satuan, "target": target, "menurun": menurun}
    )
    if not new:
        raise DomainError("Tim ini sudah mempunyai indikator dengan nama itu. Pakai nama lain.", galat="sudah_ada")
    record_jejak(row, "tim_indikator_ditambah", by=by, unit_id=row.unit_id, rincian={"indikator": nama})
    return made


@perubahan
def record_value(indikator_id: UUID, *, tanggal: date, nilai: Decimal, sumber: str, by: Pengguna) -> UkuranIndikator:
    """One measured value; for a day that has one already it is put right. Also before and after the team's time."""
    indikator = IndikatorTim.objects.select_for_update(of=("self",)).select_related("tim").get(pk=indikator_id)
    require(permissions.can_record_results(by, indikator.tim))
    if tanggal > timezone.localdate():
        raise DomainError("Tanggal pengukuran sesudah hari ini. Catat setelah diukur.", galat="tanggal_mendatang")
    made, _ = UkuranIndikator.objects.update_or_create(
        indikator=indikator, tanggal=tanggal, defaults={"nilai": nilai, "sumber": sumber, "dicatat_oleh": by}
    )
    record_jejak(
        indikator.tim, "tim_hasil_dicatat", by=by, unit_id=indikator.tim.unit_id,
        rincian={"indikator": indikator.nama, "tanggal": tanggal.isoformat(), "nilai": str(nilai)},
    )  # fmt: skip
    return made


# -- letter ------------------------------------------------------------------------------------------------------------------


@perubahan
def write_letter(tim_id: UUID, *, pilihan: Pilihan, kertas: Kertas, by: Pengguna) -> Naskah:
    """The letter of assignment, on its way to the first initials; one at a time."""
    row = held(tim_id, by)
    if row.naskah is not None and row.naskah.status != "dibatalkan":
        raise DomainError("Surat tugas tim ini sudah disusun. Buka dari halaman tim.", galat="sudah_bernaskah")
    paper = make_naskah("surat_tugas_tim", row.pk, pilihan=pilihan, kertas=kertas, by=by)
    row.naskah = paper
    row.save(update_fields=["naskah"])
    submit_naskah(paper.pk, by=by)
    record_jejak(row, "tim_surat_disusun", by=by, unit_id=row.unit_id)
    return paper
