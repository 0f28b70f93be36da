"""The hand-over list of a change of unit: what was, what is, and what still waits about the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.jenis_tugas import all_jenis_tugas
from asn_portal.core.models import JalurUnit, Pengguna, RincianUnit, Tugas
from asn_portal.core.permissions import akses
from jabatan.selectors.orang import Duduk, posts_of
from jabatan.serah import TUGAS_MASA, TUGAS_SERAH, TUGAS_TERIMA, days_to_read, read_until
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.selectors.berkas import summary
from pegawai.selectors.orang import superior_on


@dataclass(frozen=True)
class TugasTerbuka:
    jenis: str
    pemegang: str


@dataclass(frozen=True)
class SerahTerima:
    """`mulai` is the first day in the new unit; the former unit reads its own period until `dibaca_sampai`."""

    pegawai: Pegawai
    mulai: date
    dibaca_sampai: date
    unit_lama: str
    unit_baru: str
    atasan_lama: Pegawai | None
    atasan_baru: Pegawai | None
    jabatan_lama: list[Duduk]
    jabatan_baru: list[Duduk]
    terbuka: list[TugasTerbuka]
    # The few facts of the file as of the last day in the former unit (pegawai.selectors.summary).
    berkas: dict[str, Any]


def membership_before(row: KeanggotaanUnit) -> KeanggotaanUnit | None:
    """Where the person was on the day before."""
    return KeanggotaanUnit.objects.pada(row.mulai - date.resolution).filter(pegawai_id=row.pegawai_id).first()


def handover_of(row: KeanggotaanUnit) -> SerahTerima:
    """As many queries for a long history as for a short one; one for each kind of duty that follows superiors."""
    before, eve = membership_before(row), row.mulai - date.resolution
    old_unit = core_selectors.unit_names([before.unit_id], eve).get(before.unit_id, "") if before else ""
    posts = posts_of(row.pegawai)
    return SerahTerima(
        row.pegawai, row.mulai, read_until(row), old_unit,
        core_selectors.unit_names([row.unit_id], row.mulai).get(row.unit_id, ""),
        superior_on(row.pegawai_id, eve), superior_on(row.pegawai_id, row.mulai),
        # Of the former period no more than it knew: what came later is not for the former unit.
        [replace(post, sampai=min(post.sampai or eve, eve)) for post in posts if post.mulai <= eve],
        [post for post in posts if post.on(row.mulai)],
        _open_about(row.pegawai), summary(row.pegawai, eve),
    )  # fmt: skip


def handovers_listed(pengguna: Pengguna, kata: str, hari: date) -> QuerySet[KeanggotaanUnit]:
    """Changes of unit that this account still reads: into its scope, or out of it while the former unit reads (90 days, a setting); also those to
    come. Each with the former unit (`unit_lama_id`) and the names of both (`dari`, `ke`). Never about oneself.
    """
    mine = akses(pengguna)
    since = hari - timedelta(days=days_to_read(mine.instansi_id, hari))
    before = KeanggotaanUnit.objects.kini().filter(
        pegawai_id=OuterRef("pegawai_id"), berlaku__endswith=OuterRef("berlaku__startswith")
    )
    rows = KeanggotaanUnit.objects.kini().filter(
        pegawai__instansi_id=mine.instansi_id, pegawai__ditarik_pada=None, berlaku__startswith__gte=since
    )
    rows = rows.annotate(unit_lama_id=Subquery(before.values("unit_id")[:1])).exclude(unit_lama_id=None)
    rows = rows.exclude(unit_lama_id=F("unit_id")).exclude(pegawai_id=mine.orang_id)
    if not mine.whole_agency(Sumber.DATA_KEPEGAWAIAN):
        paths = mine.paths(Sumber.DATA_KEPEGAWAIAN)
        own = JalurUnit.objects.filter(jalur__di_bawah=paths, berlaku__contains=hari).values("unit_id")
        rows = rows.filter(Q(unit_id__in=own) | Q(unit_lama_id__in=own))
    for word in kata.split()[:6]:
        rows = rows.filter(pegawai__nama__icontains=word)
    names = RincianUnit.objects.kini().order_by("-berlaku")
    rows = rows.annotate(
        mulai_pindah=F("berlaku__startswith"),
        dari=Subquery(names.filter(unit_id=OuterRef("unit_lama_id")).values("nama")[:1]),
        ke=Subquery(names.filter(unit_id=OuterRef("unit_id")).values("nama")[:1]),
    )
    return rows.select_related("pegawai").order_by("-mulai_pindah", "pk")


def superior_before(row: KeanggotaanUnit) -> Pegawai | None:
    return superior_on(row.pegawai_id, row.mulai - date.resolution)


def own_part(pengguna: Pengguna, row: KeanggotaanUnit) -> str:
    """Which part of the hand-over waits for this account; empty: none."""
    kinds = (TUGAS_SERAH, TUGAS_TERIMA, TUGAS_MASA)
    open_now = Tugas.objects.filter(untuk=pengguna, jenis__in=kinds, objek_id=row.pk, selesai_pada=None)
    return open_now.order_by("jenis").values_list("jenis", flat=True).first() or ""


def _open_about(pegawai: Pegawai) -> list[TugasTerbuka]:
    """Duties about the person that a superior decides: they go along by themselves."""
    found = []
    for kind in all_jenis_tugas():
        if kind.ikut_atasan is None:
            continue
        duties = list(Tugas.objects.filter(jenis=kind.kunci, selesai_pada=None).select_related("untuk"))
        about = kind.ikut_atasan.tentang([tugas.objek_id for tugas in duties]) if duties else {}
        found += [
            TugasTerbuka(kind.label, tugas.untuk.nama) for tugas in duties if about.get(tugas.objek_id) == pegawai.pk
        ]
    return found
