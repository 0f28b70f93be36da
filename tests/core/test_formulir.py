"""What people put into forms: dates, long texts, the same form twice, only what they changed."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from asn_portal.core.enums import AlasanUnit, JenisUsulanPeran, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.forms.aktivasi import KontakForm
from asn_portal.core.forms.dasar import AlasanForm, TanggalField, read_date
from asn_portal.core.forms.kelola import AkunBaruForm
from asn_portal.core.forms.peran import KeputusanForm
from asn_portal.core.models import KodeAktivasi, Pengaturan, RincianUnit
from asn_portal.core.services import peran as peran_services
from asn_portal.core.services import unit as unit_services
from asn_portal.core.templatetags.jejak import isi_baris, nama_kolom, nilai_jejak

TODAY = timezone.localdate()


class TestDates:
    @pytest.mark.parametrize("text", ["2026-11-21", "21/11/2026", "21-11-2026"])
    def test_a_day_is_read_as_people_write_it(self, text):
        assert TanggalField().clean(text) == date(2026, 11, 21)

    @pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "21/11/26", "bukan", "", None])
    def test_no_day_of_an_address_is_far_off_or_unreadable(self, text):
        assert read_date(text) is None

    @pytest.mark.django_db
    @pytest.mark.parametrize("address", ["/jejak/?dari=0001-01-01&sampai=9999-12-31", "/unit/?pada=9999-12-31"])
    def test_a_far_day_in_the_address_is_no_error(self, provinsi, address):
        assert provinsi.client("admin_bkd").get(address).status_code == 200


class TestWords:
    def test_mail_is_called_surel(self):
        form = KontakForm({"email": "bukan", "telepon": ""})
        assert form.errors["email"] == ["Tulis surel seperti nama@contoh.go.id."]

    def test_a_browser_never_cuts_a_long_text_silently(self):
        assert "maxlength" not in str(KeputusanForm(wajib=True)["catatan"])
        assert "maxlength" in str(AlasanForm()["alasan"])

    @pytest.mark.parametrize(
        ("nama", "taken"), [("pegawai.demo", True), ("a-b_c", True), (".a", False), ("a b", False), ("a<b>", False)]
    )
    def test_user_names(self, nama, taken):
        assert ("username" not in AkunBaruForm({"username": nama, "nama": "x", "email": ""}).errors) is taken

    def test_each_decision_asks_in_its_own_words(self):
        assert KeputusanForm(siap=True)["catatan"].label == "Catatan untuk pejabat"
        assert KeputusanForm(wajib=True)["catatan"].label == "Alasan menolak"
        assert KeputusanForm()["catatan"].label == "Catatan (boleh kosong)"


@pytest.mark.django_db
class TestSlipShownOnce:
    def test_a_reload_makes_no_new_code(self, provinsi):
        person = provinsi.orang["pegawai"]
        sent = {"pilih": str(person.pk), "kunci_kirim": str(uuid.uuid4())}
        client = provinsi.client("admin_bkd")
        assert b"kode-besar" in client.post("/akun-pegawai/slip/", sent).content
        again = client.post("/akun-pegawai/slip/", sent, headers={"referer": "http://testserver/akun-pegawai/?q=a"})
        assert (again.status_code, again["Location"]) == (302, "/akun-pegawai/?q=a")
        assert KodeAktivasi.objects.filter(pengguna=person.pengguna, dibatalkan_pada=None).count() == 1

    def test_a_download_may_be_asked_for_again(self, provinsi):
        sent = {"pilih": str(provinsi.orang["pegawai"].pk), "kunci_kirim": str(uuid.uuid4()), "csv": "1"}
        client = provinsi.client("admin_bkd")
        assert client.post("/akun-pegawai/slip/", sent).status_code == 200
        assert client.post("/akun-pegawai/slip/", sent)["Content-Type"].startswith("text/csv")

    def test_a_refused_form_frees_its_key(self, provinsi):
        key = str(uuid.uuid4())
        client = provinsi.client("admin_bkd")
        page = f"/akun-pegawai/{provinsi.orang['pegawai'].pk}/pulihkan/"
        assert client.post(page, {"alasan": "", "kunci_kirim": key}).status_code == 422
        assert client.post(page, {"alasan": "KTP", "kunci_kirim": key}).status_code == 200


@pytest.mark.django_db
class TestUnitForm:
    def change(self, provinsi, mulai: date, alasan: AlasanUnit, **changed: object):
        row = RincianUnit.objects.pada(TODAY).get(unit=provinsi.seksi)
        shown = {"nama": row.nama, "singkatan": row.singkatan, "jenis": row.jenis, "induk": str(row.induk_id)}
        sent = shown | {"alasan": alasan, "mulai": mulai.isoformat(), "dasar": "Pergub"} | changed
        return provinsi.client("admin_bkd").post(f"/unit/{provinsi.seksi.pk}/ubah/", sent)

    def test_a_move_keeps_the_name_planned_for_later(self, provinsi):
        later = TODAY + timedelta(days=30)
        self.change(provinsi, later, AlasanUnit.GANTI_NAMA, nama="Seksi Esok")
        self.change(provinsi, TODAY, AlasanUnit.DIPINDAH, induk=str(provinsi.dinas_lain.pk))
        rows = (
            RincianUnit.objects.kini().filter(unit=provinsi.seksi, berlaku__overlap=(TODAY, None)).order_by("berlaku")
        )
        assert [(row.nama, row.induk_id) for row in rows] == [
            ("Seksi Satu", provinsi.dinas_lain.pk),
            ("Seksi Esok", provinsi.dinas_lain.pk),
        ]

    def test_nothing_changed_is_said(self, provinsi):
        response = self.change(provinsi, TODAY, AlasanUnit.DIPERBAIKI)
        assert response.status_code == 422
        assert "Belum ada yang berubah" in response.content.decode()

    def test_the_top_of_the_agency_needs_no_parent(self, provinsi):
        sent = {"nama": "Provinsi Baru", "singkatan": "", "jenis": "pemerintah_daerah", "alasan": "ganti_nama"}
        sent |= {"mulai": TODAY.isoformat(), "dasar": "UU"}
        assert provinsi.client("admin_bkd").post(f"/unit/{provinsi.akar.pk}/ubah/", sent).status_code == 302
        assert RincianUnit.objects.pada(TODAY).get(unit=provinsi.akar).nama == "Provinsi Baru"


@pytest.mark.django_db
def test_a_setting_planned_for_later_stays(provinsi):
    later = TODAY + timedelta(days=30)
    for mulai, nilai in ((later, "Nusantara"), (TODAY, "Jakarta")):
        unit_services.set_pengaturan(kunci="kota", nilai=nilai, mulai=mulai, dasar="SK", by=provinsi.akun["admin_bkd"])
    rows = Pengaturan.objects.filter(instansi=provinsi.instansi, kunci="kota")
    assert [rows.pada(day).get().nilai for day in (TODAY, later)] == ["Jakarta", "Nusantara"]


@pytest.mark.django_db
class TestProposals:
    def propose(self, provinsi, **given: object):
        fields = {"mulai": TODAY, "sampai": None, "alasan": "perlu", "jenis": JenisUsulanPeran.CABUT} | given
        by, untuk = provinsi.akun["admin_bkd"], provinsi.akun["asesor"]
        return peran_services.propose_peran(untuk=untuk, unit=provinsi.akar, by=by, **fields)

    def test_only_a_role_that_is_held_can_be_withdrawn(self, provinsi):
        with pytest.raises(DomainError, match="tidak memegang"):
            self.propose(provinsi, peran=Peran.AUDITOR)
        assert self.propose(provinsi, peran=Peran.ASESOR, sampai=TODAY).sampai is None

    def test_no_role_begins_yesterday(self, provinsi):
        with pytest.raises(DomainError, match="sudah lewat"):
            self.propose(provinsi, peran=Peran.ASESOR, mulai=TODAY - timedelta(days=1))

    def test_the_list_leads_to_the_filled_form(self, provinsi):
        client = provinsi.client("admin_bkd")
        page = client.get("/peran/").content.decode()
        address = f"/peran/usul/?akun=asesor&amp;jenis=cabut&amp;peran=asesor&amp;unit={provinsi.akar.pk}"
        assert address in page
        form = client.get(address.replace("&amp;", "&")).content.decode()
        assert 'value="asesor"' in form
        assert '<option value="cabut" selected>' in form


class TestTraceInWords:
    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            ("[2026-11-22,2026-12-01)", "22 November 2026 sampai 30 November 2026"),
            ("[2026-11-22,)", "sejak 22 November 2026"),
            ('["2026-11-21 22:37:19.518629+00",)', "sejak 22 November 2026, 05.37 WIB"),
            ("2026-11-21T22:37:19.518629+00:00", "22 November 2026, 05.37 WIB"),
            ("2026-11-22", "22 November 2026"),
            (True, "ya"),
            (None, "kosong"),
            ("", "kosong"),
            ("[bukan rentang,)", "[bukan rentang,)"),
            ("Seksi Pompa", "Seksi Pompa"),
            (7, "7"),
        ],
    )
    def test_values(self, raw, words):
        assert nilai_jejak(raw) == words

    def test_columns_have_the_names_of_their_fields(self):
        assert nama_kolom("induk_id", "core_rincianunit") == "Unit induk"
        assert nama_kolom("tidak_ada", "core_rincianunit") == "Tidak ada"

    def test_what_stayed_empty_is_left_out(self):
        changed = {"id": [None, "x"], "nama": [None, "Seksi"], "singkatan": [None, ""]}
        assert isi_baris(changed) == [("nama", None, "Seksi")]

    @pytest.mark.django_db
    def test_days_of_the_filter_are_whole_days_of_jakarta(self, provinsi):
        unit_services.set_pengaturan(kunci="kota", nilai="x", mulai=TODAY, dasar="SK-77", by=provinsi.akun["admin_bkd"])
        client = provinsi.client("auditor")
        shown = {
            query: "SK-77" in client.get(f"/jejak/?{query}").content.decode()
            for query in (
                f"dari={TODAY}&sampai={TODAY}",
                f"sampai={TODAY - timedelta(days=1)}",
                f"dari={TODAY + timedelta(days=1)}",
            )
        }
        assert list(shown.values()) == [True, False, False]
