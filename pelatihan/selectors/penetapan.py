"""Certificates that wait for a decree, and those that were put together for one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from asn_portal.berkas.models import Naskah
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pelatihan.enums import AsalSertifikat, StatusSertifikat
from pelatihan.models import PenetapanSertifikat, Sertifikat
from pelatihan.selectors.naskah import PENETAPAN_SERTIFIKAT, living_papers

# What the portal issues without a batch.
TANPA_ANGKATAN = (AsalSertifikat.MODUL, AsalSertifikat.KEGIATAN)


def waiting(pengguna: Pengguna) -> QuerySet[Sertifikat]:
    """Issued without a batch and in no decree yet; never the own ones, which a colleague gathers."""
    rows = Sertifikat.objects.sah().filter(
        asal__in=TANPA_ANGKATAN, pegawai__instansi_id=pengguna.instansi_id, penetapan=None
    )
    mine = akses(pengguna).orang_id
    if mine is not None:
        rows = rows.exclude(pegawai_id=mine)
    return rows.select_related("pegawai").order_by("tanggal", "nomor")


def certificates_in(row: PenetapanSertifikat) -> list[Sertifikat]:
    """As they count today: what was revoked since then stands in no decree any more."""
    rows = Sertifikat.objects.filter(penetapan__penetapan=row).select_related("pegawai")
    return list(rows.filter(status=StatusSertifikat.DISAHKAN).order_by("nomor"))


@dataclass(frozen=True)
class Himpunan:
    penetapan: PenetapanSertifikat
    banyak: int
    naskah: Naskah | None


def gathered(pengguna: Pengguna) -> list[Himpunan]:
    """The latest first, each with its paper. Two queries."""
    rows = (
        PenetapanSertifikat.objects.visible_to(pengguna).annotate(banyak=Count("daftar_sertifikat")).order_by("-pada")
    )
    found = list(rows.select_related("oleh")[:50])
    papers = living_papers(PENETAPAN_SERTIFIKAT, [row.pk for row in found])
    return [Himpunan(row, row.banyak, papers.get(row.pk)) for row in found]
