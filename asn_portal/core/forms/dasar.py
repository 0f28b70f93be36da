"""What every form stands on: dates, accounts and units as fields, one look, one sentence for an empty field."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils import timezone

from asn_portal.core import permissions
from asn_portal.core.draf import NEVER_WIDGETS, may_keep, register_form
from asn_portal.core.htmx import refused_with
from asn_portal.core.models import Pengguna, RincianUnit, UnitKerja
from asn_portal.core.templatetags.bentuk import BULAN, TANGGAL_ATTRS

FIRST_YEAR, LAST_YEAR = 1900, 2199
IN_WORDS = re.compile(r"(?:[A-Za-z]+,?\s+)?([0-9]{1,2})\s+([A-Za-z]{3,})\s+([0-9]{4})")


def _in_numbers(text: str) -> str:
    """ "Sabtu, 21 November 2026" and "21 Nov 2026" as 21/11/2026; anything else as it was."""
    found = IN_WORDS.fullmatch(text.strip())
    if found is None:
        return text
    day, word, year = found.groups()
    month = next((place for place, name in enumerate(BULAN, 1) if name.casefold().startswith(word.casefold())), None)
    return f"{day}/{month}/{year}" if month else text


# With any sign between day, month and year, or none: a number pad may have no slash.
TYPED = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d"]


class TanggalInput(forms.DateInput):
    """Typed as 21/11/2026, whatever the browser's language; static/js/isian.js adds the calendar."""

    def __init__(self) -> None:
        super().__init__(attrs=TANGGAL_ATTRS, format="%d/%m/%Y")


class TanggalField(forms.DateField):
    """A date by calendar, or typed as 21/11/2026 or 21 November 2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TanggalInput())
        kwargs.setdefault("input_formats", TYPED)
        messages = {"invalid": "Tanggal tidak terbaca. Tulis seperti 21/11/2026."}
        super().__init__(error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """A year far off is a slip of the finger, and no calendar goes beyond 9999."""
        day: date | None = super().to_python(_in_numbers(value) if isinstance(value, str) else value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                f"Tahun {day.year} di luar jangkauan. Tulis tahun {FIRST_YEAR} sampai {LAST_YEAR}."
            )
        return day


def read_date(text: str | None) -> date | None:
    """A day from an address, as a date field would read it; what cannot be read is no day."""
    try:
        found: date | None = TanggalField(required=False).clean(text)
    except forms.ValidationError:
        return None
    return found


class PortalForm(forms.Form):
    """Every own form: no form tag from crispy (the page has it), and clear sentences for empty fields.

    A form with `draf` saves itself while it is filled in (core.draf); its words name it to its owner. `tanpa_draf` are
    fields that are never kept, `draf_isian` is the pattern of the names of fields that are made for each page. With
    `draf_peka` (family, discipline, pay, health) it waits on the server only, never in the browser.
    """

    draf: ClassVar[str] = ""
    tanpa_draf: ClassVar[frozenset[str]] = frozenset()
    draf_isian: ClassVar[str] = ""
    draf_peka: bool = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.draf:
            register_form(cls.draf_kunci(), cls)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finish(self)

    @classmethod
    def draf_kunci(cls) -> str:
        """`pegawai.LaporanForm`: how the form is named in its drafts."""
        return f"{cls.__module__.removeprefix('asn_portal.').partition('.')[0]}.{cls.__name__}"

    def fields_to_keep(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if may_keep(type(self), name) and not field.disabled and not isinstance(field.widget, NEVER_WIDGETS)
        ]

    def take_back(self, isian: dict[str, list[str]]) -> None:
        """Show what was typed earlier. Read as a browser sends it, so that every kind of field understands it."""
        data = QueryDict(mutable=True)
        for name, values in isian.items():
            data.setlist(name, values)
        for name in self.fields_to_keep():
            if name in isian:
                self.initial[name] = self.fields[name].widget.value_from_datadict(data, {}, name)

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
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = "Tulis surel seperti nama@contoh.go.id."
        if isinstance(field.widget, forms.Textarea):
            # The browser would cut a pasted text without a word; the server says how much is too much.
            field.widget.attrs.pop("maxlength", None)


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
        raise forms.ValidationError("Tidak ada akun dengan nama masuk ini. Periksa penulisannya.")
    if not found.is_active:
        raise forms.ValidationError("Akun ini nonaktif. Aktifkan dulu, atau pilih akun lain.")
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


class SharedDeviceField(forms.BooleanField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Ini perangkat bersama")
        kwargs.setdefault("help_text", "Sesi berakhir setelah 10 menit diam atau saat peramban ditutup.")
        super().__init__(required=False, **kwargs)


class PeriodeForm(PortalForm):
    mulai = TanggalField(label="Mulai")
    sampai = TanggalField(label="Sampai (boleh kosong)", required=False, help_text="Hari terakhir peran ini.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        mulai, sampai = data.get("mulai"), data.get("sampai")
        if mulai and sampai and sampai < mulai:
            self.add_error("sampai", "Tanggal sampai tidak boleh sebelum tanggal mulai.")
        return data


class AlasanForm(PortalForm):
    alasan = forms.CharField(label="Alasan", max_length=500)


# So many different letters at least: "Rapat" has four, "xxx" one and "..." none.
LETTERS_OF_A_REASON = 4
UNCLEAR = "Tulis keperluannya sampai jelas bagi orang yang membacanya, misalnya: memeriksa usul pensiun."


def check_reason(tujuan: str) -> str:
    """Why sensitive data are opened or many people taken out: their owners read it, and a letter would tell them nothing."""
    if len({letter for letter in tujuan.lower() if letter.isalpha()}) < LETTERS_OF_A_REASON:
        raise forms.ValidationError(UNCLEAR)
    return tujuan
