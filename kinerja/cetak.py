"""A plan on paper: F1 and F2 of PermenPANRB 6/2022 as PDF, from what was frozen with the plan."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.templatetags.bentuk import nip, tanggal
from kinerja.enums import BentukSKP, PendekatanSKP, StatusSKP
from kinerja.models import SKP
from kinerja.selectors.identitas import Identitas, identity_of
from kinerja.selectors.rencana import Baris, IsiRencana, contents_of
from pegawai.selectors.orang import superior_on

BERLAKU = frozenset({StatusSKP.DISETUJUI, StatusSKP.DIGANTI})
# The line below the title.
JABATAN = {
    BentukSKP.JPT: "(Jabatan pimpinan tinggi dan pimpinan unit kerja mandiri)",
    BentukSKP.JA_JF: "(Jabatan administrasi dan jabatan fungsional)",
}
# Columns of F1 with their share of the width (0: the narrow number).
KOLOM = {
    (BentukSKP.JPT, PendekatanSKP.KUANTITATIF): (
        ("No", 0), ("Rencana hasil kerja", 4), ("Indikator kinerja individu", 4), ("Target", 2), ("Perspektif", 2),
    ),
    (BentukSKP.JPT, PendekatanSKP.KUALITATIF): (
        ("No", 0), ("Rencana hasil kerja", 4), ("Ukuran keberhasilan/indikator kinerja individu dan target", 6), ("Perspektif", 2),
    ),
    (BentukSKP.JA_JF, PendekatanSKP.KUANTITATIF): (
        ("No", 0), ("Rencana hasil kerja pimpinan yang diintervensi", 3), ("Rencana hasil kerja", 3), ("Aspek", 2),
        ("Indikator kinerja individu", 3), ("Target", 2),
    ),
    (BentukSKP.JA_JF, PendekatanSKP.KUALITATIF): (
        ("No", 0), ("Rencana hasil kerja pimpinan yang diintervensi", 3), ("Rencana hasil kerja", 3),
        ("Ukuran keberhasilan/indikator kinerja individu dan target", 5),
    ),
}  # fmt: skip


def draw_skp(skp: SKP) -> bytes:
    """The same approved plan gives the same bytes. Whatever is not approved says KONSEP."""
    day = timezone.localdate(skp.diputus_pada) if skp.diputus_pada else timezone.localdate()
    return render_pdf(
        "skp", skp_data(skp), judul=f"SKP {skp.tahun} {skp.pegawai.nama}", tanggal=day, konsep=skp.status not in BERLAKU
    )


def skp_data(skp: SKP) -> dict[str, Any]:
    """What stands on the form, as plain values."""
    contents = contents_of(skp)
    decided = timezone.localdate(skp.diputus_pada) if skp.diputus_pada and skp.status in BERLAKU else None
    known = pengaturan(skp.pegawai.instansi_id, decided or timezone.localdate())
    columns = KOLOM[BentukSKP(skp.bentuk), PendekatanSKP(skp.pendekatan)]
    kota = known.get("kota", "")
    return {
        "instansi": known.get("nama_instansi", ""),
        "periode": f"{tanggal(skp.mulai)} s.d. {tanggal(skp.sampai)}",
        "jabatan": JABATAN[BentukSKP(skp.bentuk)],
        "pendekatan": f"Pendekatan hasil kerja {skp.get_pendekatan_display().lower()}",
        **_both_sides(skp),
        "kolom": [name for name, _ in columns],
        "lebar": [share for _, share in columns],
        **_results(skp, contents),
        "perilaku": [
            {"nilai": one.nilai.label, "panduan": list(one.panduan), "ekspektasi": one.ekspektasi}
            for one in contents.perilaku
        ],
        "lampiran": [[name, lines] for name, lines in contents.lampiran],
        "tempat_tanggal": f"{kota}, {tanggal(decided) if decided else '.......................'}".removeprefix(", "),
        "kaki": f"SKP {skp.tahun} versi {skp.versi}",
    }


def _both_sides(skp: SKP) -> dict[str, list[str]]:
    """As frozen with the plan; a draft shows today's records."""
    today = timezone.localdate()
    own = skp.identitas.get("pegawai") or identity_of(skp.pegawai, today)
    above = skp.identitas.get("penilai")
    if above is None:
        penilai = skp.penilai or superior_on(skp.pegawai_id, today)
        above = identity_of(penilai, today) if penilai is not None else {}
    return {"pegawai": identity_lines(own), "penilai": identity_lines(above)}


def identity_lines(identitas: Identitas) -> list[str]:
    number = identitas.get("nip", "")
    return [
        identitas.get("nama", ""), nip(number) if number else "", identitas.get("pangkat", ""), identitas.get("jabatan", ""),
        identitas.get("unit", ""),
    ]  # fmt: skip


def _results(skp: SKP, contents: IsiRencana) -> dict[str, list[dict[str, Any]]]:
    """Rows numbered through both parts; each indicator is a line of its own inside its result."""
    found: dict[str, list[dict[str, Any]]] = {"utama": [], "tambahan": []}
    number = 0
    for part, rows in (("utama", contents.utama), ("tambahan", contents.tambahan)):
        for row in rows:
            number += 1
            found[part].append(result_row(skp, row, number))
    return found


def result_row(skp: SKP, row: Baris, number: int) -> dict[str, Any]:
    text = f"{row.rhk.teks} ({row.rhk.penugasan})" if row.rhk.penugasan else row.rhk.teks
    jpt, quantitative = skp.bentuk == BentukSKP.JPT, skp.pendekatan == PendekatanSKP.KUANTITATIF
    measures = []
    for one in row.indikator:
        if not quantitative:
            measures.append([", ".join(part for part in (one.teks, one.target_lengkap) if part)])
        elif jpt:
            measures.append([one.teks, one.target_lengkap])
        else:
            measures.append([one.get_aspek_display(), one.teks, one.target_lengkap])
    empty = [""] * (1 if not quantitative else 2 if jpt else 3)
    return {
        "depan": [str(number), text] if jpt else [str(number), row.intervensi, text],
        "ukuran": measures or [empty],
        "belakang": [row.rhk.get_perspektif_display()] if jpt else [],
    }
