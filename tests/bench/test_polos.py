"""The bare view beside which the pages are measured shows the people of the directory; every figure has a bound."""

from __future__ import annotations

import pytest

from bench import settings as bench_settings
from bench.halaman import POLOS, POLOS_LEBAR
from bench.hasil import BATAS, find_batas
from pegawai.models import Pegawai


@pytest.fixture
def client(provinsi, settings):
    settings.ROOT_URLCONF, settings.TEMPLATES = bench_settings.ROOT_URLCONF, bench_settings.TEMPLATES
    return provinsi.client("admin_bkd")


@pytest.mark.parametrize(("path", "columns"), [(POLOS, 3), (POLOS_LEBAR, 8)])
def test_bare_view_shows_the_rows_of_the_directory_and_no_frame(provinsi, client, path, columns):
    page = client.get(path).content.decode()
    people = Pegawai.objects.filter(instansi=provinsi.instansi)
    assert page.count("<tr>") == people.count()
    assert page.count("<td>") == people.count() * columns
    assert [row.nama in page for row in people] == [True] * people.count()
    assert "<nav" not in page


def test_every_page_has_a_bound_with_its_sentence():
    for kind in ("p50", "p95", "kueri", "bita"):
        assert find_batas(f"halaman.direktori.{kind}") == BATAS[f"halaman.*.{kind}"]
    assert [row["kalimat"].endswith(".") for row in BATAS.values()] == [True] * len(BATAS)
