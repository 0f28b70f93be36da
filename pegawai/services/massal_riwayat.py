"""Rows of files written by the hundred: the checks and the writes of one, in sets. Called by imports of any origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse

from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import close_many, new_ids
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import Kabar, notify_all
from asn_portal.core.templatetags.bentuk import kecil
from asn_portal.lembar.impor import Baris
from asn_portal.mutu.services import recount_after_change
from pegawai import permissions
from pegawai.enums import SumberRiwayat
from pegawai.jenis_riwayat import JenisRiwayat, Pola
from pegawai.models import Pegawai, Riwayat
from pegawai.selectors import impor_riwayat as selectors
from pegawai.selectors.impor import DIRI_SENDIRI
from pegawai.services.penempatan import LAPORKAN
from pegawai.services.riwayat import DERIVED, chained, refusal_of

SUDAH_BERUBAH = "Baris ini sudah diperbaiki atau ditarik sesudah impor."


def lock_people(ids: Iterable[UUID]) -> None:
    """Always in the same order, so that two imports wait and never lock each other out. Their findings are counted anew
    afterwards.
    """
    people = Pegawai.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=set(ids))
    for instansi_id, pk in people.order_by("pk").values_list("instansi_id", "pk"):
        recount_after_change(instansi_id, pk)


@perubahan
def record_many(
    jenis: JenisRiwayat,
    rows: Sequence[Baris],
    *,
    impor: UUID,
    by: Pengguna,
    sumber: SumberRiwayat,
    lengkap: bool = True,
) -> None:
    """`record_riwayat` for many prepared rows: checked anew under the lock, one act in each row's history, one notice to
    each person.
    """
    require(permissions.can_import_riwayat(by, jenis))
    lock_people(row.temuan["pegawai"].pk for row in rows if row.temuan.get("pegawai"))
    selectors.check_riwayat(by, jenis, rows, lengkap=lengkap)
    good = [row for row in rows if row.benar and "baris" in row.temuan]
    for row, pk in zip(good, new_ids(len(good)), strict=True):
        _complete(jenis, row.temuan["baris"], pk, sumber)
    rincian = {"impor": str(impor), "jenis": jenis.kunci, "baris": len(good)}
    record_jejak(None, "riwayat_diimpor", by=by, rincian=rincian)
    _write(jenis, good)
    written = [row for row in good if not row.tolak]
    for row in written:
        row.objek = row.temuan["pegawai"].pk
        row.hasil = {"baris": str(row.temuan["baris"].pk)}
    _tell(jenis, "riwayat_dicatat", written, impor=impor, by=by)


def place_many(jenis: JenisRiwayat, rows: Sequence[Riwayat]) -> None:
    """`place_row` for new rows of many people, in as many statements as for one. Part of the caller's change; the people are
    locked (`lock_people`).
    """
    for row, pk in zip(rows, new_ids(len(rows)), strict=True):
        _complete(jenis, row, pk, row.sumber)
    try:
        with transaction.atomic():
            _insert(jenis, rows)
    except IntegrityError as refused:
        raise DomainError(refusal_of(jenis, refused), galat="bertumpang_tindih") from refused


def _complete(jenis: JenisRiwayat, fresh: Any, pk: UUID, sumber: SumberRiwayat) -> None:
    fresh.pk, fresh.sumber = pk, sumber
    for name, compute in DERIVED.get(jenis.kunci, {}).items():
        if getattr(fresh, name) is None:
            setattr(fresh, name, compute(fresh))


def _write(jenis: JenisRiwayat, rows: Sequence[Baris]) -> None:
    """All at once; where the database refuses one of them, person by person, so that one row holds up no other."""
    try:
        with transaction.atomic():
            _insert(jenis, [row.temuan["baris"] for row in rows])
    except IntegrityError:
        of_person: dict[UUID, list[Baris]] = defaultdict(list)
        for row in rows:
            of_person[row.temuan["pegawai"].pk].append(row)
        for mine in of_person.values():
            _write_one(jenis, mine)


def _write_one(jenis: JenisRiwayat, rows: Sequence[Baris]) -> None:
    for row in rows:
        try:
            with transaction.atomic():
                _insert(jenis, [row.temuan["baris"]])
        except IntegrityError as refused:
            row.tolak = refusal_of(jenis, refused)


def _insert(jenis: JenisRiwayat, fresh: Sequence[Riwayat], *, without: Sequence[Riwayat] = ()) -> None:
    """Write these rows and take those away; in chains the ends of their neighbours move in the same moment."""
    closed, written = [*without], [*fresh]
    if jenis.pola is Pola.RANTAI:
        moved = _moved(jenis, fresh, without)
        closed += [old for old, _ in moved]
        written += [new for _, new in moved]
    now = close_many(jenis.model, [row.pk for row in closed])
    for row in written:
        row.tercatat = DateTimeTZRange(now, None, "[)")
    jenis.model.objects.bulk_create(written)


def _moved(jenis: JenisRiwayat, fresh: Sequence[Riwayat], without: Sequence[Riwayat]) -> list[tuple[Riwayat, Riwayat]]:
    gone = {row.pk for row in without}
    known: dict[UUID, list[Riwayat]] = {row.pegawai_id: [] for row in [*fresh, *without]}
    for row in jenis.model.objects.kini().filter(pegawai_id__in=list(known)):
        if row.pk not in gone:
            known[row.pegawai_id].append(row)
    added: dict[UUID, list[Riwayat]] = defaultdict(list)
    for row in fresh:
        added[row.pegawai_id].append(row)
    moved = [pair for who, rows in known.items() for pair in chained(rows, added[who], jenis)]
    for (_, new), pk in zip(moved, new_ids(len(moved)), strict=True):
        new.pk = pk
    return moved


def _tell(
    jenis: JenisRiwayat, aksi: str, rows: Sequence[Baris], *, impor: UUID, by: Pengguna, ditarik: bool = False
) -> None:
    """An act at each row (its page shows them), and one notice to each person."""
    acts = [
        {
            "objek_id": row.hasil["baris"], "subjek_id": row.objek, "unit_id": row.temuan["pegawai"].unit_kini_id,
            "alasan": "", "rincian": {"jenis": jenis.kunci, "impor": str(impor)},
        }
        for row in rows
    ]  # fmt: skip
    record_each(aksi, jenis.model._meta.label, acts, by=by)
    counts: dict[UUID, int] = defaultdict(int)
    people = {row.temuan["pegawai"].pk: row.temuan["pegawai"] for row in rows}
    for row in rows:
        counts[row.temuan["pegawai"].pk] += 1
    notify_all([
        _news(jenis, people[pk], n, by, impor=impor, ditarik=ditarik) for pk, n in counts.items() if people[pk].pengguna
    ])  # fmt: skip


def _news(jenis: JenisRiwayat, person: Pegawai, banyak: int, by: Pengguna, *, impor: UUID, ditarik: bool) -> Kabar:
    """One notice for each person and batch, however many sets and kinds of rows the batch has."""
    kata = "ditarik kembali" if ditarik else "dicatat"
    return Kabar(
        untuk=person.pengguna,
        judul=f"Riwayat Anda {kata}",
        isi=f"Baris riwayat yang {kata} di berkas Anda",
        url=reverse("pegawai:berkas", args=[person.pk]) + f"?bagian={jenis.kelompok.value}",
        kelompok=KelompokKabar.DATA,
        mengapa="Berkas yang memuatnya keliru." if ditarik else "Berkas kepegawaian Anda dilengkapi dari daftar.",
        aturan="",
        oleh=by.nama,
        keberatan=LAPORKAN,
        kunci=f"impor:{impor}:{'tarik' if ditarik else 'terap'}",
        hitungan={kecil(jenis.judul): banyak},
    )


@perubahan
def take_back_many(jenis: JenisRiwayat, rows: Sequence[Baris], *, impor: UUID, by: Pengguna) -> None:
    """Rows that still say what the import wrote are withdrawn, and chains close over them; the others stay."""
    require(permissions.can_import_riwayat(by, jenis))
    lock_people(row.objek for row in rows if row.objek)
    written = {UUID(row.hasil["baris"]): row.objek for row in rows if row.objek}
    present = selectors.present_versions(jenis, written)
    people = {
        person.pk: person
        for person in Pegawai.objects.visible_to(by, jenis.sumber, "w")
        .filter(pk__in=set(written.values()))
        .select_related("pengguna")
    }
    for row in rows:
        person = people.get(row.objek) if row.objek else None
        if person is None or UUID(row.hasil["baris"]) not in present:
            row.tolak = SUDAH_BERUBAH
        elif permissions.is_self(by, person):
            row.tolak = DIRI_SENDIRI
        row.temuan["pegawai"] = person
    back = [row for row in rows if not row.tolak]
    rincian = {"impor": str(impor), "jenis": jenis.kunci, "baris": len(back)}
    record_jejak(None, "riwayat_impor_ditarik", by=by, rincian=rincian)
    _insert(jenis, [], without=[present[UUID(row.hasil["baris"])] for row in back])
    _tell(jenis, "riwayat_ditarik", back, impor=impor, by=by, ditarik=True)
