"""Means of what participants and superiors said: of a batch, of a provider. Nothing below five answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from pelatihan.aturan.alur_kepesertaan import DAPAT_BEREAKSI
from pelatihan.enums import StatusAngkatan
from pelatihan.models import AngkatanPelatihan, Kepesertaan, PercobaanKuis

LEVELS = """
SELECT count(reaksi.id), avg(reaksi.materi), avg(reaksi.pengajar), avg(reaksi.penyelenggaraan), avg(reaksi.manfaat),
       count(ikut.nilai_akhir) FILTER (WHERE ikut.nilai_awal IS NOT NULL),
       avg(ikut.nilai_awal) FILTER (WHERE ikut.nilai_akhir IS NOT NULL), avg(ikut.nilai_akhir) FILTER (WHERE ikut.nilai_awal IS NOT NULL),
       count(perilaku.pada), avg(perilaku.penerapan), avg(perilaku.mutu), avg(perilaku.berbagi), count(perilaku.id)
FROM pelatihan_kepesertaan AS ikut
LEFT JOIN pelatihan_reaksipeserta AS reaksi ON reaksi.kepesertaan_id = ikut.id
LEFT JOIN pelatihan_evaluasiperilaku AS perilaku ON perilaku.kepesertaan_id = ikut.id
WHERE ikut.angkatan_id = %(angkatan)s
"""
RATINGS = """
SELECT angkatan.penyelenggara_id, count(*), avg((reaksi.materi + reaksi.pengajar + reaksi.penyelenggaraan + reaksi.manfaat) / 4.0)
FROM pelatihan_reaksipeserta AS reaksi JOIN pelatihan_kepesertaan AS ikut ON ikut.id = reaksi.kepesertaan_id
JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
WHERE angkatan.instansi_id = %(instansi)s
GROUP BY angkatan.penyelenggara_id HAVING count(*) >= %(paling_sedikit)s
"""


@dataclass(frozen=True)
class Tingkat:
    """One level of evaluation: how many answers, and the means where there are enough."""

    judul: str
    jawaban: int
    rata: list[tuple[str, Decimal]]

    @property
    def cukup(self) -> bool:
        return self.jawaban >= MIN_AGREGAT


@dataclass(frozen=True)
class EvaluasiAngkatan:
    reaksi: Tingkat
    belajar: Tingkat
    perilaku: Tingkat
    diminta: int

    @property
    def tingkat(self) -> tuple[Tingkat, ...]:
        return (self.reaksi, self.belajar, self.perilaku)


def levels_of(angkatan: AngkatanPelatihan) -> EvaluasiAngkatan:
    """Three of the four levels; performance before and after is compared in merit (hasil_pelatihan). One query."""
    row = fetch(LEVELS, angkatan=angkatan.pk)[0]

    def level(judul: str, jawaban: int, *rata: tuple[str, Any]) -> Tingkat:
        return Tingkat(judul, jawaban, [(nama, nilai) for nama, nilai in rata if nilai is not None])

    return EvaluasiAngkatan(
        level("Reaksi peserta", row[0], ("Materi", row[1]), ("Pengajar", row[2]), ("Penyelenggaraan", row[3]), ("Manfaat", row[4])),
        level("Hasil belajar", row[5], ("Tes awal", row[6]), ("Tes akhir", row[7])),
        level("Perilaku di pekerjaan", row[8], ("Menerapkan", row[9]), ("Mutu pekerjaan", row[10]), ("Berbagi", row[11])),
        row[12],
    )  # fmt: skip


@dataclass(frozen=True)
class Peringkat:
    jawaban: int
    rata: Decimal


def ratings(instansi_id: UUID) -> dict[UUID, Peringkat]:
    """Of providers with at least five answers, one to five."""
    rows = fetch(RATINGS, instansi=instansi_id, paling_sedikit=MIN_AGREGAT)
    return {pk: Peringkat(count, mean) for pk, count, mean in rows}


def to_react(pengguna: Pengguna) -> QuerySet[Kepesertaan]:
    """Finished, followed by oneself, and not yet said how it was."""
    rows = Kepesertaan.objects.milik(pengguna).filter(
        status__in=DAPAT_BEREAKSI, angkatan__status=StatusAngkatan.SELESAI, reaksi=None
    )
    return rows.select_related("angkatan__program").order_by("-angkatan__selesai")[:5]


def quiz_results(angkatan: AngkatanPelatihan) -> dict[UUID, tuple[int | None, int | None]]:
    """Of the module of the programme, by person: the first attempt before the first day, the last one since. Two queries
    at most; nothing without a module.
    """
    rows = PercobaanKuis.objects.filter(
        bagian__modul__program_id=angkatan.program_id, kirim_pada__isnull=False,
        belajar__pegawai__in=angkatan.daftar_peserta.values("pegawai_id"),
    ).order_by("kirim_pada")  # fmt: skip
    found: dict[UUID, tuple[int | None, int | None]] = {}
    for person, mark, sent in rows.values_list("belajar__pegawai_id", "nilai", "kirim_pada__date"):
        first, last = found.get(person, (None, None))
        if sent < angkatan.mulai:
            found[person] = (mark if first is None else first, last)
        else:
            found[person] = (first, mark)
    return found
