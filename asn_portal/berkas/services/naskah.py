"""The way of an official paper up to the signature: made, corrected, sent on its way, initialled, returned, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.aturan.alur_naskah import ALUR_NASKAH, PARAF_TERBANYAK
from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.enums import LangkahNaskah, StatusNaskah
from asn_portal.berkas.models import Naskah, ParafNaskah, RiwayatNaskah
from asn_portal.berkas.naskah import (
    SEMUA_TUGAS,
    TUGAS_PARAF,
    TUGAS_PASTIKAN,
    TUGAS_PERBAIKI,
    TUGAS_TANDA_TANGAN,
    Pejabat,
    jenis_naskah,
    officials,
)
from asn_portal.berkas.permissions import naskah as permissions
from asn_portal.berkas.services.nomor import DIBATALKAN, give_up_nomor
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import BILA_KELIRU, assign_tugas, close_tugas, notify
from asn_portal.core.workflow import check_transition

# How long each of them may wait before it is late.
MENUNGGU = timedelta(days=3)
MUAT_ULANG = "Muat ulang halaman ini untuk melihat yang terbaru."
SUDAH_BERUBAH = "Naskah ini sudah diubah sejak Anda membacanya. Muat ulang halaman ini, lalu baca yang terbaru."


@dataclass(frozen=True)
class Pilihan:
    """Who puts initials, in this order, and who signs."""

    paraf: Sequence[UUID]
    penanda_tangan: UUID


@perubahan
def make_naskah(jenis: str, objek_id: UUID, *, pilihan: Pilihan, kertas: Kertas, by: Pengguna) -> Naskah:
    """A konsep from the records of today."""
    require(permissions.can_make_naskah(by, jenis, objek_id))
    today = timezone.localdate()
    made = jenis_naskah(jenis).susun(by, objek_id, today)
    row = Naskah(
        instansi_id=by.instansi_id, jenis=jenis, unit_id=made.unit_id, penerbit_id=made.penerbit_id,
        subjek_id=made.subjek_id, tentang=made.tentang, inisial=made.inisial, data=made.isi.model_dump(mode="json"),
        tanggal_data=today, kertas=kertas, pembuat=by,
    )  # fmt: skip
    known = _choose(row, pilihan, by)
    row.save()
    _write_paraf(row, pilihan, known)
    note_step(row, LangkahNaskah.DIBUAT, by=by)
    return row


@perubahan
def correct_naskah(naskah_id: UUID, *, pilihan: Pilihan, kertas: Kertas, by: Pengguna) -> Naskah:
    """A returned paper anew: the records of today, other officials if need be. All initials are put again."""
    row = locked(naskah_id)
    require(permissions.can_prepare_naskah(by, row))
    if row.status != StatusNaskah.KONSEP:
        check_transition(ALUR_NASKAH, row.status, StatusNaskah.KONSEP)
    today = timezone.localdate()
    kind = jenis_naskah(row.jenis)
    made = kind.susun(by, kind.objek(row), today)
    row.tentang, row.inisial, row.data = made.tentang, made.inisial, made.isi.model_dump(mode="json")
    row.tanggal_data, row.kertas, row.status = today, kertas, StatusNaskah.KONSEP
    row.unit_id = made.unit_id
    if not row.nomor:  # a number belongs to the register of the unit that it was taken from
        row.penerbit_id = made.penerbit_id
    known = _choose(row, pilihan, by)
    row.save()
    row.daftar_paraf.all().delete()
    _write_paraf(row, pilihan, known)
    note_step(row, LangkahNaskah.DIPERBAIKI, by=by)
    close_all(row, by)
    return row


def _choose(row: Naskah, pilihan: Pilihan, by: Pengguna) -> dict[UUID, Pejabat]:
    """Check the officials against the register of today, and note who signs."""
    known = {p.akun_id: p for p in officials(row.unit_id, row.subjek_id, timezone.localdate())}
    signer = known.get(pilihan.penanda_tangan)
    if signer is None or not signer.menandatangani or signer.akun_id == row.pembuat_id:
        raise DomainError("Pilih penanda tangan dari daftar pejabat yang berwenang hari ini.", galat="penanda_tangan")
    paraf = list(pilihan.paraf)
    if not 1 <= len(paraf) <= PARAF_TERBANYAK or len(set(paraf)) != len(paraf):
        raise DomainError(f"Pilih 1 sampai {PARAF_TERBANYAK} pemaraf yang berbeda.", galat="paraf")
    if not set(paraf) <= set(known) or {signer.akun_id, row.pembuat_id, by.pk} & set(paraf):
        raise DomainError(
            "Pemaraf dipilih dari daftar, dan bukan penanda tangan atau pembuat naskah itu sendiri.", galat="paraf"
        )
    row.penanda_tangan_id = signer.akun_id
    row.nama_penanda_tangan, row.nip_penanda_tangan = signer.nama, signer.nip
    row.jabatan_penanda_tangan, row.kewenangan = signer.jabatan, signer.sebab
    return known


def _write_paraf(row: Naskah, pilihan: Pilihan, known: dict[UUID, Pejabat]) -> None:
    ParafNaskah.objects.bulk_create(
        ParafNaskah(naskah=row, urutan=place, pemaraf_id=pk, jabatan=known[pk].jabatan)
        for place, pk in enumerate(pilihan.paraf, 1)
    )


# -- on its way --------------------------------------------------------------------------------------------


@perubahan
def submit_naskah(naskah_id: UUID, *, by: Pengguna) -> Naskah:
    """To the first one who puts initials."""
    row = locked(naskah_id)
    require(permissions.can_prepare_naskah(by, row))
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.PARAF)
    if permissions.authority_on(row, timezone.localdate()) is None:
        raise DomainError(
            f"{row.nama_penanda_tangan} hari ini tidak berwenang menandatangani naskah ini. Pilih penanda tangan lain.",
            galat="kewenangan_berakhir",
        )
    row.status, row.putaran = StatusNaskah.PARAF, row.putaran + 1
    row.save(update_fields=["status", "putaran"])
    note_step(row, LangkahNaskah.DIAJUKAN, by=by)
    _ask_next(row)
    return row


@perubahan
def initial_naskah(naskah_id: UUID, *, catatan: str = "", putaran: int | None = None, by: Pengguna) -> Naskah:
    """Initials of the one whose turn it is; after the last ones the signatory has it. `putaran`: what was read."""
    row = locked(naskah_id)
    mine = _own_paraf(row, by)
    require(mine is not None)
    assert mine is not None
    check_same(row, putaran)
    if row.status != StatusNaskah.PARAF:
        raise TransitionError(f"Naskah ini sekarang {row.get_status_display().lower()}. {MUAT_ULANG}")
    if mine.diparaf_pada is not None:
        raise TransitionError(f"Anda sudah memaraf naskah ini. {MUAT_ULANG}")
    if row.pembuat_id != by.pk and permissions.next_paraf_row(row) != mine:
        raise DomainError("Paraf diberikan berurutan, dan giliran Anda belum sampai.", galat="belum_giliran")
    require(permissions.can_paraf_naskah(by, row))
    turn, target = mine, StatusNaskah.PARAF if len(_waiting(row)) > 1 else StatusNaskah.TANDA_TANGAN
    check_transition(ALUR_NASKAH, row.status, target)
    turn.diparaf_pada = timezone.now()
    turn.save(update_fields=["diparaf_pada"])
    row.status = target
    row.save(update_fields=["status"])
    note_step(row, LangkahNaskah.DIPARAF, by=by, sebagai=turn.jabatan, alasan=catatan)
    close_tugas(jenis=TUGAS_PARAF, objek_id=row.pk, by=by)
    _ask_next(row)
    return row


def _own_paraf(row: Naskah, by: Pengguna) -> ParafNaskah | None:
    return next((one for one in row.daftar_paraf.all() if one.pemaraf_id == by.pk), None)


def _waiting(row: Naskah) -> list[ParafNaskah]:
    return [one for one in row.daftar_paraf.all() if one.diparaf_pada is None]


@perubahan
def return_naskah(naskah_id: UUID, *, alasan: str, by: Pengguna) -> Naskah:
    """Back to whoever made it, with the reason."""
    row = locked(naskah_id)
    require(permissions.can_return_naskah(by, row))
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.DIKEMBALIKAN)
    check_not_signing(row)
    row.status = StatusNaskah.DIKEMBALIKAN
    row.save(update_fields=["status"])
    note_step(row, LangkahNaskah.DIKEMBALIKAN, by=by, alasan=alasan)
    close_all(row, by)
    assign_tugas(
        [row.pembuat], jenis=TUGAS_PERBAIKI, objek_id=row.pk, judul=f"Perbaiki naskah: {row.nama_jenis}",
        tentang=row.tentang[:200], alasan="Naskah yang Anda buat dikembalikan dengan alasan.", url=address(row), batas=_due(),
    )  # fmt: skip
    return row


@perubahan
def cancel_naskah(naskah_id: UUID, *, alasan: str, by: Pengguna) -> Naskah:
    """It is not needed any more. A number that nobody outside has seen goes to the next paper."""
    row = locked(naskah_id)
    require(permissions.can_prepare_naskah(by, row))
    check_transition(ALUR_NASKAH, row.status, StatusNaskah.DIBATALKAN)
    check_not_signing(row)
    give_up_nomor(row, DIBATALKAN)
    row.status = StatusNaskah.DIBATALKAN
    if not row.nomor_keluar:
        row.nomor, row.tanggal, row.kode = "", None, None
    row.save(update_fields=["status", "nomor", "tanggal", "kode"])
    note_step(row, LangkahNaskah.DIBATALKAN, by=by, alasan=alasan)
    close_all(row, by)
    return row


# -- what every step does ----------------------------------------------------------------------------------


def locked(naskah_id: UUID) -> Naskah:
    return Naskah.objects.select_for_update(of=("self",)).select_related("pembuat", "penanda_tangan").get(pk=naskah_id)


def check_same(row: Naskah, putaran: int | None) -> None:
    """Whoever read an earlier round has not read this one."""
    if putaran is not None and putaran != row.putaran:
        raise DomainError(SUDAH_BERUBAH, galat="status_berubah")


# A process that died while it asked the provider holds nobody up for longer.
LAMA_UPAYA = timedelta(seconds=90)
SEDANG = "Naskah ini sedang ditandatangani. Tunggu sebentar, lalu muat ulang halaman ini."


def is_being_signed(row: Naskah, now: datetime) -> bool:
    return row.upaya_pada is not None and now < row.upaya_pada + LAMA_UPAYA


def check_not_signing(row: Naskah) -> None:
    if is_being_signed(row, timezone.now()):
        raise DomainError(SEDANG, galat="sedang_ditandatangani")


def note_step(
    row: Naskah, langkah: LangkahNaskah, *, by: Pengguna | None, sebagai: str = "", alasan: str = "",
    rincian: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """The history that people see, and the trace."""
    RiwayatNaskah.objects.create(naskah=row, langkah=langkah, oleh=by, sebagai=sebagai, alasan=alasan)
    details = {"jenis": row.jenis, "status": str(row.status), "nomor": row.nomor, "putaran": row.putaran} | (
        rincian or {}
    )
    record_jejak(
        row, f"naskah_{langkah}", by=by, subjek_id=row.subjek_id, unit_id=row.unit_id, alasan=alasan, rincian=details
    )


def address(row: Naskah) -> str:
    return reverse("berkas:naskah_detail", args=[row.pk])


def _due() -> datetime:
    return timezone.now() + MENUNGGU


def close_all(row: Naskah, by: Pengguna | None) -> None:
    for jenis in SEMUA_TUGAS:
        close_tugas(jenis=jenis, objek_id=row.pk, by=by)


def _ask_next(row: Naskah) -> None:
    """A duty for whoever comes next. Its title names no person: it also stands where others may look."""
    turn = permissions.next_paraf_row(row)
    if row.status == StatusNaskah.PARAF and turn is not None:
        assign_tugas(
            [turn.pemaraf], jenis=TUGAS_PARAF, objek_id=row.pk, judul=f"Paraf naskah: {row.nama_jenis}",
            tentang=row.tentang[:200], alasan=f"Anda pemaraf ke-{turn.urutan} naskah ini.", url=address(row), batas=_due(),
        )  # fmt: skip
        return
    assign_tugas(
        [row.penanda_tangan], jenis=TUGAS_TANDA_TANGAN, objek_id=row.pk, judul=f"Tanda tangani naskah: {row.nama_jenis}",
        tentang=row.tentang[:200], alasan="Anda penanda tangan naskah ini, dan semua paraf sudah ada.", url=address(row),
        batas=_due(),
    )  # fmt: skip


def ask_second_look(row: Naskah, untuk: Sequence[Pengguna]) -> None:
    assign_tugas(
        untuk, jenis=TUGAS_PASTIKAN, objek_id=row.pk, judul=f"Pastikan pindaian naskah: {row.nama_jenis}",
        tentang=row.tentang[:200], alasan="Orang lain mengunggah pindaiannya; orang kedua memastikan isinya.",
        url=address(row), batas=_due(),
    )  # fmt: skip


def ask_signature(row: Naskah) -> None:
    _ask_next(row)


def tell(untuk: Pengguna, row: Naskah, *, judul: str, isi: str, url: str, mengapa: str, oleh: str) -> None:
    """Plain words and a link; nothing of what the paper says."""
    notify(
        untuk, judul=judul, isi=isi, url=url, kelompok=KelompokKabar.DOKUMEN, mengapa=mengapa, aturan="", oleh=oleh,
        keberatan=BILA_KELIRU,
    )  # fmt: skip
