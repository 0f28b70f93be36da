"""Signals of documents and papers. They cross apps upwards only."""

from django.dispatch import Signal

# A paper is signed and its file is kept: naskah. Sent inside the transaction that files it (docs/keputusan/0006).
naskah_terkirim = Signal()
# A signed paper counts no longer: naskah, oleh. Sent inside the transaction that withdraws it.
naskah_dicabut = Signal()
