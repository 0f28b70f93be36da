"""The table of mass intake: one row gives a person, NRK, decree or contract, unit, and what slips and SPMT need."""

from __future__ import annotations

from asn_portal.lembar.impor import JenisImpor, KolomImpor, register_impor
from pegawai import permissions
from pegawai.enums import JenisKelamin, JenisPegawai
from pegawai.impor import UNIT
from pegawai.selectors.penerimaan import check_intake
from pegawai.services.penerimaan import give_up, take_in

JENIS = {
    str(satu.label): str(satu.value) for satu in (JenisPegawai.CPNS, JenisPegawai.PPPK, JenisPegawai.PPPK_PARUH_WAKTU)
}
KELAMIN = {str(satu.label): str(satu.value) for satu in JenisKelamin}

PENERIMAAN = JenisImpor(
    nama="penerimaan",
    judul="Penerimaan CPNS dan PPPK",
    kata="Mencatat orang yang baru diangkat: identitas, NRK, SK CPNS atau perjanjian kerja, golongan, jabatan, dan unit. Slip akun"
    " dan SPMT dibuat dari halaman Penerimaan.",
    kata_tarik="Catatan orangnya tidak tampil lagi dan nomornya tidak dipakai; yang sudah punya akun tetap.",
    kolom=(
        KolomImpor(
            "nip", "NIP atau NI PPPK", "199002152027211001", jenis="nomor", panjang=18, lain=("nip", "ni pppk", "nomor induk"),
            petunjuk="18 angka sebagai teks, bukan bilangan.",
        ),
        KolomImpor("nrk", "NRK", "", jenis="nomor_pendek", wajib=False, panjang=15, petunjuk="Kosongkan agar portal memberi nomor berikutnya."),
        KolomImpor(
            "nik", "NIK", "3171011502900001", jenis="nomor", wajib=False, panjang=16,
            petunjuk="16 angka sebagai teks. Disimpan terenkripsi.",
        ),
        KolomImpor("gelar_depan", "Gelar depan", "", wajib=False, panjang=60),
        KolomImpor("nama", "Nama", "Nama Contoh", lain=("nama lengkap", "nama pegawai"), petunjuk="Tanpa gelar."),
        KolomImpor("gelar_belakang", "Gelar belakang", "S.Kom.", wajib=False, panjang=100),
        KolomImpor("jenis", "Jenis pegawai", "PPPK", jenis="pilihan", pilihan=JENIS, lain=("status pegawai",)),
        KolomImpor("jenis_kelamin", "Jenis kelamin", "Laki-laki", jenis="pilihan", pilihan=KELAMIN, lain=("kelamin", "l/p")),
        KolomImpor("tanggal_lahir", "Tanggal lahir", "15/02/1990", jenis="tanggal", lain=("tgl lahir",)),
        UNIT,
        KolomImpor("mulai", "TMT", "01/03/2027", jenis="tanggal", lain=("tmt cpns", "tmt pppk", "mulai", "tanggal mulai")),
        KolomImpor(
            "sampai", "Perjanjian sampai", "29/02/2032", jenis="tanggal", wajib=False,
            lain=("sampai", "akhir perjanjian", "akhir kontrak"),
            petunjuk="Hari terakhir perjanjian kerja PPPK. Kosong untuk CPNS.",
        ),
        KolomImpor("sk_nomor", "Nomor SK atau perjanjian", "813/1/2027", panjang=100, lain=("nomor sk", "nomor perjanjian", "sk")),
        KolomImpor("sk_tanggal", "Tanggal SK atau perjanjian", "15/02/2027", jenis="tanggal", lain=("tanggal sk", "tgl sk")),
        KolomImpor("golongan", "Golongan", "IX", wajib=False, panjang=10, petunjuk="III/a dan seterusnya untuk CPNS; I sampai XVII untuk PPPK."),
        KolomImpor("jabatan", "Jabatan", "Pranata Komputer Ahli Pertama", wajib=False),
        KolomImpor("atasan", "NIP atau NRK atasan", "", jenis="nomor", wajib=False, panjang=20, lain=("atasan", "nip atasan", "nrk atasan")),
    ),
    kunci=("nip",),
    boleh=permissions.can_import_people,
    periksa=check_intake,
    terapkan=take_in,
    tarik=give_up,
)  # fmt: skip

register_impor(PENERIMAAN)
