"""Words of merit."""

from django.db.models import TextChoices


class JenisInstrumen(TextChoices):
    TALENTA = "talenta", "Manajemen talenta"
    INDEKS = "indeks", "Indeks profesionalitas ASN"


class StatusVersi(TextChoices):
    DRAF = "draf", "Draf"
    TERBIT = "terbit", "Berlaku"
    DIBUANG = "dibuang", "Tidak diteruskan"


class StatusPutaran(TextChoices):
    """Where a run stands. Only one that was checked may be published."""

    DRAF = "draf", "Draf"
    BERJALAN = "berjalan", "Sedang dihitung"
    SELESAI = "selesai", "Selesai dihitung"
    DIPERIKSA = "diperiksa", "Sudah diperiksa"
    TERBIT = "terbit", "Terbit"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class PemicuPutaran(TextChoices):
    JADWAL = "jadwal", "Setiap bulan"
    PERMINTAAN = "permintaan", "Diminta pengelola"
    KOREKSI = "koreksi", "Koreksi putaran terbit"


class Kohort(TextChoices):
    """Whose run it is. Ranks are given inside it by jenjang and by rumpun, never over everybody."""

    SEMUA = "semua", "Semua pegawai"
    JPT = "jpt", "Jabatan pimpinan tinggi"
    ADMINISTRATOR = "administrator", "Administrator"
    PENGAWAS = "pengawas", "Pengawas"
    FUNGSIONAL = "fungsional", "Jabatan fungsional"
    PELAKSANA = "pelaksana", "Pelaksana"


class StatusNilai(TextChoices):
    """Missing data and a closed gate are no low score."""

    LENGKAP = "lengkap", "Lengkap"
    BELUM_LENGKAP = "belum_lengkap", "Belum lengkap"
    TIDAK_MEMENUHI = "tidak_memenuhi", "Tidak memenuhi syarat"


class StatusSanggah(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu jawaban"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Tidak diterima"
    DICABUT = "dicabut", "Dicabut"
