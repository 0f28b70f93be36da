"""Bringing a table in: upload, check, apply or give up, take back. Long parts are jobs in steps (docs/keputusan/0017)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.pembatas import Batas, count
from asn_portal.core.permissions import require
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka
from asn_portal.lembar import permissions
from asn_portal.lembar.enums import StatusBaris, StatusImpor
from asn_portal.lembar.impor import JSON, Baris, JenisImpor, as_shown, find_impor, guess_columns, missing_columns
from asn_portal.lembar.models import BarisImpor, BerkasImpor, PetaKolom
from asn_portal.lembar.sandi import seal, unseal
from asn_portal.lembar.services.baris_impor import find_clashes, find_twins, store_rows
from asn_portal.lembar.services.berkas_impor import drop_file, find_head, keep_file, kind_of_upload, notes_of, rows_of
from asn_portal.lembar.services.kesalahan import write_errors

PERIKSA, TERAPKAN, TARIK = "lembar.impor_periksa", "lembar.impor_terapkan", "lembar.impor_tarik"
READ, CHECK, WRITE = 2_000, 1_000, 500
HEAD_WITHIN = 10
LIMIT = Batas(30, 3600)
# What was uploaded names persons: the rows and the file are deleted after a month.
KEEP = timedelta(days=30)

# Which job goes on with a batch in this state, and what it is called.
LANJUT: dict[str, tuple[str, str]] = {
    StatusImpor.TERUNGGAH: (PERIKSA, "Pemeriksaan"),
    StatusImpor.MENERAPKAN: (TERAPKAN, "Penerapan"),
    StatusImpor.MENARIK: (TARIK, "Penarikan"),
}
# Nothing of such a file is written yet: it can be given up.
BATAL = (StatusImpor.TERUNGGAH, StatusImpor.DIPADANKAN, StatusImpor.DIPERIKSA)

CHANGED = "Keadaan berkas ini sudah berubah. Muat ulang halaman."
TOO_OFTEN = f"Sudah {LIMIT.jumlah} berkas dalam satu jam. Tunggu sebentar lalu coba lagi."
GONE = "Jenis impor ini tidak ada lagi."
ONLY_HEAD = "Berkas ini hanya berisi judul kolom. Isi datanya di bawah judul, lalu unggah lagi."
OTHER_SHAPE = {
    "json": "Berkas ini bukan JSON. Unggah berkas .json, atau .zip yang hanya berisi berkas .json.",
    "lembar": "Berkas ini berisi JSON. Unggah lembar kerja di sini; berkas SIASN mempunyai jenis impornya sendiri.",
}
TOO_LATE = "Batas menarik kembali (satu hari sesudah diterapkan) sudah lewat. Perbaiki datanya satu per satu."
NOTHING = "Tidak ada baris yang dapat diterapkan."


def kind_of(row: BerkasImpor) -> JenisImpor:
    jenis = find_impor(row.jenis)
    if jenis is None:
        raise DomainError(GONE, galat="jenis_tidak_ada")
    return jenis


def _locked(berkas_id: UUID, by: Pengguna, *statuses: str) -> BerkasImpor:
    row = BerkasImpor.objects.select_for_update(of=("self",)).get(pk=berkas_id)
    require(permissions.can_use_import(by, row))
    if row.status not in statuses:
        raise TransitionError(CHANGED, galat="status_berubah")
    return row


def _start(row: BerkasImpor, jenis: str, judul: str, by: Pengguna) -> None:
    row.pekerjaan = start_job(jenis, judul=f"{judul} {row.nama_berkas}", parameter={"berkas": str(row.pk)}, by=by)


@perubahan
def upload(jenis: JenisImpor, *, nama: str, content: IO[bytes], by: Pengguna) -> BerkasImpor:
    """Keep the file and have it checked. Nothing of it is opened here."""
    require(permissions.can_import(by, jenis))
    if count(LIMIT, "impor", by.pk) > LIMIT.jumlah:
        raise DomainError(TOO_OFTEN, galat="terlalu_sering")
    bentuk = kind_of_upload(content)
    if bentuk not in jenis.bentuk:
        raise DomainError(OTHER_SHAPE["json" if jenis.bentuk <= JSON else "lembar"], galat="berkas_ditolak")
    row = BerkasImpor(pemilik=by, jenis=jenis.nama, nama_berkas=nama[-150:], bentuk=bentuk, ukuran=content.seek(0, 2))
    row.nama_simpan = keep_file(content)
    row.save()
    _start(row, PERIKSA, "Pemeriksaan", by)
    row.save(update_fields=["pekerjaan"])
    record_jejak(row, "impor_diunggah", by=by, rincian={"jenis": jenis.nama, "bentuk": bentuk, "bita": row.ukuran})
    return row


@perubahan
def map_columns(berkas_id: UUID, *, peta: dict[str, int], by: Pengguna) -> BerkasImpor:
    """Which column of the file is which; remembered for the next file, and checked anew."""
    row = _locked(berkas_id, by, StatusImpor.DIPADANKAN, StatusImpor.DIPERIKSA)
    jenis = kind_of(row)
    known = {kolom.nama for kolom in jenis.kolom}
    require(set(peta) <= known and all(0 <= place < len(row.kepala) for place in peta.values()))
    if missing := missing_columns(jenis, peta):
        raise DomainError(f"Kolom {missing[0].judul} belum dipadankan.", galat="kolom_kurang")
    row.peta, row.status, row.jumlah = peta, StatusImpor.TERUNGGAH, {}
    heads = {nama: row.kepala[place] for nama, place in peta.items()}
    PetaKolom.objects.update_or_create(pemilik=by, jenis=jenis.nama, defaults={"judul": heads})
    _start(row, PERIKSA, "Pemeriksaan", by)
    row.save()
    record_jejak(row, "impor_dipadankan", by=by, rincian={"kolom": sorted(peta)})
    return row


@perubahan
def apply(berkas_id: UUID, *, by: Pengguna) -> BerkasImpor:
    """Write the rows that are right; the others stay in the file with their errors."""
    row = _locked(berkas_id, by, StatusImpor.DIPERIKSA)
    require(permissions.can_import(by, kind_of(row)))
    if not row.banyak(StatusBaris.BENAR):
        raise DomainError(NOTHING, galat="tidak_ada_baris")
    row.status = StatusImpor.MENERAPKAN
    _start(row, TERAPKAN, "Penerapan", by)
    row.save()
    record_jejak(row, "impor_diterapkan", by=by, rincian={"jenis": row.jenis, "baris": row.banyak(StatusBaris.BENAR)})
    return row


@perubahan
def give_up(berkas_id: UUID, *, by: Pengguna) -> BerkasImpor:
    """Nothing of it is written."""
    row = _locked(berkas_id, by, *BATAL)
    row.status = StatusImpor.DIBATALKAN
    row.save(update_fields=["status"])
    record_jejak(row, "impor_dibatalkan", by=by, rincian={"jenis": row.jenis})
    return row


def may_take_back(row: BerkasImpor) -> bool:
    """Within a day of what was applied; or what a stopped job has applied so far."""
    if row.status == StatusImpor.MENERAPKAN:
        return row.pekerjaan is None or not row.pekerjaan.terbuka
    return row.status == StatusImpor.DITERAPKAN and row.tarik_sampai is not None and timezone.now() < row.tarik_sampai


@perubahan
def take_back(berkas_id: UUID, *, by: Pengguna, now: datetime) -> BerkasImpor:
    """Within a day: what the batch wrote is corrected, row by row, where nobody has changed it since."""
    row = _locked(berkas_id, by, StatusImpor.DITERAPKAN, StatusImpor.MENERAPKAN)
    require(permissions.can_import(by, kind_of(row)))
    if row.status == StatusImpor.MENERAPKAN:  # stopped half-way by its owner
        _refuse_running(row)
        _tally(row)
        row.diterapkan_pada = now
    if row.tarik_sampai is None or now > row.tarik_sampai:
        raise DomainError(TOO_LATE, galat="terlambat")
    row.status = StatusImpor.MENARIK
    _start(row, TARIK, "Penarikan", by)
    row.save()
    record_jejak(row, "impor_ditarik", by=by, rincian={"jenis": row.jenis, "baris": row.banyak(StatusBaris.DITERAPKAN)})
    return row


def _refuse_running(row: BerkasImpor) -> None:
    if row.pekerjaan is not None and row.pekerjaan.terbuka:
        raise TransitionError(CHANGED, galat="status_berubah")


@perubahan
def resume(berkas_id: UUID, *, by: Pengguna) -> BerkasImpor:
    """Go on after a job was cancelled or could not be done: what it had written stays, the rest follows."""
    row = _locked(berkas_id, by, *LANJUT)
    _refuse_running(row)
    _start(row, *LANJUT[row.status], by)
    row.save()
    record_jejak(row, "impor_dilanjutkan", by=by, rincian={"jenis": row.jenis})
    return row


# -- jobs: what they share ------------------------------------------------------------------------------------------


def batch_of(job: PekerjaanLatar) -> BerkasImpor:
    return BerkasImpor.objects.get(pk=job.parameter["berkas"])


def may_read_errors(job: PekerjaanLatar) -> bool:
    """The file with errors is open as long as its kind is to the account."""
    row = BerkasImpor.objects.filter(pk=job.parameter["berkas"]).first()
    return row is not None and permissions.can_use_import(job.pengguna, row)


def _address(row: BerkasImpor) -> str:
    return reverse("lembar:impor_detail", args=[row.pk])


def _tally(row: BerkasImpor) -> None:
    found = row.daftar_baris.order_by().values_list("status").annotate(n=Count("pk"))
    row.jumlah = dict(found)


def _chunk(row: BerkasImpor, status: str, after: int, size: int) -> list[BarisImpor]:
    """The next rows in this state; nobody else works on them (one job per batch)."""
    return list(row.daftar_baris.filter(status=status, nomor__gt=after).order_by("nomor")[:size])


def _still(row: BerkasImpor, status: str) -> None:
    """Each step asks anew: the batch may have been given up meanwhile."""
    row.refresh_from_db()
    if row.status != status:
        raise DomainError(CHANGED, galat="status_berubah")


# -- read and check -------------------------------------------------------------------------------------------------


def check_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Read the file into rows, find its columns, check every row. `posisi`: {"baca": n} while reading, then {"periksa": n}."""
    row = batch_of(job)
    jenis = kind_of(row)
    if not row.peta and "periksa" not in job.posisi:
        yield from _read(row, jenis, job)
        if not row.peta:
            return Hasil("Ada kolom yang perlu Anda padankan sebelum diperiksa.", url=_address(row))
    yield from _check(row, jenis, job)
    errors = yield from write_errors(row, jenis, job)
    row.pekerjaan_periksa = job
    row.status = StatusImpor.DIPERIKSA
    row.save(update_fields=["pekerjaan_periksa", "status"])
    good, bad, same = (row.banyak(s) for s in (StatusBaris.BENAR, StatusBaris.SALAH, StatusBaris.SUDAH_ADA))
    sentence = f"{angka(good)} baris benar, {angka(bad)} perlu diperbaiki, {angka(same)} sudah ada. Belum ada data yang berubah."
    return Hasil(sentence, url=_address(row), berkas=errors)


def _read(row: BerkasImpor, jenis: JenisImpor, job: PekerjaanLatar) -> Generator[Kemajuan, None, None]:
    ingat = PetaKolom.objects.filter(pemilik=row.pemilik_id, jenis=jenis.nama).values_list("judul", flat=True).first()
    with rows_of(row.nama_simpan, row.bentuk) as (about, lines):
        first = list(islice(lines, HEAD_WITHIN))
        place = find_head(jenis, first, ingat or {})
        head_row, head = first[place]
        row.lembar, row.kepala = about["lembar"], [as_shown(cell) for cell in head]
        row.catatan = notes_of(about, head_row)
        peta = guess_columns(jenis, row.kepala, ingat or {})
        # What an earlier job has read stays: a batch may be taken up again by another job.
        done = row.daftar_baris.aggregate(terakhir=Max("nomor"))["terakhir"] or 0
        lines_below = _chain(first[place + 1 :], lines)
        while part := list(islice(lines_below, READ)):
            fresh = [line for line in part if line[0] > done and not jenis.is_example(line[1], peta)]
            keep = seal if jenis.rahasia else list
            BarisImpor.objects.bulk_create(BarisImpor(berkas=row, nomor=n, sel=keep(cells)) for n, cells in fresh)
            done = max(done, part[-1][0])
            yield Kemajuan(done, None, f"Membaca berkas, baris {angka(done)}.", posisi={"baca": done})
    if not row.daftar_baris.exists():
        raise DomainError(ONLY_HEAD, galat="tanpa_baris")
    complete = not missing_columns(jenis, peta)
    row.peta = peta if complete else {}
    row.status = StatusImpor.TERUNGGAH if complete else StatusImpor.DIPADANKAN
    row.save()
    if jenis.rahasia:
        transaction.on_commit(lambda: drop_file(row.nama_simpan))


def _chain(first: Iterable[Any], rest: Iterable[Any]) -> Iterable[Any]:
    yield from first
    yield from rest


def _check(row: BerkasImpor, jenis: JenisImpor, job: PekerjaanLatar) -> Generator[Kemajuan, None, None]:
    """Every row anew, in the order of the file."""
    total = row.daftar_baris.count()
    done, after = job.posisi.get("jumlah", 0), job.posisi.get("periksa", 0)
    while part := list(row.daftar_baris.filter(nomor__gt=after).order_by("nomor")[:CHECK]):
        require(permissions.can_import(job.pengguna, jenis))
        rows = [jenis.read(satu.nomor, unseal(satu.sel), row.peta) for satu in part]
        find_twins(row, jenis, part, rows)
        jenis.periksa(job.pengguna, rows)
        find_clashes(row, jenis, part, rows)
        for satu, found in zip(part, rows, strict=True):
            satu.galat, satu.keterangan = found.galat, found.sudah_ada
            satu.status = _state_of(found)
        store_rows(part)
        done, after = done + len(part), part[-1].nomor
        yield Kemajuan(done, total, "Memeriksa baris.", posisi={"periksa": after, "jumlah": done})
    _tally(row)
    row.save(update_fields=["jumlah"])


def _state_of(found: Baris) -> str:
    if found.galat:
        return StatusBaris.SALAH
    return StatusBaris.SUDAH_ADA if found.sudah_ada else StatusBaris.BENAR


# -- apply and take back ----------------------------------------------------------------------------------------------


def apply_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """A few hundred at a time: the service of the app locks, checks anew against this moment, and writes what is right."""
    row = batch_of(job)
    jenis = kind_of(row)
    total = row.banyak(StatusBaris.BENAR)
    done, after = job.posisi.get("jumlah", 0), job.posisi.get("baris", 0)
    while part := _chunk(row, StatusBaris.BENAR, after, WRITE):
        _still(row, StatusImpor.MENERAPKAN)
        require(permissions.can_import(job.pengguna, jenis))
        rows = [jenis.read(satu.nomor, unseal(satu.sel), row.peta) for satu in part]
        if good := [found for found in rows if found.benar]:
            jenis.terapkan(good, impor=row.pk, by=job.pengguna)
        for satu, found in zip(part, rows, strict=True):
            _note_applied(satu, found, sealed=jenis.rahasia)
        store_rows(part)
        done, after = done + len(part), part[-1].nomor
        yield Kemajuan(done, total, "Menerapkan baris.", posisi={"baris": after, "jumlah": done})
    _still(row, StatusImpor.MENERAPKAN)
    _tally(row)
    row.status, row.diterapkan_pada = StatusImpor.DITERAPKAN, timezone.now()
    row.save()
    written, refused = row.banyak(StatusBaris.DITERAPKAN), row.banyak(StatusBaris.DITOLAK)
    rest = f" {angka(refused)} baris tidak dapat diterapkan; alasannya ada pada barisnya." if refused else ""
    return Hasil(f"{angka(written)} baris diterapkan.{rest}", url=_address(row))


def _note_applied(satu: BarisImpor, found: Baris, *, sealed: bool) -> None:
    if found.benar and not found.tolak:
        satu.status, satu.objek_id = StatusBaris.DITERAPKAN, found.objek
        satu.hasil = seal(found.hasil) if sealed else found.hasil
    elif found.sudah_ada and not found.galat:
        satu.status, satu.keterangan = StatusBaris.SUDAH_ADA, found.sudah_ada
    else:
        satu.status, satu.galat = StatusBaris.DITOLAK, found.galat
        satu.keterangan = found.tolak


def take_back_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    row = batch_of(job)
    jenis = kind_of(row)
    total = row.banyak(StatusBaris.DITERAPKAN)
    done, after = job.posisi.get("jumlah", 0), job.posisi.get("baris", 0)
    while part := _chunk(row, StatusBaris.DITERAPKAN, after, WRITE):
        _still(row, StatusImpor.MENARIK)
        require(permissions.can_import(job.pengguna, jenis))
        rows = [Baris(satu.nomor, {}, objek=satu.objek_id, hasil=unseal(satu.hasil)) for satu in part]
        jenis.tarik(rows, impor=row.pk, by=job.pengguna)
        for satu, found in zip(part, rows, strict=True):
            satu.status = StatusBaris.TETAP if found.tolak else StatusBaris.DITARIK
            satu.keterangan = found.tolak
        store_rows(part)
        done, after = done + len(part), part[-1].nomor
        yield Kemajuan(done, total, "Menarik kembali baris.", posisi={"baris": after, "jumlah": done})
    _still(row, StatusImpor.MENARIK)
    _tally(row)
    row.status, row.ditarik_pada = StatusImpor.DITARIK, timezone.now()
    row.save()
    back = Counter(row.jumlah)
    rest = (
        f" {angka(back[StatusBaris.TETAP])} baris tetap; alasannya ada pada barisnya."
        if back[StatusBaris.TETAP]
        else ""
    )
    return Hasil(f"{angka(back[StatusBaris.DITARIK])} baris ditarik kembali.{rest}", url=_address(row))


# -- after a month ------------------------------------------------------------------------------------------------------


def empty_old(now: datetime) -> int:
    """The rows and the file go, the batch with its counts stays."""
    emptied = 0
    for row in BerkasImpor.objects.filter(dibuat_pada__lt=now - KEEP, dikosongkan_pada=None):
        row.daftar_baris.all().delete()
        drop_file(row.nama_simpan)
        row.kepala, row.dikosongkan_pada = [], now
        row.save(update_fields=["kepala", "dikosongkan_pada"])
        emptied += 1
    return emptied
