"""Which branches a province of N people has, and how large each team is.

Whole branches are left out rather than teams made tiny: a team keeps 5 to 20 members. Branches are taken class by
class (schools, hospitals, offices, ...), always from the class that lacks most people compared with the whole
province, so that a small province is a small picture of the large one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import lru_cache

from asn_portal.core.demo import layanan, pusat, wilayah
from asn_portal.core.demo.simpul import AKAR, PERLU, TIM_TERBESAR, TIM_TERKECIL, UKURAN, Pohon, Simpul

# Always there, also in the smallest province: where the demo accounts work, a school, a puskesmas, a watch.
WAJIB = (
    "sda.suku.31.73",
    "arsip.1",
    "bkd.1",
    "bpsdm.1",
    "inspektorat.1",
    "sd.31.73.01.1",
    "pkm.31.73.01",
    "gulkarmat.sektor.31.73.01",
)
# And where there is room, more of the offices that the accounts look at.
UTAMA = ("sda.1", "sda.1.1", "sda.2", "sda.sekretariat.kepegawaian", "arsip.2", "bkd.2", "pendidikan.1", "kesehatan.1")
UTAMA_MULAI = 1000
# Direct members a team needs besides its usual bounds, for the accounts that sit there.
TERISI = {
    "sda.suku.31.73": 3,
    "sda.sekretariat": 1,
    "arsip.sekretariat": 1,
    "bkd.sekretariat": 3,
    "bkd.1": 3,
    "bpsdm.1": 2,
    "arsip.1": 2,
}


class TidakMuat(Exception):
    """The number of people does not fit the province."""


@lru_cache(maxsize=1)
def seluruhnya() -> dict[str, Simpul]:
    """Every team of the whole province."""
    pohon = Pohon()
    pusat.add_pusat(pohon)
    for kota in wilayah.daftar_wilayah():
        wilayah.add_kota(pohon, kota)
        wilayah.add_suku(pohon, kota)
        layanan.add_jaga_kota(pohon, kota)
        for urutan, kecamatan in enumerate(kota.bawah):
            wilayah.add_kecamatan(pohon, kota, kecamatan)
            wilayah.add_layanan_kecamatan(pohon, kota, kecamatan)
            layanan.add_sekolah_kecamatan(pohon, kota, urutan)
            layanan.add_puskesmas(pohon, kota, kecamatan)
            layanan.add_jaga_kecamatan(pohon, kota, kecamatan)
        layanan.add_sekolah_kota(pohon, kota)
        layanan.add_rsud(pohon, kota)
    layanan.add_ambulans(pohon)
    pusat.add_upt(pohon)
    return pohon.simpul


def bounds(simpul: Simpul, bawahan: int) -> tuple[int, int, int]:
    """Fewest, usual and most direct members of a team that already holds this many leaders."""
    if not simpul.tipe:
        return 0, 0, 0
    fewest, usual, most = UKURAN[simpul.tipe]
    low = max(fewest, TIM_TERKECIL - bawahan, TERISI.get(simpul.kunci, 0))
    high = max(low, min(most, TIM_TERBESAR - bawahan))
    return low, min(max(usual, low), high), high


@dataclass
class Pilihan:
    """The branches chosen so far and how many people they hold at the usual size."""

    semua: dict[str, Simpul]
    dipilih: set[str] = field(default_factory=set)
    bawahan: dict[str, int] = field(default_factory=dict)
    per_kelas: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bersama: dict[str, list[str]] = {}
        for simpul in self.semua.values():
            if simpul.atasan and not simpul.kelas:
                self.bersama.setdefault(simpul.atasan, []).append(simpul.kunci)

    @property
    def jumlah(self) -> int:
        return sum(self.per_kelas.values())

    def branch(self, kunci: str) -> list[str]:
        """This team with what comes along with it, and what it hangs on that is not there yet."""
        wanted: list[str] = []
        waiting = [kunci]
        seen = set(self.dipilih)
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            wanted.append(current)
            simpul = self.semua[current]
            waiting += [above for above in (simpul.atasan, simpul.induk, simpul.unit) if above]
            waiting += self.bersama.get(current, [])
        return wanted

    def price(self, branch: list[str]) -> dict[str, int]:
        """People by class that the branch would add; a superior who gets leaders below needs fewer direct members."""
        more: dict[str, int] = {}
        for key in branch:
            above = self.semua[key].atasan
            if above:
                more[above] = more.get(above, 0) + 1
        added: dict[str, int] = {}
        for key in {*branch, *more}:
            now = self.bawahan.get(key, 0)
            people = self.usual(key, now + more.get(key, 0)) - (self.usual(key, now) if key in self.dipilih else 0)
            kelas = class_of(self.semua, key)
            added[kelas] = added.get(kelas, 0) + people
        return added

    def usual(self, kunci: str, bawahan: int) -> int:
        simpul = self.semua[kunci]
        return 1 + bounds(simpul, bawahan)[1] if simpul.tipe else 0

    def add(self, branch: list[str], price: dict[str, int]) -> None:
        for kelas, people in price.items():
            self.per_kelas[kelas] = self.per_kelas.get(kelas, 0) + people
        for key in branch:
            self.dipilih.add(key)
            above = self.semua[key].atasan
            if above:
                self.bawahan[above] = self.bawahan.get(above, 0) + 1


def class_of(semua: dict[str, Simpul], kunci: str) -> str:
    """The class a team counts for: its own, or that of the nearest team above that has one."""
    current: str | None = kunci
    while current is not None:
        simpul = semua[current]
        if simpul.kelas not in ("", PERLU):
            return simpul.kelas
        current = simpul.atasan
    return "pusat"


def _waiting(semua: dict[str, Simpul]) -> dict[str, list[str]]:
    """Branches by class, the first one last."""
    waiting: dict[str, list[str]] = {}
    for kunci in reversed(semua):
        if semua[kunci].kelas not in ("", PERLU):
            waiting.setdefault(semua[kunci].kelas, []).append(kunci)
    return waiting


@lru_cache(maxsize=1)
def shares() -> dict[str, int]:
    """People of each class in the whole province."""
    whole = Pilihan(seluruhnya())
    for kunci, simpul in whole.semua.items():
        if simpul.kelas not in ("", PERLU) and kunci not in whole.dipilih:
            branch = whole.branch(kunci)
            whole.add(branch, whole.price(branch))
    return whole.per_kelas


@lru_cache(maxsize=2)
def choose(pegawai: int) -> Pilihan:
    """The branches of a province of about this many people; at the full size, all of them."""
    chosen = Pilihan(seluruhnya())
    for kunci in (AKAR, *WAJIB, *(UTAMA if pegawai >= UTAMA_MULAI else ())):
        branch = chosen.branch(kunci)
        chosen.add(branch, chosen.price(branch))
    whole, waiting = shares(), _waiting(chosen.semua)
    people = chosen.jumlah
    scale = pegawai / sum(whole.values())
    while waiting:
        kelas = max(waiting, key=lambda name: (whole[name] * scale - chosen.per_kelas.get(name, 0), name))
        if not waiting[kelas]:
            del waiting[kelas]
            continue
        branch = chosen.branch(waiting[kelas].pop())
        price = chosen.price(branch)
        if people + sum(price.values()) > pegawai:
            del waiting[kelas]  # its next branch is too large for what is left; a smaller one may still fit
        else:
            chosen.add(branch, price)
            people += sum(price.values())
    return chosen


def sizes(chosen: Pilihan, pegawai: int, benih: int) -> dict[str, int]:
    """Direct members of every chosen team; leaders and members together are exactly `pegawai`."""
    teams = [kunci for kunci in chosen.semua if kunci in chosen.dipilih and chosen.semua[kunci].tipe]
    limits = {kunci: bounds(chosen.semua[kunci], chosen.bawahan.get(kunci, 0)) for kunci in teams}
    wanted = pegawai - len(teams)
    if not sum(low for low, _, _ in limits.values()) <= wanted <= sum(high for _, _, high in limits.values()):
        raise TidakMuat
    acak = random.Random(f"ukuran:{benih}")
    found = {}
    for kunci in teams:
        low, usual, high = limits[kunci]
        found[kunci] = min(max(usual + acak.choice((-1, -1, 0, 0, 1, 1, 2)), low), high)
    _adjust(found, limits, wanted, acak)
    return found


def _adjust(found: dict[str, int], limits: dict[str, tuple[int, int, int]], wanted: int, acak: random.Random) -> None:
    """One member more or less per team and round, until the sum is right."""
    missing = wanted - sum(found.values())
    step = 1 if missing > 0 else -1
    order = list(found)
    while missing:
        acak.shuffle(order)
        for kunci in order:
            low, _, high = limits[kunci]
            if missing and low <= found[kunci] + step <= high:
                found[kunci] += step
                missing -= step
