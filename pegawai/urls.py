from django.urls import path

from pegawai.views import akun, angka, dokumen, laporan, pegawai, pemeriksaan, rekap

app_name = "pegawai"

urlpatterns = [
    path("aktivasi/periksa/", laporan.periksa_data, name="periksa_data"),
    path("akun/siapa-melihat/", pegawai.akses_saya, name="akses_saya"),
    path("pegawai/", pegawai.pegawai_list, name="pegawai_list"),
    path("pegawai/saya/", pegawai.profil_saya, name="profil_saya"),
    path("pegawai/<uuid:pk>/", pegawai.pegawai_detail, name="pegawai_detail"),
    path("pegawai/<uuid:pk>/nik/", pegawai.nik_reveal, name="nik_reveal"),
    path("pegawai/<uuid:pk>/dokumen/", dokumen.dokumen_orang, name="dokumen_orang"),
    path("pegawai/<uuid:pk>/laporan/", laporan.laporan_orang, name="laporan_orang"),
    path("pegawai/<uuid:pk>/pindah/", pegawai.pindah, name="pindah"),
    path("pegawai/<uuid:pk>/atasan/", pegawai.atasan, name="atasan"),
    path("tim/", angka.tim, name="tim"),
    path("rekap/pegawai/", rekap.rekap_orang, name="rekap_orang"),
    path("angka/", angka.angka, name="angka"),
    path("unit/<uuid:pk>/orang/", angka.unit_orang, name="unit_orang"),
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
