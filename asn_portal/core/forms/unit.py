"""Forms about units."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.enums import AlasanUnit, JenisUnit
from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.models import Pengguna
from asn_portal.core.wilayah import wilayah_names

ISI_UNIT = ("nama", "singkatan", "jenis", "induk")


class UnitBaruForm(PortalForm):
    draf = "Unit kerja"

    nama = forms.CharField(label="Nama unit", max_length=200)
    singkatan = forms.CharField(label="Singkatan (boleh kosong)", max_length=60, required=False)
    jenis = forms.ChoiceField(label="Jenis unit", choices=JenisUnit.choices)
    induk = UnitField(label="Unit induk")
    mulai = TanggalField(label="Berlaku mulai")
    dasar = forms.CharField(
        label="Dasar perubahan", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan."
    )

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["induk"].fill(by)


class UnitUbahForm(UnitBaruForm):
    alasan = forms.ChoiceField(
        label="Sebab perubahan",
        choices=[(a.value, a.label) for a in (AlasanUnit.GANTI_NAMA, AlasanUnit.DIPINDAH, AlasanUnit.DIPERBAIKI)],
    )

    field_order = ["alasan", "nama", "singkatan", "jenis", "induk", "mulai", "dasar"]

    def __init__(self, *args: Any, akar: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if akar:  # the top of the agency hangs on nothing
            del self.fields["induk"]

    def changes(self) -> dict[str, Any]:
        """Only what differs from what the page showed: what is planned for later keeps the rest."""
        return {name: self.cleaned_data[name] for name in ISI_UNIT if name in self.changed_data}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.changes():
            raise forms.ValidationError("Belum ada yang berubah. Ubah nama, singkatan, jenis, atau induknya dulu.")
        return data


class UnitLetakForm(PortalForm):
    wilayah = forms.ChoiceField(label="Kabupaten atau kota", required=False)
    mulai = TanggalField(label="Berlaku mulai")
    dasar = forms.CharField(
        label="Dasar perubahan", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].choices = [("", "Mengikuti unit di atasnya"), *wilayah_names().items()]


class UnitAkhirForm(PortalForm):
    pengganti = UnitField(
        label="Digabungkan ke (boleh kosong)",
        required=False,
        help_text="Unit di bawahnya dan pegawainya ikut ke unit ini.",
    )
    mulai = TanggalField(label="Berakhir mulai", help_text="Hari pertama tanpa unit ini.")
    dasar = forms.CharField(
        label="Dasar perubahan", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan."
    )

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pengganti"].fill(by)
