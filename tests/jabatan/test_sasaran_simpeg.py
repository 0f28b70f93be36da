"""Codes of posts of the former SIMPEG become names of the map."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jabatan.models import Penempatan
from jabatan.sasaran_simpeg import known, same, search
from jabatan.services.simpeg import DASAR
from pegawai.enums import StatusSimpeg as S
from pegawai.models import BarisSimpeg, HubunganAtasan, Migrasi, RiwayatJabatanLama
from pegawai.riwayat_jabatan import posts_held
from pegawai.services.migrasi import map_kojab, map_kolok
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person
from tests.pegawai.test_impor_riwayat import applied
from tests.pegawai.test_migrasi import PEGAWAI, match

pytestmark = pytest.mark.django_db


def stage(p, *posts: tuple[str, str]) -> Migrasi:
    person = p.orang["pegawai"]
    lines = [f"{900000 + n};;;{person.nama};15/02/1990;;;{kode};{nama};;" for n, (kode, nama) in enumerate(posts)]
    applied(p, "simpeg-pegawai", PEGAWAI, *lines)
    return Migrasi.objects.get()


def test_exact_names_are_mapped_without_asking(provinsi, peta):
    migrasi = stage(provinsi, ("1", "PENELAAH TEKNIS KEBIJAKAN"), ("2", "Penelaah"), ("3", ""))
    assert {row.kode: (row.sasaran, row.nilai) for row in migrasi.daftar_kojab.all()} == {
        "1": ("peta", "Penelaah Teknis Kebijakan"), "2": ("", ""), "3": ("", ""),
    }  # fmt: skip


def test_words_find_names_of_the_map(provinsi, peta):
    assert search("teknis penelaah") == [("Penelaah Teknis Kebijakan", "Penelaah Teknis Kebijakan")]
    assert search("kepala bidang") == [("Kepala Dinas", "Kepala Dinas"), ("Kepala Seksi", "Kepala Seksi")]
    assert search("") == []
    assert known("kepala dinas") == "Kepala Dinas"
    assert known("kepala") == ""
    assert same(["KEPALA SEKSI", "Kepala Bidang"]) == {"KEPALA SEKSI": "Kepala Seksi"}


def test_page_offers_what_is_alike_and_keeps_what_was_typed(provinsi, peta):
    kojab = stage(provinsi, ("2", "Penelaah")).daftar_kojab.get()
    hr, address = provinsi.client("admin_bkd"), reverse("pegawai:migrasi_kojab", args=[kojab.pk])
    answer = hr.post(address, {"sasaran": "peta", "nilai": "Penelaah"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Yang mirip: Penelaah Teknis Kebijakan." in page
    assert 'value="Penelaah"' in page
    assert hr.post(address, {"sasaran": "peta", "nilai": "Penelaah Teknis Kebijakan"}).status_code == 302
    map_kojab(kojab.pk, sasaran="nama", nilai="Jabatan di luar peta", by=provinsi.akun["admin_bkd"])
    kojab.refresh_from_db()
    assert kojab.sasaran == "nama"


JABATAN = "NRK;NIP;NIK;TMT;KOLOK;NALOK;KOJAB;NAJAB;NOSK;TGSK"


def history(p, *lines: str) -> Migrasi:
    """Dumps of posts with every code mapped: kolok 1 is the seksi, 2 the other dinas; names are those of the map."""
    applied(p, "simpeg-jabatan", JABATAN, *lines)
    migrasi, admin = Migrasi.objects.get(), p.akun["admin_bkd"]
    units = {"1": p.seksi, "2": p.dinas_lain}
    for row in migrasi.daftar_kolok.filter(kode__in=units):
        map_kolok(row.pk, unit=units[row.kode], by=admin)
    return match(p)


def posts_of(person) -> list[tuple[str, date, date | None, str]]:
    rows = Penempatan.objects.kini().filter(pegawai=person).order_by("berlaku")
    return [(row.jabatan.daftar_rincian.get().nama, row.mulai, row.sampai, row.dasar) for row in rows]


def states() -> list[str]:
    return list(BarisSimpeg.objects.order_by("kunci").values_list("status", flat=True))


class TestPlacements:
    @pytest.fixture
    def free(self, provinsi, peta):
        """Somebody of the seksi without a post, and two more nomenclatures there."""
        for nama in ("Operator Layanan", "Pengelola Data"):
            make_seat(nama, unit=provinsi.seksi, induk=peta.kasi, kebutuhan=3)
        return make_person("Umi Bebas", unit=provinsi.seksi)

    def line(self, person, tmt: str, nama: str, kolok: str = "1", kode: str = "7") -> str:
        return f"{person.nrk};;;{tmt};{kolok};;{kode};{nama};821/{tmt[-4:]};{tmt}"

    def test_a_history_becomes_placements_each_until_the_next(self, provinsi, free):
        history(
            provinsi, self.line(free, "01/03/2023", "Operator Layanan", kode="8"),
            self.line(free, "01/04/2021", "PENELAAH TEKNIS KEBIJAKAN"),
        )  # fmt: skip
        assert posts_of(free) == [
            ("Penelaah Teknis Kebijakan", date(2021, 4, 1), date(2023, 2, 28), DASAR),
            ("Operator Layanan", date(2023, 3, 1), None, DASAR),
        ]
        free.refresh_from_db()
        assert free.jabatan_kini == "Operator Layanan"
        superior = HubunganAtasan.objects.pada(date(2026, 1, 1)).get(pegawai=free)
        assert superior.atasan_id == provinsi.orang["atasan"].pk
        assert set(states()) == {S.COCOK}

    def test_two_runs_and_a_later_dump_give_one_history(self, provinsi, free):
        first = self.line(free, "01/04/2021", "Penelaah Teknis Kebijakan")
        history(provinsi, first)
        history(provinsi, first, self.line(free, "01/03/2023", "Operator Layanan", kode="8"))
        assert [row[:3] for row in posts_of(free)] == [
            ("Penelaah Teknis Kebijakan", date(2021, 4, 1), date(2023, 2, 28)),
            ("Operator Layanan", date(2023, 3, 1), None),
        ]

    def test_what_the_map_knows_stays_and_the_row_says_so(self, provinsi, peta, free):
        sit(free, peta.staf, mulai=date(2022, 1, 1))
        history(
            provinsi, self.line(free, "01/04/2021", "Operator Layanan"), self.line(free, "01/03/2023", "Operator Layanan"),
        )  # fmt: skip
        assert [row[:3] for row in posts_of(free)] == [
            ("Operator Layanan", date(2021, 4, 1), date(2021, 12, 31)),
            ("Penelaah Teknis Kebijakan", date(2022, 1, 1), None),
        ]
        later = BarisSimpeg.objects.get(kunci__contains="2023")
        assert later.status == S.BERTENTANGAN
        assert "menjabat Penelaah Teknis Kebijakan sejak 1 Januari 2022" in later.alasan

    @pytest.mark.parametrize(
        ("nama", "kolok", "kata"),
        [
            ("Operator Layanan", "2", "tidak ada di Dinas Pendidikan"),
            ("Kepala Seksi", "1", "sudah ada pejabatnya"),
            ("Kepala Dinas", "2", "sudah ada pejabatnya"),
        ],
    )
    def test_a_row_that_cannot_be_placed_names_its_reason(self, provinsi, free, nama, kolok, kata):
        history(provinsi, self.line(free, "01/03/2023", nama, kolok))
        row = BarisSimpeg.objects.get()
        assert (row.status, posts_of(free)) == (S.BERTENTANGAN, [])
        assert row.alasan

    def past(self, person) -> list[tuple[str, str, date, date | None]]:
        rows = RiwayatJabatanLama.objects.kini().filter(pegawai=person).order_by("berlaku")
        return [(row.jabatan, row.unit, row.mulai, row.sampai) for row in rows]

    def test_days_before_the_seat_are_kept_as_words_and_the_rest_as_a_placement(self, provinsi, peta, free):
        make_seat("Arsiparis", unit=provinsi.seksi, induk=peta.kasi, kebutuhan=2, mulai=date(2022, 1, 1))
        line = self.line(free, "01/03/2016", "Arsiparis")
        for _ in range(2):  # two runs, one history
            history(provinsi, line)
            assert self.past(free) == [("Arsiparis", "Seksi Satu", date(2016, 3, 1), date(2021, 12, 31))]
            assert [row[:3] for row in posts_of(free)] == [("Arsiparis", date(2022, 1, 1), None)]
            assert states() == [S.COCOK]
        page = provinsi.client("admin_bkd").get(reverse("pegawai:berkas", args=[free.pk]) + "?bagian=karier")
        assert "Jabatan sebelum peta" in page.content.decode()
        assert [one.nama for one in posts_held(free, date(2026, 1, 1))] == ["Arsiparis", "Arsiparis"]

    def test_a_post_that_was_never_on_the_map_is_history_once_another_followed(self, provinsi, free):
        old = self.line(free, "01/03/2014", "Juru Ketik", kode="9")
        history(provinsi, old)
        assert (self.past(free), states()) == ([], [S.TANPA_PADANAN])
        kojab = Migrasi.objects.get().daftar_kojab.get(kode="9")
        map_kojab(kojab.pk, sasaran="nama", nilai="Juru Ketik", by=provinsi.akun["admin_bkd"])
        history(provinsi, old)
        assert self.past(free) == []  # still held, as far as the dump says
        history(provinsi, old, self.line(free, "01/04/2021", "Operator Layanan"))
        assert self.past(free) == [("Juru Ketik", "Seksi Satu", date(2014, 3, 1), date(2021, 3, 31))]
        history(provinsi, self.line(free, "01/06/2018", "Juru Ketik", kode="9"))
        assert [row[2:] for row in self.past(free)] == [
            (date(2014, 3, 1), date(2018, 5, 31)), (date(2018, 6, 1), date(2021, 3, 31)),
        ]  # fmt: skip
        assert set(states()) == {S.COCOK}

    def test_what_the_portal_knows_of_those_days_stays(self, provinsi, peta, free):
        sit(free, peta.staf, mulai=date(2015, 1, 1))
        make_seat("Arsiparis", unit=provinsi.seksi, induk=peta.kasi, mulai=date(2022, 1, 1))
        history(provinsi, self.line(free, "01/03/2016", "Arsiparis"))
        assert self.past(free) == []
        assert states() == [S.BERTENTANGAN]

    def test_as_many_queries_for_many_rows_as_for_few(self, provinsi, free, peta):
        def asked(*lines: str) -> int:
            applied(provinsi, "simpeg-jabatan", JABATAN, *lines)
            migrasi = Migrasi.objects.get()
            for row in migrasi.daftar_kolok.filter(unit=None):
                map_kolok(row.pk, unit=provinsi.seksi, by=provinsi.akun["admin_bkd"])
            with CaptureQueriesContext(connection) as seen:
                match(provinsi)
            assert set(states()) == {S.COCOK}, list(BarisSimpeg.objects.values_list("kunci", "alasan"))
            return len(seen)

        few = asked(self.line(free, "01/04/2020", "Operator Layanan"))
        many = asked(*(self.line(free, f"01/04/{year}", "Operator Layanan") for year in range(2021, 2026)))
        assert many <= few + 4


def test_codes_are_confirmed_many_at_once(provinsi, peta):
    migrasi = stage(provinsi, ("1", "Penelaah Teknis Kebijakn"), ("2", "Kepala Sexi"), ("3", "Juru Ukur"))
    hr, page = provinsi.client("admin_bkd"), reverse("pegawai:migrasi_kojab_list")
    text = hr.get(page).content.decode()
    assert "Saran: <strong>Penelaah Teknis Kebijakan</strong>" in text
    assert "Saran: <strong>Kepala Seksi</strong>" in text
    codes = {row.kode: row.pk for row in migrasi.daftar_kojab.all()}
    answer = hr.post(
        reverse("pegawai:migrasi_kojab_sahkan"),
        {"pilih": [str(codes["1"]), str(codes["3"])], f"saran-{codes['1']}": "Penelaah Teknis Kebijakan",
         f"saran-{codes['3']}": "Bukan jabatan"},
        follow=True,
    )  # fmt: skip
    assert "1 kojab dipetakan" in answer.content.decode()
    assert {row.kode: row.nilai for row in migrasi.daftar_kojab.all()} == {
        "1": "Penelaah Teknis Kebijakan", "2": "", "3": "",
    }  # fmt: skip
    assert "Belum ada yang dipetakan" in hr.post(reverse("pegawai:migrasi_kojab_sahkan"), follow=True).content.decode()
