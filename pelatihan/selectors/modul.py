"""Modules and how far somebody is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pelatihan.enums import AsalSertifikat
from pelatihan.models import BagianModul, BelajarModul, KemajuanBagian, ModulDaring, PercobaanKuis, Sertifikat, SoalKuis


@dataclass(frozen=True)
class BarisModul:
    modul: ModulDaring
    bagian: int
    beres: int
    mulai: bool
    selesai: bool


def modules(pengguna: Pengguna) -> list[BarisModul]:
    """All that are published, with the own progress. Two queries."""
    rows = ModulDaring.objects.visible_to(pengguna).terbit().select_related("program")
    rows = rows.annotate(bagian=Count("daftar_bagian")).order_by("program__judul")
    done = (
        KemajuanBagian.objects.filter(belajar_id=OuterRef("pk")).order_by().values("belajar_id").annotate(n=Count("pk"))
    )
    mine = BelajarModul.objects.filter(pegawai_id=akses(pengguna).orang_id)
    known = {row.modul_id: row for row in mine.annotate(beres=Coalesce(Subquery(done.values("n")), 0))}
    return [
        BarisModul(
            row, row.bagian, getattr(known.get(row.pk), "beres", 0), row.pk in known, _finished(known.get(row.pk))
        )
        for row in rows
    ]


def _finished(row: BelajarModul | None) -> bool:
    return row is not None and row.selesai_pada is not None


def parts_of(modul: ModulDaring) -> QuerySet[BagianModul]:
    """For who writes it: each part with how many questions its bank has, and its file."""
    rows = modul.daftar_bagian.annotate(
        soal=Count("daftar_soal"), bahan_jenis=F("bahan__jenis"), bahan_ukuran=F("bahan__ukuran")
    )
    return rows.order_by("urut")


@dataclass(frozen=True)
class Tahap:
    bagian: BagianModul
    selesai: bool
    terbuka: bool


def learning_of(pengguna: Pengguna, modul_id: UUID) -> BelajarModul | None:
    return BelajarModul.objects.filter(modul_id=modul_id, pegawai_id=akses(pengguna).orang_id).first()


def attempts(belajar: BelajarModul | None, part: BagianModul) -> list[PercobaanKuis]:
    """The last ones that were sent."""
    if belajar is None:
        return []
    sent = belajar.daftar_percobaan.filter(bagian=part).exclude(kirim_pada=None)
    return list(sent.order_by("-kirim_pada")[:5])


def stages(modul_id: UUID, belajar: BelajarModul | None) -> list[Tahap]:
    """Every part; open are those that are done, and the first that is not."""
    parts = list(BagianModul.objects.filter(modul_id=modul_id).order_by("urut"))
    done = set(belajar.daftar_kemajuan.values_list("bagian_id", flat=True)) if belajar else set()
    first = next((part.pk for part in parts if part.pk not in done), None)
    return [
        Tahap(part, part.pk in done, belajar is not None and (part.pk in done or part.pk == first)) for part in parts
    ]


def certificate_of(pengguna: Pengguna, modul: ModulDaring) -> Sertifikat | None:
    mine = Sertifikat.objects.filter(pegawai_id=akses(pengguna).orang_id, asal=AsalSertifikat.MODUL)
    return mine.filter(program_id=modul.program_id).order_by("-selesai").first()


def blocks(text: str) -> list[tuple[str, Any]]:
    """Paragraphs, headings ("## ") and lists ("- ") of a reading, as plain values: the page escapes them."""
    found: list[tuple[str, Any]] = []
    for line in (one.strip() for one in text.splitlines()):
        if line.startswith("## "):
            found.append(("judul", line[3:]))
        elif line.startswith("- "):
            if found and found[-1][0] == "daftar":
                found[-1][1].append(line[2:])
            else:
                found.append(("daftar", [line[2:]]))
        elif line:
            found.append(("paragraf", line))
    return found


@dataclass(frozen=True)
class Pertanyaan:
    pk: str
    teks: str
    pilihan: list[str]
    dipilih: int | None
    benar: bool
    penjelasan: str

    @property
    def dijawab(self) -> str:
        known = self.dipilih is not None and self.dipilih < len(self.pilihan)
        return self.pilihan[self.dipilih] if known and self.dipilih is not None else "Tidak dijawab"


def questions(attempt: PercobaanKuis, jawaban: dict[str, Any] | None = None) -> list[Pertanyaan]:
    """The drawn questions in their order. Keys and explanations leave this place only after sending."""
    rows = {str(row.pk): row for row in SoalKuis.objects.filter(bagian_id=attempt.bagian_id)}
    given = attempt.jawaban or jawaban or {}
    sent = attempt.kirim_pada is not None
    return [
        Pertanyaan(
            pk, rows[pk].teks, list(rows[pk].pilihan), _number(given.get(pk)),
            sent and given.get(pk) == rows[pk].kunci, rows[pk].penjelasan if sent else "",
        )
        for pk in attempt.soal if pk in rows
    ]  # fmt: skip


def _number(value: Any) -> int | None:
    return int(value) if str(value).isdigit() else None
