"""What this app adds to the one inbox: the three parts of a change of unit, and drafts that wait for a second person."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from asn_portal.core.jenis_tugas import Berhak, IkutAtasan, JenisTugas, register_jenis_tugas
from asn_portal.core.models import Pengguna, Tugas
from asn_portal.core.permissions import can_manage_units
from jabatan import permissions
from jabatan.enums import StatusRancangan
from jabatan.kunci_tugas import TUGAS_IZIN
from jabatan.models import LamaranPanggilan, RancanganSusunan
from jabatan.serah import TUGAS_MASA, TUGAS_RANCANGAN, TUGAS_SERAH, TUGAS_TERIMA

WHY_SINGLE = "Setiap serah terima dibaca dan dicatat sendiri-sendiri di halamannya."


def _own(kunci: str) -> Berhak:
    """The part stays with those to whom it was given."""

    def allowed(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
        rows = Tugas.objects.filter(untuk=pengguna, jenis=kunci, objek_id__in=ids)
        return set(rows.values_list("objek_id", flat=True))

    return allowed


def _drafts(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    rows = RancanganSusunan.objects.filter(pk__in=ids, status=StatusRancangan.DIAJUKAN)
    return {row.pk for row in rows if permissions.can_publish_draft(pengguna, row)}


register_jenis_tugas(
    JenisTugas(
        TUGAS_RANCANGAN, "Rancangan susunan organisasi",
        "Bila diterbitkan, peta berubah pada tanggalnya dan yang berpindah diberi tahu.", can_manage_units, _drafts,
        "diagram-3", sebab_satu="Setiap rancangan diterbitkan setelah akibatnya dibaca, jadi diputuskan satu per satu.",
    ),
    *(
        JenisTugas(
            kunci, label, after, lambda _: False, _own(kunci), "people", sebab_satu=WHY_SINGLE,
            dapat_didelegasikan=False,
        )
        for kunci, label, after in (
            (TUGAS_SERAH, "Penyerahan pegawai yang pindah", "Catatan Anda sampai kepada pengelola unit barunya."),
            (TUGAS_TERIMA, "Penerimaan pegawai yang pindah", "Pengelola unit lamanya tahu bahwa pegawai sudah diterima."),
            (TUGAS_MASA, "Catatan masa bawahan yang pindah", "Catatan Anda sampai kepada atasan barunya."),
        )
    )
)  # fmt: skip


def people_answering(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Who answered these calls."""
    return dict(LamaranPanggilan.objects.filter(pk__in=ids).values_list("pk", "pegawai_id"))


def _permitted(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    rows = LamaranPanggilan.objects.filter(pk__in=ids)
    return {row.pk for row in rows if permissions.can_permit(pengguna, row)}


register_jenis_tugas(
    JenisTugas(
        TUGAS_IZIN, "Izin mengikuti panggilan", "Pegawai dan yang memanggil membaca keputusan Anda.",
        permissions.has_people, _permitted, "megaphone",
        sebab_satu="Setiap izin diputuskan sendiri, setelah dibaca siapa dan untuk apa.",
        ikut_atasan=IkutAtasan(permissions.PERBUATAN_IZIN, people_answering),
    )
)  # fmt: skip
