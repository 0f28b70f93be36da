"""Job information as its fifteen official parts, and evaluations of a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from jabatan.aturan.informasi import DITULIS, SYARAT_LAIN, Bagian
from jabatan.aturan.kelas import NILAI_FAKTOR, words_of
from jabatan.models import AcuanJabatan, EvaluasiJabatan, InformasiJabatan
from jabatan.selectors.jabatan import Kursi
from jabatan.selectors.syarat import SyaratSatu, acuan_keys

TERTULIS = {part.kunci: part for part in DITULIS}


@dataclass(frozen=True)
class Isi:
    """What one part shows: pairs, a text, or rows under heads. All empty: not yet written."""

    judul: str
    teks: str = ""
    pasangan: tuple[tuple[str, str], ...] = ()
    kepala: tuple[str, ...] = ()
    baris: tuple[tuple[str, ...], ...] = ()

    @property
    def kosong(self) -> bool:
        return not (self.teks or self.pasangan or self.baris)


@dataclass(frozen=True)
class BagianResmi:
    nomor: int
    judul: str
    isi: list[Isi]


def information_of(kursi: Kursi, hari: date) -> InformasiJabatan | None:
    """That of the seat itself, else that of its name. Two queries at most."""
    for untuk in ("jabatan", "nomenklatur"):
        found = information_for(kursi, untuk, hari)
        if found is not None:
            return found
    return None


def information_for(kursi: Kursi, untuk: str, hari: date) -> InformasiJabatan | None:
    of = AcuanJabatan.objects.filter(**acuan_keys(kursi.jabatan, kursi.rincian, untuk))
    return InformasiJabatan.objects.pada(hari).filter(acuan__in=of).select_related("acuan").first()


def information_history(kursi: Kursi) -> list[InformasiJabatan]:
    """What held when, the latest first, of the seat and of its name."""
    of = [
        AcuanJabatan.objects.filter(**acuan_keys(kursi.jabatan, kursi.rincian, untuk)).first()
        for untuk in ("jabatan", "nomenklatur")
    ]
    rows = InformasiJabatan.objects.kini().filter(acuan__in=[one for one in of if one]).select_related("acuan")
    return list(rows.order_by("-berlaku"))


def alike(kursi: Kursi, hari: date) -> list[tuple[UUID, str]]:
    """Other names of the same kind whose information can be copied."""
    rows = InformasiJabatan.objects.pada(hari).filter(
        acuan__instansi_id=kursi.jabatan.instansi_id, acuan__jenis=kursi.jabatan.jenis, acuan__jabatan=None
    )
    return list(
        rows.exclude(acuan__nama__in=("", kursi.rincian.nama))
        .order_by("acuan__nama")
        .values_list("pk", "acuan__nama")[:200]
    )


def official_parts(kursi: Kursi, isi: dict[str, Any], syarat: list[SyaratSatu]) -> list[BagianResmi]:
    """The fifteen parts in their order; what stands on the map and in the requirements comes from there."""
    row = kursi.rincian
    identity = (
        ("Nama jabatan", row.nama), ("Kode jabatan", row.referensi.id_bkn if row.referensi else "Belum ada"),
        ("Unit kerja", kursi.unit), ("Bertanggung jawab kepada", kursi.induk or "Tidak ada"),
    )  # fmt: skip
    needs = tuple((one.jenis_kata, one.kata + ("" if one.wajib else " (anjuran)")) for one in syarat)
    others = [_written(TERTULIS[key], isi) for key in SYARAT_LAIN]
    parts = [
        ("Identitas jabatan", [Isi("", pasangan=identity)]), ("Ikhtisar jabatan", [_written(TERTULIS["ikhtisar"], isi)]),
        ("Kualifikasi jabatan", [Isi("", pasangan=needs)]),
        *((TERTULIS[key].judul, [_written(TERTULIS[key], isi)]) for key in (
            "tugas", "hasil", "bahan", "perangkat", "tanggung_jawab", "wewenang", "korelasi", "lingkungan", "risiko",
        )),
        ("Syarat jabatan", others), ("Prestasi kerja yang diharapkan", [_written(TERTULIS["prestasi"], isi)]),
        ("Kelas jabatan", [Isi("", teks=f"Kelas {row.kelas}" if row.kelas else "")]),
    ]  # fmt: skip
    return [BagianResmi(n, judul, found) for n, (judul, found) in enumerate(parts, start=1)]


def _written(part: Bagian, isi: dict[str, Any]) -> Isi:
    value = isi.get(part.kunci)
    if not part.baris:
        return Isi(part.judul, teks=value or "")
    return Isi(part.judul, kepala=part.kolom, baris=tuple(tuple(cells) for cells in value or ()))


def evaluations_of(kursi: Kursi) -> list[EvaluasiJabatan]:
    """Of the name, the latest first."""
    of = AcuanJabatan.objects.filter(**acuan_keys(kursi.jabatan, kursi.rincian, "nomenklatur"))
    return list(EvaluasiJabatan.objects.filter(acuan__in=of).order_by("-disusun_pada"))


@dataclass(frozen=True)
class FaktorDinilai:
    judul: str
    tingkat: int
    nilai: int
    alasan: str


def factors_of(evaluasi: EvaluasiJabatan) -> list[FaktorDinilai]:
    """Every factor with its level, points and reason."""
    points, words = NILAI_FAKTOR[evaluasi.jenis], words_of(evaluasi.jenis)
    return [
        FaktorDinilai(
            words[key][0], evaluasi.tingkat[key], points[key][evaluasi.tingkat[key] - 1], evaluasi.alasan.get(key, "")
        )
        for key in points
    ]
