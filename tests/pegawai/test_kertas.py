"""Papers about oneself, the yearly word about the family, the papers of a retirement, and the own photo."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from asn_portal.berkas import simpan
from asn_portal.core.models import AksesData, Tugas, periode
from asn_portal.core.pengaturan import KP4_SEGERA
from asn_portal.core.services.unit import set_pengaturan
from pegawai import riwayat_jabatan
from pegawai.aturan.keluarga import batas_anak, mulai_dpcp
from pegawai.enums import HubunganKeluarga
from pegawai.models import FotoPegawai, KonfirmasiKeluarga, RiwayatGolongan, RiwayatKeluarga, RiwayatKGB
from pegawai.riwayat_jabatan import JabatanDijabat
from pegawai.selectors import kertas
from pegawai.selectors.dpcp import checklist, retirement
from pegawai.selectors.kp4 import lacks_for_kp4
from pegawai.services import keluarga as services
from tests.factories.berkas import make_dokumen, photo
from tests.factories.riwayat import all_entries, entry

HARI = timezone.localdate()


@pytest.mark.parametrize(
    ("lahir", "sekolah", "batas"),
    [
        (date(2006, 3, 1), False, date(2027, 3, 1)),
        (date(2006, 3, 1), True, date(2031, 3, 1)),
        (date(2004, 2, 29), False, date(2025, 2, 28)),
    ],
)
def test_a_child_leaves_the_list_at_21_or_25(lahir, sekolah, batas):
    assert batas_anak(lahir, HARI, sekolah=sekolah) == batas


def test_papers_of_a_retirement_begin_18_months_before():
    assert mulai_dpcp(date(2027, 8, 1)) == date(2026, 2, 1)


@pytest.fixture
def siti(provinsi):
    all_entries()
    person = provinsi.orang["pegawai"]
    RiwayatGolongan.objects.create(
        pegawai=person,
        golongan=entry("golongan_pns:31"),
        sumber="hr",
        sk_nomor="823/1",
        berlaku=periode(date(2020, 4, 1)),
    )
    return person


def child(person: Any, nama: str, lahir: date, **more: Any) -> RiwayatKeluarga:
    values = {"hubungan": HubunganKeluarga.ANAK, "ditanggung": True, "sumber": "hr", "berlaku": periode(lahir)}
    return RiwayatKeluarga.objects.create(pegawai=person, nama=nama, tanggal_lahir=lahir, **(values | more))


def text_of(client: Any, kunci: str) -> str:
    answer = client.get(reverse("pegawai:kertas_unduh", args=[kunci]))
    assert answer["Content-Type"] == "application/pdf"
    content = b"".join(answer.streaming_content)
    assert b"pdfaid" in content
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.django_db
class TestPapers:
    def test_drh_and_kp4_say_what_the_record_says(self, provinsi, siti):
        child(siti, "Bintang Kecil", date(HARI.year - 8, 5, 1))
        client = provinsi.client("pegawai")
        drh, kp4 = text_of(client, "drh"), text_of(client, "kp4")
        for words in ("Siti Aminah", "III/a, Penata Muda", "823/1", "Bintang Kecil", "Tidak ada catatan."):
            assert words in drh
        assert "Bintang Kecil" in kp4
        assert "tunjangan keluarga" in kp4.lower()
        assert client.get(reverse("pegawai:kertas_unduh", args=["lain"])).status_code == 404

    def test_markup_in_a_name_is_shown_and_never_obeyed(self, provinsi, siti):
        child(siti, '#panic("x") *tebal* $a$ <b>', date(HARI.year - 8, 5, 1))
        text = "".join(text_of(provinsi.client("pegawai"), "kp4").split())
        assert '#panic("x")*tebal*$a$<b>' in text

    def test_what_is_missing_is_told_before_printing(self, provinsi, siti):
        page = provinsi.client("pegawai").get(reverse("pegawai:kertas_saya")).text
        for words in ("Agama belum diisi.", "Alamat rumah belum diisi.", "Pendidikan belum tercatat."):
            assert words in page
        assert "Salinannya belum ada di portal" in page

    def test_the_last_decree_is_handed_out_as_signed(self, provinsi, siti):
        paper = make_dokumen(provinsi.akun["pegawai"], siti.pk, "sk_kgb")
        RiwayatKGB.objects.create(
            pegawai=siti, golongan=entry("golongan_pns:31"), gaji_pokok=3_000_000, sumber="hr", dokumen=paper,
            berlaku=periode(date(2022, 4, 1)),
        )  # fmt: skip
        page = provinsi.client("pegawai").get(reverse("pegawai:kertas_saya")).text
        assert reverse("berkas:dokumen_file", args=[paper.pk]) in page

    def test_accounts_without_a_person_have_no_papers(self, provinsi):
        assert provinsi.client("admin_bkd").get(reverse("pegawai:kertas_saya")).status_code == 404

    def test_the_page_asks_constantly_many_questions(self, provinsi, siti, django_assert_max_num_queries):
        client = provinsi.client("pegawai")
        client.get(reverse("pegawai:kertas_saya"))
        for number in range(2):
            child(siti, f"Anak {number}", date(HARI.year - 9, 5, 1))
            with django_assert_max_num_queries(18):
                client.get(reverse("pegawai:kertas_saya"))


@pytest.mark.django_db
class TestFamily:
    def test_the_end_of_a_right_is_told_in_time(self, siti):
        soon = HARI.replace(year=HARI.year - 21, day=1) + timedelta(days=40)
        child(siti, "Segera Besar", soon)
        child(siti, "Masih Kuliah", soon, masih_sekolah=True)
        words = [one.kalimat for one in lacks_for_kp4(kertas.own_file(siti, HARI))]
        assert [word for word in words if "Segera Besar segera mencapai batas umur" in word]
        assert not [word for word in words if "Masih Kuliah" in word]

    def test_the_agency_says_how_early(self, provinsi, siti):
        child(siti, "Segera Besar", HARI.replace(year=HARI.year - 21, day=1) + timedelta(days=40))
        set_pengaturan(kunci=KP4_SEGERA, nilai="7", mulai=date(2026, 1, 1), dasar="SE", by=provinsi.akun["admin_bkd"])
        words = " ".join(one.kalimat for one in lacks_for_kp4(kertas.own_file(siti, HARI)))
        assert "Segera Besar segera" not in words

    def test_more_than_two_children_are_told(self, siti):
        for number in range(3):
            child(siti, f"Anak {number}", date(HARI.year - 9, 5, 1 + number))
        words = " ".join(one.kalimat for one in lacks_for_kp4(kertas.own_file(siti, HARI)))
        assert "Ada 3 anak dalam daftar tunjangan, paling banyak 2" in words

    def test_asked_once_a_year_and_confirmed_by_the_person(self, provinsi, siti):
        child(siti, "Bintang Kecil", date(HARI.year - 8, 5, 1))
        assert services.ask_confirmations(timezone.now()) == 1
        assert services.ask_confirmations(timezone.now()) == 0
        duty = Tugas.objects.get(jenis=services.TUGAS_KP4)
        assert duty.untuk == provinsi.akun["pegawai"]
        client = provinsi.client("pegawai")
        assert "Bintang Kecil" in client.get(duty.url).text
        assert client.post(duty.url).status_code == 302
        row = KonfirmasiKeluarga.objects.get(pegawai=siti, tahun=HARI.year)
        assert services.confirmed_list(row)[0]["nama"] == "Bintang Kecil"
        assert b"Bintang" not in bytes(row.isi_sandi)
        assert not Tugas.objects.filter(jenis=services.TUGAS_KP4, selesai_pada=None).exists()
        assert client.post(duty.url).status_code == 302
        assert KonfirmasiKeluarga.objects.count() == 1


@pytest.mark.django_db
class TestPapersOfOthers:
    """HR prints what a person would print: with a reason, a trace, and not for oneself."""

    def ask(self, provinsi: Any, siti: Any, by: str = "admin_unit", **sent: str) -> Any:
        return provinsi.client(by).post(reverse("pegawai:kertas_orang", args=[siti.pk]), sent)

    def test_with_a_reason_that_the_owner_reads(self, provinsi, siti):
        answer = self.ask(provinsi, siti, kertas="drh", tujuan="Usul kenaikan pangkat")
        content = b"".join(answer.streaming_content)
        assert (answer["Content-Type"], content[:5]) == ("application/pdf", b"%PDF-")
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        assert "Siti Aminah" in text
        read = AksesData.objects.get(subjek_id=siti.pk)
        assert (read.kelompok, read.tujuan) == ("Kertas DRH", "Usul kenaikan pangkat")

    def test_without_a_reason_nothing_is_read(self, provinsi, siti):
        page = self.ask(provinsi, siti, kertas="kp4", tujuan="")
        assert page.status_code == 422
        assert not AksesData.objects.filter(subjek_id=siti.pk).exists()

    def test_each_paper_is_noted_and_an_unknown_one_is_none(self, provinsi, siti):
        for kunci in ("drh", "kp4", "dpcp"):
            assert self.ask(provinsi, siti, kertas=kunci, tujuan="Pensiun").status_code == 200
        assert AksesData.objects.filter(subjek_id=siti.pk).count() == 3
        assert self.ask(provinsi, siti, kertas="nik", tujuan="Pensiun").status_code == 422

    def test_the_documents_of_a_retirement_are_those_of_the_person(self, provinsi, siti):
        make_dokumen(provinsi.akun["pegawai"], siti.pk, "ktp")
        make_dokumen(provinsi.akun["admin_unit"], provinsi.orang["rekan"].pk, "sk_cpns")
        found = checklist(kertas.own_file(siti, HARI), provinsi.akun["admin_unit"])
        assert [one.nama for one in found if one.ada] == ["KTP"]

    def test_the_confirmed_lists_year_by_year(self, provinsi, siti):
        child(siti, "Bintang Kecil", date(HARI.year - 8, 5, 1))
        services.confirm_keluarga(kertas.own_file(siti, HARI), by=provinsi.akun["pegawai"])
        own = provinsi.client("pegawai").get(reverse("pegawai:kertas_kp4")).text
        assert "Bintang Kecil" in own
        assert f"1 Mei {HARI.year - 8}" in own.split("riwayat-kp4")[-1]
        page = self.ask(provinsi, siti, kertas="keluarga", tujuan="Tunjangan")
        assert "Bintang Kecil" in page.text
        assert AksesData.objects.get(subjek_id=siti.pk).kelompok == "Daftar keluarga"

    @pytest.mark.parametrize("who", ["atasan", "rekan", "admin_unit_lain", "auditor", "pegawai"])
    def test_nobody_else(self, provinsi, siti, who):
        if who in provinsi.akun:
            assert self.ask(provinsi, siti, by=who, kertas="drh", tujuan="Ingin tahu").status_code in {403, 404}
        assert not AksesData.objects.filter(subjek_id=siti.pk).exists()


@pytest.mark.django_db
class TestPostsOnPaper:
    def test_the_map_tells_the_posts(self, provinsi, siti, monkeypatch):
        held = [
            JabatanDijabat("Analis Ahli Muda", "Seksi Satu", date(2024, 1, 1), None, "821/2", date(2023, 12, 1)),
            JabatanDijabat("Pelaksana", "Seksi Dua", date(2018, 1, 1), date(2023, 12, 31)),
        ]
        monkeypatch.setattr(riwayat_jabatan, "_penyedia", [lambda orang, hari: held])
        text = " ".join(text_of(provinsi.client("pegawai"), "drh").split())
        assert text.index("Pelaksana") < text.index("Analis Ahli Muda")
        assert "31 Desember 2023" in text
        assert "821/2" in text


@pytest.mark.django_db
class TestRetirement:
    def test_the_list_says_what_is_there_and_what_is_not(self, provinsi, siti):
        make_dokumen(provinsi.akun["pegawai"], siti.pk, "ktp")
        page = provinsi.client("pegawai").get(reverse("pegawai:kertas_dpcp")).text
        assert "1 dari 8 berkas ada" in page
        assert "SK CPNS" in text_of(provinsi.client("pegawai"), "dpcp")

    def test_a_contract_has_no_retirement(self, provinsi, siti):
        siti.jenis = "pppk"
        siti.save()
        assert retirement(siti) is None
        assert provinsi.client("pegawai").get(reverse("pegawai:kertas_dpcp")).status_code == 404

    @pytest.mark.parametrize(
        ("jabatan", "umur"), [("Guru Ahli Madya", 60), ("Analis", 58), ("Kepala Dinas Kesehatan", 60)]
    )
    def test_the_post_tells_the_age(self, siti, jabatan, umur):
        siti.jabatan_kini = jabatan
        found = retirement(siti)
        assert found is not None
        assert found.umur == umur


def sent(content: bytes, name: str = "saya.jpg") -> dict[str, Any]:
    return {"berkas": SimpleUploadedFile(name, content)}


@pytest.mark.django_db
class TestPhoto:
    def test_it_is_cut_square_and_holds_nothing_but_the_picture(self, provinsi):
        exif = Image.Exif()
        exif[0x010F] = "Kamera rahasia"
        client = provinsi.client("pegawai")
        assert client.post("/foto-saya/", sent(photo(size=(900, 600), exif=exif))).status_code == 302
        row = FotoPegawai.objects.get()
        content = simpan.read(row.nama_simpan)
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.size == (480, 480)
            assert not picture.getexif()
        assert b"Kamera rahasia" not in content
        page = provinsi.client("rekan").get(f"/pegawai/{row.pk}/").text
        assert f"/pegawai/{row.pk}/foto/" in page

    def test_the_old_file_goes_with_a_new_one(self, provinsi, django_capture_on_commit_callbacks):
        client = provinsi.client("pegawai")
        client.post("/foto-saya/", sent(photo(size=(300, 300))))
        old = FotoPegawai.objects.get().nama_simpan
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/foto-saya/", sent(photo(size=(320, 300))))
        assert not simpan.storage().exists(old)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post("/foto-saya/hapus/").status_code == 302
        assert not FotoPegawai.objects.exists()
        assert client.post("/foto-saya/hapus/").status_code == 302

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"bukan gambar", "bukan jenis yang dikenal"),
            (b"", "kosong"),
            (photo(size=(50, 50)), "Foto terlalu kecil"),
            (b"%PDF-1.4\n%", "berupa foto"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "bukan jenis yang dikenal"),
        ],
    )
    def test_what_is_no_photo_is_refused_in_a_sentence(self, provinsi, content, words):
        answer = provinsi.client("pegawai").post("/foto-saya/", sent(content), follow=True)
        assert words in answer.text
        assert not FotoPegawai.objects.exists()

    def test_other_agencies_and_strangers_see_none(self, provinsi):
        provinsi.client("pegawai").post("/foto-saya/", sent(photo(size=(300, 300))))
        where = f"/pegawai/{provinsi.orang['pegawai'].pk}/foto/"
        small = provinsi.client("rekan").get(f"{where}?kecil=1")
        with Image.open(io.BytesIO(b"".join(small.streaming_content))) as picture:
            assert picture.size == (96, 96)
        assert small["Cache-Control"] == "private, max-age=86400, immutable"
        unit = provinsi.client("rekan").get(reverse("pegawai:unit_orang", args=[provinsi.seksi.pk])).text
        assert f'src="{where}?kecil=1&amp;' in unit
        assert 'loading="lazy"' in unit
        directory = provinsi.client("rekan").get("/pegawai/").text
        assert f'src="{where}?kecil=1&amp;' in directory
        assert provinsi.client("admin_instansi_lain").get(where).status_code == 404
        seen = provinsi.client("rekan").get(where)
        assert b"".join(seen.streaming_content)[:3] == b"\xff\xd8\xff"
        assert seen["Content-Security-Policy"].startswith("sandbox")
        assert provinsi.client("rekan").get(f"/pegawai/{provinsi.orang['rekan'].pk}/foto/").status_code == 404
