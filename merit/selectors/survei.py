"""The pulse survey as pages ask for it: figures from ten answers on, and never so that fewer follow by subtraction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from asn_portal.core.models import Pengguna
from asn_portal.core.selectors.unit import unit_names
from merit import permissions
from merit.enums_talenta import JenisPertanyaan, StatusSurvei
from merit.models import HasilDenyut, PenjawabDenyut, PertanyaanDenyut, SaranDenyut, SurveiDenyut
from pegawai.models import Pegawai

# Of a survey more is asked than of other sums: opinions are told to nobody.
PALING_SEDIKIT = 10


@dataclass(frozen=True)
class HasilPertanyaan:
    pertanyaan: PertanyaanDenyut
    # How often 1, 2, 3, 4, 5; the mean.
    banyak: tuple[int, ...]
    rata: Decimal | None

    @property
    def setuju(self) -> int:
        """Percent who answered 4 or 5."""
        total = sum(self.banyak)
        return 100 * (self.banyak[3] + self.banyak[4]) // total if total else 0


@dataclass(frozen=True)
class HasilUnit:
    nama: str
    jawaban: int | None
    rata: Decimal | None


@dataclass(frozen=True)
class Laporan:
    jawaban: int
    cukup: bool
    pertanyaan: list[HasilPertanyaan]
    unit: list[HasilUnit]
    saran: list[str]
    # Not looked at yet: place in the list, words, and whether they seem to point at somebody. For who keeps the survey.
    diperiksa: list[tuple[int, str]]
    indeks: Decimal | None


def surveys(pengguna: Pengguna) -> QuerySet[SurveiDenyut]:
    """HR of the province and auditors all; leaders those that are over."""
    rows = SurveiDenyut.objects.filter(instansi_id=pengguna.instansi_id).order_by("-mulai", "-id")
    if permissions.can_see_everybody(pengguna):
        return rows
    return rows.filter(status=StatusSurvei.DITUTUP) if permissions.candidate_paths(pengguna) else rows.none()


def open_survey_of(pegawai: Pegawai, hari: date) -> SurveiDenyut | None:
    rows = SurveiDenyut.objects.filter(instansi_id=pegawai.instansi_id, status=StatusSurvei.DIBUKA)
    return rows.filter(mulai__lte=hari, sampai__gte=hari).first()


UNANSWERED = """
SELECT id, nama, sampai FROM merit_surveidenyut AS survei
WHERE instansi_id = %s AND status = %s AND %s BETWEEN mulai AND sampai
  AND NOT EXISTS (SELECT FROM merit_penjawabdenyut WHERE survei_id = survei.id AND pegawai_id = %s)
"""


def unanswered_survey(instansi_id: UUID, pegawai_id: UUID | None, hari: date) -> SurveiDenyut | None:
    """One query, for the start page of everybody; as SQL, since composing it would cost more than the answer."""
    rows = SurveiDenyut.objects.raw(
        UNANSWERED, [str(instansi_id), StatusSurvei.DIBUKA, hari, pegawai_id and str(pegawai_id)]
    )
    return next(iter(rows), None)


def has_answered(survei: SurveiDenyut, pegawai: Pegawai) -> bool:
    return PenjawabDenyut.objects.filter(survei=survei, pegawai=pegawai).exists()


def report(survei: SurveiDenyut, pengguna: Pengguna) -> Laporan:
    """Nothing while it is open but how many have answered: else one more answer could be read from two looks."""
    rows = list(survei.daftar_hasil.all())
    total = sum(row.banyak for row in rows)
    enough = survei.status == StatusSurvei.DITUTUP and total >= PALING_SEDIKIT
    questions = [one for one in survei.daftar_pertanyaan.all() if one.jenis != JenisPertanyaan.BEBAS]
    if not enough:
        return Laporan(total, False, [], [], [], [], None)
    words = SaranDenyut.objects.filter(survei=survei).first()
    box: list[dict[str, Any]] = words.isi if words else []
    keeps = permissions.can_manage(pengguna)
    return Laporan(
        total, True, [_question(one, rows) for one in questions], _units(rows, survei.sampai),
        [one["isi"] for one in box if one["tampil"]],
        [(at, one["isi"]) for at, one in enumerate(box) if one["tampil"] is None] if keeps else [],
        satisfaction_of(rows, questions),
    )  # fmt: skip


def _counts(rows: list[HasilDenyut], key: UUID) -> tuple[int, ...]:
    return tuple(sum(row.jumlah.get(str(key), {}).get(str(value), 0) for row in rows) for value in range(1, 6))


def _question(one: PertanyaanDenyut, rows: list[HasilDenyut]) -> HasilPertanyaan:
    counts = _counts(rows, one.pk)
    return HasilPertanyaan(one, counts, _mean(counts))


def _mean(counts: tuple[int, ...]) -> Decimal | None:
    total = sum(counts)
    return Decimal(sum(value * n for value, n in enumerate(counts, 1))) / total if total else None


def _units(rows: list[HasilDenyut], hari: date) -> list[HasilUnit]:
    """Fewer than ten are hidden; if those hidden together are fewer than ten, or only one, the smallest shown one too."""
    ordered = sorted(rows, key=lambda row: row.banyak)
    hidden = {row.pk for row in ordered if row.banyak < PALING_SEDIKIT}
    for row in ordered:
        held = [one.banyak for one in rows if one.pk in hidden]
        if not held or (len(held) > 1 and sum(held) >= PALING_SEDIKIT):
            break
        hidden.add(row.pk)
    names = unit_names({row.perangkat_id for row in rows if row.perangkat_id}, hari)
    found = []
    for row in rows:
        nama = names.get(row.perangkat_id, "") if row.perangkat_id else "Tanpa perangkat daerah"
        if row.pk in hidden:
            found.append(HasilUnit(nama, None, None))
        else:
            found.append(HasilUnit(nama, row.banyak, _mean(_all(row))))
    return sorted(found, key=lambda one: (one.rata is None, -(one.rata or 0), one.nama))


def _all(row: HasilDenyut) -> tuple[int, ...]:
    return tuple(sum(counts.get(str(value), 0) for counts in row.jumlah.values()) for value in range(1, 6))


def satisfaction_of(rows: list[HasilDenyut], questions: list[PertanyaanDenyut]) -> Decimal | None:
    """The part of the index: the mean of all scaled answers, 1 to 5 brought to 0 to 1 (keputusan 0044)."""
    means = [mean for one in questions if (mean := _mean(_counts(rows, one.pk))) is not None]
    return (sum(means, Decimal(0)) / len(means) - 1) / 4 if means else None


def latest_satisfaction(instansi_id: UUID) -> tuple[SurveiDenyut, Decimal] | None:
    """Of the newest survey that is over and has ten answers."""
    rows = SurveiDenyut.objects.filter(instansi_id=instansi_id, status=StatusSurvei.DITUTUP)
    for row in (
        rows.annotate(n=Sum("daftar_hasil__banyak")).filter(n__gte=PALING_SEDIKIT).order_by("-sampai", "-id")[:1]
    ):
        questions = [one for one in row.daftar_pertanyaan.all() if one.jenis != JenisPertanyaan.BEBAS]
        value = satisfaction_of(list(row.daftar_hasil.all()), questions)
        if value is not None:
            return row, value
    return None
