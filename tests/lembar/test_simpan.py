"""Kept lists: filters and columns under a name, one's own or shared by the HR of a unit."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.exceptions import PermissionDenied

from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import JejakAudit
from asn_portal.lembar import selectors
from asn_portal.lembar.daftar import find_daftar
from asn_portal.lembar.models import DaftarTersimpan
from asn_portal.lembar.services import simpan
from tests.core.test_lihat import SECRET, begin
from tests.factories.core import PenggunaFactory, end_role, give_role

pytestmark = pytest.mark.django_db


def keep(provinsi, who="admin_unit", kueri=None, **values):
    values = {"nama": "Tanpa atasan", "kolom": [], "unit_id": None, "utama": False, **values}
    kueri = {"data": "tanpa_atasan"} if kueri is None else kueri
    return simpan.keep_list(find_daftar("pegawai"), kueri, by=provinsi.akun[who], **values)


@pytest.fixture
def rekan_hr(provinsi):
    """Another account with the same role at the same unit."""
    akun = PenggunaFactory(username="hr2", instansi=provinsi.instansi)
    give_role(akun, Peran.ADMIN_UNIT, provinsi.dinas)
    provinsi.akun["hr2"] = akun
    return akun


class TestKeeping:
    def test_list_opens_where_it_was_kept(self, provinsi):
        client = provinsi.client("admin_unit")
        response = client.post(
            "/daftar-tersimpan/simpan/pegawai/?data=tanpa_atasan&hal=3",
            {"nama": "Tanpa atasan", "kolom": ["nama", "nip"]},
        )
        assert response["Location"] == "/pegawai/?data=tanpa_atasan&kolom=nama,nip"
        text = client.get(response["Location"]).content.decode()
        assert 'aria-current="true">Tanpa atasan</a>' in text
        assert 'href="/unduh/pegawai/?data=tanpa_atasan&amp;kolom=nama,nip"' in text
        chosen = client.get("/unduh/pegawai/?data=tanpa_atasan&kolom=nama,nip").context["form"].initial["kolom"]
        assert chosen == ["nama", "nip"]

    def test_only_parts_that_the_list_knows_are_kept_and_no_number(self, provinsi):
        row = keep(
            provinsi, kueri={"q": "198803142014022006", "jenis": "pns", "next": "https://jahat.example", "hal": "9"}
        )
        assert row.kueri == "jenis=pns"

    @pytest.mark.parametrize(
        "stored", ["next=//jahat.example", "q=198803142014022006", "//jahat.example", "q=a%00b", "x" * 900]
    )
    def test_address_of_a_tampered_row_is_still_only_a_query_on_its_page(self, provinsi, stored):
        row = keep(provinsi)
        row.kueri = stored
        assert selectors.kept_address(row) == "/pegawai/?awal=1"

    def test_list_that_no_app_knows_any_more_leads_nowhere(self, provinsi):
        row = keep(provinsi, utama=True)
        DaftarTersimpan.objects.filter(pk=row.pk).update(daftar="hilang")
        assert provinsi.client("admin_unit").get("/daftar-tersimpan/").status_code == 200
        assert provinsi.client("admin_unit").get(f"/daftar-tersimpan/{row.pk}/ubah/").status_code == 404

    def test_same_name_twice_is_said_in_the_form(self, provinsi):
        keep(provinsi)
        response = provinsi.client("admin_unit").post(
            "/daftar-tersimpan/simpan/pegawai/?jenis=pns", {"nama": "Tanpa atasan"}
        )
        assert response.status_code == 422
        assert simpan.SAME_NAME in response.content.decode()

    def test_there_is_an_end_to_them(self, provinsi, monkeypatch):
        monkeypatch.setattr(simpan, "MAX_LISTS", 1)
        keep(provinsi)
        with pytest.raises(DomainError, match="sudah menyimpan"):
            keep(provinsi, nama="Lain")

    def test_trace_tells_that_it_changed_and_not_what_is_looked_for(self, provinsi):
        row = keep(provinsi, kueri={"q": "Siti Aminah"}, nama="Siti")
        written = JejakAudit.objects.get(tabel="lembar_daftartersimpan", baris=str(row.pk))
        assert (written.perubahan["nama"], written.perubahan["kueri"]) == ([None, "***"], [None, "***"])


class TestDefault:
    def test_list_without_filters_opens_as_its_person_has_set_it(self, provinsi):
        keep(provinsi, utama=True)
        client = provinsi.client("admin_unit")
        assert client.get("/pegawai/")["Location"] == "/pegawai/?data=tanpa_atasan"
        assert client.get("/pegawai/?awal=1").status_code == 200
        assert 'href="?awal=1"' in client.get("/pegawai/?data=tanpa_atasan").content.decode()
        assert provinsi.client("admin_bkd").get("/pegawai/").status_code == 200

    def test_one_at_most(self, provinsi):
        first = keep(provinsi, utama=True)
        second = keep(provinsi, nama="Lain", utama=True)
        assert list(DaftarTersimpan.objects.filter(utama=True)) == [second]
        simpan.change_list(first.pk, nama="Pertama", kolom=[], unit_id=None, utama=True, by=provinsi.akun["admin_unit"])
        assert list(DaftarTersimpan.objects.filter(utama=True)) == [first]


class TestSharing:
    def test_hr_of_the_same_unit_sees_it_and_nobody_else(self, provinsi, rekan_hr):
        row = keep(provinsi, unit_id=provinsi.dinas.pk)
        seen = {who: row in selectors.kept_lists(akun, "pegawai") for who, akun in provinsi.akun.items()}
        assert {who for who, sees in seen.items() if sees} == {"admin_unit", "hr2"}
        assert "bersama" in provinsi.client("hr2").get("/pegawai/").content.decode()

    def test_shared_list_shows_only_what_its_reader_may_see(self, provinsi, rekan_hr):
        row = keep(provinsi, kueri={"unit": str(provinsi.dinas_lain.pk)}, unit_id=provinsi.dinas.pk)
        text = provinsi.client("hr2").get(selectors.kept_address(row)).content.decode()
        assert "Wati Lestari" not in text

    def test_reader_does_not_change_it(self, provinsi, rekan_hr):
        row = keep(provinsi, unit_id=provinsi.dinas.pk)
        with pytest.raises(PermissionDenied):
            simpan.drop_list(row.pk, by=rekan_hr)
        assert provinsi.client("hr2").get(f"/daftar-tersimpan/{row.pk}/ubah/").status_code == 404

    def test_role_that_ends_ends_the_sharing(self, provinsi, rekan_hr):
        keep(provinsi, unit_id=provinsi.dinas.pk)
        end_role(rekan_hr, Peran.ADMIN_UNIT, provinsi.dinas)
        assert not selectors.kept_lists(type(rekan_hr).objects.get(pk=rekan_hr.pk)).exists()

    @pytest.mark.parametrize("who", ["admin_unit_lain", "pegawai", "pimpinan"])
    def test_nobody_shares_at_a_unit_that_is_not_his(self, provinsi, who):
        with pytest.raises(PermissionDenied):
            keep(provinsi, who, unit_id=provinsi.dinas.pk)


def test_deleting_keeps_the_data(provinsi):
    row = keep(provinsi)
    client = provinsi.client("admin_unit")
    assert client.post(f"/daftar-tersimpan/{row.pk}/hapus/")["Location"] == "/daftar-tersimpan/"
    assert not DaftarTersimpan.objects.exists()


def test_nothing_is_kept_or_shown_while_looking_as_somebody_else(provinsi):
    keep(provinsi)
    totp.TOTP.activate(provinsi.akun["admin_bkd"], SECRET)
    looker = begin(provinsi, "admin_unit")
    page = looker.get("/pegawai/").content.decode()
    assert "Tanpa atasan</a>" not in page
    assert "Simpan daftar ini" not in page
    assert looker.get("/daftar-tersimpan/").status_code == 403
    assert looker.get("/unduh/pegawai/").status_code == 403
    assert looker.get("/pekerjaan/").status_code == 403
