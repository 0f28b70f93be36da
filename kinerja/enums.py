"""Words of performance: where it is kept, forms, states. Labels are what people read."""

from django.db.models import TextChoices


class IramaEvaluasi(TextChoices):
    """How often an agency evaluates within the year."""

    BULANAN = "bulanan", "Setiap bulan"
    TRIWULAN = "triwulan", "Setiap triwulan"


class SumberKinerja(TextChoices):
    """Where a population writes its plans and receives its ratings; elsewhere than here nobody is asked here."""

    PORTAL = "portal", "Portal ini"
    EKINERJA = "ekinerja", "e-Kinerja BKN"
    RUANG_GTK = "ruang_gtk", "Ruang GTK"


class TahapKinerja(TextChoices):
    """What has a window of its own in the year."""

    RENCANA = "rencana", "Rencana kinerja (SKP)"
    PERIODIK = "periodik", "Evaluasi periodik"
    TAHUNAN = "tahunan", "Evaluasi tahunan"


class PendekatanSKP(TextChoices):
    KUANTITATIF = "kuantitatif", "Kuantitatif"
    KUALITATIF = "kualitatif", "Kualitatif"


class BentukSKP(TextChoices):
    """The two forms of PermenPANRB 6/2022."""

    JPT = "jpt", "JPT dan pimpinan unit kerja mandiri"
    JA_JF = "ja_jf", "Jabatan administrasi dan fungsional"


class StatusSKP(TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DISETUJUI = "disetujui", "Disetujui"
    DIGANTI = "diganti", "Diganti versi berikutnya"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusEvaluasi(TextChoices):
    BELUM_MULAI = "belum_mulai", "Belum mulai"
    DRAF = "draf", "Draf"
    DIKIRIM = "dikirim", "Dikirim ke penilai"
    DINILAI = "dinilai", "Dinilai"
    DISAMPAIKAN = "disampaikan", "Disampaikan"
    KEBERATAN = "keberatan", "Keberatan diajukan"
    DIPUTUS = "diputus", "Keberatan diputus"
    FINAL = "final", "Final"


BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
ROMAWI = ("I", "II", "III", "IV")


class JenisEvaluasi(TextChoices):
    """Over what an evaluation looks."""

    BULANAN = "bulanan", "Bulanan"
    TRIWULAN = "triwulan", "Triwulan"
    TAHUNAN = "tahunan", "Tahunan"

    def named(self, tahun: int, nomor: int) -> str:
        """Mei 2026, Triwulan III 2026, Tahun 2026."""
        if self is JenisEvaluasi.BULANAN:
            return f"{BULAN[nomor - 1]} {tahun}"
        return f"Triwulan {ROMAWI[nomor - 1]} {tahun}" if self is JenisEvaluasi.TRIWULAN else f"Tahun {tahun}"

    def within(self, tahun: int, nomor: int) -> str:
        """In a sentence: Mei 2026, triwulan III 2026."""
        named = self.named(tahun, nomor)
        return named if self is JenisEvaluasi.BULANAN else named[:1].lower() + named[1:]


class JenisBukti(TextChoices):
    BERKAS = "berkas", "Berkas"
    FOTO = "foto", "Foto"
    TAUTAN = "tautan", "Tautan"
    # The report of a shift that the person has confirmed.
    REGU = "regu", "Laporan regu"


class StatusSebutan(TextChoices):
    """What somebody named in a report of a shift says of it."""

    MENUNGGU = "menunggu", "Menunggu jawaban"
    DIAKUI = "diakui", "Diakui"
    DISANGKAL = "disangkal", "Disangkal"


class HubunganPandangan(TextChoices):
    """From where somebody sees another's work."""

    REKAN = "rekan", "Rekan setingkat"
    BAWAHAN = "bawahan", "Bawahan"


class JenisUmpanBalik(TextChoices):
    """The first four go downwards, the last one upwards."""

    APRESIASI = "apresiasi", "Apresiasi"
    PERBAIKAN = "perbaikan", "Perlu perbaikan"
    DIALOG = "dialog", "Catatan dialog kinerja"
    BIMBINGAN = "bimbingan", "Bimbingan (coaching)"
    KE_ATASAN = "ke_atasan", "Kepada atasan"


class PutusanKeberatan(TextChoices):
    TETAP = "tetap", "Hasil evaluasi tetap"
    UBAH = "ubah", "Hasil evaluasi diubah"


class JawabanKalibrasi(TextChoices):
    TERIMA = "terima", "Diterima penilai"
    TOLAK = "tolak", "Tidak diterima penilai"


class HasilPerbaikan(TextChoices):
    """What came of a plan to improve."""

    TERCAPAI = "tercapai", "Tercapai"
    SEBAGIAN = "sebagian", "Tercapai sebagian"
    BELUM = "belum", "Belum tercapai"


class PutusanNominasi(TextChoices):
    DITERUSKAN = "diteruskan", "Diteruskan"
    TIDAK = "tidak", "Tidak diteruskan"


class Pelaku(TextChoices):
    """Who takes a step. The policy layer says who that is today."""

    PEMILIK = "pemilik", "Pegawai yang dinilai"
    PENILAI = "penilai", "Pejabat penilai kinerja"
    ATASAN_PENILAI = "atasan_penilai", "Atasan pejabat penilai kinerja"
    PORTAL = "portal", "Portal, dengan sendirinya"


class JenisHasil(TextChoices):
    UTAMA = "utama", "Utama"
    TAMBAHAN = "tambahan", "Tambahan"


class Perspektif(TextChoices):
    PENERIMA_LAYANAN = "penerima_layanan", "Penerima layanan"
    PROSES_BISNIS = "proses_bisnis", "Proses bisnis"
    PENGUATAN_INTERNAL = "penguatan_internal", "Penguatan internal"
    ANGGARAN = "anggaran", "Anggaran"


class Aspek(TextChoices):
    KUANTITAS = "kuantitas", "Kuantitas"
    KUALITAS = "kualitas", "Kualitas"
    WAKTU = "waktu", "Waktu"
    BIAYA = "biaya", "Biaya"


class NilaiDasar(TextChoices):
    """BerAKHLAK; the statements of each stand in aturan/tabel/berakhlak.toml."""

    PELAYANAN = "berorientasi_pelayanan", "Berorientasi Pelayanan"
    AKUNTABEL = "akuntabel", "Akuntabel"
    KOMPETEN = "kompeten", "Kompeten"
    HARMONIS = "harmonis", "Harmonis"
    LOYAL = "loyal", "Loyal"
    ADAPTIF = "adaptif", "Adaptif"
    KOLABORATIF = "kolaboratif", "Kolaboratif"


class JenisAngkaKredit(TextChoices):
    """What a row of angka kredit stands for."""

    DASAR = "dasar", "Angka kredit dasar"
    INTEGRASI = "integrasi", "Hasil integrasi"
    KONVERSI = "konversi", "Konversi predikat"


class KeadaanTPP(TextChoices):
    """What a month knows of one person's performance."""

    ADA = "ada", "Ada predikat"
    LUAR = "luar", "Predikat dari sistem lain"
    BELUM = "belum", "Belum ada predikat"
