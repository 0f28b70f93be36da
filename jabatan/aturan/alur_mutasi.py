"""Perjalanan putaran mutasi, tim khusus, dan lamaran atas panggilan."""

from jabatan.enums import StatusLamaran as L
from jabatan.enums import StatusMutasi as M
from jabatan.enums import StatusTim as T

ALUR_MUTASI = {
    M.DRAF: frozenset({M.DIPERIKSA, M.DIBATALKAN}),
    M.DIPERIKSA: frozenset({M.DRAF, M.DISETUJUI, M.DIBATALKAN}),
    M.DISETUJUI: frozenset({M.DRAF, M.TERBIT, M.DIBATALKAN}),
    M.TERBIT: frozenset({M.SELESAI, M.DIBATALKAN}),
    M.SELESAI: frozenset(),
    M.DIBATALKAN: frozenset(),
}

ALUR_TIM = {
    T.DRAF: frozenset({T.AKTIF, T.DIBATALKAN}),
    T.AKTIF: frozenset({T.SELESAI, T.DIBATALKAN}),
    T.SELESAI: frozenset(),
    T.DIBATALKAN: frozenset(),
}

ALUR_LAMARAN = {
    L.MENUNGGU: frozenset({L.DIPILIH, L.TIDAK_DIPILIH, L.DITARIK}),
    L.DIPILIH: frozenset(),
    L.TIDAK_DIPILIH: frozenset(),
    L.DITARIK: frozenset(),
}
