"""F3: the plan with what came of each result and what was said about it, up to today. Printed when somebody wants it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.templatetags.bentuk import tanggal
from kinerja.cetak import BERLAKU, KOLOM, skp_data
from kinerja.cetak_evaluasi import TAMBAH
from kinerja.enums import BentukSKP, PendekatanSKP
from kinerja.models import SKP
from kinerja.selectors.pelaksanaan import Rekaman, record_of

# What one cell of paper holds; the portal has the rest.
TERBANYAK = 6


def draw_feedback(skp: SKP, hari: date) -> bytes:
    """The same records on the same day give the same bytes."""
    until = min(hari, skp.sampai)
    return render_pdf(
        "umpan_balik", feedback_data(skp, record_of(skp.pegawai_id, skp.mulai, until), until),
        judul=f"Umpan balik {skp.tahun} {skp.pegawai.nama}", tanggal=hari, konsep=skp.status not in BERLAKU,
    )  # fmt: skip


def feedback_data(skp: SKP, rekaman: Rekaman, sampai: date) -> dict[str, Any]:
    """What F1 says, with two columns more."""
    data = skp_data(skp)
    done, said = _done(rekaman), _said(rekaman)
    lines = iter(_lines_in_order(skp))
    for part in ("utama", "tambahan"):
        for row in data[part]:
            garis = next(lines)
            row["belakang"] = [*row["belakang"], done.get(garis, ""), said.get(garis, "")]
    columns = [*KOLOM[BentukSKP(skp.bentuk), PendekatanSKP(skp.pendekatan)], *TAMBAH]
    return data | {
        "kolom": [name for name, _ in columns],
        "lebar": [share for _, share in columns],
        "umum": said.get(None, ""),
        # Of the day up to which it tells, not of the day on which the plan was approved.
        "tempat_tanggal": f"{data['tempat_tanggal'].rpartition(', ')[0]}, {tanggal(sampai)}".removeprefix(", "),
        "kaki": f"Umpan balik SKP {skp.tahun} versi {skp.versi} sampai {tanggal(sampai)}",
    }


def _lines_in_order(skp: SKP) -> list[UUID]:
    """As the form numbers them: utama, then tambahan."""
    rows = sorted(skp.daftar_rhk.all(), key=lambda row: (row.jenis != "utama", row.urut))
    return [row.garis for row in rows]


def _done(rekaman: Rekaman) -> dict[UUID, str]:
    """Notes that have a proof, the newest first."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rekaman.progres:
        if proofs := [one.judul for one in row.daftar_bukti.all()]:
            found[row.rhk.garis].append(f"{tanggal(row.tanggal)}: {row.teks} ({', '.join(proofs)})")
    return {garis: _listed(notes) for garis, notes in found.items()}


def _said(rekaman: Rekaman) -> dict[UUID | None, str]:
    found: dict[UUID | None, list[str]] = defaultdict(list)
    for row in rekaman.umpan_balik:
        found[row.rhk.garis if row.rhk else None].append(f"{row.get_jenis_display()}: {row.teks}")
    return {garis: _listed(words) for garis, words in found.items()}


def _listed(parts: list[str]) -> str:
    rest = len(parts) - TERBANYAK
    return "\n".join([*parts[:TERBANYAK], *([f"dan {rest} lagi di portal"] if rest > 0 else [])])
