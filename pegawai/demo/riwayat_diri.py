"""Education, training, family and the rest behind the planned people. Everything invented."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from asn_portal.core.demo import Demo
from pegawai.demo.jabatan import DATA
from pegawai.demo.karier import MASUK, YEAR
from pegawai.demo.nama import make_nama
from pegawai.demo.orang import Orang
from pegawai.demo.riwayat_karier import Baris
from pegawai.enums import BERPERJANJIAN, JenisPegawai

SEKOLAH = {
    "10": ("SMP Contoh 1", "SMP Contoh 7", "SMP Contoh 21"),
    "15": ("SMA Contoh 3", "SMA Contoh 8", "SMK Contoh 2"),
    "30": ("Politeknik Contoh", "Akademi Contoh Nusantara"),
    "35": ("Institut Contoh", "Politeknik Contoh"),
    "40": ("Universitas Contoh", "Universitas Contoh Jakarta", "Institut Contoh"),
    "45": ("Universitas Contoh", "Universitas Contoh Pascasarjana"),
    "50": ("Universitas Contoh",),
}
LAMA = {"45": 2, "50": 4}
SPESIALIS, S2, S3 = "Spesialis", "S-2", "S-3"
KURSUS = {
    "guru": (
        "Implementasi kurikulum",
        "Asesmen pembelajaran",
        "Pembelajaran berdiferensiasi",
        "Pencegahan perundungan",
    ),
    "pendidik": ("Supervisi akademik", "Desain pembelajaran", "Penjaminan mutu pendidikan"),
    "kesehatan": (
        "Bantuan hidup dasar",
        "Pencegahan dan pengendalian infeksi",
        "Keselamatan pasien",
        "Pelayanan primer",
    ),
    "teknis": ("Manajemen risiko", "Pengelolaan data", "Pengadaan barang/jasa", "Analisis kebijakan"),
    "umum": ("Pelayanan prima", "Tata naskah dinas", "Keamanan informasi dasar", "Pengelolaan arsip dinamis"),
    "": ("Kepemimpinan melayani", "Manajemen kinerja", "Budaya integritas"),
}
LATIHAN = {"I": "5", "II": "4", "III": "3", "IV": "2"}
STR_SEUMUR_HIDUP = date(2023, 8, 8)  # UU 17/2023


@cache
def _entries() -> dict[str, tuple[str, str]]:
    """Title or level -> id of BKN's entry, level."""
    with (DATA / "pendidikan.csv").open(encoding="utf-8", newline="") as file:
        return {row["kode"]: (row["id"], row["tingkat"]) for row in csv.DictReader(file)}


def degrees_of(person: Orang) -> list[tuple[str, str, str]]:
    """Entry, level and title of every degree, first to last, as the titles of the name tell."""
    titles = [title.strip() for title in f"{person.gelar_depan},{person.gelar_belakang}".split(",") if title.strip()]
    known = [(*_entries()[title], title) for title in titles if title in _entries()]
    level = {"Profesi": "S-1", SPESIALIS: "S-1", S2: "S-1", S3: "S-1"}.get(person.pendidikan, person.pendidikan)
    below = [found for found in known if found[1] < "45"] or [(*_entries()[level], "")]
    above = [found for found in known if found[1] >= "45"]
    if person.pendidikan == SPESIALIS:
        above = [(*_entries()[SPESIALIS], next((title for title in titles if title.startswith("Sp.")), ""))]
    if person.pendidikan == S2 and not above:
        above = [(*_entries()[S2], "")]
    if person.pendidikan == S3:
        above = [*(above or [(*_entries()[S2], "")]), (*_entries()[S3], "Dr.")]
    school = [(*_entries()["SMA"], "")] if below[0][1] > "15" else []
    return [*school, below[0], *above]


def pendidikan(person: Orang, demo: Demo) -> Iterator[Baris]:
    seen: set[str] = set()
    career = person.karier
    finished = date(career.tmt.year - 1, 8, 15)
    entered = [degree for degree in degrees_of(person) if degree[1] < "45"][-1]
    for number, (entry, level, title) in enumerate(degrees_of(person)):
        if entry in seen:
            continue
        seen.add(entry)
        if level == "15" and entry != entered[0]:
            day = date(career.lahir.year + 18, 6, 10)
        elif entry == entered[0]:
            day = max(finished, date(career.lahir.year + MASUK.get(person.pendidikan, 22) - 1, 8, 15))
            day = min(day, career.tmt - timedelta(days=30))
        else:
            day = min(
                date(career.tmt.year + 3 + LAMA.get(level, 2) * (2 if level == "50" else 1), 9, 10),
                demo.tanggal.replace(month=1, day=20),
            )
        schools = SEKOLAH[level]
        front = title if title in {"dr.", "drg.", "drh.", "Apt.", "Dr."} else ""
        yield Baris(
            str(number), day, None, "", None,
            (
                f"pendidikan:{entry}", f"tingkat_pendidikan:{level}", schools[person.nomor % len(schools)],
                f"{person.nomor % 9000 + 1000}/{level}/{day.year}", day.year, front, "" if front else title,
                entry == entered[0],
            ),
        )  # fmt: skip


def diklat(person: Orang, demo: Demo) -> Iterator[Baris]:
    latihan = LATIHAN.get(person.jabatan.eselon.split(".")[0])
    if latihan is None:
        return
    start = max(person.mulai, person.karier.tmt) - timedelta(days=200)
    yield Baris(
        latihan, start, start + timedelta(days=90), "", None,
        (f"latihan_struktural:{latihan}", f"PK-{person.nomor % 900 + 100}/{start.year}", start.year, 880, "BPSDM Provinsi (contoh)"),
    )  # fmt: skip


def kursus(person: Orang, demo: Demo, acak: random.Random) -> Iterator[Baris]:
    """What was learnt in the last years; the basic training of those who joined since 2018."""
    tmt = person.karier.tmt
    if tmt.year >= 2018 and person.jenis in {JenisPegawai.PNS, JenisPegawai.CPNS} and (demo.tanggal - tmt).days > 300:
        start = tmt + timedelta(days=150)
        yield _course("latsar", "Pelatihan dasar CPNS", "jenis_diklat:5", start, 60, 511, person)
    subjects = KURSUS.get(person.jabatan.rumpun, KURSUS[""])
    for number in range(acak.choice((0, 1, 1, 2, 3))):
        start = demo.tanggal - timedelta(days=acak.randint(40, 1400))
        if start > tmt:
            hours = acak.choice((8, 16, 20, 30, 40))
            nama, jenis = f"{subjects[number % len(subjects)]} {start.year}", f"jenis_diklat:{acak.choice((3, 8, 16))}"
            yield _course(str(number), nama, jenis, start, hours // 8, hours, person)


def _course(kunci: str, nama: str, jenis: str, start: date, days: int, hours: int, person: Orang) -> Baris:
    return Baris(
        kunci, start, start + timedelta(days=days), "", None,
        (nama, jenis, f"S-{person.nomor % 9000 + 1000}/{start.year}/{kunci}", start.year, hours, "BPSDM Provinsi (contoh)"),
    )  # fmt: skip


def sertifikasi(person: Orang, demo: Demo, acak: random.Random) -> Iterator[Baris]:
    rumpun, tmt = person.jabatan.rumpun, person.karier.tmt
    if rumpun == "kesehatan" and person.jabatan.jenis == "fungsional":
        start = max(tmt - timedelta(days=90), demo.tanggal - timedelta(days=acak.randint(100, 1500)))
        after = None if start >= STR_SEUMUR_HIDUP else start.replace(year=start.year + 5, day=min(start.day, 28))
        yield Baris(
            "str", start, after, "", None, ("str", "STR", f"STR-{person.nomor:06d}", "Konsil Kesehatan (contoh)")
        )
        given = start + timedelta(days=30)
        yield Baris(
            "sip", given, given.replace(year=given.year + 5, day=min(given.day, 28)), "", None,
            ("sip", "SIP", f"SIP-{person.nomor:06d}", "Dinas Kesehatan (contoh)"),
        )  # fmt: skip
    elif rumpun == "guru" and (demo.tanggal - tmt).days > 5 * YEAR and acak.random() < 0.7:
        start = tmt + timedelta(days=1500)
        yield Baris(
            "pendidik",
            start,
            None,
            "",
            None,
            ("pendidik", "Sertifikat pendidik", f"SP-{person.nomor:06d}", "Universitas Contoh"),
        )
    elif person.jabatan.jenis == "struktural" and acak.random() < 0.3:
        start = demo.tanggal - timedelta(days=acak.randint(300, 1500))
        yield Baris("pbj", start, None, "", None, ("pengadaan", "Pengadaan barang/jasa tingkat dasar", f"PBJ-{person.nomor:06d}", "LKPP (contoh)"))  # fmt: skip


def penghargaan(person: Orang, demo: Demo) -> Iterator[Baris]:
    """Satyalancana for about half of those who have served 10, 20, 30 years."""
    if person.jenis != JenisPegawai.PNS or person.nomor % 2:
        return
    tmt = person.karier.tmt
    for years, code in ((10, "201"), (20, "202"), (30, "203")):
        day = date(tmt.year + years + 1, 8, 17)
        if day <= demo.tanggal:
            yield Baris(
                code,
                day,
                None,
                f"{person.nomor % 90 + 10}/TK/{day.year}",
                day - timedelta(days=20),
                (f"penghargaan:{code}", day.year),
            )


def hukuman(person: Orang, demo: Demo, acak: random.Random) -> Iterator[Baris]:
    if person.is_pemimpin or person.tokoh or acak.random() >= 0.006:
        return
    start = (demo.tanggal - timedelta(days=acak.randint(60, 1300))).replace(day=1)
    if start <= person.karier.tmt:
        return
    code, level, months = acak.choice((("1", "r", 0), ("2", "r", 0), ("23", "s", 6), ("24", "s", 9), ("27", "b", 12)))
    after = (
        None
        if not months
        else date(start.year + (start.month + months - 1) // 12, (start.month + months - 1) % 12 + 1, 1)
    )
    yield Baris(
        code, start, after, f"862/{person.nomor % 900 + 100}/{start.year}", start - timedelta(days=15),
        (f"jenis_hukuman:{code}", level, None, months or None, "PP 94/2021", "Tidak masuk kerja tanpa alasan yang sah"),
    )  # fmt: skip


def prestasi(person: Orang, demo: Demo, acak: random.Random) -> Iterator[Baris]:
    if acak.random() >= 0.03:
        return
    day = demo.tanggal - timedelta(days=acak.randint(60, 1200))
    name = acak.choice(
        ("Layanan satu meja", "Antrean tanpa kertas", "Kelas ramah anak", "Peta titik genangan", "Arsip bergerak")
    )
    if day > person.karier.tmt:
        yield Baris(
            "1",
            day,
            None,
            "",
            None,
            ("inovasi", name, acak.choice(("unit", "instansi", "provinsi")), "Pemerintah provinsi (contoh)", ""),
        )


def organisasi(person: Orang, acak: random.Random) -> Iterator[Baris]:
    if person.jenis not in BERPERJANJIAN and acak.random() < 0.08:
        yield Baris("1", person.karier.tmt, None, "", None, ("KORPRI", "Anggota", "Jakarta"))


def keluarga(person: Orang, demo: Demo, acak: random.Random) -> Iterator[Baris]:
    """Mother, spouse and children, as age makes likely."""
    born = person.karier.lahir
    other = "p" if person.kelamin == "l" else "l"
    mother = born.year - acak.randint(20, 33)
    yield _kin(
        "ibu", "ibu", make_nama("p", mother, acak)[0], "p", date(mother, acak.randint(1, 12), acak.randint(1, 28)), born
    )
    age = (demo.tanggal - born).days / YEAR
    if age < 25 or acak.random() > min(0.35 + (age - 25) * 0.06, 0.9):
        return
    married = min(born + timedelta(days=round(acak.uniform(24, 31) * YEAR)), demo.tanggal - timedelta(days=40))
    spouse = born + timedelta(days=acak.randint(-1500, 1500))
    kind = "istri" if other == "p" else "suami"
    yield _kin(
        "pasangan",
        kind,
        make_nama(other, spouse.year, acak)[0],
        other,
        spouse,
        married,
        supported=acak.random() < 0.6,
        job="Swasta",
    )
    given: set[str] = set()
    for number in range(acak.choice((0, 1, 2, 2, 3))):
        child = married + timedelta(days=400 + number * acak.randint(700, 1300))
        if child < demo.tanggal:
            sex = acak.choice("lp")
            young = (demo.tanggal - child).days < 21 * YEAR
            name = _new_name(sex, child.year, acak, given)
            yield _kin(
                f"anak{number}", "anak", name, sex, child, child, supported=young and number < 2, school=young
            )  # fmt: skip


def _new_name(kelamin: str, tahun: int, acak: random.Random, given: set[str]) -> str:
    """No two children of one family are called the same."""
    while (name := make_nama(kelamin, tahun, acak)[0]) in given:
        continue
    given.add(name)
    return name


def _kin(
    kunci: str, hubungan: str, nama: str, kelamin: str, lahir: date, sejak: date, *, supported: bool = False,
    school: bool = False, job: str = "",
) -> Baris:  # fmt: skip
    status = "kandung" if hubungan == "anak" else ""
    return Baris(kunci, sejak, None, "", None, (hubungan, nama[:200], kelamin, lahir, status, job, supported, school))
