"""Steps of a run and of an objection; the database holds the same steps (merit/migrations/0002_jaga.py)."""

from merit.enums import StatusPutaran as P
from merit.enums import StatusSanggah as S

ALUR_PUTARAN = {
    P.DRAF: {P.BERJALAN, P.DIBATALKAN},
    P.BERJALAN: {P.SELESAI, P.DIBATALKAN},
    P.SELESAI: {P.DIPERIKSA, P.DIBATALKAN},
    P.DIPERIKSA: {P.TERBIT, P.DIBATALKAN},
}
ALUR_SANGGAH = {S.DIAJUKAN: {S.DITERIMA, S.DITOLAK, S.DICABUT}}
