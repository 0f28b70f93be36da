"""Perjalanan laporan "ada yang salah" tentang data sendiri."""

from pegawai.enums import StatusLaporan as S

ALUR_LAPORAN = {
    S.DIAJUKAN: frozenset({S.DIPERBAIKI, S.DIJAWAB}),
    S.DIPERBAIKI: frozenset(),
    S.DIJAWAB: frozenset(),
}
