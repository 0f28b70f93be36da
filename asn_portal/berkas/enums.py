"""Words of documents: how long they are kept, whether a scanner saw them, how their picture stands."""

from django.db.models import TextChoices


class Retensi(TextChoices):
    """How long a kind of document is kept. The periods themselves are the agency's schedule, not ours."""

    PERSEORANGAN = (
        "perseorangan",
        "Berkas perseorangan: selama menjadi pegawai, sesudahnya menurut jadwal retensi arsip",
    )
    PENDUKUNG = "pendukung", "Bukti pendukung: sampai urusannya selesai, sesudahnya menurut jadwal retensi arsip"
    SEMENTARA = "sementara", "Sementara: selama Anda memerlukannya"


class HasilPindai(TextChoices):
    BERSIH = "bersih", "Bersih dari virus"
    TIDAK_DIPINDAI = "tidak_dipindai", "Tidak dipindai"


class Pratinjau(TextChoices):
    """The picture of the first page, made in the background."""

    MENUNGGU = "menunggu", "Sedang disiapkan"
    ADA = "ada", "Ada"
    GAGAL = "gagal", "Tidak dapat dibuat"


class StatusNaskah(TextChoices):
    """Where an official paper stands."""

    KONSEP = "konsep", "Konsep"
    PARAF = "paraf", "Menunggu paraf"
    TANDA_TANGAN = "tanda_tangan", "Menunggu tanda tangan"
    PEMERIKSAAN = "pemeriksaan", "Menunggu pemeriksaan kedua"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"
    TERKIRIM = "terkirim", "Terkirim"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DICABUT = "dicabut", "Dicabut"


class LangkahNaskah(TextChoices):
    """What happened to a paper, as its history tells it."""

    DIBUAT = "dibuat", "Konsep dibuat"
    DIPERBAIKI = "diperbaiki", "Konsep diperbaiki"
    DIAJUKAN = "diajukan", "Diajukan"
    DIPARAF = "diparaf", "Diparaf"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan untuk diperbaiki"
    DISIAPKAN = "disiapkan", "Disiapkan untuk tanda tangan basah"
    DIUNGGAH = "diunggah", "Pindaian bertanda tangan diunggah"
    DITOLAK = "ditolak", "Pindaian ditolak pemeriksa kedua"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"
    DIPASTIKAN = "dipastikan", "Pindaian dipastikan pemeriksa kedua"
    TERKIRIM = "terkirim", "Terkirim"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DICABUT = "dicabut", "Dicabut"


class CaraTandaTangan(TextChoices):
    TTE = "tte", "Tanda tangan elektronik"
    BASAH = "basah", "Tanda tangan basah"
