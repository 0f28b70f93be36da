from django.urls import path

from asn_portal.lembar.views import daftar, unduh

app_name = "lembar"

urlpatterns = [
    path("unduh/<slug:nama>/", unduh.unduh, name="unduh"),
    path("daftar-tersimpan/", daftar.daftar_list, name="daftar_list"),
    path("daftar-tersimpan/simpan/<slug:nama>/", daftar.daftar_simpan, name="daftar_simpan"),
    path("daftar-tersimpan/<uuid:pk>/ubah/", daftar.daftar_ubah, name="daftar_ubah"),
    path("daftar-tersimpan/<uuid:pk>/hapus/", daftar.daftar_hapus, name="daftar_hapus"),
]
