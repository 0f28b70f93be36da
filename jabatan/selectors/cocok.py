"""Persons against posts: every requirement with its evidence. Facts of a set of people are one query."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asn_portal.core.relasi import fetch_with
from asn_portal.core.templatetags.bentuk import angka
from jabatan.aturan.kecocokan import BELUM, MEMENUHI, TANPA_DATA, Fakta, Syarat, judge, training_for, years_as
from jabatan.selectors.perlu import compose
from jabatan.selectors.syarat import SyaratSatu
from pegawai.aturan.kata import PENDIDIKAN
from pegawai.selectors.peringatan_sql import TINGKAT_BKN

KATA = {MEMENUHI: "Memenuhi", BELUM: "Belum memenuhi", TANPA_DATA: "Belum ada data"}

# fakta_orang (id, pendidikan, golongan, pengalaman, pelatihan) of the people of a relation `orang_dipilih (id)`. Years count
# own posts and acting ones of another level never.
FAKTA = """
fakta_orang AS MATERIALIZED (
    SELECT o.id, didik.ijazah AS pendidikan, coalesce(didik.tingkat, 0) AS tingkat, gol.golongan,
           coalesce(alami.lama, '{}'::jsonb) AS pengalaman, coalesce(latih.nama, ARRAY[]::text[]) AS pelatihan
    FROM orang_dipilih o
    LEFT JOIN LATERAL (
        SELECT tingkat_bkn.ijazah, tingkat_bkn.tingkat FROM pegawai_riwayatpendidikan b
        JOIN {tingkat_bkn} ON tingkat_bkn.kode = split_part(b.tingkat_id, ':', 2)
        WHERE b.pegawai_id = o.id AND upper_inf(b.tercatat) AND lower(b.berlaku) <= %(hari)s::date
        ORDER BY tingkat_bkn.tingkat DESC LIMIT 1
    ) didik ON true
    LEFT JOIN LATERAL (
        SELECT r.nama AS golongan FROM pegawai_riwayatgolongan b JOIN pegawai_referensi r ON r.kunci = b.golongan_id
        WHERE b.pegawai_id = o.id AND upper_inf(b.tercatat) AND lower(b.berlaku) <= %(hari)s::date
        ORDER BY lower(b.berlaku) DESC LIMIT 1
    ) gol ON true
    LEFT JOIN LATERAL (
        SELECT jsonb_object_agg(slug, hari) AS lama FROM (
            SELECT coalesce(nullif(j.jenjang, ''), j.jenis) AS slug,
                   sum(least(coalesce(upper(p.berlaku), %(hari)s::date), %(hari)s::date) - lower(p.berlaku)) AS hari
            FROM jabatan_penempatan p JOIN jabatan_jabatan j ON j.id = p.jabatan_id
            WHERE p.pegawai_id = o.id AND p.jenis = 'definitif' AND upper_inf(p.tercatat) AND lower(p.berlaku) < %(hari)s::date
            GROUP BY 1
        ) tiap
    ) alami ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(nama ORDER BY nama) AS nama FROM (
            SELECT r.nama FROM pegawai_riwayatdiklat b JOIN pegawai_referensi r ON r.kunci = b.latihan_id
            WHERE b.pegawai_id = o.id AND upper_inf(b.tercatat) AND lower(b.berlaku) <= %(hari)s::date
          UNION
            SELECT b.nama FROM pegawai_riwayatkursus b
            WHERE b.pegawai_id = o.id AND upper_inf(b.tercatat) AND lower(b.berlaku) <= %(hari)s::date
        ) semua
    ) latih ON true
)"""
ORANG_INI = "orang_dipilih AS (SELECT unnest(%(orang)s::uuid[]) AS id)"


@dataclass(frozen=True)
class Kriteria:
    """One requirement, how the person stands to it, and what of the record says so."""

    syarat: SyaratSatu
    keadaan: str
    bukti: str

    @property
    def kata(self) -> str:
        return KATA[self.keadaan]

    @property
    def memenuhi(self) -> bool:
        return self.keadaan == MEMENUHI


def facts_of(people: Sequence[UUID], hari: date) -> dict[UUID, Fakta]:
    """One query for all of them."""
    statement = compose(
        "SELECT id, pendidikan, golongan, pengalaman::text, pelatihan FROM fakta_orang", ORANG_INI, FAKTA
    )
    rows = fetch_with(statement, TINGKAT_BKN, orang=[str(pk) for pk in people], hari=hari)
    return {
        pk: Fakta(didik or "", golongan or "", json.loads(lama), tuple(pelatihan))
        for pk, didik, golongan, lama, pelatihan in rows
    }


def criteria(needs: Sequence[SyaratSatu], fakta: Fakta) -> list[Kriteria]:
    return [Kriteria(one, judge(Syarat(one.jenis, one.nilai, one.tahun), fakta), evidence(one, fakta)) for one in needs]


def evidence(one: SyaratSatu, fakta: Fakta) -> str:
    match one.jenis:
        case "pendidikan":
            return (
                f"Pendidikan tertinggi {PENDIDIKAN[fakta.pendidikan]}" if fakta.pendidikan else "Ijazah belum tercatat"
            )
        case "pangkat":
            return f"Golongan {fakta.golongan}" if fakta.golongan else "Golongan belum tercatat"
        case "pengalaman":
            if not fakta.pengalaman:
                return "Riwayat jabatan belum tercatat"
            return f"{angka(years_as(one.nilai, fakta), 1)} tahun menurut penempatan pada peta"
        case _:
            if not fakta.pelatihan:
                return "Riwayat pelatihan belum tercatat"
            return training_for(one.nilai, fakta) or "Tidak ada dalam riwayat pelatihan"
