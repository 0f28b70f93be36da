"""The running year: notes with proofs that count once, action plans, feedback both ways; and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.models import Dokumen
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Pengaturan, Tindakan, periode
from asn_portal.core.pengaturan import BUKTI_BERULANG
from kinerja.models import BuktiDukung, Progres, UmpanBalik
from kinerja.selectors import pelaksanaan as selectors
from kinerja.selectors.evaluasi import sheet_of
from kinerja.services import pelaksanaan as services
from kinerja.services.pelaksanaan import IsianProgres
from tests.factories.berkas import pdf, photo
from tests.factories.kinerja import make_evaluasi, make_periode, make_progress, make_skp

pytestmark = pytest.mark.django_db
LALU = timezone.localdate().year - 1
HARI = date(LALU, 5, 4)


@pytest.fixture
def skp(provinsi):
    return make_skp(make_periode(provinsi.instansi, LALU), provinsi.orang["pegawai"], status="disetujui")


def note(p, skp, who="pegawai", **values):
    given = {"rhk_id": skp.daftar_rhk.first().pk, "tanggal": HARI, "teks": "Dua titik diperiksa"} | values
    return services.add_progress(IsianProgres(**given), by=p.akun[who])


class TestNoting:
    def test_with_a_photo_and_a_link(self, provinsi, skp):
        row = note(provinsi, skp, kiriman=[Kiriman("lapangan.jpg", photo())], tautan="https://contoh.id/a")
        kinds = {proof.jenis: proof for proof in row.daftar_bukti.all()}
        assert set(kinds) == {"foto", "tautan"}
        assert kinds["foto"].dokumen.pemilik == provinsi.akun["pegawai"]
        assert Tindakan.objects.filter(aksi="progres_dicatat", objek_id=row.pk).count() == 1

    def test_the_same_proof_counts_once_and_nothing_half_written_stays(self, provinsi, skp):
        proof = [Kiriman("laporan.pdf", pdf())]
        note(provinsi, skp, kiriman=proof)
        documents = Dokumen.objects.count()
        with pytest.raises(DomainError, match="Bukti yang sama sudah dihitung"):
            note(provinsi, skp, kiriman=proof, teks="Lagi")
        assert (Progres.objects.count(), Dokumen.objects.count()) == (1, documents)

    def test_unless_the_agency_allows_it(self, provinsi, skp):
        Pengaturan.objects.create(
            instansi=provinsi.instansi, kunci=BUKTI_BERULANG, nilai="ya", berlaku=periode(date(LALU, 1, 1))
        )
        for _ in range(2):
            note(provinsi, skp, tautan="https://contoh.id/a")
        assert BuktiDukung.objects.count() == 2

    @pytest.mark.parametrize(
        ("hari", "words"),
        [(date(LALU - 1, 12, 31), "di luar masa SKP"), (timezone.localdate() + timedelta(days=1), "belum tiba")],
    )
    def test_days_outside(self, provinsi, skp, hari, words):
        with pytest.raises(DomainError, match=words):
            note(provinsi, skp, tanggal=hari)

    def test_not_for_somebody_else(self, provinsi, skp):
        for who in ("rekan", "atasan", "admin_bkd"):
            with pytest.raises(PermissionDenied):
                note(provinsi, skp, who)

    def test_not_after_the_handing_over_by_any_route(self, provinsi, skp):
        row = note(provinsi, skp)
        make_evaluasi(skp, nomor=2, masa=periode(date(LALU, 4, 1), date(LALU, 6, 30)))
        with pytest.raises(DomainError, match="sudah disampaikan"):
            note(provinsi, skp)
        with pytest.raises(DomainError, match="sudah disampaikan"):
            services.delete_progress(row.pk, by=provinsi.akun["pegawai"])
        with pytest.raises(DatabaseError), transaction.atomic():
            Progres.objects.filter(pk=row.pk).update(teks="lain")

    @pytest.mark.parametrize(
        ("nama", "isi", "words"),
        [("besar.pdf", b"%PDF-1.4" + b"0" * 21_000_000, "terlalu besar"), ("program.exe", b"MZ\x90\x00" * 50, "")],
    )
    def test_too_large_or_of_a_wrong_kind_in_a_sentence(self, provinsi, skp, nama, isi, words):
        form = {"rhk": str(skp.daftar_rhk.first().pk), "teks": "Dua titik", "tanggal": f"{HARI:%d/%m/%Y}", "tautan": ""}
        address = reverse("kinerja:progres_add", args=[LALU])
        answer = provinsi.client("pegawai").post(address, form | {"berkas": SimpleUploadedFile(nama, isi)})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Dua titik" in page
        assert words in page
        assert not Progres.objects.exists()


class TestReading:
    def test_the_proof_for_those_who_rate_and_traced(self, provinsi, skp):
        proof = make_progress(skp, HARI).daftar_bukti.get()
        address = reverse("kinerja:bukti_file", args=[proof.pk])
        for who, status in (("pegawai", 200), ("atasan", 200), ("rekan", 404), ("pimpinan", 404)):
            answer = provinsi.client(who).get(address)
            assert answer.status_code == status
            assert status != 200 or b"".join(answer.streaming_content)
        assert Tindakan.objects.filter(aksi="dokumen_dibaca", objek_id=proof.dokumen_id).count() == 1

    def test_beside_the_rating_and_in_the_suggestion(self, provinsi, skp):
        make_progress(skp, date(LALU, 2, 1))
        row = make_evaluasi(skp, "dikirim")
        sheet = sheet_of(row, timezone.localdate())
        assert len(sheet.rekaman.progres) == 1
        assert sheet.saran is not None
        assert "1 berbukti" in sheet.saran.sebab
        page = provinsi.client("atasan").get(reverse("kinerja:evaluasi_rate", args=[row.pk])).content.decode()
        assert "Dua titik diperiksa" in page


class TestActions:
    def test_one_for_each_stretch_replaced_by_the_next(self, provinsi, skp):
        line = skp.daftar_rhk.first()
        for words in ("Kumpulkan data", "Kumpulkan data lengkap"):
            services.save_action(line.pk, jenis="triwulan", nomor=2, teks=words, target="", by=provinsi.akun["pegawai"])
        assert [row.teks for row in selectors.actions_of(skp)] == ["Kumpulkan data lengkap"]


class TestFeedback:
    def test_downwards_and_upwards(self, provinsi, skp):
        services.give_feedback(skp.pk, jenis="apresiasi", teks="Rapi", by=provinsi.akun["atasan"])
        services.give_feedback(skp.pk, jenis="ke_atasan", teks="Mohon arahan lebih awal", by=provinsi.akun["pegawai"])
        assert set(Notifikasi.objects.filter(isi="Rapi").values_list("untuk__username", flat=True)) == {
            provinsi.akun["pegawai"].username
        }
        up = UmpanBalik.objects.get(jenis="ke_atasan")
        assert up.pegawai == provinsi.orang["atasan"]

    @pytest.mark.parametrize("who", ["rekan", "admin_unit", "admin_bkd", "pimpinan", "atasan_penilai"])
    def test_nobody_else(self, provinsi, skp, who):
        with pytest.raises(PermissionDenied):
            services.give_feedback(skp.pk, jenis="perbaikan", teks="x", by=provinsi.akun[who])

    def test_is_never_rewritten(self, provinsi, skp):
        row = services.give_feedback(skp.pk, jenis="dialog", teks="Bulan ini fokus data", by=provinsi.akun["atasan"])
        for change in (lambda: UmpanBalik.objects.filter(pk=row.pk).update(teks="lain"), row.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
