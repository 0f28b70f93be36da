"""Columns and order of the list of people: in the address, within the right, the same in the file."""

from __future__ import annotations

import re
from datetime import date

import pytest

from asn_portal.lembar.daftar import find_daftar
from pegawai.models import Pegawai
from pegawai.selectors.direktori import DIREKTORI_URUT, URUTAN
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db


def heads(page: str) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page.split("bingkai-tabel lekat")[1].split("</thead>")[0])


def names(page: str) -> list[str]:
    return re.findall(r'<span><a [^>]*>([^<]*)</a><span class="bawah-nama nip">', page)


def get(provinsi, who: str, query: str) -> str:
    return provinsi.client(who).get(f"/pegawai/?{query}").content.decode()


def test_page_shows_the_columns_of_its_address(provinsi):
    assert heads(get(provinsi, "admin_unit", "kolom=nama,nrk,tahun_lahir")) == ["Nama", "NRK", "Tahun lahir", "Data"]
    assert heads(get(provinsi, "admin_unit", "kolom=nip&kolom=kelamin")) == ["Nama dan NIP", "Jenis kelamin", "Data"]
    assert "NRK" not in heads(get(provinsi, "admin_unit", ""))


def test_directory_shows_nothing_more_to_whoever_asks_for_it(provinsi):
    page = get(provinsi, "pegawai", "kolom=nama,nip,nrk,tahun_lahir,atasan,unit")
    assert heads(page) == ["Nama", "Unit"]
    assert 'value="tahun_lahir"' not in page


@pytest.mark.parametrize("urut", list(URUTAN))
def test_orders_are_kept_over_pages_there_and_back(provinsi, urut, monkeypatch):
    """Every person once, in the order, forwards; the same pages backwards."""
    monkeypatch.setattr(
        "asn_portal.core.selectors.halaman.alphabet_page.__kwdefaults__",
        {"kolom": "nama", "turun": False, "size": 3, "exact": True},
    )
    for number in range(5):
        person = make_person(f"Orang {number % 2}{number}", unit=provinsi.seksi)
        Pegawai.objects.filter(pk=person.pk).update(
            jabatan_kini=f"Jabatan {number % 3}", tanggal_lahir=date(1980, 1, 1 + number % 2)
        )
    client, query, forward = provinsi.client("admin_bkd"), f"?urut={urut}", []
    while query:
        page = client.get(f"/pegawai/{query}").content.decode()
        forward.append(names(page))
        found = re.search(r'href="([^"]*)" rel="next"', page)
        query = found[1].replace("&amp;", "&") if found else ""
    everybody = [name for rows in forward for name in rows]
    assert len(everybody) == len(set(everybody)) == Pegawai.objects.filter(instansi=provinsi.instansi).count()
    back = re.search(r'href="([^"]*)" rel="prev"', page)
    assert back is not None
    assert names(client.get(f"/pegawai/{back[1].replace('&amp;', '&')}").content.decode()) == forward[-2]
    daftar = find_daftar("pegawai")
    assert [row.nama_lengkap for row in daftar.rows(provinsi.akun["admin_bkd"], {"urut": urut})] == everybody


def test_order_by_age_is_for_those_who_look_after_the_people(provinsi):
    """From the place in such an order one could read an age."""
    assert names(get(provinsi, "pegawai", "urut=lahir")) == names(get(provinsi, "pegawai", "awal=1"))
    assert "Paling tua" not in get(provinsi, "pegawai", "")
    assert "Paling tua" in get(provinsi, "admin_unit", "")
    assert {"lahir", "-lahir", "nip"} & DIREKTORI_URUT == set()


def test_what_is_chosen_stays_with_the_next_filter(provinsi):
    page = get(provinsi, "admin_unit", "kolom=nama,nrk&urut=-nama")
    form = page.split('<form class="saring')[1].split("</form>")[0]
    assert '<input type="hidden" name="urut" value="-nama">' in form
    assert '<input type="hidden" name="kolom" value="nama,nrk">' in form


def test_order_is_part_of_a_kept_list(provinsi):
    client = provinsi.client("admin_unit")
    response = client.post(
        "/daftar-tersimpan/simpan/pegawai/?urut=-lahir", {"nama": "Termuda", "kolom": ["nama", "nrk"]}
    )
    assert response["Location"] == "/pegawai/?urut=-lahir&kolom=nama,nrk"
    assert heads(client.get(response["Location"]).content.decode()) == ["Nama", "NRK", "Data"]
