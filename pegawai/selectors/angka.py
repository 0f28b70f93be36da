"""Figures about people: counted by the same conditions as the lists behind them, in three statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bagan import Hitungan, conceal, merge_small, share
from asn_portal.core.izin import MIN_AGREGAT, Sumber
from asn_portal.core.models import Pengguna, RincianUnit
from asn_portal.core.models.unit import AnakDari
from asn_portal.core.permissions import Akses, akses
from pegawai.enums import JenisKelamin, JenisPegawai, Kekurangan, KelompokUmur, Lingkup
from pegawai.models import Pegawai
from pegawai.selectors.direktori import KEKURANGAN_SEKALIGUS, UMUR, below_unit, in_scope, of_age


@dataclass(frozen=True)
class LingkupAngka:
    """Whose figures: a unit with everything below it, or (`unit` None) everybody of the agency.

    `rinci`: this account may also see the rows; otherwise sums of at least five persons only.
    """

    people: QuerySet[Pegawai]
    unit: UUID | None
    nama: str
    jalur: str | None
    rinci: bool
    # From this depth of the tree on the units above may be opened too.
    kedalaman: int = 0
    pilihan: list[tuple[UUID, str]] = field(default_factory=list)
    # The unit at the top, when it is everybody.
    akar: UUID | None = None


@dataclass(frozen=True)
class Umur:
    """One age group: men to the left, women to the right."""

    label: str
    laki_laki: Hitungan
    perempuan: Hitungan


@dataclass(frozen=True)
class Kelengkapan:
    """How many records are complete, and the way to the rest."""

    jumlah: int
    persen: Decimal
    sisa: Hitungan


@dataclass(frozen=True)
class Ikhtisar:
    """Everything the figures page shows. `sedikit`: fewer persons than may be told, and nothing else is known."""

    total: int
    semua: str = ""
    sedikit: bool = False
    lengkap: Kelengkapan | None = None
    akun: Kelengkapan | None = None
    jenis: list[Hitungan] = field(default_factory=list)
    kelamin: list[Hitungan] = field(default_factory=list)
    umur: list[Hitungan] = field(default_factory=list)
    piramida: list[Umur] = field(default_factory=list)
    kekurangan: list[Hitungan] = field(default_factory=list)
    unit: list[Hitungan] = field(default_factory=list)


def figure_scope(pengguna: Pengguna, unit_id: UUID | None, tanggal: date) -> LingkupAngka | None:
    """The widest scope of this account, or the asked unit inside it; None when it has no figures, or not of this unit."""
    mine = akses(pengguna)
    if mine.whole_agency(Sumber.DATA_KEPEGAWAIAN):
        return _of_agency(mine, unit_id, tanggal)
    paths, rinci = mine.paths(Sumber.DATA_KEPEGAWAIAN), True
    if not paths:
        paths, rinci = mine.aggregate_paths(Sumber.DATA_KEPEGAWAIAN), False
    roots = {row.jalur: row.unit_id for row in mine.daftar if row.jalur in paths and row.unit_id}
    if not roots:
        return None
    wanted = unit_id or next(iter(roots.values()))
    path = core_selectors.path_of(wanted, tanggal)
    above = [root for root in roots if path is not None and (path == root or path.startswith(f"{root}."))]
    # Sums of one unit beside sums of a unit above it could be subtracted: leaders get their own unit only.
    if not above or (not rinci and wanted not in roots.values()):
        return None
    names = core_selectors.unit_names([wanted, *roots.values()], tanggal)
    people = in_scope(pengguna) if rinci else Pegawai.objects.filter(instansi_id=mine.instansi_id, ditarik_pada=None)
    others = [(pk, names.get(pk, "")) for pk in roots.values()] if len(roots) > 1 else []
    depth = min(root.count(".") for root in above)
    return LingkupAngka(below_unit(people, wanted, tanggal), wanted, names.get(wanted, ""), path, rinci, depth, others)


def _of_agency(mine: Akses, unit_id: UUID | None, tanggal: date) -> LingkupAngka | None:
    root = core_selectors.children(None, mine.instansi_id, tanggal).first()
    people = in_scope(mine.pengguna)
    if unit_id is None or (root is not None and unit_id == root.unit_id):
        path = core_selectors.path_of(root.unit_id, tanggal) if root else None
        top = root.unit_id if root else None
        return LingkupAngka(people, None, root.nama if root else "", path, rinci=True, akar=top)
    row = core_selectors.units_on(mine.pengguna, tanggal).filter(unit_id=unit_id).first()
    if row is None:
        return None
    path = core_selectors.path_of(unit_id, tanggal)
    return LingkupAngka(below_unit(people, unit_id, tanggal), unit_id, row.nama, path, rinci=True, kedalaman=1)


def figures(lingkup: LingkupAngka, tanggal: date) -> Ikhtisar:
    """All figures of a scope. Every number of somebody who may see rows carries the address of exactly these rows."""
    counted = _count(lingkup, tanggal)
    total = counted["total"]
    if not lingkup.rinci and 0 < total < MIN_AGREGAT:
        return Ikhtisar(0, sedikit=True)
    gaps = {row.label: row for row in _gap_rows(lingkup, counted)}
    # Beside its parts the sum of several gaps would tell how many persons have only one of them.
    any_gap = gaps.pop(str(Kekurangan.APA_PUN.label))
    return Ikhtisar(
        total=total,
        semua=_list_url(lingkup),
        lengkap=_complete(any_gap, total) if lingkup.rinci else None,
        akun=_complete(gaps[str(Kekurangan.AKUN.label)], total),
        jenis=_rows(lingkup, counted, "jenis", JenisPegawai.choices),
        kelamin=_rows(lingkup, counted, "kelamin", JenisKelamin.choices),
        umur=_rows(lingkup, counted, "umur", KelompokUmur.choices),
        piramida=_pyramid(lingkup, counted) if lingkup.rinci else [],
        kekurangan=list(gaps.values()),
        unit=_unit_rows(lingkup, counted, tanggal),
    )


def _complete(sisa: Hitungan, total: int) -> Kelengkapan:
    return Kelengkapan(total - sisa.jumlah, share(total - sisa.jumlah, total), sisa)


# What is asked of the account, and what of the record alone: two passes, so that only one joins everybody's account.
ASKS_ACCOUNT = (Kekurangan.SUREL, Kekurangan.AKUN, Kekurangan.APA_PUN)


def _count(lingkup: LingkupAngka, tanggal: date) -> dict[str, int]:
    """Every number of the page; ages and sexes are sums of their cells."""
    cells = {
        (group, sex): of_age(group, tanggal) & Q(jenis_kelamin=sex) for group in UMUR for sex in JenisKelamin.values
    }
    terms = {f"jenis:{value}": Q(jenis=value) for value in JenisPegawai.values}
    terms |= {f"umur:{group}:{sex}": condition for (group, sex), condition in cells.items()}
    gaps = {f"data:{gap}": condition for gap, condition in KEKURANGAN_SEKALIGUS.items()}
    of_account = {f"data:{gap}" for gap in ASKS_ACCOUNT}
    terms |= {name: condition for name, condition in gaps.items() if name not in of_account}
    counted: dict[str, int] = lingkup.people.aggregate(total=Count("pk"), **_filtered(terms))
    counted |= lingkup.people.aggregate(**_filtered({name: gaps[name] for name in of_account}))
    for group, sex in cells:
        jumlah = counted[f"umur:{group}:{sex}"]
        for name in (f"umur:{group}", f"kelamin:{sex}"):
            counted[name] = counted.get(name, 0) + jumlah
    return counted


def _filtered(terms: dict[str, Q]) -> dict[str, Count]:
    return {name: Count("pk", filter=term) for name, term in terms.items()}


def _rows(lingkup: LingkupAngka, counted: dict[str, int], name: str, choices: list[tuple[str, str]]) -> list[Hitungan]:
    """The categories of one characteristic; joined up where only sums may be seen."""
    rows = [
        Hitungan(str(label), counted[f"{name}:{value}"], _list_url(lingkup, **{name: value}))
        for value, label in choices
    ]
    return rows if lingkup.rinci else conceal(merge_small(rows, MIN_AGREGAT), MIN_AGREGAT)


def _gap_rows(lingkup: LingkupAngka, counted: dict[str, int]) -> list[Hitungan]:
    rows = [
        Hitungan(str(label), counted[f"data:{value}"], _list_url(lingkup, data=value))
        for value, label in Kekurangan.choices
        if value != Kekurangan.UNIT or lingkup.unit is None
    ]
    return rows if lingkup.rinci else conceal(rows, MIN_AGREGAT, total=counted["total"])


def _pyramid(lingkup: LingkupAngka, counted: dict[str, int]) -> list[Umur]:
    """Age by sex, the oldest on top."""
    numbers = {(group, sex): counted[f"umur:{group}:{sex}"] for group in UMUR for sex in JenisKelamin.values}
    drawn: list[Umur] = []
    for group in reversed(KelompokUmur):
        both = [
            Hitungan(str(sex.label), numbers[group, sex], _list_url(lingkup, umur=group, kelamin=sex))
            for sex in JenisKelamin
        ]
        drawn.append(Umur(str(group.label).replace(" tahun", ""), *both))
    return drawn


def _list_url(lingkup: LingkupAngka, **filters: str) -> str:
    """The list with exactly these rows; empty where only sums may be seen."""
    if not lingkup.rinci:
        return ""
    unit = {"unit": str(lingkup.unit)} if lingkup.unit else {}
    query = urlencode(unit | filters)
    return reverse("pegawai:pegawai_list") + (f"?{query}" if query else "")


def _unit_rows(lingkup: LingkupAngka, counted: dict[str, int], tanggal: date) -> list[Hitungan]:
    """One level below, each with everything under it; who works in the unit itself; and who has none. Largest first.

    Where somebody works is in the directory for everybody, so these rows are never joined.
    """
    if lingkup.jalur is None:
        return []
    counts = members_by_path(lingkup.people, lingkup.jalur, tanggal)
    here = lingkup.jalur.rsplit(".", 1)[-1]
    rows = RincianUnit.objects.pada(tanggal).filter(unit__nomor__in=list(counts)).select_related("unit")
    found = [
        Hitungan(
            f"Langsung di {row.nama}" if str(row.unit.nomor) == here else row.nama,
            counts[row.unit.nomor],
            _unit_url(row.unit_id, lingkup, langsung=str(row.unit.nomor) == here),
            _figures_url(row.unit_id, lingkup) if str(row.unit.nomor) != here else "",
        )
        for row in rows
    ]
    if lingkup.unit is None and counted[f"data:{Kekurangan.UNIT}"]:
        url = _list_url(lingkup, data=Kekurangan.UNIT)
        found.append(Hitungan("Belum punya unit", counted[f"data:{Kekurangan.UNIT}"], url))
    return sorted(found, key=lambda row: (-row.jumlah, row.label))


def members_by_path(people: QuerySet[Pegawai], jalur: str, tanggal: date) -> dict[int, int]:
    """How many of these people work in each child of the unit with this path or below it; the unit's own under its own
    number. Keys are numbers of units (the labels of paths).
    """
    anak = AnakDari("unit_kini__jalurunit__jalur", depth=len(jalur.split(".")))
    rows = (
        people.filter(unit_kini__jalurunit__berlaku__contains=tanggal, unit_kini__jalurunit__jalur__di_bawah=[jalur])
        .order_by()
        .annotate(anak=anak)
        .values_list("anak")
        .annotate(jumlah=Count("pk"))
    )
    return dict(rows)


def _unit_url(unit_id: UUID, lingkup: LingkupAngka, *, langsung: bool) -> str:
    query = {"unit": str(unit_id)} | ({"langsung": "1"} if langsung else {})
    query |= {} if lingkup.rinci else {"lingkup": Lingkup.DIREKTORI.value}
    return f"{reverse('pegawai:pegawai_list')}?{urlencode(query)}"


def _figures_url(unit_id: UUID, lingkup: LingkupAngka) -> str:
    """The same figures one level down; for leaders the unit's own page."""
    if lingkup.rinci:
        return f"{reverse('pegawai:angka')}?{urlencode({'unit': str(unit_id)})}"
    return reverse("core:unit_detail", args=[unit_id])
