"""Pages around everything: health, headers, errors, double clicks, unknown input, API refusals."""

from __future__ import annotations

import json
import logging
import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from asn_portal.core import jadwal, kesehatan
from asn_portal.core.catatan import LineFormatter
from asn_portal.core.models import Detak, UsulanPeran
from tests.conftest import Provinsi, login

CSP = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data:; manifest-src 'self'; object-src 'none'; report-uri /csp/; script-src 'self'; style-src 'self'"
)


@pytest.mark.django_db
class TestHealth:
    def test_alive_asks_nothing(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            response = client.get("/sehat/")
        assert response.json() == {"sehat": True}

    def test_ready_when_every_part_was_heard_from(self, client):
        for name in ("pekerja", "jadwal"):
            jadwal.beat(name, timezone.now())
        response = client.get("/sehat/siap/")
        assert response.status_code == 200
        assert response.json() == {
            "basis_data": True,
            "migrasi": True,
            "antrean": True,
            "pekerja": True,
            "jadwal": True,
        }

    def test_not_ready_without_a_worker_lately(self, client):
        jadwal.beat("jadwal", timezone.now())
        Detak.objects.create(nama="pekerja", terakhir=timezone.now() - timedelta(minutes=3))
        response = client.get("/sehat/siap/")
        assert response.status_code == 503
        assert response.json()["pekerja"] is False

    def test_not_ready_without_a_broker(self, client, monkeypatch):
        monkeypatch.setattr(kesehatan, "broker_answers", lambda: False)
        assert client.get("/sehat/siap/").json()["antrean"] is False

    def test_metrics_need_the_token(self, client, settings):
        assert client.get("/metrics").status_code == 404
        settings.METRICS_TOKEN = "t" * 32
        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"Authorization": "Bearer salah"}).status_code == 404
        body = client.get("/metrics", headers={"Authorization": f"Bearer {'t' * 32}"}).content.decode()
        assert "asn_antrean_menunggu" in body


@pytest.mark.django_db
class TestHeaders:
    def test_every_page_carries_the_set(self, client):
        headers = client.get("/masuk/").headers
        expected = {
            "Content-Security-Policy": CSP,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
            "X-Frame-Options": "DENY",
        }
        got = {name: headers.get(name) for name in expected}
        got["Content-Security-Policy"] = "; ".join(
            sorted(part.strip() for part in got["Content-Security-Policy"].split(";"))
        )
        assert got == expected

    def test_logged_in_pages_are_kept_in_no_cache(self, provinsi):
        for path in ("/", "/pegawai/", "/api/v1/saya/"):
            assert "no-store" in provinsi.client("pegawai").get(path)["Cache-Control"]

    def test_foreign_host_is_refused_with_a_page(self, client):
        response = client.get("/masuk/", headers={"Host": "penipu.example"})
        assert response.status_code == 400
        assert "Permintaan tidak dapat dibaca" in response.content.decode()


@pytest.mark.django_db
class TestErrors:
    def test_unknown_page_and_unseen_object_look_the_same(self, provinsi):
        client = provinsi.client("pegawai")
        unseen = client.get(f"/pegawai/{provinsi.orang['orang_instansi_lain'].pk}/")
        unknown = client.get(f"/pegawai/{uuid.uuid4()}/")
        assert unseen.status_code == unknown.status_code == 404
        assert unseen.content == unknown.content

    def test_missing_right_is_a_page_with_a_way_out(self, provinsi):
        response = provinsi.client("pegawai").get("/jadwal/")
        assert response.status_code == 403
        assert "Anda tidak berwenang membuka ini" in response.content.decode()
        assert 'href="/"' in response.content.decode()

    def test_database_away_is_503_and_says_when_to_come_back(self, provinsi, monkeypatch):
        from django.db import OperationalError

        from asn_portal.core.views import beranda

        def broken(*_: Any) -> None:
            raise OperationalError("gone")

        client = provinsi.client("pegawai")
        client.raise_request_exception = False
        monkeypatch.setattr(beranda.selectors, "waiting_tugas", broken)
        response = client.get("/")
        assert (response.status_code, response["Retry-After"]) == (503, "5")
        assert "Portal sedang sibuk atau diperbaiki" in response.content.decode()

    def test_fault_of_ours_is_500_without_details(self, provinsi, monkeypatch):
        from asn_portal.core.views import beranda

        def broken(*_: Any) -> None:
            raise ValueError("rahasia dalam")

        client = provinsi.client("pegawai")
        client.raise_request_exception = False
        monkeypatch.setattr(beranda.selectors, "waiting_tugas", broken)
        response = client.get("/")
        assert response.status_code == 500
        assert "rahasia dalam" not in response.content.decode()

    def test_expired_csrf_token_offers_what_was_typed_to_the_own_origin_only(self, provinsi):
        account = provinsi.akun["pegawai"]
        client = Client(enforce_csrf_checks=True)
        client.cookies = login(account).cookies
        own = client.post("/akun/kontak/", {"telepon": "0812 3456 7890"}, headers={"Origin": "http://testserver"})
        foreign = client.post(
            "/akun/kontak/", {"telepon": "0812 3456 7890"}, headers={"Origin": "https://penipu.example"}
        )
        assert own.status_code == foreign.status_code == 403
        assert "0812 3456 7890" in own.content.decode()
        assert "0812 3456 7890" not in foreign.content.decode()

    def test_refusal_of_a_service_goes_back_with_its_sentence(self, provinsi):
        client = provinsi.client("admin_bkd")
        data = {
            "nama": "Seksi Satu",
            "jenis": "seksi",
            "induk": str(provinsi.dinas.pk),
            "mulai": "2026-11-21",
            "dasar": "x",
        }
        response = client.post(
            "/unit/bentuk/", data, headers={"Referer": "http://testserver/unit/bentuk/"}, follow=True
        )
        assert "Di bawah induk ini sudah ada unit dengan nama yang sama" in response.content.decode()

    def test_refusal_in_a_partial_update_is_a_409_with_an_event(self, provinsi):
        client = provinsi.client("admin_bkd")
        data = {
            "nama": "Seksi Satu",
            "jenis": "seksi",
            "induk": str(provinsi.dinas.pk),
            "mulai": "2026-11-21",
            "dasar": "x",
        }
        response = client.post("/unit/bentuk/", data, headers={"HX-Request": "true"})
        assert response.status_code == 409
        assert "sudah ada unit dengan nama yang sama" in json.loads(response["HX-Trigger"])["portal:pesan"]["isi"]


@pytest.mark.django_db
class TestBadInput:
    @pytest.mark.parametrize("day", ["31/02/2026", "besok", "2026-13-01"])
    def test_impossible_date_gets_a_sentence_and_keeps_the_rest(self, provinsi, day):
        data = {
            "nama": "Seksi Baru",
            "jenis": "seksi",
            "induk": str(provinsi.dinas.pk),
            "mulai": day,
            "dasar": "Pergub 9",
        }
        response = provinsi.client("admin_bkd").post("/unit/bentuk/", data)
        page = response.content.decode()
        assert response.status_code == 422
        assert "Tanggal tidak terbaca. Tulis seperti 21/11/2026." in page
        assert 'value="Pergub 9"' in page

    def test_typed_date_is_read(self, provinsi):
        data = {
            "nama": "Seksi Baru",
            "jenis": "seksi",
            "induk": str(provinsi.dinas.pk),
            "mulai": "21/11/2026",
            "dasar": "Pergub 9",
        }
        assert provinsi.client("admin_bkd").post("/unit/bentuk/", data).status_code == 302

    def test_unit_of_another_agency_cannot_be_chosen(self, provinsi):
        data = {
            "nama": "Seksi Baru",
            "jenis": "seksi",
            "induk": str(provinsi.akar_lain.pk),
            "mulai": "2026-11-21",
            "dasar": "x",
        }
        response = provinsi.client("admin_bkd").post("/unit/bentuk/", data)
        assert "Unit itu tidak ada. Pilih unit dari daftar." in response.content.decode()

    @pytest.mark.parametrize(
        "query", ["?hal=abc", "?hal=99999", "?unit=bukan-uuid", "?q=%00", "?pada=kapan", "?sebelum=x", "?status=x"]
    )
    def test_senseless_address_parts_are_harmless(self, provinsi, query):
        client = provinsi.client("admin_bkd")
        for path in ("/pegawai/", "/unit/", "/jejak/", "/akun-pegawai/", "/laporan-data/"):
            assert client.get(path + query).status_code in {200, 400}

    @pytest.mark.parametrize("name", ["O'Brien", "I Gusti Ayu Made-Rai", "Suharto", "dr. Ani, S.H.", "<b>tebal</b>"])
    def test_any_name_is_searched_and_shown_escaped(self, provinsi, name):
        from tests.factories.pegawai import make_person

        make_person(name, unit=provinsi.seksi, with_account=False)
        page = provinsi.client("pegawai").get("/pegawai/", {"q": name}).content.decode()
        assert "<b>tebal</b>" not in page
        assert "1-1 dari 1" in page


def propose_form(p: Provinsi) -> dict[str, str]:
    return {
        "akun": p.akun["pegawai"].username,
        "jenis": "beri",
        "peran": "asesor",
        "unit": str(p.akar.pk),
        "mulai": timezone.localdate().isoformat(),
        "alasan": "perlu",
        "kunci_kirim": str(uuid.uuid4()),
    }


class TestOnce:
    @pytest.mark.django_db
    def test_second_click_gets_the_first_ones_answer(self, provinsi):
        client, form = provinsi.client("admin_bkd"), propose_form(provinsi)
        first, second = (client.post("/peran/usul/", form) for _ in range(2))
        assert first["Location"] == second["Location"]
        assert UsulanPeran.objects.count() == 1

    @pytest.mark.django_db
    def test_refused_form_frees_its_key(self, provinsi):
        client, form = provinsi.client("admin_bkd"), propose_form(provinsi)
        assert client.post("/peran/usul/", form | {"alasan": ""}).status_code == 422
        assert client.post("/peran/usul/", form).status_code == 302

    @pytest.mark.django_db
    def test_key_of_somebody_else_reveals_nothing(self, provinsi):
        form = propose_form(provinsi)
        first = provinsi.client("admin_bkd").post("/peran/usul/", form)
        other = provinsi.client("admin_bkd2").post("/peran/usul/", form)
        assert other["Location"] == "/"
        assert first["Location"] != "/"

    @pytest.mark.django_db(transaction=True)
    def test_twenty_at_once_have_one_effect(self, provinsi):
        form = propose_form(provinsi)
        clients = [provinsi.client("admin_bkd") for _ in range(20)]
        answers: list[int] = []

        def send(client: Client) -> None:
            answers.append(client.post("/peran/usul/", form).status_code)
            connection.close()

        threads = [threading.Thread(target=send, args=(client,)) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [302] * 20
        assert UsulanPeran.objects.count() == 1


@pytest.mark.django_db
class TestApi:
    def test_refusals_are_problem_details(self, provinsi, client):
        cases = {
            (client, "/api/v1/saya/", "get"): (401, "belum_masuk"),
            (provinsi.client("pegawai"), f"/api/v1/pegawai/{uuid.uuid4()}/", "get"): (404, "tidak_ada"),
            (provinsi.client("pegawai"), "/api/v1/unit/?pada=kapan", "get"): (422, "masukan_ditolak"),
            (provinsi.client("pegawai"), "/api/v1/saya/", "delete"): (405, "cara_tidak_dikenal"),
            (provinsi.client("pegawai"), "/api/v1/tidak-ada/", "get"): (404, "tidak_ada"),
        }
        for (caller, path, method), (status, galat) in cases.items():
            response = getattr(caller, method)(path)
            assert (response.status_code, response.json()["galat"]) == (status, galat), path
            assert response["Content-Type"] == "application/problem+json"

    def test_too_many_calls_are_told_when_to_come_back(self, provinsi, monkeypatch):
        from asn_portal.core.pembatas import ApiThrottle, Batas

        monkeypatch.setattr(ApiThrottle, "masuk", Batas(2, 300))
        caller = provinsi.client("pegawai")
        answers = [caller.get("/api/v1/saya/") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2].json()["galat"] == "terlalu_sering"
        assert 0 < int(answers[2]["Retry-After"]) <= 300

    def test_units_as_of_a_day(self, provinsi):
        rows = provinsi.client("pegawai").get("/api/v1/unit/?pada=2026-11-21").json()["hasil"]
        assert [row["nama"] for row in rows] == ["Dinas Dua", "Dinas Satu", "Provinsi", "Seksi Satu"]

    def test_directory_shows_name_position_and_unit_only(self, provinsi):
        rows = provinsi.client("pegawai").get("/api/v1/pegawai/?q=siti").json()["hasil"]
        assert [set(row) for row in rows] == [{"id", "nama", "jabatan", "unit", "nama_unit", "kepegawaian"}]
        assert [row["kepegawaian"] for row in rows if row["id"] != str(provinsi.orang["pegawai"].pk)] == []


def test_long_numbers_never_reach_the_log():
    record = logging.LogRecord("asn", logging.INFO, "", 0, "NIP %s", ("199002152015012001",), None)
    assert LineFormatter().format(record) == "INFO asn NIP [angka]"


@pytest.mark.django_db
def test_log_line_holds_no_query_string(provinsi, caplog):
    caplog.set_level(logging.INFO, logger="asn.permintaan")
    provinsi.client("pegawai").get("/pegawai/?q=Siti+Aminah")
    lines = [record.getMessage() for record in caplog.records if record.name == "asn.permintaan"]
    assert lines[-1].startswith("GET /pegawai/ 200 ")
    assert "Siti" not in lines[-1]
