"""Form of an election: the days from which the law counts."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from jabatan.enums import KeyakinanJadwal


class PemilihanForm(PortalForm):
    draf = "Pemilihan kepala daerah"

    nama = forms.CharField(label="Nama pemilihan", max_length=150, help_text="Misalnya Pemilihan serentak 2029.")
    penetapan = TanggalField(
        label="Penetapan pasangan calon", help_text="Masa larangan mulai enam bulan sebelum hari ini."
    )
    akhir = TanggalField(
        label="Akhir masa jabatan", help_text="Hari terakhir masa jabatan kepala daerah yang sekarang."
    )
    pelantikan = TanggalField(
        label="Pelantikan kepala daerah terpilih (boleh kosong)", required=False,
        help_text="Larangan kedua berlaku enam bulan sejak hari ini. Isi setelah harinya ditetapkan.",
    )  # fmt: skip
    dasar = forms.CharField(
        label="Dasar jadwal", max_length=300, help_text="Keputusan atau peraturan yang menetapkannya, misalnya PKPU 2/2024."
    )  # fmt: skip
    keyakinan = forms.ChoiceField(label="Seberapa pasti", choices=KeyakinanJadwal.choices)

    ISI = ("nama", "penetapan", "akhir", "pelantikan", "dasar", "keyakinan")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        named, end, sworn = (data.get(name) for name in ("penetapan", "akhir", "pelantikan"))
        if named and end and end <= named:
            self.add_error("akhir", "Akhir masa jabatan harus sesudah penetapan pasangan calon.")
        if named and sworn and sworn <= named:
            self.add_error("pelantikan", "Pelantikan harus sesudah penetapan pasangan calon.")
        return data
