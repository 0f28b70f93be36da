"""BKN's reference lists: reading whatever BKN hands over, and bringing it in without losing what is used."""

from __future__ import annotations

import gzip
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import JejakAudit, Tindakan
from pegawai.forms.referensi import CariField
from pegawai.models import MuatanReferensi, Referensi
from pegawai.referensi import all_referensi, read_list, referensi
from pegawai.services.referensi import apply_list, check_list, drop_list, load_list, load_shipped
from tests.conftest import login

AGAMA = referensi("agama")
PENDIDIKAN = referensi("pendidikan")
PER = date(2026, 11, 1)


class TestReading:
    @pytest.mark.parametrize(
        "content",
        [
            b"id,nama\n1,Satu\n2,Dua\n",
            b"\xef\xbb\xbfid;nama\r\n1;Satu\r\n2;Dua\r\n",
            b"NAMA\tID\nSatu\t1\nDua\t2\n",
            gzip.compress(b"id,nama\n1,Satu\n2,Dua\n", mtime=0),
            json.dumps([{"id": "1", "nama": "Satu"}, {"id": 2, "nama": "Dua"}]).encode(),
            json.dumps({"code": 1, "data": [{"id": "1", "nama": "Satu"}, {"id": "2", "nama": "Dua"}]}).encode(),
        ],
    )
    def test_every_form_that_bkn_uses_reads_alike(self, content):
        assert [(row.id_bkn, row.nama) for row in read_list(AGAMA, content)] == [("1", "Satu"), ("2", "Dua")]

    def test_an_id_given_twice_counts_once_and_a_missing_name_is_said(self):
        rows = read_list(AGAMA, b"id,nama\n1,Satu\n1,Satu lagi\n00,\n")
        assert [(row.id_bkn, row.nama) for row in rows] == [("1", "Satu"), ("00", "(tanpa nama)")]

    @pytest.mark.parametrize(
        ("content", "galat"),
        [
            (b"", "kosong"),
            (b"kode,uraian\n1,x\n", "kolom_tidak_ada"),
            (b"id,nama\n,x\n", "id_tidak_sah"),
            (b"[1, 2]", "bukan_daftar"),
            (b"[{]", "rusak"),
            (b"PK\x03\x04" + b"\x00" * 100, "bukan_daftar"),
            (gzip.compress(b"id,nama\n1,x\n", mtime=0)[:-10], "rusak"),
            (b"\x1f\x8b" + b"x" * 50, "rusak"),
        ],
    )
    def test_everything_else_is_refused_in_a_sentence(self, content, galat):
        with pytest.raises(DomainError) as refused:
            read_list(AGAMA, content)
        assert refused.value.galat == galat
        assert refused.value.pesan.endswith(".")

    def test_every_shipped_list_reads(self):
        counts = {
            daftar.jenis: len(read_list(daftar, daftar.berkas.read_bytes()))
            for daftar in all_referensi()
            if daftar.berkas
        }
        assert counts["pendidikan"] == 28155
        assert counts["golongan_pns"] == counts["golongan_pppk"] == 17
        assert counts["instansi"] == 643
        assert min(counts.values()) > 0


@pytest.mark.django_db
class TestBringingIn:
    def test_the_shipped_lists_load_once(self):
        loaded = load_shipped(hanya=["agama", "tingkat_pendidikan", "pendidikan"])
        assert {muatan.jenis: muatan.ringkasan["baru"] for muatan in loaded} == {
            "agama": 7, "tingkat_pendidikan": 13, "pendidikan": 28155,
        }  # fmt: skip
        assert load_shipped(hanya=["agama", "tingkat_pendidikan", "pendidikan"]) == []
        sample = Referensi.objects.dari("pendidikan").exclude(induk=None).first()
        assert sample.induk.jenis == "tingkat_pendidikan"

    def test_a_newer_list_adds_changes_and_withdraws_but_deletes_nothing(self):
        load_list(AGAMA, b"id,nama\n1,Satu\n2,Dua\n3,Tiga\n", nama="a.csv", per=date(2024, 1, 1))
        muatan = load_list(AGAMA, b"id,nama\n1,Satu\n2,Dua baru\n4,Empat\n", nama="b.csv", per=PER)
        assert {key: muatan.ringkasan[key] for key in ("isi", "baru", "berubah", "hilang")} == {
            "isi": 3, "baru": 1, "berubah": 1, "hilang": 1,
        }  # fmt: skip
        rows = {row.id_bkn: row for row in Referensi.objects.dari("agama")}
        assert (rows["2"].nama, rows["3"].hilang_sejak, rows["4"].sejak) == ("Dua baru", PER, PER)
        assert {row.id_bkn for row in Referensi.objects.dari("agama").terpilih()} == {"1", "2", "4"}
        assert JejakAudit.objects.filter(tabel="pegawai_referensi", aksi="ubah").count() == 2  # a name, a withdrawal

    def test_what_returns_to_the_list_may_be_chosen_again(self):
        load_list(AGAMA, b"id,nama\n1,Satu\n2,Dua\n", nama="a.csv", per=date(2024, 1, 1))
        load_list(AGAMA, b"id,nama\n1,Satu\n", nama="b.csv", per=date(2025, 1, 1))
        muatan = load_list(AGAMA, b"id,nama\n1,Satu\n2,Dua\n", nama="c.csv", per=PER)
        assert muatan.ringkasan["sebut_berubah"] == [["2", "Dua", "Dua", "ada lagi"]]
        assert Referensi.objects.get(pk="agama:2").hilang_sejak is None

    def test_what_bkn_no_longer_gives_out_is_not_offered(self):
        load_list(PENDIDIKAN, b"id,tingkatPendidikanId,nama,status\na,40,Lama,0\nb,40,Baru,1\n", nama="a.csv", per=PER)
        assert [row.id_bkn for row in Referensi.objects.dari("pendidikan").terpilih()] == ["b"]

    def test_the_command_reports_without_changing_when_asked(self, tmp_path):
        path = tmp_path / "agama.csv"
        path.write_bytes(b"id,nama\n1,Satu\n")
        out = StringIO()
        call_command("impor_referensi", "agama", str(path), "--periksa", stdout=out)
        assert out.getvalue() == "agama: 1 baris, 1 baru, 0 berubah, 0 hilang\n"
        assert not Referensi.objects.dari("agama").exists()
        call_command("impor_referensi", "agama", str(path), stdout=out)
        assert Referensi.objects.dari("agama").count() == 1


@pytest.mark.django_db
class TestPages:
    def test_a_file_is_checked_then_applied_once(self, provinsi):
        by = provinsi.akun["admin_bkd"]
        muatan = check_list("agama", b"id,nama\n1,Satu\n", nama="a.csv", per=PER, by=by)
        assert not Referensi.objects.dari("agama").exists()
        apply_list(muatan.pk, by=by)
        assert Referensi.objects.get(pk="agama:1").nama == "Satu"
        with pytest.raises(TransitionError):
            drop_list(muatan.pk, by=by)
        assert MuatanReferensi.objects.get(pk=muatan.pk).baris == []
        assert Tindakan.objects.filter(aksi="rujukan_dimuat", pengguna=by).count() == 1

    def test_an_older_list_is_refused(self, provinsi):
        load_list(AGAMA, b"id,nama\n1,Satu\n", nama="a.csv", per=PER)
        with pytest.raises(DomainError) as refused:
            check_list("agama", b"id,nama\n1,Satu\n", nama="b.csv", per=date(2020, 1, 1), by=provinsi.akun["admin_bkd"])
        assert refused.value.galat == "lebih_lama"

    def test_a_refused_file_keeps_the_page_and_says_why(self, provinsi):
        client = login(provinsi.akun["admin_bkd"])
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = SimpleUploadedFile("x.csv", b"kode,uraian\n1,x\n")
        response = client.post(
            reverse("pegawai:referensi_unggah", args=["agama"]), {"berkas": file, "per": "01/11/2026"}
        )
        assert response.status_code == 422
        assert "Kolom id tidak ditemukan" in response.text

    def test_pages_ask_constantly_many_questions(self, provinsi, django_assert_max_num_queries):
        client = login(provinsi.akun["admin_bkd"])
        load_shipped(hanya=["agama", "jenis_kursus"])
        client.get(reverse("pegawai:referensi_list"))
        with django_assert_max_num_queries(14):
            assert "Jenis kursus" in client.get(reverse("pegawai:referensi_list")).text
        with django_assert_max_num_queries(14):
            assert (
                "AIR LIMBAH"
                in client.get(reverse("pegawai:referensi_detail", args=["jenis_kursus"]), {"q": "limbah"}).text
            )


@pytest.mark.django_db
class TestChoosing:
    @pytest.fixture
    def field(self):
        rows = b"id,tingkatPendidikanId,nama,status\na,40,S-1 HUKUM,1\nb,40,S-1 HUKUM PIDANA,1\nc,45,S-2 EKONOMI,1\n"
        load_list(PENDIDIKAN, rows, nama="a.csv", per=PER)
        return CariField("pendidikan", label="Pendidikan")

    def test_the_only_match_is_taken(self, field):
        assert field.clean(("ekonomi", "")).id_bkn == "c"

    def test_several_matches_are_offered(self, field):
        from django.core.exceptions import ValidationError

        with pytest.raises(ValidationError):
            field.clean(("hukum", ""))
        assert {row.id_bkn for row in field.widget.pilihan} == {"a", "b"}
        assert field.clean(("hukum", "pendidikan:b")).id_bkn == "b"

    def test_a_choice_that_no_longer_fits_the_words_is_not_taken(self, field):
        assert field.clean(("ekonomi", "pendidikan:b")).id_bkn == "c"

    def test_nothing_that_fits_is_said(self, field):
        from django.core.exceptions import ValidationError

        with pytest.raises(ValidationError, match="Tidak ada yang cocok"):
            field.clean(("zzz", ""))
