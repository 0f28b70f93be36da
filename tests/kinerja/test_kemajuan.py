"""Figures of units: every stage, live after an approval, predicates only once handed over; where to look closer; reminders."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Notifikasi, Pengaturan, periode
from asn_portal.core.pengaturan import PERHATIAN_KEBERATAN
from kinerja.enums import SumberKinerja
from kinerja.models import PenetapanSumber, PeriodeKinerja
from kinerja.selectors.evaluasi import all_stages_of
from kinerja.selectors.kemajuan import chosen_path, hidden_parts, late_accounts, progress_of, stage_of, trail_of
from kinerja.selectors.kemajuan_sql import kept_here
from kinerja.selectors.perhatian import overview_of
from kinerja.selectors.periode import sumber_of
from kinerja.services import ingatkan
from kinerja.services.persetujuan import approve_skp
from pegawai.models import Pegawai
from tests.factories.kinerja import (
    make_achievement,
    make_evaluasi,
    make_objection,
    make_periode,
    make_progress,
    make_skp,
)
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
TAHUN = HARI.year - 1
KEADAAN = ("draf", "dikirim", "dinilai", "disampaikan", "keberatan", "final")


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi, TAHUN)


@pytest.fixture
def tim(provinsi, tahun):
    """One person for each state of the first quarter, and one without an evaluation."""
    people = {}
    for state in (*KEADAAN, ""):
        person = make_person(f"Orang {state or 'tanpa'}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
        skp = make_skp(tahun, person, status="disetujui", penilai=provinsi.orang["atasan"], rhk=1)
        if state:
            row = make_evaluasi(skp, state)
            if state == "keberatan":
                make_objection(row)
        people[state] = person
    return people


def path_of(p):
    return core_selectors.path_of(p.dinas.pk, HARI)


def staged(p, year):
    return stage_of(year, path_of(p), "triwulan", 1, HARI, only_sums=False)


def overview(p, year, **values):
    return overview_of(year, path_of(p), "triwulan", 1, HARI, **({"only_sums": False} | values))


def test_every_stage_is_counted_once(provinsi, tahun, tim):
    total, parts = staged(provinsi, tahun)
    assert (total.draf, total.dikirim, total.dinilai, total.disampaikan, total.keberatan, total.final) == (1,) * 6
    assert total.tersampaikan == 3
    assert total.belum == total.semua - 6
    assert sum(one.semua for one in parts) == total.semua


def test_predicates_enter_only_once_handed_over(provinsi, tahun, tim):
    found = overview(provinsi, tahun)
    assert found.unit.predikat == {"baik": 3}  # handed over, objected to, final; not the one that is only rated
    assert found.unit.keberatan == 1


def test_an_approval_is_seen_at_every_level_at_once(provinsi, tahun):
    skp = make_skp(tahun, provinsi.orang["pegawai"], status="diajukan", penilai=provinsi.orang["atasan"])
    root = core_selectors.path_of(provinsi.akar.pk, HARI)
    levels = [root, path_of(provinsi), core_selectors.path_of(provinsi.seksi.pk, HARI)]

    def approved():
        return [progress_of(tahun, one, HARI, only_sums=False)[0].disetujui for one in levels]

    assert approved() == [0, 0, 0]
    approve_skp(skp.pk, catatan="", by=provinsi.akun["atasan"])
    assert approved() == [1, 1, 1]


@pytest.mark.parametrize("umum", ["portal", "ekinerja"])
@pytest.mark.parametrize("khusus", [{}, {"guru": "ruang_gtk"}, {"pelaksana": "portal", "fungsional": "ekinerja"}])
def test_set_and_single_person_agree_on_where_performance_is_kept(provinsi, tahun, umum, khusus):
    PenetapanSumber.objects.filter(periode=tahun, kelompok="").update(sumber=umum)
    for kelompok, sumber in khusus.items():
        PenetapanSumber.objects.create(periode=tahun, kelompok=kelompok, sumber=sumber)
    names = ["Guru Ahli Muda", "Perawat Terampil", "Kepala Seksi", "Analis Ahli Muda", "Pengadministrasi", ""]
    people = [make_person(f"P{n}", unit=provinsi.seksi) for n in range(len(names))]
    for person, name in zip(people, names, strict=True):
        person.jabatan_kini = name
        person.save()
    here = {row[0] for row in kept_here(tahun).fetch("SELECT orang.id FROM pegawai_pegawai AS orang WHERE DI_PORTAL")}
    assert {one.pk for one in people if sumber_of(one, tahun) == SumberKinerja.PORTAL} == here & {
        one.pk for one in people
    }


def test_small_parts_stay_hidden_from_those_who_see_sums(provinsi, tahun, tim):
    found = overview(provinsi, tahun, only_sums=True)
    assert {one.tahap.kecil for one in found.bagian if one.tahap.semua < 5} <= {True}
    assert not [
        one for one in found.perhatian if any(part.tahap.kecil and part.tahap.nama == one.nama for part in found.bagian)
    ]


@pytest.mark.parametrize(
    ("orang", "hidden"),
    [({1: 9, 2: 7}, set()), ({1: 9, 2: 1, 3: 7}, {2, 3}), ({1: 9, 2: 3, 3: 4}, {2, 3}), ({1: 9, 2: 0}, {2}), ({1: 2}, {1}), ({}, set())],
)  # fmt: skip
def test_no_part_can_be_worked_out_from_the_whole(orang, hidden):
    assert hidden_parts(orang) == hidden


def titles(found):
    return {one.judul for one in found.perhatian}


def test_alerts_follow_their_figures(provinsi, tahun, tim):
    assert {"Belum disampaikan sesudah batas", "Banyak keberatan", "Tanpa bukti dukung"} <= titles(
        overview(provinsi, tahun)
    )
    make_achievement(tahun, provinsi.seksi, provinsi.akun["admin_bkd"], capaian="kurang")
    found = overview(provinsi, tahun)
    assert "Capaian organisasi rendah" in titles(found)
    assert all(one.alasan for one in found.perhatian)


def test_the_threshold_is_the_agency_s_own(provinsi, tahun, tim):
    assert "Banyak keberatan" in titles(overview(provinsi, tahun))
    Pengaturan.objects.create(
        instansi=provinsi.instansi,
        kunci=PERHATIAN_KEBERATAN,
        nilai="90",
        dasar="x",
        berlaku=periode(date(2020, 1, 1)),
    )
    assert "Banyak keberatan" not in titles(overview(provinsi, tahun))


def test_proofs_take_the_alert_away(provinsi, tahun):
    for number in range(6):
        person = make_person(f"Rajin {number}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
        make_progress(
            make_skp(tahun, person, status="disetujui", penilai=provinsi.orang["atasan"], rhk=1), date(TAHUN, 2, 3)
        )
    found = overview(provinsi, tahun)
    seksi = next(one for one in found.bagian if one.tahap.unit_id == provinsi.seksi.pk)
    assert seksi.berbukti == 6
    assert ("Tanpa bukti dukung" in {one.judul for one in found.perhatian if one.unit_id == provinsi.seksi.pk}) is (
        (seksi.tahap.semua - 6) * 100 // seksi.tahap.semua >= 50
    )


def test_who_is_late_is_the_person_or_the_penilai(provinsi, tahun, tim):
    late = late_accounts(tahun, path_of(provinsi), ("triwulan", 1), HARI)
    boss = provinsi.akun["atasan"].pk
    assert set(late[boss]) == {tim["dikirim"].pk, tim["dinilai"].pk}
    own = {account for account in late if account != boss}
    assert own == {tim["draf"].pengguna_id, tim[""].pengguna_id}


def test_chosen_people_are_reminded_once_a_day(provinsi, tahun, tim):
    hr, ids = provinsi.akun["admin_unit"], [tim["draf"].pk, tim["dikirim"].pk, tim["final"].pk]
    given = {"isian": {"tahap": "triwulan-1"}, "by": hr}
    done = ingatkan.remind_chosen(tahun.pk, ids, **given)
    assert (done.berhasil, done.tertinggal) == (2, 1)  # the final one waits for nobody
    notice = Notifikasi.objects.get(untuk=provinsi.akun["atasan"])
    assert (notice.judul, "1 orang menunggu penilaian Anda" in notice.isi) == (
        f"Evaluasi triwulan I {TAHUN} menunggu Anda",
        True,
    )
    assert ingatkan.remind_chosen(tahun.pk, ids, **given).berhasil == 0


@pytest.mark.parametrize("who", ["pegawai", "atasan", "pimpinan", "auditor"])
def test_reminding_chosen_people_is_for_hr(provinsi, tahun, tim, who):
    with pytest.raises(PermissionDenied):
        ingatkan.remind_chosen(tahun.pk, [tim["draf"].pk], {"tahap": ""}, provinsi.akun[who])


def test_hr_of_another_unit_reaches_nobody_here(provinsi, tahun, tim):
    done = ingatkan.remind_chosen(tahun.pk, [tim["draf"].pk], {"tahap": "triwulan-1"}, provinsi.akun["admin_unit_lain"])
    assert done.berhasil == 0


def test_reminding_through_the_page(provinsi, tahun, tim):
    client = provinsi.client("admin_unit")
    page = client.get(reverse("kinerja:unit"), {"tahun": TAHUN, "tahap": "triwulan-1"})
    assert "Ingatkan yang dipilih" in page.content.decode()
    asked = {"tahun": TAHUN, "tahap": "triwulan-1", "pilih": [str(tim["draf"].pk)]}
    assert client.post(reverse("kinerja:remind_many"), asked).status_code == 302
    assert Notifikasi.objects.filter(untuk=tim["draf"].pengguna).count() == 1


@pytest.mark.parametrize("halaman", ["kinerja:unit", "kinerja:perhatian"])
def test_queries_do_not_grow_with_people(provinsi, tahun, tim, halaman):
    client, counts = provinsi.client("admin_bkd"), []
    for more in (0, 5):
        for number in range(more):
            person = make_person(f"Lagi {number}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
            make_evaluasi(make_skp(tahun, person, status="disetujui", penilai=provinsi.orang["atasan"], rhk=1), "final")
        client.get(reverse(halaman), {"tahun": TAHUN, "tahap": "triwulan-1"})
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(halaman), {"tahun": TAHUN, "tahap": "triwulan-1"})
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 24


class TestPartTimeInAMonthlyAgency:
    """PPPK paruh waktu have quarters where everybody else has months: both stand on the page, each with its own people."""

    @pytest.fixture
    def bulanan(self, provinsi, tahun):
        PeriodeKinerja.objects.filter(pk=tahun.pk).update(irama="bulanan")
        Pegawai.objects.filter(pk=provinsi.orang["rekan"].pk).update(jenis="pppk_paruh_waktu")
        tahun.refresh_from_db()
        return tahun

    def test_counted_in_their_own_stage(self, provinsi, bulanan):
        path = chosen_path(provinsi.akun["admin_bkd"], None, HARI)
        month, quarter, year = (
            stage_of(bulanan, path, jenis, nomor, HARI, only_sums=False)[0].semua
            for jenis, nomor in (("bulanan", 1), ("triwulan", 1), ("tahunan", 0))
        )
        assert (quarter, month + quarter) == (1, year)

    def test_the_pages_offer_the_quarters_and_units_are_achieved_by_quarter(self, provinsi, bulanan):
        client = provinsi.client("admin_bkd")
        for page in ("kinerja:unit", "kinerja:perhatian", "kinerja:penilai_list"):
            asked = {"tahun": TAHUN, "tahap": "triwulan-1", "masa": "triwulan-1"}
            assert f"Triwulan I {TAHUN} (PPPK paruh waktu)" in client.get(reverse(page), asked).content.decode()
        form = client.get(reverse("kinerja:capaian_set", args=[provinsi.dinas.pk]), {"tahun": TAHUN}).context["form"]
        assert len([one for one in form.fields["masa"].choices if str(one[0]).startswith("triwulan")]) == 4

    def test_without_any_of_them_there_are_months_only(self, provinsi, bulanan):
        Pegawai.objects.filter(pk=provinsi.orang["rekan"].pk).update(jenis="pns")
        assert "triwulan" not in {jenis.value for jenis, _ in all_stages_of(bulanan)}


def test_the_way_up_ends_where_the_own_units_end(provinsi, tahun):
    """No link to a page that would be refused."""
    path = core_selectors.path_of(provinsi.seksi.pk, HARI)
    trail = {who: trail_of(provinsi.akun[who], path, HARI) for who in ("admin_unit", "pimpinan", "admin_bkd")}
    assert trail["admin_bkd"][0].unit_id == provinsi.akar.pk
    for who in ("admin_unit", "pimpinan"):
        assert [row.unit_id for row in trail[who]] == [provinsi.dinas.pk, provinsi.seksi.pk]
        client = provinsi.client(who)
        for row in trail[who]:
            assert client.get(reverse("kinerja:unit"), {"unit": row.unit_id, "tahun": TAHUN}).status_code == 200
