"""The curve of predicates of a unit and everything below it, beside the pattern that its achievement suggests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.sql import fetch
from kinerja.aturan.evaluasi import TABEL_POLA, MasukanPola, pola_distribusi
from kinerja.aturan.kata import CAPAIAN, PREDIKAT
from kinerja.models import Evaluasi, PeriodeKinerja
from kinerja.models.evaluasi import DINILAI, TERSAMPAIKAN

# By the unit in which each was rated, so that a later move changes no curve.
COUNTED = """
SELECT evaluasi.predikat, count(*), count(*) FILTER (WHERE evaluasi.status = ANY(%(sampai)s))
FROM kinerja_evaluasi AS evaluasi
JOIN core_jalurunit AS letak ON letak.unit_id = evaluasi.unit_id AND letak.berlaku @> %(hari)s::date
WHERE evaluasi.periode_id = %(periode)s AND evaluasi.jenis = %(jenis)s AND evaluasi.nomor = %(nomor)s
  AND evaluasi.status = ANY(%(dinilai)s) AND letak.jalur <@ %(jalur)s::ltree
GROUP BY evaluasi.predikat
"""
# From the left of the printed curve to its right.
URUT = ("sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik")

# Heights from Sangat Kurang to Sangat Baik, as the official drawings lean for each achievement of the organisation.
KURVA = {
    "istimewa": (0.06, 0.08, 0.2, 0.55, 0.95),
    "baik": (0.06, 0.15, 0.3, 0.95, 0.45),
    "butuh_perbaikan": (0.15, 0.35, 0.95, 0.4, 0.12),
    "kurang": (0.35, 0.95, 0.4, 0.2, 0.08),
    "sangat_kurang": (0.95, 0.45, 0.3, 0.15, 0.03),
}


@dataclass(frozen=True)
class Kurva:
    """Persons of each predicate, and what differs from the pattern."""

    jumlah: Mapping[str, int]
    temuan: list[str]

    @property
    def semua(self) -> int:
        return sum(self.jumlah.values())

    @property
    def kalimat(self) -> list[str]:
        return [TABEL_POLA.label[word] for word in self.temuan]


def curve_of(
    periode: PeriodeKinerja, jalur: str, jenis: str, nomor: int, capaian: str, hari: date, *, semua: bool
) -> Kurva:
    """`semua` counts what was rated and not handed over as well: for the one who sets the distribution only."""
    rows = fetch(
        COUNTED, periode=periode.pk, jenis=jenis, nomor=nomor, jalur=jalur, hari=hari, dinilai=list(DINILAI),
        sampai=list(TERSAMPAIKAN),
    )  # fmt: skip
    counts = dict.fromkeys(URUT, 0) | {word: all_ if semua else given for word, all_, given in rows}
    if not sum(counts.values()) or capaian not in CAPAIAN:
        return Kurva(counts, [])
    asked = MasukanPola.model_validate({"capaian_organisasi": capaian, "jumlah": counts})
    return Kurva(counts, list(pola_distribusi(asked)["pelanggaran"]))


def rated_people(
    pengguna: Pengguna, periode: PeriodeKinerja, jalur: str, jenis: str, nomor: int, hari: date
) -> QuerySet[Evaluasi]:
    """Whoever is behind the curve, by predicate: for the one who signs it. Never the own rating."""
    units = JalurUnit.objects.pada(hari).filter(jalur__di_bawah=[jalur]).values("unit_id")
    rows = Evaluasi.objects.filter(periode=periode, jenis=jenis, nomor=nomor, status__in=DINILAI, unit_id__in=units)
    mine = akses(pengguna).orang_id
    rows = rows.exclude(pegawai_id=mine) if mine is not None else rows
    return rows.select_related("pegawai", "penilai").order_by("kuadran_siasn", "pegawai__nama", "pk")


def curve_chart(kurva: Kurva, capaian: str, hari: date) -> Bagan:
    """Shares of this moment beside the shape that the official drawing has for the achievement; persons in the last column."""
    whole, shape = kurva.semua, KURVA.get(capaian, ())
    lines = []
    for place, word in enumerate(URUT):
        label, count = PREDIKAT[word], kurva.jumlah[word]
        cells = [Hitungan(label, round(Decimal(100 * count) / whole, 1) if whole else Decimal(0))]
        if shape:
            cells.append(Hitungan(label, round(Decimal(100 * shape[place] / sum(shape)), 1)))
        lines.append(BarisBagan(label, tuple(cells), jumlah=Hitungan(label, count)))
    total = BarisBagan(
        "Semua", tuple(Hitungan("", Decimal(100 if whole else 0)) for _ in lines[0].sel), jumlah=Hitungan("", whole)
    )
    return Bagan(
        "kurva_predikat", "Kurva distribusi predikat",
        "Bagian pegawai menurut predikat. Gambaran pola mengikuti bentuk kurva pada formulir evaluasi, bukan batas.", hari,
        "Predikat", ("Unit ini", "Gambaran pola") if shape else ("Unit ini",), tuple(lines), bentuk=Bentuk.KURVA, kaki=total,
        satuan="persen", desimal=1, judul_jumlah="Pegawai", semua=True,
    )  # fmt: skip
