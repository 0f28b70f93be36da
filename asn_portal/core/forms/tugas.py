"""Forms of the inbox: one note for many decisions, delegation, and how notices come."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.enums import CaraSurel, KelompokKabar
from asn_portal.core.forms.dasar import AkunField, PeriodeForm, PortalForm, TanggalField, clean_akun, finish
from asn_portal.core.jenis_tugas import JenisTugas
from asn_portal.core.models import Pengguna


class PutuskanBanyakForm(PortalForm):
    catatan = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str, wajib: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["catatan"].label, self.fields["catatan"].required = label, wajib
        self.fields["catatan"].error_messages["required"] = f"{label} belum diisi."


class DelegasiForm(PeriodeForm):
    draf = "Delegasi tugas"

    akun = AkunField(label="Penerima")
    jenis = forms.MultipleChoiceField(label="Jenis tugas", widget=forms.CheckboxSelectMultiple)
    sampai = TanggalField(
        label="Sampai", help_text="Hari terakhir. Sesudahnya tugas kembali kepada Anda dengan sendirinya."
    )
    alasan = forms.CharField(label="Alasan", max_length=300, help_text="Misalnya cuti, dinas luar, atau tugas belajar.")

    field_order = ["akun", "jenis", "mulai", "sampai", "alasan"]

    def __init__(self, *args: Any, by: Pengguna, jenis: list[JenisTugas], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["jenis"].choices = [(satu.kunci, satu.label) for satu in jenis]
        self.fields["jenis"].error_messages["required"] = "Pilih paling sedikit satu jenis tugas."
        self.fields["mulai"].help_text = "Paling awal hari ini; berlaku sejak pukul 00.00 WIB."

    def clean_akun(self) -> Pengguna:
        found = clean_akun(self.cleaned_data["akun"], self.by)
        if found == self.by:
            raise forms.ValidationError("Pilih orang lain sebagai penerima.")
        return found


class PemberitahuanForm(PortalForm):
    """One choice for each group of notices; the safety of the account is no choice."""

    def __init__(self, *args: Any, kelompok: list[KelompokKabar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for satu in kelompok:
            self.fields[satu.value] = forms.ChoiceField(label=satu.label, choices=CaraSurel.choices)
        finish(self)
