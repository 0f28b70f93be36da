from django.urls import path

from pegawai.views import akun, angka, berkas, laporan, pegawai, pemeriksaan, referensi, surat, usulan

app_name = "pegawai"

urlpatterns = [
    path("aktivasi/periksa/", laporan.periksa_data, name="periksa_data"),
    path("akun/siapa-melihat/", pegawai.akses_saya, name="akses_saya"),
    path("pegawai/", pegawai.pegawai_list, name="pegawai_list"),
    path("pegawai/saya/", pegawai.profil_saya, name="profil_saya"),
    path("pegawai/<uuid:pk>/", pegawai.pegawai_detail, name="pegawai_detail"),
    path("pegawai/<uuid:pk>/nik/", pegawai.nik_reveal, name="nik_reveal"),
    path("pegawai/<uuid:pk>/pindah/", pegawai.pindah, name="pindah"),
    path("pegawai/<uuid:pk>/atasan/", pegawai.atasan, name="atasan"),
    path("pegawai/<uuid:pk>/surat-keterangan/", surat.surat_keterangan, name="surat_keterangan"),
    path("pegawai/<uuid:pk>/berkas/", berkas.berkas, name="berkas"),
    path("pegawai/<uuid:pk>/berkas/buka/<slug:bagian>/", berkas.berkas_buka, name="berkas_buka"),
    path("pegawai/<uuid:pk>/berkas/nomor/<slug:nomor>/", berkas.nomor_reveal, name="nomor_reveal"),
    path("pegawai/<uuid:pk>/riwayat/<slug:kunci>/tambah/", berkas.riwayat_add, name="riwayat_add"),
    path("pegawai/<uuid:pk>/riwayat/<slug:kunci>/<uuid:baris>/", berkas.riwayat_detail, name="riwayat_detail"),
    path("pegawai/<uuid:pk>/riwayat/<slug:kunci>/<uuid:baris>/perbaiki/", berkas.riwayat_change, name="riwayat_change"),
    path(
        "pegawai/<uuid:pk>/riwayat/<slug:kunci>/<uuid:baris>/tarik/", berkas.riwayat_withdraw, name="riwayat_withdraw"
    ),
    path("usulan-data/", usulan.usulan_data_list, name="usulan_data_list"),
    path("usulan-data/baru/", usulan.usulan_data_pilih, name="usulan_data_pilih"),
    path("usulan-data/baru/<slug:kunci>/", usulan.usulan_data_add, name="usulan_data_add"),
    path("usulan-data/<uuid:pk>/", usulan.usulan_data_detail, name="usulan_data_detail"),
    path("usulan-data/<uuid:pk>/lengkapi/", usulan.usulan_data_revise, name="usulan_data_revise"),
    path("usulan-data/<uuid:pk>/tarik/", usulan.usulan_data_withdraw, name="usulan_data_withdraw"),
    path("rujukan/", referensi.referensi_list, name="referensi_list"),
    path("rujukan/muatan/<uuid:pk>/", referensi.muatan_detail, name="muatan_detail"),
    path("rujukan/muatan/<uuid:pk>/terapkan/", referensi.muatan_terapkan, name="muatan_terapkan"),
    path("rujukan/muatan/<uuid:pk>/batal/", referensi.muatan_batal, name="muatan_batal"),
    path("rujukan/<slug:jenis>/", referensi.referensi_detail, name="referensi_detail"),
    path("rujukan/<slug:jenis>/unggah/", referensi.referensi_unggah, name="referensi_unggah"),
    path("rujukan/<slug:jenis>/pilihan/", referensi.referensi_pilihan, name="referensi_pilihan"),
    path("tim/", angka.tim, name="tim"),
    path("angka/", angka.angka, name="angka"),
    path("unit/<uuid:pk>/orang/", angka.unit_orang, name="unit_orang"),
    path("unit/<uuid:pk>/orang/petikan/", surat.petikan_unit, name="petikan_unit"),
    path("akun-pegawai/", akun.akun_list, name="akun_list"),
    path("akun-pegawai/slip/", akun.slip_print, name="slip_print"),
    path("akun-pegawai/<uuid:pk>/pulihkan/", akun.pulihkan, name="pulihkan"),
    path("pegawai/<uuid:pk>/surat-tugas/", pemeriksaan.surat_tugas_add, name="surat_tugas_add"),
    path("surat-tugas/", pemeriksaan.surat_tugas_list, name="surat_tugas_list"),
    path("surat-tugas/<uuid:pk>/", pemeriksaan.surat_tugas_detail, name="surat_tugas_detail"),
    path("surat-tugas/<uuid:pk>/<keputusan:keputusan>/", pemeriksaan.surat_tugas_decide, name="surat_tugas_decide"),
    path("laporan-data/", laporan.laporan_list, name="laporan_list"),
    path("laporan-data/tambah/", laporan.laporan_add, name="laporan_add"),
    path("laporan-data/<uuid:pk>/", laporan.laporan_detail, name="laporan_detail"),
]
