"""Columns and order of every list: in the address, within the right, the same on every page and in the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models.expressions import OrderBy
from django.urls import reverse

from asn_portal.core.daftar import ORDER, all_daftar, find_daftar
from asn_portal.lembar.daftar import DaftarEkspor
from pegawai.enums import BagianLaporan
from pegawai.models import LaporanData
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Lists without a bar, each with its reason.
NO_BAR = {
    "lembar/impor_detail.html": "the findings of one import, in the order of its file",
    "lembar/impor_list.html": "one's own few imports",
    "berkas/masa_simpan.html": "the work list of one decision, without filters",
    "berkas/dokumen_tabel.html": "the documents of one person",
    "rekap/unit_list.html": "the question itself is what is kept (list rekap)",
    "pegawai/referensi_detail.html": "entries of one table, looked up and not worked on",
    "pegawai/surat_tugas_list.html": "one's own letters of assignment, without filters",
    "pegawai/putaran_list.html": "a few rounds a year, without filters",
    "pegawai/putaran_detail.html": "the people of one round, worked through together",
    "pegawai/penerimaan_list.html": "a few intakes a year, without filters",
    "pegawai/penerimaan_detail.html": "the people of one intake, worked through together",
    "pegawai/tarikan_list.html": "what was asked of SIASN, newest first, without filters",
    "kinerja/kalibrasi_list.html": "a few sessions a stage, running ones first",
    "kinerja/kalibrasi.html": "the people of one session, grouped by who rates them",
    "kinerja/pola.html": "the people behind one distribution, read by the head who signs it",
    "kinerja/tindak_lanjut.html": "what waits of one year, one list at a time",
    "kinerja/penilai_list.html": "those who rate, by what stands out",
    "jabatan/mutasi_list.html": "a few rounds a year, without filters",
    "jabatan/mutasi_detail.html": "the people of one round, in the order of its decree",
    "jabatan/panggilan_list.html": "open calls, the first to close first",
    "pegawai/migrasi.html": "the move from a former system: a few runs",
    "pegawai/migrasi_baris.html": "the rows of one run, in the order of its file",
    "pegawai/migrasi_kode.html": "the codes of one run, worked through once",
    "merit/penghargaan_umum.html": "winners who agreed to be named, the newest first",
    "merit/suksesi_list.html": "a few plans a year, with their state",
    "merit/suksesi_kursi.html": "posts that fall vacant, to begin a plan with",
    "merit/gerbang.html": "who did not pass one gate of one run",
    "merit/asesmen_list.html": "assessments found by name, the newest first",
    "merit/survei_list.html": "a few surveys a year",
    "merit/ajang_list.html": "a few awards a year, with their state",
    "merit/sanggah_list.html": "what waits to be answered, the earliest day first",
    "pelatihan/sertifikat_list.html": "what waits to be verified, the oldest first",
    "core/notifikasi_list.html": "one's own messages",
    "core/tiket_list.html": "one's own requests",
    "core/pekerjaan_sistem.html": "the technical view of jobs, without filters",
    "core/pekerjaan_list.html": "one's own jobs",
    "core/pengumuman_list.html": "announcements to read",
    "core/pengumuman_kelola.html": "a few announcements, without filters",
}
# Lists that stand in one order only.
ONE_ORDER = {"jejak": "millions of rows, paged by time", "rekap": "a table of figures"}
# Lists that have no columns to choose.
NO_COLUMNS = {
    "rekap": "the question chooses its columns",
    "tugas": "cards",
    "kelayakan-promosi": "every requirement of a kind of post stands beside the person",
    "jabatan": "B, K and +/- are read together; the other columns are in the file",
}


def listed() -> list[str]:
    return sorted(daftar.nama for daftar in all_daftar())


def test_every_list_that_is_paged_has_its_bar():
    paged = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"components/halaman(_kunci)?\.html", path.read_text()) and path.parent.name != "gaya"
    }
    without = {name for name in paged if "bilah_daftar" not in (TEMPLATES / name).read_text()}
    assert without == set(NO_BAR)


@pytest.mark.parametrize("nama", listed())
def test_every_list_offers_columns_and_order(nama):
    daftar = find_daftar(nama)
    assert bool(daftar.urutan) == (nama not in ONE_ORDER)
    assert (daftar.pilih_kolom and len(daftar.kolom) > 2) == (nama not in NO_COLUMNS)
    assert [one.nama for one in daftar.urutan[:1]] in ([""], [])
    assert {ORDER, daftar.bagian_kolom} & daftar.kueri <= {ORDER} or not daftar.pilih_kolom
    assert set(daftar.biasa) <= {kolom.nama for kolom in daftar.kolom}


@pytest.mark.parametrize("nama", listed())
@pytest.mark.parametrize("who", ["admin_bkd", "admin_unit", "admin_sistem", "auditor", "pegawai"])
def test_page_of_every_list_bears_any_column_and_order(provinsi, who, nama):
    """Every order and every column at once, known or not: the page stands, and shows nothing it may not."""
    daftar, client = find_daftar(nama), provinsi.client(who)
    base = {"apa": "pegawai", "baris": "jenis"} if nama == "rekap-pegawai" else {"awal": "1"}
    plain = client.get(reverse(daftar.halaman), base)
    if plain.status_code in {403, 404}:
        return
    assert plain.status_code == 200
    allowed = {kolom.nama for kolom in daftar.columns_for(provinsi.akun[who], {})}
    for order in [*(one.nama for one in daftar.urutan), "password", "-pk", "pengguna__password"]:
        every = ",".join([*(kolom.nama for kolom in daftar.kolom), "password"])
        response = client.get(reverse(daftar.halaman), base | {"urut": order, daftar.bagian_kolom: every})
        assert response.status_code == 200, order
        if daftar.pilih_kolom and "kolom" in response.context:
            assert set(response.context["kolom"]) <= allowed


@pytest.mark.parametrize("nama", listed())
def test_orders_end_with_the_key(provinsi, nama):
    """Rows that are alike would otherwise change their places between two pages."""
    daftar, by = find_daftar(nama), provinsi.akun["admin_bkd"]
    if not isinstance(daftar, DaftarEkspor):
        return
    kueri = {"apa": "pegawai", "baris": "jenis"} if nama == "rekap-pegawai" else {}
    for order in daftar.urutan:
        rows = daftar.rows(by, kueri | ({"urut": order.nama} if order.nama else {}))
        last = rows.query.order_by[-1]
        assert "pk" in (last.expression.name if isinstance(last, OrderBy) else last), order


class TestOrder:
    @pytest.mark.parametrize(
        ("nama", "urut"),
        [("akun-pegawai", one.nama) for one in find_daftar("akun-pegawai").urutan]
        + [("laporan-data", one.nama) for one in find_daftar("laporan-data").urutan]
        + [("unit", one.nama) for one in find_daftar("unit").urutan],
    )
    def test_pages_hold_every_row_once_in_the_order_of_the_file(self, provinsi, monkeypatch, nama, urut):
        """Many alike: only the usual order and the key tell them apart."""
        for _ in range(5):
            person = make_person("Budi Sama", unit=provinsi.seksi)
            LaporanData.objects.create(pegawai=person, bagian=BagianLaporan.UNIT, isi="x")
        for view in ("pegawai.views.akun", "pegawai.views.laporan", "asn_portal.core.views.unit"):
            monkeypatch.setattr(f"{view}.PER_PAGE", 2)
        daftar, client = find_daftar(nama), provinsi.client("admin_bkd")
        seen, number = [], 1
        while True:
            query = {"hal": number, "urut": urut, "kolom": "nama"}
            page = client.get(reverse(daftar.halaman), query).context["halaman"]
            seen += [row.pk for row in page]
            if not page.has_next():
                break
            number += 1
        kueri = {"urut": urut} if urut else {}
        file = [row.pk for row in daftar.rows(provinsi.akun["admin_bkd"], kueri)]
        assert len(seen) == len(set(seen)) > 3
        assert seen == file

    def test_what_is_missing_stands_last_both_ways(self, provinsi):
        daftar, by = find_daftar("akun-pegawai"), provinsi.akun["admin_bkd"]
        ends = [row.slip_sampai for row in daftar.rows(by, {"urut": "slip"})]
        assert ends == sorted(ends, key=lambda end: (end is None, end))

    def test_alike_keep_the_usual_order(self, provinsi):
        daftar, by = find_daftar("unit"), provinsi.akun["admin_bkd"]
        rows = [(row.jenis, row.nama, row.pk) for row in daftar.rows(by, {"urut": "jenis"})]
        assert rows == sorted(rows)

    def test_paginator_warns_of_no_unordered_rows(self, provinsi, recwarn):
        daftar, by = find_daftar("akun-pegawai"), provinsi.akun["admin_bkd"]
        Paginator(daftar.rows(by, {"urut": "nrk"}), 2).get_page(1)
        assert not recwarn.list


class TestColumns:
    def test_forbidden_columns_alone_give_the_usual_ones(self, provinsi):
        page = provinsi.client("pegawai").get("/pegawai/?kolom=nip,tahun_lahir")
        assert set(page.context["kolom"]) == {"nama", "unit"}

    def test_rekap_keeps_its_own_meaning_of_kolom(self, provinsi):
        client = provinsi.client("admin_bkd")
        page = client.get("/rekap/pegawai/", {"apa": "pegawai", "baris": "jenis", "kolom": "kelamin"})
        assert page.status_code == 200
        assert "nip" in page.context["kolom"]
        chosen = client.get("/rekap/pegawai/", {"apa": "pegawai", "kolom": "kelamin", "tampil": "nama,nrk"})
        assert chosen.context["kolom"] == ["nama", "nrk"]
        form = chosen.content.decode().split('class="tampilan"')[1].split("</form>")[0]
        assert '<input type="hidden" name="kolom" value="kelamin">' in form
        assert re.search(r'name="tampil" value="nrk"[^>]* checked', form)

    def test_filter_form_carries_columns_and_order_along(self, provinsi):
        client = provinsi.client("admin_bkd")
        for path in ("/akun-pegawai/", "/laporan-data/", "/peran/", "/unit/", "/jejak/"):
            daftar = next(one for one in all_daftar() if reverse(one.halaman) == path)
            column, order = daftar.kolom[1].nama, daftar.urutan[1].nama if daftar.urutan else ""
            page = client.get(path, {"kolom": column, "urut": order}).content.decode()
            form = page.split('<form class="saring')[1].split("</form>")[0]
            assert f'name="kolom" value="{column}"' in form, path
            assert (f'name="urut" value="{order}"' in form) == bool(order), path

    def test_chosen_columns_are_those_of_the_page(self, provinsi):
        page = provinsi.client("admin_bkd").get("/laporan-data/?kolom=nama,isi,tanggapan").content.decode()
        assert re.findall(r'<th scope="col">([^<]*)</th>', page) == ["Pegawai", "Yang benar", "Tanggapan"]

    def test_nobody_is_asked_for_columns(self):
        """A description is asked with an account; without one it offers what everybody may see."""
        allowed = find_daftar("unit").columns_for(AnonymousUser(), {})
        assert {kolom.nama for kolom in allowed} == {"nama", "singkatan", "jenis", "induk", "sejak"}
