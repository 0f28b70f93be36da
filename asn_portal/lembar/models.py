"""Lists that somebody keeps: filters, order and columns under a name."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asn_portal.core.enums import Peran
from asn_portal.core.models import BarisUUID, Pengguna, UnitKerja
from asn_portal.core.permissions import akses

# Whoever has one of these roles at a unit shares lists with the others who have it there.
PENGELOLA = frozenset({Peran.ADMIN_UNIT, Peran.ADMIN_BKD})


def units_of(pengguna: Pengguna) -> dict[object, str]:
    """The units at which this account is HR, with their names."""
    return {row.unit_id: row.nama_unit for row in akses(pengguna).daftar if row.peran in PENGELOLA and row.unit_id}


class DaftarQuerySet(models.QuerySet["DaftarTersimpan"]):
    def visible_to(self, pengguna: Pengguna) -> DaftarQuerySet:
        """Own lists, and those that HR of an own unit shares."""
        return self.filter(Q(pemilik=pengguna) | Q(unit_id__in=list(units_of(pengguna))))


class DaftarTersimpan(BarisUUID):
    pemilik = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_tersimpan")
    daftar = models.CharField(max_length=40)
    nama = models.CharField("nama daftar", max_length=80)
    # A query string, made of the parts that the list knows; never an address.
    kueri = models.CharField(max_length=1000, blank=True)
    kolom = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="+")
    utama = models.BooleanField("dibuka lebih dulu", default=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    objects = DaftarQuerySet.as_manager()

    class Meta:
        verbose_name = "daftar tersimpan"
        verbose_name_plural = "daftar tersimpan"
        constraints = [
            models.UniqueConstraint(
                fields=["pemilik", "daftar", "nama"], name="daftar_satu_nama",
                violation_error_message="Anda sudah mempunyai daftar dengan nama ini.",
            ),
            models.UniqueConstraint(fields=["pemilik", "daftar"], condition=Q(utama=True), name="daftar_satu_utama"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit"], condition=Q(unit__isnull=False), name="daftar_dibagikan")]
