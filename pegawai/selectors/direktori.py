"""Lists of people: the directory for everybody, and with more columns and filters the people one looks after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Upper

from asn_portal.core import permissions as core_permissions
from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, RincianUnit
from asn_portal.core.permissions import akses
from asn_portal.core.regulasi.hitung import add_tahun
from asn_portal.core.sql import KunciDari
from pegawai import permissions
from pegawai.enums import JenisKelamin, JenisPegawai, Kekurangan, KelompokUmur, Lingkup
from pegawai.models import FotoPegawai, Pegawai
from pegawai.models.pegawai import TRIGRAM, name_words
from pegawai.selectors.berhenti import has_left, still_serving

# Full years from (inclusive) and to (exclusive).
UMUR: dict[str, tuple[int, int | None]] = {
    KelompokUmur.DI_BAWAH_25: (0, 25),
    KelompokUmur.U25: (25, 30),
    KelompokUmur.U30: (30, 35),
    KelompokUmur.U35: (35, 40),
    KelompokUmur.U40: (40, 45),
    KelompokUmur.U45: (45, 50),
    KelompokUmur.U50: (50, 55),
    KelompokUmur.U55: (55, 60),
    KelompokUmur.U60: (60, None),
}


def _gaps(surel: Q, akun: Q) -> dict[str, Q]:
    """What a record may lack; an account that sleeps is no gap in the record."""
    gaps = {
        Kekurangan.ATASAN: Q(atasan_kini=None),
        Kekurangan.UNIT: Q(unit_kini=None),
        Kekurangan.SUREL: Q(pengguna=None) | surel,
        Kekurangan.AKUN: Q(pengguna=None) | akun,
    }
    any_gap = gaps[Kekurangan.ATASAN] | gaps[Kekurangan.UNIT] | gaps[Kekurangan.SUREL]
    return {str(gap): condition for gap, condition in gaps.items()} | {str(Kekurangan.APA_PUN): any_gap}


# The same said twice: a list looks for a few accounts, figures pass over everybody's once.
KEKURANGAN = _gaps(
    Q(pengguna_id__in=Pengguna.objects.filter(email="").values("pk")),
    Q(pengguna_id__in=Pengguna.objects.filter(diaktifkan_pada=None).values("pk")),
)
KEKURANGAN_SEKALIGUS = _gaps(Q(pengguna__email=""), Q(pengguna__diaktifkan_pada=None))


def of_age(kelompok: str, hari: date) -> Q:
    """People of an age group on a day, by full years."""
    start, end = UMUR[kelompok]
    born = Q(tanggal_lahir__lte=add_tahun(hari, -start))
    return born if end is None else born & Q(tanggal_lahir__gt=add_tahun(hari, -end))


@dataclass(frozen=True)
class Saringan:
    """What the address of a list asks for; everything unknown or not allowed has been left out."""

    kata: str = ""
    unit_id: UUID | None = None
    langsung: bool = False
    kewenangan: bool = False
    jenis: str = ""
    kelamin: str = ""
    umur: str = ""
    data: str = ""
    urut: str = ""

    @property
    def urutan(self) -> tuple[Combinable, bool]:
        """What rows are ordered by, and whether downwards. Names that were searched for stand in the index in capitals."""
        if self.kata and self.urut == "":
            return Upper("nama"), False
        return URUTAN[self.urut]


# Orders of the list by the word in its address. Numbers and ages order only the list of those one looks after: from the
# place in an order one could read what the directory does not show.
URUTAN: dict[str, tuple[Combinable, bool]] = {
    "": (F("nama"), False),
    "-nama": (F("nama"), True),
    "jabatan": (F("jabatan_kini"), False),
    "nip": (Coalesce("nip", Value("")), False),
    "lahir": (F("tanggal_lahir"), False),
    "-lahir": (F("tanggal_lahir"), True),
}
DIREKTORI_URUT = frozenset({"", "-nama", "jabatan"})


def in_care(pengguna: Pengguna, query: Mapping[str, str]) -> bool:
    """Does the address ask for those one looks after? Asked for each column and order: without a question to the database."""
    return query.get("lingkup") != Lingkup.DIREKTORI and permissions.can_list_scope(pengguna)


def read_filters(pengguna: Pengguna, query: Mapping[str, str]) -> Saringan:
    """From the address. Kind, sex, age and gaps are filters for people one looks after, nowhere else."""
    asked = Saringan(
        kata=query.get("q", "").strip()[:100],
        unit_id=visible_unit(pengguna, query.get("unit", "")),
        langsung=query.get("langsung") == "1",
        urut=_one_of(list(DIREKTORI_URUT), query.get("urut", "")),
    )
    if not in_care(pengguna, query):
        return asked
    return replace(
        asked,
        kewenangan=True,
        jenis=_one_of(JenisPegawai.values, query.get("jenis", "")),
        kelamin=_one_of(JenisKelamin.values, query.get("kelamin", "")),
        umur=_one_of(KelompokUmur.values, query.get("umur", "")),
        data=_one_of(Kekurangan.values, query.get("data", "")),
        urut=_one_of(list(URUTAN), query.get("urut", "")),
    )


def _one_of(known: list[str], text: str) -> str:
    return text if text in known else ""


def visible_unit(pengguna: Pengguna, text: str) -> UUID | None:
    """The unit of an address, if it is one and this account may see it."""
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    return wanted if core_permissions.visible_units(pengguna).filter(pk=wanted).exists() else None


def in_scope(pengguna: Pengguna) -> QuerySet[Pegawai]:
    """The people whose employment data this account may see as rows."""
    return Pegawai.objects.visible_to(pengguna, Sumber.DATA_KEPEGAWAIAN)


def below_unit(people: QuerySet[Pegawai], unit_id: UUID, tanggal: date) -> QuerySet[Pegawai]:
    """Those whose unit is this one or stands below it."""
    paths = JalurUnit.objects.pada(tanggal).filter(unit_id=unit_id).values_list("jalur", flat=True)
    units = JalurUnit.objects.pada(tanggal).filter(jalur__di_bawah=list(paths)).values("unit_id")
    return people.filter(unit_kini_id__in=units)


def filtered(pengguna: Pengguna, saringan: Saringan, tanggal: date) -> QuerySet[Pegawai]:
    """The rows that these filters leave, without order. Figures and lists both count exactly this."""
    people = still_serving(_chosen(pengguna, saringan, tanggal), tanggal)
    return named(people, saringan.kata, tanggal) if saringan.kata else people


def listed(pengguna: Pengguna, saringan: Saringan, tanggal: date, *, most: int | None) -> tuple[QuerySet[Pegawai], int]:
    """`filtered`, and how many these are (up to `most`). Without a name everybody is counted from an index alone, less
    those who have left, from their own small table: whoever is listed is not asked one by one. With a name the count is
    what tells whether anybody is called so.
    """
    everybody = _chosen(pengguna, saringan, tanggal)
    serving = still_serving(everybody, tanggal)
    if not saringan.kata:
        gone = everybody.filter(has_left(tanggal)).count()
        return serving, core_selectors.count_rows(everybody, most and most + gone) - gone
    rows = serving.cari(saringan.kata)
    if counted := core_selectors.count_rows(rows, most):
        return rows, counted
    for rows in _otherwise(serving, saringan.kata, tanggal):
        if counted := core_selectors.count_rows(rows, most):
            break
    return rows, counted


def _chosen(pengguna: Pengguna, saringan: Saringan, tanggal: date) -> QuerySet[Pegawai]:
    """All filters but the name, with those who have left."""
    people = in_scope(pengguna) if saringan.kewenangan else Pegawai.objects.visible_to(pengguna)
    if saringan.unit_id and saringan.langsung:
        people = people.filter(unit_kini_id=saringan.unit_id)
    elif saringan.unit_id:
        people = below_unit(people, saringan.unit_id, tanggal)
    if saringan.jenis:
        people = people.filter(jenis=saringan.jenis)
    if saringan.kelamin:
        people = people.filter(jenis_kelamin=saringan.kelamin)
    if saringan.umur:
        people = people.filter(of_age(saringan.umur, tanggal))
    return people.filter(KEKURANGAN[saringan.data]) if saringan.data else people


def named(people: QuerySet[Pegawai], kata: str, tanggal: date) -> QuerySet[Pegawai]:
    """By name; when nobody is called so, the first of `_otherwise` that anybody answers to."""
    exact = people.cari(kata)
    if exact.exists():
        return exact
    *likely, last = _otherwise(people, kata, tanggal)
    return next((rows for rows in likely if rows.exists()), last)


def _otherwise(people: QuerySet[Pegawai], kata: str, tanggal: date) -> list[QuerySet[Pegawai]]:
    """By what may be a name and a unit ("siti dinas pendidikan"), and last names that are spelt alike."""
    nama, units = _name_and_units(kata, tanggal)
    if units is None:
        return [people.mirip(kata)]
    there = people.filter(unit_kini_id__in=units)
    return [there.cari(nama), there.mirip(nama)] if nama else [there]


# As SQL: a search asks it with each of its questions.
BELOW = "SELECT unit_id FROM core_jalurunit WHERE berlaku @> %s::date AND jalur <@ ANY(%s::ltree[])"


def _name_and_units(kata: str, tanggal: date) -> tuple[str, KunciDari | None]:
    """The longest end of what was typed that units are called by, as these units with everything below them, and what
    stands before.
    """
    words = name_words(kata)
    if not words or len(words[-1]) < TRIGRAM:
        return kata, None
    path = Subquery(JalurUnit.objects.pada(tanggal).filter(unit_id=OuterRef("unit_id")).values("jalur")[:1])
    called = RincianUnit.objects.pada(tanggal).filter(nama__icontains=words[-1]).values_list("nama", path)
    names = [(nama.casefold(), jalur) for nama, jalur in called]
    for start in range(len(words)):
        wanted = [word.casefold() for word in words[start:]]
        found = [jalur for nama, jalur in names if jalur and all(word in nama for word in wanted)]
        if found:
            return " ".join(words[:start]), KunciDari(BELOW, [tanggal, _tops(found)])
    return kata, None


def _tops(paths: list[str]) -> list[str]:
    """Without those that stand below another one."""
    tops: list[str] = []
    for path in sorted(paths, key=len):
        if not any(path == top or path.startswith(f"{top}.") for top in tops):
            tops.append(path)
    return tops


def directory(pengguna: Pengguna, *, kata: str, unit_id: UUID | None, tanggal: date) -> QuerySet[Pegawai]:
    """Name, position and unit of everybody this account may see, by the alphabet."""
    people = filtered(pengguna, Saringan(kata=kata, unit_id=unit_id), tanggal)
    return people.annotate(nama_unit=core_selectors.name_on(tanggal, "unit_kini_id")).order_by("nama", "pk")


def directory_with_reach(pengguna: Pengguna, saringan: Saringan, tanggal: date) -> QuerySet[Pegawai]:
    """The directory without order, and of each person whether this account may see the employment data (`terbuka`)."""
    mine = in_scope(pengguna).filter(pk=OuterRef("pk"))
    whole = akses(pengguna).whole_agency(Sumber.DATA_KEPEGAWAIAN)
    people = filtered(pengguna, saringan, tanggal)
    return people.annotate(
        nama_unit=core_selectors.name_on(tanggal, "unit_kini_id"),
        terbuka=Value(True, BooleanField()) if whole else Exists(mine),
    )


def by_number(pengguna: Pengguna, digits: str) -> QuerySet[Pegawai]:
    """By any part of a NIP or NRK, among those whose numbers this account may see."""
    return in_scope(pengguna).filter(Q(nip__contains=digits) | Q(nrk__contains=digits))


def search_people(pengguna: Pengguna, kata: str, digits: str, tanggal: date, *, batas: int) -> list[Pegawai]:
    """For the command search: those whose name or number begins like this first."""
    people = by_number(pengguna, digits) if digits else named(Pegawai.objects.visible_to(pengguna), kata, tanggal)
    rows = still_serving(people, tanggal).annotate(
        nama_unit=core_selectors.name_on(tanggal, "unit_kini_id"), urut=Upper("nama")
    )
    start = Q(nip__startswith=digits) | Q(nrk__startswith=digits) if digits else Q(nama__istartswith=kata)
    begins = Case(When(start, then=0), default=1, output_field=IntegerField())
    return list(rows.order_by(begins, "urut", "pk")[:batas])


def with_gaps(rows: QuerySet[Pegawai]) -> QuerySet[Pegawai]:
    """With what a list in one's care shows beside the directory: the superior's name, and for `gaps_of` the account.
    Asked per shown row: a join would read everybody's before the page is cut.
    """
    superior = Pegawai.objects.filter(pk=OuterRef("atasan_kini_id")).values("nama")
    account = Pengguna.objects.filter(pk=OuterRef("pengguna_id"))
    return rows.annotate(
        nama_atasan=Subquery(superior),
        surel=Subquery(account.values("email")),
        akun_aktif=Subquery(account.values("diaktifkan_pada")),
    )


def as_listed(rows: QuerySet[Pegawai], tanggal: date) -> QuerySet[Pegawai]:
    """What the list shows of each, with the unit's name on the day (`nama_unit`) and the version of the picture. Sealed
    columns are not fetched.
    """
    named_rows = with_foto(rows).annotate(nama_unit=core_selectors.name_on(tanggal, "unit_kini_id"))
    return named_rows.defer("nik_sandi", "nik_sidik", "nik_sah", "instansi", "ditarik_pada")


def with_foto(rows: QuerySet[Pegawai]) -> QuerySet[Pegawai]:
    """With when each picture was last changed (`foto_pada`), in the same query; None where there are initials."""
    return rows.annotate(foto_pada=Subquery(FotoPegawai.objects.filter(pk=OuterRef("pk")).values("diganti_pada")))


def gaps_of(pegawai: Pegawai, *, akun: bool) -> list[str]:
    """What a record of `with_gaps` lacks, in words; with `akun` also that the account sleeps."""
    missing = {
        Kekurangan.UNIT: pegawai.unit_kini_id is None,
        Kekurangan.ATASAN: pegawai.atasan_kini_id is None,
        Kekurangan.SUREL: not pegawai.surel,
        Kekurangan.AKUN: akun and pegawai.akun_aktif is None,
    }
    return [str(gap.label) for gap, lacks in missing.items() if lacks]


def unit_choices(pengguna: Pengguna, tanggal: date, *, kewenangan: bool) -> list[tuple[UUID, str]]:
    """Units for the filter: HR of a unit gets its own and those directly below, everybody else the perangkat daerah."""
    mine = akses(pengguna)
    own = mine.paths(Sumber.DATA_KEPEGAWAIAN)
    if kewenangan and own and not mine.whole_agency(Sumber.DATA_KEPEGAWAIAN):
        roots = [row.unit_id for row in mine.daftar if row.jalur in own and row.unit_id]
        return core_selectors.unit_and_children(roots, tanggal)
    return core_selectors.main_units(pengguna.instansi_id, tanggal)
