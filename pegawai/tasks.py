"""Jobs about people."""

from asn_portal.core.jadwal import register_schedule
from asn_portal.core.outbox import pekerjaan
from pegawai.services import daftar


@pekerjaan
def refresh_list_columns() -> None:
    daftar.refresh_list_columns()


register_schedule(
    "kolom_daftar",
    "pegawai.refresh_list_columns",
    "5 0 * * *",
    "Memperbarui kolom daftar pegawai sesudah tengah malam.",
)
