"""What the pages of the drafting room ask: the list, what may be done, a unit's seats on both sides, drafts side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, PekerjaanLatar, Pengguna, RincianUnit
from asn_portal.core.permissions import akses
from asn_portal.core.templatetags.bentuk import angka
from asn_portal.core.templatetags.bentuk import tanggal as tulis
from jabatan import permissions
from jabatan.enums import JenisLangkah, StatusRancangan
from jabatan.models import RancanganSusunan
from jabatan.rancang.akibat import Angka, BarisUnit
from jabatan.rancang.bentuk import DIHITUNG, Kursi, Susunan
from jabatan.selectors.rancangan import Ruang

KEADAAN = {kind.value: kind.label for kind in StatusRancangan}
LANGKAH = [(kind.value, kind.label) for kind in JenisLangkah]
PEKERJAAN = "jabatan.rancangan"
# Rows of people and of units that a page shows at once.
DITAMPILKAN, UNIT_SEMUA = ":50", 60


@dataclass(frozen=True)
class Saringan:
    kata: str = ""
    keadaan: str = ""


def read_saringan(query: Mapping[str, str]) -> Saringan:
    keadaan = query.get("keadaan", "")
    return Saringan(query.get("q", "").strip()[:100], keadaan if keadaan in KEADAAN else "")


def key_in(query: Mapping[str, str], nama: str) -> UUID | None:
    try:
        return UUID(query.get(nama, ""))
    except ValueError:
        return None


def drafts_listed(pengguna: Pengguna, saringan: Saringan) -> QuerySet[RancanganSusunan]:
    names = RincianUnit.objects.kini().filter(unit_id=OuterRef("unit_id")).order_by("-berlaku").values("nama")[:1]
    rows = RancanganSusunan.objects.visible_to(pengguna).select_related("disusun_oleh")
    rows = rows.annotate(nama_unit=Subquery(names), langkah=Count("daftar_langkah"))
    if saringan.keadaan:
        rows = rows.filter(status=saringan.keadaan)
    for word in saringan.kata.split()[:6]:
        rows = rows.filter(judul__icontains=word)
    return rows.order_by("-dibuat_pada", "pk")


def may_draft(pengguna: Pengguna) -> bool:
    return bool(akses(pengguna).reach(Sumber.PETA_JABATAN, "w"))


def units_to_draft(pengguna: Pengguna) -> QuerySet[Any]:
    """Units whose seats this account may change: as keys."""
    mine = akses(pengguna)
    rows = JalurUnit.objects.pada(mine.tanggal).filter(instansi_id=mine.instansi_id)
    if not mine.whole_agency(Sumber.PETA_JABATAN, "w"):
        rows = rows.filter(jalur__di_bawah=mine.paths(Sumber.PETA_JABATAN, "w"))
    return rows.values("unit_id")


def actions_on(pengguna: Pengguna, row: RancanganSusunan, room: Ruang | None) -> set[str]:
    """What this account may do with the draft as it stands."""
    edits, publishes = permissions.can_edit_draft(pengguna, row), permissions.can_publish_draft(pengguna, row)
    found: set[str] = {"salin"} if permissions.can_draft_for(pengguna, row.unit_id) else set()
    match row.status:
        case StatusRancangan.DISUSUN if edits:
            found |= {"ubah", "buang"}
            if room is not None:
                found |= {"pakai-peta"} if room.berubah else set()
                found |= set() if room.berubah or room.penghalang else {"ajukan"}
        case StatusRancangan.DIAJUKAN:
            found |= {"tarik"} if edits else set()
            found |= {"terbitkan", "kembalikan"} if publishes else set()
        case StatusRancangan.MENERBITKAN if publishes and job_of(pengguna, row) is None:
            found |= {"kembalikan"}
        case StatusRancangan.TERBIT:
            ahead = row.tanggal > timezone.localdate()
            found |= {"batalkan"} if ahead and permissions.can_undo_publication(pengguna, row) else set()
    return found


def job_of(pengguna: Pengguna, row: RancanganSusunan) -> PekerjaanLatar | None:
    """The job that writes it now; its page is open to whoever started it."""
    jobs = PekerjaanLatar.objects.terbuka().filter(jenis=PEKERJAAN, parameter__rancangan=str(row.pk))
    return jobs.order_by("-pk").first()


# -- one draft ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisKursi:
    """A seat of the unit on both sides; `b`, `k`, `kelas` as pairs before and after."""

    id: UUID
    nama: str
    dulu: str
    kepala: bool
    k: tuple[int | None, int | None]
    b: tuple[int | None, int | None]
    kelas: tuple[int | None, int | None]
    tanda: str
    ada: bool


@dataclass(frozen=True)
class IsiUnit:
    id: UUID
    nama: str
    ada: bool
    baris: list[BarisKursi]


def contents_of(room: Ruang, text: str) -> IsiUnit | None:
    """The seats of one unit, today's beside the draft's."""
    try:
        pk = UUID(text)
    except ValueError:
        return None
    unit = room.kini.unit.get(pk) or room.dulu.unit.get(pk)
    if unit is None:
        return None
    before, after = ({k.id: k for k in s.kursi_di(pk)} for s in (room.dulu, room.kini))
    rows = [_seat_row(before.get(key), after.get(key), (room.dulu, room.kini)) for key in {**before, **after}]
    rows.sort(key=lambda row: (not row.kepala, not row.ada, row.nama))
    return IsiUnit(pk, unit.nama, pk in room.kini.unit, rows)


def _seat_row(old: Kursi | None, new: Kursi | None, sides: tuple[Susunan, Susunan]) -> BarisKursi:
    seat = new or old
    if seat is None:
        raise ValueError("neither side has the seat")
    counts = tuple(
        None if side is None else sum(d.jenis in DIHITUNG for d in room.pemangku(side.id))
        for side, room in zip((old, new), sides, strict=True)
    )
    words = "Baru di unit ini" if old is None else "Tidak di unit ini lagi" if new is None else ""
    if old is not None and new is not None and old != new:
        words = "Berubah"
    return BarisKursi(
        seat.id, seat.nama, old.nama if old and new and old.nama != new.nama else "", seat.kepala,
        (old.kebutuhan if old else None, new.kebutuhan if new else None), (counts[0], counts[1]),
        (old.kelas if old else None, new.kelas if new else None), words, new is not None,
    )  # fmt: skip


def units_shown(room: Ruang, *, semua: bool) -> list[BarisUnit]:
    """All of them where they are few, else those that differ."""
    rows = room.akibat.unit
    if semua or len(rows) <= UNIT_SEMUA:
        return rows
    return [row for row in rows if row.tanda or row.dalam == 0]


def what_publication_does(room: Ruang) -> list[str]:
    """In figures, for the page that asks before it happens."""
    found = room.akibat
    marks = [row.tanda for row in found.unit]
    new, gone = marks.count("Baru"), marks.count("Tidak ada lagi")
    changed = sum("nama" in mark or "induk" in mark for mark in marks)
    before, after = found.sebelum, found.sesudah
    moved = f"{angka(found.pindah_unit)} orang berpindah unit dan {angka(len(found.atasan))} berganti atasan"
    need = f"kebutuhan {angka(before.jumlah.k)} menjadi {angka(after.jumlah.k)}"
    return [
        f"Berlaku {tulis(room.rancangan.tanggal)} pukul 00.00 WIB; peta sebelum tanggal itu tidak berubah.",
        f"{angka(new)} unit dibentuk, {angka(changed)} berganti nama atau induk, {angka(gone)} berakhir.",
        f"Jabatan {angka(before.jabatan)} menjadi {angka(after.jabatan)}; {need}.",
        f"{moved}; mereka diberi tahu, dan serah terimanya dibuka.",
        "Dapat dibatalkan sampai sehari sebelum berlaku.",
    ]


def what_undo_does(row: RancanganSusunan) -> list[str]:
    people = row.ringkasan.get("pindah_unit", 0)
    return [
        f"Susunan yang akan berlaku {tulis(row.tanggal)} dihapus dari peta; susunan sekarang berlaku terus.",
        f"{angka(people)} orang tetap di unitnya yang sekarang dan diberi tahu; serah terimanya ditutup.",
        "Bila sesudah penerbitan sudah ada perubahan lain yang bergantung padanya, pembatalan ditolak dan alasannya disebut.",
    ]


# -- side by side -----------------------------------------------------------------------------------------------------------


def beside(pengguna: Pengguna, row: RancanganSusunan) -> list[RancanganSusunan]:
    """Other drafts about the same unit."""
    rows = RancanganSusunan.objects.visible_to(pengguna).filter(unit_id=row.unit_id).exclude(pk=row.pk)
    open_ones = rows.filter(status__in=(StatusRancangan.DISUSUN, StatusRancangan.DIAJUKAN))
    return list(open_ones.select_related("disusun_oleh").order_by("-dibuat_pada")[:20])


def figures_beside(rooms: Sequence[Ruang]) -> list[tuple[str, list[str]]]:
    """Each measure with today's figure (of the first draft's day), then that of each draft."""
    if not rooms:
        return []
    first = rooms[0].akibat.sebelum
    sides = [first, *(room.akibat.sesudah for room in rooms)]
    rows = [
        ("Unit", [angka(side.unit) for side in sides]),
        ("Jabatan", [angka(side.jabatan) for side in sides]),
        ("Bezetting (B)", [angka(side.jumlah.b) for side in sides]),
        ("Kebutuhan (K)", [angka(side.jumlah.k) for side in sides]),
        ("Nilai jabatan seluruhnya", [angka(side.jumlah.nilai) for side in sides]),
    ]
    rate = rooms[0].tarif
    if rate is not None:
        rows.append(("Biaya sebulan (rupiah)", [angka(side.jumlah.nilai * rate) for side in sides]))
    counted = (
        ("Orang tanpa jabatan", lambda room: len(room.akibat.tanpa_kursi)),
        ("Orang berpindah unit", lambda room: room.akibat.pindah_unit),
        ("Orang berganti atasan", lambda room: len(room.akibat.atasan)),
        ("Yang masih terhalang", lambda room: len(room.penghalang)),
    )
    return rows + [(label, ["-", *(angka(count(room)) for room in rooms)]) for label, count in counted]


@dataclass(frozen=True)
class UnitBanding:
    nama: str
    dalam: int
    sisi: list[Angka | None]
    beda: bool


def units_beside(rooms: Sequence[Ruang]) -> list[UnitBanding]:
    """Every unit of any side whose figures or whose being differ."""
    tables = [{row.unit: row for row in room.akibat.unit} for room in rooms]
    order = {pk: row for table in reversed(tables) for pk, row in table.items()}
    first = tables[0] if tables else {}
    rows = [_unit_beside(pk, order, tables) for pk in [*first, *(pk for pk in order if pk not in first)]]
    return [row for row in rows if row.beda or row.dalam == 0]


def _unit_beside(pk: UUID, order: dict[UUID, BarisUnit], tables: list[dict[UUID, BarisUnit]]) -> UnitBanding:
    before = next((table[pk].sebelum for table in tables if pk in table), None)
    sides = [before, *(table[pk].sesudah if pk in table else None for table in tables)]
    marked = any(table[pk].tanda for table in tables if pk in table)
    return UnitBanding(order[pk].nama, order[pk].dalam, sides, marked or len({*sides}) > 1)
