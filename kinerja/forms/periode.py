"""Forms of HR: a year, a window, time given back, a target of a unit."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField, finish
from asn_portal.core.models import Pengguna
from kinerja.enums import IramaEvaluasi, SumberKinerja
from kinerja.models.periode import TAHUN_AKHIR, TAHUN_AWAL, TAMBAHAN_TERBANYAK
from pegawai.enums import KelompokJabatan


class JendelaForm(PortalForm):
    buka = TanggalField(label="Dibuka")
    batas = TanggalField(label="Paling lambat")
    dasar = forms.CharField(label="Dasar (boleh kosong)", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("buka"), data.get("batas")
        if first and last and last < first:
            self.add_error("batas", "Batas tidak boleh sebelum hari dibuka. Periksa kedua tanggalnya.")
        return data


class JendelaUnitForm(JendelaForm):
    unit = UnitField(label="Unit", help_text="Berlaku juga untuk semua unit di bawahnya.")
    field_order = ("unit", "buka", "batas", "dasar")

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].fill(by)
        finish(self)


class PeriodeKinerjaForm(JendelaForm):
    draf = "Tahun kinerja"
    draf_isian = r"sumber_[a-z_]*"

    tahun = forms.IntegerField(label="Tahun", min_value=TAHUN_AWAL, max_value=TAHUN_AKHIR)
    irama = forms.ChoiceField(label="Evaluasi periodik", choices=IramaEvaluasi.choices, widget=forms.RadioSelect)
    field_order = ("tahun", "irama", "buka", "batas", "dasar")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buka"].label = "Rencana (SKP) dibuka"
        self.fields["batas"].label = "Rencana (SKP) paling lambat"
        for kode, label in [("", "Semua jabatan lain"), *KelompokJabatan.choices]:
            self.fields[f"sumber_{kode}"] = forms.ChoiceField(
                label=f"{label}: kinerja dicatat di", choices=SumberKinerja.choices, initial=SumberKinerja.PORTAL
            )
        finish(self)

    def sumber(self) -> dict[str, str]:
        """Only what differs from all the others needs a row of its own."""
        data = self.cleaned_data
        others = data["sumber_"]
        own = {kode: data[f"sumber_{kode}"] for kode in KelompokJabatan.values}
        return {"": others} | {kode: value for kode, value in own.items() if value != others}


class TambahanForm(PortalForm):
    hari = forms.IntegerField(label="Tambahan hari", min_value=1, max_value=TAMBAHAN_TERBANYAK)
    alasan = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya: portal tidak dapat dibuka 30 Januari pukul 13.00 sampai 17.00 WIB.",
    )  # fmt: skip


class TargetForm(PortalForm):
    draf = "Sasaran unit"

    sasaran = forms.CharField(label="Sasaran", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    indikator = forms.CharField(
        label="Indikator kinerja utama", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    target = forms.CharField(label="Target setahun", max_length=200)
    satuan = forms.CharField(label="Satuan (boleh kosong)", max_length=60, required=False)
