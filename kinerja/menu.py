"""Menu entries of this app, and its news."""

from pathlib import Path

from asn_portal.core.enums import Peran
from asn_portal.core.navigasi import Butir, only, register_menu
from asn_portal.core.panduan import register_panduan

register_menu(
    Butir("kinerja:saya", "Kinerja saya", "journal-text", "Data saya", only(Peran.PEGAWAI), kata="skp rencana hasil kerja rhk predikat"),
    Butir("kinerja:pohon", "Pohon kinerja", "diagram-3", "Kinerja", lambda _: True, kata="sasaran kota iku cascading kontribusi"),
    Butir(
        "kinerja:angka_kredit_saya", "Angka kredit", "bar-chart", "Data saya", only(Peran.PEGAWAI),
        kata="pak konversi akumulasi jabatan fungsional kenaikan jenjang", di_menu=False,
    ),
    Butir("kinerja:regu_list", "Laporan regu", "people", "Data saya", only(Peran.PEGAWAI), kata="giliran shift bukti", di_menu=False),
    Butir(
        "kinerja:tim_kerja_list", "Tim kerja", "people", "Unit saya",
        only(Peran.PEGAWAI, Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.PIMPINAN), kata="ketua tim anggota peran penugasan",
    ),
    Butir("kinerja:tim", "Kinerja tim", "check2-square", "Unit saya", only(Peran.ATASAN), kata="skp bawahan persetujuan"),
    Butir(
        "kinerja:unit", "Kemajuan rencana kinerja", "bar-chart", "Kinerja",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN), kata="skp unit pengingat batas waktu",
    ),
    Butir(
        "kinerja:kalibrasi_list", "Kalibrasi", "sliders", "Kinerja",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.PIMPINAN), kata="sidang usul rating predikat", di_menu=False,
    ),
    Butir(
        "kinerja:penilai_list", "Pola penilaian", "bar-chart", "Unit saya",
        only(Peran.ATASAN, Peran.ATASAN_PENILAI, Peran.ADMIN_BKD, Peran.AUDITOR), kata="penilai ketat longgar sebaran adil", di_menu=False,
    ),
    Butir(
        "kinerja:tindak_lanjut", "Tindak lanjut evaluasi", "flag", "Unit saya",
        only(Peran.ATASAN, Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR), kata="perbaikan nominasi penghargaan", di_menu=False,
    ),
    Butir(
        "kinerja:perhatian", "Capaian kinerja unit", "flag", "Angka",
        only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN), kata="predikat sebaran perhatian perbaikan area",
    ),
    Butir(
        "kinerja:tpp_saya", "Masukan TPP saya", "bar-chart", "Data saya", only(Peran.PEGAWAI),
        kata="tunjangan tambahan penghasilan predikat bulanan", di_menu=False,
    ),
    Butir(
        "kinerja:tpp_list", "Masukan TPP", "bar-chart", "Kinerja", only(Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR),
        kata="tunjangan tambahan penghasilan predikat bulanan ekspor",
    ),
    Butir("kinerja:periode_list", "Tahun kinerja", "calendar-event", "Kinerja", only(Peran.ADMIN_BKD), kata="periode tenggat jendela skp evaluasi"),
)  # fmt: skip
register_panduan(Path(__file__).parent)
