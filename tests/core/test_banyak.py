"""Acts over many rows: at once while few, above that a job in sets that goes on after a break and counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from asn_portal.core import banyak, latar
from asn_portal.core.banyak import HasilBanyak, TindakanBanyak, act_on_many, register_banyak, told
from asn_portal.core.enums import StatusPekerjaan as S
from asn_portal.core.errors import DomainError
from asn_portal.core.models import PekerjaanLatar, PenugasanPeran, Tindakan
from asn_portal.core.models.dasar import close_many
from asn_portal.core.selectors.latar import own_jobs
from pegawai.models import ButirPutaran
from tests.conftest import login
from tests.pegawai.test_perpanjangan import putaran as putaran

pytestmark = pytest.mark.django_db
OBJEK = uuid4()


@pytest.fixture
def akun(provinsi):
    return provinsi.akun["admin_bkd"]


@pytest.fixture
def dikerjakan(monkeypatch: pytest.MonkeyPatch) -> list[list[UUID]]:
    """Sets as they were handed to the act of an app; every tenth row is left out."""
    sets: list[list[UUID]] = []

    def act(objek: UUID, ids: Sequence[UUID], isian: dict[str, Any], by: Any) -> HasilBanyak:
        assert objek == OBJEK
        if isian.get("rusak") == len(sets):
            raise RuntimeError("putus")
        if isian.get("tutup") == len(sets):
            raise DomainError("Putaran ini sudah ditutup.")
        sets.append(list(ids))
        return HasilBanyak(len(ids) - len(ids) // 10, len(ids) // 10)

    monkeypatch.setattr(banyak, "_register", dict(banyak._register))
    register_banyak(TindakanBanyak("uji.banyak", "Menguji", "orang", act, lambda _, hasil: f"/?n={hasil.berhasil}"))
    return sets


def ids(n: int) -> list[UUID]:
    return [uuid4() for _ in range(n)]


def job_of(akun: Any, n: int, **isian: Any) -> PekerjaanLatar:
    made = act_on_many("uji.banyak", OBJEK, ids(n), isian=isian, by=akun)
    assert isinstance(made, PekerjaanLatar)
    return made


class TestMany:
    def test_few_are_done_at_once_and_more_wait_for_a_job(self, akun, dikerjakan):
        assert act_on_many("uji.banyak", OBJEK, ids(500), isian={}, by=akun) == HasilBanyak(450, 50)
        assert [len(one) for one in dikerjakan] == [500]
        job = job_of(akun, 501)
        assert len(dikerjakan) == 1
        assert (job.status, job.judul) == (S.MENUNGGU, "Menguji: 501 orang")
        assert Tindakan.objects.get(aksi="pekerjaan_dimulai").rincian == {"tindakan": "uji.banyak", "baris": 501}

    def test_job_does_sets_counts_them_and_leads_to_what_became_of_them(self, akun, dikerjakan):
        job = job_of(akun, 600)
        assert latar.run(job.pk)
        assert [len(one) for one in dikerjakan] == [250, 250, 100]
        job.refresh_from_db()
        assert (job.status, job.selesai, job.hasil_url) == (S.SELESAI, 600, "/?n=540")
        assert job.pesan == "540 orang selesai diproses. 60 orang tidak ikut; sebabnya ada pada barisnya."
        assert job.ringkasan == {"Selesai diproses": "540", "Tidak ikut": "60"}

    def test_broken_job_goes_on_with_the_next_set(self, akun, dikerjakan):
        job = job_of(akun, 600, rusak=1)
        assert not latar.run(job.pk)
        job.refresh_from_db()
        assert (job.status, job.posisi) == (S.MENUNGGU, {"mulai": 250, "berhasil": 225, "tertinggal": 25})
        PekerjaanLatar.objects.filter(pk=job.pk).update(parameter=job.parameter | {"isian": {}})
        assert latar.run(job.pk)
        given = [pk for one in dikerjakan for pk in one]
        assert [str(pk) for pk in given] == job.parameter["baris"]  # each once, in their order

    def test_refusal_in_the_middle_ends_it_with_its_sentence(self, akun, dikerjakan):
        job = job_of(akun, 600, tutup=1)
        assert not latar.run(job.pk)
        job.refresh_from_db()
        assert (job.status, job.pesan, job.selesai) == (S.GAGAL, "Putaran ini sudah ditutup.", 250)

    def test_pages_of_jobs_do_not_fetch_the_rows(self, akun, dikerjakan):
        job_of(akun, 501)
        assert "parameter" in own_jobs(akun).get().get_deferred_fields()

    def test_unknown_act_is_refused_in_words(self, akun):
        with pytest.raises(DomainError, match="tidak ada lagi"):
            act_on_many("uji.tidak_ada", OBJEK, ids(1), isian={}, by=akun)

    def test_words(self):
        act = TindakanBanyak("uji", "Menguji", "orang", lambda *_: HasilBanyak(0, 0), lambda *_: "/")
        assert told(HasilBanyak(0, 0), act) == []
        assert told(HasilBanyak(1_200, 0), act) == ["1.200 orang selesai diproses."]
        assert told(HasilBanyak(1, 2), replace(act, kata="diberi tahu")) == [
            "1 orang diberi tahu.",
            "2 orang tidak ikut; sebabnya ada pada barisnya.",
        ]


class TestRound:
    """The first page that uses it: acts over the rows of a renewal round."""

    def send(self, client, putaran, tindakan: str, **isian: str):
        url = reverse("pegawai:putaran_massal", args=[putaran.pk, tindakan])
        return client.post(url, {"semua": "1", "kueri": "", "kirim": "1", **isian})

    def test_many_rows_become_a_job_with_the_same_outcome(self, provinsi, putaran, akun, monkeypatch):
        monkeypatch.setattr(banyak, "SEKALIGUS", 2)
        monkeypatch.setattr(banyak, "CHUNK", 2)
        answer = self.send(login(akun), putaran, "usul", putusan="diperpanjang", lama="1", alasan="Masih dibutuhkan.")
        job = PekerjaanLatar.objects.get()
        assert answer["Location"] == reverse("core:pekerjaan_detail", args=[job.pk])
        assert set(ButirPutaran.objects.values_list("status", flat=True)) == {"belum"}
        assert latar.run(job.pk)
        assert list(ButirPutaran.objects.values_list("status", "alasan")) == [("diusulkan", "Masih dibutuhkan.")] * 3
        job.refresh_from_db()
        assert (job.pesan, job.hasil_url) == (
            "3 orang selesai diproses.", reverse("pegawai:putaran_detail", args=[putaran.pk]),
        )  # fmt: skip

    def test_few_rows_are_told_at_once(self, provinsi, putaran, akun):
        answer = self.send(login(akun), putaran, "henti", catatan="Dicatat di tempat lain.")
        assert answer["Location"] == reverse("pegawai:putaran_detail", args=[putaran.pk])
        assert [str(one) for one in get_messages(answer.wsgi_request)] == ["3 orang selesai diproses."]
        assert not PekerjaanLatar.objects.exists()

    def test_right_that_ended_meanwhile_stops_the_job(self, provinsi, putaran, akun, monkeypatch):
        monkeypatch.setattr(banyak, "SEKALIGUS", 0)
        rows = list(ButirPutaran.objects.values_list("pk", flat=True))
        job = act_on_many("pegawai.putaran_henti", putaran.pk, rows, isian={"catatan": "x"}, by=akun)
        close_many(PenugasanPeran, list(akun.daftar_peran.values_list("pk", flat=True)))
        assert not latar.run(job.pk)
        job.refresh_from_db()
        assert (job.status, job.pesan) == (S.GAGAL, latar.PESAN_HAK)
        assert not ButirPutaran.objects.filter(status="gugur").exists()
