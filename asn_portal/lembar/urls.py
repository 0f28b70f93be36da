from django.urls import path

from asn_portal.lembar.views import daftar, impor, unduh

app_name = "lembar"

urlpatterns = [
    path("unduh/<slug:nama>/", unduh.unduh, name="unduh"),
    path("daftar-tersimpan/", daftar.daftar_list, name="daftar_list"),
    path("daftar-tersimpan/simpan/<slug:nama>/", daftar.daftar_simpan, name="daftar_simpan"),
    path("daftar-tersimpan/<uuid:pk>/ubah/", daftar.daftar_ubah, name="daftar_ubah"),
    path("daftar-tersimpan/<uuid:pk>/hapus/", daftar.daftar_hapus, name="daftar_hapus"),
    path("impor/", impor.impor_list, name="impor_list"),
    path("impor/jenis/<slug:nama>/templat/", impor.impor_templat, name="impor_templat"),
    path("impor/jenis/<slug:nama>/unggah/", impor.impor_unggah, name="impor_unggah"),
    path("impor/<uuid:pk>/", impor.impor_detail, name="impor_detail"),
    path("impor/<uuid:pk>/kolom/", impor.impor_kolom, name="impor_kolom"),
    path("impor/<uuid:pk>/terapkan/", impor.impor_terapkan, name="impor_terapkan"),
    path("impor/<uuid:pk>/batal/", impor.impor_batal, name="impor_batal"),
    path("impor/<uuid:pk>/tarik/", impor.impor_tarik, name="impor_tarik"),
    path("impor/<uuid:pk>/lanjut/", impor.impor_lanjut, name="impor_lanjut"),
]
