"""Tanda kehormatan Satyalancana Karya Satya."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import (
    Bila,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    Tampil,
    Tanggal,
    aturan,
    tahun_genap,
)
from pegawai.aturan.kata import TINGKAT_HUKDIS, tabel

TABEL_SATYALANCANA = tabel("satyalancana")

MASA_KERJA: dict[str, int] = TABEL_SATYALANCANA.terakhir.nilai["masa_kerja"]
MENGHALANGI = ("sedang", "berat")
KEBIJAKAN = {
    "tidak_pernah": "Tidak pernah dihukum dan tidak pernah cuti di luar tanggungan negara",
    "hitung_ulang": "Masa kerja dihitung lagi sesudah hukuman atau cuti selesai",
}


class MasukanSatyalancana(Masukan):
    tmt_cpns: Annotated[Tanggal, Field(title="TMT CPNS")]
    tanggal: Annotated[Tanggal, Field(title="Tanggal usul"), Tampil(hari_ini=True)]
    hukdis_tingkat: Annotated[
        str, Pilih(TINGKAT_HUKDIS), Field(title="Hukuman disiplin terberat", description="Ringan tidak menghalangi.")
    ] = "tidak_ada"
    hukdis_selesai: Annotated[
        Tanggal | None,
        Field(title="Hukuman selesai dijalani", description="Kosongkan bila masih dijalani."),
        Bila("hukdis_tingkat", MENGHALANGI),
    ] = None
    cltn_selesai: Annotated[
        Tanggal | None,
        Field(title="Cuti di luar tanggungan negara selesai", description="Isi bila pernah mengambilnya."),
    ] = None
    kebijakan: Annotated[
        str,
        Pilih(KEBIJAKAN),
        Field(title="Cara menilai", description="Sumber-sumber berbeda; pilih yang dipakai instansi."),
    ] = "tidak_pernah"


@aturan(
    judul="Satyalancana Karya Satya",
    topik="disiplin",
    tabel=[TABEL_SATYALANCANA],
    galat={"tanggal_terbalik": "Tanggal usul mendahului TMT CPNS. Periksa kedua tanggalnya."},
    keluaran={
        "jenis": Keluaran("Berhak diusulkan", kata=TABEL_SATYALANCANA.label, utama=True),
        "tahun": Keluaran("Masa kerja yang dihitung", satuan="tahun"),
        "alasan": Keluaran(
            "Alasan belum berhak",
            kata={
                "hukdis": "Pernah atau masih menjalani hukuman disiplin sedang atau berat",
                "cltn": "Pernah atau masih cuti di luar tanggungan negara",
                "masa_kerja": "Masa kerja belum sepuluh tahun",
            },
        ),
    },
    contoh={
        "tmt_cpns": "2006-03-01",
        "tanggal": "2026-08-17",
        "hukdis_tingkat": "tidak_ada",
        "kebijakan": "tidak_pernah",
    },
)
def satyalancana(masukan: MasukanSatyalancana) -> Hasil:
    """Satyalancana Karya Satya mana yang dapat diusulkan: 10, 20, atau 30 tahun masa kerja terus-menerus.

    Masa kerja dihitung dari TMT CPNS dalam tahun genap. Hukuman disiplin sedang atau berat dan cuti di luar tanggungan
    negara menghalangi; menurut sebagian sumber selamanya, menurut sebagian masa kerja dihitung ulang sesudahnya.

    Dasar: PP 35/2010.
    """
    if masukan.tanggal < masukan.tmt_cpns:
        raise Ditolak("tanggal_terbalik", isian="tanggal")
    dasar, alasan = _masa_yang_dihitung(masukan)
    tahun = tahun_genap(dasar, masukan.tanggal)
    if alasan:
        return {"tahun": tahun, "jenis": None, "alasan": alasan}
    jenis = next((slug for slug, syarat in MASA_KERJA.items() if tahun >= syarat), None)
    return {"tahun": tahun, "jenis": jenis, "alasan": None if jenis else "masa_kerja"}


def _masa_yang_dihitung(masukan: MasukanSatyalancana) -> tuple[date, str]:
    """From when service counts, and what stands in the way now."""
    dihukum = masukan.hukdis_tingkat in MENGHALANGI
    hukdis, cltn, awal = masukan.hukdis_selesai, masukan.cltn_selesai, masukan.tmt_cpns
    if masukan.kebijakan == "tidak_pernah":
        return awal, "hukdis" if dihukum else "cltn" if cltn else ""
    if dihukum and (hukdis is None or hukdis > masukan.tanggal):
        return awal, "hukdis"
    if cltn and cltn > masukan.tanggal:
        return awal, "cltn"
    starts = [awal, hukdis if dihukum else None, cltn]
    return max(day for day in starts if day is not None), ""
