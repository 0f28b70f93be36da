"""Form of HR of a former unit: why the file is read, and as of which of its own days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from asn_portal.core.forms.dasar import TanggalField
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.forms import TujuanForm


class MasaLamaForm(TujuanForm):
    pada = TanggalField(label="Keadaan pada tanggal")

    def __init__(self, *args: Any, awal: date, akhir: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"pada": akhir}, **kwargs)
        self.awal, self.akhir = awal, akhir
        self.fields["pada"].help_text = f"Antara {tanggal(awal)} dan {tanggal(akhir)}."

    def clean_pada(self) -> date:
        day: date = self.cleaned_data["pada"]
        if not self.awal <= day <= self.akhir:
            raise forms.ValidationError(
                f"Unit Anda hanya membaca masanya sendiri. Pilih tanggal antara {tanggal(self.awal)} dan {tanggal(self.akhir)}."
            )
        return day
