"""Menu entries of the foundation."""

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, everybody, only, register_menu
from asn_portal.core.panduan import register_panduan

register_menu(
    Butir("core:beranda", "Beranda", "house", "", everybody, bawah=1),
    Butir("core:tugas_list", "Tugas saya", "check2-square", "", everybody, hitung="tugas", bawah=2),
    Butir(
        "core:delegasi_list",
        "Delegasi tugas",
        "person-check",
        "",
        everybody,
        kata="titip cuti atas nama",
        di_menu=False,
    ),
    Butir("core:pengumuman_list", "Pengumuman", "megaphone", "", everybody),
    Butir("core:notifikasi_list", "Pemberitahuan", "bell", "", everybody, kata="kabar perubahan", di_menu=False),
    Butir(
        "core:pemberitahuan_atur",
        "Atur pemberitahuan",
        "sliders",
        "",
        everybody,
        kata="surel email ringkasan",
        di_menu=False,
    ),
    Butir("core:akun", "Akun saya", "person", "", everybody, kata="surel telepon sandi keluar", di_menu=False),
    Butir("account_change_password", "Ubah kata sandi", "key", "", everybody, kata="password", di_menu=False),
    Butir("mfa_index", "Verifikasi dua langkah", "shield-lock", "", everybody, kata="otp kode", di_menu=False),
    Butir("core:perangkat_list", "Perangkat saya", "laptop", "", everybody, kata="sesi keluar", di_menu=False),
    Butir("core:peran_saya", "Peran saya", "person-badge", "", everybody, kata="kewenangan", di_menu=False),
    Butir("core:unit_list", "Unit kerja", "diagram-3", "Kepegawaian", everybody, kata="organisasi struktur"),
    Butir(
        "core:tiket_masuk",
        "Permintaan bantuan",
        "chat-left-text",
        "Pengelolaan",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.ADMIN_SISTEM),
    ),
    Butir(
        "core:peran_list",
        "Peran",
        "person-badge",
        "Pengelolaan",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.AUDITOR),
    ),
    Butir(
        "core:akun_lain_list", "Akun sistem", "person-gear", "Pengelolaan", only(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)
    ),
    Butir("core:pengaturan", "Pengaturan", "sliders", "Pengelolaan", only(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)),
    Butir(
        "core:pekerjaan_list",
        "Pekerjaan saya",
        "hourglass-split",
        "Pengelolaan",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.AUDITOR),
        kata="unduhan hasil kemajuan latar",
    ),
    Butir("core:jadwal_list", "Jadwal pekerjaan", "clock", "Pengelolaan", only(Peran.ADMIN_SISTEM)),
    Butir(
        "core:jejak_list",
        "Jejak",
        "journal-text",
        "Pengelolaan",
        only(Peran.AUDITOR, Peran.ADMIN_BKD, Peran.ADMIN_UNIT, Peran.ADMIN_SISTEM),
    ),
    Butir("core:aturan_list", "Buku aturan", "book", "Rujukan", everybody),
    Butir("core:kalkulator_list", "Kalkulator", "calculator", "Rujukan", everybody),
    Butir("core:hari_libur", "Hari libur", "calendar-event", "Rujukan", everybody),
    Butir("core:tiket_list", "Bantuan saya", "question-circle", "Rujukan", everybody),
    Butir("core:panduan", "Panduan", "signpost-2", "Rujukan", everybody),
)
register_panduan(Path(__file__).parent)
