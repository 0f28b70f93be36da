"""Doors of the jobs of this app."""

from __future__ import annotations

from collections.abc import Generator

from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import PekerjaanLatar
from asn_portal.lembar.services import ekspor


@pekerjaan_latar(ekspor.JENIS, label="Unduhan daftar", boleh_baca=ekspor.may_read_export)
def export_list(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    return (yield from ekspor.export_in_steps(row))
