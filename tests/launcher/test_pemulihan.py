"""The backup scripts of production, run for real: back to a moment between two changes, on a new data folder.

The scripts and the archive are those of docker-compose.yml; only the server is the embedded one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from launcher.servers import Postgres, wait_until
from tests.launcher.terminal import ROOT, fresh_environment

pytestmark = [pytest.mark.peladen]

SCRIPTS = ROOT / "launcher" / "production"


class Production:
    """One PostgreSQL that archives, the scripts beside it, and the seal file outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = folder / "arsip"
        self.seals = folder / "segel.log"
        self.scripts = Path(shutil.copytree(SCRIPTS, folder / "produksi"))
        self.server = Postgres(folder / "basis" / "pg", durable=False, log=2)
        for made in (self.archive, self.archive / "wal", self.archive / "dasar", folder / "basis"):
            self.server.account.make_private(made)
        self.environment = fresh_environment(
            ASN_ARSIP=self.archive, PGHOST=self.server.sockets, PGUSER="postgres", ASN_SIMPAN_CADANGAN="2"
        )
        self.environment["PATH"] = f"{self.server.binaries()}:{self.environment['PATH']}"

    def start(self) -> None:
        self.server.initialise()
        with (self.server.data / "postgresql.conf").open("a") as configuration:
            configuration.write("archive_mode = on\n")
            configuration.write(f"archive_command = 'ASN_ARSIP={self.archive} {self.scripts}/archive.sh %p %f'\n")
        self.server.start()

    def script(self, name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        """One of the scripts, as the account of the database."""
        account: dict[str, Any] = self.server.account.options
        command = [str(self.scripts / name), *map(str, arguments)]
        return subprocess.run(command, env=self.environment, cwd=self.folder, capture_output=True, text=True, **account)

    def manage(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=fresh_environment(
                ASN_MODE="uji",
                DATABASE_URL=self.server.url("asn_app"),
                DATABASE_URL_MIGRASI=self.server.url("asn_pemilik"),
                ASN_SEGEL=self.seals,
            ),
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    def note(self, text: str) -> None:
        """A change of a traced table, as the application makes it."""
        self.server.sql(f"UPDATE core_jadwal SET keterangan = '{text}' WHERE nama = 'bersih'", "asn")

    def noted(self) -> str:
        return self.server.sql("SELECT keterangan FROM core_jadwal WHERE nama = 'bersih'", "asn").strip()

    def moment(self) -> str:
        return self.server.sql("SELECT clock_timestamp()").strip()

    def restored(self, *arguments: str) -> str:
        """Stop, restore, start, and wait until the server is past its recovery."""
        self.server.stop()
        done = self.script("restore.sh", *arguments, self.server.data)
        assert done.returncode == 0, done.stderr
        self.server.start()
        assert wait_until(lambda: self.server.sql("SELECT pg_is_in_recovery()").strip() == "f", timeout=60)
        return done.stdout


@pytest.fixture(scope="module")
def production(data_folder: Path) -> Iterator[Production]:
    made = Production(data_folder)
    made.start()
    try:
        code, said = made.manage("migrate", "--verbosity", "0")
        assert code == 0, said
        yield made
    finally:
        made.server.stop()


def backups(production: Production) -> list[str]:
    return sorted(path.name for path in (production.archive / "dasar").iterdir())


def test_restore_to_a_moment_between_two_changes_and_then_to_the_newest_state(production: Production) -> None:
    """The whole story of docs/panduan/operasi.md, section 6, with the trace checked at each step."""
    production.note("sebelum cadangan")
    assert production.manage("periksa_jejak") == (0, "utuh\n")
    done = production.script("backup.sh")
    assert done.returncode == 0, done.stderr
    base = backups(production)[-1]
    production.note("pertama")
    assert production.manage("periksa_jejak") == (0, "utuh\n")
    sealed = int(production.server.sql("SELECT max(no) FROM core_segel", "asn"))
    between = production.moment()
    production.note("kedua")
    assert production.manage("periksa_jejak") == (0, "utuh\n")

    said = production.restored(between)

    assert said.startswith(f"Cadangan {base} terpasang di {production.server.data}.")
    assert production.noted() == "pertama"
    kept = production.server.data.parent.glob("pg.sebelum-*")
    assert [(path / "PG_VERSION").read_text() for path in kept] == ["18\n"]
    check_the_trace_after_a_restore(production, sealed)

    production.note("sesudah pemulihan")
    assert production.manage("periksa_jejak") == (0, "utuh\n")
    production.restored("terbaru")  # along the new timeline, not the old one
    assert production.noted() == "sesudah pemulihan"
    assert production.manage("periksa_jejak") == (0, "utuh\n")


def check_the_trace_after_a_restore(production: Production, sealed: int) -> None:
    """The later seal stands in the file only: it is found, put aside, and the trace is whole."""
    last = production.server.sql("SELECT max(no) FROM core_segel", "asn").strip()
    assert last == str(sealed)
    code, said = production.manage("periksa_jejak")
    assert (code, [line.split()[:3] for line in said.splitlines()]) == (1, [["hilang", "segel", str(sealed + 1)]])

    cut = subprocess.run([SCRIPTS / "seals.sh", production.seals, last], capture_output=True, text=True)
    assert cut.returncode == 0, cut.stderr
    assert production.manage("periksa_jejak") == (0, "utuh\n")
    (kept,) = production.folder.glob("segel.log.sebelum-*")
    assert len(kept.read_text().splitlines()) == sealed + 1


def test_restore_refuses_a_running_server_and_a_moment_before_every_backup(production: Production) -> None:
    running = production.script("restore.sh", "terbaru", production.server.data)
    assert running.returncode == 1
    assert running.stderr.startswith(f"PostgreSQL masih berjalan pada {production.server.data}.")

    early = production.script("restore.sh", "2020-01-01 00:00:00+07", production.folder / "lain")
    assert (early.returncode, early.stderr) == (
        1,
        f"Tidak ada cadangan yang selesai sebelum 2020-01-01 00:00:00+07 di {production.archive}/dasar.\n",
    )
    assert not (production.folder / "lain").exists()


def test_only_the_newest_backups_and_the_wal_they_need_are_kept(production: Production) -> None:
    first, second = "20200101T000000Z", "20200102T000000Z"
    for old in (first, second):
        made = production.server.account.make_private(production.archive / "dasar" / old)
        (made / "wal_awal").write_text("000000010000000000000001\n")
    for _ in range(2):
        production.server.sql("SELECT pg_switch_wal()")
        done = production.script("backup.sh")
        assert done.returncode == 0, done.stderr
        wait_for_a_later_name_than(backups(production)[-1])
    kept = backups(production)
    assert [len(kept), first in kept, second in kept] == [2, False, False]
    needed = (production.archive / "dasar" / kept[0] / "wal_awal").read_text().strip()
    segments = [path.name[8:24] for path in (production.archive / "wal").glob("????????????????????????.gz")]
    assert min(segments) == needed[8:]


def wait_for_a_later_name_than(taken: str) -> None:
    """Names are times in whole seconds."""
    assert wait_until(lambda: time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()) > taken, timeout=2)


def test_segment_sent_twice_is_accepted_and_a_different_one_of_that_name_is_not(production: Production) -> None:
    segment, name = production.folder / "segmen", "0000000100000000000000FF"
    segment.write_bytes(b"satu" * 1000)
    assert [production.script("archive.sh", segment, name).returncode for _ in range(2)] == [0, 0]
    segment.write_bytes(b"lain" * 1000)
    assert production.script("archive.sh", segment, name).returncode != 0
    fetched = production.archive / "wal" / "diambil"
    assert production.script("fetch.sh", name, fetched).returncode == 0
    assert fetched.read_bytes() == b"satu" * 1000
    assert production.script("fetch.sh", "000000FF.history", fetched).returncode == 1


def test_roles_script_makes_both_roles_with_their_passwords_and_may_run_again(production: Production) -> None:
    production.server.sql("ALTER ROLE asn_app RENAME TO asn_app_lama")
    try:
        run_roles_script(production)
        question = "SELECT rolname, rolcanlogin, rolsuper, rolpassword LIKE 'SCRAM-SHA-256%' FROM pg_authid"
        found = production.server.sql(f"{question} WHERE rolname IN ('asn_app', 'asn_pemilik') ORDER BY 1").split()
        assert found == ["asn_app|t|f|t", "asn_pemilik|t|f|t"]
    finally:
        production.server.sql("REVOKE ALL ON DATABASE asn FROM asn_app")
        production.server.sql("DROP ROLE asn_app")
        production.server.sql("ALTER ROLE asn_app_lama RENAME TO asn_app")
        production.server.sql("GRANT CONNECT ON DATABASE asn TO PUBLIC")


def run_roles_script(production: Production) -> None:
    environment = production.environment | {"SANDI_ASN_PEMILIK": "rahasia'satu", "SANDI_ASN_APP": "rahasia dua"}
    for _ in range(2):
        done = subprocess.run(
            ["psql", "-X", "-d", "postgres", "-f", SCRIPTS / "roles.sql"],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")
