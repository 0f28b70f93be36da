"""Perjalanan usulan perubahan data: diajukan, diperiksa berjenjang, lalu diterima, dikembalikan, diteruskan, atau ditolak."""

from pegawai.enums import StatusUsulanData as S

ALUR_USULAN_DATA = {
    S.DIAJUKAN: frozenset({S.DIPERIKSA, S.DIKEMBALIKAN, S.DITERUSKAN, S.DITERIMA, S.DITOLAK, S.DITARIK}),
    S.DIPERIKSA: frozenset({S.DIKEMBALIKAN, S.DITERUSKAN, S.DITERIMA, S.DITOLAK, S.DITARIK}),
    S.DIKEMBALIKAN: frozenset({S.DIAJUKAN, S.DITARIK}),
    S.DITERUSKAN: frozenset({S.DITERIMA, S.DITOLAK}),
    S.DITERIMA: frozenset(),
    S.DITOLAK: frozenset(),
    S.DITARIK: frozenset(),
}
