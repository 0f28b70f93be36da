"""Perjalanan evaluasi kinerja: penilaian diri, penilaian, penyampaian, keberatan, dan hasil yang final.

Dasar: PermenPANRB 6/2022 (Format D.1.1); PP 30/2019 Pasal 59 (keberatan).
"""

from kinerja.enums import Pelaku
from kinerja.enums import StatusEvaluasi as S

PELAKU_EVALUASI: dict[tuple[S, S], Pelaku] = {
    (S.BELUM_MULAI, S.DRAF): Pelaku.PEMILIK,
    # Without a word of the person rated the penilai may still rate.
    (S.BELUM_MULAI, S.DINILAI): Pelaku.PENILAI,
    (S.DRAF, S.DIKIRIM): Pelaku.PEMILIK,
    (S.DRAF, S.DINILAI): Pelaku.PENILAI,
    (S.DIKIRIM, S.DRAF): Pelaku.PENILAI,
    (S.DIKIRIM, S.DINILAI): Pelaku.PENILAI,
    # Until it is handed over the rating may be thought over, also after calibration.
    (S.DINILAI, S.DIKIRIM): Pelaku.PENILAI,
    (S.DINILAI, S.DISAMPAIKAN): Pelaku.PENILAI,
    (S.DISAMPAIKAN, S.KEBERATAN): Pelaku.PEMILIK,
    # Signed by that person; or the time for signing and objecting has passed.
    (S.DISAMPAIKAN, S.FINAL): Pelaku.PORTAL,
    (S.KEBERATAN, S.DIPUTUS): Pelaku.ATASAN_PENILAI,
    (S.DIPUTUS, S.FINAL): Pelaku.PORTAL,
}
ALUR_EVALUASI = {dari: frozenset(ke for asal, ke in PELAKU_EVALUASI if asal is dari) for dari in S}
