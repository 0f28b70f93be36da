"""The kinds of early warnings about people: what each means, what to do, by which law, whom it is told and when.

Stages are days ahead (tabel/tahap_peringatan.toml). What waits for an app above stands here without a relation, so that the
page can say what is not counted.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from asn_portal.core.izin import Sumber
from asn_portal.core.templatetags.bentuk import rupiah, tanggal
from pegawai.aturan.kata import PENDIDIKAN
from pegawai.aturan.penghargaan import TABEL_SATYALANCANA
from pegawai.aturan.peringatan import tahap_peringatan
from pegawai.enums import JenisSertifikasi
from pegawai.peringatan import JenisPeringatan, Kata, Kelompok, Rincian, register_peringatan
from pegawai.selectors import peringatan_sql as sql

ESELON_PERKIRAAN = "Bagi yang belum ada di peta jabatan, eselonnya diperkirakan dari nama jabatan."
DUA_TAHUN_TERAKHIR = "Predikat kinerja dua tahun terakhir diperiksa saat usul dan keputusannya dibuat."


def selalu(kalimat: str) -> Kata:
    """The same words for everybody."""
    return lambda _: kalimat


def _day(value: Any) -> str:
    return tanggal(date.fromisoformat(value)) if value else ""


def _away(r: Rincian) -> str:
    return f" Sudah bergeser {r['luar']} bulan, karena masa CLTN tidak dihitung." if r.get("luar") else ""


def _pay(r: Rincian) -> str:
    rise = f"Gaji pokok naik menjadi {rupiah(r['gaji'])} pada masa kerja golongan {r['mkg']} tahun, golongan {r['golongan']}."
    return rise + _away(r)


def _rank(r: Rincian) -> str:
    exam = f" Sebelumnya harus lulus ujian dinas tingkat {r['ujian']}." if r.get("ujian") else ""
    return f"Paling cepat naik dari {r['golongan']} ke {r['baru']}.{exam}{_away(r)}"


def _passed(r: Rincian) -> str:
    return " Sudah lulus ujian penyesuaian." if r.get("lulus") else " Ujian penyesuaiannya belum tercatat lulus."


def _degree(r: Rincian) -> str:
    return f"Ijazah {PENDIDIKAN[r['ijazah']]} memungkinkan penyesuaian dari {r['golongan']} ke {r['baru']}.{_passed(r)}"


def _exam(r: Rincian) -> str:
    return f"Naik dari {r['golongan']} ke {r['baru']} memerlukan lulus ujian dinas tingkat {r['ujian']} lebih dulu."


def _probation(r: Rincian) -> str:
    gaps = [words for words, there in (("pelatihan dasar", r["latsar"]), ("SK PNS", r["sk_pns"])) if not there]
    lacking = f" Belum tercatat: {' dan '.join(gaps)}." if gaps else " Pelatihan dasar dan SK PNS sudah tercatat."
    return f"Masa percobaan sejak {_day(r['tmt_cpns'])} genap satu tahun.{lacking}"


def _contract(r: Rincian) -> str:
    named = f" nomor {r['nomor']}" if r["nomor"] else ""
    limit = f" Batas usia tercapai {_day(r['batas_usia'])}." if r["batas_usia"] else ""
    return f"Hari terakhir perjanjian kerja{named}.{limit}"


def _absence(r: Rincian) -> str:
    if r["apa"] == "cltn":
        return "Hari terakhir cuti di luar tanggungan negara."
    return "Hari terakhir tugas belajar."


def _certificate(r: Rincian) -> str:
    return f"Hari terakhir berlakunya {str(JenisSertifikasi(r['jenis']).label).lower()}: {r['nama']}."


def _retirement(r: Rincian) -> str:
    return f"Mencapai batas usia {r['bup']} tahun; mulai hari ini tidak lagi bekerja sebagai pegawai."


def _honour(r: Rincian) -> str:
    return f"Genap {r['tahun']} tahun masa kerja: {TABEL_SATYALANCANA.label[r['tanda']]}."


def _sanction(r: Rincian) -> str:
    return "Masa hukuman disiplin berakhir; mulai hari ini akibatnya tidak berlaku lagi."


register_peringatan(
    JenisPeringatan(
        "kgb", "Kenaikan gaji berkala PNS", Kelompok.GAJI, "PP 7/1977 jo PP 5/2024", _pay,
        selalu("Tidak perlu mengusulkan apa pun. Pastikan masa kerja dan golongan di berkas Anda benar."),
        selalu("Siapkan surat KGB dan kirim ke pemaraf dua bulan sebelumnya."), sql.KGB, **tahap_peringatan("kgb"),
    ),
    JenisPeringatan(
        "kgb_pppk", "Kenaikan gaji berkala PPPK", Kelompok.GAJI, "Perpres 98/2020 jo Perpres 11/2024", _pay,
        selalu("Tidak perlu mengusulkan apa pun. Pastikan masa kerja dan golongan di berkas Anda benar."),
        selalu("Siapkan surat KGB dan kirim ke pemaraf dua bulan sebelumnya."), sql.KGB_PPPK, **tahap_peringatan("kgb_pppk"),
        belum_pasti="Jarak kenaikan PPPK mengikuti baris tabel gajinya dan belum dibandingkan dengan naskah peraturannya.",
    ),
    JenisPeringatan(
        "kp_reguler", "Kenaikan pangkat reguler", Kelompok.PANGKAT, "PP 99/2000 jo PP 12/2002; Peraturan BKN 4/2025", _rank,
        selalu("Lengkapi SK CPNS, SK PNS, SK pangkat terakhir, dan penilaian kinerja dua tahun terakhir di dokumen Anda."),
        selalu("Masukkan ke paket usul kenaikan pangkat bulan itu."), sql.KP_REGULER, **tahap_peringatan("kp_reguler"),
        belum_pasti=DUA_TAHUN_TERAKHIR,
    ),
    JenisPeringatan(
        "kp_struktural", "Kenaikan pangkat pejabat struktural", Kelompok.PANGKAT, "PP 100/2000 jo PP 13/2002", _rank,
        selalu("Lengkapi SK jabatan, SK pangkat terakhir, dan penilaian kinerja dua tahun terakhir di dokumen Anda."),
        selalu("Masukkan ke paket usul kenaikan pangkat bulan itu."), sql.KP_STRUKTURAL, **tahap_peringatan("kp_struktural"),
        belum_pasti=f"{ESELON_PERKIRAAN} {DUA_TAHUN_TERAKHIR}",
    ),
    JenisPeringatan(
        "kp_fungsional", "Kenaikan pangkat pejabat fungsional", Kelompok.PANGKAT, "PP 99/2000; PermenPANRB 1/2023", _rank,
        selalu("Lengkapi penetapan angka kredit di dokumen Anda."), selalu("Masukkan ke paket usul kenaikan pangkat bulan itu."),
        menunggu="Menunggu angka kredit dari bagian kinerja.",
    ),
    JenisPeringatan(
        "kenaikan_jenjang", "Kenaikan jenjang fungsional", Kelompok.PANGKAT, "PermenPANRB 1/2023", _rank,
        selalu("Daftarkan diri ke uji kompetensi jenjang berikutnya."), selalu("Siapkan formasi dan uji kompetensinya."),
        menunggu="Menunggu angka kredit dan uji kompetensi dari bagian kinerja.",
    ),
    JenisPeringatan(
        "kp_ijazah", "Penyesuaian ijazah", Kelompok.PANGKAT, "PP 99/2000 jo PP 12/2002", _degree,
        selalu("Daftarkan diri ke ujian penyesuaian ijazah, dan pastikan jabatan Anda memerlukan ijazah itu."),
        selalu("Periksa formasi jabatan yang memerlukan ijazah itu, lalu daftarkan ujiannya."), sql.KP_IJAZAH,
        **tahap_peringatan("kp_ijazah"),
        belum_pasti="Jabatan yang memerlukan ijazah itu belum diperiksa di sini.",
    ),
    JenisPeringatan(
        "ujian_dinas", "Ujian dinas", Kelompok.PANGKAT, "PP 99/2000 jo PP 12/2002", _exam,
        selalu("Ikuti ujian dinas sebelum kenaikan pangkat diusulkan. Bila sudah lulus, usulkan tanda lulusnya masuk riwayat ujian Anda."),
        selalu("Daftarkan ke ujian dinas sebelum usul kenaikan pangkatnya."), sql.UJIAN_DINAS_SQL,
        **tahap_peringatan("ujian_dinas"),
        belum_pasti="Yang lulus tetapi tanda lulusnya belum tercatat di riwayat ujian masih muncul di sini.",
    ),
    JenisPeringatan(
        "cpns", "CPNS genap satu tahun", Kelompok.MASA, "PP 11/2017 Pasal 34-36", _probation,
        selalu("Selesaikan pelatihan dasar dan pemeriksaan kesehatan, lalu unggah buktinya."),
        selalu("Pastikan pelatihan dasar dan pemeriksaan kesehatan selesai, lalu usulkan SK PNS."), sql.CPNS,
        **tahap_peringatan("cpns"), kabar_atasan=True,
    ),
    JenisPeringatan(
        "kontrak", "Perjanjian kerja berakhir", Kelompok.MASA, "PP 49/2018; KepmenPANRB 16/2025 untuk paruh waktu", _contract,
        selalu("Bicarakan perpanjangan dengan atasan Anda. Keputusannya Anda terima dari pengelola kepegawaian."),
        selalu("Putuskan perpanjangan beserta alasannya sebelum hari itu."), sql.KONTRAK, **tahap_peringatan("kontrak"),
        kabar_atasan=True,
    ),
    JenisPeringatan(
        "cltn", "CLTN atau tugas belajar berakhir", Kelompok.MASA, "PP 11/2017; Peraturan BKN 24/2017", _absence,
        selalu("Laporkan diri untuk aktif kembali paling lambat satu bulan sesudah hari itu, atau ajukan perpanjangan."),
        selalu("Siapkan pengaktifan kembali atau perpanjangannya."), sql.ABSEN, **tahap_peringatan("cltn"),
    ),
    JenisPeringatan(
        "sertifikat", "SIP dan sertifikat berakhir", Kelompok.MASA, "UU 17/2023", _certificate,
        selalu("Perpanjang sebelum hari itu, lalu usulkan perubahan datanya dengan bukti yang baru."),
        selalu("Ingatkan pegawainya; tanpa izin yang berlaku ia tidak boleh menjalankan praktik."), sql.SERTIFIKAT,
        **tahap_peringatan("sertifikat"),
    ),
    JenisPeringatan(
        "plt", "Pelaksana tugas (Plt.) mendekati tiga bulan", Kelompok.MASA, "SE BKN 1/2021", selalu("Penunjukan berakhir."),
        selalu("Tunggu keputusan perpanjangan."), selalu("Putuskan perpanjangan, atau isi jabatannya."),
        menunggu="Menunggu penempatan dari bagian jabatan.",
    ),
    JenisPeringatan(
        "mpp", "Masa persiapan pensiun dapat dimulai", Kelompok.PENSIUN, "Peraturan BKN 2/2019",
        lambda r: f"Paling awal memulai masa persiapan pensiun; pensiun {_day(r['tmt_pensiun'])}.",
        selalu("Bila ingin mengambilnya, ajukan paling lambat satu bulan sebelum mulai."),
        selalu("Tanyakan rencana pegawainya dan siapkan penggantinya."), sql.MPP, **tahap_peringatan("mpp"),
    ),
    JenisPeringatan(
        "pensiun", "Pensiun atau batas usia", Kelompok.PENSIUN, "UU 20/2023 Pasal 55; PP 11/2017 Pasal 239", _retirement,
        selalu("Siapkan DPCP, pas foto, dan susunan keluarga delapan belas bulan sebelumnya; periksa nama dan tanggal lahir."),
        selalu("Siapkan usul pensiun dan DPCP, lalu rencanakan penggantinya."), sql.PENSIUN, **tahap_peringatan("pensiun"), kabar_atasan=True,
    ),
    JenisPeringatan(
        "satyalancana", "Satyalancana Karya Satya", Kelompok.LAIN, "PP 35/2010", _honour,
        selalu("Pastikan SK CPNS dan penilaian kinerja ada di dokumen Anda."),
        selalu("Usulkan pada pengusulan berikutnya."), sql.SATYALANCANA, **tahap_peringatan("satyalancana"),
        belum_pasti="Dinilai dengan cara terketat: tidak pernah dihukum sedang atau berat dan tidak pernah CLTN.",
    ),
    JenisPeringatan(
        "hukuman", "Hukuman disiplin berakhir", Kelompok.LAIN, "PP 94/2021", _sanction,
        selalu("Tidak perlu melakukan apa pun. Bila potongan masih berjalan sesudah hari itu, laporkan."),
        selalu("Hentikan potongan atau pulihkan jabatannya mulai hari itu."), sql.HUKUMAN, **tahap_peringatan("hukuman"),
        sumber=Sumber.DISIPLIN,
    ),
)  # fmt: skip
