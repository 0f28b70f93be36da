"""Forms of the frame: requests for help, looking as somebody else, announcements."""

from __future__ import annotations

from typing import Any

from django import forms

from asn_portal.core.enums import Peran
from asn_portal.core.forms.dasar import PortalForm, TanggalField, UnitField
from asn_portal.core.kejadian import MAX_PATH, clean_number, clean_path
from asn_portal.core.models import Pengguna, Pengumuman
from asn_portal.core.permissions.layanan import units_to_address

MAX_TEXT = 2000


class BantuanForm(PortalForm):
    draf = "Permintaan bantuan"

    isi = forms.CharField(
        label="Apa yang Anda perlukan?",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Tulis apa yang ingin Anda lakukan dan apa yang terjadi. Jangan menulis kata sandi, kode, atau NIK.",
    )
    halaman = forms.CharField(required=False, max_length=MAX_PATH, widget=forms.HiddenInput)
    permintaan = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def clean_halaman(self) -> str:
        return clean_path(self.cleaned_data["halaman"])

    def clean_permintaan(self) -> str:
        return clean_number(self.cleaned_data["permintaan"])


class BalasanForm(PortalForm):
    draf = "Balasan permintaan bantuan"

    isi = forms.CharField(label="Balasan", max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 4}))


class SelesaiForm(PortalForm):
    """Ended by the one who asked: nothing has to be said."""

    isi = forms.CharField(
        label="Catatan (boleh kosong)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class TutupForm(PortalForm):
    isi = forms.CharField(
        label="Mengapa ditutup",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dibaca pengirim. Ia dapat membuka permintaannya lagi.",
    )


class BukaForm(PortalForm):
    isi = forms.CharField(label="Apa yang masih kurang", max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 3}))


class TeruskanForm(PortalForm):
    kepada = forms.ChoiceField(label="Diteruskan kepada")
    isi = forms.CharField(
        label="Catatan untuk penerima",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Seluruh percakapan ikut terbaca. Pengelola sistem tidak mengurus data kepegawaian: jangan meneruskan "
        "kepadanya percakapan yang memuat data peka.",
    )

    def __init__(self, *args: Any, pilihan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kepada"].choices = pilihan


class LihatForm(PortalForm):
    alasan = forms.CharField(
        label="Alasan",
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca orang yang portalnya Anda lihat, misalnya: tombol ajukan tidak tampak di halaman profilnya.",
        error_messages={"min_length": "Alasannya terlalu pendek. Tulis apa yang hendak Anda periksa."},
    )
    tiket = forms.ChoiceField(label="Permintaan bantuan (boleh kosong)", required=False)

    def __init__(self, *args: Any, tiket: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tiket"].choices = [("", "Tanpa permintaan bantuan"), *tiket]
        if not tiket:
            del self.fields["tiket"]


class PengumumanForm(PortalForm):
    draf = "Pengumuman"

    judul = forms.CharField(label="Judul", max_length=200)
    isi = forms.CharField(
        label="Isi",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Tulis yang terpenting dulu: apa yang berubah, sejak kapan, dan apa yang harus dilakukan pembaca.",
    )
    unit = UnitField(label="Untuk unit", help_text="Unit ini dan semua unit di bawahnya.")
    peran = forms.MultipleChoiceField(
        label="Untuk peran (boleh kosong)",
        choices=[(p.value, p.label) for p in Peran],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tanpa pilihan, semua orang di unit itu membacanya.",
    )
    mulai = TanggalField(label="Tampil mulai")
    sampai = TanggalField(label="Tampil sampai", help_text="Hari terakhir pengumuman ini tampak.")

    field_order = ["judul", "isi", "unit", "peran", "mulai", "sampai"]

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].fill(by, units_to_address(by))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        mulai, sampai = data.get("mulai"), data.get("sampai")
        if mulai and sampai and sampai < mulai:
            self.add_error("sampai", "Tanggal sampai tidak boleh sebelum tanggal mulai.")
        return data

    @staticmethod
    def initial_of(row: Pengumuman) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ("judul", "isi", "unit", "peran", "mulai", "sampai")}


class AkhiriPengumumanForm(PortalForm):
    alasan = forms.CharField(label="Alasan", max_length=300, help_text="Tercatat dalam jejak.")
