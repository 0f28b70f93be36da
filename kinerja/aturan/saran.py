"""Saran rating dari yang tercatat, dan kapan sebuah penilaian perlu alasan. Penilai yang memutuskan; saran tidak pernah mengisi
apa pun dengan sendirinya.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.aturan.evaluasi import TABEL_PIMPINAN
from kinerja.aturan.kata import CAPAIAN

DI_ATAS, SESUAI, DI_BAWAH = "di_atas_ekspektasi", "sesuai_ekspektasi", "di_bawah_ekspektasi"
# Half of the results without a word about what came of them speaks for the lower rating.
SETENGAH = 2


@dataclass(frozen=True)
class Catatan:
    """What is recorded about the stretch: main results, those with a realisation, with proof, and tones of feedback."""

    hasil: int
    terisi: int
    berbukti: int
    apresiasi: int
    perbaikan: int


@dataclass(frozen=True)
class Saran:
    rating: str
    sebab: str


def saran_hasil_kerja(catatan: Catatan) -> Saran | None:
    """Saran rating hasil kerja; tidak ada saran bila tidak ada hasil yang direncanakan.

    Dasar: kebijakan portal; PermenPANRB 6/2022 menyerahkan penilaian kepada pejabat penilai.
    """
    if catatan.hasil == 0:
        return None
    told = f"{catatan.terisi} dari {catatan.hasil} hasil utama mempunyai realisasi, {catatan.berbukti} berbukti"
    if catatan.terisi * SETENGAH < catatan.hasil:
        return Saran(DI_BAWAH, f"{told}.")
    praised = catatan.apresiasi > catatan.perbaikan and catatan.apresiasi * SETENGAH >= catatan.hasil
    if catatan.berbukti == catatan.hasil and praised:
        return Saran(DI_ATAS, f"{told}; {catatan.apresiasi} apresiasi, {catatan.perbaikan} catatan perbaikan.")
    return Saran(SESUAI, f"{told}; {catatan.apresiasi} apresiasi, {catatan.perbaikan} catatan perbaikan.")


def saran_pimpinan(capaian: str) -> Saran:
    """Saran rating hasil kerja pimpinan sebuah unit: capaian kinerja organisasi yang dipimpinnya.

    Dasar: SE MenPANRB 3/2023; pemetaannya ada di tabel dan belum diverifikasi.
    """
    rating = TABEL_PIMPINAN.terakhir.nilai["rating"][capaian]
    why = f"Capaian kinerja unit yang dipimpinnya {CAPAIAN[capaian].lower()}; bagi pimpinan unit, capaian itu rating hasil kerjanya."
    return Saran(rating, why)


def predikat_terbanyak(periodik: Sequence[str]) -> str:
    """Predikat yang paling sering dalam setahun; kosong bila tidak ada yang lebih sering dari yang lain.

    Dasar: kebijakan portal; predikat tahunan bukan rata-rata predikat periodik.
    """
    ranked = Counter(word for word in periodik if word).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def perlu_alasan(hasil_kerja: str, saran: Saran | None, predikat: str, periodik: Sequence[str]) -> list[str]:
    """Mengapa penilaian ini perlu alasan tertulis; kosong bila tidak perlu.

    Dasar: kebijakan portal.
    """
    found = []
    if saran is not None and saran.rating != hasil_kerja:
        found.append("rating hasil kerja berbeda dari saran menurut catatan")
    often = predikat_terbanyak(periodik)
    if often and often != predikat:
        found.append("predikat setahun berbeda dari kebanyakan predikat periodiknya")
    return found
