"""What a code of a post in the former SIMPEG may become: a nomenclature of the map; its rows become placements."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from asn_portal.core.sql import fetch
from jabatan.models import RincianJabatan
from jabatan.services.simpeg import place_from_simpeg
from pegawai.sasaran_jabatan import SasaranJabatan, register_sasaran_jabatan

TERBANYAK = 20


def _names(condition: Q) -> list[str]:
    rows = RincianJabatan.objects.pada(timezone.localdate()).annotate(kecil=Lower("nama")).filter(condition)
    return list(rows.order_by("nama").values_list("nama", flat=True).distinct()[:TERBANYAK])


def search(kata: str) -> list[tuple[str, str]]:
    """Names with every word typed; without one, names with any of its longer words."""
    words = kata.casefold().split()
    if not words:
        return []
    every = Q()
    for word in words:
        every &= Q(kecil__contains=word)
    some = Q(pk=None)
    for word in sorted(words, key=len, reverse=True)[:2]:
        some |= Q(kecil__contains=word)
    return [(nama, nama) for nama in _names(every) or _names(some)]


def known(nilai: str) -> str:
    """As the map writes it; empty when it is on no map today."""
    return next(iter(_names(Q(kecil=nilai.casefold()))), "")


def same(names: Collection[str]) -> dict[str, str]:
    """One query for all names."""
    small = {nama.casefold(): nama for nama in names}
    rows = RincianJabatan.objects.pada(timezone.localdate()).annotate(kecil=Lower("nama"))
    found = rows.filter(kecil__in=list(small)).values_list("kecil", "nama").distinct()
    return {small[kecil]: nama for kecil, nama in found}


# Names of the map that are most like each word, by letters in threes. Far from alike is no suggestion.
MIRIP = """
SELECT kata.kata, calon.nama FROM unnest(%(kata)s::text[]) AS kata (kata)
CROSS JOIN LATERAL (
    SELECT nama FROM (SELECT DISTINCT nama FROM jabatan_rincianjabatan
                      WHERE upper_inf(tercatat) AND berlaku @> %(hari)s::date) AS peta
    WHERE similarity(lower(nama), lower(kata.kata)) >= %(batas)s
    ORDER BY similarity(lower(nama), lower(kata.kata)) DESC, nama LIMIT 1
) AS calon
"""
BATAS_MIRIP = 0.45


def alike(names: Collection[str]) -> dict[str, tuple[str, str]]:
    """One query for a page of names."""
    asked = [nama for nama in names if nama]
    rows = fetch(MIRIP, kata=asked, hari=timezone.localdate(), batas=BATAS_MIRIP) if asked else []
    return {kata: (nama, nama) for kata, nama in rows}


register_sasaran_jabatan(SasaranJabatan("peta", "Peta jabatan", search, known, same, alike, place_from_simpeg))
