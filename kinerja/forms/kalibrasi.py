"""Forms of calibration."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm
from kinerja.aturan.kata import RATING
from kinerja.enums import JawabanKalibrasi
from kinerja.models import Evaluasi, UsulKalibrasi

PILIHAN_RATING = list(RATING.items())


class SesiForm(PortalForm):
    draf = "Sesi kalibrasi"

    peserta = forms.CharField(
        label="Peserta sidang", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya perencanaan, kepegawaian, organisasi, dan pengawasan.",
    )  # fmt: skip


class UsulKalibrasiForm(PortalForm):
    """Begins with the ratings as they are: what is not touched is not proposed."""

    draf = "Usul kalibrasi"

    hasil = forms.ChoiceField(label="Rating hasil kerja", choices=PILIHAN_RATING, widget=forms.RadioSelect)
    perilaku = forms.ChoiceField(label="Rating perilaku kerja", choices=PILIHAN_RATING, widget=forms.RadioSelect)
    alasan = forms.CharField(
        label="Alasan usul", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca penilai, yang menerima atau tidak menerimanya dengan alasannya sendiri.",
    )  # fmt: skip

    def __init__(self, *args: Any, evaluasi: Evaluasi, usul: UsulKalibrasi | None, **kwargs: Any) -> None:
        given = {"hasil": evaluasi.hasil_kerja, "perilaku": evaluasi.perilaku_kerja}
        if usul is not None:
            given = {"hasil": usul.usul_hasil, "perilaku": usul.usul_perilaku, "alasan": usul.alasan}
        kwargs.setdefault("initial", given)
        super().__init__(*args, **kwargs)


class JawabKalibrasiForm(PortalForm):
    draf = "Jawaban usul kalibrasi"

    jawaban = forms.ChoiceField(
        label="Keputusan Anda", widget=forms.RadioSelect,
        choices=[(JawabanKalibrasi.TERIMA, "Terima: penilaian saya menjadi seperti yang diusulkan"),
                 (JawabanKalibrasi.TOLAK, "Tidak: penilaian saya tetap")],
    )  # fmt: skip
    alasan = forms.CharField(label="Alasan Anda", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
