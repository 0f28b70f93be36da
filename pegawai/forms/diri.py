"""Forms about oneself."""

from __future__ import annotations

from django import forms

from asn_portal.berkas.isi import MEGA, PALING_BESAR
from asn_portal.berkas.isi.terima import size_refusal
from asn_portal.core.forms.dasar import PortalForm


class FotoForm(PortalForm):
    berkas = forms.FileField(
        label="Foto",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"}),
        help_text=f"Foto JPG, PNG, WebP, atau HEIC, paling besar {PALING_BESAR // MEGA} MB. Dipotong persegi; data lokasi dan "
        "kamera di dalamnya dihapus.",
        error_messages={"required": "Foto belum dipilih.", "empty": "Foto itu kosong. Pilih foto lain."},
    )

    def clean_berkas(self) -> object:
        sent = self.cleaned_data["berkas"]
        if refusal := size_refusal(sent.name, sent.size):
            raise forms.ValidationError(refusal)
        return sent
