"""An evaluation on its way: the person's own view, the ratings of the penilai, handing over. Never by the person himself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.models.dasar import periode as days
from asn_portal.core.pengaturan import JAWAB_KINERJA
from asn_portal.core.permissions import akses, require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from kinerja import permissions_evaluasi as permissions
from kinerja.aturan.alur_evaluasi import ALUR_EVALUASI
from kinerja.aturan.evaluasi import predikat_untuk
from kinerja.aturan.saran import perlu_alasan
from kinerja.enums import StatusEvaluasi, StatusSKP, SumberKinerja
from kinerja.kunci_tugas import TUGAS_EVALUASI
from kinerja.models import SKP, Evaluasi, IsiEvaluasi, LangkahEvaluasi, UsulKalibrasi
from kinerja.selectors.evaluasi import achievement_for, clocks_of, sheet_of, span_of, window_of
from kinerja.selectors.identitas import identities_of
from kinerja.selectors.masa_kerja import outside, worked_pieces
from kinerja.selectors.masa_serah import MasaSerah, handed_span, rater_of
from kinerja.selectors.serah import can_take, cut
from kinerja.services.serah import finish_for
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on

ATURAN = "PermenPANRB 6/2022: evaluasi kinerja ditetapkan pejabat penilai kinerja."
S = StatusEvaluasi


@dataclass(frozen=True)
class Penilaian:
    """What the penilai says: two ratings, words on lines and values, a note, and a reason where one is due."""

    hasil_kerja: str
    perilaku_kerja: str
    umpan_balik: Mapping[UUID, str]
    perilaku: Mapping[str, str]
    catatan: str = ""
    alasan: str = ""


# -- what every step does ------------------------------------------------------------------------------------------


def lock_evaluasi(evaluasi_id: UUID) -> Evaluasi:
    """The person first (as everywhere), then the evaluation as it is now."""
    owner = Evaluasi.objects.values_list("pegawai_id", flat=True).get(pk=evaluasi_id)
    person = Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=owner)
    row = (
        Evaluasi.objects.select_for_update(of=("self",))
        .select_related("periode", "skp__periode", "skp__pegawai", "penilai__pengguna", "atasan_penilai__pengguna")
        .get(pk=evaluasi_id)
    )
    row.pegawai = person
    return row


def check_round(row: Evaluasi, putaran: int | None) -> None:
    """A tab that shows an older state decides nothing."""
    if putaran is not None and putaran != row.putaran:
        raise TransitionError(
            "Evaluasi ini sudah berubah sejak halaman Anda dibuka. Muat ulang halaman, lalu baca isinya yang terbaru.",
            galat="putaran_lama",
        )


def move(row: Evaluasi, ke: StatusEvaluasi, *, by: Pengguna | None, **step: Any) -> LangkahEvaluasi:
    """Check the table, write the row and its step."""
    check_transition(ALUR_EVALUASI, row.status, ke)
    before, row.status, row.putaran = row.status, ke, row.putaran + 1
    row.save()
    return LangkahEvaluasi.objects.create(evaluasi=row, dari=before, ke=ke, oleh=by, pada=timezone.now(), **step)


def trace(row: Evaluasi, aksi: str, by: Pengguna | None, alasan: str = "", **rincian: Any) -> None:
    record_jejak(
        row, aksi, by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan,
        rincian={"tahun": row.tahun, "jenis": row.jenis, "nomor": row.nomor, **rincian},
    )  # fmt: skip


def receipt_number(row: Evaluasi) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('kinerja_tanda_evaluasi')")
        return f"EVAL-{row.tahun}-{cursor.fetchone()[0]:06d}"


def page_of(row: Evaluasi) -> str:
    return reverse("kinerja:evaluasi_detail", args=[row.pk])


def tell(row: Evaluasi, untuk: Pegawai | None, judul: str, isi: str, by: Pengguna) -> None:
    if untuk is None or untuk.pengguna is None:
        return
    notify(
        untuk.pengguna, judul=judul, isi=isi, url=page_of(row), kelompok=KelompokKabar.TUGAS,
        mengapa=f"Anda bagian dari evaluasi kinerja {row.sebutan}.", aturan=ATURAN, oleh=by.nama,
        keberatan="Hasil yang sudah disampaikan dapat diajukan keberatannya kepada atasan pejabat penilai.",
    )  # fmt: skip


# -- beginning -----------------------------------------------------------------------------------------------------


@perubahan
def start_evaluasi(skp_id: UUID, jenis: str, nomor: int, *, by: Pengguna) -> Evaluasi:
    """The evaluation of one stretch, begun by the person or by the penilai; the one there is if it has begun already."""
    owner = SKP.objects.values_list("pegawai_id", flat=True).get(pk=skp_id)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=owner)
    skp = SKP.objects.select_related("periode").get(pk=skp_id)
    today = timezone.localdate()
    mine = bool(person.pengguna_id == by.pk)
    masa = None if mine or permissions.rates(by, person.pk) else handed_span(akses(by).orang_id, person.pk, today)
    require(mine or permissions.rates(by, person.pk) or (masa is not None and can_take(masa, skp, jenis)))
    if skp.status != StatusSKP.DISETUJUI:
        raise DomainError("Evaluasi dimulai dari SKP yang disetujui.", galat="tanpa_skp")
    first, last = span_of(skp.tahun, jenis, nomor)
    first, last = max(first, skp.mulai), min(last, skp.sampai)
    if masa is not None:
        first, last = cut(masa, skp, jenis, nomor)
    if first > last:
        raise DomainError("SKP ini tidak berlaku pada masa itu.", galat="di_luar_masa")
    row = _next_piece(skp, person, jenis, nomor, (first, last), today, masa)
    if mine and row.status == S.BELUM_MULAI and row.sumber == SumberKinerja.PORTAL:
        move(row, S.DRAF, by=by)
    trace(row, "evaluasi_dibuka", by)
    return row


def _next_piece(
    skp: SKP, person: Pegawai, jenis: str, nomor: int, masa: tuple[date, date], today: date, serah: MasaSerah | None
) -> Evaluasi:
    """The first worked part that has no evaluation yet, else the last one there is. `serah`: begun by a former penilai."""
    pieces = worked_pieces(person, *masa)
    if not pieces:
        raise DomainError(
            "Seluruh masa ini cuti di luar tanggungan negara, jadi tidak ada yang dievaluasi.", galat="cltn"
        )
    rows = Evaluasi.objects.filter(pegawai=person, jenis=jenis, masa__overlap=days(*masa)).order_by("masa")
    left = pieces
    for row in rows:
        left = [rest for piece in left for rest in outside(piece, row.masa)]
    if not left:
        last = rows.last()
        assert last is not None
        return last
    piece = (left[0].lower, left[0].upper - date.resolution)
    if serah is None:
        _refuse_early(skp, jenis, nomor, piece[1], today)
    return _create(skp, person, jenis, nomor, piece, serah.penilai if serah else superior_on(person.pk, today))


def _refuse_early(skp: SKP, jenis: str, nomor: int, last: date, today: date) -> None:
    window = window_of(skp.periode, skp.unit_id, jenis, nomor, today)
    opens = window.buka if window is not None else last + date.resolution
    if today < opens:
        raise DomainError(
            f"Evaluasi ini dibuka {tanggal(opens)}. Catat kemajuan dan buktinya dulu.", galat="belum_dibuka"
        )


def _create(
    skp: SKP, person: Pegawai, jenis: str, nomor: int, masa: tuple[date, date], penilai: Pegawai | None
) -> Evaluasi:
    row = Evaluasi(
        pegawai=person, tahun=skp.tahun, jenis=jenis, nomor=nomor, masa=days(*masa), periode=skp.periode, skp=skp,
        unit_id=skp.unit_id, jabatan=skp.jabatan, penilai=penilai,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError("Evaluasi masa ini sudah ada. Muat ulang halaman ini.", galat="sudah_ada") from refused
    return row


# -- the person's own view -----------------------------------------------------------------------------------------


@perubahan
def save_self(evaluasi_id: UUID, *, penilaian_diri: str, realisasi: Mapping[UUID, str], by: Pengguna) -> Evaluasi:
    """What came of each result, in one's own words."""
    row = lock_evaluasi(evaluasi_id)
    require(permissions.is_rated(by, row))
    if row.status == S.BELUM_MULAI:
        move(row, S.DRAF, by=by)
    if row.status != S.DRAF:
        raise TransitionError(
            f"Penilaian diri ini sekarang {row.get_status_display().lower()}, jadi tidak diubah lagi.",
            galat="status_berubah",
        )
    row.penilaian_diri = penilaian_diri
    row.save(update_fields=["penilaian_diri"])
    write_lines(row, "realisasi", {("garis", garis): text for garis, text in realisasi.items()})
    trace(row, "penilaian_diri_disimpan", by)
    return row


def write_lines(row: Evaluasi, kolom: str, isi: Mapping[tuple[str, Any], str]) -> None:
    """One column of the lines of the plan or of the values; lines that are not of this plan are left out."""
    lines = set(row.skp.daftar_rhk.values_list("garis", flat=True)) if row.skp is not None else set()
    there = {note.garis or note.nilai: note for note in row.daftar_isi.all()}
    for (kind, key), text in isi.items():
        if kind == "garis" and key not in lines:
            continue
        note = there.get(key)
        if note is not None:
            setattr(note, kolom, text)
            note.save(update_fields=[kolom])
        elif text:
            IsiEvaluasi.objects.create(evaluasi=row, **{kind: key, kolom: text})


@perubahan
def submit_self(evaluasi_id: UUID, *, by: Pengguna) -> LangkahEvaluasi:
    """To the penilai of today, with a receipt."""
    row = lock_evaluasi(evaluasi_id)
    require(permissions.is_rated(by, row))
    today = timezone.localdate()
    boss = rater_of(row, today)
    if boss is None:
        raise DomainError(
            "Atasan Anda belum tercatat. Laporkan dari halaman profil; isian Anda tersimpan.", galat="tanpa_atasan"
        )
    if not row.daftar_isi.exclude(realisasi="").exists():
        raise DomainError("Tulis realisasi paling sedikit satu hasil kerja sebelum mengirim.", galat="belum_lengkap")
    assert row.periode is not None
    window = window_of(row.periode, row.unit_id, row.jenis, row.nomor, today)
    row.penilai, row.dikirim_pada = boss, timezone.now()
    step = move(
        row, S.DIKIRIM, by=by, nomor=receipt_number(row), batas=window.batas if window else None,
        tepat_waktu=None if window is None else not window.is_late(today),
    )  # fmt: skip
    if boss.pengguna is not None:
        until = answer_by(JAWAB_KINERJA, row.periode.instansi_id, today)
        assign_tugas(
            [boss.pengguna], jenis=TUGAS_EVALUASI, objek_id=row.pk, judul=f"Nilai {row.pegawai.nama}: {row.judul}",
            tentang=f"{row.pegawai.nama_lengkap}, {row.jabatan or 'jabatan belum tercatat'}",
            alasan=f"Anda menilai masa {tanggal(row.mulai)} sampai {tanggal(row.sampai)}.", url=page_of(row),
            batas=end_of(until),
        )  # fmt: skip
    trace(row, "penilaian_diri_dikirim", by, nomor=step.nomor)
    return step


@perubahan
def return_self(evaluasi_id: UUID, *, catatan: str, by: Pengguna) -> Evaluasi:
    """Back to the person, with what is missing."""
    row = lock_evaluasi(evaluasi_id)
    require(permissions.can_rate(by, row))
    if not catatan:
        raise DomainError("Tulis apa yang perlu dilengkapi.", galat="tanpa_alasan")
    move(row, S.DRAF, by=by, catatan=catatan)
    close_tugas(jenis=TUGAS_EVALUASI, objek_id=row.pk, by=by)
    trace(row, "penilaian_diri_dikembalikan", by, catatan)
    tell(row, row.pegawai, f"Penilaian diri {row.judul} dikembalikan", catatan, by)
    return row


# -- rating --------------------------------------------------------------------------------------------------------


@perubahan
def rate(evaluasi_id: UUID, nilai: Penilaian, *, by: Pengguna, putaran: int | None = None) -> Evaluasi:
    """Two ratings by the penilai of today; the predicate is the one of the matrix."""
    row = lock_evaluasi(evaluasi_id)
    require(permissions.can_rate(by, row))
    check_round(row, putaran)
    check_transition(ALUR_EVALUASI, row.status, S.DINILAI)
    today = timezone.localdate()
    unit = achievement_for(row, today)
    if unit is None:
        raise DomainError(
            "Capaian kinerja organisasi unit ini belum ditetapkan. Pegawai dinilai sesudahnya; isian Anda tersimpan sebagai draf.",
            galat="tanpa_capaian",
        )
    predikat = predikat_untuk(nilai.hasil_kerja, nilai.perilaku_kerja)
    sheet = sheet_of(row, today)
    why = perlu_alasan(nilai.hasil_kerja, sheet.saran, predikat, [one.predikat for one in sheet.periodik])
    if why and not nilai.alasan:
        raise DomainError(f"Tulis alasannya: {' dan '.join(why)}.", galat="tanpa_alasan")
    penilai = Pegawai.objects.get(pengguna=by)
    row.hasil_kerja, row.perilaku_kerja, row.predikat = nilai.hasil_kerja, nilai.perilaku_kerja, predikat
    row.catatan, row.alasan, row.capaian = nilai.catatan, nilai.alasan, unit.capaian
    row.penilai, row.dinilai_oleh, row.dinilai_pada = penilai, by, timezone.now()
    above = superior_on(penilai.pk, today)
    row.atasan_penilai = above if above is not None and above.pk != row.pegawai_id else None
    row.identitas = _identities(row, above, today)
    move(row, S.DINILAI, by=by)
    lines: dict[tuple[str, Any], str] = {("garis", garis): text for garis, text in nilai.umpan_balik.items()}
    lines |= {("nilai", value): text for value, text in nilai.perilaku.items()}
    write_lines(row, "umpan_balik", lines)
    close_tugas(jenis=TUGAS_EVALUASI, objek_id=row.pk, by=by)
    trace(row, "evaluasi_dinilai", by, nilai.alasan)
    return row


def _identities(row: Evaluasi, above: Pegawai | None, today: date) -> dict[str, Any]:
    """The heads of the form, and of the API of SIASN, as they are now."""
    assert row.penilai is not None
    sides = {"pegawai": row.pegawai, "penilai": row.penilai} | ({"atasan": above} if above is not None else {})
    return dict(zip(sides, identities_of(list(sides.values()), today), strict=True))


@perubahan
def reopen(evaluasi_id: UUID, *, by: Pengguna) -> Evaluasi:
    """Thought over before it is handed over: the ratings are taken back."""
    row = lock_evaluasi(evaluasi_id)
    require(permissions.can_rate(by, row))
    row.hasil_kerja = row.perilaku_kerja = row.predikat = ""
    move(row, S.DIKIRIM, by=by, catatan="Penilaian dibuka kembali sebelum disampaikan.")
    trace(row, "evaluasi_dibuka_kembali", by)
    return row


@perubahan
def hand_over(evaluasi_id: UUID, *, by: Pengguna, putaran: int | None = None) -> LangkahEvaluasi:
    """The document D.1.1 reaches the person: from now on it counts, and the clocks of signing and objecting run."""
    row = lock_evaluasi(evaluasi_id)
    require(permissions.can_rate(by, row))
    check_round(row, putaran)
    check_transition(ALUR_EVALUASI, row.status, S.DISAMPAIKAN)
    if UsulKalibrasi.objects.menunggu().filter(evaluasi=row).exists():
        raise DomainError(
            "Ada usul kalibrasi tentang penilaian ini yang belum Anda jawab. Terima atau tolak dulu, lalu sampaikan.",
            galat="kalibrasi_menunggu",
        )
    today = timezone.localdate()
    due = clocks_of(row)["penyampaian"]
    row.disampaikan_pada = timezone.now()
    unit = achievement_for(row, today)
    # Set anew since the rating: the document says what holds when it is handed over.
    row.capaian = unit.capaian if unit is not None else row.capaian
    step = move(
        row, S.DISAMPAIKAN, by=by, nomor=receipt_number(row), batas=due.diterima, tepat_waktu=not due.is_late(today)
    )
    until = clocks_of(row)["keberatan"].tampak
    tell(
        row, row.pegawai, f"Hasil evaluasi {row.judul} disampaikan",
        f"Baca, lalu terima atau ajukan keberatan paling lambat {tanggal(until)}.", by,
    )  # fmt: skip
    if row.pegawai.pengguna is not None:
        assign_tugas(
            [row.pegawai.pengguna], jenis=TUGAS_EVALUASI, objek_id=row.pk, judul=f"Terima hasil evaluasi {row.judul}",
            alasan="Dokumen evaluasi Anda sudah disampaikan.", url=page_of(row), batas=end_of(until),
        )  # fmt: skip
    trace(row, "evaluasi_disampaikan", by, nomor=step.nomor)
    finish_for(row, by)
    return step
