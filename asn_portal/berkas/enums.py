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
