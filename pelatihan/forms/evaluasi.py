"""Forms of evaluation and of what must be renewed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.models import Pengguna
from pelatihan.models import ProgramPelatihan
from pelatihan.models.evaluasi import UNSUR_PERILAKU, UNSUR_REAKSI

PUAS = [(5, "Sangat baik"), (4, "Baik"), (3, "Cukup"), (2, "Kurang"), (1, "Sangat kurang")]
TERLIHAT = [(5, "Selalu"), (4, "Sering"), (3, "Kadang-kadang"), (2, "Jarang"), (1, "Belum terlihat")]


def scale(label: str, choices: list[tuple[int, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, choices=choices, widget=forms.RadioSelect)


class ReaksiForm(PortalForm):
    draf = "Penilaian pelatihan"

    materi = scale("Materi", PUAS)
    pengajar = scale("Pengajar", PUAS)
    penyelenggaraan = scale("Penyelenggaraan", PUAS)
    manfaat = scale("Manfaat bagi pekerjaan Anda", PUAS)
    saran = forms.CharField(
        label="Saran (boleh kosong)", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def nilai(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in UNSUR_REAKSI}


class PerilakuForm(PortalForm):
    draf = "Penerapan pelatihan"

    penerapan = scale("Menerapkan yang dipelajari", TERLIHAT)
    mutu = scale("Mutu pekerjaannya membaik", TERLIHAT)
    berbagi = scale("Berbagi kepada rekan", TERLIHAT)
    contoh = forms.CharField(
        label="Contoh yang terlihat", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu pekerjaan yang menunjukkannya, atau apa yang menghalangi.",
    )  # fmt: skip

    def nilai(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in UNSUR_PERILAKU}


class WajibForm(PortalForm):
    draf = "Pelatihan wajib"

    program = forms.ModelChoiceField(
        label="Program",
        queryset=ProgramPelatihan.objects.none(),
        help_text="Program yang sertifikatnya mempunyai masa berlaku.",
    )
    unit = UnitField(label="Unit dan semua di bawahnya (boleh kosong)", required=False)
    jabatan = forms.CharField(
        label="Nama jabatan memuat (boleh kosong)",
        max_length=100,
        required=False,
        help_text="Misalnya: Pemadam Kebakaran.",
    )
    sejak = TanggalField(label="Wajib sejak", initial=timezone.localdate)
    dasar = forms.CharField(label="Dasar", max_length=200)

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ProgramPelatihan.objects.visible_to(by).ditawarkan().exclude(masa_berlaku_bulan=None)
        self.fields["program"].queryset = rows.order_by("judul")
        self.fields["unit"].fill(by)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("unit") and not data.get("jabatan"):
            self.add_error("unit", "Pilih unit, tulis jabatan, atau keduanya.")
        return data
