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


ATASAN = frozenset({"atasan", "atasan_penilai"})
BERKAS = PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR  # who reads the file of somebody of the own unit
ORANG_LAIN = UNIT_LAIN | BKD | AUDITOR  # and of another one
PEMBACA = ORANG | UNIT | BKD | AUDITOR | frozenset({"pimpinan", "penanda_tangan"})  # of an announcement of the unit


# Papers of the walk: initialled by the superior, signed by the one above.
PARAF, TTD = frozenset({"atasan"}), frozenset({"atasan_penilai"})
NASKAH, NASKAH_LAIN = UNIT | BKD | AUDITOR | PARAF | TTD, UNIT_LAIN | BKD | AUDITOR | PARAF | TTD


# The map of positions: everybody with a record, and who works with the whole of it; HR of a unit sees its own.
PETA = ORANG | BKD | AUDITOR | frozenset({"komite_talenta", "pengelola_pelatihan", "pimpinan"})


# Learning: everybody with a record looks into the catalogue; staff of training keep it for the whole agency.
LATIH = frozenset({"pengelola_pelatihan"})
KATALOG = ORANG | HR | LATIH | AUDITOR | frozenset({"pimpinan"})
KELOLA, ANGKA = LATIH | BKD, LATIH | BKD | AUDITOR
BUTUH = HR | LATIH | AUDITOR | {"pimpinan"}  # needs and plans of units, as sums
BELAJAR, BELAJAR_LAIN = PEMILIK | {"atasan"} | UNIT | ANGKA, UNIT_LAIN | ANGKA


# Runs of merit: HR of the province and auditors all of them, committee and leaders the published ones.
MERIT = BKD | AUDITOR
KOMITE = frozenset({"komite_talenta"})
PUTARAN = MERIT | KOMITE | frozenset({"pimpinan"})


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
    "core:delegasi_end": Cell(BKD | SISTEM, NIHIL, LAIN, ("get", "post"), "delegasi"),
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
    "core:token_revoke": Cell(frozenset({"pegawai"}), NIHIL, NIHIL, ("get", "post"), "token"),
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
    "core:penyiap_end": Cell(
        BKD, NIHIL, LAIN, ("get", "post"), "penyiap"
    ),  # the official who named him, here admin_bkd
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
    "pegawai:berhenti_list": page(HR | LAIN),
    "pegawai:berhenti_add": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "pegawai"),
    "pegawai:berhenti_detail": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="berhenti"),
    # Recorded by HR of the unit (in the other units by a second one of the province), decided by HR of the province.
    "pegawai:berhenti_decide": Cell(BKD, BKD, NIHIL, ("post",), "berhenti", {"keputusan": "setuju"}),
    "pegawai:berhenti_cancel": Cell(UNIT | BKD, BKD, LAIN, ("get", "post"), "berhenti"),
    "pegawai:urusan_settle": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "urusan"),
    # For HR of another unit or agency the chosen person is nobody: back to the list.
    "pegawai:pegawai_massal": Cell(HR | LAIN, methods=("post",), extra={"tindakan": "atasan"}),
    "pegawai:massal_hasil": page(HR | LAIN),
    "pegawai:penerimaan_list": page(HR | LAIN),
    "pegawai:penerimaan_detail": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="penerimaan"),
    "pegawai:penerimaan_slip": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "penerimaan"),
    "pegawai:penerimaan_spmt": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "penerimaan"),
    "pegawai:penerimaan_naskah": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "penerimaan"),
    "pegawai:putaran_list": page(HR | LAIN),
    "pegawai:putaran_add": page(BKD | LAIN, "get", "post"),
    "pegawai:putaran_detail": Cell(HR, HR, LAIN, objek="putaran"),
    "pegawai:putaran_massal": Cell(HR, HR, LAIN, ("post",), "putaran", {"tindakan": "usul"}),
    "pegawai:putaran_refresh": Cell(BKD, BKD, LAIN, ("post",), "putaran"),
    "pegawai:putaran_close": Cell(BKD, BKD, LAIN, ("post",), "putaran"),
    "pegawai:putaran_reopen": Cell(BKD, BKD, LAIN, ("post",), "putaran"),
    "pegawai:putaran_cancel": Cell(BKD, BKD, LAIN, ("get", "post"), "putaran"),
    "pegawai:putaran_print": Cell(HR, HR, LAIN, ("post",), "putaran"),
    "pegawai:putaran_naskah": Cell(BKD, BKD, LAIN, ("get", "post"), "putaran"),
    "pegawai:butir_detail": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "butir"),
    "pegawai:butir_luar": Cell(BKD, BKD, LAIN, ("get", "post"), "butir"),
    "pegawai:migrasi": page(HR | AUDITOR | LAIN),
    "pegawai:migrasi_baris": page(HR | AUDITOR | LAIN),
    "pegawai:migrasi_kolok_list": page(BKD | LAIN),
    "pegawai:migrasi_kojab_list": page(BKD | LAIN),
    "pegawai:migrasi_cocokkan": page(BKD | LAIN, "post"),
    "pegawai:migrasi_tutup": page(BKD | LAIN, "post"),
    "pegawai:migrasi_putus": Cell(BKD, BKD, LAIN, ("get", "post"), "simpeg"),
    "pegawai:migrasi_kolok_sahkan": page(BKD | LAIN, "post"),
    "pegawai:migrasi_kojab_sahkan": page(BKD | LAIN, "post"),
    "pegawai:migrasi_kolok": Cell(BKD, BKD, LAIN, ("get", "post"), "kolok"),
    "pegawai:migrasi_kojab": Cell(BKD, BKD, LAIN, ("get", "post"), "kojab"),
    "pegawai:migrasi_sahkan": page(UNIT | UNIT_LAIN, "get", "post"),
    "pegawai:surat_tugas_list": page(AUDITOR | BKD | LAIN),
    "pegawai:surat_tugas_add": Cell(AUDITOR, AUDITOR, NIHIL, ("get", "post"), "pegawai"),
    "pegawai:surat_tugas_unit_add": page(AUDITOR, "get", "post"),
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
    "core:pekerjaan_cancel": Cell(frozenset({"pegawai"}), methods=("get", "post"), objek="pekerjaan_latar"),
    "core:pekerjaan_retry": Cell(frozenset({"pegawai"}) | SISTEM, SISTEM, NIHIL, ("post",), "pekerjaan_parkir"),
    "core:berkas_hasil": Cell(frozenset({"pegawai"}), objek="berkas_hasil"),
    # Lists taken out, and kept ones
    "lembar:unduh": Cell(UNIT | UNIT_LAIN | BKD | LAIN, methods=("get", "post"), extra={"nama": "pegawai"}),
    "lembar:daftar_list": page(MASUK),
    "lembar:daftar_simpan": Cell(MASUK, methods=("get", "post"), extra={"nama": "unit"}),
    "lembar:daftar_ubah": Cell(frozenset({"pegawai"}), methods=("get", "post"), objek="daftar_tersimpan"),
    "lembar:daftar_hapus": Cell(frozenset({"pegawai"}), methods=("get", "post"), objek="daftar_tersimpan"),
    # Tables brought in: HR of the province, each only the own files
    "lembar:impor_list": page(HR | LAIN | LATIH | frozenset({"asesor"})),
    "lembar:impor_templat": Cell(BKD | LAIN, extra={"nama": "penempatan"}),
    "lembar:impor_unggah": Cell(BKD | LAIN, methods=("get", "post"), extra={"nama": "penempatan"}),
    "lembar:impor_detail": Cell(BKD, NIHIL, LAIN, objek="impor"),
    "lembar:impor_kolom": Cell(BKD, NIHIL, LAIN, ("get", "post"), "impor"),
    "lembar:impor_terapkan": Cell(BKD, NIHIL, LAIN, ("post",), "impor"),
    "lembar:impor_batal": Cell(BKD, NIHIL, LAIN, ("get", "post"), "impor"),
    "lembar:impor_tarik": Cell(BKD, NIHIL, LAIN, ("get", "post"), "impor"),
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
    "pegawai:berkas_siasn": Cell(BKD, BKD, LAIN, objek="pegawai"),
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
    "pegawai:peringatan_list": page(HR | AUDITOR | ATASAN | LAIN),
    "pegawai:peringatan_rows": page(HR | AUDITOR | ATASAN | LAIN),
    "pegawai:peringatan_disiplin": page(BKD | LAIN, "get", "post"),
    "pegawai:peringatan_saya": page(ORANG),
    "pegawai:peringatan_pegawai": Cell(BERKAS, ORANG_LAIN, LAIN, objek="pegawai"),
    "pegawai:urusan_detail": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "urusan_bulan"),
    "pegawai:kgb_bulan": page(HR | LAIN, "get", "post"),
    "pegawai:kp_banyak": page(HR | LAIN, "get", "post"),
    "pegawai:kp_daftar": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="daftar_kp"),
    "pegawai:kp_butir_remove": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "butir_kp"),
    "pegawai:pertek_kp": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "pegawai"),
    "pegawai:tarikan_list": page(BKD | LAIN),
    "pegawai:tarikan_add": page(BKD | LAIN, "post"),
    "pegawai:tarikan_detail": Cell(BKD, BKD, LAIN, ("get", "post"), "tarikan"),
    "pegawai:tarikan_ambil": Cell(BKD, BKD, LAIN, ("post",), "tarikan"),
    "pegawai:tarikan_tutup": Cell(BKD, BKD, LAIN, ("post",), "tarikan"),
    "pegawai:usul_kp": page(HR | LAIN, "get", "post"),
    "pegawai:surat_list": page(HR | LAIN),
    "pegawai:surat_detail": Cell(HR | LAIN, extra={"jenis": "surat_kgb"}),
    "pegawai:surat_change": Cell(BKD | LAIN, methods=("get", "post"), extra={"jenis": "surat_kgb"}),
    "pegawai:data_saya": page(MASUK, "get", "post"),
    # Papers about oneself; the photo is part of the directory (here of somebody without one).
    "pegawai:kertas_saya": page(ORANG),
    "pegawai:kertas_kp4": page(ORANG, "get", "post"),
    "pegawai:kertas_dpcp": page(ORANG),
    "pegawai:kertas_unduh": Cell(ORANG, extra={"kunci": "drh"}),
    "pegawai:kertas_orang": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "pegawai"),
    "pegawai:foto_saya": page(ORANG, "get", "post"),
    "pegawai:foto_hapus": page(ORANG, "post"),
    "pegawai:foto": Cell(INSTANSI, INSTANSI, LAIN, objek="berfoto"),
    "jabatan:peta": Cell(PETA | UNIT | UNIT_LAIN | LAIN),
    "jabatan:jabatan_list": Cell(PETA | UNIT | UNIT_LAIN | LAIN),
    "jabatan:peta_unit": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="unit"),
    "jabatan:peta_cabang": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="unit"),
    "jabatan:peta_beda": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="unit"),
    "jabatan:peta_pdf": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="unit"),
    "jabatan:jabatan_detail": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="jabatan"),
    "jabatan:jabatan_add": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "unit"),
    "jabatan:jabatan_change": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan"),
    "jabatan:jabatan_end": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan"),
    "jabatan:jabatan_undo": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan"),
    "jabatan:jabatan_place": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan"),
    "jabatan:penempatan_end": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "penempatan"),
    "jabatan:penempatan_change": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "penempatan"),
    "jabatan:penempatan_undo": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "penempatan"),
    "jabatan:laporan_atasan": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "laporan_atasan"),
    "jabatan:dampak": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="jabatan_tunggal"),
    "jabatan:serah_terima": Cell(BKD | UNIT | AUDITOR, BKD | UNIT_LAIN | AUDITOR, LAIN, ("get", "post"), "keanggotaan"),
    # The file as of days before the move: HR of the former unit only, for its 90 days (the walk: nobody is a former unit's).
    "jabatan:serah_terima_berkas": Cell(NIHIL, NIHIL, NIHIL, ("get", "post"), "keanggotaan"),
    "jabatan:serah_terima_list": page(HR | AUDITOR | LAIN),
    "jabatan:koordinasi": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="unit"),
    "jabatan:koordinasi_add": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "unit"),
    "jabatan:koordinasi_end": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "koordinasi"),
    "jabatan:pejabat_add": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan_negara"),
    "jabatan:pejabat_end": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "pejabat"),
    "jabatan:luar_add": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "pegawai"),
    "jabatan:luar_end": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "luar_peta"),
    "jabatan:jabatan_orang": Cell(BERKAS, ORANG_LAIN, LAIN, objek="pegawai"),
    "jabatan:mengapa_atasan": Cell(BERKAS, ORANG_LAIN, LAIN, objek="pegawai"),
    "jabatan:mengapa_saya": page(ORANG),
    # Task teams and calls: read like the map, kept by HR of the unit; the permission is the superior's.
    "jabatan:tim_list": page(PETA | UNIT | UNIT_LAIN | LAIN),
    "jabatan:tim_add": page(HR | LAIN, "get", "post"),
    "jabatan:tim_detail": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="tim"),
    **{
        f"jabatan:{nama}": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "tim")
        for nama in ("tim_change", "tim_anggota", "tim_indikator", "tim_akhir", "tim_surat", "panggilan_tim")
    },
    "jabatan:tim_cari": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, objek="tim"),
    "jabatan:tim_mulai": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("post",), "tim"),
    "jabatan:anggota_end": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "anggota_tim"),
    "jabatan:indikator_nilai": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "indikator_tim"),
    "jabatan:panggilan_list": page(PETA | UNIT | UNIT_LAIN | LAIN),
    "jabatan:panggilan_detail": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="panggilan"),
    "jabatan:panggilan_daftar": Cell(ORANG, ORANG, NIHIL, ("post",), "panggilan"),
    "jabatan:panggilan_jabatan": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan"),
    "jabatan:panggilan_end": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "panggilan"),
    "jabatan:lamaran_tarik": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "lamaran"),
    "jabatan:lamaran_izin": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "lamaran"),
    "jabatan:lamaran_pilih": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "lamaran"),
    # Rounds of moves: sealed ones for those who were let in (the walk: both managers of the province).
    "jabatan:mutasi_list": page(BKD | AUDITOR | LAIN),
    "jabatan:larangan_list": page(BKD | AUDITOR | LAIN),
    "jabatan:larangan_add": page(BKD | LAIN, "get", "post"),
    "jabatan:larangan_change": Cell(BKD, BKD, LAIN, ("get", "post"), "pemilihan"),
    "jabatan:larangan_withdraw": Cell(BKD, BKD, LAIN, ("get", "post"), "pemilihan"),
    "jabatan:mutasi_add": page(BKD | LAIN, "get", "post"),
    "jabatan:mutasi_detail": Cell(BKD, BKD, LAIN, objek="mutasi"),
    "jabatan:mutasi_change": Cell(BKD, BKD, LAIN, ("get", "post"), "mutasi"),
    "jabatan:mutasi_tambah": Cell(BKD, BKD, LAIN, ("get", "post"), "mutasi"),
    "jabatan:mutasi_pemegang": Cell(BKD, BKD, LAIN, ("get", "post"), "mutasi"),
    "jabatan:mutasi_naskah": Cell(BKD, BKD, LAIN, ("get", "post"), "mutasi"),
    "jabatan:mutasi_ulang": Cell(BKD, BKD, LAIN, ("post",), "mutasi_selesai"),
    "jabatan:mutasi_langkah": Cell(BKD, BKD, LAIN, ("get", "post"), "mutasi", {"langkah": "batalkan"}),
    "jabatan:butir_mutasi": Cell(BKD, BKD, LAIN, ("get", "post"), "butir_mutasi"),
    "jabatan:butir_keluar": Cell(BKD, BKD, LAIN, ("get", "post"), "butir_mutasi"),
    # What posts need: read like the map; a seat is described by HR of its unit, a nomenclature by HR of the province.
    # The drafting room: HR of scope and auditors; its maker changes it, HR of the province (never its maker) publishes.
    "jabatan:rancangan_list": page(BKD | UNIT | UNIT_LAIN | AUDITOR | LAIN),
    "jabatan:rancangan_add": page(BKD | UNIT | UNIT_LAIN | LAIN, "get", "post"),
    "jabatan:rancangan_detail": Cell(BKD | UNIT | AUDITOR, BKD | UNIT_LAIN | AUDITOR, LAIN, objek="rancangan"),
    "jabatan:rancangan_compare": Cell(BKD | UNIT | AUDITOR, BKD | UNIT_LAIN | AUDITOR, LAIN, objek="rancangan"),
    "jabatan:rancangan_copy": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "rancangan"),
    "jabatan:rancangan_change": Cell(UNIT, UNIT_LAIN, LAIN, ("get", "post"), "rancangan"),
    "jabatan:langkah_add": Cell(UNIT, UNIT_LAIN, LAIN, ("get", "post"), "rancangan", {"jenis": "unit_bentuk"}),
    "jabatan:langkah_remove": Cell(UNIT, UNIT_LAIN, LAIN, ("post",), "langkah_rancangan"),
    "jabatan:rancangan_act": Cell(UNIT, UNIT_LAIN, LAIN, ("post",), "rancangan", {"tindakan": "ajukan"}),
    "jabatan:rancangan_return": Cell(BKD, BKD, NIHIL, ("get", "post"), "rancangan"),
    "jabatan:rancangan_publish": Cell(BKD, BKD, NIHIL, ("get", "post"), "rancangan"),
    "jabatan:rancangan_undo": Cell(BKD, BKD, LAIN, ("get", "post"), "rancangan"),
    "jabatan:perlu": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="jabatan"),
    "jabatan:perlu_pdf": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="jabatan"),
    "jabatan:standar_change": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan"),
    "jabatan:syarat_change": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan"),
    "jabatan:abk_list": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="jabatan"),
    "jabatan:abk_detail": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="abk"),
    "jabatan:abk_pdf": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="abk"),
    "jabatan:abk_change": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "abk"),
    "jabatan:abk_take": Cell(BKD, BKD, LAIN, ("get", "post"), "abk"),
    "jabatan:informasi": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="jabatan"),
    "jabatan:informasi_pdf": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="jabatan"),
    "jabatan:informasi_change": Cell(BKD | UNIT, BKD | UNIT_LAIN, LAIN, ("get", "post"), "jabatan"),
    "jabatan:evaluasi": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="jabatan"),
    "jabatan:evaluasi_pdf": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="evaluasi_jabatan"),
    "jabatan:evaluasi_change": Cell(BKD, BKD, LAIN, ("get", "post"), "jabatan"),
    "jabatan:evaluasi_take": Cell(BKD, BKD, LAIN, ("get", "post"), "evaluasi_jabatan_ambil"),
    "jabatan:calon_list": Cell(BKD, BKD, LAIN, objek="jabatan"),
    "jabatan:karier": Cell(BERKAS, ORANG_LAIN, LAIN, objek="pegawai"),
    "jabatan:karier_saya": page(ORANG),
    "jabatan:nomenklatur_list": page(PETA | LAIN),
    "jabatan:kamus_list": page(PETA | UNIT | UNIT_LAIN | LAIN),
    "jabatan:kamus_add": page(BKD | LAIN, "get", "post"),
    "jabatan:kamus_change": Cell(BKD, BKD, LAIN, ("get", "post"), "kompetensi"),
    # Performance: the owner writes, the superior of today decides; whoever is in reach reads what was sent.
    "kinerja:saya": page(ORANG),
    "kinerja:skp_create": Cell(ORANG, methods=("get", "post"), extra={"tahun": "2026"}),
    "kinerja:tim": page(frozenset({"atasan", "atasan_penilai"})),
    "kinerja:unit": page(HR | AUDITOR | LAIN | {"pimpinan"}),
    # Reminding goes to whoever has not sent a plan: without a year and a unit in reach there is nothing to remind of.
    "kinerja:remind": page(NIHIL, "post"),
    "kinerja:target_list": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="unit"),
    "kinerja:iku_add": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "unit", {"tahun": "2026"}),
    "kinerja:iku_change": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("get", "post"), "iku"),
    "kinerja:iku_delete": Cell(UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "iku"),
    "kinerja:periode_list": page(BKD | LAIN),
    "kinerja:periode_add": page(BKD | LAIN, "get", "post"),
    "kinerja:siasn_massal": Cell(BKD | LAIN, methods=("get", "post"), extra={"tahun": "2026"}),
    "kinerja:tenggat_change": Cell(BKD, BKD, LAIN, ("get", "post"), "tenggat"),
    "kinerja:tambahan_add": Cell(BKD, BKD, LAIN, ("get", "post"), "tenggat"),
    "kinerja:skp_detail": Cell(
        PEMILIK | {"atasan", "pimpinan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="skp"
    ),
    "kinerja:skp_pdf": Cell(
        PEMILIK | {"atasan", "pimpinan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="skp"
    ),
    "kinerja:matriks": Cell(
        PEMILIK | {"atasan", "pimpinan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="skp"
    ),
    "kinerja:angka_kredit_saya": page(ORANG),
    "kinerja:angka_kredit": Cell(
        PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="pegawai"
    ),
    # Nobody of the walk has angka kredit yet, so there is nothing to print.
    "kinerja:angka_kredit_pdf": Cell(NIHIL, NIHIL, NIHIL, objek="pegawai", extra={"formulir": "konversi"}),
    "kinerja:pohon": page(MASUK),
    "kinerja:kontribusi": page(ORANG),
    "kinerja:banding": page(HR | AUDITOR | LAIN | {"pimpinan", "atasan", "atasan_penilai"}),
    "kinerja:contoh_add": Cell(NIHIL, NIHIL, NIHIL, ("get", "post"), "skp"),
    "kinerja:contoh_withdraw": Cell(NIHIL, NIHIL, NIHIL, ("post",), "skp"),
    "kinerja:offers_take": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "skp"),
    "kinerja:skp_decide": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "skp"),
    "kinerja:rhk_add": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "skp"),
    "kinerja:rhk_change": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "rhk"),
    "kinerja:rhk_delete": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "rhk"),
    "kinerja:skp_complete": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "skp"),
    "kinerja:skp_submit": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "skp"),
    "kinerja:skp_withdraw": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "skp"),
    "kinerja:skp_discard": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "skp"),
    "kinerja:skp_share": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "skp"),
    "kinerja:skp_revise": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "skp"),
    "kinerja:tautan": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "skp"),
    "kinerja:skp_copy": Cell(PEMILIK, NIHIL, NIHIL, objek="skp"),
    "kinerja:evaluasi_start": Cell(PEMILIK | {"atasan"}, NIHIL, NIHIL, ("post",), "mulai_evaluasi"),
    "kinerja:evaluasi_detail": Cell(
        PEMILIK | {"atasan", "atasan_penilai"} | UNIT | BKD | AUDITOR,
        UNIT_LAIN | BKD | AUDITOR | {"atasan_penilai"},
        LAIN,
        objek="evaluasi",
    ),
    "kinerja:evaluasi_siasn": Cell(
        PEMILIK | {"atasan", "atasan_penilai"} | UNIT | BKD | AUDITOR,
        UNIT_LAIN | BKD | AUDITOR | {"atasan_penilai"},
        LAIN,
        objek="evaluasi",
    ),
    "kinerja:evaluasi_pdf": Cell(
        PEMILIK | {"atasan", "atasan_penilai"} | UNIT | BKD | AUDITOR,
        UNIT_LAIN | BKD | AUDITOR | {"atasan_penilai"},
        LAIN,
        objek="evaluasi",
    ),
    "kinerja:evaluasi_self": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "evaluasi"),
    "kinerja:evaluasi_submit": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "evaluasi"),
    "kinerja:evaluasi_return": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "evaluasi"),
    "kinerja:evaluasi_rate": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "evaluasi"),
    "kinerja:evaluasi_reopen": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("post",), "evaluasi"),
    "kinerja:evaluasi_hand_over": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("post",), "evaluasi"),
    "kinerja:evaluasi_accept": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "evaluasi"),
    "kinerja:keberatan_add": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "evaluasi"),
    "kinerja:keberatan_explain": Cell(
        frozenset({"atasan"}), frozenset({"atasan_penilai"}), NIHIL, ("get", "post"), "evaluasi"
    ),
    "kinerja:keberatan_decide": Cell(frozenset({"atasan_penilai"}), NIHIL, NIHIL, ("get", "post"), "evaluasi"),
    "kinerja:progres_add": Cell(
        PEMILIK, methods=("get", "post"), extra={"tahun": "2026"}
    ),  # whoever has an approved plan
    "kinerja:progres_delete": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "progres"),
    "kinerja:bukti_file": Cell(
        PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR | {"atasan_penilai"}, LAIN, objek="bukti"
    ),
    "kinerja:aksi": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "skp_jalan"),
    "kinerja:umpan_balik_pdf": Cell(
        PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="skp_jalan"
    ),
    "kinerja:umpan_balik": Cell(PEMILIK | {"atasan"}, NIHIL, NIHIL, ("get", "post"), "skp_jalan"),
    "kinerja:pola": Cell(
        UNIT | {"pimpinan"} | BKD | AUDITOR,
        UNIT_LAIN | BKD | AUDITOR,
        LAIN,
        ("get",),
        "unit",
        {"tahun": "2026", "jenis": "triwulan", "nomor": "1"},
    ),
    "kinerja:perhatian": page(HR | AUDITOR | LAIN | {"pimpinan"}),
    "kinerja:remind_many": page(NIHIL, "post"),
    "kinerja:tpp_saya": page(ORANG),
    "kinerja:tpp_list": page(HR | AUDITOR | LAIN),
    "kinerja:tpp_atur": page(BKD | LAIN),
    "kinerja:tpp_masa_add": page(BKD | LAIN, "get", "post"),
    "kinerja:tpp_masa_change": Cell(BKD, BKD, LAIN, ("get", "post"), "masa_tpp"),
    "kinerja:tpp_tutup_tanya": Cell(BKD, BKD, LAIN, objek="masa_tpp"),
    "kinerja:tpp_tutup": Cell(BKD, BKD, LAIN, ("post",), "masa_tpp"),
    "kinerja:tpp_persen_add": page(BKD | LAIN, "get", "post"),
    "kinerja:tpp_tanya": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "tpp"),
    "kinerja:tpp_pertanyaan": Cell(
        PEMILIK | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, ("get", "post"), "tanya_tpp"
    ),
    "kinerja:capaian_set": Cell(BKD, BKD, LAIN, ("get", "post"), "unit"),
    # Teams beside the line. The leader of the walk's teams is somebody without a role: a colleague of the member.
    "kinerja:serah_list": page(ORANG),
    "kinerja:serah_start": Cell(NIHIL, NIHIL, NIHIL, ("post",), "mulai_evaluasi"),
    "kinerja:serah_pass": Cell(NIHIL, NIHIL, NIHIL, ("post",), "skp"),
    "kinerja:tim_kerja_list": page(ORANG | HR | LAIN | {"pimpinan"}),
    "kinerja:tim_kerja_khusus": Cell(PETA | UNIT, PETA | UNIT_LAIN, LAIN, objek="tim"),
    "kinerja:tim_kerja_add": page(HR | LAIN | {"pimpinan"}, "get", "post"),
    "kinerja:tim_kerja": Cell(PEMILIK | UNIT | BKD | {"pimpinan"}, UNIT_LAIN | BKD, LAIN, objek="tim_kerja"),
    "kinerja:tim_kerja_change": Cell(UNIT | BKD | {"pimpinan"}, UNIT_LAIN | BKD, LAIN, ("get", "post"), "tim_kerja"),
    "kinerja:tim_kerja_close": Cell(UNIT | BKD | {"pimpinan"}, UNIT_LAIN | BKD, LAIN, ("get", "post"), "tim_kerja"),
    "kinerja:tim_kerja_results": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "tim_kerja"),
    "kinerja:tim_anggota": Cell(NIHIL, NIHIL, NIHIL, ("get", "post"), "anggota_tim_kerja"),
    "kinerja:tim_anggota_remove": Cell(
        UNIT | BKD | {"pimpinan"}, UNIT_LAIN | BKD, LAIN, ("post",), "anggota_tim_kerja"
    ),
    "kinerja:tim_telaah": Cell(NIHIL, NIHIL, NIHIL, ("post",), "hasil_tim"),
    "kinerja:tim_usul": Cell(NIHIL, NIHIL, NIHIL, ("get", "post"), "hasil_tim"),
    # Views of others: asked for by the penilai of today, given by each one asked (in the walk somebody without a role).
    "kinerja:pandangan_minta": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "pegawai", {"tahun": "2026"}),
    "kinerja:pandangan_jawab": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "pandangan"),
    "kinerja:pandangan_tolak": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "pandangan"),
    # Calibration: HR of scope and the leader who signs the distribution propose; the penilai of today answers.
    "kinerja:kalibrasi_list": page(HR | LAIN | {"pimpinan"}),
    "kinerja:kalibrasi_open": Cell(
        UNIT | BKD | {"pimpinan"},
        UNIT_LAIN | BKD,
        LAIN,
        ("get", "post"),
        "unit",
        {"tahun": "2026", "jenis": "triwulan", "nomor": "1"},
    ),
    "kinerja:kalibrasi": Cell(UNIT | BKD | {"pimpinan"}, UNIT_LAIN | BKD, LAIN, objek="kalibrasi"),
    "kinerja:kalibrasi_propose": Cell(
        UNIT | BKD | {"pimpinan"}, UNIT_LAIN | BKD, LAIN, ("get", "post"), "usul_kalibrasi_baru"
    ),
    "kinerja:kalibrasi_close": Cell(UNIT | BKD | {"pimpinan"}, UNIT_LAIN | BKD, LAIN, ("get", "post"), "kalibrasi"),
    "kinerja:kalibrasi_jawab": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "usul_kalibrasi"),
    # What follows a final rating: plans and nominations by the penilai, read by whoever reads the rating.
    "kinerja:tindak_lanjut": page(frozenset({"atasan", "atasan_penilai"}) | HR | AUDITOR | LAIN),
    "kinerja:perbaikan": Cell(
        PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR,
        UNIT_LAIN | BKD | AUDITOR | {"atasan_penilai"},
        LAIN,
        objek="perbaikan",
    ),
    "kinerja:perbaikan_add": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "evaluasi_final"),
    "kinerja:nominasi_add": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "evaluasi_final"),
    "kinerja:nominasi_decide": Cell(BKD, BKD, LAIN, ("get", "post"), "nominasi"),
    # How ratings are given: everybody who rates himself, who is above those who rate, HR of the province, auditors.
    "kinerja:penilai_list": page(ATASAN | BKD | AUDITOR | LAIN),
    "kinerja:penilai": Cell(NIHIL, NIHIL, NIHIL, objek="pegawai"),  # nobody of the walk's objects rates anybody
    # Reports of shifts: who wrote one, who is named in it, who reads the notes of one of them.
    "kinerja:regu_list": page(ORANG),
    "kinerja:regu_add": page(PEMILIK, "get", "post"),  # whoever has an approved plan
    "kinerja:regu_detail": Cell(
        PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="laporan_regu"
    ),
    "kinerja:regu_file": Cell(
        PEMILIK | {"atasan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="laporan_regu"
    ),
    "kinerja:regu_withdraw": Cell(NIHIL, NIHIL, NIHIL, ("post",), "laporan_regu"),
    "kinerja:regu_jawab": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "sebutan_regu"),
    "pelatihan:saya": page(ORANG),
    "pelatihan:kalender": page(ORANG),
    "pelatihan:tim": page(ATASAN),
    "pelatihan:kompetensi_saya": page(ORANG),
    "pelatihan:kompetensi_pandang": page(ORANG, "get", "post"),
    "pelatihan:kompetensi_orang": Cell(BELAJAR, BELAJAR_LAIN, LAIN, objek="pegawai"),
    "pelatihan:kompetensi_nilai": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "pegawai"),
    "pelatihan:akpk": page(BUTUH | LAIN),
    "pelatihan:kebutuhan_add": page(HR | LATIH | LAIN, "get", "post"),
    "pelatihan:kebutuhan_decide": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "kebutuhan"),
    "pelatihan:rencana_list": page(ORANG),
    "pelatihan:rencana_begin": Cell(ORANG, methods=("post",), extra={"tahun": "2026"}),
    "pelatihan:rencana_detail": Cell(BELAJAR, BELAJAR_LAIN, LAIN, objek="rencana"),
    "pelatihan:butir_add": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "rencana"),
    "pelatihan:rencana_program": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "rencana_program"),
    "pelatihan:rencana_submit": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "rencana"),
    "pelatihan:rencana_take_back": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "rencana"),
    "pelatihan:rencana_decide": Cell(UNIT | {"atasan"}, UNIT_LAIN, NIHIL, ("get", "post"), "rencana"),
    "pelatihan:butir_change": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "butir_rencana"),
    "pelatihan:butir_drop": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "butir_rencana"),
    "pelatihan:butir_finish": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "butir_rencana"),
    "pelatihan:rencana_instansi_list": page(BUTUH | LAIN),
    "pelatihan:rencana_instansi_add": page(KELOLA | LAIN, "get", "post"),
    "pelatihan:rencana_instansi_detail": Cell(BUTUH, BUTUH, LAIN, objek="rencana_instansi"),
    "pelatihan:rencana_instansi_change": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "rencana_instansi"),
    "pelatihan:program_rencana_add": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "rencana_instansi"),
    "pelatihan:program_rencana_change": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "program_rencana"),
    "pelatihan:program_rencana_drop": Cell(KELOLA, KELOLA, LAIN, ("post",), "program_rencana"),
    "pelatihan:rencana_instansi_consult": Cell(KELOLA, KELOLA, LAIN, ("post",), "rencana_instansi"),
    "pelatihan:rencana_instansi_determine": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "rencana_instansi"),
    "pelatihan:tautan_add": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "rencana_instansi"),
    "pelatihan:tautan_close": Cell(KELOLA, KELOLA, LAIN, ("post",), "tautan"),
    "pelatihan:komentar_answer": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "komentar_rencana"),
    # By the link alone, for anybody who holds it.
    "pelatihan:konsultasi": Cell(SEMUA, methods=("get", "post"), kueri="?kunci=kunci-uji"),
    "pelatihan:reaksi": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "ikut_selesai"),
    "pelatihan:perilaku": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "ikut_selesai"),
    "pelatihan:kesiapan": page(BUTUH | LAIN),
    "pelatihan:kesiapan_unit": Cell(HR | LATIH | AUDITOR, HR | LATIH | AUDITOR, LAIN, objek="wajib_unit"),
    "pelatihan:wajib_add": page(KELOLA | LAIN, "get", "post"),
    "pelatihan:wajib_end": Cell(KELOLA, KELOLA, LAIN, ("post",), "wajib"),
    "pelatihan:program_list": page(KATALOG | LAIN),
    "pelatihan:program_add": page(KELOLA | LAIN, "get", "post"),
    "pelatihan:program_detail": Cell(KATALOG, KATALOG, LAIN, objek="program"),
    "pelatihan:program_change": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "program"),
    "pelatihan:program_offer": Cell(KELOLA, KELOLA, LAIN, ("post",), "program"),
    "pelatihan:kurikulum_add": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "program"),
    "pelatihan:kurikulum_review": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "kurikulum"),
    "pelatihan:modul_list": page(KATALOG | LAIN),
    "pelatihan:modul_detail": Cell(KATALOG, KATALOG, LAIN, objek="modul"),
    "pelatihan:modul_begin": Cell(ORANG, ORANG, NIHIL, ("post",), "modul"),
    # Parts and quizzes open for whoever has begun the module, and for nobody else.
    "pelatihan:bagian_detail": Cell(PEMILIK, NIHIL, NIHIL, objek="bagian"),
    "pelatihan:bagian_finish": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "bagian"),
    "pelatihan:kuis_begin": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "bagian"),
    "pelatihan:bahan_file": Cell(PEMILIK | KELOLA, KELOLA, LAIN, objek="bahan"),
    "pelatihan:bagian_preview": Cell(KELOLA, KELOLA, LAIN, objek="bagian"),
    "pelatihan:paket_begin": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "bagian"),
    "pelatihan:paket_report": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "bagian"),
    "pelatihan:paket_file": Cell(NIHIL, extra={"kunci": "uji", "nama": "index.html"}),  # by its key only
    "pelatihan:paket_awal": Cell(NIHIL, extra={"kunci": "uji"}),
    "pelatihan:kuis": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "kuis"),
    "pelatihan:modul_change": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "program"),
    "pelatihan:modul_susun": Cell(KELOLA, KELOLA, LAIN, objek="modul"),
    "pelatihan:modul_publish": Cell(KELOLA, KELOLA, LAIN, ("post",), "modul"),
    "pelatihan:bagian_add": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "modul"),
    "pelatihan:bagian_change": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "bagian"),
    "pelatihan:bagian_move": Cell(KELOLA, KELOLA, LAIN, ("post",), "bagian"),
    "pelatihan:bagian_drop": Cell(KELOLA, KELOLA, LAIN, ("post",), "bagian"),
    "pelatihan:penyelenggara_list": page(ANGKA | LAIN),
    "pelatihan:penyelenggara_add": page(KELOLA | LAIN, "get", "post"),
    "pelatihan:penyelenggara_detail": Cell(ANGKA, ANGKA, LAIN, objek="penyelenggara"),
    "pelatihan:penyelenggara_change": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "penyelenggara"),
    "pelatihan:perjanjian_add": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "penyelenggara"),
    "pelatihan:angkatan_list": page(ANGKA | LAIN),
    "pelatihan:angkatan_add": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "program"),
    "pelatihan:angkatan_detail": Cell(ANGKA, ANGKA, LAIN, objek="angkatan"),
    "pelatihan:angkatan_change": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "angkatan"),
    "pelatihan:angkatan_open": Cell(KELOLA, KELOLA, LAIN, ("post",), "angkatan"),
    "pelatihan:angkatan_determine": Cell(KELOLA, KELOLA, LAIN, ("post",), "angkatan"),
    "pelatihan:angkatan_finish": Cell(KELOLA, KELOLA, LAIN, ("post",), "angkatan"),
    "pelatihan:angkatan_call_off": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "angkatan"),
    "pelatihan:nilai": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "angkatan"),
    "pelatihan:sesi_detail": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "sesi_latih"),
    # The code in the room: whoever learns in that agency; whether he takes part, the button tells.
    "pelatihan:hadir": Cell(ORANG, ORANG, NIHIL, ("get", "post"), "kode_hadir"),
    "pelatihan:daftar": Cell(ORANG, ORANG, NIHIL, ("get", "post"), "angkatan"),
    "pelatihan:usul": Cell(ATASAN | UNIT | UNIT_LAIN, ATASAN | UNIT | UNIT_LAIN, NIHIL, ("get", "post"), "angkatan"),
    "pelatihan:kepesertaan_detail": Cell(BELAJAR, BELAJAR_LAIN, LAIN, objek="kepesertaan"),
    "pelatihan:kepesertaan_decide": Cell(UNIT | {"atasan"}, UNIT_LAIN, NIHIL, ("get", "post"), "kepesertaan"),
    "pelatihan:kepesertaan_cancel": Cell(PEMILIK | KELOLA, KELOLA, LAIN, ("get", "post"), "kepesertaan"),
    "pelatihan:sertifikat_list": page(HR | LATIH | LAIN),
    "pelatihan:sertifikat_add": page(ORANG, "get", "post"),
    "pelatihan:sertifikat_detail": Cell(BELAJAR, BELAJAR_LAIN, LAIN, objek="sertifikat"),
    "pelatihan:sertifikat_pdf": Cell(PEMILIK | KELOLA, KELOLA, LAIN, objek="sertifikat"),
    "pelatihan:sertifikat_decide": Cell(UNIT | KELOLA, UNIT_LAIN | KELOLA, LAIN, ("get", "post"), "sertifikat"),
    "pelatihan:sertifikat_revoke": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "sertifikat"),
    "pelatihan:periksa_sertifikat": page(SEMUA),
    "pelatihan:magang_list": page(KATALOG | LAIN),
    "pelatihan:magang_add": page(KELOLA | LAIN, "get", "post"),
    "pelatihan:magang_detail": Cell(KATALOG, KATALOG, LAIN, objek="lowongan"),
    "pelatihan:magang_change": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "lowongan"),
    "pelatihan:magang_open": Cell(KELOLA, KELOLA, LAIN, ("post",), "lowongan"),
    "pelatihan:magang_call_off": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "lowongan"),
    "pelatihan:magang_apply": Cell(ORANG, ORANG, NIHIL, ("get", "post"), "lowongan"),
    "pelatihan:magang_peserta": Cell(BELAJAR, BELAJAR_LAIN, LAIN, objek="magang"),
    "pelatihan:magang_decide": Cell(UNIT | {"atasan"}, UNIT_LAIN, NIHIL, ("get", "post"), "magang"),
    "pelatihan:magang_select": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "magang"),
    "pelatihan:magang_withdraw": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "magang"),
    "pelatihan:magang_log": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "magang"),
    "pelatihan:magang_name_mentor": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "magang"),
    "pelatihan:magang_finish": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "magang"),
    "pelatihan:mentor_close": Cell(KELOLA, KELOLA, LAIN, ("post",), "tautan_mentor"),
    # The mentor by his account: of the own object the superior's superior. The page of a link is for whoever holds it.
    "pelatihan:magang_mentor": Cell(frozenset({"atasan_penilai"}), NIHIL, NIHIL, ("get", "post"), "magang"),
    "pelatihan:mentor": Cell(SEMUA, methods=("get", "post"), kueri="?kunci=kunci-mentor"),
    "pelatihan:belajar_list": page(ORANG | HR | LATIH | AUDITOR | LAIN),
    "pelatihan:belajar_add": page(ORANG, "get", "post"),
    "pelatihan:belajar_detail": Cell(BELAJAR, BELAJAR_LAIN, LAIN, objek="tugas_belajar"),
    "pelatihan:belajar_decide": Cell(UNIT | {"atasan"}, UNIT_LAIN, NIHIL, ("get", "post"), "tugas_belajar"),
    "pelatihan:belajar_determine": Cell(BKD, BKD, LAIN, ("get", "post"), "tugas_belajar"),
    "pelatihan:belajar_refuse": Cell(BKD, BKD, LAIN, ("get", "post"), "tugas_belajar"),
    "pelatihan:belajar_cancel": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "tugas_belajar"),
    "pelatihan:belajar_prolong": Cell(BKD, BKD, LAIN, ("get", "post"), "tugas_belajar"),
    "pelatihan:belajar_report": Cell(PEMILIK, NIHIL, NIHIL, ("get", "post"), "tugas_belajar"),
    "pelatihan:belajar_return": Cell(BKD, BKD, LAIN, ("get", "post"), "tugas_belajar"),
    "pelatihan:laporan_read": Cell(KELOLA, KELOLA, LAIN, ("get", "post"), "laporan_belajar"),
    # Coaching and mentoring: the two alone; whoever was asked answers, the guide ends it.
    "pelatihan:bimbingan_list": page(ORANG),
    "pelatihan:bimbingan_add": page(ORANG, "get", "post"),
    "pelatihan:bimbingan_detail": Cell(PEMILIK | {"atasan"}, NIHIL, NIHIL, objek="bimbingan"),
    "pelatihan:bimbingan_decide": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "bimbingan"),
    "pelatihan:bimbingan_stop": Cell(PEMILIK | {"atasan"}, NIHIL, NIHIL, ("get", "post"), "bimbingan"),
    "pelatihan:bimbingan_finish": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("get", "post"), "bimbingan"),
    "pelatihan:sesi_add": Cell(PEMILIK | {"atasan"}, NIHIL, NIHIL, ("get", "post"), "bimbingan"),
    "pelatihan:sesi_confirm": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("post",), "sesi_bimbingan"),
    "merit:saya": page(ORANG),
    "merit:putaran_list": page(PUTARAN | LAIN),
    "merit:putaran_start": page(BKD | LAIN, "get", "post"),
    "merit:putaran_detail": Cell(PUTARAN, PUTARAN, LAIN, objek="putaran_merit"),
    "merit:putaran_check": Cell(BKD, BKD, LAIN, ("get", "post"), "putaran_merit"),
    "merit:putaran_publish": Cell(BKD, BKD, LAIN, ("get", "post"), "putaran_merit"),
    "merit:putaran_cancel": Cell(BKD, BKD, LAIN, ("get", "post"), "putaran_merit"),
    "merit:putaran_resume": Cell(BKD, BKD, LAIN, ("post",), "putaran_merit"),
    "merit:putaran_correct": Cell(BKD, BKD, LAIN, ("get", "post"), "putaran_merit"),
    "merit:putaran_compare": Cell(MERIT, MERIT, LAIN, objek="putaran_merit"),
    "merit:putaran_download": Cell(MERIT, MERIT, LAIN, objek="putaran_merit", extra={"bentuk": "xlsx"}),
    # Of an index nobody is a candidate: another's row is read by HR of the province and auditors; never by HR of a unit.
    "merit:nilai_detail": Cell(MERIT, MERIT, LAIN, objek="nilai_merit"),
    "merit:nilai_list": page(PUTARAN | LAIN),
    "merit:orang_compare": Cell(PUTARAN, PUTARAN, LAIN, objek="putaran_merit"),
    "merit:gerbang": Cell(PUTARAN, PUTARAN, LAIN, objek="putaran_merit"),
    "merit:dampak": Cell(PUTARAN, PUTARAN, LAIN, objek="putaran_merit"),
    # Awards: what they are is for everybody with a record; nominations for who keeps, made or judges them.
    "merit:ajang_list": page(ORANG | HR | MERIT | LAIN),
    "merit:ajang_add": page(BKD | LAIN, "get", "post"),
    "merit:ajang_detail": Cell(ORANG | HR | MERIT, ORANG | HR | MERIT, LAIN, objek="ajang"),
    "merit:ajang_nominate": Cell(ATASAN | HR, ATASAN | HR, LAIN, ("get", "post"), "ajang"),
    "merit:ajang_take": Cell(BKD, BKD, LAIN, ("post",), "ajang"),
    "merit:ajang_juror": Cell(BKD, BKD, LAIN, ("get", "post"), "ajang"),
    "merit:ajang_jury": Cell(BKD, BKD, LAIN, ("post",), "ajang"),
    "merit:ajang_state": Cell(NIHIL, NIHIL, NIHIL, ("get", "post"), "ajang"),  # jurors only
    "merit:ajang_decide": Cell(BKD, BKD, LAIN, ("get", "post"), "ajang"),
    "merit:ajang_publish": Cell(BKD, BKD, LAIN, ("get", "post"), "ajang"),
    "merit:ajang_cancel": Cell(BKD, BKD, LAIN, ("get", "post"), "ajang"),
    "merit:usulan_score": Cell(NIHIL, NIHIL, NIHIL, ("get", "post"), "usulan_penghargaan"),
    "merit:usulan_withdraw": Cell(NIHIL, NIHIL, NIHIL, ("post",), "usulan_penghargaan"),
    "merit:penghargaan_saya": page(ORANG),
    "merit:penghargaan_consent": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "penerima_penghargaan"),
    "merit:penghargaan_umum": page(SEMUA),
    "merit:sistem": page(MERIT | LAIN),
    "merit:sistem_pack": page(MERIT | LAIN, "post"),
    "merit:aspek_rate": Cell(BKD | LAIN, methods=("get", "post"), extra={"nomor": "2"}),
    "merit:bukti_detail": Cell(MERIT | LAIN, extra={"kode": "kotak"}),
    "merit:ip_asn": page(PUTARAN | LAIN),
    "merit:peta_talenta": page(PUTARAN | LAIN),
    # The survey: answered by everybody with a record; kept by HR of the province.
    "merit:survei_list": page(PUTARAN | LAIN),
    "merit:survei_add": page(BKD | LAIN, "get", "post"),
    "merit:survei_saya": page(ORANG, "get", "post"),
    "merit:survei_detail": Cell(MERIT, MERIT, LAIN, objek="survei"),
    "merit:survei_open": Cell(BKD, BKD, LAIN, ("post",), "survei"),
    "merit:survei_close": Cell(BKD, BKD, LAIN, ("get", "post"), "survei"),
    "merit:survei_words": Cell(BKD, BKD, LAIN, ("post",), "survei"),
    # Succession: the committee, and PPK (nobody in the walk leads the whole agency).
    "merit:suksesi_list": page(KOMITE),
    "merit:suksesi_seats": page(KOMITE),
    "merit:suksesi_start": Cell(KOMITE, KOMITE, NIHIL, ("get", "post"), "kursi_suksesi"),
    "merit:suksesi_detail": Cell(KOMITE, KOMITE, NIHIL, objek="suksesi"),
    "merit:suksesi_state": Cell(KOMITE, KOMITE, NIHIL, ("get", "post"), "suksesi"),
    "merit:suksesi_choose": Cell(KOMITE, KOMITE, NIHIL, ("get", "post"), "suksesi_orang"),
    "merit:suksesi_choose_outside": Cell(KOMITE, KOMITE, NIHIL, ("get", "post"), "suksesi"),
    "merit:suksesi_open": Cell(KOMITE, KOMITE, NIHIL, ("post",), "suksesi"),
    "merit:suksesi_close": Cell(KOMITE, KOMITE, NIHIL, ("get", "post"), "suksesi"),
    "merit:suksesi_propose": Cell(KOMITE, KOMITE, NIHIL, ("post",), "suksesi"),
    "merit:suksesi_decide": Cell(NIHIL, NIHIL, NIHIL, ("get", "post"), "suksesi"),
    "merit:suksesi_return": Cell(NIHIL, NIHIL, NIHIL, ("get", "post"), "suksesi"),
    "merit:suksesi_drop": Cell(KOMITE, KOMITE, NIHIL, ("get", "post"), "suksesi"),
    "merit:suksesi_sign": Cell(KOMITE, KOMITE, NIHIL, ("get", "post"), "pilihan_suksesi"),
    "merit:suksesi_withdraw": Cell(NIHIL, NIHIL, NIHIL, ("post",), "pilihan_suksesi"),
    "merit:sanggah_list": page(MERIT | LAIN),
    "merit:asesmen_list": page(MERIT | LAIN),
    "merit:asesmen_add": page(BKD | LAIN, "get", "post"),
    "merit:sampel_list": page(MERIT | LAIN),
    "merit:sanggah_add": Cell(ORANG, ORANG, NIHIL, ("get", "post"), "putaran_merit"),
    "merit:sanggah_detail": Cell(PEMILIK | MERIT, MERIT, LAIN, objek="sanggah"),
    "merit:sanggah_answer": Cell(BKD, BKD, LAIN, ("get", "post"), "sanggah"),
    "merit:sanggah_withdraw": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "sanggah"),
    "merit:instrumen_list": page(MERIT | LAIN),
    "merit:draft_start": Cell(BKD, BKD, LAIN, ("post",), "instrumen_merit"),
    "merit:versi_detail": Cell(MERIT, MERIT, LAIN, objek="versi_merit"),
    "merit:versi_change": Cell(BKD, BKD, LAIN, ("get", "post"), "versi_merit"),
    "merit:versi_try": Cell(BKD, BKD, LAIN, objek="versi_merit"),
    "merit:versi_publish": Cell(BKD, BKD, LAIN, ("get", "post"), "versi_merit"),
    "merit:versi_drop": Cell(BKD, BKD, LAIN, ("post",), "versi_merit"),
    "pegawai:tim": page(frozenset({"atasan", "atasan_penilai"})),
    "rekap:rekap": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "rekap:unduh": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN, "post"),
    "rekap:unit_list": Cell(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN, kueri="?apa=unit"),
    "mutu:mutu": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "mutu:hitung": page(BKD | LAIN, "post"),
    "mutu:unduh": Cell(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN, methods=("post",), extra={"bagian": "indikator"}),
    "pegawai:mutu_saya": page(ORANG),
    "pegawai:mutu_orang": page(HR | AUDITOR | LAIN),
    "pegawai:mutu_beri_tahu": page(HR | LAIN, "get", "post"),
    # Whose data it is, and who keeps it; superiors are not asked to.
    "pegawai:mutu_satu": Cell(PEMILIK | UNIT | BKD | AUDITOR, ORANG_LAIN, LAIN, objek="pegawai"),
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
    "api:naskah_list": page(MASUK),
    "api:naskah_detail": Cell(NASKAH, NASKAH_LAIN, LAIN, objek="naskah"),
    "api:rekap": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "api:mutu": page(HR | AUDITOR | frozenset({"pimpinan"}) | LAIN),
    "api:mutu_orang": page(HR | AUDITOR | LAIN),
    "api:skp_list": page(MASUK),
    "api:skp_detail": Cell(
        PEMILIK | {"atasan", "pimpinan"} | UNIT | BKD | AUDITOR, UNIT_LAIN | BKD | AUDITOR, LAIN, objek="skp"
    ),
    "api:skp_ajukan": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "skp"),
    "api:skp_putusan": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("post",), "skp"),
    "api:evaluasi_list": page(MASUK),
    "api:evaluasi_detail": Cell(
        PEMILIK | {"atasan", "atasan_penilai"} | UNIT | BKD | AUDITOR,
        UNIT_LAIN | BKD | AUDITOR | {"atasan_penilai"},
        LAIN,
        objek="evaluasi",
    ),
    "api:evaluasi_kirim": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "evaluasi"),
    "api:evaluasi_sampaikan": Cell(frozenset({"atasan"}), NIHIL, NIHIL, ("post",), "evaluasi"),
    "api:evaluasi_terima": Cell(PEMILIK, NIHIL, NIHIL, ("post",), "evaluasi"),
    "api:bukti_list": page(MASUK),
    "api:pelatihan_program_list": page(KATALOG | LAIN),
    "api:pelatihan_program_detail": Cell(KATALOG, KATALOG, LAIN, objek="program"),
    "api:pelatihan_angkatan_list": page(KATALOG | LAIN),
    "api:pelatihan_peserta_list": page(MASUK),
    "api:pelatihan_sertifikat_list": page(MASUK),
    "api:laporan_list": page(MASUK, "get", "post"),
    "api:laporan_detail": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, objek="laporan"),
    "api:laporan_jawab": Cell(frozenset({"pegawai"}) | UNIT | BKD, UNIT_LAIN | BKD, LAIN, ("post",), "laporan"),
    "api:pegawai_list": page(MASUK),
    "api:pegawai_detail": Cell(INSTANSI, INSTANSI, LAIN, objek="pegawai"),
}
