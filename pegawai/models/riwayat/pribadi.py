"""Family, honours, sanctions, absence, service elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from pegawai.enums import (
    HubunganKeluarga,
    JenisKelamin,
    JenisPrestasi,
    StatusAnak,
    TingkatHukuman,
    TingkatPrestasi,
)
from pegawai.models.referensi import KeReferensi, in_lists
from pegawai.models.riwayat.dasar import Riwayat, satu_masa


class RiwayatKeluarga(Riwayat):
    """A member of the family: from marriage or birth, until divorce or death."""

    hubungan = models.CharField("hubungan", max_length=10, choices=HubunganKeluarga)
    nama = models.CharField("nama", max_length=200)
    jenis_kelamin = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin, blank=True)
    tanggal_lahir = models.DateField("tanggal lahir", null=True, blank=True)
    status_anak = models.CharField("status anak", max_length=10, choices=StatusAnak, blank=True)
    pekerjaan = models.CharField("pekerjaan", max_length=100, blank=True)
    ditanggung = models.BooleanField("masuk daftar tunjangan", default=False)
    masih_sekolah = models.BooleanField("masih sekolah atau kuliah", default=False)
    akta = models.CharField("nomor akta", max_length=100, blank=True)

    class Meta:
        verbose_name = "riwayat keluarga"
        verbose_name_plural = "riwayat keluarga"
        constraints = [satu_masa("keluarga_sekali", "Anggota keluarga ini sudah tercatat.", "hubungan", "nama")]


class RiwayatPenghargaan(Riwayat):
    penghargaan = KeReferensi("penghargaan", verbose_name="penghargaan")
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)

    class Meta:
        verbose_name = "riwayat penghargaan"
        verbose_name_plural = "riwayat penghargaan"
        constraints = [
            satu_masa("penghargaan_sekali", "Penghargaan ini sudah tercatat.", "penghargaan"),
            *in_lists("rwpenghargaan", penghargaan_id=("penghargaan",)),
        ]


class RiwayatHukuman(Riwayat):
    """A sanction with its end; what was annulled keeps its row and the decision that annulled it."""

    jenis_hukuman = KeReferensi("jenis_hukuman", verbose_name="jenis hukuman")
    tingkat = models.CharField("tingkat", max_length=1, choices=TingkatHukuman)
    masa_tahun = models.PositiveSmallIntegerField("lamanya, tahun", null=True, blank=True)
    masa_bulan = models.PositiveSmallIntegerField("lamanya, bulan", null=True, blank=True)
    nomor_pp = models.CharField("peraturan yang dilanggar", max_length=100, blank=True)
    golongan_lama = KeReferensi("golongan_pns", null=True, blank=True, verbose_name="golongan sebelum hukuman")
    alasan = models.CharField("pelanggaran", max_length=500, blank=True)
    batal_nomor = models.CharField("nomor SK pembatalan", max_length=100, blank=True)
    batal_tanggal = models.DateField("tanggal SK pembatalan", null=True, blank=True)

    class Meta:
        verbose_name = "riwayat hukuman disiplin"
        verbose_name_plural = "riwayat hukuman disiplin"
        constraints = [
            satu_masa("hukuman_sekali", "Hukuman ini sudah tercatat untuk masa itu.", "jenis_hukuman"),
            *in_lists("hukuman", jenis_hukuman_id=("jenis_hukuman",), golongan_lama_id=("golongan_pns",)),
        ]


class RiwayatCLTN(Riwayat):
    """Unpaid leave, study and the like: from, until, and when active again."""

    jenis_cltn = KeReferensi("cltn", verbose_name="jenis")
    tanggal_aktif = models.DateField("aktif kembali", null=True, blank=True)
    bkn_nomor = models.CharField("nomor persetujuan BKN", max_length=100, blank=True)
    bkn_tanggal = models.DateField("tanggal persetujuan BKN", null=True, blank=True)

    class Meta:
        verbose_name = "riwayat CLTN"
        verbose_name_plural = "riwayat CLTN"
        constraints = [
            satu_masa("cltn_satu", "Masa ini bertumpang tindih dengan CLTN atau tugas belajar lain."),
            *in_lists("rwcltn", jenis_cltn_id=("cltn",)),
            models.CheckConstraint(condition=Q(berlaku__endswith__isnull=False), name="cltn_berakhir"),
        ]


class RiwayatPMK(Riwayat):
    """Peninjauan masa kerja: service before entry that counts."""

    pengalaman = models.CharField("pengalaman kerja", max_length=200)
    bkn_nomor = models.CharField("nomor persetujuan BKN", max_length=100, blank=True)
    bkn_tanggal = models.DateField("tanggal persetujuan BKN", null=True, blank=True)
    masa_kerja_tahun = models.PositiveSmallIntegerField("masa kerja yang diakui, tahun", default=0)
    masa_kerja_bulan = models.PositiveSmallIntegerField("masa kerja yang diakui, bulan", default=0)
    dinilai = models.DecimalField("bagian yang dinilai", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "riwayat masa kerja (PMK)"
        verbose_name_plural = "riwayat masa kerja (PMK)"
        constraints = [
            satu_masa("pmk_satu", "Masa kerja itu sudah tercatat."),
            models.CheckConstraint(
                condition=Q(masa_kerja_bulan__lt=12, berlaku__endswith__isnull=False), name="pmk_isi"
            ),
        ]


class RiwayatPindahInstansi(Riwayat):
    instansi_asal = KeReferensi("instansi", null=True, blank=True, verbose_name="instansi asal")
    instansi_tujuan = KeReferensi("instansi", null=True, blank=True, verbose_name="instansi tujuan")
    jenis_pindah = models.CharField("jenis pindah", max_length=100, blank=True)
    sk_asal_nomor = models.CharField("nomor SK instansi asal", max_length=100, blank=True)
    sk_asal_tanggal = models.DateField("tanggal SK instansi asal", null=True, blank=True)
    sk_tujuan_nomor = models.CharField("nomor SK instansi tujuan", max_length=100, blank=True)
    sk_tujuan_tanggal = models.DateField("tanggal SK instansi tujuan", null=True, blank=True)

    class Meta:
        verbose_name = "riwayat pindah instansi"
        verbose_name_plural = "riwayat pindah instansi"
        constraints = [
            satu_masa("pindah_satu", "Pindah instansi lain sudah tercatat mulai tanggal itu."),
            *in_lists("pindah", instansi_asal_id=("instansi",), instansi_tujuan_id=("instansi",)),
        ]


class RiwayatOrganisasi(Riwayat):
    nama = models.CharField("organisasi", max_length=200)
    jabatan = models.CharField("kedudukan dalam organisasi", max_length=100, blank=True)
    tempat = models.CharField("tempat", max_length=100, blank=True)

    class Meta:
        verbose_name = "riwayat organisasi"
        verbose_name_plural = "riwayat organisasi"
        constraints = [
            satu_masa("organisasi_sekali", "Organisasi ini sudah tercatat untuk masa itu.", "nama", "jabatan")
        ]


class RiwayatPrestasi(Riwayat):
    """Innovations and achievements."""

    jenis = models.CharField("jenis", max_length=10, choices=JenisPrestasi)
    nama = models.CharField("nama", max_length=200)
    tingkat = models.CharField("tingkat", max_length=15, choices=TingkatPrestasi)
    penyelenggara = models.CharField("penyelenggara atau pemberi", max_length=200, blank=True)
    uraian = models.CharField("uraian", max_length=500, blank=True)

    class Meta:
        verbose_name = "riwayat inovasi dan prestasi"
        verbose_name_plural = "riwayat inovasi dan prestasi"
        constraints = [satu_masa("prestasi_sekali", "Prestasi ini sudah tercatat.", "nama")]
