"""Menu entries of this app."""

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, everybody, only, register_menu
from asn_portal.core.panduan import register_panduan

HR = only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)
register_menu(
    Butir("pegawai:profil_saya", "Profil saya", "person-vcard", "Data saya", only(Peran.PEGAWAI), bawah=3),
    Butir("pegawai:akses_saya", "Siapa melihat data saya", "eye", "Data saya", only(Peran.PEGAWAI)),
    Butir("pegawai:peringatan_saya", "Yang akan datang", "calendar-event", "Data saya", only(Peran.PEGAWAI), kata="peringatan dini pensiun kontrak"),
    Butir("pegawai:kertas_saya", "Kertas saya", "printer", "Data saya", only(Peran.PEGAWAI), kata="drh kp4 dpcp riwayat hidup surat tunjangan pensiun sk"),
    Butir("pegawai:foto_saya", "Foto saya", "person", "", only(Peran.PEGAWAI), kata="pas foto profil", di_menu=False),
    Butir("pegawai:usulan_data_pilih", "Usulkan perubahan data", "pencil", "", only(Peran.PEGAWAI), kata="alamat npwp rekening keluarga", di_menu=False),
    Butir("pegawai:laporan_add", "Laporkan data yang salah", "flag", "", only(Peran.PEGAWAI), kata="unit atasan nama keliru", di_menu=False),
    Butir("pegawai:tim", "Tim saya", "people", "Unit saya", only(Peran.ATASAN), kata="bawahan"),
    Butir("pegawai:pegawai_list", "Pegawai", "people", "Kepegawaian", everybody, bawah=4, kata="direktori"),
    Butir(
        "pegawai:angka", "Angka kepegawaian", "bar-chart", "Angka",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN), kata="statistik grafik jumlah",
    ),
    Butir(
        "pegawai:peringatan_list", "Peringatan dini", "calendar-event", "Kepegawaian",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.ATASAN), kata="kgb pangkat pensiun kontrak jatuh tempo",
    ),
    Butir("pegawai:surat_list", "Templat surat", "file-earmark-text", "Kepegawaian", HR, kata="kgb pengantar isian"),
    Butir("pegawai:kgb_bulan", "Surat KGB sebulan", "file-earmark-text", "", HR, kata="gaji berkala massal", di_menu=False),
    Butir("pegawai:usul_kp", "Usul kenaikan pangkat", "file-earmark-text", "", HR, kata="paket kp bulanan", di_menu=False),
    Butir("pegawai:akun_list", "Akun pegawai", "key", "Pengelolaan", HR),
    Butir(
        "lembar:impor_list", "Impor data", "send", "Data", only(Peran.ADMIN_BKD, Peran.PENGELOLA_PELATIHAN, Peran.ASESOR),
        kata="excel csv unggah massal templat",
    ),
    Butir("pegawai:referensi_list", "Daftar rujukan BKN", "book", "Data", only(Peran.ADMIN_BKD), kata="referensi pendidikan golongan kode siasn"),
    Butir("pegawai:tarikan_list", "Data dari SIASN", "download", "Data", only(Peran.ADMIN_BKD), kata="tarik sinkron banding bkn"),
    Butir("pegawai:usulan_data_list", "Usulan perubahan data", "pencil", "Urusan", HR, kata="verifikasi perbaikan data"),
    Butir("pegawai:penerimaan_list", "Penerimaan pegawai", "plus-lg", "Urusan", HR, kata="cpns pppk baru impor slip spmt nrk"),
    Butir("pegawai:putaran_list", "Perpanjangan perjanjian", "calendar-event", "Urusan", HR, kata="pppk kontrak perjanjian kerja paruh waktu putaran"),
    Butir("pegawai:berhenti_list", "Pegawai berhenti", "box-arrow-right", "Urusan", HR, kata="meninggal pensiun pindah keluar berhenti urusan"),
    Butir("pegawai:laporan_list", "Laporan data", "flag", "Urusan", HR),
    Butir("pegawai:surat_tugas_list", "Surat tugas", "file-earmark-text", "Pengelolaan", only(Peran.AUDITOR, Peran.ADMIN_BKD), kata="pemeriksaan"),
    Butir(
        "pegawai:migrasi", "Migrasi SIMPEG lama", "box-arrow-in-right", "Data",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR), kata="kolok kojab nrk pemindahan rekonsiliasi",
    ),
)  # fmt: skip
register_panduan(Path(__file__).parent)
