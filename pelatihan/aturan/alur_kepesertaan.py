"""Perjalanan angkatan dan kepesertaan: dari pendaftaran sampai hasil. Yang tidak tertulis tidak dapat terjadi.

Dasar: kebijakan portal; persetujuan atasan menurut Peraturan LAN 10/2018.
"""

from pelatihan.enums import StatusAngkatan as A
from pelatihan.enums import StatusPeserta as S

ALUR_ANGKATAN: dict[A, frozenset[A]] = {
    A.DRAF: frozenset({A.DIBUKA, A.DIBATALKAN}),
    A.DIBUKA: frozenset({A.TERISI, A.DIBATALKAN}),
    A.TERISI: frozenset({A.SELESAI, A.DIBATALKAN}),
    A.SELESAI: frozenset(),
    A.DIBATALKAN: frozenset(),
}

ALUR_PESERTA: dict[S, frozenset[S]] = {
    S.DIAJUKAN: frozenset({S.DISETUJUI, S.DITERIMA, S.CADANGAN, S.DITOLAK, S.DIBATALKAN}),
    S.DISETUJUI: frozenset({S.DITERIMA, S.CADANGAN, S.DIBATALKAN}),
    S.CADANGAN: frozenset({S.DITERIMA, S.DIBATALKAN}),
    S.DITERIMA: frozenset({S.LULUS, S.TIDAK_LULUS, S.TIDAK_HADIR, S.DIBATALKAN}),
    S.DITOLAK: frozenset(),
    S.DIBATALKAN: frozenset(),
    S.LULUS: frozenset(),
    S.TIDAK_LULUS: frozenset(),
    S.TIDAK_HADIR: frozenset(),
}
# They sit on a place.
BERTEMPAT = (S.DITERIMA, S.LULUS, S.TIDAK_LULUS, S.TIDAK_HADIR)
# Somebody is to be there on these days, or may still be.
MENGIKAT = (S.DIAJUKAN, S.DISETUJUI, S.CADANGAN, *BERTEMPAT)
# What the own person may still take back.
DAPAT_DIBATALKAN = (S.DIAJUKAN, S.DISETUJUI, S.CADANGAN, S.DITERIMA)
# They have followed it to the end and may say how it was.
DAPAT_BEREAKSI = (S.LULUS, S.TIDAK_LULUS)
