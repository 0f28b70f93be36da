"""Folders for servers: the account `nobody` must be able to enter them, so pytest's private ones will not do."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def make_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="asn-uji-"))
    folder.chmod(0o755)
    return folder


@pytest.fixture
def folder() -> Iterator[Path]:
    made = make_folder()
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def data_folder() -> Iterator[Path]:
    """One data folder for the stories of a module, which follow each other as a user's days do."""
    made = make_folder()
    yield made
    shutil.rmtree(made, ignore_errors=True)
