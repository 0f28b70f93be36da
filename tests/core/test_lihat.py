"""Looking at the portal as somebody else: who may, what it shows, and everything it must not let through."""

from __future__ import annotations

import json
from datetime import timedelta
from unittest import mock

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path, reverse
from django.urls.converters import IntConverter, UUIDConverter
from django.utils import timezone

from asn_portal.core import hanya_lihat, lihat
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.hanya_lihat import HanyaLihat, Penglihatan, looking
from asn_portal.core.izin import MATRIKS, Cakupan, Sumber
from asn_portal.core.models import AksesData, Notifikasi, Pengguna, Tindakan
from asn_portal.core.pembatas import Batas
from asn_portal.core.permissions import akses
from asn_portal.core.permissions import lihat as permissions
from asn_portal.core.services import bantuan, peran, tugas
from asn_portal.core.services import lihat as services
from asn_portal.urls import urlpatterns as real_urls
from pegawai import permissions as pegawai_permissions
from pegawai.models import Pegawai
from pegawai.services import identitas
from tests.conftest import login
from tests.factories.core import PASSWORD, end_role, give_role

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NIK = "3171011502900001"
REASON = "Memeriksa tombol yang tidak tampak"


def top_bar(nama: str) -> str:
    """Whose page this is, as the top bar says it."""
    return f'<span class="orang">{nama}<small>'


# Pages as somebody might write them one day, who knows nothing of all this.
def writes_by_get(request):
    Notifikasi.objects.create(untuk=request.user, judul="x", isi="x")
    return HttpResponse("tertulis")


def writes_raw(request):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_tugas")
    return HttpResponse("terhapus")


def streams(request):
    return StreamingHttpResponse(iter(["rahasia"]))


def downloads(request):
    return HttpResponse("rahasia", headers={"Content-Disposition": "attachment; filename=x.csv"})


def session_of_the_view(request):
    return HttpResponse(request.user.username)


urlpatterns = [
    path("x/tulis/", writes_by_get),
    path("x/hapus/", writes_raw),
    path("x/alir/", streams),
    path("x/unduh/", downloads),
    path("x/siapa/", login_not_required(session_of_the_view)),
]
# With a namespace, as every page of ours has one.
urlpatterns = [
    path("x/", ([path(p.pattern._route.removeprefix("x/"), p.callback) for p in urlpatterns], "x", "x")),
    *real_urls,
]


def fresh(pengguna):
    return Pengguna.objects.get(pk=pengguna.pk)


@pytest.fixture
def p(provinsi):
    totp.TOTP.activate(provinsi.akun["admin_bkd"], SECRET)
    identitas.set_nik(provinsi.orang["pegawai"], NIK, sah=True)
    return provinsi


@pytest.fixture
def viewer(p):
    """HR of the province, looking at the portal as Siti."""
    return begin(p, "pegawai")


def begin(p, who, client=None):
    client = client or p.client("admin_bkd")
    answer = client.post(f"/lihat-sebagai/{p.akun[who].pk}/", {"alasan": REASON})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    return client


def banner(client, path="/"):
    return "Anda melihat portal sebagai" in client.get(path).content.decode()


class TestWhoMay:
    def test_only_hr_of_the_province(self, p):
        for name, akun in p.akun.items():
            allowed = permissions.can_view_as(fresh(akun), p.akun["pegawai"])
            assert allowed == (name in {"admin_bkd", "admin_bkd2"}), name

    def test_never_administrators_auditors_assessors_committee_oneself_or_another_agency(self, p):
        refused = {
            "admin_bkd", "admin_bkd2", "admin_sistem", "auditor", "asesor", "komite_talenta",
            "admin_instansi_lain", "orang_instansi_lain",
        }  # fmt: skip
        viewer = p.akun["admin_bkd"]
        assert {name for name, akun in p.akun.items() if not permissions.can_view_as(viewer, fresh(akun))} == refused

    def test_second_role_of_somebody_counts(self, p):
        give_role(p.akun["pegawai"], Peran.ASESOR, p.akar)
        assert not permissions.can_view_as(p.akun["admin_bkd"], fresh(p.akun["pegawai"]))

    def test_deactivated_account_is_not_looked_at(self, p):
        Pengguna.objects.filter(pk=p.akun["rekan"].pk).update(is_active=False)
        assert not permissions.can_view_as(p.akun["admin_bkd"], fresh(p.akun["rekan"]))

    def test_every_role_that_may_be_looked_at_reaches_no_more_than_the_help_desk(self):
        whole = {s for s in Sumber if any(r.cakupan is Cakupan.PROVINSI for r in MATRIKS[s].get(Peran.ADMIN_BKD, ()))}
        for role in permissions.BOLEH_DILIHAT:
            reached = {s for s in Sumber if MATRIKS[s].get(role)}
            assert reached <= whole, role
        assert Sumber.ASESMEN_MENTAH not in whole

    def test_matrix_narrows_it_by_itself(self, p, monkeypatch):
        """If HR of the province lost the evaluations, nobody who has any could be looked at."""
        assert permissions.can_view_as(p.akun["admin_bkd"], p.akun["pegawai"])
        row = {role: rights for role, rights in MATRIKS[Sumber.EVALUASI].items() if role != Peran.ADMIN_BKD}
        monkeypatch.setitem(MATRIKS, Sumber.EVALUASI, row)
        assert not permissions.can_view_as(fresh(p.akun["admin_bkd"]), fresh(p.akun["pegawai"]))

    def test_door_does_not_tell_which_accounts_exist(self, p):
        path = f"/lihat-sebagai/{p.akun['auditor'].pk}/"
        assert p.client("admin_bkd").get(path).status_code == 404
        assert p.client("pegawai").get(path).status_code == 403
        assert p.client("pegawai").get("/lihat-sebagai/01a1ffca-6604-7fe0-97b7-10f20ae8aa9b/").status_code == 403

    def test_reason_is_needed(self, p):
        answer = p.client("admin_bkd").post(f"/lihat-sebagai/{p.akun['pegawai'].pk}/", {"alasan": "cek"})
        assert answer.status_code == 422
        assert "Alasannya terlalu pendek" in answer.content.decode()

    def test_second_factor_is_needed_outside_demo_mode(self, provinsi, settings):
        by, siti = provinsi.akun["admin_bkd"], provinsi.akun["pegawai"]
        with pytest.raises(DomainError, match="verifikasi dua langkah"):
            services.begin_view(siti.pk, alasan=REASON, by=by, now=timezone.now())
        settings.DEMO = True
        services.begin_view(siti.pk, alasan=REASON, by=by, now=timezone.now())

    def test_old_password_is_asked_again_first(self, p):
        client = p.client("admin_bkd")
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp() - 600}]
        session.save()
        answer = client.post(f"/lihat-sebagai/{p.akun['pegawai'].pk}/", {"alasan": REASON})
        assert answer["Location"].startswith("/akun/konfirmasi/")
        assert lihat.SESSION_KEY not in client.session

    def test_ticket_of_somebody_else_is_no_cause(self, p):
        other = bantuan.ask_help(isi="Tolong.", by=p.akun["rekan"])
        with pytest.raises(DomainError, match="bukan milik orang ini"):
            services.begin_view(
                p.akun["pegawai"].pk, alasan=REASON, tiket_id=other.pk, by=p.akun["admin_bkd"], now=timezone.now()
            )


class TestWhatItShows:
    def test_pages_of_the_other_with_a_banner_on_every_one(self, p, viewer):
        page = viewer.get("/").content.decode()
        assert top_bar("Siti Aminah") in page
        profile = f"/pegawai/{p.orang['pegawai'].pk}/"
        for where in ("/", profile, "/tidak-ada/", "/jadwal/", "/akun/sandi/"):
            assert banner(viewer, where), where
        assert viewer.get("/jadwal/").status_code == 403

    def test_nik_stays_masked_and_is_never_revealed(self, p, viewer):
        profile = viewer.get(f"/pegawai/{p.orang['pegawai'].pk}/").content.decode()
        assert "3171 •••• •••• ••01" in profile
        assert "Tampilkan" not in profile.split("NIK", 1)[1].split("</dl>")[0]
        for method in ("get", "post"):
            answer = getattr(viewer, method)(f"/pegawai/{p.orang['pegawai'].pk}/nik/", {"tujuan": "x"})
            assert answer.status_code == 403
            assert NIK not in answer.content.decode()

    def test_never_more_than_the_one_who_looks_may_see(self, p):
        """What is open to the person herself is masked where it is masked for the help desk."""
        siti, admin = fresh(p.akun["pegawai"]), fresh(p.akun["admin_bkd"])
        assert [j.hak.samar for j in akses(siti).reach(Sumber.KESEHATAN)] == [False]
        with looking(sight(admin, siti)):
            assert [j.hak.samar for j in akses(siti).reach(Sumber.KESEHATAN)] == [True]
            assert akses(siti).reach(Sumber.DATA_PRIBADI, "buka") == []
            assert [j.hak.cakupan for j in akses(siti).reach(Sumber.SKP)] == [Cakupan.SENDIRI]
            assert not pegawai_permissions.can_reveal_data_pribadi(siti, p.orang["pegawai"])
            assert list(Pegawai.objects.visible_to(siti, Sumber.DATA_PRIBADI)) == [p.orang["pegawai"]]
        assert akses(siti).batas is None

    def test_exports_of_a_role_are_closed(self, p):
        hr, admin = fresh(p.akun["admin_unit"]), fresh(p.akun["admin_bkd"])
        assert akses(hr).reach(Sumber.SKP, "x")
        with looking(sight(admin, hr)):
            assert not akses(hr).reach(Sumber.SKP, "x")
            assert akses(hr).reach(Sumber.SKP)

    def test_words_of_notices_are_for_their_owner(self, p, viewer):
        parts = dict.fromkeys(("isi", "mengapa", "aturan", "oleh", "keberatan"), "Teguran tertulis karena ...")
        tugas.notify(p.akun["pegawai"], judul="Hukuman disiplin", **parts)
        page = viewer.get("/pemberitahuan/").content.decode()
        assert "Hukuman disiplin" in page
        assert "Teguran" not in page
        assert "hanya untuk pemiliknya" in page
        assert "Teguran" in p.client("pegawai").get("/pemberitahuan/").content.decode()

    def test_opening_a_duty_leaves_no_receipt_of_the_other(self, p, viewer):
        tugas.assign_tugas([p.akun["pegawai"]], jenis="x", objek_id=p.seksi.pk, judul="x", alasan="x", url="/akun/")
        row = p.akun["pegawai"].daftar_tugas.get()
        assert viewer.get(f"/tugas/{row.pk}/")["Location"] == "/akun/"
        assert not row.daftar_bacaan.exists()

    def test_security_pages_and_devices_are_nobody_elses(self, viewer):
        for name in (
            "account_change_password", "account_reauthenticate", "mfa_index", "mfa_activate_totp",
            "mfa_view_recovery_codes", "mfa_download_recovery_codes", "account_login", "account_reset_password",
            "core:perangkat_list", "core:lanjutkan",
        ):  # fmt: skip
            answer = viewer.get(reverse(name))
            assert answer.status_code == 403, name
            assert "hanya untuk pemilik akun" in answer.content.decode(), name

    def test_paper_names_the_one_who_printed(self, viewer):
        page = viewer.get("/unit/").content.decode()
        assert "Dicetak Akun admin_bkd pada" in page
        assert "Anda melihat portal sebagai <strong>Siti Aminah" in page

    def test_no_guide_and_no_news_of_the_other_is_shown(self, p, viewer):
        assert "Mulai panduan" not in viewer.get("/").content.decode()
        assert "Mulai panduan" in p.client("pegawai").get("/").content.decode()


def sight(admin, sasaran):
    until = timezone.now() + timedelta(minutes=15)
    return Penglihatan(admin.nama, admin.pk, sasaran.pk, sasaran.nama, "Pegawai", until, batas=akses(admin))


class TestAttacks:
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_every_address_refuses_every_writing_method(self, viewer, method, monkeypatch):
        from tests.test_konsistensi import routes

        monkeypatch.setattr(lihat, "PAGES", Batas(10_000, 900))  # there are more addresses than one may look at
        for name, route in routes():
            kwargs = {key: sample(converter) for key, converter in route.pattern.converters.items()}
            if name in lihat.OWN_ROUTES or name == "account_reset_password_from_key":
                continue
            answer = getattr(viewer, method)(reverse(name, kwargs=kwargs))
            assert answer.status_code == 403, (method, name)
            told = answer.json()["galat"] if "json" in answer["Content-Type"] else answer.content.decode()
            assert "hanya_lihat" in told or hanya_lihat.PESAN in told, name

    def test_post_changes_nothing(self, p, viewer):
        viewer.post("/akun/kontak/", {"telepon": "0812 3456 7890"})
        assert fresh(p.akun["pegawai"]).telepon == fresh(p.akun["admin_bkd"]).telepon == ""

    def test_password_stays(self, p, viewer):
        data = {"oldpassword": PASSWORD, "password1": "Sandi-Baru-2026", "password2": "Sandi-Baru-2026"}
        assert viewer.post("/akun/sandi/", data).status_code == 403
        assert fresh(p.akun["pegawai"]).check_password(PASSWORD)
        assert fresh(p.akun["admin_bkd"]).check_password(PASSWORD)

    def test_api_is_closed_for_reading_too(self, viewer):
        for path_ in ("/api/v1/saya/", "/api/v1/pegawai/"):
            answer = viewer.get(path_)
            assert answer.status_code == 403
            assert answer.json()["galat"] == "hanya_lihat"

    def test_partial_update_gets_a_toast(self, viewer):
        answer = viewer.post("/panduan/tutup/", {"kunci": "tur:dasar"}, headers={"HX-Request": "true"})
        assert (answer.status_code, answer["HX-Reswap"]) == (403, "none")
        assert json.loads(answer["HX-Trigger"])["portal:pesan"]["isi"] == hanya_lihat.PESAN

    def test_method_override_is_no_way_round(self, p, viewer):
        headers = {"X-HTTP-Method-Override": "POST"}
        viewer.get("/akun/kontak/?telepon=0812&_method=POST", headers=headers)
        assert fresh(p.akun["pegawai"]).telepon == ""

    def test_nested_view_is_refused_and_the_first_one_stays(self, p, viewer):
        assert viewer.get(f"/lihat-sebagai/{p.akun['rekan'].pk}/").status_code == 403
        assert viewer.post(f"/lihat-sebagai/{p.akun['rekan'].pk}/", {"alasan": REASON}).status_code == 403
        assert viewer.session[lihat.SESSION_KEY]["sasaran"] == str(p.akun["pegawai"].pk)
        siti, admin = fresh(p.akun["pegawai"]), fresh(p.akun["admin_bkd"])
        with looking(sight(admin, siti)):
            assert not permissions.can_view_as(admin, p.akun["rekan"])
            with pytest.raises(HanyaLihat):
                services.begin_view(p.akun["rekan"].pk, alasan=REASON, by=admin, now=timezone.now())

    def test_admin_pages_of_the_viewer_are_out_of_reach(self, viewer):
        for path_ in ("/peran/", "/akun-sistem/", "/pengaturan/", "/jejak/", "/akun-pegawai/"):
            assert viewer.get(path_).status_code == 403, path_

    def test_role_cannot_be_given_while_looking_at_hr(self, p):
        client = begin(p, "admin_unit")
        assert client.get("/peran/").status_code == 200
        data = {"akun": p.akun["rekan"].username, "unit": str(p.seksi.pk), "mulai": "2026-11-22", "nomor_sk": "1"}
        assert client.get("/peran/operator/").status_code == 403
        assert client.post("/peran/operator/", data).status_code == 403
        assert not fresh(p.akun["rekan"]).daftar_peran.exists()

    def test_service_called_directly_is_refused(self, p):
        siti, admin = fresh(p.akun["pegawai"]), fresh(p.akun["admin_bkd"])
        with looking(sight(admin, siti)), pytest.raises(HanyaLihat):
            bantuan.ask_help(isi="Atas nama Siti.", by=siti)
        with looking(sight(admin, siti)), pytest.raises(HanyaLihat):
            peran.withdraw_usulan_peran(siti.pk, by=siti)

    @pytest.mark.urls("tests.core.test_lihat")
    @pytest.mark.parametrize("where", ["/x/tulis/", "/x/hapus/"])
    def test_page_that_writes_by_get_is_stopped_by_the_database(self, p, viewer, where):
        tugas.assign_tugas([p.akun["pegawai"]], jenis="x", objek_id=p.seksi.pk, judul="Tetap ada", alasan="x", url="/")
        before = Notifikasi.objects.count()
        answer = viewer.get(where)
        assert answer.status_code == 403
        assert hanya_lihat.PESAN in answer.content.decode()
        assert Notifikasi.objects.count() == before
        assert p.akun["pegawai"].daftar_tugas.count() == 1

    @pytest.mark.urls("tests.core.test_lihat")
    def test_the_same_pages_write_for_their_owner(self, p):
        assert p.client("pegawai").get("/x/tulis/").content == b"tertulis"

    @pytest.mark.urls("tests.core.test_lihat")
    @pytest.mark.parametrize("where", ["/x/alir/", "/x/unduh/"])
    def test_nothing_is_taken_away_as_a_file(self, viewer, where):
        answer = viewer.get(where)
        assert answer.status_code == 403
        assert b"rahasia" not in answer.content

    def test_forged_session_of_another_account_counts_for_nothing(self, p):
        client = p.client("rekan")
        session = client.session
        session[lihat.SESSION_KEY] = {
            "pelihat": str(p.akun["admin_bkd"].pk), "sasaran": str(p.akun["pegawai"].pk),
            "sampai": timezone.now().timestamp() + 900, "kembali": "/",
        }  # fmt: skip
        session.save()
        assert top_bar("Budi Santoso") in client.get("/").content.decode()

    def test_copying_program_is_stopped(self, p, viewer, monkeypatch):
        monkeypatch.setattr(lihat, "PAGES", lihat.Batas(3, 900))
        answers = [viewer.get("/unit/").status_code for _ in range(5)]
        assert answers == [200, 200, 200, 403, 403]

    def test_form_left_open_on_the_other_side_is_not_sent_in_the_wrong_name(self, p):
        """The CSRF token changes at the beginning and at the end."""
        client = Client(enforce_csrf_checks=True)
        client.cookies = login(p.akun["admin_bkd"]).cookies
        client.get("/akun/kontak/")
        own_token = client.cookies["csrftoken"].value
        own = {"headers": {"Origin": "http://testserver"}}
        data = {"csrfmiddlewaretoken": own_token}
        client.post(f"/lihat-sebagai/{p.akun['pegawai'].pk}/", data | {"alasan": REASON}, **own)
        client.get("/akun/kontak/")
        other_token = client.cookies["csrftoken"].value
        assert other_token != own_token
        client.post("/lihat-sebagai/berhenti/", {"csrfmiddlewaretoken": other_token}, **own)
        assert lihat.SESSION_KEY not in client.session
        late = client.post("/akun/kontak/", {"csrfmiddlewaretoken": other_token, "telepon": "0812 3456 7890"}, **own)
        assert late.status_code == 403
        assert fresh(p.akun["admin_bkd"]).telepon == ""


def sample(converter):
    """A value that fits a part of a path."""
    if isinstance(converter, UUIDConverter):
        return "01a1ffca-6604-7fe0-97b7-10f20ae8aa9b"
    if isinstance(converter, IntConverter):
        return "999999"
    return "x" if "[" in converter.regex else converter.regex.split("|")[0]


class TestEnd:
    def test_stopping_returns_to_the_own_account(self, p, viewer):
        answer = viewer.post("/lihat-sebagai/berhenti/")
        assert answer["Location"] == "/"
        assert top_bar("Akun admin_bkd") in viewer.get("/").content.decode()
        assert not banner(viewer)

    def test_stopping_twice_does_it_once(self, p, viewer):
        viewer.post("/lihat-sebagai/berhenti/")
        viewer.post("/lihat-sebagai/berhenti/")
        assert Tindakan.objects.filter(aksi="lihat_sebagai_selesai").count() == 1

    def test_after_a_quarter_of_an_hour_it_is_over(self, p, viewer):
        later = timezone.now() + timedelta(minutes=15, seconds=1)
        with mock.patch("asn_portal.core.lihat.timezone.now", return_value=later):
            answer = viewer.get("/pegawai/saya/")
        assert (answer.status_code, answer["Location"]) == (302, "/")
        page = viewer.get("/").content.decode()
        assert "Waktu melihat sudah habis" in page
        assert top_bar("Akun admin_bkd") in page

    def test_what_is_sent_after_the_end_of_time_is_not_done(self, p, viewer):
        later = timezone.now() + timedelta(minutes=16)
        with mock.patch("asn_portal.core.lihat.timezone.now", return_value=later):
            answer = viewer.post("/akun/kontak/", {"telepon": "0812 3456 7890"})
        assert answer.status_code == 403
        assert "Waktu melihat sudah habis" in answer.content.decode()
        assert fresh(p.akun["admin_bkd"]).telepon == fresh(p.akun["pegawai"]).telepon == ""

    def test_fragment_after_the_end_loads_the_whole_page(self, p, viewer):
        later = timezone.now() + timedelta(minutes=16)
        with mock.patch("asn_portal.core.lihat.timezone.now", return_value=later):
            answer = viewer.get("/pegawai/", headers={"HX-Request": "true"})
        assert (answer.status_code, answer["HX-Redirect"]) == (204, "/")

    def test_right_that_goes_ends_it_at_the_next_page(self, p, viewer):
        end_role(p.akun["admin_bkd"], Peran.ADMIN_BKD, p.akar)
        assert viewer.get("/pegawai/saya/").status_code == 302
        assert "tidak lagi dapat melihat" in viewer.get("/").content.decode()

    def test_other_who_gets_more_rights_ends_it(self, p, viewer):
        give_role(p.akun["pegawai"], Peran.AUDITOR, p.akar)
        assert viewer.get("/pegawai/saya/").status_code == 302
        assert not banner(viewer)

    def test_logging_out_ends_it_and_the_next_login_is_oneself(self, p, viewer):
        viewer.post("/keluar/")
        last = Tindakan.objects.filter(aksi__in=["lihat_sebagai_selesai", "keluar"]).values_list("aksi", "pengguna_id")
        assert set(last) == {("lihat_sebagai_selesai", p.akun["admin_bkd"].pk), ("keluar", p.akun["admin_bkd"].pk)}
        assert viewer.get("/").status_code == 302
        assert not banner(p.client("admin_bkd"))

    def test_other_sessions_are_untouched(self, p):
        other, siti = p.client("admin_bkd"), p.client("pegawai")
        begin(p, "pegawai")
        assert top_bar("Akun admin_bkd") in other.get("/").content.decode()
        assert top_bar("Siti Aminah") in siti.get("/").content.decode()
        assert not banner(siti)
        assert siti.post("/akun/kontak/", {"telepon": "0812 3456 7890"}).status_code == 302
        assert fresh(p.akun["pegawai"]).telepon == "0812 3456 7890"


class TestTold:
    def test_both_are_in_the_trace_and_the_other_is_told(self, p):
        tiket = bantuan.ask_help(isi="Tolong.", by=p.akun["pegawai"])
        client = p.client("admin_bkd")
        siti, admin = p.akun["pegawai"], p.akun["admin_bkd"]
        client.post(f"/lihat-sebagai/{siti.pk}/", {"alasan": REASON, "tiket": str(tiket.pk)})
        act = Tindakan.objects.get(aksi="lihat_sebagai_mulai")
        assert (act.pengguna_id, act.objek_id, act.subjek_id) == (admin.pk, str(siti.pk), p.orang["pegawai"].pk)
        assert act.alasan == REASON
        assert {k: act.rincian[k] for k in ("pelihat", "sasaran", "tiket")} == {
            "pelihat": str(admin.pk), "sasaran": str(siti.pk), "tiket": tiket.label,
        }  # fmt: skip
        read = AksesData.objects.get(subjek_id=p.orang["pegawai"].pk)
        assert (read.pengguna_id, read.peran, read.tujuan, read.kelompok) == (
            admin.pk, "admin_bkd", REASON, "Tampilan portal",
        )  # fmt: skip
        told = Notifikasi.objects.get(untuk=siti)
        assert tiket.label in told.isi
        assert told.mengapa == REASON
        assert admin.nama not in told.isi + told.oleh
        assert client.post("/lihat-sebagai/berhenti/")["Location"] == f"/bantuan/{tiket.pk}/"
        assert Tindakan.objects.get(aksi="lihat_sebagai_selesai").alasan == "Berhenti melihat"

    def test_seen_on_who_looks_at_my_data(self, p, viewer):
        page = p.client("pegawai").get("/akun/siapa-melihat/").content.decode()
        assert "Pengelola kepegawaian provinsi" in page
        assert REASON in page

    def test_refused_beginning_leaves_nothing(self, p):
        with pytest.raises(PermissionDenied):
            services.begin_view(p.akun["auditor"].pk, alasan=REASON, by=p.akun["admin_bkd"], now=timezone.now())
        assert not Notifikasi.objects.filter(untuk=p.akun["auditor"]).exists()
        assert not Tindakan.objects.filter(aksi="lihat_sebagai_mulai").exists()
