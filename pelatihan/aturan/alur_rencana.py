"""Perjalanan rencana pengembangan: disusun pegawai, disepakati atasan; dan rencana instansi sampai ditetapkan.

Dasar: kebijakan portal; Peraturan LAN 10/2018 tentang rencana pengembangan kompetensi.
"""

from pelatihan.enums import StatusRencana as S
from pelatihan.enums import StatusRencanaInstansi as I

ALUR_RENCANA: dict[S, frozenset[S]] = {
    S.DRAF: frozenset({S.DIAJUKAN}),
    S.DIAJUKAN: frozenset({S.DISEPAKATI, S.DIKEMBALIKAN, S.DRAF}),
    S.DIKEMBALIKAN: frozenset({S.DIAJUKAN}),
    S.DISEPAKATI: frozenset({S.DRAF}),
}
# While its owner may change what is in it.
DISUSUN = (S.DRAF, S.DIKEMBALIKAN)

ALUR_RENCANA_INSTANSI: dict[I, frozenset[I]] = {
    I.DRAF: frozenset({I.KONSULTASI}),
    I.KONSULTASI: frozenset({I.DITETAPKAN}),
    I.DITETAPKAN: frozenset(),
}
