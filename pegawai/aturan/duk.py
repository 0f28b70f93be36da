"""Daftar urut kepangkatan (DUK)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Ditolak, Hasil, Keluaran, Masukan, Pilih, Tampil, Tanggal, Teks, aturan
from pegawai.aturan.kata import GOLONGAN, PENDIDIKAN, TINGKAT_PENDIDIKAN, URUTAN_GOLONGAN, tabel

TABEL_DUK = tabel("duk")

TINGKAT_JABATAN: dict[str, int] = TABEL_DUK.terakhir.nilai["jabatan"]
LATIHAN_TERTINGGI = len(TABEL_DUK.terakhir.nilai["latihan"])
LATIHAN = {"0": "Belum pernah"} | {
    str(tingkat): nama for tingkat, nama in enumerate(TABEL_DUK.terakhir.nilai["latihan"], start=1)
}
TAHUN = Batas(1, 9999)

PEMBEDA = {
    "golongan": "Golongan lebih tinggi",
    "tmt_golongan": "TMT golongan lebih dahulu",
    "jabatan": "Jabatan lebih tinggi",
    "tmt_jabatan": "TMT jabatan lebih dahulu",
    "masa_kerja": "Masa kerja lebih lama",
    "latihan": "Latihan jabatan lebih tinggi",
    "latihan_tahun": "Latihan jabatan lebih dahulu",
    "pendidikan": "Pendidikan lebih tinggi",
    "lulus_tahun": "Lulus lebih dahulu",
    "usia": "Usia lebih tua",
}
SERI = "seri"


class PegawaiDuk(Masukan):
    id: Annotated[Teks, Field(title="Nama atau tanda")]
    golongan: Annotated[str, Pilih(GOLONGAN), Field(title="Golongan")]
    tmt_golongan: Annotated[Tanggal, Field(title="TMT golongan")]
    jabatan: Annotated[str, Pilih({slug: TABEL_DUK.label[slug] for slug in TINGKAT_JABATAN}), Field(title="Jabatan")]
    tmt_jabatan: Annotated[Tanggal, Field(title="TMT jabatan")]
    masa_kerja_bulan: Annotated[int, Batas(0), Field(title="Masa kerja (bulan)")]
    latihan_tingkat: Annotated[
        int,
        Batas(0, LATIHAN_TERTINGGI),
        Field(title="Latihan jabatan"),
        Tampil(kata=LATIHAN),
    ]
    latihan_tahun: Annotated[int | None, TAHUN, Field(title="Tahun latihan"), Tampil(polos=True)] = None
    pendidikan: Annotated[str, Pilih(PENDIDIKAN), Field(title="Pendidikan")]
    lulus_tahun: Annotated[int, TAHUN, Field(title="Tahun lulus"), Tampil(polos=True)]
    tanggal_lahir: Annotated[Tanggal, Field(title="Tanggal lahir")]


class MasukanDuk(Masukan):
    pegawai: Annotated[
        list[PegawaiDuk],
        Field(
            title="Pegawai",
            description="Satu bagian untuk satu orang. Tahun latihan wajib bila latihan jabatannya sudah ada.",
        ),
    ]


def _kunci(pegawai: PegawaiDuk) -> tuple[int, ...]:
    """One number for each criterion, smaller first, in the order of PEMBEDA."""
    return (
        -URUTAN_GOLONGAN[pegawai.golongan],
        pegawai.tmt_golongan.toordinal(),
        -TINGKAT_JABATAN[pegawai.jabatan],
        pegawai.tmt_jabatan.toordinal(),
        -pegawai.masa_kerja_bulan,
        -pegawai.latihan_tingkat,
        pegawai.latihan_tahun or 0 if pegawai.latihan_tingkat else 0,
        -TINGKAT_PENDIDIKAN[pegawai.pendidikan],
        pegawai.lulus_tahun,
        pegawai.tanggal_lahir.toordinal(),
    )


CONTOH = [
    {
        "id": "Ratna", "golongan": "III/d", "tmt_golongan": "2021-04-01", "jabatan": "pengawas",
        "tmt_jabatan": "2020-01-02", "masa_kerja_bulan": 228, "latihan_tingkat": 1, "latihan_tahun": 2019,
        "pendidikan": "s1", "lulus_tahun": 2005, "tanggal_lahir": "1982-05-05",
    },
    {
        "id": "Budi", "golongan": "III/d", "tmt_golongan": "2019-10-01", "jabatan": "pengawas",
        "tmt_jabatan": "2021-03-01", "masa_kerja_bulan": 216, "latihan_tingkat": 0,
        "pendidikan": "s2", "lulus_tahun": 2012, "tanggal_lahir": "1984-11-20",
    },
    {
        "id": "Sari", "golongan": "IV/a", "tmt_golongan": "2023-04-01", "jabatan": "administrator",
        "tmt_jabatan": "2022-06-01", "masa_kerja_bulan": 264, "latihan_tingkat": 2, "latihan_tahun": 2021,
        "pendidikan": "s2", "lulus_tahun": 2010, "tanggal_lahir": "1979-02-14",
    },
]  # fmt: skip


@aturan(
    judul="Daftar urut kepangkatan",
    topik="gaji_pangkat",
    tabel=[TABEL_DUK],
    galat={"id_ganda": "Ada nama atau tanda yang dipakai dua kali. Beri setiap orang tanda yang berbeda."},
    keluaran={
        "urutan": Keluaran("Urutan", utama=True),
        "pembeda": Keluaran("Yang membedakan dari orang berikutnya", kata={**PEMBEDA, SERI: "Sama dalam semua hal"}),
    },
    contoh={"pegawai": CONTOH},
)
def duk_urutan(masukan: MasukanDuk) -> Hasil:
    """Mengurutkan pegawai menurut kepangkatannya, dengan alasan di antara dua orang yang berurutan.

    Sepuluh kriteria dibandingkan berturut-turut; yang pertama berbeda menentukan. Yang sama dalam semuanya diurutkan
    menurut tandanya. Daftar ini mengutamakan senioritas dan tidak ikut menentukan nilai merit.

    Dasar: PP 15/1979.
    """
    _periksa(masukan.pegawai)
    ordered = sorted((_kunci(orang), orang.id) for orang in masukan.pegawai)
    return {
        "urutan": [tanda for _, tanda in ordered],
        "pembeda": [_pembeda(above, below) for (above, _), (below, _) in pairwise(ordered)],
    }


def _periksa(pegawai: Sequence[PegawaiDuk]) -> None:
    for orang in pegawai:
        if orang.latihan_tingkat and orang.latihan_tahun is None:
            raise Ditolak("masukan_kurang", f"Tahun latihan jabatan {orang.id} belum diisi.", isian="pegawai")
    if len({orang.id for orang in pegawai}) < len(pegawai):
        raise Ditolak("id_ganda", isian="pegawai")


def _pembeda(above: tuple[int, ...], below: tuple[int, ...]) -> str:
    pairs = zip(PEMBEDA, above, below, strict=True)
    return next((slug for slug, one, other in pairs if one != other), SERI)
