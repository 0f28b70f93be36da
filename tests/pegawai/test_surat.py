"""Letters whose words HR keeps: a closed syntax, versions, one letter and many, and the package of proposals."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from asn_portal.berkas import simpan
from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.models import Naskah
from asn_portal.core import latar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import AksesData, PekerjaanLatar, Tindakan, Tugas, periode
from asn_portal.core.regulasi import add_bulan
from pegawai.models import PaketUsul, Pegawai, RiwayatGolongan, RiwayatPendidikan, VersiSurat
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.surat import save_surat
from pegawai.services.surat_banyak import start_package
from pegawai.surat import DATA, PARAGRAF, TABEL, TemplatSalah, check_text, fill_text, find_surat
from tests.conftest import Provinsi
from tests.factories.berkas import make_dokumen
from tests.factories.berkas_orang import load_references

BULAN = timezone.localdate().replace(day=1)
KGB, KP = find_surat("surat_kgb"), find_surat("surat_pengantar_kp")
assert KGB is not None
assert KP is not None


class TestSyntax:
    def test_paragraphs_labels_and_tables(self):
        text = "Kepada {nama}\ndi tempat.\n\nNIP :: {nip}\nUnit :: {unit}"
        blok = fill_text(KGB, text, {"nama": "Siti", "nip": "1", "unit": "Seksi"})
        assert blok == (
            (PARAGRAF, (("", "Kepada Siti di tempat."),)),
            (DATA, (("NIP", "1"), ("Unit", "Seksi"))),
        )
        table = fill_text(KP, "{daftar_pegawai}", {}, {"daftar_pegawai": [("Siti", "III/a ke III/b")]})
        assert table == ((TABEL, (("Siti", "III/a ke III/b"),)),)

    def test_values_are_never_read_again(self):
        blok = fill_text(KGB, "{nama}", {"nama": "{nip} {{ nip }} {% x %} #eval", "nip": "rahasia"})
        assert blok == ((PARAGRAF, (("", "{nip} {{ nip }} {% x %} #eval"),)),)

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("{gaji}", "Isian {gaji} tidak dikenal."),
            ("{nama.__class__}", "Isian {nama.__class__} tidak dikenal."),
            ("{}", "Isian {} tidak dikenal."),
            ("{{nama}}", "Ada kurung kurawal yang tidak berpasangan."),
            ("{% load x %}", "Isian {% load x %} tidak dikenal."),
            ("Halo {nama", "Ada kurung kurawal yang tidak berpasangan."),
            ("  \n ", "Isi surat masih kosong."),
        ],
    )
    def test_anything_else_is_refused_in_one_sentence(self, text, sentence):
        with pytest.raises(TemplatSalah) as wrong:
            check_text(KGB, text)
        assert str(wrong.value).startswith(sentence)

    def test_a_list_stands_alone(self):
        with pytest.raises(TemplatSalah):
            check_text(KP, "Yaitu {daftar_pegawai}")

    def test_shipped_words_are_right(self):
        for jenis in (KGB, KP):
            check_text(jenis, jenis.bawaan)


@pytest.fixture
def p(provinsi: Provinsi) -> Provinsi:
    load_references()
    return provinsi


def due(person: Pegawai, **values: Any) -> Pegawai:
    """A rise of pay in two months, from III/a with 4 years."""
    RiwayatGolongan.objects.create(
        pegawai=person, golongan_id="golongan_pns:31", berlaku=periode(add_bulan(BULAN, -22)), masa_kerja_tahun=4,
        sumber="hr", **values,
    )  # fmt: skip
    refresh_peringatan([person.pk])
    return person


def address(p: Provinsi) -> str:
    return f"{reverse('pegawai:kgb_bulan')}?unit={p.dinas.pk}&bulan={add_bulan(BULAN, 2):%Y-%m}"


def officials(p: Provinsi, **values: str) -> dict[str, str]:
    return {
        "penanda_tangan": str(p.akun["penanda_tangan"].pk), "paraf_1": str(p.akun["atasan_penilai"].pk), "paraf_2": "",
        "paraf_3": "", "kertas": "a4", **values,
    }  # fmt: skip


@pytest.mark.django_db
class TestVersions:
    def test_each_is_kept_and_the_newest_is_used(self, p):
        first = save_surat(KGB, isi="Kepada {nama}.", catatan="Ringkas", dari=0, by=p.akun["admin_bkd"])
        second = save_surat(KGB, isi="Yth. {nama}.", catatan="Sapaan", dari=1, by=p.akun["admin_bkd2"])
        assert [first.versi, second.versi] == [1, 2]
        assert VersiSurat.objects.count() == 2
        page = p.client("admin_unit").get(reverse("pegawai:surat_detail", args=["surat_kgb"]))
        assert (page.context["versi"], page.context["isi"]) == (2, "Yth. {nama}.")

    def test_two_who_edit_at_once_do_not_lose_words(self, p):
        save_surat(KGB, isi="Kepada {nama}.", catatan="x", dari=0, by=p.akun["admin_bkd"])
        with pytest.raises(TransitionError):
            save_surat(KGB, isi="Yth. {nama}.", catatan="x", dari=0, by=p.akun["admin_bkd2"])

    def test_refused_by_the_service_too(self, p):
        with pytest.raises(DomainError):
            save_surat(KGB, isi="{rahasia}", catatan="x", dari=0, by=p.akun["admin_bkd"])
        with pytest.raises(PermissionDenied):
            save_surat(KGB, isi="{nama}", catatan="x", dari=0, by=p.akun["admin_unit"])

    def test_an_unknown_field_keeps_what_was_typed(self, p):
        url = reverse("pegawai:surat_change", args=["surat_kgb"])
        page = p.client("admin_bkd").post(url, {"isi": "Halo {gaji}", "catatan": "x", "dari": "0", "contoh": ""})
        assert page.status_code == 422
        assert "Isian {gaji} tidak dikenal." in page.content.decode()
        assert "Halo {gaji}" in page.content.decode()
        assert not VersiSurat.objects.exists()

    def test_looked_at_with_a_real_person_and_kept_nothing(self, p):
        person = due(p.orang["pegawai"])
        url = reverse("pegawai:surat_change", args=["surat_kgb"])
        sent = {"isi": "{nama} menjadi {gaji_baru} mulai {tmt}", "dari": "0", "contoh": person.nrk, "pratinjau": "1"}
        page = p.client("admin_bkd").post(url, sent)
        assert "Siti Aminah menjadi Rp" in page.context["pratinjau"][0][1][0][1]
        assert not VersiSurat.objects.exists()


@pytest.mark.django_db
class TestManyLetters:
    def test_a_month_of_letters_goes_to_initials(self, p):
        for name in ("pegawai", "rekan"):
            due(p.orang[name])
        client = p.client("admin_unit")
        answer = client.post(address(p), officials(p, kirim="on"))
        assert answer.status_code == 302
        job = PekerjaanLatar.objects.get()
        assert latar.run(job.pk)
        job.refresh_from_db()
        assert job.ringkasan == {"Surat dibuat": "2"}
        letters = list(Naskah.objects.filter(jenis="surat_kgb").order_by("tentang"))
        assert [(row.tentang, row.status) for row in letters] == [("Budi Santoso", "paraf"), ("Siti Aminah", "paraf")]
        assert Tugas.objects.filter(untuk=p.akun["atasan_penilai"], selesai_pada=None).count() == 2
        assert draw_naskah(letters[0], konsep=True).startswith(b"%PDF")
        text = " ".join(value for _, rows in letters[0].data["blok"] for pair in rows for value in pair)
        assert "Rp3." in text
        assert letters[0].data["acuan"] == add_bulan(BULAN, 2).isoformat()

    def test_once_more_makes_none_twice_and_says_so(self, p):
        due(p.orang["pegawai"])
        client = p.client("admin_unit")
        client.post(address(p), officials(p))
        latar.run(PekerjaanLatar.objects.get().pk)
        client.post(address(p), officials(p))
        job = PekerjaanLatar.objects.order_by("-dibuat_pada").first()
        latar.run(job.pk)
        job.refresh_from_db()
        assert job.ringkasan == {"Surat dibuat": "0", "Suratnya sudah ada": "1 orang"}
        assert Naskah.objects.get().status == "konsep"

    def test_one_that_cannot_be_made_does_not_stop_the_rest(self, p):
        due(p.orang["pegawai"])
        due(p.orang["atasan_penilai"])  # puts the initials: nobody takes part in a paper about himself
        client = p.client("admin_unit")
        client.post(address(p), officials(p))
        job = PekerjaanLatar.objects.get()
        latar.run(job.pk)
        job.refresh_from_db()
        assert job.ringkasan["Surat dibuat"] == "1"
        assert len(job.ringkasan) == 2

    def test_hr_of_another_unit_starts_nothing(self, p):
        due(p.orang["pegawai"])
        assert p.client("admin_unit_lain").post(address(p), officials(p)).status_code in {200, 404, 422}
        assert not PekerjaanLatar.objects.exists()
        assert not Naskah.objects.exists()


def rise(p: Provinsi, name: str) -> Pegawai:
    """Can rise from III/a since last year."""
    person = p.orang[name]
    Pegawai.objects.filter(pk=person.pk).update(jabatan_kini="Operator Layanan")
    RiwayatGolongan.objects.create(
        pegawai=person,
        golongan_id="golongan_pns:31",
        berlaku=periode(add_bulan(BULAN, -50)),
        masa_kerja_tahun=4,
        sumber="hr",
    )
    RiwayatPendidikan.objects.create(
        pegawai=person, pendidikan_id="pendidikan:x", tingkat_id="tingkat_pendidikan:40", sumber="hr",
        berlaku=periode(date(2012, 1, 1)),
    )  # fmt: skip
    refresh_peringatan([person.pk])
    return person


@pytest.mark.django_db
class TestPackage:
    def test_list_and_documents_in_one_file_with_what_is_missing(self, p):
        person = rise(p, "pegawai")
        rise(p, "orang_dinas_lain")
        paper = make_dokumen(person.pengguna, person.pk, jenis="sk_cpns")
        simpan.storage().delete(paper.nama_simpan)
        simpan.write(paper.nama_simpan, b"%PDF isi")
        start_package(p.dinas.pk, BULAN, by=p.akun["admin_unit"])
        job = PekerjaanLatar.objects.get()
        assert latar.run(job.pk)
        job.refresh_from_db()
        assert job.ringkasan == {"Orang": "1", "Dokumen": "1", "Orang yang dokumennya kurang": "1"}
        with simpan.storage().open(job.daftar_berkas.get().nama_simpan) as stored:
            package = zipfile.ZipFile(io.BytesIO(stored.read()))
        assert package.namelist() == ["daftar.xlsx", "001-siti-aminah/01-sk-cpns.pdf"]
        sheet = load_workbook(io.BytesIO(package.read("daftar.xlsx"))).active
        cells = [cell.value for cell in list(sheet.rows)[-1]]
        assert cells[1] == "Siti Aminah"
        assert cells[5:8] == ["Kenaikan pangkat reguler", "III/a", "III/b"]
        assert cells[9] == "SK PNS atau PPPK, SK kenaikan pangkat"
        kept = PaketUsul.objects.get()
        assert (kept.kurang, [row["nama"] for row in kept.orang]) == (2, ["Siti Aminah"])
        assert Tindakan.objects.filter(aksi="paket_usul_dibuat").count() == 1
        assert AksesData.objects.filter(subjek_id=person.pk, tujuan="Usul kenaikan pangkat").count() == 1

    def test_the_cover_letter_names_the_people_of_the_last_package(self, p):
        url = reverse("berkas:naskah_add", args=["surat_pengantar_kp", p.dinas.pk])
        rise(p, "pegawai")
        start_package(p.dinas.pk, BULAN, by=p.akun["admin_unit"])
        answer = p.client("admin_bkd").post(url, officials(p, paraf_1=str(p.akun["admin_unit"].pk)))
        assert answer.status_code == 302
        letter = Naskah.objects.get()
        tables = [rows for kind, rows in letter.data["blok"] if kind == "tabel"]
        assert tables == [[["Siti Aminah", "III/a ke III/b, kenaikan pangkat reguler"]]]
        assert draw_naskah(letter, konsep=True).startswith(b"%PDF")

    def test_nothing_to_propose_is_said(self, p):
        with pytest.raises(DomainError):
            start_package(p.dinas.pk, BULAN, by=p.akun["admin_unit"])

    def test_not_for_others(self, p):
        rise(p, "pegawai")
        for who in ("admin_unit_lain", "atasan", "auditor", "pegawai"):
            with pytest.raises(PermissionDenied):
                start_package(p.dinas.pk, BULAN, by=p.akun[who])
        assert not PekerjaanLatar.objects.exists()
