"""Questions about the map: one module per noun, one door for callers."""

from jabatan.selectors.beda import compare
from jabatan.selectors.daftar import JENIS, KEADAAN, forecast, read_saringan, seats_listed
from jabatan.selectors.dampak import chain_of
from jabatan.selectors.jabatan import Kursi, chain_before, level_word_of, retirement_of, seat_exists_throughout, seat_on
from jabatan.selectors.kelas import without_points
from jabatan.selectors.koordinasi import coordination_of, officials_of, outside_of
from jabatan.selectors.kursi import nearest_head, seat_history, seats_above, what_undo_does
from jabatan.selectors.orang import explain_atasan, posts_of
from jabatan.selectors.peta import BOXES, branch, draw_peta, find_on_map, start_unit
from jabatan.selectors.serah_terima import handover_of, handovers_listed, membership_before, own_part, superior_before

__all__ = [
    "BOXES",
    "JENIS",
    "KEADAAN",
    "Kursi",
    "branch",
    "chain_before",
    "chain_of",
    "compare",
    "coordination_of",
    "draw_peta",
    "explain_atasan",
    "find_on_map",
    "forecast",
    "handover_of",
    "handovers_listed",
    "level_word_of",
    "membership_before",
    "nearest_head",
    "officials_of",
    "outside_of",
    "own_part",
    "posts_of",
    "read_saringan",
    "retirement_of",
    "seat_exists_throughout",
    "seat_history",
    "seat_on",
    "seats_above",
    "seats_listed",
    "start_unit",
    "superior_before",
    "what_undo_does",
    "without_points",
]
