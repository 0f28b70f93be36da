"""The drafting room: a draft and its operations. Nothing here touches the map."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import PekerjaanLatar, Pengguna, PenugasanPeran, UnitKerja
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal as tulis
from asn_portal.core.workflow import check_transition
from jabatan import permissions
from jabatan.aturan.alur_rancangan import ALUR_RANCANGAN
from jabatan.enums import StatusRancangan
from jabatan.models import LangkahRancangan, RancanganSusunan
from jabatan.rancang.bentuk import Susunan
from jabatan.selectors import rancangan as selectors
from jabatan.serah import TUGAS_RANCANGAN
from pegawai.services.penempatan import hold_agency

LANGKAH_TERBANYAK = 300
PEKERJAAN = "jabatan.rancangan"


@perubahan
def create_draft(*, unit: UnitKerja, judul: str, tanggal: date, dasar: str, by: Pengguna) -> RancanganSusunan:
    require(permissions.can_draft_for(by, unit.pk))
    _day_ahead(tanggal)
    before = selectors.load_susunan(unit.pk, tanggal)
    if before is None:
        raise DomainError(
            f"Unit itu tidak ada pada {tulis(tanggal)}. Pilih unit atau tanggal lain.", galat="unit_tidak_berlaku"
        )
    row = RancanganSusunan.objects.create(
        instansi_id=by.instansi_id, unit=unit, judul=judul, tanggal=tanggal, dasar=dasar, disusun_oleh=by,
        sidik_peta=selectors.fingerprint(before),
    )  # fmt: skip
    record_jejak(
        row, "rancangan_dibuat", by=by, unit_id=unit.pk, rincian={"judul": judul, "mulai": tanggal.isoformat()}
    )
    return row


@perubahan
def copy_draft(rancangan_id: UUID, *, judul: str, by: Pengguna) -> RancanganSusunan:
    """A second draft that begins where this one stands, to be changed and laid beside it."""
    row = RancanganSusunan.objects.visible_to(by).get(pk=rancangan_id)
    require(permissions.can_draft_for(by, row.unit_id))
    copied = RancanganSusunan.objects.create(
        instansi_id=row.instansi_id, unit_id=row.unit_id, judul=judul, tanggal=row.tanggal, dasar=row.dasar,
        disusun_oleh=by, sidik_peta=row.sidik_peta, versi=row.versi,
    )  # fmt: skip
    steps = LangkahRancangan.objects.filter(rancangan=row).order_by("urut")
    LangkahRancangan.objects.bulk_create(
        LangkahRancangan(rancangan=copied, urut=step.urut, jenis=step.jenis, isi=step.isi) for step in steps
    )
    record_jejak(copied, "rancangan_disalin", by=by, unit_id=row.unit_id, rincian={"dari": str(row.pk)})
    return copied


@perubahan
def change_draft(rancangan_id: UUID, *, judul: str, tanggal: date, dasar: str, by: Pengguna) -> RancanganSusunan:
    """Title, day and basis; on another day it begins from the map of that day."""
    row = _own(rancangan_id, by)
    _day_ahead(tanggal)
    before = selectors.load_susunan(row.unit_id, tanggal)
    if before is None:
        raise DomainError(f"Unit itu tidak ada pada {tulis(tanggal)}. Pilih tanggal lain.", galat="unit_tidak_berlaku")
    if tanggal != row.tanggal:
        row.sidik_peta = selectors.fingerprint(before)
    row.judul, row.tanggal, row.dasar, row.versi = judul, tanggal, dasar, row.versi + 1
    row.save(update_fields=["judul", "tanggal", "dasar", "versi", "sidik_peta"])
    record_jejak(row, "rancangan_diubah", by=by, unit_id=row.unit_id, rincian={"mulai": tanggal.isoformat()})
    return row


@perubahan
def add_step(rancangan_id: UUID, *, jenis: str, isi: dict[str, Any], by: Pengguna) -> LangkahRancangan:
    """One more operation at the end, if it fits what the draft has made of the map so far."""
    row = _own(rancangan_id, by)
    steps = list(LangkahRancangan.objects.filter(rancangan=row).order_by("urut"))
    if len(steps) >= LANGKAH_TERBANYAK:
        raise DomainError(
            f"Satu rancangan memuat paling banyak {LANGKAH_TERBANYAK} langkah. Terbitkan dulu, lalu lanjutkan dengan yang baru.",
            galat="langkah_penuh",
        )
    last = max((step.urut for step in steps), default=0)
    room = _room(row, steps)
    new = LangkahRancangan(rancangan=row, urut=last + 1, jenis=jenis, isi=isi | {"sebutan": _names(room.kini, isi)})
    tried = _room(row, [*steps, new])
    if tried.langkah[-1].galat:
        raise DomainError(tried.langkah[-1].galat, galat="langkah_tidak_dapat")
    new.save(force_insert=True)
    _touch(row, tried.sidik if not steps else row.sidik_peta)
    record_jejak(row, "langkah_ditambah", by=by, unit_id=row.unit_id, rincian={"langkah": tried.langkah[-1].kalimat})
    return new


@perubahan
def remove_step(langkah_id: UUID, *, by: Pengguna) -> RancanganSusunan:
    """The operation goes; those after it are replayed without it, and say so where they no longer fit."""
    step = LangkahRancangan.objects.select_related("rancangan").get(pk=langkah_id)
    row = _own(step.rancangan_id, by)
    step.delete()
    _touch(row, row.sidik_peta)
    record_jejak(row, "langkah_dihapus", by=by, unit_id=row.unit_id, rincian={"urut": step.urut, "jenis": step.jenis})
    return row


@perubahan
def accept_map(rancangan_id: UUID, *, by: Pengguna) -> RancanganSusunan:
    """The map has changed since; its maker has seen what the draft makes of it now."""
    row = _own(rancangan_id, by)
    _touch(row, _room(row).sidik)
    record_jejak(row, "rancangan_disesuaikan", by=by, unit_id=row.unit_id)
    return row


@perubahan
def submit_draft(rancangan_id: UUID, *, by: Pengguna) -> RancanganSusunan:
    """To a second person. Of several drafts about the same unit only one waits at a time."""
    hold_agency(by.instansi_id)
    row = _locked(rancangan_id, by)
    require(permissions.can_edit_draft(by, row))
    check_transition(ALUR_RANCANGAN, row.status, StatusRancangan.DIAJUKAN)
    _day_ahead(row.tanggal)
    room = _room(row)
    _refuse_changed(room)
    if room.penghalang:
        raise DomainError(f"Rancangan ini belum dapat diajukan. {room.penghalang[0]}", galat="rancangan_terhalang")
    _refuse_overlap(row)
    row.status, row.diajukan_pada, row.catatan = StatusRancangan.DIAJUKAN, timezone.now(), ""
    row.save(update_fields=["status", "diajukan_pada", "catatan"])
    record_jejak(row, "rancangan_diajukan", by=by, unit_id=row.unit_id)
    people = [akun for akun in _publishers(row) if akun.pk != by.pk]
    assign_tugas(
        people, jenis=TUGAS_RANCANGAN, objek_id=row.pk, judul=f"Putuskan rancangan: {row.judul}"[:200], tentang=row.judul[:200],
        alasan=f"{by.nama} mengajukan susunan yang berlaku {tulis(row.tanggal)}."[:300],
        url=reverse("jabatan:rancangan_detail", args=[row.pk]),
    )  # fmt: skip
    return row


@perubahan
def take_back_draft(rancangan_id: UUID, *, by: Pengguna) -> RancanganSusunan:
    """Its maker goes on with it."""
    row = _locked(rancangan_id, by)
    require(permissions.can_edit_draft(by, row))
    return _to_drafting(row, "rancangan_ditarik", "", by)


@perubahan
def return_draft(rancangan_id: UUID, *, alasan: str, by: Pengguna) -> RancanganSusunan:
    """The second person sends it back with the reason."""
    row = _locked(rancangan_id, by)
    require(permissions.can_publish_draft(by, row))
    if row.status == StatusRancangan.MENERBITKAN and not _is_running(row):
        row.status, row.diterbitkan_oleh = StatusRancangan.DIAJUKAN, None
    _to_drafting(row, "rancangan_dikembalikan", alasan, by)
    notify(
        row.disusun_oleh, judul="Rancangan susunan dikembalikan", isi=f"{row.judul}: {alasan}",
        url=reverse("jabatan:rancangan_detail", args=[row.pk]), kelompok=KelompokKabar.TUGAS,
        mengapa="Anda mengajukannya.", aturan="", oleh=by.nama,
        keberatan="Perbaiki rancangannya, lalu ajukan lagi dari halaman itu.",
    )  # fmt: skip
    return row


@perubahan
def discard_draft(rancangan_id: UUID, *, by: Pengguna) -> RancanganSusunan:
    """It stays readable; nothing more can be done with it."""
    row = _locked(rancangan_id, by)
    require(permissions.can_edit_draft(by, row))
    check_transition(ALUR_RANCANGAN, row.status, StatusRancangan.DIBUANG)
    row.status = StatusRancangan.DIBUANG
    row.save(update_fields=["status"])
    close_tugas(jenis=TUGAS_RANCANGAN, objek_id=row.pk, by=by)
    record_jejak(row, "rancangan_dibuang", by=by, unit_id=row.unit_id)
    return row


def _to_drafting(row: RancanganSusunan, aksi: str, alasan: str, by: Pengguna) -> RancanganSusunan:
    check_transition(ALUR_RANCANGAN, row.status, StatusRancangan.DISUSUN)
    row.status, row.catatan, row.diajukan_pada = StatusRancangan.DISUSUN, alasan, None
    row.save(update_fields=["status", "catatan", "diajukan_pada", "diterbitkan_oleh"])
    close_tugas(jenis=TUGAS_RANCANGAN, objek_id=row.pk, by=by)
    record_jejak(row, aksi, by=by, unit_id=row.unit_id, alasan=alasan)
    return row


# -- what several of them need --------------------------------------------------------------------------------------------


def _locked(rancangan_id: UUID, by: Pengguna) -> RancanganSusunan:
    rows = RancanganSusunan.objects.select_for_update(of=("self",)).select_related("disusun_oleh")
    return rows.get(pk=rancangan_id, instansi_id=by.instansi_id)


def _own(rancangan_id: UUID, by: Pengguna) -> RancanganSusunan:
    """Held, by its maker, while it is being drafted."""
    row = _locked(rancangan_id, by)
    require(permissions.can_edit_draft(by, row))
    if row.status != StatusRancangan.DISUSUN:
        raise DomainError(
            f"Rancangan ini {row.get_status_display().lower()}, jadi tidak dapat diubah. Muat ulang halamannya.",
            galat="status_berubah",
        )
    return row


def _room(row: RancanganSusunan, steps: list[LangkahRancangan] | None = None) -> selectors.Ruang:
    room = selectors.open_room(row) if steps is None else selectors.replay(row, steps)
    if room is None:
        raise DomainError(
            f"Unit yang ditata tidak ada lagi pada {tulis(row.tanggal)}. Ganti tanggalnya, atau buat rancangan lain.",
            galat="unit_tidak_berlaku",
        )
    return room


def _touch(row: RancanganSusunan, sidik: str) -> None:
    row.versi, row.sidik_peta = row.versi + 1, sidik
    row.save(update_fields=["versi", "sidik_peta"])


def _names(susunan: Susunan, isi: dict[str, Any]) -> dict[str, str]:
    """What the keys of an operation are called when it is written."""
    known = {str(one.id): one.nama for group in (susunan.unit, susunan.kursi) for one in group.values()}
    return {value: known[value] for value in isi.values() if isinstance(value, str) and value in known}


def _day_ahead(tanggal: date) -> None:
    if tanggal < timezone.localdate():
        raise DomainError(
            "Tanggal berlakunya sudah lewat, padahal peta yang lampau tidak diubah. Pilih hari ini atau sesudahnya.",
            galat="tanggal_lewat",
        )


def _refuse_changed(room: selectors.Ruang) -> None:
    if room.berubah:
        raise DomainError(
            "Peta berubah sejak rancangan ini disusun. Periksa akibatnya, lalu pilih Pakai peta terbaru.",
            galat="peta_berubah",
        )


def _refuse_overlap(row: RancanganSusunan) -> None:
    """Another draft that waits or is being published about the same unit, one above or one below it."""
    path = core_selectors.path_of(row.unit_id, row.tanggal) or ""
    waiting = RancanganSusunan.objects.filter(
        instansi_id=row.instansi_id, status__in=(StatusRancangan.DIAJUKAN, StatusRancangan.MENERBITKAN)
    ).exclude(pk=row.pk)  # fmt: skip
    for other in waiting:
        there = core_selectors.path_of(other.unit_id, row.tanggal) or ""
        if f"{path}.".startswith(f"{there}.") or f"{there}.".startswith(f"{path}."):
            raise DomainError(
                f"Rancangan lain tentang unit yang sama sedang menunggu diterbitkan, yaitu {other.judul}. Tarik atau terbitkan "
                "dulu rancangan itu.",
                galat="rancangan_bertumpuk",
            )


def _publishers(row: RancanganSusunan) -> list[Pengguna]:
    today = timezone.localdate()
    roles = PenugasanPeran.objects.pada(today).filter(peran=Peran.ADMIN_BKD, unit__instansi_id=row.instansi_id)
    return list(Pengguna.objects.filter(pk__in=roles.values("pengguna_id"), is_active=True))


def _is_running(row: RancanganSusunan) -> bool:
    return PekerjaanLatar.objects.terbuka().filter(jenis=PEKERJAAN, parameter__rancangan=str(row.pk)).exists()
