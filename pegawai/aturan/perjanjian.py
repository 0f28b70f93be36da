"""Masa perjanjian kerja PPPK: berapa lama boleh diperpanjang, dan sampai kapan paling lama."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from asn_portal.core.regulasi import NoKetentuanError, add_bulan
from pegawai.aturan.gaji import SETAHUN
from pegawai.aturan.kata import TABEL_BUP, tabel
from pegawai.aturan.peringatan import jabatan_menurut_nama

TABEL_MASA = tabel("masa_perjanjian")
TABEL_JAM = tabel("jam_kerja")

# A post without a name has the retirement age of a pelaksana.
BUP_LAIN = "pelaksana"

SEBAB_MASA, SEBAB_BUP = "masa", "bup"


@dataclass(frozen=True)
class BatasMasa:
    """The last day a new contract may have, and which rule sets it."""

    terakhir: date
    sebab: str


def golongan_bup(jabatan: str) -> str:
    """The row of the table of retirement ages that the name of a post belongs to.

    Dasar: UU 20/2023 Pasal 55.
    """
    found = jabatan_menurut_nama(jabatan)
    return found.jabatan if found is not None and found.jabatan in TABEL_BUP.terakhir.nilai["bup"] else BUP_LAIN


def hari_terakhir_bup(jabatan: str, tanggal_lahir: date) -> date:
    """The last day before retirement: the last of the month in which the person reaches the age.

    Dasar: UU 20/2023 Pasal 55; PP 11/2017 Pasal 239.
    """
    bup: int = TABEL_BUP.terakhir.nilai["bup"][golongan_bup(jabatan)]
    return add_bulan(tanggal_lahir.replace(day=1), bup * SETAHUN + 1) - timedelta(days=1)


def terlama(jenis: str, *, mulai: date) -> date | None:
    """The last day by the longest term; None where no law had one on that day.

    Dasar: PP 49/2018 Pasal 37; KepmenPANRB 16/2025.
    """
    try:
        months: int = TABEL_MASA.at(mulai).nilai[jenis]["paling_lama"]
    except NoKetentuanError:
        return None
    return akhir_masa(mulai, months)


def masa_terlama(hari: date) -> dict[str, int]:
    """Bulan paling lama sebuah perjanjian bagi setiap jenis PPPK.

    Dasar: PP 49/2018 Pasal 37; KepmenPANRB 16/2025.
    """
    return {jenis: row["paling_lama"] for jenis, row in TABEL_MASA.at(hari).nilai.items()}


def batas_masa(jenis: str, *, mulai: date, jabatan: str, tanggal_lahir: date) -> BatasMasa:
    """How long a contract of this kind that begins on `mulai` may last. A day before `mulai`: not at all.

    Dasar: PP 49/2018 Pasal 37; KepmenPANRB 16/2025; UU 20/2023 Pasal 55.
    """
    longest = add_bulan(mulai, TABEL_MASA.at(mulai).nilai[jenis]["paling_lama"]) - timedelta(days=1)
    retires = hari_terakhir_bup(jabatan, tanggal_lahir)
    return BatasMasa(retires, SEBAB_BUP) if retires < longest else BatasMasa(longest, SEBAB_MASA)


def akhir_masa(mulai: date, bulan: int) -> date:
    """The last day of a contract of so many months."""
    return add_bulan(mulai, bulan) - timedelta(days=1)


def paling_singkat(jenis: str, *, mulai: date, batas: date) -> date:
    """The earliest last day: the shortest term, or retirement if that comes before.

    Dasar: PP 49/2018 Pasal 37.
    """
    return min(akhir_masa(mulai, TABEL_MASA.at(mulai).nilai[jenis]["paling_singkat"]), batas)


@dataclass(frozen=True)
class KerjaParuhWaktu:
    """Hours of a week and pay of a month in a contract of paruh waktu; None: as in the one before."""

    jam: Decimal | None = None
    upah: Decimal | None = None


def periksa_kerja(kerja: KerjaParuhWaktu, *, mulai: date, upah_lama: Decimal | None) -> dict[str, str]:
    """What the law has against hours and pay of a new contract of paruh waktu, by the name of the field.

    Dasar: KepmenPANRB 16/2025; Perpres 21/2023 Pasal 4.
    """
    wrong = {}
    if kerja.jam is not None:
        longest = jam_terlama(mulai)
        if not 0 < kerja.jam < longest:
            words = f"{longest.normalize():f}".replace(".", ",")
            wrong["jam_per_minggu"] = f"Jam kerja paruh waktu lebih dari 0 dan kurang dari {words} jam seminggu."
    if kerja.upah is not None and upah_lama is not None and kerja.upah < upah_lama:
        least = f"{upah_lama:,.0f}".replace(",", ".")
        wrong["upah"] = f"Upah tidak lebih rendah dari Rp{least}, upah dalam perjanjian yang berakhir."
    return wrong


def jam_terlama(hari: date) -> Decimal:
    """Hours of a full week, which a contract of paruh waktu does not reach.

    Dasar: Perpres 21/2023 Pasal 4.
    """
    hours: Decimal = Decimal(TABEL_JAM.at(hari).nilai["seminggu"])
    return hours
