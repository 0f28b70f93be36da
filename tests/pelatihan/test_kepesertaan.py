"""Places: asked for, agreed to, given in order, never twice; being there, passing, and the certificate that enters the file."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Notifikasi, Tindakan, Tugas
from asn_portal.core.services.tugas import decide_many
from pegawai.models import RiwayatKursus
from pelatihan.aturan.alur_kepesertaan import ALUR_PESERTA
from pelatihan.enums import CaraTempat, StatusPeserta
from pelatihan.models import (
    Kehadiran,
    Kepesertaan,
    KuotaUnit,
    LangkahPeserta,
    PrasyaratProgram,
    Sertifikat,
    TempatAngkatan,
)
from pelatihan.selectors.angkatan import names_on_list
from pelatihan.services import hasil, kepesertaan, tempat
from tests.factories.berkas import make_dokumen
from tests.factories.pegawai import make_person
from tests.factories.pelatihan import make_batch, make_certificate, make_participation, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(provinsi):
    return make_program(provinsi.instansi)


def closed(batch):
    """Registration is over."""
    batch.tutup_pada = timezone.now() - timedelta(minutes=1)
    batch.save()
    return batch


def many_people(p, count):
    return [make_person(f"Orang {n}", unit=p.seksi, atasan=p.orang["atasan"]) for n in range(count)]


class TestRegistering:
    def test_the_superior_of_today_is_asked(self, provinsi, program):
        row = kepesertaan.register(make_batch(program).pk, by=provinsi.akun["pegawai"])
        duty = Tugas.objects.get(objek_id=row.pk)
        assert (row.status, duty.untuk, duty.jenis) == ("diajukan", provinsi.akun["atasan"], "pelatihan.persetujuan")
        assert LangkahPeserta.objects.get(kepesertaan=row).ke == "diajukan"

    def test_two_trainings_on_the_same_day_are_refused_by_name(self, provinsi, program):
        kepesertaan.register(make_batch(program).pk, by=provinsi.akun["pegawai"])
        other = make_batch(make_program(provinsi.instansi, "Pelatihan Lain"))
        with pytest.raises(DomainError, match="sudah terdaftar pada Pelatihan Analisis Data"):
            kepesertaan.register(other.pk, by=provinsi.akun["pegawai"])
        assert Kepesertaan.objects.count() == 1

    def test_twice_in_the_same_batch_is_refused(self, provinsi, program):
        batch = make_batch(program)
        kepesertaan.register(batch.pk, by=provinsi.akun["pegawai"])
        with pytest.raises(DomainError, match="sudah terdaftar pada angkatan ini"):
            kepesertaan.register(batch.pk, by=provinsi.akun["pegawai"])

    def test_after_closing_and_before_opening_it_is_refused(self, provinsi, program):
        with pytest.raises(DomainError, match="sudah ditutup"):
            kepesertaan.register(closed(make_batch(program)).pk, by=provinsi.akun["pegawai"])
        later = make_batch(program, buka_pada=timezone.now() + timedelta(days=1))
        with pytest.raises(DomainError, match="Pendaftaran dibuka"):
            kepesertaan.register(later.pk, by=provinsi.akun["pegawai"])

    def test_what_must_be_learned_before_is_asked_for(self, provinsi, program):
        first = make_program(provinsi.instansi, "Dasar Data")
        PrasyaratProgram.objects.create(program=program, syarat=first)
        batch = make_batch(program)
        with pytest.raises(DomainError, match="mensyaratkan Dasar Data"):
            kepesertaan.register(batch.pk, by=provinsi.akun["pegawai"])
        make_certificate(provinsi.orang["pegawai"], program=first)
        assert kepesertaan.register(batch.pk, by=provinsi.akun["pegawai"]).pk

    def test_somebody_without_a_record_and_another_agency_are_refused(self, provinsi, program):
        batch = make_batch(program)
        for who in ("pengelola_pelatihan", "orang_instansi_lain"):
            with pytest.raises(PermissionDenied):
                kepesertaan.register(batch.pk, by=provinsi.akun[who])


class TestConsent:
    def test_agreed_waits_for_its_place_until_closing(self, provinsi, program):
        row = kepesertaan.register(make_batch(program).pk, by=provinsi.akun["pegawai"])
        kepesertaan.consent(row.pk, by=provinsi.akun["atasan"])
        row.refresh_from_db()
        assert (row.status, row.diputus_oleh) == ("disetujui", provinsi.akun["atasan"])
        assert not Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).exists()

    def test_nobody_agrees_to_the_own_one(self, provinsi, program):
        row = make_participation(make_batch(program), provinsi.orang["pegawai"])
        for who in ("pegawai", "rekan", "admin_unit_lain"):
            with pytest.raises(PermissionDenied):
                kepesertaan.consent(row.pk, by=provinsi.akun[who])

    def test_the_database_refuses_it_too(self, provinsi, program):
        row = make_participation(make_batch(program), provinsi.orang["pegawai"])
        with pytest.raises(Exception, match="pesertanya sendiri"), transaction.atomic():
            Kepesertaan.objects.filter(pk=row.pk).update(status="disetujui", diputus_oleh=provinsi.akun["pegawai"])

    def test_a_refusal_needs_words(self, provinsi, program):
        row = make_participation(make_batch(program), provinsi.orang["pegawai"])
        with pytest.raises(DomainError, match="Tulis alasannya"):
            kepesertaan.refuse(row.pk, alasan=" ", by=provinsi.akun["atasan"])
        kepesertaan.refuse(row.pk, alasan="Ada audit", by=provinsi.akun["atasan"])
        assert Notifikasi.objects.get(untuk=provinsi.akun["pegawai"]).isi == "Pelatihan Analisis Data: Ada audit"

    def test_twice_is_told(self, provinsi, program):
        row = make_participation(make_batch(program), provinsi.orang["pegawai"])
        kepesertaan.consent(row.pk, by=provinsi.akun["atasan"])
        with pytest.raises(TransitionError):
            kepesertaan.consent(row.pk, by=provinsi.akun["atasan"])

    def test_many_from_the_inbox_after_reading(self, provinsi, program):
        row = kepesertaan.register(make_batch(program).pk, by=provinsi.akun["pegawai"])
        duty = Tugas.objects.get(objek_id=row.pk)
        from asn_portal.core.services.tugas import open_tugas

        open_tugas(duty, by=provinsi.akun["atasan"])
        results = decide_many(kepesertaan.TUGAS_SETUJU, [duty.pk], catatan="", by=provinsi.akun["atasan"])
        assert [one.berhasil for one in results] == [True]

    def test_a_nomination_is_the_consent(self, provinsi, program):
        row = kepesertaan.nominate(
            make_batch(program).pk,
            provinsi.orang["rekan"].pk,
            alasan="Perlu untuk tugasnya",
            by=provinsi.akun["atasan"],
        )
        assert row.status == "disetujui"


class TestPlaces:
    def test_by_need_post_first_then_missing_jp_then_time(self, provinsi, program):
        batch = make_batch(program, didahulukan="Pranata Komputer", kuota=2)
        first, second, third = many_people(provinsi, 3)
        make_certificate(first, jp=Decimal(20))
        third.jabatan_kini = "Pranata Komputer Ahli Muda"
        third.save()
        for person in (first, second, third):
            make_participation(batch, person, status="disetujui")
        tempat.determine_places(closed(batch).pk, by=provinsi.akun["pengelola_pelatihan"])
        rows = {row.pegawai_id: row for row in Kepesertaan.objects.filter(angkatan=batch)}
        assert [(rows[p.pk].urut, rows[p.pk].status) for p in (third, second, first)] == [
            (1, "diterima"), (2, "diterima"), (3, "cadangan"),
        ]  # fmt: skip
        assert rows[third.pk].sebab == "Jabatannya didahulukan, jam pelajarannya setahun kurang 20."

    def test_a_ballot_can_be_drawn_again(self, provinsi, program):
        from pelatihan.aturan.urutan_tempat import lot

        batch = make_batch(program, cara=CaraTempat.UNDIAN, kuota=1)
        for person in many_people(provinsi, 4):
            make_participation(batch, person, status="disetujui")
        tempat.determine_places(closed(batch).pk, by=None)
        batch.refresh_from_db()
        rows = list(Kepesertaan.objects.filter(angkatan=batch).order_by("urut"))
        assert len(batch.benih) == 32
        assert rows == sorted(rows, key=lambda row: lot(batch.benih, str(row.pk)))
        assert [row.status for row in rows] == ["diterima", "cadangan", "cadangan", "cadangan"]

    def test_first_come_keeps_the_place_of_who_asked_earlier(self, provinsi, program):
        batch = make_batch(program, cara=CaraTempat.URUTAN, kuota=1)
        early = kepesertaan.register(batch.pk, by=provinsi.akun["pegawai"])
        late = kepesertaan.register(batch.pk, by=provinsi.akun["rekan"])
        kepesertaan.consent(late.pk, by=provinsi.akun["atasan"])
        late.refresh_from_db()
        assert late.status == "cadangan"
        kepesertaan.refuse(early.pk, alasan="Ada audit", by=provinsi.akun["atasan"])
        late.refresh_from_db()
        assert late.status == "diterima"

    def test_before_closing_nobody_gives_places(self, provinsi, program):
        with pytest.raises(DomainError, match="masih dibuka"):
            tempat.determine_places(make_batch(program).pk, by=provinsi.akun["pengelola_pelatihan"])

    def test_the_quota_of_a_unit_counts_everybody_below(self, provinsi, program):
        batch = make_batch(program, kuota=5)
        KuotaUnit.objects.create(angkatan=batch, unit=provinsi.dinas, kuota=1)
        people = [*many_people(provinsi, 2), provinsi.orang["orang_dinas_lain"]]
        for person in people:
            make_participation(batch, person, status="disetujui")
        tempat.determine_places(closed(batch).pk, by=None)
        states = dict(Kepesertaan.objects.filter(angkatan=batch).values_list("pegawai_id", "status"))
        assert [states[p.pk] for p in people] == ["diterima", "cadangan", "diterima"]

    def test_who_cancels_makes_room_for_the_first_in_line(self, provinsi, program):
        batch = make_batch(program, kuota=1)
        one = make_participation(batch, provinsi.orang["pegawai"], status="disetujui")
        two = make_participation(
            batch, provinsi.orang["rekan"], status="disetujui", diajukan_pada=timezone.now() + timedelta(minutes=1)
        )
        tempat.determine_places(closed(batch).pk, by=None)
        kepesertaan.cancel(one.pk, alasan="Sakit", by=provinsi.akun["pegawai"])
        two.refresh_from_db()
        assert (two.status, TempatAngkatan.objects.get(angkatan=batch).terisi) == ("diterima", 1)

    def test_the_database_counts_and_refuses_one_too_many(self, provinsi, program):
        batch = make_batch(program, kuota=1)
        make_participation(batch, provinsi.orang["pegawai"], status="diterima")
        with pytest.raises(IntegrityError, match="tempat_tidak_lebih"), transaction.atomic():
            make_participation(batch, provinsi.orang["rekan"], status="diterima")
        make_participation(batch, provinsi.orang["rekan"], status="cadangan")
        with pytest.raises(IntegrityError, match="tempat_tidak_lebih"), transaction.atomic():
            Kepesertaan.objects.filter(status="cadangan").update(status="diterima")
        assert TempatAngkatan.objects.get(angkatan=batch).terisi == 1

    def test_the_steps_of_law_and_database_are_the_same(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'pelatihan_jaga_peserta'")
            source = cursor.fetchone()[0]
        known = {f"{dari}>{ke}" for dari, targets in ALUR_PESERTA.items() for ke in targets}
        import re

        assert set(re.findall(r"'(\w+>\w+)'", source)) == known


class TestResults:
    @pytest.fixture
    def running(self, provinsi, program):
        today = timezone.localdate()
        batch = make_batch(
            program, mulai=today - timedelta(days=1), status="terisi", tutup_pada=timezone.now() - timedelta(days=5)
        )
        return batch, make_participation(batch, provinsi.orang["pegawai"], status="diterima", urut=1)

    def finish(self, p, batch, row, *, sessions=2, akhir=Decimal(80)):
        staff = p.akun["pengelola_pelatihan"]
        for sesi in batch.daftar_sesi.order_by("nomor")[:sessions]:
            Kehadiran.objects.create(kepesertaan=row, sesi=sesi, cara="daftar", oleh=staff, pada=timezone.now())
        hasil.save_results(batch.pk, nilai={row.pk: (Decimal(40), akhir)}, by=staff)
        hasil.finish(batch.pk, by=staff)
        row.refresh_from_db()
        return row

    def test_passed_gets_a_certificate_and_a_row_of_the_file(self, provinsi, running):
        batch, row = running
        assert self.finish(provinsi, batch, row).status == StatusPeserta.LULUS
        paper = Sertifikat.objects.get(kepesertaan=row)
        written = RiwayatKursus.objects.get(pk=paper.riwayat_id)
        assert (written.nama, written.jumlah_jam, written.jenis_diklat_id, written.nomor) == (
            "Pelatihan Analisis Data", 20, "jenis_diklat:3", paper.nomor,
        )  # fmt: skip
        assert Tindakan.objects.filter(aksi="angkatan_selesai").count() == 1

    def test_below_the_mark_or_too_little_there_fails_without_paper(self, provinsi, running):
        batch, row = running
        assert self.finish(provinsi, batch, row, akhir=Decimal(69)).status == StatusPeserta.TIDAK_LULUS
        assert not Sertifikat.objects.exists()

    def test_half_of_the_meetings_is_not_enough(self, provinsi, running):
        assert self.finish(provinsi, *running, sessions=1).status == StatusPeserta.TIDAK_LULUS

    def test_never_there(self, provinsi, running):
        assert self.finish(provinsi, *running, sessions=0).status == StatusPeserta.TIDAK_HADIR

    def test_what_the_file_says_already_is_not_written_twice(self, provinsi, running):
        from pegawai.enums import SumberRiwayat
        from pegawai.jenis_riwayat import jenis_riwayat
        from pegawai.services.riwayat import place_row

        batch, row = running
        known = place_row(
            provinsi.orang["pegawai"], jenis_riwayat("kursus"), mulai=batch.mulai, sampai=batch.selesai,
            nilai={"nama": batch.program.judul, "jenis_diklat_id": "jenis_diklat:3", "sumber": SumberRiwayat.SIASN},
        )  # fmt: skip
        self.finish(provinsi, batch, row)
        assert Sertifikat.objects.get().riwayat_id == known.pk
        assert RiwayatKursus.objects.count() == 1

    def test_the_list_of_a_meeting_is_read_after_the_end_and_forged_ids_are_nobody(self, provinsi, running):
        batch, row = running
        client = provinsi.client("pengelola_pelatihan")
        address = reverse("pelatihan:sesi_detail", args=[batch.daftar_sesi.order_by("nomor").first().pk])
        assert client.post(address, {"hadir": ["x" * 36, str(row.pk)]}).status_code == 302
        assert Kehadiran.objects.filter(kepesertaan=row).count() == 1
        Kehadiran.objects.all().delete()
        self.finish(provinsi, batch, row)
        page = client.get(address).content.decode()
        assert provinsi.orang["pegawai"].nama in page
        assert "tidak diubah lagi" in page
        assert "Simpan daftar hadir" not in page

    @pytest.mark.parametrize("status", ["diajukan", "disahkan"])
    def test_an_upload_of_one_participant_keeps_no_batch_open(self, provinsi, running, status):
        batch, row = running
        person = provinsi.orang["pegawai"]
        mine = Sertifikat.objects.create(
            pegawai=person, asal="luar", nama=person.nama, judul=batch.program.judul.upper(), penyelenggara="BPSDM",
            bentuk="pelatihan_teknis", nomor="X-1", mulai=batch.mulai, selesai=batch.selesai, tanggal=batch.selesai, jp=20,
            status=status, dokumen=make_dokumen(provinsi.akun["pegawai"]), diajukan_pada=timezone.now(),
        )  # fmt: skip
        assert self.finish(provinsi, batch, row).status == StatusPeserta.LULUS
        mine.refresh_from_db()
        living = Sertifikat.objects.get(pegawai=person, status="disahkan")
        assert (living == mine, mine.status) == ((True, "disahkan") if status == "disahkan" else (False, "ditolak"))

    def test_the_code_counts_in_its_hours_for_participants_only(self, provinsi, running):
        batch, row = running
        today = batch.daftar_sesi.get(nomor=2)
        today.mulai, today.selesai = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)
        today.save()
        hasil.attend_by_code(today.kode, by=provinsi.akun["pegawai"])
        hasil.attend_by_code(today.kode, by=provinsi.akun["pegawai"])
        assert Kehadiran.objects.get(kepesertaan=row).cara == "qr"
        with pytest.raises(DomainError, match="tidak tercatat sebagai peserta"):
            hasil.attend_by_code(today.kode, by=provinsi.akun["rekan"])
        with pytest.raises(DomainError, match="Kode ini berlaku"):
            hasil.attend_by_code(batch.daftar_sesi.get(nomor=1).kode, by=provinsi.akun["pegawai"])

    def test_the_list_says_who_was_there_and_who_was_not(self, provinsi, running):
        batch, row = running
        first = batch.daftar_sesi.get(nomor=1)
        staff = provinsi.akun["pengelola_pelatihan"]
        assert hasil.mark_list(first.pk, hadir=[row.pk], by=staff) == 1
        assert hasil.mark_list(first.pk, hadir=[], by=staff) == 0
        assert not Kehadiran.objects.exists()
        with pytest.raises(PermissionDenied):
            hasil.mark_list(first.pk, hadir=[row.pk], by=provinsi.akun["pegawai"])


@pytest.mark.django_db(transaction=True)
def test_many_at_once_for_three_places(provinsi):
    """Twelve people agree to at the same moment: exactly three places, in the order of asking, nobody twice."""
    batch = make_batch(make_program(provinsi.instansi), cara=CaraTempat.URUTAN, kuota=3)
    rows = [make_participation(batch, person, urut=place) for place, person in enumerate(many_people(provinsi, 12), 1)]
    start, agreed = threading.Barrier(12), []

    def agree(row):
        try:
            start.wait(timeout=60)
            agreed.append(kepesertaan.consent(row.pk, by=provinsi.akun["atasan"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=agree, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = list(Kepesertaan.objects.filter(angkatan=batch).order_by("urut").values_list("status", flat=True))
    assert len(agreed) == 12
    assert states == ["diterima"] * 3 + ["cadangan"] * 9
    assert TempatAngkatan.objects.get(angkatan=batch).terisi == 3


def test_the_sheet_to_sign_holds_who_has_a_place_and_nobody_else(provinsi, program):
    batch = make_batch(program, mulai=timezone.localdate(), hari=1)
    make_participation(batch, provinsi.orang["pegawai"], status="diterima")
    make_participation(batch, provinsi.orang["rekan"], status="cadangan")
    assert [name for name, _ in names_on_list(batch)] == [provinsi.orang["pegawai"].nama_lengkap]
    where = reverse("pelatihan:sesi_pdf", args=[batch.daftar_sesi.get().pk])
    sent = provinsi.client("pengelola_pelatihan").get(where)
    assert sent.content.startswith(b"%PDF")
    assert "daftar-hadir" in sent["Content-Disposition"]
    for who in ("pegawai", "atasan", "admin_unit", "auditor", "admin_instansi_lain"):
        assert provinsi.client(who).get(where).status_code in {403, 404}, who
