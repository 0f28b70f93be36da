"""Analisis beban kerja (ABK): kebutuhan pegawai, dan selisihnya dengan pegawai yang ada."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Ditolak, Hasil, Keluaran, Masukan, Tampil, aturan, bulatkan, load_tabel

FOLDER = Path(__file__).parent / "tabel"
TABEL_ABK = load_tabel(FOLDER / "abk.toml")
TABEL_PETA = load_tabel(FOLDER / "peta_jabatan.toml")

JKE_MENIT: int = TABEL_ABK.terakhir.nilai["jke_menit"]
EMPAT_DESIMAL = Decimal("0.0001")

JumlahHasil = Annotated[Decimal, Batas(0), Field(title="Jumlah hasil setahun")]
WaktuMenit = Annotated[Decimal, Batas(0), Field(title="Waktu tiap hasil (menit)")]
JamKerjaEfektif = Annotated[
    Decimal,
    Batas(lebih_dari=0),
    Field(title="Jam kerja efektif setahun (menit)", description="75.000 menit sama dengan 1.250 jam."),
]


class TugasAbk(Masukan):
    jumlah_hasil: JumlahHasil
    waktu_menit: WaktuMenit


class MasukanAbkTugas(TugasAbk):
    jke_menit: JamKerjaEfektif = Decimal(JKE_MENIT)


@aturan(
    judul="Kebutuhan pegawai satu tugas",
    topik="jabatan",
    tabel=[TABEL_ABK],
    galat={},
    keluaran={"kebutuhan": Keluaran("Kebutuhan", satuan="orang", utama=True)},
    contoh={"jumlah_hasil": "92", "waktu_menit": "780", "jke_menit": "75000"},
)
def abk_tugas(masukan: MasukanAbkTugas) -> Hasil:
    """Berapa bagian dari satu orang yang diperlukan untuk sebuah tugas.

    Jumlah hasil setahun dikali waktu tiap hasil, dibagi jam kerja efektif setahun (75.000 menit). Waktu ditulis dalam
    menit, bukan jam.

    Dasar: PermenPANRB 1/2020.
    """
    return {"kebutuhan": bulatkan(_beban(masukan, masukan.jke_menit), EMPAT_DESIMAL)}


def _beban(tugas: TugasAbk, jke_menit: Decimal) -> Fraction:
    return Fraction(tugas.jumlah_hasil) * Fraction(tugas.waktu_menit) / Fraction(jke_menit)


class MasukanAbkJabatan(Masukan):
    tugas: Annotated[
        list[TugasAbk], Field(title="Tugas", description="Satu baris untuk satu uraian tugas."), Tampil(baris=4)
    ]
    jke_menit: JamKerjaEfektif = Decimal(JKE_MENIT)


@aturan(
    judul="Kebutuhan pegawai satu jabatan",
    topik="jabatan",
    tabel=[TABEL_ABK],
    galat={"tugas_kosong": "Belum ada tugas. Isi paling sedikit satu tugas dengan hasil dan waktunya."},
    keluaran={
        "kebutuhan": Keluaran("Kebutuhan", satuan="orang", utama=True),
        "total": Keluaran("Jumlah beban kerja", satuan="orang"),
    },
    contoh={
        "tugas": [
            {"jumlah_hasil": "12", "waktu_menit": "7500"},
            {"jumlah_hasil": "250", "waktu_menit": "120"},
            {"jumlah_hasil": "92", "waktu_menit": "90.5"},
        ],
        "jke_menit": "75000",
    },
)
def abk_jabatan(masukan: MasukanAbkJabatan) -> Hasil:
    """Berapa orang yang diperlukan untuk sebuah jabatan, dari semua tugasnya.

    Beban tiap tugas dijumlah sebagai pecahan eksak, lalu dibulatkan ke atas: tepat satu tetap satu, sedikit di atas
    satu menjadi dua.

    Dasar: PermenPANRB 1/2020.
    """
    if not masukan.tugas:
        raise Ditolak("tugas_kosong", isian="tugas")
    total = sum((_beban(tugas, masukan.jke_menit) for tugas in masukan.tugas), Fraction(0))
    return {"total": bulatkan(total, EMPAT_DESIMAL), "kebutuhan": ceil(total)}


class MasukanBezetting(Masukan):
    bezetting: Annotated[int, Batas(0), Field(title="Bezetting (orang)", description="Pegawai yang ada sekarang.")]
    kebutuhan: Annotated[int, Batas(0), Field(title="Kebutuhan (orang)", description="Menurut analisis beban kerja.")]


@aturan(
    judul="Selisih bezetting dan kebutuhan",
    topik="jabatan",
    tabel=[TABEL_PETA],
    galat={},
    keluaran={
        "status": Keluaran("Keadaan", kata={"kurang": "Kurang", "sesuai": "Sesuai", "lebih": "Lebih"}, utama=True),
        "selisih": Keluaran("Selisih", satuan="orang"),
    },
    contoh={"bezetting": 3, "kebutuhan": 5},
)
def selisih_bezetting(masukan: MasukanBezetting) -> Hasil:
    """Selisih antara pegawai yang ada dan kebutuhan, seperti kolom tambah atau kurang pada peta jabatan.

    Dasar: PermenPANRB 1/2020 (peta jabatan).
    """
    selisih = masukan.bezetting - masukan.kebutuhan
    return {"selisih": selisih, "status": "kurang" if selisih < 0 else "lebih" if selisih else "sesuai"}
