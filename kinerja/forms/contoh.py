"""Small forms around plans: the name of an example, and which two plans to lay side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm, finish


class ContohForm(PortalForm):
    judul = forms.CharField(
        label="Nama contoh",
        max_length=120,
        help_text="Misalnya: Pengelola data suku dinas. Dipilih saat menyusun SKP baru.",
    )


class BandingForm(PortalForm):
    """Sent by GET: the page has its own address."""

    kiri = forms.ChoiceField(label="Rencana pertama")
    kanan = forms.ChoiceField(label="Rencana kedua")

    def __init__(self, *args: Any, pilihan: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Pilih rencana"), *pilihan]
        self.fields["kiri"].choices = self.fields["kanan"].choices = choices
        finish(self)
