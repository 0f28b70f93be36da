"""Bringing tables in: from the file to the rows of people and back, in sets, once, within the right."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from asn_portal.core import latar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Notifikasi, Tindakan
from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.enums import StatusImpor as S
from asn_portal.lembar.impor import LEWAT_BILANGAN, Baris, find_impor
from asn_portal.lembar.models import BerkasImpor, PetaKolom
from asn_portal.lembar.selectors import error_file
from asn_portal.lembar.services import impor as services
from asn_portal.lembar.templat import build_template
from pegawai.models import KeanggotaanUnit, NomorPegawai, Pegawai
from pegawai.selectors.impor import find_units, unit_labels
from pegawai.services import penempatan
from tests.conftest import Provinsi
from tests.factories.core import make_unit
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
MOVES = "NIP atau NRK;Unit kerja;Mulai;Dasar"
PEOPLE = "NIP;NRK;Nama;Jenis pegawai;Jenis kelamin;Tanggal lahir;Unit kerja;Mulai di unit;NIP atau NRK atasan;Dasar"
NEW = "199002152015012777;180001;Rani Baru;PNS;Perempuan;15/02/1990;Seksi Satu;01/12/2026;;SK 9"
DAY = date(2026, 12, 1)


def send(p: Provinsi, jenis: str, *lines: str, who: str = "admin_bkd", content: bytes = b"") -> BerkasImpor:
    """Upload and check."""
    found = find_impor(jenis)
    assert found is not None
    data = io.BytesIO(content or "\n".join(lines).encode())
    row = services.upload(found, nama="berkas.csv", content=data, by=p.akun[who])
    return done(row)


def done(row: BerkasImpor) -> BerkasImpor:
    """Its job has run."""
    row.refresh_from_db()
    assert row.pekerjaan is not None
    latar.run(row.pekerjaan.pk)
    row.refresh_from_db()
    return row


def states(row: BerkasImpor) -> list[str]:
    return list(row.daftar_baris.order_by("nomor").values_list("status", flat=True))


def wrong(row: BerkasImpor) -> dict[str, str]:
    return row.daftar_baris.get(status=B.SALAH).galat


def move_line(person: Pegawai, unit: str = "Dinas Dua", mulai: str = "01/12/2026") -> str:
    return f"{person.nip};{unit};{mulai};SK 1/2026"


@pytest.fixture
def unit_lain(provinsi: Provinsi) -> str:
    from asn_portal.core.selectors import unit_names

    return unit_names([provinsi.dinas_lain.pk], DAY)[provinsi.dinas_lain.pk]


def units(person: Pegawai) -> list[tuple[Any, date, date | None]]:
    rows = KeanggotaanUnit.objects.kini().filter(pegawai=person).order_by("berlaku")
    return [(row.unit_id, row.mulai, row.sampai) for row in rows]


class TestCheck:
    def test_nothing_changes_before_it_is_applied(self, provinsi, unit_lain):
        person = provinsi.orang["pegawai"]
        before = units(person)
        row = send(provinsi, "penempatan", MOVES, move_line(person, unit_lain))
        assert (row.status, states(row), units(person)) == (S.DIPERIKSA, [B.BENAR], before)

    @pytest.mark.parametrize(
        ("line", "kolom", "pesan"),
        [
            ("1,99002E+17;Seksi Satu;01/12/2026;SK", "pegawai", LEWAT_BILANGAN),
            ("199002152015012999;Seksi Satu;01/12/2026;SK", "pegawai", "Tidak ada pegawai dengan nomor ini"),
            ("{nip};Tidak Ada;01/12/2026;SK", "unit", "Tidak ada unit dengan nama ini"),
            ("{nip};Seksi Satu;31/02/2026;SK", "mulai", "Tanggal tidak terbaca"),
            ("{nip};Seksi Satu;01/12/2026;", "dasar", "Dasar belum diisi."),
            ("{sendiri};Seksi Satu;01/12/2026;SK", "pegawai", "Ini data Anda sendiri"),
        ],
    )
    def test_each_wrong_cell_says_what_is_wanted(self, provinsi, line, kolom, pesan):
        me = make_person("Pengelola Sendiri", unit=provinsi.dinas_lain, with_account=False)
        me.pengguna = provinsi.akun["admin_bkd"]
        me.save(update_fields=["pengguna"])
        provinsi.akun["admin_bkd"].__dict__.pop("_akses", None)
        filled = line.format(nip=provinsi.orang["pegawai"].nip, sendiri=me.nip)
        assert pesan in wrong(send(provinsi, "penempatan", MOVES, filled))[kolom]

    def test_number_that_went_through_a_float_is_refused_with_the_way_out(self, provinsi):
        content = (Path(__file__).parent / "berkas" / "pindah.xlsx").read_bytes()
        row = send(provinsi, "penempatan", content=content)
        assert row.daftar_baris.get(nomor=3).galat["pegawai"] == LEWAT_BILANGAN
        assert row.catatan == [
            "Berkas ini mempunyai beberapa lembar. Yang dibaca hanya lembar Data; lembar Lain tidak dibaca.",
            "Lembar tersembunyi tidak dibaca: Rahasia.",
        ]

    def test_second_row_about_the_same_is_one_too_many(self, provinsi, unit_lain):
        line = move_line(provinsi.orang["pegawai"], unit_lain)
        row = send(provinsi, "penempatan", MOVES, line, line)
        assert states(row) == [B.BENAR, B.SALAH]
        assert "sama dengan baris 2" in wrong(row)["pegawai"]

    @pytest.mark.parametrize(
        ("old", "new", "kolom"),
        [
            ("15/02/1990", "16/02/1990", "tanggal_lahir"),
            ("Perempuan", "Laki-laki", "jenis_kelamin"),
            (";PNS;", ";PPPK;", "jenis"),
            (";PNS;", ";Honorer;", "jenis"),
            ("2777", "2000", "nip"),
        ],
    )
    def test_number_and_columns_of_a_new_person_agree(self, provinsi, old, new, kolom):
        assert kolom in wrong(send(provinsi, "pegawai-baru", PEOPLE, NEW.replace(old, new)))

    def test_template_is_read_again_and_its_example_is_no_row(self, provinsi):
        jenis = find_impor("pegawai-baru")
        assert jenis is not None
        book = load_workbook(build_template(jenis, by=provinsi.akun["admin_bkd"]))
        rules = book["Data"].data_validations.dataValidation
        assert [rule.type for rule in rules] == ["list", "list", "list"]
        # A unit may be founded after the template was taken: the list advises.
        assert [rule.errorStyle for rule in rules] == [None, None, "warning"]
        assert {str(rule.sqref).rpartition("100001")[1] for rule in rules} == {"100001"}
        # Text down the whole column, not in the first rows only.
        columns = [book["Data"].column_dimensions[cell.column_letter] for cell in book["Data"][1]]
        assert {column.number_format for column in columns} == {"@"}
        assert {cell.number_format for cell in book["Data"][2]} == {"@"}
        assert book["Data"].max_row == 2
        for place, value in enumerate(NEW.split(";"), 1):
            heads = {cell.value: cell.column for cell in book["Data"][1]}
            book["Data"].cell(3, heads[PEOPLE.split(";")[place - 1]], value)
        file = io.BytesIO()
        book.save(file)
        row = send(provinsi, "pegawai-baru", content=file.getvalue())
        assert (states(row), row.catatan) == ([B.BENAR], [])

    def test_template_offers_every_unit_by_a_name_that_the_import_finds(self, provinsi):
        twins = [
            make_unit("Subbagian Umum", instansi=provinsi.instansi, induk=above)
            for above in (provinsi.dinas, provinsi.dinas_lain)
        ]
        labels = unit_labels(provinsi.akun["admin_bkd"])
        rows = [Baris(n, {"unit": label, "mulai": timezone.localdate()}) for n, label in enumerate(labels)]
        find_units(provinsi.akun["admin_bkd"], rows)
        assert [row.galat for row in rows] == [{}] * len(rows)
        found = [row.temuan["unit"] for row in rows]
        assert len(set(found)) == len(found)
        assert {unit.pk for unit in twins} <= set(found)

    def test_unknown_heads_are_asked_and_remembered(self, provinsi, unit_lain):
        lines = ("Orang;Ke;Mulai;Dasar", move_line(provinsi.orang["pegawai"], unit_lain))
        row = send(provinsi, "penempatan", *lines)
        assert row.status == S.DIPADANKAN
        row = done(
            services.map_columns(
                row.pk, peta={"pegawai": 0, "unit": 1, "mulai": 2, "dasar": 3}, by=provinsi.akun["admin_bkd"]
            )
        )
        assert states(row) == [B.BENAR]
        assert PetaKolom.objects.get().judul["unit"] == "Ke"
        assert send(provinsi, "penempatan", *lines).status == S.DIPERIKSA

    def test_file_comes_back_with_a_column_of_errors(self, provinsi):
        row = send(provinsi, "penempatan", MOVES, "12;Tidak Ada;01/12/2026;SK")
        file = error_file(provinsi.akun["admin_bkd"], row)
        assert file is not None
        assert file.nama == "berkas - kesalahan.csv"
        answer = provinsi.client("admin_bkd").get(reverse("core:berkas_hasil", args=[file.pk]))
        head, line = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
        assert head == f"{MOVES};Kesalahan"
        assert line.startswith("12;Tidak Ada;01/12/2026;SK;")
        assert "Unit kerja: Tidak ada unit dengan nama ini" in line

    def test_as_many_queries_for_many_rows_as_for_few(self, provinsi, unit_lain):
        jenis = find_impor("penempatan")
        assert jenis is not None
        people = [make_person(f"Orang {n}", unit=provinsi.seksi, with_account=False) for n in range(12)]
        peta = {"pegawai": 0, "unit": 1, "mulai": 2, "dasar": 3}

        def count(some: list[Pegawai]) -> int:
            rows = [jenis.read(n, [p.nip, unit_lain, "01/12/2026", "SK"], peta) for n, p in enumerate(some)]
            with CaptureQueriesContext(connection) as queries:
                jenis.terapkan(rows, impor=provinsi.akar.pk, by=provinsi.akun["admin_bkd"])
            assert all(row.benar for row in rows)
            return len(queries)

        count(people[:1])  # rights are read once
        assert count(people[1:3]) == count(people[3:])


class TestApply:
    def test_moves_are_written_told_and_traced_for_each_person(self, provinsi, unit_lain):
        person, admin = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
        row = send(provinsi, "penempatan", MOVES, move_line(person, unit_lain), "12;x;y;")
        row = done(services.apply(row.pk, by=admin))
        assert (row.status, states(row)) == (S.DITERAPKAN, [B.DITERAPKAN, B.SALAH])
        assert [unit for unit, _, _ in units(person)] == [provinsi.seksi.pk, provinsi.dinas_lain.pk]
        assert units(person)[1][1:] == (DAY, None)
        assert Notifikasi.objects.filter(untuk=person.pengguna, judul="Unit Anda berubah").count() == 1
        act = Tindakan.objects.get(aksi="pindah_unit", subjek_id=person.pk)
        assert (act.alasan, act.pengguna) == ("SK 1/2026", admin)

    @pytest.mark.parametrize(("jenis", "head"), [("penempatan", MOVES), ("pegawai-baru", PEOPLE)])
    def test_same_file_twice_makes_no_second_row(self, provinsi, unit_lain, jenis, head):
        line = move_line(provinsi.orang["pegawai"], unit_lain) if jenis == "penempatan" else NEW
        done(services.apply(send(provinsi, jenis, head, line).pk, by=provinsi.akun["admin_bkd"]))
        count = (Pegawai.objects.count(), KeanggotaanUnit.objects.count(), NomorPegawai.objects.count())
        again = send(provinsi, jenis, head, line)
        assert states(again) == [B.SUDAH_ADA]
        with pytest.raises(DomainError, match="Tidak ada baris"):
            services.apply(again.pk, by=provinsi.akun["admin_bkd"])
        assert count == (Pegawai.objects.count(), KeanggotaanUnit.objects.count(), NomorPegawai.objects.count())

    def test_row_that_was_overtaken_is_refused_and_the_others_written(self, provinsi, unit_lain):
        one, two, admin = provinsi.orang["pegawai"], provinsi.orang["rekan"], provinsi.akun["admin_bkd"]
        row = send(provinsi, "penempatan", MOVES, move_line(one, unit_lain), move_line(two, unit_lain))
        penempatan.move_pegawai(one.pk, unit=provinsi.dinas_lain, mulai=DAY, dasar="SK lain", by=admin)
        row = done(services.apply(row.pk, by=admin))
        assert states(row) == [B.SUDAH_ADA, B.DITERAPKAN]

    def test_new_person_has_numbers_unit_and_superior(self, provinsi):
        above = provinsi.orang["atasan"]
        line = NEW.replace("01/12/2026;;", f"01/11/2026;{above.nip};")
        done(services.apply(send(provinsi, "pegawai-baru", PEOPLE, line).pk, by=provinsi.akun["admin_bkd"]))
        person = Pegawai.objects.get(nip="199002152015012777")
        assert (person.nama, person.nrk, person.unit_kini_id) == ("Rani Baru", "180001", provinsi.seksi.pk)
        assert person.atasan_kini_id == above.pk
        assert Tindakan.objects.filter(aksi="pegawai_dicatat", subjek_id=person.pk).count() == 1

    def test_others_may_neither_send_nor_use_it(self, provinsi, unit_lain):
        with pytest.raises(PermissionDenied):
            send(provinsi, "penempatan", MOVES, "x", who="admin_unit")
        row = send(provinsi, "penempatan", MOVES, move_line(provinsi.orang["pegawai"], unit_lain))
        for who in ("admin_bkd2", "admin_unit"):
            with pytest.raises(PermissionDenied):
                services.apply(row.pk, by=provinsi.akun[who])

    def test_given_up_writes_nothing(self, provinsi, unit_lain):
        row = send(provinsi, "penempatan", MOVES, move_line(provinsi.orang["pegawai"], unit_lain))
        services.give_up(row.pk, by=provinsi.akun["admin_bkd"])
        with pytest.raises(TransitionError):
            services.apply(row.pk, by=provinsi.akun["admin_bkd"])


class TestTakeBack:
    def applied(self, p: Provinsi, jenis: str, *lines: str) -> BerkasImpor:
        return done(services.apply(send(p, jenis, *lines).pk, by=p.akun["admin_bkd"]))

    def test_place_is_as_before_and_nothing_was_deleted(self, provinsi, unit_lain):
        person, admin = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
        before = units(person)
        row = self.applied(provinsi, "penempatan", MOVES, move_line(person, unit_lain))
        kept = KeanggotaanUnit.objects.filter(pegawai=person).count()
        row = done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert (row.status, states(row), units(person)) == (S.DITARIK, [B.DITARIK], before)
        assert KeanggotaanUnit.objects.filter(pegawai=person).count() > kept

    def test_row_that_was_changed_since_stays_with_its_reason(self, provinsi, unit_lain):
        one, two, admin = provinsi.orang["pegawai"], provinsi.orang["rekan"], provinsi.akun["admin_bkd"]
        row = self.applied(provinsi, "penempatan", MOVES, move_line(one, unit_lain), move_line(two, unit_lain))
        penempatan.move_pegawai(one.pk, unit=provinsi.dinas, mulai=DAY + timedelta(days=9), dasar="SK", by=admin)
        row = done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert states(row) == [B.TETAP, B.DITARIK]
        assert "sudah diubah lagi" in row.daftar_baris.get(nomor=2).keterangan

    def test_new_person_is_shown_nowhere_and_the_number_is_free_again(self, provinsi):
        admin = provinsi.akun["admin_bkd"]
        row = self.applied(provinsi, "pegawai-baru", PEOPLE, NEW)
        row = done(services.take_back(row.pk, by=admin, now=timezone.now()))
        assert (states(row), row.daftar_baris.get().keterangan) == ([B.DITARIK], "")
        assert not Pegawai.objects.visible_to(admin).filter(nama="Rani Baru").exists()
        assert self.applied(provinsi, "pegawai-baru", PEOPLE, NEW).banyak(B.DITERAPKAN) == 1

    def test_after_a_day_it_is_too_late(self, provinsi, unit_lain):
        row = self.applied(provinsi, "penempatan", MOVES, move_line(provinsi.orang["pegawai"], unit_lain))
        with pytest.raises(DomainError, match="satu hari"):
            services.take_back(row.pk, by=provinsi.akun["admin_bkd"], now=timezone.now() + timedelta(days=1, minutes=1))

    def test_after_a_month_only_the_counts_are_left(self, provinsi, unit_lain):
        row = self.applied(provinsi, "penempatan", MOVES, move_line(provinsi.orang["pegawai"], unit_lain))
        assert services.empty_old(timezone.now() + timedelta(days=31)) == 1
        row.refresh_from_db()
        assert (row.daftar_baris.count(), row.banyak(B.DITERAPKAN)) == (0, 1)
