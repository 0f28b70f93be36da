"""The table of status words: name, word, icon. Colours follow the name in static/css/gaya.css and nowhere else."""

from typing import NamedTuple


class Tampilan(NamedTuple):
    kata: str
    ikon: str


STATUS = {
    "draf": Tampilan("Draf", "pencil"),
    "diajukan": Tampilan("Diajukan", "send"),
    "dikembalikan": Tampilan("Dikembalikan", "arrow-return-left"),
    "disetujui": Tampilan("Disetujui", "check2-circle"),
    "terlambat": Tampilan("Terlambat", "exclamation-triangle"),
    "selesai": Tampilan("Selesai", "check-circle-fill"),
    "belum_lengkap": Tampilan("Belum lengkap", "dash-circle-dotted"),
    "belum_diverifikasi": Tampilan("Belum diverifikasi", "patch-question"),
    # States of proposals, shown in the pair whose meaning they share.
    "ditolak": Tampilan("Ditolak", "x-circle"),
    "ditarik": Tampilan("Ditarik", "arrow-counterclockwise"),
}

# What an act is called for people. An act without a line here is shown with its own name, without underscores.
AKSI = {
    "masuk": "Masuk",
    "keluar": "Keluar",
    "sandi_diganti": "Kata sandi diganti",
    "dua_langkah": "Verifikasi dua langkah diubah",
    "baca_data": "Data peka dibuka",
    "akun_aktivasi": "Akun diaktifkan pemiliknya",
    "akun_pemulihan": "Akun dipulihkan pemiliknya",
    "akun_diaktifkan_lagi": "Akun diaktifkan lagi",
    "slip_dibuat": "Slip akun dibuat",
    "slip_pemulihan_dibuat": "Slip pemulihan dibuat",
    "privasi_dibaca": "Pemberitahuan privasi dibaca",
    "pindah_unit": "Pegawai pindah unit",
    "nomor_diubah": "NIP atau NRK diubah",
    "laporan_diperbaiki": "Laporan dijawab: data diperbaiki",
    "laporan_dijawab": "Laporan dijawab: tanpa perubahan",
    "unit_ganti_nama": "Unit berganti nama",
    "unit_dipindah": "Unit berpindah induk",
    "unit_diperbaiki": "Data unit diperbaiki",
    "unit_digabung": "Unit digabungkan",
    "sesi_diakhiri": "Perangkat dikeluarkan",
    "daftar_diunduh": "Daftar diunduh",
    "daftar_disimpan": "Daftar disimpan",
    "daftar_tersimpan_diubah": "Daftar tersimpan diubah",
    "daftar_tersimpan_dihapus": "Daftar tersimpan dihapus",
    "impor_diunggah": "Berkas impor diunggah",
    "impor_dipadankan": "Kolom berkas impor dipadankan",
    "impor_diterapkan": "Berkas impor diterapkan",
    "impor_dibatalkan": "Berkas impor dibatalkan",
    "impor_ditarik": "Berkas impor ditarik kembali",
    "impor_dilanjutkan": "Berkas impor dilanjutkan",
    "penempatan_diimpor": "Penempatan diimpor",
    "penempatan_impor_ditarik": "Penempatan yang diimpor ditarik kembali",
    "penempatan_ditarik": "Penempatan ditarik kembali",
    "pegawai_diimpor": "Pegawai baru diimpor",
    "pegawai_dicatat": "Pegawai dicatat",
    "pegawai_impor_ditarik": "Pegawai yang diimpor ditarik kembali",
    "pegawai_ditarik": "Pencatatan pegawai ditarik kembali",
    "pekerjaan_dibatalkan": "Pekerjaan dibatalkan",
    "berkas_diunduh": "Berkas hasil diunduh",
    "pekerjaan_dicoba_lagi": "Pekerjaan dicoba lagi",
    "hari_libur_dicatat": "Daftar hari libur dicatat",
    "data_contoh_diisi": "Data contoh diisi",
    "tugas_didelegasikan": "Tugas didelegasikan",
    "delegasi_diakhiri": "Delegasi tugas diakhiri",
    "pilihan_pemberitahuan": "Pilihan pemberitahuan diubah",
    "tiket_dibuat": "Bantuan diminta",
    "tiket_ditambah": "Permintaan bantuan ditambah",
    "tiket_dijawab": "Permintaan bantuan dijawab",
    "tiket_diteruskan": "Permintaan bantuan diteruskan",
    "tiket_selesai": "Permintaan bantuan selesai",
    "tiket_dibuka": "Permintaan bantuan dibuka lagi",
    "dokumen_diunggah": "Dokumen diunggah",
    "dokumen_diganti": "Versi baru dokumen diunggah",
    "dokumen_dibaca": "Dokumen dibuka",
    "pratinjau_dibuat": "Pratinjau dokumen dibuat",
    "lihat_sebagai_mulai": "Mulai melihat portal sebagai orang lain",
    "lihat_sebagai_selesai": "Selesai melihat portal sebagai orang lain",
}

# What the fields of a form that waits to be sent again are called (core/lanjutkan.html).
ISIAN = {
    "akun": "Akun",
    "alasan": "Alasan",
    "atasan": "Atasan",
    "bagian": "Yang salah",
    "catatan": "Catatan",
    "cron": "Waktu jadwal",
    "dasar": "Dasar",
    "email": "Surel",
    "induk": "Unit induk",
    "isi": "Yang benar",
    "jenis": "Jenis",
    "judul": "Judul",
    "kepada": "Diteruskan kepada",
    "jenis_tugas": "Yang boleh disiapkan",
    "mulai": "Mulai",
    "nama": "Nama",
    "nilai": "Nilai",
    "nomor_sk": "Nomor SK",
    "nomor": "Nomor dokumen",
    "tanggal": "Tanggal",
    "pengganti": "Digabungkan ke",
    "peran": "Peran",
    "pilih": "Pegawai yang dipilih",
    "sampai": "Sampai",
    "singkatan": "Singkatan",
    "status": "Keputusan",
    "tanggapan": "Tanggapan",
    "tempel": "Baris yang ditempel",
    "telepon": "Nomor telepon",
    "tujuan": "Keperluan",
    "unit": "Unit",
    "username": "Nama pengguna",
}

# Parts of a browser's own description, most telling first.
PERAMBAN = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SISTEM = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
