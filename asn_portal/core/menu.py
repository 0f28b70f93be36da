"""Menu entries of the foundation."""

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, everybody, only, register_menu

register_menu(
    Butir("core:beranda", "Beranda", "house", "", everybody, bawah=1),
    Butir("core:tugas_list", "Tugas saya", "check2-square", "", everybody, hitung="tugas", bawah=2),
    Butir("core:unit_list", "Unit kerja", "diagram-3", "Kepegawaian", everybody),
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
)
