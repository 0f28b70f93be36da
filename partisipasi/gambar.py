"""Drawings of answers: the satisfaction index on its scale, and the days up to a deadline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from asn_portal.core import selectors
from asn_portal.core.bacaan import count_days, gambar, in_words, number
from asn_portal.core.regulasi import Hasil
from partisipasi.aturan.survei import KELUARAN_IKM, TABEL_SKM, UNSUR

TEMPLATE = "partisipasi/gambar_ikm.html"
LOWEST, HIGHEST = Decimal(25), Decimal(100)  # every answer 1, every answer 4


def _percent(value: Decimal) -> str:
    """A place on the scale, as SVG wants it."""
    share = (value - LOWEST) / (HIGHEST - LOWEST) * 100
    return f"{min(max(share, Decimal(0)), Decimal(100)):.2f}%"


def _bands(mutu: str) -> list[dict[str, Any]]:
    """The classes from the lowest to the highest, each with its place on the scale."""
    rows = list(reversed(TABEL_SKM.terakhir.nilai["mutu"]))
    starts = [max(Decimal(row["paling_kecil"]), LOWEST) for row in rows]
    ends = [*starts[1:], HIGHEST]
    return [
        {
            "nomor": place,
            "mutu": row["mutu"],
            "mulai": _percent(start),
            "tengah": _percent((start + end) / 2),
            "lebar": f"{(end - start) / (HIGHEST - LOWEST) * 100:.2f}%",
            "batas": number(start),
            "kini": row["mutu"] == mutu,
        }
        for place, (row, start, end) in enumerate(zip(rows, starts, ends, strict=True), start=1)
    ]


@gambar("ikm", TEMPLATE, sudah=tuple(KELUARAN_IKM))
def draw_ikm(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "ikm": number(hasil["ikm"]),
        "mutu": hasil["mutu"],
        "kinerja": in_words(hasil["kinerja"], KELUARAN_IKM["kinerja"]),
        "pita": _bands(hasil["mutu"]),
        "letak": _percent(hasil["ikm"]),
    }


@gambar("ikm_responden", TEMPLATE, sudah=(*KELUARAN_IKM, "responden", "nrr", "unsur_terendah"))
def draw_ikm_responden(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    unsur = [
        {"nama": nama, "nilai": number(value), "mentah": str(value), "terendah": place in hasil["unsur_terendah"]}
        for place, (nama, value) in enumerate(zip(UNSUR, hasil["nrr"], strict=True), start=1)
    ]
    return {**draw_ikm(hasil, masukan), "responden": hasil["responden"], "unsur": unsur}


@gambar("sp4n_sla", "partisipasi/gambar_batas.html", sudah=("batas", "batas_hari"))
def draw_batas(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    mulai, given = date.fromisoformat(masukan["diterima"]), masukan.get("hari_libur")
    own = None if given is None else [date.fromisoformat(day) for day in given]
    kalender = selectors.kalender().with_daftar(own) if masukan["satuan"] == "kerja" else None
    return {
        "batas": hasil["batas"],
        "lama": f"{hasil['batas_hari']} hari {masukan['satuan']} sesudah hari diterima",
        "minggu": count_days(mulai, hasil["batas"], kalender),
    }
