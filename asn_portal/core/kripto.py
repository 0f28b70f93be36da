"""Encryption of sensitive columns in Python, and keyed digests for exact search on them.

AES-256-GCM; the name of the column is bound to the value, so that a value copied to another column does not
decrypt. Several keys may be given, separated by commas: the first encrypts, all decrypt (rotation).
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

# Secrets of the second factor (core/masuk.py writes them, core/services/kunci.py rotates them).
KOLOM_MFA = "mfa.Authenticator"

KEY_ID = 4
NONCE = 12


def _keys() -> dict[bytes, bytes]:
    raw = [base64.urlsafe_b64decode(part.strip()) for part in settings.KUNCI_SANDI.split(",")]
    return {hashlib.sha256(key).digest()[:KEY_ID]: key for key in raw}


def encrypt(text: str, *, kolom: str) -> bytes:
    """The stored form of a value: key id, nonce, ciphertext. The same text differs each time."""
    key_id, key = next(iter(_keys().items()))
    nonce = secrets.token_bytes(NONCE)
    return key_id + nonce + AESGCM(key).encrypt(nonce, text.encode(), kolom.encode())


def decrypt(stored: bytes | memoryview, *, kolom: str) -> str:
    """The text again. Raises InvalidTag for a changed value, KeyError for a key that is not configured."""
    blob = bytes(stored)
    key = _keys()[blob[:KEY_ID]]
    nonce, ciphertext = blob[KEY_ID : KEY_ID + NONCE], blob[KEY_ID + NONCE :]
    return AESGCM(key).decrypt(nonce, ciphertext, kolom.encode()).decode()


def is_current(stored: bytes | memoryview) -> bool:
    """Was this encrypted with the first key?"""
    return bytes(stored)[:KEY_ID] == next(iter(_keys()))


def digest(text: str, *, kolom: str) -> bytes:
    """Keyed digest for uniqueness and exact search; useless without the key."""
    key = base64.urlsafe_b64decode(settings.KUNCI_SIDIK)
    return hmac.new(key, f"{kolom}:{text}".encode(), hashlib.sha256).digest()
