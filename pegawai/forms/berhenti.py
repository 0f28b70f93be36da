"""Forms of leaving the service."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.berkas.selectors import documents_of
from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.models import Pengguna
from asn_portal.core.regulasi import add_tahun
from pegawai.aturan.berhenti import SATU_ORANG
from pegawai.enums import BERPERJANJIAN, JenisBerhenti, StatusUrusan
from pegawai.forms.referensi import CariField
from pegawai.models import Pegawai
from pegawai.periksa_riwayat import BATAS


def _document_field(pegawai: Pegawai, by: Pengguna) -> forms.ModelChoiceField:
    field = forms.ModelChoiceField(
        documents_of(by, pegawai.pk), label="Dokumen (boleh kosong)", required=False, empty_label="Belum ada",
        help_text="Dari dokumen di berkas orang ini. Unggah dulu di halaman Dokumen bila belum ada.",
        error_messages={"invalid_choice": "Dokumen itu tidak ada. Pilih dari daftar."},
    )  # fmt: skip
    field.label_from_instance = lambda row: f"{row.judul} {row.nomor}".strip()  # type: ignore[method-assign]
    return field


class BerhentiForm(PortalForm):
    draf = "Mencatat pegawai berhenti"

    jenis = forms.ChoiceField(label="Sebab", choices=[("", "Pilih sebab"), *JenisBerhenti.choices])
    tanggal = TanggalField(
        label="Berlaku mulai",
        help_text="Hari pertama tidak lagi dalam dinas; untuk yang meninggal, tanggal meninggalnya. Boleh tanggal mendatang.",
    )
    sk_nomor = forms.CharField(
        label="Nomor SK atau surat", required=False, max_length=100, help_text="Wajib, kecuali untuk yang meninggal."
    )
    sk_tanggal = TanggalField(label="Tanggal SK atau surat", required=False)
    tujuan = CariField("instansi", label="Instansi tujuan (bila pindah)", required=False)
    keterangan = forms.CharField(label="Keterangan (boleh kosong)", required=False, max_length=500)

    def __init__(self, *args: Any, pegawai: Pegawai, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pegawai = pegawai
        self.fields["dokumen"] = _document_field(pegawai, by)
        self.order_fields(["jenis", "tanggal", "sk_nomor", "sk_tanggal", "dokumen", "tujuan", "keterangan"])

    def clean_tanggal(self) -> date:
        day: date = self.cleaned_data["tanggal"]
        years = BATAS["berhenti_ke_depan"]
        if day > add_tahun(timezone.localdate(), years):
            raise forms.ValidationError(f"Tanggalnya lebih dari {years} tahun lagi. Periksa tahunnya.")
        if day <= self.pegawai.tanggal_lahir:
            raise forms.ValidationError("Tanggalnya sebelum orang ini lahir. Periksa tahunnya.")
        return day

    def clean_tujuan(self) -> str:
        agency = self.cleaned_data["tujuan"]
        return agency.nama if agency else ""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        jenis, day = data.get("jenis"), data.get("tanggal")
        if jenis == JenisBerhenti.MENINGGAL and day and day > timezone.localdate():
            self.add_error("tanggal", "Tanggal meninggal tidak mungkin sesudah hari ini.")
        if jenis == JenisBerhenti.PERJANJIAN and self.pegawai.jenis not in BERPERJANJIAN:
            self.add_error("jenis", "Sebab ini hanya untuk PPPK. Pilih sebab lain.")
        if jenis and jenis not in SATU_ORANG:
            for name, words in (("sk_nomor", "Nomor SK belum diisi."), ("sk_tanggal", "Tanggal SK belum diisi.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if jenis == JenisBerhenti.PINDAH and not data.get("tujuan") and "tujuan" not in self.errors:
            self.add_error("tujuan", "Instansi tujuan belum diisi.")
        return data


class UrusanForm(PortalForm):
    status = forms.ChoiceField(label="Keadaan", choices=StatusUrusan.choices)
    catatan = forms.CharField(
        label="Catatan", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya nomor surat, atau mengapa tidak diperlukan.",
    )  # fmt: skip

    def __init__(self, *args: Any, pegawai: Pegawai, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dokumen"] = _document_field(pegawai, by)
