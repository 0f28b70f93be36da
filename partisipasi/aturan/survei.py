"""Survei kepuasan masyarakat: indeks, mutu, dan jumlah sampel."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import (
    DUA_DESIMAL,
    TIGA_DESIMAL,
    Batas,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Tampil,
    aturan,
    bulatkan,
    load_tabel,
)

TABEL = Path(__file__).parent / "tabel"
TABEL_SKM = load_tabel(TABEL / "skm.toml")
TABEL_SAMPEL = load_tabel(TABEL / "skm_sampel.toml")

SKALA_TERBESAR = TABEL_SKM.terakhir.nilai["skala_terbesar"]
UNSUR = tuple(TABEL_SKM.terakhir.nilai["nama_unsur"])
GALAT_UNSUR = {"jumlah_unsur": "Survei kepuasan masyarakat memakai tepat sembilan unsur."}
KELUARAN_IKM = {
    "ikm": Keluaran("Nilai IKM", utama=True),
    "mutu": Keluaran("Mutu pelayanan"),
    "kinerja": Keluaran("Kinerja unit pelayanan", kata=TABEL_SKM.label),
}


def _mutu(ikm: Decimal) -> dict[str, str]:
    """The class of the rounded index."""
    row = next(row for row in TABEL_SKM.terakhir.nilai["mutu"] if ikm >= row["paling_kecil"])
    return {"mutu": row["mutu"], "kinerja": row["kinerja"]}


def _ikm(nrr: Sequence[Fraction]) -> Hasil:
    nilai = TABEL_SKM.terakhir.nilai
    ikm = bulatkan(sum(nrr, Fraction(0)) * nilai["pengali"] / nilai["unsur"], DUA_DESIMAL)
    return {"ikm": ikm, **_mutu(ikm)}


class MasukanIkm(Masukan):
    nrr: Annotated[
        list[Annotated[Decimal, Batas(1, SKALA_TERBESAR)]],
        Field(title="Nilai rata-rata unsur", description="Rata-rata jawaban tiap unsur, 1 sampai 4."),
        Tampil(butir=UNSUR),
    ]


@aturan(
    topik="layanan",
    judul="Indeks kepuasan masyarakat dari nilai rata-rata unsur",
    tabel=[TABEL_SKM],
    galat=GALAT_UNSUR,
    keluaran=KELUARAN_IKM,
    contoh={"nrr": ["3.2", "3.1", "3", "3.4", "3.1", "3.2", "3.3", "3", "3.1"]},
)
def ikm(masukan: MasukanIkm) -> Hasil:
    """Indeks kepuasan masyarakat: jumlah nilai rata-rata sembilan unsur dikali 1/9 dikali 25.

    Satu per sembilan dipakai eksak, bukan 0,111. Dibulatkan dua desimal, setengah ke atas; mutu pelayanan dibaca dari
    nilai yang sudah dibulatkan.

    Dasar: PermenPANRB 14/2017.
    """
    if len(masukan.nrr) != TABEL_SKM.terakhir.nilai["unsur"]:
        raise Ditolak("jumlah_unsur", isian="nrr")
    return _ikm([Fraction(value) for value in masukan.nrr])


class MasukanIkmResponden(Masukan):
    jawaban: Annotated[
        list[list[Annotated[int, Batas(1, SKALA_TERBESAR)]]],
        Field(
            title="Jawaban tiap responden",
            description="Satu baris untuk satu responden: sembilan angka 1 sampai 4, urut menurut unsur.",
        ),
    ]


KELUARAN_RESPONDEN = KELUARAN_IKM | {
    "responden": Keluaran("Banyaknya responden", satuan="orang"),
    "nrr": Keluaran("Nilai rata-rata tiap unsur"),
    "unsur_terendah": Keluaran("Unsur dengan nilai terendah", kata={str(n): nama for n, nama in enumerate(UNSUR, 1)}),
}


@aturan(
    topik="layanan",
    judul="Indeks kepuasan masyarakat dari jawaban responden",
    tabel=[TABEL_SKM],
    galat=GALAT_UNSUR,
    keluaran=KELUARAN_RESPONDEN,
    contoh={
        "jawaban": [
            [4, 3, 3, 4, 3, 4, 4, 3, 3],
            [3, 3, 2, 4, 3, 3, 4, 3, 3],
            [4, 4, 3, 4, 4, 4, 4, 3, 3],
            [3, 3, 2, 4, 3, 3, 3, 2, 3],
        ]
    },
)
def ikm_responden(masukan: MasukanIkmResponden) -> Hasil:
    """Indeks kepuasan masyarakat dihitung dari jawaban, dengan unsur yang nilainya terendah.

    Nilai rata-rata unsur adalah jumlah jawaban dibagi banyaknya responden; indeks dihitung dari nilai eksaknya.

    Dasar: PermenPANRB 14/2017.
    """
    unsur, responden = TABEL_SKM.terakhir.nilai["unsur"], len(masukan.jawaban)
    if responden == 0:
        raise Ditolak("masukan_kurang", "Belum ada jawaban responden.", isian="jawaban")
    for number, row in enumerate(masukan.jawaban, start=1):
        if len(row) != unsur:
            pesan = f"Responden ke-{number} mempunyai {len(row)} jawaban; survei memakai {unsur} unsur."
            raise Ditolak("jumlah_unsur", pesan, isian="jawaban")
    nrr = [Fraction(sum(column), responden) for column in zip(*masukan.jawaban, strict=True)]
    return {
        "responden": responden,
        "nrr": [bulatkan(value, TIGA_DESIMAL) for value in nrr],
        **_ikm(nrr),
        "unsur_terendah": [number for number, value in enumerate(nrr, start=1) if value == min(nrr)],
    }


class MasukanSampel(Masukan):
    populasi: Annotated[
        int,
        Batas(1),
        Field(title="Banyaknya penerima layanan", description="Dalam satu periode survei, misalnya setahun."),
    ]


@aturan(
    topik="layanan",
    judul="Jumlah sampel survei",
    tabel=[TABEL_SAMPEL],
    galat={},
    keluaran={"sampel": Keluaran("Responden yang perlu ditanya", satuan="orang", utama=True)},
    contoh={"populasi": 1000},
)
def skm_sampel(masukan: MasukanSampel) -> Hasil:
    """Banyaknya responden yang perlu ditanya untuk suatu populasi, menurut Krejcie dan Morgan.

    Dibulatkan ke bilangan terdekat, setengah ke atas.

    Dasar: PermenPANRB 14/2017 (tabel Krejcie dan Morgan).
    """
    nilai = {name: Fraction(value) for name, value in TABEL_SAMPEL.terakhir.nilai.items()}
    proporsi = nilai["proporsi"] * (1 - nilai["proporsi"])
    atas = nilai["lambda_kuadrat"] * masukan.populasi * proporsi
    bawah = nilai["galat"] ** 2 * (masukan.populasi - 1) + nilai["lambda_kuadrat"] * proporsi
    return {"sampel": int(bulatkan(atas / bawah, Decimal(1)))}
