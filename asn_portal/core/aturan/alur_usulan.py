"""Perjalanan usulan yang diputus orang kedua."""

from asn_portal.core.enums import StatusUsulan as S

ALUR_USULAN = {
    S.DIAJUKAN: frozenset({S.DISETUJUI, S.DITOLAK, S.DITARIK}),
    S.DISETUJUI: frozenset(),
    S.DITOLAK: frozenset(),
    S.DITARIK: frozenset(),
}
