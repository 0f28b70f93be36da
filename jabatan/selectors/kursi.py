"""What a form about a seat offers: seats above, what stands there now, and what an undo would take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.templatetags.bentuk import tanggal as tulis
from jabatan.models import Jabatan, RincianJabatan


def seats_above(unit_id: UUID, tanggal: date) -> list[tuple[str, str]]:
    """Seats with a single holder in the unit and in every unit above it: the nearest first."""
    way = [row.unit_id for row in core_selectors.ancestors(unit_id, tanggal)]
    rows = RincianJabatan.objects.pada(tanggal).filter(unit_id__in=way, jabatan__tunggal=True)
    found = sorted(
        rows.select_related("jabatan"), key=lambda row: (-way.index(row.unit_id), not row.jabatan.kepala, row.nama)
    )
    names = core_selectors.unit_names(way, tanggal)
    return [(str(row.jabatan_id), f"{row.nama}, {names.get(row.unit_id, '')}".rstrip(", ")) for row in found]


def nearest_head(unit_id: UUID, tanggal: date, *, kepala: bool, kecuali: UUID | None = None) -> UUID | None:
    """The head of the unit, or for a head the one of the next unit above that has a head."""
    way = [row.unit_id for row in core_selectors.ancestors(unit_id, tanggal)]
    if kepala:
        way = way[:-1]
    heads = RincianJabatan.objects.pada(tanggal).filter(unit_id__in=way, jabatan__kepala=True)
    found = dict(heads.exclude(jabatan_id=kecuali).values_list("unit_id", "jabatan_id"))
    return next((found[unit] for unit in reversed(way) if unit in found), None)


@dataclass(frozen=True)
class Pembatalan:
    """What was last written of a seat, and what becomes of it when it is taken back."""

    rincian: RincianJabatan
    kalimat: str


def seat_history(jabatan: Jabatan) -> list[RincianJabatan]:
    """Every row as known now, the latest first, with the name of its unit (`nama_unit`) and of the seat above."""
    rows = list(RincianJabatan.objects.kini().filter(jabatan=jabatan).select_related("referensi").order_by("-berlaku"))
    above = RincianJabatan.objects.kini().filter(jabatan_id__in={row.induk_id for row in rows if row.induk_id})
    names = dict(above.order_by("berlaku").values_list("jabatan_id", "nama"))
    units = core_selectors.unit_names({row.unit_id for row in rows}, timezone.localdate())
    for row in rows:
        # A unit that is no more today is asked for by its own time.
        row.nama_unit = units.get(row.unit_id) or core_selectors.unit_names([row.unit_id], row.mulai).get(
            row.unit_id, ""
        )
        row.nama_induk = names.get(row.induk_id, "")
    return rows


def what_undo_does(rows: list[RincianJabatan]) -> Pembatalan | None:
    """`rows`: the latest first."""
    if not rows:
        return None
    last = rows[0]
    before = next((row for row in rows if row.berlaku.upper == last.mulai), None)
    if last.sampai is not None:
        return Pembatalan(last, f"Pengakhiran per {tulis(last.sampai)} dibatalkan: jabatan ini berlaku terus.")
    if before is not None:
        return Pembatalan(
            last, f"Perubahan mulai {tulis(last.mulai)} dibatalkan: jabatan ini kembali seperti sebelumnya."
        )
    return Pembatalan(last, "Pembentukannya dibatalkan: jabatan ini hilang dari peta pada semua tanggal.")
