"""Proposals about what is held once, and the decision of a desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.berkas.selectors import own_documents
from asn_portal.core.forms.dasar import PortalForm, TanggalField, finish
from asn_portal.core.models import Pengguna
from pegawai.enums import AlasanUsulan, StatusUsulanData
from pegawai.forms.riwayat import ask_evidence, check_evidence, field_of
from pegawai.siapa_mengubah import KEPEGAWAIAN, RAHASIA, SEKALI, Cara, Sasaran

ANGKA = {"npwp": ("NPWP", (15, 16)), "nik": ("NIK", (16, 16)), "rekening": ("Nomor rekening", (5, 25))}


class SekaliForm(PortalForm):
    """Fields that a person has once. Encrypted numbers are asked anew; left empty they stay as they are."""

    draf = "Perbaikan data diri"
    draf_isian = "|".join(
        sorted({"keterangan", "alasan"} | {name for satu in (*SEKALI, KEPEGAWAIAN) for name in satu.isian})
    )
    tanpa_draf = RAHASIA | {"bpjs", "taspen", "karis_karsu", "karpeg", "nip_lama"}
    draf_peka = True

    def __init__(
        self, *args: Any, target: Sasaran, by: Pengguna, awal: dict[str, Any], alasan: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=awal, **kwargs)
        self.target = target
        for name in target.isian:
            self.fields[name] = self._field(name)
            self.fields[name].required = False
            keep = getattr(self.fields[name], "keep", None)
            if keep is not None:
                keep(awal.get(name))
        if target.cara is not Cara.LANGSUNG:
            self.fields["dokumen"] = forms.ModelChoiceField(
                own_documents(by), error_messages={"invalid_choice": "Dokumen itu tidak ada. Pilih dari daftar."}
            )
            self.fields["dokumen"].label_from_instance = lambda row: f"{row.judul} {row.nomor}".strip()
            ask_evidence(self)
        if alasan:
            self.fields["alasan"] = forms.CharField(
                label=alasan, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
            )
        finish(self)

    def _field(self, name: str) -> forms.Field:
        if name in RAHASIA:
            label = ANGKA[name][0]
            widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
            return forms.CharField(label=f"{label} (kosong: tidak diubah)", max_length=30, widget=widget)
        assert self.target.model is not None
        column = self.target.model._meta.get_field(name)
        field = TanggalField() if name == "tanggal_lahir" else field_of(column)
        words = str(column.verbose_name)
        field.label = f"{words[:1].upper()}{words[1:]}"
        return field

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name, (label, (low, high)) in ANGKA.items():
            text = "".join(sign for sign in str(data.get(name) or "") if sign not in " .-")
            if not text:
                data.pop(name, None)
                continue
            if not (text.isascii() and text.isdigit() and low <= len(text) <= high):
                many = f"{low} angka" if low == high else f"{low} sampai {high} angka"
                self.add_error(name, f"{label} berisi {many}. Periksa penulisannya.")
            data[name] = text
        born = data.get("tanggal_lahir")
        if born and born >= timezone.localdate():
            self.add_error("tanggal_lahir", "Tanggal lahir belum tiba. Periksa tahunnya.")
        first, later = data.get("tmt_cpns"), data.get("tmt_pns")
        if first and later and later < first:
            self.add_error("tmt_pns", "TMT PNS tidak mungkin sebelum TMT CPNS. Periksa kedua tanggalnya.")
        code = data.get("kode_pos")
        if code and not (code.isdigit() and len(code) == 5):
            self.add_error("kode_pos", "Kode pos terdiri atas 5 angka.")
        check_evidence(self, data)
        if not self.errors and not self.isi():
            raise forms.ValidationError("Belum ada yang diubah. Ubah sedikitnya satu isian.")
        return data

    def isi(self) -> dict[str, Any]:
        """Only what differs from what is recorded."""
        changed = {}
        for name in self.target.isian:
            if name not in self.cleaned_data:
                continue
            value = self.cleaned_data[name]
            if name in RAHASIA or value != self.initial.get(name):
                changed[name] = "" if value is None else value
        return changed


TERIMA, KEMBALIKAN, TOLAK, TERUSKAN = "terima", "kembalikan", "tolak", "teruskan"


class PutusanForm(PortalForm):
    draf = "Keputusan usulan perubahan"

    putusan = forms.ChoiceField(label="Keputusan")
    kode = forms.ChoiceField(label="Sebab (bila tidak diterima)", required=False)
    alasan = forms.CharField(
        label="Yang perlu diketahui atau diperbaiki pengusul",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, target: Sasaran, status: str, tahap_akhir: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = status == StatusUsulanData.DITERUSKAN
        choices = [(TERIMA, "Terima dan ubah berkasnya" if tahap_akhir or waiting else "Terima, lanjut ke provinsi")]
        if target.cara is Cara.DITERUSKAN and not waiting:
            choices.append((TERUSKAN, "Teruskan ke BKN atau Dukcapil"))
        if not waiting:
            choices.append((KEMBALIKAN, "Kembalikan untuk dilengkapi"))
        self.fields["putusan"].choices = [("", "Pilih keputusan"), *choices, (TOLAK, "Tolak")]
        self.fields["kode"].choices = [("", "Pilih sebab"), *AlasanUsulan.choices]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        decision = data.get("putusan")
        if decision in {KEMBALIKAN, TOLAK}:
            if not data.get("kode"):
                self.add_error("kode", "Pilih sebabnya, supaya pengusul tahu apa yang kurang.")
            if not data.get("alasan"):
                self.add_error("alasan", "Tulis cara memperbaikinya atau alasannya.")
        if decision == TERUSKAN and not data.get("alasan"):
            self.add_error("alasan", "Tulis diteruskan ke mana dan dengan surat apa.")
        return data
