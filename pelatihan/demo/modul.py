"""Modules that can really be learned, from data/modul.toml."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from asn_portal.berkas import simpan
from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.core.demo import Demo, salin
from jabatan.aturan.kompetensi import KAMUS
from pelatihan.demo.bahan import build_h5p, build_scorm
from pelatihan.enums import BentukPelatihan, JenisBagian, RumpunPelatihan
from pelatihan.models import BagianModul, BahanModul, ModulDaring, ProgramPelatihan, SasaranKompetensi, SoalKuis
from pelatihan.services.bahan import FOLDER, look_at
from pelatihan.services.katalog import jp_of

NAMA = {one.kode: one.nama for one in KAMUS}
DATA = Path(__file__).parent / "data" / "modul.toml"
TINGKAT = 2
PEMBUAT = {"scorm-1.2": lambda: build_scorm("1.2"), "scorm-2004": lambda: build_scorm("2004"), "h5p": build_h5p}


def load_modules(demo: Demo) -> None:
    """After the catalogue: programmes, modules, parts, questions."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["modul"]
    _programmes(demo, rows)
    salin(ModulDaring, ("id", "program_id", "penyelenggara_id", "ringkas", "menit", "terbit_pada"), [
        (
            demo.id("modul", m["kode"]), demo.id("program", m["kode"]), demo.id("penyelenggara", 0), m["ringkas"], m["menit"],
            demo.jam(demo.peran_sejak),
        )
        for m in rows
    ])  # fmt: skip
    _parts(demo, rows)


def _programmes(demo: Demo, rows: list[dict[str, Any]]) -> None:
    columns = (
        "id", "instansi_id", "kode", "judul", "bentuk", "tingkat", "rumpun", "jenjang", "uraian", "sasaran", "syarat",
        "banyaknya", "jp", "dasar_jp", "biaya", "pencarian",
    )  # fmt: skip
    made = []
    for m in rows:
        jp, dasar = jp_of(BentukPelatihan.ELEARNING, "nasional", Decimal(m["jp"]))
        words = f"{m['judul']} {m['kode']} {RumpunPelatihan(m['rumpun']).label} {NAMA[m['kompetensi']]}"
        made.append((
            demo.id("program", m["kode"]), demo.id("instansi", 1), m["kode"], m["judul"], "elearning", "nasional", m["rumpun"],
            "dasar", m["ringkas"], "Semua pegawai", "", m["jp"], jp, dasar, 0, words,
        ))  # fmt: skip
    salin(ProgramPelatihan, columns, made)
    salin(SasaranKompetensi, ("id", "program_id", "kode", "nama", "tingkat"), [
        (demo.id("sasaran", m["kode"]), demo.id("program", m["kode"]), m["kompetensi"], NAMA[m["kompetensi"]], TINGKAT)
        for m in rows
    ])  # fmt: skip


def _parts(demo: Demo, rows: list[dict[str, Any]]) -> None:
    parts: list[tuple[Any, ...]] = []
    bank: list[tuple[Any, ...]] = []
    for m in rows:
        for place, part in enumerate(m["bagian"], 1):
            pk, quiz = demo.id("bagian", f"{m['kode']}:{place}"), "soal" in part
            kind = JenisBagian.KUIS if quiz else JenisBagian.PAKET if "paket" in part else JenisBagian.TEKS
            known = (part.get("banyak"), part.get("lulus"))
            text = part.get("isi", "").strip()
            parts.append((pk, demo.id("modul", m["kode"]), place, part["judul"], kind.value, text, "", *known))
            for number, (teks, pilihan, kunci, penjelasan) in enumerate(part.get("soal", []), 1):
                words = json.dumps(pilihan, ensure_ascii=False)
                bank.append((demo.id("soal", f"{pk}:{number}"), pk, number, teks, words, kunci, penjelasan))
    salin(
        BagianModul, ("id", "modul_id", "urut", "judul", "jenis", "isi", "tautan", "banyak_soal", "nilai_lulus"), parts
    )
    salin(SoalKuis, ("id", "bagian_id", "urut", "teks", "pilihan", "kunci", "penjelasan"), bank)
    _packages(demo, rows)


def _packages(demo: Demo, rows: list[dict[str, Any]]) -> None:
    """As if somebody had uploaded them: looked at, and kept under a name that stays the same."""
    columns = (
        "id", "bagian_id", "jenis", "judul", "nama_simpan", "sidik", "ukuran", "jenis_isi", "isi", "awal", "pindai",
        "diunggah_pada",
    )  # fmt: skip
    made = []
    for m in rows:
        for place, part in enumerate(m["bagian"], 1):
            if "paket" not in part:
                continue
            number = f"{m['kode']}:{place}"
            found = look_at(Kiriman(part["judul"], PEMBUAT[part["paket"]]()), JenisBagian.PAKET)
            name = f"{FOLDER}/{demo.tanggal:%Y-%m-%d}/{demo.id('bahan', number).hex}"
            simpan.storage().delete(name)
            size = found.berkas.seek(0, 2)
            found.berkas.seek(0)
            simpan.storage().save(name, found.berkas)
            values = found.nilai
            made.append((
                demo.id("bahan", number), demo.id("bagian", number), values["jenis"].value, values["judul"], name,
                values["sidik"], size, values["jenis_isi"], json.dumps(values["isi"]), values["awal"], values["pindai"].value,
                demo.jam(demo.peran_sejak),
            ))  # fmt: skip
    salin(BahanModul, columns, made)
