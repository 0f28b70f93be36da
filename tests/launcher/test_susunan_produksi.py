"""docker-compose.yml, Dockerfile and .env.example keep the promises of docs/panduan/operasi.md.

No Docker engine takes part: the files are read, not run. What they start is run elsewhere in this folder.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.launcher import susunan
from tests.launcher.terminal import ROOT, run

COMPOSE = susunan.read((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OWN = ("migrate", "web-a", "web-b", "worker", "beat")
PRODUCTION = ROOT / "launcher" / "production"
# Variables of other people's programs, and what a process sets for itself.
FOREIGN = {
    "C_FORCE_ROOT", "DEBIAN_FRONTEND", "DJANGO_SETTINGS_MODULE", "PATH", "PGDATA", "POSTGRES_INITDB_ARGS",
    "POSTGRES_PASSWORD", "PYTHONUNBUFFERED", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE", "REDISCLI_AUTH",
    # Parts of a request, not of the environment.
    "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING",
}  # fmt: skip
READS = (
    r'\benv(?:\.\w+)?\(\s*"([A-Z][A-Z0-9_]+)"',
    r'environ(?:ment)?(?:\.get\(|\.setdefault\(|\[)\s*"([A-Z][A-Z0-9_]+)"',
    r'"([A-Z][A-Z0-9_]+)" (?:not )?in (?:os\.|self\.)?environ',
    r"\$\$?\{?([A-Z][A-Z0-9_]+)",
    r"\\getenv \w+ ([A-Z][A-Z0-9_]+)",
    r"^\s+([A-Z][A-Z0-9_]+):\s",
)


def sources() -> list[Path]:
    apps = [path.parent for path in ROOT.glob("*/apps.py")]
    code = [path for folder in (*apps, ROOT / "asn_portal", ROOT / "launcher") for path in folder.rglob("*.py")]
    scripts = [path for path in PRODUCTION.iterdir() if path.suffix in {".sh", ".sql", ""}]
    return [*code, *scripts, ROOT / "docker-compose.yml"]


def named_in_code() -> set[str]:
    found: set[str] = set()
    for path in sources():
        text = path.read_text()
        patterns = READS[:3] if path.suffix == ".py" else READS[3:]
        for pattern in patterns:
            found |= set(re.findall(pattern, text, flags=re.MULTILINE))
    return found - FOREIGN


def example_lines() -> list[str]:
    return (ROOT / ".env.example").read_text().splitlines()


def example() -> dict[str, str]:
    return dict(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=(.*)$", "\n".join(example_lines()), flags=re.MULTILINE))


def test_env_example_and_the_code_name_the_same_variables() -> None:
    named, shown = named_in_code(), set(example())
    assert (sorted(named - shown), sorted(shown - named)) == ([], [])


def test_every_variable_of_env_example_has_its_own_comment_above_it() -> None:
    lines = example_lines()
    places = [index for index, line in enumerate(lines) if re.match(r"(# )?[A-Z][A-Z0-9_]+=", line)]
    bare = [lines[index] for index in places if not re.match(r"# [^A-Z]|# [A-Z](?![A-Z0-9_]*=)", lines[index - 1])]
    assert bare == []


def test_env_example_holds_no_secret_and_is_refused_as_it_stands() -> None:
    given = dict(re.findall(r"^([A-Z][A-Z0-9_]+)=(.*)$", "\n".join(example_lines()), flags=re.MULTILINE))
    assert set(given.values()) == {""}


def test_every_value_that_must_be_given_is_asked_for_by_compose_or_the_portal() -> None:
    from asn_portal.produksi import REQUIRED

    required = {line[:-1] for line in example_lines() if re.fullmatch(r"[A-Z][A-Z0-9_]+=", line)}
    text = (ROOT / "docker-compose.yml").read_text()
    asked = {*re.findall(r"\$\{([A-Z0-9_]+):\?", text), *REQUIRED}
    assert sorted(required - asked) == []


def test_compose_has_the_services_of_production() -> None:
    assert sorted(SERVICES) == ["beat", "db", "migrate", "proxy", "valkey", "web-a", "web-b", "worker"]


@pytest.mark.parametrize("name", SERVICES)
def test_service_restarts_is_limited_and_rotates_its_log(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["logging"]["options"] == {"max-size": "20m", "max-file": "5"}


@pytest.mark.parametrize("name", [name for name in SERVICES if name not in {"migrate", "web-a", "web-b"}])
def test_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["dalam"] == {"internal": True}
    assert {name: SERVICES[name]["networks"] for name in ("db", "valkey")} == {"db": ["dalam"], "valkey": ["dalam"]}


@pytest.mark.parametrize("name", OWN)
def test_own_container_runs_without_privileges_on_a_read_only_disk(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", ["web-a", "web-b", "worker", "beat"])
def test_serving_container_does_not_know_the_owner_of_the_database(name: str) -> None:
    environment = SERVICES[name]["environment"]
    withheld = ("DATABASE_URL_MIGRASI", "SANDI_ASN_PEMILIK", "SANDI_POSTGRES")
    assert [environment[secret] for secret in withheld] == ["", "", ""]
    assert "asn_app" in environment["DATABASE_URL"]


def test_nothing_serves_before_the_migrations_are_done() -> None:
    assert {SERVICES[name]["depends_on"]["migrate"]["condition"] for name in OWN[1:]} == {
        "service_completed_successfully"
    }
    assert SERVICES["migrate"]["environment"]["DATABASE_URL_MIGRASI"].startswith("postgres://asn_pemilik:")


def test_database_sorts_as_the_embedded_one_and_archives_for_point_in_time_restore() -> None:
    database = SERVICES["db"]
    assert database["image"] == "postgres:18"
    assert database["environment"]["POSTGRES_INITDB_ARGS"].startswith(
        "--locale-provider=builtin --locale=C.UTF-8 --encoding=UTF8"
    )
    assert "archive_command=/produksi/archive.sh %p %f" in database["command"]
    assert database["volumes"][:2] == ["basis:/var/lib/postgresql", "arsip:/arsip"]


def test_every_mounted_or_started_file_of_the_project_exists_and_scripts_are_executable() -> None:
    mounted = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])]
    assert [path for path in mounted if path.startswith("./") and not (ROOT / path).exists()] == []
    assert [path.name for path in PRODUCTION.glob("*.sh") if not path.stat().st_mode & 0o111] == []
    for script in PRODUCTION.glob("*.sh"):
        assert subprocess.run(["sh", "-n", script]).returncode == 0


def test_named_volumes_are_declared() -> None:
    used = {
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if not volume.startswith("./")
    }
    assert used == set(COMPOSE["volumes"])


def test_image_runs_as_a_numbered_account_from_hashed_packages() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (\S+)$", text, flags=re.MULTILINE) == ["asn"]
    assert len(re.findall(r"--require-hashes", text)) == 2
    assert len(re.findall(r"^FROM python:3\.13-slim", text, flags=re.MULTILINE)) == 2
    assert re.findall(r"^HEALTHCHECK", text, flags=re.MULTILINE) == ["HEALTHCHECK"]


def test_secrets_and_data_of_this_machine_stay_out_of_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[1] == ".*"  # .env, .git, .run, .venv
    assert [line for line in ignored if line.startswith("!")] == []


def test_static_files_of_the_image_are_made_without_secret_and_database(tmp_path: Path) -> None:
    """The line of the Dockerfile, run here: names with digests, and compressed beside."""
    done = run(
        ROOT / ".venv/bin/python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0",
        ASN_MODE="demo", STATIC_ROOT=tmp_path, ASN_DATA=tmp_path / "tiada",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "staticfiles.json").exists()
    assert len(list(tmp_path.glob("css/*.css.gz"))) > 0
