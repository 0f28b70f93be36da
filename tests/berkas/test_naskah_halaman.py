"""Pages of papers: what each person sees and presses, the way by hand with four eyes, and the public page."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.enums import StatusNaskah as S
from asn_portal.berkas.models import Naskah, NomorNaskah
from asn_portal.berkas.services import kirim_naskah
from asn_portal.berkas.services import tanda_tangan as signing
from asn_portal.berkas.views import periksa
from asn_portal.core.models import Notifikasi, Tindakan, Tugas
from asn_portal.core.pembatas import Batas
from tests.factories.berkas import pdf, photo
from tests.factories.naskah import initialled, make_naskah, phrase, sent, signed, submitted

pytestmark = pytest.mark.django_db
PERIKSA = "/periksa-dokumen/"


def page(client: Client, row: Naskah, what: str = "detail", **query) -> str:
    address = reverse(f"berkas:naskah_{what}", args=[row.pk])
    return client.get(address, query).content.decode()


class TestMaking:
    def form(self, p, **changes):
        values = {
            "penanda_tangan": str(p.akun["atasan_penilai"].pk), "paraf_1": str(p.akun["atasan"].pk), "paraf_2": "",
            "paraf_3": "", "kertas": "f4",
        }  # fmt: skip
        return values | changes

    def test_from_the_profile_to_the_konsep(self, provinsi):
        p, client = provinsi, provinsi.client("admin_unit")
        address = reverse("berkas:naskah_add", args=["surat_keterangan", p.orang["pegawai"].pk])
        assert (
            address
            in client.get(
                reverse("pegawai:dokumen_orang", args=[p.orang["pegawai"].pk]), headers={"HX-Request": "true"}
            ).content.decode()
        )
        offered = client.get(address).content.decode()
        assert "Kepala Dinas Satu" in offered
        assert "Wati Lestari" not in offered
        answer = client.post(address, self.form(p))
        row = Naskah.objects.get()
        assert answer["Location"] == reverse("berkas:naskah_detail", args=[row.pk])
        assert (row.kertas, row.status, row.penanda_tangan) == ("f4", S.KONSEP, p.akun["atasan_penilai"])
        assert "Ajukan untuk paraf" in page(client, row)

    def test_bad_choices_are_said_at_the_field_and_nothing_is_lost(self, provinsi):
        p, client = provinsi, provinsi.client("admin_unit")
        address = reverse("berkas:naskah_add", args=["surat_keterangan", p.orang["pegawai"].pk])
        twice = client.post(address, self.form(p, paraf_1=str(p.akun["atasan_penilai"].pk)))
        assert twice.status_code == 422
        assert "sudah dipilih di atas" in twice.content.decode()
        for changes in ({"penanda_tangan": str(p.akun["rekan"].pk)}, {"paraf_1": ""}, {"penanda_tangan": "x"}):
            assert client.post(address, self.form(p, **changes)).status_code == 422
        assert not Naskah.objects.exists()

    def test_an_unknown_kind_and_an_unknown_object(self, provinsi):
        client = provinsi.client("admin_bkd")
        assert client.get(reverse("berkas:naskah_add", args=["sk_palsu", uuid4()])).status_code == 404
        assert client.get(reverse("berkas:naskah_add", args=["surat_keterangan", uuid4()])).status_code == 403

    def test_clicked_twice_it_is_made_once(self, provinsi):
        p, client = provinsi, provinsi.client("admin_unit")
        address = reverse("berkas:naskah_add", args=["surat_keterangan", p.orang["pegawai"].pk])
        key = str(uuid4())
        for _ in range(2):
            client.post(address, self.form(p, kunci_kirim=key))
        assert Naskah.objects.count() == 1


class TestReading:
    def test_buttons_are_those_of_the_person(self, provinsi):
        row = submitted(provinsi)
        assert "Paraf naskah" in page(provinsi.client("atasan"), row)
        waiting = page(provinsi.client("atasan_penilai"), row)
        assert "Paraf naskah" not in waiting
        assert "Tanda tangani" not in waiting
        assert "Batalkan naskah" in page(provinsi.client("admin_unit"), row)
        assert "Batalkan" not in page(provinsi.client("auditor"), row)

    def test_a_konsep_is_seen_by_those_who_make_it_only(self, provinsi):
        row = make_naskah(provinsi)
        for who in ("atasan", "atasan_penilai", "pegawai", "rekan", "admin_unit_lain", "admin_instansi_lain"):
            client = provinsi.client(who)
            for what in ("detail", "file"):
                assert client.get(reverse(f"berkas:naskah_{what}", args=[row.pk])).status_code == 404

    def test_the_person_reads_the_signed_document_not_the_paper(self, provinsi):
        row, client = sent(provinsi), provinsi.client("pegawai")
        assert client.get(reverse("berkas:naskah_detail", args=[row.pk])).status_code == 404
        text = client.get(reverse("berkas:dokumen_detail", args=[row.dokumen_id])).content.decode()
        assert row.kode_terbaca in text

    def test_pages_are_pictures_and_no_page_beyond_the_last(self, provinsi):
        row, client = initialled(provinsi), provinsi.client("atasan_penilai")
        answer = client.get(reverse("berkas:naskah_page", args=[row.pk, 1]))
        assert answer["Content-Type"] == "image/png"
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
        for number in (0, 2, 999):
            assert client.get(reverse("berkas:naskah_page", args=[row.pk, number])).status_code == 404
        assert Tindakan.objects.filter(aksi="naskah_dibaca", pengguna=provinsi.akun["atasan_penilai"]).count() == 1

    def test_path_tricks_lead_nowhere(self, provinsi):
        row, client = signed(provinsi), provinsi.client("admin_unit")
        for address in (
            f"/naskah/{row.pk}/../../etc/passwd", f"/naskah/{row.pk}/halaman/../berkas/", f"/naskah/{row.nama_simpan}/",
            f"/naskah/{row.pk}/halaman/-1/", f"/naskah/{row.pk}/berkas/%2e%2e/", f"/{row.nama_simpan}", f"/berkas/{row.nama_simpan}",
        ):  # fmt: skip
            assert client.get(address).status_code == 404

    def test_before_it_is_prepared_there_is_no_clean_print(self, provinsi):
        row, client = initialled(provinsi), provinsi.client("admin_unit")
        answer = client.get(reverse("berkas:naskah_file", args=[row.pk]), {"untuk": "cetak"}, follow=True)
        assert "belum disiapkan" in answer.content.decode()

    def test_lists_ask_the_same_number_of_questions(self, provinsi, django_assert_num_queries):
        client = provinsi.client("admin_unit")
        make_naskah(provinsi)
        address = reverse("berkas:naskah_list") + "?lihat=lingkup"
        client.get(address)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as one:
            client.get(address)
        for who in ("pegawai", "rekan", "pegawai"):
            submitted(provinsi, about=who)
        with django_assert_num_queries(len(one)):
            client.get(address)

    def test_the_book_shows_every_number_of_the_own_units(self, provinsi):
        row = signed(provinsi)
        text = provinsi.client("admin_unit").get(reverse("berkas:nomor_list")).content.decode()
        assert row.nomor in text
        assert row.nomor not in provinsi.client("admin_unit_lain").get(reverse("berkas:nomor_list")).content.decode()
        odd = provinsi.client("auditor").get(reverse("berkas:nomor_list"), {"tahun": "99999999"})
        assert row.nomor in odd.content.decode()


class TestByHand:
    def prepared(self, p) -> Naskah:
        row = initialled(p)
        p.client("admin_unit").post(reverse("berkas:naskah_print", args=[row.pk]))
        return Naskah.objects.get(pk=row.pk)

    def upload(self, p, row: Naskah, who: str = "admin_unit", content: bytes = b"", **changes):
        values = {"nomor": row.nomor, "tanggal": timezone.localdate().strftime("%d/%m/%Y")} | changes
        sent_file = SimpleUploadedFile("pindaian.pdf", content or pdf())
        return p.client(who).post(reverse("berkas:naskah_upload", args=[row.pk]), {"berkas": [sent_file], **values})

    def test_printed_scanned_looked_at_by_a_second_person_and_sent(self, provinsi):
        p = provinsi
        row = self.prepared(p)
        assert row.nomor.startswith("0001/")
        printed = p.client("admin_unit").get(reverse("berkas:naskah_file", args=[row.pk]), {"untuk": "cetak"})
        assert printed["Content-Disposition"].startswith("attachment")
        list(printed.streaming_content)
        assert "belum sah" in Client().get(PERIKSA, {"kode": row.kode}).content.decode()
        assert self.upload(p, row).status_code == 302
        row.refresh_from_db()
        assert (row.status, row.diunggah_oleh) == (S.PEMERIKSAAN, p.akun["admin_unit"])
        assert Tugas.objects.get(objek_id=row.pk, selesai_pada=None).untuk == p.akun["atasan_penilai"]
        assert p.client("admin_unit").post(reverse("berkas:naskah_confirm", args=[row.pk])).status_code == 403
        assert p.client("atasan_penilai").post(reverse("berkas:naskah_confirm", args=[row.pk])).status_code == 302
        kirim_naskah.send_naskah(row.pk)
        row.refresh_from_db()
        assert (row.status, row.cara, row.dipastikan_oleh) == (S.TERKIRIM, "basah", p.akun["atasan_penilai"])
        told = Client().get(PERIKSA, {"kode": row.kode}).content.decode()
        assert "asli dan berlaku" in told
        assert "Tanda tangan basah" in told

    def test_the_signatory_who_uploads_it_himself_is_checked_by_those_who_initialled(self, provinsi):
        p = provinsi
        row = self.prepared(p)
        assert self.upload(p, row, who="atasan_penilai", content=photo()).status_code == 302
        assert Tugas.objects.get(objek_id=row.pk, selesai_pada=None).untuk == p.akun["atasan"]
        assert p.client("atasan_penilai").post(reverse("berkas:naskah_confirm", args=[row.pk])).status_code == 403
        assert p.client("atasan").post(reverse("berkas:naskah_confirm", args=[row.pk])).status_code == 302
        assert Naskah.objects.get(pk=row.pk).akhiran == "jpg"

    def test_a_refused_scan_is_thrown_away_and_its_uploader_told(self, provinsi):
        p = provinsi
        row = self.prepared(p)
        self.upload(p, row)
        stored = Naskah.objects.get(pk=row.pk).nama_simpan
        with_reason = {"alasan": "Halaman kedua tidak ada."}
        assert (
            p.client("atasan_penilai").post(reverse("berkas:naskah_refuse", args=[row.pk]), with_reason).status_code
            == 302
        )
        row.refresh_from_db()
        assert (row.status, row.nama_simpan, row.diunggah_oleh) == (S.TANDA_TANGAN, "", None)
        assert stored
        assert Notifikasi.objects.filter(untuk=p.akun["admin_unit"], judul="Pindaian naskah ditolak").exists()
        assert Tugas.objects.get(objek_id=row.pk, selesai_pada=None).jenis == "berkas.tanda_tangan_naskah"

    def test_bad_uploads_are_one_sentence_each_and_keep_what_was_typed(self, provinsi):
        p = provinsi
        row, tomorrow = self.prepared(p), timezone.localdate() + timezone.timedelta(days=1)
        for changes, sentence in (
            ({"content": b"MZ"}, "bukan jenis yang dikenal"),
            ({"tanggal": tomorrow.strftime("%d/%m/%Y")}, "sesudah hari ini"),
            ({"tanggal": "1/1/2020"}, "sebelum konsepnya"),
            ({"nomor": ""}, "Nomor pada kertas belum diisi"),
        ):
            answer = self.upload(p, row, **changes)
            assert answer.status_code == 422, changes
            assert sentence in answer.content.decode()
        assert Naskah.objects.get(pk=row.pk).status == S.TANDA_TANGAN

    def test_another_number_on_the_paper_gives_the_reserved_one_up_with_its_reason(self, provinsi):
        row = self.prepared(provinsi)
        assert self.upload(provinsi, row, nomor="88/KP/2026").status_code == 302
        assert Naskah.objects.get(pk=row.pk).nomor == "88/KP/2026"
        assert "nomor lain" in NomorNaskah.objects.get().keterangan
        second = initialled(provinsi, about="rekan")
        answer = self.upload(provinsi, second, nomor="88/KP/2026")
        assert answer.status_code == 422
        assert "sudah dipakai naskah lain" in answer.content.decode()


class TestPublic:
    def check(self, **asked) -> str:
        return Client().get(PERIKSA, asked).content.decode()

    def test_valid_without_a_name(self, provinsi):
        row = sent(provinsi)
        text = self.check(kode=row.kode_terbaca.lower())
        for part in (
            "asli dan berlaku",
            row.nomor,
            "Dinas Satu",
            "S. A.",
            "Surat keterangan",
            row.jabatan_penanda_tangan,
        ):
            assert part in text
        for secret in ("Siti", "Aminah", provinsi.orang["pegawai"].nip, "Kepala Dinas Satu", str(row.pk), row.sidik):
            assert secret not in text

    def test_withdrawn_with_its_reason(self, provinsi):
        row = sent(provinsi)
        client = provinsi.client("atasan_penilai")
        address = reverse("berkas:naskah_withdraw", args=[row.pk])
        for bad in ("Nama Siti salah.", "NIP 19900215 201001 2 001 salah.", ""):
            assert client.post(address, {"alasan": bad}).status_code == 422
        assert client.post(address, {"alasan": "Jabatan keliru."}).status_code == 302
        text = self.check(kode=row.kode)
        assert "tidak berlaku lagi" in text
        assert "Jabatan keliru." in text
        assert "asli dan berlaku" not in text
        assert Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"], judul="Naskah tentang Anda dicabut").exists()
        mine = provinsi.client("pegawai").get(reverse("berkas:dokumen_detail", args=[row.dokumen_id])).content.decode()
        assert "tidak berlaku lagi" in mine

    def test_codes_that_are_none_and_codes_that_nobody_has(self, provinsi):
        sent(provinsi)
        for kode in ("ABCD", "OOOO-OOOO-OOOO-OOOO", "<script>alert(1)</script>", "' OR 1=1 --", "A" * 61):
            answer = Client().get(PERIKSA, {"kode": kode})
            assert answer.status_code == 422
            assert "<script>alert" not in answer.content.decode()
        assert "tidak kami kenal" in self.check(kode="ABCDEFGH23456789")

    def post(self, content: bytes, **values) -> str:
        sent_file = SimpleUploadedFile("naskah.pdf", content, content_type="application/pdf")
        return Client().post(PERIKSA, {"berkas": sent_file, **values}).content.decode()

    def test_the_file_itself(self, provinsi):
        row = sent(provinsi)
        content = simpan.read(row.nama_simpan)
        assert "sama persis" in self.post(content)
        assert "sama persis" in self.post(content, kode=row.kode)
        assert "tidak sama dengan yang ditandatangani" in self.post(content + b" ", kode=row.kode)
        assert "Berkas ini tidak kami kenal" in self.post(content + b" ")
        signing.withdraw_naskah(row.pk, alasan="x", by=provinsi.akun["atasan_penilai"])
        assert "tidak berlaku lagi" in self.post(content)

    def test_a_file_on_its_way_to_the_second_look_is_not_valid(self, provinsi):
        row = initialled(provinsi)
        signing.prepare_print(row.pk, by=provinsi.akun["admin_unit"])
        content = pdf(3)
        from asn_portal.berkas.isi.terima import Kiriman

        signing.upload_scan(
            row.pk,
            [Kiriman("x.pdf", content)],
            nomor="5/X",
            tanggal=timezone.localdate(),
            by=provinsi.akun["admin_unit"],
        )
        assert "asli dan berlaku" not in self.post(content)

    def test_too_often_is_told(self, provinsi, monkeypatch):
        monkeypatch.setattr(periksa, "SERING", Batas(3, 600))
        answers = [Client().get(PERIKSA, {"kode": "ABCDEFGH23456789"}) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert "Tunggu sepuluh menit" in answers[-1].content.decode()

    def test_the_address_in_the_qr_code_is_that_of_the_portal(self, provinsi, settings):
        from asn_portal.berkas.cetak.naskah import check_address

        settings.ALAMAT = "https://portal.contoh.go.id"
        assert check_address("ABC") == "https://portal.contoh.go.id/periksa-dokumen/?kode=ABC"

    def test_nothing_personal_in_any_state(self, provinsi):
        """Whatever the state: no name of anybody who took part."""
        row = sent(provinsi)
        people = [provinsi.orang[who].nama for who in ("pegawai", "atasan", "atasan_penilai")]
        for text in (self.check(kode=row.kode), self.check(kode="ABCDEFGH23456789"), self.check()):
            assert not [nama for nama in people if nama in text]
            assert not re.search(r"\d{18}", text)


def test_a_click_on_an_old_page_is_told_what_has_changed(provinsi):
    row = initialled(provinsi)
    answer = provinsi.client("atasan_penilai").post(
        reverse("berkas:naskah_sign", args=[row.pk]), {"frasa": phrase().reveal(), "putaran": 0}
    )
    assert answer.status_code == 422
    assert "sejak Anda membacanya" in answer.content.decode()
    assert Naskah.objects.get(pk=row.pk).status == S.TANDA_TANGAN


def test_looking_as_somebody_else_opens_no_paper(provinsi):
    from asn_portal.berkas.views import naskah, tanda_tangan

    views = [
        naskah.naskah_detail,
        naskah.naskah_file,
        naskah.naskah_list,
        tanda_tangan.naskah_sign,
        tanda_tangan.naskah_sign_many,
    ]
    assert all(view.hanya_pemilik for view in views)
