"""The permission matrix: which role reaches which resource, how far, and what it may do there. One file.

Scopes: R own, T own team, U unit and below, P whole agency, A assigned cases, G sums of at least five persons.
Marks: w write, s submit, v approve, x export, m masked, buka (reveal with a reason), kasus (opened per case with
a letter of assignment). What does not stand here is refused. docs/panduan/izin.md explains it to people.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from asn_portal.core.enums import Peran


class Cakupan(Enum):
    SENDIRI = "R"
    TIM = "T"
    UNIT = "U"
    PROVINSI = "P"
    DITUGASKAN = "A"
    AGREGAT = "G"


class Sumber(Enum):
    """What is protected."""

    DIREKTORI = "direktori"
    # The organisation itself, without persons.
    UNIT = "unit"
    # NIP and NRK, kind of employment, sex, age, superior, state of the account: what HR lists and figures show.
    DATA_KEPEGAWAIAN = "data_kepegawaian"
    DATA_PRIBADI = "data_pribadi"
    KESEHATAN = "kesehatan"
    DISIPLIN = "disiplin"
    USULAN_PROFIL = "usulan_profil"
    PETA_JABATAN = "peta_jabatan"
    SKP = "skp"
    EVALUASI = "evaluasi"
    # What a month hands to those who compute allowances: one predicate a person, with its reason.
    MASUKAN_TPP = "masukan_tpp"
    UMPAN_BALIK_LAYANAN = "umpan_balik_layanan"
    PELATIHAN = "pelatihan"
    ASESMEN_MENTAH = "asesmen_mentah"
    ASESMEN_HASIL = "asesmen_hasil"
    PERINGKAT = "peringkat"
    AKUN_PERAN = "akun_peran"
    JEJAK = "jejak"
    BANTUAN = "bantuan"
    PENGUMUMAN = "pengumuman"
    # Files of a person; what is kept of the portal's own reports and results has its own rows.
    DOKUMEN = "dokumen"
    # Official papers on their way from konsep to the signature.
    NASKAH = "naskah"


# Sums are shown from so many persons on; below that they would point at somebody.
MIN_AGREGAT = 5
MARKS = frozenset({"w", "s", "v", "x", "m", "buka", "kasus"})


@dataclass(frozen=True)
class Hak:
    cakupan: Cakupan
    tanda: frozenset[str]

    @property
    def samar(self) -> bool:
        """Shown masked until revealed."""
        return "m" in self.tanda


def parse_hak(text: str) -> tuple[Hak, ...]:
    """`"U m buka"` -> one right; `"G, U"` -> two. A typo stops the process at start."""
    rights = []
    for part in text.split(","):
        scope, *marks = part.split()
        if not MARKS.issuperset(marks):
            raise ValueError(f"tanda izin tidak dikenal: {text}")
        rights.append(Hak(Cakupan(scope), frozenset(marks)))
    return tuple(rights)


_ROLE = {
    "pegawai": Peran.PEGAWAI,
    "atasan": Peran.ATASAN,
    "penilai2": Peran.ATASAN_PENILAI,
    "ketua_tim": Peran.KETUA_TIM,
    "admin_unit": Peran.ADMIN_UNIT,
    "latih": Peran.PENGELOLA_PELATIHAN,
    "asesor": Peran.ASESOR,
    "komite": Peran.KOMITE_TALENTA,
    "pimpinan": Peran.PIMPINAN,
    "auditor": Peran.AUDITOR,
    "admin_bkd": Peran.ADMIN_BKD,
    "sistem": Peran.ADMIN_SISTEM,
    "ttd": Peran.PENANDA_TANGAN,
}


def _row(**cells: str) -> dict[Peran, tuple[Hak, ...]]:
    return {_ROLE[name]: parse_hak(text) for name, text in cells.items()}


_EVERYBODY = dict.fromkeys(_ROLE, "P")
_ASKING = dict.fromkeys(_ROLE, "R w s")
_KEEPING = dict.fromkeys(_ROLE, "R w")
_ADDRESSED = dict.fromkeys(_ROLE, "A")

MATRIKS: dict[Sumber, dict[Peran, tuple[Hak, ...]]] = {
    Sumber.UNIT: _row(**(dict.fromkeys(_ROLE, "P x") | {"admin_bkd": "P w x"})),
    Sumber.DIREKTORI: _row(**(_EVERYBODY | {"admin_bkd": "P w x"})),
    Sumber.DATA_KEPEGAWAIAN: _row(
        pegawai="R", atasan="T", admin_unit="U x", pimpinan="G", auditor="P", admin_bkd="P w x"
    ),
    Sumber.DATA_PRIBADI: _row(pegawai="R m buka", admin_unit="U m buka", auditor="P m kasus", admin_bkd="P m buka w"),
    Sumber.KESEHATAN: _row(pegawai="R", auditor="P m kasus", admin_bkd="P m buka"),
    Sumber.DISIPLIN: _row(
        pegawai="R", atasan="A w", admin_unit="U m", komite="A", auditor="P m kasus", admin_bkd="P m buka w"
    ),
    Sumber.USULAN_PROFIL: _row(pegawai="R w s", admin_unit="U v x", auditor="P", admin_bkd="P v x"),
    Sumber.PETA_JABATAN: _row(
        pegawai="P", atasan="P", penilai2="P", ketua_tim="P", admin_unit="U w", latih="P", asesor="A", komite="P",
        pimpinan="P", auditor="P", admin_bkd="P w",
    ),
    Sumber.SKP: _row(
        pegawai="R w s", atasan="T v", penilai2="A", ketua_tim="A", admin_unit="U x", komite="A", pimpinan="G, U",
        auditor="P", admin_bkd="P",
    ),
    Sumber.EVALUASI: _row(
        pegawai="R w", atasan="T w v", penilai2="A", ketua_tim="A", admin_unit="U", komite="A", pimpinan="G",
        auditor="P", admin_bkd="P",
    ),
    Sumber.MASUKAN_TPP: _row(pegawai="R s", admin_unit="U v x", auditor="P", admin_bkd="P w v x"),
    Sumber.UMPAN_BALIK_LAYANAN: _row(
        pegawai="R", atasan="T", admin_unit="U v", pimpinan="G", auditor="P", admin_bkd="P v"
    ),
    Sumber.PELATIHAN: _row(
        pegawai="R w s", atasan="T v", admin_unit="U v x", latih="P w", pimpinan="G", auditor="P", admin_bkd="P w"
    ),
    Sumber.ASESMEN_MENTAH: _row(asesor="A w"),
    Sumber.ASESMEN_HASIL: _row(
        pegawai="R", admin_unit="U", asesor="A w", komite="A", pimpinan="A", auditor="P m", admin_bkd="P"
    ),
    Sumber.PERINGKAT: _row(pegawai="R", komite="A", pimpinan="A", auditor="P", admin_bkd="P w"),
    Sumber.AKUN_PERAN: _row(pegawai="R", admin_unit="U w x", auditor="P", admin_bkd="P w x", sistem="P w"),
    Sumber.JEJAK: _row(pegawai="R", admin_unit="U", auditor="P", admin_bkd="P", sistem="P"),
    # A request for help: who wrote it, and who answers (the system's keepers only what was passed on to them).
    Sumber.BANTUAN: _row(
        **(_ASKING | {"admin_unit": "R w s, U v", "admin_bkd": "R w s, P v", "sistem": "R w s, A v"})
    ),
    # An auditor: of those whom a running letter of assignment names.
    Sumber.DOKUMEN: _row(
        **(_KEEPING | {"admin_unit": "R w, U", "auditor": "R w, A kasus", "admin_bkd": "R w, P w"})
    ),
    # Whoever is asked to initial or sign sees that paper; HR makes those of its units.
    Sumber.NASKAH: _row(**(_ADDRESSED | {"admin_unit": "A, U w", "auditor": "A, P", "admin_bkd": "A, P w"})),
    Sumber.PENGUMUMAN: _row(**(_ADDRESSED | {"admin_unit": "A, U w", "auditor": "P", "admin_bkd": "P w"})),
}  # fmt: skip


def hak(peran: Peran, sumber: Sumber, tanda: str | None = None) -> tuple[Hak, ...]:
    """The rights of one role on one resource; with `tanda` only those that carry this mark."""
    rights = MATRIKS[sumber].get(peran, ())
    return rights if tanda is None else tuple(right for right in rights if tanda in right.tanda)
