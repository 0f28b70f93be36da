"""Accounts and their recoveries."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from asn_portal.core import permissions
from asn_portal.core.models import (
    Pengguna,
    UsulanPemulihan,
)


def accounts(pengguna: Pengguna, *, kata: str) -> QuerySet[Pengguna]:
    rows = permissions.visible_accounts(pengguna)
    if kata:
        rows = rows.filter(Q(nama__icontains=kata) | Q(username__istartswith=kata))
    return rows.order_by("nama", "pk")


def visible_pemulihan(pengguna: Pengguna) -> QuerySet[UsulanPemulihan]:
    """Recoveries that this account may decide or has asked for."""
    rows = UsulanPemulihan.objects.filter(pengguna__instansi_id=pengguna.instansi_id)
    rows = rows.select_related("pengguna", "diusulkan_oleh", "diputuskan_oleh")
    if permissions.can_manage_accounts(pengguna):
        return rows
    return rows.filter(diusulkan_oleh=pengguna)
