"""Fills the tables of the foundation, and runs the loaders of the apps above."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from asn_portal.core.demo.dasar import BERDIRI, Demo, daftar_pengisi, register_demo
from asn_portal.core.demo.tulis import salin, sejak
from asn_portal.core.enums import AlasanUnit, JenisUnit
from asn_portal.core.models import Instansi, JalurUnit, LetakUnit, Pengaturan, RincianUnit, Tindakan, UnitKerja

LAIN = "lain"
NAMA_LAIN = "Pemerintah Kabupaten Contoh"
DASAR = "Peraturan pembentukan perangkat daerah (contoh)"
PENGATURAN = {
    "nama_instansi": "Pemerintah Provinsi DKI Jakarta",
    "nama_singkat": "Provinsi DKI Jakarta",
    "kota": "Jakarta",
}


AKSI = "data_contoh_diisi"


def is_empty() -> bool:
    return not Instansi.objects.exists()


def loaded() -> Demo | None:
    """The province that this database holds, as its Tindakan tells; None when it holds none."""
    row = None if is_empty() else Tindakan.objects.filter(aksi=AKSI).order_by("waktu").last()
    if row is None:
        return None
    return Demo(row.rincian["pegawai"], row.rincian["benih"], date.fromisoformat(row.rincian["tanggal"]))


OFF = ["jejak_tambah", "jejak_ubah", "baris_bertanggal", "isi_tetap", "segar_tambah", "segar_ubah"]


@contextmanager
def untraced() -> Iterator[None]:
    """Row triggers off for the first load, by the owner of the tables, inside one transaction.

    The guards of dated rows and of approved plans are among them: the demo province has known its rows for years.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname = ANY(%s)", [OFF])
        triggers = cursor.fetchall()
        for table, trigger in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        # Bounds of pages: a load computes and writes for longer than that.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        # Foreign keys are checked row by row after each COPY: ALTER TABLE refuses while they wait to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        for table, trigger in triggers:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")


# Checked once, by set, a foreign key costs a fraction of what it costs row by row.
FOREIGN_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace ORDER BY 1, 2
"""


@contextmanager
def unlinked() -> Iterator[None]:
    """Foreign keys away during the load and back, checked, at its end: within its transaction, so nobody sees it."""
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        keys = cursor.fetchall()
        for table, name, _ in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        for table, name, definition in keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def load(demo: Demo, *, hanya: str | None = None) -> None:
    """Run every loader, or one of them."""
    for app, pengisi in daftar_pengisi.items():
        if hanya is None or app == hanya:
            pengisi.isi(demo)


# -- the foundation itself ---------------------------------------------------------------------------------

# A unit as it is written: key, name, kind, parent, short name, code.
Baris = tuple[str, str, JenisUnit, str | None, str, str]


def load_core(demo: Demo) -> None:
    """Two agencies with their units and paths, and the settings of the first."""
    demo.lapor(f"Unit kerja: {len(demo.units)} unit.")
    ours: list[Baris] = [(s.kunci, s.nama, s.jenis, s.induk, s.singkatan, s.kode) for s in demo.units if s.jenis]
    others: list[Baris] = [
        (LAIN, NAMA_LAIN, JenisUnit.PEMERINTAH_DAERAH, None, "", ""),
        (f"{LAIN}.dinas", "Dinas Contoh", JenisUnit.DINAS, LAIN, "", ""),
    ]
    utama, lain = demo.id("instansi", 1), demo.id("instansi", 2)
    salin(Instansi, ("id", "bkn_id", "nama"), [(utama, "DEMO-7200", ours[0][1]), (lain, "DEMO-9999", NAMA_LAIN)])
    _write_units(demo, [(utama, row) for row in ours] + [(lain, row) for row in others])
    _write_places(demo)
    salin(
        Pengaturan,
        ("id", "instansi_id", "kunci", "nilai", "berlaku", "tercatat", "dasar"),
        [
            (demo.id("pengaturan", kunci), utama, kunci, nilai, sejak(BERDIRI), sejak(demo.jam(BERDIRI)), "Contoh")
            for kunci, nilai in PENGATURAN.items()
        ],
    )


def _write_units(demo: Demo, rows: list[tuple[UUID, Baris]]) -> None:
    """Units, their dated details, and the paths that follow from the parents."""
    berlaku, tercatat = sejak(BERDIRI), sejak(demo.jam(BERDIRI))
    units, details, paths = [], [], []
    path_of: dict[str, str] = {}
    for nomor, (instansi, (kunci, nama, jenis, induk, singkatan, kode)) in enumerate(rows, 1):
        unit = demo.id("unit", kunci)
        above = demo.id("unit", induk) if induk else None
        path_of[kunci] = f"{path_of[induk]}.{nomor}" if induk else str(nomor)
        units.append((unit, instansi, nomor, kode))
        details.append((
            demo.id("rincian", kunci), unit, above, nama, singkatan, jenis.value, AlasanUnit.DIBENTUK.value, DASAR, berlaku,
            tercatat,
        ))  # fmt: skip
        paths.append((nomor, unit, instansi, path_of[kunci], berlaku))
    salin(UnitKerja, ("id", "instansi_id", "nomor", "kode"), units)
    columns = ("id", "unit_id", "induk_id", "nama", "singkatan", "jenis", "alasan", "dasar", "berlaku", "tercatat")
    salin(RincianUnit, columns, details)
    salin(JalurUnit, ("id", "unit_id", "instansi_id", "jalur", "berlaku"), paths)
    _advance(len(rows))


def _write_places(demo: Demo) -> None:
    """The kabupaten or kota of the units that know theirs; the others are where the unit above is."""
    berlaku, tercatat = sejak(BERDIRI), sejak(demo.jam(BERDIRI))
    rows = [
        (demo.id("letak", s.kunci), demo.id("unit", s.kunci), s.wilayah, DASAR, berlaku, tercatat)
        for s in demo.units
        if s.wilayah
    ]
    salin(LetakUnit, ("id", "unit_id", "wilayah", "dasar", "berlaku", "tercatat"), rows)


def _advance(last: int) -> None:
    """The numbers written here are taken."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('core_unitkerja_nomor', %s)", [last])
        cursor.execute("SELECT setval(pg_get_serial_sequence('core_jalurunit', 'id'), %s)", [last])


def analyse(models: list[Any]) -> None:
    """Fresh statistics: the first pages after a load of many rows would be planned for empty tables."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


register_demo("core", load_core, is_kosong=is_empty)
