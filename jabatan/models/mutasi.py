"""Rounds of moves: who goes to which seat, sealed until the day of inauguration (docs/keputusan/0033).

A planned move is a row of this table and of no other. `Penempatan`, memberships and superiors are written when the day has
come, so that no list, map, search or trace of before can show it.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from asn_portal.berkas.models import Naskah
from asn_portal.core.enums import Peran
from asn_portal.core.models import BarisUUID, Instansi, PekerjaanLatar, Pengguna
from asn_portal.core.permissions import akses
from jabatan.enums import StatusButirMutasi, StatusMutasi
from jabatan.models.jabatan import Jabatan
from jabatan.models.penempatan import Penempatan
from pegawai.models import Pegawai

SUDAH_DISETUJUI = (StatusMutasi.DISETUJUI, StatusMutasi.TERBIT, StatusMutasi.SELESAI)
SUDAH_TERBIT = (StatusMutasi.TERBIT, StatusMutasi.SELESAI)


class PutaranMutasiQuerySet(models.QuerySet["PutaranMutasi"]):
    def visible_to(self, pengguna: Pengguna) -> Self:
        """Until the day of inauguration only those who were let in by name and still manage the agency; afterwards HR of the
        province and auditors.
        """
        mine = akses(pengguna)
        rows = self.filter(instansi_id=pengguna.instansi_id)
        holds = Exists(PemegangMutasi.objects.filter(putaran=OuterRef("pk"), pengguna=pengguna))
        seen = Q(pk__in=[])
        if mine.has(Peran.ADMIN_BKD):
            seen |= Q(holds)
        if mine.has(Peran.ADMIN_BKD, Peran.AUDITOR):
            seen |= Q(status=StatusMutasi.SELESAI)
        return rows.filter(seen)


class PutaranMutasi(BarisUUID):
    """Moves that are decided, sworn in and count together."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    nama = models.CharField("nama putaran", max_length=150)
    tmt = models.DateField("terhitung mulai tanggal")
    tanggal_pelantikan = models.DateField("tanggal pelantikan")
    tempat = models.CharField("tempat pelantikan", max_length=200, blank=True)
    pertimbangan = models.CharField("pertimbangan", max_length=1000, blank=True)
    # Pertimbangan teknis of BKN, and the permission of the minister inside a window of the election law.
    pertek_nomor = models.CharField("nomor pertimbangan teknis BKN", max_length=100, blank=True)
    pertek_tanggal = models.DateField("tanggal pertimbangan teknis", null=True, blank=True)
    izin_nomor = models.CharField("nomor izin tertulis menteri", max_length=100, blank=True)
    izin_tanggal = models.DateField("tanggal izin", null=True, blank=True)
    status = models.CharField(max_length=20, choices=StatusMutasi, default=StatusMutasi.DRAF)
    disusun_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    disusun_pada = models.DateTimeField(auto_now_add=True)
    diperiksa_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    diperiksa_pada = models.DateTimeField(null=True, blank=True)
    disetujui_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    disetujui_pada = models.DateTimeField(null=True, blank=True)
    terbit_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    terbit_pada = models.DateTimeField(null=True, blank=True)
    berlaku_pada = models.DateTimeField("dituliskan pada peta", null=True, blank=True)
    catatan = models.CharField("catatan terakhir", max_length=500, blank=True)
    sk_nomor = models.CharField("nomor keputusan", max_length=100, blank=True)
    sk_tanggal = models.DateField("tanggal keputusan", null=True, blank=True)
    keputusan = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+")
    undangan = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+")
    berita_acara = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+")
    # The last job that made papers, for the page of the round.
    pekerjaan = models.ForeignKey(PekerjaanLatar, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PutaranMutasiQuerySet.as_manager()

    class Meta:
        verbose_name = "putaran mutasi"
        verbose_name_plural = "putaran mutasi"
        constraints = [
            models.CheckConstraint(condition=Q(tmt__gte=F("tanggal_pelantikan")), name="mutasi_tmt_sesudah_pelantikan"),
            models.CheckConstraint(
                condition=~Q(status__in=SUDAH_DISETUJUI)
                | (
                    Q(disetujui_oleh__isnull=False, diperiksa_oleh__isnull=False, disetujui_pada__isnull=False)
                    & ~Q(disetujui_oleh=F("disusun_oleh"))
                    & ~Q(disetujui_oleh=F("diperiksa_oleh"))
                ),
                name="mutasi_dua_orang",
                violation_error_message="Putaran disetujui orang kedua, bukan yang menyusun atau memeriksanya.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SUDAH_TERBIT)
                | (Q(terbit_oleh__isnull=False, terbit_pada__isnull=False, sk_tanggal__isnull=False) & ~Q(sk_nomor="")),
                name="mutasi_terbit_bernomor",
            ),
            models.CheckConstraint(
                condition=~Q(status="selesai") | Q(berlaku_pada__isnull=False), name="mutasi_selesai_berlaku"
            ),
        ]
        indexes = [models.Index(fields=["status", "tanggal_pelantikan"], name="mutasi_menunggu")]

    def __str__(self) -> str:
        return self.nama


class PemegangMutasi(BarisUUID):
    """Who knows of a round before its day. Everybody else of the agency does not, whatever the role."""

    putaran = models.ForeignKey(PutaranMutasi, models.CASCADE, related_name="daftar_pemegang")
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    ditambah_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", db_index=False)
    ditambah_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pemegang putaran mutasi"
        verbose_name_plural = "pemegang putaran mutasi"
        constraints = [models.UniqueConstraint(fields=["putaran", "pengguna"], name="pemegang_mutasi_sekali")]


class ButirMutasi(BarisUUID):
    """One person of a round: from which seat to which."""

    putaran = models.ForeignKey(PutaranMutasi, models.PROTECT, related_name="daftar_butir")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    dari = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jabatan lama"
    )
    ke = models.ForeignKey(Jabatan, models.PROTECT, related_name="+", verbose_name="jabatan baru")
    # A second definitive post beside the own one, with what allows it (PP 11/2017 jo 17/2020 Pasal 98).
    dasar_rangkap = models.CharField("dasar rangkap jabatan", max_length=200, blank=True)
    # What allows a rule of the kind that knows exceptions to be passed over, with its letter.
    pengecualian = models.CharField("dasar pengecualian", max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=StatusButirMutasi, default=StatusButirMutasi.IKUT)
    alasan_keluar = models.CharField("alasan dikeluarkan", max_length=300, blank=True)
    # What stood against it when it was approved, and why it stayed behind on the day; both as sentences.
    temuan = models.JSONField(default=list)
    tertinggal = models.CharField(max_length=300, blank=True)
    penempatan = models.ForeignKey(Penempatan, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    petikan = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    spmt = models.ForeignKey(Naskah, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "butir mutasi"
        verbose_name_plural = "butir mutasi"
        constraints = [
            models.UniqueConstraint(
                fields=["putaran", "pegawai"], name="butir_mutasi_sekali",
                violation_error_message="Pegawai ini sudah ada dalam putaran.",
            ),
            models.CheckConstraint(
                condition=~Q(status="dikeluarkan") | ~Q(alasan_keluar=""), name="butir_mutasi_keluar_beralasan"
            ),
            models.CheckConstraint(
                condition=~Q(status="berlaku") | Q(penempatan__isnull=False), name="butir_mutasi_berlaku_tertulis"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["putaran", "status"], name="butir_mutasi_status")]
