"""People: numbers, NIK, unit and superior as dated links, slips and reports."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JejakAudit, Notifikasi, Pengguna, SuratTugas, Tindakan, Tugas
from asn_portal.core.models.pengguna import find_pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.services import jejak
from asn_portal.core.services import unit as unit_services
from pegawai import permissions, selectors
from pegawai.enums import AlasanAtasan, BagianLaporan, JenisNomor, StatusLaporan
from pegawai.models import HubunganAtasan, KeanggotaanUnit, LaporanData, NomorPegawai, Pegawai
from pegawai.services import akun, identitas, laporan, penempatan
from pegawai.services.daftar import refresh_list_columns
from pegawai.services.nomor import set_nomor
from tests.conftest import Provinsi
from tests.factories.core import give_role
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
NIK = "3171015502900003"


def move(p: Provinsi, who: str, unit: object, mulai: date = TODAY, by: str = "admin_bkd") -> None:
    penempatan.move_pegawai(p.orang[who].pk, unit=unit, mulai=mulai, dasar="SK 5", by=p.akun[by])


def set_superior(
    p: Provinsi, who: str, atasan: str, *, mulai: date = TODAY, sampai: date | None = None, by: str = "admin_unit"
) -> None:
    penempatan.set_atasan(
        p.orang[who].pk, atasan=p.orang[atasan], mulai=mulai, sampai=sampai, dasar="cuti", by=p.akun[by]
    )


class TestNumbers:
    def test_new_nip_is_a_new_row_and_the_same_person_and_login(self, provinsi):
        person, old = provinsi.orang["pegawai"], provinsi.orang["pegawai"].nip
        set_nomor(
            person.pk,
            jenis=JenisNomor.NIP,
            nomor="199002152026012777",
            mulai=TODAY,
            dasar="BKN",
            by=provinsi.akun["admin_bkd"],
        )
        person.refresh_from_db()
        assert person.nip == "199002152026012777"
        assert find_pengguna("199002152026012777", TODAY) == person.pengguna
        assert find_pengguna(old, TODAY) is None
        assert list(
            NomorPegawai.objects.kini()
            .filter(pegawai=person, jenis="nip")
            .order_by("berlaku")
            .values_list("nomor", flat=True)
        ) == [old, "199002152026012777"]

    def test_number_of_somebody_else_is_refused_whole(self, provinsi):
        person, other = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        with pytest.raises(DomainError) as refused:
            set_nomor(
                person.pk, jenis=JenisNomor.NIP, nomor=other.nip, mulai=TODAY, dasar="x", by=provinsi.akun["admin_bkd"]
            )
        assert refused.value.galat == "nomor_ganda"
        assert find_pengguna(person.nip, TODAY) == person.pengguna


class TestNik:
    @pytest.fixture
    def person(self, provinsi: Provinsi) -> Pegawai:
        identitas.set_nik(provinsi.orang["pegawai"], NIK, sah=True)
        return provinsi.orang["pegawai"]

    def test_stored_encrypted_and_shown_masked(self, person):
        assert NIK.encode() not in bytes(person.nik_sandi)
        assert identitas.mask_nik(person) == "3171 •••• •••• ••03"

    def test_enters_the_trace_masked(self, person):
        changes = (
            JejakAudit.objects.filter(tabel="pegawai_pegawai", aksi="ubah", perubahan__has_key="nik_sandi")
            .get()
            .perubahan
        )
        assert changes["nik_sandi"] == [None, "***"]
        assert changes["nik_sidik"] == [None, "***"]

    def test_same_nik_for_two_people_is_refused(self, provinsi, person):
        with pytest.raises(DomainError) as refused, transaction.atomic():
            identitas.set_nik(provinsi.orang["rekan"], NIK, sah=True)
        assert refused.value.galat == "nik_ganda"

    def test_own_nik_opens_without_a_trace_of_reading(self, provinsi, person):
        assert identitas.reveal_nik(person, tujuan="", by=person.pengguna) == NIK
        assert core_selectors.reads_of(person.pk, timezone.now()) == []

    def test_hr_of_the_province_leaves_a_single_line_for_the_owner(self, provinsi, person):
        identitas.reveal_nik(person, tujuan="klarifikasi BKN", by=provinsi.akun["admin_bkd"])
        [line] = core_selectors.reads_of(person.pk, timezone.now())
        assert (line.peran, line.kelompok, line.tujuan, line.banyak) == (
            "Pengelola kepegawaian provinsi",
            "NIK",
            "klarifikasi BKN",
            1,
        )

    def test_owner_sees_the_reason_of_every_reveal_also_by_his_own_hr(self, provinsi, person):
        for tujuan in ("KP4", "Taspen"):
            identitas.reveal_nik(person, tujuan=tujuan, by=provinsi.akun["admin_unit"])
        lines = core_selectors.reads_of(person.pk, timezone.now())
        assert [(line.tujuan, line.peran) for line in lines] == [
            ("Taspen", Peran.ADMIN_UNIT.label),
            ("KP4", Peran.ADMIN_UNIT.label),
        ]

    def test_reader_is_named_by_the_role_that_reaches_the_person(self, provinsi, person):
        """Somebody with two roles: the one of another unit opens nothing here."""
        both = provinsi.akun["admin_unit_lain"]
        give_role(both, Peran.ADMIN_BKD, provinsi.akar)
        identitas.reveal_nik(person, tujuan="x", by=both)
        assert core_selectors.reads_of(person.pk, timezone.now())[0].peran == Peran.ADMIN_BKD.label
        give_role(both, Peran.ADMIN_UNIT, provinsi.dinas)
        identitas.reveal_nik(person, tujuan="y", by=Pengguna.objects.get(pk=both.pk))
        assert core_selectors.reads_of(person.pk, timezone.now())[0].peran == Peran.ADMIN_UNIT.label

    def test_daily_reads_of_own_hr_are_summed_per_month(self, provinsi, person):
        hr = provinsi.akun["admin_unit"]
        for _ in range(3):
            reader = jejak.Pembaca(hr, Peran.ADMIN_UNIT, "Dinas", rutin=True)
            jejak.record_read([person.pk], kelompok="keluarga", tujuan="rutin", oleh=reader)
        [line] = core_selectors.reads_of(person.pk, timezone.now())
        assert (line.waktu, line.bulan, line.banyak) == (None, TODAY.replace(day=1), 3)

    def test_reads_under_a_secret_examination_appear_when_it_ends(self, provinsi, person):
        auditor, admins = provinsi.akun["auditor"], (provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"])
        surat = SuratTugas.objects.create(
            nomor="ST-1", pemeriksa=auditor, subjek_id=person.pk, perihal="uji", mulai=TODAY - timedelta(days=10), sampai=TODAY + timedelta(days=10),
            rahasia=True, rahasia_diusulkan_oleh=admins[0], rahasia_disetujui_oleh=admins[1],
        )  # fmt: skip
        reader = jejak.Pembaca(auditor, "auditor", "Inspektorat", rutin=False, surat_tugas_id=surat.pk)
        jejak.record_read([person.pk], kelompok="NIK", tujuan="pemeriksaan", oleh=reader)
        assert core_selectors.reads_of(person.pk, timezone.now()) == []
        assert len(core_selectors.reads_of(person.pk, timezone.now() + timedelta(days=11))) == 1

    def test_secrecy_ends_after_six_months_at_the_latest(self, provinsi, person):
        auditor, admins = provinsi.akun["auditor"], (provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"])
        surat = SuratTugas.objects.create(
            nomor="ST-2", pemeriksa=auditor, subjek_id=person.pk, perihal="uji", mulai=TODAY - timedelta(days=184), sampai=TODAY + timedelta(days=400),
            rahasia=True, rahasia_diusulkan_oleh=admins[0], rahasia_disetujui_oleh=admins[1],
        )  # fmt: skip
        reader = jejak.Pembaca(auditor, "auditor", "Inspektorat", rutin=False, surat_tugas_id=surat.pk)
        jejak.record_read([person.pk], kelompok="NIK", tujuan="pemeriksaan", oleh=reader)
        assert len(core_selectors.reads_of(person.pk, timezone.now())) == 1

    def test_one_person_alone_cannot_hide_a_reading(self, provinsi, person):
        with pytest.raises(DatabaseError, match="rahasia_dua_orang"), transaction.atomic():
            SuratTugas.objects.create(
                nomor="ST-3", pemeriksa=provinsi.akun["auditor"], subjek_id=person.pk, perihal="uji", mulai=TODAY, sampai=TODAY,
                rahasia=True, rahasia_diusulkan_oleh=provinsi.akun["admin_bkd"], rahasia_disetujui_oleh=provinsi.akun["admin_bkd"],
            )  # fmt: skip

    @pytest.mark.parametrize(
        "who", ["rekan", "atasan", "admin_unit_lain", "pimpinan", "auditor", "admin_sistem", "admin_instansi_lain"]
    )
    def test_nobody_else_opens_it(self, provinsi, person, who):
        with pytest.raises(PermissionDenied):
            identitas.reveal_nik(person, tujuan="ingin tahu", by=provinsi.akun[who])
        assert not Tindakan.objects.filter(aksi="baca_data").exists()


class TestMoving:
    def test_future_move_changes_rights_on_its_day_without_a_job(self, provinsi):
        move(provinsi, "pegawai", provinsi.dinas_lain, TOMORROW)
        before, after = (akses_on(provinsi, "admin_unit_lain", day) for day in (TODAY, TOMORROW))
        person = provinsi.orang["pegawai"]
        assert not person_in_scope(person, before)
        assert person_in_scope(person, after)

    def test_list_columns_follow_on_the_day(self, provinsi, monkeypatch):
        person = provinsi.orang["pegawai"]
        move(provinsi, "pegawai", provinsi.dinas_lain, TOMORROW)
        person.refresh_from_db()
        assert person.unit_kini == provinsi.seksi
        monkeypatch.setattr("pegawai.services.daftar.timezone.localdate", lambda: TOMORROW)
        assert refresh_list_columns() == 1
        assert refresh_list_columns() == 0
        person.refresh_from_db()
        assert person.unit_kini == provinsi.dinas_lain

    def test_roles_of_the_old_unit_end_with_the_move(self, provinsi):
        give_role(provinsi.akun["rekan"], Peran.ADMIN_UNIT, provinsi.seksi)
        move(provinsi, "rekan", provinsi.dinas_lain)
        assert not akses_on(provinsi, "rekan", TODAY).has(Peran.ADMIN_UNIT)
        assert Tindakan.objects.get(aksi="pindah_unit").rincian["peran_berakhir"] == ["admin_unit"]

    def test_person_is_told_in_plain_words(self, provinsi):
        move(provinsi, "pegawai", provinsi.dinas_lain)
        notice = Notifikasi.objects.get(untuk=provinsi.akun["pegawai"])
        assert notice.judul == "Unit Anda berubah"
        assert "Dinas Dua" in notice.isi
        assert notice.aturan == "SK 5"
        assert "laporkan dari halaman profil" in notice.keberatan

    def test_unit_that_does_not_exist_on_the_day_is_refused(self, provinsi):
        late = unit_services.found_unit(
            nama="Nanti",
            jenis="seksi",
            induk=provinsi.dinas,
            mulai=TODAY + timedelta(days=9),
            dasar="x",
            by=provinsi.akun["admin_bkd"],
        )
        with pytest.raises(DomainError) as refused:
            move(provinsi, "pegawai", late)
        assert refused.value.galat == "unit_tidak_berlaku"

    def test_same_unit_again_is_refused(self, provinsi):
        with pytest.raises(DomainError) as refused:
            move(provinsi, "pegawai", provinsi.seksi)
        assert refused.value.galat == "sudah_di_unit"

    @pytest.mark.parametrize(
        "who", ["pegawai", "atasan", "admin_unit", "auditor", "admin_sistem", "admin_instansi_lain"]
    )
    def test_only_hr_of_the_province_moves_people(self, provinsi, who):
        with pytest.raises(PermissionDenied):
            move(provinsi, "pegawai", provinsi.dinas_lain, by=who)

    def test_unit_of_another_agency_is_refused(self, provinsi):
        with pytest.raises(PermissionDenied):
            move(provinsi, "pegawai", provinsi.akar_lain)

    def test_merged_unit_takes_its_people_along(self, provinsi):
        unit_services.end_unit(
            provinsi.seksi.pk, mulai=TOMORROW, pengganti=provinsi.dinas_lain, dasar="x", by=provinsi.akun["admin_bkd"]
        )
        rows = KeanggotaanUnit.objects.pada(TOMORROW).filter(unit=provinsi.dinas_lain)
        assert set(rows.values_list("pegawai__nama", flat=True)) == {
            "Wati Lestari",
            "Siti Aminah",
            "Budi Santoso",
            "Kepala Seksi Satu",
        }

    def test_unit_with_people_is_not_closed(self, provinsi):
        with pytest.raises(DomainError) as refused:
            unit_services.end_unit(
                provinsi.seksi.pk, mulai=TOMORROW, pengganti=None, dasar="x", by=provinsi.akun["admin_bkd"]
            )
        assert refused.value.galat == "unit_masih_berisi"
        assert KeanggotaanUnit.objects.pada(TOMORROW).filter(unit=provinsi.seksi).count() == 3


def akses_on(p: Provinsi, who: str, day: date) -> object:
    return akses(type(p.akun[who]).objects.get(pk=p.akun[who].pk), day)


def person_in_scope(person: Pegawai, mine: object) -> bool:
    from pegawai.models.pegawai import members_below

    return members_below(mine.paths(Sumber.AKUN_PERAN), mine.tanggal).filter(pegawai=person).exists()


class TestSuperior:
    def test_derived_roles_follow_the_links(self, provinsi):
        assert akses_on(provinsi, "atasan", TODAY).has(Peran.ATASAN)
        assert not akses_on(provinsi, "atasan", TODAY).has(Peran.ATASAN_PENILAI)
        assert akses_on(provinsi, "atasan_penilai", TODAY).has(Peran.ATASAN_PENILAI)
        assert not akses_on(provinsi, "pegawai", TODAY).has(Peran.ATASAN)

    def test_override_holds_for_its_time_and_then_the_map_counts_again(self, provinsi):
        set_superior(provinsi, "pegawai", "atasan_penilai", sampai=TODAY + timedelta(days=6))
        person = provinsi.orang["pegawai"]
        during, after = (selectors.place_on(person, day) for day in (TODAY, TODAY + timedelta(days=7)))
        assert (during.atasan_id, during.alasan) == (provinsi.orang["atasan_penilai"].pk, AlasanAtasan.KHUSUS.label)
        assert (after.atasan_id, after.alasan) == (provinsi.orang["atasan"].pk, AlasanAtasan.PETA.label)
        assert after.atasan == provinsi.orang["atasan"].nama_lengkap

    def test_right_of_the_old_superior_ends_at_once(self, provinsi):
        assert permissions.can_see_numbers(provinsi.akun["atasan"], provinsi.orang["pegawai"])
        set_superior(provinsi, "pegawai", "atasan_penilai")
        assert not permissions.can_see_numbers(provinsi.akun["atasan"], provinsi.orang["pegawai"])

    def test_circle_is_refused(self, provinsi):
        with pytest.raises(DomainError) as refused:
            set_superior(provinsi, "atasan_penilai", "pegawai")
        assert refused.value.galat == "atasan_melingkar"

    def test_oneself_is_refused(self, provinsi):
        with pytest.raises(DomainError) as refused:
            set_superior(provinsi, "pegawai", "pegawai")
        assert refused.value.galat == "atasan_diri_sendiri"

    @pytest.mark.parametrize(
        "who", ["pegawai", "atasan", "admin_unit_lain", "auditor", "admin_sistem", "admin_instansi_lain"]
    )
    def test_only_hr_of_the_scope_decides(self, provinsi, who):
        with pytest.raises(PermissionDenied):
            set_superior(provinsi, "pegawai", "atasan_penilai", by=who)

    def test_nobody_decides_his_own_superior(self, provinsi):
        give_role(provinsi.akun["pegawai"], Peran.ADMIN_UNIT, provinsi.dinas)
        with pytest.raises(PermissionDenied):
            set_superior(provinsi, "pegawai", "atasan_penilai", by="pegawai")

    def test_database_refuses_two_superiors_on_one_day(self, provinsi):
        from asn_portal.core.models import periode

        with pytest.raises(DatabaseError, match="atasan_satu"), transaction.atomic():
            HubunganAtasan.objects.create(
                pegawai=provinsi.orang["pegawai"],
                atasan=provinsi.orang["atasan_penilai"],
                alasan="khusus",
                berlaku=periode(TODAY),
            )


class TestSlips:
    def test_slips_make_accounts_that_log_in_by_nrk(self, provinsi):
        people = [make_person(f"Baru {n}", unit=provinsi.seksi, with_account=False) for n in range(3)]
        codes = akun.issue_slips([p.pk for p in people], by=provinsi.akun["admin_unit"], now=timezone.now())
        assert set(codes) == {p.pk for p in people}
        for person in people:
            person.refresh_from_db()
            assert find_pengguna(person.nrk, TODAY) == person.pengguna
            assert not person.pengguna.has_usable_password()

    def test_one_foreign_person_refuses_the_whole_batch(self, provinsi):
        inside = make_person("Dalam", unit=provinsi.seksi, with_account=False)
        outside = make_person("Luar", unit=provinsi.dinas_lain, with_account=False)
        with pytest.raises(PermissionDenied):
            akun.issue_slips([inside.pk, outside.pk], by=provinsi.akun["admin_unit"], now=timezone.now())
        inside.refresh_from_db()
        assert inside.pengguna is None

    def test_active_account_gets_no_activation_slip(self, provinsi):
        account = provinsi.akun["pegawai"]
        type(account).objects.filter(pk=account.pk).update(diaktifkan_pada=timezone.now())
        with pytest.raises(DomainError) as refused:
            akun.issue_slips([provinsi.orang["pegawai"].pk], by=provinsi.akun["admin_unit"], now=timezone.now())
        assert refused.value.galat == "akun_sudah_aktif"

    def test_person_without_a_number_gets_a_sentence(self, provinsi):
        person = make_person("Tanpa Nomor", unit=provinsi.seksi, with_account=False)
        Pegawai.objects.filter(pk=person.pk).update(nip=None, nrk=None)
        with pytest.raises(DomainError) as refused:
            akun.issue_slips([person.pk], by=provinsi.akun["admin_unit"], now=timezone.now())
        assert refused.value.galat == "tanpa_nomor"

    def test_hr_does_not_hand_a_slip_to_himself(self, provinsi):
        give_role(provinsi.akun["pegawai"], Peran.ADMIN_UNIT, provinsi.dinas)
        with pytest.raises(PermissionDenied):
            akun.issue_recovery_slip(
                provinsi.orang["pegawai"].pk, alasan="x", by=provinsi.akun["pegawai"], now=timezone.now()
            )

    def test_recovery_slip_tells_the_owner_with_the_reason_in_the_trace(self, provinsi):
        account = provinsi.akun["pegawai"]
        type(account).objects.filter(pk=account.pk).update(diaktifkan_pada=timezone.now())
        akun.issue_recovery_slip(
            provinsi.orang["pegawai"].pk, alasan="datang dengan KTP", by=provinsi.akun["admin_unit"], now=timezone.now()
        )
        assert Notifikasi.objects.filter(untuk=account).count() == 1
        assert Tindakan.objects.get(aksi="slip_pemulihan_dibuat").alasan == "datang dengan KTP"

    def test_progress_counts_active_accounts_per_unit(self, provinsi):
        account = provinsi.akun["pegawai"]
        type(account).objects.filter(pk=account.pk).update(diaktifkan_pada=timezone.now())
        rows = {
            row.nama: (row.aktif, row.jumlah)
            for row in selectors.activation_progress(provinsi.akun["admin_unit"], TODAY)
        }
        assert rows == {"Dinas Satu": (0, 1), "Seksi Satu": (1, 3)}


class TestReports:
    def report(self, p: Provinsi, bagian: BagianLaporan = BagianLaporan.ATASAN) -> LaporanData:
        return laporan.report_data(p.orang["pegawai"], bagian=bagian, isi="Atasan saya Ibu Rina", by=p.akun["pegawai"])

    def test_goes_to_both_hrs_with_a_deadline_of_three_days(self, provinsi):
        row = self.report(provinsi)
        duties = Tugas.objects.filter(objek_id=row.pk)
        assert set(duties.values_list("untuk__username", flat=True)) == {"admin_unit", "admin_bkd", "admin_bkd2"}
        assert all(timedelta(hours=71) < duty.batas - timezone.now() <= timedelta(hours=72) for duty in duties)

    def test_hr_who_reports_about_himself_is_answered_by_others(self, provinsi):
        own = provinsi.orang["pegawai"]
        give_role(provinsi.akun["pegawai"], Peran.ADMIN_UNIT, provinsi.seksi)
        row = laporan.report_data(own, bagian=BagianLaporan.UNIT, isi="x", by=provinsi.akun["pegawai"])
        told = set(Tugas.objects.filter(objek_id=row.pk).values_list("untuk__username", flat=True))
        assert told == {"admin_unit", "admin_bkd", "admin_bkd2"}

    def test_first_answer_closes_the_duty_of_both(self, provinsi):
        row = self.report(provinsi)
        laporan.answer_laporan(row.pk, status=StatusLaporan.DIJAWAB, tanggapan="benar", by=provinsi.akun["admin_bkd"])
        assert not Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).exists()

    def test_without_hr_of_the_unit_it_goes_to_the_province(self, provinsi):
        person = provinsi.orang["orang_dinas_lain"]
        from asn_portal.core.models import PenugasanPeran, periode, write_period

        admin = provinsi.akun["admin_unit_lain"]
        keys = {"pengguna": admin, "peran": "admin_unit", "unit": provinsi.dinas_lain}
        write_period(PenugasanPeran, keys=keys, berlaku=periode(TODAY), values=None)
        row = laporan.report_data(person, bagian=BagianLaporan.UNIT, isi="x", by=provinsi.akun["orang_dinas_lain"])
        assert set(Tugas.objects.filter(objek_id=row.pk).values_list("untuk__username", flat=True)) == {
            "admin_bkd",
            "admin_bkd2",
        }

    def test_answer_is_told_and_closes_the_duty(self, provinsi):
        row = self.report(provinsi)
        laporan.answer_laporan(
            row.pk, status=StatusLaporan.DIPERBAIKI, tanggapan="sudah", by=provinsi.akun["admin_unit"]
        )
        assert not Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).exists()
        notice = Notifikasi.objects.get(untuk=provinsi.akun["pegawai"])
        assert (notice.isi, notice.oleh) == ("Diperbaiki. sudah", "Akun admin_unit")

    def test_second_report_about_the_same_part_waits(self, provinsi):
        self.report(provinsi)
        with pytest.raises(DomainError), transaction.atomic():
            self.report(provinsi)
        self.report(provinsi, BagianLaporan.UNIT)
        assert LaporanData.objects.count() == 2

    def test_answered_twice_one_wins(self, provinsi):
        row = self.report(provinsi)
        laporan.answer_laporan(row.pk, status=StatusLaporan.DIJAWAB, tanggapan="benar", by=provinsi.akun["admin_unit"])
        with pytest.raises(DomainError):
            laporan.answer_laporan(
                row.pk, status=StatusLaporan.DIPERBAIKI, tanggapan="x", by=provinsi.akun["admin_bkd"]
            )

    @pytest.mark.parametrize(
        "who", ["pegawai", "rekan", "atasan", "admin_unit_lain", "auditor", "admin_sistem", "admin_instansi_lain"]
    )
    def test_nobody_else_answers(self, provinsi, who):
        row = self.report(provinsi)
        with pytest.raises(PermissionDenied):
            laporan.answer_laporan(row.pk, status=StatusLaporan.DIJAWAB, tanggapan="x", by=provinsi.akun[who])

    def test_report_about_somebody_else_is_refused(self, provinsi):
        with pytest.raises(PermissionDenied):
            laporan.report_data(
                provinsi.orang["rekan"], bagian=BagianLaporan.UNIT, isi="x", by=provinsi.akun["pegawai"]
            )


class TestSearch:
    @pytest.mark.parametrize("typed", ["siti", "AMINAH", "aminah siti", "  Siti   Aminah ", "Siti Amina", "sitti"])
    def test_forgives_case_order_spaces_and_typing_errors(self, provinsi, typed):
        found = selectors.directory(provinsi.akun["rekan"], kata=typed, unit_id=None, tanggal=TODAY)
        assert [person.nama for person in found] == ["Siti Aminah"]

    def test_unit_filter_takes_everything_below(self, provinsi):
        found = selectors.directory(provinsi.akun["rekan"], kata="", unit_id=provinsi.dinas.pk, tanggal=TODAY)
        assert {person.nama for person in found} == {
            "Kepala Dinas Satu",
            "Kepala Seksi Satu",
            "Siti Aminah",
            "Budi Santoso",
        }

    def test_other_agencies_are_never_found(self, provinsi):
        assert not selectors.directory(provinsi.akun["admin_bkd"], kata="Joko", unit_id=None, tanggal=TODAY).exists()


def test_list_page_has_constant_queries(provinsi, django_assert_num_queries):
    client = provinsi.client("pegawai")
    client.get("/pegawai/")
    for count in (0, 40):
        for number in range(count):
            make_person(f"Tambahan {number}", unit=provinsi.seksi, with_account=False)
        with django_assert_num_queries(10):
            client.get("/pegawai/")


def test_read_model_equals_the_dated_rows(provinsi):
    """House: list columns are copies; recomputing them changes nothing."""
    move(provinsi, "pegawai", provinsi.dinas_lain)
    set_superior(provinsi, "rekan", "atasan_penilai")
    assert refresh_list_columns() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pegawai_pegawai SET unit_kini_id = NULL")
    assert refresh_list_columns() == 6
