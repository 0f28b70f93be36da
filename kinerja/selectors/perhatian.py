"""What leaders look at: the achievement of each part of a unit, predicates that were handed over, and where to look closer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.pengaturan import PERHATIAN_BUKTI, PERHATIAN_KEBERATAN, PERHATIAN_PREDIKAT, PERHATIAN_TERLAMBAT
from asn_portal.core.selectors.pengaturan import numbers_of
from asn_portal.core.sql import fetch
from kinerja.aturan.evaluasi import TABEL_POLA, MasukanPola, pola_distribusi
from kinerja.aturan.kata import CAPAIAN
from kinerja.models import CapaianOrganisasi, PeriodeKinerja
from kinerja.models.evaluasi import TERSAMPAIKAN
from kinerja.selectors import kemajuan_sql as sql
from kinerja.selectors.evaluasi import span_of, window_of
from kinerja.selectors.kemajuan import TahapUnit, stage_of
from kinerja.selectors.pola import URUT

CAPAIAN_RENDAH = frozenset({"butuh_perbaikan", "kurang", "sangat_kurang"})
DI_BAWAH_BAIK = ("sangat_kurang", "kurang", "butuh_perbaikan")
SERATUS = 100


@dataclass(frozen=True)
class Perhatian:
    """One reason to look closer at a unit, in words, and where."""

    unit_id: UUID | None
    nama: str
    judul: str
    alasan: str
    ke: str


@dataclass
class CapaianUnit:
    """One part of a unit: how far it is, what it achieved, and the predicates that were handed over."""

    tahap: TahapUnit
    capaian: str = ""
    predikat: dict[str, int] = field(default_factory=dict)
    keberatan: int = 0
    berbukti: int = 0

    @property
    def kata(self) -> str:
        return CAPAIAN.get(self.capaian, "")

    @property
    def dinilai(self) -> int:
        return sum(self.predikat.values())

    @property
    def baris(self) -> list[int]:
        """From very good to very poor."""
        return [self.predikat.get(word, 0) for word in reversed(URUT)]

    @property
    def rendah(self) -> int:
        return sum(self.predikat.get(word, 0) for word in DI_BAWAH_BAIK)


@dataclass(frozen=True)
class Ikhtisar:
    unit: CapaianUnit
    bagian: list[CapaianUnit]
    perhatian: list[Perhatian]


def overview_of(
    periode: PeriodeKinerja, jalur: str, jenis: str, nomor: int, hari: date, *, only_sums: bool
) -> Ikhtisar:
    """A constant number of statements, however many units and persons."""
    total, parts = stage_of(periode, jalur, jenis, nomor, hari, only_sums=only_sums)
    mulai, selesai = span_of(periode.tahun, jenis, nomor)
    values: dict[str, Any] = {
        "periode": periode.pk, "jenis": jenis, "nomor": nomor, "jalur": jalur, "hari": hari, "bagian": len(jalur.split(".")) + 1,
        "sampai": list(TERSAMPAIKAN), "mulai": mulai, "selesai": selesai,
    }  # fmt: skip
    found = _by_part(periode, total, parts, values)
    whole = CapaianUnit(total)
    for one in found:
        for word, count in one.predikat.items():
            whole.predikat[word] = whole.predikat.get(word, 0) + count
        whole.keberatan += one.keberatan
        whole.berbukti += one.berbukti
    whole.capaian = _achieved(periode, [total.unit_id], jenis, nomor).get(total.unit_id, "")
    return Ikhtisar(whole, found, _alerts(periode, found, jenis, nomor, hari))


def _by_part(
    periode: PeriodeKinerja, total: TahapUnit, parts: list[TahapUnit], values: dict[str, Any]
) -> list[CapaianUnit]:
    numbers = dict(fetch("SELECT id, nomor FROM core_unitkerja WHERE id = ANY(%(unit)s)", unit=[
        one.unit_id or total.unit_id for one in parts
    ]))  # fmt: skip
    made = {numbers.get(one.unit_id or total.unit_id): CapaianUnit(one) for one in parts}
    for part, word, count in fetch(sql.PREDIKAT, **values):
        if part in made:
            made[part].predikat[word] = count
    for part, count in fetch(sql.KEBERATAN, **values):
        if part in made:
            made[part].keberatan = count
    for part, count in sql.evaluated_here(periode, values["jenis"]).fetch(sql.BERBUKTI, **values):
        if part in made:
            made[part].berbukti = count
    achieved = _achieved(periode, [one.unit_id for one in parts], values["jenis"], values["nomor"])
    for row in made.values():
        row.capaian = achieved.get(row.tahap.unit_id, "")
    return list(made.values())


def _achieved(periode: PeriodeKinerja, units: list[UUID | None], jenis: str, nomor: int) -> dict[UUID | None, str]:
    rows = CapaianOrganisasi.objects.filter(
        periode=periode, unit__in=[one for one in units if one], jenis=jenis, nomor=nomor
    )
    return dict(rows.values_list("unit_id", "capaian"))


# -- where to look closer -----------------------------------------------------------------------------------------


BATAS = (PERHATIAN_PREDIKAT, PERHATIAN_TERLAMBAT, PERHATIAN_KEBERATAN, PERHATIAN_BUKTI)


def thresholds(instansi_id: UUID, hari: date) -> dict[str, int]:
    """Percentages as the agency has set them, else the usual ones."""
    return numbers_of(BATAS, instansi_id, hari)


def _alerts(periode: PeriodeKinerja, parts: list[CapaianUnit], jenis: str, nomor: int, hari: date) -> list[Perhatian]:
    bounds = thresholds(periode.instansi_id, hari)
    window = window_of(periode, None, jenis, nomor, hari)
    late = window.is_late(hari) if window is not None else hari > span_of(periode.tahun, jenis, nomor)[1]
    found = []
    for one in parts:
        if one.tahap.semua >= MIN_AGREGAT and not one.tahap.kecil:
            found += [
                Perhatian(one.tahap.unit_id, one.tahap.nama, judul, alasan, ke)
                for judul, alasan, ke in _reasons(one, bounds, late=late)
            ]
    return found


def _reasons(one: CapaianUnit, bounds: dict[str, int], *, late: bool) -> list[tuple[str, str, str]]:
    """Each rule that holds, with its figures."""
    tahap, rated = one.tahap, one.dinilai
    waiting = tahap.semua - tahap.tersampaikan
    without = max(tahap.semua - one.berbukti, 0)
    checks = [
        (one.capaian in CAPAIAN_RENDAH, "Capaian organisasi rendah", f"Ditetapkan {one.kata.lower()}.", "kemajuan"),
        _share("Predikat di bawah baik", one.rendah, rated, bounds[PERHATIAN_PREDIKAT], "pegawai yang sudah disampaikan hasilnya", "pola"),
        _share("Belum disampaikan sesudah batas", waiting, tahap.semua, bounds[PERHATIAN_TERLAMBAT], "pegawai", "kemajuan")
        if late else (False, "", "", ""),
        _share("Banyak keberatan", one.keberatan, rated, bounds[PERHATIAN_KEBERATAN], "hasil yang disampaikan", "kemajuan"),
        (bool(found := _pattern(one)), "Sebaran jauh dari pola", f"{'; '.join(found)}.", "pola"),
        _share("Tanpa bukti dukung", without, tahap.semua, bounds[PERHATIAN_BUKTI], "pegawai", "kemajuan"),
    ]  # fmt: skip
    return [(judul, alasan, ke) for holds, judul, alasan, ke in checks if holds]


def _share(judul: str, part: int, whole: int, bound: int, kata: str, ke: str) -> tuple[bool, str, str, str]:
    share = part * SERATUS // whole if whole else 0
    return (
        bool(part) and share >= bound,
        judul,
        f"{part} dari {whole} {kata} ({share} persen; perhatian mulai {bound} persen).",
        ke,
    )


def _pattern(one: CapaianUnit) -> list[str]:
    if not one.dinilai or one.capaian not in CAPAIAN:
        return []
    counts = dict.fromkeys(URUT, 0) | one.predikat
    asked = MasukanPola.model_validate({"capaian_organisasi": one.capaian, "jumlah": counts})
    return [TABEL_POLA.label[word] for word in pola_distribusi(asked)["pelanggaran"]]
