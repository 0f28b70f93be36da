"""Login: names, throttle without a victim, device cookie, second factor, duties, idle time, shared devices."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.utils import timezone

from asn_portal.core import masuk, outbox, pembatas
from asn_portal.core.models import Pengguna, PesanKeluar, Tindakan
from tests.conftest import Provinsi
from tests.factories.core import PASSWORD

pytestmark = pytest.mark.django_db


def try_login(client: Client, login: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post("/masuk/", {"login": login, "password": password} | extra)


def logged_in(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


def current_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


class TestThrottle:
    @pytest.fixture(autouse=True)
    def _one_window(self, monkeypatch):
        """A slow machine would otherwise cross into the next window, where counting begins anew."""
        now = time.time()
        monkeypatch.setattr(pembatas, "time", SimpleNamespace(time=lambda: now))

    def test_five_failures_from_one_address_close_the_door_there(self, provinsi, client):
        name = provinsi.akun["pegawai"].username
        for _ in range(masuk.PER_ACCOUNT_AND_ADDRESS.jumlah):
            try_login(client, name, "salah")
        try_login(client, name)
        assert not logged_in(client)

    def test_victim_elsewhere_still_gets_in(self, provinsi, client):
        name = provinsi.akun["pegawai"].username
        for _ in range(masuk.PER_ACCOUNT_AND_ADDRESS.jumlah):
            try_login(client, name, "salah")
        victim = Client(REMOTE_ADDR="10.1.2.3")
        try_login(victim, name)
        assert logged_in(victim)

    def test_known_device_gets_in_while_the_account_is_under_attack(self, provinsi, client):
        name = provinsi.akun["pegawai"].username
        victim = Client()
        try_login(victim, name)
        victim.post("/keluar/")
        for number in range(masuk.PER_ACCOUNT_ELSEWHERE.jumlah):
            try_login(Client(REMOTE_ADDR=f"10.9.{number}.1"), name, "salah")
        stranger = Client(REMOTE_ADDR="10.7.7.7")
        try_login(stranger, name)
        assert not logged_in(stranger)
        try_login(victim, name)
        assert logged_in(victim)

    def test_forged_device_cookie_counts_as_a_stranger(self, provinsi, client):
        client.cookies[masuk.DEVICE_COOKIE] = "palsu"
        assert masuk.device_of(client.get("/masuk/").wsgi_request) is None

    def test_unknown_name_is_slowed_down_alike(self, client, provinsi):
        for _ in range(masuk.PER_ACCOUNT_AND_ADDRESS.jumlah):
            try_login(client, "tidak-ada", "salah")
        answer = try_login(client, "tidak-ada", "salah").context["form"].non_field_errors()
        assert answer == [masuk.AccountAdapter.error_messages["too_many_login_attempts"]]


class TestLogin:
    def test_session_key_changes_and_login_is_traced(self, provinsi, client):
        client.get("/masuk/")
        before = client.session.session_key
        try_login(client, provinsi.akun["pegawai"].username)
        assert client.session.session_key != before
        assert Tindakan.objects.get(aksi="masuk").pengguna == provinsi.akun["pegawai"]

    def test_logout_is_post_and_kills_the_session_on_the_server(self, provinsi, client):
        try_login(client, provinsi.akun["pegawai"].username)
        kept = client.cookies["sessionid"].value
        client.get("/keluar/")
        assert logged_in(client)
        client.post("/keluar/")
        client.cookies["sessionid"] = kept
        assert not logged_in(client)

    def test_open_redirect_is_refused(self, provinsi, client):
        response = try_login(client, provinsi.akun["pegawai"].username, next="https://penipu.example/")
        assert response["Location"] == "/"

    def test_plain_cookie_names_over_http(self, provinsi, client):
        try_login(client, provinsi.akun["pegawai"].username)
        assert set(client.cookies) == {"sessionid", "csrftoken", "perangkat"}


class TestSecondFactor:
    @pytest.fixture
    def secret(self, provinsi: Provinsi) -> str:
        secret = generate_totp_secret()
        TOTP.activate(provinsi.akun["auditor"], secret)
        return secret

    def test_half_logged_in_reads_nothing(self, provinsi, client, secret):
        response = try_login(client, "auditor")
        assert response["Location"].startswith("/masuk/kode/")
        for path in ("/", "/pegawai/", "/api/v1/saya/", "/jejak/"):
            assert client.get(path).status_code in {302, 401, 403}

    def test_code_opens_and_is_used_up(self, provinsi, client, secret):
        try_login(client, "auditor")
        code = current_code(secret)
        client.post("/masuk/kode/", {"code": code})
        assert logged_in(client)
        thief = Client()
        try_login(thief, "auditor")
        thief.post("/masuk/kode/", {"code": code})
        assert not logged_in(thief)

    def test_five_wrong_codes_close_the_door(self, provinsi, client, secret):
        try_login(client, "auditor")
        for _ in range(6):
            client.post("/masuk/kode/", {"code": "000000"})
        client.post("/masuk/kode/", {"code": current_code(secret)})
        assert not logged_in(client)

    def test_secret_is_encrypted_in_the_database(self, provinsi, secret):
        assert secret not in str(Authenticator.objects.get().data)


@pytest.fixture
def with_duties(provinsi: Provinsi, settings: Any) -> Provinsi:
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:-2],
        "asn_portal.core.middleware.AccountDutiesMiddleware",
        *settings.MIDDLEWARE[-2:],
    ]
    return provinsi


class TestDuties:
    @pytest.mark.parametrize(
        "who", ["admin_unit", "admin_bkd", "admin_sistem", "asesor", "komite_talenta", "auditor", "pimpinan"]
    )
    def test_role_that_needs_a_second_factor_reaches_nothing_before(self, with_duties, client, who):
        client.force_login(with_duties.akun[who])
        for path in ("/", "/pegawai/", "/jejak/", "/akun/kontak/"):
            assert client.get(path)["Location"] == "/akun/dua-langkah/aktifkan/"
        answer = client.get("/api/v1/saya/")
        assert (answer.status_code, answer.json()["galat"]) == (403, "kewajiban_akun")

    def test_plain_employee_needs_none(self, with_duties, client):
        client.force_login(with_duties.akun["pegawai"])
        assert client.get("/").status_code == 200

    def test_old_password_is_changed_first(self, with_duties, client, settings):
        account = with_duties.akun["pegawai"]
        Pengguna.objects.filter(pk=account.pk).update(sandi_diganti_pada=timezone.now() - timezone.timedelta(days=366))
        client.force_login(account)
        assert client.get("/")["Location"] == "/akun/sandi/"
        settings.PASSWORD_MAX_AGE_DAYS = 0
        assert client.get("/").status_code == 200

    def test_privacy_notice_is_read_before_first_use(self, with_duties, client):
        account = with_duties.akun["pegawai"]
        Pengguna.objects.filter(pk=account.pk).update(privasi_versi=0)
        client.force_login(account)
        assert client.get("/")["Location"] == "/akun/privasi/"
        client.post("/akun/privasi/")
        assert client.get("/").status_code == 200


def quiet_for(client: Client, seconds: int) -> None:
    session = client.session
    session["aktif"] = int(timezone.now().timestamp()) - seconds
    session.save()


class TestIdle:
    def test_half_an_hour_of_silence_ends_the_session(self, provinsi, client):
        try_login(client, provinsi.akun["pegawai"].username)
        quiet_for(client, 29 * 60)
        assert logged_in(client)
        quiet_for(client, 31 * 60)
        assert not logged_in(client)

    def test_polling_does_not_keep_a_session_alive(self, provinsi, client):
        try_login(client, provinsi.akun["pegawai"].username)
        quiet_for(client, 20 * 60)
        before = client.session["aktif"]
        client.get("/akun/", headers={"X-Portal-Latar": "1"})
        assert client.session["aktif"] == before

    def test_shared_device_ends_after_ten_minutes_and_with_the_browser(self, provinsi, client):
        try_login(client, provinsi.akun["pegawai"].username, perangkat_bersama="on")
        assert client.cookies["sessionid"]["max-age"] == ""
        assert not client.cookies.get(masuk.DEVICE_COOKIE, "") or client.cookies[masuk.DEVICE_COOKIE].value == ""
        quiet_for(client, 11 * 60)
        assert not logged_in(client)

    def test_form_sent_too_late_is_offered_again_to_the_same_person_only(self, provinsi, client):
        name = provinsi.akun["pegawai"].username
        try_login(client, name)
        quiet_for(client, 31 * 60)
        response = client.post("/akun/kontak/", {"telepon": "0812 3456 7890", "email": ""})
        assert response["Location"] == "/masuk/?next=%2Fakun%2Flanjutkan%2F"
        try_login(client, name)
        page = client.get("/akun/lanjutkan/")
        assert page.context["isian"] == [["telepon", "0812 3456 7890"], ["email", ""]]

    def test_next_person_on_the_browser_sees_nothing_of_it(self, provinsi, client):
        try_login(client, provinsi.akun["pegawai"].username)
        quiet_for(client, 31 * 60)
        client.post("/akun/kontak/", {"telepon": "0812 3456 7890", "email": ""})
        try_login(client, provinsi.akun["rekan"].username)
        assert client.get("/akun/lanjutkan/").status_code == 302

    def test_shared_device_keeps_no_form(self, provinsi, client):
        name = provinsi.akun["pegawai"].username
        try_login(client, name, perangkat_bersama="on")
        quiet_for(client, 11 * 60)
        client.post("/akun/kontak/", {"telepon": "0812 3456 7890", "email": ""})
        try_login(client, name)
        assert client.get("/akun/lanjutkan/").status_code == 302

    def test_passwords_are_never_kept(self, provinsi, client):
        name = provinsi.akun["pegawai"].username
        try_login(client, name)
        quiet_for(client, 31 * 60)
        client.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})
        assert PASSWORD not in str(dict(client.session))


class TestReset:
    def ask(self, client: Client, email: str) -> Any:
        return client.post("/lupa-sandi/", {"email": email}, follow=True)

    def send_mails(self) -> None:
        for row in PesanKeluar.objects.filter(status="menunggu"):
            outbox.perform(row.pk)

    def test_known_and_unknown_mail_get_the_same_answer(self, provinsi, client):
        Pengguna.objects.filter(pk=provinsi.akun["pegawai"].pk).update(email="siti@example.go.id")
        known, unknown = self.ask(client, "siti@example.go.id"), self.ask(client, "tiada@example.go.id")
        assert known.content.decode() == unknown.content.decode()
        self.send_mails()
        assert [message.to for message in mail.outbox] == [["siti@example.go.id"]]

    def test_link_works_once_within_the_hour_and_ends_every_session(self, provinsi, client):
        account = provinsi.akun["pegawai"]
        Pengguna.objects.filter(pk=account.pk).update(email="siti@example.go.id")
        elsewhere = Client()
        try_login(elsewhere, account.username)
        self.ask(client, "siti@example.go.id")
        self.send_mails()
        link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
        path = "/" + link.split("/", 3)[3]
        form = client.get(path, follow=True)
        target = form.redirect_chain[-1][0]
        client.post(target, {"password1": "Kata-Sandi-Baru-7", "password2": "Kata-Sandi-Baru-7"})
        try_login(client, account.username, "Kata-Sandi-Baru-7")
        assert logged_in(client)
        assert not logged_in(elsewhere)
        again = Client().get(path, follow=True)
        assert again.context["token_fail"] is True

    def test_mail_is_composed_by_the_worker_so_no_token_waits_in_the_queue(self, provinsi, client):
        account = provinsi.akun["pegawai"]
        Pengguna.objects.filter(pk=account.pk).update(email="siti@example.go.id")
        self.ask(client, "siti@example.go.id")
        row = PesanKeluar.objects.get(pekerjaan="core.send_reset_mail")
        assert row.argumen == [str(account.pk)]
