"""Pages of a file: who sees which part, what opens with a reason, and how many questions they ask."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from asn_portal.core.models import AksesData, Tindakan, periode
from pegawai.enums import HubunganKeluarga, SumberRiwayat, TingkatHukuman
from pegawai.models import (
    DataPribadi,
    RiwayatHukuman,
    RiwayatKeluarga,
    RiwayatPendidikan,
)
from pegawai.selectors.riwayat import rows_of
from pegawai.services.profil import mask_secret
from tests.conftest import Provinsi, login
from tests.factories.riwayat import all_entries, entry
from tests.pegawai.test_riwayat import GOLONGAN, kind, rank

pytestmark = pytest.mark.django_db
HARI = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def entries(db):
    all_entries()


def page(p: Provinsi, who: str, **query: str) -> Any:
    return login(p.akun[who]).get(reverse("pegawai:berkas", args=[p.orang["pegawai"].pk]), query)


class TestPages:
    @pytest.fixture(autouse=True)
    def file(self, provinsi):
        person = provinsi.orang["pegawai"]
        rank(provinsi, "31", date(2015, 3, 1))
        common: dict[str, Any] = {"pegawai": person, "sumber": SumberRiwayat.HR}
        RiwayatKeluarga.objects.create(
            hubungan=HubunganKeluarga.ANAK, nama="Bintang Kecil", berlaku=periode(date(2018, 5, 1)), **common
        )
        RiwayatHukuman.objects.create(
            jenis_hukuman=entry("jenis_hukuman:2"), tingkat=TingkatHukuman.RINGAN, alasan="Alasan rahasia",
            berlaku=periode(date(2022, 5, 1)), **common,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("who", "tabs"),
        [
            ("pegawai", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan", "keluarga", "disiplin", "pribadi"}),
            ("atasan", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan"}),
            ("admin_unit", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan", "keluarga", "disiplin", "pribadi"}),
            ("auditor", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan", "keluarga", "disiplin", "pribadi"}),
            ("admin_bkd", {"lini", "data", "karier", "masa-kerja", "pendidikan", "penghargaan", "keluarga", "disiplin", "pribadi"}),
        ],
    )  # fmt: skip
    def test_everybody_sees_the_own_part(self, provinsi, who, tabs):
        text = page(provinsi, who).text
        assert set(re.findall(r"bagian=([\w-]+)\"", text)) == tabs
        assert "III/a, Penata Muda" in text
        assert "Bintang Kecil" not in text
        assert "Alasan rahasia" not in text

    def test_colleagues_and_other_units_see_no_file(self, provinsi):
        assert page(provinsi, "rekan").status_code == 403
        assert page(provinsi, "admin_unit_lain").status_code == 403
        assert page(provinsi, "admin_instansi_lain").status_code == 404

    def test_own_discipline_is_shown_that_of_others_masked(self, provinsi):
        assert "TEGURAN TERTULIS" in page(provinsi, "pegawai", bagian="disiplin").text
        for who in ("admin_unit", "admin_bkd", "auditor"):
            text = page(provinsi, who, bagian="disiplin").text
            assert "TEGURAN" not in text
            assert "1 baris, disamarkan" in text

    def test_opening_needs_a_reason_once_and_its_owner_sees_it(self, provinsi):
        client, person = login(provinsi.akun["admin_unit"]), provinsi.orang["pegawai"]
        where = reverse("pegawai:berkas_buka", args=[person.pk, "keluarga"])
        assert client.post(where, {"tujuan": ""}).status_code == 422
        opened = client.post(where, {"tujuan": "Pemutakhiran tunjangan"})
        assert "Bintang Kecil" in opened.text
        row = AksesData.objects.get(subjek_id=person.pk)
        assert (row.kelompok, row.tujuan) == ("Keluarga", "Pemutakhiran tunjangan")

    def test_a_masked_row_has_no_page_before_it_was_opened(self, provinsi):
        person = provinsi.orang["pegawai"]
        row = RiwayatKeluarga.objects.get(pegawai=person)
        where = reverse("pegawai:riwayat_detail", args=[person.pk, "keluarga", row.pk])
        client = login(provinsi.akun["admin_bkd"])
        assert client.get(where).status_code == 302
        client.post(reverse("pegawai:berkas_buka", args=[person.pk, "keluarga"]), {"tujuan": "Pemutakhiran"})
        assert "Bintang Kecil" in client.get(where).text
        assert AksesData.objects.filter(subjek_id=person.pk).count() == 2
        assert "Bintang Kecil" in login(provinsi.akun["pegawai"]).get(where).text

    def test_auditors_open_nothing_without_a_letter(self, provinsi):
        client = login(provinsi.akun["auditor"])
        where = reverse("pegawai:berkas_buka", args=[provinsi.orang["pegawai"].pk, "disiplin"])
        assert client.post(where, {"tujuan": "x"}).status_code == 403

    def test_the_page_of_a_day_and_of_what_was_known(self, provinsi):
        assert "III/a" not in page(provinsi, "pegawai", pada="01/01/2014").text
        assert "III/a" in page(provinsi, "pegawai", pada="01/01/2016").text
        assert "III/a" not in page(provinsi, "pegawai", diketahui="01/01/2020").text
        assert page(provinsi, "pegawai", bagian="tidak-ada").status_code == 404

    # Session, account, roles (derived, assigned), the person with what is reached, the rows, the frame; one spare for examinations.
    QUESTIONS = 8

    @pytest.mark.parametrize("who", ["pegawai", "atasan", "admin_unit", "admin_bkd", "auditor"])
    def test_every_tab_asks_eight_questions_at_most(self, provinsi, who, django_assert_max_num_queries):
        person = provinsi.orang["pegawai"]
        DataPribadi.objects.create(pegawai=person, agama=entry("agama:1"), kawin=entry("kawin:1"))
        client, where = login(provinsi.akun[who]), reverse("pegawai:berkas", args=[person.pk])
        tabs = set(re.findall(r"bagian=([\w-]+)\"", client.get(where).text))
        assert len(tabs) > 5
        for rows in range(2):
            if rows:
                self._more_rows(person)
            for bagian in tabs:
                with django_assert_max_num_queries(self.QUESTIONS):
                    assert client.get(where, {"bagian": bagian}).status_code == 200

    @pytest.mark.parametrize("who", ["pegawai", "atasan", "admin_unit", "admin_bkd", "auditor"])
    def test_the_profile_asks_eight_questions_at_most(self, provinsi, who, django_assert_max_num_queries):
        client = login(provinsi.akun[who])
        where = reverse("pegawai:pegawai_detail", args=[provinsi.orang["pegawai"].pk])
        client.get(where)
        with django_assert_max_num_queries(self.QUESTIONS):
            assert client.get(where).status_code == 200

    def _more_rows(self, person):
        for number in range(4):
            day = date(2001 + number, 1, 1)
            RiwayatPendidikan.objects.create(
                pegawai=person, pendidikan=entry("pendidikan:s1hukum"), tingkat=entry("tingkat_pendidikan:40"), sumber="hr",
                berlaku=periode(day, date(2001 + number, 2, 1)),
            )  # fmt: skip
            RiwayatKeluarga.objects.create(
                pegawai=person,
                hubungan=HubunganKeluarga.ANAK,
                nama=f"Anak {number}",
                berlaku=periode(day),
                sumber=SumberRiwayat.HR,
            )

    def test_rows_carry_the_entries_they_name(self, provinsi, django_assert_num_queries):
        person = provinsi.orang["pegawai"]
        self._more_rows(person)
        with django_assert_num_queries(1):
            degrees = rows_of(person.pk, [kind("pendidikan"), GOLONGAN])["pendidikan"]
            assert {(row.pendidikan.nama, row.tingkat.nama) for row in degrees} == {("S-1 HUKUM", "S-1/Sarjana")}
            assert degrees[0].pendidikan.induk_id == "tingkat_pendidikan:40"

    def test_hr_adds_and_corrects_by_form(self, provinsi):
        client, person = login(provinsi.akun["admin_bkd"]), provinsi.orang["pegawai"]
        where = reverse("pegawai:riwayat_add", args=[person.pk, "pendidikan"])
        data = {"mulai": "15/08/2012", "pendidikan": "hukum", "nama_sekolah": "Universitas Contoh"}
        refused = client.post(where, data)
        assert refused.status_code == 422
        assert "Pilih salah satu" in refused.text
        assert 'value="pendidikan:s1hukumpidana"' in refused.text
        assert client.post(where, data | {"pendidikan_pilih": "pendidikan:s1hukumpidana"}).status_code == 302
        row = RiwayatPendidikan.objects.get(pegawai=person)
        assert (row.tingkat_id, row.tahun_lulus, row.sumber) == ("tingkat_pendidikan:40", 2012, "hr")
        change = reverse("pegawai:riwayat_change", args=[person.pk, "pendidikan", row.pk])
        assert "S-1 HUKUM PIDANA" in client.get(change).text
        data |= {
            "pendidikan": "S-1 HUKUM",
            "pendidikan_pilih": "pendidikan:s1hukum",
            "nama_sekolah": "Universitas Lain",
            "alasan": "Ijazah asli",
        }
        assert client.post(change, data).status_code == 302
        newest = RiwayatPendidikan.objects.kini().get(pegawai=person)
        assert (newest.pendidikan_id, newest.menggantikan_id) == ("pendidikan:s1hukum", row.pk)
        shown = client.get(reverse("pegawai:riwayat_detail", args=[person.pk, "pendidikan", row.pk])).text
        assert "Buka yang terbaru" in shown

    def test_hr_puts_right_what_a_person_has_once(self, provinsi):
        client, person = login(provinsi.akun["admin_bkd"]), provinsi.orang["pegawai"]
        where = reverse("pegawai:sekali_change", args=[person.pk, "kepegawaian"])
        refused = client.post(where, {"tmt_cpns": "01/03/2015", "tmt_pns": "01/03/2014", "alasan": "x"})
        assert (refused.status_code, "TMT PNS tidak mungkin sebelum" in refused.text) == (422, True)
        data = {"tmt_cpns": "01/03/2015", "tmt_pns": "01/03/2016", "alasan": "SK asli"}
        assert client.post(where, data).status_code == 302
        assert (person.kepegawaian.tmt_cpns, person.kepegawaian.tmt_pns) == (date(2015, 3, 1), date(2016, 3, 1))
        assert Tindakan.objects.get(aksi="data_sekali_diubah").alasan == "SK asli"
        private = reverse("pegawai:sekali_change", args=[person.pk, "keuangan"])
        assert client.get(private).status_code == 302  # asks for the reason first
        client.post(reverse("pegawai:berkas_buka", args=[person.pk, "pribadi"]), {"tujuan": "Pemutakhiran"})
        saved = client.post(private, {"npwp": "3171011502900001", "alasan": "x"})
        assert saved.status_code == 302, saved.context["form"].errors
        assert mask_secret(DataPribadi.objects.get(), "npwp") == "3171 •••• ••01"
        assert login(provinsi.akun["admin_unit"]).get(where).status_code == 403

    def test_what_was_typed_stays_with_the_sentence(self, provinsi):
        client, person = login(provinsi.akun["admin_bkd"]), provinsi.orang["pegawai"]
        where = reverse("pegawai:riwayat_add", args=[person.pk, "golongan"])
        data = {
            "mulai": "01/03/2015",
            "sk_nomor": "SK-1",
            "sk_tanggal": "01/02/2015",
            "golongan": "golongan_pns:32",
            "masa_kerja_tahun": "4",
            "masa_kerja_bulan": "0",
        }
        refused = client.post(where, data)
        assert refused.status_code == 422
        assert "sudah tercatat mulai 1 Maret 2015" in refused.text
        assert 'value="SK-1"' in refused.text

    def test_nobody_changes_the_own_file(self, provinsi):
        client = login(provinsi.akun["pegawai"])
        where = reverse("pegawai:riwayat_add", args=[provinsi.orang["pegawai"].pk, "golongan"])
        assert client.get(where).status_code == 403
