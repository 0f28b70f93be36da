"""Official papers: their text as typed values, who puts his initials and who signs, number, code, and their history."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from asn_portal.berkas.aturan.alur_naskah import BERTANDA_TANGAN
from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.enums import CaraTandaTangan, LangkahNaskah, StatusNaskah
from asn_portal.berkas.models.dokumen import AKHIRAN, JPEG, PDF, Dokumen
from asn_portal.berkas.naskah import jenis_naskah, kept_kinds, secret_papers
from asn_portal.core.izin import Sumber
from asn_portal.core.models import BarisUUID, Instansi, JalurUnit, Pengguna, UnitKerja
from asn_portal.core.permissions import akses

SAH = sorted(status.value for status in BERTANDA_TANGAN)


class NaskahQuerySet(models.QuerySet["Naskah"]):
    def visible_to(self, pengguna: Pengguna, tanda: str | None = None) -> NaskahQuerySet:
        """Those one made, initials or signs; HR those of its units (with `tanda`: may also work on them), auditors all.
        Nobody sees the making of a paper about himself through a role.
        """
        rows = self.filter(instansi_id=pengguna.instansi_id)
        return rows.filter(self._taking_part(pengguna) | self._in_scope(pengguna, tanda))

    def in_scope(self, pengguna: Pengguna, tanda: str | None = None) -> NaskahQuerySet:
        """By role alone: HR, auditors, and those whose work a kind of papers is."""
        return self.filter(self._in_scope(pengguna, tanda), instansi_id=pengguna.instansi_id)

    @staticmethod
    def _taking_part(pengguna: Pengguna) -> Q:
        # Whoever is to put initials sees it from the moment it is on its way to him.
        paraf = ParafNaskah.objects.filter(naskah=OuterRef("pk"), pemaraf=pengguna)
        begun = ~Q(status__in=[StatusNaskah.KONSEP, StatusNaskah.DIBATALKAN])
        return Q(pembuat=pengguna) | (begun & (Q(penanda_tangan=pengguna) | Exists(paraf)))

    @staticmethod
    def _in_scope(pengguna: Pengguna, tanda: str | None) -> Q:
        mine = akses(pengguna)
        # Never an empty condition: `this | nothing` would be this alone.
        about_others = ~Q(subjek_id=mine.orang_id) | Q(subjek_id=None)
        others = about_others if mine.orang_id else Q(pk__isnull=False)
        for hidden in secret_papers(pengguna):
            others &= ~Q(pk__in=hidden)
        if mine.whole_agency(Sumber.NASKAH, tanda):
            return others
        within = Q(pk__in=[])
        if paths := mine.paths(Sumber.NASKAH, tanda):
            below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=paths).values("unit_id")
            within |= Q(unit_id__in=below)
        if kinds := kept_kinds(mine):
            within |= Q(jenis__in=kinds)
        return others & within


class Naskah(BarisUUID):
    """One paper, from konsep to the signed file. `unit` is the unit it concerns, `penerbit` the one on its letterhead."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    jenis = models.CharField("jenis naskah", max_length=40)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    penerbit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+", verbose_name="unit penerbit")
    subjek_id = models.UUIDField(null=True, blank=True)
    # What the paper says, as typed values of its kind on one day: the same PDF can be made from it at any time.
    tentang = models.CharField(max_length=250)
    inisial = models.CharField(max_length=20, blank=True)
    data = models.JSONField()
    tanggal_data = models.DateField("keadaan per")
    kertas = models.CharField(max_length=2, choices=Kertas, default=Kertas.A4)
    status = models.CharField(max_length=20, choices=StatusNaskah, default=StatusNaskah.KONSEP)
    # How often it was sent on its way: a corrected paper is another one for the provider of signatures.
    putaran = models.PositiveSmallIntegerField(default=0)
    pembuat = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    # Who signs, as what, and by which authority on the day of the signature.
    penanda_tangan = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    nama_penanda_tangan = models.CharField(max_length=250)
    nip_penanda_tangan = models.CharField(max_length=30, blank=True)
    jabatan_penanda_tangan = models.CharField(max_length=250)
    kewenangan = models.CharField("dasar kewenangan", max_length=300)
    # Taken at the signature; the code is what the public page asks for.
    nomor = models.CharField(max_length=80, blank=True)
    tanggal = models.DateField("tanggal naskah", null=True, blank=True)
    kode = models.CharField(max_length=20, null=True, blank=True, unique=True)
    # A paper with this number has left the portal (printed, or a provider did not answer): it is nobody else's any more.
    nomor_keluar = models.BooleanField(default=False)
    # A signature that is being asked of the provider since then; nobody else asks meanwhile.
    upaya_id = models.UUIDField(null=True, blank=True)
    upaya_pada = models.DateTimeField(null=True, blank=True)
    cara = models.CharField(max_length=10, choices=CaraTandaTangan, blank=True)
    ditandatangani_pada = models.DateTimeField(null=True, blank=True)
    diunggah_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    dipastikan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    # The signed file.
    nama_simpan = models.CharField(max_length=100, blank=True)
    sidik = models.CharField("sidik SHA-256", max_length=64, blank=True, db_index=True)
    jenis_isi = models.CharField(max_length=40, choices=[(PDF, "PDF"), (JPEG, "Gambar")], blank=True)
    halaman = models.PositiveSmallIntegerField(default=0)
    pindai = models.CharField(max_length=20, blank=True)
    dokumen = models.OneToOneField(Dokumen, models.PROTECT, null=True, blank=True, related_name="naskah")
    terkirim_pada = models.DateTimeField(null=True, blank=True)
    dicabut_pada = models.DateTimeField(null=True, blank=True)
    alasan_cabut = models.CharField(max_length=300, blank=True)

    objects = NaskahQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        constraints = [
            models.CheckConstraint(condition=~Q(pembuat=F("penanda_tangan")), name="naskah_dua_orang"),
            models.CheckConstraint(
                condition=~Q(status__in=SAH)
                | Q(tanggal__isnull=False, kode__isnull=False, ditandatangani_pada__isnull=False)
                & ~Q(nomor="") & ~Q(nama_simpan="") & ~Q(sidik="") & ~Q(cara=""),
                name="naskah_sah_lengkap",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SAH, cara="basah")
                | Q(diunggah_oleh__isnull=False, dipastikan_oleh__isnull=False) & ~Q(diunggah_oleh=F("dipastikan_oleh")),
                name="naskah_basah_empat_mata",
            ),
            models.CheckConstraint(
                condition=~Q(status="terkirim") | Q(dokumen__isnull=False, terkirim_pada__isnull=False),
                name="naskah_terkirim_ada",
            ),
            models.CheckConstraint(
                condition=~Q(status="dicabut") | Q(dicabut_pada__isnull=False) & ~Q(alasan_cabut=""),
                name="naskah_cabut_beralasan",
            ),
            models.UniqueConstraint(
                fields=["penerbit", "nomor"], condition=~Q(nomor=""), name="naskah_nomor_sekali",
                violation_error_message="Nomor ini sudah dipakai naskah lain dari unit yang sama.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["pembuat", "-dibuat_pada"], name="naskah_pembuat"),
            models.Index(fields=["penanda_tangan", "-dibuat_pada"], name="naskah_penanda"),
            models.Index(fields=["unit", "-dibuat_pada"], name="naskah_unit"),
            models.Index(fields=["instansi", "-dibuat_pada"], name="naskah_instansi"),
        ]

    @property
    def nama_jenis(self) -> str:
        return jenis_naskah(self.jenis).label

    @property
    def is_sah(self) -> bool:
        """Signed, whatever became of it later."""
        return self.status in BERTANDA_TANGAN

    @property
    def kode_terbaca(self) -> str:
        """In groups of four, as it stands on paper."""
        return "-".join(self.kode[at : at + 4] for at in range(0, len(self.kode), 4)) if self.kode else ""

    @property
    def akhiran(self) -> str:
        return AKHIRAN.get(self.jenis_isi, "pdf")


class GambarNaskah(BarisUUID):
    """One page of a stored file as a picture, made in the worker. `sidik` says of which file; without a name the page
    cannot be drawn.
    """

    naskah = models.ForeignKey(Naskah, models.PROTECT, related_name="daftar_gambar")
    sidik = models.CharField("sidik SHA-256", max_length=64)
    nomor = models.PositiveSmallIntegerField()
    nama_simpan = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = "gambar naskah"
        verbose_name_plural = "gambar naskah"
        constraints = [models.UniqueConstraint(fields=["naskah", "sidik", "nomor"], name="gambar_naskah_sekali")]


class ParafNaskah(BarisUUID):
    """Who puts his initials to a paper, in which place, and when he did."""

    naskah = models.ForeignKey(Naskah, models.PROTECT, related_name="daftar_paraf")
    urutan = models.PositiveSmallIntegerField()
    pemaraf = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    jabatan = models.CharField(max_length=250)
    diparaf_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "paraf naskah"
        verbose_name_plural = "paraf naskah"
        constraints = [
            models.UniqueConstraint(fields=["naskah", "urutan"], name="paraf_satu_per_urutan"),
            models.UniqueConstraint(fields=["naskah", "pemaraf"], name="paraf_satu_per_orang"),
        ]
        indexes = [models.Index(fields=["pemaraf"], name="paraf_pemaraf")]


class RiwayatNaskah(BarisUUID):
    """One step of a paper's way. Written once."""

    naskah = models.ForeignKey(Naskah, models.PROTECT, related_name="daftar_riwayat")
    langkah = models.CharField(max_length=20, choices=LangkahNaskah)
    pada = models.DateTimeField(auto_now_add=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    sebagai = models.CharField(max_length=250, blank=True)
    alasan = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "riwayat naskah"
        verbose_name_plural = "riwayat naskah"
        indexes = [models.Index(fields=["naskah", "pada"], name="riwayat_naskah")]


class RegisterNomor(BarisUUID):
    """The last number of one unit, kind and year: its row is locked while one is taken."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=40)
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "register nomor naskah"
        verbose_name_plural = "register nomor naskah"
        constraints = [models.UniqueConstraint(fields=["unit", "jenis", "tahun"], name="register_nomor_satu")]


class NomorNaskah(BarisUUID):
    """One number of a register. Without a paper it is free and the next one takes it; `keterangan` tells why a number
    stays without a signed paper for ever.
    """

    register = models.ForeignKey(RegisterNomor, models.PROTECT, related_name="daftar_nomor")
    urut = models.PositiveIntegerField()
    naskah = models.OneToOneField(Naskah, models.PROTECT, null=True, blank=True, related_name="nomor_terambil")
    keterangan = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "nomor naskah"
        verbose_name_plural = "nomor naskah"
        constraints = [models.UniqueConstraint(fields=["register", "urut"], name="nomor_naskah_sekali")]
