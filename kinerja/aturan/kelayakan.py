"""Kelayakan kenaikan pangkat dan kenaikan jenjang fungsional."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Boolean, Ditolak, Hasil, Keluaran, Masukan, Tampil, aturan
from kinerja.aturan.angka_kredit import (
    GALAT_GOLONGAN,
    AngkaKredit,
    Golongan,
    Jenjang,
    Predikat,
    dasar_untuk,
    tiga_desimal,
)
from kinerja.aturan.kata import RINCIAN_JENJANG, TABEL_JENJANG, tabel
from pegawai.aturan.kata import GOLONGAN, JENJANG, golongan_berikut

TABEL_KELAYAKAN = tabel("kelayakan")
TABEL_KELAYAKAN_JENJANG = tabel("kelayakan_jenjang")

KATA_ALASAN = {
    "angka_kredit": "Angka kredit belum cukup",
    "predikat": "Predikat kinerja di bawah baik",
    "masa_golongan": "Belum dua tahun dalam golongan",
    "lowongan": "Belum ada lowongan kebutuhan",
    "uji_kompetensi": "Belum lulus uji kompetensi",
}


class MasukanKp(Masukan):
    jenjang: Annotated[Jenjang, Field(title="Jenjang jabatan")]
    golongan: Annotated[Golongan, Field(title="Golongan sekarang")]
    ak_kumulatif: Annotated[AngkaKredit, Field(title="Angka kredit kumulatif", description="Dalam jenjang ini.")]
    predikat: Annotated[
        list[Predikat], Field(title="Predikat dua tahun terakhir"), Tampil(butir=("Tahun lalu", "Dua tahun lalu"))
    ]
    masa_golongan_bulan: Annotated[int, Batas(0), Field(title="Masa dalam golongan (bulan)")]


@aturan(
    judul="Kelayakan kenaikan pangkat fungsional",
    topik="kinerja",
    tabel=[TABEL_KELAYAKAN, TABEL_JENJANG],
    galat={
        **GALAT_GOLONGAN,
        "puncak_jenjang": "Golongan ini sudah puncak jenjangnya. Kenaikan pangkat menunggu kenaikan jenjang.",
        "predikat_dua_tahun": "Isi tepat dua predikat: tahun lalu dan dua tahun lalu.",
    },
    keluaran={
        "layak": Keluaran("Layak diusulkan", utama=True),
        "alasan": Keluaran("Yang belum dipenuhi", kata=KATA_ALASAN),
        "golongan_baru": Keluaran("Golongan yang dituju", kata=GOLONGAN),
        "min_ak": Keluaran("Angka kredit yang diperlukan"),
        "cukup_ak": Keluaran("Angka kredit cukup"),
        "kelebihan": Keluaran("Kelebihan angka kredit"),
        "kekurangan": Keluaran("Kekurangan angka kredit"),
    },
    contoh={
        "jenjang": "ahli_pertama",
        "golongan": "III/a",
        "ak_kumulatif": "43.75",
        "predikat": ["sangat_baik", "baik"],
        "masa_golongan_bulan": 42,
    },
)
def kp_kelayakan(masukan: MasukanKp) -> Hasil:
    """Apakah seorang pejabat fungsional layak diusulkan naik pangkat dalam jenjangnya.

    Angka kredit kumulatif dalam jenjang mencapai ambangnya, predikat dua tahun terakhir paling rendah baik, dan paling
    sedikit 24 bulan dalam golongan. Pada golongan puncak jenjang, naik jenjang lebih dahulu.

    Dasar: PermenPANRB 1/2023; Peraturan BKN 3/2023.
    """
    syarat = TABEL_KELAYAKAN.terakhir.nilai
    needed = _ambang(masukan.jenjang, masukan.golongan)
    if len(masukan.predikat) != syarat["tahun_predikat"]:
        raise Ditolak("predikat_dua_tahun", isian="predikat")
    enough = masukan.ak_kumulatif >= needed
    lacking = {
        "angka_kredit": not enough,
        "predikat": any(predikat not in syarat["predikat_cukup"] for predikat in masukan.predikat),
        "masa_golongan": masukan.masa_golongan_bulan < syarat["masa_golongan_bulan"],
    }
    alasan = [slug for slug, lacks in lacking.items() if lacks]
    over = Fraction(masukan.ak_kumulatif) - needed
    return {
        "min_ak": tiga_desimal(Fraction(needed)),
        "cukup_ak": enough,
        "kelebihan": tiga_desimal(max(over, Fraction(0))),
        "kekurangan": tiga_desimal(max(-over, Fraction(0))),
        "golongan_baru": golongan_berikut(masukan.golongan),
        "layak": not alasan,
        "alasan": alasan,
    }


def _ambang(jenjang: str, golongan: str) -> int:
    """Cumulative in the jenjang: what its golongan already stands for, plus one step."""
    dasar_untuk(jenjang, golongan)
    rows = RINCIAN_JENJANG[jenjang]["golongan"]
    if golongan == rows[-1]:
        raise Ditolak("puncak_jenjang", isian="golongan")
    return int((rows.index(golongan) + 1) * RINCIAN_JENJANG[jenjang]["kenaikan_pangkat"])


class MasukanKj(Masukan):
    jenjang: Annotated[Jenjang, Field(title="Jenjang sekarang")]
    ak_kumulatif: Annotated[AngkaKredit, Field(title="Angka kredit kumulatif", description="Dalam jenjang ini.")]
    predikat_terakhir: Annotated[Predikat, Field(title="Predikat tahun terakhir")]
    lowongan: Annotated[Boolean, Field(title="Ada lowongan kebutuhan jabatan")]
    lulus_uji: Annotated[Boolean, Field(title="Lulus uji kompetensi")]


@aturan(
    judul="Kelayakan kenaikan jenjang fungsional",
    topik="kinerja",
    tabel=[TABEL_KELAYAKAN_JENJANG, TABEL_JENJANG],
    galat={"jenjang_tertinggi": "Jenjang ini sudah yang tertinggi dalam kategorinya."},
    keluaran={
        "layak": Keluaran("Layak diusulkan", utama=True),
        "alasan": Keluaran("Yang belum dipenuhi", kata=KATA_ALASAN),
        "jenjang_baru": Keluaran("Jenjang yang dituju", kata=JENJANG),
        "min_ak": Keluaran("Angka kredit yang diperlukan"),
        "cukup_ak": Keluaran("Angka kredit cukup"),
        "kekurangan": Keluaran("Kekurangan angka kredit"),
    },
    contoh={
        "jenjang": "ahli_muda",
        "ak_kumulatif": "187.5",
        "predikat_terakhir": "baik",
        "lowongan": True,
        "lulus_uji": False,
    },
)
def kj_kelayakan(masukan: MasukanKj) -> Hasil:
    """Apakah seorang pejabat fungsional layak diusulkan naik jenjang.

    Angka kredit kumulatif mencapai ambang jenjangnya, predikat terakhir paling rendah baik, ada lowongan kebutuhan,
    dan lulus uji kompetensi.

    Dasar: PermenPANRB 1/2023; Peraturan BKN 3/2023.
    """
    row = RINCIAN_JENJANG[masukan.jenjang]
    if "jenjang_berikut" not in row:
        raise Ditolak("jenjang_tertinggi", isian="jenjang")
    enough = masukan.ak_kumulatif >= row["kenaikan_jenjang"]
    lacking = {
        "angka_kredit": not enough,
        "predikat": masukan.predikat_terakhir not in TABEL_KELAYAKAN_JENJANG.terakhir.nilai["predikat_cukup"],
        "lowongan": not masukan.lowongan,
        "uji_kompetensi": not masukan.lulus_uji,
    }
    alasan = [slug for slug, lacks in lacking.items() if lacks]
    short = max(Fraction(row["kenaikan_jenjang"]) - Fraction(masukan.ak_kumulatif), Fraction(0))
    return {
        "min_ak": tiga_desimal(Fraction(row["kenaikan_jenjang"])),
        "cukup_ak": enough,
        "kekurangan": tiga_desimal(short),
        "jenjang_baru": row["jenjang_berikut"],
        "layak": not alasan,
        "alasan": alasan,
    }
