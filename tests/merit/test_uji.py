"""The replay tells sums from which nobody can be worked out."""

from __future__ import annotations

from merit.selectors.uji import _boxes, _lines, _moved

# (group, box now, box before, status now, status before, people)
WORDS = {"l": "Laki-laki", "p": "Perempuan"}


def row(kelompok: str, kini: int, dulu: int, orang: int) -> tuple[str, int, int, str, str, int]:
    state = {0: "belum_lengkap"}
    return (kelompok, kini, dulu, state.get(kini, "lengkap"), state.get(dulu, "lengkap"), orang)


def test_few_incomplete_people_do_not_follow_from_the_complete():
    """20 people of whom 18 are complete would tell of two."""
    lines = {one.nama: one for one in _lines([row("l", 5, 5, 18), row("l", 0, 0, 2), row("p", 5, 5, 30)], WORDS)}
    assert lines["Laki-laki"].orang == 20
    assert (lines["Laki-laki"].lengkap_dulu, lines["Laki-laki"].lengkap_kini) == (None, None)


def test_a_hidden_group_does_not_follow_from_the_whole():
    """The sum of all groups is shown: one small group takes another one with it."""
    found = _lines([row("l", 5, 5, 3), row("p", 5, 5, 30), row("x", 5, 5, 40)], WORDS)
    assert [one.orang for one in found] == [None, None, 40]
    assert all(one.lengkap_kini is None for one in found[:2])


def test_a_single_small_box_takes_another_with_it():
    boxes = _boxes([row("l", 5, 5, 30), row("l", 9, 9, 2), row("l", 7, 7, 10)])
    shown = {nomor: kini for nomor, _, kini in boxes}
    assert (shown[9], shown[7], shown[5]) == (None, None, 30)


def test_neither_few_who_moved_nor_few_who_stayed():
    assert _moved([row("l", 5, 7, 3), row("l", 5, 5, 30)]) is None
    assert _moved([row("l", 5, 7, 30), row("l", 5, 5, 3)]) is None
    assert _moved([row("l", 5, 7, 30), row("l", 5, 5, 9)]) == 30
