"""Study on duty: asked for, agreed to, determined by decree, prolonged, reported on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.models import Dokumen
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna, Tugas
from asn_portal.core.pengaturan import JAWAB_PELATIHAN
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import assign_all, assign_tugas, close_tugas
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from jabatan.enums import SebabLuarPeta
from jabatan.services.luar import place_outside
from pegawai.enums import JenisPegawai
from pegawai.models import Pegawai, Referensi
from pegawai.selectors.dpcp import retirement
from pegawai.selectors.orang import hr_of
from pegawai.services.penempatan import hold_agency
from pelatihan import permissions
from pelatihan.aturan.alur_kegiatan import ALUR_TUGAS_BELAJAR
from pelatihan.aturan.tugas_belajar import (
    TABEL_TUGAS_BELAJAR,
    MasukanTugasBelajar,
    batas_perpanjangan,
    bulan_penuh,
    semester_wajib,
    tugas_belajar_masa_kerja,
)
from pelatihan.enums import Pembiayaan, StatusTugasBelajar
from pelatihan.models import LaporanBelajar, PerpanjanganBelajar, TugasBelajar
from pelatihan.selectors.sibuk import busy_with
from pelatihan.services.kegiatan import boss_with_account, tell
from pelatihan.services.naskah import check_no_paper, check_paper

S = StatusTugasBelajar
TUGAS_SETUJU_BELAJAR = "pelatihan.belajar_persetujuan"
TUGAS_TETAPKAN = "pelatihan.belajar_penetapan"
TUGAS_LAPORAN = "pelatihan.belajar_laporan"
TUGAS_BACA = "pelatihan.belajar_baca"
ATURAN = TABEL_TUGAS_BELAJAR.terakhir.dasar_hukum


@dataclass(frozen=True)
class IsianBelajar:
    tingkat: Referensi
    program_studi: str
    lembaga: str
    negara: str
    pembiayaan: str
    penyandang: str
    dibebaskan: bool
    bulan: int
    mulai: date
    selesai: date
    alasan: str


@dataclass(frozen=True)
class SyaratMasa:
    """Of the rule on remaining service, for one person and one plan."""

    sisa: int
    minimal: int
    layak: bool
    pensiun: date


def service_rule(person: Pegawai, *, mulai: date, bulan: int, dibebaskan: bool) -> SyaratMasa:
    """PNS only: whoever serves by contract has no retirement to count to."""
    end = retirement(person)
    if end is None or person.jenis != JenisPegawai.PNS:
        raise DomainError("Tugas belajar diberikan kepada PNS.", galat="bukan_pns")
    rest = bulan_penuh(mulai, end.tmt)
    found = tugas_belajar_masa_kerja(MasukanTugasBelajar(program_bulan=bulan, dibebaskan=dibebaskan, sisa_bulan=rest))
    return SyaratMasa(rest, int(found["minimal_bulan"]), bool(found["layak"]), end.tmt)


def _checked(person: Pegawai, *, mulai: date, bulan: int, dibebaskan: bool) -> SyaratMasa:
    rule = service_rule(person, mulai=mulai, bulan=bulan, dibebaskan=dibebaskan)
    if not rule.layak:
        raise DomainError(
            f"Sisa masa kerja sampai {tanggal(rule.pensiun)} ialah {rule.sisa} bulan, sedangkan program {bulan} bulan "
            f"memerlukan paling sedikit {rule.minimal} bulan.",
            galat="masa_kerja_kurang",
        )
    return rule


@perubahan
def ask_study(isian: IsianBelajar, *, by: Pengguna) -> TugasBelajar:
    """For oneself; the superior of today is asked. The rule on remaining service comes first."""
    require(permissions.can_learn(by))
    person = Pegawai.objects.select_for_update(of=("self",)).get(pengguna=by)
    if isian.selesai <= isian.mulai:
        raise DomainError("Hari terakhir harus sesudah hari pertama.", galat="hari_terbalik")
    if isian.pembiayaan == Pembiayaan.BEASISWA and not isian.penyandang.strip():
        raise DomainError("Tulis siapa pemberi beasiswanya.", galat="tanpa_penyandang")
    rule = _checked(person, mulai=isian.mulai, bulan=isian.bulan, dibebaskan=isian.dibebaskan)
    _check_no_debt(person, isian.mulai)
    boss = boss_with_account(person)
    row = TugasBelajar(
        pegawai=person, unit_id=person.unit_kini_id, diajukan_pada=timezone.now(), sisa_bulan=rule.sisa,
        minimal_bulan=rule.minimal, dasar_syarat=ATURAN, **vars(isian),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise DomainError("Tugas belajar yang belum selesai sudah ada. Buka yang itu.", galat="sudah_ada") from twice
    record_jejak(row, "tugas_belajar_diajukan", by=by, subjek_id=person.pk, unit_id=person.unit_kini_id)
    assign_tugas(
        [boss], jenis=TUGAS_SETUJU_BELAJAR, objek_id=row.pk, judul=f"Setujui tugas belajar: {person.nama}",
        tentang=f"{row}, mulai {tanggal(row.mulai)}"[:300], alasan="Anda atasan langsungnya hari ini.",
        url=reverse("pelatihan:belajar_decide", args=[row.pk]),
        batas=end_of(answer_by(JAWAB_PELATIHAN, person.instansi_id, timezone.localdate())),
    )  # fmt: skip
    return row


def _check_no_debt(person: Pegawai, mulai: date) -> None:
    """Service that is still owed comes before the next degree."""
    owed = TugasBelajar.objects.filter(pegawai=person, ikatan_sampai__gte=mulai).order_by("-ikatan_sampai").first()
    if owed is not None and owed.ikatan_sampai is not None:
        raise DomainError(
            f"Ikatan dinas dari tugas belajar sebelumnya berlangsung sampai {tanggal(owed.ikatan_sampai)}. Ajukan yang mulai "
            "sesudahnya.",
            galat="ikatan_dinas",
        )


def locked_study(tugas_id: UUID, by: Pengguna) -> TugasBelajar:
    """Agency, person, then the row: everywhere in this order, since seats may change with it."""
    hold_agency(by.instansi_id)
    Pegawai.objects.select_for_update(of=("self",)).get(
        pk=TugasBelajar.objects.values_list("pegawai_id", flat=True).get(pk=tugas_id)
    )
    rows = TugasBelajar.objects.select_for_update(of=("self",)).select_related(
        "pegawai__pengguna", "tingkat", "atasan_selama"
    )
    return rows.get(pk=tugas_id)


@perubahan
def consent_study(tugas_id: UUID, *, setuju: bool, catatan: str, by: Pengguna) -> TugasBelajar:
    if not setuju and not catatan.strip():
        raise DomainError("Tulis alasannya, supaya pegawai tahu apa yang dapat diperbaiki.", galat="tanpa_alasan")
    row = locked_study(tugas_id, by)
    require(permissions.can_decide_for(by, row.pegawai_id))
    check_transition(ALUR_TUGAS_BELAJAR, row.status, S.DISETUJUI if setuju else S.DITOLAK)
    row.status = S.DISETUJUI if setuju else S.DITOLAK
    row.diputus_oleh, row.diputus_pada, row.catatan = by, timezone.now(), catatan
    row.save(update_fields=["status", "diputus_oleh", "diputus_pada", "catatan"])
    close_tugas(jenis=TUGAS_SETUJU_BELAJAR, objek_id=row.pk, by=by)
    kata = "tugas_belajar_disetujui" if setuju else "tugas_belajar_ditolak"
    record_jejak(row, kata, by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=catatan)
    if setuju:
        _ask_decree(row, by)
    say(
        row,
        f"Atasan {'menyetujui' if setuju else 'belum menyetujui'} tugas belajar Anda",
        catatan or f"{row}. Menunggu penetapan.",
        by,
    )
    return row


def _ask_decree(row: TugasBelajar, by: Pengguna) -> None:
    """HR of the province; whoever may determine it does."""
    people = [one for one in hr_of(row.pegawai, timezone.localdate()) if permissions.can_determine_study(one, row)]
    assign_tugas(
        people, jenis=TUGAS_TETAPKAN, objek_id=row.pk, judul=f"Tetapkan tugas belajar: {row.pegawai.nama}",
        tentang=str(row)[:300], alasan="Anda mengelola kepegawaian; atasannya sudah menyetujui.",
        url=reverse("pelatihan:belajar_determine", args=[row.pk]),
        batas=end_of(answer_by(JAWAB_PELATIHAN, by.instansi_id, timezone.localdate())),
    )  # fmt: skip


@dataclass(frozen=True)
class Penetapan:
    """The decree; with a release from the post also who is the superior meanwhile."""

    sk_nomor: str
    sk_tanggal: date
    mulai: date
    selesai: date
    atasan: Pegawai | None = None


@perubahan
def determine_study(tugas_id: UUID, isi: Penetapan, *, by: Pengguna) -> TugasBelajar:
    """By decree. Who is released leaves the seat on the first day and is outside the map until the last one."""
    row = locked_study(tugas_id, by)
    require(permissions.can_determine_study(by, row))
    check_transition(ALUR_TUGAS_BELAJAR, row.status, S.BERJALAN)
    if isi.selesai <= isi.mulai:
        raise DomainError("Hari terakhir harus sesudah hari pertama.", galat="hari_terbalik")
    if isi.sk_tanggal > timezone.localdate():
        raise DomainError("Tanggal keputusan masih di depan.", galat="tanggal_depan")
    check_paper(row, nomor=isi.sk_nomor, hari=isi.sk_tanggal, masa=(isi.mulai, isi.selesai))
    rule = _checked(row.pegawai, mulai=isi.mulai, bulan=row.bulan, dibebaskan=row.dibebaskan)
    if row.dibebaskan:
        _leave_post(row, isi, by)
    row.mulai, row.selesai, row.sk_nomor, row.sk_tanggal = isi.mulai, isi.selesai, isi.sk_nomor, isi.sk_tanggal
    row.sisa_bulan, row.minimal_bulan, row.dasar_syarat = rule.sisa, rule.minimal, ATURAN
    row.status, row.ditetapkan_oleh, row.ditetapkan_pada = S.BERJALAN, by, timezone.now()
    row.save()
    close_tugas(jenis=TUGAS_TETAPKAN, objek_id=row.pk, by=by)
    record_jejak(
        row, "tugas_belajar_ditetapkan", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=isi.sk_nomor,
        rincian={"mulai": isi.mulai.isoformat(), "sampai": isi.selesai.isoformat(), "dibebaskan": row.dibebaskan},
    )  # fmt: skip
    days = f"{tanggal(row.mulai)} sampai {tanggal(row.selesai)}"
    say(row, "Tugas belajar Anda ditetapkan", f"{row}. {days}. Kirim laporan setiap semester.", by)
    return row


def _leave_post(row: TugasBelajar, isi: Penetapan, by: Pengguna) -> None:
    other = busy_with(row.pegawai_id, isi.mulai, isi.selesai)
    if other:
        raise DomainError(
            f"{row.pegawai.nama} masih terdaftar pada {other}. Batalkan dulu yang itu.", galat="tanggal_bertumpuk"
        )
    if isi.atasan is None:
        raise DomainError("Pilih atasan selama tugas belajar.", galat="tanpa_atasan")
    if isi.atasan.pk == row.pegawai_id:
        raise DomainError(
            "Seseorang tidak menjadi atasannya sendiri. Tulis NRK atau NIP orang lain.", galat="diri_sendiri"
        )
    place_outside(
        row.pegawai, sebab=SebabLuarPeta.TUGAS_BELAJAR, atasan=isi.atasan, mulai=isi.mulai, sampai=isi.selesai,
        dasar=f"Tugas belajar {row.tingkat.nama} {row.program_studi}"[:200], sk_nomor=isi.sk_nomor, sk_tanggal=isi.sk_tanggal,
        by=by,
    )  # fmt: skip
    row.atasan_selama = isi.atasan


@perubahan
def refuse_study(tugas_id: UUID, *, alasan: str, by: Pengguna) -> TugasBelajar:
    """Not determined, with the reason."""
    row = locked_study(tugas_id, by)
    require(permissions.can_determine_study(by, row))
    if row.status != S.DISETUJUI:
        raise TransitionError(f"Tugas belajar ini sudah {row.get_status_display().lower()}.", galat="sudah_diputus")
    check_no_paper(row)
    row.status, row.catatan = S.DITOLAK, alasan
    row.save(update_fields=["status", "catatan"])
    close_tugas(jenis=TUGAS_TETAPKAN, objek_id=row.pk, by=by)
    record_jejak(row, "tugas_belajar_ditolak", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan)
    say(row, "Tugas belajar Anda belum dapat ditetapkan", alasan, by)
    return row


@perubahan
def cancel_study(tugas_id: UUID, *, alasan: str, by: Pengguna) -> TugasBelajar:
    """By the person, until the decree."""
    row = locked_study(tugas_id, by)
    require(permissions.is_person(by, row.pegawai_id))
    check_transition(ALUR_TUGAS_BELAJAR, row.status, S.DIBATALKAN)
    check_no_paper(row)
    row.status, row.catatan = S.DIBATALKAN, alasan
    row.save(update_fields=["status", "catatan"])
    for jenis in (TUGAS_SETUJU_BELAJAR, TUGAS_TETAPKAN):
        close_tugas(jenis=jenis, objek_id=row.pk, by=by)
    record_jejak(row, "tugas_belajar_dibatalkan", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan)
    return row


@perubahan
def prolong_study(
    tugas_id: UUID, *, sampai: date, alasan: str, sk_nomor: str, sk_tanggal: date, by: Pengguna
) -> TugasBelajar:  # fmt: skip
    """By a decree of its own, all together no longer than the table allows."""
    row = locked_study(tugas_id, by)
    require(permissions.can_determine_study(by, row))
    if row.status != S.BERJALAN:
        raise TransitionError(f"Tugas belajar ini {row.get_status_display().lower()}.", galat="tidak_berjalan")
    first = row.daftar_perpanjangan.order_by("pada").values_list("sampai_lama", flat=True).first() or row.selesai
    if not row.selesai < sampai <= batas_perpanjangan(first):
        raise DomainError(
            f"Perpanjangan sesudah {tanggal(row.selesai)}, paling lama sampai {tanggal(batas_perpanjangan(first))}.",
            galat="terlalu_lama",
        )
    if row.dibebaskan and row.atasan_selama is not None:
        place_outside(
            row.pegawai, sebab=SebabLuarPeta.TUGAS_BELAJAR, atasan=row.atasan_selama, mulai=row.selesai + timedelta(days=1),
            sampai=sampai, dasar=f"Perpanjangan tugas belajar: {alasan}"[:200], sk_nomor=sk_nomor, sk_tanggal=sk_tanggal, by=by,
        )  # fmt: skip
    PerpanjanganBelajar.objects.create(
        tugas=row, sampai_lama=row.selesai, sampai=sampai, alasan=alasan, sk_nomor=sk_nomor, sk_tanggal=sk_tanggal, oleh=by,
        pada=timezone.now(),
    )  # fmt: skip
    row.selesai = sampai
    row.save(update_fields=["selesai"])
    record_jejak(row, "tugas_belajar_diperpanjang", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan,
                 rincian={"sampai": sampai.isoformat()})  # fmt: skip
    say(row, "Tugas belajar Anda diperpanjang", f"Sampai {tanggal(sampai)}. {alasan}", by)
    return row


# -- reports ------------------------------------------------------------------------------------------------------------------


@perubahan
def report_semester(
    tugas_id: UUID, *, semester: int, ip: Decimal | None, sks: int | None, isi: str, dokumen: Dokumen | None, by: Pengguna
) -> LaporanBelajar:  # fmt: skip
    """One's own; once for each semester, written again until it was read."""
    row = locked_study(tugas_id, by)
    require(permissions.is_person(by, row.pegawai_id))
    if row.status != S.BERJALAN:
        raise TransitionError(f"Tugas belajar ini {row.get_status_display().lower()}.", galat="tidak_berjalan")
    if semester > semester_wajib(row.mulai, timezone.localdate()) + 1:
        raise DomainError(
            f"Semester {semester} belum dimulai. Laporkan semester yang sedang atau sudah berjalan.",
            galat="belum_mulai",
        )
    known = row.daftar_laporan.filter(semester=semester).first()
    if known is not None and known.dibaca_pada is not None:
        raise DomainError(f"Laporan semester {semester} sudah dibaca dan tidak diubah lagi.", galat="sudah_dibaca")
    made = known or LaporanBelajar(tugas=row, semester=semester)
    made.ip, made.sks, made.isi, made.dokumen, made.pada = ip, sks, isi, dokumen, timezone.now()
    made.save()
    _close_when_complete(row, by)
    record_jejak(made, "laporan_belajar_dikirim", by=by, subjek_id=row.pegawai_id, rincian={"semester": semester})
    if row.ditetapkan_oleh is not None:
        assign_tugas(
            [row.ditetapkan_oleh], jenis=TUGAS_BACA, objek_id=made.pk, judul=f"Baca laporan semester {semester}: {row.pegawai.nama}",
            tentang=str(row)[:300], alasan="Anda menetapkan tugas belajarnya.", url=reverse("pelatihan:laporan_read", args=[made.pk]),
        )  # fmt: skip
    return made


def _close_when_complete(row: TugasBelajar, by: Pengguna) -> None:
    if row.daftar_laporan.count() >= semester_wajib(row.mulai, timezone.localdate()):
        close_tugas(jenis=TUGAS_LAPORAN, objek_id=row.pk, by=by)


@perubahan
def read_report(laporan_id: UUID, *, tanggapan: str, by: Pengguna) -> LaporanBelajar:
    report = (
        LaporanBelajar.objects.select_for_update(of=("self",))
        .select_related("tugas__pegawai__pengguna", "tugas__tingkat")
        .get(pk=laporan_id)
    )
    row = report.tugas
    require(permissions.can_read_reports(by, row))
    if report.dibaca_pada is not None:
        raise TransitionError("Laporan ini sudah dibaca. Muat ulang halamannya.", galat="sudah_dibaca")
    report.tanggapan, report.dibaca_oleh, report.dibaca_pada = tanggapan, by, timezone.now()
    report.save(update_fields=["tanggapan", "dibaca_oleh", "dibaca_pada"])
    close_tugas(jenis=TUGAS_BACA, objek_id=report.pk, by=by)
    record_jejak(report, "laporan_belajar_dibaca", by=by, subjek_id=row.pegawai_id, alasan=tanggapan)
    if tanggapan:
        say(row, f"Laporan semester {report.semester} ditanggapi", tanggapan, by)
    return report


@perubahan
def ask_reports(hari: date, now: datetime) -> int:
    """By night: whoever has not reported on a semester that is over. Asking twice leaves one duty."""
    rows = TugasBelajar.objects.filter(status=S.BERJALAN, mulai__lt=hari, pegawai__pengguna__isnull=False)
    found: list[Tugas] = []
    for row in rows.select_related("pegawai", "tingkat").prefetch_related("daftar_laporan"):
        due = semester_wajib(row.mulai, min(hari, row.selesai))
        missing = [n for n in range(1, due + 1) if n not in {one.semester for one in row.daftar_laporan.all()}]
        if missing:
            found.append(_duty(row, missing[0], now))
    assign_all(found)
    record_jejak(None, "laporan_belajar_diminta", by=None, rincian={"orang": len(found)})
    return len(found)


def _duty(row: TugasBelajar, semester: int, now: datetime) -> Tugas:
    values: dict[str, Any] = {
        "jenis": TUGAS_LAPORAN, "objek_id": row.pk, "judul": f"Laporkan semester {semester} tugas belajar",
        "tentang": str(row)[:300], "alasan": "Kemajuan belajar dilaporkan setiap semester.",
        "url": reverse("pelatihan:belajar_report", args=[row.pk]), "batas": end_of(timezone.localdate(now) + timedelta(days=30)),
    }  # fmt: skip
    return Tugas(untuk_id=row.pegawai.pengguna_id, **values)


def say(row: TugasBelajar, judul: str, isi: str, by: Pengguna | None) -> None:
    url = reverse("pelatihan:belajar_detail", args=[row.pk])
    tell(row.pegawai, judul, isi, url, mengapa="Ini tentang tugas belajar Anda.", aturan=ATURAN, by=by)
