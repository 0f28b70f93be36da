"""Duties: whose inbox a case stands in today, and who may hand duties to whom."""

from __future__ import annotations

from uuid import UUID

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, UUIDField, Value
from django.utils import timezone

from asn_portal.core.jenis_tugas import JenisTugas, all_jenis_tugas
from asn_portal.core.models import DelegasiTugas, Pengguna, PengingatTugas, Tugas
from asn_portal.core.permissions import same_agency


def _holders(pengguna_id: UUID) -> QuerySet[Pengguna]:
    """Whose duties may stand in this inbox: the own account, and those that delegate to it today."""
    own = Pengguna.objects.filter(pk=pengguna_id).values("pk")
    return own.union(DelegasiTugas.objects.pada(timezone.localdate()).filter(kepada=pengguna_id).values("dari_id"))


def asked_of(pengguna_id: UUID) -> QuerySet[Tugas]:
    """Open duties of this account and those delegated to it today; a case that reaches it twice stands here twice."""
    handed = DelegasiTugas.objects.pada(timezone.localdate()).filter(
        kepada=pengguna_id, dari=OuterRef("untuk_id"), jenis=OuterRef("jenis")
    )
    rows = Tugas.objects.filter(untuk_id__in=_holders(pengguna_id), selesai_pada=None)
    return rows.filter(Q(untuk_id=pengguna_id) | Exists(handed))


class InboxIds(Func):
    """The same, each case once: an own duty goes before one that somebody delegated. As SQL, because the frame and the
    page ask it several times. Arguments: the account, the day.
    """

    arity = 2
    output_field = UUIDField()
    template = """(
        WITH saya (akun, hari) AS (VALUES (%(expressions)s))
        SELECT DISTINCT ON (jenis, objek_id) id FROM (
            SELECT milik.id, milik.jenis, milik.objek_id, 0 AS urut
            FROM saya JOIN core_tugas AS milik ON milik.untuk_id = saya.akun AND milik.selesai_pada IS NULL
            UNION ALL
            SELECT milik.id, milik.jenis, milik.objek_id, 1
            FROM saya
            JOIN core_delegasitugas AS titip
              ON titip.kepada_id = saya.akun AND upper_inf(titip.tercatat) AND titip.berlaku @> saya.hari
            JOIN core_tugas AS milik
              ON milik.untuk_id = titip.dari_id AND milik.jenis = titip.jenis AND milik.selesai_pada IS NULL
        ) AS kotak ORDER BY jenis, objek_id, urut, id
    )"""


def inbox(pengguna_id: UUID) -> QuerySet[Tugas]:
    me, today = Value(pengguna_id, UUIDField()), Value(timezone.localdate(), DateField())
    return Tugas.objects.filter(pk__in=InboxIds(me, today))


def visible_tugas(pengguna: Pengguna) -> QuerySet[Tugas]:
    """Duties this account may open: what is asked of it today, and its own that are done."""
    done = Q(untuk=pengguna) | Q(selesai_oleh=pengguna)
    return Tugas.objects.filter(Q(pk__in=asked_of(pengguna.pk).values("pk")) | done)


def told_late(pengguna: Pengguna) -> QuerySet[Tugas]:
    """Open duties of others about whose lateness this account was told."""
    told = PengingatTugas.objects.filter(kepada=pengguna, tahap="terlambat").values("tugas_id")
    rows = Tugas.objects.filter(pk__in=told, selesai_pada=None)
    return rows.exclude(untuk=pengguna).order_by(F("batas").asc(nulls_last=True))


# -- delegation --------------------------------------------------------------------------------------------


def kinds_to_delegate(pengguna: Pengguna) -> list[JenisTugas]:
    """Kinds whose cases this account may decide itself; some duties stay with the person they were given to."""
    return [jenis for jenis in all_jenis_tugas() if jenis.dapat_didelegasikan and jenis.berwenang(pengguna)]


def can_delegate(pengguna: Pengguna, kepada: Pengguna) -> bool:
    """To an active account of the same agency, never to oneself."""
    return pengguna.pk != kepada.pk and same_agency(pengguna, kepada) and kepada.is_active


def can_end_delegasi(pengguna: Pengguna, delegasi: DelegasiTugas) -> bool:
    """Whoever gave it takes it back; whoever received it hands it back."""
    return pengguna.pk in {delegasi.dari_id, delegasi.kepada_id}


def own_delegasi(pengguna: Pengguna) -> QuerySet[DelegasiTugas]:
    """Given or received."""
    return DelegasiTugas.objects.kini().filter(Q(dari=pengguna) | Q(kepada=pengguna))
