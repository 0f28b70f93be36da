"""Standards of competence and requirements, written for a seat, its nomenclature, or its kind and level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, until_next, write_period
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import permissions
from jabatan.models import AcuanJabatan, Jabatan, KamusKompetensi, RincianJabatan, StandarKompetensi, SyaratJabatan
from jabatan.selectors.syarat import acuan_keys
from pegawai.services.penempatan import hold_agency


@dataclass(frozen=True)
class Lingkup:
    """For what something is decided, through one of its seats: `jabatan`, `nomenklatur` or `jenis`."""

    jabatan_id: UUID
    untuk: str


@dataclass(frozen=True)
class IsianSyarat:
    jenis: str
    nilai: str
    tahun: Decimal | None = None
    rincian: str = ""
    wajib: bool = True


def hold_acuan(lingkup: Lingkup, mulai: date, by: Pengguna) -> tuple[AcuanJabatan, RincianJabatan]:
    """Locked, allowed, and there."""
    hold_agency(by.instansi_id)
    seat = Jabatan.objects.get(pk=lingkup.jabatan_id, instansi_id=by.instansi_id)
    row = RincianJabatan.objects.pada(mulai).filter(jabatan=seat).first()
    if row is None:
        raise DomainError(
            f"Jabatan itu tidak ada pada {tanggal(mulai)}. Pilih tanggal lain.", galat="jabatan_tidak_berlaku"
        )
    require(permissions.can_describe_post(by, row.unit_id, lingkup.untuk))
    acuan, _ = AcuanJabatan.objects.get_or_create(**acuan_keys(seat, row, lingkup.untuk))
    return acuan, row


@perubahan
def set_standar(
    lingkup: Lingkup, *, mulai: date, tingkat: Mapping[UUID, int | None], dasar: str, by: Pengguna
) -> AcuanJabatan:
    """Levels from `mulai` on; None leaves the competence to a wider source again. What stays the same is not written."""
    acuan, row = hold_acuan(lingkup, mulai, by)
    known = KamusKompetensi.objects.untuk(by.instansi_id).terpakai().filter(pk__in=list(tingkat))
    if known.count() != len(tingkat):
        raise DomainError(
            "Ada kompetensi yang tidak dipakai lagi. Muat ulang halamannya dan pilih yang lain.", galat="kompetensi"
        )
    present = dict(
        StandarKompetensi.objects.pada(mulai).filter(acuan=acuan).values_list("kompetensi_id", "tingkat")
    )  # fmt: skip
    changed = {pk: level for pk, level in tingkat.items() if present.get(pk) != level}
    for pk, level in changed.items():
        keys: dict[str, Any] = {"acuan": acuan, "kompetensi_id": pk}
        masa = until_next(StandarKompetensi, keys=keys, mulai=mulai)
        values = None if level is None else {"tingkat": level, "dasar": dasar}
        write_period(StandarKompetensi, keys=keys, berlaku=masa, values=values)
    record_jejak(
        acuan, "standar_kompetensi_diubah", by=by, unit_id=row.unit_id, alasan=dasar,
        rincian={"untuk": lingkup.untuk, "jabatan": row.nama, "mulai": mulai.isoformat(), "banyak": len(changed)},
    )  # fmt: skip
    return acuan


@perubahan
def set_syarat(
    lingkup: Lingkup, *, mulai: date, syarat: Sequence[IsianSyarat], dasar: str, by: Pengguna
) -> AcuanJabatan:
    """These and no others from `mulai` on. A kind without any is left to a wider source again."""
    acuan, row = hold_acuan(lingkup, mulai, by)
    wanted = {(one.jenis, one.nilai): one for one in syarat}
    if len(wanted) != len(syarat):
        raise DomainError("Syarat yang sama tertulis dua kali. Hapus salah satunya.", galat="syarat_ganda")
    masa = DateRange(mulai, None, "[)")
    for old in SyaratJabatan.objects.kini().filter(acuan=acuan, berlaku__overlap=masa):
        same = wanted.get((old.jenis, old.nilai))
        if same and old.mulai <= mulai and old.berlaku.upper is None and _same(old, same):
            del wanted[old.jenis, old.nilai]
        else:
            keys = {"acuan": acuan, "jenis": old.jenis, "nilai": old.nilai}
            write_period(SyaratJabatan, keys=keys, berlaku=masa, values=None)
    for one in wanted.values():
        SyaratJabatan.objects.create(
            acuan=acuan, jenis=one.jenis, nilai=one.nilai, tahun=one.tahun, rincian=one.rincian, wajib=one.wajib,
            dasar=dasar, berlaku=masa,
        )  # fmt: skip
    record_jejak(
        acuan, "syarat_jabatan_diubah", by=by, unit_id=row.unit_id, alasan=dasar,
        rincian={"untuk": lingkup.untuk, "jabatan": row.nama, "mulai": mulai.isoformat(), "banyak": len(syarat)},
    )  # fmt: skip
    return acuan


def _same(old: SyaratJabatan, new: IsianSyarat) -> bool:
    return (old.tahun, old.rincian, old.wajib) == (new.tahun, new.rincian, new.wajib)
