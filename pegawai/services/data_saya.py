"""The own data in one click: JSON for machines, PDF for people, as a job whose files only the owner fetches."""

from __future__ import annotations

import io
import json
from collections.abc import Generator
from typing import Any

from django.utils import timezone

from asn_portal.berkas.cetak import render_pdf
from asn_portal.core import data_saya
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.data_saya import Diri
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import HasilBerkas, PekerjaanLatar, Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.services import berkas
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka, tanggal, waktu

JENIS = "pegawai.data_saya"
VERSI = 1
# Rows of one table on paper; the rest stands in the JSON.
DI_KERTAS = 100
INTRO = (
    "Yang disimpan portal tentang {nama} per {hari}. Berkas JSON yang menyertainya memuat isi yang sama untuk program."
)
PDF = "application/pdf"
JSON = "application/json"


@perubahan
def start_data_saya(*, by: Pengguna) -> PekerjaanLatar:
    mine = akses(by)
    record_jejak(None, "data_saya_diminta", by=by, subjek_id=mine.orang_id)
    return start_job(JENIS, judul="Salinan data saya", parameter={}, by=by)


def may_read(row: PekerjaanLatar) -> bool:
    """It is the owner's own, as long as the account is."""
    return row.pengguna.is_active


def gather_in_steps(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Table after table into memory (one person's data are small), then both files."""
    now, by = timezone.now(), row.pengguna
    diri = Diri(by, akses(by).orang_id, now)
    name = f"data-saya-{timezone.localdate(now):%Y-%m-%d}"
    files = [
        berkas.reserve(row, nama=f"{name}.json", jenis_isi=JSON),
        berkas.reserve(row, nama=f"{name}.pdf", jenis_isi=PDF),
    ]
    total = len(data_saya.all_tables())
    yield Kemajuan(0, total, "Mengumpulkan data.")
    parts: list[dict[str, Any]] = []
    for number, (table, rows) in enumerate(data_saya.sections(diri), start=1):
        if rows:
            parts.append({"tabel": table.label, "kolom": table.kolom, "judul": table.judul, "baris": rows})
        if number % TABLES_A_STEP == 0:
            yield Kemajuan(number, total, "Mengumpulkan data.")
    found = {"versi": VERSI, "dibuat_pada": data_saya.plain(now), "nama": by.nama, "bagian": parts}
    _fill(files, found, by)
    count = sum(len(part["baris"]) for part in parts)
    return Hasil(
        f"{angka(count)} baris dari {angka(len(parts))} tabel tersimpan sebagai PDF dan JSON.",
        ringkasan={"Tabel": angka(len(parts)), "Baris": angka(count)}, berkas=tuple(files),
    )  # fmt: skip


TABLES_A_STEP = 10


def _fill(files: list[HasilBerkas], found: dict[str, Any], by: Pengguna) -> None:
    berkas.fill(files[0], io.BytesIO(json.dumps(found, ensure_ascii=False, indent=1).encode()))
    berkas.fill(files[1], io.BytesIO(_paper(found, by)))


def _paper(found: dict[str, Any], by: Pengguna) -> bytes:
    today = timezone.localdate()
    isi = {
        "judul": "Salinan data saya", "lampiran": "UU 27/2022 Pasal 6-8 dan 13", "instansi": "", "unit_kop": "", "foto": [],
        "pembuka": [INTRO.format(nama=by.nama, hari=tanggal(today))],
        "bagian": [_part(part) for part in found["bagian"]], "penutup": [], "tanda_tangan": [],
        "kaki": f"Dibuat {waktu(timezone.now())} atas permintaan pemilik data. Berisi data pribadi: simpan baik-baik.",
    }  # fmt: skip
    return render_pdf("kertas", isi, judul="Salinan data saya", tanggal=today, konsep=False)


def _part(part: dict[str, Any]) -> dict[str, Any]:
    rest = len(part["baris"]) - DI_KERTAS
    note = f" ({angka(rest)} baris lain ada di JSON)" if rest > 0 else ""
    rows = [[_line(row)] for row in part["baris"][:DI_KERTAS]]
    table = {"judul": "", "kepala": ["Isi"], "lebar": [1], "kosong": "", "baris": rows}
    return {"judul": f"{part['judul']}{note}", "pasangan": [], "tabel": [table]}


def _line(row: dict[str, Any]) -> str:
    return "; ".join(f"{name}: {_words(value)}" for name, value in row.items() if value not in (None, "", [], {}))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_words(part)}" for name, part in value.items() if part not in (None, ""))
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)
