"""The figures of the page as tables with their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from asn_portal.core import hanya_lihat
from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.mutu.indikator import Lingkup
from asn_portal.mutu.selectors import BarisUnit, Titik

# Sums only: the index without decimals, so that nobody's finding can be worked out of it.
HALUS, KASAR = 2, 0
TREN_PALING_SEDIKIT = 2


def charts(lingkup: Lingkup, units: Sequence[BarisUnit], points: Sequence[Titik], hari: date) -> dict[str, Bagan]:
    """By the name of the place on the page; what is empty has none."""
    found = {}
    if units:
        found["unit"] = _units(lingkup, units, hari)
    if len(points) >= TREN_PALING_SEDIKIT:
        found["tren"] = _trend(lingkup, points, hari)
        if lingkup.rinci:
            found["tren_temuan"] = _trend_of_findings(points, hari)
    return found


def _units(lingkup: Lingkup, units: Sequence[BarisUnit], hari: date) -> Bagan:
    rows = tuple(
        BarisBagan(
            row.nama, (Hitungan(row.nama, row.temuan, _people(row)),),
            "" if row.langsung else f"{reverse('mutu:mutu')}?{urlencode({'unit': str(row.unit_id)})}",
            jumlah=_value(row.nama, row.indeks.nilai if row.indeks else None),
        )
        for row in units
    )  # fmt: skip
    return Bagan(
        "mutu-unit", "Menurut unit di bawahnya", "Temuan dan indeks setiap unit bersama semua unit di bawahnya, indeks terendah di atas.",
        hari, "Unit", ("Temuan",), rows, satuan="temuan", judul_jumlah="Indeks", desimal_jumlah=HALUS,
        unduh=_download(lingkup, "unit"),
    )  # fmt: skip


def _people(row: BarisUnit) -> str:
    query = {"unit": str(row.unit_id)} | ({"langsung": "1"} if row.langsung else {})
    return f"{reverse('pegawai:mutu_orang')}?{urlencode(query)}"


def _trend(lingkup: Lingkup, points: Sequence[Titik], hari: date) -> Bagan:
    rows = tuple(
        BarisBagan(tanggal(point.hari), (_value(tanggal(point.hari), point.indeks.nilai if point.indeks else None),))
        for point in points
    )
    return Bagan(
        "mutu-tren", "Indeks dari waktu ke waktu", "Dihitung pada tanggal itu, dengan indikator yang dihitung waktu itu.",
        hari, "Tanggal", ("Indeks",), rows, Bentuk.GARIS, satuan="dari 100", desimal=HALUS if lingkup.rinci else KASAR,
    )  # fmt: skip


def _trend_of_findings(points: Sequence[Titik], hari: date) -> Bagan:
    rows = tuple(BarisBagan(tanggal(point.hari), (Hitungan(tanggal(point.hari), point.temuan),)) for point in points)
    return Bagan(
        "mutu-tren-temuan", "Temuan terbuka dari waktu ke waktu", "Semua temuan yang terbuka pada akhir tanggal itu.", hari,
        "Tanggal", ("Temuan",), rows, Bentuk.GARIS, satuan="temuan",
    )  # fmt: skip


def _value(label: str, nilai: Decimal | None) -> Hitungan:
    return Hitungan(label, 0, samar=True) if nilai is None else Hitungan(label, nilai)


def _download(lingkup: Lingkup, bagian: str) -> str:
    """None while looking as somebody else."""
    if hanya_lihat.current() is not None:
        return ""
    unit = f"?{urlencode({'unit': str(lingkup.unit_id)})}" if lingkup.unit_id else ""
    return reverse("mutu:unduh", args=[bagian]) + unit
