"""Papers of learning: what is signed is what is determined, and what a certificate names."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.permissions import naskah as may
from asn_portal.berkas.services.kirim_naskah import send_naskah
from asn_portal.berkas.services.naskah import Pilihan, cancel_naskah, initial_naskah, make_naskah, submit_naskah
from asn_portal.berkas.services.tanda_tangan import sign_naskah, withdraw_naskah
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.regulasi import add_bulan
from pelatihan import permissions
from pelatihan.models import AngkatanPelatihan, PenetapanSertifikat, SertifikatDitetapkan, TugasBelajar
from pelatihan.selectors.naskah import KEPUTUSAN_BELAJAR, PENETAPAN_LULUS, PENETAPAN_SERTIFIKAT
from pelatihan.selectors.penetapan import certificates_in, waiting
from pelatihan.services import tugas_belajar
from pelatihan.services.naskah import note_signed
from pelatihan.services.penetapan import gather_certificates
from pelatihan.services.sertifikat import revoke_sertifikat
from pelatihan.services.tugas_belajar import Penetapan
from tests.conftest import Provinsi
from tests.factories.core import give_role
from tests.factories.kegiatan import make_study
from tests.factories.naskah import phrase, submitted
from tests.factories.pelatihan import make_batch, make_certificate, make_participation, make_program

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MULAI = TODAY + timedelta(days=30)
SAMPAI = add_bulan(MULAI, 24)


@pytest.fixture
def study(provinsi: Provinsi) -> TugasBelajar:
    person = provinsi.orang["pegawai"]
    person.tanggal_lahir = TODAY.replace(year=TODAY.year - 35, day=1)
    person.save(update_fields=["tanggal_lahir"])
    return make_study(person, "disetujui", mulai=MULAI, selesai=SAMPAI)


@pytest.fixture
def batch(provinsi: Provinsi) -> AngkatanPelatihan:
    give_role(provinsi.akun["penanda_tangan"], Peran.PENANDA_TANGAN, provinsi.akar)
    over = TODAY - timedelta(days=5)
    row = make_batch(make_program(provinsi.instansi), mulai=over, status="selesai", tahun=over.year)
    for who, status in (("pegawai", "lulus"), ("rekan", "tidak_lulus")):
        joined = make_participation(row, provinsi.orang[who], status=status)
        if status == "lulus":
            make_certificate(provinsi.orang[who], row.program.judul, kepesertaan=joined, program=row.program)
    return row


def decree(p: Provinsi, jenis: str, objek, *, paraf: str, signer: str) -> Naskah:
    chosen = Pilihan([p.akun[paraf].pk], p.akun[signer].pk)
    row = make_naskah(jenis, objek.pk, pilihan=chosen, kertas=Kertas.A4, by=p.akun["admin_bkd"])
    return submit_naskah(row.pk, by=p.akun["admin_bkd"])


def sign(p: Provinsi, row: Naskah, *, paraf: str, signer: str) -> Naskah:
    initial_naskah(row.pk, by=p.akun[paraf])
    sign_naskah(row.pk, frasa=phrase(), by=p.akun[signer])
    send_naskah(row.pk)
    return Naskah.objects.get(pk=row.pk)


STUDY = {"paraf": "atasan", "signer": "atasan_penilai"}
BATCH = {"paraf": "admin_bkd2", "signer": "penanda_tangan"}


def determine(p: Provinsi, study: TugasBelajar, **other):
    given = {"sk_nomor": "1/TB", "sk_tanggal": TODAY, "mulai": MULAI, "selesai": SAMPAI} | other
    return tugas_belajar.determine_study(study.pk, Penetapan(**given), by=p.akun["admin_bkd"])


def test_a_study_is_determined_by_exactly_what_was_signed(provinsi, study):
    paper = decree(provinsi, KEPUTUSAN_BELAJAR, study, **STUDY)
    with pytest.raises(DomainError, match="proses tanda tangan"):
        determine(provinsi, study)
    with pytest.raises(DomainError, match="membatalkan naskahnya"):
        tugas_belajar.cancel_study(study.pk, alasan="Batal", by=provinsi.akun["pegawai"])
    with pytest.raises(DomainError, match="membatalkan naskahnya"):
        tugas_belajar.refuse_study(study.pk, alasan="Tidak", by=provinsi.akun["admin_bkd"])
    paper = sign(provinsi, paper, **STUDY)
    note_signed(paper)  # delivered twice
    study.refresh_from_db()
    assert study.naskah_id == paper.pk
    page = provinsi.client("admin_bkd").get(reverse("pelatihan:belajar_determine", args=[study.pk]))
    assert paper.nomor in page.content.decode()
    with pytest.raises(DomainError, match="Isi sama dengan itu"):
        determine(provinsi, study)
    with pytest.raises(DomainError, match="Isi sama dengan itu"):
        determine(provinsi, study, sk_nomor=paper.nomor, sk_tanggal=paper.tanggal, selesai=SAMPAI - timedelta(days=1))
    done = determine(provinsi, study, sk_nomor=paper.nomor, sk_tanggal=paper.tanggal)
    assert (done.status, done.sk_nomor) == ("berjalan", paper.nomor)
    assert "Ilmu Data" in str(paper.data)


def test_one_paper_for_a_study_and_another_once_it_was_cancelled(provinsi, study):
    paper = decree(provinsi, KEPUTUSAN_BELAJAR, study, **STUDY)
    with pytest.raises(Terlarang):
        decree(provinsi, KEPUTUSAN_BELAJAR, study, **STUDY)
    cancel_naskah(paper.pk, alasan="Keliru", by=provinsi.akun["admin_bkd"])
    assert decree(provinsi, KEPUTUSAN_BELAJAR, study, **STUDY).pk != paper.pk


def test_nobody_else_writes_it_and_not_before_the_superior_agreed(provinsi, study):
    for who in ("admin_unit", "atasan", "auditor"):
        assert not permissions.study_actions(provinsi.akun[who], study)["naskah"]
        with pytest.raises(Terlarang):
            make_naskah(
                KEPUTUSAN_BELAJAR, study.pk, pilihan=Pilihan([], provinsi.akun["atasan"].pk), kertas=Kertas.A4,
                by=provinsi.akun[who],
            )  # fmt: skip
    asked = make_study(provinsi.orang["rekan"])
    with pytest.raises(Terlarang):
        decree(provinsi, KEPUTUSAN_BELAJAR, asked, **STUDY)


def test_a_withdrawn_decree_leaves_a_study_that_has_not_begun(provinsi, study):
    paper = sign(provinsi, decree(provinsi, KEPUTUSAN_BELAJAR, study, **STUDY), **STUDY)
    withdraw_naskah(paper.pk, alasan="Keliru", by=provinsi.akun["atasan_penilai"])
    study.refresh_from_db()
    assert study.naskah_id is None
    assert determine(provinsi, study).status == "berjalan"


def test_certificates_of_a_batch_name_the_decree_and_nobody_who_failed_stands_in_it(provinsi, batch):
    certificate = batch.daftar_peserta.get(status="lulus").sertifikat
    public = {"kode": certificate.kode}
    address = reverse("pelatihan:periksa_sertifikat")
    assert "Ditetapkan" not in Client().get(address, public).content.decode()
    paper = sign(provinsi, decree(provinsi, PENETAPAN_LULUS, batch, **BATCH), **BATCH)
    assert certificate.nomor in str(paper.data)
    assert provinsi.orang["rekan"].nama not in str(paper.data)
    text = Client().get(address, public).content.decode()
    assert paper.nomor in text
    assert paper.nama_penanda_tangan in text
    content = provinsi.client("pegawai").get(reverse("pelatihan:sertifikat_pdf", args=[certificate.pk])).content
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") <= 1
    withdraw_naskah(paper.pk, alasan="Keliru", by=provinsi.akun["penanda_tangan"])
    assert paper.nomor not in Client().get(address, public).content.decode()


def test_a_batch_that_runs_or_has_its_paper_gets_none(provinsi, batch):
    running = make_batch(make_program(provinsi.instansi, "Lain"))
    with pytest.raises(Terlarang):
        decree(provinsi, PENETAPAN_LULUS, running, **BATCH)
    page = reverse("pelatihan:angkatan_detail", args=[batch.pk])
    for who in ("admin_bkd", "pengelola_pelatihan"):
        assert "Susun keputusan kelulusan" in provinsi.client(who).get(page).content.decode()
    assert "belum disusun" in provinsi.client("auditor").get(page).content.decode()
    decree(provinsi, PENETAPAN_LULUS, batch, **BATCH)
    assert "Susun keputusan kelulusan" not in provinsi.client("admin_bkd").get(page).content.decode()
    with pytest.raises(Terlarang):
        decree(provinsi, PENETAPAN_LULUS, batch, **BATCH)


def test_somebody_who_did_not_pass_only(provinsi):
    over = TODAY - timedelta(days=5)
    row = make_batch(make_program(provinsi.instansi, "Tanpa lulusan"), mulai=over, status="selesai", tahun=over.year)
    with pytest.raises(DomainError, match="Tidak ada peserta yang lulus"):
        decree(provinsi, PENETAPAN_LULUS, row, **BATCH)


class TestStaffOfTraining:
    """They make and follow the papers of learning, and no other paper by that."""

    def test_from_the_draft_to_the_signature(self, provinsi, batch):
        staff = provinsi.akun["pengelola_pelatihan"]
        chosen = Pilihan([provinsi.akun["admin_bkd2"].pk], provinsi.akun["penanda_tangan"].pk)
        paper = make_naskah(PENETAPAN_LULUS, batch.pk, pilihan=chosen, kertas=Kertas.A4, by=staff)
        paper = sign(provinsi, submit_naskah(paper.pk, by=staff), **BATCH)
        batch.refresh_from_db()
        assert batch.penetapan_id == paper.pk

    def test_a_study_is_written_by_them_and_determined_by_hr(self, provinsi, study):
        staff = provinsi.akun["pengelola_pelatihan"]
        actions = permissions.study_actions(staff, study)
        assert (actions["naskah"], actions["tetapkan"]) == (True, False)
        chosen = Pilihan([provinsi.akun["atasan"].pk], provinsi.akun["atasan_penilai"].pk)
        assert make_naskah(KEPUTUSAN_BELAJAR, study.pk, pilihan=chosen, kertas=Kertas.A4, by=staff).pembuat == staff

    def test_papers_of_a_colleague_are_theirs_too_and_letters_of_hr_are_not(self, provinsi, batch):
        paper = decree(provinsi, PENETAPAN_LULUS, batch, **BATCH)
        letter = submitted(provinsi)
        staff = provinsi.akun["pengelola_pelatihan"]
        assert set(Naskah.objects.visible_to(staff, "w").values_list("pk", flat=True)) == {paper.pk}
        assert not may.can_prepare_naskah(staff, letter)
        assert not may.can_make_naskah(staff, letter.jenis, letter.subjek_id)
        assert not Naskah.objects.visible_to(provinsi.akun["admin_instansi_lain"]).exists()


class TestWithoutABatch:
    @pytest.fixture
    def papers(self, provinsi):
        give_role(provinsi.akun["penanda_tangan"], Peran.PENANDA_TANGAN, provinsi.akar)
        made = [
            make_certificate(
                provinsi.orang[who], f"Coaching {who}", asal="kegiatan", bentuk="coaching", jp=Decimal("4.5")
            )
            for who in ("pegawai", "rekan")
        ]
        make_certificate(provinsi.orang["atasan"], "Kelas")
        return made

    def test_put_together_and_signed_each_names_the_decree(self, provinsi, papers):
        staff = provinsi.akun["pengelola_pelatihan"]
        row = gather_certificates(by=staff)
        assert {one.pk for one in certificates_in(row)} == {one.pk for one in papers}
        with pytest.raises(DomainError, match="Tidak ada sertifikat"):
            gather_certificates(by=staff)
        assert PenetapanSertifikat.objects.count() == 1
        page = provinsi.client("pengelola_pelatihan").get(reverse("pelatihan:penetapan_detail", args=[row.pk]))
        assert "Susun keputusan" in page.content.decode()
        paper = sign(provinsi, decree(provinsi, PENETAPAN_SERTIFIKAT, row, **BATCH), **BATCH)
        note_signed(paper)  # delivered twice
        assert "Coaching, 4,5 JP" in str(paper.data)
        assert "Coaching rekan" not in str(paper.data)  # the goal of the two
        public = reverse("pelatihan:periksa_sertifikat")
        for one in papers:
            text = Client().get(public, {"kode": one.kode}).content.decode()
            assert paper.nomor in text
            assert paper.nama_penanda_tangan in text
        content = provinsi.client("pegawai").get(reverse("pelatihan:sertifikat_pdf", args=[papers[0].pk])).content
        assert content.startswith(b"%PDF")
        withdraw_naskah(paper.pk, alasan="Keliru", by=provinsi.akun["penanda_tangan"])
        assert paper.nomor not in Client().get(public, {"kode": papers[0].kode}).content.decode()
        assert decree(provinsi, PENETAPAN_SERTIFIKAT, row, **BATCH).pk != paper.pk

    def test_a_revoked_one_stands_in_no_decree_and_the_own_one_waits_for_a_colleague(self, provinsi, papers):
        row = gather_certificates(by=provinsi.akun["pengelola_pelatihan"])
        revoke_sertifikat(papers[0].pk, alasan="Keliru", by=provinsi.akun["admin_bkd"])
        assert certificates_in(row) == [papers[1]]
        own = make_certificate(provinsi.orang["pegawai"], "Mentoring", asal="kegiatan", bentuk="mentoring")
        give_role(provinsi.akun["pegawai"], Peran.PENGELOLA_PELATIHAN, provinsi.akar)
        with pytest.raises(DomainError, match="Tidak ada sertifikat"):
            gather_certificates(by=provinsi.akun["pegawai"])
        assert own in list(waiting(provinsi.akun["pengelola_pelatihan"]))

    def test_others_neither_gather_nor_see(self, provinsi, papers):
        for who in ("admin_unit", "pegawai", "auditor", "pimpinan"):
            with pytest.raises(Terlarang):
                gather_certificates(by=provinsi.akun[who])
        assert not waiting(provinsi.akun["admin_instansi_lain"]).exists()

    def test_the_database_takes_no_certificate_of_a_batch(self, provinsi, papers):
        row = gather_certificates(by=provinsi.akun["pengelola_pelatihan"])
        other = make_certificate(provinsi.orang["rekan"], "Kelas lain")
        with pytest.raises(IntegrityError, match="tanpa angkatan"), transaction.atomic():
            SertifikatDitetapkan.objects.create(penetapan=row, sertifikat=other)
