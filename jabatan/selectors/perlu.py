"""What posts need, as relations for statements about whole populations (pelatihan reads gaps from them, merit criteria).

    fetch_with(compose("SELECT ... FROM standar", KURSI, ACUAN, STANDAR), TINGKAT_BAWAAN, hari=day, instansi=agency)

`KURSI` are the seats of the map of an agency on a day; a caller who needs a few may bring a relation `kursi` of his own
with the same columns. For each competence, and for each kind of requirement, the closest source holds: the seat itself
(`dekat` 3), its nomenclature (2), its kind and level (1), the table of the law (0).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from asn_portal.core.relasi import Relasi, dated_rows
from jabatan.aturan.kompetensi import TABEL_STANDAR
from jabatan.aturan.pengisian import TABEL_SYARAT
from jabatan.enums import JenisSyarat

TINGKAT_BAWAAN = Relasi(
    "tingkat_bawaan",
    {"sejak": "date", "sampai": "date", "jabatan": "text", "tingkat": "int"},
    dated_rows(TABEL_STANDAR, lambda nilai: nilai["standar"].items()),
)


def _required(nilai: Mapping[str, Any]) -> Iterable[tuple[str, str, str, Decimal | None]]:
    """Education, and how long in which post, of the managerial posts."""
    for row in nilai["syarat"]:
        yield row["jabatan"], JenisSyarat.PENDIDIKAN.value, row["pendidikan"], None
        asal, lama = "|".join(row["jabatan_asal"]), Decimal(row["lama_jabatan_tahun"])
        yield row["jabatan"], JenisSyarat.PENGALAMAN.value, asal, lama


SYARAT_BAWAAN = Relasi(
    "syarat_bawaan",
    {"sejak": "date", "sampai": "date", "jabatan": "text", "jenis": "text", "nilai": "text", "tahun": "numeric"},
    dated_rows(TABEL_SYARAT, _required),
)


def compose(statement: str, *relations: str) -> str:
    """A statement that reads these relations."""
    return " ".join(("WITH", ",".join(relations), statement))


KURSI = """
kursi AS MATERIALIZED (
    SELECT r.jabatan_id, j.instansi_id, j.jenis, j.jenjang, r.nama, r.unit_id
    FROM jabatan_rincianjabatan r JOIN jabatan_jabatan j ON j.id = r.jabatan_id
    WHERE j.instansi_id = %(instansi)s AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
)"""
# Three joins, not one with OR: each is answered by its own index.
ACUAN = """
acuan_kursi AS MATERIALIZED (
    SELECT k.jabatan_id, a.id AS acuan_id, 3 AS dekat
    FROM kursi k JOIN jabatan_acuanjabatan a ON a.jabatan_id = k.jabatan_id
  UNION ALL
    SELECT k.jabatan_id, a.id, 2
    FROM kursi k JOIN jabatan_acuanjabatan a ON a.instansi_id = k.instansi_id AND a.jenis = k.jenis AND a.jenjang = k.jenjang
     AND a.nama = k.nama AND a.nama <> '' AND a.jabatan_id IS NULL
  UNION ALL
    SELECT k.jabatan_id, a.id, 1
    FROM kursi k JOIN jabatan_acuanjabatan a ON a.instansi_id = k.instansi_id AND a.jenis = k.jenis AND a.jenjang = k.jenjang
     AND a.nama = '' AND a.jabatan_id IS NULL
)"""
# standar (jabatan_id, kompetensi_id, tingkat, dekat, dasar); needs TINGKAT_BAWAAN.
STANDAR = """
standar AS (
    SELECT DISTINCT ON (jabatan_id, kompetensi_id) jabatan_id, kompetensi_id, tingkat, dekat, dasar FROM (
        SELECT ak.jabatan_id, s.kompetensi_id, s.tingkat::int, ak.dekat, s.dasar
        FROM acuan_kursi ak JOIN jabatan_standarkompetensi s ON s.acuan_id = ak.acuan_id AND upper_inf(s.tercatat)
         AND s.berlaku @> %(hari)s::date
      UNION ALL
        SELECT k.jabatan_id, d.id, tingkat_bawaan.tingkat, 0, ''
        FROM kursi k JOIN {tingkat_bawaan} ON tingkat_bawaan.jabatan = coalesce(nullif(k.jenjang, ''), k.jenis)
         AND %(hari)s >= tingkat_bawaan.sejak AND %(hari)s < tingkat_bawaan.sampai
        CROSS JOIN jabatan_kamuskompetensi d WHERE d.instansi_id IS NULL AND NOT d.ditutup
    ) semua ORDER BY jabatan_id, kompetensi_id, dekat DESC
)"""
# syarat (jabatan_id, jenis, nilai, tahun, rincian, wajib, dekat, dasar); needs SYARAT_BAWAAN. Of each kind the closest
# source holds with all its rows. `nilai` of experience are the posts it counts in, joined by `|`.
SYARAT = """
syarat AS (
    SELECT jabatan_id, jenis, nilai, tahun, rincian, wajib, dekat, dasar FROM (
        SELECT semua.*, max(dekat) OVER (PARTITION BY jabatan_id, jenis) AS paling_dekat FROM (
            SELECT ak.jabatan_id, s.jenis, s.nilai, s.tahun, s.rincian, s.wajib, ak.dekat, s.dasar
            FROM acuan_kursi ak JOIN jabatan_syaratjabatan s ON s.acuan_id = ak.acuan_id AND upper_inf(s.tercatat)
             AND s.berlaku @> %(hari)s::date
          UNION ALL
            SELECT k.jabatan_id, syarat_bawaan.jenis, syarat_bawaan.nilai, syarat_bawaan.tahun, '', true, 0, ''
            FROM kursi k JOIN {syarat_bawaan} ON syarat_bawaan.jabatan = k.jenis
             AND %(hari)s >= syarat_bawaan.sejak AND %(hari)s < syarat_bawaan.sampai
        ) semua
    ) dipilih WHERE dekat = paling_dekat
)"""
