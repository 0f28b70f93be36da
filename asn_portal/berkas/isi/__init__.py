"""What is inside a file: recognised by its content, checked, cleaned. Pure functions over bytes; every refusal is a
sentence (`BerkasDitolak`) that says what is wrong and what helps.
"""

from __future__ import annotations

from asn_portal.core.errors import DomainError

MEGA = 1_000_000
# One file, and everything that is sent together without script (the proxy takes 25 MB).
PALING_BESAR = 10 * MEGA
PALING_BESAR_BERSAMA = 20 * MEGA
PALING_BANYAK = 12


class BerkasDitolak(DomainError):
    """This file is not taken."""

    def __init__(self, pesan: str, *, galat: str = "berkas_ditolak") -> None:
        super().__init__(pesan, galat=galat)


HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def sniff(content: bytes) -> str | None:
    """PDF, JPEG, PNG, WEBP or HEIF by the first bytes; None for anything else. The name of the file is not asked."""
    if content.startswith(b"%PDF-"):
        return "PDF"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "HEIF"
    return None
