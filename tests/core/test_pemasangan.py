"""Installing: the first admins, changed keys, what the operator is told."""

from __future__ import annotations

import base64
import logging
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.catatan import LineFormatter
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Instansi, JejakAudit, Pengguna, Tindakan
from asn_portal.core.permissions import akses
from asn_portal.core.services.akun import find_code, redeem_code
from asn_portal.core.services.kunci import rotate_keys
from asn_portal.core.services.pemasangan import install_admin
from pegawai.models import Pegawai
from pegawai.services.identitas import KOLOM_NIK, set_nik

pytestmark = pytest.mark.django_db
KEY_A, KEY_B = (base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"a", b"b"))
NIK = "3171015502900003"


def install(username: str, instansi: str = "Pemerintah Provinsi Uji") -> str:
    return install_admin(
        bkn_id="7200", nama_instansi=instansi, username=username, nama=username.title(), now=timezone.now()
    )


class TestFirstAdmins:
    def test_empty_portal_gets_an_agency_with_a_root_and_an_admin_who_activates_with_the_code(self):
        code = install("satu")
        admin = Pengguna.objects.get(username="satu")
        found = find_code(admin, code, now=timezone.now())
        assert found is not None
        redeem_code(found.pk, password="Sandi-Panjang-Sekali-9", now=timezone.now())
        assert akses(admin).has(Peran.ADMIN_SISTEM)
        assert Instansi.objects.get().nama == "Pemerintah Provinsi Uji"
        assert Tindakan.objects.get(aksi="admin_pertama_dibuat").objek_id == str(admin.pk)

    def test_third_admin_is_refused(self):
        install("satu")
        install("dua", "")
        with pytest.raises(DomainError, match="Dua admin sistem"):
            install("tiga")
        assert not Pengguna.objects.filter(username="tiga").exists()

    def test_lost_code_is_replaced_until_the_account_is_used(self):
        first, second = install("satu"), install("satu")
        admin = Pengguna.objects.get(username="satu")
        assert find_code(admin, first, now=timezone.now()) is None
        redeem_code(
            find_code(admin, second, now=timezone.now()).pk, password="Sandi-Panjang-Sekali-9", now=timezone.now()
        )
        with pytest.raises(DomainError, match="sudah dipakai"):
            install("satu")

    def test_unknown_agency_needs_a_name(self):
        with pytest.raises(DomainError, match="--instansi"):
            install("satu", "")

    def test_command_prints_the_code_or_one_sentence(self):
        out = StringIO()
        arguments = ["--bkn-id", "7200", "--akun", "satu", "--nama", "Satu"]
        with pytest.raises(CommandError, match="--instansi"):
            call_command("buat_admin", *arguments)
        call_command("buat_admin", *arguments, "--instansi", "Uji", stdout=out)
        assert "Kode aktivasi satu: " in out.getvalue()


class TestKeys:
    @pytest.fixture
    def old(self, provinsi, settings):
        """A NIK and a TOTP secret written with key A, after which key B comes first."""
        settings.KUNCI_SANDI = settings.KUNCI_SIDIK = KEY_A
        person = provinsi.orang["pegawai"]
        set_nik(person, NIK, sah=True)
        TOTP.activate(provinsi.akun["auditor"], "JBSWY3DPEHPK3PXP")
        settings.KUNCI_SANDI, settings.KUNCI_SIDIK = f"{KEY_B},{KEY_A}", KEY_B
        return person

    def test_everything_is_readable_with_the_new_key_alone(self, old, settings):
        counts = rotate_keys()
        assert {kolom for kolom, jumlah in counts.items() if jumlah} == {"mfa.Authenticator", KOLOM_NIK}
        settings.KUNCI_SANDI = KEY_B
        person = Pegawai.objects.get(pk=old.pk)
        assert kripto.decrypt(person.nik_sandi, kolom=KOLOM_NIK) == NIK
        assert bytes(person.nik_sidik) == kripto.digest(NIK, kolom=KOLOM_NIK)
        secret = Authenticator.objects.get().data["secret"]
        assert kripto.decrypt(bytes.fromhex(secret), kolom=kripto.KOLOM_MFA) == "JBSWY3DPEHPK3PXP"

    def test_second_run_changes_nothing_and_the_trace_holds_no_value(self, old):
        rotate_keys()
        assert set(rotate_keys().values()) == {0}
        traced = JejakAudit.objects.filter(tabel="pegawai_pegawai").latest("id")
        assert "nik_sandi" in str(traced.perubahan)
        assert NIK not in str(traced.perubahan)
        assert bytes(Pegawai.objects.get(pk=old.pk).nik_sandi).hex() not in str(traced.perubahan)


def test_log_lines_hide_numbers_of_persons_and_keep_request_ids():
    request_id = "01234567-1234-1234-1234-012345678901"
    record = logging.LogRecord("asn", logging.INFO, "", 0, f"{request_id} NIP 199002152026012777", None, None)
    assert LineFormatter().format(record) == f"INFO asn {request_id} NIP [angka]"


def test_operator_is_warned_of_a_database_role_that_can_do_everything():
    found = run_checks(databases=["default"], include_deployment_checks=True)
    assert "core.E003" in [message.id for message in found]  # the tests run as the owner
