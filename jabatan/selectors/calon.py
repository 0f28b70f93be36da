"""Shortlist of a seat: who comes into question, who is left out and why, and how each stands to every requirement.

There is no score: those who meet every obligatory requirement come first, then by how many they lack, rank and name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.relasi import Relasi, fetch_with
from jabatan.aturan.kecocokan import Fakta
from jabatan.enums import STRUKTURAL, JenisJabatan, Jenjang
from jabatan.kata import PEMISAH
from jabatan.selectors.cocok import FAKTA, Kriteria, criteria, facts_of
from jabatan.selectors.jabatan import Kursi
from jabatan.selectors.perlu import ACUAN, SYARAT, SYARAT_BAWAAN, compose
from jabatan.selectors.syarat import KURSI_INI, SyaratSatu, requirements_of, standards_of
from jabatan.selectors.terukur import KriteriaKompetensi, judge_levels, measured_levels
from pegawai.aturan.kata import TINGKAT_PENDIDIKAN
from pegawai.models.pegawai import full_name
from pegawai.selectors.hukum import GOLONGAN
from pegawai.selectors.peringatan_sql import TINGKAT_BKN

TINGKAT_IJAZAH = Relasi("tingkat_ijazah", {"ijazah": "text", "tingkat": "int"}, tuple(TINGKAT_PENDIDIKAN.items()))
SISA_TAHUN = 1
SEBAB = {
    "luar_peta": "Di luar peta pada tanggal ini (tugas belajar, CLTN, dan sebagainya)",
    "pppk": "Bukan PNS: jabatan manajerial diisi PNS",
    # Never who, and never what for: the sanction stays in the file (jabatan.selectors.gerbang).
    "disiplin": "Tidak lolos gerbang integritas",
    "pensiun": "Mencapai batas usia pensiun jabatan ini dalam setahun",
}
# Who holds an own post of the right kind today, but not this one; and why somebody of them is left out.
SUMBER = """
sumber AS MATERIALIZED (
    SELECT o.id, o.nama, o.gelar_depan, o.gelar_belakang, r.nama AS jabatan, r.unit_id, p.jabatan_id,
           CASE WHEN EXISTS (SELECT FROM jabatan_diluarpeta l WHERE l.pegawai_id = o.id AND upper_inf(l.tercatat)
                             AND l.berlaku @> %(hari)s::date) THEN 'luar_peta'
                WHEN EXISTS (SELECT FROM pegawai_riwayathukuman h WHERE h.pegawai_id = o.id AND upper_inf(h.tercatat)
                             AND h.berlaku @> %(hari)s::date AND h.batal_nomor = '' AND h.tingkat IN ('s', 'b')) THEN 'disiplin'
                WHEN %(manajerial)s AND o.jenis NOT IN ('pns', 'cpns') THEN 'pppk'
                WHEN %(bup)s::int IS NOT NULL AND (date_trunc('month', o.tanggal_lahir)
                     + make_interval(months => 12 * %(bup)s + 1))::date < (%(hari)s::date + make_interval(years => %(sisa)s))
                     THEN 'pensiun' END AS sebab
    FROM jabatan_penempatan p
    JOIN jabatan_jabatan j ON j.id = p.jabatan_id AND j.instansi_id = %(instansi)s
    JOIN jabatan_rincianjabatan r ON r.jabatan_id = j.id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
    JOIN pegawai_pegawai o ON o.id = p.pegawai_id AND o.ditarik_pada IS NULL
    WHERE p.jenis = 'definitif' AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date AND p.jabatan_id <> %(jabatan)s
      AND coalesce(nullif(j.jenjang, ''), j.jenis) = ANY(%(asal)s::text[])
      AND (%(rumpun)s = '' OR starts_with(r.nama, %(rumpun)s))
), orang_dipilih AS (SELECT id FROM sumber WHERE sebab IS NULL)"""
HITUNG = "SELECT coalesce(sebab, ''), count(*)::int FROM sumber GROUP BY 1"
# The same rule as jabatan.aturan.kecocokan; tests/jabatan/test_cocok.py holds both together.
URUT = """
SELECT s.id, s.nama, s.gelar_depan, s.gelar_belakang, s.jabatan, s.unit_id, coalesce(unit.nama, ''), k.kurang,
       count(*) OVER ()::int, count(*) FILTER (WHERE k.kurang = 0) OVER ()::int
FROM sumber s JOIN fakta_orang f ON f.id = s.id
LEFT JOIN core_rincianunit unit ON unit.unit_id = s.unit_id AND upper_inf(unit.tercatat) AND unit.berlaku @> %(hari)s::date
CROSS JOIN LATERAL (
    SELECT (SELECT golongan_pns.urutan FROM {golongan_pns} WHERE golongan_pns.golongan = f.golongan) AS urutan
) g
CROSS JOIN LATERAL (
    SELECT count(*)::int AS kurang FROM syarat WHERE syarat.wajib AND NOT coalesce(CASE syarat.jenis
        WHEN 'pendidikan' THEN f.tingkat > 0 AND f.tingkat >=
             (SELECT tingkat_ijazah.tingkat FROM {tingkat_ijazah} WHERE tingkat_ijazah.ijazah = syarat.nilai)
        WHEN 'pangkat' THEN g.urutan >=
             (SELECT golongan_pns.urutan FROM {golongan_pns} WHERE golongan_pns.golongan = syarat.nilai)
        WHEN 'pengalaman' THEN f.pengalaman <> '{}'::jsonb AND trunc((
             SELECT coalesce(sum((f.pengalaman ->> satu)::numeric), 0) FROM unnest(string_to_array(syarat.nilai, '|')) satu
             ) / 365.25, 1) >= syarat.tahun
        ELSE EXISTS (SELECT FROM unnest(f.pelatihan) ikut WHERE NOT EXISTS (
             SELECT FROM regexp_split_to_table(lower(syarat.nilai), '\\s+') kata WHERE kata <> '' AND strpos(lower(ikut), kata) = 0))
        END, false)
) k
ORDER BY k.kurang, g.urutan DESC NULLS LAST, s.nama, s.id LIMIT %(batas)s OFFSET %(mulai)s
"""


@dataclass(frozen=True)
class Calon:
    pegawai_id: UUID
    nama: str
    jabatan: str
    unit: str
    kurang: int
    kriteria: list[Kriteria]
    kompetensi: list[KriteriaKompetensi]

    @property
    def kekurangan(self) -> str:
        """Which obligatory requirements are not met, or not known to be."""
        return ", ".join(
            one.syarat.jenis_kata.lower() for one in self.kriteria if one.syarat.wajib and not one.memenuhi
        )


@dataclass(frozen=True)
class DaftarCalon:
    """One page of the shortlist with what is around it."""

    syarat: list[SyaratSatu]
    calon: list[Calon]
    banyak: int
    lengkap: int
    dikecualikan: list[tuple[str, int]]


def sources_of(kursi: Kursi, syarat: list[SyaratSatu]) -> tuple[list[str], str]:
    """Posts from which one may come: those whose experience counts; without such a requirement, posts of the same kind.
    A functional post takes people of its own family.
    """
    seat, row = kursi.jabatan, kursi.rincian
    asal = [slug for one in syarat if one.jenis == "pengalaman" for slug in one.nilai.split(PEMISAH)]
    family = ""
    if seat.jenis == JenisJabatan.FUNGSIONAL and seat.jenjang:
        family = row.nama.removesuffix(str(Jenjang(seat.jenjang).label)).strip()
    return asal or [seat.jenjang or seat.jenis], family


def shortlist(kursi: Kursi, hari: date, *, mulai: int = 0, batas: int = 25) -> DaftarCalon:
    """Six queries, however many people, and those of whoever measures levels."""
    seat = kursi.jabatan
    needs = requirements_of(seat.pk, hari)
    asal, family = sources_of(kursi, needs)
    values: dict[str, Any] = {
        "jabatan": seat.pk, "instansi": seat.instansi_id, "hari": hari, "asal": asal, "rumpun": family,
        "bup": kursi.rincian.bup, "manajerial": seat.jenis in STRUKTURAL, "sisa": SISA_TAHUN,
    }  # fmt: skip
    counted = dict(fetch_with(compose(HITUNG, SUMBER), **values))
    statement = compose(URUT, KURSI_INI, ACUAN, SYARAT, SUMBER, FAKTA)
    laws = (SYARAT_BAWAAN, TINGKAT_BKN, GOLONGAN, TINGKAT_IJAZAH)
    rows = fetch_with(statement, *laws, **values, mulai=mulai, batas=batas)
    people = [row[0] for row in rows]
    facts, levels, standard = facts_of(people, hari), measured_levels(people, hari), standards_of(seat.pk, hari)
    found = [
        Calon(
            pk,
            full_name(*name),
            jabatan,
            unit,
            lacks,
            criteria(needs, facts.get(pk, Fakta())),
            judge_levels(standard, levels.get(pk, {})),
        )
        for pk, *name, jabatan, _, unit, lacks, _, _ in rows
    ]
    full = rows[0][9] if rows else 0
    left = [(words, counted[why]) for why, words in SEBAB.items() if counted.get(why)]
    return DaftarCalon(needs, found, counted.get("", 0), full, left)
