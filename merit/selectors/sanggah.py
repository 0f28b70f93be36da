"""Objections as pages ask for them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.templatetags.bentuk import tanggal
from merit import permissions
from merit.models import Putaran, Sanggah


def visible(pengguna: Pengguna) -> QuerySet[Sanggah]:
    """One's own; everybody's of the agency for HR of the province and auditors."""
    mine = akses(pengguna)
    own = Q(pegawai_id=mine.orang_id) if mine.orang_id is not None else Q(pk__in=[])
    seen = Q(putaran__instansi_id=mine.instansi_id) if permissions.can_see_everybody(pengguna) else own
    rows = Sanggah.objects.filter(seen | own, putaran__instansi_id=mine.instansi_id)
    return rows.select_related("putaran__versi__instrumen", "pegawai", "dijawab_oleh", "koreksi")


def listed(pengguna: Pengguna) -> QuerySet[Sanggah]:
    """What waits first, by its day; then the others. The own ones stand on the own page."""
    mine = akses(pengguna)
    rows = visible(pengguna)
    if mine.orang_id is not None:
        rows = rows.exclude(pegawai_id=mine.orang_id)
    return rows.order_by("-status", "batas", "id")


def words_of_clock(putaran: Putaran) -> str:
    if putaran.batas_sanggah is None:
        return ""
    return (
        f"Putaran {putaran.nomor} terbit dengan keputusan {putaran.keputusan_nomor}. Sanggah diterima sampai "
        f"{tanggal(putaran.batas_sanggah)}. Bila datanya yang keliru, usulkan juga perbaikannya di Berkas saya."
    )
