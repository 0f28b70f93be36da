"""Every change of a file: a row is recorded, corrected by a new row, or withdrawn. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.urls import reverse

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna, periode
from asn_portal.core.models.dasar import close_many
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import notify
from asn_portal.core.templatetags.bentuk import kecil, tanggal
from asn_portal.mutu.services import recount_after_change
from pegawai import permissions
from pegawai.enums import SumberRiwayat
from pegawai.jenis_riwayat import JenisRiwayat, Pola
from pegawai.models import Pegawai, Riwayat
from pegawai.selectors.riwayat import name_entries
from pegawai.services.penempatan import LAPORKAN
from pegawai.services.peringatan import refresh_peringatan

# What a correction keeps of the row it replaces unless told otherwise.
OWN = {"id", "berlaku", "tercatat", "pegawai", "menggantikan"}


@perubahan
def record_riwayat(
    pegawai_id: UUID, jenis: JenisRiwayat, *, mulai: date, sampai: date | None, nilai: dict[str, Any], by: Pengguna
) -> Riwayat:
    """HR adds a row."""
    pegawai = _lock(pegawai_id)
    require(permissions.can_write_riwayat(by, pegawai, jenis))
    row = place_row(pegawai, jenis, mulai=mulai, sampai=sampai, nilai=nilai | {"sumber": SumberRiwayat.HR})
    _tell(row, jenis, "riwayat_dicatat", "dicatat", by=by)
    return row


@perubahan
def correct_riwayat(
    row_id: UUID,
    jenis: JenisRiwayat,
    *,
    mulai: date,
    sampai: date | None,
    nilai: dict[str, Any],
    alasan: str,
    by: Pengguna,
) -> Riwayat:
    """HR puts a row right: the old one stays readable as known until now."""
    pegawai, old = _lock_row(row_id, jenis)
    require(permissions.can_write_riwayat(by, pegawai, jenis))
    row = place_row(
        pegawai, jenis, mulai=mulai, sampai=sampai, nilai=nilai | {"sumber": SumberRiwayat.HR}, menggantikan=old
    )
    _tell(row, jenis, "riwayat_diperbaiki", "diperbaiki", by=by, alasan=alasan)
    return row


@perubahan
def withdraw_riwayat(row_id: UUID, jenis: JenisRiwayat, *, alasan: str, by: Pengguna) -> Riwayat:
    """A row that should never have been: it ends in the knowledge of the system, with the reason in the trace."""
    pegawai, row = _lock_row(row_id, jenis)
    require(permissions.can_write_riwayat(by, pegawai, jenis))
    _rewrite(pegawai, jenis, without=row, added=None)
    name_entries([row])
    _tell(row, jenis, "riwayat_ditarik", "ditarik", by=by, alasan=alasan)
    return row


def withdraw_row(pegawai: Pegawai, jenis: JenisRiwayat, row: Riwayat) -> None:
    """The same as part of the caller's change, which traces it; the person is locked."""
    _rewrite(pegawai, jenis, without=row, added=None)


def _lock(pegawai_id: UUID) -> Pegawai:
    return Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)


def _lock_row(row_id: UUID, jenis: JenisRiwayat) -> tuple[Pegawai, Riwayat]:
    """The person first, then the row as it is now."""
    rows = jenis.model.objects
    pegawai = _lock(rows.values_list("pegawai_id", flat=True).get(pk=row_id))
    row = rows.get(pk=row_id)
    if row.tercatat.upper is not None:
        raise TransitionError(
            "Baris ini baru saja diperbaiki atau ditarik orang lain. Buka yang terbaru dari riwayatnya.",
            galat="baris_lama",
        )
    return pegawai, row


def place_row(
    pegawai: Pegawai, jenis: JenisRiwayat, *, mulai: date, sampai: date | None, nilai: dict[str, Any],
    menggantikan: Riwayat | None = None,
) -> Riwayat:  # fmt: skip
    """Write one row, in the place of another one or as a new one. Part of the caller's change; the person is locked."""
    values = {} if menggantikan is None else _kept(menggantikan, without=nilai)
    berlaku = periode(mulai, sampai if jenis.pola is Pola.MASA else None)
    row = jenis.model(pegawai=pegawai, berlaku=berlaku, menggantikan=menggantikan, **(values | nilai))
    for name, compute in DERIVED.get(jenis.kunci, {}).items():
        setattr(row, name, compute(row))
    try:
        with transaction.atomic():
            _rewrite(pegawai, jenis, without=menggantikan, added=row)
    except IntegrityError as refused:
        raise DomainError(refusal_of(jenis, refused), galat="bertumpang_tindih") from refused
    name_entries([row])
    return row


# What follows from what was filled in.
DERIVED: dict[str, dict[str, Callable[[Any], Any]]] = {
    "pendidikan": {
        "tingkat": lambda row: row.pendidikan.induk,
        "tahun_lulus": lambda row: row.tahun_lulus or row.mulai.year,
    },
    "diklat": {"tahun": lambda row: row.mulai.year},
    "kursus": {"tahun": lambda row: row.mulai.year},
    "penghargaan": {"tahun": lambda row: row.tahun or row.mulai.year},
}


def _kept(row: Riwayat, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Columns of a row for the one that replaces it, but for those that are given anew."""
    left_out = OWN | set(without)
    return {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in left_out
    }


def _rewrite(pegawai: Pegawai, jenis: JenisRiwayat, *, without: Riwayat | None, added: Riwayat | None) -> None:
    """Close what no longer holds and write what does. In a chain every row lasts until the next one begins."""
    recount_after_change(pegawai.instansi_id, pegawai.pk)
    closed = [] if without is None else [without]
    written = [] if added is None else [added]
    if jenis.pola is Pola.RANTAI:
        rows = [row for row in _known(pegawai, jenis) if without is None or row.pk != without.pk]
        for old, new in chained(rows, written.copy(), jenis):
            closed.append(old)
            written.append(new)
    now = close_many(jenis.model, [row.pk for row in closed])
    for row in written:
        row.tercatat = DateTimeTZRange(now, None, "[)")
        row.save(force_insert=True)


def _known(pegawai: Pegawai, jenis: JenisRiwayat) -> Sequence[Riwayat]:
    return list(jenis.model.objects.kini().filter(pegawai=pegawai).select_for_update(of=("self",)))


def chained(rows: Sequence[Riwayat], added: Sequence[Riwayat], jenis: JenisRiwayat) -> list[tuple[Riwayat, Riwayat]]:
    """Rows of one person whose end moves, each with its new form; the ends of the added rows are set on the way."""
    chain = sorted([*rows, *added], key=lambda row: row.mulai)
    moved = []
    for row, after in zip(chain, [*chain[1:], None][: len(chain)], strict=True):
        if after is not None and after.mulai == row.mulai:
            raise DomainError(
                f"{jenis.judul} lain sudah tercatat mulai {tanggal(row.mulai)}. Perbaiki baris itu, atau pakai tanggal lain.",
                galat="mulai_sama",
            )
        berlaku = DateRange(row.mulai, None if after is None else after.mulai, "[)")
        if any(row is one for one in added):
            row.berlaku = berlaku
        elif row.berlaku != berlaku:
            moved.append((row, type(row)(pegawai_id=row.pegawai_id, berlaku=berlaku, menggantikan=row, **_kept(row))))
    return moved


def refusal_of(jenis: JenisRiwayat, refused: IntegrityError) -> str:
    """The sentence of the constraint that the database refused by."""
    name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "")
    for constraint in jenis.model._meta.constraints:
        if constraint.name == name and isinstance(constraint, ExclusionConstraint):
            return f"{constraint.violation_error_message} Periksa tanggalnya, atau perbaiki baris yang sudah ada."
    return "Isian ini bertentangan dengan data yang sudah tercatat. Periksa lagi isiannya."


def _tell(row: Riwayat, jenis: JenisRiwayat, aksi: str, kata: str, *, by: Pengguna, alasan: str = "") -> None:
    person = row.pegawai
    record_jejak(
        row,
        aksi,
        by=by,
        subjek_id=person.pk,
        unit_id=person.unit_kini_id,
        alasan=alasan,
        rincian={"jenis": jenis.kunci},
    )
    refresh_peringatan([person.pk])
    if person.pengguna is None:
        return
    notify(
        person.pengguna,
        judul=f"Riwayat {kecil(jenis.judul)} Anda {kata}",
        isi=f"{jenis.judul}, {jenis.label_mulai} {tanggal(row.mulai)}, {kata}.",
        url=reverse("pegawai:riwayat_detail", args=[person.pk, jenis.kunci, row.pk]),
        kelompok=KelompokKabar.DATA,
        mengapa=alasan or "Berkas kepegawaian Anda dilengkapi.",
        aturan=row.sk_nomor,
        oleh=by.nama,
        keberatan=LAPORKAN,
    )
