"""What can be learned and who gives it, kept by staff of training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna, periode
from asn_portal.core.permissions import require
from asn_portal.core.regulasi import Ditolak
from pelatihan import permissions
from pelatihan.aturan.jam_pelajaran import BENTUK, TABEL_KONVERSI, MasukanJpKonversi, jp_konversi
from pelatihan.enums import RumpunPelatihan
from pelatihan.models import (
    KurikulumProgram,
    Penyelenggara,
    PerjanjianPenyelenggara,
    PrasyaratProgram,
    ProgramPelatihan,
    SasaranKompetensi,
    TinjauanKurikulum,
)

# What the rule refuses, in words for a form that chooses a form of training.
TOLAK = {
    "bentuk_belum_diatur": "Jam pelajaran bentuk ini belum diatur dalam peraturan. Pilih bentuk lain.",
    "tingkat_tidak_berlaku": "Bentuk ini tidak mempunyai nilai internasional. Pilih tingkat nasional.",
}


@dataclass(frozen=True)
class Sasaran:
    """A competence that a programme teaches, up to a level."""

    kode: str
    nama: str
    tingkat: int


def jp_of(bentuk: str, tingkat: str, banyaknya: Decimal) -> tuple[Decimal, str]:
    """JP by the rule, and its citation. A refusal of the rule is a sentence for the form."""
    cara, whole = BENTUK[bentuk]["cara"], int(banyaknya)
    most = TABEL_KONVERSI.terakhir.nilai["kegiatan_sebulan_maks"]
    amount: dict[str, Any] = {
        "jp_program": {"jp_program": banyaknya},
        "hari": {"hari": whole},
        "kegiatan": {"kegiatan": whole},
        # As many months as the activities need when they are spread as the rule counts them.
        "kegiatan_per_bulan": {"kegiatan_per_bulan": [most] * (whole // most) + [whole % most]},
    }.get(cara, {})
    try:
        found = jp_konversi(MasukanJpKonversi(bentuk=bentuk, tingkat=tingkat, **amount))
    except Ditolak as refused:
        raise DomainError(TOLAK.get(refused.galat, refused.pesan), galat=refused.galat) from refused
    return Decimal(str(found["jp"])), TABEL_KONVERSI.terakhir.dasar_hukum


@perubahan
def save_program(
    program_id: UUID | None, *, isi: Mapping[str, Any], sasaran: Sequence[Sasaran] = (), prasyarat: Sequence[UUID] = (),
    by: Pengguna,
) -> ProgramPelatihan:  # fmt: skip
    """A new programme, or one that is put right. JP follow from form, level and amount."""
    require(permissions.can_manage(by))
    if program_id is None:
        row = ProgramPelatihan(instansi_id=by.instansi_id)
    else:
        row = ProgramPelatihan.objects.visible_to(by).select_for_update(of=("self",)).get(pk=program_id)
    for name, value in isi.items():
        setattr(row, name, value)
    row.jp, row.dasar_jp = jp_of(row.bentuk, row.tingkat, row.banyaknya)
    rumpun = str(RumpunPelatihan(row.rumpun).label)
    row.pencarian = " ".join([row.judul, row.kode, rumpun, *(one.nama for one in sasaran)])
    _write(row, "Kode program ini sudah dipakai. Pakai kode lain.", baru=program_id is None)
    row.daftar_sasaran.all().delete()
    SasaranKompetensi.objects.bulk_create(
        SasaranKompetensi(program=row, kode=one.kode, nama=one.nama, tingkat=one.tingkat) for one in sasaran
    )
    row.daftar_prasyarat.all().delete()
    wanted = ProgramPelatihan.objects.visible_to(by).filter(pk__in=prasyarat).exclude(pk=row.pk)
    PrasyaratProgram.objects.bulk_create(PrasyaratProgram(program=row, syarat=one) for one in wanted)
    record_jejak(row, "program_pelatihan_disimpan", by=by, rincian={"kode": row.kode, "jp": str(row.jp)})
    return row


def _write(row: Any, kalimat: str, *, baru: bool) -> None:
    """Save, or say in a sentence what the database refuses."""
    try:
        with transaction.atomic():
            row.save(force_insert=baru)
    except IntegrityError as refused:
        raise DomainError(kalimat, galat="sudah_ada") from refused


@perubahan
def set_offered(program_id: UUID, *, ditawarkan: bool, by: Pengguna) -> ProgramPelatihan:
    """Out of the catalogue, or back into it. Batches and certificates stay."""
    require(permissions.can_manage(by))
    row = ProgramPelatihan.objects.visible_to(by).select_for_update(of=("self",)).get(pk=program_id)
    row.ditutup_pada = None if ditawarkan else timezone.localdate()
    row.save(update_fields=["ditutup_pada"])
    record_jejak(row, "program_pelatihan_ditawarkan" if ditawarkan else "program_pelatihan_ditutup", by=by)
    return row


@perubahan
def add_kurikulum(
    program_id: UUID, *, isi: str, peninjau: str, berlaku_sejak: date, by: Pengguna
) -> KurikulumProgram:  # fmt: skip
    """The next version, reviewed together by those named."""
    require(permissions.can_manage(by))
    program = ProgramPelatihan.objects.visible_to(by).select_for_update(of=("self",)).get(pk=program_id)
    last = program.daftar_kurikulum.order_by("-versi").first()
    if last is not None and berlaku_sejak < last.berlaku_sejak:
        raise DomainError(
            "Versi baru tidak boleh berlaku sebelum versi yang lalu. Periksa tanggalnya.", galat="tanggal_mundur"
        )
    row = KurikulumProgram.objects.create(
        program=program, versi=1 if last is None else last.versi + 1, isi=isi, peninjau=peninjau,
        berlaku_sejak=berlaku_sejak, oleh=by,
    )  # fmt: skip
    record_jejak(program, "kurikulum_ditetapkan", by=by, rincian={"versi": row.versi})
    return row


@perubahan
def review_kurikulum(kurikulum_id: UUID, *, catatan: str, by: Pengguna) -> TinjauanKurikulum:
    """The second signature, by somebody else than the writer; once."""
    rows = KurikulumProgram.objects.select_for_update(of=("self",)).select_related("program")
    row = rows.get(pk=kurikulum_id, program__instansi_id=by.instansi_id)
    require(permissions.can_review_kurikulum(by, row))
    if TinjauanKurikulum.objects.filter(kurikulum=row).exists():
        raise TransitionError(
            "Versi ini sudah ditinjau. Muat ulang halaman untuk melihat oleh siapa.", galat="sudah_ditinjau"
        )
    made = TinjauanKurikulum.objects.create(kurikulum=row, catatan=catatan, oleh=by, pada=timezone.now())
    record_jejak(row.program, "kurikulum_ditinjau", by=by, rincian={"versi": row.versi})
    return made


@perubahan
def save_penyelenggara(penyelenggara_id: UUID | None, *, isi: Mapping[str, Any], by: Pengguna) -> Penyelenggara:
    require(permissions.can_manage(by))
    if penyelenggara_id is None:
        row = Penyelenggara(instansi_id=by.instansi_id)
    else:
        row = Penyelenggara.objects.visible_to(by).select_for_update(of=("self",)).get(pk=penyelenggara_id)
    for name, value in isi.items():
        setattr(row, name, value)
    _write(
        row,
        "Penyelenggara dengan nama ini sudah ada. Buka yang sudah ada, atau pakai nama lain.",
        baru=penyelenggara_id is None,
    )
    record_jejak(row, "penyelenggara_disimpan", by=by)
    return row


@perubahan
def add_perjanjian(
    penyelenggara_id: UUID, *, mulai: date, sampai: date, isi: Mapping[str, Any], by: Pengguna
) -> PerjanjianPenyelenggara:  # fmt: skip
    """An agreement for a stretch of days."""
    require(permissions.can_manage(by))
    owner = Penyelenggara.objects.visible_to(by).select_for_update(of=("self",)).get(pk=penyelenggara_id)
    row = PerjanjianPenyelenggara(penyelenggara=owner, berlaku=periode(mulai, sampai), **isi)
    _write(row, "Perjanjian bernomor ini sudah tercatat pada masa itu. Periksa nomor dan tanggalnya.", baru=True)
    record_jejak(owner, "perjanjian_pelatihan_dicatat", by=by, rincian={"nomor": row.nomor})
    return row
