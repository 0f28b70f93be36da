"""Forms about who stands outside the map, seats of no civil servant, and lines of coordination."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PeriodeForm, PortalForm, TanggalField, UnitField
from asn_portal.core.models import Pengguna
from jabatan.enums import SebabLuarPeta
from jabatan.forms import clean_nomor
from pegawai.models import Pegawai


class LuarPetaForm(PeriodeForm):
    draf = "Mencatat pegawai di luar peta"

    sebab = forms.ChoiceField(label="Sebab", choices=[("", "Pilih sebab"), *SebabLuarPeta.choices])
    mulai = TanggalField(
        label="Mulai", help_text="Hari pertama tanpa jabatan; jabatan yang dipegang berakhir sehari sebelumnya."
    )
    sampai = TanggalField(label="Sampai", help_text="Hari terakhir; sesudahnya pegawai ditempatkan lagi.")
    atasan = forms.CharField(
        label="Atasan selama itu", max_length=60, help_text="NRK atau NIP atasan yang disebut dalam keputusannya."
    )
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Keputusan yang mendasarinya.")
    sk_nomor = forms.CharField(label="Nomor SK (boleh kosong)", max_length=100, required=False)
    sk_tanggal = TanggalField(label="Tanggal SK (boleh kosong)", required=False)

    field_order = ["sebab", "mulai", "sampai", "atasan", "dasar", "sk_nomor", "sk_tanggal"]

    def __init__(self, *args: Any, by: Pengguna, pegawai: Pegawai, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.pegawai = by, pegawai

    def clean_sebab(self) -> SebabLuarPeta:
        return SebabLuarPeta(self.cleaned_data["sebab"])

    def clean_atasan(self) -> Pegawai:
        found = clean_nomor(self.cleaned_data["atasan"], self.by)
        if found.pk == self.pegawai.pk:
            raise forms.ValidationError("Seseorang tidak menjadi atasannya sendiri. Tulis NRK atau NIP orang lain.")
        return found


class AtasanForm(PeriodeForm):
    """The right superior of somebody for a time: overrides the map."""

    draf = "Menetapkan atasan"

    atasan = forms.CharField(label="Atasan yang benar", max_length=60, help_text="NRK atau NIP.")
    mulai = TanggalField(label="Mulai")
    sampai = TanggalField(
        label="Sampai (boleh kosong)", required=False,
        help_text="Hari terakhir; sesudahnya peta jabatan yang menentukan lagi.",
    )  # fmt: skip
    alasan = forms.CharField(
        label="Alasan, dibaca pelapor", max_length=200, help_text="Mengapa peta tidak diikuti, dan apa dasarnya."
    )

    field_order = ["atasan", "mulai", "sampai", "alasan"]

    def __init__(self, *args: Any, by: Pengguna, pegawai: Pegawai, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.pegawai = by, pegawai

    def clean_atasan(self) -> Pegawai:
        found = clean_nomor(self.cleaned_data["atasan"], self.by)
        if found.pk == self.pegawai.pk:
            raise forms.ValidationError("Seseorang tidak menjadi atasannya sendiri. Tulis NRK atau NIP orang lain.")
        return found


class PejabatForm(PeriodeForm):
    draf = "Mencatat pejabat bukan ASN"

    nama = forms.CharField(label="Nama pejabat", max_length=200)
    sampai = TanggalField(label="Sampai (boleh kosong)", required=False, help_text="Hari terakhir masa jabatannya.")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Misalnya keputusan pelantikannya.")

    field_order = ["nama", "mulai", "sampai", "dasar"]


class KoordinasiForm(PeriodeForm):
    draf = "Garis koordinasi unit"

    koordinator = UnitField(label="Berkoordinasi dengan", help_text="Memberi umpan balik; tidak menilai.")
    sampai = TanggalField(label="Sampai (boleh kosong)", required=False, help_text="Hari terakhir koordinasi ini.")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan.")

    field_order = ["koordinator", "mulai", "sampai", "dasar"]

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["koordinator"].fill(by)


class CatatanForm(PortalForm):
    draf = "Catatan serah terima"

    catatan = forms.CharField(label="Catatan", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class AkhirForm(PortalForm):
    draf = "Mengakhiri catatan peta"

    sampai = TanggalField(label="Hari terakhir", help_text="Hari terakhir catatan itu berlaku.")
    alasan = forms.CharField(label="Alasan dan dasar", max_length=200)
