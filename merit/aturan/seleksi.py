"""Seleksi terbuka jabatan pimpinan tinggi."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field

from asn_portal.core.regulasi import Batas, Ditolak, Hasil, Keluaran, Masukan, Tampil, Teks, aturan, tepat
from merit.aturan.talenta import tabel

TABEL_SELEKSI = tabel("seleksi_terbuka")

RENTANG: dict[str, dict[str, Any]] = {row["unsur"]: row for row in TABEL_SELEKSI.terakhir.nilai["rentang"]}
SERATUS = 100
Bobot = Annotated[Decimal, Batas()]
Nilai = Annotated[Decimal, Batas(0, 100)]


class BobotSeleksi(Masukan):
    makalah: Annotated[Bobot, Field(title="Makalah (15 sampai 20)")]
    penilaian_kompetensi: Annotated[Bobot, Field(title="Penilaian kompetensi (20 sampai 25)")]
    wawancara: Annotated[Bobot, Field(title="Wawancara (30 sampai 35)")]
    rekam_jejak: Annotated[Bobot, Field(title="Rekam jejak (15 sampai 20)")]


class PesertaSeleksi(Masukan):
    id: Annotated[Teks, Field(title="Nama atau tanda")]
    makalah: Annotated[Nilai, Field(title="Makalah")]
    penilaian_kompetensi: Annotated[Nilai, Field(title="Penilaian kompetensi")]
    wawancara: Annotated[Nilai, Field(title="Wawancara")]
    rekam_jejak: Annotated[Nilai, Field(title="Rekam jejak")]


class MasukanSeleksi(Masukan):
    bobot: Annotated[BobotSeleksi, Field(title="Bobot (persen)", description="Bersama-sama seratus.")]
    peserta: Annotated[
        list[PesertaSeleksi],
        Field(title="Peserta", description="Nilai 0 sampai 100, paling sedikit tiga orang."),
        Tampil(baris=4),
    ]


def _peserta(tanda: str, *nilai: str) -> dict[str, str]:
    return {"id": tanda, **dict(zip(RENTANG, nilai, strict=True))}


@aturan(
    judul="Nilai seleksi terbuka JPT",
    topik="merit",
    tabel=[TABEL_SELEKSI],
    galat={
        "bobot_di_luar_rentang": "Ada bobot di luar rentangnya: makalah 15 sampai 20, penilaian kompetensi 20 sampai 25, "
        "wawancara 30 sampai 35, rekam jejak 15 sampai 20.",
        "bobot_tidak_100": "Jumlah keempat bobot harus seratus.",
        "peserta_kurang": "Seleksi memerlukan paling sedikit tiga peserta.",
        "id_ganda": "Ada nama atau tanda yang dipakai dua kali. Beri setiap peserta tanda yang berbeda.",
    },
    keluaran={
        "tiga_besar": Keluaran("Tiga besar", utama=True),
        "skor": Keluaran("Nilai akhir"),
    },
    contoh={
        "bobot": {"makalah": "20", "penilaian_kompetensi": "25", "wawancara": "35", "rekam_jejak": "20"},
        "peserta": [
            _peserta("Peserta 1", "80", "78", "85", "90"),
            _peserta("Peserta 2", "81", "81", "81", "81"),
            _peserta("Peserta 3", "75", "82", "83", "80"),
            _peserta("Peserta 4", "70", "90", "78", "80"),
        ],
    },
)
def seleksi_terbuka(masukan: MasukanSeleksi) -> Hasil:
    """Nilai akhir peserta seleksi terbuka, dan tiga peserta dengan nilai tertinggi.

    Nilai akhir adalah jumlah bobot dikali nilai. Nilai yang sama diurutkan menurut tandanya. Pejabat pembina
    kepegawaian boleh memilih siapa pun dari ketiganya.

    Dasar: PermenPANRB 15/2019.
    """
    bobot: dict[str, Decimal] = masukan.bobot.model_dump()
    _periksa(bobot, masukan.peserta)
    skor = {orang.id: _skor(bobot, orang) for orang in masukan.peserta}
    ranked = sorted(skor, key=lambda tanda: (-skor[tanda], tanda))
    return {
        "skor": {tanda: tepat(value) for tanda, value in skor.items()},
        "tiga_besar": ranked[: TABEL_SELEKSI.terakhir.nilai["diusulkan"]],
    }


def _periksa(bobot: dict[str, Decimal], peserta: list[PesertaSeleksi]) -> None:
    nilai = TABEL_SELEKSI.terakhir.nilai
    if any(not row["paling_kecil"] <= bobot[unsur] <= row["paling_besar"] for unsur, row in RENTANG.items()):
        raise Ditolak("bobot_di_luar_rentang", isian="bobot")
    if sum(map(Fraction, bobot.values())) != nilai["jumlah"]:
        raise Ditolak("bobot_tidak_100", isian="bobot")
    if len(peserta) < nilai["peserta_paling_sedikit"]:
        raise Ditolak("peserta_kurang", isian="peserta")
    if len({orang.id for orang in peserta}) < len(peserta):
        raise Ditolak("id_ganda", isian="peserta")


def _skor(bobot: dict[str, Decimal], orang: PesertaSeleksi) -> Fraction:
    parts = (Fraction(weight) * Fraction(getattr(orang, unsur)) for unsur, weight in bobot.items())
    return sum(parts, Fraction(0)) / SERATUS
