"""Official papers: made, initialled in order, signed once, sent once; numbers without gaps; guards in the database."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone
from pypdf import PdfReader

from asn_portal.berkas import simpan
from asn_portal.berkas.aturan.alur_naskah import ALUR_NASKAH, SELESAI, write_nomor
from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.enums import StatusNaskah as S
from asn_portal.berkas.isi.tanda_tangan import is_signed_whole
from asn_portal.berkas.kode import ABJAD, new_kode, read_kode
from asn_portal.berkas.models import Dokumen, Naskah, NomorNaskah, RegisterNomor, RiwayatNaskah
from asn_portal.berkas.services import kirim_naskah
from asn_portal.berkas.services import naskah as services
from asn_portal.berkas.services import tanda_tangan as signing
from asn_portal.berkas.services.naskah import Pilihan
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Notifikasi, PesanKeluar, Tindakan, Tugas
from asn_portal.core.services.tugas import decide_many
from tests.factories.core import end_role, give_role
from tests.factories.naskah import initialled, make_naskah, phrase, sent, signed, submitted

pytestmark = pytest.mark.django_db


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def kinds_waiting(row: Naskah) -> list[tuple[str, str]]:
    rows = Tugas.objects.filter(objek_id=row.pk, selesai_pada=None)
    return sorted(rows.values_list("jenis", "untuk__nama"))


class TestLaw:
    def test_every_state_leads_somewhere_or_is_an_end(self):
        assert set(ALUR_NASKAH) == set(S)
        assert {state for state, targets in ALUR_NASKAH.items() if not targets} == SELESAI - {S.TERKIRIM}

    def test_the_number_as_it_is_written(self):
        assert write_nomor(urut=7, klasifikasi="KP.01", unit="SDA", tahun=2026) == "0007/KP.01/SDA/2026"
        assert write_nomor(urut=12345, klasifikasi="KP.01", unit="", tahun=2026) == "12345/KP.01/2026"

    def test_codes_are_long_and_forgiving(self):
        codes = {new_kode() for _ in range(500)}
        assert len(codes) == 500
        assert all(len(code) == 16 and set(code) <= set(ABJAD) for code in codes)
        assert read_kode(" abcd-efgh 2345-6789") == "ABCDEFGH23456789"
        assert read_kode("ABCD-EFGH-2345-678O") is None
        assert read_kode("../../etc") is None


class TestWay:
    def test_from_konsep_to_the_documents_of_the_person(self, provinsi):
        p = provinsi
        row = make_naskah(p, paraf=("atasan", "penanda_tangan"))
        assert (row.status, row.nomor, row.kode) == (S.KONSEP, "", None)
        assert row.inisial == "S. A."
        services.submit_naskah(row.pk, by=p.akun["admin_unit"])
        assert kinds_waiting(row) == [("berkas.paraf_naskah", p.akun["atasan"].nama)]
        services.initial_naskah(row.pk, by=p.akun["atasan"])
        assert kinds_waiting(row) == [("berkas.paraf_naskah", p.akun["penanda_tangan"].nama)]
        services.initial_naskah(row.pk, by=p.akun["penanda_tangan"])
        assert kinds_waiting(row) == [("berkas.tanda_tangan_naskah", p.akun["atasan_penilai"].nama)]
        done = signing.sign_naskah(row.pk, frasa=phrase(), by=p.akun["atasan_penilai"])
        assert (done.status, done.tanggal) == (S.DITANDATANGANI, timezone.localdate())
        assert done.nomor == f"0001/KP.01/{timezone.localdate().year}"
        assert kinds_waiting(row) == []
        job = PesanKeluar.objects.get(pekerjaan="berkas.deliver_naskah")
        assert job.argumen == [str(row.pk)]
        kirim_naskah.send_naskah(str(row.pk))
        row.refresh_from_db()
        assert row.status == S.TERKIRIM
        stored = Dokumen.objects.get()
        assert (stored.subjek_id, stored.pemilik, stored.jenis, stored.nomor) == (
            p.orang["pegawai"].pk, p.akun["pegawai"], "surat_keterangan", row.nomor,
        )  # fmt: skip
        assert simpan.read(stored.nama_simpan) == simpan.read(row.nama_simpan)
        assert stored.sidik == row.sidik
        notice = Notifikasi.objects.get(untuk=p.akun["pegawai"])
        for secret in (p.orang["pegawai"].nip, row.nomor, row.kode, "Siti"):
            assert secret not in f"{notice.judul} {notice.isi} {notice.mengapa}"
        steps = list(RiwayatNaskah.objects.filter(naskah=row).order_by("pada", "pk").values_list("langkah", flat=True))
        assert steps == ["dibuat", "diajukan", "diparaf", "diparaf", "ditandatangani", "terkirim"]

    def test_a_konsep_says_so_and_the_signed_file_carries_number_code_and_signature(self, provinsi):
        row = initialled(provinsi)
        draft = words(draw_naskah(row, konsep=True))
        assert "KONSEP" in draft
        assert "Kode" not in draft
        assert "Periksa keaslian" not in draft
        row = signing.sign_naskah(row.pk, frasa=phrase(), by=row.penanda_tangan)
        content = simpan.read(row.nama_simpan)
        final = words(content)
        assert is_signed_whole(content)
        assert "KONSEP" not in final
        for part in (row.nomor, row.kode_terbaca, "Kepala Dinas Satu", "periksa-dokumen"):
            assert part in final
        assert content.startswith(draw_naskah(row, konsep=False))  # made again from the row, byte for byte

    def test_a_changed_file_is_not_whole(self, provinsi):
        content = simpan.read(signed(provinsi).nama_simpan)
        at = content.index(b"/MediaBox")
        assert not is_signed_whole(content[:at] + b"/MediaBux" + content[at + 9 :])
        assert not is_signed_whole(content + b"\n% more")
        assert not is_signed_whole(b"%PDF-1.7 nothing")

    def test_the_directory_of_a_unit_goes_the_same_way_and_to_whoever_made_it(self, provinsi):
        row = sent(provinsi, jenis="petikan_direktori", about="seksi")
        assert (row.subjek_id, row.unit_id, row.penerbit_id) == (None, provinsi.seksi.pk, provinsi.dinas.pk)
        assert Dokumen.objects.get().pemilik == provinsi.akun["admin_unit"]
        assert row.nomor == f"0001/KP.02/{timezone.localdate().year}"
        assert provinsi.orang["rekan"].nama_lengkap in words(simpan.read(row.nama_simpan))

    def test_delivered_twice_it_is_sent_once(self, provinsi):
        row = sent(provinsi)
        kirim_naskah.send_naskah(row.pk)
        assert Dokumen.objects.count() == 1
        assert Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"]).count() == 1

    def test_what_was_withdrawn_before_it_was_sent_is_not_sent(self, provinsi):
        row = signed(provinsi)
        signing.withdraw_naskah(row.pk, alasan="Salah ketik.", by=provinsi.akun["atasan_penilai"])
        kirim_naskah.send_naskah(row.pk)
        assert not Dokumen.objects.exists()

    def test_returned_corrected_and_initialled_anew(self, provinsi):
        p = provinsi
        row = initialled(p)
        services.return_naskah(row.pk, alasan="Jabatan keliru.", by=p.akun["atasan_penilai"])
        assert kinds_waiting(row) == [("berkas.perbaiki_naskah", p.akun["admin_unit"].nama)]
        pilihan = Pilihan([p.akun["atasan"].pk], p.akun["penanda_tangan"].pk)
        services.correct_naskah(row.pk, pilihan=pilihan, kertas="f4", by=p.akun["admin_unit"])
        row.refresh_from_db()
        assert (row.status, row.penanda_tangan, row.kertas) == (S.KONSEP, p.akun["penanda_tangan"], "f4")
        assert row.daftar_paraf.get().diparaf_pada is None
        services.submit_naskah(row.pk, by=p.akun["admin_unit"])
        with pytest.raises(DomainError, match="sejak Anda membacanya"):  # a tab that still shows the first round
            services.initial_naskah(row.pk, putaran=1, by=p.akun["atasan"])
        services.initial_naskah(row.pk, putaran=2, by=p.akun["atasan"])

    def test_cancelled_is_the_end(self, provinsi):
        row = initialled(provinsi)
        services.cancel_naskah(row.pk, alasan="Tidak jadi.", by=provinsi.akun["admin_unit"])
        with pytest.raises(TransitionError):
            services.submit_naskah(row.pk, by=provinsi.akun["admin_unit"])
        with pytest.raises(TransitionError):
            signing.sign_naskah(row.pk, frasa=phrase(), by=provinsi.akun["atasan_penilai"])
        assert kinds_waiting(row) == []

    def test_initials_many_at_once_with_a_result_per_row(self, provinsi):
        p = provinsi
        rows = [submitted(p), submitted(p, about="rekan"), submitted(p)]
        services.return_naskah(rows[1].pk, alasan="x", by=p.akun["atasan"])
        services.correct_naskah(
            rows[1].pk, pilihan=Pilihan([p.akun["penanda_tangan"].pk], p.akun["atasan_penilai"].pk), kertas="a4",
            by=p.akun["admin_unit"],
        )  # fmt: skip
        duties = Tugas.objects.filter(untuk=p.akun["atasan"], jenis="berkas.paraf_naskah", selesai_pada=None)
        from asn_portal.core.services.tugas import open_tugas

        for duty in duties:
            open_tugas(duty, by=p.akun["atasan"])
        results = decide_many("berkas.paraf_naskah", [duty.pk for duty in duties], catatan="", by=p.akun["atasan"])
        assert [result.berhasil for result in results] == [True, True]
        assert set(Naskah.objects.filter(status=S.TANDA_TANGAN)) == {rows[0], rows[2]}


class TestPersons:
    """Others' papers, replay, one's own paper, an authority that has ended."""

    def test_nobody_else_signs_initials_or_returns(self, provinsi):
        p, row = provinsi, initialled(provinsi)
        for who in ("admin_unit", "admin_bkd", "atasan", "pegawai", "penanda_tangan", "auditor", "admin_instansi_lain"):
            with pytest.raises(PermissionDenied):
                signing.sign_naskah(row.pk, frasa=phrase(), by=p.akun[who])
            with pytest.raises(PermissionDenied):
                services.return_naskah(row.pk, alasan="x", by=p.akun[who])
        first = submitted(p)
        for who in ("admin_unit", "admin_bkd", "atasan_penilai", "pegawai", "auditor"):
            with pytest.raises(PermissionDenied):
                services.initial_naskah(first.pk, by=p.akun[who])

    def test_initials_out_of_turn_are_refused(self, provinsi):
        row = submitted(provinsi, paraf=("atasan", "penanda_tangan"))
        with pytest.raises(DomainError, match="giliran"):
            services.initial_naskah(row.pk, by=provinsi.akun["penanda_tangan"])
        services.initial_naskah(row.pk, by=provinsi.akun["atasan"])
        with pytest.raises(DomainError, match="sudah memaraf"):
            services.initial_naskah(row.pk, by=provinsi.akun["atasan"])

    def test_a_step_is_not_skipped(self, provinsi):
        row = submitted(provinsi)
        with pytest.raises(TransitionError):
            signing.sign_naskah(row.pk, frasa=phrase(), by=provinsi.akun["atasan_penilai"])
        assert Naskah.objects.get(pk=row.pk).nomor == ""

    def test_nobody_makes_a_paper_about_himself_or_of_another_unit(self, provinsi):
        for by, about in (("pegawai", "pegawai"), ("admin_unit_lain", "pegawai"), ("atasan", "pegawai")):
            with pytest.raises(PermissionDenied):
                make_naskah(provinsi, by=by, about=about)

    def test_the_maker_takes_no_other_part_and_nobody_two(self, provinsi):
        p = provinsi
        give_role(p.akun["admin_unit"], Peran.PENANDA_TANGAN, p.dinas)
        for paraf, signer in (
            (("admin_unit",), "atasan_penilai"), (("atasan",), "admin_unit"), (("atasan",), "atasan"), ((), "atasan_penilai"),
            (("atasan", "atasan"), "atasan_penilai"), (("rekan",), "atasan_penilai"), (("atasan",), "rekan"),
            (("atasan",), "admin_unit_lain"),
        ):  # fmt: skip
            with pytest.raises(DomainError):
                make_naskah(p, paraf=paraf, signer=signer)
        with pytest.raises(IntegrityError), transaction.atomic():
            Naskah.objects.filter(pk=make_naskah(p).pk).update(penanda_tangan=p.akun["admin_unit"])

    def test_nobody_signs_a_paper_about_himself(self, provinsi):
        """The head of the section is the next superior of Siti, not of himself."""
        with pytest.raises(DomainError):
            make_naskah(provinsi, about="atasan", paraf=("penanda_tangan",), signer="atasan")

    def test_an_authority_that_has_ended_signs_no_more(self, provinsi):
        p = provinsi
        row = initialled(p, signer="penanda_tangan")
        assert "Penanda tangan Dinas Satu" in row.kewenangan
        end_role(p.akun["penanda_tangan"], Peran.PENANDA_TANGAN, p.dinas)
        with pytest.raises(DomainError, match="tidak berlaku pada"):
            signing.sign_naskah(row.pk, frasa=phrase(), by=p.akun["penanda_tangan"])
        row.refresh_from_db()
        assert (row.status, row.nomor) == (S.TANDA_TANGAN, "")

    def test_replay_of_a_signature_changes_nothing(self, provinsi):
        row = signed(provinsi)
        before = Naskah.objects.filter(pk=row.pk).values().get()
        again = signing.sign_naskah(row.pk, frasa=phrase("anything"), by=row.penanda_tangan)
        assert again.nomor == row.nomor
        assert Naskah.objects.filter(pk=row.pk).values().get() == before
        assert NomorNaskah.objects.count() == 1


class TestNumbers:
    def test_without_gaps_per_unit_kind_and_year(self, provinsi):
        year = timezone.localdate().year
        numbers = [signed(provinsi, about=who).nomor for who in ("pegawai", "rekan")]
        assert numbers == [f"0001/KP.01/{year}", f"0002/KP.01/{year}"]
        assert signed(provinsi, jenis="petikan_direktori", about="seksi").nomor == f"0001/KP.02/{year}"
        assert {row.terakhir for row in RegisterNomor.objects.all()} == {2, 1}

    def test_a_refused_signature_keeps_its_number_for_the_next_try(self, provinsi):
        row = initialled(provinsi)
        with pytest.raises(DomainError, match="tidak cocok"):
            signing.sign_naskah(row.pk, frasa=phrase("salah"), by=row.penanda_tangan)
        other = signed(provinsi, about="rekan")
        row = signing.sign_naskah(row.pk, frasa=phrase(), by=row.penanda_tangan)
        assert (row.nomor[:4], other.nomor[:4]) == ("0001", "0002")

    def test_a_number_that_nobody_has_seen_goes_to_the_next_paper(self, provinsi):
        row = initialled(provinsi)
        with pytest.raises(DomainError):
            signing.sign_naskah(row.pk, frasa=phrase("salah"), by=row.penanda_tangan)
        services.cancel_naskah(row.pk, alasan="x", by=provinsi.akun["admin_unit"])
        assert signed(provinsi).nomor[:4] == "0001"

    def test_a_printed_number_is_nobody_elses_and_says_why_it_is_empty(self, provinsi):
        row = initialled(provinsi)
        signing.prepare_print(row.pk, by=provinsi.akun["admin_unit"])
        services.cancel_naskah(row.pk, alasan="x", by=provinsi.akun["admin_unit"])
        assert "dibatalkan" in NomorNaskah.objects.get().keterangan
        assert signed(provinsi).nomor[:4] == "0002"

    def test_the_year_turns_between_two_tries(self, provinsi, monkeypatch):
        row = initialled(provinsi)
        with pytest.raises(DomainError):
            signing.sign_naskah(row.pk, frasa=phrase("salah"), by=row.penanda_tangan)
        next_year = date(timezone.localdate().year + 1, 1, 1)
        monkeypatch.setattr(signing.timezone, "localdate", lambda *_: next_year)
        monkeypatch.setattr(signing, "_check_authority", lambda *_: None)
        row = signing.sign_naskah(row.pk, frasa=phrase(), by=row.penanda_tangan)
        assert (row.nomor, row.tanggal) == (f"0001/KP.01/{next_year.year}", next_year)
        assert NomorNaskah.objects.filter(naskah=None, keterangan="").count() == 1  # that of the old year is free

    def test_a_printed_number_of_the_old_year_is_not_used_with_a_day_of_the_new_one(self, provinsi, monkeypatch):
        row = initialled(provinsi)
        signing.prepare_print(row.pk, by=provinsi.akun["admin_unit"])
        next_year = date(timezone.localdate().year + 1, 1, 1)
        monkeypatch.setattr(signing.timezone, "localdate", lambda *_: next_year)
        monkeypatch.setattr(signing, "_check_authority", lambda *_: None)
        row = signing.sign_naskah(row.pk, frasa=phrase(), by=row.penanda_tangan)
        assert row.nomor == f"0001/KP.01/{next_year.year}"
        assert "Tahun berganti" in NomorNaskah.objects.get(naskah=None).keterangan


class TestDatabase:
    def test_a_signed_paper_is_not_changed_by_anybody(self, provinsi):
        row = sent(provinsi)
        for change in (
            {"nomor": "1"}, {"data": {}}, {"sidik": "0" * 64}, {"status": S.KONSEP}, {"status": S.DITANDATANGANI},
            {"penanda_tangan": provinsi.akun["rekan"]}, {"kode": "X"},
        ):  # fmt: skip
            with pytest.raises(InternalError, match="bertanda tangan"), transaction.atomic():
                Naskah.objects.filter(pk=row.pk).update(**change)
        with pytest.raises(InternalError), transaction.atomic():
            Naskah.objects.filter(pk=row.pk)._raw_delete("default")

    def test_history_is_only_added_to(self, provinsi):
        row = make_naskah(provinsi)
        with pytest.raises(Exception, match="hanya dapat ditambah"), transaction.atomic():
            RiwayatNaskah.objects.filter(naskah=row).update(alasan="x")

    def test_what_a_paper_says_enters_the_trace_masked(self, provinsi):
        from asn_portal.core.models import JejakAudit

        make_naskah(provinsi)
        kept = str(list(JejakAudit.objects.filter(tabel="berkas_naskah").values_list("perubahan", flat=True)))
        assert provinsi.orang["pegawai"].nip not in kept
        assert "Siti" not in kept

    def test_every_step_stands_in_the_trace_of_the_person(self, provinsi):
        row = sent(provinsi)
        acts = set(Tindakan.objects.filter(subjek_id=provinsi.orang["pegawai"].pk).values_list("aksi", flat=True))
        assert {"naskah_dibuat", "naskah_diajukan", "naskah_diparaf", "naskah_tte_diminta", "naskah_ditandatangani",
                "naskah_terkirim"} <= acts  # fmt: skip
        assert row.kewenangan == f"Atasan tingkat 2 menurut data kepegawaian per {_day(timezone.localdate())}"


def _day(day: date) -> str:
    from asn_portal.core.templatetags.bentuk import tanggal

    return tanggal(day)


def test_late_files_without_a_paper_are_thrown_away(provinsi):
    from asn_portal.berkas.services.dokumen import delete_strays

    row = signed(provinsi)
    yesterday = timezone.localdate() - timedelta(days=1)
    stray = simpan.write(simpan.new_name("naskah", yesterday), b"x")
    delete_strays(timezone.now())
    assert not simpan.storage().exists(stray)
    assert simpan.storage().exists(row.nama_simpan)
