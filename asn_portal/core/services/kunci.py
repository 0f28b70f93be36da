"""Changing keys: every encrypted column is written anew with the first key, so that older keys can be dropped."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator

from asn_portal.core import kripto
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.kripto import KOLOM_MFA

# Which entry of an authenticator's data is a secret.
MFA_SECRETS = ("secret", "seed")

_columns: dict[str, Callable[[], int]] = {}


def register_encrypted(kolom: str, rotate: Callable[[], int]) -> None:
    """An app's encrypted column and the function that writes it anew; it returns how many rows it changed."""
    _columns[kolom] = rotate


@perubahan
def rotate_keys() -> dict[str, int]:
    """Rows written anew per encrypted column, in one transaction. Running it again changes nothing."""
    counts = {kolom: rotate() for kolom, rotate in _columns.items()}
    record_jejak(None, "kunci_diganti", by=None, rincian=counts)
    return counts


def _rotate_mfa() -> int:
    changed = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        for name in MFA_SECRETS:
            stored = row.data.get(name)
            if stored and not kripto.is_current(bytes.fromhex(stored)):
                text = kripto.decrypt(bytes.fromhex(stored), kolom=KOLOM_MFA)
                row.data[name] = kripto.encrypt(text, kolom=KOLOM_MFA).hex()
                row.save(update_fields=["data"])
                changed += 1
    return changed


register_encrypted(KOLOM_MFA, _rotate_mfa)
