"""Indikator mutu data BKN tentang NIP."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Hasil, Keluaran, Masukan, Pilih, Tampil, Tanggal, Teks, aturan
from pegawai.aturan.kata import tabel
from pegawai.aturan.nomor import GALAT_NIP, JENIS_KELAMIN, MasukanNip, nip_urai

TABEL_IKD_NIP = tabel("ikd_nip")
TABEL_MUTU_PRIBADI = tabel("mutu_pribadi")


class MasukanIkdNip(Masukan):
    nip: Annotated[
        Teks, Field(title="NIP atau NI PPPK", description="18 angka. Spasi dan titik boleh."), Tampil(angka_saja=True)
    ]
    tmt_cpns: Annotated[Tanggal | None, Field(title="TMT CPNS dalam data")] = None
    tanggal_lahir: Annotated[Tanggal | None, Field(title="Tanggal lahir dalam data")] = None
    jenis_kelamin: Annotated[str | None, Pilih(JENIS_KELAMIN.kata), Field(title="Jenis kelamin dalam data")] = None
    tahun_angkat: Annotated[
        int | None,
        Batas(1, 9999),
        Field(title="Tahun pengangkatan dalam data", description="Hanya untuk PPPK."),
        Tampil(polos=True),
    ] = None


@aturan(
    judul="Kecocokan NIP dengan data utama",
    topik="data",
    tabel=[TABEL_IKD_NIP],
    galat=GALAT_NIP,
    keluaran={
        "temuan": Keluaran("Temuan", kata=TABEL_IKD_NIP.label, utama=True),
        "jenis": Keluaran("Status", kata={"pns": "PNS", "pppk": "PPPK"}),
    },
    contoh={
        "nip": "19880716 201505 1 001",
        "tmt_cpns": "2015-04-01",
        "tanggal_lahir": "1988-07-16",
        "jenis_kelamin": "l",
    },
)
def ikd_nip(masukan: MasukanIkdNip) -> Hasil:
    """Membandingkan NIP dengan data utama: TMT CPNS, tanggal lahir, jenis kelamin, tahun pengangkatan.

    Inilah empat indikator konsistensi dari dua puluh tujuh indikator mutu data BKN. Yang tidak diisi tidak diperiksa.

    Dasar: indikator mutu data ASN BKN (27 indikator).
    """
    isi = nip_urai(MasukanNip(nip=masukan.nip))
    tmt, tmt_nip = masukan.tmt_cpns, isi.get("tmt_cpns")
    checks = {
        "CON_1": tmt and tmt_nip and (tmt.year, tmt.month) != (tmt_nip.year, tmt_nip.month),
        "CON_2": masukan.tanggal_lahir and masukan.tanggal_lahir != isi["tanggal_lahir"],
        "CON_3": masukan.jenis_kelamin and masukan.jenis_kelamin != isi["jenis_kelamin"],
        "CON_4": masukan.tahun_angkat and "tahun_angkat" in isi and masukan.tahun_angkat != isi["tahun_angkat"],
    }
    return {"jenis": isi["jenis"], "temuan": [code for code, found in checks.items() if found]}
