"""Runs: start, check, publish, cancel, correct. What is computed stands in merit.services.hitung."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Instansi, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by
from asn_portal.core.sql import fetch
from asn_portal.core.workflow import check_transition
from merit import permissions
from merit.aturan.alur import ALUR_PUTARAN
from merit.enums import Kohort, PemicuPutaran, StatusPutaran, StatusVersi
from merit.mesin import ask_numbers, cohort, input_digest
from merit.models import BagianPutaran, Putaran, VersiInstrumen
from merit.pengaturan import SANGGAH_MERIT

SAMA = "Putaran yang sama sedang dihitung. Tunggu sampai selesai."
# Small perangkat daerah are computed together: each statement reads registers anew, so that it should be worth it, and two
# workers should both have something to do.
SEBORONG, PALING_BORONG = 40_000, 64


@dataclass(frozen=True)
class Permintaan:
    """What a run asks: for whom, on which day, and until when the portal knew it (None: now)."""

    pada: date
    kohort: str = Kohort.SEMUA
    unit_id: UUID | None = None
    diketahui: datetime | None = None
    alasan: str = ""


@perubahan
def start_putaran(versi_id: UUID, minta: Permintaan, *, by: Pengguna) -> Putaran:
    """Start a run on demand. The same one that already runs is refused: two clicks make one run."""
    versi = VersiInstrumen.objects.select_related("instrumen").get(pk=versi_id)
    require(permissions.can_run(by, versi))
    putaran = begin(versi, minta, PemicuPutaran.PERMINTAAN, oleh=by)
    record_jejak(putaran, "putaran_dimulai", by=by, alasan=minta.alasan)
    return putaran


@perubahan
def start_monthly(versi: VersiInstrumen, pada: date) -> Putaran | None:
    """The run of a month, once: None if it stands already."""
    rows = Putaran.objects.filter(versi=versi, pada=pada, pemicu=PemicuPutaran.JADWAL)
    if rows.exclude(status=StatusPutaran.DIBATALKAN).exists():
        record_jejak(versi, "putaran_bulanan_sudah_ada", by=None)
        return None
    putaran = begin(versi, Permintaan(pada), PemicuPutaran.JADWAL)
    record_jejak(putaran, "putaran_dimulai", by=None)
    return putaran


@perubahan
def start_correction(putaran_id: UUID, *, alasan: str, by: Pengguna) -> Putaran:
    """The same question about the same day with what is known now; published, it supersedes."""
    lama = Putaran.objects.select_for_update(of=("self",)).select_related("versi__instrumen").get(pk=putaran_id)
    require(permissions.can_check(by, lama))
    if lama.status != StatusPutaran.TERBIT:
        raise DomainError(
            "Hanya putaran terbit yang dikoreksi. Batalkan putaran ini dan mulai yang baru.", galat="belum_terbit"
        )
    minta = Permintaan(lama.pada, lama.kohort, lama.unit_id, alasan=alasan)
    putaran = begin(lama.versi, minta, PemicuPutaran.KOREKSI, oleh=by, menggantikan=lama)
    record_jejak(putaran, "putaran_koreksi_dimulai", by=by, alasan=alasan)
    return putaran


def begin(
    versi: VersiInstrumen, minta: Permintaan, pemicu: PemicuPutaran, *, oleh: Pengguna | None = None,
    menggantikan: Putaran | None = None,
) -> Putaran:  # fmt: skip
    """Write the run, its tables, its chunks and one job for each of them. Part of the caller's change."""
    moment = minta.diketahui or timezone.now()
    if minta.pada > timezone.localdate(moment) or moment > timezone.now() + timedelta(minutes=1):
        raise DomainError(
            "Keadaan yang dihitung tidak boleh di masa depan. Pilih hari ini atau sebelumnya.", galat="masa_depan"
        )
    putaran = Putaran(
        instansi_id=versi.instrumen.instansi_id, versi=versi, kohort=minta.kohort, unit_id=minta.unit_id, pada=minta.pada,
        diketahui_pada=moment, pemicu=pemicu, oleh=oleh, menggantikan=menggantikan, alasan=minta.alasan,
        dimulai_pada=timezone.now(), status=StatusPutaran.BERJALAN,
    )  # fmt: skip
    chunks = _chunks(putaran)
    if not chunks:
        raise DomainError(
            "Tidak ada pegawai dalam kelompok itu pada hari tersebut. Pilih kelompok atau unit lain.",
            galat="kohort_kosong",
        )
    putaran.sidik_masukan = input_digest(
        versi.susunan, instansi_id=putaran.instansi_id, pada=minta.pada, diketahui=moment, kohort=minta.kohort,
        unit_id=minta.unit_id,
    )  # fmt: skip
    _insert(putaran)
    putaran.refresh_from_db(fields=["nomor"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT merit_buka_putaran(%s)", [putaran.nomor])
    BagianPutaran.objects.bulk_create(
        BagianPutaran(putaran=putaran, unit_id=unit_id, jumlah=jumlah) for unit_id, jumlah in chunks
    )
    send_chunks(putaran)
    return putaran


def _insert(putaran: Putaran) -> None:
    try:
        with transaction.atomic():
            putaran.save(force_insert=True)
    except IntegrityError as clash:
        if "putaran_satu_berjalan" in str(clash):
            raise DomainError(SAMA, galat="sedang_dihitung") from clash
        if "putaran_satu_pengganti" in str(clash):
            raise DomainError("Koreksi putaran ini sudah ada. Lanjutkan koreksi itu.", galat="koreksi_ada") from clash
        raise


def _chunks(putaran: Putaran) -> list[tuple[UUID | None, int]]:
    asked = ask_numbers(
        instansi_id=putaran.instansi_id, pada=putaran.pada, diketahui=putaran.diketahui_pada,
        siapa=cohort(putaran.kohort, putaran.unit_id),
    )  # fmt: skip
    return [(unit_id, count) for unit_id, count in fetch(asked.sql, **asked.nilai)]


def send_chunks(putaran: Putaran) -> int:
    """A job for each batch of open chunks, the largest first; returns how many."""
    rows = list(putaran.daftar_bagian.filter(selesai_pada=None).order_by("-jumlah", "id").values_list("pk", "jumlah"))
    jobs = [[[str(pk) for pk in batch]] for batch in batches(rows)]
    outbox.enqueue_many("merit.hitung_bagian", jobs)
    return len(jobs)


def batches(rows: Sequence[tuple[UUID, int]]) -> list[list[UUID]]:
    """Chunks (key and number of people, the largest first) put together until each batch is worth a statement; all batches of
    a run about as long as each other, so that workers end together: each chunk goes to the batch that has fewest people.
    """
    people = sum(count for _, count in rows)
    enough = max(SEBORONG, people // PALING_BORONG)
    found: list[list[UUID]] = [[] for _ in range(min(len(rows), -(-people // enough) or 1))]
    held = [(0, place) for place in range(len(found))]
    for pk, count in rows:
        least, place = heappop(held)
        found[place].append(pk)
        heappush(held, (least + count, place))
    return found


@perubahan
def resume_putaran(putaran_id: UUID, *, by: Pengguna) -> Putaran:
    """Hand out anew what is still open, for a run whose jobs were parked."""
    putaran = Putaran.objects.select_for_update(of=("self",)).get(pk=putaran_id)
    require(permissions.can_check(by, putaran))
    if putaran.status != StatusPutaran.BERJALAN:
        raise DomainError("Putaran ini tidak sedang dihitung. Muat ulang halaman.", galat="status_berubah")
    if not send_chunks(putaran):
        outbox.enqueue("merit.gabung", str(putaran.pk))
    record_jejak(putaran, "putaran_dilanjutkan", by=by)
    return putaran


@perubahan
def check_putaran(putaran_id: UUID, *, catatan: str, by: Pengguna) -> Putaran:
    putaran = Putaran.objects.select_for_update(of=("self",)).get(pk=putaran_id)
    require(permissions.can_check(by, putaran))
    check_transition(ALUR_PUTARAN, putaran.status, StatusPutaran.DIPERIKSA)
    putaran.status, putaran.diperiksa_oleh, putaran.diperiksa_pada = StatusPutaran.DIPERIKSA, by, timezone.now()
    putaran.catatan_periksa = catatan
    putaran.save(update_fields=["status", "diperiksa_oleh", "diperiksa_pada", "catatan_periksa"])
    record_jejak(putaran, "putaran_diperiksa", by=by, alasan=catatan)
    return putaran


@perubahan
def publish_putaran(putaran_id: UUID, *, nomor: str, tanggal: date, by: Pengguna) -> Putaran:
    """One switch: from its commit on the run is what people read, and what it supersedes stays readable."""
    putaran = Putaran.objects.select_for_update(of=("self",)).get(pk=putaran_id)
    require(permissions.can_publish(by, putaran))
    check_transition(ALUR_PUTARAN, putaran.status, StatusPutaran.TERBIT)
    today = timezone.localdate()
    if tanggal > today:
        raise DomainError(
            "Tanggal keputusan tidak boleh di masa depan. Periksa surat keputusannya.", galat="masa_depan"
        )
    if tanggal < putaran.pada:
        raise DomainError("Keputusan tidak mendahului keadaan yang dihitung. Periksa tanggalnya.", galat="mendahului")
    putaran.status, putaran.terbit_oleh, putaran.terbit_pada = StatusPutaran.TERBIT, by, timezone.now()
    putaran.keputusan_nomor, putaran.keputusan_tanggal = nomor, tanggal
    putaran.batas_sanggah = answer_by(SANGGAH_MERIT, putaran.instansi_id, today)
    putaran.save(
        update_fields=["status", "terbit_oleh", "terbit_pada", "keputusan_nomor", "keputusan_tanggal", "batas_sanggah"]
    )
    record_jejak(putaran, "putaran_diterbitkan", by=by, alasan=nomor, rincian={"sidik": putaran.sidik})
    return putaran


@perubahan
def cancel_putaran(putaran_id: UUID, *, alasan: str, by: Pengguna) -> Putaran:
    """What was not whole yet is thrown away; what was whole stays readable."""
    putaran = Putaran.objects.select_for_update(of=("self",)).get(pk=putaran_id)
    require(permissions.can_check(by, putaran))
    check_transition(ALUR_PUTARAN, putaran.status, StatusPutaran.DIBATALKAN)
    whole = putaran.selesai_pada is not None
    putaran.status, putaran.dibatalkan_pada, putaran.alasan_batal = StatusPutaran.DIBATALKAN, timezone.now(), alasan
    putaran.save(update_fields=["status", "dibatalkan_pada", "alasan_batal"])
    if not whole:
        with connection.cursor() as cursor:
            cursor.execute("SELECT merit_buang_putaran(%s)", [putaran.nomor])
    record_jejak(putaran, "putaran_dibatalkan", by=by, alasan=alasan)
    return putaran


def monthly_versions(hari: date) -> list[tuple[VersiInstrumen, date]]:
    """What runs this month: every published instrument of every agency, as of the last day of the month before."""
    last = hari.replace(day=1) - timedelta(days=1)
    rows = VersiInstrumen.objects.filter(status=StatusVersi.TERBIT, berlaku__contains=last).select_related("instrumen")
    agencies = set(Instansi.objects.values_list("pk", flat=True))
    return [(versi, last) for versi in rows if versi.instrumen.instansi_id in agencies]
