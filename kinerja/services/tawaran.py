"""What the matrix of the superior asks of somebody, as draft results of that person's own plan."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone

from kinerja.models import SKP, RencanaHasilKerja
from kinerja.selectors.matriks import offered_to

RHK_TERBANYAK = 30


def take_offers(skp: SKP) -> int:
    """After the results that are there; the writer words them further. Returns how many."""
    offers = offered_to(skp.pegawai_id, skp.periode_id, timezone.localdate())
    last = skp.daftar_rhk.aggregate(n=Max("urut"))["n"] or 0
    offers = offers[: max(RHK_TERBANYAK - skp.daftar_rhk.count(), 0)]
    RencanaHasilKerja.objects.bulk_create(
        RencanaHasilKerja(skp=skp, urut=last + place, teks=one.teks, rhk_pimpinan=one.rhk, iku_id=one.rhk.iku_id)
        for place, one in enumerate(offers, 1)
    )
    return len(offers)
