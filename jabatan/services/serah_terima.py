"""Somebody changes the unit: both HRs get the hand-over list, and the former superior a duty for his part of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, PenugasanPeran, Tugas
from asn_portal.core.services.tugas import assign_all, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan.serah import TUGAS_MASA, TUGAS_SERAH, TUGAS_TERIMA
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.selectors.orang import superior_on
from pegawai.services.penempatan import LAPORKAN

DALAM = timedelta(days=14)


@dataclass(frozen=True)
class Pindahan:
    """Somebody who changes the unit."""

    pegawai: Pegawai
    sebelum: KeanggotaanUnit
    sesudah: KeanggotaanUnit


def open_handover(pegawai: Pegawai, *, sebelum: KeanggotaanUnit, sesudah: KeanggotaanUnit) -> None:
    """Duties for the three who hand over and take over. Part of the change that moves the person."""
    open_handovers([Pindahan(pegawai, sebelum, sesudah)])


def open_handovers(pindahan: Sequence[Pindahan], *, hanya_antar: bool = False, antar_meja: bool = False) -> int:
    """The same for many, in as many statements as there are units; asking twice leaves one duty. `antar_meja`: within one
    desk nobody hands over to himself; `hanya_antar`: neither does who keeps his superior need a note. Returns how many
    people were handed over.
    """
    hr = _Meja(pindahan)
    done: list[list[Tugas]] = []
    for day in sorted({one.sesudah.mulai for one in pindahan}):
        group = [one for one in pindahan if one.sesudah.mulai == day]
        names = core_selectors.unit_names(
            {pk for one in group for pk in (one.sebelum.unit_id, one.sesudah.unit_id)}, day
        )
        names = core_selectors.unit_names({one.sebelum.unit_id for one in group}, day - date.resolution) | names
        bosses, later = (_bosses(group, on) for on in (day - date.resolution, day))
        for one in group:
            above = bosses.get(one.pegawai.pk)
            same = hanya_antar and later.get(one.pegawai.pk) == above
            done.append(
                _duties(one, names, [] if same or above is None else [above], hr, antar_meja=antar_meja or hanya_antar)
            )
    assign_all([duty for duties in done for duty in duties])
    return sum(1 for duties in done if duties)


def _bosses(group: Sequence[Pindahan], day: date) -> dict[UUID, Pengguna]:
    """The accounts of their superiors on a day. One query."""
    rows = HubunganAtasan.objects.pada(day).filter(pegawai_id__in=[one.pegawai.pk for one in group])
    found = rows.filter(atasan__pengguna__is_active=True).select_related("atasan__pengguna")
    return {row.pegawai_id: row.atasan.pengguna for row in found if row.atasan.pengguna}


class _Meja:
    """Who is HR of the units that people leave and enter. Two queries, however many."""

    def __init__(self, pindahan: Sequence[Pindahan]) -> None:
        today = timezone.localdate()
        units = {pk for one in pindahan for pk in (one.sebelum.unit_id, one.sesudah.unit_id)}
        paths = core_selectors.nearest_paths(units, today)
        self.above = {pk: {int(label) for label in path.split(".")} for pk, path in paths.items()}
        roles = PenugasanPeran.objects.pada(today).filter(
            unit__instansi_id__in={one.pegawai.instansi_id for one in pindahan}, pengguna__is_active=True,
            peran__in=(Peran.ADMIN_UNIT, Peran.ADMIN_BKD),
        )  # fmt: skip
        self.near: dict[int, dict[UUID, Pengguna]] = {}
        self.province: dict[UUID, dict[UUID, Pengguna]] = {}
        for row in roles.select_related("pengguna", "unit").order_by("pengguna_id"):
            if row.peran == Peran.ADMIN_UNIT:
                self.near.setdefault(row.unit.nomor, {})[row.pengguna_id] = row.pengguna
            else:
                self.province.setdefault(row.unit.instansi_id, {})[row.pengguna_id] = row.pengguna

    def of(self, pegawai: Pegawai, unit_id: UUID) -> list[Pengguna]:
        """HR whose subtree holds the unit; without one, HR of the province. Never the person."""
        near = {pk: akun for label in self.above.get(unit_id, ()) for pk, akun in self.near.get(label, {}).items()}
        for desk in (near, self.province.get(pegawai.instansi_id, {})):
            if others := [akun for pk, akun in desk.items() if pk != pegawai.pengguna_id]:
                return others
        return []


def _duties(one: Pindahan, names: dict[UUID, str], boss: list[Pengguna], hr: _Meja, *, antar_meja: bool) -> list[Tugas]:
    pegawai, sebelum, sesudah = one.pegawai, one.sebelum, one.sesudah
    day, eve = sesudah.mulai, sesudah.mulai - date.resolution
    old, new = names.get(sebelum.unit_id, "unit lama"), names.get(sesudah.unit_id, "unit baru")
    since = max(sebelum.mulai, date(eve.year, 1, 1))
    giving, taking = hr.of(pegawai, sebelum.unit_id), hr.of(pegawai, sesudah.unit_id)
    if antar_meja and {akun.pk for akun in giving} == {akun.pk for akun in taking}:
        giving, taking = [], []
    wanted = (
        (TUGAS_SERAH, giving, f"Serahkan {pegawai.nama} ke {new}", "Pegawai ini pindah dari unit Anda"),
        (TUGAS_TERIMA, taking, f"Terima {pegawai.nama} dari {old}", "Pegawai ini pindah ke unit Anda"),
        (
            TUGAS_MASA, boss, f"Sampaikan catatan masa Anda: {pegawai.nama}",
            f"Anda memimpinnya {tanggal(since)} sampai {tanggal(eve)}; atasan barunya melanjutkan",
        ),
    )  # fmt: skip
    return [
        Tugas(
            untuk=akun, jenis=kind, objek_id=sesudah.pk, judul=judul[:200], tentang=pegawai.nama_lengkap[:200],
            alasan=f"{why}, mulai {tanggal(day)}."[:300], url=reverse("jabatan:serah_terima", args=[sesudah.pk]),
            batas=timezone.make_aware(datetime.combine(day + DALAM, time(23, 59))),
        )
        for kind, people, judul, why in wanted
        for akun in people
    ]  # fmt: skip


@perubahan
def finish_handover(keanggotaan_id: UUID, *, jenis: str, catatan: str, by: Pengguna) -> KeanggotaanUnit:
    """The own part is done; what was noted goes to whoever goes on with it."""
    row = KeanggotaanUnit.objects.select_related("pegawai").get(pk=keanggotaan_id)
    mine = Tugas.objects.filter(untuk=by, jenis=jenis, objek_id=row.pk, selesai_pada=None)
    if not mine.exists():
        raise DomainError(
            "Bagian serah terima ini sudah selesai, atau bukan tugas Anda. Muat ulang halamannya.",
            galat="sudah_selesai",
        )
    close_tugas(jenis=jenis, objek_id=row.pk, by=by)
    record_jejak(
        row, "serah_terima_selesai", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=catatan[:500],
        rincian={"bagian": jenis},
    )  # fmt: skip
    for account in _next_ones(row, jenis):
        if account.pk != by.pk:
            notify(
                account, judul=f"Serah terima {row.pegawai.nama}", isi=catatan,
                url=reverse("pegawai:pegawai_detail", args=[row.pegawai_id]), kelompok=KelompokKabar.TUGAS,
                mengapa=f"{row.pegawai.nama} pindah unit mulai {tanggal(row.mulai)}.", aturan="", oleh=by.nama,
                keberatan=LAPORKAN,
            )  # fmt: skip
    return row


def _next_ones(row: KeanggotaanUnit, jenis: str) -> list[Pengguna]:
    """The new superior for the note of the former one; HR of the new unit for that of the old, and the reverse."""
    if jenis == TUGAS_MASA:
        above = superior_on(row.pegawai_id, max(row.mulai, timezone.localdate()))
        return [above.pengguna] if above and above.pengguna and above.pengguna.is_active else []
    other = TUGAS_TERIMA if jenis == TUGAS_SERAH else TUGAS_SERAH
    duties = Tugas.objects.filter(jenis=other, objek_id=row.pk).select_related("untuk")
    return [tugas.untuk for tugas in duties]
