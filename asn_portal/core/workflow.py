"""Status tables are data in `aturan/alur_*.py`; this is the one place that reads them."""

from collections.abc import Mapping, Set

from django.db.models import TextChoices

from asn_portal.core.errors import TransitionError

Alur = Mapping[TextChoices, Set[TextChoices]]


def can_transition(alur: Alur, dari: str, ke: str) -> bool:
    """Does the table lead from one status to the other?"""
    return any(dari == source and ke in targets for source, targets in alur.items())


def check_transition(alur: Alur, dari: str, ke: TextChoices) -> None:
    """Raise TransitionError, which tells the present status, unless the table leads from `dari` to `ke`."""
    if not can_transition(alur, dari, ke):
        label = type(ke)(dari).label.lower()
        raise TransitionError(
            f"Keadaannya sudah berubah: sekarang {label}. Muat ulang halaman ini untuk melihat yang terbaru.",
            galat="status_berubah",
        )
