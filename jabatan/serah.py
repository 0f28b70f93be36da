"""Of a change of unit, what several rooms share: kinds of its duties, and how long the former unit still reads."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from asn_portal.core.pengaturan import MASA_BACA_LAMA
from asn_portal.core.selectors.pengaturan import number_of
from pegawai.models import KeanggotaanUnit

# For HR of the former unit, HR of the new one, and the former superior.
TUGAS_SERAH, TUGAS_TERIMA, TUGAS_MASA = "jabatan.serah", "jabatan.terima", "jabatan.masa_lama"
# For HR of the province: a draft structure that waits for a second person.
TUGAS_RANCANGAN = "jabatan.rancangan"


def days_to_read(instansi_id: UUID, hari: date) -> int:
    """How long the former unit reads what began on that day."""
    return number_of(MASA_BACA_LAMA, instansi_id, hari)


def read_until(baru: KeanggotaanUnit) -> date:
    """The last day on which the former unit reads its part, by the setting of the day of the move."""
    return baru.mulai + timedelta(days=days_to_read(baru.pegawai.instansi_id, baru.mulai))
