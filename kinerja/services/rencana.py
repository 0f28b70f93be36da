"""Writing a plan: begun, filled row by row, put aside. Only its owner writes, and only while it is a draft or returned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Max
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, periode
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import close_tugas
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from kinerja import permissions
from kinerja.aturan.alur_skp import ALUR_SKP, DAPAT_DITULIS
from kinerja.enums import BentukSKP, PendekatanSKP, StatusSKP, SumberKinerja
from kinerja.kunci_tugas import TUGAS_SKP
from kinerja.models import (
    SKP,
    EkspektasiPerilaku,
    IndikatorKinerja,
    LangkahSKP,
    PeriodeKinerja,
    RencanaHasilKerja,
)
from kinerja.selectors.periode import sumber_of
from kinerja.selectors.rencana import proposed_links, rows_of
from kinerja.selectors.segmen import Pindah, moved_since
from kinerja.services.tawaran import RHK_TERBANYAK, take_offers
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.selectors.orang import superior_on


@dataclass(frozen=True)
class IsianIndikator:
    teks: str
    target: str = ""
    satuan: str = ""
    sumber: str = ""
    aspek: str = ""


@dataclass(frozen=True)
class IsianRHK:
    """One result as its form gives it. `sandaran` names what it leans on: ("rhk", id), ("iku", id) or nothing."""

    jenis: str
    teks: str
    indikator: Sequence[IsianIndikator]
    sandaran: tuple[str, UUID] | None = None
    perspektif: str = ""
    penugasan: str = ""


def lock_skp(skp_id: UUID) -> SKP:
    """The person first (as everywhere), then the plan as it is now."""
    owner = SKP.objects.values_list("pegawai_id", flat=True).get(pk=skp_id)
    person = Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=owner)
    skp = SKP.objects.select_for_update(of=("self",)).select_related("periode").get(pk=skp_id)
    skp.pegawai = person
    return skp


def add_step(skp: SKP, dari: str, ke: str, *, by: Pengguna | None, **values: Any) -> LangkahSKP:
    return LangkahSKP.objects.create(
        skp=skp, putaran=skp.putaran, dari=dari, ke=ke, oleh=by, pada=timezone.now(), **values
    )


def trace(skp: SKP, aksi: str, by: Pengguna, alasan: str = "", **rincian: Any) -> None:
    record_jejak(
        skp,
        aksi,
        by=by,
        subjek_id=skp.pegawai_id,
        unit_id=skp.unit_id,
        alasan=alasan,
        rincian={"tahun": skp.tahun, "versi": skp.versi, **rincian},
    )


# -- beginning ----------------------------------------------------------------------------------------------------


def free_stretch(pegawai: Pegawai, tahun: int) -> DateRange:
    """The part of the year that no plan covers yet: from the first day in service (or after the last approved plan) on."""
    first, last = date(tahun, 1, 1), date(tahun, 12, 31)
    joined = (
        KeanggotaanUnit.objects.kini()
        .filter(pegawai=pegawai)
        .order_by("berlaku")
        .values_list("berlaku", flat=True)
        .first()
    )
    if joined is not None and joined.lower > first:
        first = joined.lower
    taken = SKP.objects.filter(pegawai=pegawai, tahun=tahun, status=StatusSKP.DISETUJUI).values_list(
        "berlaku", flat=True
    )
    first = max([first, *(row.upper for row in taken)])
    if first > last:
        raise DomainError(
            f"Anda sudah mempunyai SKP {tahun} yang disetujui. Untuk mengubahnya, ajukan revisi.", galat="sudah_ada"
        )
    return periode(first, last)


@perubahan
def start_skp(
    periode_id: UUID, *, bentuk: BentukSKP, pendekatan: PendekatanSKP, by: Pengguna, contoh_id: UUID | None = None
) -> SKP:
    """A draft of one's own, empty or as a copy of an earlier or shared plan."""
    tahun = PeriodeKinerja.objects.visible_to(by).filter(pk=periode_id).first()
    person = Pegawai.objects.select_for_update(of=("self",)).filter(pengguna=by).first()
    require(tahun is not None and person is not None)
    assert tahun is not None
    assert person is not None
    kept_at = sumber_of(person, tahun)
    if kept_at != SumberKinerja.PORTAL:
        raise DomainError(
            f"SKP Anda tahun {tahun.tahun} disusun di {kept_at.label}; hasilnya masuk ke portal dengan sendirinya.",
            galat="sumber_lain",
        )
    if person.unit_kini_id is None:
        raise DomainError(
            "Unit Anda belum tercatat. Laporkan dari halaman profil, lalu susun SKP sesudah diperbaiki.",
            galat="tanpa_unit",
        )
    today = timezone.localdate()
    moved = moved_since(person, tahun.tahun, today)
    _end_before_move(moved, by)
    atasan = superior_on(person.pk, today)
    skp = SKP(
        periode=tahun, pegawai=person, tahun=tahun.tahun, berlaku=free_stretch(person, tahun.tahun),
        unit_id=person.unit_kini_id, jabatan=person.jabatan_kini, bentuk=bentuk, pendekatan=pendekatan, penilai=atasan,
    )  # fmt: skip
    try:
        with transaction.atomic():
            skp.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(
            f"SKP {tahun.tahun} Anda sedang disusun. Lanjutkan yang sudah ada.", galat="sudah_ada"
        ) from refused
    if contoh_id is not None:
        _copy_from(skp, contoh_id, by)
    take_offers(skp)
    ended = {"masa_lama_berakhir": moved.akhir_lama.isoformat()} if moved is not None else {}
    trace(skp, "skp_dimulai", by, **ended)
    return skp


def _end_before_move(pindah: Pindah | None, by: Pengguna) -> None:
    """The approved plan of the post that was left ends the day before the move; its penilai and contents stay."""
    if pindah is None:
        return
    old = pindah.skp
    old.berlaku = periode(old.mulai, pindah.akhir_lama)
    old.save(update_fields=["berlaku"])
    add_step(
        old,
        old.status,
        old.status,
        by=by,
        catatan=f"Masanya berakhir {tanggal(pindah.akhir_lama)} karena pindah tugas.",
    )


def _copy_from(skp: SKP, contoh_id: UUID, by: Pengguna) -> None:
    """Rows and annexes of another plan. Links to a superior's results stay behind: they belong to that year."""
    example = SKP.objects.filter(pk=contoh_id, periode__instansi_id=by.instansi_id).first()
    require(example is not None and permissions.can_copy_skp(by, example))
    assert example is not None
    copy_rows(example, skp, same_lines=False)
    for name in ("dukungan", "pertanggungjawaban", "konsekuensi"):
        setattr(skp, name, getattr(example, name))
    skp.save(update_fields=["dukungan", "pertanggungjawaban", "konsekuensi"])


def copy_rows(dari: SKP, ke: SKP, *, same_lines: bool) -> None:
    """Results with their indicators, and expectations. The same lines (next version) keep their links as well."""
    source = rows_of(dari)
    keys = new_ids(len(source))
    rows, indicators = [], []
    for key, row in zip(keys, source, strict=True):
        old = row.rhk
        line: dict[str, Any] = (
            {"garis": old.garis, "rhk_pimpinan_id": old.rhk_pimpinan_id, "iku_id": old.iku_id} if same_lines else {}
        )
        rows.append(
            RencanaHasilKerja(
                id=key,
                skp=ke,
                jenis=old.jenis,
                urut=old.urut,
                teks=old.teks,
                perspektif=old.perspektif,
                penugasan=old.penugasan,
                **line,
            )
        )
        indicators += [
            IndikatorKinerja(
                rhk_id=key,
                urut=one.urut,
                aspek=one.aspek,
                teks=one.teks,
                target=one.target,
                satuan=one.satuan,
                sumber=one.sumber,
            )
            for one in row.indikator
        ]
    RencanaHasilKerja.objects.bulk_create(rows)
    IndikatorKinerja.objects.bulk_create(indicators)
    EkspektasiPerilaku.objects.bulk_create(
        EkspektasiPerilaku(skp=ke, nilai=nilai, teks=teks)
        for nilai, teks in dari.daftar_ekspektasi.values_list("nilai", "teks")
    )


@perubahan
def revise_skp(skp_id: UUID, *, alasan: str, by: Pengguna) -> SKP:
    """The next version as a draft; the approved one counts until the next is approved."""
    old = lock_skp(skp_id)
    require(permissions.can_write_skp(by, old))
    if old.status != StatusSKP.DISETUJUI:
        raise DomainError(
            "Hanya SKP yang disetujui dapat direvisi. Muat ulang halaman ini untuk melihat yang terbaru.",
            galat="status_berubah",
        )
    new = SKP(
        periode=old.periode, pegawai=old.pegawai, tahun=old.tahun, berlaku=old.berlaku, unit_id=old.unit_id,
        jabatan=old.jabatan, bentuk=old.bentuk, pendekatan=old.pendekatan, penilai_id=old.penilai_id, versi=old.versi + 1,
        menggantikan=old, alasan_revisi=alasan, dukungan=old.dukungan, pertanggungjawaban=old.pertanggungjawaban,
        konsekuensi=old.konsekuensi,
    )  # fmt: skip
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError("Revisi SKP ini sudah dimulai. Lanjutkan yang sudah ada.", galat="sudah_ada") from refused
    copy_rows(old, new, same_lines=True)
    trace(new, "skp_revisi_dimulai", by, alasan)
    return new


@perubahan
def discard_skp(skp_id: UUID, *, by: Pengguna) -> SKP:
    """A draft that is not needed. It stays as a row; nothing that was sent is lost."""
    skp = lock_skp(skp_id)
    require(permissions.can_write_skp(by, skp))
    check_transition(ALUR_SKP, skp.status, StatusSKP.DIBATALKAN)
    before, skp.status = skp.status, StatusSKP.DIBATALKAN
    skp.save(update_fields=["status"])
    add_step(skp, before, StatusSKP.DIBATALKAN, by=by)
    close_tugas(jenis=TUGAS_SKP, objek_id=skp.pk, by=by)
    trace(skp, "skp_dibatalkan", by)
    return skp


# -- filling ------------------------------------------------------------------------------------------------------


def writable(skp_id: UUID, by: Pengguna) -> SKP:
    skp = lock_skp(skp_id)
    require(permissions.can_write_skp(by, skp))
    if skp.status not in DAPAT_DITULIS:
        raise DomainError(
            f"SKP ini sekarang {skp.get_status_display().lower()}, jadi isinya tidak dapat diubah. "
            "Tarik dulu, atau ajukan revisi.",
            galat="status_berubah",
        )
    return skp


@perubahan
def save_rhk(skp_id: UUID, isian: IsianRHK, *, by: Pengguna, rhk_id: UUID | None = None) -> RencanaHasilKerja:
    """A new result, or the new words of one."""
    skp = writable(skp_id, by)
    if rhk_id is None:
        if skp.daftar_rhk.count() >= RHK_TERBANYAK:
            raise DomainError(
                f"Paling banyak {RHK_TERBANYAK} rencana hasil kerja. Gabungkan yang serupa.", galat="terlalu_banyak"
            )
        last = skp.daftar_rhk.aggregate(n=Max("urut"))["n"] or 0
        row = RencanaHasilKerja(skp=skp, urut=last + 1)
    else:
        found = skp.daftar_rhk.filter(pk=rhk_id).first()
        if found is None:
            raise DomainError(
                "Hasil kerja ini sudah dihapus di tab lain. Salin isinya bila masih perlu.", galat="tidak_ada"
            )
        row = found
    row.jenis, row.teks, row.perspektif, row.penugasan = isian.jenis, isian.teks, isian.perspektif, isian.penugasan
    row.rhk_pimpinan, row.iku_id = _support(skp, isian.sandaran)
    row.save()
    row.daftar_indikator.all().delete()
    IndikatorKinerja.objects.bulk_create(
        IndikatorKinerja(
            rhk=row, urut=place, aspek=one.aspek, teks=one.teks, target=one.target, satuan=one.satuan, sumber=one.sumber
        )
        for place, one in enumerate(isian.indikator, 1)
    )
    trace(skp, "rhk_disimpan", by)
    return row


def _support(skp: SKP, sandaran: tuple[str, UUID] | None) -> tuple[RencanaHasilKerja | None, UUID | None]:
    """A result of the superior brings the target along that it serves itself."""
    if sandaran is None:
        return None, None
    kind, key = sandaran
    if kind == "iku":
        return None, key
    above = RencanaHasilKerja.objects.select_related("skp").filter(pk=key, skp__tahun=skp.tahun).first()
    require(above is not None and above.skp.pegawai_id != skp.pegawai_id)
    assert above is not None
    return above, above.iku_id


@perubahan
def delete_rhk(skp_id: UUID, rhk_id: UUID, *, by: Pengguna) -> None:
    """A line that is not needed; those after it move up."""
    skp = writable(skp_id, by)
    row = skp.daftar_rhk.filter(pk=rhk_id).first()
    if row is not None:
        skp.daftar_rhk.filter(urut__gt=row.urut).update(urut=F("urut") - 1)
        row.delete()
    trace(skp, "rhk_dihapus", by)


@perubahan
def save_annexes(skp_id: UUID, *, ekspektasi: Mapping[str, str], lampiran: Mapping[str, str], by: Pengguna) -> SKP:
    """What is expected of behaviour besides the statements, and the three annexes."""
    skp = writable(skp_id, by)
    skp.daftar_ekspektasi.all().delete()
    EkspektasiPerilaku.objects.bulk_create(
        EkspektasiPerilaku(skp=skp, nilai=nilai, teks=teks) for nilai, teks in ekspektasi.items() if teks
    )
    for name in ("dukungan", "pertanggungjawaban", "konsekuensi"):
        setattr(skp, name, lampiran.get(name, ""))
    skp.save(update_fields=["dukungan", "pertanggungjawaban", "konsekuensi"])
    trace(skp, "skp_lampiran_disimpan", by)
    return skp


@perubahan
def share_skp(skp_id: UUID, *, dibagikan: bool, by: Pengguna) -> SKP:
    """Colleagues of the unit may take an approved plan as an example, or no longer."""
    skp = lock_skp(skp_id)
    require(permissions.can_write_skp(by, skp))
    if skp.status != StatusSKP.DISETUJUI:
        raise DomainError("Yang dapat dibagikan hanya SKP yang disetujui.", galat="status_berubah")
    skp.dibagikan = dibagikan
    skp.save(update_fields=["dibagikan"])
    trace(skp, "skp_dibagikan" if dibagikan else "skp_tidak_dibagikan", by)
    return skp


# -- links --------------------------------------------------------------------------------------------------------


@perubahan
def accept_links(skp_id: UUID, tautan: Mapping[UUID, UUID], *, by: Pengguna) -> int:
    """Hang rows on the lines of the superior's plan that were proposed; returns how many. Also after the approval."""
    skp = lock_skp(skp_id)
    require(permissions.can_write_skp(by, skp))
    proposed = {row.rhk.pk: row for row in proposed_links(skp, timezone.localdate())}
    taken = [proposed[key] for key, target in tautan.items() if key in proposed and proposed[key].tujuan.pk == target]
    if not taken:
        raise DomainError("Usulan tautan itu sudah berubah. Muat ulang halaman ini, lalu pilih lagi.", galat="berubah")
    for one in taken:
        RencanaHasilKerja.objects.filter(pk=one.rhk.pk).update(rhk_pimpinan=one.tujuan)
    trace(skp, "rhk_ditautkan", by, jumlah=len(taken))
    return len(taken)
