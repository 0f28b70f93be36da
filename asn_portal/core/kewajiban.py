"""What an account still owes before it reaches anything: the privacy notice, a password, a second factor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from asn_portal.core.permissions import needs_second_factor
from asn_portal.core.services import akun


def duty_of(pengguna: Any) -> tuple[str, str] | None:
    """The page of the duty and its sentence; None when nothing is owed."""
    if settings.DEMO:
        return None
    if pengguna.privasi_versi < akun.PRIVACY_VERSION:
        return "core:privasi", "Sebelum mulai, baca pemberitahuan privasi."
    days = settings.PASSWORD_MAX_AGE_DAYS
    changed = pengguna.sandi_diganti_pada
    if days and pengguna.has_usable_password() and (changed is None or (timezone.now() - changed).days >= days):
        return (
            "account_change_password",
            f"Kata sandi Anda sudah lebih dari {days} hari. Ganti dulu sebelum melanjutkan.",
        )
    if needs_second_factor(pengguna) and not akun.has_second_factor(pengguna):
        return (
            "mfa_activate_totp",
            "Peran Anda memerlukan verifikasi dua langkah. Aktifkan dulu sebelum melanjutkan.",
        )
    return None
