"""Two people publish the same thing at the same moment: one wins, the other gets the sentence."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from asn_portal.core import latar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import PekerjaanLatar
from jabatan.enums import StatusMutasi, StatusRancangan
from jabatan.models import Penempatan, PutaranMutasi, RancanganSusunan, RincianJabatan
from jabatan.selectors.rancangan import open_room
from jabatan.services import buka_mutasi, mutasi, rancangan, terbit_rancangan
from tests.conftest import build_provinsi
from tests.factories.mutasi import approved, make_round, move
from tests.jabatan.conftest import build_peta

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Everybody waits at the gate; what each got, sorted."""
    gate, got = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            gate.wait()
            act()
            got.append("dapat")
        except DomainError as refused:
            got.append(refused.pesan)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(got)


def test_two_publish_the_same_draft():
    p = build_provinsi()
    seats = build_peta(p)
    draf = rancangan.create_draft(
        unit=p.dinas, judul="Tambah kebutuhan", tanggal=TODAY + DAY, dasar="Pergub 7", by=p.akun["admin_unit"]
    )
    isi = {"jabatan": str(seats.staf.pk), "kebutuhan": 9}
    rancangan.add_step(draf.pk, jenis="jabatan_ubah", isi=isi, by=p.akun["admin_unit"])
    rancangan.submit_draft(draf.pk, by=p.akun["admin_unit"])
    draf.refresh_from_db()
    room = open_room(draf)
    assert room is not None

    def publish(who: str) -> Callable[[], Any]:
        return lambda: terbit_rancangan.start_publication(
            draf.pk, sidik=room.sidik_akibat, dasar="Pergub 7", by=p.akun[who]
        )

    got = at_once(publish("admin_bkd"), publish("admin_bkd2"))
    assert got.count("dapat") == 1
    assert any("sekarang" in words for words in got)
    [job] = PekerjaanLatar.objects.filter(jenis=rancangan.PEKERJAAN)
    at_once(*[lambda: latar.run(job.pk)] * 2)  # delivered twice
    assert RancanganSusunan.objects.get(pk=draf.pk).status == StatusRancangan.TERBIT
    assert RincianJabatan.objects.kini().filter(jabatan=seats.staf, kebutuhan=9).count() == 1


def test_two_publish_the_same_round_and_two_workers_open_it():
    p = build_provinsi()
    seats = build_peta(p)
    row = make_round(p, hari=TODAY)
    move(p, row, (p.orang["atasan_penilai"], seats.kadis_lain), (p.orang["orang_dinas_lain"], seats.kadis))
    approved(p, row)

    def publish(who: str) -> Callable[[], Any]:
        return lambda: mutasi.publish_round(row.pk, sk_nomor=f"821/{who}", sk_tanggal=TODAY, by=p.akun[who])

    got = at_once(publish("admin_bkd"), publish("admin_bkd2"))
    assert got.count("dapat") == 1
    assert any("sekarang terbit" in words for words in got)
    at_once(*[lambda: buka_mutasi.open_moves(row.pk)] * 2)
    assert PutaranMutasi.objects.get(pk=row.pk).status == StatusMutasi.SELESAI
    assert Penempatan.objects.kini().filter(berlaku__startswith=TODAY).count() == 2
