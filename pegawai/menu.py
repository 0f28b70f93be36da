"""Menu entries of this app."""

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, everybody, only, register_menu
from asn_portal.core.panduan import register_panduan

HR = only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)
register_menu(
    Butir("pegawai:profil_saya", "Profil saya", "person-vcard", "Data saya", only(Peran.PEGAWAI), bawah=3),
    Butir("pegawai:akses_saya", "Siapa melihat data saya", "eye", "Data saya", only(Peran.PEGAWAI)),
    Butir("pegawai:usulan_data_pilih", "Usulkan perubahan data", "pencil", "", only(Peran.PEGAWAI), kata="alamat npwp rekening keluarga", di_menu=False),
    Butir("pegawai:laporan_add", "Laporkan data yang salah", "flag", "", only(Peran.PEGAWAI), kata="unit atasan nama keliru", di_menu=False),
    Butir("pegawai:tim", "Tim saya", "people", "Unit saya", only(Peran.ATASAN), kata="bawahan"),
    Butir("pegawai:pegawai_list", "Pegawai", "people", "Kepegawaian", everybody, bawah=4, kata="direktori"),
    Butir(
        "pegawai:angka", "Angka kepegawaian", "bar-chart", "Kepegawaian",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN), kata="statistik grafik jumlah",
    ),
    Butir("pegawai:akun_list", "Akun pegawai", "key", "Kepegawaian", HR),
    Butir("lembar:impor_list", "Impor data", "send", "Kepegawaian", only(Peran.ADMIN_BKD), kata="excel csv unggah massal templat"),
    Butir("pegawai:referensi_list", "Daftar rujukan BKN", "book", "Kepegawaian", only(Peran.ADMIN_BKD), kata="referensi pendidikan golongan kode siasn"),
    Butir("pegawai:usulan_data_list", "Usulan perubahan data", "pencil", "Kepegawaian", HR, kata="verifikasi perbaikan data"),
    Butir("pegawai:laporan_list", "Laporan data", "flag", "Kepegawaian", HR),
    Butir("pegawai:surat_tugas_list", "Surat tugas", "file-earmark-text", "Kepegawaian", only(Peran.AUDITOR, Peran.ADMIN_BKD), kata="pemeriksaan"),
)  # fmt: skip
register_panduan(Path(__file__).parent)
