"""Seats as a list: what is empty, too few or too many; and what the next years will empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan
from asn_portal.core.forms.dasar import read_date
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.sql import fetch
from jabatan.enums import PEJABAT, TAK_DIHITUNG, JenisJabatan, JenisPenempatan
from jabatan.models import Penempatan, RincianJabatan

KEADAAN = {
    "tidak_sesuai": "Kurang atau lebih", "kosong": "Kosong sama sekali", "kurang": "Kurang", "lebih": "Lebih",
    "semua": "Semua jabatan",
}  # fmt: skip
JENIS = {kind.value: kind.label for kind in JenisJabatan if kind not in TAK_DIHITUNG}
TAHUN = 5


@dataclass(frozen=True)
class Saringan:
    kata: str = ""
    unit_id: UUID | None = None
    keadaan: str = "tidak_sesuai"
    jenis: str = ""
    pada: date | None = None


def read_saringan(query: Mapping[str, str]) -> Saringan:
    keadaan, jenis = query.get("keadaan", ""), query.get("jenis", "")
    try:
        unit = UUID(query.get("unit", ""))
    except ValueError:
        unit = None
    return Saringan(
        query.get("q", "").strip()[:100], unit, keadaan if keadaan in KEADAAN else "tidak_sesuai",
        jenis if jenis in JENIS else "", read_date(query.get("pada")),
    )  # fmt: skip


def seats_listed(pengguna: Pengguna, saringan: Saringan, hari: date) -> QuerySet[RincianJabatan]:
    """Seats of the map that this account sees, with B and the difference as of the day; the emptiest first."""
    day, mine = saringan.pada or hari, akses(pengguna)
    held = Penempatan.objects.pada(day).filter(
        jabatan_id=OuterRef("jabatan_id"), jenis__in=(JenisPenempatan.DEFINITIF, JenisPenempatan.RANGKAP)
    )
    counted = held.order_by().values("jabatan_id").annotate(n=Count("pk")).values("n")
    rows = RincianJabatan.objects.pada(day).exclude(jabatan__jenis__in=TAK_DIHITUNG)
    rows = rows.filter(jabatan__instansi_id=mine.instansi_id)
    if not mine.whole_agency(Sumber.PETA_JABATAN):
        rows = rows.filter(unit_id__in=_below(mine.paths(Sumber.PETA_JABATAN), day))
    if saringan.unit_id:
        path = core_selectors.path_of(saringan.unit_id, day)
        rows = rows.filter(unit_id__in=_below([path] if path else [], day))
    if saringan.jenis:
        rows = rows.filter(jabatan__jenis=saringan.jenis)
    for word in saringan.kata.split()[:6]:
        rows = rows.filter(nama__icontains=word)
    rows = rows.annotate(pemangku=_holders(pengguna, day))
    rows = rows.annotate(
        b=Coalesce(Subquery(counted, output_field=IntegerField()), 0), nama_unit=core_selectors.name_on(day, "unit_id")
    ).annotate(selisih=F("b") - F("kebutuhan"))
    match saringan.keadaan:
        case "kosong":
            rows = rows.filter(b=0, kebutuhan__gt=0)
        case "kurang":
            rows = rows.filter(selisih__lt=0)
        case "lebih":
            rows = rows.filter(selisih__gt=0)
        case "tidak_sesuai":
            rows = rows.exclude(selisih=0)
    return rows.select_related("jabatan").order_by("selisih", "nama", "pk")


def _holders(pengguna: Pengguna, tanggal: date) -> Case:
    """Names of those who sit there as their own, for HR and only within its scope."""
    mine, day = akses(pengguna), tanggal
    held = Penempatan.objects.pada(day).filter(jabatan_id=OuterRef("jabatan_id"), jenis__in=PEJABAT).order_by()
    named = held.values("jabatan_id").annotate(n=StringAgg("pegawai__nama", "; ", order_by="pegawai__nama"))
    names = Coalesce(Subquery(named.values("n"), output_field=TextField()), Value(""))
    if mine.whole_agency(Sumber.DATA_KEPEGAWAIAN, "x"):
        return Case(When(pk__isnull=False, then=names), default=Value(""), output_field=TextField())
    own = _below(mine.paths(Sumber.DATA_KEPEGAWAIAN, "x"), day)
    return Case(When(unit_id__in=own, then=names), default=Value(""), output_field=TextField())


def _below(paths: list[str], tanggal: date) -> QuerySet[Any]:
    return JalurUnit.objects.pada(tanggal).filter(jalur__di_bawah=paths).values("unit_id")


# Own posts that end in each of the next years, by reason; each holder once, by what comes first.
FORECAST = """
WITH kursi AS MATERIALIZED (
    SELECT r.jabatan_id, r.bup FROM core_jalurunit letak
    JOIN jabatan_rincianjabatan r ON r.unit_id = letak.unit_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
    WHERE letak.jalur <@ ANY(%(jalur)s::ltree[]) AND letak.berlaku @> %(hari)s::date
), orang AS (
    SELECT p.pegawai_id, upper(p.berlaku) AS rencana,
           CASE WHEN k.bup IS NOT NULL THEN
               (date_trunc('month', o.tanggal_lahir) + make_interval(months => 12 * k.bup + 1))::date END AS pensiun,
           (SELECT max(upper(s.berlaku)) FROM pegawai_perjanjiankerja s
            WHERE s.pegawai_id = p.pegawai_id AND upper_inf(s.tercatat)) AS kontrak
    FROM kursi k
    JOIN jabatan_penempatan p ON p.jabatan_id = k.jabatan_id AND p.jenis = 'definitif' AND upper_inf(p.tercatat)
     AND p.berlaku @> %(hari)s::date
    JOIN pegawai_pegawai o ON o.id = p.pegawai_id
), akhir AS (
    SELECT least(rencana, pensiun, kontrak) AS hari,
           CASE least(rencana, pensiun, kontrak) WHEN rencana THEN 'rencana' WHEN pensiun THEN 'pensiun' ELSE 'kontrak' END AS sebab
    FROM orang
)
SELECT extract(year FROM hari)::int, sebab, count(*)::int FROM akhir
WHERE hari > %(hari)s AND hari < make_date(%(tahun)s, 1, 1) GROUP BY 1, 2
"""
SEBAB = {"pensiun": "Batas usia pensiun", "kontrak": "Perjanjian kerja berakhir", "rencana": "Pindah atau berakhir"}


def forecast(pengguna: Pengguna, unit_id: UUID | None, hari: date) -> Bagan:
    """How many of today's holders leave their seats in each of the next five years, as things stand. One query."""
    mine = akses(pengguna)
    paths = mine.paths(Sumber.PETA_JABATAN)
    if unit_id:
        path = core_selectors.path_of(unit_id, hari) if mine.reaches_unit(unit_id, Sumber.PETA_JABATAN) else None
        paths = [path] if path else []
    elif mine.whole_agency(Sumber.PETA_JABATAN):
        roots = core_selectors.children(None, mine.instansi_id, hari).values_list("unit_id", flat=True)
        paths = [path for pk in roots if (path := core_selectors.path_of(pk, hari))]
    found = {(year, why): n for year, why, n in fetch(FORECAST, jalur=paths, hari=hari, tahun=hari.year + TAHUN)}
    rows = []
    for year in range(hari.year, hari.year + TAHUN):
        cells = tuple(Hitungan(label, found.get((year, why), 0)) for why, label in SEBAB.items())
        rows.append(BarisBagan(str(year), cells, jumlah=Hitungan("Jumlah", sum(cell.jumlah for cell in cells))))
    return Bagan(
        kunci="kekosongan-lima-tahun", judul="Jabatan yang akan kosong dalam lima tahun",
        definisi="Pejabat definitif hari ini yang mencapai batas usia pensiun, berakhir perjanjian kerjanya, atau sudah "
        "direncanakan pindah; setiap orang dihitung sekali, pada yang paling dulu. Tahun pertama dihitung sejak hari ini.",
        pada=hari, kepala="Tahun", seri=tuple(SEBAB.values()), baris=tuple(rows), bentuk=Bentuk.TUMPUK,
    )  # fmt: skip
