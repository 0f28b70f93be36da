"""The page of a person's numbers: what it refuses, what it writes, whom it tells."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import Notifikasi
from asn_portal.core.models.pengguna import find_pengguna
from pegawai import selectors
from tests.factories.pegawai import make_person

TODAY = timezone.localdate()


@pytest.fixture
def person(provinsi):
    """As the factory makes people, and as the numbers below say: a woman born on 15 February 1990, PNS."""
    return make_person("Sari Dewi", unit=provinsi.seksi)


@pytest.fixture
def hr(provinsi):
    return provinsi.client("admin_bkd")


def send(hr, person, **isi):
    values = {"jenis": "nip", "nomor": "19900215 201501 2 001", "mulai": f"{TODAY:%d/%m/%Y}", "dasar": "SK BKN 1/2026"}
    return hr.post(reverse("pegawai:nomor", args=[person.pk]), values | isi)


WRONG = {
    "lahir": ({"nomor": "199103152015012001"}, "Delapan angka pertama tidak sama"),
    "kelamin": ({"nomor": "199002152015011001"}, "Angka ke-15"),
    "jenis": ({"nomor": "199002152021212001"}, "21 ke atas untuk PPPK"),
    "pendek": ({"nomor": "19900215"}, "18 angka"),
    "nrk": ({"jenis": "nrk", "nomor": "12a"}, "NRK terdiri atas"),
    "dasar": ({"dasar": ""}, "Dasar"),
}


@pytest.mark.parametrize(("isi", "kalimat"), WRONG.values(), ids=WRONG)
def test_wrong_number_is_refused_in_words_and_kept_as_typed(hr, person, isi, kalimat):
    before = selectors.numbers_of(person)
    response = send(hr, person, **isi)
    assert response.status_code == 422
    assert kalimat in response.content.decode()
    assert response.context["form"].data["nomor"] == isi.get("nomor", "19900215 201501 2 001")
    assert selectors.numbers_of(person) == before


def test_new_number_is_dated_told_and_the_login(hr, person):
    old = person.nip
    assert send(hr, person).status_code == 302
    person.refresh_from_db()
    assert person.nip == "199002152015012001"
    assert find_pengguna("199002152015012001", TODAY) == person.pengguna
    rows = [row for row in selectors.numbers_of(person) if row.jenis == "nip"]
    assert [(row.nomor, row.berlaku_kini) for row in rows] == [(person.nip, True), (old, False)]
    notice = Notifikasi.objects.get(untuk=person.pengguna, judul="NIP Anda berubah")
    assert person.nip not in notice.isi
    page = hr.get(reverse("pegawai:nomor", args=[person.pk])).content.decode()
    assert "19900215 201501 2 001" in page
    assert "SK BKN 1/2026" in page


def test_number_of_a_later_day_waits(hr, person):
    old, later = person.nip, TODAY + timedelta(days=10)
    send(hr, person, mulai=f"{later:%d/%m/%Y}")
    person.refresh_from_db()
    assert person.nip == old
    assert [row.berlaku_kini for row in selectors.numbers_of(person) if row.jenis == "nip"] == [False, True]


def test_number_of_somebody_else_says_so(hr, provinsi, person):
    send(hr, make_person("Sari Rahma", unit=provinsi.seksi))
    response = hr.post(
        reverse("pegawai:nomor", args=[person.pk]),
        {"jenis": "nip", "nomor": "199002152015012001", "mulai": f"{TODAY:%d/%m/%Y}", "dasar": "SK BKN 2/2026"},
        follow=True,
    )
    assert "sudah dipakai pegawai lain" in response.content.decode()
    person.refresh_from_db()
    assert person.nip != "199002152015012001"
