"""Production refuses to start unsafely, with one sentence per problem, and starts with a safe environment."""

from __future__ import annotations

import subprocess
import sys

import pytest

from asn_portal.produksi import REQUIRED, find_unsafe
from launcher.checks import PRODUCTION as SAFE
from tests.launcher.terminal import ROOT, fresh_environment

OTHER_KEY = "C" * 43 + "="
START = "import django; django.setup()"


def start(**settings: str) -> subprocess.CompletedProcess[str]:
    """What web, worker and beat do first."""
    return subprocess.run(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env=fresh_environment(DJANGO_SETTINGS_MODULE="asn_portal.settings", **settings),
        capture_output=True,
        text=True,
    )


def test_safe_environment_is_accepted() -> None:
    assert find_unsafe(SAFE) == []


@pytest.mark.parametrize("name", REQUIRED)
def test_missing_setting_is_refused(name: str) -> None:
    sentence = [f"{name} belum diisi ({REQUIRED[name]})."]
    assert find_unsafe({key: value for key, value in SAFE.items() if key != name}) == sentence
    assert find_unsafe(SAFE | {name: ""}) == sentence


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"SECRET_KEY": "x" * 49}, "SECRET_KEY terlalu pendek; pakai minimal 50 huruf acak."),
        (
            {"ASN_KUNCI_SANDI": "kata sandi"},
            "ASN_KUNCI_SANDI harus base64 dari 32 bita acak; beberapa kunci dipisah koma.",
        ),
        (
            {"ASN_KUNCI_SANDI": f"{OTHER_KEY},pendek"},
            "ASN_KUNCI_SANDI harus base64 dari 32 bita acak; beberapa kunci dipisah koma.",
        ),
        ({"ASN_KUNCI_SIDIK": "kata sandi"}, "ASN_KUNCI_SIDIK harus base64 dari 32 bita acak."),
        ({"ASN_KUNCI_SIDIK": SAFE["ASN_KUNCI_SANDI"]}, "ASN_KUNCI_SIDIK harus berbeda dari ASN_KUNCI_SANDI."),
        ({"DEBUG": "1"}, "DEBUG tidak boleh menyala."),
        ({"ALLOWED_HOSTS": "portal.example.go.id,*"}, "ALLOWED_HOSTS tidak boleh memuat *."),
        ({"REDIS_URL": "redis://antrean:6379/0"}, "REDIS_URL harus memakai kata sandi."),
        ({"ASN_ALAMAT": "http://portal.example.go.id"}, "ASN_ALAMAT harus dimulai dengan https://."),
        (
            {"EMAIL_URL": "consolemail://"},
            "EMAIL_URL harus berupa peladen SMTP (atau dummymail:// bila surel tidak dipakai).",
        ),
        ({"ASN_SEGEL": "segel.log"}, "ASN_SEGEL harus jalur lengkap yang dimulai dengan /."),
        ({"ASN_METRIK_TOKEN": "rahasia"}, "ASN_METRIK_TOKEN terlalu pendek; pakai minimal 32 huruf acak."),
        ({"ASN_OIDC_ISSUER": "http://sso.example.go.id"}, "ASN_OIDC_ISSUER harus dimulai dengan https://."),
        ({"ASN_SANDI_DEMO": "Merdeka"}, "ASN_SANDI_DEMO hanya untuk mode demo."),
    ],
)
def test_unsafe_setting_is_refused(unsafe: dict[str, str], sentence: str) -> None:
    assert find_unsafe(SAFE | unsafe) == [sentence]


def test_keys_that_stand_in_the_source_are_refused() -> None:
    from django.conf import settings

    public = {"ASN_KUNCI_SANDI": settings.KUNCI_SANDI, "ASN_KUNCI_SIDIK": settings.KUNCI_SIDIK}
    assert find_unsafe(SAFE | public) == [
        "ASN_KUNCI_SANDI harus base64 dari 32 bita acak; beberapa kunci dipisah koma.",
        "ASN_KUNCI_SIDIK harus base64 dari 32 bita acak.",
    ]


@pytest.mark.parametrize(
    "safe",
    [
        {"ASN_KUNCI_SANDI": f"{OTHER_KEY}, {SAFE['ASN_KUNCI_SANDI']}"},  # rotation: the new key first
        {"DEBUG": "false"},
        {"EMAIL_URL": "dummymail://"},
        {"ASN_METRIK_TOKEN": ""},
    ],
)
def test_setting_that_is_no_danger_is_accepted(safe: dict[str, str]) -> None:
    assert find_unsafe(SAFE | safe) == []


def test_process_starts_with_the_safe_environment() -> None:
    started = start(**SAFE)
    assert (started.returncode, started.stderr) == (0, "")


def test_production_is_the_mode_of_whoever_sets_nothing_and_it_refuses_with_every_sentence() -> None:
    refused = start()
    assert refused.returncode == 1
    said = refused.stderr.split("Portal tidak dijalankan:\n")[1].splitlines()
    assert said == [f"- {name} belum diisi ({what})." for name, what in REQUIRED.items()]
