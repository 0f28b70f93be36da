"""A participation on its way: asked for, agreed to by the superior, cancelled. Results are in services.hasil."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.pengaturan import JAWAB_PELATIHAN
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import BILA_KELIRU, assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal, waktu
from asn_portal.core.workflow import check_transition
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on
from pelatihan import permissions
from pelatihan.aturan.alur_kepesertaan import ALUR_PESERTA, DAPAT_DIBATALKAN, MENGIKAT
from pelatihan.enums import AsalPeserta, CaraTempat, StatusAngkatan, StatusPeserta
from pelatihan.hari import days_of
from pelatihan.models import AngkatanPelatihan, Kepesertaan, LangkahPeserta, PrasyaratProgram, Sertifikat
from pelatihan.selectors.sibuk import away_on
from pelatihan.services.tempat import fill_places, lock_angkatan, move, next_in_line

TUGAS_SETUJU = "pelatihan.persetujuan"
ATURAN = "Peraturan LAN 10/2018: pengembangan kompetensi direncanakan bersama atasan."


@perubahan
def register(angkatan_id: UUID, *, alasan: str = "", by: Pengguna) -> Kepesertaan:
    """For oneself; the superior of today is asked."""
    require(permissions.can_learn(by))
    person = Pegawai.objects.select_related("pengguna").get(pengguna=by)
    angkatan = _open_batch(angkatan_id, by)
    row = _enter(angkatan, person, asal=AsalPeserta.SENDIRI, alasan=alasan, by=by)
    boss = superior_on(person.pk, timezone.localdate())
    if boss is None or boss.pengguna is None:
        raise DomainError(
            "Atasan Anda belum tercatat, sehingga belum ada yang dapat menyetujui. Laporkan dari halaman profil, lalu "
            "daftar lagi.",
            galat="tanpa_atasan",
        )
    record_jejak(row, "pelatihan_didaftar", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id)
    _ask(row, boss.pengguna)
    return row


@perubahan
def nominate(angkatan_id: UUID, pegawai_id: UUID, *, alasan: str, by: Pengguna) -> Kepesertaan:
    """By the superior or HR of the unit: the nomination is the consent."""
    angkatan = _open_batch(angkatan_id, by)
    require(permissions.can_decide_for(by, pegawai_id))
    person = Pegawai.objects.select_related("pengguna").get(pk=pegawai_id, instansi_id=by.instansi_id)
    row = _enter(angkatan, person, asal=AsalPeserta.USULAN, alasan=alasan, by=by)
    _agree(angkatan, row, "Diusulkan.", by)
    record_jejak(row, "pelatihan_diusulkan", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id, alasan=alasan)
    _say(row, "Anda diusulkan mengikuti pelatihan", f"{by.nama} mengusulkan Anda: {alasan}", by)
    return row


def _open_batch(angkatan_id: UUID, by: Pengguna) -> AngkatanPelatihan:
    """Locked, of the own agency, and open for registration now."""
    angkatan = lock_angkatan(angkatan_id)
    require(angkatan.instansi_id == by.instansi_id and permissions.can_see_catalogue(by))
    now = timezone.now()
    if angkatan.status != StatusAngkatan.DIBUKA or now >= angkatan.tutup_pada:
        raise DomainError(
            "Pendaftaran angkatan ini sudah ditutup. Lihat angkatan lain pada halaman programnya.",
            galat="sudah_ditutup",
        )
    if now < angkatan.buka_pada:
        raise DomainError(f"Pendaftaran dibuka {waktu(angkatan.buka_pada)}.", galat="belum_dibuka")
    return angkatan


def _enter(
    angkatan: AngkatanPelatihan, person: Pegawai, *, asal: AsalPeserta, alasan: str, by: Pengguna
) -> Kepesertaan:  # fmt: skip
    """A new participation. The database refuses a second one on the same days; who it clashes with is told."""
    _check_before(angkatan, person)
    _check_elsewhere(angkatan, person)
    first_come = angkatan.cara == CaraTempat.URUTAN
    row = Kepesertaan(
        angkatan=angkatan, pegawai=person, unit_id=person.unit_kini_id,
        masa=DateRange(angkatan.mulai, angkatan.selesai + timedelta(days=1), "[)"), asal=asal, alasan=alasan,
        diajukan_oleh=by, diajukan_pada=timezone.now(), urut=next_in_line(angkatan) if first_come else None,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(_clash(person, angkatan), galat="tanggal_bertumpuk") from refused
    LangkahPeserta.objects.create(kepesertaan=row, ke=row.status, oleh=by, pada=row.diajukan_pada, catatan=alasan)
    return row


def _clash(person: Pegawai, angkatan: AngkatanPelatihan) -> str:
    days = DateRange(angkatan.mulai, angkatan.selesai + timedelta(days=1), "[)")
    other = person.daftar_kepesertaan.filter(status__in=MENGIKAT, masa__overlap=days).select_related(
        "angkatan__program"
    )
    found = other.first()
    if found is None:
        return "Pendaftaran ini bertentangan dengan data lain. Muat ulang halaman, lalu coba lagi."
    if found.angkatan_id == angkatan.pk:
        return f"{person.nama} sudah terdaftar pada angkatan ini ({found.get_status_display().lower()})."
    until = tanggal(found.angkatan.selesai)
    return (
        f"{person.nama} sudah terdaftar pada {found.angkatan.program.judul}, {tanggal(found.angkatan.mulai)} sampai {until}. "
        "Batalkan yang itu dulu, atau pilih angkatan dengan tanggal lain."
    )


def _check_before(angkatan: AngkatanPelatihan, person: Pegawai) -> None:
    """What must have been learned before."""
    needed = PrasyaratProgram.objects.filter(program_id=angkatan.program_id)
    held = Sertifikat.objects.sah().filter(pegawai=person).exclude(program=None)
    missing = needed.exclude(syarat__in=held.values("program_id")).select_related("syarat").first()
    if missing is not None:
        raise DomainError(
            f"{angkatan.program.judul} mensyaratkan {missing.syarat.judul}, dan sertifikatnya belum tercatat. Ikuti dulu, "
            "atau unggah sertifikatnya bila sudah pernah.",
            galat="prasyarat",
        )


def _check_elsewhere(angkatan: AngkatanPelatihan, person: Pegawai) -> None:
    """On a placement, or away from the post for a degree, on these days."""
    other = away_on(person.pk, angkatan.mulai, angkatan.selesai)
    if other:
        raise DomainError(
            f"{person.nama} sedang {other} pada tanggal itu. Pilih angkatan dengan tanggal lain.",
            galat="tanggal_bertumpuk",
        )


def _ask(row: Kepesertaan, boss: Pengguna) -> None:
    angkatan, today = row.angkatan, timezone.localdate()
    last = answer_by(JAWAB_PELATIHAN, angkatan.instansi_id, today)
    deadline = min(last, max(today, timezone.localdate(angkatan.tutup_pada)))
    assign_tugas(
        [boss],
        jenis=TUGAS_SETUJU,
        objek_id=row.pk,
        judul=f"Setujui pelatihan: {row.pegawai.nama}",
        tentang=f"{angkatan.program.judul}, {days_of(angkatan.mulai, angkatan.selesai)}",
        alasan="Anda atasan langsungnya hari ini. Tempat diberikan setelah Anda menyetujui.",
        url=reverse("pelatihan:kepesertaan_decide", args=[row.pk]),
        batas=end_of(deadline),
    )


# -- the superior's answer -------------------------------------------------------------------------------------------


def _locked(kepesertaan_id: UUID) -> tuple[AngkatanPelatihan, Kepesertaan]:
    """The batch first, then the participation: everywhere in this order."""
    angkatan = lock_angkatan(Kepesertaan.objects.values_list("angkatan_id", flat=True).get(pk=kepesertaan_id))
    rows = Kepesertaan.objects.select_for_update(of=("self",)).select_related("pegawai__pengguna")
    row = rows.get(pk=kepesertaan_id)
    row.angkatan = angkatan
    return angkatan, row


def _agree(angkatan: AngkatanPelatihan, row: Kepesertaan, catatan: str, by: Pengguna) -> None:
    """Agreed; where places are given as they come, also placed or on the waiting list."""
    row.diputus_oleh, row.diputus_pada = by, timezone.now()
    if row.urut is None and angkatan.status == StatusAngkatan.TERISI:
        row.urut = next_in_line(angkatan)
    move([row], StatusPeserta.DISETUJUI, by=by, catatan=catatan)
    if angkatan.cara == CaraTempat.URUTAN or angkatan.status == StatusAngkatan.TERISI:
        fill_places(angkatan, timezone.now(), by=by)
        row.refresh_from_db(fields=["status", "urut", "sebab"])


@perubahan
def consent(kepesertaan_id: UUID, *, catatan: str = "", by: Pengguna) -> Kepesertaan:
    angkatan, row = _locked(kepesertaan_id)
    require(permissions.can_decide_for(by, row.pegawai_id))
    check_transition(ALUR_PESERTA, row.status, StatusPeserta.DISETUJUI)
    if angkatan.status not in {StatusAngkatan.DIBUKA, StatusAngkatan.TERISI}:
        raise DomainError(f"Angkatan ini sudah {angkatan.get_status_display().lower()}.", galat="angkatan_berakhir")
    _agree(angkatan, row, catatan, by)
    close_tugas(jenis=TUGAS_SETUJU, objek_id=row.pk, by=by)
    record_jejak(row, "pelatihan_disetujui", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=catatan)
    if row.status == StatusPeserta.DISETUJUI:
        after = f"Tempat ditetapkan setelah {waktu(angkatan.tutup_pada)}."
        _say(row, "Atasan menyetujui pelatihan Anda", f"{angkatan.program.judul}. {after}", by)
    return row


@perubahan
def refuse(kepesertaan_id: UUID, *, alasan: str, by: Pengguna) -> Kepesertaan:
    if not alasan.strip():
        raise DomainError("Tulis alasannya, supaya pegawai tahu apa yang dapat diperbaiki.", galat="tanpa_alasan")
    angkatan, row = _locked(kepesertaan_id)
    require(permissions.can_decide_for(by, row.pegawai_id))
    row.diputus_oleh, row.diputus_pada = by, timezone.now()
    move([row], StatusPeserta.DITOLAK, by=by, catatan=alasan)
    close_tugas(jenis=TUGAS_SETUJU, objek_id=row.pk, by=by)
    _move_up(angkatan, by)
    record_jejak(row, "pelatihan_ditolak", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan)
    _say(row, "Atasan belum menyetujui pelatihan Anda", f"{angkatan.program.judul}: {alasan}", by)
    return row


@perubahan
def cancel(kepesertaan_id: UUID, *, alasan: str, by: Pengguna) -> Kepesertaan:
    """By the person until the day before it begins, by staff of training until results are in. Whoever waits moves up."""
    angkatan, row = _locked(kepesertaan_id)
    require(permissions.can_cancel(by, row))
    begun = row.status in DAPAT_DIBATALKAN and timezone.localdate() >= angkatan.mulai
    if begun and not permissions.can_manage_here(by, angkatan):
        raise DomainError(
            "Pelatihan sudah dimulai. Hubungi pengelola pelatihan bila Anda tidak dapat melanjutkan.",
            galat="sudah_mulai",
        )
    move([row], StatusPeserta.DIBATALKAN, by=by, catatan=alasan)
    close_tugas(jenis=TUGAS_SETUJU, objek_id=row.pk, by=by)
    _move_up(angkatan, by)
    record_jejak(row, "pelatihan_dibatalkan", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan)
    if not permissions.is_own(by, row):
        _say(row, "Pendaftaran pelatihan Anda dibatalkan", f"{angkatan.program.judul}: {alasan}", by)
    return row


def _move_up(angkatan: AngkatanPelatihan, by: Pengguna) -> None:
    """A place may have become free."""
    running = angkatan.status == StatusAngkatan.TERISI or (
        angkatan.status == StatusAngkatan.DIBUKA and angkatan.cara == CaraTempat.URUTAN
    )
    if running and timezone.localdate() <= angkatan.mulai:
        fill_places(angkatan, timezone.now(), by=by)


def _say(row: Kepesertaan, judul: str, isi: str, by: Pengguna) -> None:
    if row.pegawai.pengguna is None:
        return
    notify(
        row.pegawai.pengguna, judul=judul, isi=isi, url=reverse("pelatihan:kepesertaan_detail", args=[row.pk]),
        kelompok=KelompokKabar.LAIN, mengapa=f"Anda terdaftar pada {row.angkatan.program.judul}.", aturan=ATURAN,
        oleh=by.nama, keberatan=BILA_KELIRU,
    )  # fmt: skip


def consent_read(kepesertaan_id: UUID, catatan: str, by: Pengguna) -> None:
    """As the inbox decides many."""
    consent(kepesertaan_id, catatan=catatan, by=by)
