"""Requests for help: who gets them, who sees them, every step told, nothing twice."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.core.enums import Peran, StatusTiket, TujuanTiket
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import (
    BalasanTiket,
    JejakAudit,
    Notifikasi,
    Pengaturan,
    Pengguna,
    Tiket,
    Tindakan,
    Tugas,
    periode,
)
from asn_portal.core.permissions import layanan
from asn_portal.core.selectors import bantuan as selectors
from asn_portal.core.services import bantuan as services
from tests.factories.core import end_role, give_role, make_unit
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db


def ask(p, who="pegawai", isi="Tombol ajukan tidak tampak."):
    return services.ask_help(isi=isi, halaman="/pegawai/", by=p.akun[who])


def open_duties(tiket):
    rows = Tugas.objects.filter(jenis=services.TUGAS_TIKET, objek_id=tiket.pk, selesai_pada=None)
    return set(rows.values_list("untuk__username", flat=True))


def notices(pengguna):
    return list(Notifikasi.objects.filter(untuk=pengguna).order_by("pk").values_list("judul", flat=True))


def fresh(pengguna):
    """The account without what it remembers of its roles."""
    return Pengguna.objects.get(pk=pengguna.pk)


class TestWhoGetsIt:
    def test_nearest_hr_up_the_tree(self, provinsi):
        tiket = ask(provinsi)
        assert tiket.label == f"B-{tiket.nomor:06d}"
        assert (tiket.tujuan, tiket.unit_id) == (TujuanTiket.UNIT, provinsi.seksi.pk)
        assert open_duties(tiket) == {"admin_unit"}

    def test_nearer_hr_takes_the_place_of_the_one_above(self, provinsi):
        give_role(provinsi.akun["rekan"], Peran.ADMIN_UNIT, provinsi.seksi)
        tiket = ask(provinsi)
        assert open_duties(tiket) == {provinsi.akun["rekan"].username}
        assert layanan.can_answer_tiket(fresh(provinsi.akun["rekan"]), tiket)
        assert not layanan.can_answer_tiket(fresh(provinsi.akun["admin_unit"]), tiket)

    def test_without_hr_on_the_way_up_the_province_gets_it(self, provinsi):
        end_role(provinsi.akun["admin_unit"], Peran.ADMIN_UNIT, provinsi.dinas)
        tiket = ask(provinsi)
        assert tiket.tujuan == TujuanTiket.PROVINSI
        assert open_duties(tiket) == {"admin_bkd", "admin_bkd2"}

    def test_hr_who_asks_is_never_his_own_helper(self, provinsi):
        give_role(provinsi.akun["pegawai"], Peran.ADMIN_UNIT, provinsi.seksi)
        tiket = services.ask_help(isi="Saya sendiri pengelola.", by=fresh(provinsi.akun["pegawai"]))
        assert open_duties(tiket) == {"admin_unit"}
        assert not layanan.can_answer_tiket(fresh(provinsi.akun["pegawai"]), tiket)

    def test_account_without_a_person_is_answered_by_the_province(self, provinsi):
        tiket = ask(provinsi, "asesor")
        assert tiket.tujuan == TujuanTiket.PROVINSI

    def test_only_admin_of_an_agency_is_answered_by_nobody_of_another(self, provinsi):
        tiket = ask(provinsi, "admin_instansi_lain")
        assert open_duties(tiket) == set()

    def test_duties_and_rights_agree_in_random_trees(self, provinsi):
        """Whoever has the duty may answer, and of HR of units nobody else."""
        chance = random.Random(7)
        units = [provinsi.dinas, provinsi.seksi, provinsi.dinas_lain]
        for n in range(6):
            units.append(make_unit(f"Unit {n}", instansi=provinsi.instansi, induk=chance.choice(units), jenis="seksi"))
        people = [make_person(f"Orang {n}", unit=chance.choice(units)) for n in range(8)]
        for person in chance.sample(people, 4):
            give_role(person.pengguna, Peran.ADMIN_UNIT, chance.choice(units))
        operators = [fresh(a) for a in Pengguna.objects.filter(daftar_peran__peran=Peran.ADMIN_UNIT).distinct()]
        for person in people:
            tiket = services.ask_help(isi="Halo.", by=fresh(person.pengguna))
            may = {a.username for a in operators if layanan.can_answer_tiket(a, tiket)}
            assert may == (open_duties(tiket) if tiket.tujuan == TujuanTiket.UNIT else set())


class TestWhoSeesIt:
    def test_asker_nearest_hr_and_province_and_nobody_else(self, provinsi):
        tiket = ask(provinsi)
        seers = {name for name, akun in provinsi.akun.items() if selectors.seen_tiket(fresh(akun)).filter(pk=tiket.pk)}
        assert seers == {"pegawai", "admin_unit", "admin_bkd", "admin_bkd2"}

    def test_system_keepers_see_only_what_was_passed_on_to_them(self, provinsi):
        tiket = ask(provinsi)
        keeper = provinsi.akun["admin_sistem"]
        assert not selectors.seen_tiket(keeper).filter(pk=tiket.pk).exists()
        services.forward_tiket(tiket.pk, kepada=TujuanTiket.SISTEM, isi="Galat 500.", by=provinsi.akun["admin_unit"])
        assert selectors.seen_tiket(fresh(keeper)).filter(pk=tiket.pk).exists()

    def test_who_took_part_still_reads_but_no_longer_answers(self, provinsi):
        tiket = ask(provinsi)
        hr = provinsi.akun["admin_unit"]
        services.forward_tiket(tiket.pk, kepada=TujuanTiket.PROVINSI, isi="Mohon bantuan.", by=hr)
        hr = fresh(hr)
        assert selectors.seen_tiket(hr).filter(pk=tiket.pk).exists()
        assert not layanan.can_answer_tiket(hr, tiket)

    def test_who_lost_the_role_reads_it_no_more(self, provinsi):
        tiket = ask(provinsi)
        hr = provinsi.akun["admin_unit"]
        services.answer_tiket(tiket.pk, isi="Sudah saya periksa.", by=hr)
        end_role(hr, Peran.ADMIN_UNIT, provinsi.dinas)
        assert not selectors.seen_tiket(fresh(hr)).filter(pk=tiket.pk).exists()

    def test_words_of_a_request_never_stand_in_the_trace(self, provinsi):
        tiket = ask(provinsi, isi="Rahasia keluarga saya.")
        services.continue_tiket(tiket.pk, isi="Rahasia kedua.", by=provinsi.akun["pegawai"])
        rows = JejakAudit.objects.filter(tabel__in=["core_tiket", "core_balasantiket"])
        assert rows.count() == 2
        assert "Rahasia" not in str(list(rows.values_list("perubahan", flat=True)))
        assert "Rahasia" not in str(list(Tindakan.objects.values_list("alasan", "rincian")))


class TestSteps:
    def test_how_long_it_may_wait_is_the_agency_s_own(self, provinsi):
        Pengaturan.objects.create(
            instansi=provinsi.instansi, kunci="bantuan_jawab_jam", nilai="36", dasar="SE 1",
            berlaku=periode(timezone.localdate(), None),
        )  # fmt: skip
        before = timezone.now()
        tiket = ask(provinsi)
        duty = Tugas.objects.get(objek_id=tiket.pk)
        assert timedelta(hours=36) <= duty.batas - before < timedelta(hours=37)
        assert "paling lambat 36 jam" in duty.alasan
        page = provinsi.client("pegawai").get("/bantuan/minta/").content.decode()
        assert "Dijawab paling lambat 36 jam" in page

    def test_answer_closes_the_duty_and_tells_the_asker(self, provinsi):
        tiket = ask(provinsi)
        services.answer_tiket(tiket.pk, isi="Muat ulang halamannya.", by=provinsi.akun["admin_unit"])
        tiket.refresh_from_db()
        assert (tiket.status, tiket.menunggu_sejak) == (StatusTiket.DIJAWAB, None)
        assert open_duties(tiket) == set()
        assert notices(provinsi.akun["pegawai"]) == [f"Permintaan bantuan {tiket.label} dijawab"]

    def test_reply_of_the_asker_waits_again(self, provinsi):
        tiket = ask(provinsi)
        services.answer_tiket(tiket.pk, isi="Sudah?", by=provinsi.akun["admin_unit"])
        services.continue_tiket(tiket.pk, isi="Belum.", by=provinsi.akun["pegawai"])
        tiket.refresh_from_db()
        assert tiket.status == StatusTiket.TERBUKA
        assert open_duties(tiket) == {"admin_unit"}

    def test_adding_words_does_not_make_the_waiting_younger(self, provinsi):
        tiket = ask(provinsi)
        since = timezone.now() - timedelta(days=2)
        Tiket.objects.filter(pk=tiket.pk).update(menunggu_sejak=since)
        services.continue_tiket(tiket.pk, isi="Masih menunggu.", by=provinsi.akun["pegawai"])
        tiket.refresh_from_db()
        assert tiket.menunggu_sejak == since

    def test_forwarding_moves_the_duty_and_tells_the_asker(self, provinsi):
        tiket = ask(provinsi)
        services.forward_tiket(
            tiket.pk, kepada=TujuanTiket.PROVINSI, isi="Di luar wewenang.", by=provinsi.akun["admin_unit"]
        )
        assert open_duties(tiket) == {"admin_bkd", "admin_bkd2"}
        assert notices(provinsi.akun["pegawai"]) == [f"Permintaan bantuan {tiket.label} diteruskan"]

    def test_forwarding_to_where_it_is_or_back_to_the_unit_is_refused(self, provinsi):
        tiket = ask(provinsi, "asesor")
        for kepada in (TujuanTiket.PROVINSI, TujuanTiket.UNIT):
            with pytest.raises(DomainError, match="sudah ada pada"):
                services.forward_tiket(tiket.pk, kepada=kepada, isi="x", by=provinsi.akun["admin_bkd"])

    def test_end_by_the_asker_tells_who_helped(self, provinsi):
        tiket = ask(provinsi)
        services.answer_tiket(tiket.pk, isi="Coba lagi.", by=provinsi.akun["admin_unit"])
        services.close_tiket(tiket.pk, isi="", by=provinsi.akun["pegawai"])
        tiket.refresh_from_db()
        assert tiket.status == StatusTiket.SELESAI
        assert notices(provinsi.akun["admin_unit"]) == [f"Permintaan bantuan {tiket.label} selesai"]

    def test_closing_by_hr_needs_a_reason_and_can_be_undone_by_the_asker(self, provinsi):
        tiket = ask(provinsi)
        hr = provinsi.akun["admin_unit"]
        with pytest.raises(DomainError, match="Tuliskan mengapa"):
            services.close_tiket(tiket.pk, isi="", by=hr)
        services.close_tiket(tiket.pk, isi="Sudah dijawab lewat telepon.", by=hr)
        services.reopen_tiket(tiket.pk, isi="Belum ada yang menelepon.", by=provinsi.akun["pegawai"])
        tiket.refresh_from_db()
        assert (tiket.status, tiket.selesai_pada) == (StatusTiket.TERBUKA, None)
        assert open_duties(tiket) == {"admin_unit"}

    def test_old_request_is_not_opened_again(self, provinsi):
        tiket = ask(provinsi)
        services.close_tiket(tiket.pk, isi="", by=provinsi.akun["pegawai"])
        Tiket.objects.filter(pk=tiket.pk).update(selesai_pada=timezone.now() - timedelta(days=15))
        with pytest.raises(DomainError, match="Tulis permintaan baru"):
            services.reopen_tiket(tiket.pk, isi="Lagi.", by=provinsi.akun["pegawai"])

    def test_nobody_answers_ends_or_opens_what_is_not_his(self, provinsi):
        tiket = ask(provinsi)
        for stranger in ("rekan", "admin_unit_lain", "auditor", "admin_instansi_lain", "pimpinan", "admin_sistem"):
            by = provinsi.akun[stranger]
            for act in (services.answer_tiket, services.close_tiket, services.continue_tiket, services.reopen_tiket):
                with pytest.raises(PermissionDenied):
                    act(tiket.pk, isi="x", by=by)
        with pytest.raises(PermissionDenied):
            services.answer_tiket(tiket.pk, isi="Saya jawab sendiri.", by=provinsi.akun["pegawai"])
        assert BalasanTiket.objects.count() == 0

    def test_second_of_two_endings_gets_a_sentence(self, provinsi):
        tiket = ask(provinsi)
        services.close_tiket(tiket.pk, isi="", by=provinsi.akun["pegawai"])
        with pytest.raises(TransitionError, match="sekarang selesai"):
            services.close_tiket(tiket.pk, isi="Ditutup.", by=provinsi.akun["admin_unit"])
        with pytest.raises(DomainError, match="sudah selesai"):
            services.answer_tiket(tiket.pk, isi="Terlambat.", by=provinsi.akun["admin_unit"])

    def test_flood_is_stopped_with_the_way_out(self, provinsi):
        for _ in range(services.REQUESTS_PER_HOUR.jumlah):
            ask(provinsi)
        with pytest.raises(DomainError, match="dalam satu jam"):
            ask(provinsi)
        assert Tiket.objects.count() == services.REQUESTS_PER_HOUR.jumlah


class TestPages:
    def test_page_and_request_number_come_along(self, provinsi):
        client = provinsi.client("pegawai")
        page = client.get("/unit/")
        link = re.findall(r'href="(/bantuan/minta/[^"]+)"', page.content.decode())[-1]
        form = client.get(link.replace("&amp;", "&")).content.decode()
        number = page.wsgi_request.permintaan_id
        assert 'name="halaman" value="/unit/"' in form
        assert f'name="permintaan" value="{number}"' in form
        client.post("/bantuan/minta/", {"isi": "Unit saya tidak ada.", "halaman": "/unit/", "permintaan": number})
        tiket = Tiket.objects.get()
        assert (tiket.halaman, tiket.catatan_sistem) == ("/unit/", number)

    def test_error_page_is_remembered_with_its_number(self, provinsi):
        client = provinsi.client("pegawai")
        lost = client.get("/jadwal/")
        assert lost.status_code == 403
        assert 'href="/bantuan/minta/"' in lost.content.decode()
        form = client.get(
            "/bantuan/minta/", headers={"Referer": "http://testserver/jadwal/?q=rahasia"}
        ).content.decode()
        assert 'name="halaman" value="/jadwal/"' in form
        assert f'name="permintaan" value="{lost.wsgi_request.permintaan_id}"' in form

    @pytest.mark.parametrize("path", ["https://penipu.example/x", "//penipu.example", "javascript:alert(1)", "bukan"])
    def test_foreign_page_is_not_kept(self, provinsi, path):
        client = provinsi.client("pegawai")
        client.post("/bantuan/minta/", {"isi": "Tolong.", "halaman": path, "permintaan": "<b>"})
        tiket = Tiket.objects.get()
        assert (tiket.halaman, tiket.catatan_sistem) == ("", "")

    def test_same_form_twice_is_one_request(self, provinsi):
        client = provinsi.client("pegawai")
        data = {"isi": "Tolong.", "kunci_kirim": "01a1ffca-6604-7fe0-97b7-10f20ae8aa9b"}
        first, second = client.post("/bantuan/minta/", data), client.post("/bantuan/minta/", data)
        assert first["Location"] == second["Location"]
        assert Tiket.objects.count() == 1

    def test_numbers_by_age_equal_the_lists_behind_them(self, provinsi):
        now = timezone.now()
        for hours in (1, 30, 50, 80, 200):
            tiket = ask(provinsi)
            Tiket.objects.filter(pk=tiket.pk).update(menunggu_sejak=now - timedelta(hours=hours))
        answered = ask(provinsi)
        services.answer_tiket(answered.pk, isi="Ya.", by=provinsi.akun["admin_unit"])
        hr = fresh(provinsi.akun["admin_unit"])
        counts = selectors.tiket_counts(hr, now)
        assert {key: counts[key] for key in ("baru", "sedang", "lama", "dijawab")} == {
            "baru": 1, "sedang": 2, "lama": 2, "dijawab": 1,
        }  # fmt: skip
        for age in selectors.UMUR:
            assert selectors.tiket_to_answer(hr, umur=age, now=now).count() == counts[age]

    @pytest.mark.parametrize("word", ["{label}", "{nomor}", "b {nomor}", "siti ami"])
    def test_found_by_number_or_name(self, provinsi, word):
        tiket, other = ask(provinsi), ask(provinsi, "atasan")
        kata = word.format(label=tiket.label, nomor=tiket.nomor)
        found = selectors.tiket_to_answer(provinsi.akun["admin_unit"], kata=kata, now=timezone.now())
        assert [row.pk for row in found] == [tiket.pk]
        assert other.pk not in found

    def test_lists_cost_the_same_for_one_and_for_many(self, provinsi):
        for who, path in (
            ("admin_unit", "/bantuan-masuk/"),
            ("pegawai", "/bantuan/"),
            ("admin_bkd", "/bantuan-masuk/"),
        ):
            ask(provinsi)
            client = provinsi.client(who)
            client.get(path)
            with CaptureQueriesContext(
                connection,
            ) as few:
                client.get(path)
            for _ in range(2):
                ask(provinsi)
            with CaptureQueriesContext(connection) as many:
                client.get(path)
            assert len(few) == len(many) <= 12, (path, [q["sql"][:90] for q in many])

    def test_detail_within_its_budget(self, provinsi):
        tiket = ask(provinsi)
        for _ in range(3):
            services.continue_tiket(tiket.pk, isi="Lagi.", by=provinsi.akun["pegawai"])
        client = provinsi.client("admin_unit")
        client.get(f"/bantuan/{tiket.pk}/")
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/bantuan/{tiket.pk}/")
        assert len(seen) <= 10, [q["sql"][:120] for q in seen]

    def test_refused_reply_keeps_what_was_typed(self, provinsi):
        tiket = ask(provinsi)
        client = provinsi.client("admin_unit")
        answer = client.post(f"/bantuan/{tiket.pk}/teruskan/", {"teruskan-kepada": "", "teruskan-isi": "Catatan saya."})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Catatan saya." in page
        assert "Diteruskan kepada belum diisi." in page
