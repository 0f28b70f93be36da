"""Workload, classes, requirements: exact at their boundaries."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jabatan.aturan.kelas import NILAI_FAKTOR
from tests.core.aturan_uji import RULES, answer, ask, refusal

tasks = st.lists(
    st.fixed_dictionaries({"jumlah_hasil": st.integers(0, 5000), "waktu_menit": st.integers(0, 9000)}),
    min_size=1,
    max_size=8,
)


@given(tasks, st.randoms())
def test_need_is_the_exact_sum_rounded_up_in_any_order(tugas, shuffled):
    exact = sum(Fraction(row["jumlah_hasil"] * row["waktu_menit"], 75_000) for row in tugas)
    shuffled.shuffle(tugas)
    hasil = RULES["abk_jabatan"].answer({"tugas": tugas}).hasil
    assert hasil["kebutuhan"] == ceil(exact)
    assert abs(Fraction(hasil["total"]) - exact) <= Fraction(1, 20_000)


def test_a_little_above_one_is_two_though_it_prints_as_one():
    hasil = answer("abk_jabatan", {"tugas": [{"jumlah_hasil": 1, "waktu_menit": "75000.001"}]})
    assert hasil == {"total": "1.0000", "kebutuhan": 2}
    assert refusal("abk_tugas", {"jumlah_hasil": 1, "waktu_menit": 1, "jke_menit": 0}).galat == "angka_tidak_sah"


@given(st.integers(-10, 6000))
def test_class_grows_with_points_that_are_possible(nilai):
    hasil, refused = ask(RULES["kelas_dari_nilai"], nilai=nilai)
    if refused is not None:
        assert refused.galat == ("nilai_di_bawah_190" if nilai < 190 else "nilai_bukan_kelipatan_5")
    else:
        assert hasil["kelas"] <= answer("kelas_dari_nilai", {"nilai": nilai + 5})["kelas"] <= hasil["kelas"] + 1


@given(st.data())
def test_every_sum_of_levels_has_a_class(data):
    jenis = data.draw(st.sampled_from(list(NILAI_FAKTOR)))
    tingkat = {faktor: data.draw(st.integers(1, len(points))) for faktor, points in NILAI_FAKTOR[jenis].items()}
    hasil = answer("kelas_dari_faktor", {"jenis": jenis, "tingkat": tingkat})
    assert hasil["nilai"] == sum(NILAI_FAKTOR[jenis][faktor][level - 1] for faktor, level in tingkat.items())
    assert hasil["kelas"] == answer("kelas_dari_nilai", {"nilai": hasil["nilai"]})["kelas"]


FULL = dict.fromkeys(NILAI_FAKTOR["fungsional"], 1)


@pytest.mark.parametrize(
    ("tingkat", "galat"),
    [
        ({**FULL, "f4a": 1}, "faktor_tidak_dikenal"),
        ({"f10": 1}, "faktor_tidak_dikenal"),  # before those that are missing
        ({}, "faktor_kurang"),
        ({**FULL, "f1": None}, "faktor_kurang"),
        ({**FULL, "f1": 10}, "tingkat_tidak_sah"),
        ({**FULL, "f1": "3"}, "tingkat_tidak_sah"),
        ({**FULL, "f1": True}, "tingkat_tidak_sah"),
        (None, "masukan_kurang"),
    ],
)
def test_levels_are_refused_by_what_is_wrong_with_them(tingkat, galat):
    assert refusal("kelas_dari_faktor", {"jenis": "fungsional", "tingkat": tingkat}).galat == galat


GOOD = {
    "jabatan_target": "jpt_pratama", "pendidikan": "s1", "jabatan_asal": "administrator", "lama_jabatan_tahun": "2",
    "pengalaman_tahun": "5", "usia": 56,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "alasan"),
    [
        ({}, []),
        ({"pendidikan": "d4"}, []),
        ({"pendidikan": "s3"}, []),
        ({"pendidikan": "d3"}, ["pendidikan"]),
        ({"pengalaman_tahun": "4.99"}, ["pengalaman"]),
        ({"lama_jabatan_tahun": "1.999"}, ["lama_jabatan"]),
        ({"usia": 57}, ["usia"]),
        ({"jabatan_asal": "pengawas", "lama_jabatan_tahun": "0"}, ["jabatan_asal"]),
        ({"pendidikan": "sd", "pengalaman_tahun": 0, "jabatan_asal": "pelaksana", "usia": 60, "hukdis_sedang_berat": True},
         ["pendidikan", "pengalaman", "jabatan_asal", "usia", "hukdis"]),
        ({"jabatan_target": "administrator", "jabatan_asal": "ahli_muda", "lama_jabatan_tahun": 3, "usia": 70}, []),
    ],
)  # fmt: skip
def test_requirements_are_met_at_their_boundaries(change, alasan):
    assert answer("syarat_jabatan", GOOD | change) == {"memenuhi": not alasan, "alasan": alasan}


def test_only_the_highest_posts_ask_for_age_and_experience():
    without = {key: value for key, value in GOOD.items() if key not in {"usia", "pengalaman_tahun"}}
    assert refusal("syarat_jabatan", without).pesan == "Pengalaman yang berkaitan (tahun) belum diisi."
    assert refusal("syarat_jabatan", {**without, "pendidikan": "s4"}).galat == "masukan_kurang"  # before values
    below = {**without, "jabatan_target": "pengawas", "jabatan_asal": "pelaksana", "lama_jabatan_tahun": 4}
    assert answer("syarat_jabatan", below)["memenuhi"] is True


@pytest.mark.parametrize(
    ("tmt", "tanggal", "boleh", "late"),
    [
        ("2024-02-29", "2026-02-27", False, False),
        ("2024-02-29", "2026-02-28", True, False),
        ("2021-03-01", "2026-03-01", True, False),
        ("2021-03-01", "2026-03-02", True, True),
    ],
)
def test_move_at_its_first_and_last_day(tmt, tanggal, boleh, late):
    hasil = answer("mutasi_rentang", {"tmt_jabatan": tmt, "tanggal": tanggal})
    assert hasil == {"boleh": boleh, "peringatan": ["melewati_5_tahun"] if late else []}


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_gap_has_the_sign_of_its_word(bezetting, kebutuhan):
    hasil = answer("selisih_bezetting", {"bezetting": bezetting, "kebutuhan": kebutuhan})
    assert {"kurang": hasil["selisih"] < 0, "sesuai": hasil["selisih"] == 0, "lebih": hasil["selisih"] > 0}[
        hasil["status"]
    ]


def test_long_numbers_keep_their_digits():
    long = "9" * 14 + "." + "9" * 14
    assert Decimal(answer("abk_tugas", {"jumlah_hasil": long, "waktu_menit": "75000"})["kebutuhan"]) == Decimal(10**14)
