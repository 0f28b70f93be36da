"""The guides say what the portal does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from asn_portal.core.izin import MARKS, MATRIKS, Cakupan, Sumber
from tests import panduan_izin

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDES = sorted((DOCS / "panduan").glob("*.md"))


def test_the_guide_to_rights_shows_the_matrix_of_today():
    assert panduan_izin.PANDUAN.read_text() == panduan_izin.guide(), "jalankan: .venv/bin/python -m tests.panduan_izin"


def test_every_resource_scope_and_mark_has_words():
    assert set(MATRIKS) == set(Sumber)
    assert {sumber.value for sumber in MATRIKS} <= set(panduan_izin.SUMBER)
    assert set(panduan_izin.CAKUPAN) == set(Cakupan)
    assert set(panduan_izin.TANDA) == MARKS


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_addresses_in_the_guides_exist(guide):
    """`/akun/perangkat/` in a guide is a page of the portal."""
    for address in re.findall(r"`(/[a-z/-]*/)`", guide.read_text()):
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(f"{guide.name}: {address}")


@pytest.mark.parametrize("guide", [*GUIDES, DOCS.parent / "README.md"], ids=lambda path: path.stem)
def test_links_between_guides_and_pictures_exist(guide):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", guide.read_text()):
        assert (guide.parent / target).exists(), target


def test_pictures_are_small():
    for picture in (DOCS / "gambar").glob("*.png"):
        assert picture.stat().st_size < 150_000, picture.name
