"""Every long form saves itself, or says here why it does not."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver

from asn_portal.core.draf import NEVER, may_keep
from asn_portal.core.forms.dasar import PortalForm

LONG, LONG_TEXT = 4, 1000
APPS = ("asn_portal", "pegawai", "jabatan", "kinerja", "pelatihan", "merit", "partisipasi")
NO_DRAFT = {
    "PortalForm": "what all forms have in common",
    "KursiForm": "what founding and changing a seat have in common; each saves itself",
    "BerkasForm": "what all forms with files have in common; its own form saves itself",
    "KalkulatorForm": "a calculator: what is filled in stands in the address, nothing is sent",
    "PemberitahuanForm": "settings, chosen in seconds and shown as they are",
    "BukaForm": "one sentence under a finished request",
    "TeruskanForm": "a note folded under a request, usually one sentence",
    "ContohForm": "the sample on the page of components",
    "KomentarForm": "for a partner without an account: there is nobody to keep it for",
    "MentorForm": "for a mentor without an account: there is nobody to keep it for",
    "EvaluasiMagangForm": "for a mentor without an account: there is nobody to keep it for",
    "JawabSurveiForm": "answers carry no person; a draft would tell who said what",
    "JawabPandanganForm": "answers are kept as sums only; a draft would tell who said what",
}


def all_forms() -> list[type[forms.BaseForm]]:
    _ = get_resolver().url_patterns  # forms stand behind addresses

    def below(form: type) -> Iterator[type]:
        for one in form.__subclasses__():
            yield one
            yield from below(one)

    return sorted(
        {one for one in below(forms.BaseForm) if one.__module__.startswith(APPS)}, key=lambda one: one.__name__
    )


def made_for_each_page(form: type[forms.BaseForm]) -> bool:
    """Does its making add fields under names that are not known before?"""
    own = form.__dict__.get("__init__")
    return own is not None and any(
        "self.fields[" in line and "] = " in line and 'self.fields["' not in line
        for line in inspect.getsource(own).splitlines()
    )


def is_long(form: type[forms.BaseForm]) -> bool:
    fields = [one for one in form.base_fields.values() if not one.widget.is_hidden]
    texts = [one for one in fields if isinstance(one.widget, forms.Textarea)]
    wordy = any((getattr(one, "max_length", None) or LONG_TEXT + 1) > LONG_TEXT for one in texts)
    return len(fields) > LONG or wordy or made_for_each_page(form)


@pytest.mark.parametrize("form", [one for one in all_forms() if is_long(one)], ids=lambda one: one.__name__)
def test_long_form_saves_itself(form):
    assert form.__name__ in NO_DRAFT or (issubclass(form, PortalForm) and form.draf), (
        f"{form.__name__} has more than {LONG} fields: give it `draf`, or a reason here"
    )


def test_every_reason_is_still_needed():
    known = {one.__name__: one for one in all_forms()}
    assert {name for name in NO_DRAFT if name not in known or getattr(known[name], "draf", "")} == set()


def test_the_walk_finds_long_forms():
    found = {one.__name__ for one in all_forms() if is_long(one)}
    assert {"PengumumanForm", "BantuanForm", "NaskahForm", "SuratTugasForm", "RiwayatForm", "SekaliForm"} <= found


@pytest.mark.parametrize("form", [one for one in all_forms() if getattr(one, "draf", "")], ids=lambda one: one.__name__)
def test_no_form_keeps_a_secret(form):
    names = [*form.base_fields, "nik", "npwp", "rekening", "frasa_sandi", "kode"]
    kept = [name for name in names if may_keep(form, name)]
    assert not [name for name in kept if NEVER.search(name)]
    assert all(
        not isinstance(form.base_fields[name].widget, forms.PasswordInput) for name in kept if name in form.base_fields
    )
