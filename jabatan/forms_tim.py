"""Forms of task teams and calls."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, Pengguna
from asn_portal.core.permissions import akses, visible_units
from jabatan.enums import LingkupTim, PeranTim
from jabatan.forms import clean_nomor
from jabatan.models import TimKhusus
from pegawai.forms.riwayat import AngkaField
from pegawai.models import Pegawai


class TimForm(PortalForm):
    draf = "Tim khusus"

    unit = UnitField(label="Unit pembentuk")
    nama = forms.CharField(label="Nama tim", max_length=150)
    mandat = forms.CharField(
        label="Mandat",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang harus dikerjakan tim.",
    )
    lingkup = forms.ChoiceField(label="Lingkup", choices=LingkupTim.choices)
    mulai = TanggalField(label="Mulai")
    sampai = TanggalField(label="Sampai", help_text="Hari terakhir tim bekerja.")

    def __init__(self, *args: Any, by: Pengguna, tim: TimKhusus | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["unit"].fill(by, managed_units(by))
        if tim is not None:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("mulai") and data.get("sampai") and data["sampai"] < data["mulai"]:
            self.add_error("sampai", "Hari terakhir mendahului hari pertama.")
        return data


def managed_units(by: Pengguna) -> Any:
    """Units whose seats this account changes."""
    mine, units = akses(by), visible_units(by)
    if mine.whole_agency(Sumber.PETA_JABATAN, "w"):
        return units
    below = JalurUnit.objects.pada(mine.tanggal).filter(jalur__di_bawah=mine.paths(Sumber.PETA_JABATAN, "w") or ["-"])
    return units.filter(pk__in=below.values("unit_id"))


class AnggotaForm(PortalForm):
    draf = "Anggota tim khusus"

    pegawai = forms.CharField(label="Pegawai", max_length=60, help_text="NRK atau NIP.")
    peran = forms.ChoiceField(label="Peran", choices=PeranTim.choices, initial=PeranTim.ANGGOTA)
    uraian = forms.CharField(label="Yang dikerjakan (boleh kosong)", max_length=300, required=False)
    mulai = TanggalField(label="Sejak (boleh kosong)", required=False, help_text="Kosong berarti sejak tim mulai.")

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_pegawai(self) -> Pegawai:
        return clean_nomor(self.cleaned_data["pegawai"], self.by)


class IndikatorForm(PortalForm):
    draf = "Indikator tim khusus"

    nama = forms.CharField(label="Indikator", max_length=200, help_text="Misalnya Lama pengurusan izin.")
    satuan = forms.CharField(label="Satuan", max_length=50, help_text="Misalnya hari, persen, laporan.")
    target = AngkaField(label="Target", max_digits=14, decimal_places=2)
    menurun = forms.BooleanField(label="Makin kecil makin baik", required=False)


class UkuranForm(PortalForm):
    draf = "Hasil tim khusus"

    tanggal = TanggalField(label="Tanggal diukur", help_text="Boleh sebelum tim mulai, sebagai pembanding.")
    nilai = AngkaField(label="Nilai", max_digits=14, decimal_places=2)
    sumber = forms.CharField(label="Sumber", max_length=200, help_text="Dari mana angkanya, supaya dapat diperiksa.")

    def clean_tanggal(self) -> date:
        day: date = self.cleaned_data["tanggal"]
        if day > timezone.localdate():
            raise forms.ValidationError("Tanggal sesudah hari ini. Catat setelah diukur.")
        return day


class AkhirAnggotaForm(PortalForm):
    draf = "Akhir keanggotaan tim"

    sampai = TanggalField(label="Hari terakhir")
    alasan = forms.CharField(label="Alasan", max_length=200)


class HasilAkhirForm(PortalForm):
    draf = "Hasil akhir tim"

    hasil = forms.CharField(
        label="Hasil akhir", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang dicapai, atau mengapa tim dihentikan.",
    )  # fmt: skip


class PanggilanForm(PortalForm):
    draf = "Panggilan"

    judul = forms.CharField(label="Judul", max_length=150)
    uraian = forms.CharField(
        label="Yang dicari", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pekerjaannya, kemampuan yang diperlukan, dan berapa banyak waktunya.",
    )  # fmt: skip
    kebutuhan = forms.IntegerField(label="Orang yang dicari", min_value=1, max_value=500, initial=1)
    batas = TanggalField(label="Pendaftaran paling lambat", help_text="Ditutup sendiri sesudah hari itu.")

    def clean_batas(self) -> date:
        day: date = self.cleaned_data["batas"]
        if day < timezone.localdate():
            raise forms.ValidationError("Hari itu sudah lewat. Pilih hari ini atau sesudahnya.")
        return day


class DaftarForm(PortalForm):
    draf = "Pendaftaran pada panggilan"

    alasan = forms.CharField(
        label="Mengapa Anda (boleh kosong)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class IzinForm(PortalForm):
    alasan = forms.CharField(
        label="Alasan (wajib bila tidak mengizinkan)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PilihForm(PortalForm):
    alasan = forms.CharField(
        label="Alasan pilihan, dibaca pendaftarnya", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
