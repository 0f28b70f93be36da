"""Forms of certificates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.berkas.forms import BerkasForm
from asn_portal.core.forms.dasar import PortalForm, TanggalField
from pelatihan.enums import BentukPelatihan, TingkatPelatihan
from pelatihan.services.sertifikat import IsianLuar


class SertifikatForm(BerkasForm):
    """A certificate from outside, with its file."""

    draf = "Sertifikat"

    judul = forms.CharField(label="Judul pelatihan", max_length=200)
    nomor = forms.CharField(label="Nomor sertifikat", max_length=100)
    tanggal = TanggalField(label="Tanggal sertifikat")
    penyelenggara = forms.CharField(label="Penyelenggara", max_length=200)
    bentuk = forms.ChoiceField(label="Bentuk", choices=[("", "Pilih"), *BentukPelatihan.choices])
    tingkat = forms.ChoiceField(label="Tingkat penyelenggaraan", choices=TingkatPelatihan.choices)
    banyaknya = forms.DecimalField(
        label="Banyaknya", min_value=1, max_value=2000, decimal_places=1,
        help_text="Jam pelajaran untuk pelatihan, kursus, dan e-learning; hari untuk seminar dan workshop; kegiatan untuk "
        "yang lain. JP dihitung portal menurut aturannya.",
    )  # fmt: skip
    mulai = TanggalField(label="Hari pertama")
    selesai = TanggalField(label="Hari terakhir")
    berlaku_sampai = TanggalField(label="Sertifikat berlaku sampai (boleh kosong)", required=False)

    field_order = [
        "judul", "penyelenggara", "bentuk", "tingkat", "banyaknya", "mulai", "selesai", "nomor", "tanggal", "berlaku_sampai",
        "berkas", "unggahan",
    ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last, given = data.get("mulai"), data.get("selesai"), data.get("tanggal")
        if first and last and last < first:
            self.add_error("selesai", "Hari terakhir tidak boleh sebelum hari pertama.")
        if last and given and given < last:
            self.add_error("tanggal", "Sertifikat tidak terbit sebelum pelatihannya selesai.")
        for name in ("selesai", "tanggal"):
            if data.get(name) and data[name] > timezone.localdate():
                self.add_error(name, "Tanggal ini masih di depan. Unggah setelah pelatihan selesai.")
        return data

    def isian_luar(self) -> IsianLuar:
        names = set(IsianLuar.__dataclass_fields__)
        return IsianLuar(**{name: value for name, value in self.cleaned_data.items() if name in names})


class KeputusanForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan untuk pegawai", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila ditolak.",
    )  # fmt: skip


class PeriksaSertifikatForm(PortalForm):
    kode = forms.CharField(label="Kode sertifikat", max_length=40, help_text="16 huruf dan angka di bawah kotak QR.")
