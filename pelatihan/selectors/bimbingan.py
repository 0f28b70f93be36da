"""Pairs of coaching and mentoring as the two themselves see them, and what the rule makes of their meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pegawai.models import Pegawai
from pelatihan.aturan.jam_pelajaran import TABEL_KONVERSI, MasukanJpKonversi, jp_konversi
from pelatihan.enums import StatusBimbingan
from pelatihan.models import Bimbingan, SesiBimbingan

S = StatusBimbingan
PALING_BANYAK = int(TABEL_KONVERSI.terakhir.nilai["kegiatan_sebulan_maks"])
RULE = (
    f"Setiap pertemuan yang disahkan kedua pihak dihitung, paling banyak {PALING_BANYAK} sebulan untuk setiap jenis "
    f"({TABEL_KONVERSI.terakhir.dasar_hukum}). Yang Anda berdua tulis tidak dibaca orang lain."
)


def counted_jp(days: Iterable[date], used: Iterable[date], jenis: str) -> Decimal:
    """By the rule: at most so many meetings of a kind in a month, whoever the guide was; `used` are those that other
    pairs have used up already.
    """
    mine = Counter((day.year, day.month) for day in days)
    before = Counter((day.year, day.month) for day in used)
    months = [
        min(PALING_BANYAK, before[month] + count) - min(PALING_BANYAK, before[month])
        for month, count in sorted(mine.items())
    ]
    if not any(months):
        return Decimal(0)
    return Decimal(str(jp_konversi(MasukanJpKonversi(bentuk=jenis, kegiatan_per_bulan=months))["jp"]))


def used_elsewhere(row: Bimbingan) -> list[date]:
    others = SesiBimbingan.objects.exclude(disahkan_pada=None).exclude(bimbingan=row).filter(
        bimbingan__pegawai_id=row.pegawai_id, bimbingan__jenis=row.jenis, bimbingan__status=S.SELESAI
    )  # fmt: skip
    return list(others.values_list("tanggal", flat=True))


@dataclass(frozen=True)
class Pasangan:
    """One pair as this account sees it: who the other one is, and which side one is on."""

    bimbingan: Bimbingan
    lain: Pegawai
    membimbing: bool


def my_pairs(pengguna: Pengguna) -> list[Pasangan]:
    """Running ones first. One query."""
    mine = akses(pengguna).orang_id
    rows = Bimbingan.objects.visible_to(pengguna).select_related("pegawai", "pembimbing")
    rows = rows.annotate(
        sah=Count("daftar_sesi", filter=~Q(daftar_sesi__disahkan_pada=None)),
        menunggu=Count(
            "daftar_sesi", filter=Q(daftar_sesi__disahkan_pada=None) & ~Q(daftar_sesi__dicatat_oleh=pengguna)
        ),
    )
    order = {S.DIMINTA: 0, S.BERJALAN: 1}
    found = sorted(rows, key=lambda row: (order.get(S(row.status), 2), -row.mulai.toordinal(), str(row.pk)))
    return [
        Pasangan(row, row.pegawai if row.pembimbing_id == mine else row.pembimbing, row.pembimbing_id == mine)
        for row in found
    ]


@dataclass(frozen=True)
class Sesi:
    """A meeting. `dihitung`: it gives JP; a third one of a month does not. `dapat`: this account may confirm it."""

    sesi: SesiBimbingan
    dihitung: bool
    dapat: bool


@dataclass(frozen=True)
class IsiBimbingan:
    sesi: list[Sesi]
    sah: int
    jp: Decimal


def contents(row: Bimbingan, pengguna: Pengguna) -> IsiBimbingan:
    """Meetings, the newest first, with what would be counted today. Two queries."""
    used = used_elsewhere(row)
    left = Counter((day.year, day.month) for day in used)
    found, confirmed = [], []
    for one in row.daftar_sesi.order_by("tanggal").select_related("dicatat_oleh"):
        month = (one.tanggal.year, one.tanggal.month)
        counted = one.disahkan_pada is not None and left[month] < PALING_BANYAK
        if one.disahkan_pada is not None:
            left[month] += 1
            confirmed.append(one.tanggal)
        waits = one.disahkan_pada is None and row.status == S.BERJALAN
        found.append(Sesi(one, counted, waits and one.dicatat_oleh_id != pengguna.pk))
    return IsiBimbingan(found[::-1], len(confirmed), counted_jp(confirmed, used, row.jenis))


def running_pairs(pengguna: Pengguna) -> QuerySet[Bimbingan]:
    """For the own page."""
    rows = Bimbingan.objects.visible_to(pengguna).filter(status__in=(S.DIMINTA, S.BERJALAN))
    return rows.select_related("pegawai", "pembimbing").order_by("sampai", "pk")
