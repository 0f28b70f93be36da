"""What the pages of early warnings ask: how many by month, kind and unit, who they are, and what comes for one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, RincianUnit
from asn_portal.core.models.unit import AnakDari
from asn_portal.core.permissions import akses
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.templatetags.bentuk import bulan_tahun
from pegawai import permissions
from pegawai.models import Pegawai, Peringatan
from pegawai.peringatan import (
    JUDUL_KELOMPOK,
    JenisPeringatan,
    Kelompok,
    all_peringatan,
    counted_peringatan,
    find_peringatan,
)
from pegawai.selectors.direktori import below_unit, unit_choices
from pegawai.selectors.peringatan_hitung import BULAN_DEPAN

LEWAT = "lewat"
# Units that the chart shows one by one.
UNIT_TAMPIL = 20


@dataclass(frozen=True)
class SaringanPeringatan:
    """What the address asks for; everything unknown or not allowed has been left out."""

    hari: date
    unit_id: UUID | None = None
    langsung: bool = False
    jenis: str = ""
    kelompok: str = ""
    # The first day of a month, or LEWAT.
    bulan: date | str = ""

    @property
    def bulan_teks(self) -> str:
        return f"{self.bulan:%Y-%m}" if isinstance(self.bulan, date) else self.bulan

    @property
    def bulan_kata(self) -> str:
        return "Sudah lewat" if self.bulan == LEWAT else bulan_tahun(self.bulan) if isinstance(self.bulan, date) else ""

    @property
    def jenis_kata(self) -> str:
        kind = find_peringatan(self.jenis)
        return kind.judul if kind else ""

    @property
    def kelompok_kata(self) -> str:
        return JUDUL_KELOMPOK[Kelompok(self.kelompok)] if self.kelompok else ""


def read_peringatan(pengguna: Pengguna, query: Mapping[str, str], hari: date) -> SaringanPeringatan:
    units = {str(pk) for pk, _ in unit_choices(pengguna, hari, kewenangan=True)}
    asked = query.get("unit", "")
    known = asked in units or (asked and _in_reach(pengguna, asked))
    kinds = {kind.kunci for kind in listed_kinds()}
    return SaringanPeringatan(
        hari,
        UUID(asked) if known else None,
        query.get("langsung") == "1",
        query.get("jenis", "") if query.get("jenis", "") in kinds else "",
        query.get("kelompok", "") if query.get("kelompok", "") in {one.value for one in Kelompok} else "",
        read_bulan(query.get("bulan", "")),
    )


TAHUN_TERAKHIR = 2999


def read_bulan(text: str) -> date | str:
    """`2027-01` or `lewat`. A year that nobody plans for is none: the calendar ends soon after."""
    if text == LEWAT:
        return LEWAT
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return ""
    return month if month.year <= TAHUN_TERAKHIR else ""


def _in_reach(pengguna: Pengguna, text: str) -> bool:
    try:
        return akses(pengguna).reaches_unit(UUID(text), Sumber.DATA_KEPEGAWAIAN)
    except ValueError:
        return False


def listed_kinds() -> list[JenisPeringatan]:
    """Kinds that stand in lists: they tell no more of a person than the employment data do."""
    return [kind for kind in counted_peringatan() if kind.sumber is Sumber.DATA_KEPEGAWAIAN]


def scope_rows(pengguna: Pengguna, saringan: SaringanPeringatan) -> QuerySet[Peringatan]:
    """The events of a unit, whatever their month and kind. A superior's list leaves out himself."""
    rows = Peringatan.objects.visible_to(pengguna)
    if not permissions.can_list_scope(pengguna):
        rows = rows.exclude(pegawai_id=akses(pengguna).orang_id)
    if saringan.unit_id is None:
        return rows
    people = (
        Pegawai.objects.all()
        if saringan.langsung
        else below_unit(Pegawai.objects.all(), saringan.unit_id, saringan.hari)
    )
    if saringan.langsung:
        people = people.filter(unit_kini_id=saringan.unit_id)
    return rows.filter(pegawai__in=people.values("pk"))


def warned_rows(pengguna: Pengguna, saringan: SaringanPeringatan) -> QuerySet[Peringatan]:
    """Exactly the events behind a number of the page."""
    return _narrowed(scope_rows(pengguna, saringan), saringan)


def _narrowed(rows: QuerySet[Peringatan], saringan: SaringanPeringatan) -> QuerySet[Peringatan]:
    if saringan.jenis:
        rows = rows.filter(jenis=saringan.jenis)
    if saringan.kelompok:
        kinds = [kind.kunci for kind in all_peringatan() if kind.kelompok.value == saringan.kelompok]
        rows = rows.filter(jenis__in=kinds)
    if saringan.bulan == LEWAT:
        rows = rows.filter(tanggal__lt=saringan.hari)
    elif isinstance(saringan.bulan, date):
        start = saringan.hari if saringan.bulan == saringan.hari.replace(day=1) else saringan.bulan
        rows = rows.filter(tanggal__gte=start, tanggal__lt=add_bulan(saringan.bulan, 1))
    return rows


def as_shown(rows: QuerySet[Peringatan], hari: date) -> QuerySet[Peringatan]:
    """With the person and the name of the unit."""
    named = core_selectors.name_on(hari, "pegawai__unit_kini_id")
    return rows.select_related("pegawai").annotate(nama_unit=named).defer("pegawai__nik_sandi", "pegawai__nik_sidik")


# -- figures -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ikhtisar:
    """Counts by (month or LEWAT, kind)."""

    saringan: SaringanPeringatan
    jumlah: dict[tuple[date | str, str], int]

    @cached_property
    def bulan(self) -> list[date]:
        first = self.saringan.hari.replace(day=1)
        return [add_bulan(first, step) for step in range(BULAN_DEPAN + 1)]

    def count(self, bulan: Iterable[date | str] = (), jenis: Iterable[str] = ()) -> int:
        months, kinds = set(bulan), set(jenis)
        return sum(
            n
            for (month, kind), n in self.jumlah.items()
            if (not months or month in months) and (not kinds or kind in kinds)
        )

    def url(self, **query: str) -> str:
        return rows_url(self.saringan, **query)


def rows_url(saringan: SaringanPeringatan, **query: str) -> str:
    kept = {"unit": str(saringan.unit_id or ""), "jenis": saringan.jenis, "kelompok": saringan.kelompok} | query
    return f"{reverse('pegawai:peringatan_rows')}?{urlencode({k: v for k, v in kept.items() if v})}"


def overview(pengguna: Pengguna, saringan: SaringanPeringatan) -> Ikhtisar:
    """Everything of the page in one statement."""
    rows = _narrowed(scope_rows(pengguna, saringan), saringan)
    counted: dict[tuple[date | str, str], int] = {}
    grouped = rows.order_by().annotate(bulan=TruncMonth("tanggal")).values_list("bulan", "jenis")
    past = grouped.filter(tanggal__lt=saringan.hari).annotate(n=Count("pk"))
    ahead = grouped.filter(tanggal__gte=saringan.hari).annotate(n=Count("pk"))
    for _, jenis, n in past:
        counted[LEWAT, jenis] = counted.get((LEWAT, jenis), 0) + n
    for bulan, jenis, n in ahead:
        counted[bulan, jenis] = n
    return Ikhtisar(saringan, counted)


def month_chart(ikhtisar: Ikhtisar) -> Bagan:
    """Two years by month and group. What has passed has its own numbers, and would dwarf the months."""
    groups = _groups(ikhtisar)
    months = [(bulan_tahun(month), f"{month:%Y-%m}", month) for month in ikhtisar.bulan]
    lines = tuple(
        BarisBagan(
            label,
            tuple(
                Hitungan(
                    str(JUDUL_KELOMPOK[g]), ikhtisar.count([key], kinds), ikhtisar.url(bulan=text, kelompok=g.value)
                )
                for g, kinds in groups.items()
            ),
            jumlah=Hitungan(label, ikhtisar.count([key]), ikhtisar.url(bulan=text)),
        )
        for label, text, key in months
    )
    return Bagan(
        kunci="menurut-bulan", judul="Menurut bulan",
        definisi="Banyaknya peristiwa tiap bulan; satu orang dapat punya lebih dari satu.", pada=ikhtisar.saringan.hari,
        kepala="Bulan", seri=tuple(JUDUL_KELOMPOK[g] for g in groups), baris=lines, bentuk=Bentuk.TUMPUK,
        satuan="peristiwa",
    )  # fmt: skip


def _groups(ikhtisar: Ikhtisar) -> dict[Kelompok, list[str]]:
    chosen = {ikhtisar.saringan.jenis} - {""}
    found = {
        group: [k.kunci for k in listed_kinds() if k.kelompok is group and (not chosen or k.kunci in chosen)]
        for group in Kelompok
        if ikhtisar.saringan.kelompok in ("", group.value)
    }
    return {group: kinds for group, kinds in found.items() if kinds}


@dataclass(frozen=True)
class BarisJenis:
    """One kind in the table of the page."""

    jenis: JenisPeringatan
    lewat: Hitungan
    bulan_ini: Hitungan
    semua: Hitungan


def kind_table(ikhtisar: Ikhtisar) -> list[BarisJenis]:
    month = ikhtisar.bulan[0]
    chosen = [kind for kinds in _groups(ikhtisar).values() for kind in kinds]
    return [
        BarisJenis(
            kind,
            Hitungan("Sudah lewat", ikhtisar.count([LEWAT], [kind.kunci]), ikhtisar.url(jenis=kind.kunci, bulan=LEWAT)),
            Hitungan(
                "Bulan ini",
                ikhtisar.count([month], [kind.kunci]),
                ikhtisar.url(jenis=kind.kunci, bulan=f"{month:%Y-%m}"),
            ),
            Hitungan("Seluruhnya", ikhtisar.count((), [kind.kunci]), ikhtisar.url(jenis=kind.kunci)),
        )
        for kind in listed_kinds()
        if kind.kunci in chosen
    ]


def waiting_kinds() -> list[JenisPeringatan]:
    """Kinds that are not yet counted, with what they wait for."""
    return [kind for kind in all_peringatan() if not kind.dihitung]


def unit_chart(pengguna: Pengguna, saringan: SaringanPeringatan, jalur: str | None) -> Bagan | None:
    """The children of the chosen unit (or of the whole) by what comes; the largest first."""
    if jalur is None:
        return None
    hari = saringan.hari
    rows = (
        _narrowed(scope_rows(pengguna, saringan), saringan)
        .filter(
            pegawai__unit_kini__jalurunit__berlaku__contains=hari,
            pegawai__unit_kini__jalurunit__jalur__di_bawah=[jalur],
        )
        .order_by()
        .annotate(anak=AnakDari("pegawai__unit_kini__jalurunit__jalur", depth=len(jalur.split("."))))
        .values_list("anak")
        .annotate(n=Count("pk"))
    )
    counts: dict[int, int] = dict(rows)
    names = RincianUnit.objects.pada(hari).filter(unit__nomor__in=list(counts)).select_related("unit")
    here = jalur.rsplit(".", 1)[-1]
    month = {"bulan": saringan.bulan_teks} if saringan.bulan else {}
    found = []
    for row in names:
        own = str(row.unit.nomor) == here
        address = rows_url(saringan, unit=str(row.unit_id), **month, **({"langsung": "1"} if own else {}))
        label = f"Langsung di {row.nama}" if own else row.nama
        page = "" if own else f"{reverse('pegawai:peringatan_list')}?unit={row.unit_id}"
        found.append(Hitungan(label, counts[row.unit.nomor], address, page))
    found.sort(key=lambda row: (-row.jumlah, row.label))
    if not found:
        return None
    lines = tuple(BarisBagan(row.label, (row,), row.rinci) for row in found[:UNIT_TAMPIL])
    more = "" if len(found) <= UNIT_TAMPIL else f" {UNIT_TAMPIL} unit dengan peristiwa terbanyak."
    return Bagan(
        kunci="menurut-unit", judul="Menurut unit", definisi=f"Semua peristiwa dalam daftar, di setiap unit.{more}",
        pada=hari, kepala="Unit", seri=("Peristiwa",), baris=lines, satuan="peristiwa",
    )  # fmt: skip


def path_of_scope(pengguna: Pengguna, saringan: SaringanPeringatan) -> str | None:
    """The path under which the chart divides: the chosen unit, the whole agency, or the one unit of HR."""
    hari, mine = saringan.hari, akses(pengguna)
    if saringan.unit_id is not None:
        return core_selectors.path_of(saringan.unit_id, hari)
    if mine.whole_agency(Sumber.DATA_KEPEGAWAIAN):
        rows = JalurUnit.objects.pada(hari).filter(instansi_id=mine.instansi_id).order_by("jalur")
        first = rows.values_list("jalur", flat=True).first()
        return str(first) if first else None
    paths = mine.paths(Sumber.DATA_KEPEGAWAIAN)
    return paths[0] if len(paths) == 1 else None


# -- one person --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Datang:
    """One event of a person in words."""

    baris: Peringatan
    jenis: JenisPeringatan
    arti: str
    langkah: str
    lewat: bool


def coming_for(pegawai: Pegawai, kinds: Sequence[JenisPeringatan], hari: date) -> list[Datang]:
    """What comes for a person, the nearest first; what has passed only while something is still to be done."""
    rows = Peringatan.objects.filter(pegawai=pegawai, jenis__in=[kind.kunci for kind in kinds]).order_by("tanggal")
    return [in_words(row, hari) for row in rows if find_peringatan(row.jenis)]


def in_words(row: Peringatan, hari: date, *, untuk_hr: bool = False) -> Datang:
    kind = find_peringatan(row.jenis)
    assert kind is not None
    steps = kind.langkah_hr if untuk_hr else kind.langkah
    return Datang(row, kind, kind.arti(row.rincian), steps(row.rincian), row.tanggal < hari)


def kinds_about(pengguna: Pengguna, pegawai: Pegawai) -> list[JenisPeringatan]:
    """All of the own ones; of somebody else what tells no more than the employment data."""
    if permissions.is_self(pengguna, pegawai):
        return counted_peringatan()
    return listed_kinds() if permissions.can_see_numbers(pengguna, pegawai) else []


def sanctions(pengguna: Pengguna, hari: date) -> QuerySet[Peringatan]:
    """Ends of sanctions of others, for whoever may open them with a reason."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.DISIPLIN, "buka")
    kinds = [kind.kunci for kind in counted_peringatan() if kind.sumber is Sumber.DISIPLIN]
    rows = Peringatan.objects.filter(jenis__in=kinds, pegawai__in=people.values("pk"))
    return as_shown(rows.exclude(pegawai_id=akses(pengguna).orang_id), hari).order_by("tanggal", "pk")


def last_computed() -> Any:
    """When the newest event was written."""
    return Peringatan.objects.order_by("-dihitung_pada").values_list("dihitung_pada", flat=True).first()
