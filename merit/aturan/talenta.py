"""Manajemen talenta: kotak, subskor komponen, sumbu, dan skor untuk jabatan target."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import Field

from asn_portal.core.regulasi import (
    DUA_DESIMAL,
    Batas,
    Bila,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    Tabel,
    Tampil,
    aturan,
    bulatkan,
    load_tabel,
    tepat,
)
from kinerja.aturan.kata import RATING


def tabel(nama: str) -> Tabel:
    """A table of this app by its name."""
    return load_tabel(Path(__file__).parent / "tabel" / f"{nama}.toml")


TABEL_KOTAK = tabel("kotak_talenta")
TABEL_SUBSKOR = tabel("subskor")
TABEL_PENGALAMAN = tabel("pengalaman")
TABEL_SUMBU = tabel("sumbu")
TABEL_TARGET = tabel("target")

KOTAK: dict[str, dict[str, int]] = {row["kinerja"]: row for row in TABEL_KOTAK.terakhir.nilai["matriks"]}
REKOMENDASI: dict[int, list[str]] = {row["kotak"]: row["anjuran"] for row in TABEL_KOTAK.terakhir.nilai["rekomendasi"]}
POTENSIAL = {"rendah": "Rendah", "menengah": "Menengah", "tinggi": "Tinggi"}
SERATUS = 100
DATA_BELUM_LENGKAP = {
    "data_belum_lengkap": "Ada data yang belum lengkap. Kotak tidak pernah diisi dengan angka pengganti; lengkapi dulu."
}


def kotak_untuk(kinerja: str, potensial: str) -> int:
    """The box 1 to 9. Dasar: PermenPANRB 3/2020 jo 20/2025."""
    return KOTAK[kinerja][potensial]


class MasukanKotak(Masukan):
    galat_kurang: ClassVar[str] = "data_belum_lengkap"

    kinerja: Annotated[str, Pilih(RATING), Field(title="Kategori kinerja")]
    potensial: Annotated[str, Pilih(POTENSIAL), Field(title="Kategori potensial")]


@aturan(
    judul="Kotak manajemen talenta",
    topik="merit",
    tabel=[TABEL_KOTAK],
    galat=DATA_BELUM_LENGKAP,
    keluaran={
        "kotak": Keluaran("Kotak", utama=True, polos=True),
        "krs_instansi": Keluaran("Kelompok rencana suksesi instansi"),
        "krs_nasional": Keluaran("Kelompok rencana suksesi nasional"),
        "rekomendasi": Keluaran("Rekomendasi", kata=TABEL_KOTAK.label),
    },
    contoh={"kinerja": "sesuai_ekspektasi", "potensial": "tinggi"},
)
def kotak_talenta(masukan: MasukanKotak) -> Hasil:
    """Kotak talenta seseorang dari kategori kinerja dan potensialnya, dengan rekomendasinya.

    Kotak 7 sampai 9 masuk kelompok rencana suksesi instansi, kotak 9 juga nasional. Tanpa data yang lengkap tidak ada
    kotak.

    Dasar: PermenPANRB 3/2020 jo 20/2025.
    """
    nilai, kotak = TABEL_KOTAK.terakhir.nilai, kotak_untuk(masukan.kinerja, masukan.potensial)
    return {
        "kotak": kotak,
        "krs_instansi": kotak >= nilai["krs_instansi_mulai"],
        "krs_nasional": kotak >= nilai["krs_nasional_mulai"],
        "rekomendasi": REKOMENDASI[kotak],
    }


PILIHAN: dict[str, dict[str, int]] = {
    komponen: rows for komponen, rows in TABEL_SUBSKOR.terakhir.nilai.items() if isinstance(rows, dict)
}
KOMPONEN = (*PILIHAN, "pengembangan_kompetensi", "potensi")
ASPEK = tuple(TABEL_SUBSKOR.terakhir.nilai["potensi"])
SKALA: int = TABEL_SUBSKOR.terakhir.nilai["skala"]


class MasukanSubskor(Masukan):
    komponen: Annotated[
        str, Pilih({komponen: TABEL_SUBSKOR.label[komponen] for komponen in KOMPONEN}), Field(title="Komponen")
    ]
    pilihan: Annotated[
        str | None,
        Pilih(
            {slug: TABEL_SUBSKOR.label[slug] for rows in PILIHAN.values() for slug in rows},
            menurut="komponen",
            bagian={komponen: tuple(rows) for komponen, rows in PILIHAN.items()},
        ),
        Field(title="Keadaan"),
        Bila("komponen", tuple(PILIHAN), wajib=True),
    ] = None
    jp: Annotated[
        Decimal | None,
        Batas(0),
        Field(title="Jam pelajaran setahun"),
        Bila("komponen", ("pengembangan_kompetensi",), wajib=True),
    ] = None
    nilai: Annotated[
        list[Annotated[int, Batas(0, SKALA)]] | None,
        Field(title="Nilai tiap aspek", description="0 sampai 5."),
        Bila("komponen", ("potensi",), wajib=True),
        Tampil(butir=ASPEK),
    ] = None


@aturan(
    judul="Subskor komponen talenta",
    topik="merit",
    tabel=[TABEL_SUBSKOR],
    galat={"jumlah_aspek": "Potensi dinilai pada tepat delapan aspek. Isi semuanya."},
    keluaran={"skor": Keluaran("Skor", utama=True)},
    contoh={"komponen": "penghargaan", "pilihan": "nasional"},
)
def kepka411_subskor(masukan: MasukanSubskor) -> Hasil:
    """Skor satu komponen talenta.

    Enam komponen dibaca dari tabel keadaannya, pengembangan kompetensi dari jam pelajaran setahun, dan potensi dari
    jumlah delapan aspek dibagi empat puluh.

    Dasar: Keputusan Kepala BKN 411/2025.
    """
    if masukan.komponen == "potensi":
        return {"skor": _potensi(masukan.nilai or [])}
    if masukan.komponen == "pengembangan_kompetensi":
        assert masukan.jp is not None
        rows = TABEL_SUBSKOR.terakhir.nilai["pengembangan_kompetensi"]
        return {"skor": Decimal(next(row["skor"] for row in rows if masukan.jp >= row["jp_paling_sedikit"]))}
    known = PILIHAN[masukan.komponen]
    if masukan.pilihan not in known:
        words = ", ".join(known)
        raise Ditolak("nilai_tidak_dikenal", f"Keadaan: nilai tidak dikenal. Yang dikenal: {words}.", isian="pilihan")
    return {"skor": Decimal(known[masukan.pilihan])}


def _potensi(nilai: list[int]) -> Decimal:
    if len(nilai) != len(ASPEK):
        raise Ditolak("jumlah_aspek", isian="nilai")
    return tepat(Fraction(sum(nilai) * SERATUS, len(ASPEK) * SKALA))


class MasukanPengalaman(Masukan):
    lama_tahun: Annotated[Decimal, Batas(0), Field(title="Lama dalam jabatan (tahun)", description="Misalnya 3,5.")]
    keragaman: Annotated[
        str,
        Pilih({slug: TABEL_PENGALAMAN.label[slug] for slug in TABEL_PENGALAMAN.terakhir.nilai["keragaman"]}),
        Field(title="Keragaman jabatan"),
    ]
    nondefinitif: Annotated[
        str,
        Pilih({slug: TABEL_PENGALAMAN.label[slug] for slug in TABEL_PENGALAMAN.terakhir.nilai["nondefinitif"]}),
        Field(title="Penugasan nondefinitif"),
    ]


@aturan(
    judul="Subskor pengalaman jabatan",
    topik="merit",
    tabel=[TABEL_PENGALAMAN],
    galat={},
    keluaran={
        "skor": Keluaran("Skor", utama=True),
        "skor_lama": Keluaran("Dari lamanya"),
        "skor_keragaman": Keluaran("Dari keragamannya"),
        "skor_nondefinitif": Keluaran("Dari penugasan nondefinitif"),
    },
    contoh={"lama_tahun": "3.5", "keragaman": "lintas_unit", "nondefinitif": "plh"},
)
def kepka411_pengalaman(masukan: MasukanPengalaman) -> Hasil:
    """Skor pengalaman jabatan: rata-rata dari lama, keragaman, dan penugasan nondefinitif.

    Dasar: Keputusan Kepala BKN 411/2025.
    """
    nilai = TABEL_PENGALAMAN.terakhir.nilai
    lama: int = next(row["skor"] for row in nilai["lama"] if masukan.lama_tahun >= row["tahun_paling_sedikit"])
    keragaman, nondefinitif = nilai["keragaman"][masukan.keragaman], nilai["nondefinitif"][masukan.nondefinitif]
    return {
        "skor_lama": lama,
        "skor_keragaman": keragaman,
        "skor_nondefinitif": nondefinitif,
        "skor": bulatkan(Fraction(lama + keragaman + nondefinitif, 3), DUA_DESIMAL),
    }


Skor = Annotated[Decimal, Batas(0, 100)]


class SumbuKinerja(Masukan):
    galat_kurang: ClassVar[str] = "data_belum_lengkap"

    utama: Annotated[Decimal, Batas(0, 110), Field(title="Kinerja utama")]
    penghargaan: Annotated[Skor, Field(title="Penghargaan")]
    tim_kerja: Annotated[Skor, Field(title="Penugasan tim kerja")]
    umpan_balik_360: Annotated[Skor, Field(title="Umpan balik perilaku 360 derajat")]


class SumbuPotensial(Masukan):
    galat_kurang: ClassVar[str] = "data_belum_lengkap"

    penilaian_kompetensi: Annotated[Skor, Field(title="Penilaian kompetensi")]
    pengembangan_kompetensi: Annotated[Skor, Field(title="Pengembangan kompetensi")]
    pengalaman_jabatan: Annotated[Skor, Field(title="Pengalaman jabatan")]
    potensi: Annotated[Skor, Field(title="Potensi")]
    tingkat_pendidikan: Annotated[Skor, Field(title="Tingkat pendidikan")]
    kesesuaian_ilmu: Annotated[Skor, Field(title="Kesesuaian bidang ilmu")]
    integritas: Annotated[Skor, Field(title="Integritas dan moralitas")]


class MasukanSumbu(Masukan):
    kinerja: Annotated[
        SumbuKinerja, Field(title="Sumbu kinerja", description="Skor tiap komponen; kinerja utama 0 sampai 110.")
    ]
    potensial: Annotated[
        SumbuPotensial, Field(title="Sumbu potensial", description="Skor tiap komponen, 0 sampai 100.")
    ]


@aturan(
    judul="Sumbu kinerja dan potensial",
    topik="merit",
    tabel=[TABEL_SUMBU, TABEL_KOTAK],
    galat=DATA_BELUM_LENGKAP,
    keluaran={
        "kotak": Keluaran("Kotak", utama=True, polos=True),
        "skor_talenta": Keluaran("Skor talenta"),
        "y": Keluaran("Sumbu kinerja"),
        "y_mentah": Keluaran("Sumbu kinerja sebelum dibatasi"),
        "x": Keluaran("Sumbu potensial"),
        "kategori_kinerja": Keluaran("Kategori kinerja", kata=RATING),
        "kategori_potensial": Keluaran("Kategori potensial", kata=POTENSIAL),
    },
    contoh={
        "kinerja": {"utama": "100", "penghargaan": "50", "tim_kerja": "70", "umpan_balik_360": "85"},
        "potensial": {
            "penilaian_kompetensi": "72",
            "pengembangan_kompetensi": "80",
            "pengalaman_jabatan": "60",
            "potensi": "55",
            "tingkat_pendidikan": "90",
            "kesesuaian_ilmu": "75",
            "integritas": "100",
        },
    },
)
def kepka411_sumbu(masukan: MasukanSumbu) -> Hasil:
    """Nilai kedua sumbu talenta dari komponen-komponennya, skor talenta, dan kotaknya.

    Bobotnya mutlak dari seratus tiap sumbu. Sumbu kinerja dibatasi seratus. Skor talenta adalah rata-rata keduanya.
    Kategori dibaca dari nilai eksak; komponen yang belum ada tidak pernah dianggap nol.

    Dasar: Keputusan Kepala BKN 411/2025.
    """
    nilai = TABEL_SUMBU.terakhir.nilai
    mentah, x = _sumbu(masukan.kinerja, nilai["kinerja"]), _sumbu(masukan.potensial, nilai["potensial"])
    y = min(mentah, Fraction(nilai["paling_besar"]))
    kinerja = _kategori(y, ("di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi"))
    potensial = _kategori(x, ("rendah", "menengah", "tinggi"))
    return {
        "y_mentah": tepat(mentah),
        "y": tepat(y),
        "x": tepat(x),
        "skor_talenta": tepat((y + x) / 2),
        "kategori_kinerja": kinerja,
        "kategori_potensial": potensial,
        "kotak": kotak_untuk(kinerja, potensial),
    }


def _sumbu(skor: Masukan, bobot: Mapping[str, int]) -> Fraction:
    given: dict[str, Any] = skor.model_dump()
    return sum((weight * Fraction(given[nama]) for nama, weight in bobot.items()), Fraction(0)) / SERATUS


def _kategori(nilai: Fraction, names: tuple[str, str, str]) -> str:
    """Low, middle, high: by the exact value."""
    batas = TABEL_SUMBU.terakhir.nilai
    return names[(nilai >= batas["batas_tengah"]) + (nilai >= batas["batas_atas"])]


BOBOT_TARGET = {row["jabatan"]: row for row in TABEL_TARGET.terakhir.nilai["bobot"]}


class MasukanTarget(Masukan):
    jabatan_target: Annotated[
        str, Pilih({slug: TABEL_TARGET.label[slug] for slug in BOBOT_TARGET}), Field(title="Jabatan target")
    ]
    skor_talenta: Annotated[Skor, Field(title="Skor talenta", description="0 sampai 100.")]
    nilai_teknis: Annotated[Skor, Field(title="Nilai uji teknis", description="0 sampai 100.")]


@aturan(
    judul="Skor akhir untuk jabatan target",
    topik="merit",
    tabel=[TABEL_TARGET],
    galat={},
    keluaran={"skor_akhir": Keluaran("Skor akhir", utama=True)},
    contoh={"jabatan_target": "jpt_pratama", "skor_talenta": "82", "nilai_teknis": "70"},
)
def kepka411_target(masukan: MasukanTarget) -> Hasil:
    """Skor akhir seorang calon untuk jabatan target: gabungan skor talenta dan nilai uji teknis.

    Dasar: Keputusan Kepala BKN 411/2025 Tabel 14 dan 16.
    """
    row = BOBOT_TARGET[masukan.jabatan_target]
    skor = row["talenta"] * Fraction(masukan.skor_talenta) + row["teknis"] * Fraction(masukan.nilai_teknis)
    return {"skor_akhir": tepat(skor / SERATUS)}
