"""Evaluations as pages read them: the stretch, what is known about it, the clocks, and the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core.models import JalurUnit, Pengguna, UnitKerja
from asn_portal.core.permissions import akses
from asn_portal.core.selectors.libur import kalender
from asn_portal.core.templatetags.bentuk import tanggal_pendek
from kinerja.aturan.jam import Batas, batas_dokumen, batas_keberatan
from kinerja.aturan.saran import Catatan, Saran, predikat_terbanyak, saran_hasil_kerja, saran_pimpinan
from kinerja.enums import BentukSKP, IramaEvaluasi, JenisEvaluasi, JenisHasil, NilaiDasar, TahapKinerja
from kinerja.models import (
    SKP,
    CapaianOrganisasi,
    Evaluasi,
    EvaluasiQuerySet,
    IsiEvaluasi,
    LangkahEvaluasi,
    PeriodeKinerja,
)
from kinerja.models.evaluasi import TERSAMPAIKAN
from kinerja.selectors.masa_kerja import worked_pieces
from kinerja.selectors.pandangan import Pandangan, view_on
from kinerja.selectors.pelaksanaan import Rekaman, record_of
from kinerja.selectors.periode import Tenggat, windows_of
from kinerja.selectors.rencana import Baris, contents_of
from pegawai.enums import JenisPegawai
from pegawai.models import Pegawai

BULAN_SETRIWULAN, BULAN_SETAHUN = 3, 12
PARUH_WAKTU = " (PPPK paruh waktu)"


def span_of(tahun: int, jenis: str, nomor: int) -> tuple[date, date]:
    """First and last day of a month, a quarter or a year."""
    match JenisEvaluasi(jenis):
        case JenisEvaluasi.BULANAN:
            first, last = nomor, nomor
        case JenisEvaluasi.TRIWULAN:
            first, last = (nomor - 1) * BULAN_SETRIWULAN + 1, nomor * BULAN_SETRIWULAN
        case JenisEvaluasi.TAHUNAN:
            first, last = 1, BULAN_SETAHUN
    after = date(tahun + 1, 1, 1) if last == BULAN_SETAHUN else date(tahun, last + 1, 1)
    return date(tahun, first, 1), after - date.resolution


def stages_of(periode: PeriodeKinerja, paruh_waktu: bool = False) -> list[tuple[JenisEvaluasi, int]]:
    """What is evaluated in a year, in its order. PPPK paruh waktu every quarter, whatever the agency chose."""
    monthly = periode.irama == IramaEvaluasi.BULANAN and not paruh_waktu
    kind, count = (JenisEvaluasi.BULANAN, BULAN_SETAHUN) if monthly else (JenisEvaluasi.TRIWULAN, 4)
    return [*((kind, number) for number in range(1, count + 1)), (JenisEvaluasi.TAHUNAN, 0)]


def quarterly_beside(periode: PeriodeKinerja, jenis: str) -> bool:
    """Is this a quarter of a year that is otherwise evaluated by the month: that of PPPK paruh waktu?"""
    return periode.irama == IramaEvaluasi.BULANAN and jenis == JenisEvaluasi.TRIWULAN


def all_stages_of(periode: PeriodeKinerja) -> list[tuple[JenisEvaluasi, int]]:
    """What anybody of the agency is evaluated for: beside the months also the quarters of PPPK paruh waktu, if it has any."""
    months = stages_of(periode)
    part_time = Pegawai.objects.filter(
        instansi_id=periode.instansi_id, jenis=JenisPegawai.PPPK_PARUH_WAKTU, ditarik_pada=None
    )
    if periode.irama != IramaEvaluasi.BULANAN or not part_time.exists():
        return months
    return [*months[:-1], *stages_of(periode, paruh_waktu=True)]


def stage_titles(periode: PeriodeKinerja) -> list[tuple[JenisEvaluasi, int, str]]:
    """All of them as people call them."""
    return [
        (jenis, nomor, jenis.named(periode.tahun, nomor) + (PARUH_WAKTU if quarterly_beside(periode, jenis) else ""))
        for jenis, nomor in all_stages_of(periode)
    ]


def stages_of_plan(skp: SKP) -> list[tuple[JenisEvaluasi, int]]:
    """The same for the owner of one plan."""
    return stages_of(skp.periode, skp.pegawai.jenis == JenisPegawai.PPPK_PARUH_WAKTU)


def window_number(periode: PeriodeKinerja, jenis: str, nomor: int) -> int:
    """The number of the window: where windows are monthly, a quarter has that of its last month."""
    return nomor * BULAN_SETRIWULAN if quarterly_beside(periode, jenis) else nomor


def last_stage(periode: PeriodeKinerja, hari: date) -> tuple[JenisEvaluasi, int]:
    """The evaluation whose stretch ended last; before the first has ended, the first."""
    stages = stages_of(periode)
    over = [one for one in stages if span_of(periode.tahun, *one)[1] < hari]
    return over[-1] if over else stages[0]


def window_of(periode: PeriodeKinerja, unit_id: UUID | None, jenis: str, nomor: int, hari: date) -> Tenggat | None:
    """The window of one evaluation for a unit; without one it opens with the day after its last."""
    stage = TahapKinerja.TAHUNAN if jenis == JenisEvaluasi.TAHUNAN else TahapKinerja.PERIODIK
    return windows_of(periode, unit_id, hari).get((stage, window_number(periode, jenis, nomor)))


def seen(pengguna: Pengguna) -> QuerySet[Evaluasi]:
    return Evaluasi.objects.visible_to(pengguna).select_related(
        "pegawai", "pegawai__pengguna", "penilai", "penilai__pengguna", "atasan_penilai", "periode", "skp"
    )


def shows_rating(pengguna: Pengguna, row: Evaluasi) -> bool:
    """The person rated sees it from the moment it was handed over; everybody else who sees the row sees it."""
    return row.status in TERSAMPAIKAN or akses(pengguna).orang_id != row.pegawai_id


# -- the unit comes first ------------------------------------------------------------------------------------------


def achievement_of(
    periode_id: UUID | None, unit_id: UUID | None, jenis: str, nomor: int, hari: date
) -> CapaianOrganisasi | None:
    """What was set for the unit, or for the nearest unit above it."""
    path = JalurUnit.objects.pada(hari).filter(unit_id=unit_id).values_list("jalur", flat=True).first()
    if path is None or periode_id is None:
        return None
    labels = [int(label) for label in path.split(".")]
    rows = CapaianOrganisasi.objects.filter(periode_id=periode_id, jenis=jenis, nomor=nomor, unit__nomor__in=labels)
    return max(rows.select_related("unit"), key=lambda row: labels.index(row.unit.nomor), default=None)


def resting_on(periode_id: UUID, unit: UnitKerja, jenis: str, nomor: int) -> EvaluasiQuerySet:
    """Evaluations of a stretch in the unit and below it for which no nearer unit has an achievement of its own."""
    today = timezone.localdate()
    places = JalurUnit.objects.pada(today)
    set_for = CapaianOrganisasi.objects.filter(periode_id=periode_id, jenis=jenis, nomor=nomor).exclude(unit=unit)
    own = list(places.filter(unit=unit).values_list("jalur", flat=True))
    below = places.filter(jalur__di_bawah=own)
    nearer = list(below.filter(unit__in=set_for.values("unit_id")).values_list("jalur", flat=True))
    units = below.exclude(jalur__di_bawah=nearer).values("unit_id")
    return Evaluasi.objects.filter(periode_id=periode_id, jenis=jenis, nomor=nomor, unit_id__in=units)


def achievement_for(row: Evaluasi, hari: date) -> CapaianOrganisasi | None:
    """That of its stretch. A part that is handed over before the stretch ends has none yet: the last one of the year."""
    found = achievement_of(row.periode_id, row.unit_id, row.jenis, row.nomor, hari)
    if found is not None or row.sampai >= span_of(row.tahun, row.jenis, row.nomor)[1]:
        return found
    assert row.periode is not None
    known = (achievement_of(row.periode_id, row.unit_id, *one, hari) for one in reversed(all_stages_of(row.periode)))
    return next((one for one in known if one is not None), None)


# -- what is known about the stretch -------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisEvaluasi:
    """One result of the plan with what came of it."""

    baris: Baris
    isi: IsiEvaluasi | None

    @property
    def garis(self) -> UUID:
        return self.baris.rhk.garis


@dataclass(frozen=True)
class Lembar:
    """All that a page of an evaluation shows."""

    hasil: list[BarisEvaluasi]
    perilaku: list[tuple[NilaiDasar, IsiEvaluasi | None]]
    capaian: CapaianOrganisasi | None
    periodik: list[Evaluasi]
    saran: Saran | None
    rekaman: Rekaman

    @property
    def terbanyak(self) -> str:
        return predikat_terbanyak([row.predikat for row in self.periodik])


def lines_of(row: Evaluasi) -> tuple[list[BarisEvaluasi], list[tuple[NilaiDasar, IsiEvaluasi | None]]]:
    notes = list(row.daftar_isi.all())
    by_line = {note.garis: note for note in notes if note.garis}
    by_value = {note.nilai: note for note in notes if note.nilai}
    plan = contents_of(row.skp).baris if row.skp is not None else []
    return [BarisEvaluasi(line, by_line.get(line.rhk.garis)) for line in plan], [
        (nilai, by_value.get(nilai.value)) for nilai in NilaiDasar
    ]


def periodic_of(row: Evaluasi) -> list[Evaluasi]:
    """Those of the same year that were handed over, beside an annual one; none of what came after it."""
    if row.jenis != JenisEvaluasi.TAHUNAN:
        return []
    rows = Evaluasi.objects.tersampaikan().filter(pegawai_id=row.pegawai_id, tahun=row.tahun)
    rows = rows.filter(masa__startswith__lte=row.sampai)
    return list(rows.exclude(jenis=JenisEvaluasi.TAHUNAN).order_by("masa"))


def sheet_of(row: Evaluasi, hari: date) -> Lembar:
    results, values = lines_of(row)
    main = [line for line in results if line.baris.rhk.jenis == JenisHasil.UTAMA]
    told = [line for line in main if line.isi is not None and line.isi.realisasi]
    record = record_of(row.pegawai_id, row.mulai, row.sampai)
    proved = [line for line in main if line.garis in record.garis_berbukti]
    counted = Catatan(len(main), len(told), len(proved), *record.tones())
    done = achievement_for(row, hari)
    return Lembar(results, values, done, periodic_of(row), _leads(row, done) or saran_hasil_kerja(counted), record)


def _leads(row: Evaluasi, capaian: CapaianOrganisasi | None) -> Saran | None:
    """Whoever heads a unit (the form of high officials) is suggested what that very unit has achieved."""
    heads = row.skp is not None and row.skp.bentuk == BentukSKP.JPT
    if capaian is None or not heads or capaian.unit_id != row.unit_id:
        return None
    return saran_pimpinan(capaian.capaian)


def way_of(row: Evaluasi) -> list[LangkahEvaluasi]:
    return list(row.daftar_langkah.select_related("oleh").order_by("pada"))


# -- clocks --------------------------------------------------------------------------------------------------------


def clocks_of(row: Evaluasi) -> Mapping[str, Batas]:
    """The clocks that have begun: handing over after the rating, signing and objecting after the handing over."""
    found: dict[str, Batas] = {}
    if row.dinilai_pada is not None:
        found["penyampaian"] = batas_dokumen(timezone.localdate(row.dinilai_pada), kalender())
    if row.disampaikan_pada is not None:
        found |= clocks_after(timezone.localdate(row.disampaikan_pada))
    return found


def clocks_after(disampaikan: date) -> dict[str, Batas]:
    """Those that begin with the handing over."""
    calendar = kalender()
    return {"pengembalian": batas_dokumen(disampaikan, calendar), "keberatan": batas_keberatan(disampaikan, calendar)}


def rows_of_year(pegawai: Pegawai, tahun: int) -> list[Evaluasi]:
    """One's own evaluations of a year, by stretch."""
    rows = Evaluasi.objects.filter(pegawai=pegawai, tahun=tahun).select_related("penilai", "keberatan")
    return list(rows.order_by("masa"))


@dataclass(frozen=True)
class TahapEvaluasi:
    """One evaluation of a plan's year: begun already, or open to be begun."""

    jenis: JenisEvaluasi
    nomor: int
    judul: str
    evaluasi: Evaluasi | None
    dibuka: date


def _of_year(pengguna: Pengguna, skp: SKP) -> QuerySet[Evaluasi]:
    """Also those that were begun under an earlier version of the plan."""
    rows = Evaluasi.objects.visible_to(pengguna).filter(pegawai_id=skp.pegawai_id, tahun=skp.tahun)
    return rows.filter(masa__overlap=skp.berlaku)


def stages_for(pengguna: Pengguna, skp: SKP, hari: date) -> list[TahapEvaluasi]:
    """Of one approved plan, in the order of the year; what lies outside its stretch is left out."""
    rows: dict[tuple[str, int], list[Evaluasi]] = {}
    for row in _of_year(pengguna, skp).order_by("masa"):
        rows.setdefault((row.jenis, row.nomor), []).append(row)
    windows = windows_of(skp.periode, skp.unit_id, hari)
    found = []
    for jenis, nomor in stages_of_plan(skp):
        first, last = span_of(skp.tahun, jenis, nomor)
        if last < skp.mulai or first > skp.sampai:
            continue
        stage = TahapKinerja.TAHUNAN if jenis is JenisEvaluasi.TAHUNAN else TahapKinerja.PERIODIK
        window = windows.get((stage, window_number(skp.periode, jenis, nomor)))
        opens = window.buka if window is not None else last + date.resolution
        found += _parts(skp, jenis, nomor, rows.get((jenis.value, nomor), []), opens)
    return found


def has_rest(skp: SKP, row: Evaluasi) -> bool:
    """Does the last evaluation of a stretch end before it, with days worked after it (a change of penilai, leave)?"""
    last = min(span_of(skp.tahun, row.jenis, row.nomor)[1], skp.sampai)
    return row.sampai < last and bool(worked_pieces(skp.pegawai, row.sampai + date.resolution, last))


def _parts(skp: SKP, jenis: JenisEvaluasi, nomor: int, rows: list[Evaluasi], opens: date) -> list[TahapEvaluasi]:
    """Each part that has begun, and the rest of the stretch if there is one."""
    title, rest_left = jenis.named(skp.tahun, nomor), bool(rows) and has_rest(skp, rows[-1])
    cut = len(rows) > 1 or rest_left
    names = [
        f"{title} ({tanggal_pendek(row.mulai)} sampai {tanggal_pendek(row.sampai)})" if cut else title for row in rows
    ]
    found = [TahapEvaluasi(jenis, nomor, name, row, opens) for name, row in zip(names, rows, strict=True)]
    if not rows or rest_left:
        rest = f"{title} (sesudah {tanggal_pendek(rows[-1].sampai)})" if rows else title
        found.append(TahapEvaluasi(jenis, nomor, rest, None, opens))
    return found


def views_beside(row: Evaluasi, hari: date) -> Pandangan | None:
    """What colleagues and subordinates see, beside an annual evaluation made here."""
    return view_on(row.pegawai_id, row.tahun, hari) if row.jenis == JenisEvaluasi.TAHUNAN else None


# -- those who wait ------------------------------------------------------------------------------------------------


def own_side(pengguna: Pengguna, ids: Any) -> set[UUID]:
    """Evaluations of these on which this account acts as the one rated, the penilai, or the one who decides."""
    return set(Evaluasi.objects.visible_to(pengguna).filter(pk__in=ids).values_list("pk", flat=True))
