"""What an installation keeps for itself, readable by its account only."""

from __future__ import annotations

import base64
import json
import os
import secrets
import urllib.parse
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """For this account only, and whole or not at all."""
    unfinished = path.with_suffix(".baru")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    unfinished.replace(path)


def secrets_of(folder: Path) -> dict[str, str]:
    """Keys of this installation, made once. In production they come from the environment."""
    path = folder / "kunci.json"
    if not path.exists():
        keys = {
            name: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
            for name in ("ASN_KUNCI_SANDI", "ASN_KUNCI_SIDIK")
        }
        write_private(path, json.dumps({"SECRET_KEY": secrets.token_urlsafe(64), **keys}))
    return json.loads(path.read_text())


def mail_url(folder: Path) -> str:
    """Mails of the demo become files here. One slash ends the (empty) host, the next begins the path."""
    return f"filemail:///{urllib.parse.quote(str(folder / 'surat'))}"
