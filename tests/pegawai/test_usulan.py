"""Proposed changes: who decides what, by whom never, and what the person is told on the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Notifikasi, Tugas, periode
from asn_portal.core.services.kunci import rotate_keys
from pegawai.demo.dokumen import draw_pages
from pegawai.enums import AlasanUsulan, StatusUsulanData
from pegawai.models import DataPribadi, KontakPegawai, RiwayatKeluarga, RiwayatPendidikan, UsulanPerubahan
from pegawai.services import meja
from pegawai.services import usulan as services
from pegawai.services.profil import read_secret
from pegawai.siapa_mengubah import Cara, sasaran
from tests.conftest import Provinsi, login
from tests.factories.berkas import make_dokumen
from tests.factories.core import give_role
from tests.factories.riwayat import all_entries, entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries(db):
    all_entries()


@pytest.fixture
def bukti(provinsi):
    return make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)


def degree(p: Provinsi, bukti: Any, **values: Any) -> UsulanPerubahan:
    isi = {
        "mulai": date(2012, 8, 15),
        "sampai": None,
        "pendidikan": entry("pendidikan:s1hukum"),
        "nama_sekolah": "Universitas Contoh",
    }
    return services.submit_usulan(
        p.orang["pegawai"].pk,
        sasaran("pendidikan"),
        isi=isi | values,
        dokumen=bukti,
        keterangan="",
        by=p.akun["pegawai"],
    )


class TestTable:
    @pytest.mark.parametrize(
        ("kunci", "cara"),
        [
            ("kontak", Cara.LANGSUNG), ("keuangan", Cara.UNIT), ("keluarga", Cara.UNIT), ("pendidikan", Cara.BERTINGKAT),
            ("golongan", Cara.BERTINGKAT), ("identitas", Cara.DITERUSKAN),
        ],
    )  # fmt: skip
    def test_who_decides_what(self, kunci, cara):
        assert sasaran(kunci).cara is cara

    @pytest.mark.parametrize("kunci", ["hukuman", "kedudukan", "cltn", "tidak-ada"])
    def test_what_is_not_proposed(self, kunci):
        assert sasaran(kunci) is None


class TestWay:
    def test_a_degree_passes_two_desks_and_becomes_a_row(self, provinsi, bukti):
        sent = degree(provinsi, bukti)
        assert list(Tugas.objects.filter(objek_id=sent.pk).values_list("untuk", flat=True)) == [
            provinsi.akun["admin_unit"].pk
        ]
        assert sent.langkah.get().batas - timezone.now() > timedelta(hours=71)
        half = services.accept_usulan(sent.pk, by=provinsi.akun["admin_unit"])
        assert (half.status, RiwayatPendidikan.objects.count()) == (StatusUsulanData.DIPERIKSA, 0)
        assert not Tugas.objects.filter(objek_id=sent.pk, untuk=provinsi.akun["admin_unit"], selesai_pada=None).exists()
        done = services.accept_usulan(sent.pk, by=provinsi.akun["admin_bkd"])
        row = RiwayatPendidikan.objects.get(pk=done.hasil_id)
        assert (row.sumber, row.dokumen, row.nama_sekolah, row.tingkat_id) == (
            "usulan", bukti, "Universitas Contoh", "tingkat_pendidikan:40",
        )  # fmt: skip
        told = list(
            Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"])
            .order_by("dibuat_pada")
            .values_list("isi", flat=True)
        )
        assert told == ["Diterima di unit; sekarang diperiksa provinsi.", "Berkas Anda sudah diubah."]

    def test_the_contents_are_encrypted_and_read_back_alike(self, provinsi, bukti):
        sent = degree(provinsi, bukti)
        assert b"Universitas" not in bytes(sent.isi_sandi)
        found = services.contents(UsulanPerubahan.objects.get(pk=sent.pk))
        assert (found["mulai"], found["pendidikan"].pk) == (date(2012, 8, 15), "pendidikan:s1hukum")
        assert rotate_keys()["pegawai.UsulanPerubahan.isi"] == 0

    def test_family_needs_the_unit_only(self, provinsi, bukti):
        isi = {
            "mulai": date(2020, 1, 1),
            "sampai": None,
            "hubungan": "anak",
            "nama": "Bintang",
            "status_anak": "kandung",
        }
        sent = services.submit_usulan(
            provinsi.orang["pegawai"].pk, sasaran("keluarga"), isi=isi, dokumen=bukti, keterangan="", by=provinsi.akun["pegawai"]
        )  # fmt: skip
        services.accept_usulan(sent.pk, by=provinsi.akun["admin_unit"])
        assert RiwayatKeluarga.objects.get().nama == "Bintang"

    def test_npwp_goes_encrypted_into_the_file(self, provinsi, bukti):
        sent = services.submit_usulan(
            provinsi.orang["pegawai"].pk, sasaran("keuangan"), isi={"npwp": "3171011502900001", "bank": "Bank Contoh"},
            dokumen=bukti, keterangan="", by=provinsi.akun["pegawai"],
        )  # fmt: skip
        services.accept_usulan(sent.pk, by=provinsi.akun["admin_unit"])
        row = DataPribadi.objects.get()
        assert (read_secret(row, "npwp"), row.bank) == ("3171011502900001", "Bank Contoh")

    def test_what_is_returned_says_why_and_comes_again(self, provinsi, bukti):
        sent = degree(provinsi, bukti)
        services.return_usulan(
            sent.pk, kode=AlasanUsulan.BUKTI_TAK_TERBACA, alasan="Pindai ulang halaman kedua.", by=provinsi.akun["admin_unit"]
        )  # fmt: skip
        told = Notifikasi.objects.get(untuk=provinsi.akun["pegawai"])
        assert told.isi == "Dikembalikan: bukti tidak terbaca. Pindai ulang halaman kedua."
        again = services.resubmit_usulan(
            sent.pk, isi=services.contents(sent), dokumen=bukti, keterangan="", by=provinsi.akun["pegawai"]
        )
        assert again.status == StatusUsulanData.DIAJUKAN
        services.accept_usulan(sent.pk, by=provinsi.akun["admin_unit"])

    def test_birth_date_is_forwarded_and_waits(self, provinsi, bukti):
        sent = services.submit_usulan(
            provinsi.orang["pegawai"].pk, sasaran("identitas"), isi={"tanggal_lahir": date(1990, 2, 16)}, dokumen=bukti,
            keterangan="", by=provinsi.akun["pegawai"],
        )  # fmt: skip
        with pytest.raises(PermissionDenied):
            services.forward_usulan(sent.pk, alasan="x", by=provinsi.akun["admin_unit"])
        waits = services.forward_usulan(sent.pk, alasan="Surat ke BKN nomor 5", by=provinsi.akun["admin_bkd"])
        assert waits.get_status_display() == "Menunggu BKN atau Dukcapil"
        services.accept_usulan(sent.pk, by=provinsi.akun["admin_bkd"])
        provinsi.orang["pegawai"].refresh_from_db()
        assert provinsi.orang["pegawai"].tanggal_lahir == date(1990, 2, 16)

    @pytest.mark.parametrize(("nik", "sah"), [
        ("3171015502900003", True), ("3171011502900003", False), ("3171015602900003", False), ("3171019902900003", False),
    ])  # fmt: skip
    def test_accepted_nik_is_stored_with_what_its_check_says(self, provinsi, bukti, nik, sah):
        """Right; the sex, the day of birth, and a day that is none."""
        sent = services.submit_usulan(
            provinsi.orang["pegawai"].pk, sasaran("identitas"), isi={"nik": nik}, dokumen=bukti, keterangan="",
            by=provinsi.akun["pegawai"],
        )  # fmt: skip
        services.forward_usulan(sent.pk, alasan="Surat ke Dukcapil nomor 5", by=provinsi.akun["admin_bkd"])
        services.accept_usulan(sent.pk, by=provinsi.akun["admin_bkd"])
        provinsi.orang["pegawai"].refresh_from_db()
        assert provinsi.orang["pegawai"].nik_sah is sah

    def test_a_withdrawn_one_is_over(self, provinsi, bukti):
        sent = degree(provinsi, bukti)
        services.withdraw_usulan(sent.pk, by=provinsi.akun["pegawai"])
        assert not Tugas.objects.filter(objek_id=sent.pk, selesai_pada=None).exists()
        with pytest.raises(TransitionError):
            services.withdraw_usulan(sent.pk, by=provinsi.akun["pegawai"])


class TestNobodyDecidesHisOwn:
    def test_not_the_person_even_as_hr(self, provinsi, bukti):
        give_role(provinsi.akun["pegawai"], Peran.ADMIN_BKD, provinsi.akar)
        sent = degree(provinsi, bukti)
        assert provinsi.akun["pegawai"].pk not in Tugas.objects.filter(objek_id=sent.pk).values_list("untuk", flat=True)
        for act in (services.accept_usulan, services.accept_usulan):
            with pytest.raises(PermissionDenied):
                act(sent.pk, by=provinsi.akun["pegawai"])

    def test_not_both_desks_by_one_account(self, provinsi, bukti):
        sent = degree(provinsi, bukti)
        services.accept_usulan(sent.pk, by=provinsi.akun["admin_bkd"])
        with pytest.raises(PermissionDenied):
            services.accept_usulan(sent.pk, by=provinsi.akun["admin_bkd"])
        services.accept_usulan(sent.pk, by=provinsi.akun["admin_bkd2"])

    @pytest.mark.parametrize("who", ["rekan", "atasan", "admin_unit_lain", "admin_instansi_lain", "auditor"])
    def test_not_others(self, provinsi, bukti, who):
        with pytest.raises(PermissionDenied):
            services.accept_usulan(degree(provinsi, bukti).pk, by=provinsi.akun[who])

    def test_nobody_proposes_for_somebody_else(self, provinsi, bukti):
        with pytest.raises(PermissionDenied):
            services.submit_usulan(
                provinsi.orang["rekan"].pk, sasaran("pendidikan"), isi={}, dokumen=bukti, keterangan="", by=provinsi.akun["pegawai"]
            )  # fmt: skip


class TestCollisions:
    def test_a_row_that_changed_meanwhile_is_not_overwritten(self, provinsi, bukti):
        row = RiwayatPendidikan.objects.create(
            pegawai=provinsi.orang["pegawai"],
            pendidikan=entry("pendidikan:s1hukum"),
            sumber="hr",
            berlaku=periode(date(2011, 8, 1)),
        )
        isi = {"mulai": date(2012, 8, 15), "sampai": None, "pendidikan": entry("pendidikan:s1hukum")}
        target = sasaran("pendidikan")
        me = provinsi.orang["pegawai"].pk
        sent = services.submit_usulan(
            me, target, isi=isi, dokumen=bukti, keterangan="", baris_id=row.pk, by=provinsi.akun["pegawai"]
        )
        with pytest.raises(DomainError, match="masih diperiksa"):
            services.submit_usulan(
                me, target, isi=isi, dokumen=bukti, keterangan="", baris_id=row.pk, by=provinsi.akun["pegawai"]
            )
        services.accept_usulan(sent.pk, by=provinsi.akun["admin_unit"])
        from pegawai.jenis_riwayat import jenis_riwayat
        from pegawai.services.riwayat import withdraw_riwayat

        withdraw_riwayat(row.pk, jenis_riwayat("pendidikan"), alasan="x", by=provinsi.akun["admin_bkd2"])
        with pytest.raises(DomainError, match="sudah berubah"):
            services.accept_usulan(sent.pk, by=provinsi.akun["admin_bkd"])
        assert UsulanPerubahan.objects.get(pk=sent.pk).status == StatusUsulanData.DIPERIKSA


class TestPages:
    def test_the_address_changes_at_once(self, provinsi):
        client = login(provinsi.akun["pegawai"])
        where = reverse("pegawai:usulan_data_add", args=["kontak"])
        assert client.post(where, {"alamat": "Jalan Baru 1", "kode_pos": "123"}).status_code == 422
        assert client.post(where, {"alamat": "Jalan Baru 1", "kode_pos": "12345"}).status_code == 302
        assert KontakPegawai.objects.get().alamat == "Jalan Baru 1"

    def test_a_proposal_without_evidence_stays_on_the_page(self, provinsi):
        client = login(provinsi.akun["pegawai"])
        refused = client.post(reverse("pegawai:usulan_data_add", args=["keuangan"]), {"npwp": "12"})
        assert refused.status_code == 422
        assert "Bukti belum ada." in refused.text
        assert "NPWP berisi 15 sampai 16 angka" in refused.text

    def test_evidence_may_come_with_the_proposal(self, provinsi):
        client = login(provinsi.akun["pegawai"])
        file = SimpleUploadedFile("ijazah.pdf", draw_pages("Ijazah", ["Contoh"], 1), content_type="application/pdf")
        data = {"mulai": "15/08/2012", "pendidikan": "pidana", "nama_sekolah": "Universitas Contoh", "berkas": file}
        assert client.post(reverse("pegawai:usulan_data_add", args=["pendidikan"]), data).status_code == 302
        sent = UsulanPerubahan.objects.get()
        assert (sent.dokumen.jenis, sent.dokumen.subjek_id) == ("ijazah", provinsi.orang["pegawai"].pk)

    def test_side_by_side_and_decision_with_its_reason(self, provinsi, bukti):
        sent = degree(provinsi, bukti)
        client = login(provinsi.akun["admin_unit"])
        where = reverse("pegawai:usulan_data_detail", args=[sent.pk])
        text = client.get(where).text
        assert "S-1 HUKUM" in text
        assert "Jawaban paling lambat" in text
        refused = client.post(where, {"putusan": "kembalikan"})
        assert refused.status_code == 422
        assert "Pilih sebabnya" in refused.text
        data = {"putusan": "kembalikan", "kode": "bukti_kurang", "alasan": "Lampirkan transkrip."}
        assert client.post(where, data).status_code == 302
        assert "Lampirkan transkrip." in login(provinsi.akun["pegawai"]).get(where).text
        revise = reverse("pegawai:usulan_data_revise", args=[sent.pk])
        assert "Universitas Contoh" in login(provinsi.akun["pegawai"]).get(revise).text

    def test_numbers_show_their_ends_only(self, provinsi, bukti):
        sent = services.submit_usulan(
            provinsi.orang["pegawai"].pk, sasaran("keuangan"), isi={"npwp": "3171011502900001"}, dokumen=bukti, keterangan="",
            by=provinsi.akun["pegawai"],
        )  # fmt: skip
        text = login(provinsi.akun["admin_unit"]).get(reverse("pegawai:usulan_data_detail", args=[sent.pk])).text
        assert "3171011502900001" not in text
        assert "•••• 0001" in text

    def test_the_list_asks_constantly_many_questions(self, provinsi, bukti, django_assert_max_num_queries):
        client = login(provinsi.akun["admin_unit"])
        where = reverse("pegawai:usulan_data_list")
        for number in range(3):
            degree(provinsi, bukti, nama_sekolah=f"Universitas {number}")
        client.get(where)
        with django_assert_max_num_queries(12):
            assert client.get(where).text.count("Siti Aminah") == 3


class TestDrafts:
    @pytest.mark.parametrize(("kunci", "di_peramban"), [
        ("pendidikan", True), ("sertifikasi", True), ("keluarga", False), ("keuangan", False), ("identitas", False),
    ])  # fmt: skip
    def test_long_proposals_save_themselves_and_sensitive_ones_not_in_the_browser(self, provinsi, kunci, di_peramban):
        page = provinsi.client("pegawai").get(f"/usulan-data/baru/{kunci}/").content.decode()
        assert "data-draf=" in page
        assert ("data-draf-bersama" not in page) is di_peramban

    def test_what_was_typed_comes_back(self, provinsi):
        client, path = provinsi.client("pegawai"), "/usulan-data/baru/pendidikan/"
        isian = {"nama_sekolah": ["Universitas Contoh"], "nomor_ijazah": ["12/AB"], "dokumen": ["x"]}
        sent = client.post(
            "/api/v1/draf/",
            {"formulir": "pegawai.RiwayatForm", "jalur": path, "versi": 0, "isian": isian},
            content_type="application/json",
        )
        assert sent.status_code in {200, 201}
        page = client.get(path).content.decode()
        assert 'value="Universitas Contoh"' in page
        assert 'value="12/AB"' in page


def ends(account: Any) -> None:
    """The account is switched off."""
    account.is_active = False
    account.save()


class TestDesks:
    def holders(self, usulan: UsulanPerubahan) -> set[str]:
        return set(
            Tugas.objects.filter(objek_id=usulan.pk, selesai_pada=None).values_list("untuk__username", flat=True)
        )

    def test_a_unit_without_hr_is_served_by_the_next_unit_above_then_by_the_province(self, provinsi, bukti):
        assert self.holders(degree(provinsi, bukti)) == {"admin_unit"}
        ends(provinsi.akun["admin_unit"])
        other = degree(provinsi, bukti, pendidikan=entry("pendidikan:s1ekonomi"))
        assert self.holders(other) == {"admin_bkd", "admin_bkd2"}
        services.accept_usulan(other.pk, by=provinsi.akun["admin_bkd"])
        assert self.holders(other) == {"admin_bkd2"}
        services.accept_usulan(other.pk, by=provinsi.akun["admin_bkd2"])
        assert RiwayatPendidikan.objects.filter(pegawai=provinsi.orang["pegawai"]).exists()

    def test_where_nobody_else_is_the_page_says_whom_to_ask_and_a_new_one_gets_it(self, provinsi, bukti):
        ends(provinsi.akun["admin_unit"])
        ends(provinsi.akun["admin_bkd2"])
        usulan = degree(provinsi, bukti)
        services.accept_usulan(usulan.pk, by=provinsi.akun["admin_bkd"])
        assert self.holders(usulan) == set()
        assert Notifikasi.objects.filter(
            untuk=provinsi.akun["admin_bkd"], judul__startswith="Perlu pemeriksa kedua"
        ).exists()
        where = reverse("pegawai:usulan_data_detail", args=[usulan.pk])
        for who in ("admin_bkd", "pegawai"):
            page = login(provinsi.akun[who]).get(where).text
            assert "Belum ada orang lain yang dapat memutus usulan ini" in page
            assert "Keputusan Anda" not in page
        with pytest.raises(PermissionDenied):
            services.accept_usulan(usulan.pk, by=provinsi.akun["admin_bkd"])
        give_role(provinsi.akun["asesor"], Peran.ADMIN_BKD, provinsi.akar)
        assert meja.refill_desks(timezone.now()) == 1
        assert self.holders(usulan) == {"asesor"}
        services.accept_usulan(usulan.pk, by=provinsi.akun["asesor"])

    def test_the_only_hr_of_the_province_does_not_decide_the_own_proposal(self, provinsi, bukti):
        give_role(provinsi.akun["pegawai"], Peran.ADMIN_BKD, provinsi.akar)
        for who in ("admin_unit", "admin_bkd", "admin_bkd2"):
            ends(provinsi.akun[who])
        usulan = degree(provinsi, bukti)
        assert self.holders(usulan) == set()
        page = login(provinsi.akun["pegawai"]).get(reverse("pegawai:usulan_data_detail", args=[usulan.pk])).text
        assert "Anda sendiri pengelola kepegawaiannya" in page

    def test_what_waits_too_long_goes_up_and_keeps_two_for_two_desks(self, provinsi, bukti):
        usulan = degree(provinsi, bukti)
        meja.refill_desks(timezone.now())
        assert self.holders(usulan) == {"admin_unit"}
        later = timezone.now() + services.ANSWER_WITHIN + timedelta(hours=1)
        meja.refill_desks(later)
        meja.refill_desks(later)
        assert self.holders(usulan) == {"admin_unit", "admin_bkd", "admin_bkd2"}
        ends(provinsi.akun["admin_bkd2"])
        other = degree(provinsi, bukti, pendidikan=entry("pendidikan:s1ekonomi"))
        meja.refill_desks(later)
        assert self.holders(other) == {"admin_unit"}
        assert self.holders(usulan) == {"admin_unit", "admin_bkd"}
