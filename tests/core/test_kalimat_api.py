"""No refusal of the API is English, whatever field refuses."""

from __future__ import annotations

import inspect
import re

import pytest
from django.utils import translation
from rest_framework import exceptions, fields, relations, serializers

from asn_portal.core.api.kalimat import KALIMAT
from tests.conftest import login

ENGLISH = re.compile(
    r"\b(must|valid [a-z]+|is required|the|not|be|this|expected|ensure|no|invalid|incorrect)\b", re.IGNORECASE
)


def sentences() -> list[tuple[str, str]]:
    kinds = {
        one for module in (fields, relations, serializers) for one in vars(module).values() if isinstance(one, type)
    }
    found = []
    for kind in kinds:
        if not kind.__module__.startswith("rest_framework"):
            continue  # form fields of Django, which the modules import for their own use
        made = dict(getattr(kind, "default_error_messages", {}))
        found += [(f"{kind.__name__}.{code}", str(text)) for code, text in made.items()]
    refusals = [one for one in vars(exceptions).values() if isinstance(one, type)]
    found += [(one.__name__, str(one.default_detail)) for one in refusals if hasattr(one, "default_detail")]
    return found


def test_every_sentence_is_indonesian():
    with translation.override("id"):
        assert [pair for pair in sentences() if ENGLISH.search(pair[1])] == []


def test_words_are_filled_in_as_drf_fills_them():
    """DRF calls `format` on its own sentence: a name that it does not give would be a fault of ours."""
    for kind, own in KALIMAT.items():
        parents = [parent for parent in kind.__mro__ if parent.__module__.startswith("rest_framework")]
        source = "".join(map(inspect.getsource, parents))
        for code, text in own.items():
            before = re.search(rf"'{code}': _\((.+?)\),?\n", source, re.DOTALL)
            assert before is not None, (kind, code)
            assert set(re.findall(r"{(\w+)}", text)) <= set(re.findall(r"{(\w+)}", before[1])), (kind, code)


@pytest.mark.django_db
def test_misspelt_key_of_a_page_is_refused_in_words(provinsi):
    answer = login(provinsi.akun["admin_bkd"]).get("/api/v1/pegawai/?setelah=xyz")
    assert answer.status_code == 422
    assert answer.json()["isian"]["setelah"][0].startswith("Id tidak terbaca.")
