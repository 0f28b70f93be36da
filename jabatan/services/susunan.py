"""What becomes of seats when their unit ends: part of the change of the organisation that ends it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.errors import DomainError
from asn_portal.core.models import periode, write_period
from jabatan.models import Jabatan, Penempatan, RincianJabatan
from jabatan.services.atasan import follow_map, reached_people
from jabatan.services.daftar import refresh_posts
from jabatan.services.tolakan import save_or_say

DASAR = "Penggabungan unit"
KEPT = ("nama", "induk_id", "eselon", "kelas", "kebutuhan", "dasar_kebutuhan", "bup", "referensi_id")


def end_seats_of(unit_id: UUID, tanggal: date) -> None:
    """Without a unit that takes over, seats end empty or not at all."""
    rows = _rows(unit_id, tanggal)
    seats = [row.jabatan_id for row in rows]
    if Penempatan.objects.kini().filter(jabatan_id__in=seats, berlaku__overlap=periode(tanggal)).exists():
        raise DomainError(
            "Jabatan di unit ini masih ada pejabatnya. Akhiri atau pindahkan dulu penempatannya, atau gabungkan unitnya.",
            galat="unit_masih_berisi",
        )
    for row in rows:
        write_period(RincianJabatan, keys={"jabatan_id": row.jabatan_id}, berlaku=_rest(row, tanggal), values=None)


def move_seats_of(unit_id: UUID, pengganti_id: UUID, tanggal: date) -> None:
    """The seats go over to the other unit and its head; the seat of the former head ends. Where the other unit has the
    same nomenclature, its seat takes in the holders and the need.
    """
    rows = _rows(unit_id, tanggal)
    heads = set(
        Jabatan.objects.filter(pk__in=[row.jabatan_id for row in rows], kepala=True).values_list("pk", flat=True)
    )
    masa = DateRange(tanggal, None, "[)")
    people = reached_people([row.jabatan_id for row in rows], masa)
    new_head = RincianJabatan.objects.pada(tanggal).filter(unit_id=pengganti_id, jabatan__kepala=True).first()
    above = new_head.jabatan_id if new_head else None
    for row in rows:
        if row.jabatan_id not in heads:
            _take_over(row, pengganti_id, above if row.induk_id in heads else row.induk_id, tanggal)
    for row in rows:
        if row.jabatan_id in heads:
            _pass_on(row.jabatan_id, above, tanggal)
            _empty(row.jabatan_id, masa)
            write_period(RincianJabatan, keys={"jabatan_id": row.jabatan_id}, berlaku=_rest(row, tanggal), values=None)
    seats = {above} - {None} | {row.jabatan_id for row in rows}
    follow_map(seats, masa, orang=people)
    refresh_posts(people)


def _rows(unit_id: UUID, tanggal: date) -> list[RincianJabatan]:
    return list(RincianJabatan.objects.kini().filter(unit_id=unit_id, berlaku__overlap=periode(tanggal)))


def _rest(row: RincianJabatan, tanggal: date) -> DateRange:
    return DateRange(max(row.mulai, tanggal), row.berlaku.upper, "[)")


def _values(row: RincianJabatan, **changes: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in KEPT} | {"unit_id": row.unit_id, "dasar": DASAR} | changes


def _take_over(row: RincianJabatan, unit_id: UUID, induk_id: UUID | None, tanggal: date) -> None:
    """The seat moves, or is taken up by the one that is called the same there."""
    rest = _rest(row, tanggal)
    same = RincianJabatan.objects.kini().filter(
        unit_id=unit_id, nama=row.nama, induk_id=induk_id, berlaku__contains=rest.lower
    ).first()  # fmt: skip
    if same is None:
        values = _values(row, unit_id=unit_id, induk_id=induk_id)
        save_or_say(
            lambda: write_period(RincianJabatan, keys={"jabatan_id": row.jabatan_id}, berlaku=rest, values=values)
        )
        return
    for sitting in Penempatan.objects.kini().filter(jabatan_id=row.jabatan_id, berlaku__overlap=rest):
        _reseat(sitting, same.jabatan_id, max(sitting.mulai, rest.lower))
    together = DateRange(rest.lower, same.berlaku.upper, "[)")
    values = _values(same, kebutuhan=same.kebutuhan + row.kebutuhan)
    write_period(RincianJabatan, keys={"jabatan_id": same.jabatan_id}, berlaku=together, values=values)
    write_period(RincianJabatan, keys={"jabatan_id": row.jabatan_id}, berlaku=rest, values=None)


def _reseat(sitting: Penempatan, jabatan_id: UUID, mulai: date) -> None:
    masa = DateRange(mulai, sitting.berlaku.upper, "[)")
    keys = {"pegawai_id": sitting.pegawai_id, "jabatan_id": sitting.jabatan_id, "jenis": sitting.jenis}
    write_period(Penempatan, keys=keys, berlaku=masa, values=None)
    kept = ("tunggal", "sub_jabatan", "dasar_rangkap", "sk_nomor", "sk_tanggal", "tanggal_pelantikan")
    values = {name: getattr(sitting, name) for name in kept} | {"dasar": DASAR}
    save_or_say(lambda: Penempatan.objects.create(**keys | {"jabatan_id": jabatan_id}, **values, berlaku=masa))


def _pass_on(head: UUID, above: UUID | None, tanggal: date) -> None:
    """What still reports to the former head reports to the new one."""
    for row in RincianJabatan.objects.kini().filter(induk_id=head, berlaku__overlap=periode(tanggal)):
        values = _values(row, induk_id=above)
        save_or_say(
            lambda row=row, values=values: write_period(
                RincianJabatan, keys={"jabatan_id": row.jabatan_id}, berlaku=_rest(row, tanggal), values=values
            )
        )


def _empty(seat: UUID, masa: DateRange) -> None:
    for row in Penempatan.objects.kini().filter(jabatan_id=seat, berlaku__overlap=masa):
        keys = {"pegawai_id": row.pegawai_id, "jabatan_id": seat, "jenis": row.jenis}
        write_period(
            Penempatan, keys=keys, berlaku=DateRange(max(row.mulai, masa.lower), row.berlaku.upper, "[)"), values=None
        )
