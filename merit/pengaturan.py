"""Keys of the agency's settings that merit asks (asn_portal.core.pengaturan)."""

from asn_portal.core.pengaturan import JAWAB_SANGGAH_MERIT, PERINGKAT_TAMPAK, SANGGAH_MERIT

__all__ = ["JAWAB_SANGGAH_MERIT", "PERINGKAT_TAMPAK", "SANGGAH_MERIT"]
