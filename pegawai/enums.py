"""Words about people. The shared words of career (golongan, pendidikan, jenis jabatan) join with the next issues."""

from django.db.models import TextChoices


class JenisKelamin(TextChoices):
    LAKI_LAKI = "l", "Laki-laki"
    PEREMPUAN = "p", "Perempuan"


class JenisPegawai(TextChoices):
    PNS = "pns", "PNS"
    CPNS = "cpns", "CPNS"
    PPPK = "pppk", "PPPK"
    PPPK_PARUH_WAKTU = "pppk_paruh_waktu", "PPPK paruh waktu"


# Those who serve under a contract with an end.
BERPERJANJIAN = frozenset({JenisPegawai.PPPK, JenisPegawai.PPPK_PARUH_WAKTU})


class JenisNomor(TextChoices):
    """Numbers that name a person; each is also a login name of the account."""

    NIP = "nip", "NIP"
    NRK = "nrk", "NRK"


class AlasanAtasan(TextChoices):
    """Why somebody is the superior: by the position map, as its acting holder, or by a decision of HR."""

    PETA = "peta", "Menurut peta jabatan"
    PLT = "plt", "Pelaksana tugas"
    PLH = "plh", "Pelaksana harian"
    KHUSUS = "khusus", "Ditetapkan pengelola kepegawaian"


class BagianLaporan(TextChoices):
    NAMA = "nama", "Nama"
    UNIT = "unit", "Unit"
    ATASAN = "atasan", "Atasan"


class StatusLaporan(TextChoices):
    DIAJUKAN = "diajukan", "Diajukan"
    DIPERBAIKI = "diperbaiki", "Diperbaiki"
    DIJAWAB = "dijawab", "Dijawab tanpa perubahan"


class StatusAkun(TextChoices):
    """Where a person's account stands, as HR of the unit sees it."""

    BELUM_ADA = "belum_ada", "Belum dibuatkan slip"
    SLIP = "slip", "Slip dibagikan"
    SLIP_HABIS = "slip_habis", "Slip kedaluwarsa"
    AKTIF = "aktif", "Aktif"
    NONAKTIF = "nonaktif", "Nonaktif"


class Lingkup(TextChoices):
    """Whom a list of people shows: those one looks after, or the directory of everybody."""

    KEWENANGAN = "kewenangan", "Yang saya kelola"
    DIREKTORI = "direktori", "Seluruh direktori"


class KelompokUmur(TextChoices):
    DI_BAWAH_25 = "di_bawah_25", "Di bawah 25 tahun"
    U25 = "25_29", "25-29 tahun"
    U30 = "30_34", "30-34 tahun"
    U35 = "35_39", "35-39 tahun"
    U40 = "40_44", "40-44 tahun"
    U45 = "45_49", "45-49 tahun"
    U50 = "50_54", "50-54 tahun"
    U55 = "55_59", "55-59 tahun"
    U60 = "60_ke_atas", "60 tahun ke atas"


class KelompokJabatan(TextChoices):
    """What kind of post somebody holds, as far as its name tells."""

    GURU = "guru", "Guru"
    KESEHATAN = "kesehatan", "Tenaga kesehatan"
    STRUKTURAL = "struktural", "Pimpinan unit"
    FUNGSIONAL = "fungsional", "Fungsional lain"
    PELAKSANA = "pelaksana", "Pelaksana"


class Kekurangan(TextChoices):
    """What a record may lack."""

    ATASAN = "tanpa_atasan", "Atasan belum ada"
    UNIT = "tanpa_unit", "Unit belum ada"
    SUREL = "tanpa_surel", "Surel belum ada"
    AKUN = "akun_belum_aktif", "Akun belum aktif"
    APA_PUN = "belum_lengkap", "Ada data yang belum lengkap"


class StatusMuatan(TextChoices):
    """A file of a reference list: shown what it would change, then applied or put aside."""

    DIPERIKSA = "diperiksa", "Diperiksa, belum diterapkan"
    DITERAPKAN = "diterapkan", "Diterapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusPutaran(TextChoices):
    """A renewal round of contracts."""

    DIBUKA = "dibuka", "Dibuka"
    DITUTUP = "ditutup", "Ditutup"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusButir(TextChoices):
    """One person in a renewal round."""

    BELUM = "belum", "Belum diusulkan"
    DIUSULKAN = "diusulkan", "Menunggu keputusan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DISETUJUI = "disetujui", "Disetujui"
    SELESAI = "selesai", "Selesai"
    GUGUR = "gugur", "Tidak diteruskan"


class PutusanPerjanjian(TextChoices):
    DIPERPANJANG = "diperpanjang", "Diperpanjang"
    TIDAK = "tidak", "Tidak diperpanjang"


class JenisBerhenti(TextChoices):
    """How somebody leaves the service of the agency."""

    MENINGGAL = "meninggal", "Meninggal dunia"
    PENSIUN = "pensiun", "Pensiun"
    PERMINTAAN = "permintaan", "Berhenti atas permintaan sendiri"
    DIBERHENTIKAN = "diberhentikan", "Diberhentikan"
    PERJANJIAN = "perjanjian", "Perjanjian kerja berakhir"
    PINDAH = "pindah", "Pindah ke instansi lain"


class StatusBerhenti(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu keputusan"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DITOLAK = "ditolak", "Ditolak"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusUrusan(TextChoices):
    """One item of the checklist of somebody who leaves."""

    TERBUKA = "terbuka", "Belum selesai"
    SELESAI = "selesai", "Selesai"
    TIDAK_PERLU = "tidak_perlu", "Tidak diperlukan"


class SumberRiwayat(TextChoices):
    """Where an accepted row comes from."""

    SIASN = "siasn", "SIASN"
    IMPOR = "impor", "Impor"
    HR = "hr", "Pengelola kepegawaian"
    USULAN = "usulan", "Usulan pegawai"
    SIMPEG = "simpeg", "SIMPEG lama"
    KINERJA = "kinerja", "Penilaian kinerja"
    PELATIHAN = "pelatihan", "Pelatihan lewat portal"


class HubunganKeluarga(TextChoices):
    SUAMI = "suami", "Suami"
    ISTRI = "istri", "Istri"
    ANAK = "anak", "Anak"
    AYAH = "ayah", "Ayah"
    IBU = "ibu", "Ibu"


class StatusAnak(TextChoices):
    KANDUNG = "kandung", "Anak kandung"
    TIRI = "tiri", "Anak tiri"
    ANGKAT = "angkat", "Anak angkat"


class TingkatHukuman(TextChoices):
    RINGAN = "r", "Ringan"
    SEDANG = "s", "Sedang"
    BERAT = "b", "Berat"


class JenisSertifikasi(TextChoices):
    STR = "str", "Surat tanda registrasi (STR)"
    SIP = "sip", "Surat izin praktik (SIP)"
    PENDIDIK = "pendidik", "Sertifikat pendidik"
    PENGADAAN = "pengadaan", "Keahlian pengadaan barang/jasa"
    KOMPETENSI = "kompetensi", "Sertifikat kompetensi"
    PROFESI = "profesi", "Sertifikat profesi lain"


class JenisUjian(TextChoices):
    """Examinations that a rise in rank may ask for."""

    DINAS_I = "dinas_1", "Ujian dinas tingkat I"
    DINAS_II = "dinas_2", "Ujian dinas tingkat II"
    PENYESUAIAN = "penyesuaian", "Ujian kenaikan pangkat penyesuaian ijazah"


class StatusTarikan(TextChoices):
    """Where data asked of SIASN are: on the way, waiting to be compared, or over."""

    MENUNGGU = "menunggu", "Sedang ditarik"
    SIAP = "siap", "Menunggu dibandingkan"
    GAGAL = "gagal", "Tidak berhasil"
    SELESAI = "selesai", "Selesai dibandingkan"


class JenisPrestasi(TextChoices):
    INOVASI = "inovasi", "Inovasi"
    PRESTASI = "prestasi", "Prestasi"


class TingkatPrestasi(TextChoices):
    UNIT = "unit", "Unit kerja"
    INSTANSI = "instansi", "Instansi"
    PROVINSI = "provinsi", "Provinsi"
    NASIONAL = "nasional", "Nasional"
    INTERNASIONAL = "internasional", "Internasional"


class StatusUsulanData(TextChoices):
    """A proposed change of the own file on its way."""

    DIAJUKAN = "diajukan", "Diajukan"
    DIPERIKSA = "diperiksa", "Lolos di unit, diperiksa provinsi"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan untuk dilengkapi"
    DITERUSKAN = "diteruskan", "Menunggu BKN atau Dukcapil"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"
    DITARIK = "ditarik", "Ditarik pengusul"


class AlasanUsulan(TextChoices):
    """Why a proposal goes back or is refused; each comes with how to put it right."""

    BUKTI_TAK_TERBACA = "bukti_tak_terbaca", "Bukti tidak terbaca"
    BUKTI_KURANG = "bukti_kurang", "Bukti kurang"
    BUKTI_BERBEDA = "bukti_berbeda", "Isi berbeda dari bukti"
    SUDAH_TERCATAT = "sudah_tercatat", "Sudah tercatat"
    BUKAN_DI_SINI = "bukan_di_sini", "Diurus di tempat lain"
    LAIN = "lain", "Sebab lain"


class LangkahPeriksa(TextChoices):
    UNIT = "unit", "Pengelola kepegawaian unit"
    PROVINSI = "provinsi", "Pengelola kepegawaian provinsi"


class TumpahanSimpeg(TextChoices):
    """Dumps of the former SIMPEG."""

    PEGAWAI = "pegawai", "Pegawai"
    PANGKAT = "pangkat", "Riwayat pangkat"
    JABATAN = "jabatan", "Riwayat jabatan"


class StatusSimpeg(TextChoices):
    """What became of a row of a dump."""

    BELUM = "belum", "Belum dicocokkan"
    COCOK = "cocok", "Cocok"
    TANPA_PADANAN = "tanpa_padanan", "Tanpa padanan"
    BERTENTANGAN = "bertentangan", "Bertentangan"
    # Somebody looked at a contradiction and said that the portal is right.
    DIPUTUS = "diputus", "Data portal dipakai"


class BentukKP(TextChoices):
    """How rises in rank are decided together."""

    BERSAMA = "bersama", "Satu keputusan dengan lampiran"
    SENDIRI = "sendiri", "Satu keputusan bagi setiap orang"


class StatusButirKP(TextChoices):
    """What became of one person of a list of rises."""

    MENUNGGU = "menunggu", "Menunggu giliran"
    DITOLAK = "ditolak", "Tidak disusun"
    DISUSUN = "disusun", "Keputusan disusun"
    DIKELUARKAN = "dikeluarkan", "Dikeluarkan dari daftar"
    TERCATAT = "tercatat", "Tercatat di riwayat"
    GAGAL = "gagal", "Belum tercatat"
    DICABUT = "dicabut", "Keputusan dicabut"
