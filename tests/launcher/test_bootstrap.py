"""Making .venv: which lock it holds, and what a user reads who is not the administrator."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from launcher import bootstrap


class Outside:
    """The programs that bootstrap starts: remembered, not run; `fails` names those that do not succeed."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.fails: set[str] = set()

    def __call__(self, command: list[Any], **options: Any) -> subprocess.CompletedProcess[bytes]:
        words = [Path(str(command[0])).name, *map(str, command[1:])]
        if words[1:] != ["-V"]:
            self.commands.append(words)
        failed = any(name in words for name in self.fails)
        return subprocess.CompletedProcess(command, int(failed), stdout=b"Python 3.11.7\n")


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outside:
    """A project folder with two locks and a .venv that has a Python; an ordinary account."""
    for name in bootstrap.LOCKS.values():
        (tmp_path / name).write_text(name)
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(bootstrap, "INSTALLER", venv / "installer")
    monkeypatch.setattr(bootstrap, "STAMP", venv / "stamp.json")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    replaced = Outside()
    monkeypatch.setattr(bootstrap.subprocess, "run", replaced)
    return replaced


def synced(outside: Outside) -> list[str]:
    """The locks that were installed, in order."""
    return [words[-1] for words in outside.commands if words[0] == "uv"]


def test_first_start_installs_the_lock_and_the_second_installs_nothing(outside: Outside) -> None:
    bootstrap.install("run")
    bootstrap.install("run")
    assert synced(outside) == ["requirements-run.txt"]


def test_venv_with_the_test_lock_serves_run_too(outside: Outside) -> None:
    bootstrap.install("test")
    bootstrap.install("run")
    assert synced(outside) == ["requirements-test.txt"]


def test_venv_with_the_run_lock_is_extended_for_the_tests(outside: Outside) -> None:
    bootstrap.install("run")
    bootstrap.install("test")
    bootstrap.install("run")
    assert synced(outside) == ["requirements-run.txt", "requirements-test.txt"]


def test_changed_lock_keeps_what_the_tests_need_also_when_run_installs_it(outside: Outside, tmp_path: Path) -> None:
    bootstrap.install("test")
    for name in bootstrap.LOCKS.values():
        (tmp_path / name).write_text("another")
    bootstrap.install("run")
    bootstrap.install("test")
    assert synced(outside) == ["requirements-test.txt", "requirements-test.txt"]


def test_changed_lock_is_installed_again(outside: Outside, tmp_path: Path) -> None:
    bootstrap.install("run")
    (tmp_path / "requirements-run.txt").write_text("another")
    bootstrap.install("run")
    assert synced(outside) == ["requirements-run.txt", "requirements-run.txt"]


def test_interrupted_installation_leaves_no_stamp(outside: Outside, capsys: pytest.CaptureFixture[str]) -> None:
    bootstrap.install("run")
    (bootstrap.ROOT / "requirements-run.txt").write_text("another")
    outside.fails = {"sync"}
    with pytest.raises(SystemExit) as ended:
        bootstrap.install("run")
    assert ended.value.code == 1
    assert not bootstrap.STAMP.exists()
    assert capsys.readouterr().err.splitlines()[-1] == (
        "Pustaka tidak dapat dipasang: periksa sambungan ke indeks paket Python, lalu jalankan lagi."
    )


def test_half_written_stamp_counts_as_none(outside: Outside) -> None:
    bootstrap.STAMP.write_text('{"run": "12')
    assert bootstrap.read_stamp() == {}
    bootstrap.install("run")
    assert json.loads(bootstrap.STAMP.read_text()) == {"run": bootstrap.fingerprint("run")}


def test_every_package_is_installed_by_its_hash(outside: Outside) -> None:
    bootstrap.install("run")
    assert ["--require-hashes" in words for words in outside.commands] == [True, True]


def test_venv_that_works_is_kept(outside: Outside) -> None:
    bootstrap.make_venv()
    assert outside.commands == [["python", "-c", "import pip"]]


def test_venv_whose_creation_was_interrupted_is_made_anew(outside: Outside) -> None:
    outside.fails = {"import pip"}
    bootstrap.make_venv()
    assert outside.commands[1:] == [[Path(sys.executable).name, "-m", "venv", str(bootstrap.VENV)]]


def without(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None if name == module else find(name))


def test_missing_venv_module_tells_an_ordinary_account_what_to_ask_for(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outside.fails = {"import pip"}
    without(monkeypatch, "ensurepip")
    with pytest.raises(SystemExit) as ended:
        bootstrap.make_venv()
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        f"Modul venv Python tidak ada. Minta administrator menjalankan: apt-get install {package}\n"
    )


def test_missing_venv_module_is_installed_by_root(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    outside.fails = {"import pip"}
    without(monkeypatch, "ensurepip")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    bootstrap.make_venv()
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert [words[:2] for words in outside.commands[1:]] == [
        ["apt-get", "update"],
        ["apt-get", "install"],
        [Path(sys.executable).name, "-m"],
    ]
    assert outside.commands[2][-1] == package


def test_missing_chromium_tells_an_ordinary_account_what_to_ask_for(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap, "MAC_CHROME", "/nonexistent")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as ended:
        bootstrap.ensure_chromium()
    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        "Chromium tidak ada. Minta administrator menjalankan: apt-get install chromium fonts-liberation\n"
    )


def test_chromium_that_does_not_start_is_passed_over(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ubuntu's own package is a stub that asks for snap."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}" if "chrom" in name else None)
    outside.fails = {"--version"}
    assert bootstrap.find_chromium() is None


def test_project_of_another_account_is_told_in_one_sentence(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(bootstrap.fcntl, "flock", refuse)
    with pytest.raises(SystemExit) as ended:
        bootstrap.prepare("run")
    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        f"Akun ini tidak boleh menulis di {bootstrap.ROOT}. "
        f"Minta administrator menjalankan: chown -R 1000 {bootstrap.ROOT}\n"
    )


def python_sh(path: str) -> subprocess.CompletedProcess[str]:
    script = '. ./launcher/python.sh && printf %s "$PYTHON"'
    return subprocess.run(
        ["/bin/sh", "-c", script], env={"PATH": path}, capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )


def fake_python(folder: Path, name: str, version: tuple[int, int]) -> None:
    """A Python that answers the one question python.sh asks, as that version would."""
    (folder / name).write_text(f"#!{sys.executable}\nimport sys\nsys.exit(not (3, 11) <= {version} <= (3, 13))\n")
    (folder / name).chmod(0o755)


def test_unfit_python_is_passed_over_for_a_fit_one(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", (3, 14))
    fake_python(tmp_path, "python3.12", (3, 12))
    assert python_sh(str(tmp_path)).stdout == "python3.12"


def test_missing_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", (3, 10))
    done = python_sh(str(tmp_path))
    assert done.returncode == 2
    assert done.stderr == (
        "Python 3.11 sampai 3.13 tidak ditemukan. Minta administrator menjalankan: "
        "apt-get install python3 python3-venv (macOS: pasang dari python.org)\n"
    )
