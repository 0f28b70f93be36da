"""The fourth level of evaluation: performance before and after a training, beside people like those who took part.

Compared is the mean predicate of the evaluations that ended within a year before the training with that of those that began
within a year after it. Beside each participant stand people of the same perangkat daerah, kind of employment and earlier
predicate who have not passed it; they weigh as the participants they stand beside. That is no proof of a cause, and the page
says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.sql import fetch
from kinerja.aturan.kata import PREDIKAT
from kinerja.models.evaluasi import TERSAMPAIKAN
from pelatihan.aturan.evaluasi import TABEL_HASIL
from pelatihan.models import ProgramPelatihan
from pelatihan.selectors.dasbor import LETAK, Jangkauan

# The best first, as the table of predicates has them: five to one.
URUT = list(PREDIKAT)
TERTINGGI = len(URUT)
# The perangkat daerah of a path.
PERANGKAT = "subpath(letak.jalur, 0, least(2, nlevel(letak.jalur)))"
LULUS = f"""
peserta AS MATERIALIZED (
    SELECT DISTINCT ON (ikut.pegawai_id) ikut.pegawai_id, angkatan.mulai, angkatan.selesai, {PERANGKAT} AS perangkat, orang.jenis
    FROM pelatihan_kepesertaan AS ikut JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
    JOIN pegawai_pegawai AS orang ON orang.id = ikut.pegawai_id AND orang.ditarik_pada IS NULL
    {LETAK.replace("UNIT", "orang.unit_kini_id", 1)}
    WHERE angkatan.instansi_id = %(instansi)s AND angkatan.program_id = %(program)s AND angkatan.status = 'selesai'
      AND ikut.status = 'lulus'
    ORDER BY ikut.pegawai_id, angkatan.selesai
)"""
# Never passed it, and as many as the table says from each perangkat daerah, always the same ones.
LAIN = f"""
lain AS MATERIALIZED (
    SELECT pegawai_id, mulai, selesai, perangkat, jenis FROM (
        SELECT orang.id AS pegawai_id, gelombang.*, row_number() OVER (
                   PARTITION BY gelombang.mulai, gelombang.selesai, gelombang.perangkat, gelombang.jenis
                   ORDER BY md5(orang.id::text || %(program)s::text)) AS ke
        FROM (SELECT DISTINCT mulai, selesai, perangkat, jenis FROM peserta) AS gelombang
        JOIN core_jalurunit AS letak ON letak.berlaku @> %(hari)s::date AND letak.jalur <@ gelombang.perangkat
        JOIN pegawai_pegawai AS orang ON orang.unit_kini_id = letak.unit_id AND orang.jenis = gelombang.jenis
         AND orang.ditarik_pada IS NULL AND {PERANGKAT} = gelombang.perangkat
        WHERE NOT EXISTS (
            SELECT FROM pelatihan_kepesertaan AS ikut JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
            WHERE ikut.pegawai_id = orang.id AND angkatan.program_id = %(program)s AND ikut.status = 'lulus')
    ) AS urut WHERE ke <= %(pembanding)s
)"""
NILAI = """
SELECT avg(%(tertinggi)s + 1 - array_position(%(urut)s::text[], nilai.predikat)) AS angka FROM kinerja_evaluasi AS nilai
WHERE nilai.pegawai_id = orang.pegawai_id AND nilai.predikat <> '' AND nilai.status = ANY(%(tersampaikan)s)
"""
# Participants and people like them, by what they were before; only where both are there.
BANDING = f"""
WITH {LULUS}, {LAIN},
orang AS (SELECT *, true AS ikut FROM peserta UNION ALL SELECT *, false FROM lain),
nilai AS (
    SELECT orang.*, dulu.angka AS dulu, kini.angka AS kini FROM orang
    JOIN LATERAL ({NILAI} AND upper(nilai.masa) <= orang.mulai
                  AND upper(nilai.masa) > orang.mulai - make_interval(months => %(sebelum)s)) AS dulu ON dulu.angka IS NOT NULL
    JOIN LATERAL ({NILAI} AND lower(nilai.masa) > orang.selesai
                  AND lower(nilai.masa) <= orang.selesai + make_interval(months => %(sesudah)s)) AS kini ON kini.angka IS NOT NULL
),
lapis AS (
    SELECT count(*) FILTER (WHERE ikut) AS banyak, count(*) FILTER (WHERE NOT ikut) AS lain,
           avg(dulu) FILTER (WHERE ikut) AS dulu, avg(kini) FILTER (WHERE ikut) AS kini,
           avg(dulu) FILTER (WHERE NOT ikut) AS dulu_lain, avg(kini) FILTER (WHERE NOT ikut) AS kini_lain
    FROM nilai GROUP BY mulai, selesai, perangkat, jenis, round(dulu)
)
SELECT (SELECT count(*) FROM peserta), coalesce(sum(banyak), 0)::int, coalesce(sum(lain), 0)::int,
       sum(banyak * dulu) / sum(banyak), sum(banyak * kini) / sum(banyak),
       sum(banyak * dulu_lain) / sum(banyak), sum(banyak * kini_lain) / sum(banyak)
FROM lapis WHERE banyak > 0 AND lain > 0
"""
# Programmes with so many graduates that their means may be told.
DAFTAR = f"""
SELECT program.id, program.judul, count(DISTINCT ikut.pegawai_id), max(angkatan.selesai), count(reaksi.id),
       avg((reaksi.materi + reaksi.pengajar + reaksi.penyelenggaraan + reaksi.manfaat) / 4.0),
       count(ikut.nilai_akhir - ikut.nilai_awal), avg(ikut.nilai_akhir - ikut.nilai_awal), count(perilaku.pada),
       avg((perilaku.penerapan + perilaku.mutu + perilaku.berbagi) / 3.0)
FROM pelatihan_kepesertaan AS ikut JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
JOIN pelatihan_programpelatihan AS program ON program.id = angkatan.program_id
JOIN pegawai_pegawai AS orang ON orang.id = ikut.pegawai_id AND orang.ditarik_pada IS NULL
{LETAK.replace("UNIT", "orang.unit_kini_id", 1)}
LEFT JOIN pelatihan_reaksipeserta AS reaksi ON reaksi.kepesertaan_id = ikut.id
LEFT JOIN pelatihan_evaluasiperilaku AS perilaku ON perilaku.kepesertaan_id = ikut.id
WHERE angkatan.instansi_id = %(instansi)s AND angkatan.status = 'selesai' AND ikut.status = 'lulus'
GROUP BY program.id, program.judul HAVING count(DISTINCT ikut.pegawai_id) >= %(paling_sedikit)s
ORDER BY max(angkatan.selesai) DESC, program.judul LIMIT 100
"""


@dataclass(frozen=True)
class HasilProgram:
    """Means of a programme; None where fewer than five have answered."""

    program_id: UUID
    judul: str
    lulus: int
    reaksi: Decimal | None
    belajar: Decimal | None
    perilaku: Decimal | None


@dataclass(frozen=True)
class Perubahan:
    """Mean predicate of a group, five to one, before and after."""

    orang: int
    sebelum: Decimal
    sesudah: Decimal

    @property
    def beda(self) -> Decimal:
        return self.sesudah - self.sebelum


@dataclass(frozen=True)
class HasilKinerja:
    """`peserta` and `pembanding` are None where one of them is too small to be told."""

    lulus: int
    peserta: Perubahan | None
    pembanding: Perubahan | None

    @property
    def selisih(self) -> Decimal | None:
        return None if self.peserta is None or self.pembanding is None else self.peserta.beda - self.pembanding.beda


def programmes(lingkup: Jangkauan) -> list[HasilProgram]:
    """The latest first. One query."""
    rows = fetch(DAFTAR, paling_sedikit=MIN_AGREGAT, **lingkup.nilai)
    return [
        HasilProgram(
            pk, judul, passed, reaction if said >= MIN_AGREGAT else None, learned if tested >= MIN_AGREGAT else None,
            used if seen >= MIN_AGREGAT else None,
        )
        for pk, judul, passed, _, said, reaction, tested, learned, seen, used in rows
    ]  # fmt: skip


def compare(program: ProgramPelatihan, lingkup: Jangkauan) -> HasilKinerja | None:
    """None for a programme that fewer than five people of this reach have passed. One query."""
    months = TABEL_HASIL.at(lingkup.hari).nilai
    found = fetch(
        BANDING, program=program.pk, urut=URUT, tertinggi=TERTINGGI, tersampaikan=[one.value for one in TERSAMPAIKAN],
        **months, **lingkup.nilai,
    )  # fmt: skip
    passed, people, others, before, after, before_them, after_them = found[0]
    if passed < MIN_AGREGAT:
        return None
    if people < MIN_AGREGAT or others < MIN_AGREGAT:
        return HasilKinerja(passed, None, None)
    return HasilKinerja(passed, Perubahan(people, before, after), Perubahan(others, before_them, after_them))
