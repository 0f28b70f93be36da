"""The map of a unit on a day: its boxes, the rows in them, who leads, and what is below. Five queries, however large."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from jabatan.enums import STRUKTURAL, JenisJabatan
from pegawai.models.pegawai import full_name

# Groups in which a whole unit is summed, in the order of the official form.
KELOMPOK = {"manajerial": "Pimpinan tinggi dan administrasi", "fungsional": "Fungsional", "pelaksana": "Pelaksana"}
BOXES, NAMES = 12, 5


@dataclass
class Baris:
    """One row of a box: a nomenclature with class, B, K and the difference. Figures are persons."""

    nama: str
    kelas: int | None = None
    b: int = 0
    k: int = 0
    # The seats it sums: one, or one below each of several heads of the unit.
    kursi: list[UUID] = field(default_factory=list)
    # Names of holders, on demand, and how many more there are.
    orang: list[tuple[UUID, str]] = field(default_factory=list)
    sorot: bool = False

    @property
    def selisih(self) -> int:
        return self.b - self.k

    @property
    def besar(self) -> int:
        """The difference without its sign, which the page writes itself."""
        return abs(self.selisih)

    @property
    def jabatan_id(self) -> UUID | None:
        return self.kursi[0] if self.kursi else None

    @property
    def lagi(self) -> int:
        return self.b - len(self.orang)


@dataclass
class Kepala:
    """Who leads a unit on a day: the holder, and who acts for him. All of it may be empty."""

    jabatan_id: UUID
    nama_jabatan: str
    kelas: int | None
    pejabat: str = ""
    pejabat_id: UUID | None = None
    pelaksana: str = ""
    pelaksana_id: UUID | None = None
    sebutan: str = ""
    kosong_sejak: date | None = None

    @property
    def kosong(self) -> bool:
        return not self.pejabat


@dataclass
class Kotak:
    """The box of one unit."""

    unit_id: UUID
    nama: str
    kepala: Kepala | None = None
    baris: list[Baris] = field(default_factory=list)
    # The unit with everything below it, and how many units that are directly below.
    seluruhnya: Baris | None = None
    anak: int = 0

    @property
    def jumlah(self) -> Baris:
        return total(self.baris)


@dataclass(frozen=True)
class Peta:
    unit_id: UUID
    akar: Kotak
    cabang: list[Kotak]
    banyak_cabang: int
    tanggal: date


def total(rows: Iterable[Baris], nama: str = "Jumlah") -> Baris:
    rows = list(rows)
    return Baris(nama, None, sum(row.b for row in rows), sum(row.k for row in rows))


CHILDREN = """
SELECT r.unit_id, r.nama, u.nomor,
       (SELECT count(*) FROM core_rincianunit a
        WHERE a.induk_id = r.unit_id AND upper_inf(a.tercatat) AND a.berlaku @> %(hari)s::date)
FROM core_rincianunit r JOIN core_unitkerja u ON u.id = r.unit_id
WHERE r.induk_id = %(unit)s AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
ORDER BY u.nomor
"""
# Seats of these units with B as of the day; a row with the same nomenclature below several heads is summed.
ROWS = """
SELECT r.unit_id, r.jabatan_id, r.nama, r.kelas, j.jenis, j.kepala, r.kebutuhan, j.tunggal,
       (SELECT count(*) FROM jabatan_penempatan p
        WHERE p.jabatan_id = r.jabatan_id AND p.jenis IN ('definitif', 'rangkap') AND upper_inf(p.tercatat)
          AND p.berlaku @> %(hari)s::date)
FROM jabatan_rincianjabatan r JOIN jabatan_jabatan j ON j.id = r.jabatan_id
WHERE r.unit_id = ANY(%(unit)s::uuid[]) AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
"""
# Sums of everything at or below a path, by the child of the unit through which it runs and by group.
SUMS = """
WITH kursi AS MATERIALIZED (
    SELECT subpath(letak.jalur, least(%(dalam)s, nlevel(letak.jalur)) - 1, 1)::text::bigint AS cabang, j.jenis, r.jabatan_id,
           r.kebutuhan
    FROM core_jalurunit AS letak
    JOIN jabatan_rincianjabatan r ON r.unit_id = letak.unit_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
    JOIN jabatan_jabatan j ON j.id = r.jabatan_id AND j.jenis NOT IN ('pejabat_negara', 'tugas_tambahan')
    WHERE letak.jalur <@ %(jalur)s::ltree AND letak.berlaku @> %(hari)s::date
), isi AS (
    SELECT p.jabatan_id, count(*) AS n FROM kursi JOIN jabatan_penempatan p USING (jabatan_id)
    WHERE p.jenis IN ('definitif', 'rangkap') AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date GROUP BY 1
)
SELECT cabang, CASE WHEN jenis IN ('fungsional', 'pelaksana') THEN jenis ELSE 'manajerial' END AS kelompok,
       coalesce(sum(n), 0)::int, sum(kebutuhan)::int
FROM kursi LEFT JOIN isi USING (jabatan_id) GROUP BY 1, 2
"""
HEADS = """
SELECT r.unit_id, r.jabatan_id, r.nama, r.kelas, p.jenis, o.id, o.nama, o.gelar_depan, o.gelar_belakang, n.nama,
       (SELECT max(upper(l.berlaku)) FROM jabatan_penempatan l
        WHERE l.jabatan_id = r.jabatan_id AND l.jenis IN ('definitif', 'rangkap', 'tugas_tambahan') AND upper_inf(l.tercatat)
          AND upper(l.berlaku) <= %(hari)s::date)
FROM jabatan_rincianjabatan r
JOIN jabatan_jabatan j ON j.id = r.jabatan_id AND j.kepala
LEFT JOIN jabatan_penempatan p ON p.jabatan_id = r.jabatan_id AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date
LEFT JOIN pegawai_pegawai o ON o.id = p.pegawai_id
LEFT JOIN jabatan_pejabatnonasn n ON n.jabatan_id = r.jabatan_id AND upper_inf(n.tercatat) AND n.berlaku @> %(hari)s::date
WHERE r.unit_id = ANY(%(unit)s::uuid[]) AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
ORDER BY array_position(ARRAY['plh', 'plt', 'pj'], p.jenis::text)
"""
HOLDERS = """
SELECT jabatan_id, id, nama, gelar_depan, gelar_belakang FROM (
    SELECT p.jabatan_id, o.id, o.nama, o.gelar_depan, o.gelar_belakang,
           row_number() OVER (PARTITION BY p.jabatan_id ORDER BY o.nama, o.id) AS urut
    FROM jabatan_penempatan p JOIN pegawai_pegawai o ON o.id = p.pegawai_id
    WHERE p.jabatan_id = ANY(%(jabatan)s::uuid[]) AND p.jenis IN ('definitif', 'rangkap', 'tugas_tambahan')
      AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date
) urutan WHERE urut <= %(banyak)s ORDER BY nama, id
"""
ACTING = {"plh": "Plh.", "plt": "Plt.", "pj": "Pj."}


def start_unit(pengguna: Pengguna, paths: Sequence[str], tanggal: date) -> UUID | None:
    """Where a map begins: the agency, or the first unit of one's own."""
    if paths:
        found = fetch(
            "SELECT unit_id FROM core_jalurunit WHERE jalur = %(jalur)s::ltree AND berlaku @> %(hari)s::date",
            jalur=paths[0], hari=tanggal,
        )  # fmt: skip
        return found[0][0] if found else None
    row = core_selectors.children(None, pengguna.instansi_id, tanggal).first()
    return row.unit_id if row else None


def draw_peta(
    unit_id: UUID, tanggal: date, *, halaman: int | None = 1, nama: bool = False, sorot: UUID | None = None
) -> Peta | None:
    """The unit with its direct children as boxes; None when it is not in the tree on that day. The first box sums the
    whole unit by groups where there are units below it, else it shows its own rows. Without `halaman` every child is there.
    """
    path = core_selectors.path_of(unit_id, tanggal)
    title = core_selectors.unit_names([unit_id], tanggal).get(unit_id)
    if path is None or title is None:
        return None
    children = fetch(CHILDREN, unit=unit_id, hari=tanggal)
    shown = children if halaman is None else children[(halaman - 1) * BOXES : halaman * BOXES]
    root = Kotak(unit_id, title, anak=len(children))
    boxes = [Kotak(pk, name, anak=count) for pk, name, _, count in shown]
    _fill([root, *boxes], tanggal, sorot)
    sums = _sums(path, tanggal) if children else {}
    for box, (_, _, number, _) in zip(boxes, shown, strict=True):
        if box.anak:
            box.seluruhnya = total(sums.get(number, {}).values(), "Dengan unit di bawahnya")
    if children:
        root.seluruhnya = total((row for found in sums.values() for row in found.values()), "Jumlah")
        root.baris = _groups(sums) if not nama else root.baris
    if nama:
        _name([root, *boxes], tanggal)
    return Peta(unit_id, root, boxes, len(children), tanggal)


FOUND_SEATS = """
SELECT r.unit_id, r.jabatan_id, r.nama, unit.nama, '' FROM jabatan_rincianjabatan r
JOIN core_jalurunit letak ON letak.unit_id = r.unit_id AND letak.berlaku @> %(hari)s::date AND letak.jalur <@ %(jalur)s::ltree
JOIN core_rincianunit unit ON unit.unit_id = r.unit_id AND upper_inf(unit.tercatat) AND unit.berlaku @> %(hari)s::date
WHERE upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date AND {kata}
ORDER BY r.nama, unit.nama, r.jabatan_id LIMIT %(batas)s
"""
FOUND_PEOPLE = """
SELECT r.unit_id, r.jabatan_id, r.nama, unit.nama, trim(o.gelar_depan || ' ' || o.nama)
       || CASE o.gelar_belakang WHEN '' THEN '' ELSE ', ' || o.gelar_belakang END
FROM (SELECT id, nama, gelar_depan, gelar_belakang FROM pegawai_pegawai o
      WHERE ditarik_pada IS NULL AND {kata} OFFSET 0) o
JOIN jabatan_penempatan p ON p.pegawai_id = o.id AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date
JOIN jabatan_rincianjabatan r ON r.jabatan_id = p.jabatan_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
JOIN core_jalurunit letak ON letak.unit_id = r.unit_id AND letak.berlaku @> %(hari)s::date AND letak.jalur <@ %(jalur)s::ltree
JOIN core_rincianunit unit ON unit.unit_id = r.unit_id AND upper_inf(unit.tercatat) AND unit.berlaku @> %(hari)s::date
ORDER BY o.nama, o.id LIMIT %(batas)s
"""
FOUND, WORDS = 20, 6


@dataclass(frozen=True)
class Temuan:
    """A seat found by its name or by that of somebody who sits in it."""

    unit_id: UUID
    jabatan_id: UUID
    jabatan: str
    unit: str
    orang: str


def find_on_map(unit_id: UUID, kata: str, tanggal: date) -> list[Temuan]:
    """People first, then seats, at or below the unit on that day; every word is part of the name. Two queries."""
    path = core_selectors.path_of(unit_id, tanggal)
    words = [f"%{word.upper().replace('%', '').replace('_', '')}%" for word in kata.split()[:WORDS]]
    if not words or path is None:
        return []
    values = {f"kata{n}": word for n, word in enumerate(words)} | {"jalur": path, "hari": tanggal, "batas": FOUND}
    people, seats = (
        statement.replace("{kata}", " AND ".join(f"upper({column}) LIKE %(kata{n})s" for n in range(len(words))))
        for statement, column in ((FOUND_PEOPLE, "o.nama"), (FOUND_SEATS, "r.nama"))
    )
    return [Temuan(*row) for statement in (people, seats) for row in fetch(statement, **values)]


def branch(unit_id: UUID, tanggal: date) -> list[Kotak]:
    """The boxes directly below a unit, without a limit: what is unfolded in the table."""
    children = fetch(CHILDREN, unit=unit_id, hari=tanggal)
    boxes = [Kotak(pk, name, anak=count) for pk, name, _, count in children]
    _fill(boxes, tanggal, None)
    path = core_selectors.path_of(unit_id, tanggal)
    sums = _sums(path, tanggal) if path else {}
    for box, (_, _, number, _) in zip(boxes, children, strict=True):
        box.seluruhnya = total(sums.get(number, {}).values())
    return boxes


def _groups(sums: dict[int, dict[str, Baris]]) -> list[Baris]:
    return [total((found[key] for found in sums.values() if key in found), label) for key, label in KELOMPOK.items()]


def _sums(path: str, tanggal: date) -> dict[int, dict[str, Baris]]:
    """By number of the child (or of the unit itself): sums by group."""
    found: dict[int, dict[str, Baris]] = defaultdict(dict)
    for number, group, b, k in fetch(SUMS, jalur=path, hari=tanggal, dalam=len(path.split(".")) + 1):
        found[number][group] = Baris(KELOMPOK[group], None, b, k)
    return found


def _fill(boxes: Sequence[Kotak], tanggal: date, sorot: UUID | None) -> None:
    """Heads and own rows of these boxes, in two queries."""
    values = {"unit": [str(box.unit_id) for box in boxes], "hari": tanggal}
    heads = _heads(values)
    rows: dict[UUID, dict[str, tuple[Any, Baris]]] = defaultdict(dict)
    for unit, pk, nama, kelas, jenis, kepala, k, _, b in fetch(ROWS, **values):
        if kepala or jenis in (JenisJabatan.PEJABAT_NEGARA, JenisJabatan.TUGAS_TAMBAHAN):
            continue
        place = (jenis not in STRUKTURAL, jenis == JenisJabatan.PELAKSANA, -(kelas or 0), nama)
        _, row = rows[unit].setdefault(nama, (place, Baris(nama, kelas)))
        row.kursi.append(pk)
        row.b, row.k = row.b + b, row.k + k
        row.sorot = row.sorot or pk == sorot
    for box in boxes:
        box.kepala = heads.get(box.unit_id)
        box.baris = [row for _, row in sorted(rows[box.unit_id].values(), key=lambda pair: pair[0])]


def _heads(values: dict[str, Any]) -> dict[UUID, Kepala]:
    heads: dict[UUID, Kepala] = {}
    for unit, seat, nama, kelas, jenis, person, *names, outside, since in fetch(HEADS, **values):
        head = heads.setdefault(unit, Kepala(seat, nama, kelas, pejabat=outside or "", kosong_sejak=since))
        if jenis in ACTING:
            if not head.pelaksana:
                head.pelaksana, head.pelaksana_id, head.sebutan = full_name(*names), person, ACTING[jenis]
        elif jenis:
            head.pejabat, head.pejabat_id = full_name(*names), person
    return heads


def _name(boxes: Sequence[Kotak], tanggal: date) -> None:
    """The first names of each row."""
    rows = {seat: row for box in boxes for row in box.baris for seat in row.kursi}
    found = fetch(HOLDERS, jabatan=[str(pk) for pk in rows], hari=tanggal, banyak=NAMES)
    for seat, pk, *names in found:
        if len(rows[seat].orang) < NAMES:
            rows[seat].orang.append((pk, full_name(*names)))
