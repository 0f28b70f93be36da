"""Plans as pages read them: rows with their hints, what they may lean on, and versions side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from asn_portal.core.models import JalurUnit, Pengguna, RincianUnit
from kinerja.aturan.berakhlak import PANDUAN
from kinerja.aturan.petunjuk import petunjuk_baris
from kinerja.enums import BentukSKP, JenisHasil, NilaiDasar, PendekatanSKP, StatusSKP
from kinerja.models import SKP, ContohUnit, IndikatorKinerja, IndikatorUnit, RencanaHasilKerja
from kinerja.selectors.kata import Potong, compare
from pegawai.models import HubunganAtasan, Pegawai
from pegawai.selectors.orang import superior_on

# A plan that others may lean on.
DIAJUKAN_ATAU_DISETUJUI = (StatusSKP.DISETUJUI, StatusSKP.DIAJUKAN)
CONTOH_TERBANYAK = 20
# Kinds of units whose heads fill in the form of high officials.
UNIT_MANDIRI = frozenset(
    {"pemerintah_daerah", "sekretariat", "biro", "inspektorat", "dinas", "badan", "satuan", "wilayah"}
)


def suggested_bentuk(pegawai: Pegawai, hari: date) -> BentukSKP:
    """Heads of independent units (people of their unit answer to them, they answer to somebody outside) write the form of
    high officials; the person may choose otherwise.
    """
    kind = RincianUnit.objects.pada(hari).filter(unit_id=pegawai.unit_kini_id).values_list("jenis", flat=True).first()
    if kind not in UNIT_MANDIRI:
        return BentukSKP.JA_JF
    below = HubunganAtasan.objects.pada(hari).filter(atasan=pegawai, pegawai__unit_kini_id=pegawai.unit_kini_id)
    above = superior_on(pegawai.pk, hari)
    outside = above is None or above.unit_kini_id != pegawai.unit_kini_id
    return BentukSKP.JPT if outside and below.exists() else BentukSKP.JA_JF


# -- what a row may lean on ---------------------------------------------------------------------------------------


def unit_targets(periode_id: UUID, unit_id: UUID | None, hari: date) -> list[IndikatorUnit]:
    """The targets of the unit, or of the nearest unit above it that has some."""
    path = JalurUnit.objects.pada(hari).filter(unit_id=unit_id).values_list("jalur", flat=True).first()
    if path is None:
        return []
    labels = [int(label) for label in path.split(".")]
    rows = IndikatorUnit.objects.filter(
        perjanjian__periode_id=periode_id, perjanjian__unit__nomor__in=labels, dihapus_pada=None
    )
    found = list(rows.select_related("perjanjian__unit").order_by("nomor"))
    if not found:
        return []
    nearest = max(found, key=lambda row: labels.index(row.perjanjian.unit.nomor)).perjanjian_id
    return [row for row in found if row.perjanjian_id == nearest]


def plan_of_superior(pegawai_id: UUID, tahun: int, hari: date) -> SKP | None:
    """The superior's plan of the year that was sent or approved; the approved one first."""
    atasan = superior_on(pegawai_id, hari)
    if atasan is None:
        return None
    rows = SKP.objects.filter(pegawai=atasan, tahun=tahun, status__in=DIAJUKAN_ATAU_DISETUJUI)
    return min(rows, key=lambda row: (row.status != StatusSKP.DISETUJUI, -row.versi), default=None)


@dataclass(frozen=True)
class Sandaran:
    """What a row of this person's plan may lean on today: results of the superior, and targets of the unit."""

    atasan: Pegawai | None
    rencana_atasan: SKP | None
    rhk: list[RencanaHasilKerja]
    iku: list[IndikatorUnit]


def supports_of(skp: SKP, hari: date) -> Sandaran:
    plan = plan_of_superior(skp.pegawai_id, skp.tahun, hari)
    rows = list(plan.daftar_rhk.order_by("jenis", "urut")) if plan is not None else []
    rows.sort(key=lambda row: (row.jenis != JenisHasil.UTAMA, row.urut))
    return Sandaran(superior_on(skp.pegawai_id, hari), plan, rows, unit_targets(skp.periode_id, skp.unit_id, hari))


@dataclass(frozen=True)
class UsulanTautan:
    """A row that leans on something older or wider than what the superior has filed."""

    rhk: RencanaHasilKerja
    tujuan: RencanaHasilKerja
    dari: str  # what it leans on now, in words
    lama: list[Potong]
    baru: list[Potong]


def proposed_links(skp: SKP, hari: date) -> list[UsulanTautan]:
    """Rows of this plan for which the superior's plan has a line now: the same target of the unit, or the next version of
    the same line. Nothing is stored; what the person leaves is proposed again.
    """
    if skp.bentuk == BentukSKP.JPT:
        return []
    plan = plan_of_superior(skp.pegawai_id, skp.tahun, hari)
    if plan is None:
        return []
    lines = list(plan.daftar_rhk.all())
    by_garis = {row.garis: row for row in lines}
    by_iku = {row.iku_id: row for row in lines if row.iku_id}
    found = []
    for row in skp.daftar_rhk.select_related("rhk_pimpinan", "iku").order_by("urut"):
        now = row.rhk_pimpinan
        if now is not None and now.skp_id == plan.pk:
            continue
        target = by_garis.get(now.garis) if now is not None else None
        target = target or by_iku.get(row.iku_id)
        if target is not None:
            text = now.teks if now is not None else row.iku.sasaran if row.iku else ""
            words = "Versi lama rencana atasan" if now is not None else "Sasaran unit"
            found.append(UsulanTautan(row, target, words, *compare(text, target.teks)))
    return found


def examples_for(pengguna: Pengguna, pegawai: Pegawai, tahun: int) -> list[SKP]:
    """The own plans of other years, and those that colleagues of the unit share; same post first."""
    shared = Q(dibagikan=True, unit_id=pegawai.unit_kini_id, status=StatusSKP.DISETUJUI) & ~Q(pegawai=pegawai)
    own = Q(pegawai=pegawai, status=StatusSKP.DISETUJUI) & ~Q(tahun=tahun)
    rows = list(SKP.objects.filter(shared | own).select_related("pegawai").order_by("-tahun", "pk")[:CONTOH_TERBANYAK])
    known = {row.pk for row in rows}
    rows += [one.skp for one in unit_examples(pegawai) if one.skp_id not in known and one.skp.pegawai_id != pegawai.pk]
    return sorted(rows, key=lambda row: (row.pegawai_id != pegawai.pk, row.jabatan != pegawai.jabatan_kini, -row.tahun))


def unit_examples(pegawai: Pegawai) -> list[ContohUnit]:
    """Examples of the unit and of those above it, that are offered today."""
    path = JalurUnit.objects.filter(unit_id=pegawai.unit_kini_id, berlaku__contains=timezone.localdate())
    labels = [int(label) for row in path.values_list("jalur", flat=True) for label in row.split(".")]
    rows = ContohUnit.objects.filter(
        unit__nomor__in=labels, dicabut_pada=None, skp__status=StatusSKP.DISETUJUI, skp__dibagikan=True
    )
    return list(rows.select_related("skp__pegawai").order_by("judul")[:CONTOH_TERBANYAK])


# -- a plan on a page ---------------------------------------------------------------------------------------------


@dataclass
class Baris:
    """One result with everything that a page says about it."""

    rhk: RencanaHasilKerja
    indikator: list[IndikatorKinerja]
    petunjuk: list[str] = field(default_factory=list)
    catatan: str = ""

    @property
    def intervensi(self) -> str:
        """What column 2 of the form prints."""
        if self.rhk.rhk_pimpinan is not None:
            return self.rhk.rhk_pimpinan.teks
        return self.rhk.iku.sasaran if self.rhk.iku is not None else ""


@dataclass(frozen=True)
class Perilaku:
    nilai: NilaiDasar
    panduan: tuple[str, ...]
    ekspektasi: str


@dataclass(frozen=True)
class IsiRencana:
    """A whole plan: rows by kind, behaviour, annexes as lines."""

    utama: list[Baris]
    tambahan: list[Baris]
    perilaku: list[Perilaku]
    lampiran: list[tuple[str, list[str]]]

    @property
    def baris(self) -> list[Baris]:
        return [*self.utama, *self.tambahan]

    @property
    def jumlah_petunjuk(self) -> int:
        return sum(bool(row.petunjuk) for row in self.baris)

    @property
    def tanpa_tautan(self) -> int:
        """Main results that lean on nothing."""
        return sum(not row.intervensi for row in self.utama)


def rows_of(skp: SKP) -> list[Baris]:
    """The results in their order, with indicators: two queries."""
    indicators = Prefetch("daftar_indikator", IndikatorKinerja.objects.order_by("urut"))
    rows = skp.daftar_rhk.select_related("rhk_pimpinan", "iku").prefetch_related(indicators).order_by("urut", "pk")
    return [Baris(row, list(row.daftar_indikator.all())) for row in rows]


def contents_of(skp: SKP, *, catatan: dict[UUID, str] | None = None) -> IsiRencana:
    """The plan as a page shows it. Hints are computed, never stored."""
    rows = rows_of(skp)
    for row in rows:
        row.petunjuk = petunjuk_baris(row.rhk.teks, [(one.teks, one.target) for one in row.indikator])
        row.catatan = (catatan or {}).get(row.rhk.garis, "")
    expected = dict(skp.daftar_ekspektasi.values_list("nilai", "teks"))
    return IsiRencana(
        [row for row in rows if row.rhk.jenis == JenisHasil.UTAMA],
        [row for row in rows if row.rhk.jenis == JenisHasil.TAMBAHAN],
        [Perilaku(nilai, PANDUAN[nilai], expected.get(nilai.value, "")) for nilai in NilaiDasar],
        [
            ("Dukungan sumber daya", lines_of(skp.dukungan)),
            ("Skema pertanggungjawaban", lines_of(skp.pertanggungjawaban)),
            ("Konsekuensi", lines_of(skp.konsekuensi)),
        ],
    )


def lines_of(text: str) -> list[str]:
    """One item for each line, as the annex numbers them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def last_notes(skp: SKP) -> tuple[str, dict[UUID, str]]:
    """What the penilai wrote when it came back last: for all of it, and by line."""
    step = skp.daftar_langkah.filter(ke=StatusSKP.DIKEMBALIKAN).order_by("-pada").first()
    if step is None or skp.status != StatusSKP.DIKEMBALIKAN:
        return "", {}
    return step.catatan, dict(step.daftar_catatan.values_list("garis", "teks"))


def way_of(skp: SKP) -> list[Any]:
    """Every step with who took it, oldest first."""
    return list(skp.daftar_langkah.select_related("oleh").prefetch_related("daftar_catatan").order_by("pada", "pk"))


def what_is_missing(skp: SKP, baris: Sequence[Baris]) -> list[str]:
    """Why a plan cannot be sent yet; each sentence says what to do."""
    found = []
    if not any(row.rhk.jenis == JenisHasil.UTAMA for row in baris):
        found.append("Tambahkan paling sedikit satu rencana hasil kerja utama.")
    found += [f'Isi indikator untuk "{_short(row.rhk.teks)}".' for row in baris if not row.indikator]
    if skp.pendekatan == PendekatanSKP.KUANTITATIF:
        found += [
            f'Isi target indikator "{_short(one.teks)}".' for row in baris for one in row.indikator if not one.target
        ]
    return found


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " ..."


# -- versions side by side ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisBeda:
    """One line in two versions; a side without the line is None."""

    judul: str
    lama: list[Potong] | None
    baru: list[Potong] | None


@dataclass(frozen=True)
class Perbedaan:
    ubah: list[BarisBeda]
    tetap: int


def _as_text(row: Baris) -> str:
    parts = [row.rhk.teks]
    for one in row.indikator:
        target = " ".join(part for part in (one.target, one.satuan) if part)
        label = f"{one.get_aspek_display()}: " if one.aspek else ""
        parts.append(f"{label}{one.teks}{', ' + target if target else ''}")
    return "\n".join(parts)


def differences(lama: SKP, baru: SKP) -> Perbedaan:
    """What changed from one version to the next, line by line; what stayed is only counted."""
    old = {row.rhk.garis: row for row in rows_of(lama)}
    new = {row.rhk.garis: row for row in rows_of(baru)}
    changed: list[BarisBeda] = []
    for place, (garis, row) in enumerate(new.items(), 1):
        before, text = old.get(garis), _as_text(row)
        if before is None:
            changed.append(BarisBeda(f"Hasil {place}: baru", None, [Potong(text, beda=True)]))
        elif _as_text(before) != text:
            changed.append(BarisBeda(f"Hasil {place}", *compare(_as_text(before), text)))
    changed += [
        BarisBeda("Dihapus dari rencana", [Potong(_as_text(row), beda=True)], None)
        for garis, row in old.items()
        if garis not in new
    ]
    for name in ("dukungan", "pertanggungjawaban", "konsekuensi"):
        before_text, after = getattr(lama, name), getattr(baru, name)
        if before_text != after:
            label = str(SKP._meta.get_field(name).verbose_name).capitalize()
            changed.append(BarisBeda(label, *compare(before_text, after)))
    changed += _behaviour(lama, baru)
    return Perbedaan(changed, sum(_as_text(old[g]) == _as_text(new[g]) for g in old if g in new))


def _behaviour(lama: SKP, baru: SKP) -> Iterable[BarisBeda]:
    old, new = (dict(row.daftar_ekspektasi.values_list("nilai", "teks")) for row in (lama, baru))
    for nilai in NilaiDasar:
        before, after = old.get(nilai.value, ""), new.get(nilai.value, "")
        if before != after:
            yield BarisBeda(f"Ekspektasi: {nilai.label}", *compare(before, after))


def own_plans(pegawai: Pegawai, tahun: int) -> QuerySet[SKP]:
    return SKP.objects.filter(pegawai=pegawai, tahun=tahun).exclude(status=StatusSKP.DIBATALKAN)
