"""The servers of the tests: one throw-away PostgreSQL and one Valkey per run, started before Django reads settings.

A pytest plugin (addopts -p tests.stack). xdist's workers inherit the addresses; pytest-django gives each worker a
database of its own.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from launcher.servers import Postgres, Valkey

IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ


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


if not IS_WORKER:
    start()
