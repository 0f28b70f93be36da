"""Sessions of calibration as pages read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import akses
from kinerja import permissions_kalibrasi as permissions
from kinerja.enums import StatusEvaluasi
from kinerja.models import Evaluasi, SesiKalibrasi, UsulKalibrasi


def rated_in(pengguna: Pengguna, sesi: SesiKalibrasi) -> QuerySet[Evaluasi]:
    """What a session looks at: rated in this stretch, not handed over, in the unit and below it. Never the own one."""
    mine = akses(pengguna)
    path = core_selectors.path_of(sesi.unit_id, mine.tanggal)
    units = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=[path] if path else []).values("unit_id")
    rows = Evaluasi.objects.filter(
        periode_id=sesi.periode_id, jenis=sesi.jenis, nomor=sesi.nomor, status=StatusEvaluasi.DINILAI, unit_id__in=units
    )
    return rows.exclude(pegawai_id=mine.orang_id) if mine.orang_id else rows


def sessions_of(pengguna: Pengguna) -> QuerySet[SesiKalibrasi]:
    """Running ones first, each with what was proposed and what is answered."""
    rows = permissions.visible_sessions(pengguna).select_related("periode", "unit")
    rows = rows.annotate(
        diusulkan=Count("daftar_usul"), dijawab=Count("daftar_usul", filter=~Q(daftar_usul__jawaban="")),
        diterima=Count("daftar_usul", filter=Q(daftar_usul__jawaban="terima")),
    )  # fmt: skip
    return rows.order_by(F("ditutup_pada").desc(nulls_first=True), "-dibuka_pada", "pk")


@dataclass(frozen=True)
class BarisSesi:
    """One rated person of a session, with the proposal if there is one."""

    evaluasi: Evaluasi
    usul: UsulKalibrasi | None


def people_in(pengguna: Pengguna, sesi: SesiKalibrasi) -> QuerySet[Evaluasi]:
    """Grouped by penilai."""
    rows = rated_in(pengguna, sesi).select_related("pegawai", "penilai")
    return rows.order_by("penilai__nama", "pegawai__nama", "pk")


def with_proposals(sesi: SesiKalibrasi, rows: Collection[Evaluasi]) -> list[BarisSesi]:
    """Those of one page, each with what was proposed; one query."""
    found = sesi.daftar_usul.filter(evaluasi__in=[row.pk for row in rows])
    proposals: Mapping[UUID, UsulKalibrasi] = {one.evaluasi_id: one for one in found}
    return [BarisSesi(row, proposals.get(row.pk)) for row in rows]


def done_in(sesi: SesiKalibrasi) -> list[UsulKalibrasi]:
    """What was proposed and is answered."""
    rows = sesi.daftar_usul.exclude(jawaban="").select_related("evaluasi__pegawai", "evaluasi__penilai")
    return list(rows.order_by("dijawab_pada"))


def proposals_for(row: Evaluasi) -> list[UsulKalibrasi]:
    """Unanswered, for the page of the penilai."""
    return list(UsulKalibrasi.objects.menunggu().filter(evaluasi=row).select_related("sesi"))


def answerable(pengguna: Pengguna, ids: Any) -> set[UUID]:
    """Of these proposals, those whose ratings this account gives."""
    rows = UsulKalibrasi.objects.filter(pk__in=ids).select_related("evaluasi__pegawai")
    return {row.pk for row in rows if permissions.can_answer(pengguna, row)}
