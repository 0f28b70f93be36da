"""Who may take a list out, and who may change a kept one."""

from __future__ import annotations

from asn_portal.core import hanya_lihat
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import WHOLE, DaftarEkspor, Kueri, export_scope
from asn_portal.lembar.impor import JenisImpor, find_impor
from asn_portal.lembar.models import BerkasImpor, DaftarTersimpan, units_of


def can_export(pengguna: Pengguna, daftar: DaftarEkspor, kueri: Kueri) -> bool:
    """The mark `x` of the matrix; never while looking as somebody else."""
    return hanya_lihat.current() is None and bool(export_scope(pengguna, daftar.sumber(pengguna, kueri)))


def still_covers(pengguna: Pengguna, daftar: DaftarEkspor, kueri: Kueri, cakupan: list[str], kolom: list[str]) -> bool:
    """Does the right of today reach as far as the one under which a file was made?"""
    now = export_scope(pengguna, daftar.sumber(pengguna, kueri))
    allowed = {satu.nama for satu in daftar.columns_for(pengguna, kueri)}
    return bool(now) and (WHOLE in now or set(cakupan) <= now) and set(kolom) <= allowed


def can_change_list(pengguna: Pengguna, row: DaftarTersimpan) -> bool:
    return bool(row.pemilik_id == pengguna.pk)


def can_share_at(pengguna: Pengguna, unit_id: object) -> bool:
    return unit_id in units_of(pengguna)


def can_import(pengguna: Pengguna, jenis: JenisImpor) -> bool:
    """The right of the kind; never while looking as somebody else."""
    return hanya_lihat.current() is None and jenis.boleh(pengguna)


def can_use_import(pengguna: Pengguna, row: BerkasImpor) -> bool:
    """One's own batch, while the right to its kind lasts."""
    jenis = find_impor(row.jenis)
    return row.pemilik_id == pengguna.pk and jenis is not None and can_import(pengguna, jenis)
