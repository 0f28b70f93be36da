"""Accounts: slips, recovery by two admins, deactivation, contact."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from asn_portal.core.enums import JenisPengenal, Peran, TujuanKode
from asn_portal.core.errors import DomainError
from asn_portal.core.models import JejakAudit, KodeAktivasi, Notifikasi, PengenalMasuk, Pengguna, Tugas, UsulanPemulihan
from asn_portal.core.models.pengguna import find_pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.services import akun as services
from tests.conftest import Provinsi, login
from tests.factories.core import PASSWORD, PenggunaFactory

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "Kata-Sandi-Baru-7"


def slip_for(p: Provinsi, account: Pengguna) -> str:
    return services.issue_slip(account.pk, by=p.akun["admin_bkd"], alasan="uji", now=timezone.now())


def open_code(account: Pengguna) -> KodeAktivasi:
    return KodeAktivasi.objects.get(pengguna=account, dipakai_pada=None, dibatalkan_pada=None)


@pytest.fixture
def fresh(provinsi: Provinsi) -> Pengguna:
    """An account that was never used."""
    return PenggunaFactory(instansi=provinsi.instansi, password="!", diaktifkan_pada=None, privasi_versi=0)


class TestSlip:
    def test_code_is_found_as_printed_and_as_typed(self, provinsi, fresh):
        code = slip_for(provinsi, fresh)
        now = timezone.now()
        for typed in (code, code.lower(), f" {code[:5]}-{code[5:]} "):
            assert services.find_code(fresh, typed, now=now) == open_code(fresh)

    @pytest.mark.parametrize("typed", ["", "AAAAAAAAAA", "0"])
    def test_wrong_code_finds_nothing(self, provinsi, fresh, typed):
        slip_for(provinsi, fresh)
        assert services.find_code(fresh, typed, now=timezone.now()) is None

    def test_code_of_somebody_else_finds_nothing(self, provinsi, fresh):
        other = PenggunaFactory(instansi=provinsi.instansi)
        code = slip_for(provinsi, fresh)
        slip_for(provinsi, other)
        assert services.find_code(other, code, now=timezone.now()) is None
        assert services.find_code(None, code, now=timezone.now()) is None

    def test_code_ends_after_fourteen_days(self, provinsi, fresh):
        code = slip_for(provinsi, fresh)
        now = timezone.now()
        assert services.find_code(fresh, code, now=now + timedelta(days=14, minutes=-1)) is not None
        assert services.find_code(fresh, code, now=now + timedelta(days=14, minutes=1)) is None

    def test_new_slip_cancels_the_old_one(self, provinsi, fresh):
        old, new = slip_for(provinsi, fresh), slip_for(provinsi, fresh)
        assert services.find_code(fresh, old, now=timezone.now()) is None
        assert services.find_code(fresh, new, now=timezone.now()) is not None

    def test_code_itself_is_stored_nowhere(self, provinsi, fresh):
        code = slip_for(provinsi, fresh)
        assert code not in str(list(KodeAktivasi.objects.values()))
        assert code not in str(list(JejakAudit.objects.values("perubahan")))

    def test_redeemed_code_sets_password_and_privacy_and_works_once(self, provinsi, fresh):
        slip_for(provinsi, fresh)
        kode, now = open_code(fresh), timezone.now()
        account = services.redeem_code(kode.pk, password=NEW_PASSWORD, now=now)
        assert account.check_password(NEW_PASSWORD)
        assert (account.diaktifkan_pada, account.privasi_versi) == (now, services.PRIVACY_VERSION)
        with pytest.raises(DomainError) as refused:
            services.redeem_code(kode.pk, password=NEW_PASSWORD, now=now)
        assert refused.value.galat == "kode_tidak_berlaku"

    def test_weak_password_uses_up_nothing(self, provinsi, fresh):
        slip_for(provinsi, fresh)
        with pytest.raises(ValidationError):
            services.redeem_code(open_code(fresh).pk, password="lemah", now=timezone.now())
        assert open_code(fresh).dipakai_pada is None

    def test_recovery_slip_tells_the_owner(self, provinsi):
        account = PenggunaFactory(instansi=provinsi.instansi, diaktifkan_pada=timezone.now())
        slip_for(provinsi, account)
        assert open_code(account).tujuan == TujuanKode.PEMULIHAN
        assert Notifikasi.objects.get(untuk=account).judul == "Slip pemulihan akun Anda dibuat"

    @pytest.mark.parametrize("who", ["pegawai", "admin_unit", "auditor", "admin_instansi_lain"])
    def test_only_admins_of_the_agency_issue_slips_for_bare_accounts(self, provinsi, fresh, who):
        with pytest.raises(PermissionDenied):
            services.issue_slip(fresh.pk, by=provinsi.akun[who], alasan="x", now=timezone.now())

    def test_nobody_issues_his_own(self, provinsi):
        with pytest.raises(PermissionDenied):
            services.issue_slip(
                provinsi.akun["admin_bkd"].pk, by=provinsi.akun["admin_bkd"], alasan="x", now=timezone.now()
            )


class TestRecoveryByTwo:
    @pytest.fixture
    def locked_out(self, provinsi: Provinsi) -> Pengguna:
        account = provinsi.akun["auditor"]
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "x"})
        return account

    def ask(self, p: Provinsi, account: Pengguna) -> UsulanPemulihan:
        return services.request_recovery(account.pk, alasan="datang dengan KTP", by=p.akun["admin_bkd"])

    def test_one_admin_alone_gets_no_slip(self, provinsi, locked_out):
        with pytest.raises(DomainError) as refused:
            slip_for(provinsi, locked_out)
        assert refused.value.galat == "perlu_dua_pengelola"

    def test_second_yes_removes_the_factor_and_gives_a_slip(self, provinsi, locked_out):
        usulan = self.ask(provinsi, locked_out)
        code = services.approve_recovery(usulan.pk, by=provinsi.akun["admin_bkd2"], catatan="", now=timezone.now())
        assert not services.has_second_factor(locked_out)
        assert services.find_code(locked_out, code, now=timezone.now()) is not None

    def test_owner_is_told_at_both_steps(self, provinsi, locked_out):
        usulan = self.ask(provinsi, locked_out)
        services.approve_recovery(usulan.pk, by=provinsi.akun["admin_bkd2"], catatan="", now=timezone.now())
        assert Notifikasi.objects.filter(untuk=locked_out).count() == 2

    @pytest.mark.parametrize("who", ["admin_bkd", "auditor", "admin_unit", "pegawai", "admin_instansi_lain"])
    def test_nobody_else_gives_the_second_yes(self, provinsi, locked_out, who):
        usulan = self.ask(provinsi, locked_out)
        with pytest.raises(PermissionDenied):
            services.approve_recovery(usulan.pk, by=provinsi.akun[who], catatan="", now=timezone.now())
        assert services.has_second_factor(locked_out)

    def test_asked_twice_waits_once(self, provinsi, locked_out):
        self.ask(provinsi, locked_out)
        with pytest.raises(DomainError):
            self.ask(provinsi, locked_out)

    def test_rejection_changes_nothing_and_is_told(self, provinsi, locked_out):
        usulan = self.ask(provinsi, locked_out)
        services.reject_recovery(usulan.pk, by=provinsi.akun["admin_bkd2"], catatan="tidak dikenal", now=timezone.now())
        assert services.has_second_factor(locked_out)
        assert Notifikasi.objects.filter(untuk=provinsi.akun["admin_bkd"]).count() == 1
        assert not Tugas.objects.filter(objek_id=usulan.pk, selesai_pada=None).exists()


class TestDeactivation:
    def end(self, p: Provinsi, who: str) -> None:
        services.deactivate_account(p.akun[who].pk, alasan="berhenti", by=p.akun["admin_bkd"], now=timezone.now())

    def test_session_is_dead_at_the_next_request(self, provinsi):
        client = login(provinsi.akun["pegawai"])
        assert client.get("/akun/").status_code == 200
        self.end(provinsi, "pegawai")
        assert client.get("/akun/").status_code == 302

    def test_roles_and_slips_end(self, provinsi):
        services.issue_codes(
            [provinsi.akun["asesor"]], tujuan=TujuanKode.PEMULIHAN, by=provinsi.akun["admin_bkd"], now=timezone.now()
        )
        self.end(provinsi, "asesor")
        account = Pengguna.objects.get(pk=provinsi.akun["asesor"].pk)
        assert not akses(account).has(Peran.ASESOR)
        assert not KodeAktivasi.objects.filter(pengguna=account, dibatalkan_pada=None).exists()

    def test_login_is_refused_like_an_unknown_name(self, provinsi, client):
        self.end(provinsi, "pegawai")
        answers = []
        for name in (provinsi.akun["pegawai"].username, "tidak-ada"):
            response = client.post("/masuk/", {"login": name, "password": PASSWORD})
            answers.append(response.context["form"].non_field_errors())
        assert answers[0] == answers[1]

    def test_nobody_deactivates_himself(self, provinsi):
        with pytest.raises(PermissionDenied):
            self.end(provinsi, "admin_bkd")

    def test_reactivation_brings_no_role_back(self, provinsi):
        self.end(provinsi, "asesor")
        services.reactivate_account(provinsi.akun["asesor"].pk, alasan="keliru", by=provinsi.akun["admin_bkd"])
        account = Pengguna.objects.get(pk=provinsi.akun["asesor"].pk)
        assert account.is_active
        assert not akses(account).has(Peran.ASESOR)


class TestSessions:
    def test_all_other_devices_end_and_this_one_stays(self, provinsi, client):
        account = provinsi.akun["pegawai"]
        clients = [type(client)() for _ in range(2)]
        for each in clients:
            each.post("/masuk/", {"login": account.username, "password": PASSWORD})
        response = clients[0].post("/akun/perangkat/keluarkan/", follow=True)
        assert "1 perangkat lain sudah dikeluarkan." in response.content.decode()
        assert clients[0].get("/akun/").status_code == 200
        assert clients[1].get("/akun/").status_code == 302

    def test_password_change_ends_every_other_session(self, provinsi, client):
        account = provinsi.akun["pegawai"]
        other, mine = type(client)(), type(client)()
        for each in (other, mine):
            each.post("/masuk/", {"login": account.username, "password": PASSWORD})
        mine.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert mine.get("/akun/").status_code == 200
        assert other.get("/akun/").status_code == 302

    def test_session_of_somebody_else_is_not_ended(self, provinsi, client):
        from allauth.usersessions.models import UserSession

        client.post("/masuk/", {"login": provinsi.akun["rekan"].username, "password": PASSWORD})
        row = UserSession.objects.get(user=provinsi.akun["rekan"])
        provinsi.client("pegawai").post(f"/akun/perangkat/{row.pk}/keluarkan/")
        assert Session.objects.filter(session_key=row.session_key).exists()


class TestNames:
    def test_every_login_name_finds_the_account_with_spaces_and_dots(self, provinsi):
        person = provinsi.orang["pegawai"]
        nip = f"{person.nip[:8]} {person.nip[8:14]}.{person.nip[14]} {person.nip[15:]}"
        today = timezone.localdate()
        for name in (person.nip, nip, person.nrk, person.pengguna.username.upper()):
            assert find_pengguna(name, today) == person.pengguna

    def test_old_number_stops_working_and_new_one_finds_the_same_account(self, provinsi):
        account, today = provinsi.akun["pegawai"], timezone.localdate()
        old = provinsi.orang["pegawai"].nrk
        services.set_pengenal(account, jenis=JenisPengenal.NRK, nilai="999001", mulai=today)
        assert find_pengguna("999001", today) == account
        assert find_pengguna(old, today) is None
        assert find_pengguna(old, today - timedelta(days=1)) == account

    def test_name_of_another_account_is_refused(self, provinsi):
        with pytest.raises(DomainError) as refused:
            services.set_pengenal(
                provinsi.akun["pegawai"],
                jenis=JenisPengenal.NRK,
                nilai=provinsi.orang["rekan"].nrk,
                mulai=timezone.localdate(),
            )
        assert refused.value.galat == "pengenal_dipakai"

    def test_account_without_a_person_is_made_unusable(self, provinsi):
        made = services.create_account(
            username="pemeriksa",
            nama="Pemeriksa",
            email="",
            by=provinsi.akun["admin_sistem"],
            mulai=timezone.localdate(),
        )
        assert not made.has_usable_password()
        assert PengenalMasuk.objects.get(pengguna=made).nilai == "pemeriksa"


def test_email_of_another_account_is_refused(provinsi):
    first, second = provinsi.akun["pegawai"], provinsi.akun["rekan"]
    services.change_contact(first.pk, email="siti@example.go.id", telepon="", by=first)
    with pytest.raises(DomainError) as refused:
        services.change_contact(second.pk, email="SITI@example.go.id", telepon="", by=second)
    assert refused.value.galat == "email_dipakai"


def test_contact_of_somebody_else_is_refused(provinsi):
    with pytest.raises(PermissionDenied):
        services.change_contact(provinsi.akun["pegawai"].pk, email="", telepon="", by=provinsi.akun["admin_bkd"])
