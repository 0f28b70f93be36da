"""Menu entries of this app."""

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, everybody, only, register_menu
from asn_portal.core.panduan import register_panduan

HR = only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD)
register_menu(
    Butir("pegawai:profil_saya", "Profil saya", "person-vcard", "Data saya", only(Peran.PEGAWAI), bawah=3),
    Butir("pegawai:akses_saya", "Siapa melihat data saya", "eye", "Data saya", only(Peran.PEGAWAI)),
    Butir("pegawai:pegawai_list", "Pegawai", "people", "Kepegawaian", everybody, bawah=4),
    Butir("pegawai:akun_list", "Akun pegawai", "key", "Kepegawaian", HR),
    Butir("pegawai:laporan_list", "Laporan data", "flag", "Kepegawaian", HR),
)
register_panduan(Path(__file__).parent)
