"""Putting people into seats and taking them out. Every change is dated: a future one counts on its day by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, periode, until_next, write_period
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import notify
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import permissions
from jabatan.enums import SEBUTAN, JenisPenempatan
from jabatan.models import Jabatan, Penempatan, RincianJabatan
from jabatan.services.atasan import follow_map
from jabatan.services.daftar import refresh_posts
from jabatan.services.syarat_tempat import check_placement, seat_on_day
from jabatan.services.tolakan import save_or_say
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.penempatan import LAPORKAN, hold_agency, place_member


@dataclass(frozen=True)
class Keputusan:
    """By which decision: kind, number and day of the letter, inauguration."""

    dasar: str = ""
    sk_nomor: str = ""
    sk_tanggal: date | None = None
    tanggal_pelantikan: date | None = None

    def values(self) -> dict[str, Any]:
        return asdict(self)


@perubahan
def place_pegawai(
    jabatan_id: UUID,
    *,
    pegawai: Pegawai,
    mulai: date,
    by: Pengguna,
    jenis: JenisPenempatan = JenisPenempatan.DEFINITIF,
    sampai: date | None = None,
    keputusan: Keputusan | None = None,
    dasar_rangkap: str = "",
    sub_jabatan: str = "",
    pindah: bool = False,
) -> Penempatan:
    """Somebody takes a seat from `mulai` on. `pindah`: the own post of before ends the day before."""
    decided = keputusan or Keputusan()
    hold_agency(by.instansi_id)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    seat = Jabatan.objects.get(pk=jabatan_id, instansi_id=by.instansi_id)
    row = seat_on_day(seat, mulai)
    require(permissions.can_place(by, person, row.unit_id))
    own = jenis == JenisPenempatan.DEFINITIF
    keys = {"pegawai": person, "jenis": jenis} | ({} if own else {"jabatan": seat})
    berlaku = periode(mulai, sampai) if sampai else until_next(Penempatan, keys=keys, mulai=mulai)
    check_placement(seat, row, person, jenis, berlaku)
    values = decided.values() | {
        "tunggal": seat.tunggal, "sub_jabatan": sub_jabatan, "dasar_rangkap": dasar_rangkap,
    }  # fmt: skip
    left = _left_seats(person, berlaku) if pindah and own else []
    written = save_or_say(lambda: _write(keys, seat, berlaku, values, replace=bool(left)))
    ended = _end_acting(seat, berlaku) if own else []
    record_jejak(
        written, "ditempatkan", by=by, subjek_id=person.pk, unit_id=row.unit_id, alasan=decided.dasar,
        rincian={"jabatan": row.nama, "jenis": jenis.value, "mulai": mulai.isoformat(), "jabatan_id": str(seat.pk)},
    )  # fmt: skip
    follow_placement(person, {seat.pk, *left}, DateRange(mulai, None, "[)"), orang=ended)
    if own:
        _take_along(person, row, mulai, decided, by)
    tell_person(person, by, f"Mulai {tanggal(mulai)} Anda {_as_what(jenis)} {row.nama}.", decided.dasar)
    return written


def follow_placement(person: Pegawai, seats: set[UUID], masa: DateRange, *, orang: Sequence[UUID] = ()) -> None:
    """Superiors and lists after a change of who sits there."""
    follow_map(seats, masa, orang=[person.pk, *orang])
    refresh_posts([person.pk])


def _left_seats(person: Pegawai, berlaku: DateRange) -> list[UUID]:
    """The own seats that the person gives up by this."""
    rows = Penempatan.objects.kini().filter(pegawai=person, jenis=JenisPenempatan.DEFINITIF, berlaku__overlap=berlaku)
    return list(rows.values_list("jabatan_id", flat=True))


def _write(
    keys: dict[str, Any], seat: Jabatan, berlaku: DateRange, values: dict[str, Any], *, replace: bool
) -> Penempatan:
    """`replace`: what the person held before ends; without it the database refuses what overlaps."""
    if not replace:
        return Penempatan.objects.create(**keys | {"jabatan": seat}, **values, berlaku=berlaku)
    row: Penempatan = write_period(Penempatan, keys=keys, berlaku=berlaku, values=values | {"jabatan": seat})
    return row


def _end_acting(seat: Jabatan, berlaku: DateRange) -> list[UUID]:
    """A Plt. or Pj. ends when the holder comes; who they were."""
    rows = Penempatan.objects.kini().filter(
        jabatan=seat, jenis__in=(JenisPenempatan.PLT, JenisPenempatan.PJ), berlaku__overlap=berlaku
    )
    people = []
    for row in rows:
        keys = {"jabatan": seat, "jenis": row.jenis, "pegawai_id": row.pegawai_id}
        write_period(Penempatan, keys=keys, berlaku=berlaku, values=None)
        people.append(row.pegawai_id)
    return people


def _take_along(person: Pegawai, row: RincianJabatan, mulai: date, decided: Keputusan, by: Pengguna) -> None:
    """The unit follows the own seat."""
    here = KeanggotaanUnit.objects.pada(mulai).filter(pegawai=person, unit_id=row.unit_id)
    if not here.exists():
        require(permissions.can_move_there(by, person))
        place_member(person, unit=row.unit, mulai=mulai, dasar=decided.dasar or f"Penempatan sebagai {row.nama}"[:200])


def _as_what(jenis: JenisPenempatan) -> str:
    if jenis == JenisPenempatan.TUGAS_TAMBAHAN:
        return "mendapat tugas tambahan sebagai"
    return f"ditunjuk sebagai {SEBUTAN[jenis]}" if jenis in SEBUTAN else "menjabat"


def tell_person(person: Pegawai, by: Pengguna, isi: str, dasar: str) -> None:
    if person.pengguna is not None:
        notify(
            person.pengguna,
            judul="Penempatan Anda berubah",
            isi=isi,
            url=reverse("pegawai:pegawai_detail", args=[person.pk]),
            kelompok=KelompokKabar.DATA,
            mengapa="Peta jabatan diubah.",
            aturan=dasar,
            oleh=by.nama,
            keberatan=LAPORKAN,
        )


@perubahan
def end_penempatan(penempatan_id: UUID, *, sampai: date, alasan: str, by: Pengguna) -> Penempatan:
    """`sampai` is the last day in the seat; what was planned for later falls away with it."""
    hold_agency(by.instansi_id)
    row = Penempatan.objects.select_related("jabatan").get(pk=penempatan_id, jabatan__instansi_id=by.instansi_id)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=row.pegawai_id)
    seat = seat_on_day(row.jabatan, row.mulai)
    require(permissions.can_place(by, person, seat.unit_id))
    if not row.tercatat.upper_inf:
        raise DomainError(
            "Penempatan itu sudah diubah sejak halaman ini dibuka. Muat ulang halamannya.", galat="sudah_berubah"
        )
    if sampai < row.mulai or (row.sampai is not None and sampai >= row.sampai):
        raise DomainError(
            f"Hari terakhir harus di antara {tanggal(row.mulai)} dan akhir penempatan itu. Pilih tanggal lain.",
            galat="tanggal_di_luar_masa",
        )
    rest = DateRange(sampai + date.resolution, row.berlaku.upper, "[)")
    keys = {"pegawai": person, "jabatan": row.jabatan, "jenis": row.jenis}
    write_period(Penempatan, keys=keys, berlaku=rest, values=None)
    record_jejak(
        row, "penempatan_diakhiri", by=by, subjek_id=person.pk, unit_id=seat.unit_id, alasan=alasan,
        rincian={"jabatan": seat.nama, "sampai": sampai.isoformat()},
    )  # fmt: skip
    follow_placement(person, {row.jabatan_id}, rest)
    tell_person(person, by, f"Penempatan Anda sebagai {seat.nama} berakhir {tanggal(sampai)}.", alasan)
    return row
