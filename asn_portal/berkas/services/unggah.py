"""Files that arrive in pieces: begun, continued where they broke off, put together, thrown away when nobody comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from asn_portal.berkas import simpan
from asn_portal.berkas.isi import PALING_BESAR_BERSAMA
from asn_portal.berkas.isi.terima import Kiriman, size_refusal
from asn_portal.berkas.models import Unggahan
from asn_portal.core import pembatas
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.pembatas import Batas

POTONGAN = 256 * 1024
SIMPAN_SETENGAH = timedelta(days=1)
# What one account may have under way, in bytes and in beginnings.
PALING_BESAR_BERJALAN = 3 * PALING_BESAR_BERSAMA
PER_JAM = Batas(200, 3600)
PANJANG_NAMA = 200


@dataclass(frozen=True)
class TujuanUnggah:
    """What an app above takes beyond documents: how big, from whom, and what helps when it is bigger."""

    kunci: str
    paling_besar: int
    saran: str
    boleh: Callable[[Pengguna], bool]


_tujuan: dict[str, TujuanUnggah] = {}


def register_tujuan_unggah(tujuan: TujuanUnggah) -> None:
    _tujuan[tujuan.kunci] = tujuan


@dataclass(frozen=True)
class Sambutan:
    """How far an upload is, or why it cannot be begun."""

    unggahan: Unggahan | None
    pesan: str = ""


def begin(*, nama: str, ukuran: int, untuk: str = "", by: Pengguna) -> Sambutan:
    """A place for a file of this size. Its content is looked at when all of it is here."""
    kind = _tujuan.get(untuk)
    if kind is not None and not kind.boleh(by):
        kind = None
    refusal = size_refusal(nama, ukuran, kind.paling_besar, kind.saran) if kind else size_refusal(nama, ukuran)
    if refusal:
        return Sambutan(None, refusal)
    if pembatas.count(PER_JAM, "unggahan", by.pk) > PER_JAM.jumlah:
        return Sambutan(None, "Terlalu banyak berkas dalam satu jam. Tunggu sebentar, lalu coba lagi.")
    waiting = Unggahan.objects.filter(pengguna=by).aggregate(jumlah=Sum("ukuran"))["jumlah"] or 0
    if waiting + ukuran > max(PALING_BESAR_BERJALAN, 2 * kind.paling_besar if kind else 0):
        return Sambutan(None, "Masih banyak unggahan Anda yang belum selesai. Selesaikan dulu, atau coba lagi besok.")
    row = Unggahan.objects.create(
        pengguna=by,
        nama=nama[:PANJANG_NAMA],
        ukuran=ukuran,
        nama_simpan=simpan.new_name("unggah", timezone.localdate()),
    )
    return Sambutan(row)


@transaction.atomic
def add_piece(unggahan_id: UUID, *, mulai: int, isi: bytes, by: Pengguna) -> Unggahan | None:
    """The next piece. One that is here already, or that leaves a gap, changes nothing: the answer tells where to go on."""
    row = Unggahan.objects.select_for_update().filter(pk=unggahan_id, pengguna=by).first()
    if row is None:
        return None
    fits = mulai == row.diterima and 0 < len(isi) <= POTONGAN and row.diterima + len(isi) <= row.ukuran
    if fits:
        name = f"{row.nama_simpan}.{row.potongan}"
        simpan.storage().delete(name)  # left by a piece whose row was never written
        simpan.write(name, isi)
        row.diterima += len(isi)
        row.potongan += 1
        row.save(update_fields=["diterima", "potongan"])
    return row


def gather(ids: Sequence[UUID], *, by: Pengguna) -> list[Kiriman]:
    """The files of these uploads in their order, or a sentence that says what is missing."""
    rows = {row.pk: row for row in Unggahan.objects.filter(pk__in=ids, pengguna=by)}
    if len(rows) != len(set(ids)):
        raise DomainError("Berkas yang tadi diunggah sudah tidak ada. Pilih berkasnya lagi.", galat="unggahan_hilang")
    if waiting := [row.nama for row in rows.values() if not row.lengkap]:
        raise DomainError(
            f"Berkas {waiting[0]} belum terunggah seluruhnya. Tunggu sampai selesai, lalu simpan.",
            galat="unggahan_setengah",
        )
    return [Kiriman(rows[pk].nama, b"".join(map(simpan.read, rows[pk].bagian()))) for pk in dict.fromkeys(ids)]


def forget(ids: Sequence[UUID], *, by: Pengguna) -> None:
    """Put together and stored elsewhere: the pieces go when that is certain."""
    rows = list(Unggahan.objects.filter(pk__in=ids, pengguna=by))
    names = [name for row in rows for name in row.bagian()]
    Unggahan.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(lambda: [simpan.storage().delete(name) for name in names])


def drop_refused(ids: Sequence[UUID], *, by: Pengguna) -> bool:
    """After a refused form: files that were all here have been looked at, and are chosen anew. What is still on its way
    stays. Returns whether they were dropped.
    """
    rows = Unggahan.objects.filter(pk__in=ids, pengguna=by)
    if not all(row.lengkap for row in rows):
        return False
    with transaction.atomic():
        forget(ids, by=by)
    return True


def delete_half(now: datetime) -> int:
    """Uploads that nobody came back to. First the files, then the row: what stops in between is done by the next run."""
    count = 0
    for pk in Unggahan.objects.filter(dibuat_pada__lt=now - SIMPAN_SETENGAH).values_list("pk", flat=True):
        with transaction.atomic():
            row = Unggahan.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if row is None:
                continue
            # One more than is known: a piece may be there whose row was never written.
            for name in [*row.bagian(), f"{row.nama_simpan}.{row.potongan}"]:
                simpan.storage().delete(name)
            row.delete()
            count += 1
    return count
