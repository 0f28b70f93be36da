"""manage.py without a running portal: commands that ask no database work, the others say in one sentence why not."""

from __future__ import annotations

import json
from pathlib import Path

import environ
import pytest

from launcher.environment import prepare_environment
from launcher.exclusive import AlreadyRunning, is_running, only_one
from launcher.supervisor import mail_url
from tests.launcher.terminal import manage

NOT_RUNNING = "Portal tidak sedang berjalan. Jalankan ./run di jendela lain, atau isi DATABASE_URL dan REDIS_URL.\n"


@pytest.mark.parametrize(
    "command",
    [("check",), ("makemigrations", "--check", "--dry-run"), ("hitung", "--help"), ("uji_aturan", "--help")],
)
def test_command_that_needs_no_database_works_with_nothing_set(folder: Path, command: tuple[str, ...]) -> None:
    done = manage(*command, ASN_DATA=folder, PYTHONWARNINGS="ignore")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", ["migrate", "periksa_jejak", "shell", "isi_demo"])
def test_command_that_needs_a_database_says_in_one_sentence_that_none_runs(folder: Path, command: str) -> None:
    done = manage(command, ASN_DATA=folder)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", NOT_RUNNING)


@pytest.fixture
def nothing_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATABASE_URL", "DATABASE_URL_MIGRASI", "REDIS_URL", "ASN_MODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASN_DATA", str(folder))
    (folder / "lingkungan.json").write_text(
        json.dumps({"DATABASE_URL": "postgres://app", "DATABASE_URL_MIGRASI": "postgres://pemilik", "ASN_MODE": "demo"})
    )
    return folder


def database_url(command: str) -> str:
    import os

    prepare_environment(command)
    return os.environ["DATABASE_URL"]


def test_addresses_of_a_running_portal_are_found(nothing_set: Path) -> None:
    with only_one(nothing_set):
        assert database_url("shell") == "postgres://app"


def test_commands_that_change_tables_run_as_their_owner(nothing_set: Path) -> None:
    with only_one(nothing_set):
        assert database_url("migrate") == "postgres://pemilik"


def test_addresses_that_a_killed_portal_left_behind_are_not_believed(
    nothing_set: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        database_url("shell")
    assert ended.value.code == 2
    assert capsys.readouterr().err == NOT_RUNNING


def test_given_addresses_win_over_a_running_portal(nothing_set: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://luar")
    with only_one(nothing_set):
        assert database_url("shell") == "postgres://luar"


def test_only_one_holds_the_folder_and_gives_it_back(folder: Path) -> None:
    with only_one(folder):
        assert is_running(folder)
        with pytest.raises(AlreadyRunning), only_one(folder):
            pass
    assert not is_running(folder)
    with only_one(folder):
        pass


@pytest.mark.parametrize("folder", ["/data/.run", "/home/b c/+50%/.run"])
def test_mails_of_the_demo_become_files_in_the_data_folder(folder: str) -> None:
    assert environ.Env.email_url_config(mail_url(Path(folder)))["EMAIL_FILE_PATH"] == f"{folder}/surat"
