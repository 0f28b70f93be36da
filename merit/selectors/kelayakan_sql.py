"""Everybody who comes into question for a kind of post: the statement (merit.selectors.kelayakan asks it)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from jabatan.aturan.pengisian import SYARAT
from jabatan.enums import Jenjang
from jabatan.selectors.cocok import FAKTA
from jabatan.selectors.perlu import compose
from jabatan.selectors.syarat import SyaratSatu
from kinerja.aturan.kata import RINCIAN_JENJANG
from kinerja.aturan.kelayakan import TABEL_KELAYAKAN_JENJANG
from kinerja.models.evaluasi import TERSAMPAIKAN
from merit import mesin
from merit.aturan import promosi
from pegawai.aturan.kata import TINGKAT_PENDIDIKAN, URUTAN_GOLONGAN

TAHUN_PREDIKAT = 2
# What the agency itself asks of every post of this kind, beside the law.
JENIS_INI = """
kursi AS (
    SELECT NULL::uuid AS jabatan_id, %(instansi)s::uuid AS instansi_id, %(jenis)s::text AS jenis, %(jenjang)s::text AS jenjang,
           ''::text AS nama, NULL::uuid AS unit_id
)"""
TAMBAHAN = """
SELECT jenis, nilai, tahun, rincian, wajib, dekat, dasar FROM syarat WHERE dekat > 0 AND wajib
 ORDER BY array_position(ARRAY['pendidikan', 'pangkat', 'pengalaman', 'pelatihan'], jenis::text), nilai
"""
ORANG = "orang AS MATERIALIZED (ISI), orang_dipilih AS (SELECT id FROM orang)"
KREDIT = """
kredit AS MATERIALIZED (
    SELECT ak.pegawai_id, round(sum(CASE WHEN ak.jenis = 'konversi' THEN ak.bulan * ak.persen * ak.koefisien
                                         ELSE ak.angka * 1200 END) / 1200, 3) AS angka
      FROM kinerja_angkakredit AS ak JOIN orang ON orang.id = ak.pegawai_id
     WHERE ak.dicabut_pada IS NULL AND ak.jenjang = %(jenjang_asal)s GROUP BY ak.pegawai_id
), predikat AS MATERIALIZED (
    SELECT DISTINCT ON (e.pegawai_id) e.pegawai_id, e.predikat
      FROM kinerja_evaluasi AS e JOIN orang ON orang.id = e.pegawai_id
     WHERE e.jenis = 'tahunan' AND e.status = ANY(%(tersampaikan)s::text[]) AND e.tahun >= %(tahun)s - %(tahun_predikat)s
       AND e.tahun < %(tahun)s AND e.predikat <> '' ORDER BY e.pegawai_id, e.tahun DESC, e.masa DESC
), lowongan AS MATERIALIZED (
    SELECT r.nama, CASE WHEN sum(coalesce(r.kebutuhan, 0)) > sum(coalesce(isi.banyak, 0)) THEN 'terbuka' ELSE 'penuh' END AS keadaan
      FROM jabatan_rincianjabatan AS r
      JOIN jabatan_jabatan AS j ON j.id = r.jabatan_id AND j.instansi_id = %(instansi)s AND j.jenjang = %(jenjang)s
      LEFT JOIN (SELECT jabatan_id, count(*) AS banyak FROM jabatan_penempatan
                  WHERE jenis = 'definitif' AND upper_inf(tercatat) AND berlaku @> %(hari)s::date GROUP BY jabatan_id) AS isi
        ON isi.jabatan_id = r.jabatan_id
     WHERE upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date GROUP BY r.nama
)"""
DISIPLIN_ORANG = """
hukdis AS MATERIALIZED (
    SELECT DISTINCT h.pegawai_id FROM pegawai_riwayathukuman AS h JOIN orang ON orang.id = h.pegawai_id
     WHERE upper_inf(h.tercatat) AND h.tingkat IN ('s', 'b') AND h.batal_nomor = '' AND lower(h.berlaku) <= %(hari)s::date
)"""
HASIL = """
hasil AS MATERIALIZED (
    SELECT dinilai.*, cardinality(array_positions(keadaan, 'belum')) AS kurang,
           cardinality(array_positions(keadaan, 'tanpa_data')) AS tanpa
      FROM (SELECT orang.id, p.nama, p.gelar_depan, p.gelar_belakang, orang.unit_id, orang.jenjang AS jabatan,
                   date_part('year', age(%(hari)s::date, orang.tanggal_lahir))::int AS usia, hukdis.pegawai_id IS NOT NULL AS hukdis,
                   f.pendidikan, f.golongan, g.urutan, f.pengalaman, f.pelatihan, AK AS angka_kredit, PREDIKAT AS predikat,
                   LOWONGAN AS lowongan, coalesce(r.nama, '') AS nama_jabatan, ARRAY[BUTIR]::text[] AS keadaan
              FROM orang JOIN fakta_orang AS f ON f.id = orang.id JOIN pegawai_pegawai AS p ON p.id = orang.id
              LEFT JOIN {golongan_pns} ON golongan_pns.golongan = f.golongan
             CROSS JOIN LATERAL (SELECT golongan_pns.urutan) AS g
              LEFT JOIN hukdis ON hukdis.pegawai_id = orang.id
              LEFT JOIN jabatan_rincianjabatan AS r ON r.jabatan_id = orang.jabatan_id AND upper_inf(r.tercatat)
               AND r.berlaku @> %(hari)s::date
              GABUNG) AS dinilai
)"""
FUNGSIONAL = """
              LEFT JOIN kredit ON kredit.pegawai_id = orang.id LEFT JOIN predikat ON predikat.pegawai_id = orang.id
              LEFT JOIN lowongan ON right(r.nama, length(%(label_asal)s)) = %(label_asal)s
               AND lowongan.nama = left(r.nama, -length(%(label_asal)s)) || %(label)s"""
HALAMAN = """
SELECT jumlah.memenuhi, jumlah.tanpa, jumlah.belum, hal.*
  FROM (SELECT count(*) FILTER (WHERE kurang = 0 AND tanpa = 0)::int AS memenuhi,
               count(*) FILTER (WHERE kurang = 0 AND tanpa > 0)::int AS tanpa, count(*) FILTER (WHERE kurang > 0)::int AS belum
          FROM hasil) AS jumlah
  LEFT JOIN (SELECT row_number() OVER (ORDER BY URUT) AS tempat, id, nama, gelar_depan, gelar_belakang, unit_id, nama_jabatan, jabatan,
                    usia, hukdis, coalesce(pendidikan, ''), coalesce(golongan, ''), pengalaman::text, pelatihan, angka_kredit, predikat,
                    lowongan, keadaan
               FROM hasil WHERE SARING ORDER BY 1 LIMIT %(batas)s OFFSET %(mulai)s) AS hal ON true
 ORDER BY hal.tempat
"""
SARING = {
    "memenuhi": "kurang = 0 AND tanpa = 0", "tanpa_data": "kurang = 0 AND tanpa > 0", "belum": "kurang > 0", "semua": "true",
}  # fmt: skip
URUT = {
    "": "kurang + tanpa, kurang, urutan DESC NULLS LAST, nama, id", "nama": "nama, id",
}  # fmt: skip


def _state(known: str, fulfilled: str) -> str:
    return f"CASE WHEN NOT ({known}) THEN 'tanpa_data' WHEN {fulfilled} THEN 'memenuhi' ELSE 'belum' END"


def _years(days: str) -> str:
    return f"trunc(({days}) / 365.25, 1)"


HARI_INI = "coalesce((f.pengalaman ->> orang.jenjang)::numeric, 0)"
HARI_DALAM = "(SELECT coalesce(sum((f.pengalaman ->> satu)::numeric), 0) FROM unnest(NILAI::text[]) AS satu)"
HARI_SEMUA = "(SELECT coalesce(sum(satu.value::numeric), 0) FROM jsonb_each_text(f.pengalaman) AS satu)"
PUNYA_JABATAN, PUNYA_RIWAYAT = "orang.jenjang <> ''", "f.pengalaman <> '{}'::jsonb"
BUTIR = {
    "jabatan_asal": _state(PUNYA_JABATAN, "orang.jenjang = ANY(%(asal)s::text[])"),
    "lama_jabatan": _state(PUNYA_JABATAN, f"orang.jenjang = ANY(%(asal)s::text[]) AND {_years(HARI_INI)} >= %(lama)s"),
    "pendidikan": _state("f.tingkat > 0", "f.tingkat >= %(tingkat)s"),
    "pengalaman": _state(PUNYA_RIWAYAT, f"{_years(HARI_SEMUA)} >= %(pengalaman)s"),
    "usia": _state("true", "date_part('year', age(%(hari)s::date, orang.tanggal_lahir)) <= %(usia)s"),
    "hukdis": _state("true", "hukdis.pegawai_id IS NULL"),
    "angka_kredit": _state("kredit.angka IS NOT NULL", "kredit.angka >= %(ambang)s"),
    "predikat": _state("predikat.predikat IS NOT NULL", "predikat.predikat = ANY(%(cukup)s::text[])"),
    "lowongan": _state("lowongan.keadaan IS NOT NULL", "lowongan.keadaan = 'terbuka'"),
}  # fmt: skip
KATA_SYARAT = """(EXISTS (SELECT FROM unnest(f.pelatihan) AS ikut WHERE NOT EXISTS (
    SELECT FROM regexp_split_to_table(lower(%(NILAI)s), '\\s+') AS kata WHERE kata <> '' AND strpos(lower(ikut), kata) = 0)))"""


def statement_of(
    target: str, items: Sequence[str], extra: Sequence[SyaratSatu], orang: mesin.Pertanyaan, *, saring: str, urut: str
) -> str:
    """Everybody of `orang`, judged by these items and then by what the agency asks for beside them."""
    functional = target not in SYARAT
    parts = [BUTIR[kode] for kode in items] + [_addition(at, one) for at, one in enumerate(extra)]
    pieces = {
        "AK": "kredit.angka" if functional else "NULL::numeric", "PREDIKAT": "coalesce(predikat.predikat, '')" if functional else "''",
        "LOWONGAN": "coalesce(lowongan.keadaan, '')" if functional else "''", "GABUNG": FUNGSIONAL if functional else "",
        "BUTIR": ", ".join(parts),
    }  # fmt: skip
    result = HASIL
    for nama, text in pieces.items():
        result = result.replace(nama, text, 1)
    page = HALAMAN.replace("SARING", SARING[saring], 1).replace("URUT", URUT.get(urut, URUT[""]), 1)
    earned = [KREDIT] if functional else []
    return compose(page, ORANG.replace("ISI", orang.sql, 1), FAKTA, *earned, DISIPLIN_ORANG, result)


def values_of(target: str, extra: Sequence[SyaratSatu], hari: date) -> dict[str, Any]:
    shared: dict[str, Any] = {"hari": hari, "asal": promosi.sources_of(target)}
    for at, one in enumerate(extra):
        shared |= _addition_values(at, one)
    if target in SYARAT:
        row = SYARAT[target]
        return shared | {
            "lama": Decimal(row["lama_jabatan_tahun"]), "tingkat": TINGKAT_PENDIDIKAN[row["pendidikan"]],
            "pengalaman": Decimal(row.get("pengalaman_tahun", 0)), "usia": row.get("usia_maks", 0),
        }  # fmt: skip
    below = promosi.JENJANG_ASAL[target]
    return shared | {
        "jenjang": target, "jenjang_asal": below, "label": str(Jenjang(target).label), "label_asal": str(Jenjang(below).label),
        "ambang": Decimal(RINCIAN_JENJANG[below]["kenaikan_jenjang"]), "tersampaikan": [str(one) for one in TERSAMPAIKAN],
        "cukup": list(TABEL_KELAYAKAN_JENJANG.terakhir.nilai["predikat_cukup"]), "tahun": hari.year,
        "tahun_predikat": TAHUN_PREDIKAT,
    }  # fmt: skip


def _addition(at: int, one: SyaratSatu) -> str:
    """The same rule as jabatan.aturan.kecocokan."""
    nilai, tahun = f"%(s{at}_nilai)s", f"%(s{at}_tahun)s"
    match one.jenis:
        case "pendidikan":
            return _state("f.tingkat > 0", f"f.tingkat >= {nilai}")
        case "pangkat":
            return _state("g.urutan IS NOT NULL", f"g.urutan >= {nilai}")
        case "pengalaman":
            days = HARI_DALAM.replace("NILAI", nilai)
            return _state(PUNYA_RIWAYAT, f"{_years(days)} >= {tahun}")
        case "pelatihan":
            return _state("cardinality(f.pelatihan) > 0", KATA_SYARAT.replace("NILAI", f"s{at}_nilai"))
        case _:
            return "'tanpa_data'"


def _addition_values(at: int, one: SyaratSatu) -> dict[str, Any]:
    known: dict[str, Any] = {
        "pendidikan": TINGKAT_PENDIDIKAN.get(one.nilai, 0), "pangkat": URUTAN_GOLONGAN.get(one.nilai, 0),
        "pengalaman": one.nilai.split("|"),
    }  # fmt: skip
    return {f"s{at}_nilai": known.get(one.jenis, one.nilai), f"s{at}_tahun": one.tahun or Decimal(0)}
