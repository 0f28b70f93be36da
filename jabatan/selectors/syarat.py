"""What one seat needs on a day, each with its source; and the nomenclatures of an agency with what is recorded for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from asn_portal.core.relasi import fetch_with
from jabatan.enums import JenisJabatan, JenisKompetensi, JenisSyarat
from jabatan.kata import SUMBER, syarat_kata
from jabatan.models import AcuanJabatan, Jabatan, RincianJabatan
from jabatan.selectors.perlu import ACUAN, STANDAR, SYARAT, SYARAT_BAWAAN, TINGKAT_BAWAAN, compose

KURSI_INI = """
kursi AS (
    SELECT r.jabatan_id, j.instansi_id, j.jenis, j.jenjang, r.nama, r.unit_id
    FROM jabatan_rincianjabatan r JOIN jabatan_jabatan j ON j.id = r.jabatan_id
    WHERE j.id = %(jabatan)s AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
)"""


@dataclass(frozen=True)
class StandarSatu:
    kompetensi_id: UUID
    kode: str
    nama: str
    jenis: str
    tingkat: int
    uraian: str
    dekat: int
    dasar: str

    @property
    def sumber(self) -> str:
        return SUMBER[self.dekat]

    @property
    def jenis_kata(self) -> str:
        return str(JenisKompetensi(self.jenis).label)


@dataclass(frozen=True)
class SyaratSatu:
    jenis: str
    nilai: str
    tahun: Decimal | None
    rincian: str
    wajib: bool
    dekat: int
    dasar: str

    @property
    def sumber(self) -> str:
        return SUMBER[self.dekat]

    @property
    def jenis_kata(self) -> str:
        return str(JenisSyarat(self.jenis).label)

    @property
    def kata(self) -> str:
        return syarat_kata(self.jenis, self.nilai, self.tahun, self.rincian)


STANDAR_KURSI = """
SELECT d.id, d.kode, d.nama, d.jenis, s.tingkat, coalesce(t.uraian, ''), s.dekat, s.dasar
FROM standar s JOIN jabatan_kamuskompetensi d ON d.id = s.kompetensi_id
LEFT JOIN jabatan_tingkatkompetensi t ON t.kompetensi_id = d.id AND t.tingkat = s.tingkat
ORDER BY array_position(ARRAY['manajerial', 'sosial_kultural', 'teknis'], d.jenis::text), d.urut, d.nama
"""
SYARAT_KURSI = """
SELECT jenis, nilai, tahun, rincian, wajib, dekat, dasar FROM syarat
ORDER BY array_position(ARRAY['pendidikan', 'pangkat', 'pengalaman', 'pelatihan'], jenis::text), NOT wajib, nilai
"""


def standards_of(jabatan_id: UUID, hari: date) -> list[StandarSatu]:
    """One query."""
    statement = compose(STANDAR_KURSI, KURSI_INI, ACUAN, STANDAR)
    return [StandarSatu(*row) for row in fetch_with(statement, TINGKAT_BAWAAN, jabatan=jabatan_id, hari=hari)]


def requirements_of(jabatan_id: UUID, hari: date) -> list[SyaratSatu]:
    """One query."""
    statement = compose(SYARAT_KURSI, KURSI_INI, ACUAN, SYARAT)
    return [SyaratSatu(*row) for row in fetch_with(statement, SYARAT_BAWAAN, jabatan=jabatan_id, hari=hari)]


def acuan_of(seat: Jabatan, row: RincianJabatan, lingkup: str) -> AcuanJabatan | None:
    """What is recorded under this scope, if anything ever was."""
    return AcuanJabatan.objects.filter(**acuan_keys(seat, row, lingkup)).first()


def acuan_keys(seat: Jabatan, row: RincianJabatan, lingkup: str) -> dict[str, Any]:
    """What names the scope: the seat, its nomenclature, or its kind and level."""
    keys: dict[str, Any] = {"instansi_id": seat.instansi_id, "jenis": seat.jenis, "jenjang": seat.jenjang}
    if lingkup == "jabatan":
        return keys | {"jabatan": seat, "nama": ""}
    return keys | {"jabatan": None, "nama": row.nama if lingkup == "nomenklatur" else ""}


NOMENKLATUR = """
WITH kursi AS (
    SELECT j.jenis, j.jenjang, r.nama, min(r.jabatan_id::text)::uuid AS contoh, count(*)::int AS banyak,
           sum(r.kebutuhan)::int AS kebutuhan, max(r.kelas) AS kelas, min(r.kelas) AS kelas_terendah
    FROM jabatan_rincianjabatan r JOIN jabatan_jabatan j ON j.id = r.jabatan_id
    WHERE j.instansi_id = %(instansi)s AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
      AND j.jenis <> 'pejabat_negara' AND (%(jenis)s = '' OR j.jenis = %(jenis)s)
      AND r.nama ILIKE ALL (%(kata)s::text[])
    GROUP BY 1, 2, 3
), acuan AS (
    SELECT k.*, a.id AS acuan_id FROM kursi k
    LEFT JOIN jabatan_acuanjabatan a ON a.instansi_id = %(instansi)s AND a.jenis = k.jenis AND a.jenjang = k.jenjang
     AND a.nama = k.nama AND a.jabatan_id IS NULL
), lengkap AS (
    SELECT a.*,
        EXISTS (SELECT FROM jabatan_standarkompetensi s WHERE s.acuan_id = a.acuan_id AND upper_inf(s.tercatat)
                AND s.berlaku @> %(hari)s::date) AS standar,
        EXISTS (SELECT FROM jabatan_syaratjabatan s WHERE s.acuan_id = a.acuan_id AND upper_inf(s.tercatat)
                AND s.berlaku @> %(hari)s::date) AS syarat,
        EXISTS (SELECT FROM jabatan_informasijabatan s WHERE s.acuan_id = a.acuan_id AND upper_inf(s.tercatat)
                AND s.berlaku @> %(hari)s::date) AS informasi,
        EXISTS (SELECT FROM jabatan_evaluasijabatan s WHERE s.acuan_id = a.acuan_id) AS evaluasi
    FROM acuan a
)
SELECT count(*) OVER (), jenis, jenjang, nama, contoh, banyak, kebutuhan, kelas_terendah, kelas, standar, syarat, informasi,
       evaluasi
FROM lengkap
WHERE %(belum)s = '' OR (%(belum)s = 'standar' AND NOT standar) OR (%(belum)s = 'syarat' AND NOT syarat)
   OR (%(belum)s = 'informasi' AND NOT informasi) OR (%(belum)s = 'evaluasi' AND NOT evaluasi)
ORDER BY {urut}, nama, jenis, jenjang LIMIT %(batas)s OFFSET %(mulai)s
"""
# The orders of the list, by the word in its address.
URUT = {
    "": "banyak DESC", "nama": "nama", "jenis": "jenis", "-k": "kebutuhan DESC NULLS LAST", "-kelas": "kelas DESC NULLS LAST",
}  # fmt: skip
JENIS = {kind.value: str(kind.label) for kind in JenisJabatan if kind != JenisJabatan.PEJABAT_NEGARA}
BELUM = {
    "standar": "Belum ada standar kompetensi", "syarat": "Belum ada syarat", "informasi": "Belum ada informasi jabatan",
    "evaluasi": "Belum dievaluasi",
}  # fmt: skip


@dataclass(frozen=True)
class Nomenklatur:
    """All seats of a kind and name on a day, and what is recorded for the name itself."""

    jenis: str
    jenjang: str
    nama: str
    contoh: UUID
    banyak: int
    kebutuhan: int
    kelas_terendah: int | None
    kelas: int | None
    standar: bool
    syarat: bool
    informasi: bool
    evaluasi: bool

    @property
    def jenis_kata(self) -> str:
        return JENIS[self.jenis]

    @property
    def tercatat(self) -> str:
        """`Standar, evaluasi`; empty while everything is by default."""
        words = [word for word in ("standar", "syarat", "informasi", "evaluasi") if getattr(self, word)]
        return ", ".join(words).capitalize()


@dataclass(frozen=True)
class DaftarNomenklatur:
    """What a paginator needs: how many there are, and one page of them in the order asked for. One query each."""

    instansi_id: UUID
    hari: date
    kata: str = ""
    jenis: str = ""
    belum: str = ""
    urut: str = ""

    def count(self) -> int:
        rows = self._rows(0, 1)
        return rows[0][0] if rows else 0

    __len__ = count

    def __getitem__(self, part: slice) -> list[Nomenklatur]:
        start = part.start or 0
        return [Nomenklatur(*row[1:]) for row in self._rows(start, part.stop - start)]

    def _rows(self, mulai: int, batas: int) -> list[tuple[Any, ...]]:
        words = [f"%{_plain(word)}%" for word in self.kata.split()[:6]] or ["%"]
        return fetch_with(
            NOMENKLATUR.format(urut=URUT.get(self.urut, URUT[""])), instansi=self.instansi_id, hari=self.hari, kata=words, jenis=self.jenis, belum=self.belum,
            mulai=mulai, batas=batas,
        )  # fmt: skip


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
