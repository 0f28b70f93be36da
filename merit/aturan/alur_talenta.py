"""Steps of a succession plan and of an award; the database holds what was decided (merit/migrations/0004_talenta.py)."""

from merit.enums_talenta import StatusAjang as A
from merit.enums_talenta import StatusPilihan as P
from merit.enums_talenta import StatusSuksesi as S
from merit.enums_talenta import StatusSurvei as V

ALUR_SUKSESI = {
    S.DISUSUN: {S.DIUSULKAN, S.DITUTUP},
    S.DIUSULKAN: {S.DITETAPKAN, S.DISUSUN},
}
ALUR_PILIHAN = {P.DIUSULKAN: {P.DISETUJUI, P.DITOLAK, P.DICABUT}, P.DISETUJUI: {P.DICABUT}}
ALUR_AJANG = {
    A.TERBUKA: {A.PENJURIAN, A.DIBATALKAN},
    A.PENJURIAN: {A.DIPUTUS, A.DIBATALKAN},
    A.DIPUTUS: {A.TERBIT},
}
ALUR_SURVEI = {V.DRAF: {V.DIBUKA}, V.DIBUKA: {V.DITUTUP}}
