"""Demo data: invented people on a made-up day. Each app registers how it fills its own tables.

The same seed, size and day give the same rows and ids. The first load is the one thing that is not traced row by
row (core.audit.TANPA_JEJAK tells why); it is one Tindakan.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from asn_portal.core.enums import AlasanUnit, JenisPengenal, JenisUnit, Peran
from asn_portal.core.models import (
    Instansi,
    Pengaturan,
    PengenalMasuk,
    Pengguna,
    PenugasanPeran,
    RincianUnit,
    UnitKerja,
    periode,
)
from asn_portal.core.models.pengguna import normalise_pengenal
from asn_portal.core.services.unit import rebuild_jalur

FOUNDED = date(2017, 1, 1)
ROLES_SINCE = date(2026, 1, 1)


@dataclass
class Demo:
    """What the loaders share."""

    pegawai: int
    benih: int
    tanggal: date
    acak: random.Random = field(init=False)
    units: dict[str, UnitKerja] = field(default_factory=dict)
    accounts: dict[str, Pengguna] = field(default_factory=dict)
    password: str = field(init=False)

    def __post_init__(self) -> None:
        self.acak = random.Random(self.benih)
        self.password = make_password(settings.DEMO_PASSWORD)

    def id(self, kind: str, key: object) -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"asn-demo:{self.benih}:{kind}:{key}")


Loader = Callable[[Demo], None]
_loaders: dict[str, Loader] = {}


def register_demo(app: str, loader: Loader) -> None:
    _loaders[app] = loader


def is_empty() -> bool:
    return not Instansi.objects.exists()


@contextmanager
def untraced() -> Iterator[None]:
    """Row triggers off for the first load, by the owner of the tables, inside one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'jejak_tambah'")
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER jejak_tambah")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # ALTER TABLE refuses while foreign keys wait to be checked
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER jejak_tambah")


def load(demo: Demo, *, hanya: str | None = None) -> None:
    for app, loader in _loaders.items():
        if hanya is None or app == hanya:
            loader(demo)


def unit_tree(demo: Demo, instansi: Instansi, tree: dict[str, Any], induk: UnitKerja | None = None) -> None:
    """Write units from nested dicts: {"Nama": (jenis, {children})}."""
    for nama, (jenis, children) in tree.items():
        unit = UnitKerja.objects.create(id=demo.id("unit", nama), instansi=instansi)
        RincianUnit.objects.create(
            id=demo.id("rincian", nama), unit=unit, induk=induk, nama=nama, jenis=jenis, alasan=AlasanUnit.DIBENTUK,
            dasar="Peraturan pembentukan perangkat daerah (contoh)", berlaku=periode(FOUNDED),
        )  # fmt: skip
        demo.units[nama] = unit
        unit_tree(demo, instansi, children, unit)


def make_account(
    demo: Demo, username: str, nama: str, instansi: Instansi, *, nomor: dict[str, str] | None = None
) -> Pengguna:
    """A demo account with the shared password; its login names are the user name and the person's numbers."""
    user = Pengguna(
        id=demo.id("akun", username),
        username=username,
        nama=nama,
        instansi=instansi,
        password=demo.password,
        privasi_versi=1,
        diaktifkan_pada=timezone.make_aware(datetime.combine(ROLES_SINCE, time(8))),
    )
    user.save(force_insert=True)
    names = {
        JenisPengenal.NAMA_PENGGUNA: username,
        **{JenisPengenal(kind): number for kind, number in (nomor or {}).items()},
    }
    PengenalMasuk.objects.bulk_create(
        PengenalMasuk(
            id=demo.id("pengenal", value),
            pengguna=user,
            jenis=kind,
            nilai=normalise_pengenal(value),
            berlaku=periode(FOUNDED),
        )
        for kind, value in names.items()
    )
    demo.accounts[username] = user
    return user


def give_role(demo: Demo, username: str, peran: Peran, unit: str) -> None:
    PenugasanPeran.objects.create(
        id=demo.id("peran", f"{username}:{peran}"), pengguna=demo.accounts[username], peran=peran, unit=demo.units[unit],
        berlaku=periode(ROLES_SINCE), nomor_sk="1/PERAN/2026",
    )  # fmt: skip


PROVINSI = "Pemerintah Provinsi DKI Jakarta"
LAIN = "Pemerintah Kabupaten Contoh"
TREE = {
    PROVINSI: (
        JenisUnit.PEMERINTAH_DAERAH,
        {
            "Dinas Sumber Daya Air": (
                JenisUnit.DINAS,
                {
                    "Sekretariat Dinas Sumber Daya Air": (JenisUnit.SEKRETARIAT, {}),
                    "Bidang Pengendalian Banjir dan Drainase": (JenisUnit.BIDANG, {}),
                    "Suku Dinas Sumber Daya Air Jakarta Barat": (JenisUnit.SUKU_DINAS, {}),
                },
            ),
            "Dinas Perpustakaan dan Kearsipan": (
                JenisUnit.DINAS,
                {
                    "Sekretariat Dinas Perpustakaan dan Kearsipan": (JenisUnit.SEKRETARIAT, {}),
                    "Bidang Layanan Perpustakaan": (JenisUnit.BIDANG, {}),
                },
            ),
        },
    )
}
TREE_LAIN = {LAIN: (JenisUnit.PEMERINTAH_DAERAH, {"Dinas Contoh": (JenisUnit.DINAS, {})})}


def load_core(demo: Demo) -> None:
    """Two agencies, their units and settings, and the accounts without a person."""
    utama = Instansi.objects.create(id=demo.id("instansi", 1), bkn_id="DEMO-7200", nama=PROVINSI)
    lain = Instansi.objects.create(id=demo.id("instansi", 2), bkn_id="DEMO-9999", nama=LAIN)
    unit_tree(demo, utama, TREE)
    unit_tree(demo, lain, TREE_LAIN)
    for instansi in (utama, lain):
        rebuild_jalur(instansi.pk)
    values = {"nama_instansi": PROVINSI, "nama_singkat": "Provinsi DKI Jakarta", "kota": "Jakarta"}
    for kunci, nilai in values.items():
        Pengaturan.objects.create(
            id=demo.id("pengaturan", kunci),
            instansi=utama,
            kunci=kunci,
            nilai=nilai,
            berlaku=periode(FOUNDED),
            dasar="Contoh",
        )
    for username, nama in (("sistem.demo", "Pengelola Sistem"), ("auditor.demo", "Auditor Inspektorat")):
        make_account(demo, username, nama, utama)
    give_role(demo, "sistem.demo", Peran.ADMIN_SISTEM, PROVINSI)
    give_role(demo, "auditor.demo", Peran.AUDITOR, PROVINSI)


register_demo("core", load_core)
