"""Pages of seats and of persons on the map: what they say, what they refuse, what stays typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import selectors
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import Penempatan
from jabatan.services import penempatan
from pegawai.services.penempatan import set_atasan
from tests.factories.jabatan import make_seat

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def typed(day) -> str:
    return f"{day:%d/%m/%Y}"


def words(response) -> str:
    return " ".join(response.content.decode().split())


class TestSeat:
    def test_place_and_end_by_page(self, provinsi, peta):
        client, by = provinsi.client("admin_bkd"), provinsi.orang
        row = Penempatan.objects.get(jabatan=peta.kasi)
        answer = client.post(
            f"/jabatan/penempatan/{row.pk}/akhiri/", {"sampai": typed(TODAY - DAY), "alasan": "Pensiun"}, follow=True
        )
        assert "Penempatan Kepala Seksi Satu berakhir" in words(answer)
        assert "Kosong pada tanggal ini." in words(answer)
        data = {
            "pegawai": by["rekan"].nrk, "jenis": "definitif", "mulai": typed(TODAY), "pindah": "on", "dasar": "SK Gubernur",
            "sk_nomor": "12/2026", "sk_tanggal": typed(TODAY), "tanggal_pelantikan": typed(TODAY),
        }  # fmt: skip
        answer = client.post(f"/jabatan/{peta.kasi.pk}/tempatkan/", data, follow=True)
        assert f"Budi Santoso ditempatkan sebagai Kepala Seksi, mulai {tanggal(TODAY)}." in words(answer)
        new = Penempatan.objects.pada(TODAY).get(jabatan=peta.kasi)
        assert (new.sk_nomor, new.sk_tanggal, new.tanggal_pelantikan, new.dasar) == (
            "12/2026",
            TODAY,
            TODAY,
            "SK Gubernur",
        )

    def test_refusal_keeps_what_was_typed(self, provinsi, peta):
        data = {
            "pegawai": provinsi.orang["rekan"].nrk, "jenis": "plt", "mulai": typed(TODAY), "sampai": typed(TODAY + 5 * DAY),
            "dasar": "Nota dinas",
        }  # fmt: skip
        answer = provinsi.client("admin_bkd").post(f"/jabatan/{peta.kasi.pk}/tempatkan/", data)
        assert answer.status_code == 422
        assert "jadi yang ditunjuk Plh., bukan Plt." in words(answer)
        assert 'value="Nota dinas"' in words(answer)

    @pytest.mark.parametrize(
        ("change", "pesan"),
        [
            ({"pegawai": "000"}, "Tidak ada pegawai dengan NRK atau NIP ini."),
            ({"jenis": "plh"}, "Isi hari terakhirnya"),
            ({"jenis": "rangkap"}, "Sebut dasar rangkap jabatan"),
            ({"mulai": "31/02/2026"}, "tanggal"),
            ({"jenis": "gubernur"}, "pilihan"),
        ],
    )
    def test_bad_input_is_said_at_its_field(self, provinsi, peta, change, pesan):
        data = {
            "pegawai": provinsi.orang["rekan"].nrk,
            "jenis": "definitif",
            "mulai": typed(TODAY),
            "dasar": "x",
        } | change
        answer = provinsi.client("admin_bkd").post(f"/jabatan/{peta.kasi.pk}/tempatkan/", data)
        assert answer.status_code == 422
        assert pesan.lower() in words(answer).lower()

    def test_stale_page_is_told(self, provinsi, peta):
        client = provinsi.client("admin_bkd")
        row = Penempatan.objects.get(jabatan=peta.kasi)
        data = {"sampai": typed(TODAY), "alasan": "x"}
        assert client.post(f"/jabatan/penempatan/{row.pk}/akhiri/", data).status_code == 302
        assert client.post(f"/jabatan/penempatan/{row.pk}/akhiri/", data).status_code == 404

    def test_buttons_only_for_those_who_may(self, provinsi, peta):
        assert "Tempatkan pegawai" in words(provinsi.client("admin_unit").get(f"/jabatan/{peta.kasi.pk}/"))
        assert "Tempatkan pegawai" not in words(provinsi.client("pegawai").get(f"/jabatan/{peta.kasi.pk}/"))


class TestWhy:
    def test_vacant_seat_is_passed_step_by_step(self, provinsi, peta):
        row = Penempatan.objects.get(jabatan=peta.kasi)
        penempatan.end_penempatan(row.pk, sampai=TODAY - DAY, alasan="x", by=provinsi.akun["admin_bkd"])
        page = words(provinsi.client("pegawai").get("/pegawai/saya/mengapa-atasan/", follow=True))
        assert "Mengapa dia atasan saya?" in page
        assert "Kosong, jadi naik satu tingkat." in page
        assert "Menurut peta: Kepala Dinas Satu" in page
        assert "/laporan-data/tambah/?bagian=atasan" in page
        assert "berbeda dari peta" not in page

    def test_acting_and_own_seat_are_said(self, provinsi, peta):
        by = provinsi.akun["admin_bkd"]
        penempatan.place_pegawai(
            peta.kasi.pk,
            pegawai=provinsi.orang["rekan"],
            mulai=TODAY,
            sampai=TODAY + DAY,
            jenis=JenisPenempatan.PLH,
            by=by,
        )
        found = selectors.explain_atasan(provinsi.orang["pegawai"], TODAY)
        assert found.atasan == "Budi Santoso"
        assert found.langkah[0].kalimat == "Plh. Budi Santoso memutuskan selama Kepala Seksi Satu berhalangan."
        own = selectors.explain_atasan(provinsi.orang["rekan"], TODAY)
        assert (own.atasan, own.berbeda) == ("Kepala Dinas Satu", False)
        assert selectors.explain_atasan(provinsi.orang["pegawai"], TODAY + 2 * DAY).atasan == "Kepala Seksi Satu"

    def test_override_is_named_first(self, provinsi, peta):
        set_atasan(
            provinsi.orang["pegawai"].pk, atasan=provinsi.orang["atasan_penilai"], mulai=TODAY, sampai=None,
            dasar="Tim khusus", by=provinsi.akun["admin_unit"],
        )  # fmt: skip
        page = words(provinsi.client("pegawai").get("/pegawai/saya/mengapa-atasan/", follow=True))
        assert "ditetapkan khusus sejak" in page
        assert "Tim khusus" in page

    def test_seat_outside_the_portal_ends_the_line(self, provinsi, peta):
        from asn_portal.core.models import periode, write_period
        from jabatan.models import PejabatNonASN, RincianJabatan

        gubernur = make_seat("Gubernur", unit=provinsi.akar, jenis=JenisJabatan.PEJABAT_NEGARA, kepala=True, bup=None)
        PejabatNonASN.objects.create(jabatan=gubernur, nama="Mochtar", berlaku=periode(TODAY))
        values = {"unit": provinsi.dinas, "nama": "Kepala Dinas", "induk": gubernur, "kebutuhan": 1, "bup": 60}
        write_period(RincianJabatan, keys={"jabatan": peta.kadis}, berlaku=periode(TODAY), values=values)
        found = selectors.explain_atasan(provinsi.orang["atasan_penilai"], TODAY)
        assert found.langkah[0].kalimat.startswith("Dipegang Mochtar, yang bukan ASN")
        assert found.atasan == ""

    def test_only_those_who_may_see_the_file(self, provinsi, peta):
        person = provinsi.orang["pegawai"].pk
        assert provinsi.client("rekan").get(f"/pegawai/{person}/mengapa-atasan/").status_code == 403
        assert provinsi.client("atasan").get(f"/pegawai/{person}/jabatan/").status_code == 200


def test_profile_shows_the_posts_of_the_person(provinsi, peta):
    client = provinsi.client("pegawai")
    person = provinsi.orang["pegawai"].pk
    assert f"/pegawai/{person}/jabatan/" in words(client.get(f"/pegawai/{person}/"))
    part = client.get(f"/pegawai/{person}/jabatan/", HTTP_HX_REQUEST="true")
    assert "Penelaah Teknis Kebijakan" in words(part)
    assert "<html" not in part.content.decode()
