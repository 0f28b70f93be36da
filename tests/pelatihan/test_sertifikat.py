"""Certificates and JP: verified by somebody else, counted once, checked by anybody; the statement and the rule agree."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.core.errors import DomainError
from asn_portal.core.models import periode
from pegawai.enums import JenisPegawai, SumberRiwayat
from pegawai.models import PerjanjianKerja, RiwayatKursus
from pelatihan.aturan.jam_pelajaran import BENTUK
from pelatihan.enums import JENIS_DIKLAT, BentukPelatihan
from pelatihan.kalender import draw_calendar
from pelatihan.models import Kepesertaan, Sertifikat
from pelatihan.selectors.jp import jp_of, judge
from pelatihan.selectors.saya import entry_of
from pelatihan.services import katalog, sertifikat
from pelatihan.services.sertifikat import IsianLuar
from tests.factories.berkas import photo
from tests.factories.pelatihan import make_batch, make_certificate, make_participation, make_program
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db


def outside(**values) -> IsianLuar:
    last = timezone.localdate() - timedelta(days=10)
    given_values = {
        "judul": "Manajemen Risiko", "penyelenggara": "Universitas Uji", "bentuk": "pelatihan_teknis", "tingkat": "nasional",
        "nomor": "UU-12", "mulai": last - timedelta(days=1), "selesai": last, "tanggal": last, "banyaknya": Decimal(16),
    } | values  # fmt: skip
    return IsianLuar(**given_values)


def bring(p, **values) -> Sertifikat:
    entry("jenis_diklat:3")
    return sertifikat.bring_sertifikat(outside(**values), [Kiriman("bukti.jpg", photo())], by=p.akun["pegawai"])


class TestOutside:
    def test_counts_after_verification_and_stands_in_the_file(self, provinsi):
        row = bring(provinsi)
        assert jp_of(provinsi.instansi.pk, row.pegawai_id, timezone.localdate()).total == 0
        sertifikat.verify_sertifikat(row.pk, by=provinsi.akun["pengelola_pelatihan"])
        row.refresh_from_db()
        written = RiwayatKursus.objects.get(pk=row.riwayat_id)
        assert (written.nama, written.jumlah_jam, written.sumber) == ("Manajemen Risiko", 16, SumberRiwayat.USULAN)
        assert jp_of(provinsi.instansi.pk, row.pegawai_id, timezone.localdate()).total == 16

    def test_future_days_missing_proof_and_the_same_again_are_refused(self, provinsi):
        tomorrow = timezone.localdate() + timedelta(days=1)
        with pytest.raises(DomainError, match="sesudah hari ini"):
            bring(provinsi, selesai=tomorrow, tanggal=tomorrow)
        with pytest.raises(DomainError, match="bukti"):
            sertifikat.bring_sertifikat(outside(), [], by=provinsi.akun["pegawai"])
        bring(provinsi)
        with pytest.raises(DomainError, match="sudah ada"):
            bring(provinsi, judul="manajemen risiko")

    def test_nobody_verifies_the_own_one(self, provinsi):
        row = bring(provinsi)
        for who in ("pegawai", "atasan", "admin_unit_lain", "admin_instansi_lain"):
            with pytest.raises(PermissionDenied):
                sertifikat.verify_sertifikat(row.pk, by=provinsi.akun[who])
        with pytest.raises(Exception, match="pemiliknya"), transaction.atomic():
            Sertifikat.objects.filter(pk=row.pk).update(status="disahkan", diputus_oleh=provinsi.akun["pegawai"])

    def test_a_rejection_needs_words_and_a_second_decision_is_told(self, provinsi):
        row = bring(provinsi)
        with pytest.raises(DomainError, match="Tulis alasannya"):
            sertifikat.reject_sertifikat(row.pk, alasan="", by=provinsi.akun["admin_unit"])
        sertifikat.reject_sertifikat(row.pk, alasan="Nomor tidak terbaca", by=provinsi.akun["admin_unit"])
        with pytest.raises(DomainError, match="sudah ditolak"):
            sertifikat.verify_sertifikat(row.pk, by=provinsi.akun["admin_unit"])

    def test_revoked_stops_counting_and_leaves_the_file(self, provinsi):
        row = bring(provinsi)
        staff = provinsi.akun["pengelola_pelatihan"]
        sertifikat.verify_sertifikat(row.pk, by=staff)
        sertifikat.revoke_sertifikat(row.pk, alasan="Ternyata palsu", by=staff)
        assert jp_of(provinsi.instansi.pk, row.pegawai_id, timezone.localdate()).total == 0
        assert not RiwayatKursus.objects.kini().exists()

    def test_what_was_decided_is_frozen(self, provinsi):
        row = make_certificate(provinsi.orang["pegawai"])
        with pytest.raises(Exception, match="tidak diubah"), transaction.atomic():
            Sertifikat.objects.filter(pk=row.pk).update(jp=100)


class TestJP:
    def test_a_row_of_the_file_counts_once(self, provinsi):
        person, today = provinsi.orang["pegawai"], timezone.localdate()
        entry("jenis_diklat:3")
        values = {"jenis_diklat_id": "jenis_diklat:3", "sumber": SumberRiwayat.SIASN, "pegawai": person}
        RiwayatKursus.objects.create(nama="Lama", jumlah_jam=6, berlaku=periode(today, today), **values)
        RiwayatKursus.objects.create(nama="Sama", jumlah_jam=8, berlaku=periode(today, today), **values)
        make_certificate(person, "SAMA", jp=Decimal(8))
        assert jp_of(provinsi.instansi.pk, person.pk, today).total == 14

    def test_the_year_of_a_contract_begins_with_its_day_and_above_the_cap_is_kept(self, provinsi):
        person = provinsi.orang["pegawai"]
        person.jenis = JenisPegawai.PPPK
        person.save()
        PerjanjianKerja.objects.create(
            pegawai=person, sk_nomor="PK-1", sumber=SumberRiwayat.HR, berlaku=periode(date(2024, 6, 1), date(2029, 5, 31)),
        )  # fmt: skip
        make_certificate(person, "Sebelum", selesai=date(2026, 5, 31), jp=Decimal(10))
        make_certificate(person, "Sesudah", selesai=date(2026, 6, 1), jp=Decimal(30))
        found = jp_of(provinsi.instansi.pk, person.pk, date(2026, 11, 22))
        assert (found.dari, found.total, found.kelebihan, found.kurang) == (date(2026, 6, 1), 30, 6, None)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
    @given(parts=st.lists(st.decimals(0, 40, places=1), max_size=5), pppk=st.booleans())
    def test_the_statement_and_the_rule_agree(self, provinsi, parts, pppk):
        person, today = provinsi.orang["rekan"], timezone.localdate()
        with transaction.atomic():
            person.jenis = JenisPegawai.PPPK if pppk else JenisPegawai.PNS
            person.save()
            for number, part in enumerate(parts):
                make_certificate(person, f"Nomor {number}", jp=part)
            row = jp_of(provinsi.instansi.pk, person.pk, today)
            law = judge("pppk" if pppk else "pns", parts)
            transaction.set_rollback(True)
        assert row.total == law["total"]
        assert (row.kelebihan, row.kurang) == (law.get("kelebihan"), law.get("kurang"))


class TestCatalogue:
    def test_forms_are_those_of_the_rule_and_each_has_its_kind_in_siasn(self):
        assert set(BentukPelatihan.values) == set(BENTUK) == set(JENIS_DIKLAT)

    @pytest.mark.parametrize(
        ("bentuk", "tingkat", "banyaknya", "jp"),
        [("pelatihan_teknis", "internasional", 40, 48), ("seminar", "nasional", 2, 8), ("coaching", "nasional", 5, 10),
         ("magang", "nasional", 1, 20)],
    )  # fmt: skip
    def test_jp_follow_the_rule(self, bentuk, tingkat, banyaknya, jp):
        assert katalog.jp_of(bentuk, tingkat, Decimal(banyaknya)) == (jp, "Lampiran Peraturan LAN 10/2018")

    def test_a_form_without_a_value_is_refused_in_the_words_of_the_rule(self):
        with pytest.raises(DomainError, match="belum diatur"):
            katalog.jp_of("bimbingan_di_tempat_kerja", "nasional", Decimal(1))

    def test_only_staff_of_training_write(self, provinsi):
        for who in ("pegawai", "admin_unit", "auditor", "pimpinan"):
            with pytest.raises(PermissionDenied):
                katalog.save_penyelenggara(None, isi={"nama": "X", "jenis": "bpsdm"}, by=provinsi.akun[who])

    def test_search_uses_the_index(self, provinsi):
        make_program(provinsi.instansi)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT id FROM pelatihan_programpelatihan WHERE UPPER(pencarian::text) LIKE UPPER('%analisis%')"
            )
            assert "program_cari_trgm" in str(cursor.fetchall())


class TestPages:
    def test_the_public_page_says_what_the_paper_says_and_nothing_else(self, provinsi):
        row = make_certificate(provinsi.orang["pegawai"])
        text = Client().get(reverse("pelatihan:periksa_sertifikat"), {"kode": row.kode.lower()}).content.decode()
        assert "Sertifikat ini asli" in text
        assert row.nomor in text
        person = provinsi.orang["pegawai"]
        assert person.nip not in text
        assert person.nrk not in text
        assert "Seksi Satu" not in text

    @pytest.mark.parametrize(
        ("kode", "status", "kalimat"), [("ABC", 422, "16 huruf"), ("2345678923456789", 200, "tidak kami kenal")]
    )
    def test_a_wrong_code(self, provinsi, kode, status, kalimat):
        answer = Client().get(reverse("pelatihan:periksa_sertifikat"), {"kode": kode})
        assert answer.status_code == status
        assert kalimat in answer.content.decode()

    def test_the_paper_is_the_same_twice(self, provinsi):
        row = make_certificate(provinsi.orang["pegawai"])
        client = provinsi.client("pegawai")
        first, second = (client.get(reverse("pelatihan:sertifikat_pdf", args=[row.pk])).content for _ in range(2))
        assert first == second
        assert first.startswith(b"%PDF")

    def test_the_catalogue_asks_as_much_for_three_as_for_one(self, provinsi):
        client = provinsi.client("pegawai")
        make_batch(make_program(provinsi.instansi))
        client.get(reverse("pelatihan:program_list"))
        with connection.execute_wrapper(counter := Counter()):
            client.get(reverse("pelatihan:program_list"))
        one = counter.count
        for number in range(3):
            make_batch(make_program(provinsi.instansi, f"Lain {number}"))
        with connection.execute_wrapper(counter := Counter()):
            client.get(reverse("pelatihan:program_list"))
        assert counter.count == one

    def test_the_calendar_has_whole_days_and_escaped_words(self, provinsi):
        batch = make_batch(make_program(provinsi.instansi, "Data, peta; dan ruang"), mulai=date(2026, 12, 1))
        make_participation(batch, provinsi.orang["pegawai"])
        rows = Kepesertaan.objects.select_related("angkatan__program")
        text = draw_calendar([entry_of(row) for row in rows], alamat="https://x.contoh", now=timezone.now()).decode()
        assert "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261203\r\n" in text
        assert "SUMMARY:Data\\, peta\\; dan ruang" in text
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


class Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)
