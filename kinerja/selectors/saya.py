"""The page "Kinerja saya": one year as a line, the plan that counts, the one that is written, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.templatetags.bentuk import tanggal_pendek
from kinerja.aturan.alur_skp import DAPAT_DITULIS
from kinerja.enums import BULAN, JenisEvaluasi, StatusEvaluasi, StatusSKP, SumberKinerja, TahapKinerja
from kinerja.models import SKP, Evaluasi, PeriodeKinerja
from kinerja.models.evaluasi import TERSAMPAIKAN
from kinerja.selectors.evaluasi import has_rest, rows_of_year, span_of, stages_of, window_number
from kinerja.selectors.masa_kerja import worked_pieces
from kinerja.selectors.periode import Tenggat, sumber_of, windows_of
from kinerja.selectors.rencana import own_plans
from pegawai.enums import JenisPegawai
from pegawai.models import Pegawai

# An approved plan with the parts of its stretch that were worked.
Rencana = tuple[SKP, list[DateRange]]
# From so many stations on the line of a year is set in two rows.
BANYAK_TITIK = 8


@dataclass(frozen=True)
class Titik:
    """One station of the year: `keadaan` is lewat, kini or nanti; `status` names a badge."""

    judul: str
    kalimat: str
    keadaan: str
    status: str = ""
    kata: str = ""
    # Within a sentence: triwulan III 2026.
    sebutan: str = ""
    # The evaluation of this station, and the plan with (jenis, nomor) from which one may be begun.
    evaluasi: Evaluasi | None = None
    mulai: tuple[SKP, str, int] | None = None


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
    def panjang(self) -> bool:
        """Months: more stations than fit in one row."""
        return len(self.titik) > BANYAK_TITIK

    @property
    def di_portal(self) -> bool:
        return self.sumber == SumberKinerja.PORTAL

    @property
    def terlambat(self) -> bool:
        return self.berlaku is None and self.berjalan is None


def year_of(pegawai: Pegawai, periode: PeriodeKinerja, hari: date) -> TahunKinerja:
    """A constant number of queries, whatever the year holds."""
    plans = list(
        own_plans(pegawai, periode.tahun).select_related("penilai", "pegawai").order_by("-versi", "-dibuat_pada")
    )
    # After a move in mid-year there is one for each stretch; the last one counts today.
    approved = sorted((row for row in plans if row.status == StatusSKP.DISETUJUI), key=lambda row: row.mulai)
    counting = approved[-1] if approved else None
    written = next((row for row in plans if row.status not in {StatusSKP.DISETUJUI, StatusSKP.DIGANTI}), None)
    windows = windows_of(periode, pegawai.unit_kini_id, hari)
    window = windows.get((TahapKinerja.RENCANA, 0))
    rated = rows_of_year(pegawai, periode.tahun)
    plans_worked = [(row, worked_pieces(pegawai, row.mulai, row.sampai)) for row in approved]
    stations = [
        _planning(counting, written, window, hari),
        *(
            _with_rows(_station(periode, windows, *stage, hari), rated, plans_worked, *stage)
            for stage in stages_of(periode, pegawai.jenis == JenisPegawai.PPPK_PARUH_WAKTU)
        ),
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


def _station(
    periode: PeriodeKinerja, windows: dict[tuple[str, int], Tenggat], jenis: JenisEvaluasi, nomor: int, hari: date
) -> Titik:
    """A month, a quarter or the year, by its window; without one it opens with the day after its last."""
    named = jenis.named(periode.tahun, nomor)
    last = span_of(periode.tahun, jenis, nomor)[1]
    annual = jenis is JenisEvaluasi.TAHUNAN
    stage = TahapKinerja.TAHUNAN if annual else TahapKinerja.PERIODIK
    window = windows.get((stage, window_number(periode, jenis, nomor)))
    if window is None and annual:
        window = Tenggat(last + date.resolution, date(periode.tahun + 1, 1, 31))
    state = _state(window, window.batas if window is not None else last, hari)
    if window is not None and annual:
        title, words = "Penilaian", f"mulai {tanggal_pendek(window.buka)}"
    else:
        title = BULAN[nomor - 1] if jenis is JenisEvaluasi.BULANAN else named.rsplit(" ", 1)[0]
        words = f"batas {tanggal_pendek(window.batas)}" if window is not None else f"sampai {tanggal_pendek(last)}"
    return Titik(title, words, *state, sebutan=jenis.within(periode.tahun, nomor))


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


def _with_rows(station: Titik, rated: list[Evaluasi], plans: list[Rencana], jenis: JenisEvaluasi, nomor: int) -> Titik:
    """A station with the evaluation it stands for, and with the way to begin what is left of it."""
    rows = [row for row in rated if (row.jenis, row.nomor) == (jenis.value, nomor)]
    # A plan whose year was rated and handed over has no parts left to rate.
    done = {row.skp_id for row in rated if row.jenis == JenisEvaluasi.TAHUNAN and row.status in TERSAMPAIKAN}
    left = plans if jenis is JenisEvaluasi.TAHUNAN else [one for one in plans if one[0].pk not in done]
    plan = None if station.keadaan == "nanti" else _to_begin(rows, left, jenis, nomor)
    begin = (plan, jenis.value, nomor) if plan is not None else None
    if not rows:
        return replace(station, mulai=begin)
    status, word = KATA_EVALUASI[StatusEvaluasi(rows[-1].status)]
    shown = word or rows[-1].get_predikat_display()
    return replace(station, evaluasi=rows[-1], status=status, kata=shown, mulai=begin)


def _to_begin(rows: list[Evaluasi], plans: list[Rencana], jenis: JenisEvaluasi, nomor: int) -> SKP | None:
    """The first approved plan with days of this stretch that were worked and are not evaluated yet."""
    for plan, worked in plans:
        first, last = span_of(plan.tahun, jenis, nomor)
        if plan.sampai < first or last < plan.mulai:
            continue
        own = [row for row in rows if row.mulai <= plan.sampai and plan.mulai <= row.sampai]
        # A part was rated before the stretch ended: the rest may be begun once that part was handed over.
        if own and own[-1].status in TERSAMPAIKAN and has_rest(plan, own[-1]):
            return plan
        if not own and any(piece.lower <= last and first < piece.upper for piece in worked):
            return plan
    return None


def _state(window: Tenggat | None, end: date, hari: date) -> tuple[str, str, str]:
    if hari > end:
        return "lewat", "", "Berakhir"
    if window is None or not window.is_open(hari):
        return "nanti", "", "Belum dibuka"
    return "kini", "", "Berjalan"


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
