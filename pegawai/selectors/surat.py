"""What stands on papers about a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.selectors.unit import ancestors, unit_names
from asn_portal.core.templatetags.bentuk import nip, tanggal
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.selectors.orang import place_on

# The letterhead names the unit right below the government, not the section.
TINGKAT_KOP = 1


def surat_keterangan_data(pegawai: Pegawai, hari: date) -> dict[str, Any]:
    """The record of a person on a day, as typed values for the paper; what is missing says so."""
    place, known = place_on(pegawai, hari), pengaturan(pegawai.instansi_id, hari)
    above = ancestors(place.unit_id, hari) if place.unit_id else []
    names = [row.nama for row in above]
    rows = [
        ("Nama", pegawai.nama_lengkap),
        ("NIP", nip(pegawai.nip) if pegawai.nip else "Belum ada"),
        ("Jenis pegawai", pegawai.get_jenis_display()),
        ("Jabatan", pegawai.jabatan_kini or "Belum ada"),
        ("Unit kerja", place.unit or "Belum ada"),
    ]
    return _frame(known, hari) | {
        "unit_kop": names[TINGKAT_KOP] if len(names) > TINGKAT_KOP else place.unit,
        "baris": rows,
        "kalimat": f"benar tercatat sebagai pegawai pada {known.get('nama_instansi', 'instansi ini')} per {tanggal(hari)}.",
    }


def petikan_unit_data(pengguna: Pengguna, unit: UnitKerja, hari: date) -> dict[str, Any]:
    """Names and positions of the members of the unit itself, as the directory shows them to this account."""
    members = KeanggotaanUnit.objects.pada(hari).filter(unit=unit).values("pegawai_id")
    people = Pegawai.objects.visible_to(pengguna).filter(pk__in=members).order_by("nama", "pk")
    nama = unit_names([unit.pk], hari).get(unit.pk, "")
    return _frame(pengaturan(unit.instansi_id, hari), hari) | {
        "unit_kop": nama,
        "orang": [(row.nama_lengkap, row.jabatan_kini or "Belum ada") for row in people],
        "kalimat": f"Pegawai yang tercatat langsung di {nama} per {tanggal(hari)}.",
    }


def _frame(known: dict[str, str], hari: date) -> dict[str, Any]:
    """Letterhead and signature, by the settings of that day."""
    return {
        "instansi": known.get("nama_instansi", ""),
        "tempat_tanggal": f"{known.get('kota', '')}, {tanggal(hari)}".removeprefix(", "),
        "jabatan_penanda_tangan": known.get("jabatan_penanda_tangan", ""),
        "nama_penanda_tangan": known.get("nama_penanda_tangan", ""),
    }
