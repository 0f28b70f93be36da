"""How ratings are given, for each penilai, by sets: one statement for everybody of an agency, whatever their number.

Only what was handed over counts. The words themselves are shown to nobody but whoever has written them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count

from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.sql import fetch
from kinerja import permissions_kalibrasi as permissions
from kinerja.aturan.kata import PREDIKAT
from kinerja.aturan.pola_penilai import KATA, ORANG_TERKECIL, AngkaPenilai, baca
from kinerja.enums import SumberKinerja
from kinerja.models import Evaluasi, PeriodeKinerja
from kinerja.models.evaluasi import TERSAMPAIKAN
from kinerja.selectors.pola import URUT
from pegawai.models.pegawai import full_name, team_of

MIRIP = 0.8
POINTS = "CASE KOLOM WHEN 'di_atas_ekspektasi' THEN 3 WHEN 'sesuai_ekspektasi' THEN 2 ELSE 1 END"
PLAIN = "btrim(lower(regexp_replace(isi.umpan_balik, '[^[:alnum:]]+', ' ', 'g')))"
# Shorter ones ("Baik", "Terima kasih") are said to many without being copied.
PANJANG_TERKECIL = 20

# Everybody's sums first; the comparison of each is everybody else of the agency, never himself.
RATED = """
WITH nilai AS (
    SELECT evaluasi.id, evaluasi.penilai_id, evaluasi.pegawai_id, evaluasi.predikat,
           (ANGKA_HASIL + ANGKA_PERILAKU) / 2.0 AS angka
    FROM kinerja_evaluasi AS evaluasi
    WHERE evaluasi.periode_id = %(periode)s AND evaluasi.jenis = %(jenis)s AND evaluasi.nomor = %(nomor)s
      AND evaluasi.status = ANY(%(sampai)s) AND evaluasi.sumber = 'portal' AND evaluasi.penilai_id IS NOT NULL
), semua AS (SELECT count(*) AS orang, coalesce(sum(angka), 0) AS jumlah FROM nilai),
sebaran AS (
    SELECT penilai_id, json_object_agg(predikat, banyak) AS predikat, max(banyak) AS terbanyak
    FROM (SELECT penilai_id, predikat, count(*) AS banyak FROM nilai GROUP BY penilai_id, predikat) AS satu GROUP BY penilai_id
), teks AS (
    SELECT nilai.penilai_id, nilai.pegawai_id, KATA_POLOS AS kata
    FROM nilai JOIN kinerja_isievaluasi AS isi ON isi.evaluasi_id = nilai.id
    WHERE length(isi.umpan_balik) >= %(panjang)s
), kata AS (
    SELECT penilai_id, sum(banyak) AS teks, coalesce(sum(banyak) FILTER (WHERE orang > 1), 0) AS berulang
    FROM (SELECT penilai_id, kata, count(*) AS banyak, count(DISTINCT pegawai_id) AS orang FROM teks GROUP BY penilai_id, kata) AS satu
    GROUP BY penilai_id
), penilai AS (
    SELECT penilai_id, count(*) AS orang, avg(angka) AS rerata, sum(angka) AS jumlah, coalesce(stddev_pop(angka), 0) AS sebaran
    FROM nilai GROUP BY penilai_id
)
SELECT penilai.penilai_id, orang.nama, orang.gelar_depan, orang.gelar_belakang, orang.jabatan_kini, penilai.orang, penilai.rerata,
       penilai.sebaran, CASE WHEN semua.orang - penilai.orang >= %(terkecil)s
                             THEN (semua.jumlah - penilai.jumlah) / (semua.orang - penilai.orang) END,
       sebaran.predikat, sebaran.terbanyak, coalesce(kata.teks, 0), coalesce(kata.berulang, 0)
FROM penilai CROSS JOIN semua JOIN sebaran USING (penilai_id) JOIN pegawai_pegawai AS orang ON orang.id = penilai.penilai_id
LEFT JOIN kata ON kata.penilai_id = penilai.penilai_id
WHERE %(semua)s OR penilai.penilai_id = ANY(%(siapa)s)
ORDER BY orang.nama, orang.id
"""
RATED = RATED.replace("ANGKA_HASIL", POINTS.replace("KOLOM", "evaluasi.hasil_kerja"))
RATED = RATED.replace("ANGKA_PERILAKU", POINTS.replace("KOLOM", "evaluasi.perilaku_kerja")).replace("KATA_POLOS", PLAIN)
# The own words that stand, alike, with several persons: the same, or nearly so.
REPEATED = """
WITH teks AS (
    SELECT DISTINCT evaluasi.pegawai_id, isi.umpan_balik, KATA_POLOS AS kata
    FROM kinerja_evaluasi AS evaluasi JOIN kinerja_isievaluasi AS isi ON isi.evaluasi_id = evaluasi.id
    WHERE evaluasi.periode_id = %(periode)s AND evaluasi.jenis = %(jenis)s AND evaluasi.nomor = %(nomor)s
      AND evaluasi.status = ANY(%(sampai)s) AND evaluasi.penilai_id = %(penilai)s AND length(isi.umpan_balik) >= %(panjang)s
    ORDER BY evaluasi.pegawai_id LIMIT 300
)
SELECT min(satu.umpan_balik), count(DISTINCT siapa.orang)
FROM teks AS satu JOIN teks AS lain ON lain.pegawai_id <> satu.pegawai_id AND similarity(lain.kata, satu.kata) >= %(mirip)s
CROSS JOIN LATERAL (VALUES (satu.pegawai_id), (lain.pegawai_id)) AS siapa (orang)
GROUP BY satu.kata ORDER BY 2 DESC, 1 LIMIT 10
"""
REPEATED = REPEATED.replace("KATA_POLOS", PLAIN)


@dataclass(frozen=True)
class PolaPenilai:
    """One penilai in figures, and what stands out."""

    id: UUID
    nama: str
    jabatan: str
    orang: int
    rerata: Decimal
    sebaran: Decimal
    pembanding: Decimal | None
    predikat: dict[str, int]
    teks: int
    berulang: int
    temuan: tuple[str, ...]

    @property
    def cukup(self) -> bool:
        """Enough persons to say anything."""
        return self.orang >= ORANG_TERKECIL

    @property
    def selisih(self) -> Decimal | None:
        return None if self.pembanding is None else self.rerata - self.pembanding

    @property
    def kata(self) -> list[str]:
        return [KATA[word] for word in self.temuan]

    @property
    def persen_berulang(self) -> int:
        return round(100 * self.berulang / self.teks) if self.teks else 0


def patterns(periode: PeriodeKinerja, jenis: str, nomor: int, siapa: Sequence[UUID] | None) -> list[PolaPenilai]:
    """Of these, or (None) of everybody of the agency: one query."""
    rows = fetch(
        RATED, periode=periode.pk, jenis=jenis, nomor=nomor, sampai=list(TERSAMPAIKAN), panjang=PANJANG_TERKECIL,
        terkecil=ORANG_TERKECIL, semua=siapa is None, siapa=list(siapa or []),
    )  # fmt: skip
    return [_read(row) for row in rows]


def _read(row: tuple[Any, ...]) -> PolaPenilai:
    pk, nama, depan, belakang, jabatan, orang, mean, spread, others, predikat, most, texts, repeated = row
    counted = AngkaPenilai(orang, mean, others, most, int(texts), int(repeated))
    return PolaPenilai(
        pk, full_name(nama, depan, belakang), jabatan, orang, mean, spread, others, predikat, int(texts), int(repeated),
        baca(counted),
    )  # fmt: skip


def whom(pengguna: Pengguna) -> list[UUID] | None:
    """Whose figures this account reads: everybody (HR of the province, auditors), or those below who rate, and the own."""
    if permissions.sees_all_raters(pengguna):
        return None
    mine = akses(pengguna)
    if mine.orang_id is None:
        return []
    below = team_of(mine.orang_id, mine.tanggal).values_list("pegawai_id", flat=True)
    return [mine.orang_id, *below]


def repeated_words(periode: PeriodeKinerja, jenis: str, nomor: int, penilai_id: UUID) -> list[tuple[str, int]]:
    """For the penilai himself: his words, and with how many persons they stand."""
    rows = fetch(
        REPEATED, periode=periode.pk, jenis=jenis, nomor=nomor, sampai=list(TERSAMPAIKAN), penilai=penilai_id,
        panjang=PANJANG_TERKECIL, mirip=MIRIP,
    )  # fmt: skip
    return [(text, count) for text, count in rows]


# -- pictures ------------------------------------------------------------------------------------------------------

TINGKAT = (
    ("Jauh lebih rendah", Decimal(-9), Decimal("-0.3")), ("Sedikit lebih rendah", Decimal("-0.3"), Decimal("-0.1")),
    ("Sama dengan yang lain", Decimal("-0.1"), Decimal("0.1")), ("Sedikit lebih tinggi", Decimal("0.1"), Decimal("0.3")),
    ("Jauh lebih tinggi", Decimal("0.3"), Decimal(9)),
)  # fmt: skip


def severity_chart(rows: Sequence[PolaPenilai], hari: date) -> Bagan:
    """How many penilai rate how far from the others."""
    known = [row.selisih for row in rows if row.cukup and row.selisih is not None]
    lines = []
    for label, low, high in TINGKAT:
        count = sum(_within(gap, low, high) for gap in known)
        lines.append(BarisBagan(label, (Hitungan(label, count),)))
    return Bagan(
        "ketegasan", "Penilai menurut ketegasannya", "Rata-rata rating dibandingkan semua penilai lain, skala 1 sampai 3.", hari,
        "Dibandingkan yang lain", ("Penilai",), tuple(lines), satuan="penilai", semua=True,
    )  # fmt: skip


def _within(gap: Decimal, low: Decimal, high: Decimal) -> bool:
    """As `baca` reads it: the threshold itself already lies far from the others."""
    if low < 0 < high:
        return low < gap < high
    return low <= gap < high if low >= 0 else low < gap <= high


def spread_chart(row: PolaPenilai, others: dict[str, int], hari: date) -> Bagan:
    """The predicates of one penilai beside those of everybody, in percent."""
    total, whole = row.orang, sum(others.values())
    lines = [
        BarisBagan(
            PREDIKAT[word],
            (
                _percent(PREDIKAT[word], row.predikat.get(word, 0), total),
                _percent(PREDIKAT[word], others.get(word, 0), whole),
            ),
        )
        for word in URUT
    ]
    return Bagan(
        "sebaran_penilai", "Sebaran predikat", "Bagian dari yang dinilai, dalam persen.", hari, "Predikat",
        ("Penilai ini", "Penilai lain"), tuple(lines), bentuk=Bentuk.KURVA, satuan="persen", desimal=1, semua=True,
    )  # fmt: skip


def _percent(label: str, part: int, whole: int) -> Hitungan:
    return Hitungan(label, round(Decimal(100 * part) / whole, 1) if whole else Decimal(0))


def everybody(periode: PeriodeKinerja, jenis: str, nomor: int, kecuali: UUID) -> dict[str, int]:
    """Predicates that all the others have given; empty where they have rated too few to hide anybody."""
    rows = Evaluasi.objects.tersampaikan().filter(
        periode=periode, jenis=jenis, nomor=nomor, sumber=SumberKinerja.PORTAL
    )
    counts = rows.exclude(penilai_id=kecuali).exclude(penilai_id=None).values_list("predikat").annotate(Count("pk"))
    found = dict(counts.order_by())
    return found if sum(found.values()) >= ORANG_TERKECIL else {}
