"""Pages of what posts need: who decides for what, what is kept, what the sheets and lists say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from jabatan.models import AcuanJabatan, KamusKompetensi, StandarKompetensi, SyaratJabatan
from jabatan.selectors.syarat import requirements_of, standards_of
from jabatan.services.kamus import national_id
from tests.factories.core import SINCE
from tests.jabatan.test_halaman import typed, words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def field(kode: str) -> str:
    return f"k_{national_id(kode).hex}"


def decide(**values) -> dict:
    return {"mulai": typed(TODAY), "dasar": "Keputusan 5"} | values


class TestStandards:
    def test_a_name_is_described_once_for_all_its_seats(self, provinsi, peta):
        url = f"/jabatan/{peta.kasi.pk}/perlu/standar/"
        answer = provinsi.client("admin_bkd").post(url, decide(**{field("MAN-1"): "4"}), follow=True)
        assert "Standar kompetensi tersimpan" in words(answer)
        assert "Nomenklatur ini" in words(answer)
        found = {one.kode: (one.tingkat, one.dekat) for one in standards_of(peta.kasi.pk, TODAY)}
        assert (found["MAN-1"], found["MAN-2"]) == ((4, 2), (2, 0))

    def test_an_emptied_level_goes_back_to_the_wider_source_and_history_stays(self, provinsi, peta):
        url, hr = f"/jabatan/{peta.kasi.pk}/perlu/standar/", provinsi.client("admin_bkd")
        hr.post(url, decide(mulai=typed(TODAY - timedelta(days=30)), **{field("MAN-1"): "4"}))
        hr.post(url, decide(**{field("MAN-1"): ""}))
        found = {one.kode: one.dekat for one in standards_of(peta.kasi.pk, TODAY)}
        before = {one.kode: one.dekat for one in standards_of(peta.kasi.pk, TODAY - timedelta(days=1))}
        assert (found["MAN-1"], before["MAN-1"]) == (0, 2)

    def test_hr_of_a_unit_describes_its_seat_only(self, provinsi, peta):
        url, hr = f"/jabatan/{peta.kasi.pk}/perlu/standar/", provinsi.client("admin_unit")
        assert "Semua jabatan" not in words(hr.get(url))
        hr.post(f"{url}?untuk=nomenklatur", decide(**{field("MAN-1"): "5"}))
        assert AcuanJabatan.objects.get().jabatan_id == peta.kasi.pk

    def test_technical_level_is_asked_for_and_twins_are_refused(self, provinsi, peta):
        kompetensi = KamusKompetensi.objects.create(
            instansi=provinsi.instansi, kode="T-1", jenis="teknis", nama="Keuangan", definisi="x"
        )
        url, hr = f"/jabatan/{peta.kasi.pk}/perlu/standar/", provinsi.client("admin_bkd")
        assert "Pilih tingkat untuk kompetensi teknis ini." in words(hr.post(url, decide(teknis_0=str(kompetensi.pk))))
        twice = {"teknis_0": kompetensi.pk, "tingkat_0": "3", "teknis_1": kompetensi.pk, "tingkat_1": "2"}
        assert "sudah dipilih di atas" in words(hr.post(url, decide(**twice)))
        hr.post(url, decide(teknis_0=str(kompetensi.pk), tingkat_0="3"))
        assert StandarKompetensi.objects.get().tingkat == 3


class TestRequirements:
    def test_written_shown_and_printed(self, provinsi, peta):
        hr = provinsi.client("admin_bkd")
        data = decide(
            pendidikan="s1", bidang="hukum", golongan="III/c", pengalaman_tahun="2,5", pengalaman_sebagai=["pelaksana", "mahir"],
            pelatihan="Pelatihan Kepemimpinan Pengawas\nManajemen risiko (anjuran)",
        )  # fmt: skip
        page = words(hr.post(f"/jabatan/{peta.kasi.pk}/perlu/syarat/", data, follow=True))
        assert "Paling rendah S-1 (hukum)" in page
        assert "2,5 tahun sebagai pelaksana atau mahir" in page
        assert 'Manajemen risiko <span class="redup kecil">anjuran</span>' in page
        sheet = hr.get(f"/jabatan/{peta.kasi.pk}/perlu/pdf/")
        assert (sheet["Content-Type"], sheet.content[:5]) == ("application/pdf", b"%PDF-")

    def test_what_stays_is_not_written_again_and_what_is_left_out_ends(self, provinsi, peta):
        url, hr = f"/jabatan/{peta.kasi.pk}/perlu/syarat/", provinsi.client("admin_bkd")
        hr.post(url, decide(mulai=typed(SINCE), pendidikan="s1", pelatihan="Satu\nDua"))
        kept = SyaratJabatan.objects.get(nilai="Satu").pk
        hr.post(url, decide(pendidikan="s2", pelatihan="Satu"))
        now = {(one.jenis, one.nilai) for one in requirements_of(peta.kasi.pk, TODAY) if one.dekat == 2}
        assert now == {("pendidikan", "s2"), ("pelatihan", "Satu")}
        assert SyaratJabatan.objects.kini().get(nilai="Satu").pk == kept
        before = {one.nilai for one in requirements_of(peta.kasi.pk, TODAY - timedelta(days=1)) if one.dekat == 2}
        assert before == {"s1", "Satu", "Dua"}

    @pytest.mark.parametrize(
        ("isian", "pesan"),
        [
            ({"pengalaman_tahun": "3"}, "Pilih jabatan yang pengalamannya dihitung."),
            ({"pengalaman_sebagai": ["pelaksana"]}, "Isi lama pengalamannya dalam tahun."),
            ({"bidang": "hukum"}, "Pilih pendidikan terendahnya"),
            ({"pelatihan": "x" * 201}, "Baris 1 terlalu panjang"),
            ({"mulai": typed(SINCE - timedelta(days=9999))}, "Jabatan itu tidak ada pada"),
        ],
    )
    def test_bad_input_is_said_and_nothing_is_lost(self, provinsi, peta, isian, pesan):
        answer = provinsi.client("admin_bkd").post(f"/jabatan/{peta.kasi.pk}/perlu/syarat/", decide(**isian))
        assert pesan in words(answer)
        assert (answer.status_code, SyaratJabatan.objects.count()) == (422, 0)
        assert 'value="Keputusan 5"' in words(answer)


class TestDictionaryAndNames:
    def test_technical_entries_belong_to_the_agency(self, provinsi, peta):
        hr = provinsi.client("admin_bkd")
        data = {"kode_kompetensi": "TEK-9", "nama": "Audit", "definisi": "Memeriksa.", "dasar": "Keputusan 1"}
        data |= {f"uraian_{n}": f"Arti {n}" for n in range(1, 6)} | {"indikator_2": "Satu\nDua"}
        assert "Kompetensi Audit tersimpan." in words(hr.post("/jabatan/kamus/tambah/", data, follow=True))
        assert "Kode TEK-9 sudah dipakai." in words(hr.post("/jabatan/kamus/tambah/", data))
        row = KamusKompetensi.objects.get(kode="TEK-9")
        hr.post(f"/jabatan/kamus/{row.pk}/", data | {"nama": "Audit intern", "ditutup": "on"})
        row.refresh_from_db()
        assert (row.nama, row.ditutup, row.daftar_tingkat.count()) == ("Audit intern", True, 5)
        assert hr.get(f"/jabatan/kamus/{national_id('MAN-1')}/").status_code == 404
        assert "Audit intern" not in words(provinsi.client("admin_instansi_lain").get("/jabatan/kamus/"))

    def test_names_are_listed_with_what_they_lack(self, provinsi, peta, django_assert_max_num_queries):
        hr = provinsi.client("admin_bkd")
        hr.post(f"/jabatan/{peta.kasi.pk}/perlu/syarat/", decide(pendidikan="s1"))
        page = words(hr.get("/jabatan/nomenklatur/?q=kepala"))
        assert "2 nomenklatur" in page
        assert "Kepala Seksi" not in words(hr.get("/jabatan/nomenklatur/?belum=syarat"))
        with django_assert_max_num_queries(20):
            hr.get("/jabatan/nomenklatur/")
