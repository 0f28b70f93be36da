"""Who gets in: groups of roles, and the cell of the matrix that names them."""

from __future__ import annotations

from dataclasses import dataclass, field

ANONIM = "anonim"
ORANG = frozenset({"pegawai", "atasan", "atasan_penilai"})
DITUGASKAN = frozenset(
    {
        "admin_unit", "admin_unit_lain", "pengelola_pelatihan", "asesor", "komite_talenta", "penanda_tangan", "pimpinan",
        "auditor", "admin_bkd", "admin_sistem",
    }
)  # fmt: skip
INSTANSI = ORANG | DITUGASKAN  # everybody of the agency
LAIN = frozenset({"admin_instansi_lain"})  # HR of another agency
MASUK = INSTANSI | LAIN  # everybody who is logged in
SEMUA = MASUK | {ANONIM}
NIHIL: frozenset[str] = frozenset()

PEMILIK = frozenset({"pegawai"})  # whose object it is
BKD, SISTEM, AUDITOR = frozenset({"admin_bkd"}), frozenset({"admin_sistem"}), frozenset({"auditor"})
UNIT, UNIT_LAIN = frozenset({"admin_unit"}), frozenset({"admin_unit_lain"})
PENGELOLA = BKD | SISTEM  # who manages accounts and settings
HR = UNIT | UNIT_LAIN | BKD
PEMUTUS = MASUK - {"pegawai"} - AUDITOR  # whoever decides something may name staff who prepare


ATASAN = frozenset({"atasan", "atasan_penilai"})
BERKAS = PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR  # who reads the file of somebody of the own unit
ORANG_LAIN = UNIT_LAIN | BKD | AUDITOR  # and of another one
PEMBACA = ORANG | UNIT | BKD | AUDITOR | frozenset({"pimpinan", "penanda_tangan"})  # of an announcement of the unit


# Papers of the walk: initialled by the superior, signed by the one above.
PARAF, TTD = frozenset({"atasan"}), frozenset({"atasan_penilai"})
NASKAH, NASKAH_LAIN = UNIT | BKD | AUDITOR | PARAF | TTD, UNIT_LAIN | BKD | AUDITOR | PARAF | TTD


# The map of positions: everybody with a record, and who works with the whole of it; HR of a unit sees its own.
PETA = ORANG | BKD | AUDITOR | frozenset({"komite_talenta", "pengelola_pelatihan", "pimpinan"})


# Learning: everybody with a record looks into the catalogue; staff of training keep it for the whole agency.
LATIH = frozenset({"pengelola_pelatihan"})
KATALOG = ORANG | HR | LATIH | AUDITOR | frozenset({"pimpinan"})
KELOLA, ANGKA = LATIH | BKD, LATIH | BKD | AUDITOR
BUTUH = HR | LATIH | AUDITOR | {"pimpinan"}  # needs and plans of units, as sums
BELAJAR, BELAJAR_LAIN = PEMILIK | {"atasan"} | UNIT | ANGKA, UNIT_LAIN | ANGKA


# Runs of merit: HR of the province and auditors all of them, committee and leaders the published ones.
MERIT = BKD | AUDITOR
KOMITE = frozenset({"komite_talenta"})
PUTARAN = MERIT | KOMITE | frozenset({"pimpinan"})


@dataclass(frozen=True)
class Cell:
    """Who gets in on an object of: the own unit (or no object at all), another unit, another agency."""

    sendiri: frozenset[str]
    unit_lain: frozenset[str] = NIHIL
    instansi_lain: frozenset[str] = NIHIL
    methods: tuple[str, ...] = ("get",)
    # Values of the path for each target, by the name of a function in tests/izin/benda.py or tests/test_izin.py.
    objek: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    # For pages that exist only with a query.
    kueri: str = ""


def page(who: frozenset[str], *methods: str) -> Cell:
    return Cell(who, methods=methods or ("get",))
