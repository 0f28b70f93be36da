"""The foundation's own kinds of duties."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from asn_portal.core import permissions
from asn_portal.core.enums import Peran
from asn_portal.core.jenis_tugas import JenisTugas, register_jenis_tugas
from asn_portal.core.models import Pengguna, UsulanPemulihan, UsulanPeran
from asn_portal.core.permissions import akses, layanan
from asn_portal.core.services.akun import TUGAS_PEMULIHAN
from asn_portal.core.services.bantuan import TUGAS_TIKET
from asn_portal.core.services.libur import TUGAS_LIBUR
from asn_portal.core.services.pemeriksaan import TUGAS_RAHASIA
from asn_portal.core.services.peran import TUGAS_USULAN


def _is_admin(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(Peran.ADMIN_BKD, Peran.ADMIN_SISTEM)


def _decidable(rows: Any, pengguna: Pengguna, can_decide: Callable[[Pengguna, Any], bool]) -> set[UUID]:
    """One query for the cases; the policy itself looks only at the account and the row."""
    return {row.pk for row in rows if can_decide(pengguna, row)}


def proposals(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    rows = UsulanPeran.objects.filter(pk__in=ids).select_related("unit")
    return _decidable(rows, pengguna, permissions.can_decide_usulan_peran)


def recoveries(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    rows = UsulanPemulihan.objects.filter(pk__in=ids).select_related("pengguna")
    return _decidable(rows, pengguna, permissions.can_decide_pemulihan)


def requests(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    if not layanan.answers_tiket(pengguna):
        return set()
    return set(layanan.handled_tiket(pengguna).filter(pk__in=ids).values_list("pk", flat=True))


def lists(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    return set(ids) if permissions.can_manage_libur(pengguna) else set()


register_jenis_tugas(
    JenisTugas(
        TUGAS_USULAN, "Usulan peran",
        "Bila disetujui, peran berlaku paling cepat hari itu; pengusul dan pemilik akun diberi tahu.",
        _is_admin, proposals, "person-badge",
        sebab_satu="Setiap peran provinsi memberi wewenang atas seluruh instansi, jadi diputuskan satu per satu.",
    ),
    JenisTugas(
        TUGAS_PEMULIHAN, "Pemulihan akun",
        "Bila disetujui, verifikasi dua langkah dihapus, slip baru dibuat, dan pemilik akun diberi tahu.",
        _is_admin, recoveries, "shield-lock",
        sebab_satu="Setiap pemulihan membuka satu akun dan mencetak satu slip, jadi diputuskan satu per satu.",
    ),
    JenisTugas(
        TUGAS_TIKET, "Permintaan bantuan", "Pengirim diberi tahu dan dapat membalas.",
        layanan.answers_tiket, requests, "chat-left-text",
        sebab_satu="Setiap permintaan bantuan dijawab dengan kata-katanya sendiri.",
    ),
    JenisTugas(
        TUGAS_LIBUR, "Daftar hari libur", "Batas waktu dalam hari kerja tahun itu dihitung dengan daftar ini.",
        permissions.can_manage_libur, lists, "calendar-event",
        sebab_satu="Daftar hari libur diisi tahun demi tahun.",
    ),
    # Whoever is examined must not learn of it through a delegation; the second person is the one who was asked.
    JenisTugas(
        TUGAS_RAHASIA, "Penundaan tampilan pemeriksaan", "Pemeriksa diberi tahu keputusan Anda.",
        ikon="eye", dapat_didelegasikan=False,
        sebab_satu="Setiap permintaan penundaan menyangkut satu pemeriksaan, jadi diputuskan satu per satu.",
    ),
)  # fmt: skip
