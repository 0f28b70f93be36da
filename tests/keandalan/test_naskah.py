"""Papers under faults: numbers taken at the same moment, a signature clicked by twenty, the process killed between the
provider and the store, a provider that is slow or answers twice.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from asn_portal.berkas import tte
from asn_portal.berkas.enums import StatusNaskah as S
from asn_portal.berkas.models import Dokumen, Naskah, NomorNaskah, RegisterNomor, RiwayatNaskah
from asn_portal.berkas.services import kirim_naskah
from asn_portal.berkas.services import naskah as services
from asn_portal.berkas.services import tanda_tangan as signing
from asn_portal.berkas.services.naskah import LAMA_UPAYA
from asn_portal.berkas.tte.simulasi import Simulasi
from asn_portal.core.errors import DomainError
from asn_portal.core.models import PesanKeluar
from tests.factories.naskah import initialled, phrase
from tests.keandalan.test_layanan import at_once, fresh

pytestmark = pytest.mark.django_db(transaction=True)

# A process of its own that signs, and stops for ever as soon as the provider has answered.
KILLED = """
import django, sys, time
django.setup()
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services import tanda_tangan as signing
from asn_portal.berkas.tte import Frasa
from django.conf import settings
row = Naskah.objects.select_related("penanda_tangan").get(pk=sys.argv[1])
def stop(*_, **__):
    print("dijawab", flush=True)
    time.sleep(60)
signing._store = stop
signing.sign_naskah(row.pk, frasa=Frasa(settings.DEMO_PASSWORD), by=row.penanda_tangan)
"""


def sign(row: Naskah) -> Any:
    return partial(signing.sign_naskah, row.pk, frasa=phrase(), by=fresh(row.penanda_tangan))


def check_whole() -> None:
    """What must hold whatever happened: every signed paper has its own number, none is skipped, each is sent once."""
    for register in RegisterNomor.objects.all():
        numbers = list(register.daftar_nomor.order_by("urut").values_list("urut", flat=True))
        assert numbers == list(range(1, register.terakhir + 1))
    papers = Naskah.objects.exclude(nomor="")
    assert papers.count() == len(set(papers.values_list("penerbit", "nomor")))
    for row in Naskah.objects.filter(status__in=[S.DITANDATANGANI, S.TERKIRIM]):
        assert RiwayatNaskah.objects.filter(naskah=row, langkah="ditandatangani").count() == 1
        assert NomorNaskah.objects.filter(naskah=row).count() == 1


def test_papers_signed_at_the_same_moment_get_numbers_without_gaps(provinsi, superuser):
    rows = [initialled(provinsi, about=who) for who in ("pegawai", "rekan") * 4]
    said = at_once(*map(sign, rows))
    assert said == [""] * 8
    assert sorted(NomorNaskah.objects.values_list("urut", flat=True)) == list(range(1, 9))
    check_whole()


def test_one_paper_clicked_by_twenty_is_signed_once(provinsi, superuser, monkeypatch):
    asked: list[str] = []
    real = Simulasi.sign

    def slow(self: Simulasi, pdf: bytes, **values: Any) -> bytes:
        asked.append(values["kunci"])
        time.sleep(0.5)
        return real(self, pdf, **values)

    monkeypatch.setattr(Simulasi, "sign", slow)
    row = initialled(provinsi)
    said = at_once(*[sign(row)] * 20)
    assert len(asked) == 1
    assert said.count("") >= 1
    assert {sentence for sentence in said if sentence} <= {services.SEDANG}
    assert PesanKeluar.objects.filter(pekerjaan="berkas.deliver_naskah").count() == 1
    check_whole()


def test_return_against_signature_leaves_one(provinsi, superuser):
    for who in ("pegawai", "rekan", "pegawai"):
        row = initialled(provinsi, about=who)
        back = partial(services.return_naskah, row.pk, alasan="x", by=fresh(row.penanda_tangan))
        at_once(sign(row), back)
        row.refresh_from_db()
        assert row.status in {S.DITANDATANGANI, S.DIKEMBALIKAN}
        assert bool(row.nama_simpan) is (row.status == S.DITANDATANGANI)
    check_whole()


def test_sent_by_two_workers_it_arrives_once(provinsi, superuser):
    row = initialled(provinsi)
    sign(row)()
    at_once(*[partial(kirim_naskah.send_naskah, str(row.pk))] * 4)
    assert Dokumen.objects.count() == 1
    assert RiwayatNaskah.objects.filter(naskah=row, langkah="terkirim").count() == 1


def test_killed_between_the_provider_and_the_store(provinsi, superuser):
    """Nothing but the number was taken; after a while the same paper is signed with the same number."""
    row = initialled(provinsi)
    environment = os.environ | {"DATABASE_URL": _url(), "ASN_MODE": "uji"}
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(row.pk)], env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"dijawab"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    row.refresh_from_db()
    assert (row.status, row.nama_simpan, row.sidik) == (S.TANDA_TANGAN, "", "")
    number = row.nomor
    with pytest.raises(DomainError, match="sedang ditandatangani"):
        sign(row)()
    Naskah.objects.filter(pk=row.pk).update(upaya_pada=timezone.now() - LAMA_UPAYA - timedelta(seconds=1))
    done = sign(row)()
    assert (done.status, done.nomor) == (S.DITANDATANGANI, number)
    check_whole()


def _url() -> str:
    return os.environ["DATABASE_URL"].replace("/asn?", f"/{connection.settings_dict['NAME']}?")


def test_an_answer_that_comes_after_another_was_taken_changes_nothing(provinsi, superuser, monkeypatch):
    """The first try is slow beyond its time, the second is quick: one file, one number."""
    row, gate = initialled(provinsi), threading.Event()
    real, calls = Simulasi.sign, []

    def first_is_slow(self: Simulasi, pdf: bytes, **values: Any) -> bytes:
        calls.append(values["kunci"])
        if len(calls) == 1:
            gate.wait(20)
        return real(self, pdf, **values)

    monkeypatch.setattr(Simulasi, "sign", first_is_slow)
    said: list[str] = []
    act = sign(row)
    slow = threading.Thread(target=lambda: said.extend(at_once(act)))
    slow.start()
    while not calls:
        time.sleep(0.01)
    Naskah.objects.filter(pk=row.pk).update(upaya_pada=timezone.now() - LAMA_UPAYA - timedelta(seconds=1))
    quick = sign(row)()
    gate.set()
    slow.join()
    row.refresh_from_db()
    assert row.sidik == quick.sidik
    assert "ditandatangani" in said[0]
    assert len(set(calls)) == 1  # the same key: a provider that knows it signs once
    check_whole()


def test_the_provider_is_never_asked_inside_a_transaction(provinsi, superuser, monkeypatch):
    seen: list[bool] = []
    real = tte.provider

    def watched() -> Any:
        seen.append(connection.in_atomic_block)
        return real()

    monkeypatch.setattr(tte, "provider", watched)
    row = initialled(provinsi)
    answer = provinsi.client("atasan_penilai").post(
        f"/naskah/{row.pk}/tanda-tangan/", {"frasa": phrase().reveal(), "putaran": row.putaran}
    )
    assert answer.status_code == 302
    assert seen == [False]
