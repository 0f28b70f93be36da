"""Paging by key: every row once, in both directions, at constant cost."""

from __future__ import annotations

import uuid

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Upper

from asn_portal.core import selectors
from asn_portal.core.selectors import halaman
from pegawai.models import Pegawai
from tests.conftest import Provinsi
from tests.factories.pegawai import PegawaiFactory

pytestmark = pytest.mark.django_db
SIZE = 4


@pytest.fixture
def people(provinsi: Provinsi) -> QuerySet[Pegawai]:
    """Ten of the same name among others: only the key tells them apart."""
    for number in range(10):
        PegawaiFactory(
            nama="Budi Sama", instansi=provinsi.instansi, nip=f"19900215201501{number:04d}", nrk=f"9{number}"
        )
    return Pegawai.objects.filter(instansi=provinsi.instansi)


def walk(people: QuerySet[Pegawai], query: dict[str, str], side: str, kolom: object = "nama") -> list[list[str]]:
    pages = []
    while True:
        page = selectors.alphabet_page(people, query, kolom=kolom, size=SIZE, exact=True)
        pages.append([(row.nama, row.pk) for row in page.rows])
        query = getattr(page, side)
        if not query:
            return pages


@pytest.mark.parametrize("kolom", ["nama", Upper("nama")])
def test_forward_shows_every_row_once_and_in_order(people, kolom):
    pages = walk(people, {}, "sesudah", kolom)
    rows = [row for page in pages for row in page]
    assert rows == list(people.order_by("nama", "pk").values_list("nama", "pk"))
    assert [len(page) for page in pages] == [4, 4, 4, 3]


def test_back_shows_the_same_pages(people):
    forward = walk(people, {}, "sesudah")
    last = forward[-1]
    back = walk(people, {"sebelum": str(last[0][1]), "ke": "9"}, "sebelum")
    assert back == list(reversed(forward[:-1]))


def test_place_of_the_first_row_is_carried_along(people):
    page = selectors.alphabet_page(people, {}, size=SIZE, exact=True)
    assert (page.awal, page.akhir, page.jumlah) == (1, 4, 15)
    page = selectors.alphabet_page(people, page.sesudah, size=SIZE, exact=True)
    assert (page.awal, page.akhir) == (5, 8)
    page = selectors.alphabet_page(people, page.sebelum, size=SIZE, exact=True)
    assert (page.awal, page.akhir, page.sebelum) == (1, 4, {})


@pytest.mark.parametrize(
    "query", [{"setelah": "x"}, {"setelah": str(uuid.uuid4())}, {"sebelum": ""}, {"ke": "-5"}, {"ke": "9" * 50}]
)
def test_senseless_key_gives_the_first_page(people, query):
    page = selectors.alphabet_page(people, query, size=SIZE, exact=True)
    assert (page.awal, len(page.rows), page.sebelum) == (1, SIZE, {})


def test_key_from_outside_the_list_tells_nothing(people, provinsi):
    """The id of a person of another agency is as good as an invented one."""
    page = selectors.alphabet_page(
        people, {"setelah": str(provinsi.orang["orang_instansi_lain"].pk)}, size=SIZE, exact=True
    )
    assert page.awal == 1


def test_long_list_is_not_counted_to_its_end(people, monkeypatch):
    monkeypatch.setattr(halaman, "COUNTED", 10)
    assert [
        getattr(selectors.alphabet_page(people, {}, size=SIZE, exact=False), name) for name in ("jumlah", "lebih")
    ] == [10, True]
    assert [
        getattr(selectors.alphabet_page(people, {}, size=SIZE, exact=True), name) for name in ("jumlah", "lebih")
    ] == [15, False]


def test_empty_list(people):
    page = selectors.alphabet_page(people.none(), {}, exact=True)
    assert (page.rows, page.awal, page.akhir, page.jumlah) == ([], 0, -1, 0)
