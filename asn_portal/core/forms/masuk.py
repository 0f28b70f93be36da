"""Forms of the way in: login, passwords, the second step."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.recovery_codes import forms as recovery_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.core.cache import cache

from asn_portal.core.forms.dasar import SharedDeviceField, finish
from asn_portal.core.masuk import share_device


class LoginForm(account_forms.LoginForm):
    perangkat_bersama = SharedDeviceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "NRK, NIP, atau nama pengguna"
        self.fields["password"].label = "Kata sandi"
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        finish(self)

    def login(self, request: Any, redirect_url: str | None = None) -> Any:
        shared = self.cleaned_data["perangkat_bersama"]
        request.session["bersama"] = shared
        response = super().login(request, redirect_url=redirect_url)
        if shared:
            share_device(request, response)
        return response


class ResetPasswordForm(account_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Surel yang tercatat pada akun Anda"
        finish(self)


def label_passwords(form: forms.BaseForm, **labels: str) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
    first = form.fields["password1"]
    first.help_text = "Minimal 12 huruf: huruf kecil, huruf besar, angka, dan tanda baca."
    finish(form)


class ResetPasswordKeyForm(account_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_passwords(self, password1="Kata sandi baru", password2="Ulangi kata sandi baru")


class ChangePasswordForm(account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_passwords(
            self, oldpassword="Kata sandi sekarang", password1="Kata sandi baru", password2="Ulangi kata sandi baru"
        )

    def clean_password1(self) -> str:
        password: str = (
            super().clean_password1() if hasattr(super(), "clean_password1") else self.cleaned_data["password1"]
        )
        if self.user.check_password(password):
            raise forms.ValidationError("Kata sandi baru harus berbeda dari yang sekarang.")
        return password


class ReauthenticateForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Kata sandi Anda"
        self.fields["password"].help_text = ""
        finish(self)


CODE_ATTRS = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}


def label_code(form: forms.BaseForm, help_text: str) -> None:
    form.fields["code"].label = "Kode"
    form.fields["code"].help_text = help_text
    finish(form)


# A code fits during three steps of 30 seconds (one before and after); it stays used for longer than that.
CODE_USED_SECONDS = 180


class SingleUseCode(mfa_forms.BaseAuthenticateForm):
    """A code counts once. The library forgets a used one after 30 seconds, while it would fit for 90."""

    def clean_code(self) -> str:
        text = "".join(letter for letter in self.cleaned_data["code"] if letter.isalnum())
        mark = f"kode-terpakai:{self.user.pk}:{hashlib.sha256(text.encode()).hexdigest()}"
        if cache.get(mark) is None:
            code = super().clean_code()
            if cache.add(mark, "y", timeout=CODE_USED_SECONDS):
                return code
        raise get_adapter().validation_error("incorrect_code")


class AuthenticateForm(SingleUseCode, mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True}
        label_code(self, "Enam angka dari aplikasi pembuat kode, atau satu kode pemulihan.")


class MFAReauthenticateForm(SingleUseCode, mfa_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True}
        label_code(self, "Enam angka dari aplikasi pembuat kode, atau satu kode pemulihan.")


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= CODE_ATTRS
        label_code(self, "Enam angka yang sedang tampil di aplikasi.")


class DeactivateTOTPForm(totp_forms.DeactivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finish(self)


class GenerateRecoveryCodesForm(recovery_forms.GenerateRecoveryCodesForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finish(self)
