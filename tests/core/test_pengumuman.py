"""Announcements: whom they reach, who writes them, who has read them."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna, Pengumuman, TandaBaca, Tindakan
from asn_portal.core.permissions import layanan
from asn_portal.core.selectors import pengumuman as selectors
from asn_portal.core.services import pengumuman as services
from tests.factories.core import give_role, make_unit
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def fresh(pengguna):
    return Pengguna.objects.get(pk=pengguna.pk)


def write(p, unit=None, by="admin_bkd", peran=(), mulai=None, sampai=None, judul="Apel pagi pindah"):
    return services.write_pengumuman(
        judul=judul, isi="Mulai besok.", unit=unit or p.dinas, peran=list(peran), mulai=mulai or today(),
        sampai=sampai or today() + timedelta(days=7), by=p.akun[by],
    )  # fmt: skip


def readers(p, row):
    """Who finds it on his own page."""
    found = {name: selectors.current_pengumuman(fresh(akun), today()) for name, akun in p.akun.items()}
    return {name for name, rows in found.items() if row in rows}


class TestWhomItReaches:
    def test_members_and_holders_of_roles_at_the_unit_and_below(self, provinsi):
        row = write(provinsi)
        assert readers(provinsi, row) == {
            "pegawai", "rekan", "atasan", "atasan_penilai", "admin_unit", "pimpinan", "penanda_tangan",
        }  # fmt: skip

    def test_only_holders_of_its_roles(self, provinsi):
        assert readers(provinsi, write(provinsi, peran=["atasan"])) == {"atasan", "atasan_penilai"}
        assert readers(provinsi, write(provinsi, peran=["admin_unit", "pimpinan"])) == {"admin_unit", "pimpinan"}
        assert readers(provinsi, write(provinsi, unit=provinsi.akar, peran=["auditor"])) == {"auditor"}

    def test_holder_of_the_role_elsewhere_is_not_meant(self, provinsi):
        row = write(provinsi, unit=provinsi.dinas_lain, peran=["admin_unit"])
        assert readers(provinsi, row) == {"admin_unit_lain"}

    def test_never_another_agency(self, provinsi):
        row = write(provinsi, unit=provinsi.akar)
        assert not readers(provinsi, row) & {"admin_instansi_lain", "orang_instansi_lain"}

    def test_shown_from_its_first_to_its_last_day(self, provinsi):
        tomorrow = today() + timedelta(days=1)
        later = write(provinsi, mulai=tomorrow)
        siti = provinsi.akun["pegawai"]
        assert later not in selectors.current_pengumuman(siti, today())
        assert later in selectors.current_pengumuman(siti, tomorrow)
        assert later in selectors.current_pengumuman(siti, later.sampai)
        assert later not in selectors.current_pengumuman(siti, later.sampai + timedelta(days=1))
        assert not selectors.readable_pengumuman(siti).filter(pk=later.pk).exists()

    def test_both_sides_of_the_question_agree(self, provinsi):
        """The set of an announcement and the sets of all accounts are the same, in random trees with random roles."""
        chance = random.Random(11)
        units = [provinsi.akar, provinsi.dinas, provinsi.seksi, provinsi.dinas_lain]
        units += [
            make_unit(f"U{n}", instansi=provinsi.instansi, induk=chance.choice(units), jenis="seksi") for n in range(5)
        ]
        boss = None
        for n in range(10):
            boss = make_person(f"Orang {n}", unit=chance.choice(units), atasan=boss if chance.random() < 0.6 else None)
            if chance.random() < 0.4:
                give_role(
                    boss.pengguna, chance.choice([Peran.ADMIN_UNIT, Peran.PIMPINAN, Peran.ASESOR]), chance.choice(units)
                )
        Pengguna.objects.filter(pk=boss.pengguna.pk).update(is_active=False)
        choices = ["pegawai", "atasan", "atasan_penilai", "admin_unit", "pimpinan", "asesor", "auditor"]
        everybody = [akun for akun in Pengguna.objects.all() if akun.is_active]
        for _ in range(12):
            row = write(provinsi, unit=chance.choice(units), peran=chance.sample(choices, chance.randint(0, 3)))
            told = {akun.pk for akun in everybody if row in selectors.current_pengumuman(fresh(akun), today())}
            assert set(layanan.audience(row, today()).values_list("pk", flat=True)) == told


class TestWhoWrites:
    def test_hr_in_its_units_and_the_province_everywhere(self, provinsi):
        for by, unit in (("admin_unit", provinsi.seksi), ("admin_unit", provinsi.dinas), ("admin_bkd", provinsi.akar)):
            assert write(provinsi, unit=unit, by=by).unit_id == unit.pk

    @pytest.mark.parametrize(
        "by", ["pegawai", "pimpinan", "auditor", "admin_sistem", "admin_unit_lain", "admin_instansi_lain"]
    )
    def test_nobody_else(self, provinsi, by):
        with pytest.raises(PermissionDenied):
            write(provinsi, unit=provinsi.seksi, by=by)

    def test_hr_of_a_unit_never_above_it(self, provinsi):
        with pytest.raises(PermissionDenied):
            write(provinsi, unit=provinsi.akar, by="admin_unit")

    def test_unit_outside_the_scope_is_not_offered(self, provinsi):
        data = {"judul": "x", "isi": "x", "unit": str(provinsi.dinas_lain.pk), "mulai": today(), "sampai": today()}
        answer = provinsi.client("admin_unit").post("/pengumuman/tulis/", data)
        assert answer.status_code == 422
        assert "Unit itu tidak ada. Pilih unit dari daftar." in answer.content.decode()

    def test_last_day_before_the_first_or_in_the_past_is_refused_in_words(self, provinsi):
        client = provinsi.client("admin_unit")
        data = {
            "judul": "Judul saya",
            "isi": "x",
            "unit": str(provinsi.dinas.pk),
            "mulai": "2026-11-20",
            "sampai": "2026-11-19",
        }
        page = client.post("/pengumuman/tulis/", data).content.decode()
        assert "Tanggal sampai tidak boleh sebelum tanggal mulai." in page
        gone = data | {"mulai": "2020-01-01", "sampai": "2020-01-02"}
        page = client.post("/pengumuman/tulis/", gone).content.decode()
        assert "Tanggal sampai sudah lewat" in page
        assert 'value="Judul saya"' in page

    def test_writing_is_traced_with_its_unit(self, provinsi):
        row = write(provinsi)
        act = Tindakan.objects.get(aksi="pengumuman_ditulis")
        assert (act.objek_id, act.unit_id, act.pengguna_id) == (
            str(row.pk),
            provinsi.dinas.pk,
            provinsi.akun["admin_bkd"].pk,
        )


class TestEndAndCorrection:
    def test_ended_one_is_shown_to_nobody_but_kept_with_its_readers(self, provinsi):
        row = write(provinsi)
        services.mark_read(row.pk, by=provinsi.akun["pegawai"])
        services.end_pengumuman(row.pk, alasan="Keliru", by=provinsi.akun["admin_unit"])
        assert readers(provinsi, row) == set()
        assert row in selectors.past_pengumuman(provinsi.akun["pegawai"], today())
        assert TandaBaca.objects.filter(pengumuman=row).count() == 1

    def test_correction_ends_the_old_and_asks_everybody_to_read_the_new(self, provinsi):
        old = write(provinsi)
        services.mark_read(old.pk, by=provinsi.akun["pegawai"])
        new = correct(provinsi, old)
        assert readers(provinsi, old) == set()
        assert new in selectors.unread_pengumuman(provinsi.akun["pegawai"], today())
        old.refresh_from_db()
        assert (old.isi, new.memperbaiki_id, old.diakhiri_oleh_id) == (
            "Mulai besok.",
            old.pk,
            provinsi.akun["admin_unit"].pk,
        )
        assert Tindakan.objects.get(aksi="pengumuman_diperbaiki").rincian == {"memperbaiki": str(old.pk)}

    def test_second_of_two_corrections_gets_a_sentence_and_changes_nothing(self, provinsi):
        old = write(provinsi)
        correct(provinsi, old)
        with pytest.raises(TransitionError, match="sudah diakhiri"):
            correct(provinsi, old)
        with pytest.raises(TransitionError, match="sudah diakhiri"):
            services.end_pengumuman(old.pk, alasan="x", by=provinsi.akun["admin_bkd"])
        assert Pengumuman.objects.count() == 2

    def test_other_hr_neither_ends_nor_corrects(self, provinsi):
        row = write(provinsi)
        with pytest.raises(PermissionDenied):
            services.end_pengumuman(row.pk, alasan="x", by=provinsi.akun["admin_unit_lain"])
        with pytest.raises(PermissionDenied):
            correct(provinsi, row, by="admin_unit_lain")

    def test_correction_cannot_carry_it_out_of_the_own_units(self, provinsi):
        row = write(provinsi)
        with pytest.raises(PermissionDenied):
            correct(provinsi, row, unit=provinsi.akar)


def correct(p, old, by="admin_unit", unit=None):
    return services.correct_pengumuman(
        old.pk, judul="Apel pagi tetap", isi="Tidak jadi.", unit=unit or p.dinas, peran=[], mulai=today(),
        sampai=today() + timedelta(days=3), by=p.akun[by],
    )  # fmt: skip


@pytest.mark.parametrize("who", ["pegawai", "atasan", "rekan", "admin_unit", "admin_unit_lain", "admin_bkd", "auditor"])
def test_start_page_shows_what_the_list_shows_as_unread(provinsi, who):
    """Two ways to ask: one statement for the start page, a queryset for everything else."""
    for unit in (provinsi.akar, provinsi.dinas, provinsi.seksi, provinsi.dinas_lain):
        for peran in ([], [Peran.ATASAN], [Peran.ADMIN_UNIT, Peran.PEGAWAI]):
            write(provinsi, unit=unit, peran=peran, by="admin_bkd")
    services.mark_read(
        selectors.current_pengumuman(provinsi.akun[who], today()).values_list("pk", flat=True)[0], by=provinsi.akun[who]
    )
    listed = selectors.current_pengumuman(provinsi.akun[who], today()).filter(dibaca_pada=None)
    unread = selectors.unread_pengumuman(provinsi.akun[who], today(), batas=50)
    assert [(row.pk, row.nama_unit) for row in unread] == [(row.pk, row.nama_unit) for row in listed]


class TestReceipt:
    def test_read_once_however_often_it_is_pressed(self, provinsi):
        row = write(provinsi)
        client = provinsi.client("pegawai")
        for _ in range(2):
            assert client.post(f"/pengumuman/{row.pk}/dibaca/")["Location"] == "/pengumuman/"
        assert TandaBaca.objects.count() == 1
        assert row not in selectors.unread_pengumuman(provinsi.akun["pegawai"], today())

    def test_opening_the_page_is_not_reading(self, provinsi):
        row = write(provinsi)
        page = provinsi.client("pegawai").get(f"/pengumuman/{row.pk}/").content.decode()
        assert "Saya sudah membaca" in page
        assert TandaBaca.objects.count() == 0

    def test_nobody_signs_for_what_is_not_meant_for_him_or_is_over(self, provinsi):
        row = write(provinsi)
        with pytest.raises(DomainError, match="tidak ditampilkan"):
            services.mark_read(row.pk, by=provinsi.akun["admin_bkd"])
        services.end_pengumuman(row.pk, alasan="x", by=provinsi.akun["admin_bkd"])
        with pytest.raises(DomainError, match="tidak ditampilkan"):
            services.mark_read(row.pk, by=provinsi.akun["pegawai"])

    def test_figures_in_one_query_of_todays_audience(self, provinsi, django_assert_num_queries):
        row = write(provinsi)
        Pengguna.objects.exclude(pk=provinsi.akun["rekan"].pk).update(diaktifkan_pada=timezone.now())
        for who in ("pegawai", "atasan"):
            services.mark_read(row.pk, by=provinsi.akun[who])
        TandaBaca.objects.create(pengumuman=row, pengguna=provinsi.akun["orang_dinas_lain"])  # moved away since
        with django_assert_num_queries(2):  # the path of the unit, and the count
            figures = selectors.read_figures(row, today())
        assert (figures.penerima, figures.membaca, figures.belum_aktif, figures.persen) == (7, 2, 1, 29)

    def test_readers_do_not_see_who_else_has_read(self, provinsi):
        row = write(provinsi)
        figures = f"dari {len(readers(provinsi, row))} sudah membaca"
        assert figures not in provinsi.client("pegawai").get(f"/pengumuman/{row.pk}/").content.decode()
        assert figures in provinsi.client("admin_unit").get(f"/pengumuman/{row.pk}/").content.decode()

    def test_unread_ones_stand_on_the_start_page(self, provinsi):
        row = write(provinsi)
        client = provinsi.client("pegawai")
        assert row.judul in client.get("/").content.decode()
        client.post(f"/pengumuman/{row.pk}/dibaca/")
        assert f"/pengumuman/{row.pk}/" not in client.get("/").content.decode()

    def test_lists_cost_the_same_for_one_and_for_many(self, provinsi):
        write(provinsi)
        for who, path in (("pegawai", "/pengumuman/"), ("admin_unit", "/pengumuman/kelola/"), ("pegawai", "/")):
            client = provinsi.client(who)
            client.get(path)
            with CaptureQueriesContext(connection) as few:
                client.get(path)
            write(provinsi)
            write(provinsi)
            with CaptureQueriesContext(connection) as many:
                client.get(path)
            assert len(few) == len(many) <= 15, (path, [q["sql"][:100] for q in many])

    def test_words_cannot_carry_markup(self, provinsi):
        row = services.write_pengumuman(
            judul="<script>alert(1)</script>", isi="<img src=x onerror=alert(1)>", unit=provinsi.dinas, peran=[],
            mulai=today(), sampai=today(), by=provinsi.akun["admin_unit"],
        )  # fmt: skip
        page = provinsi.client("pegawai").get(f"/pengumuman/{row.pk}/").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
