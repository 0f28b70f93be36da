"""Hukuman disiplin karena tidak masuk kerja, dan pemotongan tunjangan kinerja."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Ditolak, Hasil, Keluaran, Masukan, Pilih, aturan, tepat
from pegawai.aturan.kata import TINGKAT_HUKDIS, tabel

TABEL_DISIPLIN = tabel("disiplin")
TABEL_POTONGAN = tabel("potongan_tukin")

SETAHUN_HARI = 366
TANGGA: list[dict[str, int | str]] = TABEL_DISIPLIN.terakhir.nilai["tangga"]
HUKUMAN = {
    slug: TABEL_DISIPLIN.label[slug] for slug in ("tidak_ada", *(str(row["hukuman"]) for row in reversed(TANGGA)))
}


class MasukanAbsen(Masukan):
    hari_setahun: Annotated[
        int,
        Batas(0, SETAHUN_HARI),
        Field(
            title="Hari kerja tidak masuk tanpa alasan sah, setahun",
            description="Dijumlah dari Januari sampai Desember tahun yang sama.",
        ),
    ]
    beruntun: Annotated[
        int,
        Batas(0, SETAHUN_HARI),
        Field(title="Yang berturut-turut paling lama", description="Bagian dari jumlah di atas."),
    ] = 0


@aturan(
    judul="Hukuman disiplin karena tidak masuk kerja",
    topik="disiplin",
    tabel=[TABEL_DISIPLIN],
    galat={
        "beruntun_melebihi_kumulatif": "Hari berturut-turut adalah bagian dari jumlah setahun, jadi tidak mungkin lebih "
        "banyak. Periksa kedua angkanya."
    },
    keluaran={
        "hukuman": Keluaran("Hukuman", kata=HUKUMAN, utama=True),
        "tingkat": Keluaran("Tingkat", kata=TINGKAT_HUKDIS),
        "id_siasn": Keluaran("Nomor jenis hukuman di SIASN", polos=True),
    },
    contoh={"hari_setahun": 12, "beruntun": 3},
)
def disiplin_absen(masukan: MasukanAbsen) -> Hasil:
    """Hukuman disiplin bagi yang tidak masuk kerja tanpa alasan yang sah.

    Hari kerjanya dijumlah dalam satu tahun. Sepuluh hari kerja berturut-turut berakibat sama dengan dua puluh delapan
    hari setahun. Satu atau dua hari belum mencapai hukuman menurut tangga ini.

    Dasar: PP 94/2021 Pasal 9-11.
    """
    if masukan.beruntun > masukan.hari_setahun:
        raise Ditolak("beruntun_melebihi_kumulatif", isian="beruntun")
    longest = masukan.beruntun >= TABEL_DISIPLIN.terakhir.nilai["beruntun_pdhtaps"]
    steps = TANGGA if longest else [row for row in TANGGA if masukan.hari_setahun >= int(row["hari"])]
    if not steps:
        return {"tingkat": "tidak_ada", "hukuman": "tidak_ada", "id_siasn": None}
    return {name: steps[0][name] for name in ("tingkat", "hukuman", "id_siasn")}


class MasukanPotongan(Masukan):
    tukin_bulanan: Annotated[int, Batas(0), Field(title="Tunjangan kinerja sebulan (rupiah)")]
    hukuman: Annotated[str, Pilih(HUKUMAN), Field(title="Hukuman disiplin")]


@aturan(
    judul="Pemotongan tunjangan kinerja",
    topik="disiplin",
    tabel=[TABEL_POTONGAN],
    galat={
        "hukuman_tanpa_potongan": "Hukuman itu tidak memotong tunjangan kinerja. Pilih salah satu hukuman pemotongan "
        "tunjangan kinerja."
    },
    keluaran={
        "total": Keluaran("Seluruh potongan", satuan="rupiah", utama=True),
        "potongan_per_bulan": Keluaran("Potongan sebulan", satuan="rupiah"),
        "bulan": Keluaran("Lamanya", satuan="bulan"),
        "persen": Keluaran("Bagian yang dipotong", satuan="persen"),
    },
    contoh={"tukin_bulanan": 12_345_678, "hukuman": "potong_tukin_9_bulan"},
)
def potongan_tukin(masukan: MasukanPotongan) -> Hasil:
    """Berapa tunjangan kinerja yang dipotong karena hukuman disiplin sedang.

    Dua puluh lima persen sebulan selama 6, 9, atau 12 bulan. Pembulatan rupiah tidak diatur, jadi tidak dibulatkan.

    Dasar: PP 94/2021 Pasal 8.
    """
    nilai = TABEL_POTONGAN.terakhir.nilai
    if masukan.hukuman not in nilai["lama"]:
        raise Ditolak("hukuman_tanpa_potongan", isian="hukuman")
    bulan = nilai["lama"][masukan.hukuman]
    sebulan = Fraction(masukan.tukin_bulanan * nilai["persen"], 100)
    return {
        "persen": nilai["persen"],
        "bulan": bulan,
        "potongan_per_bulan": tepat(sebulan),
        "total": tepat(sebulan * bulan),
    }
