"""./run as an ordinary account. Where the tests run as root they borrow an existing account and give it a copy.

The copy has the same packages, as hard links, instead of installing them again; the rest is what a user does.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.launcher.terminal import PYTHON, ROOT, free_port, fresh_environment

pytestmark = [
    pytest.mark.peladen,
    pytest.mark.skipif(
        os.geteuid() != 0, reason="these tests already run as an ordinary account: test_run.py shows it"
    ),
]

ACCOUNT = pwd.getpwnam("daemon")  # on every Linux and macOS
AS_ACCOUNT = {"user": ACCOUNT.pw_uid, "group": ACCOUNT.pw_gid, "extra_groups": []}
VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"


def link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def copy_project(target: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def reachable_interpreter(folder: Path) -> Path:
    """The interpreter of .venv, or a copy of it where the account may not enter its folder."""
    interpreter = PYTHON.resolve()
    if subprocess.run(["test", "-x", interpreter], cwd="/", **AS_ACCOUNT).returncode == 0:
        return interpreter
    prefix = interpreter.parent.parent
    left_out = shutil.ignore_patterns("site-packages", "test", "__pycache__")
    shutil.copytree(prefix / "lib", folder / "lib", copy_function=link, symlinks=True, ignore=left_out)
    (folder / "bin").mkdir()
    link(str(interpreter), str(folder / "bin" / "python3"))
    return folder / "bin" / "python3"


def make_venv(project: Path, interpreter: Path) -> None:
    """.venv as bootstrap would have left it."""
    venv = project / ".venv"
    (venv / "bin").mkdir(parents=True)
    for name in ("python", "python3"):
        (venv / "bin" / name).symlink_to(interpreter)
    (venv / "pyvenv.cfg").write_text(f"home = {interpreter.parent}\ninclude-system-site-packages = false\n")
    packages = f"lib/{VERSION}/site-packages"
    shutil.copytree(ROOT / ".venv" / packages, venv / packages, copy_function=link, symlinks=True)


def owners(folder: Path) -> set[int]:
    return {path.lstat().st_uid for path in folder.rglob("*")}


def test_run_works_for_an_ordinary_account_and_everything_belongs_to_it(folder: Path) -> None:
    project, data = folder / "proyek", folder / "data"
    copy_project(project)
    interpreter = reachable_interpreter(folder / "python")
    make_venv(project, interpreter)
    data.mkdir()
    for path in (project, data, *(found for found in project.rglob("*") if ".venv" not in found.parts)):
        os.chown(path, ACCOUNT.pw_uid, ACCOUNT.pw_gid, follow_symlinks=False)
    os.chown(project / ".venv", ACCOUNT.pw_uid, ACCOUNT.pw_gid)
    environment = fresh_environment(ASN_DATA=data, PORT=free_port(), HOME=data, TMPDIR=data)
    environment |= {
        "PATH": f"{interpreter.parent}:/usr/bin:/bin",
        "LD_LIBRARY_PATH": str(interpreter.parent.parent / "lib"),
    }
    stamp = "import json; from launcher import bootstrap as b; b.STAMP.write_text(json.dumps({'run': b.fingerprint('run')}))"
    options = {"cwd": project, "env": environment, "capture_output": True, "text": True, **AS_ACCOUNT}
    subprocess.run([project / ".venv/bin/python", "-c", stamp], check=True, **options)

    done = subprocess.run(["./run", "--smoke", "--pegawai", "250"], **options)

    assert done.returncode == 0, done.stdout + done.stderr
    assert owners(data) == {ACCOUNT.pw_uid}
    assert (data / "kunci.json").stat().st_mode & 0o777 == 0o600
    assert (data / "pg" / "PG_VERSION").read_text() == "18\n"
