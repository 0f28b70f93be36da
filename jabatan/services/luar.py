"""Who stands outside the map, who sits in a seat of no civil servant, and the lines of coordination."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core import selectors as core_selectors
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import BarisBertanggal, Pengguna, UnitKerja, periode, write_period
from asn_portal.core.permissions import require, same_agency
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import permissions
from jabatan.enums import JenisJabatan, SebabLuarPeta
from jabatan.models import DiLuarPeta, Jabatan, KoordinasiUnit, PejabatNonASN, Penempatan
from jabatan.services.penempatan import follow_placement, tell_person
from jabatan.services.syarat_tempat import seat_on_day
from jabatan.services.tolakan import save_or_say
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, Pegawai
from pegawai.services.penempatan import hold_agency, place_atasan


@perubahan
def place_outside(
    pegawai: Pegawai, *, sebab: SebabLuarPeta, atasan: Pegawai, mulai: date, sampai: date, dasar: str, by: Pengguna,
    sk_nomor: str = "", sk_tanggal: date | None = None,
) -> DiLuarPeta:  # fmt: skip
    """For these days the person has no seat and this superior. What he holds ends the day before; a seat planned for a day
    within is refused.
    """
    hold_agency(by.instansi_id)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    require(permissions.can_place_outside(by, person) and same_agency(by, atasan))
    berlaku = periode(mulai, sampai)
    row: DiLuarPeta = save_or_say(
        lambda: DiLuarPeta.objects.create(
            pegawai=person, sebab=sebab, atasan=atasan, dasar=dasar, sk_nomor=sk_nomor, sk_tanggal=sk_tanggal,
            berlaku=berlaku,
        )
    )  # fmt: skip
    left = _leave_seats(person, berlaku)
    follow_placement(person, left, DateRange(mulai, None, "[)"))
    place_atasan(
        person,
        atasan=atasan,
        mulai=mulai,
        sampai=sampai,
        alasan=AlasanAtasan.KHUSUS,
        dasar=f"Di luar peta: {sebab.label}",
    )
    record_jejak(
        row, "di_luar_peta", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id, alasan=dasar,
        rincian={"sebab": sebab.value, "mulai": mulai.isoformat(), "sampai": sampai.isoformat()},
    )  # fmt: skip
    words = f"{tanggal(mulai)} sampai {tanggal(sampai)} Anda tercatat {sebab.label.lower()}; atasan Anda {atasan.nama}."
    tell_person(person, by, words, dasar)
    return row


def _leave_seats(person: Pegawai, berlaku: DateRange) -> set[UUID]:
    """Every seat from the first day on; who comes back is placed anew."""
    left = set()
    for row in Penempatan.objects.kini().filter(pegawai=person, berlaku__overlap=berlaku):
        if row.mulai >= berlaku.lower:
            raise DomainError(
                f"{person.nama} direncanakan menempati jabatan mulai {tanggal(row.mulai)}, di tengah masa itu. Akhiri dulu "
                "penempatan itu, atau pilih tanggal lain.",
                galat="ada_rencana",
            )
        rest = DateRange(berlaku.lower, row.berlaku.upper, "[)")
        keys = {"pegawai": person, "jabatan_id": row.jabatan_id, "jenis": row.jenis}
        write_period(Penempatan, keys=keys, berlaku=rest, values=None)
        left.add(row.jabatan_id)
    return left


@perubahan
def end_outside(baris_id: UUID, *, sampai: date, alasan: str, by: Pengguna) -> DiLuarPeta:
    """`sampai` is the last day outside; the named superior ends with it."""
    hold_agency(by.instansi_id)
    row = _known(DiLuarPeta, baris_id, pegawai__instansi_id=by.instansi_id)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=row.pegawai_id)
    require(permissions.can_place_outside(by, person))
    rest = _rest(row, sampai)
    write_period(DiLuarPeta, keys={"pegawai": person}, berlaku=rest, values=None)
    named = HubunganAtasan.objects.kini().filter(
        pegawai=person, atasan_id=row.atasan_id, alasan=AlasanAtasan.KHUSUS, berlaku__overlap=rest
    )
    for link in named:
        since = DateRange(max(link.mulai, rest.lower), rest.upper, "[)")
        write_period(HubunganAtasan, keys={"pegawai": person}, berlaku=since, values=None)
    follow_placement(person, set(), rest)
    record_jejak(
        row, "di_luar_peta_diakhiri", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id, alasan=alasan,
        rincian={"sampai": sampai.isoformat()},
    )  # fmt: skip
    tell_person(person, by, f"Masa Anda di luar peta berakhir {tanggal(sampai)}.", alasan)
    return row


@perubahan
def drop_outside(baris_id: UUID, *, alasan: str, by: Pengguna) -> DiLuarPeta:
    """A time outside that has not begun and will not be."""
    hold_agency(by.instansi_id)
    row: DiLuarPeta = _known(DiLuarPeta, baris_id, pegawai__instansi_id=by.instansi_id)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=row.pegawai_id)
    require(permissions.can_place_outside(by, person))
    write_period(DiLuarPeta, keys={"pegawai": person}, berlaku=row.berlaku, values=None)
    named = HubunganAtasan.objects.kini().filter(
        pegawai=person, atasan_id=row.atasan_id, alasan=AlasanAtasan.KHUSUS, berlaku__contained_by=row.berlaku
    )
    for link in named:
        write_period(HubunganAtasan, keys={"pegawai": person}, berlaku=link.berlaku, values=None)
    follow_placement(person, set(), row.berlaku)
    record_jejak(row, "di_luar_peta_batal", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id, alasan=alasan)
    return row


@perubahan
def seat_non_asn(
    jabatan_id: UUID, *, nama: str, mulai: date, sampai: date | None, dasar: str, by: Pengguna
) -> PejabatNonASN:
    """Gubernur or wakil, known by name."""
    hold_agency(by.instansi_id)
    seat = Jabatan.objects.get(pk=jabatan_id, instansi_id=by.instansi_id)
    row = seat_on_day(seat, mulai)
    require(permissions.can_change_seats_of(by, row.unit_id))
    if seat.jenis != JenisJabatan.PEJABAT_NEGARA:
        raise DomainError(
            f"{row.nama} ialah jabatan ASN. Tempatkan pegawai di sana dengan NRK atau NIP-nya.", galat="jabatan_asn"
        )
    made: PejabatNonASN = save_or_say(
        lambda: PejabatNonASN.objects.create(jabatan=seat, nama=nama, dasar=dasar, berlaku=periode(mulai, sampai))
    )
    record_jejak(
        made, "pejabat_dicatat", by=by, unit_id=row.unit_id, alasan=dasar,
        rincian={"jabatan": row.nama, "mulai": mulai.isoformat()},
    )  # fmt: skip
    return made


@perubahan
def end_non_asn(baris_id: UUID, *, sampai: date, alasan: str, by: Pengguna) -> PejabatNonASN:
    hold_agency(by.instansi_id)
    row = _known(PejabatNonASN, baris_id, jabatan__instansi_id=by.instansi_id)
    seat = seat_on_day(row.jabatan, row.mulai)
    require(permissions.can_change_seats_of(by, seat.unit_id))
    write_period(PejabatNonASN, keys={"jabatan_id": row.jabatan_id}, berlaku=_rest(row, sampai), values=None)
    record_jejak(
        row, "pejabat_diakhiri", by=by, unit_id=seat.unit_id, alasan=alasan, rincian={"sampai": sampai.isoformat()}
    )
    return row


@perubahan
def coordinate(
    unit: UnitKerja, *, koordinator: UnitKerja, mulai: date, sampai: date | None, dasar: str, by: Pengguna
) -> KoordinasiUnit:
    """The unit works with this other one besides its own line: feedback, never a rating."""
    hold_agency(by.instansi_id)
    require(permissions.can_change_seats_of(by, unit.pk) and same_agency(by, koordinator))
    if unit.pk == koordinator.pk:
        raise DomainError("Unit tidak berkoordinasi dengan dirinya sendiri. Pilih unit lain.", galat="diri_sendiri")
    berlaku = periode(mulai, sampai)
    for one in (unit, koordinator):
        if not core_selectors.exists_throughout(one.pk, berlaku):
            raise DomainError(
                "Salah satu unit tidak ada sepanjang masa itu. Pilih unit atau tanggal lain.",
                galat="unit_tidak_berlaku",
            )
    row: KoordinasiUnit = save_or_say(
        lambda: KoordinasiUnit.objects.create(unit=unit, koordinator=koordinator, dasar=dasar, berlaku=berlaku)
    )
    record_jejak(
        row, "koordinasi_dicatat", by=by, unit_id=unit.pk, alasan=dasar,
        rincian={"koordinator": str(koordinator.pk), "mulai": mulai.isoformat()},
    )  # fmt: skip
    return row


@perubahan
def end_coordination(baris_id: UUID, *, sampai: date, alasan: str, by: Pengguna) -> KoordinasiUnit:
    hold_agency(by.instansi_id)
    row = _known(KoordinasiUnit, baris_id, unit__instansi_id=by.instansi_id)
    require(permissions.can_change_seats_of(by, row.unit_id))
    keys = {"unit_id": row.unit_id, "koordinator_id": row.koordinator_id}
    write_period(KoordinasiUnit, keys=keys, berlaku=_rest(row, sampai), values=None)
    record_jejak(
        row, "koordinasi_diakhiri", by=by, unit_id=row.unit_id, alasan=alasan, rincian={"sampai": sampai.isoformat()}
    )
    return row


def _known(model: type[Any], baris_id: UUID, **scope: Any) -> Any:
    row = model.objects.filter(pk=baris_id, **scope).first()
    if row is None or not row.tercatat.upper_inf:
        raise DomainError(
            "Catatan itu sudah diubah sejak halaman ini dibuka. Muat ulang halamannya.", galat="sudah_berubah"
        )
    return row


def _rest(row: BarisBertanggal, sampai: date) -> DateRange:
    """What falls away when `sampai` is the last day."""
    if sampai < row.mulai or (row.sampai is not None and sampai >= row.sampai):
        raise DomainError(
            f"Hari terakhir harus sejak {tanggal(row.mulai)} dan sebelum akhir yang tercatat. Pilih tanggal lain.",
            galat="tanggal_di_luar_masa",
        )
    return DateRange(sampai + date.resolution, row.berlaku.upper, "[)")
