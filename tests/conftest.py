"""One small province for the tests: two dinas, a second agency, and one account per role."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis_settings

from asn_portal.core.enums import JenisUnit, Peran
from asn_portal.core.models import Instansi, Pengguna, UnitKerja
from pegawai.models import Pegawai
from tests.factories.core import InstansiFactory, PenggunaFactory, give_role, make_unit
from tests.factories.pegawai import make_person
from tests.kosong import Asal, send_away_others
from tests.stack import TEMPLATE

# Properties: enough examples to find a mistake, no folder of old ones, no clock on a busy machine.
hypothesis_settings.register_profile("uji", database=None, deadline=None, max_examples=60)
hypothesis_settings.load_profile("uji")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each xdist worker gets a broker database of its own as well, and its copy of the migrated database."""
    connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    from django.conf import settings

    settings.CELERY_BROKER_URL = settings.CELERY_BROKER_URL.rsplit("/", 1)[0] + f"/{int(worker) + 1}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rights on the database itself are not copied with it: those of core/migrations/0002_jejak.py again.

    A test that commits is followed by the rows of now (tests/kosong.py) instead of Django's flush. At the end nobody is left
    on the database, so that it can be dropped: a line that a thread left open is closed when Python finds its cycle, which
    may be never.
    """
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"REVOKE TEMPORARY ON DATABASE {connection.settings_dict['NAME']} FROM PUBLIC")
        asal = Asal.read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: asal.restore())
        yield
    with django_db_blocker.unblock():
        send_away_others()


@pytest.fixture
def superuser(transactional_db: None) -> Iterator[Any]:
    """Somebody who can do everything: triggers off, every row at hand."""
    name = connection.settings_dict["NAME"]
    with_all_rights = psycopg2.connect(host=os.environ["ASN_UJI_SOKET"], user="postgres", dbname=name)
    with_all_rights.autocommit = True
    cursor = with_all_rights.cursor()
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET lock_timeout = '20s'")
    cursor.execute("TRUNCATE core_jejakaudit, core_tindakan, core_aksesdata, core_segel")
    yield cursor
    with_all_rights.close()


@dataclass
class Provinsi:
    """Who is who: `akun[peran]` has the role, its person (if any) is in `orang`."""

    instansi: Instansi
    akar: UnitKerja
    dinas: UnitKerja
    seksi: UnitKerja
    dinas_lain: UnitKerja
    instansi_lain: Instansi
    akar_lain: UnitKerja
    akun: dict[str, Pengguna] = field(default_factory=dict)
    orang: dict[str, Pegawai] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A logged-in browser whose password was given just now."""
        return login(self.akun[who])


def login(pengguna: Pengguna) -> Client:
    from django.utils import timezone

    client = Client()
    client.force_login(pengguna)
    session = client.session
    # An hour ahead: on a busy machine a test may take longer than a password stays fresh.
    given = timezone.now().timestamp() + 3600
    session["account_authentication_methods"] = [{"method": "password", "at": given}]
    session["account_authentication_methods_user"] = str(pengguna.pk)
    session.save()
    return client


ASSIGNED = {
    "admin_unit": Peran.ADMIN_UNIT,
    "pengelola_pelatihan": Peran.PENGELOLA_PELATIHAN,
    "asesor": Peran.ASESOR,
    "komite_talenta": Peran.KOMITE_TALENTA,
    "penanda_tangan": Peran.PENANDA_TANGAN,
    "pimpinan": Peran.PIMPINAN,
    "auditor": Peran.AUDITOR,
    "admin_bkd": Peran.ADMIN_BKD,
    "admin_bkd2": Peran.ADMIN_BKD,
    "admin_sistem": Peran.ADMIN_SISTEM,
}
OF_A_DINAS = {"admin_unit", "pimpinan", "penanda_tangan"}


DUTIES = "AccountDutiesMiddleware"


def build_provinsi() -> Provinsi:
    """Kepala (atasan penilai) above atasan above pegawai in one seksi; one account for each assigned role."""
    instansi, lain = InstansiFactory(), InstansiFactory()
    akar = make_unit("Provinsi", instansi=instansi, jenis=JenisUnit.PEMERINTAH_DAERAH)
    dinas = make_unit("Dinas Satu", instansi=instansi, induk=akar)
    seksi = make_unit("Seksi Satu", instansi=instansi, induk=dinas, jenis=JenisUnit.SEKSI)
    dinas_lain = make_unit("Dinas Dua", instansi=instansi, induk=akar)
    akar_lain = make_unit("Kabupaten", instansi=lain, jenis=JenisUnit.PEMERINTAH_DAERAH)
    p = Provinsi(instansi, akar, dinas, seksi, dinas_lain, lain, akar_lain)
    _people(p)
    for name, peran in ASSIGNED.items():
        p.akun[name] = PenggunaFactory(username=name, nama=f"Akun {name}", instansi=instansi)
        give_role(p.akun[name], peran, dinas if name in OF_A_DINAS else akar)
    p.akun["admin_unit_lain"] = PenggunaFactory(username="admin_unit_lain", nama="Admin dinas dua", instansi=instansi)
    give_role(p.akun["admin_unit_lain"], Peran.ADMIN_UNIT, dinas_lain)
    p.akun["admin_instansi_lain"] = PenggunaFactory(
        username="admin_instansi_lain", nama="Admin kabupaten", instansi=lain
    )
    give_role(p.akun["admin_instansi_lain"], Peran.ADMIN_BKD, akar_lain)
    return p


@pytest.fixture
def provinsi(db: None, settings: Any) -> Provinsi:
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if not m.endswith(DUTIES)]
    return build_provinsi()


def _people(p: Provinsi) -> None:
    p.orang["atasan_penilai"] = make_person("Kepala Dinas Satu", unit=p.dinas)
    p.orang["atasan"] = make_person("Kepala Seksi Satu", unit=p.seksi, atasan=p.orang["atasan_penilai"])
    p.orang["pegawai"] = make_person("Siti Aminah", unit=p.seksi, atasan=p.orang["atasan"])
    p.orang["rekan"] = make_person("Budi Santoso", unit=p.seksi, atasan=p.orang["atasan"])
    p.orang["orang_dinas_lain"] = make_person("Wati Lestari", unit=p.dinas_lain)
    p.orang["orang_instansi_lain"] = make_person("Joko Susilo", unit=p.akar_lain)
    for name, person in p.orang.items():
        assert person.pengguna is not None
        p.akun[name] = person.pengguna
