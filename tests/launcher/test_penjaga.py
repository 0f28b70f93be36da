"""The guards guard: each rule of the house is broken once, in a copy, and its tool must say so."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.launcher.terminal import ROOT, fresh_environment

RULES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in RULES["root_packages"]:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check_imports(project: Path) -> str:
    """What lint-imports finds broken, as it prints it; empty when all contracts are kept."""
    done = subprocess.run(
        [ROOT / ".venv/bin/lint-imports", "--no-cache"],
        cwd=project,
        env=fresh_environment(PYTHONPATH=project, COLUMNS=200),
        capture_output=True,
        text=True,
    )
    assert (done.returncode == 0) == ("0 broken." in done.stdout), done.stdout + done.stderr
    return "" if done.returncode == 0 else done.stdout


def test_import_contracts_are_kept(copy: Path) -> None:
    assert check_imports(copy) == ""


@pytest.mark.parametrize(
    ("file", "line", "finding"),
    [
        ("pegawai/models/__init__.py", "import kinerja", "pegawai is not allowed to import kinerja"),
        ("asn_portal/core/errors.py", "import pegawai", "asn_portal.core is not allowed to import pegawai"),
        ("kinerja/apps.py", "import pelatihan", "kinerja is not allowed to import pelatihan"),
        (
            "asn_portal/core/enums.py",
            "from asn_portal.core import views",
            "asn_portal.core.enums is not allowed to import asn_portal.core.views",
        ),
        (
            "asn_portal/core/aturan/alur_usulan.py",
            "import celery",
            "asn_portal.core.aturan is not allowed to import celery",
        ),
        ("launcher/servers.py", "import django", "launcher is not allowed to import django"),
    ],
)
def test_import_against_the_order_is_found(copy: Path, file: str, line: str, finding: str) -> None:
    path = copy / file
    path.write_text(f"{path.read_text()}\n{line}\n")
    assert finding in check_imports(copy)
