"""Pelaksana tugas (Plt.) dan pelaksana harian (Plh.): apa yang boleh diputuskan, siapa yang boleh ditunjuk, berapa lama."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Hasil, Keluaran, Masukan, Pilih, Tampil, Tanggal, add_bulan, aturan, load_tabel

TABEL_PLT = load_tabel(Path(__file__).parent / "tabel" / "plt_plh.toml")
PERBUATAN = {row["perbuatan"]: TABEL_PLT.label[row["perbuatan"]] for row in TABEL_PLT.terakhir.nilai["perbuatan"]}
JENIS = {"plt": "Pelaksana tugas (Plt.)", "plh": "Pelaksana harian (Plh.)"}


class MasukanWewenang(Masukan):
    jenis: Annotated[str, Pilih(JENIS), Field(title="Ditunjuk sebagai")]
    perbuatan: Annotated[str, Pilih(PERBUATAN), Field(title="Perbuatan")]
    tanggal: Annotated[Tanggal, Field(title="Pada tanggal"), Tampil(hari_ini=True)]


@aturan(
    judul="Kewenangan Plt. dan Plh.",
    topik="jabatan",
    tabel=[TABEL_PLT],
    galat={},
    keluaran={"boleh": Keluaran("Boleh memutuskan", utama=True)},
    contoh={"jenis": "plt", "perbuatan": "cuti", "tanggal": "2026-11-22"},
)
def wewenang_plt(masukan: MasukanWewenang) -> Hasil:
    """Apakah pelaksana tugas atau pelaksana harian boleh memutuskan suatu perbuatan kepegawaian.

    Yang menyangkut pelaksana itu sendiri diputuskan satu tingkat di atasnya.

    Dasar: SE Kepala BKN 1/SE/I/2021.
    """
    return {"boleh": may_decide(masukan.jenis, masukan.perbuatan, masukan.tanggal)}


def may_decide(jenis: str, perbuatan: str, tanggal: date) -> bool:
    """May an acting official decide this? What the table does not know is refused. Dasar: SE Kepala BKN 1/SE/I/2021."""
    rows = TABEL_PLT.at(tanggal).nilai["perbuatan"]
    return any(row["perbuatan"] == perbuatan and row[jenis] for row in rows)


def tingkat_of(jabatan: str, tanggal: date) -> int | None:
    """The level of a kind of post or of a functional jenjang; None for one without a level (tugas tambahan)."""
    rows = TABEL_PLT.at(tanggal).nilai["tingkat"]
    return next((int(row["tingkat"]) for row in rows if row["jabatan"] == jabatan), None)


def may_act(sendiri: str, dituju: str, tanggal: date) -> bool:
    """Only the same level or one above the own. Where one of both has no level, the rule says nothing.

    Dasar: SE Kepala BKN 1/SE/I/2021.
    """
    own, wanted = tingkat_of(sendiri, tanggal), tingkat_of(dituju, tanggal)
    if own is None or wanted is None:
        return True
    return own <= wanted <= own + int(TABEL_PLT.at(tanggal).nilai["naik"])


def longest_until(mulai: date, diperpanjang: int) -> date:
    """First day after the longest time of an appointment that was extended so often. Dasar: SE Kepala BKN 1/SE/I/2021."""
    nilai = TABEL_PLT.at(mulai).nilai
    return add_bulan(mulai, int(nilai["masa_bulan"]) * (1 + min(diperpanjang, int(nilai["perpanjangan"]))))
