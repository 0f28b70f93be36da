"""Fills the tables of learning: the catalogue by COPY, people by a few statements. Chance is a digest of seed and person."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection

from asn_portal.core.demo import Demo, salin
from asn_portal.core.demo.dasar import WIB
from asn_portal.core.demo.muat import analyse
from asn_portal.core.demo.tulis import sejak
from jabatan.aturan.kompetensi import KAMUS
from pegawai.models import RiwayatKursus
from pelatihan.demo import pernyataan as sql
from pelatihan.demo.evaluasi import load_evaluation
from pelatihan.demo.kegiatan import load_activities
from pelatihan.demo.modul import load_modules
from pelatihan.demo.pengembangan import load_development
from pelatihan.enums import JENIS_DIKLAT, CaraTempat, RumpunPelatihan, StatusAngkatan
from pelatihan.models import (
    AngkatanPelatihan,
    Kehadiran,
    Kepesertaan,
    KurikulumProgram,
    LangkahPeserta,
    PengajarAngkatan,
    Penyelenggara,
    PerjanjianPenyelenggara,
    ProgramPelatihan,
    SasaranKompetensi,
    Sertifikat,
    SesiPelatihan,
)
from pelatihan.services.katalog import jp_of
from pelatihan.services.kepesertaan import TUGAS_SETUJU

NAMA = {one.kode: one.nama for one in KAMUS}
DATA = Path(__file__).parent / "data"
ANGKATAN = 60
# Batches that are still to come; the one after them is under way, all others are over.
AKAN_DATANG = 12
JARAK = 11  # days between the beginnings of two batches
TINGKAT = {"dasar": 2, "menengah": 3, "lanjut": 4}


@dataclass(frozen=True)
class Program:
    kode: str
    judul: str
    bentuk: str
    rumpun: str
    jenjang: str
    kompetensi: str
    banyaknya: int
    jp: Decimal
    dasar: str
    biaya: int
    hari: int
    berlaku: int | None


def is_empty() -> bool:
    return not ProgramPelatihan.objects.exists()


def load_pelatihan(demo: Demo) -> None:
    known = tomllib.loads((DATA / "pelatihan.toml").read_text(encoding="utf-8"))
    programmes = _programmes(known)
    demo.lapor(f"Pelatihan: {len(programmes)} program, {ANGKATAN} angkatan.")
    _write_catalogue(demo, programmes)
    _write_providers(demo, known["penyelenggara"])
    _write_batches(demo, programmes, len(known["penyelenggara"]))
    load_modules(demo)
    with connection.cursor() as cursor:
        cursor.execute(sql.KINDS)
        cursor.executemany(
            "INSERT INTO demo_jenis VALUES (%s, %s)", [(b, f"jenis_diklat:{n}") for b, n in JENIS_DIKLAT.items()]
        )
        for statement in sql.PEOPLE:
            cursor.execute(statement, _values(demo))
    load_development(demo)
    load_activities(demo)
    load_evaluation(demo)
    analyse([
        ProgramPelatihan, AngkatanPelatihan, SesiPelatihan, Kepesertaan, LangkahPeserta, Kehadiran, Sertifikat, RiwayatKursus,
    ])  # fmt: skip


def _values(demo: Demo) -> dict[str, Any]:
    return {
        "benih": str(demo.benih), "hari": demo.tanggal, "instansi": demo.id("instansi", 1), "banyak": ANGKATAN,
        "jenis_tugas": TUGAS_SETUJU, "sekarang": demo.jam(demo.tanggal),
    }  # fmt: skip


def _programmes(known: dict[str, Any]) -> list[Program]:
    found = []
    for number, (rumpun, topik, kompetensi) in enumerate(known["topik"], 1):
        for shape in known["bentuk"]:
            jp, dasar = jp_of(shape["bentuk"], "nasional", Decimal(shape["banyaknya"]))
            found.append(
                Program(
                    f"{shape['kode']}-{number:03d}", shape["judul"].format(t=topik), shape["bentuk"], rumpun, shape["jenjang"],
                    kompetensi, shape["banyaknya"], jp, dasar, shape["biaya"], shape["hari"],
                    known["berlaku"].get(topik) if shape["kode"] == "T" else None,
                )
            )  # fmt: skip
    return found


def _write_catalogue(demo: Demo, programmes: list[Program]) -> None:
    agency = demo.id("instansi", 1)
    columns = (
        "id", "instansi_id", "kode", "judul", "bentuk", "tingkat", "rumpun", "jenjang", "uraian", "sasaran", "syarat",
        "banyaknya", "jp", "dasar_jp", "biaya", "masa_berlaku_bulan", "pencarian",
    )  # fmt: skip
    salin(ProgramPelatihan, columns, [
        (
            demo.id("program", p.kode), agency, p.kode, p.judul, p.bentuk, "nasional", p.rumpun, p.jenjang,
            (f"{p.judul} membahas dasar, peraturan, dan praktiknya di Jakarta. Peserta mengerjakan kasus dari unitnya dan membawa "
            "pulang rencana tindak lanjut yang dapat dikerjakan."),
            "Pegawai yang tugasnya berkaitan", "", p.banyaknya, p.jp, p.dasar, p.biaya, p.berlaku,
            f"{p.judul} {p.kode} {RumpunPelatihan(p.rumpun).label} {NAMA[p.kompetensi]}",
        )
        for p in programmes
    ])  # fmt: skip
    salin(SasaranKompetensi, ("id", "program_id", "kode", "nama", "tingkat"), [
        (demo.id("sasaran", p.kode), demo.id("program", p.kode), p.kompetensi, NAMA[p.kompetensi], TINGKAT[p.jenjang])
        for p in programmes
    ])  # fmt: skip
    topics = "Kerangka dan dasar hukum\nPraktik dan studi kasus\nTugas lapangan di unit kerja\nRencana tindak lanjut"
    salin(KurikulumProgram, ("id", "program_id", "versi", "isi", "peninjau", "berlaku_sejak", "pada"), [
        (
            demo.id("kurikulum", p.kode), demo.id("program", p.kode), 1, topics, "BPSDM, unit pengguna, dan pakar (contoh)",
            date(demo.tanggal.year - 2, 1, 2), demo.jam(date(demo.tanggal.year - 2, 1, 2)),
        )
        for p in programmes
    ])  # fmt: skip


def _write_providers(demo: Demo, providers: list[list[str]]) -> None:
    agency, year = demo.id("instansi", 1), demo.tanggal.year
    salin(Penyelenggara, ("id", "instansi_id", "nama", "jenis", "kota", "kontak"), [
        (demo.id("penyelenggara", n), agency, nama, jenis, kota, "") for n, (nama, jenis, kota) in enumerate(providers)
    ])  # fmt: skip
    first, last = date(year - 2, 1, 1), date(year + 1, 1, 1)
    salin(
        PerjanjianPenyelenggara,
        ("id", "penyelenggara_id", "nomor", "tentang", "tempat", "kuota", "biaya", "berlaku", "tercatat"),
        [
            (
                demo.id("pks", n), demo.id("penyelenggara", n), f"PKS-{n:02d}/{year - 2} (contoh)", f"Pelatihan bersama {nama}",
                kota, 300, 2_000_000 + n * 250_000, sejak(first, last), sejak(demo.jam(first)),
            )
            for n, (nama, _, kota) in enumerate(providers) if n
        ],
    )  # fmt: skip


def _write_batches(demo: Demo, programmes: list[Program], providers: int) -> None:
    """The last ones are still to come; the others go back almost two years."""
    batches, meetings, trainers = [], [], []
    numbers: dict[tuple[str, int], int] = {}
    for n in range(ANGKATAN):
        program = programmes[(n * 37) % len(programmes)]
        first = _monday(demo.tanggal + timedelta(days=(n - (ANGKATAN - AKAN_DATANG)) * JARAK + 3))
        last = first + timedelta(days=program.hari - 1)
        numbers[program.kode, first.year] = number = numbers.get((program.kode, first.year), 0) + 1
        status = _status(demo, n, first, last)
        opened, closed = _at(first - timedelta(days=40), 8), _at(first - timedelta(days=2), 23)
        provider = n % providers
        cara = (CaraTempat.PRIORITAS, CaraTempat.PRIORITAS, CaraTempat.URUTAN, CaraTempat.UNDIAN)[n % 4]
        batches.append((
            demo.id("angkatan", n), demo.id("instansi", 1), demo.id("program", program.kode), demo.id("penyelenggara", provider),
            demo.id("pks", provider) if provider else None, number, first.year, first, last, opened, closed,
            "Kampus BPSDM, Jakarta Pusat" if program.bentuk != "elearning" else "",
            "" if program.bentuk != "elearning" else "https://belajar.contoh.go.id/ruang", 40 if n % 5 else 25, cara.value,
            "Pranata Komputer, Statistisi" if program.rumpun == "digital" else "",
            f"{n:032x}" if cara is CaraTempat.UNDIAN and status not in {"draf", "dibuka"} else "", status,
            closed if status in {"terisi", "selesai"} else None,
        ))  # fmt: skip
        for place in range(program.hari):
            day = first + timedelta(days=place)
            meetings.append((
                demo.id("sesi", f"{n}:{place}"), demo.id("angkatan", n), place + 1, f"Hari ke-{place + 1}", _at(day, 8), _at(day, 16),
                _code(demo, f"{n}:{place}"),
            ))  # fmt: skip
        trainers.append((demo.id("pengajar", n), demo.id("angkatan", n), "Widyaiswara BPSDM (contoh)", "BPSDM"))
    columns = (
        "id", "instansi_id", "program_id", "penyelenggara_id", "perjanjian_id", "nomor", "tahun", "mulai", "selesai", "buka_pada",
        "tutup_pada", "tempat", "tautan", "kuota", "cara", "didahulukan", "benih", "status", "ditetapkan_pada",
    )  # fmt: skip
    rows = [(*row, 70, 80) for row in batches]
    salin(AngkatanPelatihan, (*columns, "nilai_lulus", "hadir_minimal"), rows)
    salin(SesiPelatihan, ("id", "angkatan_id", "nomor", "judul", "mulai", "selesai", "kode"), meetings)
    salin(PengajarAngkatan, ("id", "angkatan_id", "nama", "asal"), trainers)


def _status(demo: Demo, n: int, first: date, last: date) -> str:
    if last < demo.tanggal:
        return StatusAngkatan.SELESAI.value
    if first - timedelta(days=2) < demo.tanggal:
        return StatusAngkatan.TERISI.value
    opened = first - timedelta(days=40) <= demo.tanggal
    return StatusAngkatan.DIBUKA.value if opened else StatusAngkatan.DRAF.value


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), WIB)


def _code(demo: Demo, key: str) -> str:
    """Sixteen of the signs of a code, the same for the same seed."""
    digits = demo.id("kode_sesi", key).hex[:16].upper()
    return digits.translate(str.maketrans("0123456789ABCDEF", "23456789ABCDEFGH"))
