"""Perjalanan putaran perpanjangan perjanjian kerja, dan setiap orang di dalamnya."""

from pegawai.enums import StatusButir as B
from pegawai.enums import StatusPutaran as P

ALUR_PUTARAN = {
    P.DIBUKA: frozenset({P.DITUTUP, P.DIBATALKAN}),
    P.DITUTUP: frozenset({P.DIBUKA}),
    P.DIBATALKAN: frozenset(),
}

ALUR_BUTIR = {
    B.BELUM: frozenset({B.DIUSULKAN, B.GUGUR}),
    B.DIUSULKAN: frozenset({B.DIUSULKAN, B.DISETUJUI, B.DIKEMBALIKAN, B.GUGUR}),
    B.DIKEMBALIKAN: frozenset({B.DIUSULKAN, B.GUGUR}),
    B.DISETUJUI: frozenset({B.DIKEMBALIKAN, B.SELESAI, B.GUGUR}),
    B.SELESAI: frozenset(),
    B.GUGUR: frozenset(),
}
