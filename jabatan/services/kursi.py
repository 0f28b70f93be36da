"""Seats of the map: founded, changed, ended, and the last of these taken back. Every change is dated."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja, periode, write_period
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import permissions
from jabatan.enums import TUNGGAL, JenisPenempatan
from jabatan.models import Jabatan, Penempatan, RincianJabatan
from jabatan.services.atasan import follow_map
from jabatan.services.daftar import refresh_posts
from jabatan.services.syarat_kursi import check_class, check_empty, check_kind, check_row
from jabatan.services.tolakan import save_or_say
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.penempatan import hold_agency, place_member

# What of a seat is dated. Kind, level, single holder and head belong to it for life.
ISI = ("unit_id", "nama", "induk_id", "eselon", "kelas", "kebutuhan", "dasar_kebutuhan", "bup", "referensi_id")


@perubahan
def found_seat(
    *, unit: UnitKerja, jenis: str, mulai: date, dasar: str, by: Pengguna, jenjang: str = "", kepala: bool = False,
    **isi: Any,
) -> Jabatan:  # fmt: skip
    """A new seat in a unit from `mulai` on."""
    hold_agency(by.instansi_id)
    require(permissions.can_change_seats_of(by, unit.pk))
    tunggal = jenis in TUNGGAL
    check_kind(jenis, jenjang, kepala=kepala, eselon=isi.get("eselon", ""))
    seat = Jabatan.objects.create(
        instansi_id=unit.instansi_id, jenis=jenis, jenjang=jenjang, tunggal=tunggal, kepala=kepala
    )
    check_class(seat, isi["nama"], isi.get("kelas"), mulai)
    values = isi | {"unit_id": unit.pk, "dasar": dasar} | ({"kebutuhan": 1} if tunggal else {})
    row = _write(seat, periode(mulai), values)
    record_jejak(
        seat, "jabatan_dibentuk", by=by, unit_id=unit.pk, alasan=dasar,
        rincian={"jabatan": row.nama, "mulai": mulai.isoformat()},
    )  # fmt: skip
    return seat


@perubahan
def change_seat(jabatan_id: UUID, *, mulai: date, dasar: str, by: Pengguna, **isi: Any) -> Jabatan:
    """Only what is named changes, from `mulai` on; what is already planned for later keeps what it says otherwise. A seat
    that moves takes its holders along.
    """
    seat, rows = _held(jabatan_id, by)
    rows = [row for row in rows if row.berlaku.upper is None or row.berlaku.upper > mulai]
    if not rows or rows[0].mulai > mulai:
        raise DomainError(
            f"Jabatan ini tidak ada pada {tanggal(mulai)}. Pilih tanggal lain.", galat="jabatan_tidak_berlaku"
        )
    base = rows[0]
    require(permissions.can_change_seats_of(by, base.unit_id))
    changed = {name: value for name, value in isi.items() if getattr(base, name) != value}
    if "unit_id" in changed:
        require(permissions.can_change_seats_of(by, changed["unit_id"]))
    if "kelas" in changed:
        check_class(seat, isi.get("nama", base.nama), changed["kelas"], mulai)
    for row in rows:
        carried = {name: value for name, value in changed.items() if getattr(row, name) == getattr(base, name)}
        if carried or row is base:
            since = DateRange(max(row.mulai, mulai), row.berlaku.upper, "[)")
            _write(seat, since, _values(row) | carried | ({"dasar": dasar} if row is base else {}))
    if "unit_id" in changed:
        _take_holders(seat, mulai, dasar, by)
    record_jejak(
        seat, "jabatan_diubah", by=by, unit_id=changed.get("unit_id", base.unit_id), alasan=dasar,
        rincian={"jabatan": base.nama, "mulai": mulai.isoformat(), "isi": sorted(changed)},
    )  # fmt: skip
    return seat


@perubahan
def end_seat(jabatan_id: UUID, *, sampai: date, dasar: str, by: Pengguna) -> Jabatan:
    """`sampai` is its last day. It ends empty and with nobody below it, or not at all."""
    seat, rows = _held(jabatan_id, by)
    last = rows[-1] if rows else None
    if last is None or sampai < rows[0].mulai or (last.sampai is not None and sampai >= last.sampai):
        raise DomainError(
            "Hari terakhir harus sesudah jabatan itu mulai dan sebelum berakhir. Pilih tanggal lain.",
            galat="tanggal_di_luar_masa",
        )
    require(permissions.can_change_seats_of(by, last.unit_id))
    rest = DateRange(sampai + date.resolution, None, "[)")
    check_empty(seat, last.nama, rest)
    write_period(RincianJabatan, keys={"jabatan": seat}, berlaku=rest, values=None)
    record_jejak(
        seat, "jabatan_diakhiri", by=by, unit_id=last.unit_id, alasan=dasar,
        rincian={"jabatan": last.nama, "sampai": sampai.isoformat()},
    )  # fmt: skip
    return seat


@perubahan
def undo_seat(jabatan_id: UUID, *, rincian_id: UUID, alasan: str, by: Pengguna) -> Jabatan:
    """Take back what was last written: its end, else its last change, else the seat itself. `rincian_id` is the last row as
    the page showed it.
    """
    seat, rows = _held(jabatan_id, by)
    last = rows[-1] if rows else None
    if last is None or last.pk != rincian_id:
        raise DomainError(
            "Jabatan ini sudah diubah sejak halaman ini dibuka. Muat ulang halamannya.", galat="sudah_berubah"
        )
    require(permissions.can_change_seats_of(by, last.unit_id))
    before = next((row for row in rows if row.berlaku.upper == last.mulai), None)
    if last.berlaku.upper is not None:
        word = "pengakhiran"
        _write(seat, DateRange(last.mulai, None, "[)"), _values(last))
    elif before is not None:
        word = "perubahan"
        _write(seat, DateRange(before.mulai, last.berlaku.upper, "[)"), _values(before))
        if before.unit_id != last.unit_id:
            _take_holders(seat, last.mulai, alasan, by)
    else:
        word = "pembentukan"
        check_empty(seat, last.nama, last.berlaku)
        write_period(RincianJabatan, keys={"jabatan": seat}, berlaku=last.berlaku, values=None)
    record_jejak(
        seat, "jabatan_dibatalkan", by=by, unit_id=last.unit_id, alasan=alasan,
        rincian={"jabatan": last.nama, "yang_dibatalkan": word, "mulai": last.mulai.isoformat()},
    )  # fmt: skip
    return seat


def _held(jabatan_id: UUID, by: Pengguna) -> tuple[Jabatan, list[RincianJabatan]]:
    """The seat with its rows as known now, the earliest first, while nobody else changes the map of the agency."""
    hold_agency(by.instansi_id)
    seat = Jabatan.objects.get(pk=jabatan_id, instansi_id=by.instansi_id)
    return seat, list(RincianJabatan.objects.kini().filter(jabatan=seat).order_by("berlaku"))


def _values(row: RincianJabatan) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*ISI, "dasar")}


def _write(seat: Jabatan, berlaku: DateRange, values: dict[str, Any]) -> RincianJabatan:
    """One row with everything that follows from it: superiors below, posts in lists."""
    check_row(seat, values, berlaku)
    row: RincianJabatan = save_or_say(
        lambda: write_period(RincianJabatan, keys={"jabatan": seat}, berlaku=berlaku, values=values)
    )
    follow_map([seat.pk], berlaku)
    holders = Penempatan.objects.kini().filter(jabatan=seat, berlaku__overlap=berlaku)
    if people := list(holders.values_list("pegawai_id", flat=True)):
        refresh_posts(people)
    return row


def _take_holders(seat: Jabatan, mulai: date, dasar: str, by: Pengguna) -> None:
    """Those whose own seat this is belong to its unit from that day on."""
    row = RincianJabatan.objects.pada(mulai).select_related("unit").get(jabatan=seat)
    held = Penempatan.objects.kini().filter(
        jabatan=seat, jenis=JenisPenempatan.DEFINITIF, berlaku__overlap=DateRange(mulai, None, "[)")
    )
    for sitting in held.order_by("pegawai_id", "berlaku"):
        since = max(sitting.mulai, mulai)
        person = Pegawai.objects.select_for_update(of=("self",)).get(pk=sitting.pegawai_id)
        if not KeanggotaanUnit.objects.pada(since).filter(pegawai=person, unit_id=row.unit_id).exists():
            require(permissions.can_move_there(by, person))
            place_member(person, unit=row.unit, mulai=since, dasar=dasar)
