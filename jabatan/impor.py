"""Tables that can be brought in about posts: the workload of whole units."""

from __future__ import annotations

from asn_portal.lembar.impor import JenisImpor, KolomImpor, register_impor
from jabatan import permissions
from jabatan.selectors.abk import check_abk
from jabatan.services import abk_massal, mutasi_massal

ABK = JenisImpor(
    nama="abk",
    judul="Analisis beban kerja",
    kata="Mengusulkan kebutuhan pegawai dari tugas-tugas jabatan di seluruh unit; peta baru berubah setelah diambil alih.",
    kata_tarik="Analisis dari berkas ini dihapus, kecuali yang sudah diambil alih ke peta.",
    kolom=(
        KolomImpor("unit", "Unit kerja", "Bidang Contoh", lain=("nama unit", "unit"), petunjuk="Nama persis seperti di halaman Unit kerja."),
        KolomImpor("jabatan", "Jabatan", "Penelaah Teknis Kebijakan", lain=("nama jabatan",), petunjuk="Nama persis seperti pada peta jabatan."),
        KolomImpor("tahun", "Tahun", "2026", jenis="bilangan", panjang=4),
        KolomImpor("uraian", "Uraian tugas", "Menyusun laporan bulanan", panjang=500, lain=("tugas", "uraian")),
        KolomImpor("satuan", "Hasil kerja", "Laporan", panjang=100, lain=("satuan", "satuan hasil", "hasil kerja (satuan)")),
        KolomImpor("jumlah_hasil", "Jumlah hasil", "12", jenis="desimal", panjang=12, desimal=3, lain=("jumlah hasil setahun", "beban kerja", "volume")),
        KolomImpor(
            "waktu_menit", "Waktu (menit)", "7500", jenis="desimal", wajib=False, panjang=12, desimal=3,
            lain=("waktu penyelesaian (menit)", "waktu menit", "menit"), petunjuk="Waktu untuk satu hasil.",
        ),
        KolomImpor(
            "waktu_jam", "Waktu (jam)", "", jenis="desimal", wajib=False, panjang=12, desimal=3,
            lain=("waktu penyelesaian (jam)", "waktu penyelesaian", "waktu jam", "jam"), petunjuk="Hanya bila waktunya benar-benar dalam jam.",
        ),
        KolomImpor(
            "jke", "Waktu kerja efektif", "75000", jenis="desimal", wajib=False, panjang=12, desimal=3, lain=("jke", "wke", "waktu kerja efektif (menit)"),
            petunjuk="Untuk memeriksa satuan waktu.",
        ),
        KolomImpor(
            "kebutuhan", "Kebutuhan", "1,2", jenis="desimal", wajib=False, panjang=16, desimal=8,
            lain=("kebutuhan pegawai",), petunjuk="Untuk memeriksa satuan waktu; kebutuhan dihitung lagi oleh portal.",
        ),
    ),
    kunci=("unit", "jabatan", "tahun", "uraian"),
    boleh=permissions.can_import_workloads,
    periksa=check_abk,
    terapkan=abk_massal.import_abk,
    tarik=abk_massal.take_back_abk,
    kelompok="Jabatan",
)  # fmt: skip
MUTASI = JenisImpor(
    nama="mutasi",
    judul="Orang dalam putaran mutasi",
    kata="Memasukkan banyak orang ke putaran mutasi yang masih draf. Hanya pemegang putaran yang dapat mengimpornya.",
    kata_tarik="Orang dari berkas ini keluar dari putaran, kecuali bila putarannya tidak draf lagi.",
    kolom=(
        KolomImpor("putaran", "Putaran", "Mutasi pejabat Desember 2026", panjang=150, petunjuk="Nama persis putaran yang masih draf."),
        KolomImpor("pegawai", "NIP atau NRK", "199002152015012001", jenis="nomor", panjang=20, lain=("nip", "nrk"), petunjuk="Sebagai teks, bukan bilangan."),
        KolomImpor("unit", "Unit tujuan", "Bidang Contoh", lain=("unit", "unit kerja"), petunjuk="Nama persis seperti di halaman Unit kerja."),
        KolomImpor("jabatan", "Jabatan tujuan", "Penelaah Teknis Kebijakan", lain=("jabatan", "jabatan baru"), petunjuk="Persis seperti pada peta jabatan."),
        KolomImpor("dasar_rangkap", "Dasar rangkap", "", wajib=False, panjang=200, petunjuk="Diisi bila jabatan lamanya tetap dipegang."),
        KolomImpor("pengecualian", "Dasar pengecualian", "", wajib=False, panjang=300, petunjuk="Nomor surat yang membolehkan pengecualian."),
    ),
    kunci=("putaran", "pegawai"),
    boleh=permissions.can_make_round,
    periksa=mutasi_massal.check_moves,
    terapkan=mutasi_massal.import_moves,
    tarik=mutasi_massal.take_back_moves,
    kelompok="Jabatan",
)  # fmt: skip
register_impor(ABK, MUTASI)
