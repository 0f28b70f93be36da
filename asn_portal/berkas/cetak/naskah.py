"""A paper as PDF: from its typed values, never from today's records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import qrcode
from django.conf import settings
from django.urls import reverse

from asn_portal.berkas.cetak import Kertas, render_pdf
from asn_portal.berkas.naskah import jenis_naskah
from asn_portal.core.templatetags.bentuk import nip, tanggal

if TYPE_CHECKING:
    from asn_portal.berkas.models import Naskah

BELUM_BERTANGGAL = ".............................."


def check_address(kode: str) -> str:
    return f"{settings.ALAMAT}{reverse('berkas:periksa_dokumen')}?kode={kode}"


def draw_naskah(row: Naskah, *, konsep: bool) -> bytes:
    """The same row gives the same bytes. A konsep has neither number, day nor code."""
    kind = jenis_naskah(row.jenis)
    values = kind.bentuk.model_validate(row.data).model_dump(mode="json")
    return render_pdf(
        kind.templat,
        values | (_draft(values, row) if konsep else _final(values, row)),
        judul=kind.label,
        tanggal=row.tanggal_data if konsep or row.tanggal is None else row.tanggal,
        kertas=Kertas(row.kertas),
        konsep=konsep,
    )


def _signature(values: dict[str, Any], row: Naskah, day: str) -> dict[str, Any]:
    return {
        "tempat_tanggal": f"{values['kota']}, {day}".removeprefix(", "),
        "jabatan_penanda_tangan": row.jabatan_penanda_tangan,
        "nama_penanda_tangan": row.nama_penanda_tangan,
        "nip_penanda_tangan": f"NIP {nip(row.nip_penanda_tangan)}" if row.nip_penanda_tangan else "",
    }


def _draft(values: dict[str, Any], row: Naskah) -> dict[str, Any]:
    return _signature(values, row, BELUM_BERTANGGAL) | {"nomor": "", "kode": "", "qr": []}


def _final(values: dict[str, Any], row: Naskah) -> dict[str, Any]:
    assert row.tanggal is not None
    assert row.kode is not None
    return _signature(values, row, tanggal(row.tanggal)) | {
        "nomor": row.nomor,
        "kode": row.kode_terbaca,
        "alamat": f"{settings.ALAMAT}{reverse('berkas:periksa_dokumen')}".removeprefix("https://"),
        "qr": draw_matrix(check_address(row.kode)),
    }


def draw_matrix(text: str) -> list[list[int]]:
    """The dark and light squares of a QR code, as rows of 1 and 0."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[int(dark) for dark in line] for line in code.get_matrix()]
