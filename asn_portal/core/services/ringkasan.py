"""One e-mail a day for those who want it so, and the choice itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core import outbox, surel
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import CaraSurel, KelompokKabar
from asn_portal.core.models import Notifikasi, Pengguna, PilihanPemberitahuan
from asn_portal.core.permissions import require

# The safety of the account is told at once, whatever one would rather have.
DAPAT_DIPILIH = [kelompok for kelompok in KelompokKabar if kelompok != KelompokKabar.KEAMANAN]


def _waiting() -> QuerySet[Notifikasi]:
    """Notices of the daily kind that were neither read in the portal nor counted in an e-mail."""
    return Notifikasi.objects.filter(surel=CaraSurel.HARIAN, diringkas_pada=None, dibaca_pada=None)


def enqueue_digests(now: datetime) -> None:
    """One job for each person and day, however often this runs."""
    people = _waiting().filter(untuk__is_active=True).exclude(untuk__email="").order_by()
    ids = [str(pk) for pk in people.values_list("untuk", flat=True).distinct()]
    day = timezone.localdate(now).isoformat()
    outbox.enqueue_many("core.send_digest_mail", [[pk] for pk in ids], kunci=[f"{pk}:{day}" for pk in ids])


def send_digest(pengguna_id: str, now: datetime) -> None:
    """What it has counted it never counts again: a second delivery finds nothing and sends nothing."""
    count = _waiting().filter(untuk_id=pengguna_id, dibuat_pada__lte=now).update(diringkas_pada=now)
    if count:
        surel.send_digest_mail(pengguna_id, count, timezone.localdate(now))


@perubahan
def choose_ways(pengguna_id: UUID, *, cara: Mapping[str, str], by: Pengguna) -> None:
    """How the e-mails of each group of notices come. What is not named stays as it is."""
    require(by.pk == pengguna_id)
    rows = [
        PilihanPemberitahuan(pengguna_id=pengguna_id, kelompok=kelompok, cara=CaraSurel(cara[kelompok]))
        for kelompok in DAPAT_DIPILIH
        if kelompok in cara
    ]
    PilihanPemberitahuan.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pengguna", "kelompok"], update_fields=["cara"]
    )
    record_jejak(by, "pilihan_pemberitahuan", by=by, rincian={row.kelompok: row.cara for row in rows})
