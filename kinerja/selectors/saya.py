"""The page "Kinerja saya": one year as a line, the plan that counts, the one that is written, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from asn_portal.core.templatetags.bentuk import tanggal_pendek
from kinerja.aturan.alur_skp import DAPAT_DITULIS
from kinerja.enums import IramaEvaluasi, JenisEvaluasi, StatusEvaluasi, StatusSKP, SumberKinerja, TahapKinerja
from kinerja.models import SKP, Evaluasi, PeriodeKinerja
from kinerja.models.evaluasi import TERSAMPAIKAN
from kinerja.selectors.evaluasi import has_rest, rows_of_year
from kinerja.selectors.periode import Tenggat, sumber_of, windows_of
from kinerja.selectors.rencana import own_plans
from pegawai.models import Pegawai

TRIWULAN = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
# Ends of the quarters: month and day.
AKHIR_TRIWULAN = ((3, 31), (6, 30), (9, 30), (12, 31))
SETAHUN = 12


@dataclass(frozen=True)
class Titik:
    """One station of the year: `keadaan` is lewat, kini or nanti; `status` names a badge."""

    judul: str
    kalimat: str
    keadaan: str
    status: str = ""
    kata: str = ""
    # The evaluation of this station, and (jenis, nomor) where one may be begun.
    evaluasi: Evaluasi | None = None
    mulai: tuple[str, int] | None = None


@dataclass(frozen=True)
class TahunKinerja:
    """What the page of one year shows."""

    periode: PeriodeKinerja
    sumber: SumberKinerja
    berlaku: SKP | None  # approved
    berjalan: SKP | None  # being written, sent or returned
    riwayat: list[SKP]
    jendela: Tenggat | None
    titik: list[Titik]
    evaluasi: list[Evaluasi] = field(default_factory=list)

    @property
    def menunggu_saya(self) -> Evaluasi | None:
        """The evaluation on which the next step is the person's: read and answered first, then told."""
        mine = {StatusEvaluasi.DISAMPAIKAN: 0, StatusEvaluasi.DRAF: 1, StatusEvaluasi.BELUM_MULAI: 2}
        waiting = [row for row in self.evaluasi if row.status in mine]
        return min(waiting, key=lambda row: mine[StatusEvaluasi(row.status)], default=None)

    @property
    def dapat_dimulai(self) -> Titik | None:
        """The first station whose evaluation may be begun."""
        return next((one for one in self.titik if one.mulai is not None), None)

    @property
    def di_portal(self) -> bool:
        return self.sumber == SumberKinerja.PORTAL

    @property
    def terlambat(self) -> bool:
        return self.berlaku is None and self.berjalan is None


def year_of(pegawai: Pegawai, periode: PeriodeKinerja, hari: date) -> TahunKinerja:
    """A constant number of queries, whatever the year holds."""
    plans = list(own_plans(pegawai, periode.tahun).select_related("penilai").order_by("-versi", "-dibuat_pada"))
    counting = next((row for row in plans if row.status == StatusSKP.DISETUJUI), None)
    written = next((row for row in plans if row.status not in {StatusSKP.DISETUJUI, StatusSKP.DIGANTI}), None)
    windows = windows_of(periode, pegawai.unit_kini_id, hari)
    window = windows.get((TahapKinerja.RENCANA, 0))
    rated = rows_of_year(pegawai, periode.tahun)
    stations = [
        _planning(counting, written, window, hari),
        *_with_rows(_evaluations(periode, windows, hari), rated, periode, counting),
    ]
    return TahunKinerja(
        periode, sumber_of(pegawai, periode), counting, written, [row for row in plans if row.status == StatusSKP.DIGANTI],
        window, stations, rated,
    )  # fmt: skip


def _planning(counting: SKP | None, written: SKP | None, window: Tenggat | None, hari: date) -> Titik:
    if counting is not None:
        when = tanggal_pendek(counting.diputus_pada)
        if written is not None:
            return Titik(
                "Rencana",
                f"berlaku sejak {when}",
                "lewat",
                written.status,
                f"Revisi {written.get_status_display().lower()}",
            )
        return Titik("Rencana", when, "lewat", "disetujui")
    until = f"batas {tanggal_pendek(window.batas)}" if window else "batas belum ditetapkan"
    if window is not None and not window.is_open(hari):
        return Titik("Rencana", f"mulai {tanggal_pendek(window.buka)}", "nanti", "", "Belum dibuka")
    late = window is not None and window.is_late(hari)
    if written is not None:
        status = "terlambat" if late and written.status != StatusSKP.DIAJUKAN else written.status
        return Titik("Rencana", until, "kini", status, "Lewat batas" if status == "terlambat" else "")
    return Titik("Rencana", until, "kini", "terlambat" if late else "draf", "Lewat batas" if late else "Belum disusun")


def _evaluations(periode: PeriodeKinerja, windows: dict[tuple[str, int], Tenggat], hari: date) -> list[Titik]:
    """Quarters (or twelve months in one station) and the evaluation of the year, by their windows."""
    found = []
    if periode.irama == IramaEvaluasi.TRIWULAN:
        for number, (judul, (month, day)) in enumerate(zip(TRIWULAN, AKHIR_TRIWULAN, strict=True), 1):
            window = windows.get((TahapKinerja.PERIODIK, number))
            end = window.batas if window is not None else date(periode.tahun, month, day)
            word = "batas" if window is not None else "sampai"
            found.append(Titik(judul, f"{word} {tanggal_pendek(end)}", *_state(window, end, hari)))
    else:
        end = date(periode.tahun, SETAHUN, 31)
        found.append(Titik("Bulanan", "setiap akhir bulan", *_state(None, end, hari)))
    window = windows.get((TahapKinerja.TAHUNAN, 0))
    begin = window.buka if window is not None else date(periode.tahun + 1, 1, 1)
    end = window.batas if window is not None else date(periode.tahun + 1, 1, 31)
    found.append(Titik("Penilaian", f"mulai {tanggal_pendek(begin)}", *_state(Tenggat(begin, end), end, hari)))
    return found


# What a station says of its evaluation; before the handing over the person sees no rating.
KATA_EVALUASI = {
    StatusEvaluasi.BELUM_MULAI: ("draf", "Belum mulai"),
    StatusEvaluasi.DRAF: ("draf", "Penilaian diri"),
    StatusEvaluasi.DIKIRIM: ("diajukan", "Menunggu penilai"),
    StatusEvaluasi.DINILAI: ("diajukan", "Menunggu penilai"),
    StatusEvaluasi.DISAMPAIKAN: ("diajukan", ""),
    StatusEvaluasi.KEBERATAN: ("dikembalikan", "Keberatan"),
    StatusEvaluasi.DIPUTUS: ("disetujui", ""),
    StatusEvaluasi.FINAL: ("disetujui", ""),
}


def _with_rows(stations: list[Titik], rated: list[Evaluasi], periode: PeriodeKinerja, plan: SKP | None) -> list[Titik]:
    """Each station with the evaluation it stands for, or with the way to begin it."""
    quarters = periode.irama == IramaEvaluasi.TRIWULAN
    keys = [(JenisEvaluasi.TRIWULAN, number) for number in range(1, 5)] if quarters else [(JenisEvaluasi.BULANAN, 0)]
    by_key = {(row.jenis, row.nomor): row for row in rated}
    found = []
    for key, station in zip([*keys, (JenisEvaluasi.TAHUNAN, 0)], stations, strict=True):
        row = by_key.get((key[0].value, key[1]))
        if row is not None:
            status, word = KATA_EVALUASI[StatusEvaluasi(row.status)]
            # A part was rated before the stretch ended: the rest may be begun.
            rest = (
                plan is not None and row.status in TERSAMPAIKAN and station.keadaan != "nanti" and has_rest(plan, row)
            )
            begin = (key[0].value, key[1]) if rest else None
            shown = word or row.get_predikat_display()
            found.append(replace(station, evaluasi=row, status=status, kata=shown, mulai=begin))
        elif plan is not None and station.keadaan != "nanti" and key[1] + (key[0] is JenisEvaluasi.TAHUNAN):
            found.append(replace(station, mulai=(key[0].value, key[1])))
        else:
            found.append(station)
    return found


def _state(window: Tenggat | None, end: date, hari: date) -> tuple[str, str, str]:
    if hari > end:
        return "lewat", "", "Berakhir"
    if window is not None and not window.is_open(hari):
        return "nanti", "", "Belum dibuka"
    return ("kini", "", "Berjalan") if window is not None else ("nanti", "", "Belum dibuka")


def next_to_plan(pegawai: Pegawai, tahun: int, years: list[PeriodeKinerja], hari: date) -> TahunKinerja | None:
    """A later year whose planning is open and for which nothing was sent yet: the step that the year shown does not have."""
    for periode in sorted(years, key=lambda row: row.tahun):
        if periode.tahun <= tahun or sumber_of(pegawai, periode) != SumberKinerja.PORTAL:
            continue
        year = year_of(pegawai, periode, hari)
        waits = year.berlaku is None and (year.berjalan is None or year.berjalan.status in DAPAT_DITULIS)
        if waits and year.jendela is not None and year.jendela.is_open(hari):
            return year
    return None
