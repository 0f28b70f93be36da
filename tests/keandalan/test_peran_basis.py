"""The portal as it is served: by the database role asn_app, which changes rows and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.models import JejakAudit, PenugasanPeran
from asn_portal.core.services import bantuan, jejak, panduan, pemeliharaan, pengumuman
from asn_portal.core.services import peran as peran_services
from asn_portal.core.services import unit as unit_services
from pegawai.services import akun, identitas, penempatan
from tests.conftest import build_provinsi, login
from tests.factories.core import PASSWORD
from tests.factories.naskah import sent
from tests.factories.pegawai import make_person

TODAY = timezone.localdate()


@pytest.fixture
def as_app(superuser: object, settings: object) -> Iterator[None]:
    """The same database, connected as the serving role; the trace is emptied before and after."""
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "AccountDuties" not in m]
    owner = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "asn_app"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("asn_app",)
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = owner


def test_everything_the_portal_does_works(as_app, client):
    p, now = build_provinsi(), timezone.now()
    usulan = peran_services.propose_peran(
        untuk=p.akun["pegawai"],
        peran=Peran.ASESOR,
        unit=p.akar,
        mulai=TODAY,
        sampai=None,
        alasan="x",
        by=p.akun["admin_bkd"],
    )
    peran_services.approve_usulan_peran(usulan.pk, by=p.akun["admin_bkd2"])
    unit_services.found_unit(nama="Baru", jenis="seksi", induk=p.dinas, mulai=TODAY, dasar="x", by=p.akun["admin_bkd"])
    penempatan.move_pegawai(p.orang["rekan"].pk, unit=p.dinas_lain, mulai=TODAY, dasar="x", by=p.akun["admin_bkd"])
    identitas.set_nik(p.orang["pegawai"], "3171015502900003", sah=True)
    identitas.reveal_nik(p.orang["pegawai"], tujuan="uji", by=p.akun["admin_unit"])
    akun.issue_slips([make_person("Baru", unit=p.seksi, with_account=False).pk], by=p.akun["admin_unit"], now=now)
    sent(p)
    tiket = bantuan.ask_help(isi="x", by=p.akun["pegawai"])
    bantuan.answer_tiket(tiket.pk, isi="x", by=p.akun["admin_unit"])
    news = pengumuman.write_pengumuman(
        judul="x", isi="x", unit=p.dinas, peran=[], mulai=TODAY, sampai=TODAY, by=p.akun["admin_unit"]
    )
    pengumuman.mark_read(news.pk, by=p.akun["pegawai"])
    pengumuman.end_pengumuman(news.pk, alasan="x", by=p.akun["admin_unit"])
    panduan.close_guide("tur:semua", by=p.akun["pegawai"])
    panduan.open_guide("tur:semua", by=p.akun["pegawai"])
    pemeliharaan.create_partitions()
    pemeliharaan.clean_up(now)
    jejak.seal(now + timedelta(minutes=5))
    client.post("/masuk/", {"login": p.akun["pegawai"].username, "password": PASSWORD})
    assert client.get("/").status_code == 200
    assert login(p.akun["auditor"]).get("/jejak/").status_code == 200
    assert PenugasanPeran.objects.filter(peran="asesor", pengguna=p.akun["pegawai"]).exists()
    assert JejakAudit.objects.filter(peran_basis="asn_app").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_tindakan SET alasan = 'x'",
        "DELETE FROM core_jejakaudit",
        "INSERT INTO core_jejakaudit SELECT * FROM core_jejakaudit",
        "UPDATE core_segel SET jumlah = 0",
        "DELETE FROM core_segel",
        "TRUNCATE core_pengguna CASCADE",
        "TRUNCATE core_tindakan",
        "CREATE TABLE lain (id int)",
        "ALTER TABLE core_pengguna ADD COLUMN lain int",
        "DROP TABLE core_pengguna CASCADE",
        "ALTER TABLE core_pengguna DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE asn_pemilik",
        "COPY core_pengguna TO PROGRAM 'cat'",
        "CREATE TEMP TABLE milik_sendiri (id text)",
        "DELETE FROM core_usulanperan",
        "DELETE FROM core_pengguna",
        "DELETE FROM core_penugasanperan",
        "DELETE FROM core_surattugas",
        "DELETE FROM core_jadwal",
        "DELETE FROM pegawai_pegawai",
        "DELETE FROM pegawai_laporandata",
        "UPDATE core_unitkerja SET instansi_id = instansi_id",
        "UPDATE django_migrations SET name = 'x'",
    ],
)
def test_serving_role_cannot(as_app, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_serving_role_writes_no_trace_with_a_trigger_of_its_own(as_app):
    """Once only the function's own rights stood between a temporary table and a forged trace row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_function_privilege('core_catat_jejak()', 'EXECUTE')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize(
    ("berlaku", "tercatat"),
    [
        ("'empty'", "tstzrange(clock_timestamp(), NULL)"),
        ("daterange(NULL, NULL)", "tstzrange(clock_timestamp(), NULL)"),
        ("'[2020-01-01,)'", "tstzrange('2020-01-01', NULL)"),
        ("'[2020-01-01,)'", "tstzrange('2020-01-01', '2021-01-01')"),
        ("'[2020-01-01,)'", "tstzrange('2099-01-01', NULL)"),
    ],
)
def test_dated_row_that_can_never_be_true_is_refused(as_app, berlaku, tercatat):
    """A period without a first day, or a knowledge of another time than now."""
    statement = (
        "INSERT INTO core_pengaturan (berlaku, tercatat, kunci, nilai, dasar, instansi_id)"
        f" SELECT {berlaku}, {tercatat}, 'kota', 'x', 'x', id FROM core_instansi LIMIT 1"
    )
    build_provinsi()
    with pytest.raises(DatabaseError, match="Masa"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_correction_is_closed_now_and_at_no_other_time(as_app):
    build_provinsi()
    for moment in ("'2099-01-01'", "lower(tercatat) + interval '1 microsecond'"):
        statement = f"UPDATE core_penugasanperan SET tercatat = tstzrange(lower(tercatat), {moment})"
        with pytest.raises(DatabaseError, match="Masa tercatat"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_changed_key_hides_no_change(as_app):
    p = build_provinsi()
    usulan = peran_services.propose_peran(
        untuk=p.akun["pegawai"], peran=Peran.ASESOR, unit=p.akar, mulai=TODAY, sampai=None, alasan="x",
        by=p.akun["admin_bkd"],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_usulanperan SET id = uuidv7(), alasan = 'diganti'")
    rows = JejakAudit.objects.filter(tabel="core_usulanperan", tindakan_id=None).order_by("aksi")
    assert [(row.aksi, row.baris == str(usulan.pk)) for row in rows] == [("hapus", True), ("tambah", False)]
