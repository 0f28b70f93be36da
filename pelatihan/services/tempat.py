"""Giving places: by priority, by time or by ballot; and moving up when one becomes free. The batch is locked by the caller."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import BILA_KELIRU, SISTEM, Kabar, notify_all
from asn_portal.core.templatetags.bentuk import waktu
from asn_portal.core.workflow import check_transition
from pelatihan import permissions
from pelatihan.aturan.alur_kepesertaan import ALUR_ANGKATAN, ALUR_PESERTA, BERTEMPAT
from pelatihan.aturan.urutan_tempat import Pelamar, mengapa, urutkan_pelamar
from pelatihan.enums import CaraTempat, StatusAngkatan, StatusPeserta
from pelatihan.hari import days_of
from pelatihan.models import AngkatanPelatihan, Kepesertaan, LangkahPeserta
from pelatihan.selectors.celah import gaps_closed_by
from pelatihan.selectors.jp import jp_of_many

MENUNGGU = (StatusPeserta.DISETUJUI, StatusPeserta.CADANGAN)


def lock_angkatan(angkatan_id: UUID) -> AngkatanPelatihan:
    """Always before a participation of it: two that want the last place wait here."""
    rows = AngkatanPelatihan.objects.select_for_update(of=("self",)).select_related("program", "penyelenggara")
    return rows.get(pk=angkatan_id)


def move(rows: Sequence[Kepesertaan], ke: StatusPeserta, *, by: Pengguna | None, catatan: str = "") -> None:
    """The same step of several participations: state and history."""
    now = timezone.now()
    steps = []
    for row in rows:
        check_transition(ALUR_PESERTA, row.status, ke)
        steps.append(LangkahPeserta(kepesertaan=row, dari=row.status, ke=ke, oleh=by, pada=now, catatan=catatan))
        row.status = ke
    Kepesertaan.objects.bulk_update(rows, ["status", "urut", "sebab", "diputus_oleh", "diputus_pada"])
    LangkahPeserta.objects.bulk_create(steps)


def next_in_line(angkatan: AngkatanPelatihan) -> int:
    last = angkatan.daftar_peserta.aggregate(terakhir=Max("urut"))["terakhir"]
    return (last or 0) + 1


def fill_places(angkatan: AngkatanPelatihan, now: datetime, *, by: Pengguna | None) -> list[Kepesertaan]:
    """Free places to those who wait, in their order. In a first-come batch who asked earlier keeps the place while the
    superior has not answered, as long as registration is open. Returns who was placed.
    """
    rows = list(
        angkatan.daftar_peserta.filter(status__in=[*MENUNGGU, StatusPeserta.DIAJUKAN])
        .exclude(urut=None)
        .select_related("pegawai__pengguna")
        .order_by("urut")
    )
    free = angkatan.kuota - angkatan.daftar_peserta.filter(status__in=BERTEMPAT).count()
    holds = angkatan.cara == CaraTempat.URUTAN and now < angkatan.tutup_pada
    rooms = _rooms_of_units(angkatan)
    placed, waiting = [], []
    for row in rows:
        if row.status == StatusPeserta.DIAJUKAN:
            free -= int(holds and free > 0)
        elif free > 0 and _take_room(rooms, row):
            free -= 1
            placed.append(row)
        elif row.status == StatusPeserta.DISETUJUI:
            waiting.append(row)
    move(placed, StatusPeserta.DITERIMA, by=by)
    move(waiting, StatusPeserta.CADANGAN, by=by)
    _tell(angkatan, placed, waiting)
    return placed


# Units with a quota and how much of it is left, with the paths of everybody's unit to find them by.
Ruang = tuple[dict[UUID, int], dict[UUID, set[UUID]]]


def _rooms_of_units(angkatan: AngkatanPelatihan) -> Ruang:
    quotas = {row.unit_id: row.kuota for row in angkatan.daftar_kuota.all()}
    if not quotas:
        return {}, {}
    today = timezone.localdate()
    paths = JalurUnit.objects.pada(today)
    above: dict[UUID, set[UUID]] = {}
    for quota_unit, jalur in paths.filter(unit_id__in=quotas).values_list("unit_id", "jalur"):
        for unit_id in paths.filter(jalur__di_bawah=[jalur]).values_list("unit_id", flat=True):
            above.setdefault(unit_id, set()).add(quota_unit)
    taken = angkatan.daftar_peserta.filter(status__in=BERTEMPAT).values("unit_id").annotate(n=Count("pk"))
    for row in taken:
        for quota_unit in above.get(row["unit_id"], set()):
            quotas[quota_unit] -= row["n"]
    return quotas, above


def _take_room(rooms: Ruang, row: Kepesertaan) -> bool:
    quotas, above = rooms
    mine = above.get(row.unit_id, set()) if row.unit_id else set()
    if any(quotas[unit] <= 0 for unit in mine):
        return False
    for unit in mine:
        quotas[unit] -= 1
    return True


def _tell(angkatan: AngkatanPelatihan, placed: Sequence[Kepesertaan], waiting: Sequence[Kepesertaan]) -> None:
    when = days_of(angkatan.mulai, angkatan.selesai)
    told = [(row, "diterima", f"Anda mendapat tempat pada {angkatan.program.judul}, {when}.") for row in placed]
    told += [
        (
            row,
            "masuk daftar tunggu",
            f"Tempat pada {angkatan.program.judul} sudah penuh. Anda nomor {row.urut} dalam urutan.",
        )
        for row in waiting
    ]
    notify_all([
        Kabar(
            row.pegawai.pengguna, f"Pendaftaran pelatihan: {word}", sentence,
            reverse("pelatihan:kepesertaan_detail", args=[row.pk]), KelompokKabar.LAIN,
            mengapa=row.sebab or "Menurut urutan mendaftar.", aturan="", oleh=SISTEM, keberatan=BILA_KELIRU,
        )
        for row, word, sentence in told
        if row.pegawai.pengguna is not None
    ])  # fmt: skip


@perubahan
def determine_places(angkatan_id: UUID, *, by: Pengguna | None) -> AngkatanPelatihan:
    """After registration has closed: everybody who waits gets a place in the order, and then places are given. Staff may
    do it by hand; the portal does it by itself in the hour after closing. Done once.
    """
    angkatan = lock_angkatan(angkatan_id)
    if by is not None:
        require(permissions.can_manage_here(by, angkatan))
    now = timezone.now()
    if now < angkatan.tutup_pada:
        raise DomainError(
            f"Pendaftaran masih dibuka sampai {waktu(angkatan.tutup_pada)}. Tempat ditetapkan sesudahnya.",
            galat="belum_ditutup",
        )
    check_transition(ALUR_ANGKATAN, angkatan.status, StatusAngkatan.TERISI)
    angkatan.status, angkatan.ditetapkan_pada = StatusAngkatan.TERISI, now
    if angkatan.cara == CaraTempat.UNDIAN:
        angkatan.benih = secrets.token_hex(16)
    angkatan.save(update_fields=["status", "ditetapkan_pada", "benih"])
    if angkatan.cara != CaraTempat.URUTAN:
        _order(angkatan)
    placed = fill_places(angkatan, now, by=by)
    record_jejak(
        angkatan,
        "tempat_pelatihan_ditetapkan",
        by=by,
        rincian={"cara": angkatan.cara, "benih": angkatan.benih, "diterima": len(placed)},
    )
    return angkatan


def _order(angkatan: AngkatanPelatihan) -> None:
    """Of the priorities: post that goes first, levels that the programme closes (as measured), JP that lack, time."""
    rows = {str(row.pk): row for row in angkatan.daftar_peserta.filter(status__in=MENUNGGU).select_related("pegawai")}
    people = [row.pegawai_id for row in rows.values()]
    today = timezone.localdate()
    jp = jp_of_many(angkatan.instansi_id, today, people)
    closed = gaps_closed_by(angkatan.program_id, people, angkatan.instansi_id, today)
    first = [word.strip().casefold() for word in angkatan.didahulukan.split(",") if word.strip()]
    asked = [
        Pelamar(
            key, row.diajukan_pada, any(word in row.pegawai.jabatan_kini.casefold() for word in first),
            celah=closed.get(row.pegawai_id, 0), jp_kurang=_short(jp.get(row.pegawai_id)),
        )
        for key, row in rows.items()
    ]  # fmt: skip
    cara: Any = str(angkatan.cara)
    for place, one in enumerate(urutkan_pelamar(asked, cara, angkatan.benih), 1):
        rows[one.kunci].urut, rows[one.kunci].sebab = place, mengapa(one, cara)
    Kepesertaan.objects.bulk_update(rows.values(), ["urut", "sebab"])


def _short(jp: Any) -> Decimal:
    return Decimal(0) if jp is None or jp.kurang is None else Decimal(jp.kurang)


def due_to_determine(now: datetime) -> list[UUID]:
    """Batches whose registration has closed and whose places nobody has given yet."""
    rows = AngkatanPelatihan.objects.filter(status=StatusAngkatan.DIBUKA, tutup_pada__lte=now)
    return list(rows.values_list("pk", flat=True))
