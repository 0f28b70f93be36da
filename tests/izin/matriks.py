"""Who may open which address: every route, every role, on objects of the own unit, of another unit, of another
agency. A route that does not stand here fails the suite; so does one that answers otherwise than written.

A cell lists who gets in. Everybody else is refused, and in the same way whether the object exists or not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ANONIM = "anonim"
ORANG = frozenset({"pegawai", "atasan", "atasan_penilai"})
DITUGASKAN = frozenset(
    {
        "admin_unit", "admin_unit_lain", "pengelola_pelatihan", "asesor", "komite_talenta", "penanda_tangan", "pimpinan",
        "auditor", "admin_bkd", "admin_sistem",
    }
)  # fmt: skip
INSTANSI = ORANG | DITUGASKAN  # everybody of the agency
LAIN = frozenset({"admin_instansi_lain"})  # HR of another agency
MASUK = INSTANSI | LAIN  # everybody who is logged in
SEMUA = MASUK | {ANONIM}
NIHIL: frozenset[str] = frozenset()

PEMILIK = frozenset({"pegawai"})  # whose object it is
BKD, SISTEM, AUDITOR = frozenset({"admin_bkd"}), frozenset({"admin_sistem"}), frozenset({"auditor"})
UNIT, UNIT_LAIN = frozenset({"admin_unit"}), frozenset({"admin_unit_lain"})
PENGELOLA = BKD | SISTEM  # who manages accounts and settings
HR = UNIT | UNIT_LAIN | BKD
PEMUTUS = MASUK - {"pegawai"} - AUDITOR  # whoever decides something may name staff who prepare


BERKAS = PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR  # who reads the file of somebody of the own unit
ORANG_LAIN = UNIT_LAIN | BKD | AUDITOR  # and of another one
PEMBACA = ORANG | UNIT | BKD | AUDITOR | frozenset({"pimpinan", "penanda_tangan"})  # of an announcement of the unit


# Papers of the walk: initialled by the superior, signed by the one above.
PARAF, TTD = frozenset({"atasan"}), frozenset({"atasan_penilai"})
NASKAH, NASKAH_LAIN = UNIT | BKD | AUDITOR | PARAF | TTD, UNIT_LAIN | BKD | AUDITOR | PARAF | TTD


@dataclass(frozen=True)
class Cell:
    """Who gets in on an object of: the own unit (or no object at all), another unit, another agency."""

    sendiri: frozenset[str]
    unit_lain: frozenset[str] = NIHIL
    instansi_lain: frozenset[str] = NIHIL
    methods: tuple[str, ...] = ("get",)
    # Values of the path for each target, by the name of a function in tests/test_izin.py.
    objek: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    # For pages that exist only with a query.
    kueri: str = ""


def page(who: frozenset[str], *methods: str) -> Cell:
    return Cell(who, methods=methods or ("get",))


MATRIKS: dict[str, Cell] = {
    # Machines and login
    "sehat": page(SEMUA),
    "siap": page(SEMUA),
    "metrik": page(NIHIL),  # by token only
    "csp": page(SEMUA, "post"),
    "account_login": page(SEMUA, "get", "post"),
    "mfa_authenticate": page(MASUK),
    "account_logout": page(MASUK, "get", "post"),
    "account_inactive": page(SEMUA),
    "account_signup": page(SEMUA, "get", "post"),
    "account_reset_password": page(SEMUA, "get", "post"),
    "account_reset_password_done": page(SEMUA),
    "account_reset_password_from_key": Cell(SEMUA, extra={"uidb36": "abc", "key": "def"}),
    "account_reset_password_from_key_done": page(SEMUA),
    "core:sso_mulai": page(NIHIL, "post"),  # off unless configured
    "core:sso_kembali": page(NIHIL),
    "core:aktivasi_sandi": page(SEMUA, "get", "post"),
    "core:tema": page(SEMUA, "post"),
    # The own account
    "account_change_password": page(MASUK, "get", "post"),
    "account_reauthenticate": page(MASUK, "get", "post"),
    "mfa_reauthenticate": page(MASUK),
    "mfa_index": page(MASUK),
    "mfa_activate_totp": page(MASUK, "get", "post"),
    "mfa_deactivate_totp": page(NIHIL),
    "mfa_view_recovery_codes": page(NIHIL),  # exists with a second factor only
    "mfa_generate_recovery_codes": page(MASUK),
    "mfa_download_recovery_codes": page(NIHIL),
    "core:beranda": page(MASUK),
    "core:menu": page(MASUK),
    "core:cari": page(MASUK, "get", "post"),
    "core:tugas_list": page(MASUK),
    # Whom it was given to, or delegated to today: here HR of the unit, in the other agency its HR.
    "core:tugas_open": Cell(UNIT, UNIT_LAIN, LAIN, objek="tugas"),
    "core:tugas_bulk": Cell(HR | LAIN, methods=("get", "post"), extra={}, kueri="?jenis=pegawai.laporan_data"),
    "core:delegasi_list": page(MASUK),
    # Who gave it and who received it.
    "core:delegasi_end": Cell(BKD | SISTEM, NIHIL, LAIN, ("post",), "delegasi"),
    "core:notifikasi_list": page(MASUK),
    "core:notifikasi_read_all": page(MASUK, "post"),
    "core:notifikasi_read": Cell(MASUK, MASUK, MASUK, ("post",), "any_id"),  # marks own rows only, answers alike
    "core:aktivasi_kontak": page(MASUK, "get", "post"),
    "core:akun": page(MASUK),
    "core:kontak": page(MASUK, "get", "post"),
    "core:pemberitahuan_atur": page(MASUK, "get", "post"),
    "core:peran_saya": page(MASUK),
    "core:perangkat_list": page(MASUK),
    "core:perangkat_end_all": page(MASUK, "post"),
    "core:perangkat_end": Cell(MASUK, methods=("post",), extra={"pk": "999999"}),
    "core:token_list": page(MASUK),
    "core:token_add": page(MASUK, "get", "post"),
    "core:token_revoke": Cell(frozenset({"pegawai"}), NIHIL, NIHIL, ("post",), "token"),
    "core:dokumen_api": page(SEMUA),
    # Whose draft it is.
    "core:draf_discard": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "draf"),
    "core:privasi": page(MASUK, "get", "post"),
    "core:lanjutkan": page(MASUK, "get", "post"),
    # Roles
    "core:peran_list": page(HR | PENGELOLA | AUDITOR | LAIN),
    "core:usulan_add": page(PENGELOLA | LAIN, "get", "post"),
    "core:usulan_detail": Cell(PENGELOLA | AUDITOR, PENGELOLA | AUDITOR, LAIN, objek="usulan"),
    # The one admin of the other agency is the proposer there: he never decides his own.
    "core:usulan_decide": Cell(PENGELOLA, PENGELOLA, NIHIL, ("post",), "usulan", {"keputusan": "setuju"}),
    "core:operator_add": page(HR | LAIN, "get", "post"),
    "core:peran_end": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "operator"),
    "core:penyiap_list": page(PEMUTUS, "get", "post"),
    "core:penyiap_end": Cell(BKD, NIHIL, LAIN, ("post",), "penyiap"),  # the official who named him, here admin_bkd
    # Documents: the owner, HR of scope
    "berkas:masa_simpan": page(BKD | LAIN, "get", "post"),
    "berkas:musnah_detail": Cell(BKD, BKD, LAIN, objek="usulan_musnah"),
    # The one admin of the other agency is the proposer there: he never decides his own.
    "berkas:musnah_decide": Cell(BKD, BKD, NIHIL, ("post",), "usulan_musnah", {"keputusan": "setuju"}),
    "berkas:dokumen_hold": Cell(BKD, BKD, LAIN, ("get", "post"), "dokumen"),
    "berkas:dokumen_release": Cell(BKD, BKD, LAIN, ("post",), "penahanan"),
    "berkas:dokumen_list": page(MASUK),
    "berkas:dokumen_add": page(MASUK, "get", "post"),
    "berkas:dokumen_detail": Cell(PEMILIK | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="dokumen"),
    "berkas:dokumen_file": Cell(PEMILIK | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="dokumen"),
    "berkas:dokumen_preview": Cell(PEMILIK | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="dokumen"),
    "berkas:dokumen_replace": Cell(PEMILIK | BKD, BKD, LAIN, ("get", "post"), "dokumen"),
    # Official papers. One waits for the signature in each target: made by HR, initialled and signed by the superiors.
    "berkas:naskah_list": page(MASUK),
    "berkas:nomor_list": page(HR | AUDITOR | LAIN),
    "berkas:naskah_sign_many": page(MASUK, "get", "post"),
    "berkas:naskah_add": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "naskah_tentang"),
    "berkas:naskah_detail": Cell(NASKAH, NASKAH_LAIN, LAIN, objek="naskah"),
    "berkas:naskah_file": Cell(NASKAH, NASKAH_LAIN, LAIN, objek="naskah"),
    "berkas:naskah_page": Cell(NASKAH, NASKAH_LAIN, LAIN, objek="naskah", extra={"nomor": "1"}),
    "berkas:naskah_change": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "naskah"),
    "berkas:naskah_submit": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "naskah"),
    "berkas:naskah_initial": Cell(PARAF, PARAF, NIHIL, ("post",), "naskah"),
    "berkas:naskah_return": Cell(TTD, TTD, NIHIL, ("get", "post"), "naskah"),
    "berkas:naskah_cancel": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "naskah"),
    "berkas:naskah_sign": Cell(TTD, TTD, NIHIL, ("get", "post"), "naskah"),
    "berkas:naskah_print": Cell(UNIT | BKD | TTD, UNIT_LAIN | BKD | TTD, LAIN, ("post",), "naskah"),
    "berkas:naskah_upload": Cell(UNIT | BKD | TTD, UNIT_LAIN | BKD | TTD, LAIN, ("get", "post"), "naskah"),
    # The scan was uploaded by HR of the province: the others confirm it.
    "berkas:naskah_confirm": Cell(UNIT | TTD | PARAF, UNIT_LAIN | TTD | PARAF, NIHIL, ("post",), "naskah_pindaian"),
    "berkas:naskah_refuse": Cell(
        UNIT | TTD | PARAF, UNIT_LAIN | TTD | PARAF, NIHIL, ("get", "post"), "naskah_pindaian"
    ),
    "berkas:naskah_withdraw": Cell(UNIT | BKD | TTD, UNIT_LAIN | BKD | TTD, LAIN, ("get", "post"), "naskah"),
    "berkas:periksa_dokumen": page(SEMUA, "get", "post"),
    "pegawai:dokumen_orang": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="pegawai"),
    "berkas:unggahan_add": page(MASUK, "post"),
    "berkas:unggahan_detail": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "unggahan"),
    # Organisation
    "core:unit_list": page(MASUK),
    "core:unit_detail": Cell(INSTANSI, INSTANSI, LAIN, objek="unit"),
    "core:unit_add": page(BKD | LAIN, "get", "post"),
    "core:unit_change": Cell(BKD, BKD, LAIN, ("get", "post"), "unit"),
    "core:unit_letak": Cell(BKD, BKD, LAIN, ("get", "post"), "unit"),
    "core:unit_end": Cell(BKD, BKD, LAIN, ("get", "post"), "unit"),
    # The law, and the days without work: open to everybody
    "core:aturan_list": page(SEMUA),
    "core:aturan_detail": Cell(SEMUA, extra={"nama": "ikm"}),
    "core:kalkulator_list": page(SEMUA),
    "core:kalkulator": Cell(SEMUA, methods=("get", "post"), extra={"nama": "ikm"}),
    "core:hari_libur": page(SEMUA),
    "core:hari_libur_change": Cell(BKD | LAIN, methods=("get", "post"), extra={"tahun": "2027"}),
    # Accounts without a person, settings, schedules, trace
    "core:akun_lain_list": page(PENGELOLA | LAIN),
    "core:akun_lain_add": page(PENGELOLA | LAIN, "get", "post"),
    "core:akun_lain_detail": Cell(PENGELOLA, PENGELOLA, LAIN, objek="akun"),
    "core:akun_lain_slip": Cell(PENGELOLA, PENGELOLA, LAIN, ("post",), "akun_tanpa_orang"),
    "core:akun_lain_act": Cell(PENGELOLA, PENGELOLA, LAIN, ("post",), "akun", {"tindakan": "keluarkan"}),
    "pegawai:surat_tugas_list": page(AUDITOR | BKD | LAIN),
    "pegawai:surat_tugas_add": Cell(AUDITOR, AUDITOR, NIHIL, ("get", "post"), "pegawai"),
    "pegawai:surat_tugas_detail": Cell(AUDITOR | BKD, AUDITOR | BKD, LAIN, objek="surat_tugas"),
    "pegawai:surat_tugas_decide": Cell(BKD, BKD, NIHIL, ("post",), "surat_tugas", {"keputusan": "setuju"}),
    "core:pemulihan_detail": Cell(PENGELOLA | UNIT, PENGELOLA, LAIN, objek="pemulihan"),
    "core:pemulihan_decide": Cell(PENGELOLA, PENGELOLA, NIHIL, ("post",), "pemulihan", {"keputusan": "setuju"}),
    "core:pengaturan": page(PENGELOLA | LAIN),
    "core:pengaturan_change": Cell(PENGELOLA | LAIN, methods=("get", "post"), extra={"kunci": "kota"}),
    "core:jadwal_list": page(SISTEM),
    "core:jadwal_change": Cell(SISTEM, SISTEM, SISTEM, ("get", "post"), "jadwal"),
    "core:job_release": Cell(SISTEM, SISTEM, SISTEM, ("post",), "pekerjaan"),
    # Jobs: their owner only, by page, by file, by button; the system's keepers repeat what was parked.
    "core:pekerjaan_list": page(MASUK),
    "core:pekerjaan_sistem": page(SISTEM),
    "core:pekerjaan_detail": Cell(frozenset({"pegawai"}), objek="pekerjaan_latar"),
    "core:pekerjaan_cancel": Cell(frozenset({"pegawai"}), methods=("post",), objek="pekerjaan_latar"),
    "core:pekerjaan_retry": Cell(frozenset({"pegawai"}) | SISTEM, SISTEM, NIHIL, ("post",), "pekerjaan_parkir"),
    "core:berkas_hasil": Cell(frozenset({"pegawai"}), objek="berkas_hasil"),
    # Lists taken out, and kept ones
    "lembar:unduh": Cell(UNIT | UNIT_LAIN | BKD | LAIN, methods=("get", "post"), extra={"nama": "pegawai"}),
    "lembar:daftar_list": page(MASUK),
    "lembar:daftar_simpan": Cell(MASUK, methods=("get", "post"), extra={"nama": "unit"}),
    "lembar:daftar_ubah": Cell(frozenset({"pegawai"}), methods=("get", "post"), objek="daftar_tersimpan"),
    "lembar:daftar_hapus": Cell(frozenset({"pegawai"}), methods=("post",), objek="daftar_tersimpan"),
    # Tables brought in: HR of the province, each only the own files
    "lembar:impor_list": page(BKD | LAIN),
    "lembar:impor_templat": Cell(BKD | LAIN, extra={"nama": "penempatan"}),
    "lembar:impor_unggah": Cell(BKD | LAIN, methods=("get", "post"), extra={"nama": "penempatan"}),
    "lembar:impor_detail": Cell(BKD, NIHIL, LAIN, objek="impor"),
    "lembar:impor_kolom": Cell(BKD, NIHIL, LAIN, ("get", "post"), "impor"),
    "lembar:impor_terapkan": Cell(BKD, NIHIL, LAIN, ("post",), "impor"),
    "lembar:impor_batal": Cell(BKD, NIHIL, LAIN, ("post",), "impor"),
    "lembar:impor_tarik": Cell(BKD, NIHIL, LAIN, ("post",), "impor"),
    "lembar:impor_lanjut": Cell(BKD, NIHIL, LAIN, ("post",), "impor"),
    "core:jejak_list": page(HR | PENGELOLA | AUDITOR | LAIN),
    "core:jejak_detail": Cell(UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="tindakan"),
    # Help, looking as somebody else, announcements, guides
    "core:tiket_list": page(MASUK),
    "core:tiket_masuk": page(HR | PENGELOLA | LAIN),
    "core:tiket_add": page(MASUK, "get", "post"),
    # Whoever asked and the nearest HR up the tree; HR of the province sees every request of its agency.
    "core:tiket_detail": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="tiket"),
    "core:tiket_act": Cell(
        frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "tiket", {"tindakan": "balas"}
    ),
    # Other HR of the province are administrators themselves: never looked at.
    "core:lihat_mulai": Cell(BKD, BKD, LAIN, ("get", "post"), "akun_biasa"),
    "core:lihat_berhenti": page(MASUK, "post"),
    "core:pengumuman_list": page(MASUK),
    "core:pengumuman_kelola": page(HR | AUDITOR | LAIN),
    "core:pengumuman_add": page(HR | LAIN, "get", "post"),
    # Whom it reaches: here the people of the unit, those with a role at it, and who may read the figures.
    "core:pengumuman_detail": Cell(
        ORANG | UNIT | BKD | AUDITOR | frozenset({"pimpinan", "penanda_tangan"}),
        UNIT_LAIN | BKD | AUDITOR,
        LAIN,
        objek="pengumuman",
    ),
    "core:pengumuman_read": Cell(
        ORANG | UNIT | BKD | AUDITOR | frozenset({"pimpinan", "penanda_tangan"}),
        UNIT_LAIN | BKD | AUDITOR,
        LAIN,
        ("post",),
        "pengumuman",
    ),
    "core:pengumuman_correct": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "pengumuman"),
    "core:pengumuman_end": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "pengumuman"),
    "core:panduan": page(MASUK),
    "core:panduan_close": page(MASUK, "post"),
    "core:panduan_open": page(MASUK, "post"),
    "core:perubahan": page(MASUK),
    "core:gaya": page(NIHIL, "get", "post"),  # in demo mode only
    # People
    "pegawai:periksa_data": page(MASUK),
    "pegawai:akses_saya": page(ORANG),
    "pegawai:profil_saya": page(ORANG),
    "pegawai:pegawai_list": page(MASUK),
    "pegawai:pegawai_detail": Cell(INSTANSI, INSTANSI, LAIN, objek="pegawai"),
    # The file: the person, the superiors, HR of scope, auditors. What is masked opens for the person and HR.
    "pegawai:berkas": Cell(BERKAS, ORANG_LAIN, LAIN, objek="pegawai"),
    "pegawai:berkas_buka": Cell(
        PEMILIK | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="pegawai", extra={"bagian": "keluarga"}
    ),
    "pegawai:nomor_reveal": Cell(PEMILIK | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="pegawai", extra={"nomor": "npwp"}),
    "pegawai:sekali_change": Cell(BKD, BKD, LAIN, ("get", "post"), "pegawai", {"kunci": "kepegawaian"}),
    "pegawai:riwayat_detail": Cell(BERKAS, ORANG_LAIN, LAIN, objek="riwayat", extra={"kunci": "kedudukan"}),
    "pegawai:riwayat_add": Cell(BKD, BKD, LAIN, ("get", "post"), "pegawai", {"kunci": "kedudukan"}),
    "pegawai:riwayat_change": Cell(BKD, BKD, LAIN, ("get", "post"), "riwayat", {"kunci": "kedudukan"}),
    "pegawai:riwayat_withdraw": Cell(BKD, BKD, LAIN, ("get", "post"), "riwayat", {"kunci": "kedudukan"}),
    # Proposals about the own file: the person, and HR of scope, which decides.
    "pegawai:usulan_data_list": page(MASUK),
    "pegawai:usulan_data_pilih": page(ORANG),
    "pegawai:usulan_data_add": Cell(ORANG, methods=("get", "post"), extra={"kunci": "keluarga"}),
    "pegawai:usulan_data_detail": Cell(PEMILIK | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="usulan_data"),
    "pegawai:usulan_data_revise": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "usulan_data"),
    "pegawai:usulan_data_withdraw": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "usulan_data"),
    # BKN's lists are the same for every agency; a file belongs to whoever brought it.
    "pegawai:referensi_list": page(BKD | LAIN),
    "pegawai:referensi_detail": Cell(BKD | LAIN, extra={"jenis": "agama"}),
    "pegawai:referensi_unggah": Cell(BKD | LAIN, methods=("get", "post"), extra={"jenis": "agama"}),
    "pegawai:referensi_pilihan": Cell(MASUK, extra={"jenis": "pendidikan"}, kueri="?isian=x&x=hukum"),
    "pegawai:muatan_detail": Cell(BKD, NIHIL, LAIN, objek="muatan"),
    "pegawai:muatan_terapkan": Cell(BKD, NIHIL, LAIN, ("post",), "muatan"),
    "pegawai:muatan_batal": Cell(BKD, NIHIL, LAIN, ("post",), "muatan"),
    "pegawai:tim": page(frozenset({"atasan", "atasan_penilai"})),
    "rekap:rekap": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "rekap:unduh": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN, "post"),
    "rekap:unit_list": Cell(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN, kueri="?apa=unit"),
    "pegawai:rekap_orang": page(HR | AUDITOR | LAIN),
    "pegawai:angka": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "pegawai:unit_orang": Cell(INSTANSI, INSTANSI, LAIN, objek="unit"),
    "pegawai:nik_reveal": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "pegawai"),
    "pegawai:pindah": Cell(BKD, BKD, LAIN, ("get", "post"), "pegawai"),
    "pegawai:atasan": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "pegawai"),
    "pegawai:akun_list": page(HR | LAIN),
    "pegawai:slip_print": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "slip"),
    "pegawai:pulihkan": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "pegawai"),
    "pegawai:laporan_list": page(MASUK),
    "pegawai:laporan_add": page(ORANG, "get", "post"),
    "pegawai:laporan_orang": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="pegawai"),
    "pegawai:laporan_detail": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="laporan"),
    # API
    "api:skema": page(SEMUA),
    "api:aturan_list": page(SEMUA),
    "api:aturan": Cell(SEMUA, methods=("get", "post"), extra={"nama": "ikm"}),
    "api:saya": page(MASUK),
    "api:unit_list": page(MASUK),
    "api:unit_detail": Cell(INSTANSI, INSTANSI, LAIN, objek="unit"),
    "api:unit_bawahan": Cell(INSTANSI, INSTANSI, LAIN, objek="unit"),
    "api:draf": page(MASUK, "post"),
    "api:tugas_list": page(MASUK),
    "api:tugas_buka": Cell(UNIT, UNIT_LAIN, LAIN, ("post",), "tugas"),
    "api:tugas_putuskan": page(MASUK, "post"),  # everybody may send; the kind decides who may decide
    "api:pengumuman_list": page(MASUK),
    "api:pengumuman_detail": Cell(PEMBACA, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="pengumuman"),
    "api:pengumuman_baca": Cell(PEMBACA, UNIT_LAIN | BKD | AUDITOR, LAIN, ("post",), "pengumuman"),
    "api:notifikasi_list": page(MASUK),
    "api:notifikasi_baca_semua": page(MASUK, "post"),
    "api:notifikasi_baca": Cell(frozenset({"pegawai"}), NIHIL, NIHIL, ("post",), "notifikasi"),
    "api:rekap": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "api:laporan_list": page(MASUK, "get", "post"),
    "api:laporan_detail": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="laporan"),
    "api:laporan_jawab": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "laporan"),
    "api:pegawai_list": page(MASUK),
    "api:pegawai_detail": Cell(INSTANSI, INSTANSI, LAIN, objek="pegawai"),
}
