"""The matrix as a form: one field for each cell."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm, finish
from kinerja.selectors.matriks import BarisMatriks, Matriks, Sel


class MatriksForm(PortalForm):
    draf = "Matriks peran hasil"
    draf_isian = r"sel_[0-9a-f]{32}_[0-9a-f]{32}"

    cap = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, matriks: Matriks, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matriks = matriks
        for row in matriks.baris:
            for one in row.sel:
                self.fields[one.kunci] = forms.CharField(
                    label=f"{row.pegawai.nama}: {one.rhk.teks}", max_length=1000, required=False, initial=one.teks,
                    widget=forms.Textarea(attrs={"rows": 3, "class": "form-control", "aria-label": f"{row.pegawai.nama}, {one.rhk.teks}"}),
                )  # fmt: skip
        self.initial.setdefault("cap", matriks.cap)
        finish(self)

    def baris(self) -> list[tuple[BarisMatriks, list[tuple[Sel, Any]]]]:
        return [(row, [(one, self[one.kunci]) for one in row.sel]) for row in self.matriks.baris]

    def teks(self) -> dict[str, str]:
        return {name: value.strip() for name, value in self.cleaned_data.items() if name.startswith("sel_")}

    def accept_newer(self, matriks: Matriks) -> None:
        """After a refusal for a stale tab: the same words, to be saved over what stands now."""
        self.data = self.data.copy()
        self.data["cap"] = matriks.cap
