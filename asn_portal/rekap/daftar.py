"""A question can be kept under a name and shared, like the filters of a list."""

from __future__ import annotations

from datetime import date

from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import Daftar, Kueri, register_daftar
from asn_portal.rekap import selectors
from asn_portal.rekap.dimensi import BAGIAN_ALAMAT
from asn_portal.rekap.susunan import read_susunan


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    susunan = read_susunan(pengguna, kueri)
    allowed = selectors.scope_of(pengguna, susunan, hari) if susunan else None
    if allowed is None:
        return ["Unitnya di luar yang Anda kelola"]
    narrowed, lingkup = allowed
    return [selectors.sentence(narrowed, lingkup, narrowed.day(hari))]


register_daftar(Daftar(nama="rekap", judul="Rekap", halaman="rekap:rekap", kueri=BAGIAN_ALAMAT, kata=_words))
