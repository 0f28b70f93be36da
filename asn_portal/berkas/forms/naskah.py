"""Forms of official papers."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms

from asn_portal.berkas.aturan.alur_naskah import PARAF_TERBANYAK
from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.forms import BerkasForm
from asn_portal.berkas.naskah import Pejabat
from asn_portal.berkas.services.naskah import Pilihan
from asn_portal.core.forms.dasar import PortalForm, TanggalField

KE = ("pertama", "kedua", "ketiga")
PALING_PANJANG_FRASA = 200
# So many digits together name a person (NIP, NIK, telephone).
ANGKA_ORANG = re.compile(r"\d[\d .-]{7,}\d")


def _label(pejabat: Pejabat) -> str:
    """Name, post, and why in a few words; the whole reason stands on the page of the paper."""
    return f"{pejabat.nama}, {pejabat.jabatan} ({pejabat.sebab.split(' menurut ')[0]})"


class NaskahForm(PortalForm):
    """Who puts initials, who signs, on which paper. What stands on it comes from the records."""

    draf = "Konsep naskah"
    draf_isian = r"paraf_\d"

    penanda_tangan = forms.ChoiceField(label="Penanda tangan")
    paraf_1 = forms.ChoiceField(label="Paraf pertama")
    kertas = forms.ChoiceField(label="Ukuran kertas", choices=Kertas.choices, initial=Kertas.A4)

    def __init__(self, *args: Any, pejabat: list[Pejabat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signers = [(str(p.akun_id), _label(p)) for p in pejabat if p.menandatangani]
        everybody = [(str(p.akun_id), f"{p.nama}, {p.jabatan}") for p in pejabat]
        for place in range(1, PARAF_TERBANYAK):
            label = f"Paraf {KE[place]} (boleh kosong)"
            self.fields[f"paraf_{place + 1}"] = forms.ChoiceField(label=label, required=False)
        self.fields["penanda_tangan"].choices = [("", "Pilih penanda tangan"), *signers]
        self.fields["penanda_tangan"].help_text = "Yang berwenang hari ini menurut data kepegawaian dan peran."
        for place in range(1, PARAF_TERBANYAK + 1):
            self.fields[f"paraf_{place}"].choices = [("", "Pilih pemaraf"), *everybody]
        self.fields["paraf_1"].help_text = "Paraf diberikan berurutan sebelum naskah sampai ke penanda tangan."
        self.order_fields(["penanda_tangan", *(f"paraf_{n}" for n in range(1, PARAF_TERBANYAK + 1)), "kertas"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        seen = {data.get("penanda_tangan")} - {None, ""}
        for place in range(1, PARAF_TERBANYAK + 1):
            name = f"paraf_{place}"
            if (chosen := data.get(name)) and chosen in seen:
                self.add_error(name, "Orang ini sudah dipilih di atas. Pilih orang lain.")
            seen |= {chosen} - {None, ""}
        return data

    @property
    def pilihan(self) -> Pilihan:
        names = [self.cleaned_data.get(f"paraf_{place}") for place in range(1, PARAF_TERBANYAK + 1)]
        return Pilihan([UUID(name) for name in names if name], UUID(self.cleaned_data["penanda_tangan"]))

    @property
    def kertas_dipilih(self) -> Kertas:
        return Kertas(self.cleaned_data["kertas"])


class PutaranForm(PortalForm):
    """Which round somebody has read: a corrected paper is not the one that was on the page."""

    putaran = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=32_767)


class AlasanNaskahForm(PutaranForm):
    alasan = forms.CharField(label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AlasanCabutForm(AlasanNaskahForm):
    """The reason stands on a page that everybody may read."""

    def __init__(self, *args: Any, nama: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nama = nama
        self.fields[
            "alasan"
        ].help_text = "Alasan ini tampil di halaman publik Periksa dokumen. Jangan menulis nama, NIP, atau nomor lain milik orang."

    def clean_alasan(self) -> str:
        text: str = self.cleaned_data["alasan"]
        words = {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", self.nama)}
        if ANGKA_ORANG.search(text):
            raise forms.ValidationError(
                "Alasan memuat nomor yang panjang. Hapus nomornya: halaman ini dibaca siapa pun."
            )
        if words & {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text)}:
            raise forms.ValidationError("Alasan memuat nama. Hapus namanya: halaman ini dibaca siapa pun.")
        return text


class FrasaForm(PutaranForm):
    """The passphrase goes to the provider and nowhere else: it is never shown again, not even after an error."""

    frasa = forms.CharField(
        label="Frasa sandi tanda tangan elektronik",
        max_length=PALING_PANJANG_FRASA,
        strip=False,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        help_text="Diteruskan kepada penyedia tanda tangan dan tidak disimpan di portal.",
    )


class PindaianForm(BerkasForm):
    """The scan of a paper signed by hand, with the number and the day that stand on it."""

    draf = "Pindaian naskah"

    nomor = forms.CharField(label="Nomor pada kertas", max_length=80)
    tanggal = TanggalField(label="Tanggal pada kertas")
    judul = None

    field_order = ["berkas", "unggahan", "nomor", "tanggal"]


class PeriksaForm(PortalForm):
    """For everybody: a code, a file, or both."""

    kode = forms.CharField(
        label="Kode pada dokumen", required=False, max_length=60, help_text="16 huruf dan angka di dekat tanda tangan."
    )
    berkas = forms.FileField(
        label="Berkas PDF (boleh kosong)", required=False,
        help_text="Untuk memastikan isinya tidak berubah. Berkas hanya dibandingkan, tidak disimpan.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("kode") and not data.get("berkas"):
            self.add_error("kode", "Isi kodenya, atau pilih berkasnya.")
        return data
