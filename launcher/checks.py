"""The checks of ./test: the fast ones first, then pytest. `./test --periksa` stops after the fast ones."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
# A production environment as it should be, so that `check --deploy` has something true to judge.
PRODUCTION = {
    "ASN_MODE": "produksi",
    "SECRET_KEY": "x" * 64 + "hanya-untuk-memeriksa",
    "ASN_KUNCI_SANDI": "A" * 43 + "=",
    "ASN_KUNCI_SIDIK": "B" * 43 + "=",
    "ALLOWED_HOSTS": "portal.example.go.id",
    "ASN_ALAMAT": "https://portal.example.go.id",
    "DATABASE_URL": "postgres://asn_app@/asn?host=/nonexistent",
    "DATABASE_URL_MIGRASI": "postgres://asn_pemilik@/asn?host=/nonexistent",
    "REDIS_URL": "redis://:x@127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "ASN_SEGEL": "/nonexistent/segel.log",
    "ASN_METRIK_TOKEN": "t" * 32,
}
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
FAST: tuple[tuple[str, list[str], dict[str, str]], ...] = (
    ("format", ["ruff", "format", "--check", "."], {}),
    ("lint", ["ruff", "check", "."], {}),
    ("templat", ["djade", "--check", "--target-version", "5.2", *TEMPLATES], {}),
    ("urutan impor", ["lint-imports"], {}),
    ("tipe", ["mypy"], {"ASN_MODE": "luring"}),
    (
        "migrasi",
        ["python", "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
        {"ASN_MODE": "luring"},
    ),
    ("produksi", ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
)


def run_fast() -> bool:
    """Run every fast check, print one line each, and the output of those that failed."""
    passed = True
    for name, command, environment in FAST:
        started = time.monotonic()
        result = subprocess.run(
            [BIN / command[0], *command[1:]],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
        )
        word = "lolos" if result.returncode == 0 else "GAGAL"
        print(f"{name:<14}{word}  {time.monotonic() - started:5.1f} detik", flush=True)
        if result.returncode != 0:
            passed = False
            print(result.stdout + result.stderr, flush=True)
    return passed


def main(arguments: list[str]) -> int:
    only_fast = arguments == ["--periksa"]
    if (only_fast or not arguments) and not run_fast():
        return 1
    if only_fast:
        return 0
    return subprocess.run([BIN / "python", "-m", "pytest", *arguments], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
