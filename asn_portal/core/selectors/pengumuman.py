"""Announcements: what reaches somebody, and for their writers how many of how many have read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna, Pengumuman, TandaBaca
from asn_portal.core.permissions import akses, layanan
from asn_portal.core.selectors.unit import name_on


def _told(rows: QuerySet[Pengumuman], pengguna: Pengguna) -> QuerySet[Pengumuman]:
    """With the day this person read it (None: not yet), and the name of its unit."""
    read = TandaBaca.objects.filter(pengumuman=OuterRef("pk"), pengguna=pengguna)
    return rows.annotate(dibaca_pada=Subquery(read.values("dibaca_pada")[:1]), nama_unit=name_on(timezone.localdate()))


def current_pengumuman(pengguna: Pengguna, tanggal: date) -> QuerySet[Pengumuman]:
    """What is shown to this person today: unread ones first, the newest above."""
    rows = layanan.running(layanan.addressed_pengumuman(pengguna), tanggal)
    return _told(rows, pengguna).order_by(F("dibaca_pada").asc(nulls_first=True), "-mulai", "-pk")


UNREAD = """
SELECT kabar.id, kabar.judul, kabar.mulai, rincian.nama AS nama_unit
FROM core_pengumuman AS kabar
JOIN core_unitkerja AS unit ON unit.id = kabar.unit_id
LEFT JOIN core_rincianunit AS rincian
       ON rincian.unit_id = unit.id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
WHERE kabar.instansi_id = %(instansi)s AND kabar.diakhiri_pada IS NULL
  AND kabar.mulai <= %(hari)s::date AND kabar.sampai >= %(hari)s::date
  AND EXISTS (SELECT FROM unnest(%(nomor)s::bigint[], %(peran)s::text[]) AS saya (nomor, peran)
              WHERE saya.nomor = unit.nomor AND (kabar.peran = '{}' OR saya.peran = ANY (kabar.peran)))
  AND NOT EXISTS (SELECT FROM core_tandabaca AS tanda
                  WHERE tanda.pengumuman_id = kabar.id AND tanda.pengguna_id = %(akun)s)
ORDER BY kabar.mulai DESC, kabar.id DESC
LIMIT %(batas)s
"""


def unread_pengumuman(pengguna: Pengguna, tanggal: date, *, batas: int = 5) -> list[Pengumuman]:
    """The newest of `current_pengumuman` that this person has not read, with what a list shows of them."""
    mine = akses(pengguna)
    known_as = layanan.addressed_as(mine).items()
    pairs = [(nomor, peran) for units, roles in known_as for nomor in units for peran in roles]
    found = Pengumuman.objects.raw(
        UNREAD,
        {
            "instansi": mine.instansi_id,
            "akun": pengguna.pk,
            "hari": tanggal,
            "nomor": [nomor for nomor, _ in pairs],
            "peran": [peran for _, peran in pairs],
            "batas": batas,
        },
    )
    return list(found)


def past_pengumuman(pengguna: Pengguna, tanggal: date) -> QuerySet[Pengumuman]:
    """What was shown to this person's units before and is over."""
    over = Q(sampai__lt=tanggal) | Q(diakhiri_pada__isnull=False)
    rows = layanan.addressed_pengumuman(pengguna).filter(over, mulai__lte=tanggal)
    return _told(rows, pengguna).order_by("-mulai", "-pk")


def readable_pengumuman(pengguna: Pengguna) -> QuerySet[Pengumuman]:
    """Everything this person may open: what reaches him and has begun, and what he manages."""
    today = timezone.localdate()
    mine = layanan.addressed_pengumuman(pengguna).filter(mulai__lte=today)
    seen = Q(pk__in=mine.values("pk"))
    if layanan.sees_pengumuman_figures(pengguna):
        seen |= Q(pk__in=layanan.managed_pengumuman(pengguna).values("pk"))
    return _told(Pengumuman.objects.filter(seen), pengguna).select_related("dibuat_oleh", "memperbaiki", "perbaikan")


def managed_rows(pengguna: Pengguna, *, keadaan: str, tanggal: date) -> QuerySet[Pengumuman]:
    """For their writers: with the number of readers of each."""
    rows = layanan.managed_pengumuman(pengguna)
    if keadaan == "tampil":
        rows = layanan.running(rows, tanggal)
    elif keadaan == "nanti":
        rows = rows.filter(mulai__gt=tanggal, diakhiri_pada=None)
    elif keadaan == "lewat":
        rows = rows.filter(Q(sampai__lt=tanggal) | Q(diakhiri_pada__isnull=False))
    readers = TandaBaca.objects.filter(pengumuman=OuterRef("pk")).order_by().values("pengumuman")
    rows = rows.annotate(pembaca=Subquery(readers.annotate(n=Count("pk")).values("n")), nama_unit=name_on(tanggal))
    return rows.select_related("dibuat_oleh").order_by("-mulai", "-pk")


KEADAAN = (("tampil", "Sedang tampil"), ("nanti", "Belum mulai"), ("lewat", "Sudah berakhir"))


@dataclass(frozen=True)
class AngkaBaca:
    """How many of today's audience have read it, and how many of them cannot yet, for want of an active account."""

    penerima: int
    membaca: int
    belum_aktif: int

    @property
    def persen(self) -> int:
        return round(100 * self.membaca / self.penerima) if self.penerima else 0


def read_figures(pengumuman: Pengumuman, tanggal: date) -> AngkaBaca:
    """One query, however many people it reaches. The readers are a set that is hashed once, not a question per person."""
    readers = TandaBaca.objects.filter(pengumuman=pengumuman).values("pengguna_id")
    row = layanan.audience(pengumuman, tanggal).aggregate(
        penerima=Count("pk"),
        membaca=Count("pk", filter=Q(pk__in=readers)),
        belum_aktif=Count("pk", filter=Q(diaktifkan_pada=None)),
    )
    return AngkaBaca(**row)


def pengumuman_actions(pengguna: Pengguna, pengumuman: Pengumuman, now: datetime) -> dict[str, bool]:
    today = timezone.localdate(now)
    writes = layanan.writes_pengumuman(pengguna) and layanan.can_write_pengumuman(pengguna, pengumuman.unit)
    ended = pengumuman.diakhiri_pada is not None
    shown = not ended and pengumuman.mulai <= today <= pengumuman.sampai
    return {
        "angka": writes or layanan.sees_pengumuman_figures(pengguna),
        "ubah": writes and not ended and today <= pengumuman.sampai,
        "baca": shown and pengumuman.dibaca_pada is None,
    }


def peran_words(pengumuman: Pengumuman) -> str:
    """To whom it goes, in words."""
    if not pengumuman.peran:
        return "Semua pegawai dan pengelola"
    return ", ".join(Peran(value).label for value in pengumuman.peran)
