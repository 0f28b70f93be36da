"""Every address of the portal. Login pages of the library get our own paths under its own names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from asn_portal.berkas import api as berkas_api
from asn_portal.core import kesehatan
from asn_portal.core.api import aturan, draf, kabar, tugas, umum
from asn_portal.core.api.skema import SkemaView
from asn_portal.core.views import aktivasi, galat
from asn_portal.mutu import api as mutu_api
from asn_portal.rekap import api as rekap_api
from kinerja import api as kinerja_api
from pegawai import api as pegawai_api
from pegawai import api_mutu
from pelatihan import api as pelatihan_api

handler400 = galat.bad_request
handler403 = galat.permission_denied
handler404 = galat.page_not_found
handler429 = galat.too_many_requests
handler500 = galat.server_error

login_pages = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("keluar/", account.logout, name="account_logout"),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("aktivasi/", aktivasi.kode, name="account_signup"),
    path("lupa-sandi/", account.password_reset, name="account_reset_password"),
    path("lupa-sandi/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("lupa-sandi/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^lupa-sandi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/konfirmasi/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("akun/dua-langkah/", mfa.index, name="mfa_index"),
    path("akun/dua-langkah/aktifkan/", totp.activate_totp, name="mfa_activate_totp"),
    path("akun/dua-langkah/matikan/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/dua-langkah/pemulihan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/dua-langkah/pemulihan/buat/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("akun/dua-langkah/pemulihan/unduh/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

machine_pages = [
    path("sehat/", galat.health, name="sehat"),
    path("sehat/siap/", galat.ready, name="siap"),
    path("metrics", kesehatan.metrics, name="metrik"),
    path("csp/", galat.csp_report, name="csp"),
]

api = [
    path("skema/", SkemaView.as_view(), name="skema"),
    path("aturan/", aturan.AturanListView.as_view(), name="aturan_list"),
    path("aturan/<str:nama>/", aturan.AturanView.as_view(), name="aturan"),
    path("saya/", umum.SayaView.as_view(), name="saya"),
    path("unit/", umum.UnitListView.as_view(), name="unit_list"),
    path("unit/<uuid:pk>/", umum.UnitDetailView.as_view(), name="unit_detail"),
    path("unit/<uuid:pk>/bawahan/", umum.UnitBawahanView.as_view(), name="unit_bawahan"),
    path("tugas/", tugas.TugasListView.as_view(), name="tugas_list"),
    path("tugas/putuskan/", tugas.TugasPutuskanView.as_view(), name="tugas_putuskan"),
    path("tugas/<uuid:pk>/buka/", tugas.TugasBukaView.as_view(), name="tugas_buka"),
    path("draf/", draf.DrafView.as_view(), name="draf"),
    path("pengumuman/", kabar.PengumumanListView.as_view(), name="pengumuman_list"),
    path("pengumuman/<uuid:pk>/", kabar.PengumumanDetailView.as_view(), name="pengumuman_detail"),
    path("pengumuman/<uuid:pk>/baca/", kabar.PengumumanBacaView.as_view(), name="pengumuman_baca"),
    path("notifikasi/", kabar.NotifikasiListView.as_view(), name="notifikasi_list"),
    path("notifikasi/baca/", kabar.NotifikasiBacaSemuaView.as_view(), name="notifikasi_baca_semua"),
    path("notifikasi/<uuid:pk>/baca/", kabar.NotifikasiBacaView.as_view(), name="notifikasi_baca"),
    path("pegawai/", pegawai_api.PegawaiListView.as_view(), name="pegawai_list"),
    path("pegawai/<uuid:pk>/", pegawai_api.PegawaiDetailView.as_view(), name="pegawai_detail"),
    path("naskah/", berkas_api.NaskahListView.as_view(), name="naskah_list"),
    path("naskah/<uuid:pk>/", berkas_api.NaskahDetailView.as_view(), name="naskah_detail"),
    path("rekap/", rekap_api.RekapView.as_view(), name="rekap"),
    path("mutu/", mutu_api.MutuView.as_view(), name="mutu"),
    path("mutu/orang/", api_mutu.TemuanListView.as_view(), name="mutu_orang"),
    path("skp/", kinerja_api.SKPListView.as_view(), name="skp_list"),
    path("skp/<uuid:pk>/", kinerja_api.SKPDetailView.as_view(), name="skp_detail"),
    path("skp/<uuid:pk>/ajukan/", kinerja_api.SKPAjukanView.as_view(), name="skp_ajukan"),
    path("skp/<uuid:pk>/putusan/", kinerja_api.SKPPutusanView.as_view(), name="skp_putusan"),
    path("evaluasi/", kinerja_api.EvaluasiListView.as_view(), name="evaluasi_list"),
    path("evaluasi/<uuid:pk>/", kinerja_api.EvaluasiDetailView.as_view(), name="evaluasi_detail"),
    path("evaluasi/<uuid:pk>/kirim/", kinerja_api.EvaluasiKirimView.as_view(), name="evaluasi_kirim"),
    path("evaluasi/<uuid:pk>/sampaikan/", kinerja_api.EvaluasiSampaikanView.as_view(), name="evaluasi_sampaikan"),
    path("evaluasi/<uuid:pk>/terima/", kinerja_api.EvaluasiTerimaView.as_view(), name="evaluasi_terima"),
    path("bukti/", kinerja_api.BuktiListView.as_view(), name="bukti_list"),
    path("pelatihan/program/", pelatihan_api.ProgramListView.as_view(), name="pelatihan_program_list"),
    path("pelatihan/program/<uuid:pk>/", pelatihan_api.ProgramDetailView.as_view(), name="pelatihan_program_detail"),
    path("pelatihan/angkatan/", pelatihan_api.AngkatanListView.as_view(), name="pelatihan_angkatan_list"),
    path("pelatihan/peserta/", pelatihan_api.PesertaListView.as_view(), name="pelatihan_peserta_list"),
    path("pelatihan/sertifikat/", pelatihan_api.SertifikatListView.as_view(), name="pelatihan_sertifikat_list"),
    path("laporan/", pegawai_api.LaporanListView.as_view(), name="laporan_list"),
    path("laporan/<uuid:pk>/", pegawai_api.LaporanDetailView.as_view(), name="laporan_detail"),
    path("laporan/<uuid:pk>/jawaban/", pegawai_api.LaporanJawabView.as_view(), name="laporan_jawab"),
]

urlpatterns = [
    *machine_pages,
    *login_pages,
    path("api/v1/", include((api, "api"))),
    path("", include("asn_portal.core.urls")),
    path("", include("asn_portal.lembar.urls")),
    path("", include("asn_portal.berkas.urls")),
    path("", include("asn_portal.rekap.urls")),
    path("", include("asn_portal.mutu.urls")),
    path("", include("pegawai.urls")),
    path("", include("jabatan.urls")),
    path("", include("kinerja.urls")),
    path("", include("pelatihan.urls")),
    path("", include("merit.urls")),
]
