"""Documents of people: one row per version, never overwritten; and files that are still arriving."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from asn_portal.berkas.enums import HasilPindai, Pratinjau, Retensi
from asn_portal.berkas.jenis import PemilikDokumen, jenis_dokumen, kinds_by_source, pemilik_dokumen
from asn_portal.core.enums import StatusUsulan
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, Pengguna
from asn_portal.core.permissions import akses

# What a stored file can be; everything else was turned into one of these or refused.
PDF, JPEG = "application/pdf", "image/jpeg"
AKHIRAN = {PDF: "pdf", JPEG: "jpg"}


def _open_kinds(pengguna: Pengguna, pemilik: PemilikDokumen) -> Q:
    """A paper about health or discipline is no more open than what it tells; one's own always is."""
    special = kinds_by_source()
    found = ~Q(jenis__in=[kunci for kinds in special.values() for kunci in kinds])
    if (own := akses(pengguna).orang_id) is not None:
        found |= Q(subjek_id=own)
    for sumber, kinds in special.items():
        found |= Q(Exists(pemilik.terbuka(pengguna, sumber).filter(pk=OuterRef("subjek_id"))), jenis__in=kinds)
    return found


class DokumenQuerySet(models.QuerySet["Dokumen"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> DokumenQuerySet:
        """Own ones, and those of persons whom this account looks after today (with `tanda`: may write)."""
        seen, pemilik = Q(pemilik=pengguna), pemilik_dokumen()
        if pemilik is not None and akses(pengguna).reach(Sumber.DOKUMEN, tanda):
            # Asked of the person of each row: everybody in sight may be 65,000.
            looked_after = Q(Exists(pemilik.terlihat(pengguna, tanda).filter(pk=OuterRef("subjek_id"))))
            seen |= looked_after & _open_kinds(pengguna, pemilik)
        return self.filter(seen, instansi_id=pengguna.instansi_id)

    def terbaru(self) -> DokumenQuerySet:
        """The last version of each."""
        return self.filter(pengganti=None)


class Dokumen(BarisUUID):
    """One version of a document. `pemilik` is an account, `subjek_id` a person of an upper app (pegawai.Pegawai)."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    pemilik = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="daftar_dokumen")
    subjek_id = models.UUIDField(null=True, blank=True)
    jenis = models.CharField("jenis dokumen", max_length=40)
    judul = models.CharField("judul", max_length=120)
    nomor = models.CharField("nomor", max_length=80, blank=True)
    tanggal = models.DateField("tanggal dokumen", null=True, blank=True)
    retensi = models.CharField("masa simpan", max_length=20, choices=Retensi)
    versi = models.PositiveSmallIntegerField(default=1)
    sebelumnya = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="pengganti")
    # The file: a random name in private storage, and what it is.
    nama_simpan = models.CharField(max_length=100, unique=True)
    sidik = models.CharField("sidik SHA-256", max_length=64)
    ukuran = models.PositiveBigIntegerField("ukuran")
    jenis_isi = models.CharField(max_length=40, choices=[(PDF, "PDF"), (JPEG, "Gambar")])
    halaman = models.PositiveSmallIntegerField("banyaknya halaman", default=1)
    pindai = models.CharField("pemeriksaan virus", max_length=20, choices=HasilPindai)
    pratinjau = models.CharField(max_length=10, choices=Pratinjau, default=Pratinjau.MENUNGGU)
    pratinjau_simpan = models.CharField(max_length=100, blank=True)
    diunggah_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    diunggah_pada = models.DateTimeField(auto_now_add=True)
    # When the file itself was erased after its time (services.musnah); the row and its trace stay.
    dimusnahkan_pada = models.DateTimeField(null=True, blank=True)

    objects = DokumenQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        constraints = [
            models.CheckConstraint(
                condition=Q(pemilik__isnull=False) | Q(subjek_id__isnull=False), name="dokumen_milik_seseorang"
            ),
            models.CheckConstraint(
                condition=Q(versi=1, sebelumnya=None) | Q(versi__gt=1, sebelumnya__isnull=False),
                name="dokumen_rantai_versi",
            ),
            models.CheckConstraint(condition=Q(ukuran__gt=0), name="dokumen_berisi"),
        ]
        indexes = [
            models.Index(fields=["pemilik", "diunggah_pada"], name="dokumen_pemilik"),
            models.Index(
                fields=["subjek_id", "diunggah_pada"], condition=Q(subjek_id__isnull=False), name="dokumen_subjek"
            ),
        ]

    @property
    def nama_jenis(self) -> str:
        return jenis_dokumen(self.jenis).label

    @property
    def peka(self) -> bool:
        return jenis_dokumen(self.jenis).peka

    @property
    def akhiran(self) -> str:
        return AKHIRAN[self.jenis_isi]


class Unggahan(BarisUUID):
    """A file that arrives piece by piece: how much of it is here. Each piece is a file of its own until the end."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="+")
    nama = models.CharField(max_length=200)
    ukuran = models.PositiveBigIntegerField()
    diterima = models.PositiveBigIntegerField(default=0)
    potongan = models.PositiveSmallIntegerField(default=0)
    nama_simpan = models.CharField(max_length=100, unique=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        constraints = [models.CheckConstraint(condition=Q(diterima__lte=F("ukuran")), name="unggahan_tidak_lebih")]
        indexes = [models.Index(fields=["dibuat_pada"], name="unggahan_dibuat")]

    @property
    def lengkap(self) -> bool:
        return self.diterima == self.ukuran

    def bagian(self) -> list[str]:
        """Names of the pieces, in their order."""
        return [f"{self.nama_simpan}.{nomor}" for nomor in range(self.potongan)]


class PenahananDokumen(BarisUUID):
    """Somebody needs this document longer (a dispute, an audit): while it is held nobody erases it."""

    dokumen = models.ForeignKey(Dokumen, models.PROTECT, related_name="daftar_penahanan")
    alasan = models.CharField("alasan", max_length=300)
    ditahan_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    ditahan_pada = models.DateTimeField(auto_now_add=True)
    dilepas_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    dilepas_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "penahanan dokumen"
        verbose_name_plural = "penahanan dokumen"
        constraints = [
            models.UniqueConstraint(fields=["dokumen"], condition=Q(dilepas_pada=None), name="penahanan_satu"),
            models.CheckConstraint(
                condition=Q(dilepas_pada=None, dilepas_oleh=None)
                | Q(dilepas_pada__isnull=False, dilepas_oleh__isnull=False),
                name="penahanan_dilepas_seseorang",
            ),
        ]


class UsulanMusnah(BarisUUID):
    """Documents past their time that one HR of the province proposes to erase, and a second one decides about."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    alasan = models.CharField("alasan", max_length=500)
    status = models.CharField(max_length=12, choices=StatusUsulan, default=StatusUsulan.DIAJUKAN)
    diusulkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    diusulkan_pada = models.DateTimeField(auto_now_add=True)
    catatan = models.CharField("catatan", max_length=1000, blank=True)
    diputuskan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    diputuskan_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "usulan pemusnahan"
        verbose_name_plural = "usulan pemusnahan"
        constraints = [
            models.CheckConstraint(
                condition=Q(diputuskan_oleh=None) | ~Q(diputuskan_oleh=F("diusulkan_oleh")), name="musnah_empat_mata"
            )
        ]


class ButirMusnah(models.Model):
    """One document of a proposal."""

    usulan = models.ForeignKey(UsulanMusnah, models.PROTECT, related_name="daftar_butir")
    dokumen = models.ForeignKey(Dokumen, models.PROTECT, related_name="daftar_usulan")

    class Meta:
        verbose_name = "butir pemusnahan"
        verbose_name_plural = "butir pemusnahan"
        constraints = [models.UniqueConstraint(fields=["usulan", "dokumen"], name="butir_musnah_sekali")]
