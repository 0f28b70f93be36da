"""Having everybody counted, step by step, and the few whose data has just changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from contextlib import closing
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import Instansi, PekerjaanLatar, Pengguna
from asn_portal.core.pembatas import Batas, count
from asn_portal.core.permissions import require
from asn_portal.core.services.latar import start_job
from asn_portal.core.services.tugas import SISTEM, Kabar, notify_all
from asn_portal.core.sql import fetch, work_patiently
from asn_portal.core.templatetags.bentuk import angka, tanggal, waktu
from asn_portal.lembar.isi import Nilai
from asn_portal.lembar.tulis import BENTUK
from asn_portal.mutu import permissions, selectors
from asn_portal.mutu.aturan.indeks import TABEL_INDIKATOR
from asn_portal.mutu.enums import PemicuPutaran
from asn_portal.mutu.hitung import count_one, roll_up
from asn_portal.mutu.indikator import Lingkup, counted_indikator, find_indikator, populasi_mutu
from asn_portal.mutu.models import PutaranMutu

JENIS = "mutu"
RUNNING = "Mutu data sedang dihitung. Hasilnya tampak di halaman ini setelah selesai; muat ulang sebentar lagi."
# As many persons are counted within the request that changed them; more are left to a job.
AT_ONCE = 100
BATCH = 1000


# -- a run over everybody ------------------------------------------------------------------------------------------


def begin_run(instansi_id: UUID, hari: date, *, pemicu: PemicuPutaran, oleh: Pengguna | None = None) -> PutaranMutu:
    """Part of the caller's transaction."""
    plan = [[satu.kode, satu.version(hari)] for satu in counted_indikator(hari)]
    return PutaranMutu.objects.create(instansi_id=instansi_id, hari=hari, pemicu=pemicu, oleh=oleh, rencana=plan)


@transaction.atomic
def take_step(putaran_id: UUID, langkah: int) -> PutaranMutu:
    """Count the next indicator; with the last one freeze the figures of the day. A step that is done stays done."""
    run = PutaranMutu.objects.select_for_update().get(pk=putaran_id)
    if run.langkah != langkah or run.selesai_pada is not None:
        return run
    now = timezone.now()
    work_patiently()
    if langkah < len(run.rencana):
        indikator = find_indikator(run.rencana[langkah][0])
        if indikator is not None:
            found = count_one(indikator, run.instansi_id, run.hari, now, putaran=run.pk)
            run.orang = found.orang
            run.baru, run.beres = run.baru + found.baru, run.beres + found.beres
    if langkah + 1 >= len(run.rencana):
        run.orang, run.temuan = roll_up(run.instansi_id, run.hari, run.pk)
        run.selesai_pada = now
    run.langkah = langkah + 1
    run.save()
    return run


def run_whole(putaran_id: UUID) -> PutaranMutu:
    """All steps one after another, each committed."""
    run = PutaranMutu.objects.get(pk=putaran_id)
    while run.selesai_pada is None:
        run = take_step(run.pk, run.langkah)
    return run


@perubahan
def start_recount(*, by: Pengguna) -> PekerjaanLatar:
    """HR of the province has everybody counted now."""
    require(permissions.can_recount(by))
    assert by.instansi_id is not None
    if selectors.running(by.instansi_id) is not None:
        raise DomainError(RUNNING, galat="sedang_dihitung")
    run = begin_run(by.instansi_id, timezone.localdate(), pemicu=PemicuPutaran.PERMINTAAN, oleh=by)
    row = start_job(JENIS, judul="Penghitungan mutu data", parameter={"putaran": str(run.pk)}, by=by)
    record_jejak(run, "mutu_dihitung", by=by)
    return row


def may_read(row: PekerjaanLatar) -> bool:
    return permissions.can_see_mutu(row.pengguna)


def count_in_steps(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    require(permissions.can_recount(row.pengguna))
    run = PutaranMutu.objects.get(pk=UUID(row.parameter["putaran"]))
    while run.selesai_pada is None:
        run = take_step(run.pk, run.langkah)
        yield Kemajuan(run.langkah, len(run.rencana), f"{run.langkah} dari {len(run.rencana)} indikator.")
    sentence = f"{angka(run.temuan)} temuan pada {angka(run.orang)} pegawai: {angka(run.baru)} baru, {angka(run.beres)} hilang."
    return Hasil(sentence, reverse("mutu:mutu"), {"temuan": run.temuan, "orang": run.orang})


def count_every_night() -> list[UUID]:
    """Begin a run for each agency; each step writes the next one as a job of its own."""
    today, begun = timezone.localdate(), []
    for instansi_id in Instansi.objects.values_list("pk", flat=True):
        run = begin_run(instansi_id, today, pemicu=PemicuPutaran.MALAM)
        _queue_step(run)
        begun.append(run.pk)
    return begun


def continue_night(putaran_id: UUID, langkah: int) -> None:
    run = take_step(putaran_id, langkah)
    if run.selesai_pada is None:
        _queue_step(run)
    elif langkah + 1 == run.langkah and run.hari.isoweekday() == 1:
        tell_unit_hr(run)


def _queue_step(run: PutaranMutu) -> None:
    outbox.enqueue("mutu.next_step", str(run.pk), run.langkah, kunci=f"{run.pk}:{run.langkah}")


# -- after a change ------------------------------------------------------------------------------------------------


def recount_after_change(instansi_id: UUID, *orang: UUID) -> None:
    """Called inside a change: once it is committed, these persons are counted anew, so that what was put right leaves
    every list at once. A change of many leaves that to a job.
    """
    waiting: dict[UUID, set[UUID]] = connection.__dict__.setdefault("_mutu_menunggu", {})
    waiting.setdefault(instansi_id, set()).update(orang)
    transaction.on_commit(_recount_waiting, robust=True)


def _recount_waiting() -> None:
    """The first of these calls takes what all of them asked for."""
    waiting: dict[UUID, set[UUID]] = connection.__dict__.pop("_mutu_menunggu", {})
    for instansi_id, orang in waiting.items():
        if len(orang) <= AT_ONCE:
            recount(instansi_id, orang)
            continue
        ids = [str(pk) for pk in orang]
        parts = [ids[at : at + BATCH] for at in range(0, len(ids), BATCH)]
        outbox.enqueue_many("mutu.recount_some", [[str(instansi_id), part] for part in parts])


@transaction.atomic
def recount(instansi_id: UUID, orang: Collection[UUID]) -> None:
    """Every indicator over these persons."""
    today, now = timezone.localdate(), timezone.now()
    for indikator in counted_indikator(today):
        count_one(indikator, instansi_id, today, now, orang=orang)


# -- taking out ----------------------------------------------------------------------------------------------------

LIMIT = Batas(60, 3600)
TOO_OFTEN = f"Sudah {LIMIT.jumlah} unduhan mutu data dalam satu jam. Tunggu sebentar lalu coba lagi."
UNKNOWN = "Pilih Excel atau CSV."
EMPTY = "Tidak ada yang dihitung di sini, jadi tidak ada yang dapat diunduh."


@perubahan
def take_out(lingkup: Lingkup, bagian: str, *, bentuk: str, by: Pengguna) -> tuple[str, str, IO[bytes]]:
    """The indicators or the units of the page as a table: sums, so whoever sees them. Returns name, type and file."""
    require(permissions.can_take_out(by) and bagian in TABEL)
    if bentuk not in BENTUK:
        raise DomainError(UNKNOWN, galat="bentuk_tidak_ada")
    if count(LIMIT, "mutu", by.pk) > LIMIT.jumlah:
        raise DomainError(TOO_OFTEN, galat="terlalu_sering")
    today = timezone.localdate()
    judul, heads, rows = TABEL[bagian](by, lingkup, today)
    if not rows:
        raise DomainError(EMPTY, galat="mutu_kosong")
    record_jejak(None, "mutu_diunduh", by=by, rincian={"bagian": bagian, "unit": lingkup.nama, "bentuk": bentuk})
    writer, kind = BENTUK[bentuk]
    words = [
        f"{judul}: {lingkup.nama}, keadaan {tanggal(today)}", f"Diunduh oleh {by.nama} pada {waktu(timezone.now())}.",
        populasi_mutu().definisi, TABEL_INDIKATOR.catatan,
    ]  # fmt: skip
    with closing(writer("Mutu data", words, heads, [False] * len(heads))) as file:
        file.add(rows)
        return f"mutu-{bagian}-{today:%Y-%m-%d}.{bentuk}", kind, file.save()


Isi = tuple[str, list[str], list[list[Nilai]]]


def _indicator_table(by: Pengguna, lingkup: Lingkup, hari: date) -> Isi:
    found = selectors.state(by, lingkup, hari)
    heads = ["Kode", "Indikator", "Dimensi", "Bobot (%)", "Pegawai terkena", "Pegawai dihitung"]
    rows: list[list[Nilai]] = [
        [
            row.ukuran.kode, row.ukuran.nama, row.dimensi, float(row.ukuran.bobot),
            "Belum dihitung" if row.indikator is None else "Disembunyikan" if row.kena.samar else int(row.kena.jumlah),
            found.orang,
        ]
        for row in found.baris
    ]  # fmt: skip
    return "Indikator mutu data", heads, rows


def _unit_table(by: Pengguna, lingkup: Lingkup, hari: date) -> Isi:
    heads = ["Unit", "Pegawai", "Temuan", "Indeks"]
    rows: list[list[Nilai]] = [
        [row.nama, row.orang, row.temuan, float(row.indeks.nilai) if row.indeks else None]
        for row in selectors.units_below(by, lingkup, hari)
    ]
    return "Mutu data menurut unit", heads, rows


TABEL: dict[str, Callable[[Pengguna, Lingkup, date], Isi]] = {"indikator": _indicator_table, "unit": _unit_table}

# -- telling -------------------------------------------------------------------------------------------------------

# Open findings below the units of every HR of a unit, and those of the last seven days.
OF_UNITS = """
WITH orang AS MATERIALIZED (
    SELECT sumber.id, sumber.unit_id FROM (POPULASI) AS sumber WHERE sumber.instansi_id = %(instansi)s
), per_unit AS (
    SELECT letak.jalur, count(*) AS semua, count(*) FILTER (WHERE temuan.sejak > %(hari)s::date - 7) AS baru
      FROM orang
      JOIN mutu_temuanmutu AS temuan ON temuan.orang_id = orang.id AND temuan.selesai_pada IS NULL
      JOIN core_jalurunit AS letak ON letak.unit_id = orang.unit_id AND letak.berlaku @> %(hari)s::date
     GROUP BY 1
)
SELECT peran.pengguna_id, sum(per_unit.semua), sum(per_unit.baru)
  FROM core_penugasanperan AS peran
  JOIN core_jalurunit AS akar ON akar.unit_id = peran.unit_id AND akar.berlaku @> %(hari)s::date
  JOIN per_unit ON per_unit.jalur <@ akar.jalur
 WHERE peran.peran = %(peran)s AND upper_inf(peran.tercatat) AND peran.berlaku @> %(hari)s::date
 GROUP BY 1
"""


def tell_unit_hr(run: PutaranMutu) -> int:
    """Once a week: how much there is to put right in the own units. Returns how many were told."""
    populasi = populasi_mutu()
    values: dict[str, Any] = {**populasi.nilai(run.hari), "hari": run.hari, "instansi": run.instansi_id}
    rows = fetch(OF_UNITS.replace("POPULASI", populasi.sql), **values, peran=Peran.ADMIN_UNIT.value)
    accounts = Pengguna.objects.filter(is_active=True).in_bulk([row[0] for row in rows])
    notify_all(
        [
            Kabar(
                accounts[pk], "Mutu data unit Anda",
                f"{angka(int(semua))} temuan terbuka di unit yang Anda kelola, {angka(int(baru))} di antaranya sejak tujuh hari.",
                reverse("mutu:mutu"), KelompokKabar.DATA, "Ringkasan setiap Senin.", "Indikator mutu data ASN BKN", SISTEM,
                "Bila sebuah temuan keliru, perbaiki datanya atau minta pengelola kepegawaian provinsi memeriksa indikatornya.",
            )
            for pk, semua, baru in rows
            if pk in accounts
        ]
    )  # fmt: skip
    return len(rows)
