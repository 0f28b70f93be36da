"""Posts held by somebody, for the papers of pegawai: as the map has them."""

from __future__ import annotations

from datetime import date

from jabatan.selectors.orang import Duduk, posts_of
from pegawai.models import Pegawai
from pegawai.riwayat_jabatan import JabatanDijabat, register_riwayat_jabatan


@register_riwayat_jabatan
def posts_on_paper(pegawai: Pegawai, hari: date) -> list[JabatanDijabat]:
    return [_line(one) for one in posts_of(pegawai) if one.mulai <= hari]


def _line(one: Duduk) -> JabatanDijabat:
    """The name as on the decree: with the subject, and as what when it is not the own post."""
    name = f"{one.jabatan} ({one.bidang})" if one.bidang else one.jabatan
    name = f"{one.sebutan} {name}" if one.sebutan else name
    return JabatanDijabat(name, one.unit, one.mulai, one.sampai, one.sk_nomor, one.sk_tanggal)
