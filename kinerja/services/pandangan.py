"""Views of others: asked for by the penilai, added to sums by those asked.

An answer is no traced change on purpose: a trace of it (who, when, from where, and which sums changed) would be the answer
itself. That somebody was asked and by whom is traced with the request, by number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import hanya_lihat
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import end_of
from asn_portal.core.services.tugas import assign_tugas, close_tugas
from kinerja import permissions_evaluasi as permissions
from kinerja.aturan.pandangan import PALING_SEDIKIT, SKALA
from kinerja.enums import HubunganPandangan, NilaiDasar
from kinerja.kunci_tugas import TUGAS_PANDANGAN
from kinerja.models import HasilPandangan, PenjawabPandangan, PermintaanPandangan
from kinerja.selectors.pandangan import candidates_for
from pegawai.models import Pegawai

TERBANYAK = 20
# At least so many days to answer: a request that ends tomorrow would hear only those who happen to be at work.
HARI_PALING_SEDIKIT, HARI_TERBANYAK = 3, 60


@perubahan
def ask_views(
    pegawai_id: UUID, tahun: int, *, orang: Collection[UUID], batas: date, by: Pengguna
) -> PermintaanPandangan:
    """By the penilai of today; everybody asked gets a duty, and nobody else learns who was asked."""
    subject = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.rates(by, subject.pk))
    today = timezone.localdate()
    if not today + timedelta(days=HARI_PALING_SEDIKIT) <= batas <= today + timedelta(days=HARI_TERBANYAK):
        raise DomainError(
            f"Beri waktu menjawab antara {HARI_PALING_SEDIKIT} dan {HARI_TERBANYAK} hari.", galat="batas_salah"
        )
    by_person = {one.orang.pk: one for one in candidates_for(subject, tahun, today)}
    chosen = [by_person[pk] for pk in set(orang) if pk in by_person]
    if len(chosen) != len(set(orang)):
        raise DomainError(
            "Yang dipilih bukan rekan setingkat atau bawahannya hari ini. Muat ulang.", galat="bukan_calon"
        )
    against = next((one for one in chosen if one.sebab), None)
    if against is not None:
        raise DomainError(f"{against.orang.nama} tidak dapat diminta: {against.sebab}", galat="bertentangan")
    if not PALING_SEDIKIT <= len(chosen) <= TERBANYAK:
        raise DomainError(
            f"Pilih {PALING_SEDIKIT} sampai {TERBANYAK} orang; di bawah {PALING_SEDIKIT} jawabannya dapat ditebak.",
            galat="terlalu_sedikit",
        )
    row = _opened(subject, tahun, batas, today, by)
    # In the order of their keys, so that nothing tells who was chosen first.
    asked = [
        PenjawabPandangan.objects.create(permintaan=row, penjawab=one.orang, hubungan=one.hubungan)
        for one in sorted(chosen, key=lambda one: one.orang.pk)
    ]
    for relation in HubunganPandangan:
        HasilPandangan.objects.create(
            permintaan=row, hubungan=relation, jumlah={value.value: 0 for value in NilaiDasar}
        )
    _assign(asked, subject, batas)
    record_jejak(
        row, "pandangan_diminta", by=by, subjek_id=subject.pk, unit_id=subject.unit_kini_id,
        rincian={"tahun": tahun, "diminta": len(asked)},
    )  # fmt: skip
    return row


def _opened(subject: Pegawai, tahun: int, batas: date, today: date, by: Pengguna) -> PermintaanPandangan:
    try:
        with transaction.atomic():
            return PermintaanPandangan.objects.create(
                pegawai=subject, tahun=tahun, batas=batas, dibuka_oleh=by, dibuka_pada=today
            )
    except IntegrityError as refused:
        raise DomainError("Pandangan untuk tahun ini sudah diminta, dan hanya sekali.", galat="sudah_ada") from refused


def _assign(asked: list[PenjawabPandangan], subject: Pegawai, batas: date) -> None:
    for one in asked:
        if one.penjawab.pengguna is None:
            continue
        assign_tugas(
            [one.penjawab.pengguna], jenis=TUGAS_PANDANGAN, objek_id=one.pk, judul=f"Pandangan tentang {subject.nama}",
            tentang="Tujuh pernyataan; jawaban Anda langsung dijumlahkan dan tidak disimpan sendiri.",
            alasan="Anda rekan setingkat atau bawahannya.", url=reverse("kinerja:pandangan_jawab", args=[one.pk]),
            batas=end_of(batas),
        )  # fmt: skip


def answer_views(penjawab_id: UUID, skor: Mapping[str, int] | None, *, by: Pengguna) -> None:
    """Added to the sums of the group and forgotten; None declines. The whole row of sums is written whatever was said."""
    hanya_lihat.refuse_when_looking()
    with transaction.atomic():
        one = PenjawabPandangan.objects.select_for_update(of=("self",)).select_related("permintaan")
        asked = one.filter(pk=penjawab_id, penjawab__pengguna=by).first()
        require(asked is not None)
        assert asked is not None
        if asked.selesai:
            raise DomainError(
                "Anda sudah menjawab. Jawaban tidak disimpan, jadi tidak dapat diubah.", galat="sudah_dijawab"
            )
        if not asked.permintaan.is_open(timezone.localdate()):
            raise DomainError("Waktu menjawab sudah lewat.", galat="lewat_batas")
        if skor is not None:
            _add(asked, skor)
        asked.selesai = True
        asked.save(update_fields=["selesai"])
        close_tugas(jenis=TUGAS_PANDANGAN, objek_id=asked.pk, by=by)


def _add(asked: PenjawabPandangan, skor: Mapping[str, int]) -> None:
    if set(skor) != set(NilaiDasar.values) or not set(skor.values()) <= set(SKALA):
        raise DomainError("Pilih satu jawaban untuk setiap pernyataan.", galat="belum_lengkap")
    row = HasilPandangan.objects.select_for_update().get(permintaan=asked.permintaan, hubungan=asked.hubungan)
    row.banyak += 1
    row.jumlah = {value: row.jumlah.get(value, 0) + skor[value] for value in NilaiDasar.values}
    row.save(update_fields=["banyak", "jumlah"])
