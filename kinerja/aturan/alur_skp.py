"""Perjalanan rencana kinerja (SKP): disusun, diajukan, dikembalikan atau disetujui, dan diganti oleh versi berikutnya.

Siapa mengambil langkah apa, dari keadaan mana ke mana. Yang tidak tertulis tidak dapat terjadi.

Dasar: PermenPANRB 6/2022 (perencanaan kinerja); versi dan tanda terima adalah kebijakan portal.
"""

from kinerja.enums import Pelaku
from kinerja.enums import StatusSKP as S

# Whoever takes the step, by (from, to).
PELAKU_SKP: dict[tuple[S, S], Pelaku] = {
    (S.DRAF, S.DIAJUKAN): Pelaku.PEMILIK,
    (S.DRAF, S.DIBATALKAN): Pelaku.PEMILIK,
    # The owner takes back what nobody has decided yet.
    (S.DIAJUKAN, S.DRAF): Pelaku.PEMILIK,
    (S.DIAJUKAN, S.DISETUJUI): Pelaku.PENILAI,
    (S.DIAJUKAN, S.DIKEMBALIKAN): Pelaku.PENILAI,
    (S.DIKEMBALIKAN, S.DIAJUKAN): Pelaku.PEMILIK,
    (S.DIKEMBALIKAN, S.DIBATALKAN): Pelaku.PEMILIK,
    # The old version ends in the moment in which the new one is approved.
    (S.DISETUJUI, S.DIGANTI): Pelaku.PORTAL,
}
ALUR_SKP = {dari: frozenset(ke for asal, ke in PELAKU_SKP if asal is dari) for dari in S}
# A plan that may still be written, and one that counts.
DAPAT_DITULIS = (S.DRAF, S.DIKEMBALIKAN)
BERJALAN = (S.DRAF, S.DIAJUKAN, S.DIKEMBALIKAN)
