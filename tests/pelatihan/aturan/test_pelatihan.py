"""Learning hours, competence: every form, boundaries, exact values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelatihan.aturan.jam_pelajaran import BENTUK, INTERNASIONAL
from tests.core.aturan_uji import RULES, answer, ask, refusal

AMOUNT = {"jp_program": "10", "hari": 3, "kegiatan": 2, "kegiatan_per_bulan": [1, 3]}


@pytest.mark.parametrize("bentuk", BENTUK)
@pytest.mark.parametrize("tingkat", ["nasional", "internasional"])
def test_every_form_is_answered_or_refused_by_name(bentuk, tingkat):
    row = BENTUK[bentuk]
    hasil, refused = ask(RULES["jp_konversi"], bentuk=bentuk, tingkat=tingkat, **AMOUNT)
    if row["cara"] == "belum_diatur":
        assert refused.galat == "bentuk_belum_diatur"
    elif tingkat == "internasional" and bentuk not in INTERNASIONAL:
        assert refused.galat == "tingkat_tidak_berlaku"
        assert refusal("jp_konversi", {"bentuk": bentuk, "tingkat": tingkat}).galat == "tingkat_tidak_berlaku"
    else:
        times = {"jp_program": Decimal(10), "hari": 3, "kegiatan": 2, "kegiatan_per_bulan": 3}[row["cara"]]
        assert hasil["jp"] == Decimal(row[tingkat]) * times
        assert refusal("jp_konversi", {"bentuk": bentuk, "tingkat": tingkat}).galat == "masukan_kurang"


@given(st.lists(st.decimals(0, 60, places=2), max_size=8))
def test_minimum_of_civil_servants_and_cap_of_contract_staff(jp):
    texts = [str(part) for part in jp]
    pns, pppk = (RULES["jp_tahunan"].answer({"status": status, "jp": texts}).hasil for status in ("pns", "pppk"))
    assert pns["total"] == pppk["total"] == sum(jp)
    assert (pns["terpenuhi"], pns["kurang"]) == (sum(jp) >= 20, max(20 - sum(jp), 0))
    assert pppk["diakui"] + pppk["kelebihan"] == sum(jp)
    assert pppk["diakui"] <= 24


@given(st.integers(1, 120), st.booleans(), st.integers(0, 500))
def test_remaining_service_at_its_boundary(program, freed, rest):
    hasil = answer("tugas_belajar_masa_kerja", {"program_bulan": program, "dibebaskan": freed, "sisa_bulan": rest})
    assert hasil == {"minimal_bulan": program * (3 if freed else 2), "layak": rest >= program * (3 if freed else 2)}


def test_own_standard_goes_before_that_of_the_post():
    assert answer("kompetensi_gap", {"capaian": 3, "standar": 2, "jabatan": "jpt_utama"})["gap"] == 1
    assert refusal("kompetensi_gap", {"capaian": 3}).galat == "masukan_kurang"


levels = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=1, max_size=20)


@given(levels, st.sampled_from(["umum", "optimal"]))
def test_match_is_judged_by_its_exact_value(pairs, skema):
    got, asked = (list(column) for column in zip(*pairs, strict=True))
    hasil = answer("jpm", {"capaian": got, "standar": asked, "skema": skema})
    top, middle = (80, 68) if skema == "umum" else (90, 78)
    place = (sum(got) * 100 >= middle * sum(asked)) + (sum(got) * 100 >= top * sum(asked))
    words = {
        "umum": ["kurang_memenuhi_syarat", "masih_memenuhi_syarat", "memenuhi_syarat"],
        "optimal": ["kurang_optimal", "cukup_optimal", "optimal"],
    }
    assert hasil["kategori"] == words[skema][place]


def test_match_rounded_up_to_the_boundary_is_still_below_it():
    hasil = answer("jpm", {"capaian": ["3.99999"], "standar": ["5"], "skema": "umum"})
    assert hasil == {"jpm": "80.00", "kategori": "masih_memenuhi_syarat"}
    assert refusal("jpm", {"capaian": [], "standar": [], "skema": "umum"}).galat == "masukan_kurang"
    assert refusal("jpm", {"capaian": [], "standar": [1], "skema": "umum"}).galat == "panjang_berbeda"
