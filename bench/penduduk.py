"""python -m bench.penduduk DARI SAMPAI, or acak: grow a small demo province by copies of its people, set by set, as the owner
of the tables; or write the same rows in another order.

A copy has a name and whatever merit reads of its original: its unit, its post, its rank, its training, its ratings. Nothing is
computed person by person. Rows come in first, in the order of the keys; indexes and constraints are taken away before and
built again afterwards, so that everything that holds for the original holds for the copies.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import django
from django.db import connection

# Above this many people the copies work in perangkat daerah of their own, of about so many each.
SATU_DAERAH, SEPERANGKAT = 100_000, 10_000
# As many people as one statement copies.
SEKALI = 60_000
# Registers that merit reads; of each only what a run can see: rows known now.
ISI = {
    "pegawai_pegawai": "ditarik_pada IS NULL",
    "pegawai_keanggotaanunit": "berlaku @> current_date AND upper_inf(tercatat)",
    "pegawai_riwayatkedudukan": "berlaku @> current_date AND upper_inf(tercatat)",
    "pegawai_riwayatgolongan": "berlaku @> current_date AND upper_inf(tercatat)",
    "pegawai_riwayatpendidikan": "upper_inf(tercatat)",
    "pegawai_riwayatkursus": "upper_inf(tercatat)",
    "pegawai_riwayatdiklat": "upper_inf(tercatat)",
    "pegawai_riwayathukuman": "upper_inf(tercatat)",
    "pegawai_riwayatpenghargaan": "upper_inf(tercatat)",
    "pegawai_riwayatprestasi": "upper_inf(tercatat)",
    "jabatan_penempatan": "jenis = 'definitif' AND berlaku @> current_date AND upper_inf(tercatat)",
    "kinerja_evaluasi": "jenis = 'tahunan' AND predikat <> '' AND tahun >= extract(year FROM current_date) - 2",
    "merit_hasilasesmen": "upper_inf(tercatat)",
}
KURSI = {
    "jabatan_jabatan": "tunggal AND id IN (SELECT jabatan_id FROM jabatan_penempatan WHERE PENGISI)",
    "jabatan_rincianjabatan": "upper_inf(tercatat) AND jabatan_id IN (SELECT id FROM contoh_jabatan_jabatan)",
}
UNIT = ("core_unitkerja", "core_jalurunit", "core_rincianunit")
# The key of a copy: that of the original, behind the number of the copy.
KUNCI = "(lpad(to_hex(c), 8, '0') || substr({kolom}::text, 9))::uuid"
# A post that one person holds is copied with him; others take more people.
DUDUK = f"CASE WHEN contoh.tunggal THEN {KUNCI.format(kolom='contoh.jabatan_id')} ELSE contoh.jabatan_id END"
DI_MANA = "coalesce((SELECT unit.id FROM penduduk_unit AS unit WHERE unit.urut = %(perangkat)s), contoh.unit_id)"
LAIN = {
    "pegawai_pegawai": {
        "nama": "'Pegawai ' || c || '-' || row_number() OVER (PARTITION BY c ORDER BY contoh.id)",
        "nip": "NULL", "nrk": "NULL", "nik_sandi": "NULL", "nik_sidik": "NULL", "nik_sah": "NULL", "pengguna_id": "NULL",
        "atasan_kini_id": "NULL",
    },
    "pegawai_keanggotaanunit": {"unit_id": DI_MANA},
    "jabatan_penempatan": {"jabatan_id": DUDUK},
    "jabatan_rincianjabatan": {
        "jabatan_id": KUNCI.format(kolom="contoh.jabatan_id"), "nama": "contoh.nama || ' ' || c", "induk_id": "NULL",
    },
    "kinerja_evaluasi": {
        "sumber": "'ekinerja'", "sumber_tanggal": "make_date(contoh.tahun + 1, 1, 20)", "referensi": "'tolok ukur'",
        "status": "'final'", "penilai_id": "NULL", "atasan_penilai_id": "NULL", "dinilai_oleh_id": "NULL", "skp_id": "NULL",
        "periode_id": "NULL",
    },
}  # fmt: skip
KOSONG = {"dokumen_id", "menggantikan_id", "pengajuan_id", "naskah_id"}
PERANGKAT = """
WITH akar AS (
    SELECT letak.instansi_id, letak.jalur, letak.unit_id FROM core_jalurunit AS letak
     WHERE nlevel(letak.jalur) = 1 AND letak.berlaku @> current_date
       AND letak.instansi_id = (SELECT instansi_id FROM pegawai_pegawai GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)),
baru AS (
    INSERT INTO core_unitkerja (id, kode, instansi_id)
    SELECT uuidv7(), 'TU-' || urut, akar.instansi_id FROM akar, generate_series(%(dari)s, %(sampai)s) AS urut RETURNING id, nomor, kode, instansi_id),
letak AS (
    INSERT INTO core_jalurunit (jalur, berlaku, instansi_id, unit_id)
    SELECT akar.jalur || baru.nomor::text::ltree, daterange('2000-01-01', NULL), baru.instansi_id, baru.id FROM akar, baru),
nama AS (
    INSERT INTO core_rincianunit (id, berlaku, tercatat, nama, singkatan, jenis, alasan, dasar, induk_id, unit_id)
    SELECT uuidv7(), daterange('2000-01-01', NULL), tstzrange('2000-01-01', NULL), 'Perangkat ' || baru.kode, '', contoh.jenis, contoh.alasan,
           contoh.dasar, akar.unit_id, baru.id
      FROM akar, baru, (SELECT jenis, alasan, dasar FROM core_rincianunit WHERE induk_id IS NOT NULL LIMIT 1) AS contoh)
INSERT INTO penduduk_unit SELECT substr(kode, 4)::int, id FROM baru
"""
SISIPAN = """
SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid),
       'ALTER TABLE ' || c.conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(c.conname)
  FROM pg_constraint AS c WHERE c.conrelid = ANY(%(tabel)s::regclass[]) AND c.contype IN ('f', 'x', 'u')
 ORDER BY c.contype <> 'f', c.conname
"""
INDEKS = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index AS i
 WHERE i.indrelid = ANY(%(tabel)s::regclass[]) AND NOT i.indisprimary
   AND NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'x', 'u'))
"""


TENANG = (
    "SET maintenance_work_mem = '512MB'; SET synchronous_commit = off; SET statement_timeout = 0; SET lock_timeout = 0"
)


def run(statement: str, **values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def at_once(acts: Iterable[Callable[[], object]]) -> None:
    """On both cores; each thread has a connection of its own."""

    def alone(act: Callable[[], object]) -> None:
        try:
            run(TENANG)
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(alone, act) for act in acts]:
            done.result()


@contextmanager
def bare() -> Iterator[None]:
    """Registers without triggers, indexes and constraints but their keys; everything comes back at the end."""
    tables, everything = list(ISI), [*ISI, *KURSI, *UNIT]
    for tabel in everything:
        run(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
    constraints = run(SISIPAN, tabel=tables)
    indexes = run(INDEKS, tabel=tables)
    for *_, drop in constraints:
        run(str(drop))
    for name, _ in indexes:
        run(f"DROP INDEX {name}")
    yield
    at_once([lambda text=str(text): run(text) for _, text in indexes])
    keys = [row for row in constraints if not str(row[2]).startswith("FOREIGN")]
    for rows in (keys, [row for row in constraints if row not in keys]):
        # Those of one table wait for one another: side by side only where the tables differ.
        at_once([lambda tabel=tabel, rows=rows: _add(tabel, rows) for tabel in tables])
    for tabel in everything:
        run(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")
    at_once([lambda tabel=tabel: run(f"VACUUM (ANALYZE) {tabel}") for tabel in everything])


def _add(tabel: str, rows: list[tuple[object, ...]]) -> None:
    for whose, name, definition, _ in rows:
        if whose == tabel:
            run(f'ALTER TABLE {tabel} ADD CONSTRAINT "{name}" {definition}')


def keep_originals() -> int:
    """What is copied, once: tables beside, so that later copies are not copies of copies. Returns how many people."""
    if run("SELECT to_regclass('contoh_pegawai_pegawai')")[0][0] is None:
        for tabel, syarat in (ISI | KURSI).items():
            wanted = syarat.replace("PENGISI", ISI["jabatan_penempatan"])
            run(f"CREATE TABLE contoh_{tabel} AS SELECT * FROM {tabel} WHERE {wanted}")
        run("CREATE TABLE penduduk_unit (urut integer PRIMARY KEY, id uuid)")
    return int(str(run("SELECT count(*) FROM contoh_pegawai_pegawai")[0][0]))


def _columns(tabel: str) -> list[str]:
    """Those that are written, and not worked out by the table itself."""
    rows = run(
        "SELECT attname FROM pg_attribute WHERE attrelid = %(tabel)s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = ''",
        tabel=tabel,
    )
    return [str(row[0]) for row in rows]


def copy(tabel: str, copies: range, per_copy: int, own_units: bool) -> None:
    """Copies of every original row of a table, in the order of the copies."""
    columns = _columns(tabel)
    other = LAIN.get(tabel, {})
    values = ", ".join(_value(kolom, other) for kolom in columns)
    step = max(1, (SEPERANGKAT if own_units else SEKALI) // per_copy)
    for first in range(copies.start, copies.stop, step):
        last = min(first + step, copies.stop) - 1
        run(
            f"INSERT INTO {tabel} ({', '.join(columns)}) SELECT {values} FROM generate_series(%(dari)s::int, %(sampai)s::int) AS c "
            f"CROSS JOIN contoh_{tabel} AS contoh ORDER BY c, contoh.id",
            dari=first, sampai=last, perangkat=first * per_copy // SEPERANGKAT if own_units else -1,
        )  # fmt: skip


def _value(kolom: str, other: dict[str, str]) -> str:
    if kolom in other:
        return other[kolom]
    if kolom in {"id", "pegawai_id"}:
        return KUNCI.format(kolom=f"contoh.{kolom}")
    return "NULL" if kolom in KOSONG else f"contoh.{kolom}"


def grow(dari: int, sampai: int) -> dict[str, object]:
    """From about so many people to so many, the originals counted in."""
    started = time.monotonic()
    run(TENANG)
    per_copy = keep_originals()
    copies = range(max(1, dari // per_copy), sampai // per_copy)
    own_units = sampai > SATU_DAERAH
    with bare():
        if own_units:
            first, last = copies.start * per_copy // SEPERANGKAT, copies.stop * per_copy // SEPERANGKAT
            run("DELETE FROM penduduk_unit WHERE urut >= %(dari)s", dari=first)
            run(PERANGKAT, dari=first, sampai=last)
        for tabel in KURSI:
            copy(tabel, copies, per_copy, own_units)
        at_once([lambda tabel=tabel: copy(tabel, copies, per_copy, own_units) for tabel in ISI])
    people, size = run("SELECT count(*), pg_database_size(current_database()) FROM pegawai_pegawai")[0]
    return {"orang": people, "detik": round(time.monotonic() - started, 1), "gb": round(int(str(size)) / 1e9, 2)}


def shuffle() -> None:
    """The same rows in another order on the disk."""
    run(TENANG)
    for tabel in (*ISI, *KURSI):
        run(f"CREATE INDEX acak ON {tabel} (md5(id::text))")
        run(f"CLUSTER {tabel} USING acak")
        run("DROP INDEX acak")
        run(f"VACUUM (ANALYZE) {tabel}")


def main() -> None:
    django.setup()
    if "acak" in sys.argv:
        shuffle()
        return
    print(json.dumps(grow(int(sys.argv[1]), int(sys.argv[2]))))


if __name__ == "__main__":
    main()
