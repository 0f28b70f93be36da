"""Publishing a draft: by a second person, on its day, as one act. What differs between the map and the draft is written in
sets of dated rows; the hand-overs follow in steps.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_each, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna, periode
from asn_portal.core.models.dasar import Isian, write_periods
from asn_portal.core.permissions import akses, require
from asn_portal.core.services.latar import start_job
from asn_portal.core.services.tugas import Kabar, close_tugas, notify_all
from asn_portal.core.services.unit_massal import UnitBaru, end_emptied, rearrange_units
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import angka
from asn_portal.core.templatetags.bentuk import tanggal as tulis
from asn_portal.core.workflow import check_transition
from jabatan import permissions
from jabatan.aturan.alur_rancangan import ALUR_RANCANGAN
from jabatan.enums import JenisLangkah, JenisPenempatan, StatusRancangan
from jabatan.models import Jabatan, LangkahRancangan, Penempatan, RancanganSusunan, RincianJabatan
from jabatan.rancang.bentuk import Kursi, Susunan
from jabatan.selectors.rancangan import Ruang, open_room
from jabatan.serah import TUGAS_RANCANGAN
from jabatan.services.atasan import follow_map, reached_people
from jabatan.services.daftar import refresh_posts
from jabatan.services.rancangan import PEKERJAAN
from jabatan.services.serah_terima import Pindahan, open_handovers
from jabatan.services.tolakan import save_or_say
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.penempatan import LAPORKAN, hold_agency
from pegawai.services.pindah_massal import Pindah, place_members
from pegawai.services.potongan import cut_from

SELANGKAH = 100
KEPT = ("sub_jabatan", "dasar_rangkap")
BERUBAH = "Peta atau rancangannya berubah sejak halaman ini dibuka. Periksa lagi akibatnya, lalu putuskan."


@perubahan
def start_publication(rancangan_id: UUID, *, sidik: str, dasar: str, by: Pengguna) -> PekerjaanLatar:
    """The second person has seen the effects (`sidik`) and gives the basis; a job writes the map."""
    hold_agency(by.instansi_id)
    row = _held(rancangan_id, by)
    require(permissions.can_publish_draft(by, row))
    check_transition(ALUR_RANCANGAN, row.status, StatusRancangan.MENERBITKAN)
    room = checked_room(row, by)
    if room.sidik_akibat != sidik:
        raise DomainError(BERUBAH, galat="peta_berubah")
    row.status, row.diterbitkan_oleh, row.dasar, row.catatan = StatusRancangan.MENERBITKAN, by, dasar, ""
    row.save(update_fields=["status", "diterbitkan_oleh", "dasar", "catatan"])
    parameter = {"rancangan": str(row.pk), "aksi": "terbit"}
    job = start_job(PEKERJAAN, judul=f"Menerbitkan {row.judul}"[:200], parameter=parameter, by=by)
    record_jejak(
        row, "rancangan_disetujui", by=by, unit_id=row.unit_id, alasan=dasar, rincian={"pekerjaan": str(job.pk)}
    )
    return job


def publish_in_steps(job: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """First the whole map in one transaction, then hand-overs by the hundred. Done again it goes on where it was."""
    pk = UUID(job.parameter["rancangan"])
    if not job.posisi.get("tertulis"):
        refused = _try_to_write(pk, job.pengguna)
        yield Kemajuan(0, None, refused or "Peta tertulis. Membuka serah terima.", posisi={"tertulis": not refused})
        if refused:
            raise DomainError(refused)
    row = RancanganSusunan.objects.get(pk=pk)
    moved = list(moved_members(row))
    at, opened = job.posisi.get("orang", 0), job.posisi.get("dibuka", 0)
    while part := moved[at : at + SELANGKAH]:
        opened += _hand_over(part)
        at += len(part)
        place = {"tertulis": True, "orang": at, "dibuka": opened}
        yield Kemajuan(at, len(moved), "Membuka serah terima.", posisi=place)
    return Hasil(
        f"{row.judul} diterbitkan, berlaku {tulis(row.tanggal)}.", url=reverse("jabatan:rancangan_detail", args=[row.pk]),
        ringkasan={
            "Peta tertulis dalam": f"{angka(seconds_written(row), 1)} detik", "Pindah unit": angka(len(moved)),
            "Serah terima dibuka": angka(opened),
        },
    )  # fmt: skip


def _try_to_write(pk: UUID, by: Pengguna) -> str:
    """The sentence of a refusal; the draft then waits again, with the reason."""
    row = RancanganSusunan.objects.select_for_update().get(pk=pk)
    if row.status == StatusRancangan.TERBIT:
        return ""
    try:
        with transaction.atomic():
            write_publication(pk, by=by)
    except (DomainError, PermissionDenied) as refusal:
        sentence: str = getattr(refusal, "pesan", "Anda tidak lagi berwenang menerbitkannya.")
        RancanganSusunan.objects.filter(pk=pk, status=StatusRancangan.MENERBITKAN).update(
            status=StatusRancangan.DIAJUKAN, diterbitkan_oleh=None, catatan=sentence[:300]
        )
        return sentence
    return ""


@perubahan
def write_publication(rancangan_id: UUID, *, by: Pengguna) -> RancanganSusunan:
    """The one act: units, seats, holders, members, superiors, lists; all of it or nothing."""
    hold_agency(by.instansi_id)
    row = _held(rancangan_id, by)
    require(permissions.can_publish_draft(by, row))
    check_transition(ALUR_RANCANGAN, row.status, StatusRancangan.TERBIT)
    room = checked_room(row, by)
    people = _hold_people(room)
    changes = changes_of(room)
    below = reached_people(changes.kursi_disentuh, DateRange(row.tanggal, None, "[)"))
    since = _clock()
    moves = _write(row, room, changes)
    end_emptied(_taken_over(row, room), mulai=row.tanggal, by=by)
    row.ditulis_dari, row.ditulis_sampai = since, _clock()
    follow_map(changes.kursi_disentuh, DateRange(row.tanggal, None, "[)"), orang=[*people, *below])
    refresh_posts(sorted(people, key=str))
    row.status, row.diterbitkan_pada = StatusRancangan.TERBIT, timezone.now()
    row.ringkasan = figures(room)
    row.save(update_fields=["status", "diterbitkan_pada", "ditulis_dari", "ditulis_sampai", "ringkasan"])
    record_jejak(
        row, "rancangan_diterbitkan", by=by, unit_id=row.unit_id, alasan=row.dasar,
        rincian={"mulai": row.tanggal.isoformat()} | row.ringkasan,
    )  # fmt: skip
    _tell_people(row, room, changes, moves, by)
    close_tugas(jenis=TUGAS_RANCANGAN, objek_id=row.pk, by=by)
    return row


# -- what differs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Perubahan:
    """The difference between the map and the draft, by the tables it is written to."""

    kursi_baru: list[Kursi]
    kursi_ubah: list[Kursi]
    kursi_tutup: list[UUID]
    # Placements that end on the day, and the seat to which each of them goes on (if any).
    duduk: dict[UUID, UUID | None]
    anggota: dict[UUID, UUID]
    kursi_disentuh: list[UUID]


def changes_of(room: Ruang) -> Perubahan:
    before, after = room.dulu, room.kini
    new = [seat for pk, seat in after.kursi.items() if pk not in before.kursi]
    changed = [seat for pk, seat in after.kursi.items() if pk in before.kursi and before.kursi[pk] != seat]
    closed = [pk for pk in before.kursi if pk not in after.kursi]
    moved: dict[UUID, UUID | None] = {
        pk: (after.duduk[pk].kursi if pk in after.duduk else None)
        for pk, sitting in before.duduk.items()
        if pk not in after.duduk or after.duduk[pk].kursi != sitting.kursi
    }
    members = {pk: unit for pk, unit in after.anggota.items() if before.anggota.get(pk) != unit}
    sat = {seat for pk in moved if (seat := before.duduk[pk].kursi)} | {seat for seat in moved.values() if seat}
    touched = sat | {seat.id for seat in (*new, *changed)} | set(closed)
    return Perubahan(new, changed, closed, moved, members, sorted(touched, key=str))


def checked_room(row: RancanganSusunan, by: Pengguna) -> Ruang:
    """The draft on the map of now; refused where a rule stands in the way, where it has changed, or for the own seat."""
    if row.tanggal < timezone.localdate():
        raise DomainError(
            "Tanggal berlakunya sudah lewat. Kembalikan rancangan ini agar tanggalnya diganti.", galat="tanggal_lewat"
        )
    room = open_room(row)
    if room is None or room.berubah:
        raise DomainError(
            "Peta berubah sejak rancangan ini diajukan. Kembalikan agar penyusunnya memeriksa akibatnya lagi.",
            galat="peta_berubah",
        )
    if room.penghalang:
        raise DomainError(f"Rancangan ini tidak dapat diterbitkan. {room.penghalang[0]}", galat="rancangan_terhalang")
    own = akses(by).orang_id
    found = changes_of(room)
    if own is not None and (own in found.anggota or any(room.dulu.duduk[pk].orang == own for pk in found.duduk)):
        raise DomainError(
            "Rancangan ini memindahkan Anda sendiri. Minta pengelola provinsi lain yang menerbitkannya.",
            galat="diri_sendiri",
        )
    return room


def figures(room: Ruang) -> dict[str, Any]:
    """The effects in figures, kept with the act."""
    found = room.akibat
    return {
        "unit": [found.sebelum.unit, found.sesudah.unit],
        "jabatan": [found.sebelum.jabatan, found.sesudah.jabatan],
        "b": [found.sebelum.jumlah.b, found.sesudah.jumlah.b],
        "k": [found.sebelum.jumlah.k, found.sesudah.jumlah.k],
        "nilai": [found.sebelum.jumlah.nilai, found.sesudah.jumlah.nilai],
        "pindah_unit": found.pindah_unit,
        "berganti_atasan": len(found.atasan),
    }


# -- writing ------------------------------------------------------------------------------------------------------------


def _held(rancangan_id: UUID, by: Pengguna) -> RancanganSusunan:
    return RancanganSusunan.objects.select_for_update().get(pk=rancangan_id, instansi_id=by.instansi_id)


def _hold_people(room: Ruang) -> list[UUID]:
    """Everybody whom the draft touches, always in the same order."""
    found = changes_of(room)
    seats = {seat.id for seat in (*found.kursi_ubah, *found.kursi_baru)} | set(found.kursi_tutup)
    ids = {d.orang for d in room.dulu.duduk.values() if d.id in found.duduk or d.kursi in seats} | set(found.anggota)
    people = Pegawai.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return list(people.order_by("pk").values_list("pk", flat=True))


def _clock() -> datetime:
    moment: datetime = fetch("SELECT clock_timestamp()")[0][0]
    return moment


def _write(row: RancanganSusunan, room: Ruang, found: Perubahan) -> list[Pindah]:
    dasar = row.dasar or row.judul
    _write_units(row, room, dasar)
    save_or_say(lambda: _write_seats(row, room.dulu, found, dasar))
    save_or_say(lambda: _write_holders(row, room.kini, found, dasar))
    return place_members(found.anggota, mulai=row.tanggal, dasar=dasar)


def _write_units(row: RancanganSusunan, room: Ruang, dasar: str) -> None:
    before, after = room.dulu.unit, room.kini.unit
    names = ("nama", "singkatan")
    rearrange_units(
        instansi_id=row.instansi_id, mulai=row.tanggal, dasar=dasar,
        baru=[
            UnitBaru(u.id, u.nama, u.singkatan, u.jenis, u.induk)
            for pk, u in after.items() if pk not in before and u.induk is not None
        ],
        ubah={
            pk: {name: getattr(u, name) for name in names} | {"induk_id": u.induk}
            for pk, u in after.items() if pk in before and before[pk] != u
        },
        tutup=[pk for pk in before if pk not in after],
    )  # fmt: skip


def _write_seats(row: RancanganSusunan, before: Susunan, found: Perubahan, dasar: str) -> None:
    Jabatan.objects.bulk_create(
        Jabatan(
            pk=k.id, instansi_id=row.instansi_id, jenis=k.jenis, jenjang=k.jenjang, tunggal=k.tunggal, kepala=k.kepala
        )
        for k in found.kursi_baru
    )
    isian = [Isian(k.id, periode(row.tanggal), _columns(k, dasar)) for k in (*found.kursi_baru, *found.kursi_ubah)]
    isian += [Isian(pk, periode(row.tanggal), None) for pk in found.kursi_tutup]
    write_periods(RincianJabatan, kunci="jabatan_id", isian=isian)


def _columns(k: Kursi, dasar: str) -> dict[str, Any]:
    return {
        "unit_id": k.unit, "nama": k.nama, "induk_id": k.induk, "eselon": k.eselon, "kelas": k.kelas,
        "kebutuhan": k.kebutuhan, "dasar_kebutuhan": k.dasar_kebutuhan, "bup": k.bup, "referensi_id": k.referensi,
        "dasar": dasar,
    }  # fmt: skip


def _write_holders(row: RancanganSusunan, after: Susunan, found: Perubahan, dasar: str) -> None:
    """What ends is cut on the day; who goes on to another seat does so by the basis of the draft."""
    rows = list(Penempatan.objects.filter(pk__in=found.duduk))
    cut_from(Penempatan.objects.filter(pk__in=found.duduk), row.tanggal)
    new = []
    for sitting in rows:
        to = found.duduk[sitting.pk]
        if to is not None:
            kept = {name: getattr(sitting, name) for name in KEPT}
            span = DateRange(max(sitting.mulai, row.tanggal), sitting.berlaku.upper, "[)")
            new.append(
                Penempatan(
                    pegawai_id=sitting.pegawai_id, jabatan_id=to, tunggal=after.kursi[to].tunggal, jenis=sitting.jenis,
                    dasar=dasar, berlaku=span, **kept,
                )
            )  # fmt: skip
    Penempatan.objects.bulk_create(new)


def _taken_over(row: RancanganSusunan, room: Ruang) -> dict[UUID, UUID | None]:
    """Units that are no more, each with the unit into which it was merged in the end."""
    steps = LangkahRancangan.objects.filter(rancangan=row, jenis=JenisLangkah.UNIT_GABUNG)
    merged = {UUID(step.isi["unit"]): UUID(step.isi["ke"]) for step in steps}
    found: dict[UUID, UUID | None] = {}
    for pk in room.dulu.unit:
        if pk not in room.kini.unit:
            to = merged.get(pk)
            while to is not None and to not in room.kini.unit:
                to = merged.get(to)
            found[pk] = to
    return found


# -- telling ------------------------------------------------------------------------------------------------------------


def _tell_people(row: RancanganSusunan, room: Ruang, found: Perubahan, moves: list[Pindah], by: Pengguna) -> None:
    """One entry in the history and one notice of everybody whose unit or own seat is another one."""
    seats = {
        d.orang: room.kini.kursi[d.kursi]
        for d in (room.kini.duduk[pk] for pk in found.duduk if pk in room.kini.duduk)
        if d.jenis == JenisPenempatan.DEFINITIF and d.kursi is not None
    }
    units = {move.pegawai.pk: move.sesudah.unit_id for move in moves}
    people = Pegawai.objects.filter(pk__in={*seats, *units}).select_related("pengguna")
    acts, news = [], []
    for person in people:
        seat, unit = seats.get(person.pk), units.get(person.pk)
        acts.append({
            "objek_id": str(person.pk), "subjek_id": person.pk, "unit_id": unit or (seat.unit if seat else None),
            "alasan": row.dasar, "rincian": {"mulai": row.tanggal.isoformat(), "rancangan": str(row.pk)},
        })  # fmt: skip
        if person.pengguna is not None:
            parts = [f"jabatan Anda {seat.nama}"] if seat else []
            parts += [f"unit Anda {room.kini.unit[unit].nama}"] if unit in room.kini.unit else []
            news.append(Kabar(
                person.pengguna, "Penempatan Anda berubah", f"Mulai {tulis(row.tanggal)} {' dan '.join(parts)}.",
                reverse("pegawai:pegawai_detail", args=[person.pk]), KelompokKabar.DATA, "Susunan organisasi ditata ulang.",
                row.dasar, by.nama, LAPORKAN,
            ))  # fmt: skip
    record_each("ditata_ulang", Pegawai._meta.label, acts, by=by)
    notify_all(news)


def seconds_written(row: RancanganSusunan) -> float:
    """How long the one act took."""
    if row.ditulis_dari is None or row.ditulis_sampai is None:
        return 0.0
    return float((row.ditulis_sampai - row.ditulis_dari).total_seconds())


def moved_members(row: RancanganSusunan) -> Any:
    """The memberships that the publication wrote for its day, as they still hold."""
    return KeanggotaanUnit.objects.kini().filter(
        unit__instansi_id=row.instansi_id, berlaku__startswith=row.tanggal, tercatat__startswith__gte=row.ditulis_dari,
        tercatat__startswith__lte=row.ditulis_sampai,
    ).select_related("pegawai__pengguna").order_by("pk")  # fmt: skip


def _hand_over(rows: list[KeanggotaanUnit]) -> int:
    eve = rows[0].mulai - date.resolution
    ids = [row.pegawai_id for row in rows]
    before = {row.pegawai_id: row for row in KeanggotaanUnit.objects.pada(eve).filter(pegawai_id__in=ids)}
    found = [Pindahan(row.pegawai, before[row.pegawai_id], row) for row in rows if row.pegawai_id in before]
    return open_handovers(found, hanya_antar=True)
