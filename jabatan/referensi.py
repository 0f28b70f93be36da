"""BKN's lists of positions, beside those that pegawai already keeps."""

from __future__ import annotations

from pathlib import Path

from pegawai.referensi import DaftarReferensi, register_referensi

BAWAAN = Path(__file__).parent / "data" / "bkn"
register_referensi(
    DaftarReferensi(
        "kelompok_jabatan_fungsional", "Kelompok jabatan fungsional", berkas=BAWAAN / "kelompok_jabatan_fungsional.csv"
    ),
    DaftarReferensi(
        "jabatan_fungsional", "Jabatan fungsional", kolom_induk="kelompokJabatanId",
        jenis_induk="kelompok_jabatan_fungsional", kolom_mati="status", nilai_mati=frozenset({"O", "X"}),
        berkas=BAWAAN / "jabatan_fungsional.csv.gz", dicari=True,
    ),
    DaftarReferensi("jabatan_pelaksana", "Jabatan pelaksana", kolom_mati="status", nilai_mati=frozenset({"0"}), dicari=True),
)  # fmt: skip
