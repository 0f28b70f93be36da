"""Forms about lists."""

from __future__ import annotations

from typing import Any

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
    unit = forms.TypedChoiceField(label="Dipakai bersama", required=False, empty_value=None)
    utama = forms.BooleanField(label="Buka daftar ini lebih dulu", required=False)

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(by)
        self.fields["unit"].choices = [("", "Hanya saya")] + [
            (str(pk), f"Pengelola kepegawaian {nama}") for pk, nama in units.items()
        ]
        if not units:
            del self.fields["unit"]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"nama": data["nama"], "unit_id": _unit(data.get("unit")), "utama": data["utama"]}


def _unit(text: str | None) -> Any:
    from uuid import UUID

    return UUID(text) if text else None
