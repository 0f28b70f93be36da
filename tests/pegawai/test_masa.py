"""Dates that once went wrong: plans wiped out by a change before them, circles in the future, units that end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import AlasanUnit
from asn_portal.core.errors import DomainError
from asn_portal.core.models import RincianUnit, UnitKerja
from asn_portal.core.models.pengguna import find_pengguna
from asn_portal.core.services import unit as unit_services
from pegawai.enums import JenisNomor
from pegawai.models import KeanggotaanUnit, LaporanData
from pegawai.services import akun, daftar, identitas, penempatan
from pegawai.services.nomor import set_nomor
from tests.conftest import Provinsi, login
from tests.factories.core import PenggunaFactory, give_role
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON, LATER, LAST = (TODAY + timedelta(days=days) for days in (30, 60, 90))


def move(p: Provinsi, who: str, unit: UnitKerja, mulai: date) -> None:
    penempatan.move_pegawai(p.orang[who].pk, unit=unit, mulai=mulai, dasar="SK", by=p.akun["admin_bkd"])


def unit_of(p: Provinsi, who: str, day: date) -> UnitKerja | None:
    row = KeanggotaanUnit.objects.pada(day).filter(pegawai=p.orang[who]).first()
    return row.unit if row else None


def found(p: Provinsi, nama: str, induk: UnitKerja) -> UnitKerja:
    return unit_services.found_unit(
        nama=nama, jenis="seksi", induk=induk, mulai=TODAY, dasar="x", by=p.akun["admin_bkd"]
    )


def end(p: Provinsi, unit: UnitKerja, mulai: date, pengganti: UnitKerja | None = None) -> None:
    unit_services.end_unit(unit.pk, mulai=mulai, pengganti=pengganti, dasar="x", by=p.akun["admin_bkd"])


def change(p: Provinsi, unit: UnitKerja, mulai: date, **values: object) -> None:
    now = RincianUnit.objects.pada(TODAY).get(unit=unit)
    kept = {"nama": now.nama, "singkatan": now.singkatan, "jenis": now.jenis, "induk": now.induk}
    unit_services.change_unit(
        unit.pk, mulai=mulai, alasan=AlasanUnit.DIPERBAIKI, dasar="x", by=p.akun["admin_bkd"], **(kept | values)
    )


class TestMembership:
    def test_move_before_a_planned_one_keeps_the_plan(self, provinsi):
        move(provinsi, "pegawai", provinsi.dinas_lain, LATER)
        move(provinsi, "pegawai", provinsi.dinas, SOON)
        days = (TODAY, SOON, LATER)
        assert [unit_of(provinsi, "pegawai", day) for day in days] == [
            provinsi.seksi,
            provinsi.dinas,
            provinsi.dinas_lain,
        ]

    def test_nobody_moves_into_a_unit_that_ends_later(self, provinsi):
        dying = found(provinsi, "Seksi Sementara", provinsi.dinas)
        end(provinsi, dying, LATER)
        with pytest.raises(DomainError, match="berakhir"):
            move(provinsi, "pegawai", dying, SOON)

    def test_merger_moves_nobody_before_he_is_there(self, provinsi):
        dying = found(provinsi, "Seksi Sementara", provinsi.dinas)
        move(provinsi, "pegawai", dying, LATER)
        end(provinsi, dying, SOON, provinsi.dinas)
        assert unit_of(provinsi, "pegawai", SOON) == provinsi.seksi
        assert unit_of(provinsi, "pegawai", LATER) == provinsi.dinas

    def test_merger_leaves_a_planned_move_away_alone(self, provinsi):
        dying = found(provinsi, "Seksi Sementara", provinsi.dinas)
        move(provinsi, "pegawai", dying, TODAY)
        move(provinsi, "pegawai", provinsi.dinas_lain, LATER)
        end(provinsi, dying, SOON, provinsi.dinas)
        assert unit_of(provinsi, "pegawai", SOON) == provinsi.dinas
        assert unit_of(provinsi, "pegawai", LATER) == provinsi.dinas_lain


class TestUnits:
    def name_on(self, unit: UnitKerja, day: date) -> str:
        return core_selectors.unit_names([unit.pk], day)[unit.pk]

    def test_correction_today_keeps_the_planned_name_and_parent(self, provinsi):
        change(provinsi, provinsi.seksi, LATER, nama="Seksi Baru", induk=provinsi.dinas_lain)
        change(provinsi, provinsi.seksi, TODAY, singkatan="S1")
        assert [self.name_on(provinsi.seksi, day) for day in (TODAY, LATER)] == ["Seksi Satu", "Seksi Baru"]
        later = RincianUnit.objects.pada(LATER).get(unit=provinsi.seksi)
        assert (later.induk, later.singkatan) == (provinsi.dinas_lain, "S1")

    def test_form_begins_with_what_is_true_today(self, provinsi):
        change(provinsi, provinsi.seksi, LATER, nama="Seksi Baru")
        form = login(provinsi.akun["admin_bkd"]).get(f"/unit/{provinsi.seksi.pk}/ubah/").context["form"]
        assert form.initial["nama"] == "Seksi Satu"

    def test_child_that_leaves_later_still_leaves(self, provinsi):
        parent = found(provinsi, "Bidang", provinsi.dinas)
        child = found(provinsi, "Seksi Anak", parent)
        change(provinsi, child, LATER, induk=provinsi.dinas_lain)
        end(provinsi, parent, SOON, provinsi.dinas)
        parents = [RincianUnit.objects.pada(day).get(unit=child).induk for day in (TODAY, SOON, LATER)]
        assert parents == [parent, provinsi.dinas, provinsi.dinas_lain]

    def test_setting_changed_today_keeps_the_one_planned_for_later(self, provinsi):
        by = provinsi.akun["admin_bkd"]
        unit_services.set_pengaturan(kunci="kota", nilai="Nusantara", mulai=LATER, dasar="x", by=by)
        unit_services.set_pengaturan(kunci="kota", nilai="Jakarta", mulai=TODAY, dasar="x", by=by)
        values = [core_selectors.pengaturan(provinsi.instansi.pk, day)["kota"] for day in (TODAY, LATER)]
        assert values == ["Jakarta", "Nusantara"]


class TestSuperior:
    def set(self, p: Provinsi, who: str, atasan: str, mulai: date, sampai: date | None = None) -> None:
        penempatan.set_atasan(
            p.orang[who].pk, atasan=p.orang[atasan], mulai=mulai, sampai=sampai, dasar="x", by=p.akun["admin_bkd"]
        )

    def test_circle_that_closes_later_is_refused(self, provinsi):
        self.set(provinsi, "rekan", "pegawai", LATER)
        with pytest.raises(DomainError, match="saling mengatasi"):
            self.set(provinsi, "pegawai", "rekan", TODAY)

    def test_the_same_pair_in_other_months_is_no_circle(self, provinsi):
        self.set(provinsi, "rekan", "pegawai", LATER)
        self.set(provinsi, "pegawai", "rekan", TODAY, SOON)

    def test_hr_does_not_name_itself(self, provinsi):
        hr = provinsi.akun["orang_dinas_lain"]
        give_role(hr, "admin_bkd", provinsi.akar)
        with pytest.raises(DomainError, match="diri sendiri"):
            penempatan.set_atasan(
                provinsi.orang["pegawai"].pk, atasan=provinsi.orang["orang_dinas_lain"], mulai=TODAY, sampai=None,
                dasar="x", by=hr,
            )  # fmt: skip


class TestNumbers:
    def test_number_of_tomorrow_is_in_the_list_tomorrow(self, provinsi, monkeypatch):
        person = provinsi.orang["pegawai"]
        old, new = person.nip, "199002152026012777"
        set_nomor(person.pk, jenis=JenisNomor.NIP, nomor=new, mulai=SOON, dasar="x", by=provinsi.akun["admin_bkd"])
        person.refresh_from_db()
        assert person.nip == old
        monkeypatch.setattr(daftar.timezone, "localdate", lambda: SOON)
        assert daftar.refresh_numbers() == 1
        assert daftar.refresh_numbers() == 0
        person.refresh_from_db()
        assert person.nip == new

    def test_account_made_before_a_planned_number_answers_to_it_then(self, provinsi):
        person = make_person("Baru", unit=provinsi.seksi, with_account=False)
        by, new = provinsi.akun["admin_bkd"], "199002152026012778"
        set_nomor(person.pk, jenis=JenisNomor.NIP, nomor=new, mulai=SOON, dasar="x", by=by)
        akun.issue_slips([person.pk], by=by, now=timezone.now())
        person.refresh_from_db()
        assert find_pengguna(new, TODAY) is None
        assert find_pengguna(new, SOON) == person.pengguna

    def test_number_taken_as_a_user_name_is_a_sentence(self, provinsi):
        person = make_person("Baru", unit=provinsi.seksi, with_account=False)
        PenggunaFactory(instansi=provinsi.instansi, username=person.nrk)
        with pytest.raises(DomainError, match="nama akun lain"):
            akun.issue_slips([person.pk], by=provinsi.akun["admin_bkd"], now=timezone.now())


class TestSlipsOfTheMighty:
    def test_hr_of_a_unit_opens_no_account_of_the_province(self, provinsi):
        """The person sits in his unit, was never logged in, and has just become HR of the province."""
        person = make_person("Calon", unit=provinsi.seksi)
        give_role(person.pengguna, "admin_bkd", provinsi.akar)
        with pytest.raises(DomainError, match="pengelola kedua"):
            akun.issue_slips([person.pk], by=provinsi.akun["admin_unit"], now=timezone.now())
        with pytest.raises(DomainError, match="pengelola kedua"):
            akun.issue_recovery_slip(person.pk, alasan="x", by=provinsi.akun["admin_unit"], now=timezone.now())

    def test_printing_everybody_leaves_them_out_and_offers_the_other_way(self, provinsi):
        person = make_person("Calon", unit=provinsi.seksi)
        give_role(person.pengguna, "admin_bkd", provinsi.akar)
        hr = login(provinsi.akun["admin_unit"])
        response = hr.post("/akun-pegawai/slip/", {"semua": "1"})
        assert response.status_code == 200
        assert "Calon" not in response.content.decode()
        assert f"/akun-pegawai/{person.pk}/pulihkan/" in hr.get("/akun-pegawai/?q=Calon").content.decode()
        answer = hr.post(f"/akun-pegawai/{person.pk}/pulihkan/", {"alasan": "KTP"})
        assert answer.status_code == 302
        assert "/pemulihan/" in answer["Location"]


class TestReveal:
    def stale(self, client: Client, minutes: int) -> None:
        session = client.session
        moment = timezone.now().timestamp() - minutes * 60
        session["account_authentication_methods"] = [{"method": "password", "at": moment}]
        session.save()

    def test_own_value_is_one_click(self, provinsi):
        identitas.set_nik(provinsi.orang["pegawai"], "3171015502900003", sah=True)
        client = login(provinsi.akun["pegawai"])
        self.stale(client, 20)
        response = client.post(f"/pegawai/{provinsi.orang['pegawai'].pk}/nik/")
        assert "3171015502900003" in response.content.decode()

    @pytest.mark.parametrize("tujuan", ["x", "...", "aaa aaa", "123"])
    def test_a_reason_says_something(self, provinsi, tujuan):
        person = provinsi.orang["pegawai"]
        identitas.set_nik(person, "3171015502900003", sah=True)
        refused = login(provinsi.akun["admin_unit"]).post(f"/pegawai/{person.pk}/nik/", {"tujuan": tujuan})
        assert refused.status_code == 422
        assert "sampai jelas" in refused.content.decode()
        assert "3171015502900003" not in refused.content.decode()

    def test_one_reason_opens_half_an_hour_and_every_read_is_traced(self, provinsi):
        hr, first, second = login(provinsi.akun["admin_unit"]), provinsi.orang["pegawai"], provinsi.orang["rekan"]
        self.stale(hr, 6)
        assert hr.post(f"/pegawai/{first.pk}/nik/", {"tujuan": "Tunjangan KP4"}).status_code == 302
        hr = login(provinsi.akun["admin_unit"])
        assert hr.post(f"/pegawai/{first.pk}/nik/", {"tujuan": "Tunjangan KP4"}).status_code == 200
        self.stale(hr, 20)
        page = hr.get(f"/pegawai/{second.pk}/nik/")
        assert page.context["form"]["tujuan"].value() == "Tunjangan KP4"
        assert hr.post(f"/pegawai/{second.pk}/nik/", {"tujuan": "Tunjangan KP4"}).status_code == 200
        assert [line.tujuan for line in core_selectors.reads_of(second.pk, timezone.now())] == ["Tunjangan KP4"]
        session = hr.session
        session["tujuan_buka"]["sampai"] = timezone.now().timestamp() - 1
        session.save()
        assert hr.get(f"/pegawai/{second.pk}/nik/").status_code == 302


def test_report_is_not_answered_by_nobody(provinsi):
    row = LaporanData.objects.create(pegawai=provinsi.orang["pegawai"], bagian="unit", isi="x")
    with pytest.raises(IntegrityError, match="laporan_jawaban"), transaction.atomic():
        LaporanData.objects.filter(pk=row.pk).update(status="diperbaiki")
