"""Deadlines of duties: a word before, a word on the day, and afterwards one to the superior of whoever holds it.

Set-based and safe to run any number of times: what somebody was told stands in PengingatTugas, once for each stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import KelompokKabar, Peran, TahapPengingat
from asn_portal.core.jenis_tugas import jenis_tugas, superiors_of
from asn_portal.core.kalender import Kalender, TahunTanpaDaftar
from asn_portal.core.models import DelegasiTugas, Instansi, Pengguna, PengingatTugas, PenugasanPeran, Tugas
from asn_portal.core.pengaturan import HARI_KERJA, INGATKAN_TUGAS, LAPORKAN_TUGAS, PENGATURAN, is_hari_kerja
from asn_portal.core.selectors.libur import kalender
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.services.tugas import SISTEM, Kabar, notify_all
from asn_portal.core.templatetags.bentuk import waktu

DAY = timedelta(days=1)
# Two runs at once wait for each other.
LOCK = 7_310_004
CHUNK = 2000


@dataclass(frozen=True)
class Tenggat:
    """The working-day rules of one agency on one day."""

    hari_ini: date
    kalender: Kalender
    ingatkan: int
    laporkan: int

    def add(self, mulai: date, jumlah: int) -> date:
        """Working days after; a year whose list is not known counts without holidays."""
        try:
            return self.kalender.add_hari_kerja(mulai, jumlah)
        except TahunTanpaDaftar:
            return self.kalender.with_daftar([]).add_hari_kerja(mulai, jumlah)

    @property
    def works_today(self) -> bool:
        return self.add(self.hari_ini - DAY, 1) == self.hari_ini

    def last_to_report(self) -> date:
        """Deadlines up to this day have been over for so many working days."""
        day = self.hari_ini
        while self.add(day, self.laporkan) > self.hari_ini:
            day -= DAY
        return day


def rules_of(instansi_id: UUID, now: datetime) -> Tenggat:
    today = timezone.localdate(now)
    written = pengaturan(instansi_id, today)
    days = {
        key: int(written[key]) if is_hari_kerja(written.get(key, "")) else usual for key, usual in HARI_KERJA.items()
    }
    return Tenggat(today, kalender(), days[INGATKAN_TUGAS], days[LAPORKAN_TUGAS])


def remind(now: datetime) -> int:
    """All stages for every agency; returns how many people were told."""
    return sum(_remind_agency(instansi_id, now) for instansi_id in Instansi.objects.values_list("pk", flat=True))


@transaction.atomic
def _remind_agency(instansi_id: UUID, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    rules = rules_of(instansi_id, now)
    rows = Tugas.objects.filter(untuk__instansi_id=instansi_id, selesai_pada=None, batas__isnull=False)
    told = 0
    if rules.works_today:
        soon = rows.filter(batas__gte=_midnight(rules.hari_ini + DAY))
        soon = soon.filter(batas__lt=_midnight(rules.add(rules.hari_ini, rules.ingatkan) + DAY))
        told += _stage(soon if rules.ingatkan else soon.none(), TahapPengingat.MENJELANG, rules, _holders)
    due = rows.filter(batas__gte=now, batas__lt=_midnight(rules.hari_ini + DAY))
    told += _stage(due, TahapPengingat.HARI_INI, rules, _holders)
    late = rows.filter(batas__lt=min(now, _midnight(rules.last_to_report() + DAY)))
    return told + _stage(late, TahapPengingat.TERLAMBAT, rules, _above)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


Penerima = Callable[[list[Tugas], date], Iterator[tuple[Tugas, UUID]]]


def _stage(rows: QuerySet[Tugas], tahap: TahapPengingat, rules: Tenggat, recipients: Penerima) -> int:
    """Duties of this stage of which nobody was told yet, in chunks by key; each person gets one notice for all."""
    said = PengingatTugas.objects.filter(tugas=OuterRef("pk"), tahap=tahap)
    rows = rows.filter(~Exists(said)).order_by("pk")
    per_person: dict[UUID, list[Tugas]] = {}
    last: UUID | None = None
    while chunk := list((rows.filter(pk__gt=last) if last else rows)[:CHUNK]):
        last = chunk[-1].pk
        pairs = list(recipients(chunk, rules.hari_ini))
        PengingatTugas.objects.bulk_create(
            [PengingatTugas(tugas=tugas, tahap=tahap, kepada_id=who) for tugas, who in pairs], ignore_conflicts=True
        )
        for tugas, who in pairs:
            per_person.setdefault(who, []).append(tugas)
    _tell(per_person, tahap, rules)
    return len(per_person)


def _holders(chunk: list[Tugas], today: date) -> Iterator[tuple[Tugas, UUID]]:
    """Who holds it, and to whom it is delegated today."""
    handed = DelegasiTugas.objects.pada(today).filter(dari=OuterRef("untuk_id"), jenis=OuterRef("jenis"))
    found = Tugas.objects.filter(pk__in=[row.pk for row in chunk]).annotate(
        penerima=Subquery(handed.values("kepada_id")[:1])
    )
    receivers = dict(found.values_list("pk", "penerima"))
    for tugas in chunk:
        yield tugas, tugas.untuk_id
        if receivers.get(tugas.pk) is not None:
            yield tugas, receivers[tugas.pk]


def _above(chunk: list[Tugas], today: date) -> Iterator[tuple[Tugas, UUID]]:
    """The superior of whoever holds it; without one HR of the province, unless the case is in that inbox already."""
    above = superiors_of({row.untuk_id for row in chunk}, today)
    orphans = [row for row in chunk if row.untuk_id not in above]
    hr = _provincial_hr({row.untuk_id for row in orphans}, today) if orphans else {}
    cases = Tugas.objects.filter(selesai_pada=None, objek_id__in={row.objek_id for row in orphans})
    holding = set(cases.values_list("jenis", "objek_id", "untuk_id"))
    for tugas in chunk:
        if tugas.untuk_id in above:
            yield tugas, above[tugas.untuk_id]
            continue
        for who in hr.get(tugas.untuk_id, []):
            if (tugas.jenis, tugas.objek_id, who) not in holding:
                yield tugas, who


def _provincial_hr(holders: set[UUID], today: date) -> dict[UUID, list[UUID]]:
    """HR of the agency of each of these accounts."""
    agency = dict(Pengguna.objects.filter(pk__in=holders).values_list("pk", "instansi_id"))
    roles = PenugasanPeran.objects.pada(today).filter(
        peran=Peran.ADMIN_BKD, pengguna__is_active=True, unit__instansi_id__in=set(agency.values())
    )
    admins: dict[UUID, set[UUID]] = {}
    for instansi_id, who in roles.values_list("unit__instansi_id", "pengguna_id"):
        admins.setdefault(instansi_id, set()).add(who)
    return {holder: sorted(admins.get(instansi_id, set())) for holder, instansi_id in agency.items()}


def _tell(per_person: dict[UUID, list[Tugas]], tahap: TahapPengingat, rules: Tenggat) -> None:
    people = Pengguna.objects.in_bulk(list(per_person))
    notify_all([_words(people[who], duties, tahap, rules) for who, duties in per_person.items()])


def _words(untuk: Pengguna, duties: list[Tugas], tahap: TahapPengingat, rules: Tenggat) -> Kabar:
    """How many, of which kinds, until when: no person and no case is named."""
    count, url = len(duties), reverse("core:tugas_list")
    nearest = min(row.batas for row in duties if row.batas)
    kinds = _kinds(row.jenis for row in duties)
    if tahap == TahapPengingat.TERLAMBAT:
        why = f"Lewat batas {rules.laporkan} hari kerja atau lebih, dan pemegangnya bertanggung jawab kepada Anda."
        return Kabar(
            untuk, f"{count} tugas lewat batas di bawah Anda", f"{kinds}. Batas terlama {waktu(nearest)}.",
            f"{url}?lihat=bawah", KelompokKabar.TUGAS, why, f"Pengaturan instansi: {PENGATURAN[LAPORKAN_TUGAS]}", SISTEM,
            "Bila pemegangnya berhalangan, minta ia mendelegasikan tugasnya, atau hubungi pengelola kepegawaian.",
        )  # fmt: skip
    today = tahap == TahapPengingat.HARI_INI
    title = f"{count} tugas harus selesai hari ini" if today else f"{count} tugas mendekati batas"
    why = "Batasnya hari ini." if today else f"Batasnya dalam {rules.ingatkan} hari kerja."
    return Kabar(
        untuk, title, f"{kinds}. Batas terdekat {waktu(nearest)}.", url, KelompokKabar.TUGAS, why,
        f"Pengaturan instansi: {PENGATURAN[INGATKAN_TUGAS]}", SISTEM,
        "Bila Anda berhalangan, delegasikan tugasnya. Bila tugas itu bukan untuk Anda, minta bantuan.",
    )  # fmt: skip


def _kinds(daftar: Iterable[str]) -> str:
    counted = Counter(jenis_tugas(kunci).label for kunci in daftar)
    return ", ".join(f"{label}: {count}" for label, count in sorted(counted.items()))
