"""Perjalanan magang, tugas belajar, dan bimbingan. Yang tidak tertulis tidak dapat terjadi.

Dasar: kebijakan portal; persetujuan atasan menurut Peraturan LAN 10/2018; tugas belajar menurut SE MenPANRB 28/2021.
"""

from pelatihan.enums import StatusBimbingan as B
from pelatihan.enums import StatusMagang as M
from pelatihan.enums import StatusPesertaMagang as P
from pelatihan.enums import StatusTugasBelajar as T

ALUR_MAGANG: dict[M, frozenset[M]] = {
    M.DRAF: frozenset({M.DIBUKA, M.DIBATALKAN}),
    M.DIBUKA: frozenset({M.BERJALAN, M.SELESAI, M.DIBATALKAN}),
    M.BERJALAN: frozenset({M.SELESAI, M.DIBATALKAN}),
    M.SELESAI: frozenset(),
    M.DIBATALKAN: frozenset(),
}
ALUR_PESERTA_MAGANG: dict[P, frozenset[P]] = {
    P.DIAJUKAN: frozenset({P.DISETUJUI, P.DITOLAK, P.MUNDUR, P.DIBATALKAN}),
    P.DISETUJUI: frozenset({P.DITERIMA, P.TIDAK_TERPILIH, P.MUNDUR, P.DIBATALKAN}),
    P.DITERIMA: frozenset({P.SELESAI, P.TIDAK_SELESAI, P.MUNDUR, P.DIBATALKAN}),
    P.DITOLAK: frozenset(),
    P.TIDAK_TERPILIH: frozenset({P.DITERIMA}),
    P.MUNDUR: frozenset(),
    P.DIBATALKAN: frozenset(),
    P.SELESAI: frozenset(),
    P.TIDAK_SELESAI: frozenset(),
}
# They have, or had, a place.
DI_SANA = (P.DITERIMA, P.SELESAI, P.TIDAK_SELESAI)
# What the own person may still take back.
DAPAT_MUNDUR = (P.DIAJUKAN, P.DISETUJUI, P.DITERIMA)

ALUR_TUGAS_BELAJAR: dict[T, frozenset[T]] = {
    T.DIAJUKAN: frozenset({T.DISETUJUI, T.DITOLAK, T.DIBATALKAN}),
    T.DISETUJUI: frozenset({T.BERJALAN, T.DITOLAK, T.DIBATALKAN}),
    T.BERJALAN: frozenset({T.SELESAI}),
    T.SELESAI: frozenset(),
    T.DITOLAK: frozenset(),
    T.DIBATALKAN: frozenset(),
}

ALUR_BIMBINGAN: dict[B, frozenset[B]] = {
    B.DIMINTA: frozenset({B.BERJALAN, B.DITOLAK, B.DIHENTIKAN}),
    B.BERJALAN: frozenset({B.SELESAI, B.DIHENTIKAN}),
    B.SELESAI: frozenset(),
    B.DITOLAK: frozenset(),
    B.DIHENTIKAN: frozenset(),
}
