"""Statements that count whole populations by unit, live: hashed sets instead of a look-up for each person.

65,000 people are counted in about a tenth of a second (bench, `kinerja`), so no sums are kept that could be behind an
approval. `DI_PORTAL` stands for the question whether somebody's performance of the year is kept here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from asn_portal.core.sql import fetch as fetch_rows
from kinerja.enums import IramaEvaluasi, JenisEvaluasi, SumberKinerja
from kinerja.models import PenetapanSumber, PeriodeKinerja
from pegawai.enums import JenisPegawai, KelompokJabatan
from pegawai.rekap import AWAL_JABATAN


@dataclass(frozen=True)
class DiPortal:
    """The condition on `orang` in SQL with what it needs."""

    syarat: str
    nilai: dict[str, Any]

    def fetch(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        return fetch_rows(statement.replace("DI_PORTAL", self.syarat), **self.nilai, **values)


def evaluated_here(periode: PeriodeKinerja, jenis: str) -> DiPortal:
    """The same for one kind of stretch: where months are evaluated, PPPK paruh waktu have quarters instead."""
    where = kept_here(periode)
    if periode.irama != IramaEvaluasi.BULANAN or jenis == JenisEvaluasi.TAHUNAN:
        return where
    sign = "=" if jenis == JenisEvaluasi.TRIWULAN else "<>"
    part_time = JenisPegawai.PPPK_PARUH_WAKTU.value
    return DiPortal(f"{where.syarat} AND orang.jenis {sign} %(paruh_waktu)s", where.nilai | {"paruh_waktu": part_time})


def kept_here(periode: PeriodeKinerja) -> DiPortal:
    """Whose performance of that year is kept here. Names of posts are compared only as far as some group differs."""
    rows = dict(PenetapanSumber.objects.filter(periode=periode).values_list("kelompok", "sumber"))
    usual = rows.pop("", SumberKinerja.PORTAL) == SumberKinerja.PORTAL
    own = {kode: sumber == SumberKinerja.PORTAL for kode, sumber in rows.items()}
    kinds = [str(kode) for kode in AWAL_JABATAN]
    differs = [kode for kode, here in own.items() if here != usual]
    if not differs:
        return DiPortal("true" if usual else "false", {})
    needed = kinds if KelompokJabatan.PELAKSANA in differs else kinds[: max(map(kinds.index, differs)) + 1]
    whens = [
        f"WHEN orang.jabatan_kini LIKE ANY(%(jabatan_{kode})s) THEN {_word(own.get(kode, usual))}" for kode in needed
    ]
    others = own.get(str(KelompokJabatan.PELAKSANA.value), usual) if len(needed) == len(kinds) else usual
    case = f"CASE WHEN orang.jabatan_kini = '' THEN {_word(usual)} {' '.join(whens)} ELSE {_word(others)} END"
    return DiPortal(case, {f"jabatan_{kode}": list(AWAL_JABATAN[KelompokJabatan(kode)]) for kode in needed})


def _word(here: bool) -> str:
    return "true" if here else "false"


# The units at or below one, each with the number of the part of it to which it belongs.
LETAK = """
(SELECT jalur.unit_id, subpath(jalur.jalur, least(%(bagian)s, nlevel(jalur.jalur)) - 1, 1)::text::bigint AS bagian
 FROM core_jalurunit AS jalur WHERE jalur.jalur <@ %(jalur)s::ltree AND jalur.berlaku @> %(hari)s::date) AS letak
JOIN pegawai_pegawai AS orang ON orang.unit_kini_id = letak.unit_id AND orang.ditarik_pada IS NULL AND DI_PORTAL
"""
# One plan for each person: the one that is furthest.
RENCANA = """
(SELECT skp.pegawai_id, min(array_position(ARRAY['disetujui', 'diajukan', 'dikembalikan', 'draf'], skp.status::text)) AS urut
 FROM kinerja_skp AS skp WHERE skp.tahun = %(tahun)s AND skp.status NOT IN ('diganti', 'dibatalkan') GROUP BY 1) AS rencana
"""
# One evaluation of the stage for each person; of two stretches the one that is behind.
TAHAP = """
(SELECT evaluasi.pegawai_id, min(array_position(
    ARRAY['belum_mulai', 'draf', 'dikirim', 'dinilai', 'disampaikan', 'keberatan', 'diputus', 'final'], evaluasi.status::text)) AS urut
 FROM kinerja_evaluasi AS evaluasi
 WHERE evaluasi.periode_id = %(periode)s AND evaluasi.jenis = %(jenis)s AND evaluasi.nomor = %(nomor)s GROUP BY 1) AS tahap
"""
PER_UNIT = (
    """
SELECT letak.bagian, count(*), count(*) FILTER (WHERE rencana.urut = 1), count(*) FILTER (WHERE rencana.urut = 2),
       count(*) FILTER (WHERE rencana.urut = 3), count(*) FILTER (WHERE rencana.urut = 4)
FROM """
    + LETAK
    + "LEFT JOIN "
    + RENCANA
    + "ON rencana.pegawai_id = orang.id GROUP BY 1"
)
PER_TAHAP = (
    """
SELECT letak.bagian, count(*), count(*) FILTER (WHERE tahap.urut = 2), count(*) FILTER (WHERE tahap.urut = 3),
       count(*) FILTER (WHERE tahap.urut = 4), count(*) FILTER (WHERE tahap.urut = 5), count(*) FILTER (WHERE tahap.urut IN (6, 7)),
       count(*) FILTER (WHERE tahap.urut = 8)
FROM """
    + LETAK
    + "LEFT JOIN "
    + TAHAP
    + "ON tahap.pegawai_id = orang.id GROUP BY 1"
)
# Persons on whom it waits, their state, and the active account that has to act.
ORANG = "SELECT orang.id, orang.nama, orang.gelar_depan, orang.gelar_belakang, orang.jabatan_kini, orang.unit_kini_id, "
BELUM_RENCANA = (
    ORANG
    + "coalesce((ARRAY['disetujui', 'diajukan', 'dikembalikan', 'draf'])[rencana.urut], '') AS keadaan, akun.id FROM "
    + LETAK
    + "LEFT JOIN "
    + RENCANA
    + """ON rencana.pegawai_id = orang.id
LEFT JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id AND akun.is_active
WHERE (rencana.urut IS NULL OR rencana.urut >= 3) AND (%(orang)s::uuid[] IS NULL OR orang.id = ANY(%(orang)s))
"""
)
# Nobody is asked for an evaluation without an approved plan: that is missing first.
BELUM_TAHAP = (
    ORANG
    + "(ARRAY['belum_mulai', 'draf', 'dikirim', 'dinilai'])[coalesce(tahap.urut, 1)] AS keadaan, akun.id FROM "
    + LETAK
    + "JOIN "
    + RENCANA
    + "ON rencana.pegawai_id = orang.id AND rencana.urut = 1 LEFT JOIN "
    + TAHAP
    + """ON tahap.pegawai_id = orang.id
LEFT JOIN pegawai_pegawai AS atasan ON atasan.id = orang.atasan_kini_id
LEFT JOIN core_pengguna AS akun
  ON akun.id = CASE WHEN coalesce(tahap.urut, 1) <= 2 THEN orang.pengguna_id ELSE atasan.pengguna_id END AND akun.is_active
WHERE coalesce(tahap.urut, 1) <= 4 AND (%(orang)s::uuid[] IS NULL OR orang.id = ANY(%(orang)s))
"""
)
# Predicates that were handed over, by the unit in which each was rated, so that a later move changes no figure.
PREDIKAT = """
SELECT letak.bagian, evaluasi.predikat, sum(evaluasi.banyak)::int
FROM (SELECT unit_id, predikat, count(*) AS banyak FROM kinerja_evaluasi
      WHERE periode_id = %(periode)s AND jenis = %(jenis)s AND nomor = %(nomor)s AND status = ANY(%(sampai)s)
      GROUP BY 1, 2) AS evaluasi
JOIN (SELECT jalur.unit_id, subpath(jalur.jalur, least(%(bagian)s, nlevel(jalur.jalur)) - 1, 1)::text::bigint AS bagian
      FROM core_jalurunit AS jalur WHERE jalur.jalur <@ %(jalur)s::ltree AND jalur.berlaku @> %(hari)s::date) AS letak
  ON letak.unit_id = evaluasi.unit_id
GROUP BY 1, 2
"""
# Objections of the stage, and how many of those evaluated have brought no proof in its days.
KEBERATAN = """
SELECT letak.bagian, count(*)
FROM kinerja_keberatan AS keberatan
JOIN kinerja_evaluasi AS evaluasi ON evaluasi.id = keberatan.evaluasi_id
JOIN (SELECT jalur.unit_id, subpath(jalur.jalur, least(%(bagian)s, nlevel(jalur.jalur)) - 1, 1)::text::bigint AS bagian
      FROM core_jalurunit AS jalur WHERE jalur.jalur <@ %(jalur)s::ltree AND jalur.berlaku @> %(hari)s::date) AS letak
  ON letak.unit_id = evaluasi.unit_id
WHERE evaluasi.periode_id = %(periode)s AND evaluasi.jenis = %(jenis)s AND evaluasi.nomor = %(nomor)s
GROUP BY 1
"""
# One proof is enough for each person: with notes of every day the search ends at the first.
HITUNG = "SELECT letak.bagian, count(*) FROM "
BERBUKTI = (
    HITUNG
    + LETAK
    + """WHERE EXISTS (
    SELECT FROM kinerja_progres AS progres JOIN kinerja_buktidukung AS bukti ON bukti.progres_id = progres.id
    WHERE progres.pegawai_id = orang.id AND progres.tanggal BETWEEN %(mulai)s AND %(selesai)s
)
GROUP BY 1
"""
)
