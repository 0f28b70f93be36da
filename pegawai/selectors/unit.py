"""Who works in a unit, and who belongs to a superior."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.sql import fetch
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.models.pegawai import team_of
from pegawai.selectors.direktori import with_foto

SHOWN = 12


@dataclass(frozen=True)
class AtasanUnit:
    """Somebody who is the superior of members of a unit."""

    pegawai: Pegawai
    jumlah: int


@dataclass(frozen=True)
class OrangUnit:
    """The people of a unit itself, without those of the units below it."""

    atasan: list[AtasanUnit]
    anggota: list[Pegawai]
    jumlah: int


def people_of_unit(pengguna: Pengguna, unit_id: UUID, tanggal: date) -> OrangUnit:
    """Who decides here (the superiors of its members, by how many they have), and the first members by name."""
    members = KeanggotaanUnit.objects.pada(tanggal).filter(unit_id=unit_id).values("pegawai_id")
    links = HubunganAtasan.objects.pada(tanggal).filter(pegawai_id__in=members)
    counted = list(links.order_by().values_list("atasan_id").annotate(n=Count("pk")).order_by("-n", "atasan_id")[:3])
    visible = Pegawai.objects.visible_to(pengguna)
    superiors = {row.pk: row for row in with_foto(visible.filter(pk__in=[pk for pk, _ in counted]))}
    people = visible.filter(pk__in=members)
    return OrangUnit(
        [AtasanUnit(superiors[pk], n) for pk, n in counted if pk in superiors],
        list(with_foto(people).order_by("nama", "pk")[:SHOWN]),
        people.count(),
    )


# Persons per unit of today stand in the list column, whose index alone answers; of other days in the dated rows.
BY_CHILD_TODAY = """
SELECT subpath(letak.jalur, least(%(dalam)s, nlevel(letak.jalur)) - 1, 1)::text::bigint, sum(orang.n)::int
FROM (SELECT unit_kini_id, count(*) AS n FROM pegawai_pegawai
      WHERE unit_kini_id IN (SELECT unit_id FROM core_jalurunit
                             WHERE berlaku @> %(hari)s::date AND jalur <@ %(jalur)s::ltree)
      GROUP BY unit_kini_id) AS orang
JOIN core_jalurunit AS letak ON letak.unit_id = orang.unit_kini_id AND letak.berlaku @> %(hari)s::date
GROUP BY 1
"""
BY_CHILD = """
SELECT subpath(letak.jalur, least(%(dalam)s, nlevel(letak.jalur)) - 1, 1)::text::bigint, sum(orang.n)::int
FROM (SELECT unit_id, count(*) AS n FROM pegawai_keanggotaanunit
      WHERE upper_inf(tercatat) AND berlaku @> %(hari)s::date
        AND unit_id IN (SELECT unit_id FROM core_jalurunit
                        WHERE berlaku @> %(hari)s::date AND jalur <@ %(jalur)s::ltree)
      GROUP BY unit_id) AS orang
JOIN core_jalurunit AS letak ON letak.unit_id = orang.unit_id AND letak.berlaku @> %(hari)s::date
GROUP BY 1
"""


def members_by_child(jalur: str, tanggal: date) -> dict[int, int]:
    """How many people each child of a unit holds with everything below it, and the unit itself, as of a day. Keys are
    numbers of units. Registered for the unit pages (asn_portal.core.panel).
    """
    statement = BY_CHILD_TODAY if tanggal == timezone.localdate() else BY_CHILD
    return dict(fetch(statement, jalur=jalur, hari=tanggal, dalam=len(jalur.split(".")) + 1))


def team(pengguna: Pengguna, tanggal: date) -> QuerySet[Pegawai]:
    """The people whose superior this account's person is on a day, with unit and account."""
    mine = akses(pengguna)
    members = Pegawai.objects.filter(pk__in=team_of(mine.orang_id, tanggal), instansi_id=mine.instansi_id)
    named = members.annotate(nama_unit=core_selectors.name_on(tanggal, "unit_kini_id"))
    return with_foto(named).select_related("pengguna").order_by("nama", "pk")
