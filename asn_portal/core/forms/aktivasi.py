"""Forms of the first visit: code, password, contact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from asn_portal.core.forms.dasar import PortalForm, SharedDeviceField
from asn_portal.core.models import Pengguna


class KodeForm(PortalForm):
    login = forms.CharField(
        label="NRK", max_length=100, help_text="Tertulis pada slip Anda. NIP atau nama pengguna juga boleh."
    )
    kode = forms.CharField(
        label="Kode aktivasi",
        max_length=30,
        help_text="Sepuluh huruf dan angka pada slip. Spasi dan tanda hubung boleh diabaikan.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kode"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }


class SandiBaruForm(PortalForm):
    password1 = forms.CharField(
        label="Kata sandi baru",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=128,
        help_text="Minimal 12 huruf: huruf kecil, huruf besar, angka, dan tanda baca.",
    )
    password2 = forms.CharField(
        label="Ulangi kata sandi baru",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=128,
    )
    privasi = forms.BooleanField(
        label="Saya sudah membaca pemberitahuan privasi",
        error_messages={"required": "Baca pemberitahuan privasi lalu beri tanda di sini."},
    )
    perangkat_bersama = SharedDeviceField()

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna
        self.fields["privasi"].error_messages["required"] = "Baca pemberitahuan privasi lalu beri tanda di sini."

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.pengguna)
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Kedua kata sandi belum sama.")
        return data


class KontakForm(PortalForm):
    telepon = forms.CharField(
        label="Nomor telepon (boleh kosong)",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label="Surel (boleh kosong)",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Dipakai untuk memulihkan kata sandi dan memberi tahu bahwa ada pesan di portal.",
    )

    def clean_telepon(self) -> str:
        text: str = self.cleaned_data["telepon"].strip()
        digits = text.replace(" ", "").replace("-", "").removeprefix("+")
        if text and not (digits.isdigit() and 8 <= len(digits) <= 15):
            raise forms.ValidationError("Nomor telepon berisi 8 sampai 15 angka, misalnya 0812 3456 7890.")
        return text
