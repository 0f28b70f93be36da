"""The dated settings of an agency, by key and as people call them."""

from __future__ import annotations

from dataclasses import dataclass

INGATKAN_TUGAS = "tugas_ingatkan_hari_kerja"
LAPORKAN_TUGAS = "tugas_laporkan_hari_kerja"

JAWAB_KINERJA = "kinerja_jawab_hari_kerja"
SERAH_PENILAI = "kinerja_serah_hari_kerja"
JAWAB_PELATIHAN = "pelatihan_jawab_hari_kerja"
BUKTI_BERULANG = "kinerja_bukti_berulang"
SANGGAH_MERIT = "merit_sanggah_hari_kerja"
JAWAB_SANGGAH_MERIT = "merit_jawab_sanggah_hari_kerja"
PERINGKAT_TAMPAK = "merit_peringkat_tampak"

TERLIHAT_TPP = "tpp_terlihat_hari_kerja"
KP4_SEGERA = "kp4_segera_hari"
MASA_BACA_LAMA = "pindah_masa_baca_hari"
KUIS_SEHARI = "pelatihan_kuis_sehari"
API_SEHARI = "api_orang_sehari"
BANTUAN_JAWAB = "bantuan_jawab_jam"
RUPIAH_NILAI = "jabatan_rupiah_per_nilai"
PERHATIAN_PREDIKAT = "perhatian_predikat_persen"
PERHATIAN_TERLAMBAT = "perhatian_terlambat_persen"
PERHATIAN_KEBERATAN = "perhatian_keberatan_persen"
PERHATIAN_BUKTI = "perhatian_bukti_persen"

MASA_SIMPAN = "masa_simpan_"

PENGATURAN = {
    "nama_instansi": "Nama instansi",
    "nama_singkat": "Nama singkat pada bilah atas",
    "kota": "Kota pada surat",
    "jabatan_penanda_tangan": "Jabatan penanda tangan surat",
    "nama_penanda_tangan": "Nama penanda tangan surat",
    INGATKAN_TUGAS: "Pengingat tugas: berapa hari kerja sebelum batas",
    LAPORKAN_TUGAS: "Tugas terlambat: berapa hari kerja sampai atasan diberi tahu",
    JAWAB_KINERJA: "Kinerja: berapa hari kerja atasan menjawab SKP dan keberatan",
    SERAH_PENILAI: "Kinerja: berapa hari kerja penilai lama masih menilai masa yang dipimpinnya",
    JAWAB_PELATIHAN: "Pelatihan: berapa hari kerja atasan menjawab pendaftaran",
    BUKTI_BERULANG: "Kinerja: bukti yang sama boleh dihitung lagi dalam setahun (ya atau tidak)",
    TERLIHAT_TPP: "Masukan TPP: berapa hari kerja sebelum batas pegawai sudah melihatnya",
    KP4_SEGERA: "KP4: berapa hari sebelum batas tunjangan anak diingatkan",
    MASA_BACA_LAMA: "Pindah unit: berapa hari unit lama masih membaca serah terima",
    KUIS_SEHARI: "Pelatihan: berapa kali kuis sebuah modul boleh dicoba dalam sehari",
    API_SEHARI: "API: data kepegawaian berapa orang boleh dibaca sebuah token dalam sehari",
    BANTUAN_JAWAB: "Bantuan: berapa jam paling lambat sebuah permintaan dijawab",
    RUPIAH_NILAI: "Ruang rancang: rupiah sebulan untuk setiap nilai jabatan",
    PERHATIAN_PREDIKAT: "Perhatian kinerja: mulai berapa persen pegawai di bawah predikat baik",
    PERHATIAN_TERLAMBAT: "Perhatian kinerja: mulai berapa persen evaluasi belum disampaikan sesudah batas",
    PERHATIAN_KEBERATAN: "Perhatian kinerja: mulai berapa persen hasil diberatkan",
    PERHATIAN_BUKTI: "Perhatian kinerja: mulai berapa persen yang dinilai tanpa bukti dukung",
    SANGGAH_MERIT: "Merit: berapa hari kerja hasil yang terbit boleh disanggah",
    JAWAB_SANGGAH_MERIT: "Merit: berapa hari kerja sanggah dijawab",
    PERINGKAT_TAMPAK: "Merit: peringkat tampak bagi pegawai itu sendiri (ya atau tidak)",
    # How long each class of documents is kept (berkas.enums.Retensi), in years; without one nothing is past its time.
    f"{MASA_SIMPAN}perseorangan": "Masa simpan berkas perseorangan: berapa tahun sejak berhenti menjadi pegawai",
    f"{MASA_SIMPAN}pendukung": "Masa simpan bukti pendukung: berapa tahun sejak diunggah",
    f"{MASA_SIMPAN}sementara": "Masa simpan dokumen sementara: berapa tahun sejak diunggah",
}
# Settings that are a number of working days: what holds until an agency writes its own, and the largest sensible one.
HARI_KERJA = {
    INGATKAN_TUGAS: 1,
    LAPORKAN_TUGAS: 1,
    JAWAB_KINERJA: 5,
    SERAH_PENILAI: 14,
    JAWAB_PELATIHAN: 5,
    TERLIHAT_TPP: 5,
    SANGGAH_MERIT: 10,
    JAWAB_SANGGAH_MERIT: 10,
}
HARI_KERJA_TERBANYAK = 30


@dataclass(frozen=True)
class Bilangan:
    """A setting that is a number of something: what holds until an agency writes its own, and the sensible ends."""

    bawaan: int
    paling_sedikit: int
    paling_banyak: int
    satuan: str

    def holds(self, nilai: str) -> bool:
        return nilai.isascii() and nilai.isdigit() and self.paling_sedikit <= int(nilai) <= self.paling_banyak


# Habits of an agency, not of the law; the day of the act decides which value counts.
BILANGAN = {
    KP4_SEGERA: Bilangan(90, 0, 365, "hari"),
    MASA_BACA_LAMA: Bilangan(90, 0, 365, "hari"),
    # 0: the agency has no rate, and drafts show points only.
    RUPIAH_NILAI: Bilangan(0, 0, 1_000_000, "rupiah"),
    BANTUAN_JAWAB: Bilangan(72, 1, 720, "jam"),
    KUIS_SEHARI: Bilangan(5, 1, 50, "kali"),
    # An exchange with another system that reads everybody every night is agreed on, and written here with its basis.
    API_SEHARI: Bilangan(5_000, 0, 1_000_000, "orang"),
    # From which share on a unit is pointed out.
    PERHATIAN_PREDIKAT: Bilangan(15, 1, 100, "persen"),
    PERHATIAN_TERLAMBAT: Bilangan(10, 1, 100, "persen"),
    PERHATIAN_KEBERATAN: Bilangan(5, 1, 100, "persen"),
    PERHATIAN_BUKTI: Bilangan(50, 1, 100, "persen"),
}


def is_hari_kerja(nilai: str) -> bool:
    return nilai.isascii() and nilai.isdigit() and int(nilai) <= HARI_KERJA_TERBANYAK


TAHUN_TERBANYAK = 100


def is_tahun(nilai: str) -> bool:
    """A number of years that a document may be kept."""
    return nilai.isascii() and nilai.isdigit() and 1 <= int(nilai) <= TAHUN_TERBANYAK
