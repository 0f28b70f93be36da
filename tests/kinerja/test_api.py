"""Performance through the API: the same rights and refusals as on the pages, keys that count once, ratings only when readable."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.models import SKP, Evaluasi, LangkahSKP
from tests.factories.kinerja import make_evaluasi, make_periode, make_progress, make_skp
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
AWAL = "/api/v1"


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


@pytest.fixture
def skp(provinsi, tahun):
    return make_skp(tahun, provinsi.orang["pegawai"], penilai=provinsi.orang["atasan"])


def post(client, path, body=None, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"{AWAL}/{path}", body or {}, content_type="application/json", headers=headers)


def test_sent_once_and_decided_by_the_superior(provinsi, skp):
    me, key = provinsi.client("pegawai"), str(uuid4())
    first, again = (post(me, f"skp/{skp.pk}/ajukan/", key=key) for _ in range(2))
    assert (first.status_code, first.json()) == (200, again.json())
    assert LangkahSKP.objects.filter(skp=skp, ke="diajukan").count() == 1
    assert first.json()["nomor"].startswith("SKP-")
    round_now = SKP.objects.get(pk=skp.pk).putaran
    body = {"putusan": "setuju", "putaran": round_now}
    assert post(me, f"skp/{skp.pk}/putusan/", body).status_code == 403
    old = post(provinsi.client("atasan"), f"skp/{skp.pk}/putusan/", body | {"putaran": round_now - 1})
    assert (old.status_code, old.json()["galat"]) == (409, "putaran_lama")
    assert post(provinsi.client("atasan"), f"skp/{skp.pk}/putusan/", body).json()["status"] == "disetujui"


def test_returning_needs_a_reason(provinsi, skp):
    post(provinsi.client("pegawai"), f"skp/{skp.pk}/ajukan/")
    body = {"putusan": "kembali", "putaran": SKP.objects.get(pk=skp.pk).putaran}
    boss = provinsi.client("atasan")
    assert post(boss, f"skp/{skp.pk}/putusan/", body).status_code == 409
    assert (
        post(boss, f"skp/{skp.pk}/putusan/", body | {"catatan": "Lengkapi target"}).json()["status"] == "dikembalikan"
    )


def test_detail_carries_its_rows(provinsi, skp):
    row = provinsi.client("pegawai").get(f"{AWAL}/skp/{skp.pk}/").json()
    assert [one["indikator"][0]["target"] for one in row["hasil"]] == ["12", "12"]


def test_a_rating_is_silent_for_the_one_rated_until_it_was_handed_over(provinsi, tahun):
    plan = make_skp(tahun, provinsi.orang["pegawai"], status="disetujui", penilai=provinsi.orang["atasan"])
    rated = make_evaluasi(plan, "dinilai")
    path = f"{AWAL}/evaluasi/{rated.pk}/"
    assert provinsi.client("pegawai").get(path).json()["predikat"] == ""
    assert provinsi.client("atasan").get(path).json()["predikat"] == "baik"
    assert post(provinsi.client("atasan"), f"evaluasi/{rated.pk}/sampaikan/").status_code == 200
    assert provinsi.client("pegawai").get(path).json()["predikat"] == "baik"
    assert post(provinsi.client("pegawai"), f"evaluasi/{rated.pk}/terima/").json()["status"] == "final"


@pytest.mark.parametrize("who", ["pegawai", "admin_unit", "admin_bkd", "auditor", "pimpinan"])
def test_nobody_but_the_penilai_hands_over(provinsi, tahun, who):
    plan = make_skp(tahun, provinsi.orang["pegawai"], status="disetujui", penilai=provinsi.orang["atasan"])
    rated = make_evaluasi(plan, "dinilai")
    assert post(provinsi.client(who), f"evaluasi/{rated.pk}/sampaikan/").status_code in {403, 404}
    assert Evaluasi.objects.get(pk=rated.pk).status == "dinilai"


def test_proofs_without_their_content(provinsi, tahun):
    plan = make_skp(tahun, provinsi.orang["pegawai"], status="disetujui", penilai=provinsi.orang["atasan"])
    make_progress(plan, plan.mulai)
    rows = provinsi.client("pegawai").get(f"{AWAL}/bukti/").json()["hasil"]
    assert [(row["judul"], row["sidik"], row["tautan"]) for row in rows] == [("Foto lapangan", "a" * 64, "")]
    assert provinsi.client("admin_unit_lain").get(f"{AWAL}/bukti/").json()["hasil"] == []


@pytest.mark.parametrize("path", ["skp", "evaluasi", "bukti"])
def test_lists_ask_a_constant_number_of_queries(provinsi, tahun, path):
    client, counts = provinsi.client("admin_bkd"), []
    for number in (1, 3):
        for one in range(number):
            person = make_person(f"Orang {number}{one}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
            plan = make_skp(tahun, person, status="disetujui", penilai=provinsi.orang["atasan"], rhk=1)
            make_evaluasi(plan, "final")
            make_progress(plan, plan.mulai.replace(month=6))
        client.get(f"{AWAL}/{path}/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"{AWAL}/{path}/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
