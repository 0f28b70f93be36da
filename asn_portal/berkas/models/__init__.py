"""Models of documents, split by noun."""

from asn_portal.berkas.models.dokumen import AKHIRAN, JPEG, PDF, Dokumen, DokumenQuerySet, Unggahan
from asn_portal.berkas.models.naskah import (
    Naskah,
    NaskahQuerySet,
    NomorNaskah,
    ParafNaskah,
    RegisterNomor,
    RiwayatNaskah,
)

__all__ = [
    "AKHIRAN",
    "JPEG",
    "PDF",
    "Dokumen",
    "DokumenQuerySet",
    "Naskah",
    "NaskahQuerySet",
    "NomorNaskah",
    "ParafNaskah",
    "RegisterNomor",
    "RiwayatNaskah",
    "Unggahan",
]
