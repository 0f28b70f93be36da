"""Questions about lists: how much would be taken out, and which ones are kept."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core import hanya_lihat
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import COLUMNS, DaftarEkspor, Kueri, find_daftar
from asn_portal.lembar.models import DaftarTersimpan


@dataclass(frozen=True)
class Ukuran:
    """Rows that would be taken out, how many persons they are about, and how many rows of the page stay behind."""

    baris: int
    orang: int
    tertinggal: int


def size_of(pengguna: Pengguna, daftar: DaftarEkspor, kueri: Kueri) -> Ukuran:
    rows = daftar.rows(pengguna, kueri).order_by()
    count = rows.count()
    shown = daftar.tampil(pengguna, kueri, timezone.localdate()).order_by().count()
    people = 0
    if daftar.orang:
        people = count if daftar.orang == "pk" else rows.values(daftar.orang).distinct().count()
    return Ukuran(count, people, shown - count)


def kept_query(row: DaftarTersimpan) -> dict[str, str]:
    """What a kept list asks for, cleaned anew: parts that the list no longer knows are left out."""
    daftar = find_daftar(row.daftar)
    return daftar.clean(dict(parse_qsl(row.kueri))) if daftar else {}


def kept_address(row: DaftarTersimpan) -> str:
    """Where a kept list leads; empty when its list exists no more."""
    daftar = find_daftar(row.daftar)
    if daftar is None:
        return ""
    return daftar.address(kept_query(row), daftar.columns_in({COLUMNS: ",".join(row.kolom)}))


def kept_lists(pengguna: Pengguna, daftar: str = "") -> QuerySet[DaftarTersimpan]:
    """Own lists and those shared with me, by name; with `daftar` only those of one page."""
    if hanya_lihat.current() is not None:
        return DaftarTersimpan.objects.none()
    rows = DaftarTersimpan.objects.visible_to(pengguna).select_related("pemilik")
    return (rows.filter(daftar=daftar) if daftar else rows).order_by("daftar", "nama", "pk")
