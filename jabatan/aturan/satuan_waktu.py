"""Satuan waktu dalam lembar ABK: jam yang ternyata menit ditolak sebelum menjadi kebutuhan yang keliru."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MENIT_SEJAM = 60
# No year has more hours; more minutes than this have every working year.
JAM_SETAHUN = 8_784
# A single task written in hours that would need more persons is taken for minutes (a choice of this house).
ORANG_SETUGAS = 25
BEDA = Decimal("0.006")
KATA = "tulis waktunya di kolom menit (PermenPANRB 1/2020: 75.000 menit setahun)"


@dataclass(frozen=True)
class BarisJam:
    """One row of a workbook whose time stands in the column of hours, with what else the row says."""

    jumlah_hasil: Decimal
    waktu_jam: Decimal
    jke_tertulis: Decimal | None = None
    kebutuhan_tertulis: Decimal | None = None


def kolom_jam_keliru(baris: BarisJam, jke_menit: int) -> str:
    """Why this row cannot mean hours; empty when it can. Dasar: PermenPANRB 1/2020 (abk_tugas)."""
    beban = baris.jumlah_hasil * baris.waktu_jam
    if baris.jke_tertulis is not None and baris.jke_tertulis > JAM_SETAHUN:
        return f"Waktu kerja efektif baris ini dalam menit, jadi waktunya juga menit; {KATA}."
    as_minutes, as_hours = beban / jke_menit, beban * MENIT_SEJAM / jke_menit
    stated = baris.kebutuhan_tertulis
    if stated is not None and abs(as_minutes - stated) <= BEDA < abs(as_hours - stated):
        return f"Kebutuhan yang tertulis hanya cocok bila waktunya menit; {KATA}."
    if baris.waktu_jam * MENIT_SEJAM > jke_menit:
        return f"Satu hasil lebih lama dari setahun kerja, jadi waktunya tampaknya menit; {KATA}."
    if as_hours > ORANG_SETUGAS:
        return (
            f"Satu tugas ini saja memerlukan lebih dari {ORANG_SETUGAS} orang, jadi waktunya tampaknya menit; {KATA}."
        )
    return ""
