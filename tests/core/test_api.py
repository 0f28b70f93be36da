"""The API: its description, pages by key, strict input, keys of changes, refusals."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from drf_spectacular.validation import validate_schema

from asn_portal.core.api.skema import describe
from asn_portal.core.models import KirimanApi
from pegawai.models import LaporanData
from tests.factories.pegawai import make_person
from tests.test_konsistensi import routes

pytestmark = pytest.mark.django_db
NOBODY = UUID(int=7)
REPORT = {"bagian": "unit", "isi": "Saya di seksi dua."}
METHODS = ("get", "post", "put", "patch", "delete")


def send(client, path, data, **headers):
    return client.post(f"/api/v1/{path}", json.dumps(data), content_type="application/json", headers=headers)


def operations():
    return [(path, method, op) for path, ops in describe()["paths"].items() for method, op in ops.items()]


class TestDescription:
    def test_is_valid_openapi_3(self):
        schema = describe()
        assert schema["openapi"].startswith("3.")
        validate_schema(schema)

    def test_every_route_and_method_stands_in_it(self):
        described = {(path, method) for path, method, _ in operations()}
        real = set()
        for name, route in routes():
            if name.startswith("api:"):
                path = "/api/v1/" + str(route.pattern).replace("<uuid:pk>", "{id}").replace("<str:nama>", "{nama}")
                real |= {(path, m) for m in METHODS if hasattr(route.callback.cls, m)}
        assert described == real

    def test_every_field_and_parameter_is_explained(self):
        bare = [f"{name}.{field}" for name, part in describe()["components"]["schemas"].items()
                for field, shape in part.get("properties", {}).items() if not shape.get("description")]  # fmt: skip
        bare += [f"{path} {p['name']}" for path, _, op in operations() for p in op.get("parameters", [])
                 if p["in"] == "query" and not p.get("description")]  # fmt: skip
        assert bare == []

    def test_every_change_takes_a_key(self):
        for name, route in routes():
            if name.startswith("api:") and name != "api:aturan":
                for method in ("post", "put", "patch", "delete"):
                    handler = getattr(route.callback.cls, method, None)
                    assert handler is None or handler.sekali, (name, method)

    def test_is_open_to_everybody(self, client):
        assert client.get("/api/v1/skema/").json()["info"]["title"] == "API Portal Pegawai"


class TestPagesByKey:
    def walk(self, client, path, side="berikutnya"):
        seen, url = [], path
        while url:
            page = client.get(url).json()
            seen.append([row["id"] for row in page["hasil"]])
            url = page[side]
        return seen

    @pytest.mark.parametrize(
        "path", ["pegawai/?ukuran=2", "pegawai/?ukuran=2&q=a", "unit/?ukuran=2", "unit/?ukuran=1&q=dinas"]
    )
    def test_walk_meets_every_row_once_in_both_directions(self, provinsi, path):
        for _ in range(5):
            make_person("Andi Sama", unit=provinsi.seksi)  # equal names: the id decides
        client = provinsi.client("pegawai")
        pages = self.walk(client, f"/api/v1/{path}")
        rows = [one for page in pages for one in page]
        assert len(rows) == len(set(rows)) >= 2
        assert sorted(rows) == sorted(r["id"] for r in client.get(f"/api/v1/{path}&ukuran=200").json()["hasil"])
        last = client.get(f"/api/v1/{path}&setelah={pages[-2][-1]}").json()
        back = self.walk(client, last["sebelumnya"], "sebelumnya")
        assert [one for page in reversed(back) for one in page] == [one for page in pages[:-1] for one in page]

    def test_no_count_over_the_table(self, provinsi):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = provinsi.client("pegawai")
        client.get("/api/v1/pegawai/")  # the first request of a session writes when it began
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/api/v1/pegawai/?ukuran=2")
        assert not [q for q in asked if "count(" in q["sql"].lower()]
        few = len(asked)
        for n in range(8):
            make_person(f"Orang {n}", unit=provinsi.seksi)
        with CaptureQueriesContext(connection) as asked:
            client.get("/api/v1/pegawai/?ukuran=10")
        assert len(asked) == few

    def test_row_that_left_the_filter_still_marks_the_place(self, provinsi):
        client = provinsi.client("pegawai")
        elsewhere = provinsi.orang["orang_dinas_lain"]  # not below dinas
        page = client.get(f"/api/v1/pegawai/?unit={provinsi.dinas.pk}&setelah={elsewhere.pk}")
        assert page.status_code == 200

    @pytest.mark.parametrize("query", [f"setelah={NOBODY}", "setelah=x", "ukuran=0", "ukuran=201", "hal=2", "unti=x",
                                       f"setelah={NOBODY}&sebelum={NOBODY}"])  # fmt: skip
    def test_what_is_not_known_is_refused_with_a_sentence(self, provinsi, query):
        answer = provinsi.client("pegawai").get(f"/api/v1/pegawai/?{query}")
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        assert {"galat", "pesan"} <= set(answer.json())


class TestPeople:
    def shown(self, provinsi, who, of="pegawai"):
        return provinsi.client(who).get(f"/api/v1/pegawai/{provinsi.orang[of].pk}/").json()

    def test_employment_data_only_where_the_matrix_opens_it(self, provinsi):
        seen = {who: self.shown(provinsi, who)["kepegawaian"] is not None
                for who in ("pegawai", "rekan", "atasan", "admin_unit", "admin_unit_lain", "pimpinan", "auditor", "admin_bkd")}  # fmt: skip
        assert {who for who, yes in seen.items() if yes} == {"pegawai", "atasan", "admin_unit", "auditor", "admin_bkd"}

    def test_nik_never(self, provinsi):
        for who in provinsi.akun:
            assert "nik" not in json.dumps(provinsi.client(who).get("/api/v1/pegawai/").json()).lower()


class TestInbox:
    def test_read_then_decide(self, provinsi):
        send(provinsi.client("pegawai"), "laporan/", REPORT)
        hr = provinsi.client("admin_unit")
        (row,) = hr.get("/api/v1/tugas/").json()["hasil"]
        asked = {"jenis": row["jenis"], "tugas": [row["id"]], "catatan": "Sudah benar."}
        refused = send(hr, "tugas/putuskan/", asked).json()["hasil"]
        assert refused == [{"tugas": row["id"], "berhasil": False, "kalimat": "Belum dibuka. Buka dan baca dulu."}]
        assert send(hr, f"tugas/{row['id']}/buka/", {}).status_code == 200
        assert send(hr, "tugas/putuskan/", asked).json()["hasil"][0]["berhasil"] is True
        assert hr.get("/api/v1/tugas/").json()["hasil"] == []
        (notice,) = provinsi.client("pegawai").get("/api/v1/notifikasi/?belum_dibaca=true").json()["hasil"]
        assert send(provinsi.client("pegawai"), f"notifikasi/{notice['id']}/baca/", {}).status_code == 204
        assert provinsi.client("pegawai").get("/api/v1/notifikasi/?belum_dibaca=true").json()["hasil"] == []

    def test_report_is_answered_once(self, provinsi):
        made = send(provinsi.client("pegawai"), "laporan/", REPORT)
        assert made.status_code == 201
        assert send(provinsi.client("pegawai"), "laporan/", REPORT).json()["galat"] == "laporan_sudah_ada"
        path = f"laporan/{made.json()['id']}/jawaban/"
        answer = {"status": "dijawab", "tanggapan": "Sudah benar."}
        assert send(provinsi.client("pegawai"), path, answer).status_code == 403
        assert send(provinsi.client("admin_unit"), path, answer).json()["status"] == "dijawab"
        assert send(provinsi.client("admin_bkd"), path, answer).status_code == 409

    @pytest.mark.parametrize(
        "body", [{}, {"bagian": "gaji", "isi": "x"}, {"bagian": "unit", "isi": "x", "lain": 1}, [], "x"]
    )
    def test_refused_input_says_which_field(self, provinsi, body):
        answer = send(provinsi.client("pegawai"), "laporan/", body)
        assert answer.status_code == 422
        assert answer.json()["isian"]


class TestKeyOfAChange:
    def test_first_answer_is_replayed(self, provinsi):
        client = provinsi.client("pegawai")
        first, second = (send(client, "laporan/", REPORT, Idempotency_Key="laporan-1") for _ in range(2))
        assert (first.status_code, second.status_code) == (201, 201)
        assert first.json() == second.json()
        assert second["Idempotency-Replayed"] == "true"
        assert LaporanData.objects.count() == 1

    def test_other_body_or_address_with_the_same_key_is_refused(self, provinsi):
        client = provinsi.client("pegawai")
        send(client, "laporan/", REPORT, Idempotency_Key="laporan-1")
        for path, body in (("laporan/", REPORT | {"isi": "lain"}), ("notifikasi/baca/", {})):
            answer = send(client, path, body, Idempotency_Key="laporan-1")
            assert (answer.status_code, answer.json()["galat"]) == (422, "kunci_dipakai")

    def test_refusal_frees_its_key(self, provinsi):
        client = provinsi.client("pegawai")
        assert send(client, "laporan/", {}, Idempotency_Key="laporan-1").status_code == 422
        assert send(client, "laporan/", REPORT, Idempotency_Key="laporan-1").status_code == 201

    def test_keys_of_two_accounts_do_not_meet(self, provinsi):
        for who in ("pegawai", "rekan"):
            assert send(provinsi.client(who), "laporan/", REPORT, Idempotency_Key="laporan-1").status_code == 201
        assert KirimanApi.objects.count() == 2

    @pytest.mark.parametrize("key", ["x", "a" * 101, "dengan spasi"])
    def test_odd_keys_are_refused(self, provinsi, key):
        assert (
            send(provinsi.client("pegawai"), "laporan/", REPORT, Idempotency_Key=key).json()["galat"]
            == "kunci_tidak_sah"
        )


class TestBodies:
    @pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b'{"isi": NaN}'])
    def test_unreadable(self, provinsi, body):
        answer = provinsi.client("pegawai").post("/api/v1/laporan/", body, content_type="application/json")
        assert answer.status_code == 400
        assert answer.json()["galat"] == "permintaan_tidak_sah"

    def test_too_large(self, provinsi):
        for headers in ({}, {"Idempotency-Key": "besar-sekali"}):
            body = b'{"isi": "' + b"x" * 3_000_000 + b'"}'
            answer = provinsi.client("pegawai").post(
                "/api/v1/laporan/", body, content_type="application/json", headers=headers
            )
            assert answer.status_code == 413

    def test_half_a_character(self, provinsi):
        for body in (rb'{"bagian": "unit", "isi": "\ud800"}', rb'{"\ud800": 1}'):
            answer = provinsi.client("pegawai").post("/api/v1/laporan/", body, content_type="application/json")
            assert answer.status_code == 422
