"""Objections to one's own row of a published run: sent in time, answered by somebody else, granted with a correction run."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, PenugasanPeran
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from merit import permissions
from merit.aturan.alur import ALUR_SANGGAH
from merit.enums import StatusPutaran, StatusSanggah
from merit.models import Nilai, Putaran, Sanggah
from merit.pengaturan import JAWAB_SANGGAH_MERIT
from merit.services.putaran import cancel_putaran, start_correction
from pegawai.models import Pegawai

TUGAS_SANGGAH = "merit.sanggah"
SUDAH = "Anda sudah menyanggah hasil putaran ini."


@perubahan
def submit_sanggah(putaran_id: UUID, *, komponen: Sequence[str], alasan: str, by: Pengguna) -> Sanggah:
    putaran = Putaran.objects.select_for_update(of=("self",)).select_related("versi__instrumen").get(pk=putaran_id)
    person = Pegawai.objects.get(pengguna=by)
    require(permissions.can_object(by, putaran, person.pk))
    _refuse_late(putaran)
    if not Nilai.objects.filter(putaran=putaran.nomor, pegawai_id=person.pk).exists():
        raise DomainError(
            "Anda tidak ada dalam putaran ini, jadi tidak ada hasil yang disanggah.", galat="bukan_peserta"
        )
    row = _create(putaran, person, list(komponen), alasan)
    record_jejak(row, "sanggah_diajukan", by=by, subjek_id=person.pk)
    assign_tugas(
        [one for one in _managers(putaran) if permissions.can_answer(one, row)], jenis=TUGAS_SANGGAH, objek_id=row.pk,
        judul=f"Jawab sanggah putaran merit {putaran.nomor}", tentang=person.nama,
        alasan=f"Pegawai menyanggah hasil {putaran.versi.instrumen.nama}.", url=reverse("merit:sanggah_answer", args=[row.pk]),
        batas=end_of(row.batas),
    )  # fmt: skip
    return row


def _refuse_late(putaran: Putaran) -> None:
    if putaran.status != StatusPutaran.TERBIT:
        raise DomainError("Hanya hasil yang sudah terbit yang dapat disanggah.", galat="belum_terbit")
    if putaran.batas_sanggah is None or timezone.localdate() > putaran.batas_sanggah:
        raise DomainError(
            "Masa sanggah putaran ini sudah berakhir. Bila data Anda keliru, usulkan perbaikannya di Berkas saya; putaran "
            "berikutnya memakai data yang sudah benar.", galat="masa_sanggah_lewat",
        )  # fmt: skip


def _create(putaran: Putaran, person: Pegawai, komponen: list[str], alasan: str) -> Sanggah:
    now = timezone.now()
    batas = answer_by(JAWAB_SANGGAH_MERIT, putaran.instansi_id, timezone.localdate(now))
    try:
        with transaction.atomic():
            return Sanggah.objects.create(
                putaran=putaran, pegawai=person, komponen=komponen, alasan=alasan, diajukan_pada=now, batas=batas
            )
    except IntegrityError as clash:
        if "sanggah_sekali" in str(clash):
            raise DomainError(SUDAH, galat="sudah_disanggah") from clash
        raise


def _managers(putaran: Putaran) -> list[Pengguna]:
    roles = PenugasanPeran.objects.pada(timezone.localdate()).filter(
        peran=Peran.ADMIN_BKD, unit__instansi_id=putaran.instansi_id
    )
    return list(Pengguna.objects.filter(pk__in=roles.values("pengguna_id"), is_active=True))


def _lock(sanggah_id: UUID) -> Sanggah:
    rows = Sanggah.objects.select_for_update(of=("self",)).select_related(
        "putaran__versi__instrumen", "pegawai__pengguna"
    )
    return rows.get(pk=sanggah_id)


@perubahan
def withdraw_sanggah(sanggah_id: UUID, *, by: Pengguna) -> Sanggah:
    row = _lock(sanggah_id)
    require(permissions.can_object(by, row.putaran, row.pegawai_id))
    check_transition(ALUR_SANGGAH, row.status, StatusSanggah.DICABUT)
    row.status = StatusSanggah.DICABUT
    row.save(update_fields=["status"])
    record_jejak(row, "sanggah_dicabut", by=by, subjek_id=row.pegawai_id)
    close_tugas(jenis=TUGAS_SANGGAH, objek_id=row.pk, by=by)
    return row


@perubahan
def answer_sanggah(sanggah_id: UUID, *, diterima: bool, jawaban: str, by: Pengguna) -> Sanggah:
    """Granted: a correction run starts with what is known now. The data are put right before."""
    row = _lock(sanggah_id)
    require(permissions.can_answer(by, row))
    status = StatusSanggah.DITERIMA if diterima else StatusSanggah.DITOLAK
    check_transition(ALUR_SANGGAH, row.status, status)
    row.status, row.jawaban, row.dijawab_oleh, row.dijawab_pada = status, jawaban, by, timezone.now()
    if diterima:
        row.koreksi = _correction(row.putaran, by)
    row.save(update_fields=["status", "jawaban", "dijawab_oleh", "dijawab_pada", "koreksi"])
    record_jejak(row, "sanggah_dijawab", by=by, subjek_id=row.pegawai_id, rincian={"diterima": diterima})
    close_tugas(jenis=TUGAS_SANGGAH, objek_id=row.pk, by=by)
    if row.pegawai.pengguna is not None:
        _tell(row, row.pegawai.pengguna, by)
    return row


def _correction(putaran: Putaran, by: Pengguna) -> Putaran:
    """Of what stands now. A correction not yet published was read before these data were put right: it makes room."""
    latest = putaran
    while (standing := latest.daftar_pengganti.exclude(status=StatusPutaran.DIBATALKAN).first()) is not None:
        if standing.status != StatusPutaran.TERBIT:
            cancel_putaran(standing.pk, alasan=f"Sanggah lain atas putaran {latest.nomor} diterima.", by=by)
            break
        latest = standing
    new = start_correction(latest.pk, alasan="Sanggah yang diterima", by=by)
    # Whoever was promised the cancelled one is served by this one.
    granted = Sanggah.objects.filter(koreksi__menggantikan=latest, status=StatusSanggah.DITERIMA)
    granted.exclude(koreksi__status=StatusPutaran.TERBIT).update(koreksi=new)
    return new


def _tell(row: Sanggah, untuk: Pengguna, by: Pengguna) -> None:
    granted = row.status == StatusSanggah.DITERIMA
    notify(
        untuk, judul=f"Sanggah Anda atas putaran merit {row.putaran.nomor} {'diterima' if granted else 'tidak diterima'}",
        isi="Putaran koreksi sedang dihitung." if granted else "Hasil putaran tidak berubah.",
        url=reverse("merit:sanggah_detail", args=[row.pk]), kelompok=KelompokKabar.DATA, mengapa=row.jawaban,
        aturan=row.putaran.versi.dasar, oleh=by.nama,
        keberatan=f"Putusan ini final untuk putaran yang terbit {tanggal(row.putaran.keputusan_tanggal)}. Data yang keliru tetap "
        "dapat diusulkan perbaikannya di Berkas saya.",
    )  # fmt: skip
