"""A round of moves up to its day: made, filled, checked, approved by a second person, published, taken back.

Nothing leaves the tables of the round before the day of inauguration (docs/keputusan/0033): no placement, no notice, no act
that names a person or a seat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, require
from asn_portal.core.templatetags.bentuk import angka
from asn_portal.core.workflow import check_transition
from jabatan import permissions
from jabatan.aturan.alur_mutasi import ALUR_MUTASI
from jabatan.aturan.putaran_mutasi import stands_against
from jabatan.enums import JenisJabatan, JenisPenempatan, StatusButirMutasi, StatusMutasi
from jabatan.models import ButirMutasi, Jabatan, PemegangMutasi, Penempatan, PutaranMutasi
from jabatan.selectors.periksa_mutasi import check_rows, stands_against_round
from pegawai.models import Pegawai

BUKA = "jabatan.open_moves"
TERTUTUP = "Putaran ini sudah disetujui, jadi isinya tidak diubah lagi. Kembalikan dulu ke draf."


@dataclass(frozen=True)
class Pindah:
    """Who goes to which seat."""

    pegawai_id: UUID
    ke_id: UUID
    dasar_rangkap: str = ""
    pengecualian: str = ""


@perubahan
def make_round(*, by: Pengguna, **isi: Any) -> PutaranMutasi:
    require(permissions.can_make_round(by))
    row = PutaranMutasi(instansi_id=by.instansi_id, disusun_oleh=by, **isi)
    _check_days(row)
    row.save(force_insert=True)
    PemegangMutasi.objects.create(putaran=row, pengguna=by, ditambah_oleh=by)
    record_jejak(row, "mutasi_disusun", by=by)
    return row


@perubahan
def change_round(putaran_id: UUID, *, by: Pengguna, **isi: Any) -> PutaranMutasi:
    row = held(putaran_id, by)
    _check_open(row)
    for name, value in isi.items():
        setattr(row, name, value)
    _check_days(row)
    row.save()
    record_jejak(row, "mutasi_diubah", by=by, rincian={"isi": sorted(isi)})
    return row


def _check_days(row: PutaranMutasi) -> None:
    if row.tmt < row.tanggal_pelantikan:
        raise DomainError(
            "TMT tidak boleh mendahului tanggal pelantikan. Pilih TMT pada hari pelantikan atau sesudahnya.",
            galat="tmt_mendahului",
        )
    if row.tanggal_pelantikan < timezone.localdate():
        raise DomainError("Tanggal pelantikan sudah lewat. Pilih hari ini atau sesudahnya.", galat="tanggal_lewat")


@perubahan
def let_in(putaran_id: UUID, *, pengguna: Pengguna, by: Pengguna) -> PemegangMutasi:
    """One more person of the province knows of the round."""
    row = held(putaran_id, by)
    if pengguna.instansi_id != row.instansi_id or not pengguna.is_active or not akses(pengguna).has(Peran.ADMIN_BKD):
        raise DomainError(
            "Hanya pengelola kepegawaian provinsi yang dapat menjadi pemegang putaran.", galat="bukan_pengelola"
        )
    if row.daftar_butir.filter(pegawai_id=akses(pengguna).orang_id).exists():
        raise DomainError(
            "Orang itu ikut dipindahkan dalam putaran ini, jadi tidak menjadi pemegangnya.", galat="ikut_pindah"
        )
    made, _ = PemegangMutasi.objects.get_or_create(putaran=row, pengguna=pengguna, defaults={"ditambah_oleh": by})
    record_jejak(row, "mutasi_pemegang_ditambah", by=by, rincian={"pemegang": str(pengguna.pk)})
    return made


# -- rows --------------------------------------------------------------------------------------------------------------


@perubahan
def add_rows(putaran_id: UUID, pindah: Sequence[Pindah], *, by: Pengguna) -> int:
    """People join; who is in it already stays as he is. Returns how many joined."""
    row = held(putaran_id, by)
    _check_open(row)
    people = set(
        Pegawai.objects.visible_to(by).filter(pk__in=[one.pegawai_id for one in pindah]).values_list("pk", flat=True)
    )
    seats = Jabatan.objects.filter(pk__in=[one.ke_id for one in pindah], instansi_id=by.instansi_id).in_bulk()
    if len(people) < len({one.pegawai_id for one in pindah}) or len(seats) < len({one.ke_id for one in pindah}):
        raise DomainError("Pegawai atau jabatannya tidak dikenal. Pilih lagi dari daftar.", galat="tidak_dikenal")
    if akses(by).orang_id in people:
        raise DomainError(
            "Anda tidak dapat memindahkan diri sendiri. Minta pengelola lain menyusunnya.", galat="diri_sendiri"
        )
    holders = PemegangMutasi.objects.filter(
        putaran=row, pengguna__in=Pegawai.objects.filter(pk__in=people).values("pengguna")
    )
    if holders.exists():
        raise DomainError("Seorang pemegang putaran ini tidak dapat ikut dipindahkan di dalamnya.", galat="pemegang")
    left = _present_seats(people, row.tmt)
    made = [
        ButirMutasi(
            putaran=row, pegawai_id=one.pegawai_id, ke_id=one.ke_id, dasar_rangkap=one.dasar_rangkap,
            pengecualian=one.pengecualian, dari_id=left.get((one.pegawai_id, as_what(seats[one.ke_id], one.dasar_rangkap))),
        )
        for one in pindah
    ]  # fmt: skip
    before = row.daftar_butir.count()
    ButirMutasi.objects.bulk_create(made, batch_size=2000, ignore_conflicts=True)
    joined = row.daftar_butir.count() - before
    record_jejak(row, "mutasi_ditambah", by=by, rincian={"orang": joined})
    return joined


def as_what(seat: Jabatan, dasar_rangkap: str) -> str:
    if seat.jenis == JenisJabatan.TUGAS_TAMBAHAN:
        return JenisPenempatan.TUGAS_TAMBAHAN
    return JenisPenempatan.RANGKAP if dasar_rangkap else JenisPenempatan.DEFINITIF


def _present_seats(people: set[UUID], tmt: date) -> dict[tuple[UUID, str], UUID]:
    """What each holds on the day before."""
    rows = Penempatan.objects.pada(tmt - date.resolution).filter(
        pegawai_id__in=people, jenis__in=(JenisPenempatan.DEFINITIF, JenisPenempatan.TUGAS_TAMBAHAN)
    )
    return {(who, kind): seat for who, kind, seat in rows.values_list("pegawai_id", "jenis", "jabatan_id")}


@perubahan
def change_row(butir_id: UUID, *, pengecualian: str, by: Pengguna) -> ButirMutasi:
    """What allows an exception for this one."""
    butir = ButirMutasi.objects.get(pk=butir_id)
    row = held(butir.putaran_id, by)
    _check_open(row)
    butir.pengecualian = pengecualian
    butir.save(update_fields=["pengecualian"])
    record_jejak(row, "mutasi_dasar_dicatat", by=by, rincian={"butir": str(butir.pk)})
    return butir


@perubahan
def take_out(butir_id: UUID, *, alasan: str, by: Pengguna) -> ButirMutasi:
    """One does not go; the rest does. Until the round is published."""
    butir = ButirMutasi.objects.get(pk=butir_id)
    row = held(butir.putaran_id, by)
    if row.status not in {StatusMutasi.DRAF, StatusMutasi.DIPERIKSA, StatusMutasi.DISETUJUI}:
        raise DomainError("Putaran ini sudah terbit, jadi tidak ada lagi yang dikeluarkan.", galat="sudah_terbit")
    if row.keputusan is not None and row.keputusan.status != "dibatalkan":
        raise DomainError(
            "Keputusan dengan daftar ini sudah disusun. Batalkan dulu naskahnya.", galat="sudah_bernaskah"
        )
    butir.status, butir.alasan_keluar = StatusButirMutasi.DIKELUARKAN, alasan
    butir.save(update_fields=["status", "alasan_keluar"])
    record_jejak(row, "mutasi_dikeluarkan", by=by, alasan=alasan, rincian={"butir": str(butir.pk)})
    return butir


# -- its way -----------------------------------------------------------------------------------------------------------


@perubahan
def submit_round(putaran_id: UUID, *, by: Pengguna) -> PutaranMutasi:
    """Checked: no rule stands against any row. A second person approves it."""
    row = held(putaran_id, by)
    check_transition(ALUR_MUTASI, row.status, StatusMutasi.DIPERIKSA)
    _refuse_what_stands_against(row)
    row.status, row.diperiksa_oleh, row.diperiksa_pada = StatusMutasi.DIPERIKSA, by, timezone.now()
    row.save(update_fields=["status", "diperiksa_oleh", "diperiksa_pada"])
    record_jejak(row, "mutasi_diperiksa", by=by, rincian={"orang": _going(row).count()})
    return row


@perubahan
def approve_round(putaran_id: UUID, *, catatan: str, by: Pengguna) -> PutaranMutasi:
    """By a second person; what was found that day is kept with each row."""
    row = held(putaran_id, by)
    check_transition(ALUR_MUTASI, row.status, StatusMutasi.DISETUJUI)
    require(permissions.can_approve_round(by, row))
    found = _refuse_what_stands_against(row)
    rows = list(_going(row))
    for butir in rows:
        butir.temuan = [satu.plain() for satu in found.get(butir.pk, [])]
    ButirMutasi.objects.bulk_update(rows, ["temuan"], batch_size=500)
    row.status, row.disetujui_oleh, row.disetujui_pada = StatusMutasi.DISETUJUI, by, timezone.now()
    row.catatan = catatan
    row.save(update_fields=["status", "disetujui_oleh", "disetujui_pada", "catatan"])
    record_jejak(row, "mutasi_disetujui", by=by, alasan=catatan, rincian={"orang": len(rows)})
    return row


@perubahan
def return_round(putaran_id: UUID, *, alasan: str, by: Pengguna) -> PutaranMutasi:
    """Back to draf, with a reason; also what was approved, as long as no decree was made of it."""
    row = held(putaran_id, by)
    check_transition(ALUR_MUTASI, row.status, StatusMutasi.DRAF)
    if row.keputusan is not None and row.keputusan.status != "dibatalkan":
        raise DomainError("Keputusan putaran ini sudah disusun. Batalkan dulu naskahnya.", galat="sudah_bernaskah")
    row.status, row.catatan = StatusMutasi.DRAF, alasan
    row.diperiksa_oleh = row.disetujui_oleh = row.diperiksa_pada = row.disetujui_pada = None
    row.save()
    record_jejak(row, "mutasi_dikembalikan", by=by, alasan=alasan)
    return row


@perubahan
def publish_round(
    putaran_id: UUID, *, sk_nomor: str, sk_tanggal: date, by: Pengguna
) -> PutaranMutasi:  # fmt: skip
    """It goes ahead under this decree. Placements are written on the day of inauguration, at once when that is today."""
    row = held(putaran_id, by)
    check_transition(ALUR_MUTASI, row.status, StatusMutasi.TERBIT)
    if row.tanggal_pelantikan < timezone.localdate():
        raise DomainError(
            "Tanggal pelantikan sudah lewat. Kembalikan ke draf, lalu pilih tanggal lain.", galat="tanggal_lewat"
        )
    if sk_tanggal > row.tanggal_pelantikan:
        raise DomainError("Tanggal keputusan tidak boleh sesudah pelantikan. Periksa tanggalnya.", galat="sk_sesudah")
    if (satu := stands_against_round(row)) is not None:
        raise DomainError(satu.kalimat, galat=satu.kunci)
    row.status, row.terbit_oleh, row.terbit_pada = StatusMutasi.TERBIT, by, timezone.now()
    row.sk_nomor, row.sk_tanggal = sk_nomor, sk_tanggal
    row.save(update_fields=["status", "terbit_oleh", "terbit_pada", "sk_nomor", "sk_tanggal"])
    record_jejak(row, "mutasi_terbit", by=by, rincian={"orang": _going(row).count()})
    # At 00.00 of that day, or at once.
    outbox.enqueue(BUKA, str(row.pk), setelah=timezone.make_aware(datetime.combine(row.tanggal_pelantikan, time.min)))
    return row


@perubahan
def cancel_round(putaran_id: UUID, *, alasan: str, by: Pengguna) -> PutaranMutasi:
    """Given up, or taken back before its day: nothing of it was written anywhere else."""
    row = held(putaran_id, by)
    if row.status == StatusMutasi.TERBIT and row.tanggal_pelantikan <= timezone.localdate():
        raise DomainError(
            "Hari pelantikan sudah tiba, jadi putaran ini tidak dapat dibatalkan lagi.", galat="sudah_dilantik"
        )
    check_transition(ALUR_MUTASI, row.status, StatusMutasi.DIBATALKAN)
    row.status, row.catatan = StatusMutasi.DIBATALKAN, alasan
    row.save(update_fields=["status", "catatan"])
    record_jejak(row, "mutasi_dibatalkan", by=by, alasan=alasan)
    return row


# -- what every step does ------------------------------------------------------------------------------------------------


def held(putaran_id: UUID, by: Pengguna) -> PutaranMutasi:
    """The round, while nobody else works on it; only for those who were let in."""
    row = PutaranMutasi.objects.select_for_update(of=("self",)).select_related("keputusan").get(pk=putaran_id)
    require(permissions.can_work_on_round(by, row))
    return row


def _check_open(row: PutaranMutasi) -> None:
    if row.status != StatusMutasi.DRAF:
        raise DomainError(TERTUTUP, galat="sudah_disetujui")


def _going(row: PutaranMutasi) -> Any:
    return row.daftar_butir.filter(status=StatusButirMutasi.IKUT)


def _refuse_what_stands_against(row: PutaranMutasi) -> dict[UUID, Any]:
    """Every finding by row; a sentence with how many stand in the way."""
    if (satu := stands_against_round(row)) is not None:
        raise DomainError(satu.kalimat, galat=satu.kunci)
    exceptions = dict(_going(row).values_list("pk", "pengecualian"))
    if not exceptions:
        raise DomainError("Belum ada orang dalam putaran ini. Tambahkan dulu.", galat="putaran_kosong")
    found = check_rows(row, (StatusButirMutasi.IKUT,))
    stopped = [pk for pk, temuan in found.items() if stands_against(temuan, exceptions[pk])]
    if stopped:
        raise DomainError(
            f"{angka(len(stopped))} orang belum lolos pemeriksaan; sebabnya ada pada barisnya. Perbaiki, catat dasar "
            "pengecualiannya, atau keluarkan dari putaran.",
            galat="belum_lolos",
        )
    return found
