"""The engine: one statement that reads the dated tables as of a cut-off and gives every person a row.

The same text serves a whole agency, some perangkat daerah of it (a batch of chunks), and one person at this moment; only the
people in `orang` differ. Those are found once; every component joins its register to them and sorts once: for many people by
reading the register through, for one by its index. Nothing is sorted that does not fit into memory. Scores are whole
hundredths, sums exact; nothing is rounded before it is shown. A component without data makes its axis NULL: no number, no box,
no rank.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asn_portal.core.sql import fetch
from merit.aturan.talenta import KOTAK
from merit.gerbang import daftar_gerbang
from merit.komponen.dasar import TABEL_PADANAN, hundredths, true_then
from merit.susunan import KomponenSusunan, SumbuSusunan, Susunan
from pegawai.selectors.peringatan_sql import BERHENTI

# Counts whenever the statement could give another answer to the same question.
MESIN = 2

TINGKAT_Y = ("di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi")
TINGKAT_X = ("rendah", "menengah", "tinggi")
# The nine boxes as one array: first by performance, then by potential, both from below.
KOTAK_BARIS = [KOTAK[y][x] for y in TINGKAT_Y for x in TINGKAT_X]
KOHORT_JENIS = {
    "jpt": ["jpt_utama", "jpt_madya", "jpt_pratama"], "administrator": ["administrator"], "pengawas": ["pengawas"],
    "fungsional": ["fungsional"], "pelaksana": ["pelaksana"],
}  # fmt: skip

# Who was employed on the day, and where.
BEKERJA = f"""
  FROM pegawai_pegawai AS p
  LEFT JOIN pegawai_keanggotaanunit AS anggota ON anggota.pegawai_id = p.id AND {true_then("anggota")}
  LEFT JOIN pegawai_riwayatkedudukan AS duduk ON duduk.pegawai_id = p.id AND {true_then("duduk")}"""
LETAK = """
  LEFT JOIN core_jalurunit AS letak ON letak.unit_id = anggota.unit_id AND letak.berlaku @> %(pada)s::date
  LEFT JOIN core_unitkerja AS akar
    ON akar.nomor = CASE WHEN nlevel(letak.jalur) > 1 THEN subpath(letak.jalur, 1, 1)::text::bigint END"""
DUDUK = f"""
  LEFT JOIN jabatan_penempatan AS tempat
    ON tempat.pegawai_id = p.id AND tempat.jenis = 'definitif' AND {true_then("tempat")}
  LEFT JOIN jabatan_jabatan AS kursi ON kursi.id = tempat.jabatan_id"""
SYARAT = """
 WHERE p.instansi_id = %(instansi)s AND p.ditarik_pada IS NULL AND HANYA
   AND (duduk.kedudukan_id IS NULL OR NOT duduk.kedudukan_id = ANY(%(berakhir)s::text[]))
   AND NOT EXISTS (SELECT FROM pegawai_peristiwaberhenti AS keluar
                    WHERE keluar.pegawai_id = p.id AND keluar.tanggal <= %(pada)s::date
                      AND keluar.diputuskan_pada <= %(diketahui)s::timestamptz AND keluar.status IN ('ditetapkan', 'dibatalkan')
                      AND (keluar.dibatalkan_pada IS NULL OR keluar.dibatalkan_pada > %(diketahui)s::timestamptz))"""
# Everybody employed on the day, with the post held then and the keys of the DUK: rank, its date, class of the post, its
# date, months of service, birth. A smaller array stands earlier in the DUK. (528 is ten and one times the code of '0': the two
# figures of a golongan as a number below zero.)
ORANG = f"""
SELECT p.id, anggota.unit_id, akar.id AS perangkat_id, p.jenis AS kepegawaian, p.tanggal_lahir, duduk.kedudukan_id,
       kursi.id AS jabatan_id, kursi.jenis, coalesce(nullif(kursi.jenjang, ''), kursi.jenis, '') AS jenjang,
       coalesce(rinci.referensi_id, kursi.jenis, '') AS rumpun, rinci.bup,
       ARRAY[CASE WHEN starts_with(pangkat.golongan_id, 'golongan_pns:')
                  THEN 528 - 10 * ascii(substr(pangkat.golongan_id, 14)) - ascii(substr(pangkat.golongan_id, 15)) ELSE 0 END,
             coalesce(lower(pangkat.berlaku) - DATE '1950-01-01', 99999), -coalesce(rinci.kelas, 0)::int,
             coalesce(lower(tempat.berlaku) - DATE '1950-01-01', 99999),
             -coalesce(pangkat.masa_kerja_tahun * 12 + pangkat.masa_kerja_bulan, 0)::int,
             p.tanggal_lahir - DATE '1920-01-01'] AS duk
{BEKERJA}
{LETAK}
{DUDUK}
  LEFT JOIN pegawai_riwayatgolongan AS pangkat ON pangkat.pegawai_id = p.id AND {true_then("pangkat")}
  LEFT JOIN jabatan_rincianjabatan AS rinci ON rinci.jabatan_id = kursi.id AND {true_then("rinci")}
{SYARAT}
"""
# The same people, by perangkat daerah: by unit first, so that few rows look for their place in the tree. Posts only where the
# cohort asks for them.
JUMLAH = f"""
SELECT akar.id, sum(anggota.orang)::int
  FROM (SELECT anggota.unit_id, count(*) AS orang {BEKERJA} KURSI {SYARAT} GROUP BY anggota.unit_id) AS anggota
{LETAK}
 GROUP BY akar.id ORDER BY 2 DESC, akar.id
"""
# People of a unit and everything below it, and people of none.
DI_BAWAH = """anggota.unit_id IN (
       SELECT bawah.unit_id FROM core_jalurunit AS bawah JOIN core_jalurunit AS atas ON bawah.jalur <@ atas.jalur
        WHERE atas.unit_id = %(UNIT)s AND atas.berlaku @> %(pada)s::date AND bawah.berlaku @> %(pada)s::date)"""
TANPA_PERANGKAT = "(letak.jalur IS NULL OR nlevel(letak.jalur) = 1)"
# Units of some perangkat daerah, as they lay on the day.
UNIT_BAGIAN = """
SELECT bawah.unit_id FROM core_jalurunit AS atas JOIN core_jalurunit AS bawah ON bawah.jalur <@ atas.jalur
 WHERE atas.unit_id = ANY(%(unit)s::uuid[]) AND atas.berlaku @> %(pada)s::date AND bawah.berlaku @> %(pada)s::date
"""
HASIL = """
WITH orang AS MATERIALIZED (ORANG)
SELECT orang.id AS pegawai_id, orang.unit_id, orang.perangkat_id, orang.jenjang, orang.rumpun, ARRAY[SKOR]::int[] AS skor,
       ARRAY[BUKTI]::uuid[] AS bukti, sumbu.y, sumbu.x, nilai.total,
       CASE WHEN cardinality(nilai.gerbang) = 0 AND nilai.total IS NOT NULL THEN KOTAK END AS kotak,
       CASE WHEN cardinality(nilai.gerbang) > 0 THEN 'tidak_memenuhi' WHEN nilai.total IS NULL THEN 'belum_lengkap'
            ELSE 'lengkap' END AS status,
       array_remove(ARRAY[KURANG]::text[], NULL) AS kurang, nilai.gerbang, orang.duk TAMBAHAN
  FROM orang
GABUNG
 CROSS JOIN LATERAL (SELECT SUMBU_Y AS y, SUMBU_X AS x) AS sumbu
 CROSS JOIN LATERAL (SELECT TOTAL AS total, array_remove(ARRAY[GERBANG]::text[], NULL) AS gerbang) AS nilai
"""
# What a row holds, as the table of a run has it: digests are taken over these types.
TIPE = {
    "pegawai_id": "uuid", "unit_id": "uuid", "perangkat_id": "uuid", "jenjang": "text", "rumpun": "text", "skor": "int[]",
    "bukti": "uuid[]", "y": "bigint", "x": "bigint", "total": "bigint", "kotak": "smallint", "status": "text", "kurang": "text[]",
    "gerbang": "text[]", "duk": "int[]",
}  # fmt: skip
KOLOM = tuple(TIPE)


@dataclass(frozen=True)
class Siapa:
    """Which people: a condition of ours on `p`, `anggota`, `letak` and `kursi`, and its values."""

    syarat: str = "true"
    nilai: tuple[tuple[str, Any], ...] = ()

    def dan(self, other: Siapa) -> Siapa:
        return Siapa(f"({self.syarat}) AND ({other.syarat})", (*self.nilai, *other.nilai))


SEMUA = Siapa()


def person(pegawai_id: UUID) -> Siapa:
    return Siapa("p.id = %(orang_satu)s", (("orang_satu", pegawai_id),))


def persons(ids: Sequence[UUID]) -> Siapa:
    return Siapa("p.id = ANY(%(orang_daftar)s::uuid[])", (("orang_daftar", list(ids)),))


def below(unit_id: UUID, nama: str = "unit_bagian") -> Siapa:
    return Siapa(DI_BAWAH.replace("UNIT", nama), ((nama, unit_id),))


def chunks(units: Sequence[UUID | None], pada: date) -> Siapa:
    """The people of some chunks of a run. Those of no perangkat daerah are found by themselves."""
    if None in units:
        assert len(units) == 1
        return Siapa(TANPA_PERANGKAT)
    below = [row[0] for row in fetch(UNIT_BAGIAN, unit=list(units), pada=pada)]
    return Siapa("anggota.unit_id = ANY(%(unit_bagian)s::uuid[])", (("unit_bagian", below),))


def cohort(kohort: str, unit_id: UUID | None) -> Siapa:
    siapa = SEMUA if unit_id is None else below(unit_id, "unit_kohort")
    if kohort not in KOHORT_JENIS:
        return siapa
    return siapa.dan(Siapa("kursi.jenis = ANY(%(kohort_jenis)s::text[])", (("kohort_jenis", KOHORT_JENIS[kohort]),)))


@dataclass(frozen=True)
class Pertanyaan:
    """A statement and its values."""

    sql: str
    nilai: dict[str, Any]


def ask(
    susunan: Susunan,
    *,
    instansi_id: UUID,
    pada: date,
    diketahui: datetime,
    siapa: Siapa = SEMUA,
    beserta_isi: bool = False,
) -> Pertanyaan:
    """What to ask for these people: rows of KOLOM, with `isi` (what each component found) at the end if wanted."""
    nilai = _values(instansi_id, pada, diketahui, siapa)
    for _, satu in susunan.semua():
        nilai |= satu.komponen.nilai(satu.parameter)
    statement = _result(susunan, beserta_isi).replace("ORANG", ORANG.replace("HANYA", siapa.syarat), 1)
    return Pertanyaan(statement, nilai | {"kotak_baris": KOTAK_BARIS})


def ask_people(*, instansi_id: UUID, pada: date, diketahui: datetime, siapa: Siapa) -> Pertanyaan:
    """Only who they are and where they stand: the rows from which everything else is asked."""
    return Pertanyaan(ORANG.replace("HANYA", siapa.syarat), _values(instansi_id, pada, diketahui, siapa))


def ask_numbers(*, instansi_id: UUID, pada: date, diketahui: datetime, siapa: Siapa) -> Pertanyaan:
    """How many people each perangkat daerah has, the largest first."""
    posts = DUDUK if "kursi." in siapa.syarat else ""
    statement = JUMLAH.replace("KURSI", posts, 1).replace("HANYA", siapa.syarat, 1)
    return Pertanyaan(statement, _values(instansi_id, pada, diketahui, siapa))


def _values(instansi_id: UUID, pada: date, diketahui: datetime, siapa: Siapa) -> dict[str, Any]:
    ended = [f"kedudukan_hukum:{kode}" for kode in BERHENTI]
    return {"instansi": instansi_id, "pada": pada, "diketahui": diketahui, "berakhir": ended, **dict(siapa.nilai)}


def _result(susunan: Susunan, beserta_isi: bool) -> str:
    kode = susunan.kode
    joins = [
        f"  LEFT JOIN ({satu.komponen.sql(satu.parameter)}) AS k_{satu.kode} ON k_{satu.kode}.pegawai_id = orang.id"
        for _, satu in susunan.semua()
    ]
    axes = {sumbu.kode: _axis(sumbu) for sumbu in susunan.sumbu}
    contents = f", jsonb_build_array({', '.join(f'k_{satu}.isi' for satu in kode)}) AS isi"
    parts = {
        "SKOR": ", ".join(_score(satu) for _, satu in susunan.semua()),
        "BUKTI": ", ".join(f"k_{satu}.bukti" for satu in kode),
        "KURANG": ", ".join(_missing(satu) for _, satu in susunan.semua()),
        "TAMBAHAN": contents if beserta_isi else "",
        "GERBANG": _gates(susunan),
        "TOTAL": "sumbu.y + sumbu.x" if len(susunan.sumbu) > 1 else "sumbu.y",
        "KOTAK": _box(susunan),
        "SUMBU_Y": axes["y"],
        "SUMBU_X": axes.get("x", "NULL::bigint"),
    }
    statement = HASIL
    for nama, teks in parts.items():
        statement = statement.replace(nama, teks, 1)
    # Last, since the statements of components hold such words too.
    return statement.replace("GABUNG", "\n".join(joins), 1)


def _score(satu: KomponenSusunan) -> str:
    skor, never = f"k_{satu.kode}.skor", satu.komponen.tak_berlaku
    return f"CASE WHEN NOT ({never}) THEN {skor} END" if never else skor


def _missing(satu: KomponenSusunan) -> str:
    never = f" AND NOT ({satu.komponen.tak_berlaku})" if satu.komponen.tak_berlaku else ""
    return f"CASE WHEN k_{satu.kode}.skor IS NULL{never} THEN '{satu.kode}' END"


def _axis(sumbu: SumbuSusunan) -> str:
    """Sum of weight times score; NULL as soon as one score is missing. Never above the axis's own limit."""
    terms = " + ".join(_term(satu) for satu in sumbu.komponen)
    some = [satu for satu in sumbu.komponen if satu.komponen.tak_berlaku]
    if some:
        # The others share the weight; rounded half up to the engine's own whole numbers.
        whole = sum(hundredths(satu.bobot) for satu in sumbu.komponen)
        left = f"({whole} - " + " - ".join(
            f"CASE WHEN {satu.komponen.tak_berlaku} THEN {hundredths(satu.bobot)} ELSE 0 END" for satu in some
        ) + ")"  # fmt: skip
        terms = f"(2 * ({terms}) * {whole} + {left}) / (2 * {left})"
    limit = int(sumbu.paling_besar * sumbu.skala)
    return f"CASE WHEN ({terms}) > {limit} THEN {limit} ELSE {terms} END"


def _term(satu: KomponenSusunan) -> str:
    term = f"k_{satu.kode}.skor::bigint * {hundredths(satu.bobot)}"
    return f"CASE WHEN {satu.komponen.tak_berlaku} THEN 0 ELSE {term} END" if satu.komponen.tak_berlaku else term


def _gates(susunan: Susunan) -> str:
    rows = [f"CASE WHEN {daftar_gerbang[kode].sql} THEN '{kode}' END" for kode in susunan.gerbang]
    return ", ".join(rows) if rows else "NULL"


def _box(susunan: Susunan) -> str:
    if susunan.batas_tengah is None or susunan.batas_atas is None:
        return "NULL::smallint"
    steps = []
    for sumbu in susunan.sumbu:
        middle, top = (int(batas * sumbu.skala) for batas in (susunan.batas_tengah, susunan.batas_atas))
        steps.append(f"((sumbu.{sumbu.kode} >= {middle})::int + (sumbu.{sumbu.kode} >= {top})::int)")
    return f"(%(kotak_baris)s::smallint[])[1 + 3 * {steps[0]} + {steps[1]}]"


def order_of(susunan: Susunan) -> str:
    """The rule of ties as an ORDER BY over rows of a run."""
    keys = ["total DESC"]
    for nama in susunan.seri:
        if nama in {"y", "x"}:
            keys.append(f"{nama} DESC")
        elif nama == "duk":
            keys.append("duk")
        else:
            keys.append(f"skor[{susunan.kode.index(nama) + 1}] DESC")
    return ", ".join(keys)


def input_digest(
    susunan: Susunan, *, instansi_id: UUID, pada: date, diketahui: datetime, kohort: str, unit_id: UUID | None
) -> str:
    """Digest of everything that was asked: the instrument, both cut-offs, the cohort, our lists, and the engine itself."""
    asked = {
        "susunan": susunan.sidik(), "instansi": str(instansi_id), "pada": pada.isoformat(),
        "diketahui": diketahui.isoformat(), "kohort": kohort, "unit": str(unit_id), "mesin": MESIN,
        "padanan": TABEL_PADANAN.model_dump(mode="json"),
    }  # fmt: skip
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
