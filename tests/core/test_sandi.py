"""Passwords."""

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from asn_portal.core.models import Pengguna


def test_hash_uses_argon2id_at_the_recommended_cost():
    assert make_password("x").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    "password",
    [
        "Pendek-1",
        "semuahurufkecil-1",
        "SEMUAHURUFBESAR-1",
        "TanpaAngkaSama-Sekali",
        "TanpaTandaBaca123",
        "A1-" + "x" * 130,
    ],
)
def test_weak_password_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_sixty_four_letters_are_allowed():
    validate_password("Aa1-" + "kuda" * 15)


def test_password_like_the_own_name_is_refused():
    user = Pengguna(nama="Wening Pramesti", username="wening")
    with pytest.raises(ValidationError):
        validate_password("Wening-Pramesti-1", user)


def test_composition_can_be_switched_off(settings):
    settings.PASSWORD_COMPOSITION = False
    validate_password("empat kata yang panjang")
