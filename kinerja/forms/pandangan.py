"""Asking for views of others, and giving one. The answer is never kept as a draft: it would be a stored answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField, finish
from kinerja.aturan.berakhlak import PANDUAN
from kinerja.enums import NilaiDasar
from kinerja.selectors.pandangan import Calon

PILIHAN = [(1, "Belum terlihat"), (2, "Kadang terlihat"), (3, "Sering terlihat"), (4, "Selalu terlihat")]
LAMA_BIASA = timedelta(days=14)


class MintaForm(PortalForm):
    draf = "Permintaan pandangan"

    orang = forms.MultipleChoiceField(
        label="Yang diminta", widget=forms.CheckboxSelectMultiple,
        help_text="Diusulkan dengan undian; Anda boleh mengubahnya. Paling sedikit tiga orang.",
    )  # fmt: skip
    batas = TanggalField(label="Hari terakhir menjawab")

    def __init__(self, *args: Any, daftar: list[Calon], **kwargs: Any) -> None:
        free = [one for one in daftar if not one.sebab]
        proposed = [str(one.orang.pk) for one in free if one.diusulkan]
        kwargs.setdefault("initial", {"orang": proposed, "batas": timezone.localdate() + LAMA_BIASA})
        super().__init__(*args, **kwargs)
        self.fields["orang"].choices = [
            (str(one.orang.pk), f"{one.orang.nama}, {one.hubungan.label.lower()}") for one in free
        ]
        finish(self)

    def chosen(self) -> list[UUID]:
        return [UUID(pk) for pk in self.cleaned_data["orang"]]


class JawabPandanganForm(PortalForm):
    """One question for each of the seven values, with its statements."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nilai in NilaiDasar:
            self.fields[nilai.value] = forms.TypedChoiceField(
                label=nilai.label, choices=PILIHAN, coerce=int, widget=forms.RadioSelect,
                help_text="; ".join(PANDUAN[nilai]) + ".",
                error_messages={"required": f"{nilai.label} belum dijawab."},
            )  # fmt: skip
        finish(self)
        for nilai in NilaiDasar:
            self.fields[nilai.value].error_messages["required"] = f"{nilai.label} belum dijawab."

    def skor(self) -> dict[str, int]:
        return {nilai.value: self.cleaned_data[nilai.value] for nilai in NilaiDasar}
