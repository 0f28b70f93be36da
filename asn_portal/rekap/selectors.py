"""The answer to a question: the table with its sums, with the ways down, and with what must stay hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from asn_portal.core import hanya_lihat
from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan, merge_small, share
from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.kelompok_kecil import hide_small
from asn_portal.core.models import Pengguna
from asn_portal.core.templatetags.bentuk import angka, tanggal
from asn_portal.rekap.dimensi import KOSONG, Dimensi, Lingkup
from asn_portal.rekap.perintah import count_rows
from asn_portal.rekap.susunan import BARIS, LANGSUNG, UNIT, Susunan

# A category of rows or columns: its label, and the values it stands for (several when small ones were joined).
Kelompok = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Tabel:
    """The counted table before it is shown: numbers by the values of row and column."""

    susunan: Susunan
    lingkup: Lingkup
    hari: date
    hitungan: dict[tuple[str, str], int]

    @property
    def total(self) -> int:
        return sum(self.hitungan.values())

    def count(self, baris: Sequence[str], kolom: Sequence[str]) -> int:
        return sum(self.hitungan.get((row, column), 0) for row in baris for column in kolom)


@dataclass(frozen=True)
class Jawaban:
    """What the page shows. `sedikit`: fewer persons than may be told, and nothing else is known."""

    kalimat: str
    pada: date
    bagan: Bagan | None
    total: int
    sedikit: bool
    definisi: list[tuple[str, str]]
    catatan: list[str]


def scope_of(pengguna: Pengguna, susunan: Susunan, hari_ini: date) -> tuple[Susunan, Lingkup] | None:
    """The question within the rights of this account; None when the unit is not its own."""
    lingkup = susunan.populasi.lingkup(pengguna, susunan.unit_id, susunan.day(hari_ini))
    if lingkup is None:
        return None
    if lingkup.rinci:
        return susunan, lingkup
    narrowed = susunan.for_sums()
    lingkup = susunan.populasi.lingkup(pengguna, susunan.unit_id, hari_ini)
    return (narrowed, lingkup) if lingkup is not None else None


def answer(pengguna: Pengguna, susunan: Susunan) -> tuple[Susunan, Lingkup, Jawaban] | None:
    hari_ini = timezone.localdate()
    allowed = scope_of(pengguna, susunan, hari_ini)
    if allowed is None:
        return None
    susunan, lingkup = allowed
    hari = susunan.day(hari_ini)
    tabel = _counted(susunan, lingkup, hari)
    few = not lingkup.rinci and 0 < tabel.total < MIN_AGREGAT
    chart = None if few or not tabel.total else _chart(tabel)
    words = _with_total(tabel) if not few else sentence(susunan, lingkup, hari)
    notes = [*lingkup.catatan, *_undated(susunan, hari, hari_ini)]
    return susunan, lingkup, Jawaban(words, hari, chart, tabel.total, few, _definitions(susunan), notes)


def chart_within(susunan: Susunan, lingkup: Lingkup, hari: date) -> Bagan | None:
    """The table of a question inside a scope that is known already, for pages that show several. One statement."""
    tabel = _counted(susunan, lingkup, hari)
    if not tabel.total or (not lingkup.rinci and tabel.total < MIN_AGREGAT):
        return None
    return _chart(tabel)


def _with_total(tabel: Tabel) -> str:
    words = sentence(tabel.susunan, tabel.lingkup, tabel.hari)
    return f"{words}: {angka(tabel.total)} {tabel.susunan.populasi.satuan}"


def _counted(susunan: Susunan, lingkup: Lingkup, hari: date) -> Tabel:
    found: dict[tuple[str, str], int] = {}
    for *values, jumlah in count_rows(susunan, lingkup, hari):
        named = [KOSONG if value is None else str(value) for value in values]
        row = named.pop(0) if susunan.baris else ""
        found[row, named.pop() if named else ""] = jumlah
    return Tabel(susunan, lingkup, hari, found)


# -- words ----------------------------------------------------------------------------------------------------------


# "berusia di atas 50 tahun dan di bawah 56 tahun": said once.
AGED = "berusia "


def sentence(susunan: Susunan, lingkup: Lingkup, hari: date) -> str:
    """What is counted, in words: "Guru PPPK perempuan berusia di atas 50 tahun, per kota, per 31 Desember 2026"."""
    populasi = susunan.populasi
    noun, words = populasi.pokok, []
    chosen = sorted(susunan.saringan.items(), key=lambda pair: populasi.filters()[pair[0]].urut)
    for nama, value in chosen:
        satu = populasi.filters()[nama]
        if value == KOSONG:
            words.append(f"tanpa {lowered_title(satu.judul)} {satu.masa(hari)}".strip())
        elif isinstance(satu, Dimensi) and satu.pokok:
            noun = satu.frasa(dict(satu.pilihan)[value])
        else:
            words.append(f"{satu.frasa(dict(satu.pilihan)[value])} {satu.masa(hari)}".strip())
    words = [f"dan {word.removeprefix(AGED)}" if at and word.startswith(AGED) and words[at - 1].startswith(AGED) else word
             for at, word in enumerate(words)]  # fmt: skip
    place = [_place(susunan, lingkup)] if susunan.unit or lingkup.unit_id else []
    dims = [satu for satu in (susunan.baris, susunan.kolom) if satu is not None]
    divided = [f"{satu.words(lingkup)[1]} {satu.masa(hari)}".strip() for satu in dims]
    parts = [
        " ".join([noun, *words, *place]),
        *([f"per {' dan '.join(divided)}"] if divided else []),
        f"per {tanggal(hari)}",
    ]
    return ", ".join(parts)


def _place(susunan: Susunan, lingkup: Lingkup) -> str:
    if susunan.unit == KOSONG:
        return "tanpa unit"
    return f"langsung di {lingkup.nama}" if susunan.langsung else f"di {lingkup.nama}"


def lowered_title(judul: str) -> str:
    return judul[:1].lower() + judul[1:]


def _definitions(susunan: Susunan) -> list[tuple[str, str]]:
    """What every word of the question means."""
    used = {satu.nama: satu for satu in (susunan.baris, susunan.kolom) if satu is not None}
    for nama in susunan.saringan:
        satu = susunan.populasi.filters()[nama]
        if isinstance(satu, Dimensi):
            used.setdefault(nama, satu)
    return [
        (susunan.populasi.judul, susunan.populasi.definisi),
        *((satu.judul, satu.definisi) for satu in used.values()),
    ]


def _undated(susunan: Susunan, hari: date, hari_ini: date) -> list[str]:
    """Which parts of the answer are as of today, although another day was asked for."""
    if hari == hari_ini:
        return []
    filters = [susunan.populasi.filters()[nama] for nama in susunan.saringan]
    used = [satu for satu in (susunan.baris, susunan.kolom, *filters) if isinstance(satu, Dimensi)]
    names = list(dict.fromkeys(lowered_title(satu.judul) for satu in used if not satu.bertanggal))
    if not names:
        return []
    return [f"Riwayat {' dan '.join(names)} belum tercatat: yang dipakai keadaan hari ini."]


# -- the table ------------------------------------------------------------------------------------------------------


def _groups(tabel: Tabel, dimensi: Dimensi | None, side: int) -> list[Kelompok]:
    """The categories that occur, in their order: fixed lists in theirs, others by how many they hold."""
    if dimensi is None:
        return [("", ("",))]
    totals: dict[str, int] = {}
    for place, jumlah in tabel.hitungan.items():
        totals[place[side]] = totals.get(place[side], 0) + jumlah
    if dimensi.pilihan:
        names = dict(dimensi.pilihan)
    else:
        known = [kode for kode in totals if kode != KOSONG]
        found = dimensi.nama_nilai(known, tabel.hari) if dimensi.nama_nilai else {}
        names = {
            kode: found.get(kode, kode)
            for kode in sorted(known, key=lambda kode: (-totals[kode], found.get(kode, kode)))
        }
        names = _own_unit_said(dimensi, names, tabel.lingkup)
    if KOSONG in totals:
        names[KOSONG] = dimensi.kosong
    if not tabel.lingkup.rinci and not dimensi.terbuka:
        rows = [Hitungan(label, totals.get(kode, 0), kode=(kode,)) for kode, label in names.items()]
        merged = merge_small(rows, MIN_AGREGAT)
        return [(row.label, row.kode) for row in merged if row.jumlah]
    return [(label, (kode,)) for kode, label in names.items() if totals.get(kode)]


def _own_unit_said(dimensi: Dimensi, names: dict[str, str], lingkup: Lingkup) -> dict[str, str]:
    own = str(lingkup.unit_id or lingkup.nilai.get("akar", ""))
    return {kode: f"Langsung di {nama}" if dimensi.cabang and kode == own else nama for kode, nama in names.items()}


def _chart(tabel: Tabel) -> Bagan:
    susunan, populasi = tabel.susunan, tabel.susunan.populasi
    rows, columns = _groups(tabel, susunan.baris, 0), _groups(tabel, susunan.kolom, 1)
    pyramid = (susunan.baris and susunan.baris.nama, susunan.kolom and susunan.kolom.nama) == populasi.piramida
    if pyramid:
        rows.reverse()
    numbers = [[tabel.count(row, column) for _, column in columns] for _, row in rows]
    hidden = hide_small(numbers, MIN_AGREGAT) if _must_hide(tabel) else set()
    made = tuple(
        _row(tabel, group, columns, numbers[place], {column for row, column in hidden if row == place})
        for place, group in enumerate(rows)
    )
    several = susunan.kolom is not None
    return Bagan(
        kunci="rekap-tabel",
        judul=_with_total(tabel),
        definisi=populasi.definisi,
        pada=tabel.hari,
        kepala=susunan.baris.words(tabel.lingkup)[0] if susunan.baris else "",
        seri=tuple(label for label, _ in columns) if several else (populasi.judul,),
        baris=made,
        bentuk=Bentuk.PIRAMIDA if pyramid else Bentuk.TUMPUK if several else Bentuk.BATANG,
        kaki=_foot(tabel, columns),
        satuan=populasi.satuan,
        unduh="" if hanya_lihat.current() else reverse("rekap:unduh") + susunan.address(),
    )


def _must_hide(tabel: Tabel) -> bool:
    """Two ways of dividing, at least one of them not for everybody, and an account that may see no rows."""
    both = (tabel.susunan.baris, tabel.susunan.kolom)
    secret = any(satu is not None and not satu.terbuka for satu in both)
    return not tabel.lingkup.rinci and None not in both and secret


def _row(tabel: Tabel, group: Kelompok, columns: list[Kelompok], numbers: list[int], hidden: set[int]) -> BarisBagan:
    label, codes = group
    cells = tuple(
        _cell(tabel, label if not name else f"{label}, {name}", numbers[place], codes, column, samar=place in hidden)
        for place, (name, column) in enumerate(columns)
    )
    total = sum(numbers)
    several = tabel.susunan.kolom is not None
    return BarisBagan(
        label or tabel.susunan.populasi.judul,
        cells,
        rinci=_deeper(tabel, codes),
        jumlah=_cell(tabel, label, total, codes, ("",)) if several else None,
        persen=share(total, tabel.total),
    )


def _foot(tabel: Tabel, columns: list[Kelompok]) -> BarisBagan:
    everything = tuple({row for row, _ in tabel.hitungan})
    cells = tuple(
        _cell(tabel, name or "jumlah", tabel.count(everything, column), ("",), column) for name, column in columns
    )
    several = tabel.susunan.kolom is not None
    return BarisBagan(
        "Jumlah",
        cells,
        jumlah=_cell(tabel, "jumlah", tabel.total, ("",), ("",)) if several else None,
        persen=share(tabel.total, tabel.total),
    )


def _cell(
    tabel: Tabel, label: str, jumlah: int, baris: tuple[str, ...], kolom: tuple[str, ...], *, samar: bool = False
) -> Hitungan:
    if samar:
        return Hitungan(label, 0, samar=True)
    return Hitungan(label, jumlah, _rows_behind(tabel, baris, kolom) if tabel.lingkup.rinci and jumlah else "")


def _rows_behind(tabel: Tabel, baris: tuple[str, ...], kolom: tuple[str, ...]) -> str:
    """The page with exactly the rows of a cell."""
    asked = tabel.susunan
    for dimensi, codes in ((tabel.susunan.baris, baris), (tabel.susunan.kolom, kolom)):
        if dimensi is not None and codes != ("",):
            asked = asked.within(dimensi, codes[0], tabel.lingkup)
    return reverse(asked.populasi.rinci) + asked.address(**{BARIS: "", "kolom": ""})


def _deeper(tabel: Tabel, codes: tuple[str, ...]) -> str:
    """The same question inside one of the units; only where the rows may be seen."""
    dimensi = tabel.susunan.baris
    own = str(tabel.lingkup.unit_id or tabel.lingkup.nilai.get("akar", ""))
    if dimensi is None or not dimensi.cabang or not tabel.lingkup.rinci or codes[0] in {KOSONG, own}:
        return ""
    return reverse("rekap:rekap") + tabel.susunan.address(**{UNIT: codes[0], LANGSUNG: ""})
