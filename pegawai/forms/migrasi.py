"""What a code of the former SIMPEG means."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm, UnitField, finish
from asn_portal.core.models import Pengguna
from pegawai.sasaran_jabatan import all_sasaran_jabatan, sasaran_jabatan

MIRIP = 5


class KolokForm(PortalForm):
    unit = UnitField(label="Unit di portal")

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].fill(by)


class KojabForm(PortalForm):
    sasaran = forms.ChoiceField(label="Dicari di")
    nilai = forms.CharField(
        label="Jabatan di portal", max_length=200, help_text="Nama jabatan seperti pada peta jabatan."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(satu.nama, satu.judul) for satu in all_sasaran_jabatan()]
        self.fields["sasaran"].choices = choices
        if len(choices) == 1:
            self.fields["sasaran"].widget = forms.HiddenInput()
            self.fields["sasaran"].initial = choices[0][0]
        finish(self)

    def clean(self) -> dict[str, Any]:
        """A post that nobody knows comes back with those that are most like it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        target, nilai = sasaran_jabatan(given.get("sasaran", "")), given.get("nilai", "")
        if target and nilai and not target.kata(nilai):
            alike = [kata for _, kata in target.cari(nilai)[:MIRIP]]
            rest = f" Yang mirip: {'; '.join(alike)}." if alike else " Coba satu kata dari namanya."
            self.add_error("nilai", f"Tidak ada di {target.judul[:1].lower()}{target.judul[1:]}.{rest}")
        return given


class PutusForm(PortalForm):
    alasan = forms.CharField(
        label="Mengapa data portal yang dipakai", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca pengelola unit yang mengesahkan.",
    )  # fmt: skip


class SahkanForm(PortalForm):
    dibaca = forms.BooleanField(
        label="Saya sudah membaca angka dan baris di atas",
        error_messages={"required": "Centang setelah Anda membacanya; pengesahan Anda tercatat dengan nama Anda."},
    )
