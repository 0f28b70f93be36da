"""Forms about lists."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from asn_portal.core.forms.dasar import PortalForm
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import Kolom
from asn_portal.lembar.models import units_of


class UnduhForm(PortalForm):
    kolom = forms.MultipleChoiceField(
        label="Kolom",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu kolom."},
    )
    bentuk = forms.ChoiceField(
        label="Bentuk berkas",
        choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV, dipisah titik koma")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    tujuan = forms.CharField(label="Untuk keperluan apa (boleh kosong)", max_length=300, required=False)

    def __init__(self, *args: Any, kolom: list[Kolom], wajib_tujuan: bool, tertulis: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kolom"].choices = [(satu.nama, satu.judul) for satu in kolom]
        self.fields["kolom"].error_messages["required"] = "Pilih paling sedikit satu kolom."
        tujuan = self.fields["tujuan"]
        if wajib_tujuan:
            tujuan.required, tujuan.label = True, "Untuk keperluan apa"
            tujuan.error_messages["required"] = "Keperluan belum diisi."
        tujuan.help_text = "Tercatat, tertulis di dalam berkas" + (
            ", dan dibaca orang yang datanya ada di daftar ini." if tertulis else "."
        )


class SimpanForm(PortalForm):
    nama = forms.CharField(label="Nama daftar", max_length=80, help_text="Misalnya: Tanpa atasan di Seksi Satu.")
    kolom = forms.MultipleChoiceField(
        label="Kolom saat diunduh (boleh kosong)", required=False, widget=forms.CheckboxSelectMultiple
    )
    unit = forms.TypedChoiceField(label="Dipakai bersama", required=False, coerce=UUID, empty_value=None)
    utama = forms.BooleanField(label="Buka daftar ini lebih dulu", required=False)

    def __init__(self, *args: Any, by: Pengguna, kolom: list[Kolom], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = {str(pk): f"Pengelola kepegawaian {nama}" for pk, nama in units_of(by).items()}
        self.fields["unit"].choices = [("", "Hanya saya"), *units.items()]
        self.fields["kolom"].choices = [(satu.nama, satu.judul) for satu in kolom]
        for name, offered in (("unit", units), ("kolom", kolom)):
            if not offered:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "nama": data["nama"], "kolom": data.get("kolom", []), "unit_id": data.get("unit"), "utama": data["utama"],
        }  # fmt: skip
