"""Being there, test results, and the end of a batch with its certificates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import hari_tanggal, pukul, tanggal
from asn_portal.core.workflow import check_transition
from pelatihan import permissions
from pelatihan.aturan.alur_kepesertaan import ALUR_ANGKATAN
from pelatihan.enums import AsalSertifikat, CaraHadir, StatusAngkatan, StatusPeserta
from pelatihan.models import AngkatanPelatihan, Kehadiran, Kepesertaan, SesiPelatihan
from pelatihan.services.sertifikat import issue, tell_issued
from pelatihan.services.tempat import lock_angkatan, move

# The code in the room counts from a little before the meeting until its end.
SEBELUM = timedelta(minutes=30)
SERATUS = 100


@perubahan
def attend_by_code(kode: str, *, by: Pengguna) -> Kehadiran:
    """Somebody in the room has scanned the code. Asking twice leaves one."""
    sesi = SesiPelatihan.objects.select_related("angkatan__program").filter(kode=kode).first()
    require(sesi is not None and sesi.angkatan.instansi_id == by.instansi_id)
    assert sesi is not None
    mine = Kepesertaan.objects.select_for_update(of=("self",)).milik(by)
    row = mine.filter(angkatan_id=sesi.angkatan_id, status=StatusPeserta.DITERIMA).first()
    if row is None:
        raise DomainError(
            f"Anda tidak tercatat sebagai peserta {sesi.angkatan.program.judul}. Hubungi panitia di ruangan.",
            galat="bukan_peserta",
        )
    now = timezone.now()
    if not sesi.mulai - SEBELUM <= now <= sesi.selesai:
        raise DomainError(
            f"Kode ini berlaku {hari_tanggal(sesi.mulai)} pukul {pukul(sesi.mulai - SEBELUM)} sampai {pukul(sesi.selesai)}. "
            "Minta panitia mencatat kehadiran Anda pada daftar hadir.",
            galat="di_luar_waktu",
        )
    found, _ = Kehadiran.objects.get_or_create(
        kepesertaan=row, sesi=sesi, defaults={"cara": CaraHadir.QR, "oleh": by, "pada": now}
    )
    record_jejak(row, "kehadiran_dicatat", by=by, subjek_id=row.pegawai_id, rincian={"sesi": sesi.nomor, "cara": "qr"})
    return found


@perubahan
def mark_list(sesi_id: UUID, *, hadir: Collection[UUID], by: Pengguna) -> int:
    """The list of one meeting as staff have it on paper: who is ticked was there, who is not was not."""
    sesi = SesiPelatihan.objects.select_for_update(of=("self",)).select_related("angkatan").get(pk=sesi_id)
    require(permissions.can_manage_here(by, sesi.angkatan))
    if sesi.mulai > timezone.now():
        raise DomainError(
            f"Sesi ini baru dimulai {hari_tanggal(sesi.mulai)}. Kehadiran dicatat sesudahnya.", galat="belum_mulai"
        )
    _check_running(sesi.angkatan)
    people = Kepesertaan.objects.filter(angkatan_id=sesi.angkatan_id, status=StatusPeserta.DITERIMA)
    there = set(people.filter(pk__in=hadir).values_list("pk", flat=True))
    sesi.daftar_hadir.exclude(kepesertaan_id__in=there).delete()
    now = timezone.now()
    Kehadiran.objects.bulk_create(
        [Kehadiran(kepesertaan_id=pk, sesi=sesi, cara=CaraHadir.DAFTAR, oleh=by, pada=now) for pk in there],
        ignore_conflicts=True,
    )
    record_jejak(sesi.angkatan, "daftar_hadir_dicatat", by=by, rincian={"sesi": sesi.nomor, "hadir": len(there)})
    return len(there)


Nilai = tuple[Decimal | None, Decimal | None]


@perubahan
def save_results(angkatan_id: UUID, *, nilai: Mapping[UUID, Nilai], by: Pengguna) -> int:
    """Results of the test before and after, as far as they are known."""
    angkatan = lock_angkatan(angkatan_id)
    require(permissions.can_manage_here(by, angkatan))
    _check_running(angkatan)
    rows = list(angkatan.daftar_peserta.filter(pk__in=nilai, status=StatusPeserta.DITERIMA))
    for row in rows:
        row.nilai_awal, row.nilai_akhir = nilai[row.pk]
    Kepesertaan.objects.bulk_update(rows, ["nilai_awal", "nilai_akhir"])
    record_jejak(angkatan, "nilai_pelatihan_disimpan", by=by, rincian={"peserta": len(rows)})
    return len(rows)


def _check_running(angkatan: AngkatanPelatihan) -> None:
    if angkatan.status not in {StatusAngkatan.DIBUKA, StatusAngkatan.TERISI}:
        raise DomainError(
            f"Angkatan ini {angkatan.get_status_display().lower()}; hasilnya tidak diubah lagi.",
            galat="angkatan_berakhir",
        )


@perubahan
def finish(angkatan_id: UUID, *, by: Pengguna) -> AngkatanPelatihan:
    """The end: who was there enough and reached the mark has passed and gets the certificate, which enters the file."""
    angkatan = lock_angkatan(angkatan_id)
    require(permissions.can_manage_here(by, angkatan))
    check_transition(ALUR_ANGKATAN, angkatan.status, StatusAngkatan.SELESAI)
    today = timezone.localdate()
    if today < angkatan.selesai:
        raise DomainError(
            f"Pelatihan berlangsung sampai {tanggal(angkatan.selesai)}. Tutup sesudahnya.", galat="belum_selesai"
        )
    rows = list(
        angkatan.daftar_peserta.filter(status=StatusPeserta.DITERIMA)
        .select_related("pegawai__pengguna")
        .annotate(hadir=Count("daftar_hadir"))
        .order_by("urut", "pk")
    )
    meetings = angkatan.daftar_sesi.count()
    missing = sum(row.hadir > 0 and row.nilai_awal is not None and row.nilai_akhir is None for row in rows)
    if missing:
        raise DomainError(
            f"Nilai akhir {missing} peserta belum diisi, padahal nilai awalnya ada. Lengkapi, lalu tutup.",
            galat="nilai_kurang",
        )
    groups: dict[StatusPeserta, list[Kepesertaan]] = {}
    for row in rows:
        groups.setdefault(outcome(row, row.hadir, meetings, angkatan), []).append(row)
    for status, group in groups.items():
        move(group, status, by=by)
    angkatan.status = StatusAngkatan.SELESAI
    angkatan.save(update_fields=["status"])
    passed = groups.get(StatusPeserta.LULUS, [])
    issued = [
        issue(
            row.pegawai, asal=AsalSertifikat.ANGKATAN, program=angkatan.program, penyelenggara=angkatan.penyelenggara.nama,
            mulai=angkatan.mulai, selesai=angkatan.selesai, kepesertaan=row, by=by,
        )
        for row in passed
    ]  # fmt: skip
    record_jejak(angkatan, "angkatan_selesai", by=by, rincian={str(key): len(group) for key, group in groups.items()})
    tell_issued(issued, by)
    return angkatan


def outcome(row: Kepesertaan, hadir: int, meetings: int, angkatan: AngkatanPelatihan) -> StatusPeserta:
    """Never there; there too little or below the mark; passed. Without a test being there is enough."""
    if hadir == 0:
        return StatusPeserta.TIDAK_HADIR
    enough = hadir * SERATUS >= angkatan.hadir_minimal * meetings
    good = row.nilai_akhir is None or row.nilai_akhir >= angkatan.nilai_lulus
    return StatusPeserta.LULUS if enough and good else StatusPeserta.TIDAK_LULUS
