"""Signals of the foundation. They cross apps upwards only."""

from django.dispatch import Signal

# A unit ends on a day: unit_id, tanggal (first day without it), pengganti_id (or None), by.
# Sent inside the transaction, so that an app which cannot follow refuses the whole change with a DomainError
# (docs/keputusan/0006).
unit_ending = Signal()
