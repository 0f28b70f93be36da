"""Taking lists out: exactly the rows of the page, within the right, with a reason, traced, at once or as a job."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from asn_portal.core import hanya_lihat, latar, pembatas
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import AksesData, HasilBerkas, PekerjaanLatar, Tindakan
from asn_portal.core.services import unit as unit_services
from asn_portal.core.services.berkas import open_file
from asn_portal.lembar.daftar import DaftarEkspor, all_daftar, find_daftar
from asn_portal.lembar.services import ekspor
from asn_portal.lembar.services.ekspor import Permintaan
from asn_portal.mutu.services import recount
from pegawai.models import LaporanData, Peringatan
from tests.conftest import login
from tests.factories.core import end_role, give_role
from tests.factories.jabatan import make_seat
from tests.factories.kegiatan import make_study
from tests.factories.kinerja import make_input, make_month
from tests.factories.pegawai import make_person
from tests.izin.siapa import INSTANSI

pytestmark = pytest.mark.django_db
ALL = [
    "nama", "nip", "nrk", "jabatan", "unit", "jenis", "kelamin", "tahun_lahir", "atasan", "gelar_depan", "nama_saja",
    "gelar_belakang", "tanggal_lahir", "mulai", "nip_atasan", "dasar",
]  # fmt: skip


def ask(kueri: dict[str, str] | None = None, **values: Any) -> Permintaan:
    values = {"daftar": "pegawai", "kolom": ["nama", "nip"], "bentuk": "csv", "tujuan": "Rapat", **values}
    return Permintaan(kueri=kueri or {}, **values)


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def taken(provinsi, who: str, minta: Permintaan) -> list[list[str]]:
    _, _, file = ekspor.export_now(minta, by=provinsi.akun[who])
    with file:
        return table(file.read())


def names_on_page(provinsi, who: str, query: str = "") -> list[str]:
    text = provinsi.client(who).get(f"/pegawai/{query}").content.decode()
    return re.findall(r'<span><a href="[^"]+">([^<]+)</a><span class="bawah-nama nip">', text)


class TestRows:
    @pytest.mark.parametrize(
        "query", ["", "?q=si", "?jenis=pns", "?data=tanpa_atasan", "?umur=35_44", "?kelamin=p", "?q=aminnah"]
    )
    def test_file_holds_exactly_the_rows_of_the_page_in_its_order(self, provinsi, query):
        make_person("Ani Tanpa Atasan", unit=provinsi.seksi, with_account=False)
        kueri = dict([query[1:].split("=")]) if query else {}
        rows = taken(provinsi, "admin_unit", ask(kueri))
        assert [row[0] for row in rows[4:]] == names_on_page(provinsi, "admin_unit", query)

    def test_head_says_who_when_why_and_what_was_filtered(self, provinsi):
        rows = taken(provinsi, "admin_unit", ask({"q": "siti", "unit": str(provinsi.seksi.pk)}))
        assert rows[0] == ["Pegawai"]
        assert re.match(r"Diunduh oleh Akun admin_unit pada \d+ \w+ \d{4}, \d\d\.\d\d WIB untuk: Rapat\.", rows[1][0])
        assert rows[2] == ['Saringan: Pegawai yang dikelola; Seksi Satu; Nama memuat "siti"']
        assert rows[3] == ["Nama", "NIP"]

    def test_every_column_of_every_list_can_be_written(self, provinsi):
        LaporanData.objects.create(pegawai=provinsi.orang["pegawai"], bagian="unit", isi="=SUM(A1)")
        recount(provinsi.instansi.pk, [provinsi.orang["pegawai"].pk])
        make_seat("Penelaah", unit=provinsi.dinas)
        make_input(make_month(provinsi.instansi), provinsi.orang["pegawai"])
        make_study(provinsi.orang["pegawai"])
        Peringatan.objects.create(
            pegawai=provinsi.orang["pegawai"],
            jenis="pensiun",
            kunci="x",
            rincian={"bup": 58},
            tanggal=timezone.localdate() + timedelta(days=30),
        )
        for daftar in filter(lambda satu: isinstance(satu, DaftarEkspor), all_daftar()):
            for bentuk in ("xlsx", "csv"):
                minta = ask(daftar=daftar.nama, kolom=[kolom.nama for kolom in daftar.kolom], bentuk=bentuk)
                _, _, file = ekspor.export_now(minta, by=provinsi.akun["admin_bkd"])
                with file:
                    content = file.read()
                rows = (
                    table(content)
                    if bentuk == "csv"
                    else CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
                )
                assert [str(cell) for cell in rows[3]] == [kolom.judul for kolom in daftar.kolom]
                assert len(rows) > 4

    def test_number_is_text_and_formula_in_a_name_is_harmless(self, provinsi):
        person = provinsi.orang["pegawai"]
        person.nama = "=HYPERLINK(1)"
        person.save()
        _, _, file = ekspor.export_now(ask(bentuk="xlsx"), by=provinsi.akun["admin_unit"])
        with file:
            rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
        assert ["'=HYPERLINK(1)", person.nip] in [row[:2] for row in rows]

    def test_units_of_a_past_day(self, provinsi):
        day = timezone.localdate()
        unit_services.change_unit(
            provinsi.seksi.pk,
            nama="Seksi Baru",
            mulai=day,
            alasan="ganti_nama",
            dasar="x",
            by=provinsi.akun["admin_bkd"],
        )
        before = taken(
            provinsi, "pegawai", ask({"pada": "2026-01-01", "q": "seksi"}, daftar="unit", kolom=["nama", "induk"])
        )
        after = taken(provinsi, "pegawai", ask({"q": "seksi"}, daftar="unit", kolom=["nama", "induk"]))
        assert (before[4], after[4]) == (["Seksi Satu", "Dinas Satu"], ["Seksi Baru", "Dinas Satu"])


class TestRights:
    @pytest.mark.parametrize("who", ["pegawai", "atasan", "pimpinan", "auditor", "admin_sistem", "pengelola_pelatihan"])
    def test_without_the_mark_nothing_is_taken_out(self, provinsi, who):
        for kueri in ({}, {"lingkup": "direktori"}):
            with pytest.raises(PermissionDenied):
                taken(provinsi, who, ask(kueri, kolom=["nama"]))

    @pytest.mark.parametrize(
        ("nama", "boleh"),
        [
            ("pegawai", {"admin_unit", "admin_unit_lain", "admin_bkd"}),
            ("akun-pegawai", {"admin_unit", "admin_unit_lain", "admin_bkd"}),
            ("laporan-data", {"admin_unit", "admin_unit_lain", "admin_bkd"}),
            ("unit", set(INSTANSI)),
        ],
    )
    def test_each_list_goes_to_those_who_have_the_mark(self, provinsi, nama, boleh):
        got = {who for who in INSTANSI if provinsi.client(who).get(f"/unduh/{nama}/").status_code == 200}
        assert got == boleh

    def test_hr_of_a_unit_takes_its_own_people_and_not_the_directory(self, provinsi):
        rows = taken(provinsi, "admin_unit", ask())
        assert "Wati Lestari" not in {row[0] for row in rows}
        with pytest.raises(PermissionDenied):
            taken(provinsi, "admin_unit", ask({"lingkup": "direktori"}, kolom=["nama"]))
        assert taken(provinsi, "admin_bkd", ask({"lingkup": "direktori"}, kolom=["nama"]))

    def test_columns_of_care_are_not_in_the_directory(self, provinsi):
        for kolom in ("nip", "nrk", "jenis", "atasan", "tidak_ada"):
            with pytest.raises(PermissionDenied):
                taken(provinsi, "admin_bkd", ask({"lingkup": "direktori"}, kolom=["nama", kolom]))

    def test_rows_that_one_may_see_but_not_take_stay_behind(self, provinsi):
        """HR of a unit who is a superior elsewhere sees the team in the list; the file holds the unit only."""
        hr = provinsi.akun["orang_dinas_lain"]
        make_person("Anak Buah", unit=provinsi.dinas_lain, atasan=provinsi.orang["orang_dinas_lain"])
        give_role(hr, Peran.ADMIN_UNIT, provinsi.seksi)
        assert "Anak Buah" in names_on_page(provinsi, "orang_dinas_lain")
        size = ekspor.size_of(hr, find_daftar("pegawai"), {})
        assert (size.baris, size.tertinggal) == (3, 2)

    def test_nobody_takes_anything_while_looking_as_somebody_else(self, provinsi):
        sight = hanya_lihat.Penglihatan(
            "x", provinsi.akun["admin_bkd"].pk, provinsi.akun["admin_unit"].pk, "", "", timezone.now(), None
        )
        with hanya_lihat.looking(sight), pytest.raises(PermissionDenied):
            taken(provinsi, "admin_unit", ask())

    def test_list_that_does_not_exist(self, provinsi):
        assert provinsi.client("admin_bkd").get("/unduh/rahasia/").status_code == 404


class TestTrace:
    def test_act_tells_who_took_what_and_why_without_numbers(self, provinsi):
        taken(provinsi, "admin_unit", ask({"q": "siti", "jenis": "pns"}))
        act = Tindakan.objects.get(aksi="daftar_diunduh")
        assert (act.pengguna_id, act.alasan) == (provinsi.akun["admin_unit"].pk, "Rapat")
        assert act.rincian == {
            "daftar": "pegawai", "saringan": ["Pegawai yang dikelola", 'Nama memuat "siti"', "PNS"],
            "kolom": ["nama", "nip"], "bentuk": "csv", "baris": 1, "orang": 1,
        }  # fmt: skip

    def test_number_never_is_a_filter(self, provinsi):
        assert find_daftar("pegawai").clean({"q": "19880314 201402", "hal": "3", "jenis": " pns "}) == {"jenis": "pns"}

    def test_each_person_sees_who_took_more_than_the_directory(self, provinsi):
        rows = taken(provinsi, "admin_unit", ask(kolom=["nama", "jabatan", "unit"]))
        assert not AksesData.objects.exists()
        rows = taken(provinsi, "admin_unit", ask())
        reads = AksesData.objects.all()
        assert {row.subjek_id for row in reads} == {
            provinsi.orang[n].pk for n in ("pegawai", "rekan", "atasan", "atasan_penilai")
        }
        assert len(rows) == 4 + len(reads)
        assert {(row.tujuan, row.peran, row.unit) for row in reads} == {("Rapat", "admin_unit", "Dinas Satu")}

    def test_too_many_are_refused(self, provinsi, monkeypatch):
        monkeypatch.setattr(ekspor, "LIMIT", pembatas.Batas(2, 3600))
        taken(provinsi, "admin_unit", ask())
        taken(provinsi, "admin_unit", ask())
        with pytest.raises(DomainError, match="unduhan dalam satu jam"):
            taken(provinsi, "admin_unit", ask())


class TestPage:
    def post(self, provinsi, who="admin_unit", query="", **data):
        return provinsi.client(who).post(
            f"/unduh/pegawai/{query}", {"kolom": ["nama", "nip"], "bentuk": "csv", "tujuan": "", **data}
        )

    def test_file_comes_at_once(self, provinsi):
        response = self.post(provinsi, query="?q=siti")
        assert response["Content-Disposition"].startswith('attachment; filename="pegawai-')
        assert [row[0] for row in table(b"".join(response.streaming_content))[4:]] == ["Siti Aminah"]

    def test_page_offers_the_columns_of_this_list_and_keeps_the_filters(self, provinsi):
        text = provinsi.client("admin_bkd").get("/unduh/pegawai/?lingkup=direktori&q=siti").content.decode()
        assert 'value="jabatan"' in text
        assert 'value="nip"' not in text
        assert "?lingkup=direktori&amp;q=siti" in text

    def test_no_column_is_said_in_the_form(self, provinsi):
        response = self.post(provinsi, kolom=[])
        assert response.status_code == 422
        assert "Pilih paling sedikit satu kolom." in response.content.decode()

    def test_unknown_column_or_format_is_refused(self, provinsi):
        assert self.post(provinsi, kolom=["nik"]).status_code == 422
        assert self.post(provinsi, bentuk="exe").status_code == 422

    def test_refusal_keeps_what_was_typed(self, provinsi, monkeypatch):
        monkeypatch.setattr(ekspor, "LIMIT", pembatas.Batas(0, 3600))
        response = self.post(provinsi, tujuan="Rapat pimpinan")
        assert response.status_code == 422
        assert "Rapat pimpinan" in response.content.decode()
        assert "unduhan dalam satu jam" in response.content.decode()

    def test_many_persons_ask_for_a_reason_and_a_fresh_password(self, provinsi, monkeypatch):
        monkeypatch.setattr(ekspor, "BANYAK_ORANG", 2)
        response = self.post(provinsi)
        assert response.status_code == 422
        assert "Keperluan belum diisi." in response.content.decode()
        response = self.post(provinsi, tujuan="Rapat")
        assert len(table(b"".join(response.streaming_content))) == 8
        stale = login(provinsi.akun["admin_unit"])
        session = stale.session
        session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp() - 600}]
        session.save()
        response = stale.post("/unduh/pegawai/?q=s", {"kolom": ["unit"], "bentuk": "csv", "tujuan": "Rapat pimpinan"})
        assert (response.status_code, response["Location"]) == (302, "/unduh/pegawai/?q=s")
        asked = stale.get("/unduh/pegawai/?q=s")
        assert asked["Location"].startswith(reverse("account_reauthenticate"))
        session = stale.session
        session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp() + 60}]
        session.save()
        shown = stale.get("/unduh/pegawai/?q=s").context["form"]
        assert shown.initial == {"kolom": ["unit"], "bentuk": "csv", "tujuan": "Rapat pimpinan"}
        with pytest.raises(DomainError, match="lebih dari 100 orang"):
            taken(provinsi, "admin_unit", ask(tujuan=" "))

    def test_queries_do_not_grow_with_the_rows(self, provinsi):
        client = provinsi.client("admin_unit")
        client.get("/unduh/pegawai/")
        counted = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                response = client.post("/unduh/pegawai/", {"kolom": ["nama", "nip"], "bentuk": "csv", "tujuan": ""})
                list(response.streaming_content)
            counted.append(len(queries))
            for number in range(5):
                make_person(f"Tambahan {number}", unit=provinsi.seksi, with_account=False)
        assert counted[0] == counted[1]


class TestJob:
    @pytest.fixture(autouse=True)
    def _long(self, monkeypatch):
        monkeypatch.setattr(ekspor, "LANGSUNG", 1)
        monkeypatch.setattr("asn_portal.lembar.views.unduh.LANGSUNG", 1)
        monkeypatch.setattr(ekspor, "CHUNK", 2)

    def start(self, provinsi, **data) -> PekerjaanLatar:
        data = {"kolom": ["nama", "nip"], "bentuk": "csv", "tujuan": "Rapat", **data}
        response = provinsi.client("admin_unit").post("/unduh/pegawai/", data)
        row = PekerjaanLatar.objects.get()
        assert response["Location"] == reverse("core:pekerjaan_detail", args=[row.pk])
        return row

    def content(self, provinsi, row) -> list[list[str]]:
        file = HasilBerkas.objects.get(pekerjaan=row, siap_pada__isnull=False)
        with open_file(file, by=provinsi.akun["admin_unit"]) as opened:
            return table(opened.read())

    def test_long_list_becomes_a_job_whose_file_equals_the_short_one(self, provinsi, monkeypatch):
        row = self.start(provinsi)
        assert latar.run(row.pk)
        made = self.content(provinsi, row)
        monkeypatch.setattr(ekspor, "LANGSUNG", 5000)
        assert made[3:] == taken(provinsi, "admin_unit", ask())[3:]
        row.refresh_from_db()
        assert (row.selesai, row.jumlah, row.ringkasan["Baris"]) == (4, 4, "4")
        assert AksesData.objects.filter(tindakan_id=row.parameter["tindakan"]).count() == 4

    def test_second_attempt_names_each_reader_once(self, provinsi):
        row = self.start(provinsi)
        steps = ekspor.export_in_steps(row)
        next(steps)
        next(steps)  # two persons are written down; then the worker dies
        steps.close()
        PekerjaanLatar.objects.filter(pk=row.pk).update(percobaan=1)
        assert latar.run(row.pk)
        reads = AksesData.objects.filter(tindakan_id=row.parameter["tindakan"])
        assert (reads.count(), reads.values("subjek_id").distinct().count()) == (4, 4)
        assert HasilBerkas.objects.filter(siap_pada__isnull=False).count() == 1

    def test_right_that_ends_in_the_middle_ends_the_job(self, provinsi):
        row = self.start(provinsi)
        end_role(provinsi.akun["admin_unit"], Peran.ADMIN_UNIT, provinsi.dinas)
        assert latar.run(row.pk) is False
        row.refresh_from_db()
        assert (row.status, row.pesan) == ("gagal", latar.PESAN_HAK)
        assert not HasilBerkas.objects.filter(siap_pada__isnull=False).exists()

    def test_file_is_closed_when_the_right_became_smaller(self, provinsi):
        row = self.start(provinsi)
        latar.run(row.pk)
        url = reverse("core:berkas_hasil", args=[HasilBerkas.objects.get().pk])
        response = provinsi.client("admin_unit").get(url)
        list(response.streaming_content)
        assert response.status_code == 200
        end_role(provinsi.akun["admin_unit"], Peran.ADMIN_UNIT, provinsi.dinas)
        give_role(provinsi.akun["admin_unit"], Peran.ADMIN_UNIT, provinsi.dinas_lain)
        assert login(type(row.pengguna).objects.get(pk=row.pengguna_id)).get(url).status_code == 403

    def test_same_form_sent_twice_is_one_job(self, provinsi):
        client = provinsi.client("admin_unit")
        key = re.search(r'name="kunci_kirim" value="([^"]+)"', client.get("/unduh/pegawai/").content.decode())[1]
        data = {"kolom": ["nama"], "bentuk": "xlsx", "tujuan": "Rapat", "kunci_kirim": key}
        first, second = client.post("/unduh/pegawai/", data), client.post("/unduh/pegawai/", data)
        assert first["Location"] == second["Location"]
        assert PekerjaanLatar.objects.count() == 1
