"""The form of a token for programs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from asn_portal.core.enums import CAKUPAN_ORANG, CakupanToken
from asn_portal.core.forms.dasar import PortalForm


class TokenForm(PortalForm):
    nama = forms.CharField(
        label="Nama token", max_length=80, help_text="Program apa dan di mana, misalnya: absensi Dinas Kesehatan."
    )
    cakupan = forms.MultipleChoiceField(
        label="Boleh apa saja", choices=CakupanToken.choices, widget=forms.CheckboxSelectMultiple,
        help_text="Pilih sesedikit mungkin. Token tidak pernah menjangkau lebih dari Anda sendiri hari itu.",
    )  # fmt: skip
    keperluan = forms.CharField(
        label="Untuk keperluan apa", max_length=300, required=False,
        help_text="Wajib bila token membaca data kepegawaian atau pelatihan orang. Tercatat, dan berapa orang yang dibaca dihitung per hari.",
    )  # fmt: skip
    hari = forms.TypedChoiceField(label="Berlaku selama", coerce=int)

    field_order = ["nama", "cakupan", "keperluan", "hari"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        days = sorted({day for day in (7, 30, settings.TOKEN_MAX_DAYS) if day <= settings.TOKEN_MAX_DAYS})
        self.fields["hari"].choices = [(day, f"{day} hari") for day in days]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if CAKUPAN_ORANG.intersection(data.get("cakupan", [])) and not data.get("keperluan"):
            self.add_error("keperluan", "Tulis untuk keperluan apa data kepegawaian dibaca.")
        return data
