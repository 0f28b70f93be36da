"""Providers with what they give: running agreements, batches, how many passed."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pelatihan.aturan.alur_kepesertaan import BERTEMPAT
from pelatihan.enums import StatusPeserta
from pelatihan.models import Penyelenggara, PerjanjianPenyelenggara
from pelatihan.selectors.evaluasi import Peringkat, ratings

PESERTA = "daftar_angkatan__daftar_peserta"


def providers(pengguna: Pengguna, hari: date) -> QuerySet[Penyelenggara]:
    running = PerjanjianPenyelenggara.objects.pada(hari).filter(penyelenggara_id=OuterRef("pk"))
    seated = Q(**{f"{PESERTA}__status__in": BERTEMPAT})
    return (
        Penyelenggara.objects.visible_to(pengguna)
        .annotate(
            berjanji=Exists(running),
            angkatan=Count("daftar_angkatan", distinct=True),
            peserta=Count(PESERTA, filter=seated),
            lulus=Count(PESERTA, filter=Q(**{f"{PESERTA}__status": StatusPeserta.LULUS})),
        )
        .order_by("nama")
    )


def rated(pengguna: Pengguna, hari: date) -> list[tuple[Penyelenggara, Peringkat | None]]:
    """Each with the mean of what its participants said, from five answers on. Two queries."""
    known = ratings(akses(pengguna).instansi_id)
    return [(row, known.get(row.pk)) for row in providers(pengguna, hari)]


def agreements(row: Penyelenggara, hari: date) -> list[tuple[PerjanjianPenyelenggara, bool]]:
    """All as known now, the latest first, each with whether it holds on the day."""
    rows = row.daftar_perjanjian.kini().order_by("-berlaku", "nomor")
    return [(one, one.mulai <= hari <= (one.sampai or hari)) for one in rows]
