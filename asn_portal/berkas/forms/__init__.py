"""What people fill in about a document, and the files themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from asn_portal.berkas.isi import MEGA, PALING_BANYAK, PALING_BESAR
from asn_portal.berkas.isi.terima import Kiriman, size_refusal
from asn_portal.berkas.jenis import JenisDokumen
from asn_portal.berkas.services.dokumen import Isian
from asn_portal.core.forms.dasar import PortalForm, TanggalField

TERIMA = "application/pdf,image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


class BanyakBerkasInput(forms.FileInput):
    allow_multiple_selected = True


class BanyakBerkasField(forms.FileField):
    """One file or several; each is judged by its content, later, by the service."""

    widget = BanyakBerkasInput(attrs={"accept": TERIMA, "data-unggah": ""})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [one for one in (data or []) if one]
        for one in files:
            if refusal := self.refusal(one.name, one.size):
                raise forms.ValidationError(refusal)
        if len(files) > PALING_BANYAK:
            raise forms.ValidationError(
                f"Paling banyak {PALING_BANYAK} berkas sekali unggah. Anda memilih {len(files)}."
            )
        return files

    def refusal(self, nama: str, ukuran: int) -> str:
        return size_refusal(nama, ukuran)


class BerkasForm(PortalForm):
    """A file with what is said about it: for a new version."""

    berkas = BanyakBerkasField(
        label="Berkas",
        required=False,
        help_text=f"Satu PDF, atau foto JPG, PNG, WebP, HEIC; paling besar {PALING_BESAR // MEGA} MB. "
        "Beberapa foto disusun menjadi satu PDF. Data lokasi di dalam foto dihapus.",
    )
    unggahan = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)
    judul = forms.CharField(
        label="Judul (boleh kosong)", required=False, max_length=120, help_text="Tanpa judul, jenisnya yang dipakai."
    )
    nomor = forms.CharField(label="Nomor dokumen (boleh kosong)", required=False, max_length=80)
    tanggal = TanggalField(label="Tanggal dokumen (boleh kosong)", required=False)

    def clean_unggahan(self) -> list[UUID]:
        try:
            return [UUID(part) for part in self.cleaned_data["unggahan"].split(",") if part]
        except ValueError:
            return []

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "berkas" in data and not data["berkas"] and not data.get("unggahan"):
            self.add_error("berkas", "Berkas belum dipilih.")
        return data

    def forget_uploads(self) -> None:
        """The page asks for the files anew; everything else that was typed stays."""
        self.data = self.data.copy()
        self.data["unggahan"] = ""

    @property
    def isian(self) -> Isian:
        return Isian(self.cleaned_data["judul"], self.cleaned_data["nomor"], self.cleaned_data["tanggal"])

    def files_sent(self) -> list[Kiriman]:
        """The files that came with the form itself."""
        sent = []
        for one in self.cleaned_data["berkas"]:
            one.seek(0)
            sent.append(Kiriman(one.name, one.read()))
        return sent


class DokumenForm(BerkasForm):
    draf = "Dokumen"

    jenis = forms.ChoiceField(label="Jenis dokumen")

    field_order = ["jenis", "berkas", "unggahan", "judul", "nomor", "tanggal"]

    def __init__(self, *args: Any, daftar_jenis: list[JenisDokumen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", "Pilih jenis"), *((jenis.kunci, jenis.label) for jenis in daftar_jenis)]


class UsulMusnahForm(PortalForm):
    alasan = forms.CharField(
        label="Alasan memusnahkan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: masa simpan berakhir menurut jadwal retensi arsip. Dibaca pengelola kedua dan pemilik dokumen.",
    )

    @staticmethod
    def chosen(texts: list[str]) -> list[UUID]:
        """The documents that were ticked; what is no id was not ticked by anybody."""
        found = []
        for text in texts:
            try:
                found.append(UUID(text))
            except ValueError:
                continue
        return found


class TahanForm(PortalForm):
    alasan = forms.CharField(
        label="Mengapa ditahan",
        max_length=300,
        help_text="Misalnya: diperlukan dalam sengketa nomor 12/2026, atau sedang diperiksa Inspektorat. Penahanan berlaku "
        "untuk semua versi dokumen ini, juga versi yang datang kemudian.",
    )
