"""The API of data quality: values of a scope and the worklist, within the right of the account and its token."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asn_portal.core.models import Pengguna
from asn_portal.mutu.aturan.indeks import daftar_ukuran
from tests.conftest import Provinsi
from tests.factories.mutu import TODAY, complete, run
from tests.factories.riwayat import all_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def berisi(provinsi: Provinsi) -> Provinsi:
    """Two persons of one unit and one of another without a telephone number."""
    all_entries()
    for person in provinsi.orang.values():
        complete(person)
    for name in ("pegawai", "rekan", "orang_dinas_lain"):
        Pengguna.objects.filter(pk=provinsi.orang[name].pengguna_id).update(telepon="")
    run(provinsi)
    return provinsi


class TestValues:
    def test_whole_agency_as_the_page_counts_it(self, berisi):
        answer = berisi.client("admin_bkd").get("/api/v1/mutu/").json()
        assert (answer["orang"], answer["temuan"], answer["pada"]) == (5, 3, TODAY.isoformat())
        assert len(answer["indikator"]) == len(daftar_ukuran(TODAY)) == 27
        row = next(satu for satu in answer["indikator"] if satu["kode"] == "COM_7")
        assert (row["kena"], row["dihitung"], row["bobot"]) == (3, True, "2.5")
        assert float(answer["indeks"]) < 100
        assert answer["bagian"] == "100.00"
        assert len([satu for satu in answer["dimensi"] if satu["nilai"]]) == 4
        assert sum(satu["temuan"] for satu in answer["bawah"]) == 3

    def test_own_unit_only_and_no_other(self, berisi):
        hr = berisi.client("admin_unit")
        assert hr.get("/api/v1/mutu/").json()["temuan"] == 2
        assert hr.get(f"/api/v1/mutu/?unit={berisi.dinas_lain.pk}").status_code == 404
        assert berisi.client("pegawai").get("/api/v1/mutu/").status_code == 403

    def test_leader_gets_sums_without_decimals_and_nothing_small(self, berisi):
        answer = berisi.client("pimpinan").get("/api/v1/mutu/").json()
        assert answer["dimensi"] == []
        assert answer["bawah"] == []
        assert answer["temuan"] is None
        assert not any(row["kena"] for row in answer["indikator"])
        assert answer["indeks"] is None or "." not in answer["indeks"]

    def test_misspelt_filter_is_refused(self, berisi):
        assert berisi.client("admin_bkd").get("/api/v1/mutu/?units=1").status_code == 422


class TestWorklist:
    def test_findings_with_the_place_to_repair(self, berisi):
        found = berisi.client("admin_bkd").get("/api/v1/mutu/orang/").json()["hasil"]
        assert [row["nama"] for row in found] == sorted(row["nama"] for row in found)
        assert {row["id"] for row in found} == {
            str(berisi.orang[name].pk) for name in ("pegawai", "rekan", "orang_dinas_lain")
        }
        assert {satu["indikator"] for row in found for satu in row["temuan"]} == {"COM_7"}

    def test_filters_and_scope(self, berisi):
        hr = berisi.client("admin_unit")
        assert len(hr.get("/api/v1/mutu/orang/").json()["hasil"]) == 2
        assert hr.get(f"/api/v1/mutu/orang/?unit={berisi.dinas_lain.pk}").json()["hasil"] == []
        assert hr.get("/api/v1/mutu/orang/?indikator=COM_6").json()["hasil"] == []
        assert hr.get("/api/v1/mutu/orang/?indikator=ABC").status_code == 422
        assert berisi.client("pegawai").get("/api/v1/mutu/orang/").status_code == 403
        assert berisi.client("pimpinan").get("/api/v1/mutu/orang/").status_code == 403

    def test_pages_by_key_in_as_many_queries(self, berisi):
        hr = berisi.client("admin_bkd")
        counts, ids, url = [], [], "/api/v1/mutu/orang/?ukuran=1"
        while url:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer = hr.get(url).json()
            counts.append(len(asked))
            ids += [row["id"] for row in answer["hasil"]]
            url = answer["berikutnya"]
        assert len(ids) == len(set(ids)) == 3
        assert max(counts[1:]) == min(counts[1:])
