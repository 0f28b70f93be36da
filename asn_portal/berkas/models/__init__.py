"""Models of documents, split by noun."""

from asn_portal.berkas.models.dokumen import (
    AKHIRAN,
    JPEG,
    PDF,
    ButirMusnah,
    Dokumen,
    DokumenQuerySet,
    PenahananDokumen,
    Unggahan,
    UsulanMusnah,
)
from asn_portal.berkas.models.naskah import (
    GambarNaskah,
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
    "ButirMusnah",
    "Dokumen",
    "DokumenQuerySet",
    "GambarNaskah",
    "Naskah",
    "NaskahQuerySet",
    "NomorNaskah",
    "ParafNaskah",
    "PenahananDokumen",
    "RegisterNomor",
    "RiwayatNaskah",
    "Unggahan",
    "UsulanMusnah",
]
