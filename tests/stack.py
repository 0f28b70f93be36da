"""The servers of the tests: one throw-away PostgreSQL and one Valkey per run, started before Django reads settings.

A pytest plugin (addopts -p tests.stack). xdist's workers inherit the addresses; pytest-django gives each worker a
database of its own, copied from one that was migrated before: from a dump in .run/uji, whose note tells which migrations it
knows, so that a run waits for new migrations only.
"""

import atexit
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from launcher.servers import Postgres, Valkey

IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
ROOT = Path(__file__).resolve().parents[1]
DUMPS = ROOT / ".run" / "uji"
TEMPLATE = "asn_templat"
KEPT = 3


def migrations() -> dict[str, str]:
    """The digest of each migration of the project."""
    sources = sorted(path for path in ROOT.glob("**/migrations/*.py") if not set(path.parts) & {".venv", ".run"})
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sources}


def surroundings() -> str:
    """What else a migrated database follows from: the locked packages with theirs, the server, the month (partitions)."""
    digest = hashlib.sha256(date.today().strftime("%Y-%m").encode())
    for path in (ROOT / "requirements.txt", ROOT / "launcher" / "servers.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def nearest(wanted: dict[str, str], around: str) -> tuple[Path | None, bool]:
    """The dump that knows most of the wanted migrations and no other, and whether it knows them all."""
    known = []
    for note in DUMPS.glob("*.json"):
        told, dump = json.loads(note.read_text()), note.with_suffix(".sql")
        if dump.exists() and told["sekitar"] == around and told["migrasi"].items() <= wanted.items():
            known.append((len(told["migrasi"]), dump))
    count, most = max(known, default=(0, None))
    return most, count == len(wanted)


def prepare_template(postgres: Postgres) -> None:
    """The database that those of the tests are copied from: an earlier one, migrated onwards as a living one would be."""
    wanted, around = migrations(), surroundings()
    dump, whole = nearest(wanted, around)
    postgres.sql(f"CREATE DATABASE {TEMPLATE} OWNER asn_pemilik")
    if dump is not None:
        restore(postgres, dump)
    if whole:
        return
    environment = os.environ | {"DATABASE_URL": postgres.url("asn_pemilik", TEMPLATE)}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    text = postgres.run_tool("pg_dump", "-h", str(postgres.sockets), "-U", "postgres", TEMPLATE)
    keep(text, json.dumps({"sekitar": around, "migrasi": wanted}))


def keep(text: str, told: str) -> None:
    """The dump, then the note that makes it findable; only the newest few stay."""
    DUMPS.mkdir(parents=True, exist_ok=True)
    name = DUMPS / hashlib.sha256(told.encode()).hexdigest()[:16]
    for suffix, content in ((".sql", text), (".json", told)):
        unfinished = name.with_suffix(f"{suffix}.{os.getpid()}")
        unfinished.write_text(content)
        unfinished.rename(name.with_suffix(suffix))
    for old in sorted(DUMPS.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".sql").unlink(missing_ok=True)


def restore(postgres: Postgres, dump: Path) -> None:
    command = [str(postgres.binaries() / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(postgres.sockets)]
    with dump.open("rb") as told:
        done = subprocess.run(
            [*command, "-U", "postgres", "-d", TEMPLATE, "--single-transaction"],
            stdin=told, capture_output=True, cwd="/", **postgres.account.options,
        )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"{dump}: {done.stderr.decode()}. Hapus berkas itu.")


def start() -> None:
    folder = Path(tempfile.mkdtemp(prefix="asn-uji-"))
    folder.chmod(0o755)
    static = folder / "static"  # empty: a test finds static files where they are written
    static.mkdir()
    postgres, valkey = Postgres(folder / "pg", durable=False), Valkey(None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(postgres.remove)
    atexit.register(valkey.stop)
    atexit.register(postgres.stop)
    postgres.start()
    valkey.start()
    os.environ |= {
        "ASN_MODE": "uji",
        "DATABASE_URL": postgres.url("asn_pemilik"),
        "REDIS_URL": valkey.url(),
        "EMAIL_URL": "memorymail://",
        "STATIC_ROOT": str(static),
        "ASN_BERKAS": str(static.parent / "berkas"),
        "ASN_UJI_SOKET": str(postgres.sockets),
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    for name in (
        "DATABASE_URL_MIGRASI",
        "ASN_DATA",
        "PORT",
        "PROMETHEUS_MULTIPROC_DIR",
        "ASN_SEGEL",
        "PYTHONDONTWRITEBYTECODE",
    ):
        os.environ.pop(name, None)
    prepare_template(postgres)


if not IS_WORKER:
    start()
