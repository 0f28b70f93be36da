"""What every riwayat shares: whose, since when, by which decision, where it came from, what it replaces."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from asn_portal.berkas.models import Dokumen
from asn_portal.core.models import BarisBertanggal
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from pegawai.enums import SumberRiwayat
from pegawai.models.pegawai import Pegawai


class Riwayat(BarisBertanggal):
    """One accepted row of somebody's file. A correction is a new row that names the one it replaces."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="+")
    sk_nomor = models.CharField("nomor SK", max_length=100, blank=True)
    sk_tanggal = models.DateField("tanggal SK", null=True, blank=True)
    dokumen = models.ForeignKey(
        Dokumen, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="dokumen"
    )
    siasn_id = models.CharField("id SIASN", max_length=64, blank=True)
    sumber = models.CharField("sumber", max_length=10, choices=SumberRiwayat)
    menggantikan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        abstract = True


def satu_masa(nama: str, kalimat: str, *sama: str) -> ExclusionConstraint:
    """As known now, no two rows of a person (with these columns alike) hold on the same day."""
    columns: list[tuple[str, str]] = [(name, RangeOperators.EQUAL) for name in ("pegawai", *sama)]
    return ExclusionConstraint(
        name=nama,
        expressions=[*columns, ("berlaku", RangeOperators.OVERLAPS)],
        condition=DIKETAHUI_KINI,
        violation_error_message=kalimat,
    )
