from django.urls import path, register_converter

from asn_portal.core.views import aktivasi, akun, beranda, cari, kelola, peran, sso, unit

app_name = "core"


class OneOf:
    """A path part that is one of a few words; anything else is no page."""

    regex = "setuju|tolak|tarik|siapkan"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class AccountAct(OneOf):
    regex = "nonaktifkan|aktifkan|keluarkan|pulihkan"


class Decision(OneOf):
    regex = "setuju|tolak"


register_converter(OneOf, "keputusan_usulan")
register_converter(AccountAct, "tindakan_akun")
register_converter(Decision, "keputusan")

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("menu/", beranda.menu, name="menu"),
    path("cari/", cari.cari, name="cari"),
    path("tema/", beranda.tema, name="tema"),
    path("tugas/", beranda.tugas_list, name="tugas_list"),
    path("pemberitahuan/", beranda.notifikasi_list, name="notifikasi_list"),
    path("pemberitahuan/dibaca/", beranda.notifikasi_read_all, name="notifikasi_read_all"),
    path("pemberitahuan/<uuid:pk>/", beranda.notifikasi_read, name="notifikasi_read"),
    path("masuk/sso/", sso.start, name="sso_mulai"),
    path("masuk/sso/kembali/", sso.finish, name="sso_kembali"),
    path("aktivasi/sandi/", aktivasi.sandi, name="aktivasi_sandi"),
    path("aktivasi/kontak/", aktivasi.kontak, name="aktivasi_kontak"),
    path("akun/", akun.akun, name="akun"),
    path("akun/kontak/", akun.kontak, name="kontak"),
    path("akun/peran/", akun.peran_saya, name="peran_saya"),
    path("akun/perangkat/", akun.perangkat_list, name="perangkat_list"),
    path("akun/perangkat/keluarkan/", akun.perangkat_end_all, name="perangkat_end_all"),
    path("akun/perangkat/<int:pk>/keluarkan/", akun.perangkat_end, name="perangkat_end"),
    path("akun/privasi/", akun.privasi, name="privasi"),
    path("akun/lanjutkan/", akun.lanjutkan, name="lanjutkan"),
    path("peran/", peran.peran_list, name="peran_list"),
    path("peran/usul/", peran.usulan_add, name="usulan_add"),
    path("peran/usulan/<uuid:pk>/", peran.usulan_detail, name="usulan_detail"),
    path("peran/usulan/<uuid:pk>/<keputusan_usulan:keputusan>/", peran.usulan_decide, name="usulan_decide"),
    path("peran/operator/", peran.operator_add, name="operator_add"),
    path("peran/penyiap/", peran.penyiap_list, name="penyiap_list"),
    path("peran/penyiap/<uuid:pk>/akhiri/", peran.penyiap_end, name="penyiap_end"),
    path("peran/<uuid:pk>/akhiri/", peran.peran_end, name="peran_end"),
    path("unit/", unit.unit_list, name="unit_list"),
    path("unit/bentuk/", unit.unit_add, name="unit_add"),
    path("unit/<uuid:pk>/", unit.unit_detail, name="unit_detail"),
    path("unit/<uuid:pk>/ubah/", unit.unit_change, name="unit_change"),
    path("unit/<uuid:pk>/akhiri/", unit.unit_end, name="unit_end"),
    path("akun-sistem/", kelola.akun_list, name="akun_lain_list"),
    path("akun-sistem/buat/", kelola.akun_add, name="akun_lain_add"),
    path("akun-sistem/<uuid:pk>/", kelola.akun_detail, name="akun_lain_detail"),
    path("akun-sistem/<uuid:pk>/slip/", kelola.akun_slip, name="akun_lain_slip"),
    path("akun-sistem/<uuid:pk>/<tindakan_akun:tindakan>/", kelola.akun_act, name="akun_lain_act"),
    path("pemulihan/<uuid:pk>/", kelola.pemulihan_detail, name="pemulihan_detail"),
    path("pemulihan/<uuid:pk>/<keputusan:keputusan>/", kelola.pemulihan_decide, name="pemulihan_decide"),
    path("pengaturan/", kelola.pengaturan, name="pengaturan"),
    path("pengaturan/<slug:kunci>/", kelola.pengaturan_change, name="pengaturan_change"),
    path("jadwal/", kelola.jadwal_list, name="jadwal_list"),
    path("jadwal/<uuid:pk>/", kelola.jadwal_change, name="jadwal_change"),
    path("jadwal/pekerjaan/<uuid:pk>/ulangi/", kelola.job_release, name="job_release"),
    path("jejak/", kelola.jejak_list, name="jejak_list"),
    path("jejak/<uuid:pk>/", kelola.jejak_detail, name="jejak_detail"),
]
