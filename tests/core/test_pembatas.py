"""Counters in the database."""

import threading

import pytest
from django.db import connection

from asn_portal.core import pembatas
from asn_portal.core.pembatas import Batas

LIMIT = Batas(3, 60)


@pytest.mark.django_db
def test_counts_within_a_window_and_begins_anew_after_it():
    assert [pembatas.count(LIMIT, "a", now=600.0) for _ in range(3)] == [1, 2, 3]
    assert pembatas.count(LIMIT, "b", now=600.0) == 1
    assert pembatas.count(LIMIT, "a", now=660.0) == 1
    assert pembatas.peek(LIMIT, "a", now=600.0) == 3


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_counted_exactly():
    def hit() -> None:
        pembatas.count(LIMIT, "ramai", now=600.0)
        connection.close()

    threads = [threading.Thread(target=hit) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pembatas.peek(LIMIT, "ramai", now=600.0) == 20


@pytest.mark.django_db
def test_old_windows_are_forgotten():
    pembatas.count(LIMIT, "a", now=600.0)
    pembatas.purge()
    assert pembatas.peek(LIMIT, "a", now=600.0) == 0
