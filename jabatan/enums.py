"""Words about positions. Slugs of kinds and levels are those of the rules (pegawai.aturan.kata)."""

from django.db.models import TextChoices


class JenisJabatan(TextChoices):
    PEJABAT_NEGARA = "pejabat_negara", "Gubernur atau wakil gubernur"
    JPT_UTAMA = "jpt_utama", "JPT utama"
    JPT_MADYA = "jpt_madya", "JPT madya"
    JPT_PRATAMA = "jpt_pratama", "JPT pratama"
    ADMINISTRATOR = "administrator", "Administrator"
    PENGAWAS = "pengawas", "Pengawas"
    FUNGSIONAL = "fungsional", "Jabatan fungsional"
    PELAKSANA = "pelaksana", "Pelaksana"
    # A unit led by a functional official: kepala sekolah, kepala puskesmas. Its holder is counted in the own seat.
    TUGAS_TAMBAHAN = "tugas_tambahan", "Tugas tambahan"


STRUKTURAL = (
    JenisJabatan.JPT_UTAMA, JenisJabatan.JPT_MADYA, JenisJabatan.JPT_PRATAMA, JenisJabatan.ADMINISTRATOR,
    JenisJabatan.PENGAWAS,
)  # fmt: skip
# One holder on any day.
TUNGGAL = (JenisJabatan.PEJABAT_NEGARA, *STRUKTURAL, JenisJabatan.TUGAS_TAMBAHAN)
# Their holders are no bezetting: they have no NIP, or are counted in another seat.
TAK_DIHITUNG = (JenisJabatan.PEJABAT_NEGARA, JenisJabatan.TUGAS_TAMBAHAN)


class Jenjang(TextChoices):
    PEMULA = "pemula", "Pemula"
    TERAMPIL = "terampil", "Terampil"
    MAHIR = "mahir", "Mahir"
    PENYELIA = "penyelia", "Penyelia"
    AHLI_PERTAMA = "ahli_pertama", "Ahli Pertama"
    AHLI_MUDA = "ahli_muda", "Ahli Muda"
    AHLI_MADYA = "ahli_madya", "Ahli Madya"
    AHLI_UTAMA = "ahli_utama", "Ahli Utama"


class JenisPenempatan(TextChoices):
    DEFINITIF = "definitif", "Definitif"
    RANGKAP = "rangkap", "Rangkap jabatan"
    TUGAS_TAMBAHAN = "tugas_tambahan", "Tugas tambahan"
    PLT = "plt", "Pelaksana tugas (Plt.)"
    PLH = "plh", "Pelaksana harian (Plh.)"
    PJ = "pj", "Penjabat (Pj.)"


# Who holds a seat as his own, and who acts for its holder.
PEJABAT = (JenisPenempatan.DEFINITIF, JenisPenempatan.RANGKAP, JenisPenempatan.TUGAS_TAMBAHAN)
PELAKSANA_TUGAS = (JenisPenempatan.PLT, JenisPenempatan.PLH, JenisPenempatan.PJ)
SEBUTAN = {JenisPenempatan.PLT: "Plt.", JenisPenempatan.PLH: "Plh.", JenisPenempatan.PJ: "Pj."}


class SebabLuarPeta(TextChoices):
    """Why somebody stands in no seat of the map."""

    TUGAS_BELAJAR = "tugas_belajar", "Tugas belajar"
    CLTN = "cltn", "Cuti di luar tanggungan negara"
    DPK = "dpk", "Dipekerjakan"
    DPB = "dpb", "Diperbantukan"
    MPP = "mpp", "Masa persiapan pensiun"
    UANG_TUNGGU = "uang_tunggu", "Uang tunggu"


class JenisKompetensi(TextChoices):
    MANAJERIAL = "manajerial", "Manajerial"
    SOSIAL_KULTURAL = "sosial_kultural", "Sosial kultural"
    TEKNIS = "teknis", "Teknis"


class JenisSyarat(TextChoices):
    PENDIDIKAN = "pendidikan", "Pendidikan terendah"
    PANGKAT = "pangkat", "Golongan ruang terendah"
    PENGALAMAN = "pengalaman", "Pengalaman"
    PELATIHAN = "pelatihan", "Pelatihan"


class StatusAnalisis(TextChoices):
    DIUSULKAN = "diusulkan", "Diusulkan"
    DIAMBIL_ALIH = "diambil_alih", "Diambil alih ke peta"


class JenisEvaluasi(TextChoices):
    FUNGSIONAL = "fungsional", "Jabatan fungsional dan pelaksana"
    STRUKTURAL = "struktural", "Jabatan struktural"


class StatusRancangan(TextChoices):
    """Where a draft structure stands. Until it is published the map knows nothing of it."""

    DISUSUN = "disusun", "Disusun"
    DIAJUKAN = "diajukan", "Menunggu diterbitkan"
    MENERBITKAN = "menerbitkan", "Sedang diterbitkan"
    TERBIT = "terbit", "Diterbitkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan sebelum berlaku"
    DIBUANG = "dibuang", "Dibuang"


class JenisLangkah(TextChoices):
    """One operation of a draft."""

    UNIT_BENTUK = "unit_bentuk", "Bentuk unit"
    UNIT_UBAH = "unit_ubah", "Ganti nama unit"
    UNIT_PINDAH = "unit_pindah", "Pindahkan unit"
    UNIT_GABUNG = "unit_gabung", "Gabungkan unit"
    UNIT_TUTUP = "unit_tutup", "Tutup unit"
    JABATAN_BENTUK = "jabatan_bentuk", "Bentuk jabatan"
    JABATAN_UBAH = "jabatan_ubah", "Ubah jabatan"
    JABATAN_PINDAH = "jabatan_pindah", "Pindahkan jabatan"
    JABATAN_GABUNG = "jabatan_gabung", "Gabungkan jabatan"
    JABATAN_TUTUP = "jabatan_tutup", "Tutup jabatan"
    PEMANGKU_PINDAH = "pemangku_pindah", "Pindahkan pemangku"


class StatusMutasi(TextChoices):
    DRAF = "draf", "Draf"
    DIPERIKSA = "diperiksa", "Diperiksa, menunggu persetujuan"
    DISETUJUI = "disetujui", "Disetujui"
    TERBIT = "terbit", "Terbit, menunggu hari pelantikan"
    SELESAI = "selesai", "Sudah berlaku"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusButirMutasi(TextChoices):
    IKUT = "ikut", "Ikut"
    DIKELUARKAN = "dikeluarkan", "Dikeluarkan"
    BERLAKU = "berlaku", "Sudah berlaku"
    TERTINGGAL = "tertinggal", "Tertinggal"


class StatusTim(TextChoices):
    DRAF = "draf", "Draf"
    AKTIF = "aktif", "Bekerja"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class PeranTim(TextChoices):
    KETUA = "ketua", "Ketua"
    ANGGOTA = "anggota", "Anggota"


class LingkupTim(TextChoices):
    INTERNAL = "internal", "Dalam satu unit"
    LINTAS = "lintas", "Lintas unit"


class StatusPanggilan(TextChoices):
    TERBUKA = "terbuka", "Terbuka"
    SELESAI = "selesai", "Selesai dipilih"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusLamaran(TextChoices):
    MENUNGGU = "menunggu", "Menunggu pilihan"
    DIPILIH = "dipilih", "Dipilih"
    TIDAK_DIPILIH = "tidak_dipilih", "Tidak dipilih"
    DITARIK = "ditarik", "Ditarik"


class IzinAtasan(TextChoices):
    MENUNGGU = "menunggu", "Menunggu izin atasan"
    DIIZINKAN = "diizinkan", "Diizinkan atasan"
    TIDAK = "tidak", "Tidak diizinkan atasan"


class KeyakinanJadwal(TextChoices):
    """How surely a day is known; the same words as in the rule book (core.regulasi.URAIAN_KEYAKINAN)."""

    DUA = "S2", "Dilihat dalam dua sumber atau lebih"
    SATU = "S", "Dilihat dalam satu sumber"
    BELUM = "K", "Belum dilihat dalam sumber"
