"""What the page of a run shows, and what its steps mean in numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Avg, CharField, Count, F, Func, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.templatetags.bentuk import angka
from merit import permissions
from merit.enums import StatusPutaran
from merit.gerbang import daftar_gerbang
from merit.models import Instrumen, Nilai, Putaran
from merit.selectors import putaran as selectors
from merit.selectors.penjelasan import total_of


def instrument_choices(pengguna: Pengguna) -> list[tuple[str, str]]:
    rows = Instrumen.objects.filter(instansi_id=pengguna.instansi_id).order_by("nama")
    return list(rows.values_list("kode", "nama"))


def run_page(pengguna: Pengguna, putaran: Putaran, hari: date) -> dict[str, Any]:
    context: dict[str, Any] = {
        "putaran": putaran,
        "nomor_teks": str(putaran.nomor),
        "susunan": putaran.versi.susunan,
        "aksi": permissions.run_actions(pengguna, putaran),
        "nama_unit": unit_names([putaran.unit_id], putaran.pada).get(putaran.unit_id, "") if putaran.unit_id else "",
        "pengganti": putaran.daftar_pengganti.exclude(status=StatusPutaran.DIBATALKAN).first(),
        "semua": permissions.can_see_everybody(pengguna),
    }
    if putaran.status == StatusPutaran.BERJALAN:
        return context | {"kemajuan": selectors.progress(putaran, hari)}
    return context | _results(pengguna, putaran) if putaran.berisi else context


def _results(pengguna: Pengguna, putaran: Putaran) -> dict[str, Any]:
    rows = selectors.figures(pengguna, putaran)
    states = dict(rows.values_list("status").annotate(n=Count("pegawai_id")))
    average = rows.filter(status="lengkap").aggregate(n=Avg("total"))["n"]
    boxes = selectors.nine_boxes(putaran, rows)
    if not permissions.can_see_everybody(pengguna):
        # Candidates stand in the list; of the others only boxes that point at nobody.
        return {"kotak": selectors.blur(boxes), "putaran_lain": []}
    return {
        "kotak": boxes,
        "jumlah": {kode: states.get(kode, 0) for kode in ("lengkap", "belum_lengkap", "tidak_memenuhi")},
        "rata_rata": None if average is None else total_of(putaran.versi.susunan, round(average)),
        "kurang": _missing(putaran, rows),
        "gerbang": _gates(rows),
        "putaran_lain": _others(pengguna, putaran),
    }


def _missing(putaran: Putaran, rows: QuerySet[Nilai]) -> list[tuple[str, int]]:
    """Which components are missing most often."""
    words = {satu.kode: satu.komponen.nama for _, satu in putaran.versi.susunan.semua()}
    return [(words[kode], n) for kode, n in _each(rows, "kurang")]


def _gates(rows: QuerySet[Nilai]) -> list[tuple[str, int]]:
    return [(daftar_gerbang[kode].nama, n) for kode, n in _each(rows, "gerbang")]


def _each(rows: QuerySet[Nilai], kolom: str) -> list[tuple[str, int]]:
    """How many rows name each code, the most frequent first."""
    one = Func(F(kolom), function="unnest", output_field=CharField())
    found = rows.annotate(kode=one).values("kode").annotate(n=Count("pegawai_id")).order_by("-n", "kode")
    return list(found.values_list("kode", "n"))


def _others(pengguna: Pengguna, putaran: Putaran) -> list[Putaran]:
    """Runs of the same instrument and cohort to compare with."""
    rows = permissions.visible_runs(pengguna).berisi()
    alike = rows.filter(versi__instrumen_id=putaran.versi.instrumen_id, kohort=putaran.kohort, unit_id=putaran.unit_id)
    return list(alike.exclude(pk=putaran.pk).order_by("-pada", "-nomor")[:12])


def words_of_publication(putaran: Putaran) -> str:
    """What will happen, in numbers."""
    text = (
        f"{angka(putaran.jumlah)} pegawai: {angka(putaran.lengkap)} lengkap, {angka(putaran.belum_lengkap)} belum lengkap, "
        f"{angka(putaran.tertutup)} tidak memenuhi syarat. Setelah terbit hasilnya beku dan masa sanggah dimulai."
    )
    return f"{text} Putaran {putaran.menggantikan.nomor} digantikan." if putaran.menggantikan else text


def words_of_cancellation(putaran: Putaran) -> str:
    if putaran.selesai_pada is None:
        return "Perhitungan dihentikan dan hasil sementaranya dibuang. Putaran baru dapat dimulai kapan saja."
    return f"Hasil untuk {angka(putaran.jumlah)} pegawai tetap dapat dibaca pengelola, tetapi tidak dapat diterbitkan lagi."
