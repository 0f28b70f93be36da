"""What the pages of leaving ask: who leaves when, what is still to be done, who is left without a superior."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna, PenugasanPeran, periode
from asn_portal.core.selectors.unit import path_of
from pegawai.enums import PutusanPerjanjian, StatusBerhenti, StatusButir, StatusPutaran, StatusUrusan
from pegawai.models import ButirPutaran, HubunganAtasan, KeanggotaanUnit, Pegawai, PeristiwaBerhenti

# How each state of the list is chosen.
KEADAAN = (
    ("menunggu", "Menunggu keputusan"),
    ("akan", "Akan berlaku"),
    ("urusan", "Urusan belum selesai"),
    ("beres", "Selesai"),
    ("batal", "Dibatalkan atau ditolak"),
)


def leaving_rows(pengguna: Pengguna, hari: date, *, keadaan: str = "", kata: str = "") -> QuerySet[PeristiwaBerhenti]:
    """Those that wait first, then what is still to be done."""
    rows = PeristiwaBerhenti.objects.visible_to(pengguna).select_related("pegawai", "diusulkan_oleh")
    open_items = Q(daftar_urusan__status=StatusUrusan.TERBUKA)
    rows = rows.annotate(
        nama_unit=core_selectors.name_on(hari, "unit_id"), terbuka=Count("daftar_urusan", filter=open_items),
        semua=Count("daftar_urusan"),
    )  # fmt: skip
    decided = Q(status=StatusBerhenti.DITETAPKAN)
    chosen = {
        "menunggu": Q(status=StatusBerhenti.DIAJUKAN), "akan": decided & Q(tanggal__gt=hari),
        "urusan": decided & Q(terbuka__gt=0), "beres": decided & Q(terbuka=0, tanggal__lte=hari),
        "batal": Q(status__in=[StatusBerhenti.DITOLAK, StatusBerhenti.DIBATALKAN]),
    }  # fmt: skip
    if keadaan in chosen:
        rows = rows.filter(chosen[keadaan])
    for word in kata.split():
        rows = rows.filter(
            Q(pegawai__nama__icontains=word) | Q(pegawai__nip__startswith=word) | Q(pegawai__nrk__startswith=word)
        )
    return rows.order_by("status", "-tanggal", "-diusulkan_pada", "pk")


def hr_of_unit(unit_id: UUID | None, instansi_id: UUID, hari: date, *, tanpa: Any = None) -> list[Pengguna]:
    """HR of a unit and of the province, also after somebody has left the unit."""
    path = path_of(unit_id, hari) if unit_id else None
    labels = [int(label) for label in path.split(".")] if path else []
    roles = PenugasanPeran.objects.pada(hari).filter(
        Q(peran=Peran.ADMIN_BKD) | Q(peran=Peran.ADMIN_UNIT, unit__nomor__in=labels), unit__instansi_id=instansi_id
    )
    return list(Pengguna.objects.filter(pk__in=roles.values("pengguna_id"), is_active=True).exclude(pk=tanpa))


def left_without_superior(row: PeristiwaBerhenti, hari: date) -> list[Pegawai]:
    """People this person led who have nobody on the day it counts from (or today, once that is past)."""
    day = max(row.tanggal, hari)
    someone = HubunganAtasan.objects.pada(day).filter(pegawai_id=OuterRef("pk"))
    members = KeanggotaanUnit.objects.pada(day).filter(pegawai_id=OuterRef("pk"))
    rows = Pegawai.objects.filter(pk__in=row.potongan.get("bawahan", []), ditarik_pada=None)
    return list(rows.filter(~Exists(someone), Exists(members)).order_by("nama"))


def led_from(pegawai_id: UUID, mulai: date) -> list[Pegawai]:
    """Whom this person leads on a day or is to lead after it: they will need somebody else."""
    links = (
        HubunganAtasan.objects.kini().filter(atasan_id=pegawai_id, berlaku__overlap=periode(mulai)).values("pegawai_id")
    )
    return list(Pegawai.objects.filter(pk__in=links, ditarik_pada=None).order_by("nama"))


def still_serving(people: QuerySet[Pegawai], hari: date) -> QuerySet[Pegawai]:
    """Without those who have left the service: lists and searches do not name them any more."""
    return people.filter(~has_left(hari))


def has_left(hari: date) -> Exists:
    return Exists(PeristiwaBerhenti.objects.berlaku(hari).filter(pegawai_id=OuterRef("pk")))


def last_event(pegawai_id: UUID) -> PeristiwaBerhenti | None:
    """What is known about this person's leaving, if anything."""
    rows = PeristiwaBerhenti.objects.filter(pegawai_id=pegawai_id)
    return rows.filter(status__in=OPEN).first()


def ended_without_renewal(hari: date) -> list[UUID]:
    """Rows of rounds that were decided not to be renewed and whose contract is over."""
    rows = ButirPutaran.objects.filter(putusan=PutusanPerjanjian.TIDAK, status=StatusButir.DISETUJUI, berakhir__lt=hari)
    return list(
        rows.exclude(putaran__status=StatusPutaran.DIBATALKAN).order_by("berakhir").values_list("pk", flat=True)
    )


OPEN = (StatusBerhenti.DIAJUKAN, StatusBerhenti.DITETAPKAN)


def with_leaving(people: QuerySet[Pegawai]) -> QuerySet[Pegawai]:
    """With whether there is an open act of leaving at all (`ada_berhenti`), in the same query."""
    return people.annotate(
        ada_berhenti=Exists(PeristiwaBerhenti.objects.filter(pegawai_id=OuterRef("pk"), status__in=OPEN))
    )


def leaving_of(pengguna: Pengguna, pegawai_id: UUID) -> PeristiwaBerhenti | None:
    """The same as `last_event`, for those who may see it."""
    rows = PeristiwaBerhenti.objects.visible_to(pengguna).filter(pegawai_id=pegawai_id)
    return rows.filter(status__in=OPEN).first()
