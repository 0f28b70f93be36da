"""The kinds of riwayat, declared once: table, words, fields, who sees, who proposes, who checks.

Pages, forms, services, proposals, import and export are written once and read this register; a new kind is a model and one
entry. An app above may register its own kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from asn_portal.core.izin import Sumber
from asn_portal.core.templatetags.bentuk import rupiah
from pegawai import models as m
from pegawai.enums import JenisPegawai
from pegawai.models import Referensi, Riwayat


class Pola(Enum):
    """How a row lies in time."""

    RANTAI = "rantai"  # until the next one begins; never two, never a gap
    MASA = "masa"  # from a day until a day that is given, or open
    HARI = "hari"  # something that happened, and has been true since


class Pemeriksa(Enum):
    """Who has to accept what the person proposes."""

    TIDAK_ADA = "tidak_ada"  # cannot be proposed: HR of the province writes it
    UNIT = "unit"
    UNIT_LALU_PROVINSI = "unit_lalu_provinsi"


class Kelompok(Enum):
    """Tabs of the file, in their order."""

    KARIER = "karier"
    MASA_KERJA = "masa-kerja"
    PENDIDIKAN = "pendidikan"
    PENGHARGAAN = "penghargaan"
    KELUARGA = "keluarga"
    DISIPLIN = "disiplin"


JUDUL_KELOMPOK = {
    Kelompok.KARIER: "Pangkat dan gaji",
    Kelompok.MASA_KERJA: "Masa kerja",
    Kelompok.PENDIDIKAN: "Pendidikan dan pelatihan",
    Kelompok.PENGHARGAAN: "Penghargaan dan organisasi",
    Kelompok.KELUARGA: "Keluarga",
    Kelompok.DISIPLIN: "Disiplin",
}


@dataclass(frozen=True)
class JenisRiwayat:
    kunci: str
    model: type[Any]
    judul: str
    kelompok: Kelompok
    pola: Pola
    # Fields of the form in their order; `mulai` and `sampai` come first by themselves.
    isian: tuple[str, ...]
    # What a list shows of a row, besides its title and its dates.
    kolom: tuple[str, ...]
    judul_baris: Callable[[Any], str]
    label_mulai: str = "TMT"
    label_sampai: str = "Sampai"
    sampai_wajib: bool = False
    sumber: Sumber = Sumber.DATA_KEPEGAWAIAN
    pemeriksa: Pemeriksa = Pemeriksa.UNIT_LALU_PROVINSI
    jenis_dokumen: str = "lain"
    ber_sk: bool = True
    label_sk: str = "nomor SK"
    # Kinds of employment that have such rows at all; empty: all.
    hanya: frozenset[str] = frozenset()

    @property
    def tabel(self) -> str:
        return self.model._meta.db_table


_register: dict[str, JenisRiwayat] = {}


def register_jenis_riwayat(*daftar: JenisRiwayat) -> None:
    _register.update({satu.kunci: satu for satu in daftar})


def jenis_riwayat(kunci: str) -> JenisRiwayat | None:
    return _register.get(kunci)


def all_jenis_riwayat() -> list[JenisRiwayat]:
    return list(_register.values())


def kind_of(row: Riwayat) -> JenisRiwayat:
    return next(satu for satu in _register.values() if isinstance(row, satu.model))


def pangkat(golongan: Referensi | None) -> str:
    """`III/a, Penata Muda`; the golongan of a PPPK has no name of a rank."""
    if golongan is None:
        return "Golongan belum ada"
    nama = golongan.rincian.get("namaPangkat", "")
    return f"{golongan.nama}, {nama}" if nama else f"Golongan {golongan.nama}"


def _school(row: Any) -> str:
    return f"{row.pendidikan.nama}" + (f", {row.nama_sekolah}" if row.nama_sekolah else "")


def _kin(row: Any) -> str:
    return f"{row.nama} ({row.get_hubungan_display().lower()})"


PPPK = frozenset({JenisPegawai.PPPK.value, JenisPegawai.PPPK_PARUH_WAKTU.value})
PNS = frozenset({JenisPegawai.PNS.value, JenisPegawai.CPNS.value})
MASA_KERJA = ("masa_kerja_tahun", "masa_kerja_bulan")

register_jenis_riwayat(
    JenisRiwayat(
        "golongan", m.RiwayatGolongan, "Pangkat dan golongan", Kelompok.KARIER, Pola.RANTAI,
        ("golongan", "jenis_kp", *MASA_KERJA, "pertek_nomor", "pertek_tanggal", "kredit_utama", "kredit_tambahan"),
        ("jenis_kp", *MASA_KERJA), lambda row: pangkat(row.golongan), jenis_dokumen="sk_pangkat",
    ),
    JenisRiwayat(
        "kgb", m.RiwayatKGB, "Kenaikan gaji berkala", Kelompok.KARIER, Pola.RANTAI,
        ("golongan", "gaji_pokok", *MASA_KERJA), ("golongan", *MASA_KERJA),
        lambda row: f"Gaji pokok {rupiah(row.gaji_pokok)}", jenis_dokumen="sk_kgb",
    ),
    JenisRiwayat(
        "perjanjian", m.PerjanjianKerja, "Perjanjian kerja", Kelompok.KARIER, Pola.MASA,
        ("jabatan", "golongan", "jam_per_minggu", "upah"), ("jabatan", "golongan", "jam_per_minggu", "upah"),
        lambda row: f"Perjanjian kerja {row.sk_nomor}".strip(), "Mulai", sampai_wajib=True,
        jenis_dokumen="perjanjian_kerja", label_sk="nomor perjanjian", hanya=PPPK,
    ),
    JenisRiwayat(
        "angka-kredit", m.RiwayatAngkaKredit, "Angka kredit", Kelompok.KARIER, Pola.MASA,
        ("jabatan", "kredit_utama", "kredit_penunjang", "kredit_total", "angka_kredit_pertama", "integrasi", "konversi"),
        ("kredit_total",), lambda row: row.jabatan, "Masa penilaian mulai", sampai_wajib=True, jenis_dokumen="pak",
        label_sk="nomor PAK",
    ),
    JenisRiwayat(
        "jabatan-lama", m.RiwayatJabatanLama, "Jabatan sebelum peta", Kelompok.KARIER, Pola.MASA,
        ("jabatan", "unit", "eselon"), ("unit", "eselon"), lambda row: row.jabatan, "Mulai", jenis_dokumen="sk_jabatan",
    ),
    JenisRiwayat(
        "kedudukan", m.RiwayatKedudukan, "Kedudukan hukum", Kelompok.MASA_KERJA, Pola.RANTAI, ("kedudukan",), (),
        lambda row: row.kedudukan.nama, pemeriksa=Pemeriksa.TIDAK_ADA,
    ),
    JenisRiwayat(
        "cltn", m.RiwayatCLTN, "CLTN dan tugas belajar", Kelompok.MASA_KERJA, Pola.MASA,
        ("jenis_cltn", "tanggal_aktif", "bkn_nomor", "bkn_tanggal"), ("tanggal_aktif",),
        lambda row: row.jenis_cltn.nama, "Mulai", sampai_wajib=True, pemeriksa=Pemeriksa.TIDAK_ADA,
    ),
    JenisRiwayat(
        "pmk", m.RiwayatPMK, "Peninjauan masa kerja (PMK)", Kelompok.MASA_KERJA, Pola.MASA,
        ("pengalaman", *MASA_KERJA, "dinilai", "bkn_nomor", "bkn_tanggal"), MASA_KERJA, lambda row: row.pengalaman,
        "Bekerja mulai", sampai_wajib=True,
    ),
    JenisRiwayat(
        "pindah-instansi", m.RiwayatPindahInstansi, "Pindah instansi", Kelompok.MASA_KERJA, Pola.RANTAI,
        ("instansi_asal", "instansi_tujuan", "jenis_pindah", "sk_asal_nomor", "sk_asal_tanggal", "sk_tujuan_nomor",
         "sk_tujuan_tanggal"),
        ("instansi_asal",), lambda row: f"Ke {row.instansi_tujuan.nama}" if row.instansi_tujuan else "Pindah instansi",
    ),
    JenisRiwayat(
        "pendidikan", m.RiwayatPendidikan, "Pendidikan", Kelompok.PENDIDIKAN, Pola.HARI,
        ("pendidikan", "nama_sekolah", "nomor_ijazah", "tahun_lulus", "gelar_depan", "gelar_belakang",
         "pendidikan_pertama"),
        ("nomor_ijazah", "gelar_depan", "gelar_belakang"), _school, "Tanggal lulus", jenis_dokumen="ijazah", ber_sk=False,
    ),
    JenisRiwayat(
        "diklat", m.RiwayatDiklat, "Diklat struktural", Kelompok.PENDIDIKAN, Pola.MASA,
        ("latihan", "penyelenggara", "jumlah_jam", "nomor"), ("penyelenggara", "jumlah_jam", "nomor"),
        lambda row: row.latihan.nama, "Mulai", "Selesai", sampai_wajib=True, pemeriksa=Pemeriksa.UNIT,
        jenis_dokumen="sertifikat", ber_sk=False,
    ),
    JenisRiwayat(
        "kursus", m.RiwayatKursus, "Diklat dan kursus", Kelompok.PENDIDIKAN, Pola.MASA,
        ("nama", "jenis_diklat", "jenis_kursus", "penyelenggara", "jumlah_jam", "nomor"),
        ("jenis_diklat", "penyelenggara", "jumlah_jam"), lambda row: row.nama, "Mulai", "Selesai", sampai_wajib=True,
        pemeriksa=Pemeriksa.UNIT, jenis_dokumen="sertifikat", ber_sk=False,
    ),
    JenisRiwayat(
        "sertifikasi", m.RiwayatSertifikasi, "Sertifikasi", Kelompok.PENDIDIKAN, Pola.MASA,
        ("jenis", "nama", "nomor", "lembaga"), ("jenis", "nomor", "lembaga"), lambda row: row.nama, "Berlaku mulai",
        "Berlaku sampai", pemeriksa=Pemeriksa.UNIT, jenis_dokumen="sertifikat", ber_sk=False,
    ),
    JenisRiwayat(
        "ujian", m.RiwayatUjian, "Ujian dinas dan penyesuaian", Kelompok.PENDIDIKAN, Pola.HARI,
        ("jenis", "nomor", "penyelenggara"), ("nomor", "penyelenggara"), lambda row: row.get_jenis_display(),
        "Tanggal lulus", jenis_dokumen="tanda_lulus_ujian", ber_sk=False, hanya=PNS,
    ),
    JenisRiwayat(
        "penghargaan", m.RiwayatPenghargaan, "Penghargaan", Kelompok.PENGHARGAAN, Pola.HARI, ("penghargaan", "tahun"), (),
        lambda row: row.penghargaan.nama, "Tanggal", pemeriksa=Pemeriksa.UNIT, jenis_dokumen="sk_penghargaan",
    ),
    JenisRiwayat(
        "prestasi", m.RiwayatPrestasi, "Inovasi dan prestasi", Kelompok.PENGHARGAAN, Pola.HARI,
        ("jenis", "nama", "tingkat", "penyelenggara", "uraian"), ("jenis", "tingkat", "penyelenggara"),
        lambda row: row.nama, "Tanggal", pemeriksa=Pemeriksa.UNIT, jenis_dokumen="sertifikat", ber_sk=False,
    ),
    JenisRiwayat(
        "organisasi", m.RiwayatOrganisasi, "Organisasi", Kelompok.PENGHARGAAN, Pola.MASA, ("nama", "jabatan", "tempat"),
        ("jabatan", "tempat"), lambda row: row.nama, "Mulai", pemeriksa=Pemeriksa.UNIT, ber_sk=False,
    ),
    JenisRiwayat(
        "keluarga", m.RiwayatKeluarga, "Keluarga", Kelompok.KELUARGA, Pola.MASA,
        ("hubungan", "nama", "jenis_kelamin", "tanggal_lahir", "status_anak", "pekerjaan", "ditanggung", "masih_sekolah",
         "akta"),
        ("tanggal_lahir", "pekerjaan", "ditanggung"), _kin, "Sejak (nikah atau lahir)", "Sampai (cerai atau wafat)",
        sumber=Sumber.DATA_PRIBADI, pemeriksa=Pemeriksa.UNIT, jenis_dokumen="kartu_keluarga", ber_sk=False,
    ),
    JenisRiwayat(
        "hukuman", m.RiwayatHukuman, "Hukuman disiplin", Kelompok.DISIPLIN, Pola.MASA,
        ("jenis_hukuman", "tingkat", "masa_tahun", "masa_bulan", "nomor_pp", "golongan_lama", "alasan", "batal_nomor",
         "batal_tanggal"),
        ("tingkat", "alasan", "nomor_pp"), lambda row: row.jenis_hukuman.nama, "Berlaku mulai", "Berakhir",
        sumber=Sumber.DISIPLIN, pemeriksa=Pemeriksa.TIDAK_ADA, jenis_dokumen="sk_hukuman",
    ),
)  # fmt: skip
