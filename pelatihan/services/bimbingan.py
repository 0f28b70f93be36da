"""Coaching and mentoring on their way: asked for, taken on, met, confirmed, finished with the JP of the rule."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, require
from asn_portal.core.services.tugas import assign_tugas, close_tugas
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from pegawai.models import Pegawai
from pelatihan import permissions
from pelatihan.aturan.alur_kegiatan import ALUR_BIMBINGAN
from pelatihan.aturan.jam_pelajaran import TABEL_KONVERSI
from pelatihan.enums import StatusBimbingan
from pelatihan.models import Bimbingan, Sertifikat, SesiBimbingan
from pelatihan.selectors.bimbingan import counted_jp, used_elsewhere
from pelatihan.services.kegiatan import issue_for_activity, tell
from pelatihan.services.sertifikat import tell_issued

S = StatusBimbingan
TUGAS_BIMBINGAN = "pelatihan.bimbingan"
TUGAS_SESI = "pelatihan.bimbingan_sesi"


@perubahan
def ask_bimbingan(
    lain: Pegawai, *, membimbing: bool, jenis: str, tujuan: str, mulai: date, sampai: date, by: Pengguna
) -> Bimbingan:  # fmt: skip
    """Either may begin; the other one answers in the inbox. `membimbing`: whoever asks is the guide."""
    require(permissions.can_learn(by))
    me = Pegawai.objects.select_related("pengguna").get(pengguna=by)
    if lain.pk == me.pk or lain.instansi_id != me.instansi_id or lain.pengguna is None:
        raise DomainError("Pilih pegawai lain yang mempunyai akun portal.", galat="rekan")
    if sampai < mulai:
        raise DomainError("Hari terakhir tidak boleh sebelum hari pertama.", galat="hari_terbalik")
    learner, guide = (lain, me) if membimbing else (me, lain)
    row = Bimbingan(
        jenis=jenis, pegawai=learner, pembimbing=guide, diminta_oleh=by, tujuan=tujuan, mulai=mulai, sampai=sampai,
        diminta_pada=timezone.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise DomainError(
            f"{row.get_jenis_display()} dengan {lain.nama} yang belum selesai sudah ada. Buka yang itu.",
            galat="sudah_ada",
        ) from twice
    record_jejak(row, "bimbingan_diminta", by=by, subjek_id=learner.pk, unit_id=learner.unit_kini_id)
    assign_tugas(
        [lain.pengguna], jenis=TUGAS_BIMBINGAN, objek_id=row.pk, judul=f"Jawab ajakan {row.get_jenis_display().lower()}: {me.nama}",
        tentang=tujuan[:300], alasan=f"Anda diminta menjadi {'yang dibimbing' if membimbing else 'pembimbingnya'}.",
        url=reverse("pelatihan:bimbingan_decide", args=[row.pk]),
    )  # fmt: skip
    return row


def _locked(bimbingan_id: UUID, by: Pengguna) -> Bimbingan:
    rows = Bimbingan.objects.visible_to(by).select_for_update(of=("self",))
    return rows.select_related("pegawai__pengguna", "pegawai__instansi", "pembimbing__pengguna").get(pk=bimbingan_id)


def _other(row: Bimbingan, by: Pengguna) -> Pegawai:
    return row.pembimbing if akses(by).orang_id == row.pegawai_id else row.pegawai


@perubahan
def answer_bimbingan(bimbingan_id: UUID, *, bersedia: bool, catatan: str, by: Pengguna) -> Bimbingan:
    row = _locked(bimbingan_id, by)
    require(row.diminta_oleh_id != by.pk)
    check_transition(ALUR_BIMBINGAN, row.status, S.BERJALAN if bersedia else S.DITOLAK)
    if not bersedia and not catatan.strip():
        raise DomainError("Tulis alasannya, supaya rekan Anda tahu.", galat="tanpa_alasan")
    row.status, row.catatan, row.diputus_pada = S.BERJALAN if bersedia else S.DITOLAK, catatan, timezone.now()
    row.save(update_fields=["status", "catatan", "diputus_pada"])
    close_tugas(jenis=TUGAS_BIMBINGAN, objek_id=row.pk, by=by)
    record_jejak(row, "bimbingan_dijawab", by=by, subjek_id=row.pegawai_id, alasan=catatan)
    words = "dimulai" if bersedia else "belum dapat dimulai"
    _say(row, by, f"{row.get_jenis_display()} {words}", catatan or f"{by.nama} bersedia. Catat setiap pertemuannya.")
    return row


@perubahan
def stop_bimbingan(bimbingan_id: UUID, *, alasan: str, by: Pengguna) -> Bimbingan:
    """By either; the one who asked may also take the request back. Meetings stay on record, none is counted."""
    row = _locked(bimbingan_id, by)
    require(permissions.guidance_actions(by, row)["henti"] or row.status not in {S.DIMINTA, S.BERJALAN})
    check_transition(ALUR_BIMBINGAN, row.status, S.DIHENTIKAN)
    row.status, row.catatan, row.diputus_pada = S.DIHENTIKAN, alasan, timezone.now()
    row.save(update_fields=["status", "catatan", "diputus_pada"])
    close_tugas(jenis=TUGAS_BIMBINGAN, objek_id=row.pk, by=by)
    for sesi in row.daftar_sesi.filter(disahkan_pada=None):
        close_tugas(jenis=TUGAS_SESI, objek_id=sesi.pk, by=by)
    record_jejak(row, "bimbingan_dihentikan", by=by, subjek_id=row.pegawai_id, alasan=alasan)
    _say(row, by, f"{row.get_jenis_display()} dihentikan", alasan)
    return row


# -- meetings ---------------------------------------------------------------------------------------------------------------


@perubahan
def log_session(bimbingan_id: UUID, *, hari: date, topik: str, tindak_lanjut: str, by: Pengguna) -> SesiBimbingan:
    """By either of the two; one a day. The other one is asked to confirm."""
    row = _locked(bimbingan_id, by)
    if row.status != S.BERJALAN:
        raise DomainError(
            f"Bimbingan ini {row.get_status_display().lower()}; pertemuan tidak dicatat lagi.", galat="tidak_berjalan"
        )
    if hari > timezone.localdate():
        raise DomainError("Tanggal pertemuan belum tiba. Catat sesudahnya.", galat="tanggal_depan")
    if not row.mulai <= hari <= row.sampai:
        raise DomainError(
            f"Bimbingan ini berlangsung {tanggal(row.mulai)} sampai {tanggal(row.sampai)}.", galat="di_luar_masa"
        )
    made = SesiBimbingan(bimbingan=row, tanggal=hari, topik=topik, tindak_lanjut=tindak_lanjut, dicatat_oleh=by)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise DomainError("Pertemuan pada tanggal itu sudah dicatat.", galat="sudah_ada") from twice
    record_jejak(row, "sesi_bimbingan_dicatat", by=by, subjek_id=row.pegawai_id, rincian={"tanggal": hari.isoformat()})
    other = _other(row, by)
    if other.pengguna is not None:
        assign_tugas(
            [other.pengguna], jenis=TUGAS_SESI, objek_id=made.pk,
            judul=f"Sahkan pertemuan {row.get_jenis_display().lower()} {tanggal(hari)}", tentang=topik[:300],
            alasan=f"{by.nama} mencatatnya; dihitung setelah Anda mengesahkan.",
            url=reverse("pelatihan:bimbingan_detail", args=[row.pk]),
        )  # fmt: skip
    return made


@perubahan
def confirm_session(sesi_id: UUID, *, by: Pengguna) -> SesiBimbingan:
    """By the other one of the two."""
    bimbingan_id = SesiBimbingan.objects.values_list("bimbingan_id", flat=True).get(pk=sesi_id)
    row = _locked(bimbingan_id, by)
    sesi = SesiBimbingan.objects.select_for_update(of=("self",)).get(pk=sesi_id)
    require(sesi.dicatat_oleh_id != by.pk)
    record_jejak(
        row, "sesi_bimbingan_disahkan", by=by, subjek_id=row.pegawai_id, rincian={"tanggal": sesi.tanggal.isoformat()}
    )
    if sesi.disahkan_pada is not None:
        return sesi
    if row.status != S.BERJALAN:
        raise DomainError(
            f"Bimbingan ini {row.get_status_display().lower()}; pertemuannya tidak disahkan lagi.",
            galat="tidak_berjalan",
        )
    sesi.disahkan_pada = timezone.now()
    sesi.save(update_fields=["disahkan_pada"])
    close_tugas(jenis=TUGAS_SESI, objek_id=sesi.pk, by=by)
    return sesi


# -- the end -------------------------------------------------------------------------------------------------------------------


def _confirmed(row: Bimbingan) -> list[date]:
    return sorted(row.daftar_sesi.exclude(disahkan_pada=None).values_list("tanggal", flat=True))


@perubahan
def finish_bimbingan(bimbingan_id: UUID, *, hasil: str, by: Pengguna) -> Bimbingan:
    """By the guide: what came of it. Confirmed meetings become JP, of each year by itself."""
    learner = Bimbingan.objects.visible_to(by).values_list("pegawai_id", flat=True).get(pk=bimbingan_id)
    # The person first: two pairs that finish at once must not count the same month twice.
    Pegawai.objects.select_for_update(of=("self",)).get(pk=learner)
    row = _locked(bimbingan_id, by)
    require(permissions.is_person(by, row.pembimbing_id))
    check_transition(ALUR_BIMBINGAN, row.status, S.SELESAI)
    days = _confirmed(row)
    if not days:
        raise DomainError("Belum ada pertemuan yang disahkan kedua pihak. Catat dan sahkan dulu.", galat="tanpa_sesi")
    papers = _papers(row, days, by)
    row.status, row.hasil, row.diputus_pada = S.SELESAI, hasil, timezone.now()
    row.save(update_fields=["status", "hasil", "diputus_pada"])
    for sesi in row.daftar_sesi.filter(disahkan_pada=None):
        close_tugas(jenis=TUGAS_SESI, objek_id=sesi.pk, by=by)
    total = sum((paper.jp for paper in papers), Decimal(0))
    record_jejak(
        row, "bimbingan_selesai", by=by, subjek_id=row.pegawai_id, rincian={"sesi": len(days), "jp": str(total)}
    )
    tell_issued(papers, by)
    return row


def _papers(row: Bimbingan, days: list[date], by: Pengguna) -> list[Sertifikat]:
    """One for each year that counts, so that JP belong to the year in which people met."""
    used, years = used_elsewhere(row), defaultdict(list)
    for day in days:
        years[day.year].append(day)
    many = len(years) > 1
    found = []
    for year, met in sorted(years.items()):
        jp = counted_jp(met, used, row.jenis)
        if jp:
            found.append(_paper(row, met, jp, f", {year}" if many else "", by))
    return found


def _paper(row: Bimbingan, days: list[date], jp: Decimal, akhiran: str, by: Pengguna) -> Sertifikat:
    title = f"{row.get_jenis_display()}: {row.tujuan}"[: 200 - len(akhiran)] + akhiran
    return issue_for_activity(
        row.pegawai, bentuk=row.jenis, judul=title, penyelenggara=row.pegawai.instansi.nama, mulai=days[0], selesai=days[-1],
        jp=jp, by=by,
    )  # fmt: skip


def _say(row: Bimbingan, by: Pengguna, judul: str, isi: str) -> None:
    tell(
        _other(row, by), judul, isi, reverse("pelatihan:bimbingan_detail", args=[row.pk]),
        mengapa=f"Anda dan {by.nama} berpasangan.", aturan=TABEL_KONVERSI.terakhir.dasar_hukum, by=by,
    )  # fmt: skip
