"""The portal as it runs, to be broken: an own PostgreSQL that keeps what it has confirmed, an own Valkey, gunicorn, a
Celery worker with children and beat, all as processes. Nothing here shares anything with the other tests.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg2

from launcher.servers import Postgres, Valkey, wait_until

ROOT = Path(__file__).resolve().parents[2]
FORM = "/laporan-data/tambah/"
ANSWER = 45.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool], *, seconds: float = ANSWER, what: str = "it") -> None:
    assert wait_until(condition, timeout=seconds, pause=0.1), f"{what} did not happen in time"


@dataclass
class Jawaban:
    status: int
    headers: dict[str, str]
    text: str
    seconds: float


@dataclass
class Formulir:
    """A page that stands open in a browser: its keys."""

    csrf: str
    kunci: str


class Peramban:
    """Just enough of a browser: one session, its CSRF cookie, no redirects followed."""

    def __init__(self, port: int, sesi: str) -> None:
        self.port, self.cookies = port, {"sessionid": sesi}

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Jawaban:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER)
        started = time.monotonic()
        try:
            sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            text = answer.read().decode()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.split(";")[0]
            return Jawaban(answer.status, dict(answer.getheaders()), text, time.monotonic() - started)
        finally:
            connection.close()

    def open_form(self, path: str = FORM) -> Formulir:
        page = self.ask("GET", path)
        assert page.status == 200, page.text[:300]
        found = [
            re.search(rf'name="{name}" value="([^"]+)"', page.text) for name in ("csrfmiddlewaretoken", "kunci_kirim")
        ]
        assert found[0]
        assert found[1]
        return Formulir(found[0].group(1), found[1].group(1))

    def send(self, form: Formulir, isi: str, bagian: str = "unit", path: str = FORM) -> Jawaban:
        fields = {"csrfmiddlewaretoken": form.csrf, "kunci_kirim": form.kunci, "bagian": bagian, "isi": isi}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://127.0.0.1:{self.port}{path}",
        }
        return self.ask("POST", path, urlencode(fields).encode(), headers)


class Surat(threading.Thread):
    """A mail server that says nothing (`lambat`) or takes every mail at once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.lambat = False
        self.daftar: list[str] = []
        self.start()

    def run(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                line, _ = self.socket.accept()
                threading.Thread(target=self.serve, args=(line,), daemon=True).start()

    def serve(self, line: socket.socket) -> None:
        if self.lambat:
            time.sleep(60)
            line.close()
            return
        with contextlib.suppress(OSError), line, line.makefile("rb") as stream:
            line.sendall(b"220 uji\r\n")
            for raw in stream:
                word = raw.decode(errors="replace").strip()[:4].upper()
                if word == "DATA":
                    line.sendall(b"354 tulis\r\n")
                    text = b""
                    while not text.endswith(b"\r\n.\r\n"):
                        text += stream.readline()
                    self.daftar.append(text.decode(errors="replace"))
                line.sendall(b"221 selesai\r\n" if word == "QUIT" else b"250 baik\r\n")
                if word == "QUIT":
                    return


@dataclass
class Panggung:
    folder: Path
    postgres: Postgres
    valkey: Valkey
    surat: Surat
    environment: dict[str, str] = field(default_factory=dict)
    isi: dict[str, Any] = field(default_factory=dict)
    port: int = 0
    web: subprocess.Popen[bytes] | None = None

    # -- processes -----------------------------------------------------------------------------------------

    def process(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / "catatan").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def start_web(self) -> None:
        self.port = free_port()
        self.web = self.process(
            "gunicorn", "-c", "launcher/gunicorn.conf.py", "asn_portal.wsgi", "-b", f"127.0.0.1:{self.port}"
        )
        wait_for(self.alive, what="gunicorn")

    def alive(self) -> bool:
        try:
            return self.tamu().ask("GET", "/sehat/").status == 200
        except OSError:
            return False

    def as_owner(self, *command: str) -> str:
        """What a program prints that may write all tables."""
        owner = self.environment | {"DATABASE_URL": self.environment["DATABASE_URL_MIGRASI"]}
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=owner, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def fill(self, module: str, *arguments: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.as_owner("-m", module, *arguments).splitlines()[-1])
        return told

    @contextlib.contextmanager
    def running(self, *parts: str) -> Iterator[list[subprocess.Popen[bytes]]]:
        """`worker` and `beat`, as often as they are named; killed at the end with all their children."""
        celery = ("celery", "--quiet", "-A", "asn_portal")
        commands = {
            "worker": (*celery, "worker", "--concurrency=2", "--loglevel=warning"),
            "beat": (*celery, "beat", "--loglevel=warning", "--schedule", str(self.folder / "beat"), "--pidfile="),
        }
        started = [self.process(*commands[part]) for part in parts]
        try:
            yield started
        finally:
            for process in started:
                end(process)

    # -- breaking ------------------------------------------------------------------------------------------

    def kill_web_worker(self) -> None:
        """One child of gunicorn, all of them in fact: nobody knows who has the request."""
        assert self.web is not None
        for pid in children_of(self.web.pid):
            os.kill(pid, signal.SIGKILL)

    def kill_database(self) -> None:
        """The postmaster and every process it has, as a power cut would."""
        process = self.postgres.process
        assert process is not None
        pids = [process.pid, *children_of(process.pid)]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()

    def start_database(self) -> None:
        self.postgres.start()

    def kill_broker(self) -> None:
        assert self.valkey.process is not None
        self.valkey.process.kill()
        self.valkey.process.wait()

    def start_broker(self) -> None:
        """At its old place, and empty."""
        self.valkey.start()

    # -- looking -------------------------------------------------------------------------------------------

    def tamu(self) -> Peramban:
        return Peramban(self.port, "")

    def peramban(self, who: str = "pegawai") -> Peramban:
        return Peramban(self.port, self.isi["cookies"][who])

    def connect(self, role: str = "postgres") -> Any:
        connection = psycopg2.connect(host=str(self.postgres.sockets), user=role, dbname="asn")
        connection.autocommit = True
        return connection

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []

    def count(self, table: str, where: str = "true") -> int:
        return int(self.sql(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])

    def heard(self, nama: str) -> bool:
        """Has this part of the machinery told since the test began that it lives?"""
        return self.count("core_detak", f"nama = '{nama}'") == 1

    def waiting(self) -> bool:
        """Does anybody wait for a lock?"""
        return bool(
            self.count("pg_locks JOIN pg_stat_activity USING (pid)", "datname = current_database() AND NOT granted")
        )

    def assert_whole(self) -> None:
        """What holds whatever has happened: every report has exactly one act, one duty of its HR and one mark of the form
        that was sent; there is no act without its report.
        """
        reports = self.count("pegawai_laporandata")
        acts = self.count("core_tindakan", "objek_jenis = 'pegawai.LaporanData'")
        marks = self.count("core_kirimanformulir", "tujuan <> ''")
        duties = self.sql("SELECT count(DISTINCT objek_id) FROM core_tugas WHERE jenis = 'pegawai.laporan_data'")[0][0]
        assert (acts, marks, duties) == (reports, reports, reports)
        assert self.count("core_kirimanformulir", "tujuan = ''") == 0

    def empty(self) -> None:
        """Before each test: nothing reported, nothing waits."""
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(
                "TRUNCATE pegawai_laporandata, core_tindakan, core_jejakaudit, core_tugas, core_kirimanformulir,"
                " core_kirimanapi, core_pesankeluar, core_notifikasi, core_slotjadwal, core_segel, core_detak CASCADE"
            )


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(text) for text in found.stdout.split()]


def end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def stage() -> Iterator[Panggung]:
    folder = Path(tempfile.mkdtemp(prefix="asn-gangguan-"))
    folder.chmod(0o755)
    p = Panggung(folder, Postgres(folder / "pg"), Valkey(None), Surat())
    try:
        p.postgres.start()
        p.valkey.start()
        p.environment = {
            **os.environ,
            "ASN_MODE": "uji",
            "DATABASE_URL": p.postgres.url("asn_app"),
            "DATABASE_URL_MIGRASI": p.postgres.url("asn_pemilik"),
            "REDIS_URL": p.valkey.url(),
            "EMAIL_URL": f"smtp://127.0.0.1:{p.surat.port}",
            "ASN_BERKAS": str(folder / "berkas"),
            "C_FORCE_ROOT": "1",
            # Nobody is refused for the crowd here: what waits, waits for the fault that is looked at.
            "WEB_MAX_WAIT": "60",
            "PYTHONWARNINGS": "ignore",
        }
        p.as_owner("manage.py", "migrate", "-v", "0")
        p.isi = p.fill("tests.keandalan.isi_panggung")
        p.start_web()
        yield p
    finally:
        if p.web is not None:
            end(p.web)
        p.valkey.stop()
        p.postgres.stop()
        p.postgres.remove()
        shutil.rmtree(folder, ignore_errors=True)
