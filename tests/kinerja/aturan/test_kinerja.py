"""Predicates, distribution, angka kredit, eligibility, deadlines: boundaries and exact sums."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.aturan.kata import CAPAIAN, PERSEN, PREDIKAT, RATING, RINCIAN_JENJANG
from pegawai.aturan.kata import GOLONGAN_PNS, JENJANG
from tests.core.aturan_uji import RULES, answer, ask, refusal

jenjang = st.sampled_from(list(JENJANG))
predikat = st.sampled_from(list(PREDIKAT))
bulan = st.integers(1, 12)


def test_better_ratings_never_give_a_worse_predicate():
    order, worse = list(PREDIKAT), list(RATING)
    for place, hasil_kerja in enumerate(worse):
        for other, perilaku in enumerate(worse):
            found = [
                order.index(answer("predikat_matriks", {"hasil_kerja": a, "perilaku_kerja": b})["predikat"])
                for a, b in [
                    (hasil_kerja, perilaku),
                    (worse[max(place - 1, 0)], perilaku),
                    (hasil_kerja, worse[max(other - 1, 0)]),
                ]
            ]
            assert found[1] <= found[0]
            assert found[2] <= found[0]


def test_code_of_siasn_is_no_maximum_of_the_ratings():
    """Published code of clients computes it so, which is wrong for these."""
    hasil = answer("predikat_matriks", {"hasil_kerja": "di_atas_ekspektasi", "perilaku_kerja": "di_bawah_ekspektasi"})
    assert (hasil["hasil_siasn"], hasil["perilaku_siasn"], hasil["kuadran_siasn"]) == (1, 3, 4)


@given(
    capaian=st.sampled_from(list(CAPAIAN)),
    jumlah=st.fixed_dictionaries({slug: st.integers(0, 40) for slug in PREDIKAT}),
)
def test_pattern_does_not_change_when_every_number_grows_alike(capaian, jumlah):
    hasil, refused = ask(RULES["pola_distribusi"], capaian_organisasi=capaian, jumlah=jumlah)
    if refused is not None:
        assert (refused.galat, sum(jumlah.values())) == ("jumlah_kosong", 0)
        return
    assert hasil["dikecualikan"] is (hasil["total"] < 5)
    assert not (hasil["dikecualikan"] and hasil["pelanggaran"])
    if not hasil["dikecualikan"]:
        tenfold = {slug: count * 10 for slug, count in jumlah.items()}
        assert (
            answer("pola_distribusi", {"capaian_organisasi": capaian, "jumlah": tenfold})["pelanggaran"]
            == hasil["pelanggaran"]
        )


@pytest.mark.parametrize(
    ("capaian", "sb", "baik", "galat"),
    [("istimewa", 70, 30, []), ("istimewa", 71, 29, ["sangat_baik_maks"]), ("istimewa", 2, 1, [])],
)
def test_seventy_percent_exactly_is_allowed(capaian, sb, baik, galat):
    jumlah = {"sangat_baik": sb, "baik": baik, "butuh_perbaikan": 0, "kurang": 0, "sangat_kurang": 0}
    assert answer("pola_distribusi", {"capaian_organisasi": capaian, "jumlah": jumlah})["pelanggaran"] == galat


def test_one_rank_needs_four_good_years():
    for nama, row in RINCIAN_JENJANG.items():
        assert row["kenaikan_pangkat"] == 4 * row["koefisien"], nama


@given(jenjang, st.lists(st.tuples(predikat, bulan), min_size=1, max_size=10), st.decimals(0, 500, places=3))
def test_sum_is_rounded_once(jenjang, parts, start):
    segmen = [{"tahun": 2000 + place, "predikat": slug, "bulan": months} for place, (slug, months) in enumerate(parts)]
    hasil = answer("ak_akumulasi", {"jenjang": jenjang, "segmen": segmen, "ak_awal": str(start)})
    koefisien = Fraction(RINCIAN_JENJANG[jenjang]["koefisien"])
    exact = Fraction(start) + sum(Fraction(months * PERSEN[slug], 1200) * koefisien for slug, months in parts)
    assert abs(Fraction(Decimal(hasil["total"])) - exact) <= Fraction(1, 2000)
    single = [answer("ak_konversi", {"jenjang": jenjang, "predikat": slug, "bulan": months}) for slug, months in parts]
    assert hasil["ak_segmen"] == [part["angka_kredit"] for part in single]


def test_rounded_quarters_do_not_add_up_to_the_year():
    quarters = [{"tahun": 2025, "predikat": "butuh_perbaikan", "bulan": 3}] * 2
    hasil = answer("ak_akumulasi", {"jenjang": "pemula", "segmen": quarters})
    assert (hasil["ak_segmen"], hasil["total"]) == (["0.703", "0.703"], "1.406")
    thirds = [{"tahun": 2020 + year, "predikat": "baik", "bulan": 1} for year in range(3)]
    hasil = answer("ak_akumulasi", {"jenjang": "ahli_pertama", "segmen": thirds})
    assert (hasil["ak_segmen"], hasil["total"]) == (["1.042"] * 3, "3.125")


@given(jenjang, jenjang, predikat, bulan, bulan)
def test_no_angka_kredit_crosses_a_change_of_jenjang(lama, baru, slug, first, second):
    hasil, refused = ask(
        RULES["ak_ganti_jenjang"], jenjang_lama=lama, predikat_lama=slug, bulan_lama=first, jenjang_baru=baru,
        predikat_baru=slug, bulan_baru=second, ak_sebelum="10",
    )  # fmt: skip
    if refused is not None:
        assert refused.galat == ("bulan_lebih_12" if first + second > 12 else "jenjang_sama")
    else:
        assert hasil["ak_jenjang_lama"] - hasil["segmen_lama"] == 10
        assert hasil["ak_jenjang_baru"] == hasil["segmen_baru"]


@given(
    jenjang, st.sampled_from(list(GOLONGAN_PNS)), st.decimals(0, 600, places=3), predikat, predikat, st.integers(0, 60)
)
def test_eligible_is_who_lacks_nothing(jenjang, golongan, ak, one, other, months):
    masukan = {
        "jenjang": jenjang,
        "golongan": golongan,
        "ak_kumulatif": str(ak),
        "predikat": [one, other],
        "masa_golongan_bulan": months,
    }
    hasil, refused = ask(RULES["kp_kelayakan"], **masukan)
    own = RINCIAN_JENJANG[jenjang]["golongan"]
    if refused is not None:
        assert refused.galat == ("golongan_tidak_sesuai_jenjang" if golongan not in own else "puncak_jenjang")
        return
    assert hasil["min_ak"] == (own.index(golongan) + 1) * RINCIAN_JENJANG[jenjang]["kenaikan_pangkat"]
    assert ak - hasil["min_ak"] == hasil["kelebihan"] - hasil["kekurangan"]
    assert hasil["cukup_ak"] is (ak >= hasil["min_ak"])
    assert hasil["layak"] is (not hasil["alasan"])
    start = answer("ak_dasar", {"jenjang": jenjang, "golongan": hasil["golongan_baru"]})["ak_dasar"]
    assert Decimal(start) == hasil["min_ak"]  # what the next golongan starts with is what this one had to reach


@pytest.mark.parametrize(
    ("change", "galat"),
    [
        ({"predikat": ["baik"]}, "predikat_dua_tahun"),
        ({"predikat": []}, "predikat_dua_tahun"),
        ({"golongan": "III/b", "predikat": []}, "puncak_jenjang"),
        ({"golongan": "IV/a", "predikat": []}, "golongan_tidak_sesuai_jenjang"),
    ],
)
def test_golongan_is_judged_before_predicates(change, galat):
    masukan = {**RULES["kp_kelayakan"].contoh, **change}
    assert refusal("kp_kelayakan", masukan).galat == galat


def test_special_transfer_is_only_for_staff_above_the_ranks_of_the_first_level():
    staff = {"asal": "pelaksana", "tujuan": "ahli_pertama", "predikat": "kurang", "masa_tahun": 0}
    totals = {golongan: ask(RULES["ak_perpindahan"], golongan=golongan, **staff)[0] for golongan in GOLONGAN_PNS}
    assert {golongan for golongan, hasil in totals.items() if hasil and hasil["khusus"]} == {
        "III/c", "III/d", "IV/a", "IV/b", "IV/c", "IV/d", "IV/e",
    }  # fmt: skip
    other = {**staff, "asal": "pengawas", "golongan": "III/c"}
    assert refusal("ak_perpindahan", other).galat == "golongan_tidak_sesuai_jenjang"
    peak = {
        "asal": "pengawas",
        "tujuan": "ahli_muda",
        "golongan": "III/c",
        "predikat": "baik",
        "masa_tahun": 9,
        "pangkat_puncak": True,
    }
    assert answer("ak_perpindahan", peak)["ak_pengalaman"] == "75.000"


@given(st.dates(date(2026, 1, 1), date(2026, 11, 20)), st.integers(0, 40))
def test_fourteen_working_days_of_the_calendar(mulai, later):
    done = mulai + timedelta(days=later)
    hasil = (
        RULES["dokumen_evaluasi_batas"]
        .answer({"mulai": mulai.isoformat(), "dilakukan": done.isoformat(), "hari_libur": []}, kalender=_kalender())
        .hasil
    )
    assert hasil["batas"] - mulai in {timedelta(days=days) for days in (18, 19, 20)}
    assert hasil["batas"].weekday() < 5
    assert hasil["dalam_batas"] is (done <= hasil["batas"])


def _kalender():
    from asn_portal.core.kalender import KALENDER_BAWAAN

    return KALENDER_BAWAAN


def test_deduction_cannot_exceed_the_time_of_the_month():
    tpp = dict(RULES["tpp_capaian"].contoh)
    assert answer("tpp_capaian", {**tpp, "pengurang_menit": 6000})["aktivitas_persen"] == "0.00"
    assert refusal("tpp_capaian", {**tpp, "pengurang_menit": 6001}).galat == "angka_tidak_sah"
    assert refusal("tpp_capaian", {**tpp, "renkin": []}).galat == "masukan_kurang"
    assert answer("tpp_capaian", {**tpp, "renkin": [{"realisasi": 30, "target": 10}]})["renkin_persen"] == "300.00"
