"""Task teams, calls for members, and what the match of a person and a post adds: measured levels, the gate of discipline."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Notifikasi, Tugas, periode
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import AnggotaTim, LamaranPanggilan, Panggilan
from jabatan.selectors import terukur
from jabatan.selectors import tim as selectors
from jabatan.selectors.calon import shortlist
from jabatan.selectors.jabatan import seat_on
from jabatan.selectors.terukur import BELUM_DIUKUR, Terukur, judge_levels
from jabatan.services import panggilan, penempatan
from jabatan.services import tim as services
from pegawai.models import RiwayatHukuman, RiwayatKursus
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def tim(provinsi):
    return services.make_team(
        unit=provinsi.dinas, nama="Tim layanan", mandat="Memendekkan antrean", lingkup="lintas", mulai=TODAY - 10 * DAY,
        sampai=TODAY + 30 * DAY, by=provinsi.akun["admin_unit"],
    )  # fmt: skip


def join(provinsi, tim, who: str, peran: str = "anggota", **values):
    return services.add_member(
        tim.pk, pegawai=provinsi.orang[who], peran=peran, uraian="", by=provinsi.akun["admin_unit"], **values
    )


def indicator(provinsi, tim, **values):
    wanted = {"nama": "Lama antrean", "satuan": "menit", "target": Decimal(10), "menurun": True} | values
    return services.add_indicator(tim.pk, by=provinsi.akun["admin_unit"], **wanted)


def call(provinsi, tim, **values):
    wanted = {"judul": "Anggota tim layanan", "uraian": "x", "kebutuhan": 1, "batas": TODAY + 5 * DAY} | values
    return panggilan.open_call(tim=tim, kursi=None, by=provinsi.akun["admin_unit"], **wanted)


# -- teams ---------------------------------------------------------------------------------------------------------------


def test_a_team_starts_with_a_head_and_an_indicator(provinsi, tim):
    hr = provinsi.akun["admin_unit"]
    with pytest.raises(DomainError, match="belum mempunyai ketua"):
        services.start_team(tim.pk, by=hr)
    join(provinsi, tim, "pegawai", "ketua")
    with pytest.raises(DomainError, match="indikator"):
        services.start_team(tim.pk, by=hr)
    indicator(provinsi, tim)
    assert services.start_team(tim.pk, by=hr).status == "aktif"
    assert Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"], judul="Tim khusus").exists()


def test_one_head_and_nobody_twice(provinsi, tim):
    join(provinsi, tim, "pegawai", "ketua")
    with pytest.raises(DomainError, match="sudah mempunyai ketua"):
        join(provinsi, tim, "rekan", "ketua")
    with pytest.raises(DomainError, match="sudah menjadi anggota"):
        join(provinsi, tim, "pegawai")


def test_another_unit_does_not_manage_it(provinsi, tim):
    with pytest.raises(PermissionDenied):
        services.add_member(
            tim.pk, pegawai=provinsi.orang["pegawai"], peran="anggota", uraian="", by=provinsi.akun["admin_unit_lain"]
        )


def test_results_before_during_and_after(provinsi, tim):
    row, hr = indicator(provinsi, tim), provinsi.akun["admin_unit"]
    for day, value in ((-40, 30), (-20, 28), (-5, 12)):
        services.record_value(row.pk, tanggal=TODAY + day * DAY, nilai=Decimal(value), sumber="Buku antrean", by=hr)
    [found] = selectors.results_of(tim)
    assert (found.sebelum, found.terakhir, found.tercapai) == (Decimal(28), Decimal(12), False)
    assert [line.label.split(",")[0] for line in found.bagan.baris] == ["Sebelum", "Sebelum", "Selama"]
    services.record_value(row.pk, tanggal=TODAY - 5 * DAY, nilai=Decimal(9), sumber="Diperbaiki", by=hr)
    assert selectors.results_of(tim)[0].tercapai is True
    with pytest.raises(DomainError, match="sesudah hari ini"):
        services.record_value(row.pk, tanggal=TODAY + DAY, nilai=Decimal(1), sumber="x", by=hr)


def test_the_head_records_results_and_a_member_does_not(provinsi, tim):
    row = indicator(provinsi, tim)
    join(provinsi, tim, "pegawai", "ketua")
    join(provinsi, tim, "rekan")
    services.record_value(row.pk, tanggal=TODAY, nilai=Decimal(1), sumber="x", by=provinsi.akun["pegawai"])
    with pytest.raises(PermissionDenied):
        services.record_value(row.pk, tanggal=TODAY, nilai=Decimal(2), sumber="x", by=provinsi.akun["rekan"])


def test_members_are_found_by_their_background(provinsi, tim):
    RiwayatKursus.objects.create(
        pegawai=provinsi.orang["pegawai"],
        nama="Analisis antrean dan layanan",
        jenis_diklat=entry("jenis_diklat:3"),
        sumber="siasn",
        berlaku=periode(TODAY - 90 * DAY),
    )
    found = selectors.find_members(tim, "antrean", TODAY)
    assert [one.nama for one in found] == [provinsi.orang["pegawai"].nama_lengkap]
    assert found[0].bukti == ["Analisis antrean dan layanan"]
    join(provinsi, tim, "pegawai")
    assert selectors.find_members(tim, "antrean", TODAY) == []


def test_contributions_for_the_apps_above(provinsi, tim):
    who = provinsi.orang["pegawai"]
    join(provinsi, tim, "pegawai", "ketua")
    indicator(provinsi, tim)
    days = (TODAY - 5 * DAY, TODAY)
    assert selectors.contributions_of([who.pk], *days) == {}  # a draft counts for nobody
    services.start_team(tim.pk, by=provinsi.akun["admin_unit"])
    found = selectors.contributions_of([who.pk], *days)
    assert [(row.peran, row.lingkup) for row in found[who.pk]] == [("ketua", "lintas")]
    assert selectors.contributions_of([who.pk], TODAY - 90 * DAY, TODAY - 60 * DAY) == {}


# -- calls ---------------------------------------------------------------------------------------------------------------


def test_answered_permitted_chosen(provinsi, peta, tim):
    row = call(provinsi, tim)
    made = panggilan.answer_call(row.pk, alasan="", by=provinsi.akun["pegawai"])
    duty = Tugas.objects.get(objek_id=made.pk, selesai_pada=None)
    assert duty.untuk == provinsi.akun["atasan"]
    with pytest.raises(DomainError, match="belum mengizinkan"):
        panggilan.choose(made.pk, pilih=True, alasan="Cocok", by=provinsi.akun["admin_unit"])
    with pytest.raises(DomainError, match="alasan mengapa"):
        panggilan.permit(made.pk, boleh=False, alasan="", by=provinsi.akun["atasan"])
    panggilan.permit(made.pk, boleh=True, alasan="", by=provinsi.akun["atasan"])
    panggilan.choose(made.pk, pilih=True, alasan="Paling sesuai", by=provinsi.akun["admin_unit"])
    assert AnggotaTim.objects.kini().get(tim=tim).pegawai == provinsi.orang["pegawai"]
    told = Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"], judul="Pendaftaran Anda pada panggilan")
    assert any("Paling sesuai" in one.isi for one in told)
    with pytest.raises(TransitionError):
        panggilan.withdraw_answer(made.pk, by=provinsi.akun["pegawai"])


def test_a_reason_that_is_too_long_stays_in_the_form(provinsi, peta, tim):
    row = call(provinsi, tim)
    text = "Pernah menata arsip " * 30
    page = provinsi.client("pegawai").post(f"/jabatan/panggilan/{row.pk}/daftar/", {"alasan": text})
    assert page.status_code == 422
    assert text.strip() in page.content.decode()
    assert not row.daftar_lamaran.exists()


def test_closed_by_its_date(provinsi, peta, tim):
    row = call(provinsi, tim)
    Panggilan.objects.filter(pk=row.pk).update(batas=TODAY - DAY)
    with pytest.raises(DomainError, match="sudah ditutup"):
        panggilan.answer_call(row.pk, alasan="", by=provinsi.akun["pegawai"])


def test_answered_once_and_again_after_withdrawing(provinsi, peta, tim):
    row = call(provinsi, tim)
    made = panggilan.answer_call(row.pk, alasan="", by=provinsi.akun["pegawai"])
    with pytest.raises(DomainError, match="sudah mendaftar"):
        panggilan.answer_call(row.pk, alasan="", by=provinsi.akun["pegawai"])
    panggilan.withdraw_answer(made.pk, by=provinsi.akun["pegawai"])
    panggilan.answer_call(row.pk, alasan="", by=provinsi.akun["pegawai"])


def test_the_permission_follows_a_plh(provinsi, peta, tim):
    made = panggilan.answer_call(call(provinsi, tim).pk, alasan="", by=provinsi.akun["pegawai"])
    provinsi.akun["rekan"].is_active = True
    penempatan.place_pegawai(
        peta.kasi.pk, pegawai=provinsi.orang["rekan"], mulai=TODAY, sampai=TODAY + 4 * DAY, jenis=JenisPenempatan.PLH,
        keputusan=penempatan.Keputusan(dasar="Cuti"), by=provinsi.akun["admin_unit"],
    )  # fmt: skip
    assert Tugas.objects.get(objek_id=made.pk, selesai_pada=None).untuk == provinsi.akun["rekan"]
    with pytest.raises(PermissionDenied):
        panggilan.permit(made.pk, boleh=True, alasan="", by=provinsi.akun["atasan"])
    panggilan.permit(made.pk, boleh=True, alasan="", by=provinsi.akun["rekan"])


def test_who_still_waits_is_told_at_the_end(provinsi, peta, tim):
    row = call(provinsi, tim)
    panggilan.answer_call(row.pk, alasan="", by=provinsi.akun["pegawai"])
    panggilan.end_call(row.pk, alasan="Tim sudah lengkap", by=provinsi.akun["admin_unit"])
    assert LamaranPanggilan.objects.get().status == "tidak_dipilih"
    assert Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"], isi__contains="Tim sudah lengkap").exists()


def test_others_do_not_see_who_answered(provinsi, peta, tim):
    made = panggilan.answer_call(call(provinsi, tim).pk, alasan="", by=provinsi.akun["pegawai"])
    for who, sees in (
        ("pegawai", True),
        ("atasan", True),
        ("admin_unit", True),
        ("rekan", False),
        ("auditor", False),
        ("pimpinan", False),
    ):
        assert LamaranPanggilan.objects.visible_to(provinsi.akun[who]).filter(pk=made.pk).exists() is sees, who


# -- the match ---------------------------------------------------------------------------------------------------------------


def test_unmeasured_levels_say_so(monkeypatch):
    from jabatan.selectors.syarat import StandarSatu

    standar = StandarSatu("k", "M1", "Integritas", "manajerial", 3, "", 0, "x")
    [open_] = judge_levels([standar], {})
    assert (open_.keadaan, open_.kata) == (BELUM_DIUKUR, "Belum diukur")
    [met] = judge_levels([standar], {"k": Terukur(3, TODAY, "Uji kompetensi")})
    [low] = judge_levels([standar], {"k": Terukur(2, TODAY, "Uji kompetensi")})
    assert (met.kata, low.kata) == ("Memenuhi", "Di bawah standar")
    monkeypatch.setattr(terukur, "_penyedia", [lambda orang, hari: {"siapa": {"k": Terukur(1, hari, "x")}}])
    assert terukur.measured_levels([], TODAY)["siapa"]["k"].tingkat == 1


def test_discipline_is_a_gate_that_names_nobody(provinsi, peta):
    boss = make_seat("Kepala Bidang", unit=provinsi.dinas, jenis=JenisJabatan.ADMINISTRATOR, induk=peta.kadis, kelas=12)
    other = make_person("Kepala Lain", unit=provinsi.dinas)
    sit(other, make_seat("Kepala Subbagian", unit=provinsi.dinas, jenis=JenisJabatan.PENGAWAS, induk=peta.kadis))
    before = shortlist(seat_on(boss, TODAY), TODAY)
    assert "Kepala Lain" in {one.nama for one in before.calon}
    RiwayatHukuman.objects.create(
        pegawai=other, jenis_hukuman=entry("jenis_hukuman:2"), tingkat="b", sumber="siasn",
        berlaku=periode(TODAY - DAY, TODAY + 300 * DAY),
    )  # fmt: skip
    after = shortlist(seat_on(boss, TODAY), TODAY)
    assert "Kepala Lain" not in {one.nama for one in after.calon}
    assert dict(after.dikecualikan)["Tidak lolos gerbang integritas"] == 1
