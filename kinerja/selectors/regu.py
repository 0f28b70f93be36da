"""Reports of shifts as pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from kinerja import permissions_tim as permissions
from kinerja.enums import StatusSebutan, StatusSKP
from kinerja.models import SKP, LaporanRegu, RencanaHasilKerja, SebutanRegu
from kinerja.selectors.pelaksanaan import own_lines
from pegawai.models import Pegawai

TERBANYAK = 50


def crew_of(kepala: Pegawai, hari: date | None = None) -> QuerySet[Pegawai]:
    """Who may be named: people of the same unit; with a day, those whose approved plan runs on it."""
    rows = Pegawai.objects.filter(unit_kini_id=kepala.unit_kini_id, instansi_id=kepala.instansi_id, ditarik_pada=None)
    if hari is not None:
        plan = SKP.objects.filter(pegawai_id=OuterRef("pk"), status=StatusSKP.DISETUJUI, berlaku__contains=hari)
        rows = rows.filter(Exists(plan))
    return rows.exclude(pk=kepala.pk).exclude(unit_kini_id=None).order_by("nama")


@dataclass(frozen=True)
class PapanRegu:
    """What waits for the own answer, what was answered, and what one has written."""

    menunggu: list[SebutanRegu]
    dijawab: list[SebutanRegu]
    laporan: list[LaporanRegu]


def board_of(pengguna: Pengguna) -> PapanRegu:
    """Three queries."""
    mine = akses(pengguna).orang_id
    named = permissions.own_names(pengguna).exclude(laporan__pelapor_id=mine)
    named = named.select_related("laporan__pelapor").order_by("-laporan__tanggal")
    waiting = named.filter(status=StatusSebutan.MENUNGGU)
    answered = named.exclude(status=StatusSebutan.MENUNGGU)
    return PapanRegu(list(waiting[:TERBANYAK]), list(answered[:TERBANYAK]), list(counted_reports(mine)))


def counted_reports(pelapor_id: UUID | None) -> QuerySet[LaporanRegu]:
    """The own reports with how many have confirmed, denied, and not yet answered."""
    others = ~Q(daftar_sebutan__pegawai_id=pelapor_id)
    rows = LaporanRegu.objects.filter(pelapor_id=pelapor_id).annotate(
        **{
            state.value: Count("daftar_sebutan", filter=others & Q(daftar_sebutan__status=state))
            for state in StatusSebutan
        }
    )
    return rows.order_by("-tanggal", "-dicatat_pada")[:TERBANYAK]


def lines_to_report(pegawai: Pegawai, hari: date) -> list[RencanaHasilKerja]:
    """Results for which a shift may be reported: of this year, in January also of the last one, whose last shifts end in the
    new year; without a plan of this year those of the last.
    """
    rows = own_lines(pegawai, hari.year)
    return [*rows, *own_lines(pegawai, hari.year - 1)] if not rows or hari.month == 1 else rows


def named_in(laporan: LaporanRegu) -> list[SebutanRegu]:
    return list(laporan.daftar_sebutan.select_related("pegawai", "progres__rhk").order_by("pegawai__nama"))


def lines_on(pegawai: Pegawai, hari: date) -> list[RencanaHasilKerja]:
    """Results of the approved plan of a day."""
    rows = RencanaHasilKerja.objects.filter(
        skp__pegawai=pegawai, skp__status=StatusSKP.DISETUJUI, skp__berlaku__contains=hari
    )
    return list(rows.select_related("skp").order_by("jenis", "urut"))


def own_waiting(pengguna: Pengguna, ids: Any) -> set[UUID]:
    """Of these, the rows in which this account's person is named."""
    return set(permissions.own_names(pengguna).filter(pk__in=ids).values_list("pk", flat=True))
