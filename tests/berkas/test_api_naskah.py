"""Papers for programs: the same rows as on the pages, where each is, never what it says."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.berkas.models import Naskah
from asn_portal.core.enums import CakupanToken
from asn_portal.core.models import Pengguna
from asn_portal.core.services import token as tokens
from tests.factories.naskah import make_naskah, sent, signed, submitted

pytestmark = pytest.mark.django_db
LIST = "/api/v1/naskah/"


def get(provinsi, who: str, path: str = LIST, **query):
    return provinsi.client(who).get(path, query)


def ids(answer) -> set[str]:
    assert answer.status_code == 200, answer.content
    return {row["id"] for row in answer.json()["hasil"]}


@pytest.mark.parametrize("who", ["admin_unit", "admin_bkd", "auditor", "atasan", "atasan_penilai", "pegawai", "rekan",
                                 "admin_unit_lain", "admin_instansi_lain"])  # fmt: skip
def test_rows_are_those_of_the_pages(provinsi, who):
    rows = [make_naskah(provinsi), submitted(provinsi), sent(provinsi)]
    seen = {str(row.pk) for row in rows if get(provinsi, who, f"/naskah/{row.pk}/").status_code == 200}
    assert (
        ids(get(provinsi, who))
        == seen
        == {str(pk) for pk in Naskah.objects.visible_to(provinsi.akun[who]).values_list("pk", flat=True)}
    )
    for row in rows:
        assert (get(provinsi, who, f"{LIST}{row.pk}/").status_code == 200) == (str(row.pk) in seen)


def test_parts_and_filters_are_those_of_the_page(provinsi):
    konsep, waiting, done = make_naskah(provinsi), submitted(provinsi), signed(provinsi)
    assert ids(get(provinsi, "atasan", lihat="saya")) == {str(waiting.pk)}
    assert ids(get(provinsi, "admin_unit", lihat="buatan")) == {str(row.pk) for row in (konsep, waiting, done)}
    assert ids(get(provinsi, "atasan", lihat="lingkup")) == set()
    assert ids(get(provinsi, "admin_unit", status="konsep")) == {str(konsep.pk)}
    assert ids(get(provinsi, "admin_unit", nomor=done.nomor)) == {str(done.pk)}
    assert ids(get(provinsi, "admin_unit", jenis="tidak_ada")) == set()


def test_number_and_code_come_with_the_signature(provinsi):
    waiting, done = submitted(provinsi), signed(provinsi)
    before = get(provinsi, "admin_unit", f"{LIST}{waiting.pk}/").json()
    after = get(provinsi, "admin_unit", f"{LIST}{done.pk}/").json()
    assert [before[name] for name in ("nomor", "tanggal", "kode", "ditandatangani_pada")] == [None] * 4
    assert (after["nomor"], after["kode"], after["cara"]) == (done.nomor, done.kode_terbaca, "tte")
    assert [one["langkah"] for one in after["perjalanan"]][-1] == "ditandatangani"
    assert [one["nama"] for one in after["paraf"]] == [provinsi.akun["atasan"].nama]


def test_what_the_paper_says_stays_in_the_portal(provinsi):
    row = signed(provinsi)
    text = json.dumps(get(provinsi, "admin_unit", f"{LIST}{row.pk}/").json())
    person = provinsi.orang["pegawai"]
    assert person.nip not in text
    assert row.nama_simpan not in text
    assert row.sidik not in text
    assert "data" not in get(provinsi, "admin_unit", f"{LIST}{row.pk}/").json()


def test_token_needs_its_scope(provinsi):
    row = submitted(provinsi)
    for scope, status in ((CakupanToken.NASKAH_BACA, 200), (CakupanToken.KEPEGAWAIAN_BACA, 403)):
        owner = Pengguna.objects.get(pk=provinsi.akun["atasan"].pk)
        _, text = tokens.make_token(
            nama="Arsip", cakupan=[scope], hari=5, keperluan="Arsip naskah", by=owner, now=timezone.now()
        )
        client = Client(headers={"Authorization": f"Bearer {text}"})
        assert client.get(LIST).status_code == status
        assert client.get(f"{LIST}{row.pk}/").status_code == status
        assert client.get(f"/naskah/{row.pk}/").status_code == 302
        assert client.post(LIST).status_code in {403, 405}


@pytest.mark.parametrize(
    "query", [{"status": "x"}, {"lihat": "semua"}, {"ukuran": "0"}, {"setelah": "x"}, {"nomor": "a\x00"}, {"q": "x"},
              {"ukuran": "-1"}, {"nomor": "x" * 81}],
)  # fmt: skip
def test_odd_questions_are_refused(provinsi, query):
    answer = get(provinsi, "admin_unit", **query)
    assert answer.status_code in {400, 422}
    assert set(answer.json()) >= {"galat", "pesan"}


def test_pages_hold_every_paper_once_at_constant_cost(provinsi):
    made = {str(make_naskah(provinsi).pk) for _ in range(5)}
    client, path, seen = provinsi.client("admin_unit"), f"{LIST}?ukuran=2", []
    client.get(path)
    counts = []
    while path:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path).json()
        counts.append(len(asked))
        seen += [row["id"] for row in answer["hasil"]]
        path = answer["berikutnya"]
    assert sorted(seen) == sorted(made)
    assert len(set(counts[1:])) == 1
