"""Single sign-on against a mock provider on loopback: right tokens log in, wrong ones never do."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.conftest import Provinsi

pytestmark = pytest.mark.django_db
CLIENT_ID, SECRET = "portal-asn", "rahasia-klien"
KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "k1"}) for _ in range(2))


class Provider:
    """What the mock answers; a test bends one claim at a time."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.key = KEY
        self.token_requests: list[dict[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def id_token(self) -> str:
        now = int(time.time())
        standard = {"iss": self.issuer, "aud": CLIENT_ID, "sub": "s-1", "iat": now, "exp": now + 60}
        return jwt.encode({"alg": "RS256", "kid": "k1"}, standard | self.claims, self.key)

    def _handler(provider) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                """Quiet."""

            def answer(self, body: dict[str, Any]) -> None:
                data = json.dumps(body).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self) -> None:
                if self.path.startswith("/.well-known/"):
                    base = provider.issuer
                    ends = {
                        "authorization_endpoint": f"{base}/auth",
                        "token_endpoint": f"{base}/token",
                        "jwks_uri": f"{base}/keys",
                    }
                    self.answer({"issuer": base, "id_token_signing_alg_values_supported": ["RS256"], **ends})
                else:
                    self.answer({"keys": [KEY.as_dict(private=False)]})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.token_requests.append({name: values[0] for name, values in parse_qs(body).items()})
                self.answer({"access_token": "a", "token_type": "Bearer", "id_token": provider.id_token()})

        return Handler


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    mock = Provider()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = mock.issuer, CLIENT_ID, SECRET
    settings.ALAMAT = "http://testserver"
    yield mock
    mock.server.shutdown()
    mock.server.server_close()


def go(client: Client, provider: Provider, person_nip: str, **bent: Any) -> Any:
    """The round trip of a browser: off to the provider, back with a code."""
    query = parse_qs(urlsplit(client.post("/masuk/sso/")["Location"]).query)
    provider.claims = {"nip": person_nip, "nonce": query["nonce"][0]} | bent
    return client.get("/masuk/sso/kembali/", {"code": "c-1", "state": query["state"][0]}), query


def is_in(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


def test_right_token_logs_the_matching_account_in(provinsi: Provinsi, provider, client):
    go(client, provider, provinsi.orang["pegawai"].nip)
    assert client.get("/api/v1/saya/").json()["nama"] == "Siti Aminah"


def test_pkce_challenge_fits_the_verifier(provinsi, provider, client):
    _, query = go(client, provider, provinsi.orang["pegawai"].nip)
    verifier = provider.token_requests[0]["code_verifier"]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert query["code_challenge_method"] == ["S256"]
    assert query["code_challenge"] == [challenge]


@pytest.mark.parametrize(
    "bent",
    [
        {"nonce": "lain"},
        {"aud": "aplikasi-lain"},
        {"iss": "https://penipu.example"},
        {"exp": 1_000_000},
        {"nip": ""},
        {"nip": "199001012015011999"},
    ],
    ids=["nonce", "aud", "iss", "exp", "nip-empty", "nip-unknown"],
)
def test_wrong_claim_logs_nobody_in(provinsi, provider, client, bent):
    response, _ = go(client, provider, provinsi.orang["pegawai"].nip, **bent)
    assert response["Location"] == "/masuk/"
    assert not is_in(client)


def test_token_signed_by_another_key_logs_nobody_in(provinsi, provider, client):
    provider.key = OTHER_KEY
    go(client, provider, provinsi.orang["pegawai"].nip)
    assert not is_in(client)


def test_answer_with_a_foreign_state_logs_nobody_in(provinsi, provider, client):
    client.post("/masuk/sso/")
    response = client.get("/masuk/sso/kembali/", {"code": "c-1", "state": "palsu"})
    assert response["Location"] == "/masuk/"
    assert not is_in(client)


def test_account_with_a_second_factor_still_needs_it(provinsi, provider, client):
    TOTP.activate(provinsi.akun["pegawai"], generate_totp_secret())
    response, _ = go(client, provider, provinsi.orang["pegawai"].nip)
    assert response["Location"].startswith("/masuk/kode/")
    assert not is_in(client)


def test_deactivated_account_stays_out(provinsi, provider, client):
    account = provinsi.akun["pegawai"]
    type(account).objects.filter(pk=account.pk).update(is_active=False)
    go(client, provider, provinsi.orang["pegawai"].nip)
    assert not is_in(client)


def test_provider_away_gives_a_sentence(provinsi, provider, client):
    provider.server.shutdown()
    provider.server.server_close()
    response = client.post("/masuk/sso/", follow=True)
    assert "Masuk dengan akun tunggal gagal." in response.content.decode()


def test_without_configuration_there_is_no_such_page(client, db):
    assert client.post("/masuk/sso/").status_code == 404
