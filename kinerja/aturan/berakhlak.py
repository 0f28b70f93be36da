"""Tujuh nilai dasar ASN dan panduan perilakunya, sebagaimana dicetak pada SKP.

Dasar: SE MenPANRB 20/2021; PermenPANRB 6/2022.
"""

from __future__ import annotations

from kinerja.aturan.kata import tabel
from kinerja.enums import NilaiDasar

TABEL_BERAKHLAK = tabel("berakhlak")

# The statements of each value, in the order of the form.
PANDUAN: dict[NilaiDasar, tuple[str, ...]] = {
    NilaiDasar(row["nilai"]): tuple(row["pernyataan"]) for row in TABEL_BERAKHLAK.terakhir.nilai["panduan"]
}
