"""Forms of the machine's keepers: accounts without a person, settings, schedules."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm, TanggalField, finish
from asn_portal.core.jadwal import parse_cron
from asn_portal.core.models import Jadwal


class AkunBaruForm(PortalForm):
    username = forms.SlugField(
        label="Nama pengguna", max_length=60, error_messages={"invalid": "Pakai huruf, angka, dan tanda hubung saja."}
    )
    nama = forms.CharField(label="Nama", max_length=200)
    email = forms.EmailField(label="Surel (boleh kosong)", required=False)


class PengaturanForm(PortalForm):
    nilai = forms.CharField(label="Nilai", max_length=2000)
    mulai = TanggalField(label="Berlaku mulai")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan.")


class JadwalForm(forms.ModelForm):
    class Meta:
        model = Jadwal
        fields = ["cron", "aktif"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "cron"
        ].help_text = "Menit, jam, tanggal, bulan, hari (0 Minggu), waktu Jakarta. Misalnya: 30 2 * * *"
        finish(self)

    def clean_cron(self) -> str:
        text: str = self.cleaned_data["cron"]
        try:
            parse_cron(text)
        except ValueError as unreadable:
            raise forms.ValidationError("Waktu tidak terbaca. Tulis lima bagian, misalnya: 30 2 * * *") from unreadable
        return text
