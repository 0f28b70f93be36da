"""What somebody reads about himself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from merit.enums import StatusPutaran
from merit.models import Nilai, Peringkat, Putaran, Sanggah, VersiInstrumen
from merit.selectors.penjelasan import category_of, explain_now, total_of
from merit.selectors.putaran import boxes
from merit.selectors.sesama import shows_rank
from merit.services.hitung import current_versions
from pegawai.models import Pegawai

RIWAYAT = 12


@dataclass(frozen=True)
class Lalu:
    """What a run has said about the person."""

    putaran: Putaran
    nilai: Nilai
    total: Any
    kategori: str
    peringkat: Peringkat | None
    sanggah: Sanggah | None
    boleh_sanggah: bool


def own_page(pegawai: Pegawai, kode: str) -> dict[str, Any]:
    versions = sorted(
        current_versions(pegawai.instansi_id),
        key=lambda versi: (versi.instrumen.jenis == "indeks", versi.instrumen.nama),
    )
    chosen = chosen_version(versions, kode)
    now = None if chosen is None else explain_now(chosen, pegawai.instansi_id, pegawai.pk)
    return {
        "daftar_versi": versions,
        "versi": chosen,
        "penjelasan": now,
        "kotak": boxes({}, now.kotak) if now is not None and chosen is not None and chosen.susunan.berkotak else [],
        "riwayat": [] if chosen is None else history(pegawai, chosen),
    }


def chosen_version(versions: list[VersiInstrumen], kode: str) -> VersiInstrumen | None:
    """The one asked for; else the one of the latest published run, else the first."""
    by_code = {versi.instrumen.kode: versi for versi in versions}
    if kode in by_code:
        return by_code[kode]
    ids = [versi.instrumen_id for versi in versions]
    latest = Putaran.objects.terbit().filter(versi__instrumen_id__in=ids).order_by("-terbit_pada").first()
    if latest is not None:
        return next(versi for versi in versions if versi.instrumen_id == latest.versi.instrumen_id)
    return versions[0] if versions else None


def history(pegawai: Pegawai, versi: VersiInstrumen) -> list[Lalu]:
    """The own rows of the latest published runs of this instrument, the newest first; what a correction replaced stays.
    Runs of a month are internal: what they say today stands above as the value of today.
    """
    today = timezone.localdate()
    runs = {
        row.nomor: row
        for row in Putaran.objects.filter(versi__instrumen_id=versi.instrumen_id, status=StatusPutaran.TERBIT)
        .select_related("versi").order_by("-pada", "-nomor")[:RIWAYAT]
    }  # fmt: skip
    rows = {row.putaran: row for row in Nilai.objects.filter(pegawai=pegawai, putaran__in=list(runs))}
    ranks: dict[int, Peringkat] = {}
    if shows_rank(pegawai.instansi_id):
        ranks = {row.putaran: row for row in Peringkat.objects.filter(pegawai=pegawai, putaran__in=list(runs))}
    objections = {row.putaran_id: row for row in Sanggah.objects.filter(pegawai=pegawai).exclude(status="dicabut")}
    return [
        Lalu(
            run, rows[nomor], total_of(run.versi.susunan, rows[nomor].total), category_of(run.versi.susunan, rows[nomor].total),
            ranks.get(nomor), objections.get(run.pk), may_object(run, today) and run.pk not in objections,
        )
        for nomor, run in runs.items() if nomor in rows
    ]  # fmt: skip


def may_object(putaran: Putaran, hari: date) -> bool:
    return (
        putaran.status == StatusPutaran.TERBIT and putaran.batas_sanggah is not None and hari <= putaran.batas_sanggah
    )
