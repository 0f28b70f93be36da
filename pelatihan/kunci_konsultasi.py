"""The key of a consultation link: random in the letter, a fingerprint in the database."""

import hashlib


def fingerprint(kunci: str) -> bytes:
    return hashlib.sha256(kunci.encode()).digest()
