"""./run: the embedded servers, then web, worker and beat in the foreground with one readable log.

Order: lock, PostgreSQL, Valkey, one `manage.py siapkan` (migrations, static files, demo data), web, worker,
beat. Ctrl-C goes back the same way. Whatever a kill -9 leaves behind is ended by the next start.
"""

import argparse
import contextlib
import fcntl
import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from launcher.servers import Postgres, ServerError, Valkey, command_of, die_with_parent, wait_until

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
READY_TIMEOUT = 180.0
GRACE = 20.0
NAME_WIDTH = 7


class Log:
    """One log for all processes: time, name, line."""

    def __init__(self) -> None:
        self.lock = threading.Lock()

    def write(self, name: str, line: str) -> None:
        with self.lock:
            print(f"{datetime.now():%H.%M.%S} {name:<{NAME_WIDTH}}| {line}", flush=True)

    def pipe(self, name: str) -> int:
        """A file descriptor for a child's output, whose lines appear in the log."""
        reader, writer = os.pipe()
        threading.Thread(target=self._copy, args=(name, os.fdopen(reader, errors="replace")), daemon=True).start()
        return writer

    def _copy(self, name: str, stream: IO[str]) -> None:
        for line in stream:
            if line.strip():
                self.write(name, line.rstrip())


class AlreadyRunning(Exception):
    """Another ./run holds the lock of this data folder."""


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunning(lock.read().strip()) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


def secrets_of(folder: Path) -> dict[str, str]:
    """Keys of this installation, made once. In production they come from the environment."""
    path = folder / "kunci.json"
    if not path.exists():
        import base64

        keys = {
            name: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
            for name in ("ASN_KUNCI_SANDI", "ASN_KUNCI_SIDIK")
        }
        write_private(path, json.dumps({"SECRET_KEY": secrets.token_urlsafe(64), **keys}))
    return json.loads(path.read_text())


class Supervisor:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.folder = Path(os.environ.get("ASN_DATA", ".run")).absolute()
        self.port = os.environ.get("PORT", "8000")
        self.bind = os.environ.get("ASN_BIND", "127.0.0.1")
        self.log = Log()
        self.servers: list[Postgres | Valkey] = []
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = dict(os.environ)
        self.accounts: list[str] = []
        self.stopping = threading.Event()

    @property
    def address(self) -> str:
        return f"http://{self.bind}:{self.port}"

    def say(self, line: str) -> None:
        self.log.write("portal", line)

    # -- servers -------------------------------------------------------------------------------------------

    def start_servers(self) -> None:
        """Embedded PostgreSQL and Valkey, each unless its URL is given from outside."""
        if "DATABASE_URL" not in self.environment:
            postgres = Postgres(self.folder / "pg", log=self.log.pipe("basis"))
            self.servers.append(postgres)
            postgres.start()
            self.environment["DATABASE_URL"] = postgres.url("asn_app")
            self.environment["DATABASE_URL_MIGRASI"] = postgres.url("asn_pemilik")
        if "REDIS_URL" not in self.environment:
            valkey = Valkey(self.folder / "valkey", log=self.log.pipe("antre"))
            self.servers.append(valkey)
            valkey.start()
            self.environment["REDIS_URL"] = valkey.url()

    def compose_environment(self) -> None:
        defaults = {
            "ASN_MODE": "demo",
            "ASN_ALAMAT": self.address,
            "STATIC_ROOT": str(self.folder / "static"),
            "EMAIL_URL": f"filemail://{self.folder / 'surat'}",
            "ASN_SEGEL": str(self.folder / "segel.log"),
            "PROMETHEUS_MULTIPROC_DIR": str(self.folder / "metrik"),
            "PYTHONUNBUFFERED": "1",
            **secrets_of(self.folder),
        }
        for name, value in defaults.items():
            self.environment.setdefault(name, value)
        metrics = Path(self.environment["PROMETHEUS_MULTIPROC_DIR"])
        metrics.mkdir(exist_ok=True)
        for old in metrics.glob("*.db"):
            old.unlink()
        if os.geteuid() == 0:
            self.environment["C_FORCE_ROOT"] = "1"  # Celery refuses root; here it is the user's own machine

    def publish_environment(self) -> None:
        """What manage.py needs to find these servers, readable by this account only."""
        names = ("DATABASE_URL", "DATABASE_URL_MIGRASI", "REDIS_URL", "ASN_MODE", "ASN_ALAMAT", "SECRET_KEY")
        names += ("ASN_KUNCI_SANDI", "ASN_KUNCI_SIDIK", "STATIC_ROOT", "EMAIL_URL", "ASN_SEGEL")
        known = {name: self.environment[name] for name in names if name in self.environment}
        write_private(self.folder / "lingkungan.json", json.dumps(known))

    # -- children ------------------------------------------------------------------------------------------

    def end_leftovers(self) -> None:
        """Processes of a former ./run that outlived a kill -9 of their supervisor."""
        record = self.folder / "proses.json"
        pids = json.loads(record.read_text()) if record.exists() else {}
        alive = [pid for pid in pids.values() if str(ROOT) in command_of(pid)]
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in alive:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(pid, number)
            wait_until(lambda pids=alive: not any(map(command_of, pids)), timeout=GRACE if alive else 0)
            alive = [pid for pid in alive if command_of(pid)]

    def prepare(self) -> None:
        """Migrations, static files and demo data in one process: one import of Django instead of three."""
        command = [str(BIN / "python"), "manage.py", "siapkan"]
        if self.options.pegawai is not None:
            command += ["--pegawai", str(self.options.pegawai)]
        process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert process.stdout is not None
        for line in process.stdout:
            kind, _, rest = line.rstrip().partition("\t")
            if kind == "akun":
                self.accounts.append(rest)
            elif line.strip():
                self.log.write("siapkan", line.rstrip())
        if process.wait() != 0:
            raise ServerError("Persiapan basis data gagal. Sebabnya tertulis di atas.")

    def start_children(self) -> None:
        python = str(BIN / "python")
        celery = [python, "-m", "celery", "-A", "asn_portal"]
        commands = {
            "web": [
                python,
                "-m",
                "gunicorn",
                "-c",
                "launcher/gunicorn.conf.py",
                "asn_portal.wsgi",
                "-b",
                f"{self.bind}:{self.port}",
            ],
            "pekerja": [
                *celery,
                "worker",
                "--concurrency",
                "2",
                "--loglevel",
                "warning",
                "--without-gossip",
                "--without-mingle",
            ],
            "jadwal": [*celery, "beat", "--loglevel", "warning", "--schedule", str(self.folder / "beat"), "--pidfile="],
        }
        for name, command in commands.items():
            self.children[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=self.log.pipe(name),
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the supervisor only, which then stops them in order
                preexec_fn=die_with_parent,
            )
        pids = {name: child.pid for name, child in self.children.items()}
        (self.folder / "proses.json").write_text(json.dumps(pids))

    def dead_child(self) -> str | None:
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def fetch(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0

    def wait_for(self, path: str, what: str) -> None:
        def done() -> bool:
            if (name := self.dead_child()) is not None:
                raise ServerError(f"Proses {name} berhenti sendiri. Sebabnya tertulis di atas.")
            return self.stopping.is_set() or self.fetch(path) == 200

        if not wait_until(done, timeout=READY_TIMEOUT, pause=0.3):
            raise ServerError(f"{what} belum siap setelah {READY_TIMEOUT:.0f} detik.")

    def announce(self) -> None:
        self.say("")
        self.say(f"Portal siap di {self.address}")
        for account in self.accounts:
            self.say(f"  {account}")
        self.say("Ctrl-C menghentikan semuanya; data tetap ada.")

    def supervise(self) -> None:
        while not self.stopping.wait(1):
            if (name := self.dead_child()) is not None:
                raise ServerError(f"Proses {name} berhenti sendiri. Semua dihentikan.")

    def stop(self) -> None:
        """Beat, web, worker, then Valkey, then PostgreSQL; each with its time to finish."""
        for name in ("jadwal", "web", "pekerja"):
            child = self.children.get(name)
            if child is None or child.poll() is not None:
                continue
            child.terminate()
            try:
                child.wait(GRACE)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        for server in reversed(self.servers):
            server.stop()
        for name in ("proses.json", "lingkungan.json"):
            (self.folder / name).unlink(missing_ok=True)

    # -- the whole -----------------------------------------------------------------------------------------

    def refuse_open_demo(self) -> None:
        """Demo accounts share one password that the README tells: never for a network by accident."""
        demo = self.environment.get("ASN_MODE", "demo") == "demo"
        if demo and self.bind not in LOOPBACK and self.environment.get("ASN_DEMO_TERBUKA") != "1":
            raise ServerError(
                f"Mode demo tidak dibuka pada {self.bind}: sandi akun demo diketahui umum. "
                "Isi ASN_DEMO_TERBUKA=1 bila memang itu yang Anda kehendaki."
            )

    def run(self) -> int:
        self.refuse_open_demo()
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with only_one(self.folder):
                return self.run_locked()
        except AlreadyRunning as other:
            raise ServerError(
                f"Portal sudah berjalan dengan data ini (proses {other}). Hentikan dulu dengan Ctrl-C di sana."
            ) from None

    def run_locked(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        started = time.monotonic()
        try:
            self.end_leftovers()
            self.start_servers()
            self.compose_environment()
            self.publish_environment()
            self.prepare()
            if not self.stopping.is_set():
                self.start_children()
                self.wait_for("/sehat/", "Halaman")
                self.announce()
            if self.options.smoke:
                self.wait_for("/sehat/siap/", "Pekerja dan jadwal")
                self.say(f"Uji asap lolos dalam {time.monotonic() - started:.0f} detik.")
            else:
                self.supervise()
            return 0
        finally:
            self.say("Menghentikan semuanya ...")
            self.stop()
            self.say("Berhenti.")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run", description="Menjalankan portal ASN di mesin ini.")
    parser.add_argument("--smoke", action="store_true", help="mulai, tunggu siap dan satu detak jadwal, lalu berhenti")
    parser.add_argument("--pegawai", type=int, metavar="N", help="banyaknya pegawai demo pada mulai pertama")
    parser.add_argument("--siapkan", action="store_true", help="hanya memasang pustaka")
    try:
        return Supervisor(parser.parse_args()).run()
    except ServerError as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
