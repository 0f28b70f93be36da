"""Forms of the pulse survey and of the own rating of the eight aspects."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField, finish
from merit.enums_talenta import JenisPertanyaan
from merit.models import PertanyaanDenyut, SurveiDenyut
from merit.models.survei import PERTANYAAN_TERBANYAK
from merit.services.survei import SARAN_TERPANJANG, points_at_somebody

JAWABAN = [
    ("1", "Sangat tidak setuju"),
    ("2", "Tidak setuju"),
    ("3", "Netral"),
    ("4", "Setuju"),
    ("5", "Sangat setuju"),
]
SINGKAT = {"k": JenisPertanyaan.KEPUASAN, "t": JenisPertanyaan.KETERIKATAN, "b": JenisPertanyaan.BEBAS}


class SurveiForm(PortalForm):
    """One question a line; its first letter says its kind."""

    draf = "Survei denyut"

    nama = forms.CharField(label="Nama survei", max_length=150)
    mulai = TanggalField(label="Dibuka")
    sampai = TanggalField(label="Hari terakhir")
    pertanyaan = forms.CharField(
        label="Pertanyaan", max_length=3000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"Satu baris satu pertanyaan, paling banyak {PERTANYAAN_TERBANYAK}. Awali dengan k: untuk kepuasan, t: untuk "
        "keterikatan (keduanya skala 1 sampai 5), atau b: untuk saran bebas. Contoh: k: Alat kerja saya memadai.",
    )  # fmt: skip

    def clean_pertanyaan(self) -> list[tuple[str, str]]:
        found = []
        for line in [one.strip() for one in self.cleaned_data["pertanyaan"].splitlines() if one.strip()]:
            letter, _, words = line.partition(":")
            if letter.strip().lower() not in SINGKAT or not words.strip():
                raise forms.ValidationError(f"Baris ini belum diawali k:, t:, atau b: - {line[:60]}")
            found.append((str(SINGKAT[letter.strip().lower()]), words.strip()[:200]))
        if len(found) > PERTANYAAN_TERBANYAK:
            raise forms.ValidationError(f"Paling banyak {PERTANYAAN_TERBANYAK} pertanyaan; Anda menulis {len(found)}.")
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        mulai, sampai = data.get("mulai"), data.get("sampai")
        if mulai and sampai and sampai < max(mulai, timezone.localdate()):
            self.add_error("sampai", "Hari terakhir tidak mendahului hari pembukaannya dan belum lewat.")
        return data


class JawabSurveiForm(PortalForm):
    """No draft is kept: nothing of an answer stays anywhere."""

    def __init__(self, *args: Any, survei: SurveiDenyut, **kwargs: Any) -> None:
        self.pertanyaan: list[PertanyaanDenyut] = list(survei.daftar_pertanyaan.all())
        super().__init__(*args, **kwargs)
        for one in self.pertanyaan:
            if one.jenis == JenisPertanyaan.BEBAS:
                self.fields[f"p-{one.pk}"] = forms.CharField(
                    label=one.kalimat, required=False, max_length=SARAN_TERPANJANG, widget=forms.Textarea(attrs={"rows": 3}),
                    help_text="Boleh kosong. Jangan menulis nama, nomor, atau hal yang menunjuk orang tertentu.",
                )  # fmt: skip
            else:
                self.fields[f"p-{one.pk}"] = forms.ChoiceField(
                    label=one.kalimat, choices=JAWABAN, widget=forms.RadioSelect
                )
        finish(self)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for one in self.pertanyaan:
            name = f"p-{one.pk}"
            if one.jenis == JenisPertanyaan.BEBAS and points_at_somebody(data.get(name, "")):
                self.add_error(name, "Hapus nomor, surel, atau tautan: saran tidak boleh menunjuk orang tertentu.")
        return data

    def skala(self) -> dict[UUID, int]:
        scaled = [one for one in self.pertanyaan if one.jenis != JenisPertanyaan.BEBAS]
        return {one.pk: int(self.cleaned_data[f"p-{one.pk}"]) for one in scaled}

    def saran(self) -> dict[UUID, str]:
        free = [one for one in self.pertanyaan if one.jenis == JenisPertanyaan.BEBAS]
        return {one.pk: self.cleaned_data[f"p-{one.pk}"] for one in free}


class AspekForm(PortalForm):
    draf = "Penilaian aspek merit"

    nilai = forms.DecimalField(
        label="Nilai",
        min_value=0,
        max_value=1,
        decimal_places=2,
        help_text="0 sampai 1. Cocokkan dengan angka pendukungnya.",
    )
    alasan = forms.CharField(label="Alasan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
