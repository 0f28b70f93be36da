"""Words of learning: forms, states, ways to give places. Labels are what people read."""

from django.db.models import IntegerChoices, TextChoices


class BentukPelatihan(TextChoices):
    """Forms of aturan/tabel/jp_konversi.toml; a test holds the two lists to each other."""

    MANAJERIAL = "pelatihan_manajerial", "Pelatihan manajerial"
    TEKNIS = "pelatihan_teknis", "Pelatihan teknis"
    FUNGSIONAL = "pelatihan_fungsional", "Pelatihan fungsional"
    SOSIAL_KULTURAL = "pelatihan_sosial_kultural", "Pelatihan sosial kultural"
    KEPEMIMPINAN = "pelatihan_kepemimpinan", "Pelatihan struktural kepemimpinan"
    ELEARNING = "elearning", "E-learning"
    KURSUS = "kursus", "Kursus"
    PENATARAN = "penataran", "Penataran"
    BIMTEK = "bimtek", "Bimbingan teknis"
    PJJ = "pjj", "Pelatihan jarak jauh"
    SEMINAR = "seminar", "Seminar"
    KONFERENSI = "konferensi", "Konferensi"
    SARASEHAN = "sarasehan", "Sarasehan"
    WORKSHOP = "workshop", "Workshop"
    LOKAKARYA = "lokakarya", "Lokakarya"
    BELAJAR_MANDIRI = "belajar_mandiri", "Belajar mandiri"
    KOMUNITAS = "komunitas_belajar", "Komunitas belajar"
    MAGANG = "magang", "Magang atau praktik kerja"
    DETASERING = "detasering", "Detasering"
    PERTUKARAN = "pertukaran_swasta", "Pertukaran dengan swasta, BUMN, atau BUMD"
    BENCHMARKING = "benchmarking", "Benchmarking atau visitasi"
    COACHING = "coaching", "Coaching"
    MENTORING = "mentoring", "Mentoring"
    BIMBINGAN_KERJA = "bimbingan_di_tempat_kerja", "Bimbingan di tempat kerja"


class JalurPelatihan(TextChoices):
    KLASIKAL = "klasikal", "Klasikal"
    NONKLASIKAL = "nonklasikal", "Nonklasikal"


B = BentukPelatihan
KLASIKAL = frozenset({
    B.MANAJERIAL, B.TEKNIS, B.FUNGSIONAL, B.SOSIAL_KULTURAL, B.KEPEMIMPINAN, B.KURSUS, B.PENATARAN, B.BIMTEK, B.SEMINAR,
    B.KONFERENSI, B.SARASEHAN, B.WORKSHOP, B.LOKAKARYA,
})  # fmt: skip
# SIASN's list of kinds of training (jenis_diklat) by form; a test holds it to the reference list.
JENIS_DIKLAT: dict[str, int] = {
    B.MANAJERIAL: 5, B.TEKNIS: 3, B.FUNGSIONAL: 2, B.SOSIAL_KULTURAL: 6, B.KEPEMIMPINAN: 1, B.ELEARNING: 16, B.KURSUS: 11,
    B.PENATARAN: 12, B.BIMTEK: 8, B.PJJ: 17, B.SEMINAR: 9, B.KONFERENSI: 9, B.SARASEHAN: 9, B.WORKSHOP: 4, B.LOKAKARYA: 4,
    B.BELAJAR_MANDIRI: 22, B.KOMUNITAS: 23, B.MAGANG: 10, B.DETASERING: 18, B.PERTUKARAN: 21, B.BENCHMARKING: 20,
    B.COACHING: 14, B.MENTORING: 15, B.BIMBINGAN_KERJA: 24,
}  # fmt: skip


def jalur_of(bentuk: str) -> JalurPelatihan:
    return JalurPelatihan.KLASIKAL if bentuk in KLASIKAL else JalurPelatihan.NONKLASIKAL


class TingkatPelatihan(TextChoices):
    NASIONAL = "nasional", "Nasional"
    INTERNASIONAL = "internasional", "Internasional"


class RumpunPelatihan(TextChoices):
    KEPEMIMPINAN = "kepemimpinan", "Kepemimpinan"
    KEPEGAWAIAN = "kepegawaian", "Kepegawaian"
    KEUANGAN = "keuangan", "Keuangan dan aset"
    HUKUM = "hukum", "Hukum dan pengawasan"
    DIGITAL = "digital", "Digital dan data"
    PELAYANAN = "pelayanan", "Pelayanan publik"
    KESEHATAN = "kesehatan", "Kesehatan"
    PENDIDIKAN = "pendidikan", "Pendidikan"
    LINGKUNGAN = "lingkungan", "Lingkungan dan iklim"
    KOTA = "kota", "Tata kota dan prasarana"
    BENCANA = "bencana", "Kebakaran dan kebencanaan"
    SOSIAL = "sosial", "Sosial dan ekonomi"


class JenjangPelatihan(TextChoices):
    DASAR = "dasar", "Dasar"
    MENENGAH = "menengah", "Menengah"
    LANJUT = "lanjut", "Lanjut"


class JenisPenyelenggara(TextChoices):
    BPSDM = "bpsdm", "BPSDM"
    PERGURUAN_TINGGI = "perguruan_tinggi", "Perguruan tinggi"
    SWASTA = "swasta", "Perusahaan swasta"
    ORGANISASI_PROFESI = "organisasi_profesi", "Organisasi profesi"
    INSTANSI_LAIN = "instansi_lain", "Instansi lain"


class StatusAngkatan(TextChoices):
    DRAF = "draf", "Draf"
    DIBUKA = "dibuka", "Pendaftaran dibuka"
    TERISI = "terisi", "Peserta ditetapkan"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class CaraTempat(TextChoices):
    """How places are given when more people ask than there are places."""

    PRIORITAS = "prioritas", "Prioritas, setelah pendaftaran ditutup"
    URUTAN = "urutan", "Siapa lebih dulu"
    UNDIAN = "undian", "Undian, setelah pendaftaran ditutup"


class AsalPeserta(TextChoices):
    SENDIRI = "sendiri", "Mendaftar sendiri"
    USULAN = "usulan", "Diusulkan atasan atau unit"


class StatusPeserta(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu persetujuan atasan"
    DISETUJUI = "disetujui", "Menunggu penetapan tempat"
    DITERIMA = "diterima", "Diterima"
    CADANGAN = "cadangan", "Daftar tunggu"
    DITOLAK = "ditolak", "Tidak disetujui"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    LULUS = "lulus", "Lulus"
    TIDAK_LULUS = "tidak_lulus", "Tidak lulus"
    TIDAK_HADIR = "tidak_hadir", "Tidak hadir"


class CaraHadir(TextChoices):
    QR = "qr", "Kode sesi"
    DAFTAR = "daftar", "Daftar hadir"


class AsalSertifikat(TextChoices):
    ANGKATAN = "angkatan", "Pelatihan lewat portal"
    MODUL = "modul", "Modul daring"
    LUAR = "luar", "Pelatihan di luar portal"
    KEGIATAN = "kegiatan", "Magang, coaching, atau mentoring lewat portal"


class StatusSertifikat(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu diperiksa"
    DISAHKAN = "disahkan", "Sah"
    DITOLAK = "ditolak", "Ditolak"
    DICABUT = "dicabut", "Dicabut"


class JenisBagian(TextChoices):
    TEKS = "teks", "Bacaan"
    VIDEO = "video", "Video"
    PDF = "pdf", "Berkas PDF"
    GAMBAR = "gambar", "Gambar"
    PAKET = "paket", "Paket SCORM atau H5P"
    KUIS = "kuis", "Kuis"


# What is a file or a link, or only a file.
BERTAUTAN = frozenset({JenisBagian.VIDEO, JenisBagian.PDF})
BERBERKAS = BERTAUTAN | {JenisBagian.GAMBAR, JenisBagian.PAKET}


class JenisBahan(TextChoices):
    """What an uploaded file of a part is, by its content."""

    PDF = "pdf", "Berkas PDF"
    GAMBAR = "gambar", "Gambar"
    VIDEO = "video", "Video"
    SCORM_12 = "scorm_12", "Paket SCORM 1.2"
    SCORM_2004 = "scorm_2004", "Paket SCORM 2004"
    H5P = "h5p", "Paket H5P"


PAKET = frozenset({JenisBahan.SCORM_12, JenisBahan.SCORM_2004, JenisBahan.H5P})


class KeadaanPaket(TextChoices):
    """What a package has said about how far somebody is."""

    BERJALAN = "berjalan", "Sedang dipelajari"
    SELESAI = "selesai", "Selesai"
    LULUS = "lulus", "Lulus"
    GAGAL = "gagal", "Belum lulus"


class SumberUkur(TextChoices):
    """Whose view of a level it is. Only the assessor's counts for the gap; the other two stand beside it."""

    ASESMEN = "asesmen", "Penilaian kompetensi"
    MANDIRI = "mandiri", "Menurut pegawai"
    ATASAN = "atasan", "Menurut atasan"


class Kemendesakan(IntegerChoices):
    TIGA_TAHUN = 1, "Dalam tiga tahun"
    TAHUN_INI = 2, "Dalam setahun"
    SEGERA = 3, "Segera"


class StatusKebutuhan(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu ditelaah"
    DITERIMA = "diterima", "Masuk analisis"
    DITOLAK = "ditolak", "Tidak dilanjutkan"


class CaraBelajar(TextChoices):
    """The three kinds of learning of 70-20-10."""

    PENGALAMAN = "pengalaman", "Pengalaman di pekerjaan"
    SOSIAL = "sosial", "Belajar dari orang lain"
    FORMAL = "formal", "Pelatihan formal"


class StatusRencana(TextChoices):
    DRAF = "draf", "Sedang disusun"
    DIAJUKAN = "diajukan", "Menunggu atasan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan atasan"
    DISEPAKATI = "disepakati", "Disepakati"


class StatusRencanaInstansi(TextChoices):
    DRAF = "draf", "Draf"
    KONSULTASI = "konsultasi", "Dikonsultasikan"
    DITETAPKAN = "ditetapkan", "Ditetapkan"


class Tanggapan(TextChoices):
    """What becomes of a partner's comment."""

    DITERIMA = "diterima", "Diterima"
    SEBAGIAN = "sebagian", "Diterima sebagian"
    TERCAKUP = "tercakup", "Sudah tercakup"
    TIDAK = "tidak", "Tidak diterima"


# Forms of learning at another place of work (models.magang).
BENTUK_MAGANG = (B.MAGANG, B.DETASERING, B.PERTUKARAN)


class StatusMagang(TextChoices):
    """Of an offer."""

    DRAF = "draf", "Draf"
    DIBUKA = "dibuka", "Menerima lamaran"
    BERJALAN = "berjalan", "Peserta terpilih"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusPesertaMagang(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu persetujuan atasan"
    DISETUJUI = "disetujui", "Menunggu seleksi"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Tidak disetujui atasan"
    TIDAK_TERPILIH = "tidak_terpilih", "Belum terpilih"
    MUNDUR = "mundur", "Mengundurkan diri"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    SELESAI = "selesai", "Selesai"
    TIDAK_SELESAI = "tidak_selesai", "Tidak selesai"


class StatusCatatan(TextChoices):
    """Of one day in the logbook."""

    MENUNGGU = "menunggu", "Menunggu mentor"
    DISAHKAN = "disahkan", "Disahkan mentor"
    DIKEMBALIKAN = "dikembalikan", "Perlu diperbaiki"


class Pembiayaan(TextChoices):
    APBD = "apbd", "APBD"
    APBN = "apbn", "APBN"
    BEASISWA = "beasiswa", "Beasiswa atau sponsor"
    MANDIRI = "mandiri", "Biaya sendiri"


class StatusTugasBelajar(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu persetujuan atasan"
    DISETUJUI = "disetujui", "Menunggu penetapan"
    BERJALAN = "berjalan", "Sedang tugas belajar"
    SELESAI = "selesai", "Kembali bekerja"
    DITOLAK = "ditolak", "Tidak disetujui"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class JenisBimbingan(TextChoices):
    COACHING = "coaching", "Coaching"
    MENTORING = "mentoring", "Mentoring"


class StatusBimbingan(TextChoices):
    DIMINTA = "diminta", "Menunggu jawaban"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    DITOLAK = "ditolak", "Belum bersedia"
    DIHENTIKAN = "dihentikan", "Dihentikan"
