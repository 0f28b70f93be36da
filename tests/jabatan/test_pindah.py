"""Somebody changes the unit: everything follows on the day, and both sides hand over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import AksesData, Notifikasi, Tugas, periode
from asn_portal.core.pengaturan import MASA_BACA_LAMA
from asn_portal.core.services.unit import set_pengaturan
from jabatan import permissions, selectors
from jabatan.enums import JenisJabatan
from jabatan.serah import TUGAS_MASA, TUGAS_SERAH, TUGAS_TERIMA
from jabatan.services import penempatan
from jabatan.services.serah_terima import finish_handover
from pegawai.models import HubunganAtasan, KeanggotaanUnit, RiwayatOrganisasi
from tests.factories.jabatan import make_seat

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def pindah(provinsi, peta):
    """Siti goes to the other dinas in the middle of a month; returns the membership from that day on."""

    def move(mulai=TODAY):
        staf = make_seat(
            "Arsiparis Ahli Muda", unit=provinsi.dinas_lain, jenis=JenisJabatan.FUNGSIONAL, jenjang="ahli_muda",
            induk=peta.kadis_lain,
        )  # fmt: skip
        penempatan.place_pegawai(
            staf.pk, pegawai=provinsi.orang["pegawai"], mulai=mulai, pindah=True, by=provinsi.akun["admin_bkd"]
        )
        return KeanggotaanUnit.objects.kini().get(pegawai=provinsi.orang["pegawai"], unit=provinsi.dinas_lain)

    return move


def duties(row):
    return {
        (tugas.jenis, tugas.untuk.username)
        for tugas in Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).select_related("untuk")
    }


def test_three_hand_over_and_take_over(provinsi, peta, pindah):
    row = pindah()
    boss = provinsi.akun["atasan"].username
    assert duties(row) == {(TUGAS_SERAH, "admin_unit"), (TUGAS_TERIMA, "admin_unit_lain"), (TUGAS_MASA, boss)}
    found = selectors.handover_of(row)
    assert (found.unit_lama, found.unit_baru) == ("Seksi Satu", "Dinas Dua")
    assert (found.atasan_lama, found.atasan_baru) == (provinsi.orang["atasan"], provinsi.orang["orang_dinas_lain"])
    assert [(post.jabatan, post.sampai) for post in found.jabatan_lama] == [("Penelaah Teknis Kebijakan", TODAY - DAY)]


def test_access_superior_and_unit_change_on_one_day(provinsi, peta, pindah):
    person = provinsi.orang["pegawai"]
    assert provinsi.client("admin_unit").get(f"/pegawai/{person.pk}/jabatan/").status_code == 200
    pindah()
    assert provinsi.client("admin_unit").get(f"/pegawai/{person.pk}/jabatan/").status_code == 403
    assert provinsi.client("admin_unit_lain").get(f"/pegawai/{person.pk}/jabatan/").status_code == 200
    days = [HubunganAtasan.objects.pada(day).get(pegawai=person).atasan for day in (TODAY - DAY, TODAY)]
    assert days == [provinsi.orang["atasan"], provinsi.orang["orang_dinas_lain"]]


def test_note_of_the_former_superior_reaches_the_new_one(provinsi, peta, pindah):
    row = pindah()
    page = provinsi.client("atasan").get(f"/jabatan/serah-terima/{row.pk}/")
    assert "Selesaikan bagian saya" in words(page)
    done = provinsi.client("atasan").post(
        f"/jabatan/serah-terima/{row.pk}/", {"catatan": "Rajin dan teliti."}, follow=True
    )
    assert "Bagian Anda selesai" in words(done)
    told = Notifikasi.objects.get(untuk=provinsi.akun["orang_dinas_lain"], isi="Rajin dan teliti.")
    assert told.oleh == provinsi.akun["atasan"].nama
    with pytest.raises(DomainError, match="sudah selesai"):
        finish_handover(row.pk, jenis=TUGAS_MASA, catatan="x", by=provinsi.akun["atasan"])


def test_former_unit_reads_its_period_for_ninety_days(provinsi, peta, pindah):
    def reads(row, who):
        before, above = selectors.membership_before(row), selectors.superior_before(row)
        return permissions.can_see_handover(provinsi.akun[who], row, before, above)

    row = pindah(TODAY - 90 * DAY)
    assert [reads(row, who) for who in ("admin_unit", "atasan", "admin_unit_lain", "admin_bkd", "auditor")] == [
        True
    ] * 5
    assert [reads(row, who) for who in ("pegawai", "rekan", "pimpinan", "admin_instansi_lain")] == [False] * 4


def test_after_ninety_days_no_longer(provinsi, peta, pindah):
    row = pindah(TODAY - 91 * DAY)
    page = f"/jabatan/serah-terima/{row.pk}/"
    assert [provinsi.client(who).get(page).status_code for who in ("admin_unit", "atasan", "admin_unit_lain")] == [
        403, 403, 200,
    ]  # fmt: skip


FILE = {"tujuan": "Menyelesaikan usul kenaikan pangkat"}


def test_hr_of_the_former_unit_reads_the_file_of_its_own_period(provinsi, peta, pindah):
    person = provinsi.orang["pegawai"]
    for nama, hari in (("Kursus lama", TODAY - 400 * DAY), ("Kursus baru", TODAY)):
        RiwayatOrganisasi.objects.create(pegawai=person, nama=nama, berlaku=periode(hari), sumber="siasn")
    row = pindah()
    page, eve = f"/jabatan/serah-terima/{row.pk}/berkas/", TODAY - DAY
    client = provinsi.client("admin_unit")
    asked = client.get(page)
    assert (asked.status_code, "Kursus lama" in words(asked)) == (200, False)
    opened = client.post(page, FILE | {"pada": f"{eve:%d/%m/%Y}"})
    assert "Kursus lama" in words(opened)
    assert "Kursus baru" not in words(opened)
    read = AksesData.objects.get(subjek_id=person.pk)
    assert (read.kelompok, read.tujuan) == ("Berkas masa lama", FILE["tujuan"])
    late = client.post(page, FILE | {"pada": f"{TODAY:%d/%m/%Y}"})
    assert (late.status_code, "hanya membaca masanya sendiri" in words(late)) == (422, True)
    assert AksesData.objects.filter(subjek_id=person.pk).count() == 1
    others = ("admin_unit_lain", "admin_bkd", "auditor", "atasan", "pegawai", "rekan")
    assert [provinsi.client(who).get(page).status_code for who in others] == [403] * 6


@pytest.mark.parametrize(("hari", "status"), [(90, 200), (91, 403), (-1, 403)])
def test_the_former_file_closes_with_the_reading_time(provinsi, peta, pindah, hari, status):
    page = f"/jabatan/serah-terima/{pindah(TODAY - hari * DAY).pk}/berkas/"
    assert provinsi.client("admin_unit").get(page).status_code == status


def test_the_agency_says_how_long(provinsi, peta, pindah):
    start = TODAY - 200 * DAY
    set_pengaturan(kunci=MASA_BACA_LAMA, nilai="10", mulai=start, dasar="SE", by=provinsi.akun["admin_bkd"])
    page = f"/jabatan/serah-terima/{pindah(TODAY - 11 * DAY).pk}/"
    assert [provinsi.client(who).get(page).status_code for who in ("admin_unit", "admin_unit_lain")] == [403, 200]


def test_taken_back_on_the_same_day_asks_nobody_again(provinsi, peta, pindah):
    from jabatan.models import Penempatan
    from jabatan.services.koreksi_tempat import undo_penempatan

    row = pindah()
    new = Penempatan.objects.kini().get(pegawai=provinsi.orang["pegawai"], berlaku__startswith=TODAY)
    undo_penempatan(new.pk, alasan="Salah orang", by=provinsi.akun["admin_bkd"])
    assert Tugas.objects.filter(jenis=TUGAS_SERAH).exclude(objek_id=row.pk).count() == 0


def test_a_move_of_many_opens_hand_overs_for_each(provinsi, peta):
    """Brought in as a table: the same three duties as for a single move, in sets."""
    from asn_portal.lembar.services import impor as impor_services
    from tests.lembar.test_impor import MOVES, done, send

    person = provinsi.orang["rekan"]
    mulai = TODAY + DAY
    row = send(provinsi, "penempatan", MOVES, f"{person.nrk};Dinas Dua;{mulai:%d/%m/%Y};SK 1")
    impor_services.apply(row.pk, by=provinsi.akun["admin_bkd"])
    done(row)
    moved = KeanggotaanUnit.objects.kini().get(pegawai=person, unit=provinsi.dinas_lain)
    boss = provinsi.akun["atasan"].username
    assert duties(moved) == {(TUGAS_SERAH, "admin_unit"), (TUGAS_TERIMA, "admin_unit_lain"), (TUGAS_MASA, boss)}


def test_a_move_of_many_within_one_desk_asks_the_superior_only(provinsi, peta):
    """HR that brings the table in does not hand over to itself, thousands of times."""
    from asn_portal.lembar.services import impor as impor_services
    from tests.lembar.test_impor import MOVES, done, send

    person = provinsi.orang["rekan"]
    row = send(provinsi, "penempatan", MOVES, f"{person.nrk};Dinas Satu;{TODAY + DAY:%d/%m/%Y};SK 1")
    impor_services.apply(row.pk, by=provinsi.akun["admin_bkd"])
    done(row)
    moved = KeanggotaanUnit.objects.kini().get(pegawai=person, unit=provinsi.dinas)
    assert duties(moved) == {(TUGAS_MASA, provinsi.akun["atasan"].username)}


def test_hand_overs_of_many_are_asked_in_a_constant_number_of_queries(provinsi, peta, django_assert_max_num_queries):
    from jabatan.services.serah_terima import Pindahan, open_handovers
    from tests.factories.pegawai import make_person

    def moves(count):
        people = [make_person(f"Orang {count} {n}", unit=provinsi.seksi) for n in range(count)]
        found = []
        for person in people:
            before = KeanggotaanUnit.objects.kini().get(pegawai=person)
            after = KeanggotaanUnit(pk=person.pk, pegawai=person, unit=provinsi.dinas_lain, berlaku=before.berlaku)
            found.append(Pindahan(person, before, after))
        return found

    for count in (1, 6):
        group = moves(count)
        with django_assert_max_num_queries(12 + 2 * count):
            open_handovers(group)


def test_former_unit_finds_whoever_left_in_its_list_with_the_file_of_that_day(provinsi, peta, pindah):
    row = pindah(TODAY - 10 * DAY)
    for who, seen in (("admin_unit", True), ("admin_unit_lain", True), ("admin_bkd", True)):
        page = words(provinsi.client(who).get("/jabatan/serah-terima/"))
        assert (f"/jabatan/serah-terima/{row.pk}/" in page) == seen
        assert "Seksi Satu" in page
    assert "Berkas pada hari terakhir di unit lama" in words(
        provinsi.client("admin_unit").get(f"/jabatan/serah-terima/{row.pk}/")
    )


def test_after_ninety_days_the_list_forgets_it(provinsi, peta, pindah):
    row = pindah(TODAY - 91 * DAY)
    assert f"/jabatan/serah-terima/{row.pk}/" not in words(provinsi.client("admin_unit").get("/jabatan/serah-terima/"))
