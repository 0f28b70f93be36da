"""What this app puts on shared pages."""

from __future__ import annotations

from asn_portal.core.panel import Panel, register_bagian_profil
from jabatan import permissions
from pegawai.enums import BagianLaporan
from pegawai.pemeriksa_laporan import register_pemeriksa

register_bagian_profil(Panel("jabatan", "Jabatan", permissions.can_see_posts_of, 4, url="jabatan:jabatan_orang"))
register_pemeriksa(BagianLaporan.ATASAN, "jabatan:laporan_atasan")
