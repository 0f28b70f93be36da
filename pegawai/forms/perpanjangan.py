"""Forms of a renewal round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from asn_portal.berkas.forms import BanyakBerkasField
from asn_portal.berkas.isi import MEGA, PALING_BESAR
from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.core.forms.dasar import PortalForm, TanggalField
from asn_portal.core.templatetags.bentuk import bulan_tahun, rupiah
from pegawai.aturan.perjanjian import KerjaParuhWaktu, jam_terlama, masa_terlama, periksa_kerja
from pegawai.enums import JenisPegawai, PutusanPerjanjian
from pegawai.forms.riwayat import AngkaField, written
from pegawai.models import ButirPutaran
from pegawai.selectors.perpanjangan import BulanBerakhir, terms_of
from pegawai.services.syarat_perpanjangan import Usul

SETAHUN = 12
ALASAN_PENDEK = 5


class PutaranForm(PortalForm):
    draf = "Membuka putaran perpanjangan"

    bulan = forms.ChoiceField(label="Perjanjian berakhir pada")
    batas_usul = TanggalField(label="Unit mengusulkan paling lambat")

    def __init__(self, *args: Any, bulan: list[BulanBerakhir], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"].choices = [("", "Pilih bulan")] + [
            (f"{satu.bulan:%Y-%m-%d}", f"{bulan_tahun(satu.bulan)}, {satu.jumlah} orang")
            for satu in bulan
            if satu.putaran is None
        ]

    def clean_bulan(self) -> date:
        return date.fromisoformat(self.cleaned_data["bulan"])

    def clean_batas_usul(self) -> date:
        day: date = self.cleaned_data["batas_usul"]
        if day < timezone.localdate():
            raise forms.ValidationError("Batas usulan sudah lewat. Pilih hari ini atau sesudahnya.")
        return day


class UsulForm(PortalForm):
    """What is proposed for the chosen people."""

    draf = "Usulan perpanjangan"

    putusan = forms.ChoiceField(label="Usulan", choices=[("", "Pilih usulan"), *PutusanPerjanjian.choices])
    lama = forms.ChoiceField(
        label="Lama perjanjian baru",
        required=False,
        choices=[
            ("paling_lama", "Selama yang diizinkan aturan"),
        ],
    )
    alasan = forms.CharField(
        label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya kinerja, kebutuhan jabatan, dan anggaran.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = {jenis: bulan // SETAHUN for jenis, bulan in masa_terlama(timezone.localdate()).items()}
        years = range(1, max(longest.values()) + 1)
        self.fields["lama"].choices += [(str(tahun), f"{tahun} tahun") for tahun in years]
        self.fields["lama"].help_text = (
            f"Paling lama {longest['pppk']} tahun, PPPK paruh waktu {longest['pppk_paruh_waktu']} tahun, dan tidak melewati"
            " batas usia pensiun."
        )

    def clean_alasan(self) -> str:
        text: str = self.cleaned_data["alasan"].strip()
        if len(text) < ALASAN_PENDEK:
            raise forms.ValidationError("Tulis alasannya dalam satu kalimat.")
        return text

    @property
    def isian(self) -> dict[str, Any]:
        """What it says, as a job keeps it."""
        return {"putusan": self.usul.putusan.value, "alasan": self.usul.alasan, "bulan": self.usul.bulan}

    @property
    def usul(self) -> Usul:
        data = self.cleaned_data
        years = data.get("lama") or "paling_lama"
        return Usul(
            PutusanPerjanjian(data["putusan"]), data["alasan"], None if years == "paling_lama" else int(years) * SETAHUN
        )


class UsulParuhWaktuForm(UsulForm):
    """One contract of paruh waktu: its hours and pay may change with it."""

    draf = "Usulan perpanjangan paruh waktu"

    jam_per_minggu = AngkaField(label="Jam kerja seminggu", required=False, max_digits=4, decimal_places=1, min_value=0)
    upah = AngkaField(label="Upah sebulan", required=False, max_digits=12, decimal_places=0, min_value=0)

    field_order = ["putusan", "lama", "jam_per_minggu", "upah", "alasan"]

    def __init__(self, *args: Any, butir: ButirPutaran, **kwargs: Any) -> None:
        self.butir = butir
        terms = terms_of(butir)
        pay = f"{terms.upah:,.0f}".replace(",", ".") if terms.upah else ""
        values = {"jam_per_minggu": written(terms.jam), "upah": pay}
        super().__init__(*args, initial=kwargs.pop("initial", {}) | values, **kwargs)
        years = masa_terlama(butir.mulai)[JenisPegawai.PPPK_PARUH_WAKTU] // SETAHUN
        self.fields["lama"].choices = self.fields["lama"].choices[: years + 1]
        self.fields["lama"].help_text = f"Paling lama {years} tahun, dan tidak melewati batas usia pensiun."
        hours = f"{jam_terlama(butir.mulai).normalize():f}".replace(".", ",")
        self.fields[
            "jam_per_minggu"
        ].help_text = f"Kurang dari {hours} jam. Kosong berarti seperti perjanjian yang berakhir."
        if butir.perjanjian.upah:
            words = f"Paling sedikit {rupiah(butir.perjanjian.upah)}, upah dalam perjanjian yang berakhir."
            self.fields["upah"].help_text = words

    @property
    def kerja(self) -> KerjaParuhWaktu:
        """What differs from the contract that ends."""
        data, old = self.cleaned_data, self.butir.perjanjian
        jam, upah = data.get("jam_per_minggu"), data.get("upah")
        return KerjaParuhWaktu(None if jam == old.jam_per_minggu else jam, None if upah == old.upah else upah)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("putusan") == PutusanPerjanjian.DIPERPANJANG:
            wrong = periksa_kerja(self.kerja, mulai=self.butir.mulai, upah_lama=self.butir.perjanjian.upah)
            for name, sentence in wrong.items():
                self.add_error(name, sentence)
        return data

    @property
    def usul(self) -> Usul:
        extended = self.cleaned_data["putusan"] == PutusanPerjanjian.DIPERPANJANG
        return replace(super().usul, kerja=self.kerja if extended else KerjaParuhWaktu())


def usul_form(data: Any, *, butir: ButirPutaran) -> UsulForm:
    """For one person; hours and pay are asked where the contract has its own."""
    initial = {"putusan": butir.putusan, "alasan": butir.alasan}
    if butir.pegawai.jenis == JenisPegawai.PPPK_PARUH_WAKTU:
        return UsulParuhWaktuForm(data, butir=butir, initial=initial)
    return UsulForm(data, initial=initial)


class PerjanjianLuarForm(PortalForm):
    """A contract that was signed on paper, outside the portal."""

    draf = "Perjanjian dari luar portal"

    nomor = forms.CharField(label="Nomor perjanjian", max_length=80)
    tanggal = TanggalField(label="Tanggal perjanjian")
    berkas = BanyakBerkasField(
        label="Pindaian yang sudah ditandatangani",
        help_text=f"Satu PDF, atau foto tiap halaman; paling besar {PALING_BESAR // MEGA} MB.",
    )

    def clean_nomor(self) -> str:
        text: str = self.cleaned_data["nomor"].strip()
        return text

    def clean_tanggal(self) -> date:
        day: date = self.cleaned_data["tanggal"]
        if day > timezone.localdate():
            raise forms.ValidationError("Tanggalnya sesudah hari ini. Tulis tanggal yang tertera pada perjanjian.")
        return day

    def clean_berkas(self) -> list[Any]:
        files: list[Any] = self.cleaned_data["berkas"]
        if not files:
            raise forms.ValidationError("Pindaian belum dipilih.")
        return files

    def files_sent(self) -> list[Kiriman]:
        sent = []
        for one in self.cleaned_data["berkas"]:
            one.seek(0)
            sent.append(Kiriman(one.name, one.read()))
        return sent


class CatatanForm(PortalForm):
    catatan = forms.CharField(label="Catatan", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, wajib: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["catatan"].required = wajib
        if not wajib:
            self.fields["catatan"].label = "Catatan (boleh kosong)"

    @property
    def isian(self) -> dict[str, Any]:
        return {"catatan": self.cleaned_data["catatan"]}
