"""Menu entries of this app."""

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, only, register_menu
from asn_portal.core.panduan import register_panduan

MELIHAT = only(
    Peran.PEGAWAI, Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN, Peran.KOMITE_TALENTA,
    Peran.PENGELOLA_PELATIHAN,
)  # fmt: skip
MENGELOLA = only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN, Peran.KOMITE_TALENTA)
MENGELOLA_SEMUA = only(Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN, Peran.KOMITE_TALENTA)
MELARANG = only(Peran.ADMIN_BKD, Peran.AUDITOR)
MERANCANG = only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR)
register_menu(
    Butir("jabatan:peta", "Peta jabatan", "diagram-3", "Jabatan", MELIHAT, kata="struktur organisasi bagan formasi bezetting"),
    Butir("jabatan:jabatan_list", "Kekosongan jabatan", "bar-chart", "Jabatan", MENGELOLA, kata="kelebihan formasi pensiun prakiraan lowong"),
    Butir("jabatan:rancangan_list", "Ruang rancang", "sliders", "Jabatan", MERANCANG, kata="reorganisasi penataan susunan gabung unit usulan struktur"),
    Butir("jabatan:nomenklatur_list", "Nomenklatur jabatan", "table", "Jabatan", MENGELOLA_SEMUA, kata="standar kompetensi syarat anjab evaluasi kelas"),
    Butir("jabatan:serah_terima_list", "Pegawai yang pindah", "box-arrow-right", "Jabatan", MERANCANG, kata="serah terima mutasi masuk keluar"),
    Butir("jabatan:tim_list", "Tim khusus", "people", "Jabatan", MELIHAT, kata="gugus tugas kelompok kerja pokja anggota"),
    Butir("jabatan:panggilan_list", "Panggilan", "megaphone", "Jabatan", MELIHAT, kata="mendaftar lowongan anggota tim kesempatan"),
    Butir("jabatan:mutasi_list", "Putaran mutasi", "send", "Jabatan", MELARANG, kata="pelantikan rotasi promosi SK petikan"),
    Butir("jabatan:larangan_list", "Masa larangan mutasi", "calendar-event", "Jabatan", MELARANG, kata="pilkada pemilihan izin menteri", di_menu=False),
    Butir("jabatan:kamus_list", "Kamus kompetensi", "journal-text", "Jabatan", MELIHAT, kata="standar manajerial teknis tingkat", di_menu=False),
    Butir("jabatan:karier_saya", "Peta karier saya", "signpost-2", "Data saya", only(Peran.PEGAWAI), kata="syarat naik jenjang promosi karir"),
    Butir("jabatan:mengapa_saya", "Mengapa dia atasan saya?", "diagram-3", "", only(Peran.PEGAWAI), kata="atasan plt plh pejabat penilai", di_menu=False),
)  # fmt: skip
register_panduan(Path(__file__).parent)
