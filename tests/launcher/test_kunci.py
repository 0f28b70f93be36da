"""The locks: every package installable from a wheel, by hash, on every platform that the README promises.

A lock names hashes, not files. One question to the package index (through uv) tells which files the locked versions
have; from their names follows where they install, from their hashes whether the lock lets them in. This proves that
`./run --siapkan` finds a wheel for everything there; it does not prove that the wheel works there.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

from launcher.lock import PURPOSES, ROOT, UV

PYTHONS = ("3.11.2", "3.12.3", "3.13.0")  # Debian 12, Ubuntu 24.04, macOS
MACHINES = ("linux x86_64", "linux aarch64", "darwin arm64")
OLDEST_GLIBC = 36  # Debian 12 has 2.36, Ubuntu 24.04 has 2.39
OLDEST_MACOS = (13, 0)


def lock_text(purpose: str) -> str:
    return (ROOT / f"{purpose}.txt").read_text()


def pinned(purpose: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", lock_text(purpose), flags=re.MULTILINE))


@pytest.mark.parametrize(("smaller", "larger"), [PURPOSES[0:2], PURPOSES[1:3]])
def test_larger_lock_holds_the_smaller_one_unchanged(smaller: str, larger: str) -> None:
    inside = pinned(larger)
    assert {name: inside.get(name) for name in pinned(smaller)} == pinned(smaller)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_locked_package_has_its_hashes(purpose: str) -> None:
    entries = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", lock_text(purpose), flags=re.MULTILINE))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def platforms(machine: str) -> list[str]:
    system, processor = machine.split()
    if system == "darwin":
        return list(mac_platforms(OLDEST_MACOS, processor))
    modern = [f"manylinux_2_{minor}_{processor}" for minor in range(OLDEST_GLIBC, 4, -1)]
    old = ["manylinux2014", "manylinux2010", "manylinux1"]
    return [*modern, *(f"{name}_{processor}" for name in old), f"linux_{processor}"]


def accepted(python: str, machine: str) -> set[Tag]:
    """Every wheel tag that pip would install there."""
    major, minor, _ = map(int, python.split("."))
    version, interpreter, names = (major, minor), f"cp{major}{minor}", platforms(machine)
    return {
        *cpython_tags(version, abis=[interpreter], platforms=names),
        *compatible_tags(version, interpreter=interpreter, platforms=names),
    }


ACCEPTED = {(python, machine): accepted(python, machine) for python in PYTHONS for machine in MACHINES}


def wanted(package: dict[str, Any], python: str, machine: str) -> bool:
    """Does the lock ask for this package there at all?"""
    system, processor = machine.split()
    environment = {
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
        "sys_platform": system,
        "platform_system": system.capitalize(),
        "platform_machine": processor,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "os_name": "posix",
    }
    return "marker" not in package or Marker(package["marker"]).evaluate(environment)


def tags_of_locked_wheels(package: dict[str, Any], hashes: set[str]) -> set[Tag]:
    tags: set[Tag] = set()
    for wheel in package.get("wheels", []):
        if wheel["hashes"]["sha256"] in hashes:
            tags |= parse_wheel_filename(wheel["url"].rpartition("/")[2])[3]
    return tags


def without_wheel(packages: list[dict[str, Any]], hashes: set[str]) -> Iterator[str]:
    for package in packages:
        tags = tags_of_locked_wheels(package, hashes)
        for python in PYTHONS:
            for machine in MACHINES:
                if wanted(package, python, machine) and tags.isdisjoint(ACCEPTED[python, machine]):
                    yield f"{package['name']} {package['version']}: CPython {python} on {machine}"


@pytest.mark.parametrize("purpose", ["requirements-test", "requirements-uv"])
def test_every_locked_package_has_a_locked_wheel_on_every_promised_platform(purpose: str, tmp_path: Path) -> None:
    listed = tmp_path / "pylock.toml"
    options = ["--universal", "--python-version", "3.11", "--format", "pylock.toml", "--no-deps", "--quiet"]
    asked = subprocess.run(
        [UV, "pip", "compile", *options, f"{purpose}.txt", "-o", listed], cwd=ROOT, capture_output=True, text=True
    )
    assert asked.returncode == 0, f"the package index did not tell which files the locked versions have: {asked.stderr}"
    packages = tomllib.loads(listed.read_text())["packages"]
    hashes = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock_text(purpose)))
    assert {package["name"]: package["version"] for package in packages} == pinned(purpose)
    assert list(without_wheel(packages, hashes)) == []
