"""Tables that can be brought in about learning: results of assessors."""

from __future__ import annotations

from asn_portal.lembar.impor import JenisImpor, KolomImpor, register_impor
from pelatihan import permissions
from pelatihan.selectors import ukur as selectors
from pelatihan.services import ukur

UKUR = JenisImpor(
    nama="penilaian-kompetensi",
    judul="Hasil penilaian kompetensi",
    kata="Mencatat tingkat yang diukur lembaga penilai; dibandingkan dengan standar jabatan, celahnya menjadi dasar pelatihan.",
    kata_tarik="Hasil dari berkas ini tidak dihitung lagi; yang diukur sebelumnya berlaku kembali.",
    kolom=(
        KolomImpor(
            "pegawai", "NIP atau NRK", "199002152015012001", jenis="nomor", panjang=20, lain=("nip", "nrk", "nomor induk"),
            petunjuk="Sebagai teks, bukan bilangan.",
        ),
        KolomImpor("kompetensi", "Kompetensi", "Integritas", saran=selectors.competence_labels, lain=("nama kompetensi", "kode kompetensi")),
        KolomImpor("tingkat", "Tingkat", "3", jenis="bilangan", panjang=1, lain=("level", "capaian")),
        KolomImpor("tanggal", "Tanggal penilaian", "20/01/2026", jenis="tanggal", lain=("tanggal",)),
        KolomImpor("pelaksana", "Lembaga penilai", "Pusat Penilaian Kompetensi (contoh)", lain=("penilai", "lembaga")),
        KolomImpor(
            "asesor", "Nama asesor", "Ratna Wulandari", wajib=False, panjang=200, lain=("asesor",),
            petunjuk="Boleh kosong; bila asesor sendiri yang mengimpor, namanya yang dicatat.",
        ),
        KolomImpor("instrumen", "Instrumen", "Assessment center", wajib=False, lain=("alat ukur", "metode")),
        KolomImpor("rujukan", "Nomor laporan", "", wajib=False, lain=("rujukan", "laporan")),
    ),
    kunci=("pegawai", "kompetensi", "tanggal"),
    boleh=permissions.can_record_levels,
    periksa=selectors.prepare,
    terapkan=ukur.write_many,
    tarik=ukur.take_back_many,
    kelompok="Pelatihan",
)  # fmt: skip
register_impor(UKUR)
