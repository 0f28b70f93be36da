"""How manage.py finds its servers: given variables first, then a running ./run, else no database at all."""

import json
import os
import sys
from pathlib import Path

# Commands that ask nothing of a database: they work on a bare checkout.
OFFLINE = {"hitung", "uji_aturan", "help", "version", "makemigrations", "check", "collectstatic", "compilemessages"}
# Commands that change tables or fill them: they run as the owner of the database.
OWNER = {"migrate", "siapkan", "isi_demo", "sqlmigrate", "showmigrations"}
NO_SERVER = 2


def running_portal() -> dict[str, str] | None:
    """The environment that a running ./run has published, or None when none runs."""
    folder = Path(os.environ.get("ASN_DATA", ".run"))
    if not folder.is_absolute():
        folder = Path(__file__).resolve().parent.parent / folder
    published = folder / "lingkungan.json"
    return json.loads(published.read_text()) if published.exists() else None


def prepare_environment(command: str) -> None:
    if "DATABASE_URL" not in os.environ:
        published = running_portal()
        if published is not None:
            for name, value in published.items():
                os.environ.setdefault(name, value)
        elif command in OFFLINE:
            os.environ.setdefault("ASN_MODE", "luring")
        else:
            print(
                "Portal tidak sedang berjalan. Jalankan ./run di jendela lain, atau isi DATABASE_URL dan REDIS_URL.",
                file=sys.stderr,
            )
            sys.exit(NO_SERVER)
    if command in OWNER and "DATABASE_URL_MIGRASI" in os.environ:
        os.environ["DATABASE_URL"] = os.environ["DATABASE_URL_MIGRASI"]
