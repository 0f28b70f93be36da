"""The organisation of the demo province: real units, whole branches, teams of a size that can be led."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from asn_portal.core.demo import PEGAWAI_TERBANYAK, PEGAWAI_TERSEDIKIT, Demo, TidakMuat, pilih
from asn_portal.core.demo.wilayah import daftar_wilayah
from asn_portal.core.enums import JenisUnit

TANGGAL = date(2026, 11, 21)
SIZES = (PEGAWAI_TERSEDIKIT, 300, 999, 2000, 9999, 10_000, 30_000, 65_000, PEGAWAI_TERBANYAK)


def demo_of(pegawai: int, benih: int = 1) -> Demo:
    return Demo(pegawai, benih, TANGGAL)


def team_sizes(demo: Demo) -> dict[str, int]:
    """People whom each leader leads: direct members and the leaders below."""
    below = Counter(demo.tim[kunci].atasan for kunci in demo.ukuran)
    return {kunci: banyak + below[kunci] for kunci, banyak in demo.ukuran.items()}


def kota_of(demo: Demo, kunci: str | None) -> str:
    """The own kota, or that of the nearest unit above."""
    while kunci is not None:
        if demo.tim[kunci].wilayah:
            return demo.tim[kunci].wilayah
        kunci = demo.tim[kunci].induk
    return ""


class TestWholeProvince:
    def test_every_unit_is_in_the_kota_that_its_key_tells(self):
        """Kecamatan, kelurahan, schools and puskesmas carry the code of their place in the key; all others are somewhere."""
        demo = demo_of(65_000)
        places = {simpul.kunci: kota_of(demo, simpul.kunci) for simpul in demo.units}
        assert set(places.values()) == {kota.kode for kota in daftar_wilayah()}
        for kunci, kode in places.items():
            for kota in daftar_wilayah():
                if kota.kode in kunci:
                    assert kode == kota.kode, kunci
        assert kota_of(demo, "rsud.koja") == "31.72"
        assert kota_of(demo, "sma.8") == "31.74"

    def test_has_the_real_offices(self):
        kinds = Counter(simpul.jenis for simpul in demo_of(65_000).units)
        expected = {
            JenisUnit.PEMERINTAH_DAERAH: 1,
            JenisUnit.INSPEKTORAT: 1,
            JenisUnit.BIRO: 10,
            JenisUnit.DINAS: 22,
            JenisUnit.BADAN: 10,
            JenisUnit.WILAYAH: 6,
            JenisUnit.KECAMATAN: 44,
            JenisUnit.KELURAHAN: 267,
            JenisUnit.RSUD: 31,
            JenisUnit.PUSKESMAS: 44 + 267,
        }
        assert {kind: kinds[kind] for kind in expected} == expected

    def test_nothing_is_left_out(self):
        demo = demo_of(65_000)
        assert len(demo.units) == sum(simpul.is_unit for simpul in demo.tim.values())

    def test_every_dinas_works_in_all_five_kota_and_in_the_islands(self):
        units = demo_of(65_000).units
        arms = Counter(unit.induk for unit in units if unit.tipe == "suku")
        dinas = [unit.kunci for unit in units if unit.jenis == JenisUnit.DINAS]
        places = {unit.nama.split(" Administrasi ")[-1] for unit in units if unit.tipe == "suku"}
        assert {kunci: arms[kunci] for kunci in dinas if kunci != "pendidikan"} == dict.fromkeys(
            [kunci for kunci in dinas if kunci != "pendidikan"], 6
        )
        assert arms["pendidikan"] == 11  # two in each kota
        assert places == {kota.pendek for kota in daftar_wilayah()}

    def test_no_two_units_share_a_name_below_one_parent(self):
        names = Counter((unit.induk, unit.nama.lower()) for unit in demo_of(65_000).units)
        assert [pair for pair, count in names.items() if count > 1] == []

    @pytest.mark.parametrize("jenis", [JenisUnit.RSUD, JenisUnit.SEKOLAH, JenisUnit.PUSKESMAS, JenisUnit.KELURAHAN])
    def test_what_citizens_go_to_has_a_name_of_its_own(self, jenis: JenisUnit):
        names = [unit.nama for unit in demo_of(65_000).units if unit.jenis == jenis]
        assert len(names) == len(set(names))

    def test_schools_of_every_level(self):
        names = [unit.nama.split()[0] for unit in demo_of(65_000).units if unit.jenis == JenisUnit.SEKOLAH]
        assert {level: names.count(level) for level in ("SMP", "SMA", "SMK", "TK", "SLB")} == {
            "SMP": 293, "SMA": 117, "SMK": 74, "TK": 44, "SLB": 12,
        }  # fmt: skip
        assert 1200 < names.count("SD") < 1350


class TestSizes:
    @pytest.mark.parametrize("pegawai", SIZES)
    @pytest.mark.parametrize("benih", [1, 7])
    def test_everybody_has_a_place_and_one_is_of_another_agency(self, pegawai: int, benih: int):
        ukuran = demo_of(pegawai, benih).ukuran
        assert sum(ukuran.values()) + len(ukuran) + 1 == pegawai

    @pytest.mark.parametrize("pegawai", SIZES)
    def test_teams_have_five_to_twenty_people(self, pegawai: int):
        """But for the Sekda, whom the law makes superior of every head."""
        sizes = team_sizes(demo_of(pegawai))
        assert {kunci: size for kunci, size in sizes.items() if not 5 <= size <= 20 and kunci != "setda"} == {}
        assert sizes["setda"] >= 5

    @pytest.mark.parametrize("pegawai", SIZES)
    def test_every_unit_hangs_on_one_that_is_there(self, pegawai: int):
        units = demo_of(pegawai).units
        keys = [unit.kunci for unit in units]
        assert [unit.kunci for unit in units if unit.induk and unit.induk not in keys[: keys.index(unit.kunci)]] == []

    @pytest.mark.parametrize("pegawai", [PEGAWAI_TERSEDIKIT, 300, 2000])
    def test_small_province_still_has_one_of_everything_the_accounts_need(self, pegawai: int):
        demo = demo_of(pegawai)
        kinds = Counter(unit.jenis for unit in demo.units)
        assert kinds[JenisUnit.DINAS] + kinds[JenisUnit.BADAN] >= 2
        assert kinds[JenisUnit.SEKOLAH] >= 1
        assert kinds[JenisUnit.PUSKESMAS] >= 1
        assert any(demo.tim[kunci].bergilir for kunci in demo.ukuran)

    def test_whole_branches_are_left_out_of_a_small_province(self):
        small, large = demo_of(2000), demo_of(65_000)
        assert len(small.units) < len(large.units) / 20
        assert {unit.kunci for unit in small.units} < {unit.kunci for unit in large.units}

    @pytest.mark.parametrize("pegawai", [0, PEGAWAI_TERSEDIKIT - 1, PEGAWAI_TERBANYAK + 1])
    def test_impossible_number_is_refused_in_a_sentence(self, pegawai: int):
        with pytest.raises(TidakMuat, match=f"Data contoh memuat 250 sampai 100000 pegawai, bukan {pegawai}."):
            demo_of(pegawai).check()

    def test_day_before_the_organisation_was_there_is_refused(self):
        with pytest.raises(TidakMuat, match="paling awal 2019-01-01, bukan 2018-12-31"):
            Demo(300, 1, date(2018, 12, 31)).check()
        Demo(300, 1, date(2019, 1, 1)).check()

    def test_launcher_asks_for_the_same_numbers(self):
        source = Path("launcher/supervisor.py").read_text()
        assert f"lowest={PEGAWAI_TERSEDIKIT}, highest={PEGAWAI_TERBANYAK:_}" in source

    def test_branches_come_in_proportion(self):
        """A province of a sixth holds about a sixth of each kind of work."""
        whole, part = pilih.shares(), pilih.choose(10_000).per_kelas
        total = sum(whole.values())
        off = {kelas: part.get(kelas, 0) / 10_000 - people / total for kelas, people in whole.items()}
        assert {kelas: share for kelas, share in off.items() if abs(share) > 0.02} == {}
