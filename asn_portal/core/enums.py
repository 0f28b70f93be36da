"""Words of the foundation: roles, kinds of units, states. Labels are what people read."""

from django.db.models import TextChoices


class Peran(TextChoices):
    """Roles of keamanan: the first four follow from who one is; the others are rows with a beginning and an end."""

    PEGAWAI = "pegawai", "Pegawai"
    ATASAN = "atasan", "Atasan"
    ATASAN_PENILAI = "atasan_penilai", "Atasan pejabat penilai"
    KETUA_TIM = "ketua_tim", "Ketua tim"
    ADMIN_UNIT = "admin_unit", "Pengelola kepegawaian unit"
    ADMIN_BKD = "admin_bkd", "Pengelola kepegawaian provinsi"
    PENGELOLA_PELATIHAN = "pengelola_pelatihan", "Pengelola pelatihan"
    ASESOR = "asesor", "Asesor"
    KOMITE_TALENTA = "komite_talenta", "Komite talenta"
    PENANDA_TANGAN = "penanda_tangan", "Penanda tangan"
    PIMPINAN = "pimpinan", "Pimpinan"
    AUDITOR = "auditor", "Auditor"
    ADMIN_SISTEM = "admin_sistem", "Pengelola sistem"


# Nobody is given these: they follow from the records on the day of the question.
PERAN_TURUNAN = frozenset({Peran.PEGAWAI, Peran.ATASAN, Peran.ATASAN_PENILAI, Peran.KETUA_TIM})
# Appointed by one admin above, with the number of a decree.
PERAN_OPERATOR = frozenset({Peran.ADMIN_UNIT})
# Proposed by one admin, effective when a second one agrees.
PERAN_EMPAT_MATA = frozenset(Peran) - PERAN_TURUNAN - PERAN_OPERATOR
# They reach the whole agency, whatever unit they are written on; so they are written on its root and nowhere else.
PERAN_SELURUH_INSTANSI = frozenset({Peran.ADMIN_BKD, Peran.ADMIN_SISTEM, Peran.AUDITOR, Peran.PENGELOLA_PELATIHAN})
# Outside demo mode these need a second factor at login.
PERAN_DUA_LANGKAH = frozenset(
    {
        Peran.ADMIN_UNIT,
        Peran.ADMIN_BKD,
        Peran.ADMIN_SISTEM,
        Peran.ASESOR,
        Peran.KOMITE_TALENTA,
        Peran.AUDITOR,
        Peran.PIMPINAN,
    }
)


class JenisPengenal(TextChoices):
    NIP = "nip", "NIP"
    NRK = "nrk", "NRK"
    NAMA_PENGGUNA = "nama_pengguna", "Nama pengguna"


class JenisUnit(TextChoices):
    PEMERINTAH_DAERAH = "pemerintah_daerah", "Pemerintah daerah"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    BIRO = "biro", "Biro"
    INSPEKTORAT = "inspektorat", "Inspektorat"
    DINAS = "dinas", "Dinas"
    BADAN = "badan", "Badan"
    SATUAN = "satuan", "Satuan"
    WILAYAH = "wilayah", "Kota atau kabupaten administrasi"
    SUKU_DINAS = "suku_dinas", "Suku dinas"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    BIDANG = "bidang", "Bidang"
    BAGIAN = "bagian", "Bagian"
    SUBBAGIAN = "subbagian", "Subbagian"
    SEKSI = "seksi", "Seksi"
    UPT = "upt", "Unit pelaksana teknis"
    SEKOLAH = "sekolah", "Sekolah"
    PUSKESMAS = "puskesmas", "Puskesmas"
    RSUD = "rsud", "Rumah sakit umum daerah"


class AlasanUnit(TextChoices):
    """Why a dated row of a unit began."""

    DIBENTUK = "dibentuk", "Dibentuk"
    GANTI_NAMA = "ganti_nama", "Berganti nama"
    DIPINDAH = "dipindah", "Berpindah induk"
    DIGABUNG = "digabung", "Menerima penggabungan"
    DIPERBAIKI = "diperbaiki", "Perbaikan data"


class StatusUsulan(TextChoices):
    DIAJUKAN = "diajukan", "Diajukan"
    DISETUJUI = "disetujui", "Disetujui"
    DITOLAK = "ditolak", "Ditolak"
    DITARIK = "ditarik", "Ditarik"


class JenisUsulanPeran(TextChoices):
    BERI = "beri", "Memberi peran"
    CABUT = "cabut", "Mencabut peran"


class TujuanKode(TextChoices):
    AKTIVASI = "aktivasi", "Aktivasi akun"
    PEMULIHAN = "pemulihan", "Pemulihan akun"


class StatusKiriman(TextChoices):
    MENUNGGU = "menunggu", "Menunggu"
    TERKIRIM = "terkirim", "Dikerjakan"
    SELESAI = "selesai", "Selesai"
    PARKIR = "parkir", "Diparkir"


class StatusPekerjaan(TextChoices):
    """Where a job that a person started stands."""

    MENUNGGU = "menunggu", "Menunggu giliran"
    BERJALAN = "berjalan", "Sedang dikerjakan"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Tidak dapat dikerjakan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    PARKIR = "parkir", "Berhenti karena gangguan"


class AksiJejak(TextChoices):
    """What happened to a row, as the trigger writes it."""

    TAMBAH = "tambah", "Ditambah"
    UBAH = "ubah", "Diubah"
    HAPUS = "hapus", "Dihapus"


class JenisLibur(TextChoices):
    LIBUR_NASIONAL = "libur_nasional", "Hari libur nasional"
    CUTI_BERSAMA = "cuti_bersama", "Cuti bersama"


class StatusTiket(TextChoices):
    TERBUKA = "terbuka", "Menunggu jawaban"
    DIJAWAB = "dijawab", "Sudah dijawab"
    SELESAI = "selesai", "Selesai"


class TujuanTiket(TextChoices):
    """Who is to answer a request for help: the nearest HR up the tree, HR of the province, or the system's keepers."""

    UNIT = "unit", "Pengelola kepegawaian unit"
    PROVINSI = "provinsi", "Pengelola kepegawaian provinsi"
    SISTEM = "sistem", "Pengelola sistem"


class JenisBalasan(TextChoices):
    """What happened in the conversation about a request for help."""

    BALASAN = "balasan", "Balasan"
    DITERUSKAN = "diteruskan", "Diteruskan"
    SELESAI = "selesai", "Selesai"
    DIBUKA = "dibuka", "Dibuka lagi"


class KelompokKabar(TextChoices):
    """Groups of notices, as people choose how to be told of them."""

    KEAMANAN = "keamanan", "Keamanan akun"
    PERAN = "peran", "Peran dan kewenangan"
    DATA = "data", "Data kepegawaian saya"
    TUGAS = "tugas", "Tugas dan batas waktu"
    BANTUAN = "bantuan", "Permintaan bantuan"
    PEKERJAAN = "pekerjaan", "Unduhan, impor, dan pekerjaan lain yang saya mulai"
    DOKUMEN = "dokumen", "Dokumen dan naskah"
    LAIN = "lain", "Lainnya"


class CaraSurel(TextChoices):
    """When the e-mail of a notice goes."""

    SEGERA = "segera", "Surel segera"
    HARIAN = "harian", "Surel sekali sehari"
    PORTAL = "portal", "Hanya di portal"


class TahapPengingat(TextChoices):
    """What somebody was told about a deadline."""

    MENJELANG = "menjelang", "Menjelang batas"
    HARI_INI = "hari_ini", "Batas hari ini"
    TERLAMBAT = "terlambat", "Lewat batas"


class CakupanToken(TextChoices):
    """What a token may be made for. Roles, accounts, second factors and tokens themselves are in none of them."""

    DIREKTORI_BACA = "direktori:baca", "Membaca direktori pegawai dan unit"
    KEPEGAWAIAN_BACA = "kepegawaian:baca", "Membaca NIP, NRK, dan data kepegawaian yang boleh Anda lihat"
    TUGAS_BACA = "tugas:baca", "Membaca tugas"
    TUGAS_TULIS = "tugas:tulis", "Membuka dan memutuskan tugas"
    LAPORAN_BACA = "laporan:baca", "Membaca laporan data"
    LAPORAN_TULIS = "laporan:tulis", "Membuat dan menjawab laporan data"
    NASKAH_BACA = "naskah:baca", "Membaca keterangan dan keadaan naskah, tanpa isinya"
    KINERJA_BACA = "kinerja:baca", "Membaca SKP, evaluasi, dan bukti dukung yang boleh Anda lihat"
    KINERJA_TULIS = "kinerja:tulis", "Mengajukan dan memutuskan SKP, mengirim dan menerima evaluasi"
    PELATIHAN_BACA = (
        "pelatihan:baca",
        "Membaca katalog, angkatan, kepesertaan, dan sertifikat pelatihan yang boleh Anda lihat",
    )
    KABAR_BACA = "kabar:baca", "Membaca pengumuman dan pemberitahuan"
    KABAR_TULIS = "kabar:tulis", "Menandai pengumuman dan pemberitahuan sudah dibaca"


# Scopes that hand out records of persons in numbers: made with a purpose, and counted against the limit of a day.
CAKUPAN_ORANG = frozenset({CakupanToken.KEPEGAWAIAN_BACA, CakupanToken.PELATIHAN_BACA})
