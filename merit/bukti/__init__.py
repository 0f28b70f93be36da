"""The evidence of the eight aspects: each figure taken live from the data, with what it counts and from where."""

from merit.bukti import delapan
from merit.bukti.dasar import BarisBukti, Bukti, all_bukti, find_bukti

__all__ = ["BarisBukti", "Bukti", "all_bukti", "delapan", "find_bukti"]
