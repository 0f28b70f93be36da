"""The days of a placement: written by the person, confirmed by the mentor, and what they come to in the end.

A mentor acts by his account (the host is a unit of the agency) or by a link that only he holds.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import assign_tugas, close_tugas
from asn_portal.core.templatetags.bentuk import angka, tanggal
from asn_portal.core.workflow import check_transition
from pegawai.models import Pegawai
from pelatihan import permissions
from pelatihan.aturan.alur_kegiatan import ALUR_PESERTA_MAGANG, DAPAT_MUNDUR
from pelatihan.aturan.magang import TABEL_MAGANG, MasukanMagang, magang_jp, mulai_menilai
from pelatihan.enums import StatusCatatan, StatusMagang, StatusPesertaMagang
from pelatihan.kunci_konsultasi import fingerprint
from pelatihan.models import CatatanMagang, EvaluasiMagang, LowonganMagang, PesertaMagang, Sertifikat, TautanMentor
from pelatihan.selectors.logbuk import host_name
from pelatihan.services.kegiatan import issue_for_activity, tell
from pelatihan.services.sertifikat import tell_issued

S = StatusPesertaMagang
TUGAS_MENTOR = "pelatihan.magang_mentor"
TIDAK_BERLAKU = "Tautan ini tidak berlaku lagi. Minta tautan baru kepada pengelola pelatihan yang mengirimnya."


@dataclass(frozen=True)
class Mentor:
    """Who confirms: an account, or a link."""

    akun: Pengguna | None = None
    tautan: TautanMentor | None = None

    @property
    def nama(self) -> str:
        return self.akun.nama if self.akun else self.tautan.nama if self.tautan else ""


def _locked(peserta_id: UUID) -> PesertaMagang:
    rows = PesertaMagang.objects.select_for_update(of=("self",))
    return rows.select_related("pegawai__pengguna", "lowongan", "mentor__pengguna").get(pk=peserta_id)


def _accepted(row: PesertaMagang) -> None:
    if row.status != S.DITERIMA:
        raise TransitionError(
            f"Magang ini {row.get_status_display().lower()}; logbuknya tidak diisi lagi.", galat="tidak_berjalan"
        )


# -- by the person -----------------------------------------------------------------------------------------------------------


@perubahan
def write_day(
    peserta_id: UUID, *, tanggal_catatan: date, jam: Decimal, kegiatan: str, pelajaran: str, by: Pengguna
) -> CatatanMagang:  # fmt: skip
    """One row for each day: written again, it replaces what the mentor has not confirmed yet."""
    row = _locked(peserta_id)
    require(permissions.is_person(by, row.pegawai_id))
    _accepted(row)
    _check_day(row, tanggal_catatan, jam)
    known = row.daftar_catatan.select_for_update().filter(tanggal=tanggal_catatan).first()
    if known is not None and known.status == StatusCatatan.DISAHKAN:
        raise DomainError(
            f"Catatan {tanggal(tanggal_catatan)} sudah disahkan mentor dan tidak diubah lagi.", galat="sudah_disahkan"
        )
    note = known or CatatanMagang(peserta=row, tanggal=tanggal_catatan)
    note.jam, note.kegiatan, note.pelajaran, note.status = jam, kegiatan, pelajaran, StatusCatatan.MENUNGGU
    note.save()
    record_jejak(
        row, "logbuk_ditulis", by=by, subjek_id=row.pegawai_id, rincian={"tanggal": tanggal_catatan.isoformat()}
    )
    _ask_mentor(row)
    return note


def _check_day(row: PesertaMagang, hari: date, jam: Decimal) -> None:
    offer, most = row.lowongan, TABEL_MAGANG.terakhir.nilai["jam_sehari"]
    if hari > timezone.localdate():
        raise DomainError("Tanggal itu belum tiba. Catat setelah harinya.", galat="tanggal_depan")
    if not offer.mulai <= hari <= offer.selesai:
        raise DomainError(
            f"Magang ini berlangsung {tanggal(offer.mulai)} sampai {tanggal(offer.selesai)}. Pilih hari di antaranya.",
            galat="di_luar_masa",
        )
    if jam > most:
        raise DomainError(f"Jam sehari paling banyak {most}. Periksa angkanya.", galat="jam_terlalu_banyak")


def _ask_mentor(row: PesertaMagang) -> None:
    if row.mentor is None or row.mentor.pengguna is None:
        return
    assign_tugas(
        [row.mentor.pengguna], jenis=TUGAS_MENTOR, objek_id=row.pk, judul=f"Sahkan logbuk magang: {row.pegawai.nama}",
        tentang=row.lowongan.judul, alasan="Anda mentornya di tempat magang.",
        url=reverse("pelatihan:magang_mentor", args=[row.pk]),
    )  # fmt: skip


# -- the mentor ------------------------------------------------------------------------------------------------------------------


@perubahan
def name_mentor(peserta_id: UUID, mentor: Pegawai, *, by: Pengguna) -> PesertaMagang:
    """Somebody of the own agency; he acts by his account."""
    row = _locked(peserta_id)
    require(permissions.can_manage(by) and row.lowongan.instansi_id == by.instansi_id == mentor.instansi_id)
    if mentor.pk == row.pegawai_id:
        raise DomainError("Peserta tidak menjadi mentornya sendiri. Pilih orang lain.", galat="diri_sendiri")
    if mentor.pengguna_id is None:
        raise DomainError(f"{mentor.nama} belum mempunyai akun. Pilih orang lain.", galat="tanpa_akun")
    _accepted(row)
    close_tugas(jenis=TUGAS_MENTOR, objek_id=row.pk, by=by)
    row.mentor = mentor
    row.save(update_fields=["mentor"])
    _close_links(row)
    record_jejak(row, "mentor_ditunjuk", by=by, subjek_id=row.pegawai_id, rincian={"mentor": str(mentor.pk)})
    url = reverse("pelatihan:magang_mentor", args=[row.pk])
    tell(mentor, f"Anda mentor {row.pegawai.nama}", f"{row.lowongan.judul}. Sahkan logbuknya setiap pekan.", url,
         mengapa="Pengelola pelatihan menunjuk Anda.", aturan="", by=by)  # fmt: skip
    return row


@perubahan
def make_mentor_link(
    peserta_id: UUID, *, nama: str, jabatan: str, sampai: date, by: Pengguna
) -> tuple[TautanMentor, str]:
    """The link itself leaves this place once; the one before is closed."""
    row = _locked(peserta_id)
    require(permissions.can_manage(by) and row.lowongan.instansi_id == by.instansi_id)
    _accepted(row)
    if sampai < max(timezone.localdate(), row.lowongan.selesai):
        raise DomainError(
            f"Tautan harus berlaku paling sedikit sampai {tanggal(max(timezone.localdate(), row.lowongan.selesai))}.",
            galat="sudah_lewat",
        )
    _close_links(row)
    # One mentor at a time: the link takes over from a colleague.
    close_tugas(jenis=TUGAS_MENTOR, objek_id=row.pk, by=by)
    row.mentor = None
    row.save(update_fields=["mentor"])
    kunci = secrets.token_urlsafe(24)
    made = TautanMentor.objects.create(
        peserta=row, nama=nama, jabatan=jabatan, sidik=fingerprint(kunci), sampai=sampai, dibuat_oleh=by,
        dibuat_pada=timezone.now(),
    )  # fmt: skip
    record_jejak(row, "tautan_mentor_dibuat", by=by, subjek_id=row.pegawai_id)
    return made, kunci


def _close_links(row: PesertaMagang) -> int:
    return row.daftar_tautan.filter(ditutup_pada=None).update(ditutup_pada=timezone.now())


@perubahan
def close_mentor_link(tautan_id: UUID, *, by: Pengguna) -> PesertaMagang:
    link = TautanMentor.objects.select_for_update(of=("self",)).get(pk=tautan_id)
    row = _locked(link.peserta_id)
    require(permissions.can_manage(by) and row.lowongan.instansi_id == by.instansi_id)
    link.ditutup_pada = link.ditutup_pada or timezone.now()
    link.save(update_fields=["ditutup_pada"])
    record_jejak(row, "tautan_mentor_ditutup", by=by, subjek_id=row.pegawai_id)
    return row


def _as_mentor(row: PesertaMagang, oleh: Mentor) -> None:
    """He may act for this one today: a link that was closed meanwhile stops here."""
    if oleh.tautan is not None:
        link = TautanMentor.objects.select_for_update(of=("self",)).get(pk=oleh.tautan.pk)
        if link.peserta_id != row.pk or link.ditutup_pada is not None or link.sampai < timezone.localdate():
            raise DomainError(TIDAK_BERLAKU, galat="tautan_tutup")
    else:
        require(oleh.akun is not None and permissions.is_mentor(oleh.akun, row))


@perubahan
def answer_day(catatan_id: UUID, *, sah: bool, catatan: str, oleh: Mentor) -> CatatanMagang:
    """Confirmed, or sent back with what is to be put right."""
    row = _locked(CatatanMagang.objects.values_list("peserta_id", flat=True).get(pk=catatan_id))
    _as_mentor(row, oleh)
    _accepted(row)
    note = row.daftar_catatan.select_for_update().get(pk=catatan_id)
    if note.status == StatusCatatan.DISAHKAN:
        return note
    if not sah and not catatan.strip():
        raise DomainError("Tulis apa yang perlu diperbaiki.", galat="tanpa_alasan")
    note.status = StatusCatatan.DISAHKAN if sah else StatusCatatan.DIKEMBALIKAN
    note.catatan_mentor, note.diputus_pada = catatan, timezone.now()
    note.diputus_oleh, note.tautan = oleh.akun, oleh.tautan
    note.save()
    record_jejak(
        row, "logbuk_disahkan" if sah else "logbuk_dikembalikan", by=oleh.akun, subjek_id=row.pegawai_id, alasan=catatan,
        rincian={"tanggal": note.tanggal.isoformat()},
    )  # fmt: skip
    _after_answer(row, oleh.akun)
    if not sah:
        _say(row, f"Catatan {tanggal(note.tanggal)} perlu diperbaiki", f"{oleh.nama}: {catatan}", oleh.akun)
    return note


@perubahan
def confirm_all(peserta_id: UUID, *, oleh: Mentor) -> int:
    """Every day that waits."""
    row = _locked(peserta_id)
    _as_mentor(row, oleh)
    _accepted(row)
    waiting = row.daftar_catatan.filter(status=StatusCatatan.MENUNGGU)
    count = waiting.update(
        status=StatusCatatan.DISAHKAN,
        diputus_pada=timezone.now(),
        diputus_oleh=oleh.akun,
        tautan=oleh.tautan,
        catatan_mentor="",
    )
    if not count:
        raise DomainError("Tidak ada catatan yang menunggu.", galat="kosong")
    record_jejak(row, "logbuk_disahkan", by=oleh.akun, subjek_id=row.pegawai_id, rincian={"banyak": count})
    _after_answer(row, oleh.akun)
    return count


def _after_answer(row: PesertaMagang, by: Pengguna | None) -> None:
    if not row.daftar_catatan.filter(status=StatusCatatan.MENUNGGU).exists():
        close_tugas(jenis=TUGAS_MENTOR, objek_id=row.pk, by=by)


@perubahan
def evaluate(peserta_id: UUID, *, isi: Mapping[str, object], oleh: Mentor) -> EvaluasiMagang:
    """Once, from the last week on."""
    row = _locked(peserta_id)
    _as_mentor(row, oleh)
    _accepted(row)
    first = mulai_menilai(row.lowongan.selesai)
    if timezone.localdate() < first:
        raise DomainError(f"Penilaian akhir diisi mulai {tanggal(first)}.", galat="belum_selesai")
    if not row.daftar_catatan.exists():
        raise DomainError("Logbuknya masih kosong. Isi penilaian setelah ada hari yang disahkan.", galat="kosong")
    if EvaluasiMagang.objects.filter(peserta=row).exists():
        raise TransitionError("Penilaian sudah tersimpan dan tidak diubah lagi.", galat="sudah_dinilai")
    made = EvaluasiMagang(peserta=row, pada=timezone.now(), oleh=oleh.akun, tautan=oleh.tautan, **isi)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise TransitionError("Penilaian sudah tersimpan dan tidak diubah lagi.", galat="sudah_dinilai") from twice
    record_jejak(row, "magang_dinilai", by=oleh.akun, subjek_id=row.pegawai_id)
    _say(row, "Mentor menilai magang Anda", made.kesan[:300], oleh.akun)
    return made


# -- the end -------------------------------------------------------------------------------------------------------------------------


def confirmed_hours(row: PesertaMagang) -> Decimal:
    found = row.daftar_catatan.filter(status=StatusCatatan.DISAHKAN).aggregate(jumlah=Sum("jam"))
    return found["jumlah"] or Decimal(0)


@perubahan
def finish(peserta_id: UUID, *, hasil: str, by: Pengguna) -> PesertaMagang:
    """Counted by the rule: enough confirmed hours and a fair judgement become JP and a row of the file."""
    person_id, offer_id = PesertaMagang.objects.values_list("pegawai_id", "lowongan_id").get(pk=peserta_id)
    Pegawai.objects.select_for_update(of=("self",)).get(pk=person_id)
    offer = LowonganMagang.objects.select_for_update(of=("self",)).get(pk=offer_id)
    row = _locked(peserta_id)
    require(permissions.can_select(by, row))
    _check_finished(row)
    hours = confirmed_hours(row)
    done = _judge(row, hours)
    target = S.SELESAI if done["selesai"] else S.TIDAK_SELESAI
    check_transition(ALUR_PESERTA_MAGANG, row.status, target)
    row.status, row.jam_sah, row.hasil, row.ditutup_pada = target, hours, hasil, timezone.now()
    if done["selesai"]:
        row.sertifikat = _paper(row, Decimal(str(done["jp"])), by)
    row.save()
    close_tugas(jenis=TUGAS_MENTOR, objek_id=row.pk, by=by)
    _close_links(row)
    _close_offer(offer)
    record_jejak(row, "magang_ditutup", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id,
                 rincian={"jam": str(hours), "jp": str(done["jp"])})  # fmt: skip
    if row.sertifikat is not None:
        tell_issued([row.sertifikat], by)
    else:
        _say(
            row,
            "Magang Anda ditutup tanpa JP",
            f"{angka(hours, 1)} jam disahkan; paling sedikit {angka(done['jam_minimal'])}.",
            by,
        )
    return row


def _check_finished(row: PesertaMagang) -> None:
    if timezone.localdate() < row.lowongan.selesai:
        raise DomainError(f"Magang ini berlangsung sampai {tanggal(row.lowongan.selesai)}.", galat="belum_selesai")
    waiting = row.daftar_catatan.filter(status=StatusCatatan.MENUNGGU).count()
    if waiting:
        raise DomainError(f"{waiting} catatan masih menunggu mentor.", galat="belum_disahkan")
    if not hasattr(row, "evaluasi"):
        raise DomainError("Mentor belum mengisi penilaian akhir.", galat="belum_dinilai")


def _judge(row: PesertaMagang, hours: Decimal) -> dict[str, object]:
    marks = row.evaluasi.nilai
    mean = Decimal(sum(marks)) / len(marks)
    return dict(
        magang_jp(
            MasukanMagang(
                bentuk=row.lowongan.bentuk, jam_rencana=Decimal(row.lowongan.jam), jam_disahkan=hours, rata_nilai=mean
            )
        )
    )


def _paper(row: PesertaMagang, jp: Decimal, by: Pengguna) -> Sertifikat:
    offer = row.lowongan
    return issue_for_activity(
        row.pegawai, bentuk=offer.bentuk, judul=offer.judul, penyelenggara=host_name(offer), mulai=offer.mulai,
        selesai=offer.selesai, jp=jp, by=by,
    )  # fmt: skip


def _close_offer(offer: LowonganMagang) -> None:
    """Over when nobody is there or waits any more."""
    alive = offer.daftar_peserta.filter(status__in=DAPAT_MUNDUR).exists()
    if offer.status in {StatusMagang.DIBUKA, StatusMagang.BERJALAN} and not alive:
        offer.status = StatusMagang.SELESAI
        offer.save(update_fields=["status"])


def _say(row: PesertaMagang, judul: str, isi: str, by: Pengguna | None) -> None:
    url = reverse("pelatihan:magang_peserta", args=[row.pk])
    tell(row.pegawai, judul, isi, url, mengapa=f"Anda mengikuti {row.lowongan.judul}.", aturan="", by=by)
