"""The table of status words: name, word, icon. Colours follow the name in static/css/gaya.css and nowhere else."""

from typing import NamedTuple


class Tampilan(NamedTuple):
    kata: str
    ikon: str


STATUS = {
    "draf": Tampilan("Draf", "pencil"),
    "diajukan": Tampilan("Diajukan", "send"),
    "dikembalikan": Tampilan("Dikembalikan", "arrow-return-left"),
    "disetujui": Tampilan("Disetujui", "check2-circle"),
    "terlambat": Tampilan("Terlambat", "exclamation-triangle"),
    "selesai": Tampilan("Selesai", "check-circle-fill"),
    "belum_lengkap": Tampilan("Belum lengkap", "dash-circle-dotted"),
    "belum_diverifikasi": Tampilan("Belum diverifikasi", "patch-question"),
    # States of proposals, shown in the pair whose meaning they share.
    "ditolak": Tampilan("Ditolak", "x-circle"),
    "ditarik": Tampilan("Ditarik", "arrow-counterclockwise"),
}
