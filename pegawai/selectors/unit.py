"""Who works in a unit, and who belongs to a superior."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.models.unit import AnakDari
from asn_portal.core.permissions import akses
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.models.pegawai import team_of

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
    superiors = {row.pk: row for row in visible.filter(pk__in=[pk for pk, _ in counted])}
    people = visible.filter(pk__in=members)
    return OrangUnit(
        [AtasanUnit(superiors[pk], n) for pk, n in counted if pk in superiors],
        list(people.order_by("nama", "pk")[:SHOWN]),
        people.count(),
    )


def members_by_child(jalur: str, tanggal: date) -> dict[int, int]:
    """How many people each child of a unit holds with everything below it, and the unit itself, as of a day. Keys are
    numbers of units. Registered for the unit pages (asn_portal.core.panel).
    """
    anak = AnakDari("unit__jalurunit__jalur", depth=len(jalur.split(".")))
    rows = (
        KeanggotaanUnit.objects.pada(tanggal)
        .filter(unit__jalurunit__berlaku__contains=tanggal, unit__jalurunit__jalur__di_bawah=[jalur])
        .order_by()
        .annotate(anak=anak)
        .values_list("anak")
        .annotate(jumlah=Count("pk"))
    )
    return dict(rows)


def team(pengguna: Pengguna, tanggal: date) -> QuerySet[Pegawai]:
    """The people whose superior this account's person is on a day, with unit and account."""
    mine = akses(pengguna)
    members = Pegawai.objects.filter(pk__in=team_of(mine.orang_id, tanggal), instansi_id=mine.instansi_id)
    named = members.annotate(nama_unit=core_selectors.name_on(tanggal, "unit_kini_id"))
    return named.select_related("pengguna").order_by("nama", "pk")
