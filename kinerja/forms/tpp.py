"""Forms of the monthly input."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from kinerja.aturan.kata import PREDIKAT

BULAN = re.compile(r"(?P<tahun>20[0-9]{2})-(?P<bulan>0[1-9]|1[0-2])")


class PotongForm(PortalForm):
    potong = TanggalField(
        label="Batas penyampaian",
        help_text="Yang disampaikan sampai hari ini ikut dihitung; sesudahnya ikut bulan depan.",
    )


class MasaForm(PotongForm):
    bulan = forms.CharField(
        label="Bulan",
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month"}),
        help_text="Tahun dan bulan, misalnya 2026-12.",
    )
    field_order = ("bulan", "potong")

    def clean_bulan(self) -> date:
        found = BULAN.fullmatch(self.cleaned_data["bulan"].strip())
        if found is None:
            raise ValidationError("Tulis bulannya sebagai tahun dan bulan, misalnya 2026-12.")
        return date(int(found["tahun"]), int(found["bulan"]), 1)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("bulan") and data.get("potong") and data["potong"] < data["bulan"]:
            self.add_error("potong", "Batas penyampaian tidak boleh sebelum bulannya mulai. Periksa kedua isian itu.")
        return data


class PersenForm(PortalForm):
    predikat = forms.ChoiceField(label="Predikat", choices=list(PREDIKAT.items()))
    persen = forms.DecimalField(label="Persen", min_value=0, max_value=200, max_digits=5, decimal_places=2)
    mulai = TanggalField(label="Berlaku mulai")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tahun peraturan daerahnya.")


class TanyaForm(PortalForm):
    draf = "Pertanyaan tentang masukan TPP"

    teks = forms.CharField(
        label="Yang ingin Anda tanyakan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sebutkan yang menurut Anda belum tepat, misalnya evaluasi yang sudah disampaikan tetapi belum terbaca.",
    )  # fmt: skip


class JawabForm(PortalForm):
    draf = "Jawaban tentang masukan TPP"

    jawaban = forms.CharField(label="Jawaban Anda", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
