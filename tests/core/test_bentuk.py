"""Words as people read them."""

from __future__ import annotations

import pytest

from asn_portal.core.templatetags.bentuk import isian_terbaca, kecil


@pytest.mark.parametrize(
    ("judul", "kata"),
    [
        ("NPWP, rekening, BPJS, Taspen", "NPWP, rekening, BPJS, taspen"),
        ("Penyusunan SKP", "penyusunan SKP"),
        ("Pengelola kepegawaian unit", "pengelola kepegawaian unit"),
        ("A", "a"),
        ("", ""),
    ],
)
def test_heading_inside_a_sentence_keeps_its_acronyms(judul, kata):
    assert kecil(judul) == kata


def test_kept_form_shows_words_and_no_codes():
    kept = [("nama", "Unit Baru"), ("jenis", "pemerintah_daerah"), ("mulai", "2026-12-01"), ("nama", "siti")]
    assert [value for _, value in isian_terbaca(kept)] == ["Unit Baru", "Pemerintah daerah", "1 Desember 2026", "siti"]
