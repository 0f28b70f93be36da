"""Films: recognised by their first bytes, kept as they are. A browser plays MP4 and WebM itself."""

from __future__ import annotations

MP4, WEBM = "video/mp4", "video/webm"
MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV"}
)
EBML = b"\x1aE\xdf\xa3"


def sniff_film(content: bytes) -> str | None:
    """The kind of film; None for anything else. A film without its index at all is none."""
    if content[4:8] == b"ftyp" and content[8:12] in MP4_BRANDS and b"moov" in content:
        return MP4
    if content.startswith(EBML) and b"webm" in content[:64]:
        return WEBM
    return None
