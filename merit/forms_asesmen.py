"""The form for a report of an assessor."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.models import Pengguna
from merit.aturan.talenta import ASPEK, SKALA
from merit.selectors.asesmen import find_person
from merit.services.asesmen import Laporan


class AsesmenForm(PortalForm):
    draf = "Hasil asesmen"
    draf_isian = r"aspek-[0-7]"

    nomor_pegawai = forms.CharField(label="NIP atau NRK", max_length=18)
    lembaga = forms.CharField(label="Lembaga penilai", max_length=200)
    nomor = forms.CharField(label="Nomor laporan", max_length=100)
    mulai = TanggalField(label="Tanggal laporan")
    sampai = TanggalField(label="Berlaku sampai")
    kompetensi = forms.DecimalField(
        label="Nilai kompetensi (boleh kosong)", min_value=0, max_value=100, decimal_places=2, localize=True, required=False,
        help_text="Nilai 0 sampai 100 menurut laporan.",
    )  # fmt: skip
    dari_tingkat = forms.BooleanField(
        label="Hitung nilai kompetensi dari tingkat yang sudah diimpor (JPM)", required=False,
        help_text="Persentase kecocokan dengan standar jabatannya pada tanggal laporan. Kosongkan nilai kompetensi di atas.",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)
        for place, nama in enumerate(ASPEK):
            self.fields[f"aspek-{place}"] = forms.IntegerField(
                label=nama, min_value=0, max_value=SKALA, required=False, help_text=f"0 sampai {SKALA}."
            )

    def clean_nomor_pegawai(self) -> str:
        nomor = "".join(self.cleaned_data["nomor_pegawai"].split())
        person = find_person(self.by, nomor)
        if person is None:
            raise forms.ValidationError(
                "Pegawai dengan nomor itu tidak ada di instansi Anda. Periksa NIP atau NRK-nya."
            )
        self.cleaned_data["pegawai"] = person
        return nomor

    def laporan(self) -> Laporan:
        values = self.cleaned_data
        aspects = [values[f"aspek-{place}"] for place in range(len(ASPEK))]
        given = [value for value in aspects if value is not None]
        return Laporan(
            values["mulai"], values["sampai"], values["lembaga"], values["nomor"], values["kompetensi"], given or None,
            values["dari_tingkat"],
        )  # fmt: skip
