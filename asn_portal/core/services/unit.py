"""Changes of the organisation. Every change is dated; yesterday's tree stays as it was."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection

from asn_portal.core import permissions
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import AlasanUnit
from asn_portal.core.errors import DomainError
from asn_portal.core.models import (
    Instansi,
    LetakUnit,
    Pengaturan,
    Pengguna,
    RincianUnit,
    UnitKerja,
    periode,
    until_next,
    write_period,
)
from asn_portal.core.pengaturan import (
    BILANGAN,
    HARI_KERJA,
    HARI_KERJA_TERBANYAK,
    MASA_SIMPAN,
    TAHUN_TERBANYAK,
    is_hari_kerja,
    is_tahun,
)
from asn_portal.core.permissions import require
from asn_portal.core.signals import unit_ending
from asn_portal.core.wilayah import wilayah_names

# Paths follow from the parents: ranges are cut where a parent's range is cut, so future changes are right too.
REBUILD = """
WITH RECURSIVE pohon AS (
    SELECT r.unit_id, u.nomor::text::ltree AS jalur, r.berlaku
    FROM core_rincianunit r JOIN core_unitkerja u ON u.id = r.unit_id
    WHERE r.induk_id IS NULL AND upper_inf(r.tercatat) AND u.instansi_id = %(instansi)s
  UNION ALL
    SELECT r.unit_id, p.jalur || u.nomor::text::ltree, p.berlaku * r.berlaku
    FROM core_rincianunit r
    JOIN core_unitkerja u ON u.id = r.unit_id
    JOIN pohon p ON p.unit_id = r.induk_id AND p.berlaku && r.berlaku
    WHERE upper_inf(r.tercatat)
), potongan AS (
    SELECT unit_id, jalur, unnest(range_agg(berlaku)) AS berlaku FROM pohon GROUP BY unit_id, jalur
)
INSERT INTO core_jalurunit (unit_id, instansi_id, jalur, berlaku)
SELECT unit_id, %(instansi)s, jalur, berlaku FROM potongan
"""

# A unit whose parent does not exist all the time, or which hangs below itself, has no path for a part of its life.
WITHOUT_PATH = """
SELECT r.nama FROM core_rincianunit r
JOIN core_unitkerja u ON u.id = r.unit_id AND u.instansi_id = %(instansi)s
LEFT JOIN LATERAL (SELECT range_agg(j.berlaku) AS ada FROM core_jalurunit j WHERE j.unit_id = r.unit_id) j ON true
WHERE upper_inf(r.tercatat) AND NOT coalesce(r.berlaku <@ j.ada, false)
ORDER BY r.nama LIMIT 1
"""


def rebuild_jalur(instansi_id: UUID) -> None:
    """Derive every path of the agency anew; refuses a tree in which a unit hangs on nothing or on itself."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_jalurunit WHERE instansi_id = %s", [instansi_id])
        cursor.execute(REBUILD, {"instansi": instansi_id})
        cursor.execute(WITHOUT_PATH, {"instansi": instansi_id})
        if (row := cursor.fetchone()) is not None:
            raise DomainError(
                f"{row[0]} tidak mempunyai induk sepanjang masa berlakunya: induknya belum ada, sudah berakhir, atau berada "
                "di bawah unit itu sendiri. Pilih induk atau tanggal lain.",
                galat="pohon_unit_tidak_sah",
            )


def _lock(instansi_id: UUID) -> None:
    """Changes of one tree wait for each other."""
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi_id)


def save_or_say(build: Any) -> Any:
    """The database's own refusals, in words."""
    try:
        return build()
    except IntegrityError as refused:
        constraint = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "") or ""
        known = {c.name: c.violation_error_message for c in RincianUnit._meta.constraints}
        if constraint in known:
            raise DomainError(str(known[constraint]), galat=constraint) from refused
        raise


@perubahan
def found_unit(
    *,
    nama: str,
    jenis: str,
    induk: UnitKerja,
    mulai: date,
    dasar: str,
    by: Pengguna,
    singkatan: str = "",
    kode: str = "",
) -> UnitKerja:
    """A new unit from `mulai` on."""
    _lock(by.instansi_id)
    require(permissions.can_manage_units(by) and permissions.same_agency(by, induk))
    unit = UnitKerja.objects.create(instansi_id=by.instansi_id, kode=kode)
    values = {
        "nama": nama,
        "jenis": jenis,
        "induk": induk,
        "singkatan": singkatan,
        "alasan": AlasanUnit.DIBENTUK,
        "dasar": dasar,
    }
    save_or_say(lambda: RincianUnit.objects.create(unit=unit, berlaku=periode(mulai), **values))
    rebuild_jalur(by.instansi_id)
    record_jejak(unit, "unit_dibentuk", by=by, unit_id=unit.pk, alasan=dasar, rincian={"nama": nama})
    return unit


@perubahan
def change_unit(
    unit_id: UUID, *, mulai: date, alasan: AlasanUnit, dasar: str, by: Pengguna, **values: Any
) -> UnitKerja:
    """Rename, move or correct a unit from `mulai` on; what is already planned for later keeps its own changes."""
    _lock(by.instansi_id)
    unit = UnitKerja.objects.get(pk=unit_id)
    require(permissions.can_manage_units(by) and permissions.same_agency(by, unit))
    _apply(unit, mulai, {**values, "alasan": alasan, "dasar": dasar})
    rebuild_jalur(by.instansi_id)
    record_jejak(unit, f"unit_{alasan}", by=by, unit_id=unit.pk, alasan=dasar)
    return unit


def _apply(unit: UnitKerja, mulai: date, values: dict[str, Any]) -> None:
    rows = list(RincianUnit.objects.kini().filter(unit=unit, berlaku__overlap=periode(mulai)).order_by("berlaku"))
    if not rows or rows[0].mulai > mulai:
        raise DomainError(
            "Unit ini belum ada atau sudah berakhir pada tanggal itu. Pilih tanggal lain.", galat="unit_tidak_berlaku"
        )
    values = {("induk_id" if name == "induk" else name): getattr(value, "pk", value) for name, value in values.items()}
    base = rows[0]
    # A later row keeps what it says otherwise, and why it began; it takes over what it only carried on.
    changed = {
        name: value
        for name, value in values.items()
        if name not in {"alasan", "dasar"} and getattr(base, name) != value
    }
    for row in rows:
        carried = {name: value for name, value in changed.items() if getattr(row, name) == getattr(base, name)}
        if row is base:
            _rewrite(row, max(row.mulai, mulai), values)
        elif carried:
            _rewrite(row, row.mulai, carried)


def _rewrite(row: RincianUnit, mulai: date, values: dict[str, Any]) -> None:
    """The same row from `mulai` on, with these values."""
    kept = {name: getattr(row, name) for name in ("nama", "singkatan", "jenis", "induk_id", "alasan", "dasar")}
    berlaku = periode(mulai, row.sampai)
    save_or_say(lambda: write_period(RincianUnit, keys={"unit": row.unit}, berlaku=berlaku, values=kept | values))


@perubahan
def end_unit(unit_id: UUID, *, mulai: date, pengganti: UnitKerja | None, dasar: str, by: Pengguna) -> UnitKerja:
    """From `mulai` on the unit is no more. With `pengganti` its sub-units and people go there (a merger)."""
    _lock(by.instansi_id)
    unit = UnitKerja.objects.get(pk=unit_id)
    require(permissions.can_manage_units(by) and permissions.same_agency(by, unit))
    if pengganti is not None:
        require(permissions.same_agency(by, pengganti))
        _refuse_own_subtree(unit, pengganti, mulai)
    for child in _children(unit, mulai):
        if pengganti is None:
            raise DomainError(
                "Unit ini masih mempunyai unit di bawahnya. Pindahkan atau gabungkan dulu.", galat="unit_masih_berisi"
            )
        _rewrite(
            child, max(child.mulai, mulai), {"induk_id": pengganti.pk, "alasan": AlasanUnit.DIPINDAH, "dasar": dasar}
        )
    unit_ending.send(
        sender=UnitKerja, unit_id=unit.pk, tanggal=mulai, pengganti_id=getattr(pengganti, "pk", None), by=by
    )
    write_period(RincianUnit, keys={"unit": unit}, berlaku=periode(mulai), values=None)
    rebuild_jalur(by.instansi_id)
    record_jejak(unit, "unit_digabung" if pengganti else "unit_berakhir", by=by, unit_id=unit.pk, alasan=dasar)
    return unit


def _children(unit: UnitKerja, mulai: date) -> list[RincianUnit]:
    """Rows that hang below the unit from `mulai` on; a child that leaves before or later keeps its other rows."""
    rows = RincianUnit.objects.kini().filter(induk=unit, berlaku__overlap=periode(mulai))
    return list(rows.select_related("unit").order_by("berlaku"))


def _refuse_own_subtree(unit: UnitKerja, pengganti: UnitKerja, mulai: date) -> None:
    if RincianUnit.objects.pada(mulai).di_bawah(unit.pk, mulai).filter(unit=pengganti).exists():
        raise DomainError(
            "Unit tidak dapat digabungkan ke dirinya sendiri atau ke unit di bawahnya.", galat="pengganti_tidak_sah"
        )


@perubahan
def place_unit(unit_id: UUID, *, wilayah: str, mulai: date, dasar: str, by: Pengguna) -> UnitKerja:
    """In which kabupaten or kota a unit works from `mulai` on; empty: where the unit above it is. What is already
    planned for later stays.
    """
    _lock(by.instansi_id)
    unit = UnitKerja.objects.get(pk=unit_id)
    require(permissions.can_manage_units(by) and permissions.same_agency(by, unit))
    if wilayah and wilayah not in wilayah_names():
        raise DomainError(
            "Kabupaten atau kota itu tidak ada dalam daftar. Pilih dari daftar.", galat="wilayah_tidak_ada"
        )
    if not RincianUnit.objects.pada(mulai).filter(unit=unit).exists():
        raise DomainError(
            "Unit ini belum ada atau sudah berakhir pada tanggal itu. Pilih tanggal lain.", galat="unit_tidak_berlaku"
        )
    keys = {"unit_id": unit.pk}
    values = {"wilayah": wilayah, "dasar": dasar} if wilayah else None
    write_period(LetakUnit, keys=keys, berlaku=until_next(LetakUnit, keys=keys, mulai=mulai), values=values)
    record_jejak(unit, "unit_letak", by=by, unit_id=unit.pk, alasan=dasar, rincian={"wilayah": wilayah})
    return unit


@perubahan
def set_pengaturan(*, kunci: str, nilai: str, mulai: date, dasar: str, by: Pengguna) -> Pengaturan:
    """A dated value of the agency (name, city, signatory title) from `mulai` until the next planned one."""
    _lock(by.instansi_id)
    require(permissions.can_manage_settings(by))
    if kunci in HARI_KERJA and not is_hari_kerja(nilai):
        raise DomainError(
            f"Tulis jumlah hari kerja dengan angka, 0 sampai {HARI_KERJA_TERBANYAK}.", galat="bukan_jumlah_hari"
        )
    if (satu := BILANGAN.get(kunci)) and not satu.holds(nilai):
        raise DomainError(
            f"Tulis jumlah {satu.satuan} dengan angka, {satu.paling_sedikit} sampai {satu.paling_banyak}.",
            galat="bukan_bilangan",
        )
    if kunci.startswith(MASA_SIMPAN) and not is_tahun(nilai):
        raise DomainError(f"Tulis jumlah tahun dengan angka, 1 sampai {TAHUN_TERBANYAK}.", galat="bukan_jumlah_tahun")
    keys = {"instansi_id": by.instansi_id, "kunci": kunci}
    row: Pengaturan = write_period(
        Pengaturan,
        keys=keys,
        berlaku=until_next(Pengaturan, keys=keys, mulai=mulai),
        values={"nilai": nilai, "dasar": dasar},
    )
    record_jejak(row, "pengaturan_diubah", by=by, alasan=dasar, rincian={"kunci": kunci})
    return row
