"""The trace: every change is caught, nobody can rewrite it, and what a superuser alters is found."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from asn_portal.core.audit import from_source, perubahan, record_jejak
from asn_portal.core.models import Instansi, JejakAudit, Pengguna, Segel, Tindakan
from asn_portal.core.services import jejak
from tests.factories.core import InstansiFactory, PenggunaFactory


@perubahan
def rename(instansi: Instansi, nama: str, by: Pengguna | None = None) -> None:
    instansi.nama = nama
    instansi.save(update_fields=["nama"])
    record_jejak(instansi, "ganti_nama", by=by, alasan="uji")


@perubahan
def forgetful(instansi: Instansi) -> None:
    instansi.save()


@perubahan
def outer(first: Instansi, second: Instansi) -> None:
    Instansi.objects.filter(pk=first.pk).update(nama="luar sebelum")
    rename(second, "dalam")
    Instansi.objects.filter(pk=first.pk).update(nama="luar sesudah")
    record_jejak(first, "luar", by=None)


@pytest.mark.django_db
class TestCatching:
    def test_change_is_recorded_with_before_and_after(self):
        instansi, by = InstansiFactory(nama="Lama"), PenggunaFactory()
        with from_source(alamat_ip="10.0.0.7", permintaan="p-1"):
            rename(instansi, "Baru", by)
        row = JejakAudit.objects.get(tabel="core_instansi", aksi="ubah")
        act = Tindakan.objects.get(pk=row.tindakan_id)
        assert row.perubahan == {"nama": ["Lama", "Baru"]}
        assert row.baris == str(instansi.pk)
        assert (act.pengguna, act.aksi, act.objek_id, act.alasan) == (by, "ganti_nama", str(instansi.pk), "uji")
        assert (act.alamat_ip, act.permintaan) == ("10.0.0.7", "p-1")

    def test_raw_sql_and_bulk_statements_are_caught(self):
        Instansi.objects.bulk_create([Instansi(bkn_id=f"B{n}", nama="x") for n in range(3)])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_instansi SET nama = 'y' WHERE bkn_id LIKE 'B%'")
            cursor.execute("DELETE FROM core_instansi WHERE bkn_id = 'B0'")
        rows = JejakAudit.objects.filter(tabel="core_instansi")
        assert {aksi: rows.filter(aksi=aksi).count() for aksi in ("tambah", "ubah", "hapus")} == {
            "tambah": 3,
            "ubah": 3,
            "hapus": 1,
        }

    def test_update_without_a_difference_leaves_no_row(self):
        instansi = InstansiFactory()
        JejakAudit.objects.filter(aksi="ubah").exists()
        instansi.save()
        assert not JejakAudit.objects.filter(tabel="core_instansi", aksi="ubah").exists()

    def test_nested_changes_keep_their_rows_apart(self):
        first, second = InstansiFactory(), InstansiFactory()
        outer(first, second)
        by_act = {act.aksi: act.pk for act in Tindakan.objects.filter(aksi__in=["luar", "ganti_nama"])}
        stamped = {
            row.baris: row.tindakan_id
            for row in JejakAudit.objects.filter(
                tabel="core_instansi", aksi="ubah", perubahan__nama__1__in=["luar sesudah", "dalam"]
            )
        }
        assert stamped == {str(first.pk): by_act["luar"], str(second.pk): by_act["ganti_nama"]}

    def test_change_that_forgets_the_trace_is_an_error_and_writes_nothing(self):
        instansi = InstansiFactory(nama="Tetap")
        instansi.nama = "Diam-diam"
        with pytest.raises(RuntimeError, match="without record_jejak"):
            forgetful(instansi)
        assert Instansi.objects.get(pk=instansi.pk).nama == "Tetap"

    def test_secrets_enter_the_trace_masked(self):
        user = PenggunaFactory()
        user.set_password("Sandi-Baru-2026")
        user.telepon = "081234567890"
        user.save()
        changes = JejakAudit.objects.get(tabel="core_pengguna", aksi="ubah").perubahan
        assert changes["password"] == ["***", "***"]
        assert changes["telepon"] == ["***", "***"]


@pytest.mark.django_db
class TestRefusals:
    @pytest.mark.parametrize("table", ["core_jejakaudit", "core_tindakan", "core_aksesdata", "core_segel"])
    @pytest.mark.parametrize("statement", ["UPDATE {} SET sidik = ''", "DELETE FROM {}", "TRUNCATE {}"])
    def test_nobody_rewrites_the_trace(self, table, statement):
        user = PenggunaFactory()
        rename(InstansiFactory(), "x", user)
        jejak.record_read(
            [user.pk], kelompok="NIK", tujuan="uji", oleh=jejak.Pembaca(user, "admin_unit", "", rutin=False)
        )
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_segel VALUES (1, now(), now(), 0, 1, 0, NULL, NULL, '', '')")
        with (
            pytest.raises(DatabaseError, match="hanya dapat ditambah"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table))

    def test_partition_addressed_by_name_refuses_as_well(self):
        rename(InstansiFactory(), "x")
        name = f"core_jejakaudit_{timezone.localdate():%Y_%m}"
        for statement in (f"UPDATE {name} SET tabel = 'x'", f"DELETE FROM {name}", f"TRUNCATE {name}"):
            with (
                pytest.raises(DatabaseError, match="hanya dapat ditambah"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


@pytest.fixture
def seal_file(settings: Any, tmp_path: Path) -> Path:
    settings.SEAL_FILE = str(tmp_path / "segel.log")
    return tmp_path / "segel.log"


def seal_changes(count: int = 3) -> None:
    instansi = InstansiFactory()
    for number in range(count):
        rename(instansi, f"nama {number}")
    wait_for_other_transactions()
    jejak.seal(timezone.now())


def wait_for_other_transactions() -> None:
    """A seal waits for every older transaction of the cluster, also for those of the other test worker."""
    for _ in range(6000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > transaksi"
                " FROM core_tindakan ORDER BY waktu DESC LIMIT 1"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("another transaction of the cluster has been running for five minutes")


class TestSeals:
    def test_whole_trace_is_utuh(self, superuser, seal_file, capsys):
        seal_changes()
        seal_changes()
        call_command("periksa_jejak")
        assert capsys.readouterr().out == "utuh\n"
        assert len(seal_file.read_text().splitlines()) == 2

    def test_nothing_new_makes_no_seal(self, superuser, seal_file):
        seal_changes()
        assert jejak.seal(timezone.now()) == []

    def test_altered_row_is_named(self, superuser, seal_file, capsys):
        seal_changes()
        victim = JejakAudit.objects.filter(aksi="ubah").first()
        superuser.execute("UPDATE core_jejakaudit SET perubahan = '{\"nama\": [1, 2]}' WHERE id = %s", [victim.pk])
        with pytest.raises(SystemExit) as exit_:
            call_command("periksa_jejak")
        lines = capsys.readouterr().out.splitlines()
        assert exit_.value.code == 1
        assert lines == [f"berubah jejak {victim.pk}"]

    def test_altered_act_is_named(self, superuser, seal_file):
        seal_changes()
        act = Tindakan.objects.first()
        superuser.execute("UPDATE core_tindakan SET alasan = 'lain' WHERE id = %s", [str(act.pk)])
        assert list(jejak.check()) == [f"berubah tindakan {act.pk}"]

    def test_row_altered_together_with_its_hash_breaks_the_seal(self, superuser, seal_file):
        seal_changes()
        segel = Segel.objects.get()
        superuser.execute("UPDATE core_jejakaudit SET tabel = 'x' WHERE id = %s", [segel.jejak_sampai])
        superuser.execute(
            "UPDATE core_jejakaudit j SET sidik = core_sidik_jejak(j) WHERE id = %s", [segel.jejak_sampai]
        )
        assert list(jejak.check()) == [f"hilang segel 1 {segel.jejak_dari}..{segel.jejak_sampai}"]

    def test_deleted_row_breaks_the_seal(self, superuser, seal_file):
        seal_changes()
        segel = Segel.objects.get()
        superuser.execute("DELETE FROM core_jejakaudit WHERE id = %s", [segel.jejak_dari])
        assert list(jejak.check()) == [f"hilang segel 1 {segel.jejak_dari}..{segel.jejak_sampai}"]

    def test_row_slipped_into_a_sealed_batch_breaks_the_seal(self, superuser, seal_file):
        seal_changes()
        segel = Segel.objects.get()
        superuser.execute(
            "INSERT INTO core_jejakaudit OVERRIDING SYSTEM VALUE SELECT (core_baris_jejak(NULL, 'x', 'y', 'ubah', '{}')).*"
        )
        superuser.execute("UPDATE core_jejakaudit SET transaksi = %s WHERE tabel = 'x'", [segel.sampai - 1])
        superuser.execute("UPDATE core_jejakaudit j SET sidik = core_sidik_jejak(j) WHERE tabel = 'x'")
        assert list(jejak.check()) == [f"hilang segel 1 {segel.jejak_dari}..{segel.jejak_sampai}"]

    def test_deleted_seal_is_known_from_the_chain_and_from_the_file(self, superuser, seal_file):
        seal_changes()
        seal_changes()
        first, second = Segel.objects.order_by("no")
        superuser.execute("DELETE FROM core_segel WHERE no = 1")
        assert list(jejak.check()) == [
            f"hilang segel 2 {second.jejak_dari}..{second.jejak_sampai}",
            f"hilang segel 1 {first.jejak_dari}..{first.jejak_sampai}",
        ]

    def test_last_seal_deleted_with_its_rows_is_known_from_the_file(self, superuser, seal_file):
        seal_changes()
        seal_changes()
        last = Segel.objects.order_by("no").last()
        superuser.execute("DELETE FROM core_jejakaudit WHERE transaksi >= %s", [last.dari])
        superuser.execute("DELETE FROM core_tindakan WHERE transaksi >= %s", [last.dari])
        superuser.execute("DELETE FROM core_segel WHERE no = 2")
        assert list(jejak.check()) == [f"hilang segel 2 {last.jejak_dari}..{last.jejak_sampai}"]

    def test_running_transaction_is_left_to_the_next_seal(self, superuser, seal_file):
        """A row of a transaction that began before the seal and ends after it must not be missed."""
        name = connection.settings_dict["NAME"]
        with closing(psycopg2.connect(host=os.environ["ASN_UJI_SOKET"], user="asn_pemilik", dbname=name)) as slow:
            slow.cursor().execute("INSERT INTO core_instansi (bkn_id, nama) VALUES ('LAMBAT', 'x')")
            rename(InstansiFactory(), "selama itu")
            assert jejak.seal(timezone.now()) == []
            slow.commit()
        wait_for_other_transactions()
        jejak.seal(timezone.now())
        sealed = sum(Segel.objects.values_list("jumlah", flat=True))
        assert sealed == JejakAudit.objects.count() + Tindakan.objects.count()
        assert list(jejak.check()) == []

    def test_restore_into_another_cluster_begins_a_new_era(self, superuser, seal_file):
        """After a logical restore the transaction numbers are small again; the trace goes on and stays whole."""
        seal_changes()
        for table in ("core_jejakaudit", "core_tindakan"):
            superuser.execute(f"UPDATE {table} SET transaksi = transaksi + 1000000")
            kind = table.removeprefix("core_").removesuffix("audit")
            superuser.execute(f"UPDATE {table} t SET sidik = core_sidik_{kind}(t)")
        superuser.execute("TRUNCATE core_segel")
        seal_file.unlink()
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(transaksi) + 1 FROM core_jejakaudit")
            horizon = cursor.fetchone()[0]
        window = jejak.Window(jejak.FIRST_ERA, None, 0, horizon)
        jejak._close(window, None, timezone.now())
        seal_changes()
        eras = list(Segel.objects.order_by("no").values_list("zaman", flat=True))
        assert len(eras) == 2
        assert eras[1] > eras[0]
        assert list(jejak.check()) == []


@pytest.mark.django_db
class TestReads:
    def test_read_is_one_act_and_one_row_per_person(self):
        reader, people = PenggunaFactory(), [PenggunaFactory().pk for _ in range(3)]
        jejak.record_read(
            people, kelompok="NIK", tujuan="rekap", oleh=jejak.Pembaca(reader, "admin_bkd", "BKD", rutin=False)
        )
        act = Tindakan.objects.get(aksi="baca_data")
        assert act.rincian == {"kelompok": "NIK", "orang": 3}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*), count(DISTINCT sidik) FROM core_aksesdata WHERE tindakan_id = %s", [str(act.pk)]
            )
            assert cursor.fetchone() == (3, 3)


@pytest.mark.django_db
def test_partitions_exist_for_months_ahead_and_are_made_once():
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_siapkan_partisi(6)")
        again = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pg_inherits WHERE inhparent = 'core_jejakaudit'::regclass")
        partitions = cursor.fetchone()[0]
    assert again == 0
    assert partitions == 9  # last month to six ahead, and the default one
