"""The posts somebody has held, for the papers of this app. The app of positions knows them and registers how to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pegawai.models import Pegawai, RiwayatJabatanLama


@dataclass(frozen=True)
class JabatanDijabat:
    """One post, with the unit it stands in and the decree; `sampai` is None while it is held."""

    nama: str
    unit: str
    mulai: date
    sampai: date | None
    sk_nomor: str = ""
    sk_tanggal: date | None = None


# A person and a day -> posts that began by then, the newest first.
Penyedia = Callable[[Pegawai, date], list[JabatanDijabat]]
_penyedia: list[Penyedia] = []


def register_riwayat_jabatan(penyedia: Penyedia) -> Penyedia:
    """One app knows posts."""
    _penyedia[:] = [penyedia]
    return penyedia


def posts_held(pegawai: Pegawai, hari: date) -> list[JabatanDijabat]:
    """Those on the map and, as words, those before it; the newest first."""
    known = _penyedia[0](pegawai, hari) if _penyedia else []
    past = RiwayatJabatanLama.objects.kini().filter(pegawai=pegawai, berlaku__startswith__lte=hari)
    words = [
        JabatanDijabat(one.jabatan, one.unit, one.mulai, one.sampai, one.sk_nomor, one.sk_tanggal)
        for one in past
        if one.mulai is not None
    ]
    return sorted([*known, *words], key=lambda one: one.mulai, reverse=True)
