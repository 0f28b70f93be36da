"""Batas waktu keberatan dan dokumen evaluasi kinerja."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from asn_portal.core.kalender import Kalender
from asn_portal.core.regulasi import Ditolak, Hasil, Keluaran, Masukan, Tanggal, aturan
from kinerja.aturan.kata import tabel

TABEL_KEBERATAN = tabel("keberatan")
TABEL_DOKUMEN = tabel("dokumen_evaluasi")


class MasukanKeberatan(Masukan):
    diterima: Annotated[Tanggal, Field(title="Hasil evaluasi diterima")]
    diajukan: Annotated[Tanggal, Field(title="Keberatan diajukan")]


@aturan(
    judul="Batas waktu keberatan atas evaluasi kinerja",
    topik="kinerja",
    tabel=[TABEL_KEBERATAN],
    galat={"tanggal_terbalik": "Keberatan diajukan sebelum hasil diterima. Periksa kedua tanggalnya."},
    keluaran={
        "batas": Keluaran("Batas waktu", utama=True),
        "dalam_batas": Keluaran("Diajukan tepat waktu"),
    },
    contoh={"diterima": "2027-01-04", "diajukan": "2027-01-15"},
)
def keberatan_batas(masukan: MasukanKeberatan) -> Hasil:
    """Sampai kapan keberatan atas hasil evaluasi kinerja boleh diajukan kepada atasan pejabat penilai.

    Empat belas hari kalender sejak hasil diterima; hari terakhirnya masih tepat waktu.

    Dasar: PP 30/2019 Pasal 59.
    """
    if masukan.diajukan < masukan.diterima:
        raise Ditolak("tanggal_terbalik", isian="diajukan")
    batas = masukan.diterima + timedelta(days=TABEL_KEBERATAN.terakhir.nilai["hari"])
    return {"batas": batas, "dalam_batas": masukan.diajukan <= batas}


class MasukanDokumen(Masukan):
    mulai: Annotated[Tanggal, Field(title="Hari mulai", description="Hari ini sendiri tidak dihitung.")]
    dilakukan: Annotated[
        Tanggal | None, Field(title="Disampaikan atau dikembalikan", description="Isi untuk memeriksa ketepatannya.")
    ] = None
    hari_libur: Annotated[
        list[Tanggal] | None,
        Field(
            title="Daftar hari libur",
            description="Kosongkan untuk memakai daftar resmi. Bila diisi, satu tanggal tiap baris, dan hanya tanggal itu "
            "yang dianggap libur.",
        ),
    ] = None


@aturan(
    judul="Batas penyampaian dan pengembalian dokumen evaluasi",
    topik="kinerja",
    tabel=[TABEL_DOKUMEN],
    galat={"tanggal_terbalik": "Tanggal dilakukan mendahului hari mulai. Periksa kedua tanggalnya."},
    keluaran={
        "batas": Keluaran("Batas waktu", utama=True),
        "dalam_batas": Keluaran("Tepat waktu"),
    },
    contoh={"mulai": "2026-07-06", "dilakukan": "2026-07-24"},
)
def dokumen_evaluasi_batas(masukan: MasukanDokumen, kalender: Kalender) -> Hasil:
    """Sampai kapan dokumen evaluasi kinerja disampaikan penilai, atau dikembalikan pegawai.

    Hari kerja keempat belas sesudah hari mulai. Berlaku sama untuk penyampaian dan pengembalian.

    Dasar: PermenPANRB 6/2022 (Format D.1.1).
    """
    done = masukan.dilakukan
    if done is not None and done < masukan.mulai:
        raise Ditolak("tanggal_terbalik", isian="dilakukan")
    own = kalender.with_daftar(masukan.hari_libur)
    batas = own.add_hari_kerja(masukan.mulai, TABEL_DOKUMEN.terakhir.nilai["hari"])
    return {"batas": batas, "dalam_batas": None if done is None else done <= batas}
