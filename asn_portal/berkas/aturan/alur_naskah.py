"""Perjalanan naskah: konsep, paraf, tanda tangan, kirim; dikembalikan, dibatalkan, dan dicabut.

Dasar: tahapan paraf lalu tanda tangan menurut kebiasaan tata naskah dinas (PermenPANRB 80/2012, Perka ANRI 2/2014);
belum dibandingkan dengan peraturan gubernur yang berlaku. Nomor diberikan saat penandatanganan.
"""

from asn_portal.berkas.enums import StatusNaskah as S

ALUR_NASKAH = {
    S.KONSEP: frozenset({S.PARAF, S.DIBATALKAN}),
    S.PARAF: frozenset({S.PARAF, S.TANDA_TANGAN, S.DIKEMBALIKAN, S.DIBATALKAN}),
    S.TANDA_TANGAN: frozenset({S.TANDA_TANGAN, S.PEMERIKSAAN, S.DITANDATANGANI, S.DIKEMBALIKAN, S.DIBATALKAN}),
    S.PEMERIKSAAN: frozenset({S.DITANDATANGANI, S.TANDA_TANGAN}),
    S.DIKEMBALIKAN: frozenset({S.KONSEP, S.DIBATALKAN}),
    S.DITANDATANGANI: frozenset({S.TERKIRIM, S.DICABUT}),
    S.TERKIRIM: frozenset({S.DICABUT}),
    S.DIBATALKAN: frozenset[S](),
    S.DICABUT: frozenset[S](),
}
# From the signature on, what the paper says never changes any more.
BERTANDA_TANGAN = frozenset({S.DITANDATANGANI, S.TERKIRIM, S.DICABUT})
SELESAI = frozenset({S.TERKIRIM, S.DIBATALKAN, S.DICABUT})
PARAF_TERBANYAK = 3


def write_nomor(*, urut: int, klasifikasi: str, unit: str, tahun: int) -> str:
    """Nomor naskah: urut empat angka, klasifikasi arsip, kode unit penerbit (bila ada), tahun. `0007/KP.01/SDA/2026`"""
    return "/".join(bagian for bagian in (f"{urut:04d}", klasifikasi, unit, str(tahun)) if bagian)
