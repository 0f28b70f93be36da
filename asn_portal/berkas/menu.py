"""Menu entries and duties of documents."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from asn_portal.berkas import permissions
from asn_portal.berkas.models import UsulanMusnah
from asn_portal.berkas.services.musnah import TUGAS_LEWAT, TUGAS_MUSNAH
from asn_portal.core.enums import Peran
from asn_portal.core.jenis_tugas import JenisTugas, register_jenis_tugas
from asn_portal.core.navigasi import Butir, everybody, only, register_menu

register_menu(
    Butir(
        "berkas:dokumen_list",
        "Dokumen saya",
        "file-earmark-text",
        "Data saya",
        everybody,
        kata="berkas sk ijazah unggah",
    ),
    Butir(
        "berkas:dokumen_add", "Unggah dokumen", "plus-lg", "Data saya", everybody, kata="berkas foto pdf", di_menu=False
    ),
    Butir(
        "berkas:masa_simpan", "Masa simpan dokumen", "calendar-event", "Kepegawaian", only(Peran.ADMIN_BKD),
        kata="retensi arsip musnah tahan",
    ),
)  # fmt: skip


def proposals(pengguna: Any, ids: Collection[UUID]) -> set[UUID]:
    rows = UsulanMusnah.objects.filter(pk__in=ids)
    return {row.pk for row in rows if permissions.can_decide_musnah(pengguna, row)}


def agencies(pengguna: Any, ids: Collection[UUID]) -> set[UUID]:
    return {pengguna.instansi_id} & set(ids) if permissions.can_manage_retensi(pengguna) else set()


register_jenis_tugas(
    JenisTugas(
        TUGAS_MUSNAH, "Pemusnahan dokumen",
        "Bila disetujui, berkasnya dihapus dan pemiliknya diberi tahu; keterangan dan jejaknya tetap ada.",
        permissions.can_manage_retensi, proposals, "file-earmark-text",
        sebab_satu="Setiap pemusnahan menghapus berkas orang untuk selamanya, jadi diputuskan satu per satu.",
    ),
    JenisTugas(
        TUGAS_LEWAT, "Dokumen lewat masa simpan", "Yang diusulkan diputuskan pengelola kedua; yang ditahan tidak dimusnahkan.",
        permissions.can_manage_retensi, agencies, "calendar-event",
        sebab_satu="Setiap daftar diperiksa sendiri-sendiri di halamannya.",
    ),
)  # fmt: skip
