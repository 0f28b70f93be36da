from django.urls import path

from asn_portal.berkas.views import dokumen, musnah, naskah, periksa, tanda_tangan, unggahan

app_name = "berkas"
urlpatterns = [
    path("dokumen/", dokumen.dokumen_list, name="dokumen_list"),
    path("dokumen/unggah/", dokumen.dokumen_add, name="dokumen_add"),
    path("dokumen/unggahan/", unggahan.unggahan_add, name="unggahan_add"),
    path("dokumen/unggahan/<uuid:pk>/", unggahan.unggahan_detail, name="unggahan_detail"),
    path("masa-simpan/", musnah.masa_simpan, name="masa_simpan"),
    path("masa-simpan/usulan/<uuid:pk>/", musnah.musnah_detail, name="musnah_detail"),
    path("masa-simpan/usulan/<uuid:pk>/<keputusan:keputusan>/", musnah.musnah_decide, name="musnah_decide"),
    path("masa-simpan/penahanan/<uuid:pk>/lepas/", musnah.dokumen_release, name="dokumen_release"),
    path("dokumen/<uuid:pk>/tahan/", musnah.dokumen_hold, name="dokumen_hold"),
    path("dokumen/<uuid:pk>/", dokumen.dokumen_detail, name="dokumen_detail"),
    path("dokumen/<uuid:pk>/versi-baru/", dokumen.dokumen_replace, name="dokumen_replace"),
    path("dokumen/<uuid:pk>/berkas/", dokumen.dokumen_file, name="dokumen_file"),
    path("dokumen/<uuid:pk>/pratinjau/", dokumen.dokumen_preview, name="dokumen_preview"),
    # Official papers
    path("naskah/", naskah.naskah_list, name="naskah_list"),
    path("naskah/nomor/", naskah.nomor_list, name="nomor_list"),
    path("naskah/tanda-tangan/", tanda_tangan.naskah_sign_many, name="naskah_sign_many"),
    path("naskah/buat/<slug:jenis>/<uuid:pk>/", naskah.naskah_add, name="naskah_add"),
    path("naskah/<uuid:pk>/", naskah.naskah_detail, name="naskah_detail"),
    path("naskah/<uuid:pk>/berkas/", naskah.naskah_file, name="naskah_file"),
    path("naskah/<uuid:pk>/halaman/<int:nomor>/", naskah.naskah_page, name="naskah_page"),
    path("naskah/<uuid:pk>/perbaiki/", naskah.naskah_change, name="naskah_change"),
    path("naskah/<uuid:pk>/ajukan/", naskah.naskah_submit, name="naskah_submit"),
    path("naskah/<uuid:pk>/paraf/", naskah.naskah_initial, name="naskah_initial"),
    path("naskah/<uuid:pk>/kembalikan/", naskah.naskah_return, name="naskah_return"),
    path("naskah/<uuid:pk>/batalkan/", naskah.naskah_cancel, name="naskah_cancel"),
    path("naskah/<uuid:pk>/tanda-tangan/", tanda_tangan.naskah_sign, name="naskah_sign"),
    path("naskah/<uuid:pk>/siap-cetak/", tanda_tangan.naskah_print, name="naskah_print"),
    path("naskah/<uuid:pk>/unggah/", tanda_tangan.naskah_upload, name="naskah_upload"),
    path("naskah/<uuid:pk>/pastikan/", tanda_tangan.naskah_confirm, name="naskah_confirm"),
    path("naskah/<uuid:pk>/tolak-pindaian/", tanda_tangan.naskah_refuse, name="naskah_refuse"),
    path("naskah/<uuid:pk>/cabut/", tanda_tangan.naskah_withdraw, name="naskah_withdraw"),
    # For everybody, without login
    path("periksa-dokumen/", periksa.periksa_dokumen, name="periksa_dokumen"),
]
