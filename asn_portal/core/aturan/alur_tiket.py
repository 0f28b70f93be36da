"""Perjalanan permintaan bantuan, dan kepada siapa ia dapat diteruskan."""

from asn_portal.core.enums import StatusTiket as S
from asn_portal.core.enums import TujuanTiket as T

ALUR_TIKET = {
    S.TERBUKA: frozenset({S.TERBUKA, S.DIJAWAB, S.SELESAI}),
    S.DIJAWAB: frozenset({S.TERBUKA, S.DIJAWAB, S.SELESAI}),
    S.SELESAI: frozenset({S.TERBUKA}),
}

ALUR_TUJUAN = {
    T.UNIT: frozenset({T.PROVINSI, T.SISTEM}),
    T.PROVINSI: frozenset({T.SISTEM}),
    T.SISTEM: frozenset({T.PROVINSI}),
}
