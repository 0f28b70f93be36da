"""The catalogue as people search it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from asn_portal.core.models import Pengguna
from pelatihan import permissions
from pelatihan.aturan.alur_kepesertaan import BERTEMPAT
from pelatihan.enums import (
    KLASIKAL,
    BentukPelatihan,
    JalurPelatihan,
    RumpunPelatihan,
    StatusAngkatan,
    StatusPeserta,
)
from pelatihan.models import AngkatanPelatihan, Kepesertaan, ProgramPelatihan


@dataclass(frozen=True)
class Saringan:
    kata: str = ""
    jalur: str = ""
    bentuk: str = ""
    rumpun: str = ""
    dibuka: bool = False


def read_saringan(query: Mapping[str, str]) -> Saringan:
    """What is not known filters nothing."""

    def known(name: str, values: list[str]) -> str:
        asked = query.get(name, "")
        return asked if asked in values else ""

    return Saringan(
        query.get("q", "").replace("\x00", "").strip()[:100], known("jalur", JalurPelatihan.values),
        known("bentuk", BentukPelatihan.values), known("rumpun", RumpunPelatihan.values), query.get("dibuka") == "1",
    )  # fmt: skip


def open_batches(now: datetime) -> QuerySet[AngkatanPelatihan]:
    """Registration is open now."""
    return AngkatanPelatihan.objects.filter(status=StatusAngkatan.DIBUKA, buka_pada__lte=now, tutup_pada__gt=now)


def programmes(pengguna: Pengguna, saringan: Saringan, now: datetime) -> QuerySet[ProgramPelatihan]:
    """Offered programmes that match, with the first day of the next batch that is open."""
    rows = ProgramPelatihan.objects.visible_to(pengguna).ditawarkan().cari(saringan.kata)
    if saringan.jalur:
        inside = Q(bentuk__in=KLASIKAL)
        rows = rows.filter(inside if saringan.jalur == JalurPelatihan.KLASIKAL else ~inside)
    if saringan.bentuk:
        rows = rows.filter(bentuk=saringan.bentuk)
    if saringan.rumpun:
        rows = rows.filter(rumpun=saringan.rumpun)
    batches = open_batches(now)
    if saringan.dibuka:
        rows = rows.filter(pk__in=batches.values("program_id"))
    soonest = batches.filter(program_id=OuterRef("pk")).order_by().values("program_id").annotate(d=Min("mulai"))
    return rows.annotate(terdekat=Subquery(soonest.values("d"))).order_by("judul", "pk")


def batches_shown(pengguna: Pengguna) -> QuerySet[AngkatanPelatihan]:
    """Drafts are only for those who write them."""
    rows = AngkatanPelatihan.objects.visible_to(pengguna).select_related("program", "penyelenggara")
    return rows if permissions.can_manage(pengguna) else rows.exclude(status=StatusAngkatan.DRAF)


def batches_of(pengguna: Pengguna, program: ProgramPelatihan) -> QuerySet[AngkatanPelatihan]:
    return with_counts(batches_shown(pengguna).filter(program=program).order_by("-mulai", "pk"))


def with_counts(rows: QuerySet[AngkatanPelatihan]) -> QuerySet[AngkatanPelatihan]:
    """How many sit, wait for a place, or wait for their superior."""
    people = Kepesertaan.objects.filter(angkatan_id=OuterRef("pk")).order_by().values("angkatan_id")

    def counted(*states: str) -> Any:
        found = people.filter(status__in=states).annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(found), 0)

    return rows.annotate(
        terisi=counted(*BERTEMPAT),
        menunggu=counted(StatusPeserta.DISETUJUI, StatusPeserta.CADANGAN),
        diajukan=counted(StatusPeserta.DIAJUKAN),
    )


def mine_in(pengguna_orang: UUID | None, batches: list[AngkatanPelatihan]) -> dict[UUID, Kepesertaan]:
    """The own participation by batch; the last one where there were several."""
    rows = Kepesertaan.objects.filter(pegawai_id=pengguna_orang, angkatan__in=batches).order_by("diajukan_pada")
    return {row.angkatan_id: row for row in rows}


def batches_listed(pengguna: Pengguna, keadaan: str, kata: str) -> QuerySet[AngkatanPelatihan]:
    """For staff: all batches, the latest first."""
    rows = AngkatanPelatihan.objects.visible_to(pengguna).select_related("program", "penyelenggara")
    if keadaan in StatusAngkatan.values:
        rows = rows.filter(status=keadaan)
    for word in kata.split()[:6]:
        rows = rows.filter(program__pencarian__icontains=word)
    return with_counts(rows).order_by("-mulai", "pk")
