"""What a person's file holds once: three tables, because three circles of people may see them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from asn_portal.core.models import UnitKerja
from pegawai.models.pegawai import Pegawai
from pegawai.models.referensi import KeReferensi, in_lists

# The names to which the encrypted numbers and their digests are bound.
KOLOM_NPWP = "pegawai.DataPribadi.npwp"
KOLOM_REKENING = "pegawai.DataPribadi.rekening"


class DataKepegawaian(models.Model):
    """Appointment and employment (Sumber.DATA_KEPEGAWAIAN). Kedudukan hukum has its own dated rows."""

    pegawai = models.OneToOneField(Pegawai, models.PROTECT, primary_key=True, related_name="kepegawaian")
    siasn_id = models.CharField("id SIASN", max_length=64, blank=True)
    nip_lama = models.CharField("NIP lama", max_length=9, blank=True)
    karpeg = models.CharField("nomor kartu pegawai", max_length=30, blank=True)
    jenis_pegawai = KeReferensi("jenis_pegawai", null=True, blank=True, verbose_name="jenis pegawai menurut BKN")
    tmt_cpns = models.DateField("TMT CPNS atau PPPK", null=True, blank=True)
    sk_cpns_nomor = models.CharField("nomor SK CPNS atau PPPK", max_length=100, blank=True)
    sk_cpns_tanggal = models.DateField("tanggal SK CPNS atau PPPK", null=True, blank=True)
    tmt_pns = models.DateField("TMT PNS", null=True, blank=True)
    sk_pns_nomor = models.CharField("nomor SK PNS", max_length=100, blank=True)
    sk_pns_tanggal = models.DateField("tanggal SK PNS", null=True, blank=True)
    spmt_nomor = models.CharField("nomor SPMT", max_length=100, blank=True)
    spmt_tanggal = models.DateField("tanggal SPMT", null=True, blank=True)
    sttpl_nomor = models.CharField("nomor STTPL latsar", max_length=100, blank=True)
    instansi_induk = KeReferensi("instansi", null=True, blank=True, verbose_name="instansi induk")
    instansi_kerja = KeReferensi("instansi", null=True, blank=True, verbose_name="instansi tempat bekerja")
    lokasi_kerja = models.CharField("lokasi kerja", max_length=200, blank=True)
    # Keys of the former SIMPEG, kept for the move.
    klogad = models.CharField("klogad", max_length=20, blank=True)
    spmu = models.CharField("SPMU", max_length=20, blank=True)
    satuan_kerja = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "data kepegawaian"
        verbose_name_plural = "data kepegawaian"
        constraints = in_lists(
            "kepegawaian", jenis_pegawai_id=("jenis_pegawai",), instansi_induk_id=("instansi",),
            instansi_kerja_id=("instansi",),
        )  # fmt: skip


class DataPribadi(models.Model):
    """What concerns nobody but the person and those who keep the file (Sumber.DATA_PRIBADI). Numbers are encrypted in
    Python; the digest serves uniqueness and exact search, the check result serves SQL.
    """

    pegawai = models.OneToOneField(Pegawai, models.PROTECT, primary_key=True, related_name="pribadi")
    tempat_lahir = models.CharField("tempat lahir", max_length=100, blank=True)
    agama = KeReferensi("agama", null=True, blank=True, verbose_name="agama")
    kawin = KeReferensi("kawin", null=True, blank=True, verbose_name="status perkawinan")
    npwp_sandi = models.BinaryField("NPWP", null=True, blank=True)
    npwp_sidik = models.BinaryField(null=True, blank=True, unique=True)
    npwp_sah = models.BooleanField("NPWP sah", null=True, blank=True)
    bank = models.CharField("bank", max_length=60, blank=True)
    rekening_sandi = models.BinaryField("nomor rekening", null=True, blank=True)
    rekening_sidik = models.BinaryField(null=True, blank=True, unique=True)
    bpjs = models.CharField("nomor BPJS Kesehatan", max_length=20, blank=True)
    taspen = models.CharField("nomor Taspen", max_length=30, blank=True)
    karis_karsu = models.CharField("nomor karis atau karsu", max_length=30, blank=True)

    class Meta:
        verbose_name = "data pribadi"
        verbose_name_plural = "data pribadi"
        constraints = [
            *in_lists("pribadi", agama_id=("agama",), kawin_id=("kawin",)),
            models.CheckConstraint(
                condition=Q(npwp_sandi=None, npwp_sidik=None) | Q(npwp_sandi__isnull=False, npwp_sidik__isnull=False),
                name="pribadi_npwp_bersidik",
            ),
            models.CheckConstraint(
                condition=Q(rekening_sandi=None, rekening_sidik=None)
                | Q(rekening_sandi__isnull=False, rekening_sidik__isnull=False),
                name="pribadi_rekening_bersidik",
            ),
        ]


class KontakPegawai(models.Model):
    """Where somebody lives and is reached besides the account (its e-mail and phone stay with core.Pengguna)."""

    pegawai = models.OneToOneField(Pegawai, models.PROTECT, primary_key=True, related_name="kontak")
    alamat = models.CharField("alamat menurut KTP", max_length=300, blank=True)
    alamat_domisili = models.CharField("alamat tinggal", max_length=300, blank=True)
    kode_pos = models.CharField("kode pos", max_length=5, blank=True)
    telepon_rumah = models.CharField("telepon rumah", max_length=20, blank=True)
    surel_pribadi = models.EmailField("surel pribadi", blank=True)

    class Meta:
        verbose_name = "kontak pegawai"
        verbose_name_plural = "kontak pegawai"
