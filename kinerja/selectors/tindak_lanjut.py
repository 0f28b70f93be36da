"""What is to be followed up, and what was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from kinerja import permissions_tindak_lanjut as permissions
from kinerja.aturan.tindak_lanjut import RENDAH, TINGGI
from kinerja.enums import JenisEvaluasi, StatusEvaluasi, SumberKinerja
from kinerja.models import Evaluasi, NominasiPenghargaan, RencanaPerbaikan
from pegawai.models import Pegawai

# What the board shows, one list at a time, by the word in its address.
LIHAT = {
    "perlu": "Perlu rencana perbaikan",
    "layak": "Dapat dinominasikan",
    "rencana": "Rencana perbaikan",
    "nominasi": "Nominasi penghargaan",
}


def lists_of(pengguna: Pengguna, tahun: int) -> dict[str, QuerySet[Any]]:
    """Of one year: low ratings without a plan and best ones without a nomination among the own people; plans; nominations."""
    return {
        "perlu": low_of(pengguna, tahun),
        "layak": best_of(pengguna, tahun),
        "rencana": plans_of(pengguna, tahun),
        "nominasi": nominations_of(pengguna, tahun),
    }


def _rated(pengguna: Pengguna, tahun: int) -> QuerySet[Evaluasi]:
    team = Pegawai.objects.visible_to(pengguna, Sumber.EVALUASI, "v").values("pk")
    return Evaluasi.objects.filter(
        pegawai_id__in=team, tahun=tahun, status=StatusEvaluasi.FINAL, sumber=SumberKinerja.PORTAL
    ).select_related("pegawai")


def low_of(pengguna: Pengguna, tahun: int) -> QuerySet[Evaluasi]:
    rows = _rated(pengguna, tahun).filter(predikat__in=RENDAH, rencana_perbaikan=None)
    return rows.order_by("pegawai__nama", "masa", "pk")


def best_of(pengguna: Pengguna, tahun: int) -> QuerySet[Evaluasi]:
    rows = _rated(pengguna, tahun).filter(predikat__in=TINGGI, jenis=JenisEvaluasi.TAHUNAN, nominasi=None)
    return rows.order_by("pegawai__nama", "pk")


def plans_of(pengguna: Pengguna, tahun: int) -> QuerySet[RencanaPerbaikan]:
    rows = permissions.visible_plans(pengguna).filter(evaluasi__tahun=tahun)
    return rows.select_related("evaluasi", "pegawai").order_by("hasil", "batas", "pk")


def nominations_of(pengguna: Pengguna, tahun: int) -> QuerySet[NominasiPenghargaan]:
    rows = permissions.visible_nominations(pengguna).filter(evaluasi__tahun=tahun)
    return rows.select_related("pegawai", "evaluasi", "oleh").order_by("putusan", "-pada", "pk")


def own_plans_to_read(pengguna: Pengguna, ids: Any) -> set[UUID]:
    """Of these plans, those about this account's person."""
    return set(RencanaPerbaikan.objects.filter(pk__in=ids, pegawai__pengguna=pengguna).values_list("pk", flat=True))
