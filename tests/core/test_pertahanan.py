"""Attacks that once went through: each of these failed before the portal was mended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from asn_portal.core import jadwal, masuk, outbox, pembatas, surel
from asn_portal.core.catatan import LineFormatter
from asn_portal.core.enums import JenisUsulanPeran, Peran, StatusKiriman, StatusUsulan
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Jadwal, PenugasanPeran, Penyiap, PesanKeluar, SlotJadwal, UsulanPeran, periode
from asn_portal.core.permissions import akses, visible_usulan_peran
from asn_portal.core.services import akun as akun_services
from asn_portal.core.services import peran as peran_services
from tests.conftest import Provinsi, login
from tests.factories.core import PASSWORD, PenggunaFactory, give_role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def propose(p: Provinsi, untuk: str, peran: Peran, unit: Any, by: str = "admin_bkd") -> UsulanPeran:
    return peran_services.propose_peran(
        untuk=p.akun[untuk], peran=peran, unit=unit, mulai=TODAY, sampai=None, alasan="x", by=p.akun[by]
    )


class TestSession:
    def age(self, client: Client, **values: int) -> None:
        session = client.session
        for name, seconds in values.items():
            session[name] = int(timezone.now().timestamp()) - seconds
        session.save()

    def test_use_does_not_extend_a_session_beyond_twelve_hours(self, provinsi):
        client = login(provinsi.akun["pegawai"])
        self.age(client, mulai=12 * 3600 - 60)
        assert client.get("/akun/").status_code == 200
        self.age(client, mulai=12 * 3600 + 1, aktif=5)
        assert client.get("/akun/").status_code == 302
        assert "_auth_user_id" not in client.session

    def test_login_begins_the_twelve_hours_anew(self, provinsi, client):
        client.get("/masuk/")
        self.age(client, mulai=13 * 3600)
        client.post("/masuk/", {"login": provinsi.akun["pegawai"].username, "password": PASSWORD})
        assert client.get("/akun/").status_code == 200

    def test_activation_on_a_shared_device_leaves_no_mark(self, provinsi, client):
        account = PenggunaFactory(instansi=provinsi.instansi, password="!", diaktifkan_pada=None)
        code = akun_services.issue_slip(account.pk, by=provinsi.akun["admin_bkd"], alasan="x", now=timezone.now())
        client.post("/aktivasi/", {"login": account.username, "kode": code})
        new = {"password1": "Kata-Sandi-Baru-7", "password2": "Kata-Sandi-Baru-7", "privasi": "on"}
        client.post("/aktivasi/sandi/", new | {"perangkat_bersama": "on"})
        assert client.session["bersama"] is True
        assert client.session.get_expire_at_browser_close()
        assert not client.cookies[masuk.DEVICE_COOKIE].value

    def test_what_one_person_was_told_does_not_greet_the_next(self, provinsi, client):
        client.post("/masuk/", {"login": provinsi.akun["pegawai"].username, "password": PASSWORD})
        client.post("/akun/kontak/", {"email": "siti@contoh.id", "telepon": ""})
        client.post("/keluar/")
        assert "Kontak Anda tersimpan" not in client.get("/masuk/").content.decode()
        assert "messages" not in client.cookies


class TestAddress:
    def failures(self, count: int, settings: Any, forwarded: str, name: str) -> Client:
        settings.BEHIND_PROXY = True
        client = Client(REMOTE_ADDR="172.18.0.5", headers={"X-Forwarded-For": forwarded})
        for _ in range(count):
            client.post("/masuk/", {"login": name, "password": "salah"})
        return client

    def test_attacker_behind_the_same_proxy_locks_nobody_out(self, provinsi, settings):
        name = provinsi.akun["pegawai"].username
        self.failures(masuk.PER_ACCOUNT_AND_ADDRESS.jumlah, settings, "203.0.113.9", name)
        victim = Client(REMOTE_ADDR="172.18.0.5", headers={"X-Forwarded-For": "198.51.100.7"})
        victim.post("/masuk/", {"login": name, "password": PASSWORD})
        assert victim.get("/akun/").status_code == 200

    def test_made_up_addresses_in_front_do_not_help_the_attacker(self, provinsi, settings):
        name = provinsi.akun["pegawai"].username
        for number in range(masuk.PER_ACCOUNT_AND_ADDRESS.jumlah):
            self.failures(1, settings, f"10.0.0.{number}, 203.0.113.9", name)
        attacker = self.failures(0, settings, "10.9.9.9, 203.0.113.9", name)
        attacker.post("/masuk/", {"login": name, "password": PASSWORD})
        assert attacker.get("/akun/").status_code == 302

    def test_without_a_proxy_the_header_is_not_read(self, provinsi, client):
        request = client.get("/masuk/", headers={"X-Forwarded-For": "1.2.3.4"}).wsgi_request
        assert request.META["REMOTE_ADDR"] == "127.0.0.1"


class TestSecondFactor:
    @pytest.fixture
    def secret(self, provinsi: Provinsi) -> str:
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(provinsi.akun["auditor"], secret)
        return secret

    def test_used_code_stays_used_as_long_as_it_fits(self, provinsi, client, secret, monkeypatch):
        """The library forgot it after 30 seconds; it fits for 90."""
        counter = int(timezone.now().timestamp()) // 30
        code = totp.format_hotp_value(totp.hotp_value(secret, counter))
        monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([counter - 1, counter, counter + 1]))
        client.post("/masuk/", {"login": "auditor", "password": PASSWORD})
        client.post("/masuk/kode/", {"code": code})
        assert client.get("/akun/").status_code == 200
        with connection.cursor() as cursor:  # half a minute later
            cursor.execute("DELETE FROM core_tembolok WHERE cache_key LIKE '%%allauth.mfa.totp.used%%'")
        thief = Client()
        thief.post("/masuk/", {"login": "auditor", "password": PASSWORD})
        thief.post("/masuk/kode/", {"code": code})
        assert thief.get("/akun/").status_code == 302

    def test_many_other_counters_push_none_out(self, provinsi):
        """Django's table cache throws a third away beyond 300 entries."""
        cache.set("!penting", "y", 600)
        for number in range(320):
            cache.set(f"lain-{number}", "x", 600)
        assert cache.get("!penting") == "y"

    def test_expired_counters_are_forgotten(self):
        cache.set("lewat", "x", 60)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_tembolok SET expires = now() - interval '1 second'")
            pembatas.purge()
            cursor.execute("SELECT count(*) FROM core_tembolok")
            assert cursor.fetchone() == (0,)

    def test_recovery_codes_are_shown_after_a_fresh_password_only(self, provinsi, secret):
        RecoveryCodes.activate(provinsi.akun["auditor"])
        client = login(provinsi.akun["auditor"])
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp() - 3600}]
        session.save()
        for path in ("/akun/dua-langkah/pemulihan/", "/akun/dua-langkah/pemulihan/unduh/"):
            response = client.get(path)
            assert response.status_code == 302, path
            assert "konfirmasi" in response["Location"]


class TestTakingOver:
    """One admin alone must not end up inside an account with rights of its own."""

    def test_role_without_its_second_factor_yet_needs_two(self, provinsi):
        with pytest.raises(DomainError, match="pengelola kedua"):
            akun_services.issue_slip(
                provinsi.akun["admin_bkd2"].pk, by=provinsi.akun["admin_sistem"], alasan="x", now=timezone.now()
            )

    def test_role_that_begins_tomorrow_counts_as_well(self, provinsi):
        account = PenggunaFactory(instansi=provinsi.instansi)
        give_role(account, Peran.AUDITOR, provinsi.akar, mulai=TODAY + timedelta(days=1))
        with pytest.raises(DomainError, match="pengelola kedua"):
            akun_services.issue_slip(account.pk, by=provinsi.akun["admin_sistem"], alasan="x", now=timezone.now())

    @pytest.mark.parametrize("who", ["admin_sistem", "admin_bkd"])
    def test_slip_of_a_person_is_not_made_on_the_page_for_other_accounts(self, provinsi, who):
        with pytest.raises(PermissionDenied):
            akun_services.issue_slip(provinsi.akun["pegawai"].pk, by=provinsi.akun[who], alasan="x", now=timezone.now())

    def test_after_recovery_only_the_slip_opens(self, provinsi, client):
        owner = provinsi.akun["auditor"]
        totp.TOTP.activate(owner, totp.generate_totp_secret())
        open_session = login(owner)
        usulan = akun_services.request_recovery(owner.pk, alasan="x", by=provinsi.akun["admin_bkd"])
        akun_services.approve_recovery(usulan.pk, by=provinsi.akun["admin_bkd2"], catatan="", now=timezone.now())
        assert not Authenticator.objects.filter(user_id=owner.pk).exists()
        client.post("/masuk/", {"login": "auditor", "password": PASSWORD})
        assert client.get("/akun/").status_code == 302
        assert open_session.get("/akun/").status_code == 302

    def test_account_never_activated_is_not_opened_by_mail(self, provinsi):
        account = PenggunaFactory(instansi=provinsi.instansi, password="!", email="baru@contoh.id")
        surel.send_reset_mail(str(account.pk))
        assert mail.outbox == []

    def test_token_stands_only_in_the_mail_itself(self, provinsi):
        account = PenggunaFactory(instansi=provinsi.instansi, email="lama@contoh.id")
        surel.send_reset_mail(str(account.pk))
        [sent] = mail.outbox
        token = sent.body.split("/lupa-sandi/", 1)[1].split("/", 1)[0].split("-", 1)[1]
        assert token not in sent.extra_headers["Message-ID"]

    def test_contact_is_changed_with_a_fresh_password(self, provinsi):
        client = login(provinsi.akun["pegawai"])
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp() - 3600}]
        session.save()
        client.post("/akun/kontak/", {"email": "penyerang@contoh.id", "telepon": ""})
        provinsi.akun["pegawai"].refresh_from_db()
        assert provinsi.akun["pegawai"].email == ""

    def test_user_name_of_digits_would_take_somebodys_number(self, provinsi):
        form = provinsi.client("admin_sistem").post("/akun-sistem/buat/", {"username": "123456", "nama": "x"})
        assert "username" in form.context["form"].errors


class TestRoles:
    @pytest.mark.parametrize("peran", [Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.AUDITOR, Peran.PENGELOLA_PELATIHAN])
    def test_role_over_everything_is_not_written_on_a_small_unit(self, provinsi, peran):
        """The second admin read "auditor of Seksi Satu" and gave the whole province."""
        with pytest.raises(DomainError, match="seluruh instansi"):
            propose(provinsi, "pegawai", peran, provinsi.seksi)

    def test_account_deactivated_meanwhile_gets_no_role(self, provinsi):
        usulan = propose(provinsi, "pegawai", Peran.ADMIN_SISTEM, provinsi.akar)
        by, now = provinsi.akun["admin_bkd2"], timezone.now()
        akun_services.deactivate_account(provinsi.akun["pegawai"].pk, alasan="x", by=by, now=now)
        with pytest.raises(DomainError, match="nonaktif"):
            peran_services.approve_usulan_peran(usulan.pk, by=by)
        usulan.refresh_from_db()
        assert usulan.status == StatusUsulan.DIAJUKAN
        assert not PenugasanPeran.objects.filter(pengguna=provinsi.akun["pegawai"]).exists()

    def test_deactivated_account_is_not_appointed(self, provinsi):
        provinsi.akun["rekan"].is_active = False
        provinsi.akun["rekan"].save()
        with pytest.raises((DomainError, PermissionDenied)):
            peran_services.appoint_operator(
                untuk=provinsi.akun["rekan"], peran=Peran.ADMIN_UNIT, unit=provinsi.dinas, mulai=TODAY,
                sampai=TODAY + timedelta(days=9), nomor_sk="1", by=provinsi.akun["admin_bkd"],
            )  # fmt: skip

    def test_penyiap_of_an_official_without_rights_reads_nothing(self, provinsi):
        official, staff = provinsi.akun["admin_bkd2"], provinsi.akun["rekan"]
        usulan = propose(provinsi, "pegawai", Peran.ASESOR, provinsi.akar)
        Penyiap.objects.create(
            pejabat=official, penyiap=staff, jenis_tugas=["core.usulan_peran"], berlaku=periode(TODAY)
        )
        assert usulan in visible_usulan_peran(staff)
        peran_services._end_rows(official, TODAY)
        assert not akses(type(official).objects.get(pk=official.pk)).has(Peran.ADMIN_BKD)
        assert usulan not in visible_usulan_peran(staff)

    @pytest.mark.parametrize(
        "values",
        [{"status": StatusUsulan.DISETUJUI}, {"status": StatusUsulan.DITOLAK}, {"diputuskan_pada": timezone.now()}],
    )
    def test_no_decision_without_somebody_who_decided(self, provinsi, values):
        usulan = propose(provinsi, "pegawai", Peran.ASESOR, provinsi.akar)
        with pytest.raises(IntegrityError, match="usulan_peran_keputusan"), transaction.atomic():
            UsulanPeran.objects.filter(pk=usulan.pk).update(**values)

    def test_ending_a_role_is_possible_for_an_inactive_account(self, provinsi):
        usulan = peran_services.propose_peran(
            untuk=provinsi.akun["asesor"], peran=Peran.ASESOR, unit=provinsi.akar, mulai=TODAY, sampai=None, alasan="x",
            by=provinsi.akun["admin_bkd"], jenis=JenisUsulanPeran.CABUT,
        )  # fmt: skip
        provinsi.akun["asesor"].is_active = False
        provinsi.akun["asesor"].save()
        peran_services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        assert not PenugasanPeran.objects.pada(TODAY).filter(pengguna=provinsi.akun["asesor"]).exists()


class TestBadInput:
    @pytest.mark.parametrize("cron", ["1,,2 * * * *", "-1 * * * *"])
    def test_unreadable_cron_is_a_sentence(self, provinsi, cron):
        row = Jadwal.objects.order_by("nama").first()
        response = provinsi.client("admin_sistem").post(f"/jadwal/{row.pk}/", {"cron": cron, "aktif": "on"})
        assert response.status_code == 422

    def test_one_unreadable_schedule_stops_no_other(self):
        Jadwal.objects.all().delete()
        for nama, cron in (("rusak", "1,,2 * * * *"), ("sehat", "* * * * *")):
            Jadwal.objects.create(nama=nama, pekerjaan="core.clean_up", cron=cron, keterangan="x")
        assert jadwal.fire_due(timezone.now()) == 1
        assert SlotJadwal.objects.get().jadwal.nama == "sehat"

    def test_job_that_is_gone_is_a_sentence(self, provinsi):
        response = provinsi.client("admin_sistem").post(
            "/jadwal/pekerjaan/019a0000-0000-7000-8000-000000000000/ulangi/"
        )
        assert response.status_code == 302

    @pytest.mark.parametrize(("mulai", "sampai"), [("2026-12-01", "9999-12-31"), ("0001-01-01", "2026-12-01")])
    def test_date_out_of_reach_is_a_sentence(self, provinsi, mulai, sampai):
        data = {
            "akun": provinsi.akun["pegawai"].username, "unit": str(provinsi.dinas.pk), "mulai": mulai, "sampai": sampai,
            "nomor_sk": "1",
        }  # fmt: skip
        response = provinsi.client("admin_bkd").post("/peran/operator/", data)
        assert response.status_code == 422
        assert {"mulai", "sampai"} & set(response.context["form"].errors)

    def test_early_refusal_carries_the_headers_too(self, client):
        response = client.get("/pegawai/?q=%00")
        assert response.status_code == 400
        assert response["Cache-Control"] == "no-store"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "default-src 'none'" in response["Content-Security-Policy"]

    def test_way_back_stays_here(self, provinsi):
        client = provinsi.client("admin_sistem")
        path = "/jadwal/pekerjaan/019a0000-0000-7000-8000-000000000000/ulangi/"
        response = client.post(path, headers={"Referer": "http://testserver//penipu.example/x"})
        assert response["Location"] == "/penipu.example/x"

    def test_reports_of_strangers_do_not_fill_the_log(self, client, caplog):
        for _ in range(30):
            client.post("/csp/", b'{"a":\r\n"palsu"}', content_type="application/csp-report")
        lines = [record.getMessage() for record in caplog.records if record.name == "asn.galat"]
        assert len(lines) == 20
        assert not any({"\r", "\n"} & set(line) for line in lines)


class TestQueue:
    def test_worker_finds_the_row_free_while_the_batch_is_still_sent(self, monkeypatch):
        """The relay held its rows until all were sent: a quick worker skipped them, and they waited 15 minutes."""
        states: list[str] = []

        def look(name: str, args: list[str], **_: Any) -> None:
            assert not connection.in_atomic_block or connection.savepoint_ids == savepoints
            states.append(PesanKeluar.objects.get(pk=args[0]).status)

        savepoints = list(connection.savepoint_ids)
        monkeypatch.setattr(outbox.app, "send_task", look)
        for _ in range(3):
            outbox.enqueue("core.clean_up")
        assert outbox.deliver_due(timezone.now()) == 3
        assert states == [StatusKiriman.TERKIRIM] * 3

    def test_what_the_broker_did_not_take_is_due_again_at_once(self, monkeypatch):
        sent: list[str] = []

        def refuse_second(name: str, args: list[str], **_: Any) -> None:
            if sent:
                raise ConnectionError
            sent.append(args[0])

        monkeypatch.setattr(outbox.app, "send_task", refuse_second)
        for _ in range(3):
            outbox.enqueue("core.clean_up")
        now = timezone.now()
        with pytest.raises(ConnectionError):
            outbox.deliver_due(now)
        waiting = PesanKeluar.objects.filter(status=StatusKiriman.MENUNGGU, kirim_setelah__lte=now)
        assert waiting.count() == 2

    def test_job_that_kills_its_worker_is_parked(self, monkeypatch):
        monkeypatch.setattr(outbox.app, "send_task", lambda *_, **__: None)
        row, now = outbox.enqueue("core.clean_up"), timezone.now()
        for number in range(outbox.MAX_ATTEMPTS + 1):
            outbox.deliver_due(now + number * (outbox.LEASE + timedelta(seconds=1)))
        row.refresh_from_db()
        assert row.status == StatusKiriman.PARKIR
        assert row.galat

    def test_reason_of_a_failure_quotes_no_person(self):
        problem = IntegrityError('duplicate key "x"\nDETAIL:  Key (nik)=(3171015502900003, Siti) already exists.')
        assert outbox.reason_of(problem) == 'IntegrityError: duplicate key "x"'

    def test_traceback_in_the_log_quotes_no_person(self, caplog):
        import logging

        record = logging.LogRecord("x", logging.ERROR, "", 0, "gagal\nDETAIL:  Key (nama)=(Siti).\nlanjut", (), None)
        assert LineFormatter().format(record) == "ERROR x gagal\nDETAIL: [disembunyikan]\nlanjut"
