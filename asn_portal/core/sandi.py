"""Passwords: Argon2id at OWASP's parameters, and the composition that BSSN asks for."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

# Longer ones would only cost the server time.
MAX_LENGTH = 128
KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9\s]")


class OwaspArgon2Hasher(Argon2PasswordHasher):
    """19 MiB, 2 passes, 1 lane: slow enough for a thief, fast enough for a morning's logins."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class CompositionValidator:
    """Small and capital letters, a digit and a sign (Peraturan BSSN 4/2021); can be switched off by setting."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > MAX_LENGTH:
            raise ValidationError(f"Kata sandi paling panjang {MAX_LENGTH} huruf.", code="password_too_long")
        if settings.PASSWORD_COMPOSITION and not all(re.search(kind, password) for kind in KINDS):
            raise ValidationError(self.get_help_text(), code="password_composition")

    def get_help_text(self) -> str:
        return "Kata sandi harus memuat huruf kecil, huruf besar, angka, dan tanda baca."
