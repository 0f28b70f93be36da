"""Encrypted columns and keyed digests."""

import base64

import pytest
from cryptography.exceptions import InvalidTag

from asn_portal.core import kripto

KEY_A, KEY_B = (base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"a", b"b"))


def test_value_comes_back_and_never_looks_the_same_twice():
    first, second = (kripto.encrypt("3171014508900003", kolom="nik") for _ in range(2))
    assert first != second
    assert b"3171" not in first
    assert kripto.decrypt(first, kolom="nik") == "3171014508900003"


def test_value_copied_to_another_column_does_not_decrypt():
    with pytest.raises(InvalidTag):
        kripto.decrypt(kripto.encrypt("rahasia", kolom="nik"), kolom="npwp")


def test_changed_value_does_not_decrypt():
    stored = bytearray(kripto.encrypt("rahasia", kolom="nik"))
    stored[-1] ^= 1
    with pytest.raises(InvalidTag):
        kripto.decrypt(bytes(stored), kolom="nik")


def test_new_key_encrypts_and_old_key_still_decrypts(settings):
    settings.KUNCI_SANDI = KEY_A
    old = kripto.encrypt("lama", kolom="nik")
    settings.KUNCI_SANDI = f"{KEY_B},{KEY_A}"
    new = kripto.encrypt("baru", kolom="nik")
    assert kripto.decrypt(old, kolom="nik") == "lama"
    settings.KUNCI_SANDI = KEY_B
    assert kripto.decrypt(new, kolom="nik") == "baru"
    with pytest.raises(KeyError):
        kripto.decrypt(old, kolom="nik")


def test_digest_is_the_same_for_the_same_value_and_needs_the_key(settings):
    first = kripto.digest("3171014508900003", kolom="nik")
    assert first == kripto.digest("3171014508900003", kolom="nik")
    assert first != kripto.digest("3171014508900003", kolom="npwp")
    settings.KUNCI_SIDIK = KEY_A
    assert first != kripto.digest("3171014508900003", kolom="nik")
