"""Reports of shifts: written once by the head, confirmed or denied by each one named, counted once for each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.services.dokumen import Isian, upload_dokumen
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.pengaturan import JAWAB_KINERJA
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from kinerja.aturan.giliran import Giliran, giliran
from kinerja.bukti import JENIS_BUKTI
from kinerja.enums import JenisBukti, StatusSebutan
from kinerja.kunci_tugas import TUGAS_REGU
from kinerja.models import BuktiDukung, LaporanRegu, Progres, SebutanRegu
from kinerja.selectors.regu import crew_of
from kinerja.services.pelaksanaan import check_day, digest_of, own_line
from pegawai.models import Pegawai

ATURAN = "PermenPANRB 6/2022: hasil kerja dinilai berdasarkan bukti dukung."


@dataclass(frozen=True)
class IsianRegu:
    """What the head of a shift tells: for which own result, when, what was done, what proves it, who was there."""

    rhk_id: UUID
    tanggal: date
    mulai: time
    selesai: time
    teks: str
    orang: Collection[UUID]
    hasil: str = ""
    tautan: str = ""
    kiriman: Sequence[Kiriman] = ()


@perubahan
def report_shift(isian: IsianRegu, *, by: Pengguna) -> LaporanRegu:
    """Counts at once for whoever writes it; the others are asked. What is refused leaves nothing behind."""
    rhk, head = own_line(isian.rhk_id, by)
    check_day(rhk.skp, isian.tanggal)
    shift = giliran(isian.tanggal, isian.mulai, isian.selesai, timezone.get_current_timezone())
    if shift.selesai > timezone.now():
        raise DomainError("Giliran ini belum selesai. Laporkan sesudahnya.", galat="belum_selesai")
    crew = list(crew_of(head, isian.tanggal).select_related("pengguna").filter(pk__in=list(isian.orang)))
    if not crew or len(crew) != len(set(isian.orang)):
        raise DomainError("Pilih rekan yang bertugas pada giliran itu dari daftar.", galat="regu_kosong")
    row = _write(isian, shift, head, by)
    _count(SebutanRegu.objects.create(laporan=row, pegawai=head, rentang=row.rentang), row, rhk.pk)
    named = [SebutanRegu.objects.create(laporan=row, pegawai=person, rentang=row.rentang) for person in crew]
    for one in named:
        _ask(one, row, by)
    record_jejak(
        row, "laporan_regu_dikirim", by=by, subjek_id=head.pk, unit_id=row.unit_id, rincian={"disebut": len(named)}
    )
    return row


def _write(isian: IsianRegu, shift: Giliran, head: Pegawai, by: Pengguna) -> LaporanRegu:
    document = None
    if isian.kiriman:
        title = Isian(judul=isian.kiriman[0].nama[:120])
        document = upload_dokumen(isian.kiriman, jenis=JENIS_BUKTI.kunci, isian=title, by=by)
    plain = f"{isian.tanggal}:{isian.mulai}:{isian.selesai}:{isian.teks.strip().lower()}"
    digest = (
        digest_of(isian.kiriman)
        if isian.kiriman
        else hashlib.sha256((isian.tautan.strip() or plain).encode()).hexdigest()
    )
    try:
        with transaction.atomic():
            return LaporanRegu.objects.create(
                pelapor=head, unit_id=head.unit_kini_id, tanggal=isian.tanggal, teks=isian.teks, hasil=isian.hasil,
                rentang=DateTimeTZRange(shift.mulai, shift.selesai), dokumen=document, tautan=isian.tautan.strip(),
                sidik=digest,
            )  # fmt: skip
    except IntegrityError as refused:
        raise DomainError(
            "Laporan dengan bukti ini sudah dikirim seseorang dari unit Anda. Buka laporan itu, atau pilih bukti lain.",
            galat="bukti_berulang",
        ) from refused


def _ask(one: SebutanRegu, row: LaporanRegu, by: Pengguna) -> None:
    if one.pegawai.pengguna is None:
        return
    until = answer_by(JAWAB_KINERJA, by.instansi_id, timezone.localdate())
    assign_tugas(
        [one.pegawai.pengguna], jenis=TUGAS_REGU, objek_id=one.pk, judul=f"Akui giliran {tanggal(row.tanggal)}",
        tentang=f"Laporan {row.pelapor.nama}: {row.teks}"[:200], alasan="Nama Anda disebut dalam laporan regu ini.",
        url=reverse("kinerja:regu_jawab", args=[one.pk]), batas=end_of(until),
    )  # fmt: skip


def _count(one: SebutanRegu, row: LaporanRegu, rhk_id: UUID) -> None:
    """The note and its proof of one person; both refusals are sentences."""
    try:
        with transaction.atomic():
            note = Progres.objects.create(
                pegawai_id=one.pegawai_id, rhk_id=rhk_id, tanggal=row.tanggal, teks=row.teks, hasil=row.hasil
            )
            BuktiDukung.objects.create(
                progres=note, pegawai_id=one.pegawai_id, tahun=row.tanggal.year, jenis=JenisBukti.REGU, laporan=row,
                judul=f"Laporan regu {tanggal(row.tanggal)}", sidik=row.sidik, dokumen=row.dokumen, tautan=row.tautan,
            )  # fmt: skip
    except IntegrityError as refused:
        raise DomainError(
            "Bukti yang sama sudah dihitung tahun ini untuk catatan Anda yang lain, jadi tidak dihitung dua kali.",
            galat="bukti_berulang",
        ) from refused
    one.progres, one.status, one.dijawab_pada = note, StatusSebutan.DIAKUI, timezone.now()
    try:
        with transaction.atomic():
            one.save(update_fields=["progres", "status", "dijawab_pada"])
    except IntegrityError as refused:
        raise DomainError(
            "Jam itu sudah diakui pada laporan regu lain. Seseorang tidak bertugas dalam dua giliran sekaligus.",
            galat="giliran_bertumpuk",
        ) from refused


def _asked(sebutan_id: UUID, by: Pengguna) -> SebutanRegu:
    """The row in which this account's person is named, still open."""
    found = SebutanRegu.objects.select_for_update(of=("self",)).select_related("laporan__pelapor__pengguna")
    one = found.filter(pk=sebutan_id, pegawai__pengguna=by).first()
    require(one is not None)
    assert one is not None
    if one.laporan.ditarik_pada is not None:
        raise DomainError("Laporan ini sudah ditarik pelapornya.", galat="sudah_ditarik")
    if one.status != StatusSebutan.MENUNGGU:
        raise DomainError("Anda sudah menjawab laporan ini. Muat ulang halaman.", galat="sudah_dijawab")
    return one


@perubahan
def confirm_shift(sebutan_id: UUID, rhk_id: UUID, *, by: Pengguna) -> SebutanRegu:
    """Yes, I was there: the report becomes a note of mine, for this result, on the first day of the shift."""
    rhk, person = own_line(rhk_id, by)
    one = _asked(sebutan_id, by)
    check_day(rhk.skp, one.laporan.tanggal)
    _count(one, one.laporan, rhk.pk)
    close_tugas(jenis=TUGAS_REGU, objek_id=one.pk, by=by)
    record_jejak(one, "laporan_regu_diakui", by=by, subjek_id=person.pk, unit_id=one.laporan.unit_id)
    return one


@perubahan
def deny_shift(sebutan_id: UUID, *, alasan: str, by: Pengguna) -> SebutanRegu:
    """No, with a reason that whoever wrote the report reads."""
    one = _asked(sebutan_id, by)
    if not alasan:
        raise DomainError("Tulis alasannya, agar pelapor dapat memperbaiki laporannya.", galat="tanpa_alasan")
    one.status, one.alasan, one.dijawab_pada = StatusSebutan.DISANGKAL, alasan, timezone.now()
    one.save(update_fields=["status", "alasan", "dijawab_pada"])
    close_tugas(jenis=TUGAS_REGU, objek_id=one.pk, by=by)
    record_jejak(
        one, "laporan_regu_disangkal", by=by, subjek_id=one.pegawai_id, unit_id=one.laporan.unit_id, alasan=alasan
    )
    head = one.laporan.pelapor
    if head.pengguna is not None:
        notify(
            head.pengguna, judul=f"{by.nama} menyangkal laporan regu {tanggal(one.laporan.tanggal)}", isi=alasan[:300],
            url=reverse("kinerja:regu_detail", args=[one.laporan_id]), kelompok=KelompokKabar.TUGAS,
            mengapa="Anda yang menulis laporan regu itu.", aturan=ATURAN, oleh=by.nama,
            keberatan="Bicarakan dengan orangnya; laporan tetap dihitung bagi yang mengakuinya.",
        )  # fmt: skip
    return one


@perubahan
def withdraw_report(laporan_id: UUID, *, by: Pengguna) -> LaporanRegu:
    """A report that was wrong, as long as nobody else has confirmed it; the own note goes with it."""
    row = LaporanRegu.objects.select_for_update().select_related("pelapor").get(pk=laporan_id)
    require(row.pelapor.pengguna_id == by.pk)
    if row.ditarik_pada is not None:
        raise DomainError("Laporan ini sudah ditarik.", galat="sudah_ditarik")
    if row.daftar_sebutan.filter(status=StatusSebutan.DIAKUI).exclude(pegawai=row.pelapor).exists():
        raise DomainError("Laporan yang sudah diakui rekan Anda tidak ditarik lagi.", galat="sudah_diakui")
    named = list(row.daftar_sebutan.values_list("pk", flat=True))
    notes = Progres.objects.filter(daftar_bukti__laporan=row, pegawai=row.pelapor)
    keep = [note.pk for note in notes]
    row.daftar_sebutan.filter(progres__isnull=False).update(
        status=StatusSebutan.MENUNGGU, dijawab_pada=None, progres=None
    )
    Progres.objects.filter(pk__in=keep).delete()
    row.ditarik_pada = timezone.now()
    row.save(update_fields=["ditarik_pada"])
    for pk in named:
        close_tugas(jenis=TUGAS_REGU, objek_id=pk, by=by)
    record_jejak(row, "laporan_regu_ditarik", by=by, subjek_id=row.pelapor_id, unit_id=row.unit_id)
    return row
