"""Forms about roles: a proposal, its decision, operators, drafters."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core import permissions
from asn_portal.core.enums import PERAN_EMPAT_MATA, JenisUsulanPeran, Peran
from asn_portal.core.forms.dasar import AkunField, PeriodeForm, PortalForm, TanggalField, UnitField, clean_akun
from asn_portal.core.models import Pengguna


class UsulanPeranForm(PeriodeForm):
    draf = "Usulan peran"

    akun = AkunField(label="Akun")
    jenis = forms.ChoiceField(label="Usulan", choices=JenisUsulanPeran.choices)
    peran = forms.ChoiceField(label="Peran", choices=[(p.value, p.label) for p in Peran if p in PERAN_EMPAT_MATA])
    unit = UnitField(label="Unit", help_text="Peran berlaku pada unit ini dan semua unit di bawahnya.")
    nomor_sk = forms.CharField(label="Nomor SK (boleh kosong)", max_length=100, required=False)
    alasan = forms.CharField(label="Alasan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    field_order = ["akun", "jenis", "peran", "unit", "mulai", "sampai", "nomor_sk", "alasan"]

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["unit"].fill(by)
        self.fields["mulai"].help_text = "Untuk pencabutan: hari pertama tanpa peran ini."
        self.fields["sampai"].help_text = "Hari terakhir peran ini. Tidak dipakai untuk pencabutan."

    def clean_akun(self) -> Pengguna:
        found = clean_akun(self.cleaned_data["akun"], self.by)
        if found == self.by:
            raise forms.ValidationError("Anda tidak dapat mengusulkan peran untuk diri sendiri. Minta pengelola lain.")
        return found


class OperatorForm(PeriodeForm):
    draf = "Penetapan pengelola kepegawaian"

    akun = AkunField(label="Akun")
    unit = UnitField(label="Unit", help_text="Operator mengelola unit ini dan semua unit di bawahnya.")
    sampai = TanggalField(label="Sampai", help_text="Hari terakhir penugasan ini.")
    nomor_sk = forms.CharField(label="Nomor SK", max_length=100)

    field_order = ["akun", "unit", "mulai", "sampai", "nomor_sk"]

    def __init__(self, *args: Any, by: Pengguna, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["unit"].fill(by, units)

    def clean_akun(self) -> Pengguna:
        found = clean_akun(self.cleaned_data["akun"], self.by)
        if found == self.by:
            raise forms.ValidationError("Anda tidak dapat menetapkan diri sendiri. Minta pengelola di atas Anda.")
        return found


class AkhiriForm(PortalForm):
    mulai = TanggalField(label="Berakhir mulai", help_text="Hari pertama tanpa peran ini.")
    alasan = forms.CharField(label="Alasan", max_length=300)


class KeputusanForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, wajib: bool = False, siap: bool = False, **kwargs: Any) -> None:
        """With `wajib` the reason of a refusal, with `siap` what a penyiap tells the official."""
        super().__init__(*args, **kwargs)
        field = self.fields["catatan"]
        field.required = wajib or siap
        field.label = "Catatan untuk pejabat" if siap else "Alasan menolak" if wajib else "Catatan (boleh kosong)"
        field.error_messages["required"] = (
            "Tuliskan catatannya; pejabat membacanya sebelum memutuskan."
            if siap
            else "Tuliskan alasannya, supaya pengusul tahu apa yang harus diperbaiki."
        )


class PenyiapForm(PeriodeForm):
    akun = AkunField(label="Penyiap")
    sampai = TanggalField(label="Sampai", help_text="Hari terakhir ia menyiapkan tugas Anda.")
    jenis_tugas = forms.MultipleChoiceField(label="Yang boleh disiapkan", widget=forms.CheckboxSelectMultiple)

    field_order = ["akun", "jenis_tugas", "mulai", "sampai"]

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["jenis_tugas"].choices = list(permissions.JENIS_DAPAT_DISIAPKAN.items())

    def clean_akun(self) -> Pengguna:
        found = clean_akun(self.cleaned_data["akun"], self.by)
        if found == self.by:
            raise forms.ValidationError("Pilih orang lain sebagai penyiap.")
        return found
