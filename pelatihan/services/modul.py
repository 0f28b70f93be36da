"""Learning a module: part by part in order, quizzes with questions drawn anew, and the certificate at the end."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.pengaturan import KUIS_SEHARI
from asn_portal.core.permissions import require
from asn_portal.core.selectors.pengaturan import number_of
from pegawai.models import Pegawai
from pelatihan import permissions
from pelatihan.enums import AsalSertifikat, JenisBagian
from pelatihan.models import BagianModul, BelajarModul, KemajuanBagian, ModulDaring, PercobaanKuis, SoalKuis
from pelatihan.selectors.paket import progress_in, why_not_done
from pelatihan.services.sertifikat import issue, tell_issued

SERATUS = 100


@perubahan
def begin_module(modul_id: UUID, *, by: Pengguna) -> BelajarModul:
    """The first time; later it is gone on with."""
    require(permissions.can_learn(by))
    modul = ModulDaring.objects.visible_to(by).terbit().get(pk=modul_id)
    person = Pegawai.objects.get(pengguna=by)
    row, made = BelajarModul.objects.get_or_create(modul=modul, pegawai=person, defaults={"mulai_pada": timezone.now()})
    record_jejak(row, "modul_dimulai" if made else "modul_dilanjutkan", by=by, subjek_id=person.pk)
    return row


def locked_part(bagian_id: UUID, by: Pengguna) -> tuple[BelajarModul, BagianModul]:
    """Locked, begun by this person, and with every part before this one done: no call jumps ahead."""
    part = BagianModul.objects.select_related("modul__program").get(pk=bagian_id)
    rows = BelajarModul.objects.select_for_update(of=("self",)).filter(modul_id=part.modul_id, pegawai__pengguna=by)
    row = rows.select_related("pegawai__pengguna").first()
    require(row is not None)
    assert row is not None
    before = BagianModul.objects.filter(modul_id=part.modul_id, urut__lt=part.urut)
    open_before = before.exclude(pk__in=row.daftar_kemajuan.values("bagian_id")).order_by("urut").first()
    if open_before is not None:
        raise DomainError(
            f"Selesaikan dulu bagian {open_before.urut}, {open_before.judul}. Kemajuan Anda tersimpan.",
            galat="bagian_terlewati",
        )
    return row, part


@perubahan
def finish_part(bagian_id: UUID, *, by: Pengguna) -> BelajarModul:
    """Read or seen. A quiz is done only by passing it, a package only when it has reported what is asked for."""
    row, part = locked_part(bagian_id, by)
    if part.jenis == JenisBagian.KUIS:
        raise DomainError("Bagian ini selesai setelah kuisnya lulus. Kerjakan kuisnya.", galat="harus_kuis")
    if part.jenis == JenisBagian.PAKET and (refusal := why_not_done(part, progress_in(row.pk, part.pk))):
        raise DomainError(refusal, galat="belum_tuntas")
    record_jejak(row, "bagian_selesai", by=by, subjek_id=row.pegawai_id, rincian={"bagian": part.urut})
    done(row, part)
    return row


def done(row: BelajarModul, part: BagianModul) -> None:
    """The last part ends the module: JP by the rule, the certificate, the row of the file."""
    KemajuanBagian.objects.get_or_create(belajar=row, bagian=part, defaults={"pada": timezone.now()})
    modul = part.modul
    left = modul.daftar_bagian.exclude(pk__in=row.daftar_kemajuan.values("bagian_id")).exists()
    if left or row.selesai_pada is not None:
        return
    row.selesai_pada = timezone.now()
    row.save(update_fields=["selesai_pada"])
    first, last = timezone.localdate(row.mulai_pada), timezone.localdate(row.selesai_pada)
    paper = issue(
        row.pegawai, asal=AsalSertifikat.MODUL, program=modul.program, penyelenggara=modul.penyelenggara.nama, mulai=first,
        selesai=last, kepesertaan=None, by=None,
    )  # fmt: skip
    tell_issued([paper], None)


@perubahan
def begin_quiz(bagian_id: UUID, *, by: Pengguna) -> PercobaanKuis:
    """Questions drawn from the bank. An attempt that is open is gone on with."""
    row, part = locked_part(bagian_id, by)
    if part.jenis != JenisBagian.KUIS:
        raise DomainError("Bagian ini bukan kuis. Muat ulang halamannya.", galat="bukan_kuis")
    record_jejak(row, "kuis_dimulai", by=by, subjek_id=row.pegawai_id, rincian={"bagian": part.urut})
    known = row.daftar_percobaan.filter(bagian=part, kirim_pada=None).first()
    if known is not None:
        return known
    today = timezone.localdate()
    sent = row.daftar_percobaan.filter(bagian=part, kirim_pada__date=today).count()
    most = number_of(KUIS_SEHARI, by.instansi_id, today)
    if sent >= most:
        raise DomainError(
            f"Kuis ini sudah dicoba {most} kali hari ini. Baca lagi bahannya, dan coba lagi besok.",
            galat="terlalu_sering",
        )
    bank = [str(pk) for pk in part.daftar_soal.order_by("urut").values_list("pk", flat=True)]
    drawn = secrets.SystemRandom().sample(bank, min(part.banyak_soal or 0, len(bank)))
    return PercobaanKuis.objects.create(belajar=row, bagian=part, soal=drawn, mulai_pada=timezone.now())


@perubahan
def send_quiz(percobaan_id: UUID, *, jawaban: Mapping[str, Any], by: Pengguna) -> PercobaanKuis:
    """Counted once: what was sent stays as it was sent. Unknown questions and choices count as wrong."""
    part_id = PercobaanKuis.objects.values_list("bagian_id", flat=True).get(
        pk=percobaan_id, belajar__pegawai__pengguna=by
    )
    row, part = locked_part(part_id, by)
    attempt = row.daftar_percobaan.select_for_update(of=("self",)).get(pk=percobaan_id)
    if attempt.kirim_pada is not None:
        raise TransitionError(
            f"Kuis ini sudah dikirim, dengan nilai {attempt.nilai}. Kiriman yang pertama yang dihitung.",
            galat="sudah_dikirim",
        )
    keys = {str(pk): kunci for pk, kunci in SoalKuis.objects.filter(bagian=part).values_list("pk", "kunci")}
    # A question that was taken out of the bank since then is asked of nobody.
    asked = [pk for pk in attempt.soal if pk in keys]
    missing = [pk for pk in asked if not str(jawaban.get(pk, "")).isdigit()]
    if missing:
        raise DomainError(
            f"Masih ada {len(missing)} pertanyaan yang belum dijawab. Jawab semuanya, lalu kirim.",
            galat="belum_lengkap",
        )
    attempt.jawaban = {pk: int(str(jawaban[pk])) for pk in asked}
    right = sum(attempt.jawaban[pk] == keys[pk] for pk in asked)
    attempt.nilai, attempt.kirim_pada = right * SERATUS // max(len(asked), 1), timezone.now()
    attempt.save(update_fields=["jawaban", "nilai", "kirim_pada"])
    record_jejak(
        row, "kuis_dikirim", by=by, subjek_id=row.pegawai_id, rincian={"bagian": part.urut, "nilai": attempt.nilai}
    )
    if attempt.nilai >= (part.nilai_lulus or 0):
        done(row, part)
    return attempt
