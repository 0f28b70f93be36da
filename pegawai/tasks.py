"""Jobs about people."""

from asn_portal.core.jadwal import register_schedule
from asn_portal.core.outbox import pekerjaan
from pegawai.services import daftar


@pekerjaan
def refresh_list_columns() -> None:
    daftar.refresh_list_columns()


@pekerjaan
def refresh_numbers() -> None:
    daftar.refresh_numbers()


register_schedule(
    "nomor_daftar", "pegawai.refresh_numbers", "6 0 * * *", "Memperbarui NIP dan NRK sesudah tengah malam."
)
register_schedule(
    "kolom_daftar",
    "pegawai.refresh_list_columns",
    "5 0 * * *",
    "Memperbarui kolom daftar pegawai sesudah tengah malam.",
)
