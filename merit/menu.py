"""Menu entries of this app, and its news."""

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, only, register_menu
from asn_portal.core.panduan import register_panduan
from merit.permissions_penghargaan import knows_awards
from merit.permissions_suksesi import works_with_succession

KELOLA = only(Peran.ADMIN_BKD, Peran.AUDITOR)
BACA = only(Peran.ADMIN_BKD, Peran.AUDITOR, Peran.KOMITE_TALENTA, Peran.PIMPINAN)
HASIL = only(Peran.PENGELOLA_PELATIHAN, Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN)

register_menu(
    Butir("merit:saya", "Posisi merit saya", "bar-chart", "Data saya", only(Peran.PEGAWAI), kata="talenta kotak ip asn indeks profesionalitas sanggah"),
    Butir(
        "merit:putaran_list", "Putaran merit", "diagram-3", "Merit",
        only(Peran.ADMIN_BKD, Peran.AUDITOR, Peran.KOMITE_TALENTA, Peran.PIMPINAN), kata="talenta sembilan kotak peringkat",
    ),
    Butir(
        "merit:suksesi_list", "Rencana suksesi", "diagram-3", "Merit", lambda akses: works_with_succession(akses.pengguna),
        kata="krs kelompok rencana suksesi calon pengganti komite talenta",
    ),
    Butir(
        "merit:kelayakan_list", "Kelayakan promosi", "person-check", "Merit", only(Peran.ADMIN_BKD, Peran.AUDITOR, Peran.KOMITE_TALENTA),
        kata="syarat jabatan eselon jenjang naik calon pejabat",
    ),
    Butir(
        "merit:ajang_list", "Penghargaan", "stars", "Merit", lambda akses: knows_awards(akses.pengguna),
        kata="satyalancana nominasi juri inovasi tim teladan", di_menu=False,
    ),
    Butir("merit:hasil_pelatihan", "Hasil pelatihan", "bar-chart", "Pelatihan", HASIL, kata="biaya cakupan dampak evaluasi kinerja belanja"),
    Butir("merit:sistem", "Sistem merit", "table", "Merit", KELOLA, kata="delapan aspek indeks bukti permenpanrb", di_menu=False),
    Butir("merit:ip_asn", "IP ASN instansi", "bar-chart", "Merit", BACA, kata="indeks profesionalitas rata-rata perangkat daerah", di_menu=False),
    Butir("merit:peta_talenta", "Peta talenta", "diagram-3", "Merit", BACA, kata="sembilan kotak dari waktu ke waktu", di_menu=False),
    Butir("merit:survei_list", "Survei pegawai", "megaphone", "Merit", KELOLA, kata="survei denyut kepuasan keterikatan", di_menu=False),
    Butir("merit:survei_saya", "Isi survei pegawai", "megaphone", "Data saya", only(Peran.PEGAWAI), kata="survei denyut tanpa nama", di_menu=False),
    Butir("merit:penghargaan_saya", "Penghargaan saya", "stars", "Data saya", only(Peran.PEGAWAI), kata="izin tampil piagam", di_menu=False),
    Butir("merit:sanggah_list", "Sanggah merit", "chat-left-text", "Merit", KELOLA, kata="keberatan koreksi", di_menu=False),
    Butir("merit:asesmen_list", "Hasil asesmen", "person-check", "Merit", KELOLA, kata="kompetensi potensi asesor", di_menu=False),
    Butir("merit:sampel_list", "Pemeriksaan malam merit", "check2-circle", "Merit", KELOLA, kata="sampel sidik selisih", di_menu=False),
    Butir("merit:instrumen_list", "Instrumen merit", "sliders", "Merit", KELOLA, kata="bobot komponen ruang uji", di_menu=False),
)  # fmt: skip
register_panduan(Path(__file__).parent)
