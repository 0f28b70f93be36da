"""Peta karier: which posts can follow the own one, and which requirements of each are met. Three queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from asn_portal.core.relasi import fetch_with
from asn_portal.core.sql import fetch
from jabatan.aturan.kecocokan import Fakta
from jabatan.enums import JenisJabatan, Jenjang
from jabatan.kata import PEMISAH
from jabatan.selectors.cocok import Kriteria, criteria, facts_of
from jabatan.selectors.perlu import ACUAN, SYARAT, SYARAT_BAWAAN, compose
from jabatan.selectors.syarat import SyaratSatu
from pegawai.aturan.kata import JENJANG_KEAHLIAN, JENJANG_KETERAMPILAN
from pegawai.models import Pegawai

MANAJERIAL = (
    JenisJabatan.PENGAWAS, JenisJabatan.ADMINISTRATOR, JenisJabatan.JPT_PRATAMA, JenisJabatan.JPT_MADYA,
    JenisJabatan.JPT_UTAMA,
)  # fmt: skip
RUANG = UUID("0d4a9c0e-6a55-5c0f-8a3e-5b6a2f1d7c90")


@dataclass(frozen=True)
class Tujuan:
    """A post that can follow: a managerial kind, or the next level of the own family."""

    judul: str
    jenis: str
    kriteria: list[Kriteria]

    @property
    def kurang(self) -> int:
        return sum(one.syarat.wajib and not one.memenuhi for one in self.kriteria)

    @property
    def lengkap(self) -> bool:
        return not self.kurang


@dataclass(frozen=True)
class PetaKarier:
    jabatan: str
    jabatan_id: UUID | None
    tujuan: list[Tujuan]


OWN = """
SELECT j.id, j.jenis, j.jenjang, r.nama FROM jabatan_penempatan p JOIN jabatan_jabatan j ON j.id = p.jabatan_id
JOIN jabatan_rincianjabatan r ON r.jabatan_id = j.id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
WHERE p.pegawai_id = %(orang)s AND p.jenis = 'definitif' AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date
"""
# Posts that need not be on the map: by kind, level and name.
KURSI_DICARI = """
kursi AS (
    SELECT jabatan_id, %(instansi)s::uuid AS instansi_id, jenis, jenjang, nama, NULL::uuid AS unit_id
    FROM unnest(%(id)s::uuid[], %(jenis)s::text[], %(jenjang)s::text[], %(nama)s::text[]) k (jabatan_id, jenis, jenjang, nama)
)"""
NEEDS = (
    "SELECT jabatan_id, jenis, nilai, tahun, rincian, wajib, dekat, dasar FROM syarat ORDER BY jenis, NOT wajib, nilai"
)


def career_of(pegawai: Pegawai, hari: date) -> PetaKarier:
    """As far as the map knows the own post; without one there is nothing to follow."""
    own = fetch(OWN, orang=pegawai.pk, hari=hari)
    if not own:
        return PetaKarier("", None, [])
    seat_id, jenis, jenjang, nama = own[0]
    wanted = [("", kind.value, "", str(kind.label)) for kind in MANAJERIAL if kind != jenis]
    wanted = next_levels(jenjang, nama) + wanted
    ids = [uuid5(RUANG, f"{kind}:{level}:{name}") for name, kind, level, _ in wanted]
    rows = fetch_with(
        compose(NEEDS, KURSI_DICARI, ACUAN, SYARAT), SYARAT_BAWAAN, instansi=pegawai.instansi_id, hari=hari,
        id=[str(pk) for pk in ids], jenis=[kind for _, kind, _, _ in wanted], jenjang=[level for _, _, level, _ in wanted],
        nama=[name for name, *_ in wanted],
    )  # fmt: skip
    needs: dict[UUID, list[SyaratSatu]] = {}
    for pk, *row in rows:
        needs.setdefault(pk, []).append(SyaratSatu(*row))
    fakta = facts_of([pegawai.pk], hari).get(pegawai.pk, Fakta())
    here = jenjang or jenis
    found = [
        Tujuan(title, kind, criteria(needs.get(pk, []), fakta))
        for pk, (name, kind, _, title) in zip(ids, wanted, strict=True)
        if name or leads_there(here, needs.get(pk, []))
    ]
    return PetaKarier(nama, seat_id, sorted(found, key=lambda one: one.kurang))


def next_levels(jenjang: str, nama: str) -> list[tuple[str, str, str, str]]:
    """The level above in the own family: name, kind, level, title."""
    for path in (JENJANG_KETERAMPILAN, JENJANG_KEAHLIAN):
        if jenjang in path[:-1]:
            above = path[path.index(jenjang) + 1]
            family = nama.removesuffix(str(Jenjang(jenjang).label)).strip()
            name = f"{family} {Jenjang(above).label}"
            return [(name, JenisJabatan.FUNGSIONAL.value, above, name)]
    return []


def leads_there(here: str, needs: list[SyaratSatu]) -> bool:
    """Is the own post one of those from which it is filled?"""
    return any(one.jenis == "pengalaman" and here in one.nilai.split(PEMISAH) for one in needs)
