"""The monthly input as pages read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna, RincianUnit
from asn_portal.core.pengaturan import TERLIHAT_TPP
from asn_portal.core.permissions import akses
from asn_portal.core.selectors.jawab import answer_days
from asn_portal.core.selectors.libur import kalender
from kinerja.enums import KeadaanTPP
from kinerja.models import MasaTPP, MasukanTPP, PersenTPP, PertanyaanTPP
from pegawai.models import Pegawai

DUA_TAHUN = 24


def shown_from(potong: date, instansi_id: UUID) -> date:
    """So many working days before the cut-off as the agency has set; weekends only where a year has no list of holidays."""
    calendar, left, day = kalender(), answer_days(TERLIHAT_TPP, instansi_id, potong), potong
    while left:
        day -= timedelta(days=1)
        known = calendar if day.year in calendar.libur else calendar.with_daftar([])
        left -= known.is_hari_kerja(day)
    return day


def months_of(pengguna: Pengguna) -> QuerySet[MasaTPP]:
    return MasaTPP.objects.visible_to(pengguna).order_by("-bulan")


def chosen_month(pengguna: Pengguna, query: Mapping[str, str]) -> MasaTPP | None:
    """The asked one, else the newest."""
    months = list(months_of(pengguna)[:DUA_TAHUN])
    by_name = {f"{row.bulan:%Y-%m}": row for row in months}
    return by_name.get(query.get("bulan", "")) or (months[0] if months else None)


def own_inputs(pengguna: Pengguna) -> list[MasukanTPP]:
    """Of the months that are shown, the newest first, with what was asked."""
    mine = akses(pengguna)
    rows = MasukanTPP.objects.filter(pegawai_id=mine.orang_id, masa__terlihat__lte=mine.tanggal)
    return list(
        rows.select_related("masa", "evaluasi")
        .prefetch_related("daftar_pertanyaan__dijawab_oleh")
        .order_by("-masa__bulan")[:DUA_TAHUN]
    )


def asked_unit(query: Mapping[str, str]) -> UUID | None:
    """The unit of an address; what is no unit asks for none."""
    try:
        return UUID(query.get("unit", ""))
    except ValueError:
        return None


def kept_inputs(pengguna: Pengguna, query: Mapping[str, str], hari: date) -> QuerySet[MasukanTPP]:
    """Of those whose input this account keeps, in one month, narrowed by unit, state and open questions."""
    month = chosen_month(pengguna, query)
    rows = MasukanTPP.objects.visible_to(pengguna).exclude(pegawai_id=akses(pengguna).orang_id).filter(masa=month)
    if (unit := asked_unit(query)) is not None:
        path = core_selectors.path_of(unit, hari)
        below = JalurUnit.objects.pada(hari).filter(jalur__di_bawah=[path] if path else [])
        rows = rows.filter(unit_id__in=below.values("unit_id"))
    if query.get("keadaan") in KeadaanTPP.values:
        rows = rows.filter(keadaan=query["keadaan"])
    asked = PertanyaanTPP.objects.filter(masukan=OuterRef("pk"), dijawab_pada=None)
    if query.get("tanya") == "ya":
        rows = rows.filter(Exists(asked))
    names = RincianUnit.objects.pada(hari).filter(unit_id=OuterRef("unit_id")).values("nama")[:1]
    return rows.select_related("pegawai", "masa").annotate(nama_unit=Subquery(names), ditanya=Exists(asked))


def counts_of(rows: QuerySet[MasukanTPP]) -> dict[str, int]:
    """All, with a predicate, from elsewhere, without one."""
    found: dict[str, int] = rows.order_by().aggregate(
        semua=Count("pk"), ada=Count("pk", filter=Q(keadaan=KeadaanTPP.ADA)),
        luar=Count("pk", filter=Q(keadaan=KeadaanTPP.LUAR)), belum=Count("pk", filter=Q(keadaan=KeadaanTPP.BELUM)),
    )  # fmt: skip
    return found


def months_with_counts(pengguna: Pengguna) -> list[MasaTPP]:
    rows = months_of(pengguna).annotate(
        orang=Count("daftar_masukan"), tanpa=Count("daftar_masukan", filter=Q(daftar_masukan__keadaan=KeadaanTPP.BELUM))
    )
    return list(rows[:DUA_TAHUN])


def percentages(pengguna: Pengguna) -> QuerySet[PersenTPP]:
    return PersenTPP.objects.visible_to(pengguna).order_by("-berlaku", "predikat")


def seen_input(pengguna: Pengguna, pk: UUID) -> MasukanTPP | None:
    return MasukanTPP.objects.visible_to(pengguna).select_related("masa", "pegawai", "evaluasi").filter(pk=pk).first()


def seen_question(pengguna: Pengguna, pk: UUID) -> PertanyaanTPP | None:
    rows = PertanyaanTPP.objects.filter(masukan__in=MasukanTPP.objects.visible_to(pengguna))
    return rows.select_related("masukan__masa", "pegawai", "pegawai__pengguna", "dijawab_oleh").filter(pk=pk).first()


def answered_by_unit(pengguna: Pengguna, ids: list[UUID]) -> set[UUID]:
    """Questions that still wait and that this account may answer."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.MASUKAN_TPP, "v").values("pk")
    rows = PertanyaanTPP.objects.filter(pk__in=ids, pegawai_id__in=people, dijawab_pada=None)
    return set(rows.exclude(pegawai_id=akses(pengguna).orang_id).values_list("pk", flat=True))
