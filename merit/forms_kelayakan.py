"""The form that asks why a list is taken out."""

from __future__ import annotations

from django import forms

from asn_portal.core.forms.dasar import PortalForm


class KeperluanForm(PortalForm):
    tujuan = forms.CharField(
        label="Keperluan", max_length=200, help_text="Misalnya rapat komite talenta. Dibaca oleh orang yang ada dalam daftar."
    )  # fmt: skip
