"""How manage.py finds its servers: given variables first, then a running ./run, else no database at all."""

import json
import os
import sys
from pathlib import Path

from launcher.exclusive import is_running

# Commands that ask nothing of a database: they work on a bare checkout.
OFFLINE = {"hitung", "uji_aturan", "help", "version", "makemigrations", "check", "collectstatic", "compilemessages"}
# Commands that change tables or fill them: they run as the owner of the database.
OWNER = {"migrate", "siapkan", "isi_demo", "sqlmigrate", "showmigrations"}
NO_SERVER = 2


def fail(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    sys.exit(NO_SERVER)


def running_portal() -> dict[str, str] | None:
    """The environment that a running ./run has published, or None when none runs."""
    folder = Path(__file__).resolve().parent.parent / os.environ.get("ASN_DATA", ".run")
    published = folder / "lingkungan.json"
    if not (published.exists() and is_running(folder)):  # a killed one leaves the file behind
        return None
    try:
        return json.loads(published.read_text())
    except PermissionError:
        return fail("Portal berjalan sebagai akun lain. Jalankan perintah ini sebagai akun itu.")


def prepare_environment(command: str) -> None:
    if "DATABASE_URL" not in os.environ:
        published = running_portal()
        if published is not None:
            for name, value in published.items():
                os.environ.setdefault(name, value)
        elif command in OFFLINE:
            os.environ.setdefault("ASN_MODE", "luring")
        else:
            fail("Portal tidak sedang berjalan. Jalankan ./run di jendela lain, atau isi DATABASE_URL dan REDIS_URL.")
    if command in OWNER and os.environ.get("DATABASE_URL_MIGRASI"):
        os.environ["DATABASE_URL"] = os.environ["DATABASE_URL_MIGRASI"]
