"""Requests for help: whose, in which state, how long they wait, and who is to answer."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from asn_portal.core.aturan.alur_tiket import ALUR_TUJUAN
from asn_portal.core.enums import Peran, StatusTiket, TujuanTiket
from asn_portal.core.models import BalasanTiket, JalurUnit, Pengguna, PenugasanPeran, Tiket
from asn_portal.core.permissions import layanan, lihat
from asn_portal.core.selectors.unit import name_on, path_of

DAY = timedelta(days=1)
# How long somebody may wait for an answer, in words and in steps for the counts of a list.
UMUR = {
    "baru": ("Kurang dari 1 hari", timedelta(0), DAY),
    "sedang": ("1 sampai 3 hari", DAY, 3 * DAY),
    "lama": ("Lebih dari 3 hari", 3 * DAY, None),
}


def _waiting(umur: str, now: datetime) -> Q:
    _, youngest, oldest = UMUR[umur]
    waiting = Q(status=StatusTiket.TERBUKA, menunggu_sejak__lte=now - youngest)
    return waiting if oldest is None else waiting & Q(menunggu_sejak__gt=now - oldest)


def own_tiket(pengguna: Pengguna) -> QuerySet[Tiket]:
    """What this person has asked for: open ones first, the newest above."""
    rows = Tiket.objects.filter(pengguna=pengguna).annotate(balasan=Count("daftar_balasan"))
    return rows.order_by(F("selesai_pada").asc(nulls_first=True), "-nomor")


def tiket_to_answer(
    pengguna: Pengguna, *, kata: str = "", status: str = "", tujuan: str = "", umur: str = "", now: datetime
) -> QuerySet[Tiket]:
    """Requests of others in this account's hands; who waits longest comes first."""
    rows = layanan.handled_tiket(pengguna).select_related("pengguna").annotate(nama_unit=name_on(timezone.localdate()))
    if umur in UMUR:
        rows = rows.filter(_waiting(umur, now))
    elif status in StatusTiket.values:
        rows = rows.filter(status=status)
    elif not status:
        rows = rows.exclude(status=StatusTiket.SELESAI)
    if tujuan in TujuanTiket.values:
        rows = rows.filter(tujuan=tujuan)
    if kata:
        rows = rows.filter(_matching(kata))
    return rows.order_by(F("menunggu_sejak").asc(nulls_last=True), "-nomor")


def _matching(kata: str) -> Q:
    """A number as people write it (B-000123, b 123, 123), or part of a name."""
    number = re.fullmatch(r"[bB]?[\s-]*0*(\d{1,15})", kata.strip())
    return Q(nomor=int(number.group(1))) if number else Q(pengguna__nama__icontains=kata.strip())


def tiket_counts(pengguna: Pengguna, now: datetime) -> dict[str, int | datetime | None]:
    """How many wait for how long, how many are answered, and since when the first one waits: one query."""
    ages = {umur: Count("pk", filter=_waiting(umur, now)) for umur in UMUR}
    answered = Count("pk", filter=Q(status=StatusTiket.DIJAWAB))
    return layanan.handled_tiket(pengguna).aggregate(**ages, dijawab=answered, terlama=Min("menunggu_sejak"))


def seen_tiket(pengguna: Pengguna) -> QuerySet[Tiket]:
    rows = layanan.visible_tiket(pengguna).select_related("pengguna")
    return rows.annotate(nama_unit=name_on(timezone.localdate()))


def conversation(tiket: Tiket) -> QuerySet[BalasanTiket]:
    return BalasanTiket.objects.filter(tiket=tiket).select_related("oleh").order_by("pk")


def tiket_actions(pengguna: Pengguna, tiket: Tiket) -> dict[str, bool]:
    """Who may and when it can be, for the buttons."""
    asked, open_now = layanan.can_continue_tiket(pengguna, tiket), layanan.is_open(tiket)
    answers = not asked and layanan.can_answer_tiket(pengguna, tiket)
    return {
        "pemilik": asked,
        "balas": open_now and (asked or answers),
        "selesai": open_now and asked,
        "tutup": open_now and answers,
        "teruskan": open_now and answers,
        "buka": not open_now and asked,
        "lihat": answers and lihat.can_view_as(pengguna, tiket.pengguna),
    }


def forward_choices(tiket: Tiket) -> list[tuple[str, str]]:
    return [(t.value, t.label) for t in TujuanTiket if t in ALUR_TUJUAN[TujuanTiket(tiket.tujuan)]]


# -- who answers -------------------------------------------------------------------------------------------


def nearest_hr(unit_id: UUID | None, tanggal: date, *, kecuali: UUID | None = None) -> list[PenugasanPeran]:
    """The operators of the nearest unit at or above this one that has any, with `nama_unit`; [] when none has."""
    path = path_of(unit_id, tanggal) if unit_id else None
    if path is None:
        return []
    place = JalurUnit.objects.pada(tanggal).filter(unit_id=OuterRef("unit_id"), jalur__di_atas=path)
    rows = layanan.active_operators(tanggal).exclude(pengguna_id=kecuali).select_related("pengguna")
    rows = rows.annotate(jalur=Subquery(place.values("jalur")[:1]), nama_unit=name_on(tanggal))
    found = list(rows.filter(jalur__isnull=False).order_by("pengguna__nama"))
    deepest = max((row.jalur.count(".") for row in found), default=0)
    return [row for row in found if row.jalur.count(".") == deepest]


def _provincial(peran: Peran, instansi_id: UUID, tanggal: date, kecuali: UUID) -> list[Pengguna]:
    rows = PenugasanPeran.objects.pada(tanggal).filter(peran=peran, unit__instansi_id=instansi_id)
    holders = Pengguna.objects.filter(pk__in=rows.values("pengguna_id"), is_active=True).exclude(pk=kecuali)
    return list(holders.order_by("nama"))


def responsible_for(
    pengguna: Pengguna, tujuan: TujuanTiket, unit_id: UUID | None, tanggal: date
) -> tuple[TujuanTiket, list[Pengguna]]:
    """Who gets a request of this person: where nobody is found the next level, never the person itself."""
    if tujuan == TujuanTiket.UNIT:
        if operators := nearest_hr(unit_id, tanggal, kecuali=pengguna.pk):
            return tujuan, [row.pengguna for row in operators]
        tujuan = TujuanTiket.PROVINSI
    levels = {TujuanTiket.PROVINSI: Peran.ADMIN_BKD, TujuanTiket.SISTEM: Peran.ADMIN_SISTEM}
    for level in (tujuan, *(other for other in levels if other != tujuan)):
        if people := _provincial(levels[level], pengguna.instansi_id, tanggal, pengguna.pk):
            return level, people
    return tujuan, []


def answering_words(pengguna: Pengguna, tanggal: date) -> str:
    """Who will read what this person writes, in words for the form."""
    operators = nearest_hr(layanan.home_unit(pengguna), tanggal, kecuali=pengguna.pk)
    if operators:
        return f"pengelola kepegawaian {operators[0].nama_unit}"
    return "pengelola kepegawaian provinsi"


def tiket_of_person(pelihat: Pengguna, sasaran: Pengguna) -> QuerySet[Tiket]:
    """Open requests of somebody that this account answers: a view of the portal may belong to one of them."""
    rows = layanan.handled_tiket(pelihat).filter(pengguna=sasaran).exclude(status=StatusTiket.SELESAI)
    return rows.order_by("-nomor")
