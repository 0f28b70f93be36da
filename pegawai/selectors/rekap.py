"""The persons behind a figure of the rekap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.sql import KunciDari
from asn_portal.rekap import selectors as rekap_selectors
from asn_portal.rekap.dimensi import Lingkup
from asn_portal.rekap.perintah import keys_of
from asn_portal.rekap.susunan import APA, Susunan, read_susunan
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.selectors.direktori import URUTAN, in_scope

NAMA = "pegawai"


@dataclass(frozen=True)
class DiBalik:
    """A question about people whose rows this account may see."""

    susunan: Susunan
    lingkup: Lingkup
    hari: date

    @property
    def kalimat(self) -> str:
        return rekap_selectors.sentence(self.susunan.undivided(), self.lingkup, self.hari)


def read_behind(pengguna: Pengguna, kueri: Mapping[str, str], hari_ini: date) -> DiBalik | None:
    """From an address; None where only sums may be seen, or nothing."""
    susunan = read_susunan(pengguna, {**kueri, APA: NAMA})
    allowed = rekap_selectors.scope_of(pengguna, susunan, hari_ini) if susunan else None
    if allowed is None or not allowed[1].rinci or allowed[0].populasi.nama != NAMA:
        return None
    return DiBalik(*allowed, allowed[0].day(hari_ini))


def people_behind(pengguna: Pengguna, asked: DiBalik) -> QuerySet[Pegawai]:
    """Those of the own scope, with the name of their unit on that day."""
    statement, values = keys_of(asked.susunan, asked.lingkup, asked.hari)
    member = KeanggotaanUnit.objects.pada(asked.hari).filter(pegawai_id=OuterRef("pk"))
    people = in_scope(pengguna).filter(pk__in=KunciDari(statement, values))
    return people.annotate(unit_pada=Subquery(member.values("unit_id")[:1])).annotate(
        nama_unit=core_selectors.name_on(asked.hari, "unit_pada")
    )


def order_behind(kueri: Mapping[str, str]) -> tuple[Combinable, bool]:
    """What the rows are ordered by, and whether downwards: the orders of the list of people in one's care."""
    return URUTAN.get(kueri.get("urut", ""), URUTAN[""])


def age_on(lahir: date, tanggal: date) -> int:
    """Full years."""
    return tanggal.year - lahir.year - ((tanggal.month, tanggal.day) < (lahir.month, lahir.day))
