"""Which competences a programme may name: the dictionary of jabatan, national and of the own agency."""

from __future__ import annotations

from asn_portal.core.models import Pengguna
from jabatan.models import KamusKompetensi


def known_competences(pengguna: Pengguna) -> dict[str, str]:
    """Code and name, the national ones first."""
    rows = KamusKompetensi.objects.untuk(pengguna.instansi_id).terpakai().order_by("jenis", "urut", "nama")
    return dict(rows.values_list("kode", "nama"))
