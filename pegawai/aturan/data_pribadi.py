"""Batas waktu kewajiban pelindungan data pribadi."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Hasil, Keluaran, Masukan, Pilih, Waktu, aturan
from pegawai.aturan.kata import tabel

TABEL_PDP = tabel("pdp")

JAM: dict[str, int] = TABEL_PDP.terakhir.nilai["jam"]


class MasukanPdp(Masukan):
    jenis: Annotated[str, Pilih({slug: TABEL_PDP.label[slug] for slug in JAM}), Field(title="Kewajiban")]
    sejak: Annotated[
        Waktu, Field(title="Sejak", description="Saat permintaan diterima, atau kegagalan pelindungan diketahui.")
    ]


@aturan(
    judul="Batas waktu pelindungan data pribadi",
    topik="data",
    tabel=[TABEL_PDP],
    galat={},
    keluaran={"paling_lambat": Keluaran("Paling lambat", utama=True)},
    contoh={"jenis": "perbaikan", "sejak": "2026-11-23T08:30:00+07:00"},
)
def pdp_batas(masukan: MasukanPdp) -> Hasil:
    """Kapan paling lambat sebuah kewajiban pelindungan data pribadi dipenuhi.

    Selalu tiga kali dua puluh empat jam sejak saatnya, dihitung terus-menerus: hari libur ikut dihitung.

    Dasar: UU 27/2022 Pasal 30, 32, 40, 41, dan 46.
    """
    batas = masukan.sejak + timedelta(hours=JAM[masukan.jenis])
    return {"paling_lambat": batas.replace(microsecond=0)}
