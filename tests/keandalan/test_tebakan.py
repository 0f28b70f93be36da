"""Guessing with many hands at once gets no more tries than guessing with one."""

from __future__ import annotations

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory

from asn_portal.core import masuk
from tests.factories.core import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 12


def guess_at_once(name: str, password: str) -> list[str]:
    gate, seen = threading.Barrier(HANDS), []

    def run() -> None:
        request = RequestFactory().post("/masuk/", REMOTE_ADDR="10.5.5.5")
        gate.wait()
        try:
            found = masuk.AccountAdapter(request).authenticate(request, username=name, password=password)
            seen.append("benar" if found else "salah")
        except ValidationError:
            seen.append("tunggu")
        finally:
            connection.close()

    hands = [threading.Thread(target=run) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return sorted(seen)


def test_twelve_guesses_at_one_moment_are_five_tries(provinsi, superuser):
    name, limit = provinsi.akun["pegawai"].username, masuk.PER_ACCOUNT_AND_ADDRESS.jumlah
    assert guess_at_once(name, "bukan-sandinya") == ["salah"] * limit + ["tunggu"] * (HANDS - limit)


def test_right_passwords_are_never_counted(provinsi, superuser):
    name, limit = provinsi.akun["pegawai"].username, masuk.PER_ACCOUNT_AND_ADDRESS.jumlah
    for _ in range(limit * 2):
        request = RequestFactory().post("/masuk/", REMOTE_ADDR="10.5.5.6")
        assert masuk.AccountAdapter(request).authenticate(request, username=name, password=PASSWORD) is not None
