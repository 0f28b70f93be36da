"""Unfinished forms of an account: never anybody else's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from asn_portal.core import kripto
from asn_portal.core.draf import find_form, may_keep
from asn_portal.core.models import DrafFormulir, Pengguna
from asn_portal.core.models.draf import KOLOM_DRAF

Isian = dict[str, list[str]]


@dataclass(frozen=True)
class BarisDraf:
    """One unfinished form, as its owner reads it."""

    id: UUID
    judul: str
    jalur: str
    disimpan_pada: datetime


def read_isian(row: DrafFormulir) -> Isian:
    """What was typed, by field; a field that may no longer be kept is left out."""
    kept: Isian = json.loads(kripto.decrypt(row.isi, kolom=KOLOM_DRAF))
    form = find_form(row.formulir)
    return {name: values for name, values in kept.items() if form is not None and may_keep(form, name)}


def own_drafts(pengguna: Pengguna) -> QuerySet[DrafFormulir]:
    return DrafFormulir.objects.filter(pengguna=pengguna)


def find_draft(pengguna: Pengguna, formulir: str, jalur: str) -> DrafFormulir | None:
    return own_drafts(pengguna).filter(formulir=formulir, jalur=jalur).first()


def draft_rows(pengguna: Pengguna, limit: int = 5) -> list[BarisDraf]:
    """The newest first; of forms that the portal no longer has nothing can be shown."""
    rows = own_drafts(pengguna).defer("isi").order_by("-disimpan_pada")[:limit]
    return [
        BarisDraf(row.pk, form.draf, row.jalur, row.disimpan_pada)
        for row in rows
        if (form := find_form(row.formulir)) is not None
    ]


def readable_fields(row: DrafFormulir) -> list[tuple[str, str]]:
    """Label and text of what was typed, for the page that asks whether to throw it away. Choices are keys: left out."""
    form: Any = find_form(row.formulir)
    fields = form.base_fields if form is not None else {}
    return [
        (fields[name].label, ", ".join(values))
        for name, values in read_isian(row).items()
        if name in fields and any(values) and not hasattr(fields[name], "choices")
    ]
