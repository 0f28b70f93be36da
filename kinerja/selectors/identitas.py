"""A person as the heading of every form of performance prints one: name, NIP, rank, post, unit, on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asn_portal.core import selectors as core_selectors
from pegawai.models import Pegawai, Referensi, RiwayatGolongan

# nama, nip, pangkat, jabatan, unit
Identitas = dict[str, str]


def rank_of(golongan: Referensi) -> str:
    """`Penata Muda, III/a`; PPPK have a golongan and no rank."""
    return ", ".join(part for part in (golongan.rincian.get("namaPangkat", ""), golongan.nama) if part)


def identity_of(pegawai: Pegawai, hari: date) -> Identitas:
    return identities_of([pegawai], hari)[0]


def identities_of(orang: Sequence[Pegawai], hari: date) -> list[Identitas]:
    """Of several people, in their order; two queries. What is not recorded is empty: a gap to be filled in by hand."""
    ranks = RiwayatGolongan.objects.pada(hari).filter(pegawai__in=orang).select_related("golongan")
    rank = {row.pegawai_id: rank_of(row.golongan) for row in ranks}
    units = core_selectors.unit_names([one.unit_kini_id for one in orang if one.unit_kini_id], hari)
    return [
        {
            "nama": one.nama_lengkap,
            "nip": one.nip or "",
            "pangkat": rank.get(one.pk, ""),
            "jabatan": one.jabatan_kini,
            "unit": units.get(one.unit_kini_id, "") if one.unit_kini_id else "",
        }
        for one in orang
    ]
