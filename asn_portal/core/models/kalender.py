"""Holiday lists entered on a page, for years that the shipped tables do not hold."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from asn_portal.core.enums import JenisLibur
from asn_portal.core.models.dasar import DIKETAHUI_KINI, BarisBertanggal


class TahunLibur(BarisBertanggal):
    """The list of one year is complete, by this decision. `berlaku` is the year."""

    dasar = models.CharField("keputusan bersama", max_length=200)

    class Meta:
        verbose_name = "tahun hari libur"
        verbose_name_plural = "tahun hari libur"
        constraints = [
            ExclusionConstraint(
                name="tahun_libur_sekali", expressions=[("berlaku", RangeOperators.OVERLAPS)], condition=DIKETAHUI_KINI
            )
        ]


class HariLibur(BarisBertanggal):
    """One day without work. `berlaku` is the day."""

    nama = models.CharField("nama", max_length=200)
    jenis = models.CharField("jenis", max_length=20, choices=JenisLibur)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        constraints = [
            ExclusionConstraint(
                name="hari_libur_sekali", expressions=[("berlaku", RangeOperators.OVERLAPS)], condition=DIKETAHUI_KINI
            )
        ]
