"""A throw-away province: its own database cluster and queue, filled, behind two real web workers."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any, Self

from launcher.servers import Postgres, Valkey, wait_until

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "Merdeka-1945-Jakarta"
READY = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Provinsi:
    """Entering it builds everything; leaving it removes every trace of it."""

    def __init__(self, pegawai: int) -> None:
        self.pegawai = pegawai
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="asn-bench-"))
        self.folder.chmod(0o755)
        self.postgres, self.valkey = Postgres(self.folder / "pg"), Valkey(None)
        self.web: subprocess.Popen[bytes] | None = None
        self.detik_muat = 0.0
        self.detik = 0

    def __enter__(self) -> Self:
        try:
            self.build()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def build(self) -> None:
        self.postgres.start()
        self.valkey.start()
        self.environment = self.compose_environment()
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        started = time.monotonic()
        self.manage("isi_demo", "--pegawai", str(self.pegawai), "--benih", "1")
        self.detik_muat = time.monotonic() - started
        self.postgres.sql("VACUUM (ANALYZE)", "asn")
        self.serve()

    def compose_environment(self) -> dict[str, str]:
        static = self.folder / "static"
        static.mkdir()
        return os.environ | {
            "ASN_MODE": "demo",
            "ASN_SANDI_DEMO": PASSWORD,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": self.postgres.url("asn_app"),
            "DATABASE_URL_MIGRASI": self.postgres.url("asn_pemilik"),
            "REDIS_URL": self.valkey.url(),
            "EMAIL_URL": "dummymail://",
            "SECRET_KEY": secrets.token_hex(32),
            "ASN_KUNCI_SANDI": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "ASN_KUNCI_SIDIK": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "ASN_SEGEL": str(self.folder / "segel.log"),
            "ASN_BERKAS": str(self.folder / "berkas"),
            "STATIC_ROOT": str(static),
            "WEB_CONCURRENCY": "2",
        }

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def serve(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "-c", "launcher/gunicorn.conf.py", "asn_portal.wsgi"]
        with (self.folder / "web.log").open("wb") as log:
            self.web = subprocess.Popen(
                [*command, "-b", f"127.0.0.1:{self.port}"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if not wait_until(self.answers, timeout=READY, pause=0.2):
            raise RuntimeError("Peladen web tidak menjawab: " + (self.folder / "web.log").read_text()[-2000:])

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def module(self, nama: str, *arguments: str, pemilik: bool = False) -> str:
        """What one of our own modules prints, run by a process that knows Django; `pemilik`: as the owner of the tables."""
        environment = self.environment
        if pemilik:
            environment = environment | {"DATABASE_URL": self.postgres.url("asn_pemilik")}
        done = subprocess.run(
            [sys.executable, "-m", nama, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def facts(self) -> dict[str, Any]:
        """Sessions of the demo accounts and rows to look at."""
        facts: dict[str, Any] = json.loads(self.module("bench.sesi"))
        return facts

    def remove(self) -> None:
        if self.web is not None:
            self.web.terminate()
            self.web.wait()
        self.postgres.stop()
        self.valkey.stop()
        self.postgres.remove()
        shutil.rmtree(self.folder, ignore_errors=True)
