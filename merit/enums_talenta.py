"""Words of succession, honours and the pulse survey."""

from django.db.models import TextChoices


class StatusSuksesi(TextChoices):
    """Where a succession plan stands: the committee proposes, PPK decides."""

    DISUSUN = "disusun", "Disusun komite"
    DIUSULKAN = "diusulkan", "Menunggu keputusan PPK"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DITUTUP = "ditutup", "Ditutup"


class SebabSuksesi(TextChoices):
    KOSONG = "kosong", "Jabatan kosong"
    SEGERA = "segera_kosong", "Segera kosong"
    KRITIS = "kritis", "Jabatan kritis"


class StatusPilihan(TextChoices):
    DIUSULKAN = "diusulkan", "Menunggu tanda tangan kedua"
    DISETUJUI = "disetujui", "Disetujui"
    DITOLAK = "ditolak", "Tidak disetujui"
    DICABUT = "dicabut", "Dicabut"


class StatusUji(TextChoices):
    """Where a result of a technical test stands. The first counts at once; a correction after a second signature."""

    BERLAKU = "berlaku", "Berlaku"
    MENUNGGU = "menunggu", "Menunggu tanda tangan kedua"
    DITOLAK = "ditolak", "Koreksi tidak disetujui"
    DIGANTIKAN = "digantikan", "Digantikan koreksi"


class JenisAjang(TextChoices):
    KINERJA = "kinerja", "Hasil kerja"
    INOVASI = "inovasi", "Inovasi dan prestasi"
    SATYALANCANA = "satyalancana", "Satyalancana Karya Satya"
    TIM = "tim", "Tim"


class StatusAjang(TextChoices):
    TERBUKA = "terbuka", "Menerima usulan"
    PENJURIAN = "penjurian", "Dinilai juri"
    DIPUTUS = "diputus", "Diputus, menunggu surat keputusan"
    TERBIT = "terbit", "Ditetapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusUsulanPenghargaan(TextChoices):
    DIUSULKAN = "diusulkan", "Diusulkan"
    PENERIMA = "penerima", "Penerima"
    BELUM = "belum_terpilih", "Belum terpilih"
    DICABUT = "dicabut", "Dicabut"


class StatusSurvei(TextChoices):
    DRAF = "draf", "Draf"
    DIBUKA = "dibuka", "Dibuka"
    DITUTUP = "ditutup", "Ditutup"


class JenisPertanyaan(TextChoices):
    KEPUASAN = "kepuasan", "Kepuasan (skala 1 sampai 5)"
    KETERIKATAN = "keterikatan", "Keterikatan (skala 1 sampai 5)"
    BEBAS = "bebas", "Saran (tulisan bebas)"
