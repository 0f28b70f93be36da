"""Papers as konsep: made from the records of today, with a trace of who took them out."""

from __future__ import annotations

from datetime import date

from asn_portal.berkas.cetak import Kertas, render_pdf
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.models import Pegawai
from pegawai.selectors.surat import petikan_unit_data, surat_keterangan_data

# More than so many persons at once is an export, with its own questions.
ORANG_TERBANYAK = 100


@perubahan
def draft_surat_keterangan(pegawai: Pegawai, *, kertas: Kertas, hari: date, by: Pengguna) -> bytes:
    require(permissions.can_draft_surat(by, pegawai))
    record_jejak(pegawai, "konsep_surat_dibuat", by=by, subjek_id=pegawai.pk, rincian={"kertas": kertas.value})
    data = surat_keterangan_data(pegawai, hari)
    return render_pdf("surat_keterangan", data, judul="Surat keterangan", tanggal=hari, kertas=kertas, konsep=True)


@perubahan
def draft_petikan_unit(unit: UnitKerja, *, kertas: Kertas, hari: date, by: Pengguna) -> bytes:
    """Names and positions of those who are in the unit itself."""
    require(permissions.can_draft_petikan(by, unit))
    data = petikan_unit_data(by, unit, hari)
    count = len(data["orang"])
    if not count:
        raise DomainError("Tidak ada pegawai yang langsung di unit ini. Pilih unit di bawahnya.", galat="unit_kosong")
    if count > ORANG_TERBANYAK:
        raise DomainError(
            f"Unit ini berisi {count} orang; petikan paling banyak {ORANG_TERBANYAK}. Buat petikan unit di bawahnya.",
            galat="terlalu_banyak",
        )
    record_jejak(unit, "petikan_unit_dibuat", by=by, unit_id=unit.pk, rincian={"orang": count, "kertas": kertas.value})
    return render_pdf("petikan_direktori", data, judul="Petikan direktori", tanggal=hari, kertas=kertas, konsep=True)
