"""Posts of the former SIMPEG become placements, a set at a time. What the map knows already is never overwritten.

A row fills the days from its TMT to the next post of the person that is known, from wherever. Days before its seat stood on
the map are kept as words (`RiwayatJabatanLama`). Only a placement that itself
came from the former SIMPEG is cut by a later row of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from asn_portal.core.audit import record_each
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import close_many, new_ids
from asn_portal.core.selectors import unit_names
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import selectors
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import Penempatan, RincianJabatan
from jabatan.services.atasan import follow_map
from jabatan.services.daftar import refresh_posts
from jabatan.services.tolakan import save_or_say
from pegawai.sasaran_jabatan import BarisJabatan
from pegawai.services.jabatan_lama import JabatanLalu, record_old_posts

DASAR = "SIMPEG lama"
TANPA_UNIT = "Barisnya tidak menyebut kolok, jadi jabatannya tidak dapat ditempatkan di unit mana pun."
TAK_ADA = "Jabatan {nama} tidak ada di {unit} pada {hari}. Bentuk di peta jabatan, atau putuskan baris ini."
BUKAN_ASN = "{nama} bukan jabatan ASN."
PENSIUN = "Pada {hari} batas usia pensiun untuk {nama} sudah lewat. Periksa tanggal lahir dan TMT-nya."
MENJABAT = "Di portal orang ini menjabat {nama} sejak {hari}. Data portal tidak diubah."
UNIT_LAIN = "Jabatan terakhir di SIMPEG lama berada di {lama}, sedangkan orang ini di {kini} menurut portal."


@dataclass
class Calon:
    """A row that may be written: its seat, and the days it fills."""

    asal: BarisJabatan
    kursi: RincianJabatan
    baris: Penempatan


def place_from_simpeg(rows: Sequence[BarisJabatan], by: Pengguna) -> None:
    """Part of the caller's change, which holds the people and has asked for the right to the whole agency."""
    seats = _seats(rows)
    known = _known([row.pegawai.pk for row in rows])
    named = {row.unit_id for row in rows} | {row.pegawai.unit_kini_id for row in rows}
    units = unit_names(named - {None}, timezone.localdate())
    of_person: dict[UUID, list[BarisJabatan]] = defaultdict(list)
    for row in rows:
        of_person[row.pegawai.pk].append(row)
    found: list[Calon] = []
    cut: list[Penempatan] = []
    past: list[JabatanLalu] = []
    for pk, mine in of_person.items():
        found += _of_person(sorted(mine, key=lambda row: row.mulai), known[pk], seats, units, cut, past)
    _write(found, cut)
    record_old_posts([one for one in past if not one.asal.tolak], by)
    written = [one for one in found if not one.asal.tolak]
    _follow(written, by)


def _seats(rows: Sequence[BarisJabatan]) -> dict[tuple[UUID, str], list[RincianJabatan]]:
    """Everything that was ever called so in these units, by unit and name."""
    found: dict[tuple[UUID, str], list[RincianJabatan]] = defaultdict(list)
    named = RincianJabatan.objects.kini().annotate(kecil=Lower("nama")).select_related("jabatan")
    asked = named.filter(
        unit_id__in={row.unit_id for row in rows if row.unit_id}, kecil__in={row.nilai.casefold() for row in rows}
    )
    for seat in asked.order_by("berlaku", "pk"):
        found[seat.unit_id, seat.nama.casefold()].append(seat)
    return found


def _known(people: Sequence[UUID]) -> dict[UUID, list[Penempatan]]:
    """Own posts and additional duties as known now, oldest first."""
    found: dict[UUID, list[Penempatan]] = defaultdict(list)
    kinds = (JenisPenempatan.DEFINITIF, JenisPenempatan.TUGAS_TAMBAHAN)
    name = RincianJabatan.objects.kini().filter(jabatan_id=OuterRef("jabatan_id")).order_by("-berlaku").values("nama")
    held = Penempatan.objects.kini().filter(pegawai_id__in=people, jenis__in=kinds).annotate(nama=Subquery(name[:1]))
    for row in held.select_for_update(of=("self",)).order_by("berlaku"):
        found[row.pegawai_id].append(row)
    return found


def _of_person(
    rows: list[BarisJabatan], known: list[Penempatan], seats: dict[tuple[UUID, str], list[RincianJabatan]],
    units: dict[UUID, str], cut: list[Penempatan], past: list[JabatanLalu],
) -> list[Calon]:  # fmt: skip
    """The oldest first, so that each lasts until the next. Days before the seat stood on the map are kept as words."""
    found = []
    for row in rows:
        seat = _seat(row, seats)
        mulai = row.mulai if seat is None else max(row.mulai, seat.mulai)
        if seat is None or mulai > row.mulai:
            ends = _before_map(row, seat, known, units, cut)
            if ends is None:
                continue
            past.append(JabatanLalu(row, units.get(row.unit_id, "") if row.unit_id else "", ends))
            if seat is None or ends < seat.mulai:
                continue
        if not _fits(row, seat, mulai):
            continue
        one = _between(row, seat, mulai, known, units, cut)
        if one is not None:
            found.append(one)
            known.append(one.baris)
    return found


def _seat(row: BarisJabatan, seats: dict[tuple[UUID, str], list[RincianJabatan]]) -> RincianJabatan | None:
    """The one that stood on the day, or else the first that was formed later."""
    if row.unit_id is None:
        return None
    named = seats.get((row.unit_id, row.nilai.casefold()), [])
    there = (one for one in named if one.sampai is None or row.mulai <= one.sampai)
    return min(there, key=lambda one: one.mulai, default=None)


def _before_map(
    row: BarisJabatan, seat: RincianJabatan | None, known: list[Penempatan], units: dict[UUID, str],
    cut: list[Penempatan],
) -> date | None:  # fmt: skip
    """Until when a post was held that had no seat yet; None, and why, when it is still held or the portal knows better."""
    here = next((one for one in known if one.jenis == JenisPenempatan.DEFINITIF and _covers(one, row.mulai)), None)
    if here is not None and here.dasar != DASAR:
        row.tolak = MENJABAT.format(nama=here.nama, hari=tanggal(here.mulai))
        return None
    ahead = [one.mulai for one in known if one.jenis == JenisPenempatan.DEFINITIF and one.mulai > row.mulai]
    days = [*ahead, *([row.berikut] if row.berikut else []), *([seat.mulai] if seat else [])]
    if not days:
        unit = units.get(row.unit_id, "unit itu") if row.unit_id else ""
        row.tolak = TAK_ADA.format(nama=row.nilai, unit=unit, hari=tanggal(row.mulai)) if unit else TANPA_UNIT
        return None
    if here is not None and here.mulai < row.mulai:
        _shorten(here, row.mulai, cut)
    return min(days)


def _covers(one: Penempatan, hari: date) -> bool:
    return one.mulai is not None and one.mulai <= hari and (one.sampai is None or hari <= one.sampai)


def _fits(row: BarisJabatan, seat: RincianJabatan, mulai: date) -> bool:
    retired = selectors.retirement_of(row.pegawai.tanggal_lahir, seat.bup)
    if seat.jabatan.jenis == JenisJabatan.PEJABAT_NEGARA:
        row.tolak = BUKAN_ASN.format(nama=seat.nama)
    elif retired is not None and mulai >= retired:
        row.tolak = PENSIUN.format(hari=tanggal(mulai), nama=seat.nama)
    return not row.tolak


def _between(
    row: BarisJabatan, seat: RincianJabatan, mulai: date, known: Sequence[Penempatan], units: dict[UUID, str],
    cut: list[Penempatan],
) -> Calon | None:  # fmt: skip
    duty = seat.jabatan.jenis == JenisJabatan.TUGAS_TAMBAHAN
    kind = JenisPenempatan.TUGAS_TAMBAHAN if duty else JenisPenempatan.DEFINITIF
    chain = [one for one in known if one.jenis == kind and (not duty or one.jabatan_id == seat.jabatan_id)]
    here = next((one for one in chain if _covers(one, mulai)), None)
    if here is not None and here.jabatan_id == seat.jabatan_id and here.mulai == mulai:
        row.hasil = here.pk
        return None
    if here is not None and (here.dasar != DASAR or here.mulai == mulai):
        row.tolak = MENJABAT.format(nama=here.nama, hari=tanggal(here.mulai))
        return None
    ends = [one.mulai for one in chain if one.mulai > mulai]
    last = min([*ends, *([seat.berlaku.upper] if seat.berlaku.upper else [])], default=None)
    if last is None and row.pegawai.unit_kini_id not in (None, seat.unit_id):
        old, now = (units.get(pk, "unit lain") for pk in (seat.unit_id, row.pegawai.unit_kini_id))
        row.tolak = UNIT_LAIN.format(lama=old, kini=now)
        return None
    if here is not None:
        _shorten(here, mulai, cut)
    fresh = Penempatan(
        pegawai=row.pegawai, jabatan=seat.jabatan, tunggal=seat.jabatan.tunggal, jenis=kind, dasar=DASAR,
        sk_nomor=row.sk_nomor[:100], sk_tanggal=row.sk_tanggal, berlaku=DateRange(mulai, last, "[)"),
    )  # fmt: skip
    fresh.nama, fresh.baru = seat.nama, True
    return Calon(row, seat, fresh)


def _shorten(here: Penempatan, mulai: date, cut: list[Penempatan]) -> None:
    """An earlier row of the same source ends where this one begins: in memory, and in the table where it stands there."""
    if not hasattr(here, "baru"):
        cut.append(here)
    here.berlaku = DateRange(here.mulai, mulai, "[)")


def _write(found: Sequence[Calon], cut: Sequence[Penempatan]) -> None:
    """All at once; where the database refuses one of them, each by itself, so that one row holds up no other."""
    moment = close_many(Penempatan, [row.pk for row in cut])
    recorded = DateTimeTZRange(moment, None, "[)")
    for row in cut:
        values = {
            f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in {"id", "tercatat"}
        }
        Penempatan.objects.create(**values, tercatat=recorded)
    for one, pk in zip(found, new_ids(len(found)), strict=True):
        one.baris.pk, one.baris.tercatat = pk, recorded
    try:
        with transaction.atomic():
            Penempatan.objects.bulk_create([one.baris for one in found])
    except IntegrityError:
        for one in found:
            _write_one(one)
    for one in found:
        one.asal.hasil = None if one.asal.tolak else one.baris.pk


def _write_one(one: Calon) -> None:
    try:
        save_or_say(lambda: one.baris.save(force_insert=True))
    except DomainError as refused:
        one.asal.tolak = refused.pesan


def _follow(written: Sequence[Calon], by: Pengguna) -> None:
    """Superiors, lists, and what happened in each person's own history."""
    if not written:
        return
    acts: list[dict[str, Any]] = [
        {
            "objek_id": str(one.baris.pk), "subjek_id": one.asal.pegawai.pk, "unit_id": one.kursi.unit_id, "alasan": DASAR,
            "rincian": {"jabatan": one.kursi.nama, "mulai": one.baris.mulai.isoformat(), "jabatan_id": str(one.kursi.jabatan_id)},
        }
        for one in written
    ]  # fmt: skip
    record_each("ditempatkan", Penempatan._meta.label, acts, by=by)
    people = {one.asal.pegawai.pk for one in written}
    first = min(one.baris.mulai for one in written)
    follow_map({one.kursi.jabatan_id for one in written}, DateRange(first, None, "[)"), orang=sorted(people))
    refresh_posts(sorted(people))
