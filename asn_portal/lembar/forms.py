"""Forms about lists and imports."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from asn_portal.core.forms.dasar import PortalForm, check_reason, finish
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import Kolom
from asn_portal.lembar.impor import JSON, JenisImpor
from asn_portal.lembar.models import BerkasImpor, units_of


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

    def clean_tujuan(self) -> str:
        tujuan: str = self.cleaned_data["tujuan"]
        return check_reason(tujuan) if tujuan or self.fields["tujuan"].required else tujuan


class SimpanForm(PortalForm):
    nama = forms.CharField(label="Nama daftar", max_length=80, help_text="Misalnya: Tanpa atasan di Seksi Satu.")
    kolom = forms.MultipleChoiceField(label="Kolom (boleh kosong)", required=False, widget=forms.CheckboxSelectMultiple)
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


class UnggahForm(PortalForm):
    berkas = forms.FileField(
        label="Berkas",
        max_length=150,
        help_text="Excel (.xlsx atau .xls), LibreOffice (.ods), atau CSV; paling besar 20 MB dan 100.000 baris.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={
            "empty": "Berkas ini kosong. Pilih berkas yang berisi data.",
            "max_length": "Nama berkas terlalu panjang. Pendekkan namanya, lalu unggah lagi.",
            "missing": "Berkas belum dipilih.",
            "invalid": "Berkas tidak sampai. Pilih berkasnya sekali lagi.",
        },
    )

    def __init__(self, *args: Any, jenis: JenisImpor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if jenis.bentuk <= JSON:
            self.fields["berkas"].help_text = "JSON (.json), atau .zip yang hanya berisi JSON; paling besar 20 MB."
            self.fields["berkas"].widget.attrs["accept"] = ".json,.zip"


class PetaForm(PortalForm):
    """One choice for each of our columns: under which head of the file it stands."""

    draf = "Padanan kolom impor"
    draf_isian = r"kolom_\w+"

    def __init__(
        self, *args: Any, jenis: JenisImpor, berkas: BerkasImpor, tebakan: dict[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        heads = [(str(place), head or f"Kolom {place + 1}") for place, head in enumerate(berkas.kepala)]
        for kolom in jenis.kolom:
            self.fields[f"kolom_{kolom.nama}"] = forms.ChoiceField(
                label=kolom.judul if kolom.wajib else f"{kolom.judul} (boleh kosong)",
                required=kolom.wajib,
                choices=[("", "Tidak ada di berkas ini" if not kolom.wajib else "Pilih kolom berkas"), *heads],
                initial=str(tebakan[kolom.nama]) if kolom.nama in tebakan else "",
                help_text=kolom.petunjuk,
            )
        finish(self)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for name, place in data.items():
            if place and place in taken:
                self.add_error(name, f"Kolom ini sudah dipakai untuk {self.fields[taken[place]].label}.")
            taken.setdefault(place, name)
        return data

    def peta(self) -> dict[str, int]:
        return {name.removeprefix("kolom_"): int(place) for name, place in self.cleaned_data.items() if place}
