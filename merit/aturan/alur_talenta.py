"""Steps of a succession plan, of its technical tests, and of an award; the database holds what was decided (merit/migrations/0004_talenta.py)."""

from merit.enums_talenta import StatusAjang as A
from merit.enums_talenta import StatusPilihan as P
from merit.enums_talenta import StatusSuksesi as S
from merit.enums_talenta import StatusSurvei as V
from merit.enums_talenta import StatusUji as U

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
ALUR_UJI = {U.MENUNGGU: {U.BERLAKU, U.DITOLAK}, U.BERLAKU: {U.DIGANTIKAN}}
