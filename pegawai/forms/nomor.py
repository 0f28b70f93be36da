"""A new NIP or NRK."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.regulasi import Ditolak
from pegawai.aturan.nomor import GALAT_NIP, MasukanNip, clean_digits, nip_urai
from pegawai.aturan.nrk import panjang_nrk
from pegawai.enums import BERPERJANJIAN, JenisNomor
from pegawai.models import Pegawai


class NomorForm(PortalForm):
    """Only of the number's form, and whether it says the same as the record: whether BKN has issued it, the decree tells."""

    draf = "Mencatat NIP atau NRK baru"

    jenis = forms.ChoiceField(label="Nomor", choices=[("", "Pilih nomor"), *JenisNomor.choices])
    nomor = forms.CharField(label="Nomor baru", max_length=30, help_text="NIP 18 angka; spasi dan titik boleh.")
    mulai = TanggalField(label="Berlaku mulai", help_text="Mulai hari ini atau sebelumnya, atau tanggal mendatang.")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tanggal keputusan atau surat BKN.")

    def __init__(self, *args: Any, pegawai: Pegawai, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pegawai = pegawai

    def clean_nomor(self) -> str:
        return clean_digits(self.cleaned_data["nomor"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        jenis, nomor = data.get("jenis"), data.get("nomor")
        if jenis and nomor:
            wrong = self._wrong_nip(nomor) if jenis == JenisNomor.NIP else self._wrong_nrk(nomor)
            if wrong:
                self.add_error("nomor", wrong)
        return data | ({"jenis": JenisNomor(jenis)} if jenis else {})

    def _wrong_nip(self, nomor: str) -> str:
        try:
            parts = nip_urai(MasukanNip(nip=nomor))
        except Ditolak as refused:
            return GALAT_NIP.get(refused.galat, refused.pesan)
        if parts["tanggal_lahir"] != self.pegawai.tanggal_lahir:
            return "Delapan angka pertama tidak sama dengan tanggal lahir pada catatan orang ini. Periksa keduanya."
        if parts["jenis_kelamin"] != self.pegawai.jenis_kelamin:
            return "Angka ke-15 (1 laki-laki, 2 perempuan) tidak sesuai dengan catatan orang ini. Periksa keduanya."
        if (parts["jenis"] == "pppk") != (self.pegawai.jenis in BERPERJANJIAN):
            return (
                "Angka ke-13 dan ke-14 01 sampai 12 untuk PNS, 21 ke atas untuk PPPK; orang ini tercatat sebagai "
                f"{self.pegawai.get_jenis_display()}. Periksa keduanya."
            )
        return ""

    def _wrong_nrk(self, nomor: str) -> str:
        length = panjang_nrk(timezone.localdate())
        return (
            "" if nomor.isascii() and nomor.isdigit() and len(nomor) == length else f"NRK terdiri atas {length} angka."
        )
