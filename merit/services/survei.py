"""The pulse survey: made by HR of the province, answered without a name, added to sums and forgotten.

An answer is no traced change on purpose: a trace of it (who, when, from where, and which sums changed) would be the answer
itself. That a survey was opened and closed is traced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from asn_portal.core import hanya_lihat
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require, same_agency
from asn_portal.core.sql import fetch
from asn_portal.core.workflow import check_transition
from merit import permissions
from merit.aturan.alur_talenta import ALUR_SURVEI
from merit.enums_talenta import JenisPertanyaan, StatusSurvei
from merit.models import HasilDenyut, PenilaianAspek, PenjawabDenyut, PertanyaanDenyut, SaranDenyut, SurveiDenyut
from merit.models.survei import PERTANYAAN_TERBANYAK
from pegawai.models import Pegawai

SKALA = range(1, 6)
SARAN_TERPANJANG = 500
# What points at a person or at the writer: numbers of persons, telephones, addresses.
MENUNJUK = re.compile(r"\d{6,}|\+?62\d|08\d{2}|@|https?://", re.IGNORECASE)
PERANGKAT = """
SELECT akar.id FROM core_jalurunit AS letak
  LEFT JOIN core_unitkerja AS akar ON akar.nomor = CASE WHEN nlevel(letak.jalur) > 1 THEN subpath(letak.jalur, 1, 1)::text::bigint END
 WHERE letak.unit_id = %(unit)s AND letak.berlaku @> %(hari)s::date
"""


@perubahan
def make_survey(
    nama: str, mulai: date, sampai: date, pertanyaan: Sequence[tuple[str, str]], *, by: Pengguna
) -> SurveiDenyut:
    """At most ten questions, at least one of them on the scale."""
    require(permissions.can_manage(by))
    if not 0 < len(pertanyaan) <= PERTANYAAN_TERBANYAK:
        raise DomainError(f"Tulis satu sampai {PERTANYAAN_TERBANYAK} pertanyaan.", galat="banyak_pertanyaan")
    if all(jenis == JenisPertanyaan.BEBAS for jenis, _ in pertanyaan):
        raise DomainError("Paling sedikit satu pertanyaan dijawab dengan skala 1 sampai 5.", galat="tanpa_skala")
    row = SurveiDenyut.objects.create(instansi_id=by.instansi_id, nama=nama, mulai=mulai, sampai=sampai, dibuat_oleh=by)
    PertanyaanDenyut.objects.bulk_create(
        PertanyaanDenyut(survei=row, urut=urut, jenis=jenis, kalimat=kalimat)
        for urut, (jenis, kalimat) in enumerate(pertanyaan, 1)
    )
    record_jejak(row, "survei_dibuat", by=by)
    return row


@perubahan
def open_survey(survei_id: UUID, *, by: Pengguna) -> SurveiDenyut:
    row = _lock(survei_id, by)
    check_transition(ALUR_SURVEI, row.status, StatusSurvei.DIBUKA)
    if row.sampai < timezone.localdate():
        raise DomainError("Hari terakhir survei ini sudah lewat. Buat survei baru.", galat="lewat_batas")
    row.status = StatusSurvei.DIBUKA
    try:
        with transaction.atomic():
            row.save(update_fields=["status"])
    except IntegrityError as refused:
        raise DomainError("Survei lain masih dibuka. Tutup dulu survei itu.", galat="masih_dibuka") from refused
    SaranDenyut.objects.create(survei=row)
    record_jejak(row, "survei_dibuka", by=by)
    return row


def _lock(survei_id: UUID, by: Pengguna) -> SurveiDenyut:
    row = SurveiDenyut.objects.select_for_update(of=("self",)).get(pk=survei_id)
    require(permissions.can_manage(by) and same_agency(by, row))
    return row


@perubahan
def close_survey(survei_id: UUID, *, by: Pengguna) -> SurveiDenyut:
    row = _lock(survei_id, by)
    check_transition(ALUR_SURVEI, row.status, StatusSurvei.DITUTUP)
    row.status = StatusSurvei.DITUTUP
    row.save(update_fields=["status"])
    record_jejak(row, "survei_ditutup", by=by)
    return row


def answer(survei_id: UUID, skala: Mapping[UUID, int], saran: Mapping[UUID, str], *, by: Pengguna) -> None:
    """Added to the sums of the perangkat daerah and forgotten."""
    hanya_lihat.refuse_when_looking()
    with transaction.atomic():
        row = SurveiDenyut.objects.get(pk=survei_id, instansi_id=by.instansi_id)
        person = Pegawai.objects.filter(pengguna=by, ditarik_pada=None).first()
        require(person is not None)
        assert person is not None
        if not row.is_open(timezone.localdate()):
            raise DomainError("Survei ini tidak dibuka hari ini.", galat="tidak_dibuka")
        _complete(row, skala)
        try:
            with transaction.atomic():
                PenjawabDenyut.objects.create(survei=row, pegawai=person)
        except IntegrityError as refused:
            raise DomainError(
                "Anda sudah menjawab survei ini. Jawaban tidak disimpan, jadi tidak dapat diubah.",
                galat="sudah_dijawab",
            ) from refused
        _add(row, person, skala)
        _keep_words(row, saran)


def _complete(row: SurveiDenyut, skala: Mapping[UUID, int]) -> None:
    wanted = set(row.daftar_pertanyaan.exclude(jenis=JenisPertanyaan.BEBAS).values_list("pk", flat=True))
    if set(skala) != wanted or not set(skala.values()) <= set(SKALA):
        raise DomainError("Pilih satu jawaban untuk setiap pernyataan.", galat="belum_lengkap")


def _add(row: SurveiDenyut, person: Pegawai, skala: Mapping[UUID, int]) -> None:
    """The whole row of sums is written whatever was said."""
    found = fetch(PERANGKAT, unit=person.unit_kini_id, hari=timezone.localdate()) if person.unit_kini_id else []
    unit = found[0][0] if found else None
    HasilDenyut.objects.bulk_create([HasilDenyut(survei=row, perangkat_id=unit)], ignore_conflicts=True)
    sums = HasilDenyut.objects.select_for_update().get(survei=row, perangkat_id=unit)
    sums.banyak += 1
    for key, value in skala.items():
        counts = sums.jumlah.setdefault(str(key), {})
        counts[str(value)] = counts.get(str(value), 0) + 1
    sums.save(update_fields=["banyak", "jumlah"])


def _keep_words(row: SurveiDenyut, saran: Mapping[UUID, str]) -> None:
    """Sorted among the others, so that neither place nor moment tells who wrote them."""
    words = [text.strip() for text in saran.values() if text.strip()]
    box = SaranDenyut.objects.select_for_update().get(survei=row)
    box.isi = sorted([*box.isi, *({"isi": text, "tampil": None} for text in words)], key=lambda one: one["isi"])
    box.save(update_fields=["isi"])


def points_at_somebody(teks: str) -> bool:
    return bool(MENUNJUK.search(teks))


@perubahan
def check_words(survei_id: UUID, nomor: int, *, isi: str, tampil: bool, by: Pengguna) -> SaranDenyut:
    """Somebody has read it: shown, or kept away because it points at a person."""
    row = _lock(survei_id, by)
    box = SaranDenyut.objects.select_for_update().filter(survei=row).first()
    if box is None or not 0 <= nomor < len(box.isi) or box.isi[nomor]["isi"] != isi:
        raise DomainError("Daftar saran sudah berubah. Muat ulang halaman.", galat="berubah")
    box.isi[nomor]["tampil"] = tampil
    box.save(update_fields=["isi"])
    record_jejak(row, "survei_saran_diperiksa", by=by)
    return box


@perubahan
def rate_aspect(tahun: int, aspek: int, *, nilai: object, alasan: str, by: Pengguna) -> PenilaianAspek:
    """The agency's own rating of one of the eight aspects, 0 to 1, with its reason."""
    require(permissions.can_manage(by))
    row, _ = PenilaianAspek.objects.update_or_create(
        instansi_id=by.instansi_id, tahun=tahun, aspek=aspek,
        defaults={"nilai": nilai, "alasan": alasan, "oleh": by, "pada": timezone.now()},
    )  # fmt: skip
    record_jejak(row, "aspek_merit_dinilai", by=by, alasan=alasan)
    return row
