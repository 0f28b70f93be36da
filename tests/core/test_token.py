"""Tokens of programs: made, used, refused, ended; and the page that makes them."""

from __future__ import annotations

import re
import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone

from asn_portal.core.api.token import WRONG
from asn_portal.core.enums import CakupanToken, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Pengguna, Tindakan, TokenAkses
from asn_portal.core.pembatas import ApiThrottle, Batas
from asn_portal.core.pengaturan import API_SEHARI
from asn_portal.core.services import token as services
from asn_portal.core.services.unit import set_pengaturan
from pegawai.models import LaporanData
from tests.conftest import build_provinsi
from tests.factories.core import end_role, give_role

pytestmark = pytest.mark.django_db
ALL = list(CakupanToken)


def fresh(pengguna):
    return Pengguna.objects.get(pk=pengguna.pk)


def make(pengguna, cakupan=ALL, hari=30, keperluan="Rekap kehadiran"):
    return services.make_token(
        nama="Absensi", cakupan=cakupan, hari=hari, keperluan=keperluan, by=fresh(pengguna), now=timezone.now()
    )


def program(text):
    return Client(headers={"Authorization": f"Bearer {text}"}, enforce_csrf_checks=True)


def galat(response):
    return response.status_code, response.json()["galat"]


class TestUse:
    def test_stands_for_its_owner_and_notes_the_day(self, provinsi):
        token, text = make(provinsi.akun["pegawai"])
        mine = program(text).get("/api/v1/saya/").json()
        assert (mine["id"], mine["cakupan"]) == (str(token.pengguna_id), sorted(ALL))
        token.refresh_from_db()
        assert token.terakhir_dipakai == timezone.localdate()

    def test_text_is_stored_nowhere(self, provinsi):
        token, text = make(provinsi.akun["pegawai"])
        stored = " ".join(map(str, TokenAkses.objects.values_list()[0])) + bytes(token.sidik).hex()
        assert text not in stored
        assert len(token.awalan) < 12

    def test_changes_without_csrf_and_the_trace_names_it(self, provinsi):
        token, text = make(provinsi.akun["pegawai"])
        sent = program(text).post("/api/v1/laporan/", {"bagian": "unit", "isi": "x"}, content_type="application/json")
        assert sent.status_code == 201
        assert Tindakan.objects.get(aksi="data_dilaporkan").pekerjaan == f"token {token.pk}"

    def test_session_needs_csrf(self, provinsi):
        client = Client(enforce_csrf_checks=True)
        client.force_login(provinsi.akun["pegawai"])
        assert galat(client.post("/api/v1/notifikasi/baca/")) == (403, "csrf_gagal")

    @pytest.mark.parametrize("cakupan", ALL)
    def test_needs_its_scope(self, provinsi, cakupan):
        _, text = make(provinsi.akun["pegawai"], [cakupan])
        doors = {
            "direktori:baca": "pegawai/",
            "tugas:baca": "tugas/",
            "laporan:baca": "laporan/",
            "kabar:baca": "notifikasi/",
            "naskah:baca": "naskah/",
            "kinerja:baca": "skp/",
        }
        opened = {scope for scope, path in doors.items() if program(text).get(f"/api/v1/{path}").status_code == 200}
        assert opened == {cakupan} & set(doors)
        changed = program(text).post("/api/v1/notifikasi/baca/").status_code == 204
        assert changed == (cakupan == CakupanToken.KABAR_TULIS)

    def test_employment_data_needs_a_scope_of_its_own(self, provinsi):
        path = f"/api/v1/pegawai/{provinsi.orang['pegawai'].pk}/"
        _, narrow = make(provinsi.akun["pegawai"], [CakupanToken.DIREKTORI_BACA])
        assert program(narrow).get(path).json()["kepegawaian"] is None
        _, wide = make(provinsi.akun["pegawai"], [CakupanToken.DIREKTORI_BACA, CakupanToken.KEPEGAWAIAN_BACA])
        assert program(wide).get(path).json()["kepegawaian"]["jenis"]

    def test_no_page_outside_the_api(self, provinsi):
        _, text = make(provinsi.akun["pegawai"])
        for path in ("/", "/akun/token/", "/akun/", "/peran/"):
            assert program(text).get(path).status_code == 302

    @pytest.mark.parametrize("text", ["", "x", "asn_x", "asn_" + "ä" * 40, "asn_" + "x" * 5000])
    def test_unknown_text_is_refused(self, text):
        response = Client().get("/api/v1/saya/", headers={"Authorization": f"Bearer {text}".encode().decode("latin-1")})
        assert galat(response) == (401, "token_tidak_berlaku")
        assert response["WWW-Authenticate"].startswith("Bearer")

    def test_guessing_is_slowed_down(self, provinsi, monkeypatch):
        monkeypatch.setattr("asn_portal.core.api.token.WRONG", Batas(2, WRONG.detik))
        codes = [program("asn_x").get("/api/v1/saya/") for _ in range(3)]
        assert [answer.status_code for answer in codes] == [401, 401, 429]
        assert codes[2]["Retry-After"]

    def test_throttled_per_token_and_per_address(self, provinsi, monkeypatch):
        monkeypatch.setattr(ApiThrottle, "masuk", Batas(2, 300))
        first, second = make(provinsi.akun["pegawai"])[1], make(provinsi.akun["pegawai"])[1]
        assert [program(first).get("/api/v1/saya/").status_code for _ in range(3)] == [200, 200, 429]
        assert program(second).get("/api/v1/saya/").status_code == 200
        monkeypatch.setattr(ApiThrottle, "alamat_token", Batas(4, 300))
        assert program(second).get("/api/v1/saya/").status_code == 429


class TestEnd:
    def ended(self, text):
        return galat(program(text).get("/api/v1/saya/")) == (401, "token_tidak_berlaku")

    def test_revoked(self, provinsi):
        token, text = make(provinsi.akun["pegawai"])
        services.revoke_token(token.pk, by=provinsi.akun["pegawai"], now=timezone.now())
        assert self.ended(text)

    def test_over_account_closed_password_changed(self, provinsi):
        who = provinsi.akun["pegawai"]
        _, text = make(who)
        TokenAkses.objects.update(berlaku_sampai=timezone.localdate() - timedelta(days=1))
        assert self.ended(text)
        TokenAkses.objects.update(berlaku_sampai=timezone.localdate())
        assert program(text).get("/api/v1/saya/").status_code == 200
        Pengguna.objects.filter(pk=who.pk).update(sandi_diganti_pada=timezone.now())
        assert self.ended(text)
        Pengguna.objects.filter(pk=who.pk).update(sandi_diganti_pada=None, is_active=False)
        assert self.ended(text)

    def test_role_ended(self, provinsi):
        who = provinsi.akun["rekan"]
        give_role(who, Peran.PENANDA_TANGAN, provinsi.dinas)
        _, text = make(who)
        assert program(text).get("/api/v1/saya/").status_code == 200
        end_role(who, Peran.PENANDA_TANGAN, provinsi.dinas)
        assert self.ended(text)

    def test_duty_of_the_account_comes_first(self, provinsi):
        _, text = make(provinsi.akun["pegawai"])
        Pengguna.objects.update(privasi_versi=0)
        assert galat(program(text).get("/api/v1/saya/")) == (403, "kewajiban_akun")


class TestMaking:
    def test_role_with_a_second_factor_needs_one(self, provinsi):
        with pytest.raises(DomainError, match="dua langkah"):
            make(provinsi.akun["admin_bkd"])

    def test_ten_are_enough(self, provinsi):
        for _ in range(services.MOST_TOKENS):
            make(provinsi.akun["pegawai"])
        with pytest.raises(DomainError, match="Cabut"):
            make(provinsi.akun["pegawai"])

    @pytest.mark.parametrize("hari", [0, 91])
    def test_at_most_ninety_days(self, provinsi, hari):
        with pytest.raises(PermissionDenied):
            make(provinsi.akun["pegawai"], hari=hari)

    def test_page_shows_it_once_and_lists_it(self, provinsi):
        client = provinsi.client("pegawai")
        data = {
            "nama": "Absensi",
            "cakupan": ["tugas:baca"],
            "hari": "30",
            "kunci_kirim": "7c1f4e3a-0b8c-4a51-9d61-2f3a5b6c7d8e",
        }
        page = client.post("/akun/token/buat/", data)
        text = re.search(r"asn_[\w-]{40,}", page.content.decode()).group()
        assert program(text).get("/api/v1/tugas/").status_code == 200
        assert client.post("/akun/token/buat/", data).status_code == 302  # sent again: no second token
        assert TokenAkses.objects.count() == 1
        listed = client.get("/akun/token/").content.decode()
        assert "Absensi" in listed
        assert text not in listed
        assert Notifikasi.objects.get(untuk=provinsi.akun["pegawai"]).judul == "Token akses dibuat"
        client.post(f"/akun/token/{TokenAkses.objects.get().pk}/cabut/")
        assert program(text).get("/api/v1/tugas/").status_code == 401
        assert "Token sudah dicabut" in client.get("/akun/token/").content.decode()

    def test_nothing_chosen_is_said_in_the_form(self, provinsi):
        page = provinsi.client("pegawai").post("/akun/token/buat/", {"nama": "Absensi", "hari": "30"})
        assert page.status_code == 422
        assert "Boleh apa saja belum diisi." in page.content.decode()

    def test_old_login_is_asked_for_the_password(self, provinsi):
        client = Client()
        client.force_login(provinsi.akun["pegawai"])
        assert client.get("/akun/token/buat/")["Location"].startswith("/akun/konfirmasi/")

    def test_documentation_is_for_everybody(self, client):
        page = client.get("/api/v1/dokumen/").content.decode()
        assert "Idempotency-Key" in page
        assert page.count("<details") >= 20


@pytest.mark.django_db(transaction=True)
def test_twenty_programs_with_one_key_change_once(settings):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if not m.endswith("AccountDutiesMiddleware")]
    p = build_provinsi()
    _, text = make(p.akun["pegawai"])
    start, answers = threading.Barrier(20), []

    def call():
        try:
            start.wait()
            made = program(text).post(
                "/api/v1/laporan/", {"bagian": "unit", "isi": "x"}, content_type="application/json",
                headers={"Idempotency-Key": "satu-kunci"},
            )  # fmt: skip
            answers.append((made.status_code, made.json().get("id") or made.json()["galat"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert LaporanData.objects.count() == 1
    assert set(answers) == {(201, str(LaporanData.objects.get().pk))}
    assert len(answers) == 20


class TestReadingOfPersons:
    @pytest.fixture(autouse=True)
    def without_second_factor(self, settings):
        settings.DEMO = True

    def test_needs_a_purpose(self, provinsi):
        with pytest.raises(DomainError, match="keperluan"):
            make(provinsi.akun["admin_unit"], keperluan=" ")
        assert make(provinsi.akun["admin_unit"], [CakupanToken.DIREKTORI_BACA], keperluan="")[0].keperluan == ""

    def test_page_says_so_beside_the_field(self, provinsi):
        client = provinsi.client("admin_unit")
        sent = client.post("/akun/token/buat/", {"nama": "Absensi", "cakupan": ["kepegawaian:baca"], "hari": 30})
        assert sent.status_code == 422
        assert "Tulis untuk keperluan apa" in sent.content.decode()

    def test_is_counted_per_day_and_traced_once_when_it_passes_a_hundred(self, provinsi, monkeypatch):
        monkeypatch.setattr(services, "BANYAK_ORANG", 10)
        token, text = make(provinsi.akun["admin_unit"])
        of_scope = sum(1 for row in program(text).get("/api/v1/pegawai/").json()["hasil"] if row["kepegawaian"])
        assert 0 < of_scope < 10
        assert token.daftar_pembacaan.get().orang == of_scope
        for _ in range(10 // of_scope + 2):
            program(text).get("/api/v1/pegawai/")
        assert Tindakan.objects.filter(aksi="token_membaca_banyak").count() == 1
        page = provinsi.client("admin_unit").get("/akun/token/").content.decode()
        assert "Keperluan: Rekap kehadiran" in page

    def test_a_day_has_an_end_that_the_agency_sets(self, provinsi):
        token, text = make(provinsi.akun["admin_unit"])
        of_scope = sum(1 for row in program(text).get("/api/v1/pegawai/").json()["hasil"] if row["kepegawaian"])
        set_pengaturan(
            kunci=API_SEHARI,
            nilai=str(of_scope),
            mulai=date(2026, 1, 1),
            dasar="SE 2/2026",
            by=provinsi.akun["admin_bkd"],
        )
        refused = program(text).get("/api/v1/pegawai/")
        assert (refused.status_code, refused.json()["galat"]) == (429, "batas_harian")
        assert 0 < int(refused["Retry-After"]) <= 24 * 3600
        assert "hasil" not in refused.json()
        assert token.daftar_pembacaan.get().orang == of_scope
        # The owner himself, at the page, is not counted; nor is the program where it hands out no such data.
        assert provinsi.client("admin_unit").get("/pegawai/?lingkup=kewenangan").status_code == 200
        assert program(text).get("/api/v1/saya/").status_code == 200

    def test_what_shows_no_employment_data_counts_nothing(self, provinsi):
        token, text = make(provinsi.akun["admin_unit"], [CakupanToken.DIREKTORI_BACA])
        program(text).get("/api/v1/pegawai/")
        assert not token.daftar_pembacaan.exists()
