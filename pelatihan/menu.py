"""Menu entries of this app, and its news."""

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, only, register_menu
from asn_portal.core.panduan import register_panduan

KELOLA = only(Peran.PENGELOLA_PELATIHAN, Peran.ADMIN_BKD, Peran.AUDITOR)

SEMUA = only(Peran.PEGAWAI, Peran.ADMIN_UNIT, Peran.PENGELOLA_PELATIHAN, Peran.PIMPINAN, Peran.AUDITOR, Peran.ADMIN_BKD)
PERENCANA = only(Peran.PENGELOLA_PELATIHAN, Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN)

# Own things first; then the group of training from what everybody looks for to what staff of training keeps.
register_menu(
    Butir("pelatihan:saya", "Pengembangan saya", "book", "Data saya", only(Peran.PEGAWAI), kata="pelatihan diklat jp sertifikat kursus"),
    Butir("pelatihan:rencana_list", "Rencana pengembangan saya", "list", "Data saya", only(Peran.PEGAWAI), kata="idp 70-20-10", di_menu=False),
    Butir("pelatihan:kompetensi_saya", "Kompetensi saya", "bar-chart", "Data saya", only(Peran.PEGAWAI), kata="celah standar asesmen", di_menu=False),
    Butir("pelatihan:tim", "Pengembangan tim", "person-check", "Unit saya", only(Peran.ATASAN), kata="pelatihan bawahan persetujuan jp"),
    # -- what can be learned
    Butir("pelatihan:program_list", "Katalog pelatihan", "list", "Pelatihan", SEMUA, kata="diklat kursus seminar program angkatan daftar"),
    Butir(
        "pelatihan:modul_list", "Modul daring", "laptop", "Pelatihan", only(Peran.PEGAWAI, Peran.PENGELOLA_PELATIHAN),
        kata="elearning belajar kuis", di_menu=False,
    ),
    Butir("pelatihan:magang_list", "Magang", "signpost-2", "Pelatihan", SEMUA, kata="industri detasering pertukaran praktik kerja logbuk mentor"),
    Butir(
        "pelatihan:belajar_list", "Tugas belajar", "book", "Pelatihan",
        only(Peran.PEGAWAI, Peran.ATASAN, Peran.ADMIN_UNIT, Peran.PENGELOLA_PELATIHAN, Peran.AUDITOR, Peran.ADMIN_BKD),
        kata="kuliah beasiswa s2 s3 ikatan dinas",
    ),
    Butir("pelatihan:bimbingan_list", "Coaching dan mentoring", "people", "Pelatihan", only(Peran.PEGAWAI), kata="bimbingan pendampingan mentor"),
    # -- what staff of training keeps
    Butir(
        "pelatihan:akpk", "Kebutuhan pengembangan", "table", "Pelatihan", PERENCANA,
        kata="akpk celah kompetensi peta panas rencana konsultasi mitra",
    ),
    Butir("pelatihan:rencana_instansi_list", "Rencana instansi", "list", "Pelatihan", PERENCANA, kata="lima tahun anggaran konsultasi mitra", di_menu=False),
    Butir("pelatihan:angkatan_list", "Angkatan pelatihan", "calendar-event", "Pelatihan", KELOLA, kata="diklat peserta kehadiran hasil biaya"),
    Butir(
        "pelatihan:kesiapan", "Kesiapan pelatihan wajib", "shield-lock", "Pelatihan", PERENCANA,
        kata="sertifikat berakhir pemadam penyelamatan",
    ),
    Butir(
        "pelatihan:sertifikat_list", "Sertifikat dari luar", "check2-circle", "Pelatihan",
        only(Peran.PENGELOLA_PELATIHAN, Peran.ADMIN_UNIT, Peran.ADMIN_BKD), kata="periksa sertifikat verifikasi",
    ),
    Butir(
        "pelatihan:penetapan_list", "Keputusan sertifikat", "pencil", "Pelatihan", KELOLA, kata="penetapan tanda tangan modul magang",
        di_menu=False,
    ),
    Butir("pelatihan:penyelenggara_list", "Penyelenggara pelatihan", "signpost-2", "Pelatihan", KELOLA, kata="pks perjanjian kampus swasta", di_menu=False),
)  # fmt: skip
register_panduan(Path(__file__).parent)
