"""An evaluation on paper: F4 with the drawn curve of the unit's pattern, and F5 (Format D.1.1) with its eight boxes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.templatetags.bentuk import tanggal
from kinerja.aturan.berakhlak import PANDUAN
from kinerja.aturan.kata import CAPAIAN, PREDIKAT, RATING
from kinerja.cetak import KOLOM, identity_lines, result_row
from kinerja.enums import BentukSKP, JenisHasil, PendekatanSKP
from kinerja.models import Evaluasi
from kinerja.models.evaluasi import TERSAMPAIKAN
from kinerja.selectors.evaluasi import BarisEvaluasi, Lembar
from kinerja.selectors.identitas import identity_of
from kinerja.selectors.pola import KURVA
from pegawai.models import Pegawai

TAMBAH = (("Realisasi berdasarkan bukti dukung", 3), ("Umpan balik berkelanjutan berdasarkan bukti dukung", 3))
TITIK = "......................., ......................."


def draw_evaluation(evaluasi: Evaluasi, lembar: Lembar) -> bytes:
    """F4 and F5 in one file. What was not handed over says KONSEP."""
    handed = evaluasi.status in TERSAMPAIKAN
    day = _day(evaluasi.disampaikan_pada or evaluasi.final_pada) if handed else None
    return render_pdf(
        "evaluasi", evaluation_data(evaluasi, lembar, day), judul=f"Evaluasi {evaluasi.judul} {evaluasi.pegawai.nama}",
        tanggal=day or timezone.localdate(), konsep=not handed,
    )  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment is not None else None


def evaluation_data(evaluasi: Evaluasi, lembar: Lembar, hari: date | None) -> dict[str, Any]:
    """What stands on both forms, as plain values."""
    known = pengaturan(evaluasi.pegawai.instansi_id, hari or timezone.localdate())
    city = known.get("kota", "")
    return {
        "instansi": known.get("nama_instansi", ""),
        "periode": f"{tanggal(evaluasi.mulai)} s.d. {tanggal(evaluasi.sampai)}",
        "masa": evaluasi.judul if evaluasi.jenis != "tahunan" else f"Tahun {evaluasi.tahun} - Akhir",
        "pegawai": _side(evaluasi, "pegawai", evaluasi.pegawai),
        "penilai": _side(evaluasi, "penilai", evaluasi.penilai),
        "atasan": _side(evaluasi, "atasan_penilai", evaluasi.atasan_penilai),
        "daftar_capaian": list(CAPAIAN.values()), "capaian": CAPAIAN.get(evaluasi.capaian, ""),
        "kurva": list(KURVA.get(evaluasi.capaian, ())),
        "daftar_rating": list(RATING.values()), "hasil_kerja": RATING.get(evaluasi.hasil_kerja, ""),
        "perilaku_kerja": RATING.get(evaluasi.perilaku_kerja, ""),
        "daftar_predikat": list(PREDIKAT.values()), "predikat": PREDIKAT.get(evaluasi.predikat, ""),
        **_plan(evaluasi, lembar),
        "catatan": evaluasi.catatan,
        **_objection(evaluasi, city),
        "tempat_tanggal": f"{city}, {tanggal(hari)}" if hari else TITIK,
        "diterima": f"{city}, {tanggal(_day(evaluasi.diterima_pada))}" if evaluasi.diterima_pada else TITIK,
        "kaki": f"Evaluasi kinerja {evaluasi.judul}",
    }  # fmt: skip


def _side(evaluasi: Evaluasi, kind: str, pegawai: Pegawai | None) -> list[str]:
    """As frozen with the evaluation, else as recorded at the end of its stretch."""
    frozen = evaluasi.identitas.get(kind)
    if not frozen and pegawai is not None:
        frozen = identity_of(pegawai, evaluasi.sampai)
    return identity_lines(frozen or {})


def _plan(evaluasi: Evaluasi, lembar: Lembar) -> dict[str, Any]:
    skp = evaluasi.skp
    shape = (
        (BentukSKP(skp.bentuk), PendekatanSKP(skp.pendekatan)) if skp else (BentukSKP.JA_JF, PendekatanSKP.KUANTITATIF)
    )
    columns = [*KOLOM[shape], *TAMBAH]
    rows: dict[str, list[dict[str, Any]]] = {"utama": [], "tambahan": []}
    for number, line in enumerate(lembar.hasil, 1):
        assert skp is not None
        part = "utama" if line.baris.rhk.jenis == JenisHasil.UTAMA else "tambahan"
        rows[part].append(_line(result_row(skp, line.baris, number), line))
    expected = dict(skp.daftar_ekspektasi.values_list("nilai", "teks")) if skp else {}
    return {
        "pendekatan": f"Pendekatan hasil kerja {skp.get_pendekatan_display().lower()}" if skp else "",
        "kolom": [name for name, _ in columns],
        "lebar": [share for _, share in columns],
        **rows,
        "perilaku": [
            {
                "nilai": nilai.label, "panduan": list(PANDUAN[nilai]), "ekspektasi": expected.get(nilai.value, ""),
                "umpan_balik": isi.umpan_balik if isi is not None else "",
            }
            for nilai, isi in lembar.perilaku
        ],
    }  # fmt: skip


def _line(row: dict[str, Any], line: BarisEvaluasi) -> dict[str, Any]:
    note = line.isi
    row["belakang"] = [*row["belakang"], note.realisasi if note else "", note.umpan_balik if note else ""]
    return row


def _objection(evaluasi: Evaluasi, city: str) -> dict[str, str]:
    found = getattr(evaluasi, "keberatan", None)
    if found is None:
        return {"keberatan": "", "keberatan_pada": "", "penjelasan": "", "putusan": "", "diputus": ""}
    decided = f"{found.get_putusan_display()}. {found.pertimbangan}" if found.putusan else ""
    return {
        "keberatan": found.alasan,
        "keberatan_pada": f", tanggal {tanggal(_day(found.diajukan_pada))}",
        "penjelasan": found.penjelasan,
        "putusan": decided,
        "diputus": f"{city}, {tanggal(_day(found.diputus_pada))}" if found.diputus_pada else TITIK,
    }
