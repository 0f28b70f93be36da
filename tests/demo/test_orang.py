"""The people of the demo province: shares, numbers, faults, accounts; and the same ones every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from asn_portal.core.demo import AKAR, LAIN, Demo
from asn_portal.core.enums import JenisUnit, Peran
from asn_portal.core.regulasi import tahun_genap
from pegawai.aturan.nomor import MasukanNik, MasukanNip, nik_urai, nip_urai
from pegawai.demo import Cacat, Orang, Rencana, rencana
from pegawai.demo.jabatan import GOLONGAN, read_toml
from pegawai.enums import JenisPegawai

TANGGAL = date(2026, 11, 21)
AKUN = {
    "pegawai.demo", "atasan.demo", "adminunit.demo", "pimpinan.demo", "adminbkd.demo", "adminbkd2.demo", "pelatihan.demo",
    "asesor.demo", "komite.demo", "ttd.demo", "auditor.demo", "sistem.demo", "guru.demo", "kepsek.demo", "pppk.demo",
    "pegawai2.demo", "atasan2.demo", "adminunit2.demo", "adminlain.demo",
}  # fmt: skip
# What the plan is, in one line: another process, with other hashes of texts, must come to the same.
DIGEST = """
import os, sys
from datetime import date
os.environ["ASN_MODE"], os.environ["DJANGO_SETTINGS_MODULE"] = "luring", "asn_portal.settings"
import django; django.setup()
from tests.demo.test_orang import digest
print(digest(400, 5, date(2026, 11, 21)))
"""


def digest(pegawai: int, benih: int, tanggal: date) -> str:
    demo = Demo(pegawai, benih, tanggal)
    plan = rencana(demo)
    text = repr(plan.orang) + repr(plan.peran) + repr(demo.units) + str(demo.id("pegawai", 1))
    return hashlib.sha256(text.encode()).hexdigest()


def plan_of(pegawai: int, benih: int = 1) -> Rencana:
    return rencana(Demo(pegawai, benih, TANGGAL))


@pytest.fixture(scope="module")
def people() -> list[Orang]:
    return plan_of(2000).orang


@pytest.fixture(scope="module")
def by_account(people: list[Orang]) -> dict[str, Orang]:
    return {person.tokoh.akun: person for person in people if person.tokoh}


def share(people: list[Orang], test: object) -> float:
    return sum(map(test, people)) / len(people)


class TestSame:
    def test_plan_is_the_same_in_another_process_with_another_hash_seed(self):
        mine = digest(400, 5, TANGGAL)
        for seed in ("1", "77"):
            environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONWARNINGS": ""}
            done = subprocess.run([sys.executable, "-c", DIGEST], capture_output=True, text=True, env=environment)
            assert done.stdout.strip() == mine, done.stderr

    @pytest.mark.parametrize("other", [(401, 5, TANGGAL), (400, 6, TANGGAL), (400, 5, date(2026, 11, 22))])
    def test_each_of_the_three_numbers_matters(self, other: tuple[int, int, date]):
        assert digest(*other) != digest(400, 5, TANGGAL)


class TestShares:
    @pytest.mark.parametrize("pegawai", [300, 2000, 12_000])
    def test_functional_staff_lead_teachers_first_and_health_second(self, pegawai: int):
        people = plan_of(pegawai).orang
        assert len(people) == pegawai
        assert share(people, lambda p: p.jabatan.jenis == "fungsional") >= 0.55
        assert share(people, lambda p: p.jabatan.jenis == "struktural") <= (0.12 if pegawai == 300 else 0.08)
        professions = Counter(
            p.jabatan.rumpun if p.jabatan.rumpun in ("guru", "kesehatan") else p.jabatan.nama
            for p in people
            if p.jabatan.jenis == "fungsional"
        )
        assert [name for name, _ in professions.most_common(2)] == ["guru", "kesehatan"]

    def test_kinds_of_employment(self, people: list[Orang]):
        kinds = Counter(person.jenis for person in people)
        shares = {kind.value: kinds[kind] / len(people) for kind in JenisPegawai}
        assert 0.6 < shares["pns"] < 0.8
        assert 0.15 < shares["pppk"] < 0.3
        assert 0.01 < shares["cpns"] < 0.06
        assert 0.01 < shares["pppk_paruh_waktu"] < 0.08

    def test_golongan_of_pns_is_near_what_was_published(self, people: list[Orang]):
        """Published for the province: III about 41, IV 35, II 22 percent of the PNS (2015)."""
        ranks = Counter(p.karier.golongan.split("/")[0] for p in people if p.jenis == JenisPegawai.PNS)
        shares = {rank: count / sum(ranks.values()) for rank, count in ranks.items()}
        assert 0.4 < shares["III"] < 0.6
        assert 0.25 < shares["IV"] < 0.42
        assert 0.1 < shares["II"] < 0.28

    def test_slightly_more_women_than_men(self, people: list[Orang]):
        assert 0.5 < share(people, lambda p: p.kelamin == "p") < 0.62
        crews = [p for p in people if p.jabatan.nama in ("Pemadam Kebakaran", "Polisi Pamong Praja")]
        assert share(crews, lambda p: p.kelamin == "p") < 0.25

    def test_ages_are_those_of_people_at_work(self, people: list[Orang]):
        ages = [tahun_genap(person.karier.lahir, TANGGAL) for person in people]
        assert min(ages) >= 19
        assert max(ages) <= 59
        assert 40 < sum(ages) / len(ages) < 48
        assert all(
            age <= 57 or p.jabatan.rumpun in ("guru", "pendidik") or p.jabatan.eselon
            for age, p in zip(ages, people, strict=True)
        )

    def test_contract_staff_and_candidates_lead_nobody_and_hold_no_structural_post(self, people: list[Orang]):
        others = [person for person in people if person.jenis != JenisPegawai.PNS]
        assert [p.nomor for p in others if p.is_pemimpin or p.jabatan.eselon] == []
        assert all(p.karier.golongan in GOLONGAN for p in people if p.jenis in (JenisPegawai.PNS, JenisPegawai.CPNS))
        contract = {p.karier.golongan for p in others if p.jenis != JenisPegawai.CPNS}
        assert contract <= {"IV", "V", "VII", "IX", "X", "XI"}

    def test_structural_posts_have_a_rank_within_their_eselon(self, people: list[Orang]):
        table = read_toml("kepala.toml")["eselon"]
        for person in people:
            if person.jabatan.eselon:
                low, high = table[person.jabatan.eselon]["golongan"]
                assert GOLONGAN.index(low) <= GOLONGAN.index(person.karier.golongan) <= GOLONGAN.index(high)


class TestLeaders:
    def test_schools_puskesmas_and_hospitals_are_led_by_an_additional_duty(self):
        demo = Demo(12_000, 1, TANGGAL)
        plan = rencana(demo)
        duties = {JenisUnit.SEKOLAH: "Kepala Sekolah", JenisUnit.RSUD: "Direktur"}
        found = Counter()
        for kunci, number in plan.pemimpin.items():
            jenis, position = demo.tim[kunci].jenis, plan.orang[number].jabatan
            if jenis in (JenisUnit.SEKOLAH, JenisUnit.PUSKESMAS, JenisUnit.RSUD):
                assert position.jenis == "fungsional"
                assert position.tambahan in (
                    duties.get(jenis),
                    "Kepala Puskesmas",
                    "Penanggung Jawab Puskesmas Pembantu",
                )
                found[jenis] += 1
        assert min(found[jenis] for jenis in (JenisUnit.SEKOLAH, JenisUnit.PUSKESMAS, JenisUnit.RSUD)) >= 2

    def test_everybody_but_the_top_has_a_superior_who_leads_the_team(self, people: list[Orang]):
        plan = plan_of(2000)
        without = [person.tim for person in plan.orang if person.atasan is None]
        assert without == ["setda", "lain.dinas"]
        for person in plan.orang:
            if not person.is_pemimpin:
                assert person.atasan == plan.pemimpin[person.tim]

    def test_nobody_is_above_himself(self):
        plan = plan_of(2000)
        for person in plan.orang:
            seen, above = set(), person.atasan
            while above is not None:
                assert above not in seen
                seen.add(above)
                above = plan.orang[above].atasan
            assert person.nomor not in seen

    def test_watches_work_in_shifts(self, people: list[Orang]):
        shifts = Counter(person.jabatan.nama for person in people if person.bergilir)
        assert {"Pemadam Kebakaran", "Polisi Pamong Praja", "Pengelola Layanan Operasional"} <= set(shifts)


class TestNumbers:
    def test_every_nip_says_birth_entry_and_sex(self, people: list[Orang]):
        for person in people:
            career, found = person.karier, nip_urai(MasukanNip(nip=person.nip))
            assert (found["tanggal_lahir"], found["jenis_kelamin"]) == (career.lahir, person.kelamin)
            assert found["peringatan"] == []
            if person.jenis in (JenisPegawai.PNS, JenisPegawai.CPNS):
                assert (found["jenis"], found["tmt_cpns"]) == ("pns", career.tmt)
            else:
                assert (found["jenis"], found["tahun_angkat"]) == ("pppk", career.tmt.year)

    def test_every_nik_says_place_birth_and_sex(self, people: list[Orang]):
        tables = read_toml("nama.toml").values()
        places = {kode for table in tables for name in ("asal", "jakarta", "sekitar") for kode in table.get(name, ())}
        for person in people:
            found = nik_urai(MasukanNik(nik=person.nik, tanggal=TANGGAL))
            assert (found["tanggal_lahir"], found["jenis_kelamin"]) == (person.karier.lahir, person.kelamin)
            assert found["kode_wilayah"][:5] in places

    def test_serials_lie_where_no_real_person_has_one(self, people: list[Orang]):
        assert all(int(person.nip[15:]) > 900 for person in people)
        assert all(int(person.nik[12:]) > 9000 for person in people)

    @pytest.mark.parametrize("field", ["nip", "nik", "nrk", "surel"])
    def test_no_number_is_given_twice(self, field: str):
        values = [getattr(person, field) for person in plan_of(12_000).orang]
        assert len(values) == len(set(values))

    def test_mail_goes_nowhere(self, people: list[Orang]):
        assert all(re.fullmatch(r"[a-z]+(\.[a-z]+)?\d*@pegawai\.example", person.surel) for person in people)

    def test_entry_comes_before_the_present_place(self, people: list[Orang]):
        for person in people:
            assert person.karier.tmt <= person.mulai <= TANGGAL
            assert person.mulai_lama is None or person.karier.tmt <= person.mulai_lama < person.mulai


class TestNames:
    def test_names_of_many_regions(self, people: list[Orang]):
        text = " | ".join(person.nama for person in people)
        samples = (
            "Prasetyo", "Suryana", "Jaelani", "Simanjuntak|Siregar|Sinaga", "Tanjung|Chaniago", "Andi ", "I Made|I Wayan|Ni ",
            "Latuconsina|Wattimena|Sahetapy|Hukom|Titaley", "Wenda|Kogoya|Rumbiak|Wanggai|Kambu|Yoku", "Wijaya|Halim|Tanoto",
            "Moh. |Sitti ", "Ngau|Jalung|Lejau|Narang", "Wowor|Lumintang|Mandagi|Karundeng", "Teuku |Cut ", "Nahak|Riwu|Djami",
        )  # fmt: skip
        assert [sample for sample in samples if not re.search(sample, text)] == []

    def test_some_have_a_single_name(self, people: list[Orang]):
        assert 0.02 < share(people, lambda p: " " not in p.nama) < 0.12

    def test_no_name_is_common_to_too_many(self, people: list[Orang]):
        assert Counter(person.nama for person in people).most_common(1)[0][1] <= 6
        assert len({person.nama for person in people}) > len(people) * 0.9

    def test_names_of_well_known_persons_are_avoided(self):
        avoided = set(read_toml("nama.toml")["semua"]["dihindari"])
        assert {person.nama for person in plan_of(12_000).orang} & avoided == set()

    def test_titles_fit_the_education(self, people: list[Orang]):
        for person in people:
            has_title = bool(person.gelar_depan or person.gelar_belakang)
            assert has_title == (person.pendidikan not in ("SMP", "SMA")), person


class TestFaults:
    @pytest.mark.parametrize("pegawai", [250, 2000, 12_000])
    def test_three_in_a_hundred_records_are_faulty_all_kinds_alike(self, pegawai: int):
        kinds = Counter(person.cacat for person in plan_of(pegawai).orang if person.cacat)
        assert sum(kinds.values()) == round(pegawai * 0.03)
        assert max(kinds.values()) - min(kinds[kind] for kind in Cacat) <= 1

    def test_each_fault_is_one(self, people: list[Orang]):
        for person in people:
            assert (person.unit_tercatat != person.unit) == (person.cacat == Cacat.UNIT_KELIRU)
            if person.cacat == Cacat.TANPA_GELAR:
                assert person.pendidikan not in ("SMP", "SMA")
            if person.cacat == Cacat.TANPA_ATASAN:
                assert person.atasan is not None
                assert person.atasan_tercatat is None

    def test_leaders_roles_and_demo_accounts_are_spared(self):
        plan = plan_of(2000)
        holders = {number for number, _, _ in plan.peran} | set(plan.pemimpin.values())
        faulty = {person.nomor for person in plan.orang if person.cacat}
        assert faulty & holders == set()
        assert [person.tokoh for person in plan.orang if person.tokoh and person.cacat] == []


class TestAccounts:
    @pytest.mark.parametrize("pegawai", [250, 2000])
    def test_all_are_there_once(self, pegawai: int):
        names = [person.tokoh.akun for person in plan_of(pegawai).orang if person.tokoh]
        assert sorted(names) == sorted(AKUN)

    def test_who_leads_whom(self, by_account: dict[str, Orang]):
        for below, above in (
            ("pegawai.demo", "atasan.demo"), ("pppk.demo", "atasan.demo"), ("atasan.demo", "pimpinan.demo"),
            ("guru.demo", "kepsek.demo"), ("pegawai2.demo", "atasan2.demo"),
        ):  # fmt: skip
            assert by_account[below].atasan == by_account[above].nomor

    def test_the_two_teams_are_of_different_offices(self, by_account: dict[str, Orang]):
        first = ("pegawai.demo", "atasan.demo", "adminunit.demo", "pimpinan.demo", "pppk.demo")
        second = ("pegawai2.demo", "atasan2.demo", "adminunit2.demo")
        assert {by_account[name].unit.split(".")[0] for name in first} == {"sda"}
        assert {by_account[name].unit.split(".")[0] for name in second} == {"arsip"}

    def test_positions(self, by_account: dict[str, Orang]):
        labels = {name: person.jabatan.label for name, person in by_account.items()}
        assert labels["pegawai.demo"] == "Pengelola Sumber Daya Air Ahli Muda"
        assert labels["atasan.demo"] == "Kepala Suku Dinas"
        assert labels["pimpinan.demo"] == "Kepala Dinas"
        assert labels["kepsek.demo"] == "Guru Ahli Madya (Kepala Sekolah)"
        assert labels["guru.demo"] == "Guru Ahli Muda (Guru Kelas)"
        assert labels["auditor.demo"].startswith("Auditor")
        assert by_account["pppk.demo"].jenis == JenisPegawai.PPPK

    def test_roles(self):
        plan = plan_of(2000)
        held: dict[str, set[tuple[Peran, str]]] = {}
        for number, peran, unit in plan.peran:
            if tokoh := plan.orang[number].tokoh:
                held.setdefault(tokoh.akun, set()).add((peran, unit))
        assert held == {
            "pimpinan.demo": {(Peran.PIMPINAN, "sda")},
            "adminunit.demo": {(Peran.ADMIN_UNIT, "sda")},
            "adminunit2.demo": {(Peran.ADMIN_UNIT, "arsip")},
            "adminbkd.demo": {(Peran.ADMIN_BKD, AKAR)},
            "adminbkd2.demo": {(Peran.ADMIN_BKD, AKAR)},
            "pelatihan.demo": {(Peran.PENGELOLA_PELATIHAN, AKAR)},
            "asesor.demo": {(Peran.ASESOR, AKAR)},
            "komite.demo": {(Peran.KOMITE_TALENTA, AKAR)},
            "ttd.demo": {(Peran.PENANDA_TANGAN, AKAR)},
            "auditor.demo": {(Peran.AUDITOR, AKAR)},
            "sistem.demo": {(Peran.ADMIN_SISTEM, AKAR)},
            "adminlain.demo": {(Peran.ADMIN_BKD, LAIN)},
        }

    def test_other_offices_have_a_leader_and_hr_of_their_own(self):
        demo = Demo(12_000, 1, TANGGAL)
        roles = rencana(demo).peran
        led = {unit for _, peran, unit in roles if peran == Peran.PIMPINAN}
        cared = {unit for _, peran, unit in roles if peran == Peran.ADMIN_UNIT}
        offices = {kunci for kunci in demo.ukuran if demo.tim[kunci].tipe in ("perangkat", "wilayah")}
        assert offices - led == {"bkd"}  # whose head is the signatory of the province
        assert offices - cared == {"pendidikan", "bkd", "bpsdm", "inspektorat"}  # HR of the province answers for these
