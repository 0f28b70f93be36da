"""The organisation as a plan: teams, each with its leader, hanging on other teams. No database, no chance.

Most teams are units. Some are not: a shift of a fire station, the group of a vice principal, the schools one
inspector looks after. Their people belong to the unit around them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from asn_portal.core.enums import JenisUnit

TIM_TERKECIL, TIM_TERBESAR = 5, 20

# Direct members of a team besides the leaders below it: fewest, usual, most.
UKURAN: dict[str, tuple[int, int, int]] = {
    "sekda": (0, 2, 4),
    "asisten": (0, 2, 5),
    "perangkat": (0, 2, 5),
    "wakil": (0, 3, 5),
    "sekretariat": (0, 2, 5),
    "biro": (0, 1, 4),
    "bagian": (0, 2, 4),
    "bidang": (0, 2, 5),
    "irban": (6, 13, 18),
    "subbagian": (5, 8, 13),
    "seksi": (5, 8, 13),
    "suku": (0, 2, 6),
    "upt": (0, 2, 5),
    "satuan_pelaksana": (5, 10, 16),
    "wilayah": (0, 2, 5),
    "bagian_wilayah": (5, 8, 13),
    "kecamatan": (1, 2, 5),
    "seksi_kecamatan": (5, 6, 9),
    "kelurahan": (6, 8, 13),
    "layanan": (6, 10, 17),
    "satlak_pendidikan": (2, 5, 9),
    "binaan": (0, 0, 3),
    "sekolah_kecil": (7, 11, 17),
    "sekolah_besar": (3, 5, 9),
    "wakasek": (6, 9, 15),
    "puskesmas": (0, 2, 5),
    "klaster": (6, 11, 17),
    "pustu": (5, 7, 12),
    "rsud": (0, 2, 5),
    "instalasi": (6, 10, 16),
    "sektor": (0, 2, 4),
    "regu": (6, 10, 16),
}


@dataclass(frozen=True, slots=True)
class Simpul:
    """A team. `isi` says which occupations it holds, `tipe` how big it is and what its leader is called."""

    kunci: str
    nama: str
    tipe: str
    isi: str
    unit: str  # the unit its people belong to; its own key when it is a unit itself
    induk: str | None  # the unit above
    atasan: str | None  # the team above
    jenis: JenisUnit | None  # None: a team inside a unit
    kelas: str  # "": comes with the team above; PERLU: only when something below it comes
    singkatan: str = ""
    kode: str = ""
    bergilir: bool = False  # works in shifts
    wilayah: str = ""  # code of the kabupaten or kota; "": where the unit above is

    @property
    def is_unit(self) -> bool:
        return self.jenis is not None


PERLU = "perlu"
AKAR = "provinsi"  # the province itself: a unit without people of its own


@dataclass
class Pohon:
    """Collects teams. What is added first enters a small province first, class by class."""

    simpul: dict[str, Simpul] = field(default_factory=dict)

    def unit(
        self, kunci: str, nama: str, jenis: JenisUnit, tipe: str, *,
        di: str | None, isi: str = "", atasan: str | None = None, kelas: str = "", singkatan: str = "", kode: str = "", wilayah: str = "",
    ) -> str:  # fmt: skip
        """A unit below `di`; its leader answers to `atasan` (without it: to the leader of `di`)."""
        above = self.simpul[di] if di else None
        induk = above.unit if above else None
        isi = isi or (above.isi if above else "")
        made = Simpul(
            kunci, nama, tipe, isi, kunci, induk, atasan or di, jenis, kelas, singkatan, kode, wilayah=wilayah
        )
        self._add(made)
        return kunci

    def tim(
        self, kunci: str, nama: str, tipe: str, *, di: str, isi: str = "", kelas: str = "", bergilir: bool = False
    ) -> str:
        """A team inside the unit of `di`. `nama` is the additional duty of its leader."""
        above = self.simpul[di]
        self._add(
            Simpul(kunci, nama, tipe, isi or above.isi, above.unit, None, di, None, kelas, bergilir=bergilir)
        )  # fmt: skip
        return kunci

    def _add(self, simpul: Simpul) -> None:
        if simpul.kunci in self.simpul:
            raise ValueError(f"kunci ganda dalam rencana organisasi: {simpul.kunci}")
        self.simpul[simpul.kunci] = simpul
