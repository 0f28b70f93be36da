"""Placements: offer, consent, choice, days that a mentor confirms by a link or by his account, and what they count."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Tugas
from pegawai.models import RiwayatKursus
from pelatihan.aturan.magang import MasukanMagang, magang_jp
from pelatihan.models import CatatanMagang, LowonganMagang, PesertaMagang
from pelatihan.selectors.jp import jp_of
from pelatihan.services import kepesertaan, logbuk, magang
from pelatihan.services.logbuk import Mentor
from tests.factories.kegiatan import KUNCI_MENTOR, make_day, make_mentor_link, make_offer, make_placement, make_study
from tests.factories.pelatihan import make_batch, make_program
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NILAI = {"penguasaan": 4, "kerja_sama": 4, "inisiatif": 3, "disiplin": 5, "kesan": "Tekun."}


@pytest.fixture
def offer(provinsi):
    first = TODAY + timedelta(days=10)
    return make_offer(provinsi.instansi, mulai=first, dibuat_oleh=provinsi.akun["pengelola_pelatihan"], kuota=1)


@pytest.fixture
def row(provinsi):
    """Accepted, ending today."""
    offer = make_offer(provinsi.instansi, mulai=TODAY - timedelta(days=9), selesai=TODAY, status="berjalan", kuota=1)
    return make_placement(offer, provinsi.orang["pegawai"])


class TestTheWayIn:
    def test_applied_agreed_chosen(self, provinsi, offer):
        me, boss, staff = (provinsi.akun[who] for who in ("pegawai", "atasan", "pengelola_pelatihan"))
        row = magang.apply(offer.pk, alasan="Ingin belajar.", by=me)
        with pytest.raises(DomainError, match="sudah melamar"):
            magang.apply(offer.pk, alasan="Lagi.", by=me)
        assert Tugas.objects.get(objek_id=row.pk).untuk == boss
        with pytest.raises(DomainError, match="Tulis alasannya"):
            magang.consent_magang(row.pk, setuju=False, catatan=" ", by=boss)
        magang.consent_magang(row.pk, setuju=True, catatan="", by=boss)
        assert Tugas.objects.get(objek_id=offer.pk, selesai_pada=None).untuk == staff
        magang.select(row.pk, terima=True, alasan="Celahnya paling dalam.", by=staff)
        row.refresh_from_db()
        assert (row.status, row.alasan_seleksi) == ("diterima", "Celahnya paling dalam.")
        assert LowonganMagang.objects.get().status == "berjalan"
        assert not Tugas.objects.filter(objek_id=offer.pk, selesai_pada=None).exists()
        assert Notifikasi.objects.filter(untuk=me, isi__icontains="Celahnya paling dalam").exists()

    def test_no_more_than_places_and_nobody_for_himself(self, provinsi, offer):
        make_placement(offer, provinsi.orang["rekan"])
        row = make_placement(offer, provinsi.orang["pegawai"], "disetujui")
        with pytest.raises(DomainError, match="sudah terisi"):
            magang.select(row.pk, terima=True, alasan="x", by=provinsi.akun["pengelola_pelatihan"])
        for who in ("pegawai", "atasan", "admin_unit"):
            with pytest.raises(PermissionDenied):
                magang.select(row.pk, terima=True, alasan="x", by=provinsi.akun[who])
        with pytest.raises(Error, match="pelamarnya sendiri"), transaction.atomic():
            PesertaMagang.objects.filter(pk=row.pk).update(diseleksi_oleh=provinsi.akun["pegawai"])

    def test_two_places_at_once_are_refused(self, provinsi, offer):
        row = make_placement(offer, provinsi.orang["pegawai"])
        batch = make_batch(make_program(provinsi.instansi), mulai=offer.mulai)
        with pytest.raises(DomainError, match="pada tanggal itu"):
            kepesertaan.register(batch.pk, by=provinsi.akun["pegawai"])
        other = make_offer(provinsi.instansi, "Magang lain", mulai=offer.mulai)
        with pytest.raises(DomainError, match="sudah terdaftar"):
            magang.apply(other.pk, alasan="x", by=provinsi.akun["pegawai"])
        with pytest.raises(Error), transaction.atomic():
            make_placement(other, provinsi.orang["pegawai"])
        magang.withdraw(row.pk, alasan="Sakit", by=provinsi.akun["pegawai"])
        assert magang.apply(other.pk, alasan="x", by=provinsi.akun["pegawai"]).status == "diajukan"

    def test_who_studies_away_from_the_post_cannot_go(self, provinsi, offer):
        make_study(provinsi.orang["pegawai"], "berjalan", dibebaskan=True)
        with pytest.raises(DomainError, match="tugas belajar"):
            magang.apply(offer.pk, alasan="x", by=provinsi.akun["pegawai"])

    def test_called_off_with_everybody_told(self, provinsi, offer):
        row = magang.apply(offer.pk, alasan="x", by=provinsi.akun["pegawai"])
        magang.call_off_offer(offer.pk, alasan="Tempatnya pindah.", by=provinsi.akun["pengelola_pelatihan"])
        row.refresh_from_db()
        assert row.status == "dibatalkan"
        assert not Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).exists()
        assert Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"], isi__icontains="Tempatnya pindah").exists()


class TestTheDays:
    def write(self, row, provinsi, **other):
        given = {"tanggal_catatan": TODAY, "jam": Decimal("7.5"), "kegiatan": "Mengolah data", "pelajaran": ""} | other
        return logbuk.write_day(row.pk, **given, by=provinsi.akun["pegawai"])

    def test_bad_days_are_told(self, provinsi, row):
        bad = {
            "belum tiba": {"tanggal_catatan": TODAY + timedelta(days=1)},
            "berlangsung": {"tanggal_catatan": TODAY - timedelta(days=60)},
            "paling banyak": {"jam": Decimal(13)},
        }
        for words, other in bad.items():
            with pytest.raises(DomainError, match=words):
                self.write(row, provinsi, **other)
        assert not CatatanMagang.objects.exists()

    def test_what_the_mentor_confirmed_stays(self, provinsi, row):
        note, link = self.write(row, provinsi), make_mentor_link(row)
        assert self.write(row, provinsi, kegiatan="Diperbaiki").pk == note.pk
        with pytest.raises(DomainError, match="perlu diperbaiki"):
            logbuk.answer_day(note.pk, sah=False, catatan="", oleh=Mentor(tautan=link))
        logbuk.answer_day(note.pk, sah=True, catatan="", oleh=Mentor(tautan=link))
        with pytest.raises(DomainError, match="sudah disahkan"):
            self.write(row, provinsi)
        with pytest.raises(Error, match="tidak diubah"), transaction.atomic():
            CatatanMagang.objects.update(jam=1)

    def test_by_the_link_without_an_account_and_nothing_else_of_the_person(self, provinsi, row):
        make_day(row, TODAY - timedelta(days=1))
        back, link = make_day(row, TODAY), make_mentor_link(row)
        address = f"/mentor-magang/?kunci={KUNCI_MENTOR}"
        page = Client().get(address).content.decode()
        person = provinsi.orang["pegawai"]
        assert person.nama in page
        for secret in (person.nip, person.nrk, str(person.pk), person.unit_kini.pk.hex):
            assert not secret or secret not in page
        Client().post(address, {"aksi": "kembali", "hari": back.pk, "catatan": "Jamnya kurang tepat."})
        Client().post(address, {"aksi": "semua"})
        assert sorted(CatatanMagang.objects.values_list("status", flat=True)) == ["dikembalikan", "disahkan"]
        assert Client().post(address, {"aksi": "nilai", **NILAI}).status_code == 302
        assert Client().post(address, {"aksi": "nilai", **NILAI}).status_code != 500
        logbuk.close_mentor_link(link.pk, by=provinsi.akun["pengelola_pelatihan"])
        assert Client().get(address).status_code == 404
        with pytest.raises(DomainError, match="tidak berlaku"):
            logbuk.answer_day(back.pk, sah=True, catatan="", oleh=Mentor(tautan=link))

    def test_a_link_opens_one_placement_only(self, provinsi, row):
        other = make_placement(make_offer(provinsi.instansi, "Lain"), provinsi.orang["rekan"])
        note = make_day(other, TODAY)
        with pytest.raises(DomainError, match="tidak berlaku"):
            logbuk.answer_day(note.pk, sah=True, catatan="", oleh=Mentor(tautan=make_mentor_link(row)))

    def test_a_colleague_is_asked_in_the_inbox(self, provinsi, row):
        guide = provinsi.orang["rekan"]
        logbuk.name_mentor(row.pk, guide, by=provinsi.akun["pengelola_pelatihan"])
        self.write(row, provinsi)
        assert Tugas.objects.get(jenis=logbuk.TUGAS_MENTOR, selesai_pada=None).untuk == provinsi.akun["rekan"]
        with pytest.raises(PermissionDenied):
            logbuk.confirm_all(row.pk, oleh=Mentor(akun=provinsi.akun["atasan"]))
        assert logbuk.confirm_all(row.pk, oleh=Mentor(akun=provinsi.akun["rekan"])) == 1
        assert not Tugas.objects.filter(jenis=logbuk.TUGAS_MENTOR, selesai_pada=None).exists()


class TestTheEnd:
    def test_enough_hours_become_jp_and_a_row_of_the_file(self, provinsi, row):
        entry("jenis_diklat:10")
        staff, mentor = provinsi.akun["pengelola_pelatihan"], Mentor(tautan=make_mentor_link(row))
        waiting = make_day(row, TODAY - timedelta(days=1))
        with pytest.raises(DomainError, match="menunggu mentor"):
            logbuk.finish(row.pk, hasil="Selesai", by=staff)
        logbuk.answer_day(waiting.pk, sah=True, catatan="", oleh=mentor)
        with pytest.raises(DomainError, match="penilaian akhir"):
            logbuk.finish(row.pk, hasil="Selesai", by=staff)
        logbuk.evaluate(row.pk, isi=NILAI, oleh=mentor)
        make_day(row, TODAY, status="disahkan")
        logbuk.finish(row.pk, hasil="Selesai", by=staff)
        row.refresh_from_db()
        assert (row.status, row.jam_sah, row.sertifikat.jp) == ("selesai", 16, 20)
        written = RiwayatKursus.objects.get(pk=row.sertifikat.riwayat_id)
        assert (written.nama, written.jumlah_jam, written.jenis_diklat_id) == (
            row.lowongan.judul,
            20,
            "jenis_diklat:10",
        )
        person = provinsi.orang["pegawai"]
        assert jp_of(person.instansi_id, person.pk, TODAY).total == 20
        assert LowonganMagang.objects.get().status == "selesai"

    def test_judged_in_the_last_week_only(self, provinsi):
        early = make_placement(make_offer(provinsi.instansi), provinsi.orang["pegawai"])
        make_day(early, TODAY, status="disahkan")
        with pytest.raises(DomainError, match="diisi mulai"):
            logbuk.evaluate(early.pk, isi=NILAI, oleh=Mentor(tautan=make_mentor_link(early)))

    def test_too_few_hours_count_nothing(self, provinsi, row):
        make_day(row, TODAY, status="disahkan")
        logbuk.evaluate(row.pk, isi=NILAI, oleh=Mentor(tautan=make_mentor_link(row)))
        logbuk.finish(row.pk, hasil="Kurang jam", by=provinsi.akun["pengelola_pelatihan"])
        row.refresh_from_db()
        assert (row.status, row.sertifikat) == ("tidak_selesai", None)

    def test_the_rule(self):
        def judged(jam, nilai):
            return magang_jp(
                MasukanMagang(jam_rencana=Decimal(20), jam_disahkan=Decimal(jam), rata_nilai=Decimal(nilai))
            )

        assert judged(16, 3) == {"jp": Decimal(20), "selesai": True, "jam_minimal": Decimal(16)}
        assert judged("15.9", 5)["jp"] == 0
        assert judged(20, "2.9")["selesai"] is False


class TestPages:
    def test_an_offer_is_written_and_found(self, provinsi):
        staff, me = provinsi.client("pengelola_pelatihan"), provinsi.client("pegawai")
        host = make_offer(provinsi.instansi, "Rahasia", status="draf").penyelenggara
        values = {
            "judul": "Magang air", "bentuk": "magang", "uraian": "x", "tempat": "Jakarta", "mulai": f"{TODAY + timedelta(days=9):%d/%m/%Y}",
            "selesai": f"{TODAY + timedelta(days=19):%d/%m/%Y}", "tutup": f"{TODAY + timedelta(days=12):%d/%m/%Y}", "kuota": 2, "jam": 40,
        }  # fmt: skip
        page = staff.post("/pelatihan/magang/tambah/", values)
        assert page.status_code == 422
        assert "Pilih satu: lembaga luar, atau unit sendiri." in page.content.decode()
        assert "paling lambat pada hari pertama" in page.content.decode()
        values |= {"tutup": values["mulai"], "penyelenggara": str(host.pk)}
        assert staff.post("/pelatihan/magang/tambah/", values).status_code == 302
        row = LowonganMagang.objects.get(judul="Magang air")
        assert me.get(f"/pelatihan/magang/{row.pk}/").status_code == 404
        staff.post(f"/pelatihan/magang/{row.pk}/buka/")
        assert "Magang air" in me.get("/pelatihan/magang/?q=air").content.decode()
        assert "Rahasia" not in me.get("/pelatihan/magang/").content.decode()

    def test_the_own_page_and_the_logbook_take_any_address(self, provinsi, row):
        me = provinsi.client("pegawai")
        assert row.lowongan.judul in me.get("/pelatihan/saya/").content.decode()
        for rest in ("", "?catatan=bukan", f"?catatan={make_day(row, TODAY).pk}"):
            assert me.get(f"/pelatihan/peserta-magang/{row.pk}/logbuk/{rest}").status_code == 200
        bad = {"tanggal_catatan": f"{TODAY:%d/%m/%Y}", "jam": "30", "kegiatan": "x"}
        assert me.post(f"/pelatihan/peserta-magang/{row.pk}/logbuk/", bad).status_code == 422
        assert me.post(f"/pelatihan/peserta-magang/{row.pk}/logbuk/", bad | {"jam": "7,5"}).status_code == 302

    def test_the_superior_finds_what_waits(self, provinsi, offer):
        row = magang.apply(offer.pk, alasan="x", by=provinsi.akun["pegawai"])
        boss = provinsi.client("atasan")
        assert offer.judul in boss.get("/pelatihan/tim/").content.decode()
        page = boss.post(f"/pelatihan/peserta-magang/{row.pk}/putusan/", {"putusan": "tolak", "catatan": ""})
        assert (page.status_code, "Tulis alasannya" in page.content.decode()) == (422, True)
