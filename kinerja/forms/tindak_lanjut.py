"""Forms of what follows a rating."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from kinerja.aturan.tindak_lanjut import BULAN_PALING_LAMA, perbaikan_paling_lama
from kinerja.enums import HasilPerbaikan, PutusanNominasi
from kinerja.services.tindak_lanjut import IsianPerbaikan


def _area(label: str, rows: int, batas: int, bantuan: str = "", *, wajib: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=batas, required=wajib, help_text=bantuan, widget=forms.Textarea(attrs={"rows": rows})
    )


class PerbaikanForm(PortalForm):
    draf = "Rencana perbaikan kinerja"

    sebab = _area("Yang perlu diperbaiki", 3, 1000)
    langkah = _area("Langkah dan ukuran keberhasilan", 4, 2000, "Apa yang dilakukan, dan dari apa terlihat berhasil.")
    dukungan = _area("Dukungan Anda", 3, 1000, "Bimbingan, pelatihan, alat, atau pengurangan beban.")
    mulai = TanggalField(label="Mulai")
    batas = TanggalField(label="Hari terakhir", help_text=f"Paling lama {BULAN_PALING_LAMA} bulan.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"mulai": today, "batas": perbaikan_paling_lama(today)})
        super().__init__(*args, **kwargs)

    def isian(self) -> IsianPerbaikan:
        return IsianPerbaikan(**self.cleaned_data)


class TanggapanForm(PortalForm):
    draf = "Tanggapan rencana perbaikan"

    tanggapan = _area("Tanggapan Anda (boleh kosong)", 3, 1000, wajib=False)


class HasilForm(PortalForm):
    draf = "Hasil rencana perbaikan"

    hasil = forms.ChoiceField(label="Hasil", choices=HasilPerbaikan.choices, widget=forms.RadioSelect)
    catatan = _area("Apa yang berubah, atau yang belum", 3, 1000)


class NominasiForm(PortalForm):
    draf = "Nominasi penghargaan"

    alasan = _area("Mengapa layak", 5, 2000, "Hasil yang menonjol, dan manfaatnya bagi masyarakat atau unit.")


class PutusanNominasiForm(PortalForm):
    draf = "Putusan nominasi"

    putusan = forms.ChoiceField(label="Putusan", choices=PutusanNominasi.choices, widget=forms.RadioSelect)
    pertimbangan = _area("Pertimbangan", 3, 1000, "Dibaca penilai yang menominasikan.")
