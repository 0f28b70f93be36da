"""Filling the matrix: only the head, cell by cell, and never over what another tab has written since."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from kinerja import permissions
from kinerja.models import SelMatriks
from kinerja.selectors.matriks import matrix_of
from kinerja.services.rencana import lock_skp, trace, writable
from kinerja.services.tawaran import take_offers

BERUBAH = (
    "Matriks ini sudah diubah di tab lain sejak halaman dibuka. Isian Anda masih ada di bawah: bandingkan dengan yang "
    "tersimpan, lalu simpan lagi."
)


@perubahan
def fill_matrix(skp_id: UUID, teks: Mapping[str, str], *, cap: str, by: Pengguna) -> int:
    """Write what differs, take out what was emptied; returns how many cells changed. A taken cell keeps its result."""
    skp = lock_skp(skp_id)
    require(permissions.can_fill_matrix(by, skp))
    matrix = matrix_of(skp, timezone.localdate())
    if cap != matrix.cap:
        raise DomainError(BERUBAH, galat="matriks_berubah")
    changed = [(one, teks[one.kunci]) for one in matrix.sel if one.kunci in teks and teks[one.kunci] != one.teks]
    for one, text in changed:
        pair = SelMatriks.objects.filter(garis=one.rhk.garis, pegawai=one.pegawai)
        if not text:
            pair.delete()
            continue
        SelMatriks.objects.update_or_create(
            garis=one.rhk.garis,
            pegawai=one.pegawai,
            defaults={"periode_id": skp.periode_id, "pimpinan_id": skp.pegawai_id, "peran_hasil": text},
        )
    trace(skp, "matriks_diisi", by, sel=len(changed))
    return len(changed)


@perubahan
def accept_offers(skp_id: UUID, *, by: Pengguna) -> int:
    """All that the matrix of the superior offers, into one's own draft; returns how many."""
    skp = writable(skp_id, by)
    taken = take_offers(skp)
    if not taken:
        raise DomainError("Tidak ada lagi peran hasil yang belum masuk ke draf Anda.", galat="berubah")
    trace(skp, "peran_hasil_diambil", by, jumlah=taken)
    return taken
