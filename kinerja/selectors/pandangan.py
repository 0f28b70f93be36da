"""Views of others: who may be asked, and what may be told. Only sums leave this module, only after the last day."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from kinerja.aturan.pandangan import GABUNGAN, kelompok_tampil, rerata
from kinerja.enums import HubunganPandangan, NilaiDasar
from kinerja.models import HasilPandangan, Keberatan, PenjawabPandangan, PermintaanPandangan
from pegawai.models import Pegawai
from pegawai.models.pegawai import team_of
from pegawai.selectors.orang import superior_on

# Of each group so many are proposed, by lot; the penilai may choose others.
DIUSULKAN = 5
H = HubunganPandangan


@dataclass(frozen=True)
class Calon:
    """Somebody who could be asked; with `sebab` he cannot."""

    orang: Pegawai
    hubungan: HubunganPandangan
    diusulkan: bool
    sebab: str = ""


def candidates_for(pegawai: Pegawai, tahun: int, hari: date) -> list[Calon]:
    """Colleagues under the same superior and the own subordinates of that day, each with what stands against asking him."""
    boss = superior_on(pegawai.pk, hari)
    peers = _team(boss.pk if boss else None, hari).exclude(pk=pegawai.pk)
    groups = {H.REKAN: list(peers), H.BAWAHAN: list(_team(pegawai.pk, hari))}
    people = {person.pk for rows in groups.values() for person in rows}
    refused = _conflicts(pegawai, people, tahun)
    found = []
    for relation, rows in groups.items():
        free = sorted((row for row in rows if row.pk not in refused), key=lambda row: _lot(pegawai, row, tahun))
        proposed = {row.pk for row in free[:DIUSULKAN]}
        found += [Calon(row, relation, row.pk in proposed, refused.get(row.pk, "")) for row in rows]
    return found


def _team(atasan_id: UUID | None, hari: date) -> QuerySet[Pegawai]:
    people = Pegawai.objects.filter(pk__in=team_of(atasan_id, hari).values("pegawai_id"), ditarik_pada=None)
    return people.filter(pengguna__is_active=True).select_related("pengguna").order_by("nama")


def _lot(pegawai: Pegawai, orang: Pegawai, tahun: int) -> str:
    """The same lot each time, so that opening the page again proposes nobody else."""
    return hashlib.sha256(f"{pegawai.pk}{orang.pk}{tahun}".encode()).hexdigest()


def _conflicts(pegawai: Pegawai, people: Collection[UUID], tahun: int) -> dict[UUID, str]:
    """An objection between the two that is not decided; and two who would be asked about one another."""
    found: dict[UUID, str] = {}
    between = Q(evaluasi__penilai=pegawai, evaluasi__pegawai__in=people) | Q(
        evaluasi__pegawai=pegawai, evaluasi__penilai__in=people
    )
    for one, other in Keberatan.objects.filter(between, putusan="").values_list(
        "evaluasi__pegawai", "evaluasi__penilai"
    ):
        found[other if one == pegawai.pk else one] = "Ada keberatan antara keduanya yang belum diputus."
    asked = PenjawabPandangan.objects.filter(
        penjawab=pegawai, permintaan__pegawai__in=people, permintaan__tahun=tahun
    ).values_list("permintaan__pegawai", flat=True)
    return dict.fromkeys(asked, "Keduanya akan saling memberi pandangan pada tahun yang sama.") | found


# -- what may be told ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KelompokPandangan:
    """Averages of one group, in the order of the seven values; 1 to 4."""

    judul: str
    banyak: int
    rerata: list[tuple[NilaiDasar, Decimal]]

    @property
    def keseluruhan(self) -> Decimal:
        """The mean of the seven."""
        return rerata(int(sum(value for _, value in self.rerata) * 10), 10 * len(self.rerata))


@dataclass(frozen=True)
class Pandangan:
    """The state of one request: open until a day, or what may be told of it (nothing below three)."""

    batas: date
    terbuka: bool
    kelompok: list[KelompokPandangan]


JUDUL = {H.REKAN.value: "Rekan setingkat", H.BAWAHAN.value: "Bawahan", GABUNGAN: "Rekan dan bawahan"}


def views_on(people: Collection[UUID], tahun: int, hari: date) -> Mapping[UUID, Pandangan]:
    """Of many people at once, also for talent management: two queries. Never computed into a rating by itself."""
    asked = PermintaanPandangan.objects.filter(pegawai_id__in=people, tahun=tahun)
    sums: dict[UUID, list[HasilPandangan]] = {}
    for row in HasilPandangan.objects.filter(permintaan__in=asked, permintaan__batas__lt=hari):
        sums.setdefault(row.permintaan_id, []).append(row)
    return {one.pegawai_id: Pandangan(one.batas, one.is_open(hari), _groups(sums.get(one.pk, []))) for one in asked}


def view_on(pegawai_id: UUID, tahun: int, hari: date) -> Pandangan | None:
    return views_on([pegawai_id], tahun, hari).get(pegawai_id)


def _groups(rows: list[HasilPandangan]) -> list[KelompokPandangan]:
    by_name = {row.hubungan: row for row in sorted(rows, key=lambda row: row.hubungan, reverse=True)}
    shown = kelompok_tampil({name: row.banyak for name, row in by_name.items()})
    found = []
    for name, parts in shown.items():
        count = sum(by_name[part].banyak for part in parts)
        means = [
            (nilai, rerata(sum(by_name[part].jumlah.get(nilai.value, 0) for part in parts), count))
            for nilai in NilaiDasar
        ]
        found.append(KelompokPandangan(JUDUL[name], count, means))
    return found
