"""Which forms save themselves while they are being filled in, and which of their fields may be kept (keputusan 0021).

A form says it with one line, `draf = "Laporan data"` (core.forms.dasar); the words are what its owner reads in the list
of unfinished forms. Files, passwords, codes and numbers that identify a person are never kept.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.urls import get_resolver

DRAFT_KEY = "draf"  # the hidden field of a sent form that says which draft it ends
MAX_BYTES = 60_000
NEVER = re.compile(r"(^|[_-])(password|sandi|kode|code|token|nik|npwp|kk|rekening|paspor)([_-]|$)", re.IGNORECASE)
NEVER_WIDGETS = (forms.PasswordInput, forms.FileInput, forms.HiddenInput)

_register: dict[str, Any] = {}


def register_form(kunci: str, form: Any) -> None:
    _register[kunci] = form


def find_form(kunci: str) -> Any | None:
    """The class of a form that saves itself; None for any other word. Forms register when they are imported, and every
    one of them stands behind an address: a process that has answered no page yet reads those first.
    """
    if kunci not in _register:
        _ = get_resolver().url_patterns
    return _register.get(kunci)


def may_keep(form: Any, nama: str) -> bool:
    """May this field of this form (or class of forms) be kept? What is not known is not."""
    if NEVER.search(nama) or nama in form.tanpa_draf:
        return False
    field = form.base_fields.get(nama)
    if field is None:
        return bool(form.draf_isian and re.fullmatch(form.draf_isian, nama))
    return not isinstance(field.widget, NEVER_WIDGETS)
