"""Offers of placements, and those who apply: consent of the superior, selection with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.pengaturan import JAWAB_PELATIHAN
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import assign_tugas, close_tugas
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from pegawai.models import Pegawai
from pelatihan import permissions
from pelatihan.aturan.alur_kegiatan import ALUR_MAGANG, ALUR_PESERTA_MAGANG, DAPAT_MUNDUR
from pelatihan.enums import StatusMagang, StatusPesertaMagang
from pelatihan.models import LowonganMagang, PesertaMagang, SasaranMagang
from pelatihan.selectors.sibuk import busy_with
from pelatihan.services.kegiatan import boss_with_account, tell

S = StatusPesertaMagang
TUGAS_SETUJU_MAGANG = "pelatihan.magang_persetujuan"
TUGAS_SELEKSI = "pelatihan.magang_seleksi"
ATURAN = "Peraturan LAN 10/2018: magang di tempat lain dengan persetujuan atasan."


# -- the offer -----------------------------------------------------------------------------------------------------------


def _offer(lowongan_id: UUID, by: Pengguna) -> LowonganMagang:
    require(permissions.can_manage(by))
    return LowonganMagang.objects.visible_to(by).select_for_update(of=("self",)).get(pk=lowongan_id)


@perubahan
def save_offer(
    lowongan_id: UUID | None, *, isi: Mapping[str, Any], sasaran: Sequence[tuple[UUID, int]] = (), by: Pengguna
) -> LowonganMagang:  # fmt: skip
    """A new offer, or one nobody has been chosen for yet that is put right."""
    require(permissions.can_manage(by))
    row = LowonganMagang(instansi_id=by.instansi_id, dibuat_oleh=by) if lowongan_id is None else _offer(lowongan_id, by)
    if row.status not in {StatusMagang.DRAF, StatusMagang.DIBUKA}:
        raise TransitionError("Lowongan ini sudah berjalan dan tidak diubah lagi.", galat="sudah_berjalan")
    moved = lowongan_id is not None and (row.mulai, row.selesai) != (isi["mulai"], isi["selesai"])
    if moved and row.daftar_peserta.exclude(status=S.MUNDUR).exists():
        raise DomainError(
            "Sudah ada yang melamar untuk tanggal ini. Batalkan lowongannya, lalu buat yang baru.", galat="berpelamar"
        )
    if lowongan_id is not None and isi["kuota"] < row.daftar_peserta.filter(status=S.DITERIMA).count():
        raise DomainError("Yang sudah diterima lebih banyak daripada tempat itu.", galat="kuota_kurang")
    for name, value in isi.items():
        setattr(row, name, value)
    _check_days(row)
    try:
        with transaction.atomic():
            row.save(force_insert=lowongan_id is None)
    except IntegrityError as refused:
        raise DomainError("Lowongan dengan judul dan hari pertama ini sudah ada.", galat="sudah_ada") from refused
    row.daftar_sasaran.all().delete()
    for kompetensi_id, level in sasaran:
        SasaranMagang.objects.create(lowongan=row, kompetensi_id=kompetensi_id, tingkat=level)
    record_jejak(row, "magang_disimpan", by=by, rincian={"judul": row.judul})
    return row


def _check_days(row: LowonganMagang) -> None:
    if row.selesai < row.mulai:
        raise DomainError("Hari terakhir tidak boleh sebelum hari pertama.", galat="hari_terbalik")
    if row.tutup > row.mulai:
        raise DomainError("Lamaran ditutup paling lambat pada hari pertama magang.", galat="tutup_terlambat")


@perubahan
def open_offer(lowongan_id: UUID, *, by: Pengguna) -> LowonganMagang:
    row = _offer(lowongan_id, by)
    check_transition(ALUR_MAGANG, row.status, StatusMagang.DIBUKA)
    if row.tutup < timezone.localdate():
        raise DomainError(f"Lamaran ditutup {tanggal(row.tutup)}. Ubah tanggalnya dulu.", galat="sudah_lewat")
    row.status = StatusMagang.DIBUKA
    row.save(update_fields=["status"])
    record_jejak(row, "magang_dibuka", by=by)
    return row


@perubahan
def call_off_offer(lowongan_id: UUID, *, alasan: str, by: Pengguna) -> LowonganMagang:
    """Everybody who waits or was chosen is told; days that were confirmed stay on record."""
    row = _offer(lowongan_id, by)
    check_transition(ALUR_MAGANG, row.status, StatusMagang.DIBATALKAN)
    row.status, row.alasan_batal = StatusMagang.DIBATALKAN, alasan
    row.save(update_fields=["status", "alasan_batal"])
    for one in _rows(row).filter(status__in=DAPAT_MUNDUR):
        one.status = S.DIBATALKAN
        one.save(update_fields=["status"])
        close_tugas(jenis=TUGAS_SETUJU_MAGANG, objek_id=one.pk, by=by)
        _say(one, f"{row.judul} dibatalkan", alasan, by)
    close_tugas(jenis=TUGAS_SELEKSI, objek_id=row.pk, by=by)
    record_jejak(row, "magang_dibatalkan", by=by, alasan=alasan)
    return row


def _rows(row: LowonganMagang) -> Any:
    people = PesertaMagang.objects.select_for_update(of=("self",)).filter(lowongan=row).order_by("pk")
    return people.select_related("pegawai__pengguna", "lowongan")


# -- those who apply -------------------------------------------------------------------------------------------------------


@perubahan
def apply(lowongan_id: UUID, *, alasan: str, by: Pengguna) -> PesertaMagang:
    """For oneself; the superior of today is asked."""
    require(permissions.can_learn(by))
    offer = LowonganMagang.objects.visible_to(by).select_for_update(of=("self",)).get(pk=lowongan_id)
    person = Pegawai.objects.select_related("pengguna").get(pengguna=by)
    if offer.status != StatusMagang.DIBUKA or timezone.localdate() > offer.tutup:
        raise DomainError("Lamaran untuk magang ini sudah ditutup. Lihat lowongan lain.", galat="sudah_ditutup")
    _check_free(person, offer)
    boss = boss_with_account(person)
    row = PesertaMagang(
        lowongan=offer, pegawai=person, unit_id=person.unit_kini_id, alasan=alasan, diajukan_pada=timezone.now(),
        masa=DateRange(offer.mulai, offer.selesai + timedelta(days=1), "[)"),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise DomainError("Anda sudah melamar magang ini.", galat="sudah_ada") from twice
    record_jejak(row, "magang_dilamar", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id)
    deadline = min(
        answer_by(JAWAB_PELATIHAN, offer.instansi_id, timezone.localdate()), max(offer.tutup, timezone.localdate())
    )
    assign_tugas(
        [boss], jenis=TUGAS_SETUJU_MAGANG, objek_id=row.pk, judul=f"Setujui magang: {person.nama}",
        tentang=f"{offer.judul}, {tanggal(offer.mulai)} sampai {tanggal(offer.selesai)}",
        alasan="Anda atasan langsungnya hari ini. Seleksi dilakukan setelah Anda menyetujui.",
        url=reverse("pelatihan:magang_decide", args=[row.pk]), batas=end_of(deadline),
    )  # fmt: skip
    return row


def _check_free(person: Pegawai, offer: LowonganMagang) -> None:
    other = busy_with(person.pk, offer.mulai, offer.selesai)
    if other:
        raise DomainError(
            f"{person.nama} sudah terdaftar pada {other}. Batalkan yang itu dulu, atau pilih magang dengan tanggal lain.",
            galat="tanggal_bertumpuk",
        )


def _locked(peserta_id: UUID) -> PesertaMagang:
    """The offer first, then the row: everywhere in this order."""
    offer_id = PesertaMagang.objects.values_list("lowongan_id", flat=True).get(pk=peserta_id)
    offer = LowonganMagang.objects.select_for_update(of=("self",)).get(pk=offer_id)
    rows = PesertaMagang.objects.select_for_update(of=("self",)).select_related("pegawai__pengguna")
    row = rows.get(pk=peserta_id)
    row.lowongan = offer
    return row


@perubahan
def consent_magang(peserta_id: UUID, *, setuju: bool, catatan: str, by: Pengguna) -> PesertaMagang:
    """The superior's answer; whoever made the offer then chooses."""
    if not setuju and not catatan.strip():
        raise DomainError("Tulis alasannya, supaya pegawai tahu apa yang dapat diperbaiki.", galat="tanpa_alasan")
    row = _locked(peserta_id)
    require(permissions.can_decide_for(by, row.pegawai_id))
    check_transition(ALUR_PESERTA_MAGANG, row.status, S.DISETUJUI if setuju else S.DITOLAK)
    row.status = S.DISETUJUI if setuju else S.DITOLAK
    row.diputus_oleh, row.diputus_pada, row.catatan_atasan = by, timezone.now(), catatan
    row.save(update_fields=["status", "diputus_oleh", "diputus_pada", "catatan_atasan"])
    close_tugas(jenis=TUGAS_SETUJU_MAGANG, objek_id=row.pk, by=by)
    kata = "magang_disetujui" if setuju else "magang_ditolak"
    record_jejak(row, kata, by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=catatan)
    if setuju:
        _say(
            row,
            "Atasan menyetujui lamaran magang Anda",
            f"{row.lowongan.judul}. Seleksi setelah {tanggal(row.lowongan.tutup)}.",
            by,
        )
        _ask_selection(row.lowongan)
    else:
        _say(row, "Atasan belum menyetujui lamaran magang Anda", f"{row.lowongan.judul}: {catatan}", by)
        _after_selection(row.lowongan, by)
    return row


def _ask_selection(offer: LowonganMagang) -> None:
    """One duty for the whole offer."""
    if offer.dibuat_oleh is None:
        return
    assign_tugas(
        [offer.dibuat_oleh], jenis=TUGAS_SELEKSI, objek_id=offer.pk, judul=f"Pilih peserta: {offer.judul}",
        tentang=f"{offer.kuota} tempat, mulai {tanggal(offer.mulai)}", alasan="Anda membuat lowongannya.",
        url=reverse("pelatihan:magang_detail", args=[offer.pk]), batas=end_of(max(offer.tutup, timezone.localdate())),
    )  # fmt: skip


@perubahan
def select(peserta_id: UUID, *, terima: bool, alasan: str, by: Pengguna) -> PesertaMagang:
    """Chosen or not, always with the reason that the applicant reads. Never about oneself; never more than places."""
    row = _locked(peserta_id)
    require(permissions.can_select(by, row))
    offer, target = row.lowongan, S.DITERIMA if terima else S.TIDAK_TERPILIH
    if offer.status not in {StatusMagang.DIBUKA, StatusMagang.BERJALAN}:
        raise TransitionError(f"Lowongan ini {offer.get_status_display().lower()}.", galat="tidak_dibuka")
    check_transition(ALUR_PESERTA_MAGANG, row.status, target)
    if terima and offer.daftar_peserta.filter(status=S.DITERIMA).count() >= offer.kuota:
        raise DomainError(f"Semua {offer.kuota} tempat sudah terisi.", galat="penuh")
    if terima:
        _check_free(row.pegawai, offer)
    row.status, row.alasan_seleksi = target, alasan
    row.diseleksi_oleh, row.diseleksi_pada = by, timezone.now()
    try:
        with transaction.atomic():
            row.save(update_fields=["status", "alasan_seleksi", "diseleksi_oleh", "diseleksi_pada"])
    except IntegrityError as clash:
        raise DomainError(
            f"{row.pegawai.nama} sudah diterima di tempat lain pada tanggal itu.", galat="tanggal_bertumpuk"
        ) from clash
    _after_selection(offer, by)
    kata = "magang_diterima" if terima else "magang_tidak_terpilih"
    record_jejak(row, kata, by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan)
    days = f"{tanggal(offer.mulai)} sampai {tanggal(offer.selesai)}"
    _say(row, f"{'Anda diterima' if terima else 'Anda belum terpilih'}: {offer.judul}", f"{days}. {alasan}", by)
    return row


def _after_selection(offer: LowonganMagang, by: Pengguna) -> None:
    rows = offer.daftar_peserta
    if offer.status == StatusMagang.DIBUKA and rows.filter(status=S.DITERIMA).exists():
        waiting = rows.filter(status__in=(S.DIAJUKAN, S.DISETUJUI)).exists()
        if not waiting or rows.filter(status=S.DITERIMA).count() == offer.kuota:
            offer.status = StatusMagang.BERJALAN
            offer.save(update_fields=["status"])
    if not rows.filter(status=S.DISETUJUI).exists():
        close_tugas(jenis=TUGAS_SELEKSI, objek_id=offer.pk, by=by)


@perubahan
def withdraw(peserta_id: UUID, *, alasan: str, by: Pengguna) -> PesertaMagang:
    """By the person, at any time before the end: what was confirmed stays on record and is not counted."""
    row = _locked(peserta_id)
    require(permissions.is_person(by, row.pegawai_id))
    check_transition(ALUR_PESERTA_MAGANG, row.status, S.MUNDUR)
    row.status, row.hasil = S.MUNDUR, alasan
    row.save(update_fields=["status", "hasil"])
    close_tugas(jenis=TUGAS_SETUJU_MAGANG, objek_id=row.pk, by=by)
    record_jejak(row, "magang_mundur", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan)
    if row.lowongan.daftar_peserta.filter(status=S.DISETUJUI).exists():
        _ask_selection(row.lowongan)
    return row


def _say(row: PesertaMagang, judul: str, isi: str, by: Pengguna) -> None:
    url = reverse("pelatihan:magang_peserta", args=[row.pk])
    tell(row.pegawai, judul, isi, url, mengapa=f"Anda melamar {row.lowongan.judul}.", aturan=ATURAN, by=by)
