"""What the pages of reference lists ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from pegawai.enums import StatusMuatan
from pegawai.models import MuatanReferensi, Referensi
from pegawai.referensi import DaftarReferensi, all_referensi

# Shown while somebody types; whoever finds his entry not among them types more.
DITAWARKAN = 12


@dataclass(frozen=True)
class IsiDaftar:
    daftar: DaftarReferensi
    jumlah: int
    lama: int
    muatan: MuatanReferensi | None


def lists_with_counts() -> list[IsiDaftar]:
    """Every list with how many entries it holds, how many are no longer offered, and its last file. Two queries."""
    stale = Count("kunci", filter=Q(aktif=False) | Q(hilang_sejak__isnull=False))
    rows = Referensi.objects.values("jenis").annotate(jumlah=Count("kunci"), lama=stale).order_by()
    counted = {row["jenis"]: (row["jumlah"], row["lama"]) for row in rows}
    files = MuatanReferensi.objects.filter(status=StatusMuatan.DITERAPKAN).defer("baris", "ringkasan")
    newest = {row.jenis: row for row in files.order_by("jenis", "-selesai_pada").distinct("jenis")}
    return [
        IsiDaftar(daftar, *counted.get(daftar.jenis, (0, 0)), newest.get(daftar.jenis)) for daftar in all_referensi()
    ]


def entries(jenis: str, kata: str) -> QuerySet[Referensi]:
    """A list in BKN's order; with words, those whose name holds each of them."""
    rows = Referensi.objects.dari(jenis).select_related("induk")
    return rows.cari(kata).order_by(Length("nama"), "nama") if kata else rows.order_by("urut")


def files_of(jenis: str) -> QuerySet[MuatanReferensi]:
    return (
        MuatanReferensi.objects.filter(jenis=jenis, status=StatusMuatan.DITERAPKAN)
        .defer("baris")
        .select_related("dibuat_oleh")
        .order_by("-selesai_pada")
    )


def offered(jenis: tuple[str, ...], kata: str, *, banyak: int = DITAWARKAN) -> list[Referensi]:
    """What may be meant by these words: the shortest names first, each with what it belongs to."""
    rows = Referensi.objects.dari(*jenis).terpilih().select_related("induk")
    return list(rows.cari(kata).order_by(Length("nama"), "nama")[:banyak]) if kata.strip() else []
