"""Petunjuk tentang rumusan yang lemah: kata kegiatan, tanpa angka, terlalu pendek. Petunjuk tidak pernah menghalangi.

Dasar: PermenPANRB 6/2022 (hasil kerja dirumuskan sebagai hasil, bukan kegiatan; ukuran keberhasilan dapat diukur).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words with which people begin to tell what they do instead of what comes of it.
KEGIATAN = frozenset(
    {
        "melaksanakan", "melakukan", "membuat", "membantu", "mengikuti", "menghadiri", "mengerjakan", "menyiapkan",
        "mempersiapkan", "mengoordinasikan", "mengkoordinasikan", "menyelenggarakan", "menjalankan", "menyusun", "memproses",
        "mengelola", "menangani", "memfasilitasi", "mendampingi", "mengawasi", "memantau", "memeriksa",
    }
)  # fmt: skip
KATA_TERSEDIKIT = 4
ANGKA = re.compile(r"\d")
ANGKA_DALAM_KATA = re.compile(
    r"\b(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|seluruh|semua|setiap|nihil|tidak ada)\b",
    re.IGNORECASE,
)


def petunjuk_hasil(teks: str) -> list[str]:
    """Apa yang dapat diperjelas pada rumusan sebuah rencana hasil kerja.

    Dasar: PermenPANRB 6/2022.
    """
    words = teks.split()
    found = []
    if words and words[0].strip(",.;:").lower() in KEGIATAN:
        found.append(
            f'Diawali kata kegiatan "{words[0].lower()}". Tulis hasilnya, misalnya "Tersedianya ..." atau "Tersusunnya ...".'
        )
    if len(words) < KATA_TERSEDIKIT:
        found.append("Sangat singkat. Sebutkan hasil apa, untuk siapa, atau di mana.")
    return found


def petunjuk_indikator(teks: str, target: str) -> list[str]:
    """Apa yang dapat diperjelas pada sebuah indikator dan targetnya.

    Dasar: PermenPANRB 6/2022.
    """
    both = f"{teks} {target}"
    if ANGKA.search(both) or ANGKA_DALAM_KATA.search(both):
        return []
    return ["Belum ada angka atau batas yang dapat diperiksa. Berapa banyak, seberapa baik, atau kapan selesai?"]


def petunjuk_baris(teks: str, indikator: Iterable[tuple[str, str]]) -> list[str]:
    """Semua petunjuk untuk satu baris rencana, masing-masing satu kali.

    Dasar: PermenPANRB 6/2022.
    """
    rows = list(indikator)
    found = petunjuk_hasil(teks) + [satu for row in rows for satu in petunjuk_indikator(*row)]
    return list(dict.fromkeys(found))
