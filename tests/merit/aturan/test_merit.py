"""Talent boxes, axes, indexes, selection: monotone, exact, and never a number for what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merit.aturan.talenta import PILIHAN, TABEL_SUMBU
from tests.core.aturan_uji import RULES, answer, refusal

SUMBU = TABEL_SUMBU.terakhir.nilai
scores = st.decimals(0, 100, places=2)


def test_nine_boxes_are_nine_different_ones_and_grow_with_both_axes():
    kinerja, potensial = (
        ["di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi"],
        ["rendah", "menengah", "tinggi"],
    )
    boxes = [[answer("kotak_talenta", {"kinerja": k, "potensial": p})["kotak"] for p in potensial] for k in kinerja]
    assert boxes == [[1, 3, 6], [2, 5, 8], [4, 7, 9]]


def test_weights_of_each_axis_are_a_hundred():
    assert sum(SUMBU["kinerja"].values()) == sum(SUMBU["potensial"].values()) == 100


@given(
    st.fixed_dictionaries(dict.fromkeys(SUMBU["kinerja"], scores)),
    st.fixed_dictionaries(dict.fromkeys(SUMBU["potensial"], scores)),
    st.data(),
)
def test_a_better_component_never_makes_the_box_worse(kinerja, potensial, data):
    def ask(one, other):
        return answer(
            "kepka411_sumbu",
            {"kinerja": {k: str(v) for k, v in one.items()}, "potensial": {k: str(v) for k, v in other.items()}},
        )

    before = ask(kinerja, potensial)
    nama = data.draw(st.sampled_from(list(SUMBU["kinerja"])))
    after = ask({**kinerja, nama: Decimal(100)}, potensial)
    assert Decimal(after["y"]) >= Decimal(before["y"])
    assert after["kotak"] >= before["kotak"]
    assert Decimal(before["skor_talenta"]) * 2 == Decimal(before["x"]) + Decimal(before["y"])


@pytest.mark.parametrize(
    ("skor", "kategori"),
    [("80", "tinggi"), ("79.9999999", "menengah"), ("60", "menengah"), ("59.9999999", "rendah")],
)
def test_categories_are_read_from_the_exact_value(skor, kategori):
    both = {sumbu: dict.fromkeys(SUMBU[sumbu], skor) for sumbu in ("kinerja", "potensial")}
    assert answer("kepka411_sumbu", both)["kategori_potensial"] == kategori


def test_axis_of_performance_is_capped_and_its_raw_value_told():
    contoh = {
        **RULES["kepka411_sumbu"].contoh,
        "kinerja": {"utama": 110, "penghargaan": 100, "tim_kerja": 100, "umpan_balik_360": 100},
    }
    hasil = answer("kepka411_sumbu", contoh)
    assert (Decimal(hasil["y_mentah"]), Decimal(hasil["y"])) == (106, 100)


@pytest.mark.parametrize("sumbu", ["kinerja", "potensial"])
def test_a_missing_component_is_named_and_gives_no_box(sumbu):
    contoh = RULES["kepka411_sumbu"].contoh
    for nama in SUMBU[sumbu]:
        for part in ({**contoh[sumbu], nama: None}, {k: v for k, v in contoh[sumbu].items() if k != nama}):
            assert refusal("kepka411_sumbu", {**contoh, sumbu: part}).galat == "data_belum_lengkap"
    assert refusal("kepka411_sumbu", {**contoh, sumbu: None}).galat == "masukan_kurang"
    assert (
        refusal("kotak_talenta", {}).pesan == "Kategori kinerja belum ada. Selama data belum lengkap, tidak ada hasil."
    )


@pytest.mark.parametrize("komponen", PILIHAN)
def test_each_component_knows_only_its_own_choices(komponen):
    for pilihan, skor in PILIHAN[komponen].items():
        assert Decimal(answer("kepka411_subskor", {"komponen": komponen, "pilihan": pilihan})["skor"]) == skor
    others = {slug for rows in PILIHAN.values() for slug in rows} - set(PILIHAN[komponen])
    for slug in others:
        assert refusal("kepka411_subskor", {"komponen": komponen, "pilihan": slug}).galat == "nilai_tidak_dikenal"
    assert refusal("kepka411_subskor", {"komponen": komponen}).galat == "masukan_kurang"


@pytest.mark.parametrize(
    ("masukan", "galat"),
    [
        ({"komponen": "potensi"}, "masukan_kurang"),
        ({"komponen": "potensi", "nilai": []}, "jumlah_aspek"),
        ({"komponen": "potensi", "nilai": [5] * 9}, "jumlah_aspek"),
        ({"komponen": "potensi", "nilai": [6] * 8}, "angka_tidak_sah"),
        ({"komponen": "pengembangan_kompetensi"}, "masukan_kurang"),
        ({"komponen": "pengembangan_kompetensi", "jp": -1}, "angka_tidak_sah"),
    ],
)
def test_other_components_ask_for_their_own_input(masukan, galat):
    assert refusal("kepka411_subskor", masukan).galat == galat


@pytest.mark.parametrize(
    ("jp", "skor"), [("0.99", 0), ("1", 40), ("4.9", 40), ("5", 60), ("10", 80), ("19.99", 80), ("20", 100)]
)
def test_hours_reach_their_step_exactly(jp, skor):
    assert Decimal(answer("kepka411_subskor", {"komponen": "pengembangan_kompetensi", "jp": jp})["skor"]) == skor


@given(st.decimals(0, 2, places=3), st.decimals(0, 2, places=3))
def test_index_is_exact_and_its_names_rise(maturitas, kepuasan):
    hasil = answer("merit_indeks", {"maturitas": str(maturitas), "kepuasan": str(kepuasan)})
    indeks = Decimal(hasil["indeks"])
    assert indeks == maturitas * Decimal("0.75") + kepuasan * Decimal("0.25")
    names = ["dasar", "lanjutan", "menengah", "tinggi", "maju"]
    limits = [Decimal(limit) for limit in ("0.4", "0.6", "0.8", "1")]
    assert hasil["predikat"] == names[sum(indeks > limit for limit in limits)]


@pytest.mark.parametrize(
    ("nilai", "kategori"), [("90", "tinggi"), ("90.01", "sangat_tinggi"), ("60", "sangat_rendah"), ("60.001", "rendah")]
)
def test_bands_of_professionalism_begin_above_their_number(nilai, kategori):
    assert answer("ip_asn_instansi", {"nilai": [nilai]})["kategori"] == kategori


def test_same_training_counts_once_and_that_of_other_posts_not_at_all():
    staff = {**RULES["ip_asn"].contoh, "jenis_jabatan": "pelaksana"}
    twice = answer(
        "ip_asn", {**staff, "kompetensi": ["seminar", "seminar", "diklat_kepemimpinan", "diklat_fungsional"]}
    )
    assert Decimal(twice["kompetensi"]) == Decimal("17.5")
    assert refusal("ip_asn_instansi", {"nilai": []}).galat == "masukan_kurang"


@given(st.lists(st.tuples(scores, scores, scores, scores), min_size=3, max_size=8), st.randoms())
def test_selection_does_not_depend_on_the_order_of_entry(rows, shuffled):
    bobot = RULES["seleksi_terbuka"].contoh["bobot"]
    names = ("makalah", "penilaian_kompetensi", "wawancara", "rekam_jejak")
    peserta = [{"id": f"P{place}", **dict(zip(names, map(str, row), strict=True))} for place, row in enumerate(rows)]
    first = answer("seleksi_terbuka", {"bobot": bobot, "peserta": peserta})
    shuffled.shuffle(peserta)
    again = answer("seleksi_terbuka", {"bobot": bobot, "peserta": peserta})
    assert again["tiga_besar"] == first["tiga_besar"]
    worst = min(Decimal(first["skor"][tanda]) for tanda in first["tiga_besar"])
    assert all(Decimal(skor) <= worst for tanda, skor in first["skor"].items() if tanda not in first["tiga_besar"])


@pytest.mark.parametrize(
    ("change", "galat"),
    [
        ({"bobot": {"makalah": 21}}, "bobot_di_luar_rentang"),
        ({"bobot": {"makalah": "19.5"}}, "bobot_tidak_100"),
        ({"peserta": []}, "peserta_kurang"),
        ({"bobot": {"makalah": 15}, "peserta": []}, "bobot_tidak_100"),
    ],
)
def test_weights_are_judged_before_people(change, galat):
    contoh = RULES["seleksi_terbuka"].contoh
    masukan = {**contoh, **change, "bobot": {**contoh["bobot"], **change.get("bobot", {})}}
    assert refusal("seleksi_terbuka", masukan).galat == galat
    twice = {**contoh, "peserta": [contoh["peserta"][0]] * 3}
    assert refusal("seleksi_terbuka", twice).galat == "id_ganda"
