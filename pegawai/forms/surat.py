"""Forms of letters: the words of a template, and the officials of many letters at once."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from asn_portal.berkas.aturan.alur_naskah import PARAF_TERBANYAK
from asn_portal.berkas.forms.naskah import NaskahForm
from asn_portal.berkas.naskah import Pejabat
from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.models import Pengguna
from pegawai.enums import BentukKP
from pegawai.models import Pegawai
from pegawai.surat import TERPANJANG, JenisSurat, TemplatSalah, check_text

BUKAN_PENANDA = "Atasan seseorang tidak menandatangani keputusan bersama. Pilih pejabat unit, atau satu keputusan bagi setiap orang."
BUKAN_PEMARAF = (
    "Atasan seseorang tidak memaraf keputusan bersama. Pilih pejabat unit, atau satu keputusan bagi setiap orang."
)


class SuratForm(PortalForm):
    """The words of a letter. A wrong field is one sentence at the field; nothing typed is lost."""

    draf = "Mengubah isi surat"

    isi = forms.CharField(
        label="Isi surat", max_length=TERPANJANG, strip=False, widget=forms.Textarea(attrs={"rows": 20}),
        help_text="Baris kosong memisahkan paragraf. Baris dengan :: menjadi keterangan dan isinya. Isian ditulis di antara { dan }.",
    )  # fmt: skip
    catatan = forms.CharField(label="Apa yang berubah", max_length=200, required=False)
    contoh = forms.CharField(
        label="Contoh pegawai untuk pratinjau (boleh kosong)", max_length=60, required=False, help_text="NRK atau NIP."
    )
    dari = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, jenis: JenisSurat, by: Pengguna, pratinjau: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jenis, self.by, self.pratinjau = jenis, by, pratinjau
        if jenis.daftar:
            del self.fields["contoh"]

    def clean_isi(self) -> str:
        text: str = self.cleaned_data["isi"]
        try:
            check_text(self.jenis, text)
        except TemplatSalah as wrong:
            raise forms.ValidationError(str(wrong))
        return text

    def clean_catatan(self) -> str:
        text: str = self.cleaned_data["catatan"].strip()
        if not text and not self.pratinjau:
            raise forms.ValidationError("Tulis singkat apa yang berubah, supaya versi ini dapat dikenali nanti.")
        return text

    def clean_contoh(self) -> Pegawai | None:
        number = self.cleaned_data["contoh"].replace(" ", "").replace(".", "")
        if not number:
            return None
        people = Pegawai.objects.visible_to(self.by)
        found = people.filter(nrk=number).first() or people.filter(nip=number).first()
        if found is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NRK atau NIP ini. Periksa angka-angkanya.")
        return found


class SuratBanyakForm(NaskahForm):
    """The officials of all letters of a month."""

    kirim = forms.BooleanField(
        label="Langsung kirim ke pemaraf pertama", required=False, initial=True,
        help_text="Tanpa ini surat tersimpan sebagai konsep, dan Anda mengirimnya satu per satu.",
    )  # fmt: skip

    def __init__(self, *args: Any, pejabat: list[Pejabat], **kwargs: Any) -> None:
        super().__init__(*args, pejabat=pejabat, **kwargs)
        self.order_fields([*self.fields])


class KeputusanBanyakForm(SuratBanyakForm):
    """Whose rises are decided together, in which form; one decree about many is signed by an official of the unit."""

    draf = "Keputusan kenaikan pangkat banyak orang"

    bentuk = forms.ChoiceField(label="Bentuk keputusan", choices=BentukKP.choices, initial=BentukKP.BERSAMA)

    def __init__(self, *args: Any, pejabat_unit: list[Pejabat], orang: list[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pejabat_unit = {str(one.akun_id): one.menandatangani for one in pejabat_unit}
        self.orang = [str(pk) for pk in orang]
        self.fields[
            "kirim"
        ].help_text = "Tanpa ini keputusan tersimpan sebagai konsep bernomor, dan Anda mengirimnya sendiri."
        self.order_fields(["bentuk", *(name for name in self.fields if name != "bentuk")])

    @property
    def tercentang(self) -> list[str]:
        """The boxes of the table (`pilih`): everybody, until somebody has chosen."""
        return self.data.getlist("pilih") if self.is_bound else self.orang

    @property
    def orang_dipilih(self) -> list[UUID]:
        return [UUID(pk) for pk in self.tercentang]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.tercentang:
            raise forms.ValidationError("Pilih paling sedikit satu orang pada daftar.")
        if not set(self.tercentang) <= set(self.orang):
            raise forms.ValidationError(
                "Sebagian orang yang dipilih tidak dapat diputuskan lagi. Periksa daftarnya, lalu kirim lagi."
            )
        if data.get("bentuk") == BentukKP.BERSAMA:
            self._check_officials(data)
        return data

    def _check_officials(self, data: dict[str, Any]) -> None:
        """The superior of one of them knows nothing of the others."""
        signer = data.get("penanda_tangan")
        if signer and not self.pejabat_unit.get(signer):
            self.add_error("penanda_tangan", BUKAN_PENANDA)
        for place in range(1, PARAF_TERBANYAK + 1):
            if (chosen := data.get(f"paraf_{place}")) and chosen not in self.pejabat_unit:
                self.add_error(f"paraf_{place}", BUKAN_PEMARAF)


class PertekForm(PortalForm):
    nomor = forms.CharField(label="Nomor pertimbangan teknis", max_length=100)
    tanggal = TanggalField(label="Tanggal pertimbangan teknis")
    tmt = TanggalField(label="TMT kenaikan pangkat", help_text="Tanggal 1, seperti pada pertimbangan teknisnya.")

    def clean_tmt(self) -> date:
        day: date = self.cleaned_data["tmt"]
        if day.day != 1:
            raise forms.ValidationError("TMT kenaikan pangkat selalu tanggal 1. Tulis misalnya 01/12/2026.")
        return day

    def clean_tanggal(self) -> date:
        day: date = self.cleaned_data["tanggal"]
        if day > timezone.localdate():
            raise forms.ValidationError("Tanggal ini belum tiba. Periksa tahunnya.")
        return day
