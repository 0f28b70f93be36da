"""Aduan masyarakat: batas waktu tindak lanjut."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from asn_portal.core.kalender import Kalender
from asn_portal.core.regulasi import Hasil, Keluaran, Masukan, Tampil, Tanggal, aturan, load_tabel

TABEL_SP4N = load_tabel(Path(__file__).parent / "tabel" / "sp4n.toml")


class MasukanSp4n(Masukan):
    jenis: Annotated[
        Literal["tanggapan_awal", "informasi", "tidak_berkadar_pengawasan", "berkadar_pengawasan"],
        Field(title="Jenis tindak lanjut"),
        Tampil(kata=TABEL_SP4N.label),
    ]
    diterima: Annotated[Tanggal, Field(title="Tanggal aduan diterima")]
    satuan: Annotated[
        Literal["kerja", "kalender"],
        Field(title="Dihitung dengan"),
        Tampil(kata={"kerja": "Hari kerja", "kalender": "Hari kalender"}),
    ]
    hari_libur: Annotated[
        list[Tanggal] | None,
        Field(
            title="Daftar hari libur",
            description="Kosongkan untuk memakai daftar resmi. Bila diisi, satu tanggal tiap baris, dan hanya tanggal itu "
            "yang dianggap libur.",
        ),
    ] = None


@aturan(
    topik="layanan",
    judul="Batas waktu tindak lanjut aduan SP4N-LAPOR!",
    tabel=[TABEL_SP4N],
    galat={},
    keluaran={
        "batas": Keluaran("Batas waktu", utama=True),
        "batas_hari": Keluaran("Lamanya", satuan="hari"),
    },
    contoh={"jenis": "informasi", "diterima": "2026-08-14", "satuan": "kerja"},
)
def sp4n_sla(masukan: MasukanSp4n, kalender: Kalender) -> Hasil:
    """Batas waktu menanggapi dan menyelesaikan aduan; hari diterima tidak dihitung.

    Apakah hari kerja atau hari kalender belum pasti, kecuali untuk permintaan informasi (hari kerja); karena itu
    satuannya dipilih.

    Dasar: ketentuan pengelolaan SP4N-LAPOR!.
    """
    hari = TABEL_SP4N.terakhir.nilai[masukan.jenis]
    if masukan.satuan == "kalender":
        return {"batas_hari": hari, "batas": masukan.diterima + timedelta(days=hari)}
    return {
        "batas_hari": hari,
        "batas": kalender.with_daftar(masukan.hari_libur).add_hari_kerja(masukan.diterima, hari),
    }
