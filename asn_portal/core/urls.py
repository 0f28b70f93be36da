from django.urls import path, register_converter

from asn_portal.core.api import halaman
from asn_portal.core.views import (
    aktivasi,
    akun,
    aturan,
    bantuan,
    beranda,
    cari,
    draf,
    gaya,
    kelola,
    latar,
    libur,
    lihat,
    panduan,
    pemberitahuan,
    pengumuman,
    peran,
    sso,
    token,
    tugas,
    unit,
)

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


class TicketAct(OneOf):
    regex = "balas|selesai|tutup|teruskan|buka"


register_converter(OneOf, "keputusan_usulan")
register_converter(AccountAct, "tindakan_akun")
register_converter(Decision, "keputusan")
register_converter(TicketAct, "tindakan_tiket")

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("menu/", beranda.menu, name="menu"),
    path("cari/", cari.cari, name="cari"),
    path("tema/", beranda.tema, name="tema"),
    path("tugas/", tugas.tugas_list, name="tugas_list"),
    path("tugas/putuskan/", tugas.tugas_bulk, name="tugas_bulk"),
    path("tugas/delegasi/", tugas.delegasi_list, name="delegasi_list"),
    path("tugas/delegasi/<uuid:pk>/akhiri/", tugas.delegasi_end, name="delegasi_end"),
    path("tugas/<uuid:pk>/", tugas.tugas_open, name="tugas_open"),
    path("pemberitahuan/", pemberitahuan.notifikasi_list, name="notifikasi_list"),
    path("pemberitahuan/dibaca/", pemberitahuan.notifikasi_read_all, name="notifikasi_read_all"),
    path("pemberitahuan/<uuid:pk>/", pemberitahuan.notifikasi_read, name="notifikasi_read"),
    path("masuk/sso/", sso.start, name="sso_mulai"),
    path("masuk/sso/kembali/", sso.finish, name="sso_kembali"),
    path("aktivasi/sandi/", aktivasi.sandi, name="aktivasi_sandi"),
    path("aktivasi/kontak/", aktivasi.kontak, name="aktivasi_kontak"),
    path("akun/", akun.akun, name="akun"),
    path("akun/kontak/", akun.kontak, name="kontak"),
    path("akun/pemberitahuan/", pemberitahuan.atur, name="pemberitahuan_atur"),
    path("akun/peran/", akun.peran_saya, name="peran_saya"),
    path("akun/perangkat/", akun.perangkat_list, name="perangkat_list"),
    path("akun/perangkat/keluarkan/", akun.perangkat_end_all, name="perangkat_end_all"),
    path("akun/perangkat/<int:pk>/keluarkan/", akun.perangkat_end, name="perangkat_end"),
    path("akun/token/", token.token_list, name="token_list"),
    path("akun/token/buat/", token.token_add, name="token_add"),
    path("akun/token/<uuid:pk>/cabut/", token.token_revoke, name="token_revoke"),
    path("api/v1/dokumen/", halaman.dokumen_api, name="dokumen_api"),
    path("akun/privasi/", akun.privasi, name="privasi"),
    path("akun/lanjutkan/", akun.lanjutkan, name="lanjutkan"),
    path("draf/<uuid:pk>/buang/", draf.draf_discard, name="draf_discard"),
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
    path("unit/<uuid:pk>/letak/", unit.unit_letak, name="unit_letak"),
    path("unit/<uuid:pk>/akhiri/", unit.unit_end, name="unit_end"),
    path("aturan/", aturan.aturan_list, name="aturan_list"),
    path("aturan/<slug:nama>/", aturan.aturan_detail, name="aturan_detail"),
    path("kalkulator/", aturan.kalkulator_list, name="kalkulator_list"),
    path("kalkulator/<slug:nama>/", aturan.kalkulator, name="kalkulator"),
    path("hari-libur/", libur.hari_libur, name="hari_libur"),
    path("hari-libur/<int:tahun>/isi/", libur.hari_libur_change, name="hari_libur_change"),
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
    path("pekerjaan/", latar.pekerjaan_list, name="pekerjaan_list"),
    path("pekerjaan/sistem/", latar.pekerjaan_sistem, name="pekerjaan_sistem"),
    path("pekerjaan/berkas/<uuid:pk>/", latar.berkas_hasil, name="berkas_hasil"),
    path("pekerjaan/<uuid:pk>/", latar.pekerjaan_detail, name="pekerjaan_detail"),
    path("pekerjaan/<uuid:pk>/batalkan/", latar.pekerjaan_cancel, name="pekerjaan_cancel"),
    path("pekerjaan/<uuid:pk>/ulangi/", latar.pekerjaan_retry, name="pekerjaan_retry"),
    path("jejak/", kelola.jejak_list, name="jejak_list"),
    path("jejak/<uuid:pk>/", kelola.jejak_detail, name="jejak_detail"),
    path("bantuan/", bantuan.tiket_list, name="tiket_list"),
    path("bantuan-masuk/", bantuan.tiket_masuk, name="tiket_masuk"),
    path("bantuan/minta/", bantuan.tiket_add, name="tiket_add"),
    path("bantuan/<uuid:pk>/", bantuan.tiket_detail, name="tiket_detail"),
    path("bantuan/<uuid:pk>/<tindakan_tiket:tindakan>/", bantuan.tiket_act, name="tiket_act"),
    path("lihat-sebagai/berhenti/", lihat.lihat_berhenti, name="lihat_berhenti"),
    path("lihat-sebagai/<uuid:pk>/", lihat.lihat_mulai, name="lihat_mulai"),
    path("pengumuman/", pengumuman.pengumuman_list, name="pengumuman_list"),
    path("pengumuman/kelola/", pengumuman.pengumuman_kelola, name="pengumuman_kelola"),
    path("pengumuman/tulis/", pengumuman.pengumuman_add, name="pengumuman_add"),
    path("pengumuman/<uuid:pk>/", pengumuman.pengumuman_detail, name="pengumuman_detail"),
    path("pengumuman/<uuid:pk>/dibaca/", pengumuman.pengumuman_read, name="pengumuman_read"),
    path("pengumuman/<uuid:pk>/perbaiki/", pengumuman.pengumuman_correct, name="pengumuman_correct"),
    path("pengumuman/<uuid:pk>/akhiri/", pengumuman.pengumuman_end, name="pengumuman_end"),
    path("panduan/", panduan.panduan_list, name="panduan"),
    path("panduan/tutup/", panduan.panduan_close, name="panduan_close"),
    path("panduan/nyalakan/", panduan.panduan_open, name="panduan_open"),
    path("perubahan/", panduan.perubahan, name="perubahan"),
    path("gaya/", gaya.gaya, name="gaya"),
]
