"""The database's own refusals about the map, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from asn_portal.core.errors import DomainError
from jabatan.models import DiLuarPeta, KoordinasiUnit, PejabatNonASN, Penempatan, RincianJabatan

TABEL = (Penempatan, RincianJabatan, DiLuarPeta, PejabatNonASN, KoordinasiUnit)
SENTENCES = {
    "jabatan_garis_melingkar": "Garis pertanggungjawaban akan melingkar: jabatan atasan yang dipilih berada di bawah jabatan "
    "ini. Pilih jabatan atasan lain.",
    "jabatan_induk_tunggal": "Atasan pada peta harus jabatan yang dipegang satu orang. Pilih jabatan kepala unitnya.",
}


def save_or_say(build: Callable[[], Any]) -> Any:
    """The database's own refusals, in words."""
    try:
        with transaction.atomic():
            return build()
    except IntegrityError as refused:
        constraint = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "") or ""
        known: dict[str, Any] = {
            c.name: c.violation_error_message for model in TABEL for c in model._meta.constraints
        } | SENTENCES
        if constraint in known:
            raise DomainError(str(known[constraint]), galat=constraint) from refused
        raise
