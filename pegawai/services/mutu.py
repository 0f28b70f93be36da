"""Telling people what was found about their data, and how they put it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.banyak import HasilBanyak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import Kabar, notify_all
from asn_portal.mutu.indikator import find_indikator
from asn_portal.mutu.models import TemuanMutu
from pegawai import permissions
from pegawai.models import Pegawai
from pegawai.selectors import mutu as selectors
from pegawai.services.penempatan import LAPORKAN

# Nobody is told more often about the same thing.
JEDA = timedelta(days=7)
NOBODY = (
    "Tidak ada yang perlu diberi tahu: yang lain sudah diberi tahu dalam tujuh hari, belum punya akun, atau datanya diperbaiki "
    "pengelola kepegawaian."
)


def reachable(pengguna: Pengguna, kueri: Mapping[str, str]) -> list[UUID]:
    """Of the list under this address: whom one may tell about what they can put right themselves."""
    return list(_to_tell(pengguna, kueri).order_by().values_list("orang_id", flat=True).distinct())


def _to_tell(pengguna: Pengguna, kueri: Mapping[str, str]) -> QuerySet[TemuanMutu]:
    """What would be told. Nobody is told about himself by himself, nor twice in a week."""
    saringan = selectors.read_filters_mutu(pengguna, kueri)
    codes = [kode for kode in _codes(saringan) if (satu := find_indikator(kode)) and satu.perbaiki_sendiri]
    people = selectors.people_with_findings(pengguna, saringan, timezone.localdate())
    handled = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").exclude(pengguna=pengguna)
    people = people.filter(pk__in=handled.values("pk"), pengguna__is_active=True)
    rows = TemuanMutu.objects.filter(
        selesai_pada=None, indikator__in=codes, orang_id__in=people.order_by().values("pk")
    )
    return rows.filter(Q(diberitahu_pada=None) | Q(diberitahu_pada__lt=timezone.now() - JEDA))


def _codes(saringan: selectors.SaringanMutu) -> list[str]:
    if saringan.indikator:
        return [saringan.indikator]
    return list(TemuanMutu.objects.filter(selesai_pada=None).order_by().values_list("indikator", flat=True).distinct())


@perubahan
def tell_people(ids: Sequence[UUID], kueri: Mapping[str, str], *, by: Pengguna) -> HasilBanyak:
    """One notice for each of these people of the list; who was told meanwhile, or has put it right, is left out."""
    require(permissions.can_tell_findings(by))
    rows = list(_to_tell(by, kueri).filter(orang_id__in=ids).select_for_update(of=("self",)))
    found: dict[UUID, list[TemuanMutu]] = {}
    for row in rows:
        found.setdefault(row.orang_id, []).append(row)
    people = Pegawai.objects.filter(pk__in=list(found)).select_related("pengguna")
    TemuanMutu.objects.filter(pk__in=[row.pk for row in rows]).update(diberitahu_pada=timezone.now())
    notify_all([_notice(person, found[person.pk], by) for person in people])
    record_jejak(None, "mutu_diberitahukan", by=by, rincian={"orang": len(found), "temuan": len(rows)})
    return HasilBanyak(len(found), len(ids) - len(found))


def _notice(person: Pegawai, rows: list[TemuanMutu], by: Pengguna) -> Kabar:
    assert person.pengguna is not None
    names = selectors.names_of([row.indikator for row in rows])
    return Kabar(
        person.pengguna, "Data Anda perlu dilengkapi", f"{names}. Buka halaman mutu data Anda untuk memperbaikinya.",
        reverse("pegawai:mutu_satu", args=[person.pk]), KelompokKabar.DATA,
        "Pengelola kepegawaian meminta Anda melengkapinya.", "Indikator mutu data ASN BKN", by.nama, LAPORKAN,
    )  # fmt: skip
