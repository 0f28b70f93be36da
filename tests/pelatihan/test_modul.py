"""Learning in the portal: in order, no jump, a quiz counted once, the certificate at the end; all of it without script."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.pengaturan import BILANGAN, KUIS_SEHARI
from asn_portal.core.services.unit import set_pengaturan
from pegawai.enums import SumberRiwayat
from pegawai.models import RiwayatKursus
from pelatihan.enums import AsalSertifikat
from pelatihan.forms.modul import read_bank
from pelatihan.models import (
    BelajarModul,
    KemajuanBagian,
    ModulDaring,
    Penyelenggara,
    PercobaanKuis,
    Sertifikat,
)
from pelatihan.selectors.modul import blocks, questions
from pelatihan.services import modul as services
from pelatihan.services import modul_susun
from tests.factories.pelatihan import begin_module, make_batch, make_module, make_program

pytestmark = pytest.mark.django_db
SEHARI = BILANGAN[KUIS_SEHARI].bawaan


@pytest.fixture
def modul(provinsi):
    return make_module(provinsi.instansi, bacaan=2)


@pytest.fixture
def by(provinsi, modul):
    services.begin_module(modul.pk, by=provinsi.akun["pegawai"])
    return provinsi.akun["pegawai"]


def parts(modul):
    return list(modul.daftar_bagian.order_by("urut"))


def to_quiz(modul, by):
    *readings, quiz = parts(modul)
    for part in readings:
        services.finish_part(part.pk, by=by)
    return services.begin_quiz(quiz.pk, by=by)


def test_a_part_is_not_jumped_over_by_any_call(modul, by):
    _, second, quiz = parts(modul)
    for call in (lambda: services.finish_part(second.pk, by=by), lambda: services.begin_quiz(quiz.pk, by=by)):
        with pytest.raises(DomainError, match="Selesaikan dulu bagian 1"):
            call()
    assert not KemajuanBagian.objects.exists()


def test_a_quiz_is_not_done_by_saying_so(modul, by):
    to_quiz(modul, by)
    with pytest.raises(DomainError, match="setelah kuisnya lulus"):
        services.finish_part(parts(modul)[-1].pk, by=by)


def test_who_has_not_begun_is_refused(provinsi, modul, by):
    with pytest.raises(PermissionDenied):
        services.finish_part(parts(modul)[0].pk, by=provinsi.akun["rekan"])


def test_passed_ends_the_module_with_jp_and_a_row_of_the_file(modul, by):
    attempt = to_quiz(modul, by)
    services.send_quiz(attempt.pk, jawaban=dict.fromkeys(attempt.soal, "0"), by=by)
    paper = Sertifikat.objects.get()
    assert (paper.asal, paper.jp, BelajarModul.objects.get().selesai_pada is None) == (AsalSertifikat.MODUL, 3, False)
    written = RiwayatKursus.objects.get(pk=paper.riwayat_id)
    assert (written.jenis_diklat_id, written.sumber) == ("jenis_diklat:16", SumberRiwayat.PELATIHAN)


def test_sent_twice_counts_the_first(modul, by):
    attempt = to_quiz(modul, by)
    services.send_quiz(attempt.pk, jawaban=dict.fromkeys(attempt.soal, "1"), by=by)
    with pytest.raises(TransitionError, match="sudah dikirim, dengan nilai 0"):
        services.send_quiz(attempt.pk, jawaban=dict.fromkeys(attempt.soal, "0"), by=by)
    assert not Sertifikat.objects.exists()


def test_an_unanswered_question_loses_nothing(modul, by):
    attempt = to_quiz(modul, by)
    with pytest.raises(DomainError, match="1 pertanyaan yang belum dijawab"):
        services.send_quiz(attempt.pk, jawaban={attempt.soal[0]: "0"}, by=by)
    assert PercobaanKuis.objects.get().kirim_pada is None


def test_keys_stay_secret_until_it_is_sent(modul, by):
    attempt = to_quiz(modul, by)
    assert not any(one.benar or one.penjelasan for one in questions(attempt, dict.fromkeys(attempt.soal, "0")))


def test_five_times_a_day(modul, by):
    attempt = to_quiz(modul, by)
    for _ in range(SEHARI):
        services.send_quiz(attempt.pk, jawaban=dict.fromkeys(attempt.soal, "1"), by=by)
        if PercobaanKuis.objects.count() < SEHARI:
            attempt = services.begin_quiz(attempt.bagian_id, by=by)
    with pytest.raises(DomainError, match="5 kali hari ini"):
        services.begin_quiz(attempt.bagian_id, by=by)


def test_the_agency_says_how_often(provinsi, modul, by):
    set_pengaturan(kunci=KUIS_SEHARI, nilai="1", mulai=date(2026, 1, 1), dasar="SE", by=provinsi.akun["admin_bkd"])
    attempt = to_quiz(modul, by)
    services.send_quiz(attempt.pk, jawaban=dict.fromkeys(attempt.soal, "1"), by=by)
    with pytest.raises(DomainError, match="1 kali hari ini"):
        services.begin_quiz(attempt.bagian_id, by=by)
    page = provinsi.client("pegawai").get(reverse("pelatihan:bagian_detail", args=[attempt.bagian_id]))
    assert "paling banyak 1 kali sehari" in page.content.decode()


def test_readings_become_blocks():
    assert blocks("## A\n- b\n- c\n\nd") == [("judul", "A"), ("daftar", ["b", "c"]), ("paragraf", "d")]


def test_pages_from_the_first_part_to_the_mark(provinsi, modul, by):
    client = provinsi.client("pegawai")
    first, second, quiz = parts(modul)
    assert client.get(reverse("pelatihan:bagian_detail", args=[second.pk])).status_code == 302
    assert client.post(reverse("pelatihan:bagian_finish", args=[first.pk])).url == reverse(
        "pelatihan:bagian_detail", args=[second.pk]
    )
    client.post(reverse("pelatihan:bagian_finish", args=[second.pk]))
    page = client.post(reverse("pelatihan:kuis_begin", args=[quiz.pk])).url
    attempt = PercobaanKuis.objects.get()
    refused = client.post(page, {attempt.soal[0]: "0"})
    assert refused.status_code == 422
    assert "belum dijawab" in refused.content.decode()
    assert " checked" in refused.content.decode()
    client.post(page, dict.fromkeys(attempt.soal, "0"))
    assert "Nilai Anda 100" in client.get(page).content.decode()
    assert "Lihat sertifikat" in client.get(reverse("pelatihan:modul_detail", args=[modul.pk])).content.decode()


BANK = """Apa itu data?
- Angka saja
* Fakta yang dicatat
! Data tidak selalu angka.

Siapa pemiliknya?
* Yang mencatat
- Tidak ada"""


class TestWriting:
    def test_a_bank_is_read_as_it_is_written(self):
        first, second = read_bank(BANK)
        assert (first.kunci, first.pilihan, first.penjelasan) == (
            1,
            ("Angka saja", "Fakta yang dicatat"),
            "Data tidak selalu angka.",
        )
        assert second.kunci == 0

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Apa?\n- Satu", "2 sampai 6 pilihan"),
            ("Apa?\n- Satu\n- Dua", "tepat satu"),
            ("* Satu\n- Dua\n- Tiga\n* Empat", "tepat satu|baris pertama"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_number(self, text, words):
        with pytest.raises(ValidationError, match=f"Soal 1: .*({words})"):
            read_bank(text)

    def test_from_an_empty_module_to_a_published_one(self, provinsi):
        staff = provinsi.client("pengelola_pelatihan")
        program = make_program(provinsi.instansi, "Data Dasar", bentuk="elearning")
        make_batch(program)
        owner = Penyelenggara.objects.get()
        staff.post(
            f"/pelatihan/katalog/{program.pk}/modul/", {"penyelenggara": owner.pk, "ringkas": "Dasar", "menit": "20"}
        )
        modul = ModulDaring.objects.get()
        assert "belum berisi bagian" in staff.post(f"/pelatihan/modul/{modul.pk}/terbit/", follow=True).content.decode()
        page = f"/pelatihan/modul/{modul.pk}/bagian/"
        assert staff.post(page, {"judul": "Baca", "jenis": "teks", "isi": ""}).status_code == 422
        assert staff.post(page, {"judul": "Baca", "jenis": "teks", "isi": "Isi"}).status_code == 302
        quiz = {"judul": "Kuis", "jenis": "kuis", "soal": BANK, "banyak_soal": "3", "nilai_lulus": "50"}
        assert "Bank soal berisi 2 soal" in staff.post(page, quiz).content.decode()
        assert staff.post(page, quiz | {"banyak_soal": "2"}).status_code == 302
        part = modul.daftar_bagian.get(jenis="kuis")
        staff.post(f"/pelatihan/bagian/{part.pk}/pindah/", {"arah": "naik"})
        assert list(modul.daftar_bagian.order_by("urut").values_list("judul", flat=True)) == ["Kuis", "Baca"]
        kept = part.daftar_soal.get(urut=2).pk
        shown = staff.get(f"/pelatihan/bagian/{part.pk}/ubah/").content.decode()
        assert "* Fakta yang dicatat" in shown
        assert (
            staff.post(
                f"/pelatihan/bagian/{part.pk}/ubah/", quiz | {"soal": BANK.split("\n\n")[1], "banyak_soal": "1"}
            ).status_code
            == 302
        )
        assert part.daftar_soal.get().pk == kept
        staff.post(f"/pelatihan/modul/{modul.pk}/terbit/")
        assert provinsi.client("pegawai").get(f"/pelatihan/modul/{modul.pk}/").status_code == 200

    def test_what_is_being_learned_keeps_its_order(self, provinsi):
        modul = make_module(provinsi.instansi, bacaan=1)
        begin_module(modul, provinsi.orang["pegawai"])
        part = modul.daftar_bagian.get(jenis="teks")
        staff = provinsi.akun["pengelola_pelatihan"]
        for change in (
            lambda: modul_susun.drop_bagian(part.pk, by=staff),
            lambda: modul_susun.move_bagian(part.pk, naik=False, by=staff),
        ):
            with pytest.raises(DomainError, match="Sudah ada yang mempelajari"):
                change()
        modul_susun.publish_modul(modul.pk, terbit=False, by=staff)
        assert provinsi.client("pegawai").get(f"/pelatihan/modul/{modul.pk}/").status_code == 200
        assert provinsi.client("atasan").get(f"/pelatihan/modul/{modul.pk}/").status_code == 404
