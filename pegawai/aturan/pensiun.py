"""Batas usia pensiun, masa persiapan pensiun, dan hak pensiun."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import (
    Batas,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    Tanggal,
    add_bulan,
    aturan,
)
from pegawai.aturan.gaji import GALAT_TANGGAL_1, SETAHUN
from pegawai.aturan.kata import TABEL_BUP, tabel

TABEL_MPP = tabel("mpp")
TABEL_HAK = tabel("pensiun_hak")

BUP: dict[str, int] = TABEL_BUP.terakhir.nilai["bup"]
SYARAT = {row["sebab"]: row for row in TABEL_HAK.terakhir.nilai["syarat"]}


class MasukanBup(Masukan):
    jabatan: Annotated[str, Pilih({slug: TABEL_BUP.label[slug] for slug in BUP}), Field(title="Jabatan")]
    tanggal_lahir: Annotated[Tanggal, Field(title="Tanggal lahir")]


@aturan(
    judul="Batas usia pensiun dan TMT pensiun",
    topik="pensiun",
    tabel=[TABEL_BUP],
    galat={},
    keluaran={
        "tmt_pensiun": Keluaran("TMT pensiun", utama=True),
        "bup": Keluaran("Batas usia pensiun", satuan="tahun"),
    },
    contoh={"jabatan": "ahli_madya", "tanggal_lahir": "1970-05-10"},
)
def bup_pensiun(masukan: MasukanBup) -> Hasil:
    """Batas usia pensiun sebuah jabatan, dan mulai kapan seseorang pensiun.

    TMT pensiun adalah tanggal 1 bulan sesudah bulan ulang tahunnya yang ke-batas usia, juga bagi yang lahir pada
    tanggal 1.

    Dasar: UU 20/2023 Pasal 55; PP 11/2017 Pasal 239; daftar BUP BKN.
    """
    bup = BUP[masukan.jabatan]
    return {"bup": bup, "tmt_pensiun": add_bulan(masukan.tanggal_lahir.replace(day=1), bup * SETAHUN + 1)}


class MasukanMpp(Masukan):
    tmt_pensiun: Annotated[Tanggal, Field(title="TMT pensiun", description="Selalu tanggal 1.")]
    mulai: Annotated[
        Tanggal | None, Field(title="Rencana mulai", description="Isi untuk memeriksa sebuah rencana.")
    ] = None


@aturan(
    judul="Masa persiapan pensiun",
    topik="pensiun",
    tabel=[TABEL_MPP],
    galat={"tmt_bukan_tanggal_1": GALAT_TANGGAL_1},
    keluaran={
        "mulai_paling_awal": Keluaran("Paling awal mulai", utama=True),
        "maks_bulan": Keluaran("Paling lama", satuan="bulan"),
        "boleh": Keluaran("Rencana itu boleh"),
        "ajukan_paling_lambat": Keluaran("Diajukan paling lambat"),
    },
    contoh={"tmt_pensiun": "2027-08-01", "mulai": "2027-02-01"},
)
def mpp(masukan: MasukanMpp) -> Hasil:
    """Kapan masa persiapan pensiun boleh mulai, dan kapan paling lambat diajukan.

    Masa persiapan pensiun paling lama satu tahun sebelum TMT pensiun dan diajukan paling lambat satu bulan sebelum
    mulai. Selama itu pegawai dibebaskan dari jabatannya.

    Dasar: Peraturan BKN 2/2019.
    """
    if masukan.tmt_pensiun.day != 1:
        raise Ditolak("tmt_bukan_tanggal_1", isian="tmt_pensiun")
    nilai, mulai = TABEL_MPP.terakhir.nilai, masukan.mulai
    awal = add_bulan(masukan.tmt_pensiun, -nilai["maks_bulan"])
    return {
        "mulai_paling_awal": awal,
        "maks_bulan": nilai["maks_bulan"],
        "boleh": None if mulai is None else awal <= mulai < masukan.tmt_pensiun,
        "ajukan_paling_lambat": None if mulai is None else add_bulan(mulai, -nilai["ajukan_bulan"]),
    }


class MasukanHakPensiun(Masukan):
    sebab: Annotated[str, Pilih({slug: TABEL_HAK.label[slug] for slug in SYARAT}), Field(title="Sebab berhenti")]
    usia: Annotated[int, Batas(0), Field(title="Usia saat berhenti (tahun)", description="Tahun genap.")]
    masa_kerja_tahun: Annotated[
        int, Batas(0), Field(title="Masa kerja untuk pensiun (tahun)", description="Tahun genap.")
    ]


@aturan(
    judul="Hak dan persentase pensiun",
    topik="pensiun",
    tabel=[TABEL_HAK],
    galat={},
    keluaran={
        "hak": Keluaran("Berhak atas pensiun", utama=True),
        "persen": Keluaran("Besarnya", satuan="persen dari gaji pokok terakhir"),
        "alasan": Keluaran(
            "Alasan",
            kata={
                "usia_kurang": "Usia belum mencapai syarat",
                "masa_kerja_kurang": "Masa kerja belum mencapai syarat",
            },
        ),
    },
    contoh={"sebab": "aps", "usia": 52, "masa_kerja_tahun": 24},
)
def pensiun_hak(masukan: MasukanHakPensiun) -> Hasil:
    """Apakah seorang PNS yang berhenti berhak atas pensiun, dan berapa persen gaji pokok terakhirnya.

    Dua setengah persen untuk setiap tahun masa kerja, paling sedikit 40 dan paling banyak 75 persen.

    Dasar: UU 11/1969 Pasal 9-11; PP 11/2017; penjelasan BKN.
    """
    nilai, syarat = TABEL_HAK.terakhir.nilai, SYARAT[masukan.sebab]
    alasan = ["usia_kurang"] if masukan.usia < syarat["usia"] else []
    alasan += ["masa_kerja_kurang"] if masukan.masa_kerja_tahun < syarat["masa_kerja"] else []
    share = Decimal(nilai["persen_per_tahun"]) * masukan.masa_kerja_tahun
    bounded = min(max(share, Decimal(nilai["persen_terendah"])), Decimal(nilai["persen_tertinggi"]))
    return {"hak": not alasan, "persen": None if alasan else bounded, "alasan": alasan}
