"""Help and announcements when several people press at the same moment: one effect, one order, nothing half done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from asn_portal.core.enums import StatusTiket
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, Pengumuman, TandaBaca, Tiket, Tugas
from asn_portal.core.services import bantuan, pengumuman

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Do all of these in threads of their own; the sentence of each refusal, empty for what was done."""
    gate, said = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            act()
            said.append("")
        except DomainError as refusal:
            said.append(refusal.pesan)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def fresh(pengguna: Pengguna) -> Pengguna:
    return Pengguna.objects.get(pk=pengguna.pk)


def test_answer_against_ending_leaves_one_end(provinsi, superuser):
    p = provinsi
    for _ in range(4):
        tiket = bantuan.ask_help(isi="Tolong.", by=fresh(p.akun["pegawai"]))
        asker, hr = fresh(p.akun["pegawai"]), fresh(p.akun["admin_unit"])
        said = at_once(
            partial(bantuan.close_tiket, tiket.pk, isi="", by=asker),
            partial(bantuan.answer_tiket, tiket.pk, isi="Sudah.", by=hr),
        )
        tiket.refresh_from_db()
        assert tiket.status == StatusTiket.SELESAI
        assert not Tugas.objects.filter(objek_id=tiket.pk, selesai_pada=None).exists()
        assert said.count("") + sum("sudah selesai" in sentence for sentence in said) == 2


def test_two_corrections_at_once_make_one(provinsi, superuser):
    p, today = provinsi, timezone.localdate()
    values = {"judul": "Apel", "isi": "x", "unit": p.dinas, "peran": [], "mulai": today, "sampai": today}
    old = pengumuman.write_pengumuman(by=p.akun["admin_unit"], **values)
    writers = [fresh(p.akun[name]) for name in ("admin_unit", "admin_bkd")]
    said = at_once(*[partial(pengumuman.correct_pengumuman, old.pk, by=by, **values) for by in writers])
    assert sorted(map(bool, said)) == [False, True]
    assert Pengumuman.objects.filter(memperbaiki=old).count() == 1


def test_limit_holds_against_many_at_once_and_no_number_is_given_twice(provinsi, superuser):
    p, limit = provinsi, bantuan.REQUESTS_PER_HOUR.jumlah
    said = at_once(*[partial(bantuan.ask_help, isi="Tolong.", by=fresh(p.akun["pegawai"])) for _ in range(limit + 4)])
    assert said.count("") == limit
    assert Tiket.objects.count() == limit
    assert len(set(Tiket.objects.values_list("nomor", flat=True))) == limit


def test_receipt_is_one_row(provinsi, superuser):
    p, today = provinsi, timezone.localdate()
    row = pengumuman.write_pengumuman(
        judul="Apel", isi="x", unit=p.dinas, peran=[], mulai=today, sampai=today, by=p.akun["admin_unit"]
    )
    said = at_once(*[partial(pengumuman.mark_read, row.pk, by=fresh(p.akun["pegawai"])) for _ in range(8)])
    assert said == [""] * 8
    assert TandaBaca.objects.count() == 1
