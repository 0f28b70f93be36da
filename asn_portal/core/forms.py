"""Forms of the foundation: shape and field messages. Errors are shown at the field and in a summary on top."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.recovery_codes import forms as recovery_forms
from allauth.mfa.totp import forms as totp_forms
from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from asn_portal.core import permissions
from asn_portal.core.enums import PERAN_EMPAT_MATA, AlasanUnit, JenisUnit, JenisUsulanPeran, Peran
from asn_portal.core.htmx import refused_with
from asn_portal.core.jadwal import parse_cron
from asn_portal.core.masuk import DEVICE_COOKIE
from asn_portal.core.models import Jadwal, Pengguna, RincianUnit, UnitKerja

REQUIRED = {"required": "{label} belum diisi."}


class TanggalField(forms.DateField):
    """A date by picker or typed as 21/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"])
        messages = {"invalid": "Tanggal tidak terbaca. Tulis seperti 21/11/2026."}
        super().__init__(error_messages=messages, **kwargs)


class PortalForm(forms.Form):
    """Every own form: no form tag from crispy (the page has it), and clear sentences for empty fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finish(self)

    def is_valid(self) -> bool:
        """Also the refusal of a service makes a form invalid: its sentence stands above what was typed."""
        sentence = refused_with.get()
        if super().is_valid() and sentence:
            self.add_error(None, sentence)
        return super().is_valid()


def finish(form: forms.BaseForm) -> None:
    """One look for all forms: label, then hint, then error, then the field (components/isian.html); our sentence
    when empty. Errors of the whole form stand in the summary only.
    """
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    form.helper.form_show_errors = False
    form.helper.field_template = "components/isian.html"
    form.helper.html5_required = True
    for field in form.fields.values():
        field.error_messages["required"] = f"{field.label} belum diisi."
        field.widget.attrs.pop("placeholder", None)


class LoginForm(account_forms.LoginForm):
    perangkat_bersama = forms.BooleanField(
        label="Ini perangkat bersama",
        required=False,
        help_text="Sesi berakhir setelah 10 menit diam atau saat peramban ditutup.",
    )

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
            request.session["bersama"] = True
            request.session.set_expiry(0)
            # The mark of an earlier owner of this browser would offer him what somebody else types here.
            response.delete_cookie(DEVICE_COOKIE)
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


class AuthenticateForm(mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True}
        label_code(self, "Enam angka dari aplikasi pembuat kode, atau satu kode pemulihan.")


class MFAReauthenticateForm(mfa_forms.ReauthenticateForm):
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


# -- activation --------------------------------------------------------------------------------------------


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


# -- roles -------------------------------------------------------------------------------------------------


class AkunField(forms.CharField):
    """An account by its login name; the form turns it into the account or says that there is none."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("help_text", "NRK, NIP, atau nama pengguna.")
        super().__init__(**kwargs)


def clean_akun(text: str, by: Pengguna) -> Pengguna:
    from asn_portal.core.models.pengguna import find_pengguna

    found = find_pengguna(text, timezone.localdate())
    if found is None or found.instansi_id != by.instansi_id:
        raise forms.ValidationError("Tidak ada akun dengan nama masuk ini. Periksa angka-angkanya.")
    return found


class UnitField(forms.ModelChoiceField):
    """A unit of the own agency on a day, shown with its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=UnitKerja.objects.none(),
            error_messages={"invalid_choice": "Unit itu tidak ada. Pilih unit dari daftar."},
            **kwargs,
        )

    def fill(self, by: Pengguna, only: Any = None) -> None:
        today = timezone.localdate()
        units = permissions.visible_units(by) if only is None else only
        names = RincianUnit.objects.pada(today).filter(unit__in=units)
        self.queryset = UnitKerja.objects.filter(pk__in=names.values("unit_id"))
        self.choices = [
            ("", "Pilih unit"),
            *((str(pk), nama) for pk, nama in names.order_by("nama").values_list("unit_id", "nama")),
        ]


class PeriodeForm(PortalForm):
    mulai = TanggalField(label="Mulai")
    sampai = TanggalField(label="Sampai (boleh kosong)", required=False, help_text="Hari terakhir peran ini.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        mulai, sampai = data.get("mulai"), data.get("sampai")
        if mulai and sampai and sampai < mulai:
            self.add_error("sampai", "Tanggal sampai tidak boleh sebelum tanggal mulai.")
        return data


class UsulanPeranForm(PeriodeForm):
    akun = AkunField(label="Akun")
    jenis = forms.ChoiceField(label="Usulan", choices=JenisUsulanPeran.choices)
    peran = forms.ChoiceField(label="Peran", choices=[(p.value, p.label) for p in Peran if p in PERAN_EMPAT_MATA])
    unit = UnitField(label="Unit", help_text="Peran berlaku pada unit ini dan semua unit di bawahnya.")
    nomor_sk = forms.CharField(label="Nomor SK (boleh kosong)", max_length=100, required=False)
    alasan = forms.CharField(label="Alasan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    field_order = ["akun", "jenis", "peran", "unit", "mulai", "sampai", "nomor_sk", "alasan"]

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["unit"].fill(by)

    def clean_akun(self) -> Pengguna:
        found = clean_akun(self.cleaned_data["akun"], self.by)
        if found == self.by:
            raise forms.ValidationError("Anda tidak dapat mengusulkan peran untuk diri sendiri. Minta pengelola lain.")
        return found


class OperatorForm(PeriodeForm):
    akun = AkunField(label="Akun")
    unit = UnitField(label="Unit", help_text="Operator mengelola unit ini dan semua unit di bawahnya.")
    sampai = TanggalField(label="Sampai", help_text="Hari terakhir penugasan ini.")
    nomor_sk = forms.CharField(label="Nomor SK", max_length=100)

    field_order = ["akun", "unit", "mulai", "sampai", "nomor_sk"]

    def __init__(self, *args: Any, by: Pengguna, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["unit"].fill(by, units)

    def clean_akun(self) -> Pengguna:
        found = clean_akun(self.cleaned_data["akun"], self.by)
        if found == self.by:
            raise forms.ValidationError("Anda tidak dapat menetapkan diri sendiri. Minta pengelola di atas Anda.")
        return found


class AkhiriForm(PortalForm):
    mulai = TanggalField(label="Berakhir mulai", help_text="Hari pertama tanpa peran ini.")
    alasan = forms.CharField(label="Alasan", max_length=300)


class KeputusanForm(PortalForm):
    catatan = forms.CharField(
        label="Catatan", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, wajib: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["catatan"].required = wajib
        self.fields["catatan"].label = "Alasan" if wajib else "Catatan (boleh kosong)"
        self.fields["catatan"].error_messages["required"] = (
            "Tuliskan alasannya, supaya pengusul tahu apa yang harus diperbaiki."
        )


class AlasanForm(PortalForm):
    alasan = forms.CharField(label="Alasan", max_length=500)


class PenyiapForm(PeriodeForm):
    akun = AkunField(label="Penyiap")
    sampai = TanggalField(label="Sampai", help_text="Hari terakhir ia menyiapkan tugas Anda.")
    jenis_tugas = forms.MultipleChoiceField(label="Yang boleh disiapkan", widget=forms.CheckboxSelectMultiple)

    field_order = ["akun", "jenis_tugas", "mulai", "sampai"]

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["jenis_tugas"].choices = list(permissions.JENIS_DAPAT_DISIAPKAN.items())

    def clean_akun(self) -> Pengguna:
        found = clean_akun(self.cleaned_data["akun"], self.by)
        if found == self.by:
            raise forms.ValidationError("Pilih orang lain sebagai penyiap.")
        return found


class AkunBaruForm(PortalForm):
    username = forms.SlugField(
        label="Nama pengguna", max_length=60, error_messages={"invalid": "Pakai huruf, angka, dan tanda hubung saja."}
    )
    nama = forms.CharField(label="Nama", max_length=200)
    email = forms.EmailField(label="Surel (boleh kosong)", required=False)


# -- units, settings, schedules ----------------------------------------------------------------------------


class UnitBaruForm(PortalForm):
    nama = forms.CharField(label="Nama unit", max_length=200)
    singkatan = forms.CharField(label="Singkatan (boleh kosong)", max_length=60, required=False)
    jenis = forms.ChoiceField(label="Jenis unit", choices=JenisUnit.choices)
    induk = UnitField(label="Unit induk")
    mulai = TanggalField(label="Berlaku mulai")
    dasar = forms.CharField(
        label="Dasar perubahan", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan."
    )

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["induk"].fill(by)


class UnitUbahForm(UnitBaruForm):
    alasan = forms.ChoiceField(
        label="Sebab perubahan",
        choices=[(a.value, a.label) for a in (AlasanUnit.GANTI_NAMA, AlasanUnit.DIPINDAH, AlasanUnit.DIPERBAIKI)],
    )

    field_order = ["alasan", "nama", "singkatan", "jenis", "induk", "mulai", "dasar"]


class UnitAkhirForm(PortalForm):
    pengganti = UnitField(
        label="Digabungkan ke (boleh kosong)",
        required=False,
        help_text="Unit di bawahnya dan pegawainya ikut ke unit ini.",
    )
    mulai = TanggalField(label="Berakhir mulai", help_text="Hari pertama tanpa unit ini.")
    dasar = forms.CharField(
        label="Dasar perubahan", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan."
    )

    def __init__(self, *args: Any, by: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pengganti"].fill(by)


class PengaturanForm(PortalForm):
    nilai = forms.CharField(label="Nilai", max_length=2000)
    mulai = TanggalField(label="Berlaku mulai")
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="Nomor dan tanggal peraturan atau keputusan.")


class JadwalForm(forms.ModelForm):
    class Meta:
        model = Jadwal
        fields = ["cron", "aktif"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "cron"
        ].help_text = "Menit, jam, tanggal, bulan, hari (0 Minggu), waktu Jakarta. Misalnya: 30 2 * * *"
        finish(self)

    def clean_cron(self) -> str:
        text: str = self.cleaned_data["cron"]
        try:
            parse_cron(text)
        except ValueError as unreadable:
            raise forms.ValidationError("Waktu tidak terbaca. Tulis lima bagian, misalnya: 30 2 * * *") from unreadable
        return text
