"""Uploaded files of parts: what is inside decides, packages are read without being believed, and reports neither."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.isi import BerkasDitolak, arsip
from asn_portal.berkas.isi.arsip import Arsip
from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.services import unggah
from asn_portal.core.errors import DomainError
from pelatihan import kunci_paket
from pelatihan.demo.bahan import build_h5p, build_scorm
from pelatihan.enums import AsalSertifikat, JenisBagian, JenisBahan, KeadaanPaket
from pelatihan.kunci_paket import new_key, read_key
from pelatihan.laporan_paket import read_report
from pelatihan.manifes import read_manifest
from pelatihan.models import BagianModul, BahanModul, BelajarModul, KemajuanBagian, KemajuanPaket, Sertifikat
from pelatihan.selectors import paket as paket_selectors
from pelatihan.services import bahan as files
from pelatihan.services import modul as learning
from pelatihan.services import modul_susun
from pelatihan.services import paket as services
from tests.factories.berkas import pdf
from tests.factories.pelatihan import make_module

MANIFES = """<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><metadata><schemaversion>1.2</schemaversion>
</metadata><organizations default="a"><organization identifier="a"><title>Uji</title>{}</organization></organizations>
<resources>{}</resources></manifest>"""
BUTIR = '<item identifier="{0}" identifierref="{0}r"><title>{0}</title></item>'
SUMBER = '<resource identifier="{0}r" type="webcontent" href="{1}"/>'
DUA = MANIFES.format(BUTIR.format("s") + BUTIR.format("t"), SUMBER.format("s", "a.html") + SUMBER.format("t", "b.html"))
PERLU_VIDEO = '{"preloadedDependencies": [{"machineName": "H5P.Video", "majorVersion": 1, "minorVersion": 6}]}'
SATU = MANIFES.format(BUTIR.format("s"), SUMBER.format("s", "a/awal.html"))


def packed(isi: dict[str, bytes | str], *, sandi: bool = False) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in isi.items():
            archive.writestr(name, content)
    return whole.getvalue()


class TestArchives:
    @pytest.mark.parametrize(
        "nama", ["../../etc/passwd", "/etc/passwd", "a/../../b.html", "a\\b.html", "C:/b.html", "a//b.html", "./b.html"]
    )
    def test_a_name_that_leads_out_is_refused(self, nama):
        with pytest.raises(BerkasDitolak, match="menunjuk ke luar arsipnya"):
            Arsip(packed({nama: "x"}), "x.zip")

    def test_a_link_is_refused(self):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            one = zipfile.ZipInfo("tautan.html")
            one.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(one, "/etc/passwd")
        with pytest.raises(BerkasDitolak, match="tautan atau berkas khusus"):
            Arsip(whole.getvalue(), "x.zip")

    def test_what_would_fill_the_disk_is_refused_before_it_is_opened(self):
        with pytest.raises(BerkasDitolak, match="terlalu besar setelah dibuka"):
            Arsip(packed({"nol.bin": b"\0" * 5_000_000}), "x.zip")

    def test_all_of_it_together_counts(self, monkeypatch):
        monkeypatch.setattr(arsip, "PALING_BESAR_TERBUKA", 10)
        with pytest.raises(BerkasDitolak, match="terlalu besar setelah dibuka"):
            Arsip(packed({"a": "123456", "b": "123456"}), "x.zip")

    def test_too_many_files(self, monkeypatch):
        monkeypatch.setattr(arsip, "PALING_BANYAK_ISI", 2)
        with pytest.raises(BerkasDitolak, match="berisi 3 berkas"):
            Arsip(packed({"a": "1", "b": "2", "c": "3"}), "x.zip")

    def test_the_same_name_twice_in_other_letters(self):
        with pytest.raises(BerkasDitolak, match="dua berkas bernama"):
            Arsip(packed({"a.html": "1", "A.HTML": "2"}), "x.zip")

    def test_torn_apart(self):
        whole = packed({"imsmanifest.xml": SATU})
        with pytest.raises(BerkasDitolak, match="rusak atau tidak lengkap"):
            Arsip(whole[: len(whole) // 2], "x.zip")

    def test_a_content_that_is_not_what_was_promised(self):
        whole = packed({"a.html": "isi yang benar" * 9})
        at = whole.index(b"a.html") + len(b"a.html") + 2
        broken = whole[:at] + b"\xff" + whole[at + 1 :]
        with pytest.raises(BerkasDitolak, match="tidak dapat dibaca"):
            Arsip(broken, "x.zip").copy_all(io.BytesIO())


class TestManifests:
    def test_the_three_of_the_demo(self):
        found = [read_manifest(Arsip(one, "x")) for one in (build_scorm("1.2"), build_scorm("2004"), build_h5p())]
        assert [(one.jenis, one.awal) for one in found] == [
            (JenisBahan.SCORM_12, "index.html"), (JenisBahan.SCORM_2004, "index.html"), (JenisBahan.H5P, ""),
        ]  # fmt: skip
        assert found[0].judul == "Data pegawai yang bersih"

    @pytest.mark.parametrize(
        ("isi", "kata"),
        [
            ({"index.html": "x"}, r"tidak memuat imsmanifest\.xml"),
            ({"folder/imsmanifest.xml": SATU}, "di dalam folder folder"),
            ({"imsmanifest.xml": "<manifest"}, "tidak dapat dibaca"),
            ({"imsmanifest.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><manifest/>"}, "deklarasi"),
            ({"imsmanifest.xml": "<manifest/>"}, "versi SCORM"),
            ({"imsmanifest.xml": SATU}, r"a/awal\.html, tidak ada"),
            ({"imsmanifest.xml": MANIFES.format(BUTIR.format("s"), SUMBER.format("s", "https://jahat.example/a.html"))}, "tidak ada di dalam arsip"),
            ({"imsmanifest.xml": MANIFES.format("", "")}, "berisi 0 bahan"),
            ({"imsmanifest.xml": DUA}, "berisi 2 bahan"),
            ({"h5p.json": "[]"}, "tidak berisi keterangan"),
            ({"h5p.json": "{}"}, r"content/content\.json"),
            ({"h5p.json": PERLU_VIDEO, "content/content.json": "{}"}, r"pustaka H5P\.Video"),
        ],
    )  # fmt: skip
    def test_each_is_refused_with_its_sentence(self, isi, kata):
        with pytest.raises(BerkasDitolak, match=kata):
            read_manifest(Arsip(packed(isi), "x.zip"))

    def test_the_way_to_the_first_page(self):
        inside = MANIFES.format(
            '<item identifierref="sr" parameters="?kursus=7"/>', SUMBER.format("s", "awal%20baru.html?a=1")
        ).replace("<resources>", '<resources xml:base="a/">')
        assert (
            read_manifest(Arsip(packed({"imsmanifest.xml": inside, "a/awal baru.html": "x"}), "x")).awal
            == "a/awal baru.html?a=1&kursus=7"
        )


@pytest.mark.parametrize(
    ("isi", "jenis", "kata"),
    [
        (b"bukan apa-apa", JenisBagian.VIDEO, "bukan video"),
        (b"bukan apa-apa", JenisBagian.PDF, "bukan PDF"),
        (b"bukan apa-apa", JenisBagian.GAMBAR, "bukan jenis yang dikenal"),
        (b"bukan apa-apa", JenisBagian.PAKET, "bukan arsip zip"),
        (b"apa pun", JenisBagian.TEKS, "tidak memakai berkas"),
        (b"", JenisBagian.VIDEO, "kosong"),
    ],
)
def test_the_content_decides_not_the_name(isi, jenis, kata):
    with pytest.raises(DomainError, match=kata):
        files.look_at(Kiriman("berkas.mp4", isi), jenis)


def test_a_size_of_its_own(monkeypatch):
    monkeypatch.setattr(files, "PALING_BESAR", 10)
    with pytest.raises(DomainError, match="terlalu besar"):
        files.look_at(Kiriman("a.zip", b"PK\x03\x04" + b"x" * 20), JenisBagian.PAKET)


# -- learned ---------------------------------------------------------------------------------------------------------


def add_part(modul, jenis, isi, nama="bahan.zip", **nilai):
    given = {
        "judul": "Bahan",
        "jenis": jenis,
        "isi": "",
        "tautan": "",
        "banyak_soal": None,
        "nilai_lulus": None,
        "menit_singkat": None,
    }
    part = BagianModul.objects.create(modul=modul, urut=modul.daftar_bagian.count() + 1, **(given | nilai))
    files.keep(part, files.look_at(Kiriman(nama, isi), jenis), by=None)
    return part


@pytest.fixture
def modul(provinsi):
    row = make_module(provinsi.instansi)
    row.daftar_bagian.all().delete()
    return row


@pytest.fixture
def bagian(modul):
    return add_part(modul, JenisBagian.PAKET, build_scorm("1.2"), nilai_lulus=60)


@pytest.fixture
def by(provinsi, modul):
    learning.begin_module(modul.pk, by=provinsi.akun["pegawai"])
    return provinsi.akun["pegawai"]


def read_out(response):
    return b"".join(response.streaming_content)


def said(**nilai):
    return {"status": "berjalan", "persen": 0, "nilai": None, "detik": 0, "data": {}} | nilai


def told(bagian, by, **nilai):
    report = read_report(json.dumps(said(**nilai)).encode())
    return services.report_package(bagian.pk, report, sidik=bagian.bahan.sidik, by=by)


@pytest.mark.django_db
class TestReports:
    def test_a_passed_package_ends_the_module_with_its_jp(self, bagian, by):
        services.open_package(bagian.pk, by=by)
        assert told(bagian, by, status="lulus", nilai=100).selesai
        paper = Sertifikat.objects.get()
        assert (paper.asal, paper.jp) == (AsalSertifikat.MODUL, 3)

    def test_without_the_mark_it_is_not_done(self, bagian, by):
        services.open_package(bagian.pk, by=by)
        answer = told(bagian, by, status="selesai", nilai=40)
        assert (answer.selesai, "lulus dengan 60" in answer.pesan) == (False, True)
        with pytest.raises(DomainError, match="lulus dengan 60"):
            learning.finish_part(bagian.pk, by=by)
        assert not KemajuanBagian.objects.exists()

    def test_nobody_learns_faster_than_can_be(self, bagian, by):
        BagianModul.objects.filter(pk=bagian.pk).update(menit_singkat=10)
        services.open_package(bagian.pk, by=by)
        answer = told(bagian, by, status="lulus", nilai=100, detik=3600)
        row = KemajuanPaket.objects.get()
        assert (answer.selesai, "paling singkat 10 menit" in answer.pesan, row.detik < 60) == (False, True, True)

    def test_what_was_missing_then_is_there_later(self, bagian, by, modul):
        BagianModul.objects.filter(pk=bagian.pk).update(menit_singkat=10)
        row = BelajarModul.objects.get()
        then = timezone.now() - timedelta(minutes=11)
        KemajuanPaket.objects.create(
            belajar=row, bagian=bagian, sidik=bagian.bahan.sidik, mulai_pada=then, pada=then, status="lulus", nilai=100, persen=100
        )  # fmt: skip
        learning.finish_part(bagian.pk, by=by)
        assert Sertifikat.objects.count() == 1

    def test_never_backwards(self, bagian, by):
        services.open_package(bagian.pk, by=by)
        told(bagian, by, status="gagal", nilai=50, persen=80)
        told(bagian, by, nilai=10, persen=20)
        row = KemajuanPaket.objects.get()
        assert (row.status, row.nilai, row.persen) == (KeadaanPaket.GAGAL, 50, 80)

    def test_only_after_it_was_opened_in_its_turn_and_for_this_file(self, provinsi, bagian, by):
        with pytest.raises(DomainError, match="Buka dulu"):
            told(bagian, by, status="lulus", nilai=100)
        services.open_package(bagian.pk, by=by)
        files.keep(bagian, files.look_at(Kiriman("b.zip", build_scorm("2004")), JenisBagian.PAKET), by=None)
        with pytest.raises(DomainError, match="baru saja diganti"):
            services.report_package(bagian.pk, read_report(json.dumps(said()).encode()), sidik="lama", by=by)

    @pytest.mark.parametrize(
        "nilai",
        [
            {"persen": 101}, {"persen": -1}, {"persen": True}, {"persen": "100"}, {"nilai": 1000}, {"status": "jp"},
            {"jp": 20}, {"detik": 10**9}, {"data": []}, {"data": {"cmi.core.student_id": "x"}},
            {"data": {"cmi.suspend_data": "x" * 70_000}}, {"data": {"cmi.suspend_data": "a\x00b"}}, {"data": {"cmi.location": 3}},
        ],
    )  # fmt: skip
    def test_a_made_up_call_changes_nothing(self, provinsi, bagian, by, nilai):
        services.open_package(bagian.pk, by=by)
        address = reverse("pelatihan:paket_report", args=[bagian.pk]) + f"?bahan={bagian.bahan.sidik}"
        answer = provinsi.client("pegawai").post(
            address, json.dumps(said(**nilai)), content_type="application/json", headers={"Accept": "application/json"}
        )
        assert (answer.status_code, "tidak dikenal" in answer.json()["pesan"]) == (409, True)
        assert KemajuanPaket.objects.get().persen == 0

    def test_nobody_reports_for_another(self, provinsi, bagian, by):
        services.open_package(bagian.pk, by=by)
        address = reverse("pelatihan:paket_report", args=[bagian.pk])
        assert provinsi.client("rekan").post(address, "{}", content_type="application/json").status_code == 404


@pytest.mark.django_db
class TestFrames:
    def test_a_page_comes_with_its_run_time_and_a_policy_of_its_own(self, bagian, by):
        services.open_package(bagian.pk, by=by)
        told(bagian, by, data={"cmi.core.lesson_location": "2</script>"})
        key = new_key(bagian.pk, BelajarModul.objects.get().pk)
        page = Client().get(reverse("pelatihan:paket_file", args=[key.teks, "index.html"]))
        text = page.content.decode()
        assert text.index("scorm12.min.js") < text.index("bahan.js")
        assert "2\\u003c/script>" in text
        policy = page.headers["Content-Security-Policy"]
        assert "sandbox allow-scripts" in policy
        assert "allow-same-origin" not in policy
        assert f"connect-src http://testserver/pelatihan/paket/{key.teks}/;" in policy
        assert "X-Frame-Options" not in page.headers
        assert not page.cookies

    def test_a_part_of_a_file_inside(self, bagian):
        key = new_key(bagian.pk, None)
        address = reverse("pelatihan:paket_file", args=[key.teks, "bahan.css"])
        whole = read_out(Client().get(address))
        part = Client().get(address, headers={"Range": "bytes=5-14"})
        assert (part.status_code, read_out(part)) == (206, whole[5:15])
        assert part.headers["Content-Range"] == f"bytes 5-14/{len(whole)}"

    @pytest.mark.parametrize("nama", ["tidak-ada.html", "../index.html", "%2e%2e/index.html", "imsmanifest.xml/x"])
    def test_nothing_else_is_there(self, bagian, nama):
        key = new_key(bagian.pk, None)
        assert Client().get(f"/pelatihan/paket/{key.teks}/{nama}").status_code == 404

    def test_a_key_ends_and_is_not_made_up(self, bagian, monkeypatch):
        key = new_key(bagian.pk, None)
        assert read_key(key.teks[:-1] + ("A" if key.teks[-1] != "A" else "B")) is None
        now = kunci_paket._window()
        monkeypatch.setattr(kunci_paket, "_window", lambda: now + 2)
        assert read_key(key.teks) is None
        assert Client().get(reverse("pelatihan:paket_file", args=[key.teks, "index.html"])).status_code == 404

    def test_the_page_of_an_h5p_is_the_portals(self, modul):
        part = add_part(modul, JenisBagian.PAKET, build_h5p())
        page = Client().get(reverse("pelatihan:paket_awal", args=[new_key(part.pk, None).teks]))
        assert page.status_code == 200
        assert "h5p-standalone" in page.content.decode()

    def test_the_frame_of_a_learner(self, provinsi, bagian, by):
        client = provinsi.client("pegawai")
        address = reverse("pelatihan:bagian_detail", args=[bagian.pk])
        assert "<iframe" not in client.get(address).content.decode()
        client.post(reverse("pelatihan:paket_begin", args=[bagian.pk]))
        page = client.get(address)
        assert '<iframe class="paket-bingkai" sandbox="allow-scripts"' in page.content.decode()
        assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.django_db
class TestFiles:
    def test_only_who_writes_modules_sends_more_than_a_document(self, provinsi):
        def answer(who):
            return unggah.begin(nama="film.mp4", ukuran=30_000_000, untuk=files.TUJUAN, by=provinsi.akun[who])

        assert answer("pengelola_pelatihan").unggahan is not None
        assert "paling besar 10 MB" in answer("pegawai").pesan

    def test_a_film_is_handed_out_piece_by_piece_to_learners_only(self, provinsi, modul, by):
        film = b"\0\0\0\x18ftypisom" + b"moov" + bytes(range(256)) * 8
        row = add_part(modul, JenisBagian.VIDEO, film).bahan
        address = reverse("pelatihan:bahan_file", args=[row.pk])
        part = provinsi.client("pegawai").get(address, headers={"Range": "bytes=4-7"})
        assert (part.status_code, read_out(part)) == (206, b"ftyp")
        assert provinsi.client("rekan").get(address).status_code == 404
        assert read_out(provinsi.client("pengelola_pelatihan").get(address)) == film

    def test_a_pdf_is_read_page_by_page_in_the_page(self, provinsi, modul, by, monkeypatch):
        part = add_part(modul, JenisBagian.PDF, pdf(pages=3))
        page = reverse("pelatihan:bahan_halaman", args=[part.bahan.pk, 2])
        sent = provinsi.client("pegawai").get(page)
        assert (sent.headers["Content-Type"], sent.content[:4]) == ("image/png", b"\x89PNG")
        assert "sandbox" in sent.headers["Content-Security-Policy"]
        assert (
            page in provinsi.client("pegawai").get(reverse("pelatihan:bagian_detail", args=[part.pk])).content.decode()
        )
        assert provinsi.client("rekan").get(page).status_code == 404
        assert provinsi.client("pegawai").get(page.replace("/2/", "/4/")).status_code == 404
        monkeypatch.setattr(paket_selectors, "DIGAMBAR_SAMPAI", 10)
        assert provinsi.client("pegawai").get(page).status_code == 404

    def test_a_package_is_not_handed_out_whole(self, provinsi, bagian, by):
        assert (
            provinsi.client("pegawai").get(reverse("pelatihan:bahan_file", args=[bagian.bahan.pk])).status_code == 404
        )

    def test_written_replaced_and_dropped(self, provinsi, modul, django_capture_on_commit_callbacks):
        staff, page = provinsi.client("pengelola_pelatihan"), reverse("pelatihan:bagian_add", args=[modul.pk])
        isian = {"judul": "Paket", "jenis": "paket", "isi": "", "tautan": "", "soal": "", "menit_singkat": "5"}
        refused = staff.post(page, isian | {"berkas": SimpleUploadedFile("a.zip", packed({"index.html": "x"}))})
        assert "tidak memuat imsmanifest.xml" in refused.content.decode()
        assert not BagianModul.objects.exists()
        staff.post(page, isian | {"berkas": SimpleUploadedFile("a.zip", build_scorm("1.2"))})
        part = BagianModul.objects.get()
        first = part.bahan.nama_simpan
        assert (part.bahan.jenis, part.menit_singkat) == (JenisBahan.SCORM_12, 5)
        change = reverse("pelatihan:bagian_change", args=[part.pk])
        with django_capture_on_commit_callbacks(execute=True):
            staff.post(change, isian | {"berkas": SimpleUploadedFile("a.h5p", build_h5p())})
        assert BahanModul.objects.get().jenis == JenisBahan.H5P
        assert not simpan.storage().exists(first)
        last = BahanModul.objects.get().nama_simpan
        staff.post(change, isian | {"judul": "Tanpa berkas baru"})
        assert BahanModul.objects.get().nama_simpan == last
        with django_capture_on_commit_callbacks(execute=True):
            modul_susun.drop_bagian(part.pk, by=provinsi.akun["pengelola_pelatihan"])
        assert not simpan.storage().exists(last)

    def test_a_picture_part_without_its_picture(self, provinsi, modul):
        page = reverse("pelatihan:bagian_add", args=[modul.pk])
        isian = {"judul": "Gambar", "jenis": "gambar", "isi": "", "tautan": "", "soal": ""}
        assert (
            "Unggah gambar atau paketnya" in provinsi.client("pengelola_pelatihan").post(page, isian).content.decode()
        )
