"""Pengisian jabatan: syarat pengangkatan, dan rentang waktu mutasi."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from asn_portal.core.regulasi import (
    Batas,
    Bila,
    Boolean,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    Tampil,
    Tanggal,
    add_tahun,
    aturan,
    load_tabel,
)
from pegawai.aturan.kata import JABATAN_MANAJERIAL, JENJANG, PENDIDIKAN, TINGKAT_PENDIDIKAN

FOLDER = Path(__file__).parent / "tabel"
TABEL_SYARAT = load_tabel(FOLDER / "syarat_jabatan.toml")
TABEL_MUTASI = load_tabel(FOLDER / "mutasi.toml")

SYARAT: dict[str, dict[str, Any]] = {row["jabatan"]: row for row in TABEL_SYARAT.terakhir.nilai["syarat"]}
JPT = tuple(jabatan for jabatan, row in SYARAT.items() if "usia_maks" in row)
JABATAN_ASAL = {**JABATAN_MANAJERIAL, "pelaksana": "Pelaksana", **JENJANG}


class MasukanSyarat(Masukan):
    jabatan_target: Annotated[str, Pilih(JABATAN_MANAJERIAL), Field(title="Jabatan yang dituju")]
    pendidikan: Annotated[str, Pilih(PENDIDIKAN), Field(title="Pendidikan tertinggi")]
    jabatan_asal: Annotated[str, Pilih(JABATAN_ASAL), Field(title="Jabatan sekarang")]
    lama_jabatan_tahun: Annotated[
        Decimal, Batas(0), Field(title="Lama dalam jabatan itu (tahun)", description="Misalnya 2,5.")
    ]
    pengalaman_tahun: Annotated[
        Decimal | None,
        Batas(0),
        Field(title="Pengalaman yang berkaitan (tahun)", description="Dijumlah dari semua jabatan."),
        Bila("jabatan_target", JPT, wajib=True),
    ] = None
    usia: Annotated[
        int | None,
        Batas(0),
        Field(title="Usia saat pengangkatan (tahun)", description="Tahun genap."),
        Bila("jabatan_target", JPT, wajib=True),
    ] = None
    hukdis_sedang_berat: Annotated[Boolean, Field(title="Pernah dihukum disiplin sedang atau berat")] = False


@aturan(
    judul="Syarat pengangkatan dalam jabatan manajerial",
    topik="jabatan",
    tabel=[TABEL_SYARAT],
    galat={},
    keluaran={
        "memenuhi": Keluaran("Memenuhi syarat", utama=True),
        "alasan": Keluaran(
            "Yang belum dipenuhi",
            kata={
                "pendidikan": "Pendidikan di bawah yang disyaratkan",
                "pengalaman": "Pengalaman belum cukup",
                "jabatan_asal": "Jabatan sekarang tidak termasuk jabatan asal",
                "lama_jabatan": "Belum cukup lama dalam jabatan sekarang",
                "usia": "Usia melewati batas",
                "hukdis": "Pernah dihukum disiplin sedang atau berat",
            },
        ),
    },
    contoh={
        "jabatan_target": "jpt_pratama",
        "pendidikan": "s2",
        "jabatan_asal": "administrator",
        "lama_jabatan_tahun": "2.5",
        "pengalaman_tahun": "4",
        "usia": 52,
        "hukdis_sedang_berat": False,
    },
)
def syarat_jabatan(masukan: MasukanSyarat) -> Hasil:
    """Apakah seorang PNS memenuhi syarat untuk diangkat dalam jabatan manajerial, dan apa yang masih kurang.

    Pendidikan yang disebut adalah batas terendah. Bila jabatan sekarang tidak termasuk jabatan asal, lamanya tidak
    dinilai. Kompetensi, kesehatan, dan integritas dinilai di luar hitungan ini.

    Dasar: PP 11/2017 jo PP 17/2020 Pasal 54 dan 107.
    """
    syarat = SYARAT[masukan.jabatan_target]
    fits = masukan.jabatan_asal in syarat["jabatan_asal"]
    lacking = {
        "pendidikan": TINGKAT_PENDIDIKAN[masukan.pendidikan] < TINGKAT_PENDIDIKAN[syarat["pendidikan"]],
        "pengalaman": _below(masukan.pengalaman_tahun, syarat.get("pengalaman_tahun")),
        "jabatan_asal": not fits,
        "lama_jabatan": fits and masukan.lama_jabatan_tahun < syarat["lama_jabatan_tahun"],
        "usia": masukan.usia is not None and masukan.usia > syarat.get("usia_maks", masukan.usia),
        "hukdis": masukan.hukdis_sedang_berat,
    }
    alasan = [slug for slug, lacks in lacking.items() if lacks]
    return {"memenuhi": not alasan, "alasan": alasan}


def _below(given: Decimal | None, needed: int | None) -> bool:
    return needed is not None and given is not None and given < needed


class MasukanMutasi(Masukan):
    tmt_jabatan: Annotated[Tanggal, Field(title="TMT jabatan sekarang")]
    tanggal: Annotated[Tanggal, Field(title="Tanggal mutasi"), Tampil(hari_ini=True)]


@aturan(
    judul="Rentang waktu mutasi",
    topik="jabatan",
    tabel=[TABEL_MUTASI],
    galat={"tanggal_terbalik": "Tanggal mutasi mendahului TMT jabatan sekarang. Periksa kedua tanggalnya."},
    keluaran={
        "boleh": Keluaran("Sudah boleh dimutasi", utama=True),
        "peringatan": Keluaran(
            "Peringatan", kata={"melewati_5_tahun": "Sudah lebih dari lima tahun dalam jabatan itu"}
        ),
    },
    contoh={"tmt_jabatan": "2024-03-01", "tanggal": "2026-11-21"},
)
def mutasi_rentang(masukan: MasukanMutasi) -> Hasil:
    """Apakah seseorang sudah cukup lama dalam jabatannya untuk dimutasi, dan apakah sudah terlalu lama.

    Paling singkat dua tahun; lebih dari lima tahun menjadi peringatan, tepat lima tahun belum.

    Dasar: Peraturan BKN 5/2019.
    """
    if masukan.tanggal < masukan.tmt_jabatan:
        raise Ditolak("tanggal_terbalik", isian="tanggal")
    nilai = TABEL_MUTASI.terakhir.nilai
    late = masukan.tanggal > add_tahun(masukan.tmt_jabatan, nilai["paling_lama"])
    return {
        "boleh": masukan.tanggal >= add_tahun(masukan.tmt_jabatan, nilai["paling_singkat"]),
        "peringatan": ["melewati_5_tahun"] if late else [],
    }
