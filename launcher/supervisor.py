"""./run: the embedded servers, then web, worker and beat in the foreground with one readable log.

Order: lock, PostgreSQL, Valkey, one `manage.py siapkan` (migrations, static files, demo data), web, worker,
beat. Ctrl-C goes back the same way. Whatever a kill -9 leaves behind is ended by the next start.
"""

import argparse
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http import HTTPStatus
from pathlib import Path
from typing import NoReturn

from launcher.exclusive import MOMENT, AlreadyRunning, only_one
from launcher.keys import mail_url, secrets_of, write_private
from launcher.log import Log
from launcher.patience import Patience
from launcher.servers import Postgres, ServerError, Valkey, command_of, tied, wait_until

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # addresses to listen on, and how to reach them from here
READY_TIMEOUT = 180.0
GRACE = 20.0
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # http_proxy is not for ourselves
WORKER_ALONE = ("--without-gossip", "--without-mingle")  # one worker needs no talk with others


def is_ours_or_gone(pid: int) -> bool:
    """A recorded number may meanwhile belong to somebody else; the group of a dead leader is still his."""
    command = command_of(pid)
    return not command or str(ROOT) in command


def signal_groups(leaders: list[int], number: int) -> None:
    for pid in leaders:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)


class Supervisor:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        if options.pegawai is not None:
            whole_number(options.pegawai, what="--pegawai", lowest=250, highest=100_000)  # as in core/demo/dasar.py
        self.folder = Path(os.environ.get("ASN_DATA", ".run")).absolute()
        self.port = whole_number(os.environ.get("PORT", "8000"), what="PORT", highest=65_535)
        self.bind = os.environ.get("ASN_BIND", "127.0.0.1")
        self.log = Log()
        self.servers: list[Postgres | Valkey] = []
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.patience: dict[str, Patience] = {}
        self.environment = dict(os.environ)
        self.accounts: list[str] = []
        self.stopping = threading.Event()
        self.impatient = False
        self.preparation: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """How this machine reaches the page."""
        return f"http://{self.with_port(EVERYWHERE.get(self.bind, self.bind))}"

    def with_port(self, host: str) -> str:
        return f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"

    def say(self, line: str) -> None:
        self.log.write("portal", line)

    # -- servers -------------------------------------------------------------------------------------------

    def start_servers(self) -> None:
        """Embedded PostgreSQL and Valkey, each unless its URL is given from outside."""
        if "DATABASE_URL" not in self.environment:
            postgres = Postgres(self.folder / "pg")
            if postgres.data.parent != self.folder:
                self.say(f"Akun nobody tidak dapat masuk ke {self.folder}: basis data ada di {postgres.data}.")
            self.start_server(postgres, "basis")
            self.environment["DATABASE_URL"] = postgres.url("asn_app")
            self.environment["DATABASE_URL_MIGRASI"] = postgres.url("asn_pemilik")
        if "REDIS_URL" not in self.environment:
            valkey = Valkey(self.folder / "valkey")
            self.start_server(valkey, "antre")
            self.environment["REDIS_URL"] = valkey.url()

    def start_server(self, server: Postgres | Valkey, name: str) -> None:
        self.servers.append(server)
        with self.log.pipe(name) as server.log:
            server.start()

    def compose_environment(self) -> None:
        defaults = {
            "ASN_MODE": "demo",
            "ASN_ALAMAT": self.address,
            "STATIC_ROOT": str(self.folder / "static"),
            "EMAIL_URL": mail_url(self.folder),
            "ASN_SEGEL": str(self.folder / "segel.log"),
            "ASN_BERKAS": str(self.folder / "berkas"),
            "PROMETHEUS_MULTIPROC_DIR": str(self.folder / "metrik"),
            "PYTHONUNBUFFERED": "1",
            "ALLOWED_HOSTS": ",".join(["localhost", "127.0.0.1", "[::1]", *self.names_outside()]),
            **secrets_of(self.folder),
        }
        for name, value in defaults.items():
            self.environment.setdefault(name, value)
        metrics = Path(self.environment["PROMETHEUS_MULTIPROC_DIR"])
        metrics.mkdir(parents=True, exist_ok=True)
        for old in metrics.glob("*.db"):
            old.unlink()
        if os.geteuid() == 0:  # Celery refuses root and warns of it; here it is the user's own machine
            self.environment["C_FORCE_ROOT"] = "1"
            self.environment.setdefault("PYTHONWARNINGS", "ignore:::celery.platforms")

    def names_outside(self) -> list[str]:
        """Host names under which an opened demo may be asked for."""
        if self.bind in LOOPBACK:
            return []
        return [socket.gethostname() if self.bind in EVERYWHERE else self.bind]

    def publish_environment(self) -> None:
        """What manage.py needs to find these servers, readable by this account only."""
        names = ("DATABASE_URL", "DATABASE_URL_MIGRASI", "REDIS_URL", "ASN_MODE", "ASN_ALAMAT", "SECRET_KEY")
        names += ("ASN_KUNCI_SANDI", "ASN_KUNCI_SIDIK", "STATIC_ROOT", "EMAIL_URL", "ASN_SEGEL", "ASN_BERKAS")
        known = {name: self.environment[name] for name in names if name in self.environment}
        write_private(self.folder / "lingkungan.json", json.dumps(known))

    # -- children ------------------------------------------------------------------------------------------

    def end_leftovers(self) -> None:
        """Processes of a former ./run that outlived a kill -9 of their supervisor, or of their own parent."""
        record = self.folder / "proses.json"
        with contextlib.suppress(ValueError, FileNotFoundError):
            leaders = [pid for pid in json.loads(record.read_text()).values() if is_ours_or_gone(pid)]
            signal_groups(leaders, signal.SIGTERM)
            wait_until(lambda: not any(map(command_of, leaders)), timeout=GRACE)
            signal_groups(leaders, signal.SIGKILL)

    def refuse_used_port(self) -> None:
        """Else another program would answer in our place, and only gunicorn's retries would tell."""
        if not wait_until(lambda: self.port_trouble() is None, timeout=MOMENT):
            raise ServerError(
                f"Port {self.port} pada {self.bind} tidak dapat dipakai ({self.port_trouble()}). "
                "Pilih yang lain, misalnya: PORT=8001 ./run"
            )

    def port_trouble(self) -> str | None:
        with socket.socket(socket.AF_INET6 if ":" in self.bind else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.bind, self.port))
            except OSError as problem:
                return problem.strerror
        return None

    def prepare(self) -> None:
        """Migrations, static files and demo data in one process: one import of Django instead of three."""
        command = [str(BIN / "python"), "manage.py", "siapkan"]
        if self.options.pegawai is not None:
            command += ["--pegawai", self.options.pegawai]
        self.preparation = subprocess.Popen(
            tied(command),
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        with self.preparation as process:
            assert process.stdout is not None
            for line in process.stdout:
                kind, _, rest = line.rstrip().partition("\t")
                if kind == "akun":
                    self.accounts.append(rest)
                elif line.strip():
                    self.log.write("siapkan", line.rstrip())
        if self.preparation.returncode != 0:
            raise ServerError("Persiapan basis data gagal. Sebabnya tertulis di atas.")

    def commands(self) -> dict[str, list[str]]:
        python = str(BIN / "python")
        web = [python, "-m", "gunicorn", "-c", "launcher/gunicorn.conf.py", "asn_portal.wsgi"]
        celery = [python, "-m", "celery", "--quiet", "-A", "asn_portal"]
        return {
            "web": [*web, "-b", self.with_port(self.bind)],
            "pekerja": [*celery, "worker", "--concurrency=2", "--loglevel=warning", *WORKER_ALONE],
            "jadwal": [*celery, "beat", "--loglevel=warning", "--schedule", str(self.folder / "beat"), "--pidfile="],
        }

    def start_children(self) -> None:
        for name, command in self.commands().items():
            self.patience[name] = Patience(began=time.monotonic())
            self.start_child(name, command)

    def start_child(self, name: str, command: list[str]) -> None:
        with self.log.pipe(name) as output:
            self.children[name] = subprocess.Popen(
                tied(command, "KILL"),  # asked politely, a worker without broker goes on trying to reach it
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the supervisor only, which then stops them in order
            )
        pids = {name: child.pid for name, child in self.children.items()}
        (self.folder / "proses.json").write_text(json.dumps(pids))

    def dead_part(self) -> str | None:
        """The name of a process or server that ended by itself."""
        parts = [*self.children.items(), *((server.name, server.process) for server in self.servers)]
        return next((name for name, process in parts if process is not None and process.poll() is not None), None)

    def refuse_dead_part(self) -> None:
        if (name := self.dead_part()) is not None:
            raise ServerError(f"Proses {name} berhenti sendiri, maka semuanya dihentikan. Sebabnya tertulis di atas.")

    def fetch(self, path: str) -> int:
        try:
            with DIRECTLY.open(self.address + path, timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0

    def wait_for(self, path: str, what: str) -> None:
        def done() -> bool:
            self.refuse_dead_part()
            return self.stopping.is_set() or self.fetch(path) == HTTPStatus.OK

        if not wait_until(done, timeout=READY_TIMEOUT, pause=0.2):
            raise ServerError(f"{what} belum siap setelah {READY_TIMEOUT:.0f} detik.")

    def announce(self) -> None:
        self.say("")
        self.say(f"Portal siap di {self.address}")
        for account in self.accounts:
            self.say(f"  {account}")
        self.say("Ctrl-C menghentikan semuanya; data tetap ada.")

    def supervise(self) -> None:
        while not self.stopping.wait(1):
            for name, child in self.children.items():
                if child.poll() is not None and all(server.process.poll() is None for server in self.running_servers()):
                    self.revive(name, child)
                    break
            self.refuse_dead_part()

    def running_servers(self) -> list[Postgres | Valkey]:
        return [server for server in self.servers if server.process is not None]

    def revive(self, name: str, child: subprocess.Popen[bytes]) -> None:
        """Web, worker or beat ended by itself: what is left of it goes, and it is begun again after a pause."""
        pause = self.patience[name].next_pause(time.monotonic())
        if pause is None:
            return
        code = child.returncode
        self.say(f"Proses {name} berhenti sendiri (kode {code}) dan dimulai lagi dalam {pause:.0f} detik.")
        signal_groups([child.pid], signal.SIGKILL)
        if not self.stopping.wait(pause):
            self.start_child(name, self.commands()[name])

    def ask_to_stop(self, *_: object) -> None:
        """A signal came: stop in order. A second one: do not wait for work that is under way."""
        self.impatient = self.stopping.is_set()
        self.stopping.set()
        if self.preparation is not None and self.preparation.returncode is None:
            self.preparation.terminate()

    def stop(self) -> None:
        """Beat, web and worker with their time to finish, then Valkey, then PostgreSQL."""
        running = [self.children[name] for name in ("jadwal", "web", "pekerja") if name in self.children]
        for child in running:
            if child.poll() is None:
                child.terminate()
        wait_until(lambda: self.impatient or all(child.poll() is not None for child in running), timeout=GRACE)
        for child in running:
            if child.poll() is None:
                signal_groups([child.pid], signal.SIGKILL)
                child.wait()
        for server in reversed(self.servers):
            server.stop()
        for name in ("proses.json", "lingkungan.json"):
            (self.folder / name).unlink(missing_ok=True)

    # -- the whole -----------------------------------------------------------------------------------------

    def refuse_open_demo(self) -> None:
        """Demo accounts share one password that the README tells: never for a network by accident."""
        production = self.environment.get("ASN_MODE") == "produksi"
        if not production and self.bind not in LOOPBACK and self.environment.get("ASN_DEMO_TERBUKA") != "1":
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
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup ./run
                signal.signal(number, self.ask_to_stop)
        try:
            self.serve()
            return int(self.options.smoke and self.stopping.is_set())
        except ServerError:
            if self.stopping.is_set() and not self.options.smoke:
                return 0  # it failed because it was told to stop
            raise
        finally:
            self.say("Menghentikan semuanya ...")
            self.stop()
            self.log.finish()
            self.say("Berhenti.")

    def serve(self) -> None:
        started = time.monotonic()
        self.end_leftovers()
        self.refuse_used_port()
        self.say("Menyiapkan basis data dan antrean ...")
        for step in (self.start_servers, self.compose_environment, self.publish_environment, self.prepare):
            if self.stopping.is_set():
                return
            step()
        self.start_children()
        self.wait_for("/sehat/", "Halaman")
        if self.options.smoke:
            self.wait_for("/sehat/siap/", "Pekerja dan jadwal")
        if self.stopping.is_set():
            return
        self.announce()
        if self.options.smoke:
            self.say(f"Uji asap lolos dalam {time.monotonic() - started:.0f} detik.")
        else:
            self.supervise()


def whole_number(text: str, *, what: str, highest: int, lowest: int = 1) -> int:
    if not text.isdecimal() or not lowest <= int(text) <= highest:
        raise ServerError(f"{what} harus bilangan dari {lowest} sampai {highest}, bukan {text!r}.")
    return int(text)


class Words(argparse.HelpFormatter):
    """The one English word of a usage line."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:
        super().add_usage(usage, actions, groups, prefix or "Pemakaian: ")


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Pilihan itu tidak dikenal atau tidak lengkap.\n{self.format_usage()}")


def main() -> int:
    parent = Parser(
        prog="./run", description="Menjalankan portal ASN di mesin ini.", formatter_class=Words, add_help=False
    )
    parser = parent.add_argument_group("pilihan")
    parser.add_argument("-h", "--help", action="help", help="tampilkan keterangan ini")
    parser.add_argument("--smoke", action="store_true", help="mulai, tunggu siap dan satu detak jadwal, lalu berhenti")
    parser.add_argument("--pegawai", metavar="N", help="banyaknya pegawai demo pada mulai pertama")
    parser.add_argument("--siapkan", action="store_true", help="hanya memasang pustaka")
    options = parent.parse_args()
    try:
        return Supervisor(options).run()
    except ServerError as problem:
        print(problem, file=sys.stderr)
    except PermissionError as problem:
        print(f"{problem.filename} milik akun lain. Jalankan sebagai akun itu, atau isi ASN_DATA.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
