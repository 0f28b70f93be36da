"""Kompetensi: kesenjangan dengan standar, dan job person match."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from asn_portal.core.regulasi import (
    DUA_DESIMAL,
    Batas,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    Tampil,
    aturan,
    bulatkan,
    load_tabel,
)
from jabatan.aturan.kompetensi import TABEL_STANDAR

FOLDER = Path(__file__).parent / "tabel"
TABEL_JPM = load_tabel(FOLDER / "jpm.toml")

STANDAR: dict[str, int] = TABEL_STANDAR.terakhir.nilai["standar"]
SKEMA = {"umum": "Skema umum", "optimal": "Skema optimal (jabatan pimpinan tinggi)"}
TINGKAT_TERTINGGI = 5
SERATUS = 100


class MasukanGap(Masukan):
    capaian: Annotated[
        int, Batas(0, TINGKAT_TERTINGGI), Field(title="Tingkat yang dicapai", description="0 bila belum ada.")
    ]
    standar: Annotated[
        int | None,
        Batas(1, TINGKAT_TERTINGGI),
        Field(title="Tingkat standar jabatan", description="Bila diisi, mengalahkan standar bawaan jabatan."),
    ] = None
    jabatan: Annotated[
        str | None,
        Pilih({slug: TABEL_STANDAR.label[slug] for slug in STANDAR}),
        Field(title="Jabatan", description="Dipakai bila tingkat standar tidak diisi."),
    ] = None


@aturan(
    judul="Kesenjangan kompetensi",
    topik="pelatihan",
    tabel=[TABEL_STANDAR],
    galat={},
    keluaran={
        "gap": Keluaran("Kesenjangan", satuan="tingkat", utama=True),
        "standar": Keluaran("Tingkat standar"),
        "perlu_pengembangan": Keluaran("Perlu pengembangan"),
    },
    contoh={"capaian": 3, "jabatan": "jpt_pratama"},
)
def kompetensi_gap(masukan: MasukanGap) -> Hasil:
    """Selisih antara tingkat kompetensi yang dicapai dan standar jabatan; di bawah nol berarti perlu pengembangan.

    Standar jabatan yang diisi mengalahkan standar bawaan menurut jenis jabatannya.

    Dasar: PermenPANRB 38/2017.
    """
    if masukan.standar is None and masukan.jabatan is None:
        raise Ditolak("masukan_kurang", "Isi tingkat standar jabatan, atau pilih jabatannya.", isian="standar")
    standar = masukan.standar if masukan.standar is not None else STANDAR[str(masukan.jabatan)]
    gap = masukan.capaian - standar
    return {"standar": standar, "gap": gap, "perlu_pengembangan": gap < 0}


class MasukanJpm(Masukan):
    capaian: Annotated[
        list[Annotated[Decimal, Batas(0, TINGKAT_TERTINGGI)]],
        Field(title="Tingkat yang dicapai", description="Satu baris untuk satu kompetensi, tingkat 0 sampai 5."),
        Tampil(sejajar="Kompetensi", baris=9),
    ]
    standar: Annotated[
        list[Annotated[Decimal, Batas(1, TINGKAT_TERTINGGI)]],
        Field(title="Tingkat standar", description="Sebanyak tingkat yang dicapai."),
        Tampil(sejajar="Kompetensi", baris=9),
    ]
    skema: Annotated[str, Pilih(SKEMA), Field(title="Batas kategori")]


@aturan(
    judul="Job person match",
    topik="pelatihan",
    tabel=[TABEL_JPM],
    galat={"panjang_berbeda": "Banyaknya tingkat yang dicapai harus sama dengan banyaknya tingkat standar."},
    keluaran={
        "jpm": Keluaran("Job person match", satuan="persen", utama=True),
        "kategori": Keluaran("Kategori", kata=TABEL_JPM.label),
    },
    contoh={
        "capaian": ["3", "2", "3", "2", "3", "2", "3", "2", "3"],
        "standar": ["3", "3", "3", "3", "3", "3", "3", "3", "3"],
        "skema": "umum",
    },
)
def jpm(masukan: MasukanJpm) -> Hasil:
    """Seberapa cocok kompetensi seseorang dengan standar jabatan: jumlah capaian dibagi jumlah standar.

    Tidak dibatasi seratus persen. Kategori dibaca dari nilai eksak, sebelum dibulatkan.

    Dasar: Peraturan BKN 26/2019; contoh instansi.
    """
    if len(masukan.capaian) != len(masukan.standar):
        raise Ditolak("panjang_berbeda", isian="capaian")
    if not masukan.capaian:
        raise Ditolak("masukan_kurang", "Belum ada kompetensi yang dinilai.", isian="capaian")
    share = _jumlah(masukan.capaian) / _jumlah(masukan.standar) * SERATUS
    rows: list[dict[str, Any]] = TABEL_JPM.terakhir.nilai[masukan.skema]
    kategori = next(row["kategori"] for row in rows if share >= row["paling_kecil"])
    return {"jpm": bulatkan(share, DUA_DESIMAL), "kategori": kategori}


def _jumlah(tingkat: list[Decimal]) -> Fraction:
    return sum((Fraction(level) for level in tingkat), Fraction(0))
