"""The merit system of the agency: eight aspects with evidence and the own rating, the index, the IP ASN, talent over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count

from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan
from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.kelompok_kecil import hide_in_line
from asn_portal.core.models import Pengguna
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import angka
from merit import permissions
from merit.aturan.profesionalitas import TABEL_KATEGORI, kategori_untuk
from merit.aturan.sistem_merit import TABEL_INDEKS, MasukanIndeks, merit_indeks
from merit.aturan.talenta import tabel
from merit.bukti import BarisBukti, Bukti, all_bukti
from merit.enums import JenisInstrumen
from merit.models import PenilaianAspek, Putaran
from merit.selectors import putaran as runs
from merit.selectors.survei import latest_satisfaction

TABEL_ASPEK = tabel("merit_aspek")
RIWAYAT = 12


@dataclass(frozen=True)
class Aspek:
    nomor: int
    nama: str
    # Percent; what is not known shares what the known ones leave.
    bobot: Fraction
    diketahui: bool
    bukti: list[tuple[Bukti, list[BarisBukti]]]
    nilai: PenilaianAspek | None

    @property
    def bobot_kata(self) -> str:
        return angka(round(Decimal(self.bobot.numerator) / self.bobot.denominator, 2), 2)


def weights() -> dict[int, tuple[str, Fraction, bool]]:
    rows = TABEL_ASPEK.terakhir.nilai["aspek"]
    left = 100 - sum(row["bobot"] for row in rows)
    unknown = sum(1 for row in rows if not row["bobot"])
    share = Fraction(left, unknown) if unknown else Fraction(0)
    return {row["nomor"]: (row["nama"], Fraction(row["bobot"]) or share, bool(row["bobot"])) for row in rows}


def aspects(instansi_id: UUID, hari: date, tahun: int, *, hanya: int = 0) -> list[Aspek]:
    """With their evidence as it stands at this moment."""
    rated = {row.aspek: row for row in PenilaianAspek.objects.filter(instansi_id=instansi_id, tahun=tahun)}
    return [
        Aspek(
            nomor, nama, bobot, known,
            [(one, one.rows(instansi_id, hari, tahun)) for one in all_bukti() if one.aspek == nomor], rated.get(nomor),
        )
        for nomor, (nama, bobot, known) in weights().items() if not hanya or nomor == hanya
    ]  # fmt: skip


@dataclass(frozen=True)
class Indeks:
    """The index, or what is missing for it."""

    maturitas: Decimal | None
    kepuasan: Decimal | None
    indeks: Decimal | None
    predikat: str
    kurang: list[str]


def index_of(instansi_id: UUID, tahun: int) -> Indeks:
    """Dasar: PermenPANRB 19/2025. Nothing is assumed: every aspect must be rated, and a survey be over."""
    rated = dict(PenilaianAspek.objects.filter(instansi_id=instansi_id, tahun=tahun).values_list("aspek", "nilai"))
    known, found = weights(), latest_satisfaction(instansi_id)
    missing = [f"Aspek {nomor}" for nomor in known if nomor not in rated]
    mature = None if missing else sum((Fraction(rated[n]) * known[n][1] / 100 for n in known), Fraction(0))
    missing += [] if found else ["Survei pegawai dengan paling sedikit sepuluh jawaban"]
    satisfied = None if found is None else found[1]
    if mature is None or satisfied is None:
        return Indeks(_decimal(mature), satisfied, None, "", missing)
    answer = merit_indeks(MasukanIndeks(maturitas=_decimal(mature), kepuasan=round(satisfied, 4)))
    return Indeks(_decimal(mature), satisfied, Decimal(answer["indeks"]), TABEL_INDEKS.label[answer["predikat"]], [])


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else round(Decimal(value.numerator) / value.denominator, 4)


# -- IP ASN ----------------------------------------------------------------------------------------------------------


IP = """
SELECT coalesce(nilai.perangkat_id::text, ''), count(*)::int, sum(nilai.total), SUMBER
  FROM merit_nilai AS nilai WHERE nilai.putaran = %(nomor)s AND nilai.total IS NOT NULL
   AND (%(semua)s OR nilai.unit_id = ANY(%(unit)s::uuid[])) GROUP BY 1
"""


@dataclass(frozen=True)
class BarisIP:
    nama: str
    orang: int | None
    rata: Decimal | None
    kategori: str
    bagian: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True)
class IPInstansi:
    putaran: Putaran
    seluruh: BarisIP
    unit: list[BarisIP]
    dimensi: list[str]
    belum: int | None


def ip_run(pengguna: Pengguna) -> Putaran | None:
    """The newest that this account reads: HR and auditors also one that is not published yet."""
    rows = permissions.visible_runs(pengguna).berisi().filter(versi__instrumen__jenis=JenisInstrumen.INDEKS)
    return rows.select_related("versi__instrumen").order_by("-pada", "-nomor").first()


def ip_of(putaran: Putaran, pengguna: Pengguna) -> IPInstansi:
    """The mean over people; each unit, and each dimension. Dasar: PermenPANRB 38/2018; Peraturan BKN 8/2019."""
    susunan = putaran.versi.susunan
    parts = [satu.komponen.nama for _, satu in susunan.semua()]
    sums = ", ".join(f"sum(nilai.skor[{place}])" for place in range(1, len(parts) + 1))
    everybody = permissions.can_see_everybody(pengguna)
    units = [] if everybody else list(runs.units_counted(pengguna))
    rows = fetch(IP.replace("SUMBER", sums, 1), nomor=putaran.nomor, semua=everybody, unit=units)
    names = unit_names([UUID(key) for key, *_ in rows if key], putaran.pada)
    words = {str(key): nama for key, nama in names.items()}
    scale = susunan.sumbu[0].skala
    # The whole stands above: a small unit takes another one with it.
    hidden = hide_in_line([row[1] for row in rows], MIN_AGREGAT)
    lines = [
        _untold(words.get(key, "Tanpa perangkat daerah"), len(parts))
        if at in hidden
        else _ip_line(words.get(key, "Tanpa perangkat daerah"), n, total, list(each), scale)
        for at, (key, n, total, *each) in enumerate(rows)
    ]
    whole = _ip_line(
        "Seluruhnya", sum(row[1] for row in rows), sum(row[2] for row in rows),
        [sum(row[3 + at] or 0 for row in rows) for at in range(len(parts))], scale,
    )  # fmt: skip
    missing = runs.figures(pengguna, putaran).filter(total=None).count()
    told = missing if everybody or missing == 0 or missing >= MIN_AGREGAT else None
    ordered = sorted(lines, key=lambda one: (one.rata is None, -(one.rata or 0), one.nama))
    return IPInstansi(putaran, whole, ordered, parts, told)


def _untold(nama: str, banyak: int) -> BarisIP:
    return BarisIP(nama, None, None, "", (None,) * banyak)


def _ip_line(nama: str, n: int, total: Any, each: list[Any], scale: int) -> BarisIP:
    if n < MIN_AGREGAT:
        return _untold(nama, len(each))
    mean = Fraction(int(total), n * scale)
    parts = tuple(_decimal(Fraction(int(one or 0), n * 100)) for one in each)
    return BarisIP(nama, n, _decimal(mean), TABEL_KATEGORI.label[kategori_untuk(mean)], parts)


# -- talent over time ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeadaanTalenta:
    putaran: Putaran
    kotak: list[list[runs.Kotak]]
    atas: int | None
    lengkap: int | None

    @property
    def persen(self) -> Decimal | None:
        return None if self.atas is None or not self.lengkap else Decimal(self.atas) * 100 / self.lengkap


def talent_over_time(pengguna: Pengguna) -> list[KeadaanTalenta]:
    """Published talent runs over the own units, the oldest first; no box that points at a person."""
    rows = permissions.visible_runs(pengguna).filter(versi__instrumen__jenis=JenisInstrumen.TALENTA)
    rows = rows.filter(status="terbit") if not permissions.can_see_everybody(pengguna) else rows.berisi()
    found = list(rows.select_related("versi__instrumen").order_by("-pada", "-nomor")[:RIWAYAT])
    return [_state(run, pengguna) for run in reversed(found)]


def _state(run: Putaran, pengguna: Pengguna) -> KeadaanTalenta:
    mine = runs.figures(pengguna, run).filter(status="lengkap")
    counts = dict(mine.exclude(kotak=None).values_list("kotak").annotate(n=Count("pegawai_id")))
    boxes = runs.boxes(counts)
    whole, upper = sum(counts.values()), sum(n for kotak, n in counts.items() if kotak >= permissions.MULAI_CALON)
    if permissions.can_see_everybody(pengguna):
        return KeadaanTalenta(run, boxes, upper, whole)
    safe = all(n == 0 or n >= MIN_AGREGAT for n in (upper, whole - upper))
    return KeadaanTalenta(run, runs.blur(boxes), upper if safe else None, whole if whole >= MIN_AGREGAT else None)


def talent_chart(rows: list[KeadaanTalenta], hari: date) -> Bagan:
    lines = tuple(
        BarisBagan(
            f"{one.putaran.pada:%d/%m/%Y}",
            (Hitungan("Bagian", round(one.persen or Decimal(0), 1), samar=one.persen is None),),
        )
        for one in rows
    )
    return Bagan(
        "bagan-talenta", "Bagian kotak 7 sampai 9", "Di antara pegawai yang datanya lengkap, setiap putaran.", hari, "Keadaan pada",
        ("Kotak 7 sampai 9",), lines, Bentuk.GARIS, satuan="persen", desimal=1, semua=True,
    )  # fmt: skip
