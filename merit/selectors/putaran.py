"""Runs as pages ask for them: lists, progress, boxes, rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.kelompok_kecil import Sel, hide_small
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.sql import fetch
from jabatan.enums import JenisJabatan, Jenjang
from kinerja.aturan.kata import RATING
from merit import permissions
from merit.aturan.talenta import KOTAK, POTENSIAL
from merit.enums import StatusNilai
from merit.models import Nilai, Putaran
from merit.models.putaran import percentile
from merit.selectors.gerak import place_words
from merit.selectors.penjelasan import decimal_of, total_of
from merit.selectors.sesama import own_place, with_places
from merit.susunan import Susunan

TANPA_UNIT = "Tanpa perangkat daerah"


@dataclass(frozen=True)
class Kemajuan:
    """How far a run is: by stage, and by unit."""

    selesai: int
    jumlah: int
    tahap: str
    unit: tuple[tuple[str, int, bool], ...]

    @property
    def persen(self) -> int:
        return 100 * self.selesai // self.jumlah if self.jumlah else 0


@dataclass(frozen=True)
class Kotak:
    """A box of nine: how many are in it."""

    nomor: int
    jumlah: int
    kinerja: str
    potensial: str
    kini: bool = False
    # Too few to be told to somebody who may not read the rows.
    samar: bool = False


def runs_listed(pengguna: Pengguna, kueri: Mapping[str, str]) -> QuerySet[Putaran]:
    rows = permissions.visible_runs(pengguna).select_related("versi__instrumen", "unit")
    if instrumen := kueri.get("instrumen"):
        rows = rows.filter(versi__instrumen__kode=instrumen)
    if keadaan := kueri.get("keadaan"):
        rows = rows.filter(status=keadaan)
    done = Count("daftar_bagian", filter=Q(daftar_bagian__selesai_pada__isnull=False))
    return rows.annotate(bagian_selesai=done, bagian=Count("daftar_bagian")).order_by("-pada", "-nomor")


def progress(putaran: Putaran, tanggal: date) -> Kemajuan:
    parts = list(putaran.daftar_bagian.order_by("-jumlah", "id").values_list("unit_id", "jumlah", "selesai_pada"))
    names = unit_names([unit_id for unit_id, _, _ in parts if unit_id], tanggal)
    done = sum(1 for *_, ended in parts if ended)
    stage = "Menghitung nilai tiap perangkat daerah" if done < len(parts) else "Menyusun peringkat dan menutup hasil"
    units = tuple(
        (names.get(unit_id, TANPA_UNIT) if unit_id else TANPA_UNIT, count, bool(ended))
        for unit_id, count, ended in parts
    )
    return Kemajuan(done, len(parts), stage, units)


def nine_boxes(putaran: Putaran, rows: QuerySet[Nilai]) -> list[list[Kotak]]:
    """Rows of performance from above, columns of potential from the left; empty where the instrument has no boxes."""
    if not putaran.versi.susunan.berkotak:
        return []
    counts = dict(rows.exclude(kotak=None).values_list("kotak").annotate(n=Count("pegawai_id")))
    return boxes(counts)


def boxes(counts: Mapping[int, int], kini: int | None = None) -> list[list[Kotak]]:
    return [
        [
            Kotak(KOTAK[y][x], counts.get(KOTAK[y][x], 0), RATING[y], POTENSIAL[x], KOTAK[y][x] == kini)
            for x in POTENSIAL
        ]
        for y in ("di_atas_ekspektasi", "sesuai_ekspektasi", "di_bawah_ekspektasi")
    ]


def figures(pengguna: Pengguna, putaran: Putaran) -> QuerySet[Nilai]:
    """Rows that may be counted for this account: everybody's, or those of the units whose candidates it reads."""
    rows = Nilai.objects.filter(putaran=putaran.nomor)
    if permissions.can_see_everybody(pengguna):
        return rows
    return rows.filter(unit_id__in=units_counted(pengguna))


def units_counted(pengguna: Pengguna) -> QuerySet[JalurUnit, UUID]:
    """Units below those of the own roles as committee or leader."""
    below = JalurUnit.objects.pada(akses(pengguna).tanggal).filter(
        jalur__di_bawah=permissions.candidate_paths(pengguna)
    )
    return below.values_list("unit_id", flat=True)


def blur(lines: list[list[Kotak]]) -> list[list[Kotak]]:
    """For those who read candidates only: no box from which fewer than five persons could be read or worked out."""
    hidden = hide_small([[box.jumlah for box in line] for line in lines], MIN_AGREGAT)
    hidden |= _beside(lines, hidden, upper=True) | _beside(lines, hidden, upper=False)
    return [
        [replace(box, jumlah=0, samar=True) if (row, column) in hidden else box for column, box in enumerate(line)]
        for row, line in enumerate(lines)
    ]


def _beside(lines: list[list[Kotak]], hidden: set[Sel], *, upper: bool) -> set[Sel]:
    """How many stand in 7 to 9, and so in 1 to 6, is told on other pages: what is hidden of them must not follow from that."""
    boxes = [
        ((row, column), box.jumlah)
        for row, line in enumerate(lines)
        for column, box in enumerate(line)
        if (box.nomor >= permissions.MULAI_CALON) == upper
    ]
    told = {place for place, _ in boxes} - hidden
    under = [count for place, count in boxes if place in hidden]
    more: set[Sel] = set()
    while under and told and (len(under) == 1 or sum(under) < MIN_AGREGAT):
        _, count, place = min((count == 0, count, place) for place, count in boxes if place in told)
        told, under, more = told - {place}, [*under, count], more | {place}
    return more


# From one class to the next by the index, without reading the rows between them.
JENJANG = """
WITH RECURSIVE langkah AS (
    (SELECT jenjang FROM merit_nilai WHERE putaran = %(nomor)s ORDER BY jenjang LIMIT 1)
    UNION ALL
    SELECT (SELECT n.jenjang FROM merit_nilai AS n WHERE n.putaran = %(nomor)s AND n.jenjang > langkah.jenjang ORDER BY n.jenjang LIMIT 1)
      FROM langkah WHERE langkah.jenjang IS NOT NULL)
SELECT jenjang FROM langkah WHERE jenjang IS NOT NULL
"""


def jenjang_of(putaran: Putaran) -> list[tuple[str, str]]:
    """The classes of posts in a run, with their words."""
    rows = fetch(JENJANG, nomor=putaran.nomor)
    return [(kode, word_of_jenjang(kode)) for (kode,) in rows]


def word_of_jenjang(kode: str) -> str:
    known = dict(Jenjang.choices) | dict(JenisJabatan.choices)
    return str(known.get(kode, "Tanpa jabatan di peta"))


def rows_listed(pengguna: Pengguna, putaran: Putaran, kueri: Mapping[str, str]) -> QuerySet[Nilai]:
    """Rows with names as this account may read them, filtered by the address; the best first inside a jenjang."""
    rows = permissions.visible_rows(pengguna, putaran).select_related("pegawai")
    if kata := kueri.get("q", ""):
        rows = rows.filter(pegawai__nama__icontains=kata)
    if kueri.get("kotak", "").isdecimal():
        rows = rows.filter(kotak=int(kueri["kotak"]))
    if kueri.get("status") in StatusNilai.values:
        rows = rows.filter(status=kueri["status"])
    if jenjang := kueri.get("jenjang"):
        rows = rows.filter(jenjang="" if jenjang == "-" else jenjang)
    if unit := as_uuid(kueri.get("unit", "")):
        rows = rows.filter(perangkat_id=unit)
    rows = with_places(rows, putaran, own_place(pengguna, putaran))
    return rows.order_by("jenjang", *_as_ranked(putaran.versi.susunan), "pegawai_id")


def _as_ranked(susunan: Susunan) -> list[OrderBy]:
    """The best first, and among equals as the rule of ties ranked them: the list reads 1, 2, 3."""
    keys = [F("total").desc(nulls_last=True)]
    for nama in susunan.seri:
        if nama == "duk":
            keys.append(F("duk").asc())
        else:
            by = nama if nama in {"y", "x"} else f"skor__{susunan.kode.index(nama)}"
            keys.append(F(by).desc(nulls_last=True))
    return keys


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def dress(putaran: Putaran, rows: list[Nilai]) -> list[dict[str, Any]]:
    """Rows of a page with words: unit, class, both axes and the total as people read them."""
    susunan = putaran.versi.susunan
    names = unit_names({row.unit_id for row in rows if row.unit_id}, putaran.pada)
    words = {satu.kode: satu.komponen.nama for _, satu in susunan.semua()}
    scales = {sumbu.kode: sumbu.skala for sumbu in susunan.sumbu}
    return [
        {
            "nilai": row, "unit": names.get(row.unit_id, ""), "jenjang": word_of_jenjang(row.jenjang),
            "y": decimal_of(row.y, scales["y"]), "x": decimal_of(row.x, scales.get("x", 1)), "total": total_of(susunan, row.total),
            "kurang": [words[kode] for kode in row.kurang],
            "persentil": percentile(getattr(row, "urut_jenjang", None), getattr(row, "dari_jenjang", None)),
        }
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class Pindah:
    """Somebody who stands elsewhere in the second run."""

    pegawai_id: UUID
    nama: str
    dari: str
    ke: str
    sebab: tuple[str, ...]


BANDING = """
SELECT b.pegawai_id, p.nama, a.kotak, b.kotak, a.status, b.status, a.skor, b.skor
  FROM merit_nilai AS a JOIN merit_nilai AS b ON b.pegawai_id = a.pegawai_id JOIN pegawai_pegawai AS p ON p.id = b.pegawai_id
 WHERE a.putaran = %(lama)s AND b.putaran = %(baru)s AND p.id IS DISTINCT FROM %(saya)s
   AND (a.kotak IS DISTINCT FROM b.kotak OR a.status <> b.status OR a.skor IS DISTINCT FROM b.skor)
 ORDER BY (a.kotak IS DISTINCT FROM b.kotak) DESC, p.nama, p.id LIMIT %(banyak)s
"""
PALING_BANYAK = 200


def compare(lama: Putaran, baru: Putaran, saya: UUID | None) -> list[Pindah]:
    """Who moved between two runs of one instrument, and which components did it."""
    codes, before = baru.versi.susunan.kode, lama.versi.susunan.kode
    words = {satu.kode: satu.komponen.nama for _, satu in baru.versi.susunan.semua()}
    found = []
    for pegawai_id, nama, a_kotak, b_kotak, a_status, b_status, a_skor, b_skor in fetch(
        BANDING, lama=lama.nomor, baru=baru.nomor, saya=saya, banyak=PALING_BANYAK
    ):
        then = dict(zip(before, a_skor, strict=True))
        why = tuple(words[kode] for kode, skor in zip(codes, b_skor, strict=True) if then.get(kode) != skor)
        found.append(Pindah(pegawai_id, nama, place_words(a_kotak, a_status), place_words(b_kotak, b_status), why))
    return found
