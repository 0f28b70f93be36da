"""One person on the map: seats held, and why somebody is the superior."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.sql import fetch
from jabatan.enums import SEBUTAN, JenisPenempatan
from jabatan.models import DiLuarPeta
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, Pegawai
from pegawai.models.pegawai import full_name


@dataclass(frozen=True)
class Duduk:
    """One placement of a person, as known now. `sampai` is the last day, None while it goes on."""

    id: UUID
    jabatan_id: UUID
    jabatan: str
    unit_id: UUID
    unit: str
    jenis: str
    bidang: str
    mulai: date
    sampai: date | None
    sk_nomor: str
    sk_tanggal: date | None

    @property
    def sebutan(self) -> str:
        """As what: empty for the own post."""
        return "" if self.jenis == JenisPenempatan.DEFINITIF else str(JenisPenempatan(self.jenis).label)

    def on(self, tanggal: date) -> bool:
        return self.mulai <= tanggal and (self.sampai is None or self.sampai >= tanggal)


POSTS = """
SELECT p.id, p.jabatan_id, r.nama, r.unit_id, unit.nama, p.jenis, p.sub_jabatan, lower(p.berlaku), upper(p.berlaku), p.sk_nomor,
       p.sk_tanggal
FROM jabatan_penempatan p
JOIN LATERAL (SELECT nama, unit_id FROM jabatan_rincianjabatan r
              WHERE r.jabatan_id = p.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku && p.berlaku
              ORDER BY r.berlaku DESC LIMIT 1) r ON true
LEFT JOIN LATERAL (SELECT nama FROM core_rincianunit u
              WHERE u.unit_id = r.unit_id AND upper_inf(u.tercatat) AND u.berlaku && p.berlaku
              ORDER BY u.berlaku DESC LIMIT 1) unit ON true
WHERE p.pegawai_id = %(orang)s AND upper_inf(p.tercatat)
ORDER BY lower(p.berlaku) DESC, p.jenis
"""


def posts_of(pegawai: Pegawai) -> list[Duduk]:
    """Every placement, planned ones first. One query."""
    rows = fetch(POSTS, orang=pegawai.pk)
    return [
        Duduk(*row[:4], row[4] or "", row[5], row[6], row[7], row[8] - date.resolution if row[8] else None, *row[9:])
        for row in rows
    ]


@dataclass(frozen=True)
class Langkah:
    """One step of the explanation: a seat on the way up, and what is found there."""

    jabatan_id: UUID
    jabatan: str
    unit: str
    kalimat: str
    putus: bool = False


@dataclass
class Penjelasan:
    """Why somebody is the superior on a day: by the map, by HR, or nobody."""

    tanggal: date
    asal: str = ""
    langkah: list[Langkah] = field(default_factory=list)
    atasan: str = ""
    atasan_id: UUID | None = None
    # What is recorded, when it is not what the map says.
    tercatat: HubunganAtasan | None = None
    khusus: bool = False
    luar: DiLuarPeta | None = None

    @property
    def berbeda(self) -> bool:
        recorded = self.tercatat.atasan_id if self.tercatat else None
        return recorded != self.atasan_id and not self.khusus


# Seat, its name and unit; kind of placement, person, name with titles; who is no civil servant.
Penduduk = tuple[Any, ...]

UPWARDS = """
WITH RECURSIVE asal AS (
    SELECT p.jabatan_id FROM jabatan_penempatan p
    WHERE p.pegawai_id = %(orang)s AND p.jenis IN ('definitif', 'tugas_tambahan') AND upper_inf(p.tercatat)
      AND p.berlaku @> %(hari)s::date
    ORDER BY p.jenis = 'definitif', p.jabatan_id LIMIT 1
), naik AS (
    SELECT jabatan_id, 0 AS tingkat FROM asal
  UNION ALL
    SELECT r.induk_id, n.tingkat + 1 FROM naik n
    JOIN jabatan_rincianjabatan r ON r.jabatan_id = n.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
    WHERE r.induk_id IS NOT NULL AND n.tingkat < 20
)
SELECT n.tingkat, n.jabatan_id, r.nama, unit.nama, p.jenis, p.pegawai_id, o.nama, o.gelar_depan, o.gelar_belakang, luar.nama
FROM naik n
JOIN jabatan_rincianjabatan r ON r.jabatan_id = n.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
LEFT JOIN core_rincianunit unit ON unit.unit_id = r.unit_id AND upper_inf(unit.tercatat) AND unit.berlaku @> %(hari)s::date
LEFT JOIN jabatan_penempatan p ON n.tingkat > 0 AND p.jabatan_id = n.jabatan_id AND upper_inf(p.tercatat)
      AND p.berlaku @> %(hari)s::date
LEFT JOIN pegawai_pegawai o ON o.id = p.pegawai_id
LEFT JOIN jabatan_pejabatnonasn luar ON luar.jabatan_id = n.jabatan_id AND upper_inf(luar.tercatat)
      AND luar.berlaku @> %(hari)s::date
ORDER BY n.tingkat, array_position(ARRAY['plh', 'plt', 'pj'], p.jenis::text)
"""


def explain_atasan(pegawai: Pegawai, tanggal: date) -> Penjelasan:
    """Step by step from the own seat upwards, and what is recorded. Three queries."""
    found = Penjelasan(tanggal)
    rows: dict[int, list[Penduduk]] = {}
    for level, *rest in fetch(UPWARDS, orang=pegawai.pk, hari=tanggal):
        rows.setdefault(level, []).append(tuple(rest))
    for level, people in sorted(rows.items()):
        if level == 0:
            found.asal = f"{people[0][1]}, {people[0][2]}"
            continue
        step = _step(people, pegawai)
        found.langkah.append(step)
        if step.putus:
            found.atasan_id, found.atasan = next(_deciders(people, pegawai), (None, ""))
            break
    links = HubunganAtasan.objects.pada(tanggal).filter(pegawai=pegawai).select_related("atasan")
    found.tercatat = links.first()
    found.khusus = found.tercatat is not None and found.tercatat.alasan == AlasanAtasan.KHUSUS
    found.luar = DiLuarPeta.objects.pada(tanggal).filter(pegawai=pegawai).select_related("atasan").first()
    return found


def _deciders(people: list[Penduduk], pegawai: Pegawai) -> Iterator[tuple[UUID, str]]:
    if _acts(people, pegawai):
        return iter(())
    return ((row[4], full_name(*row[5:8])) for row in people if row[4] and row[4] != pegawai.pk)


def _acts(people: list[Penduduk], pegawai: Pegawai) -> str:
    """As what the person himself acts in this seat: his own case is decided one level up."""
    return next((row[3] for row in people if row[4] == pegawai.pk and row[3] in SEBUTAN), "")


def _step(people: list[Penduduk], pegawai: Pegawai) -> Langkah:
    """What is found in one seat, in a sentence."""
    seat, nama, unit = people[0][:3]
    others = [row for row in people if row[4] and row[4] != pegawai.pk]
    own = any(row[4] == pegawai.pk for row in people)
    if acting := _acts(people, pegawai):
        as_what = SEBUTAN[JenisPenempatan(acting)]
        return Langkah(seat, nama, unit, f"Anda sendiri {as_what} di sini, jadi perkara Anda naik satu tingkat.")
    if not others and people[0][8]:
        return Langkah(seat, nama, unit, f"Dipegang {people[0][8]}, yang bukan ASN dan tidak memutuskan lewat portal.")
    if not others:
        words = "Anda sendiri yang memegangnya" if own else "Kosong"
        return Langkah(seat, nama, unit, f"{words}, jadi naik satu tingkat.")
    jenis, name = others[0][3], full_name(*others[0][5:8])
    if jenis in SEBUTAN:
        holder = next((full_name(*row[5:8]) for row in others if row[3] not in SEBUTAN), "")
        why = f"selama {holder} berhalangan" if holder else "karena jabatannya kosong"
        return Langkah(seat, nama, unit, f"{SEBUTAN[JenisPenempatan(jenis)]} {name} memutuskan {why}.", True)
    return Langkah(seat, nama, unit, f"Dipegang {name}".rstrip(".") + ".", True)
