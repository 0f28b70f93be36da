"""A person as the heading of every form of performance prints one: name, NIP, rank, post, unit, on a day."""

from __future__ import annotations

from datetime import date

from asn_portal.core import selectors as core_selectors
from pegawai.models import Pegawai, Referensi, RiwayatGolongan

# nama, nip, pangkat, jabatan, unit
Identitas = dict[str, str]


def rank_of(golongan: Referensi) -> str:
    """`Penata Muda, III/a`; PPPK have a golongan and no rank."""
    return ", ".join(part for part in (golongan.rincian.get("namaPangkat", ""), golongan.nama) if part)


def identity_of(pegawai: Pegawai, hari: date) -> Identitas:
    """What is not recorded is empty; the form shows it as a gap to be filled in by hand."""
    rank = RiwayatGolongan.objects.pada(hari).filter(pegawai=pegawai).select_related("golongan").first()
    units = core_selectors.unit_names([pegawai.unit_kini_id], hari) if pegawai.unit_kini_id else {}
    return {
        "nama": pegawai.nama_lengkap,
        "nip": pegawai.nip or "",
        "pangkat": rank_of(rank.golongan) if rank is not None else "",
        "jabatan": pegawai.jabatan_kini,
        "unit": next(iter(units.values()), ""),
    }
