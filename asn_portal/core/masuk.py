"""Login: by NIP, NRK or user name; slowed down without locking a victim out; second factor stored encrypted.

Failed logins are counted per account and origin. A browser that has logged in before carries a signed device
cookie and has a counter of its own, so that somebody guessing from elsewhere cannot lock the owner out.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string

from asn_portal.core import kripto, outbox, pembatas
from asn_portal.core.kripto import KOLOM_MFA
from asn_portal.core.models import Pengguna
from asn_portal.core.models.pengguna import find_pengguna, normalise_pengenal
from asn_portal.core.pembatas import Batas

DEVICE_COOKIE = "__Host-perangkat" if settings.HTTPS else "perangkat"
DEVICE_MAX_AGE = 365 * 24 * 3600
DEVICE_SALT = "perangkat"
# When the account logged in with this session (core.middleware ends it 12 hours later).
SESSION_BEGUN = "mulai"

PER_DEVICE = Batas(10, 300)
PER_ACCOUNT_AND_ADDRESS = Batas(5, 300)
PER_ACCOUNT_ELSEWHERE = Batas(30, 900)
# Whole offices share one address; only a flood is stopped here.
PER_ADDRESS = Batas(200, 300)


class PengenalBackend(BaseBackend):
    """Finds the account by any login name that is valid today. Unknown names cost the same time."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> Pengguna | None:
        pengguna = find_pengguna(username, timezone.localdate())
        if pengguna is None or not pengguna.has_usable_password():
            make_password(password)
            return None
        return pengguna if pengguna.check_password(password) and pengguna.is_active else None

    def get_user(self, user_id: Any) -> Pengguna | None:
        """Read at every request: a deactivated account is nobody from then on."""
        return Pengguna.objects.filter(pk=user_id, is_active=True).first()


def device_of(request: HttpRequest) -> dict[str, str] | None:
    """Account and mark of a browser that has logged in before; None for a new or forged cookie."""
    try:
        return signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT, max_age=DEVICE_MAX_AGE)  # type: ignore[no-any-return]
    except signing.BadSignature:
        return None


def remember_device(response: HttpResponse, pengguna: Pengguna) -> None:
    value = signing.dumps({"akun": str(pengguna.pk), "tanda": get_random_string(16)}, salt=DEVICE_SALT)
    response.set_cookie(
        DEVICE_COOKIE, value, max_age=DEVICE_MAX_AGE, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def share_device(request: HttpRequest, response: HttpResponse) -> None:
    """This session ends with the browser and after ten idle minutes, and the browser remembers nobody."""
    request.session["bersama"] = True
    request.session.set_expiry(0)
    # The mark of an earlier owner of this browser would offer him what somebody else types here.
    response.delete_cookie(DEVICE_COOKIE)


def _counters(request: HttpRequest, login: str) -> list[tuple[Batas, tuple[object, ...]]]:
    name, address = normalise_pengenal(login), request.META.get("REMOTE_ADDR")
    pengguna = find_pengguna(login, timezone.localdate())
    device = device_of(request)
    if device is not None and pengguna is not None and device["akun"] == str(pengguna.pk):
        return [(PER_DEVICE, ("masuk", "perangkat", device["tanda"]))]
    account = str(pengguna.pk) if pengguna else name
    return [
        (PER_ACCOUNT_AND_ADDRESS, ("masuk", account, address)),
        (PER_ACCOUNT_ELSEWHERE, ("masuk", account)),
        (PER_ADDRESS, ("masuk", "alamat", address)),
    ]


def take_turn(request: HttpRequest, login: str) -> bool:
    """Count a try before it is made, so that tries at the same moment count each other; False: too many already."""
    counted = [pembatas.count(batas, *parts) <= batas.jumlah for batas, parts in _counters(request, login)]
    return all(counted)


def give_back(request: HttpRequest, login: str) -> None:
    """A try that was right counts for nothing."""
    for batas, parts in _counters(request, login):
        pembatas.uncount(batas, *parts)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Nama masuk atau kata sandi tidak cocok. Periksa lagi, atau pilih Lupa kata sandi.",
        "too_many_login_attempts": "Terlalu banyak percobaan yang gagal. Tunggu beberapa menit lalu coba lagi, atau minta slip baru kepada pengelola.",
        "incorrect_password": "Kata sandi tidak cocok.",
        "rate_limited": "Terlalu sering mencoba. Tunggu beberapa menit lalu coba lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not take_turn(request, credentials.get("username", "")):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is not None:
            give_back(request, credentials.get("username", ""))
        return user

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if not request.session.get("bersama"):
            remember_device(response, user)
        return response

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Only our own messages: the library's (English template names) are not shown."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail leaves through the outbox and is composed by the worker: no token stands in a queue."""
        user = context.get("user")
        if template_prefix == "account/email/password_reset_key" and user is not None:
            outbox.enqueue("core.send_reset_mail", str(user.pk))

    def set_password(self, user: Any, password: str) -> None:
        user.set_password(password)
        user.sandi_diganti_pada = timezone.now()
        user.save(update_fields=["password", "sandi_diganti_pada"])


class MFAAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Kode tidak cocok. Pastikan jam ponsel Anda tepat, lalu masukkan kode yang sedang tampil.",
    }
    kolom = KOLOM_MFA

    def encrypt(self, text: str) -> str:
        return kripto.encrypt(text, kolom=self.kolom).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return kripto.decrypt(bytes.fromhex(encrypted_text), kolom=self.kolom)

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whoever needs a second factor keeps one."""
        from asn_portal.core.permissions import needs_second_factor

        return settings.DEMO or not needs_second_factor(authenticator.user)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Told by receivers.py as a notice."""
