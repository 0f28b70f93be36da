from django.urls import path

from asn_portal.berkas.views import dokumen, musnah, unggahan

app_name = "berkas"
urlpatterns = [
    path("dokumen/", dokumen.dokumen_list, name="dokumen_list"),
    path("dokumen/unggah/", dokumen.dokumen_add, name="dokumen_add"),
    path("dokumen/unggahan/", unggahan.unggahan_add, name="unggahan_add"),
    path("dokumen/unggahan/<uuid:pk>/", unggahan.unggahan_detail, name="unggahan_detail"),
    path("dokumen/masa-simpan/", musnah.masa_simpan, name="masa_simpan"),
    path("dokumen/pemusnahan/<uuid:pk>/", musnah.musnah_detail, name="musnah_detail"),
    path("dokumen/pemusnahan/<uuid:pk>/<keputusan:keputusan>/", musnah.musnah_decide, name="musnah_decide"),
    path("dokumen/penahanan/<uuid:pk>/lepas/", musnah.dokumen_release, name="dokumen_release"),
    path("dokumen/<uuid:pk>/tahan/", musnah.dokumen_hold, name="dokumen_hold"),
    path("dokumen/<uuid:pk>/", dokumen.dokumen_detail, name="dokumen_detail"),
    path("dokumen/<uuid:pk>/versi-baru/", dokumen.dokumen_replace, name="dokumen_replace"),
    path("dokumen/<uuid:pk>/berkas/", dokumen.dokumen_file, name="dokumen_file"),
    path("dokumen/<uuid:pk>/pratinjau/", dokumen.dokumen_preview, name="dokumen_preview"),
]
