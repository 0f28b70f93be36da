"""The dated settings of an agency, by key and as people call them."""

INGATKAN_TUGAS = "tugas_ingatkan_hari_kerja"
LAPORKAN_TUGAS = "tugas_laporkan_hari_kerja"

MASA_SIMPAN = "masa_simpan_"

PENGATURAN = {
    "nama_instansi": "Nama instansi",
    "nama_singkat": "Nama singkat pada bilah atas",
    "kota": "Kota pada surat",
    "jabatan_penanda_tangan": "Jabatan penanda tangan surat",
    "nama_penanda_tangan": "Nama penanda tangan surat",
    INGATKAN_TUGAS: "Pengingat tugas: berapa hari kerja sebelum batas",
    LAPORKAN_TUGAS: "Tugas terlambat: berapa hari kerja sampai atasan diberi tahu",
    # How long each class of documents is kept (berkas.enums.Retensi), in years; without one nothing is past its time.
    f"{MASA_SIMPAN}perseorangan": "Masa simpan berkas perseorangan: berapa tahun sejak berhenti menjadi pegawai",
    f"{MASA_SIMPAN}pendukung": "Masa simpan bukti pendukung: berapa tahun sejak diunggah",
    f"{MASA_SIMPAN}sementara": "Masa simpan dokumen sementara: berapa tahun sejak diunggah",
}
# Settings that are a number of working days: what holds until an agency writes its own, and the largest sensible one.
HARI_KERJA = {INGATKAN_TUGAS: 1, LAPORKAN_TUGAS: 1}
HARI_KERJA_TERBANYAK = 30


def is_hari_kerja(nilai: str) -> bool:
    return nilai.isascii() and nilai.isdigit() and int(nilai) <= HARI_KERJA_TERBANYAK


TAHUN_TERBANYAK = 100


def is_tahun(nilai: str) -> bool:
    """A number of years that a document may be kept."""
    return nilai.isascii() and nilai.isdigit() and 1 <= int(nilai) <= TAHUN_TERBANYAK
