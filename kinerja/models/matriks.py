"""Matriks Peran Hasil: what each person of a head's team brings about for each of the head's results."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asn_portal.core.models import BarisUUID
from kinerja.models.periode import PeriodeKinerja
from pegawai.models import Pegawai


class SelMatriks(BarisUUID):
    """One cell. `garis` is the head's line through all versions of his plan, so that a revision keeps the matrix. Once the
    head's plan was sent the cell is offered to the person, whose own hand makes it a draft result.
    """

    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, related_name="+", db_index=False)
    pimpinan = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_sel_dibagi", db_index=False)
    garis = models.UUIDField()
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="daftar_sel", db_index=False)
    peran_hasil = models.CharField("peran hasil", max_length=1000)
    diubah_pada = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "sel matriks peran hasil"
        verbose_name_plural = "sel matriks peran hasil"
        constraints = [
            models.UniqueConstraint(fields=["garis", "pegawai"], name="sel_satu_per_pasangan"),
            models.CheckConstraint(condition=~Q(pegawai=F("pimpinan")), name="sel_bukan_diri"),
            models.CheckConstraint(condition=~Q(peran_hasil=""), name="sel_berisi"),
        ]
        indexes = [
            models.Index(fields=["pegawai", "periode"], name="sel_pegawai"),
            models.Index(fields=["pimpinan", "periode"], name="sel_pimpinan"),
        ]
