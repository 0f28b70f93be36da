"""What papers and the end of documents add to the one inbox. A signature and initials are personal: they are not delegated."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from asn_portal.berkas import permissions as keeping
from asn_portal.berkas.models import Naskah, UsulanMusnah
from asn_portal.berkas.naskah import TUGAS_PARAF, TUGAS_PASTIKAN, TUGAS_PERBAIKI, TUGAS_TANDA_TANGAN
from asn_portal.berkas.permissions import naskah as permissions
from asn_portal.berkas.services.musnah import TUGAS_LEWAT, TUGAS_MUSNAH
from asn_portal.berkas.services.naskah import initial_naskah
from asn_portal.core.errors import DomainError
from asn_portal.core.jenis_tugas import Berhak, JenisTugas, Massal, register_jenis_tugas
from asn_portal.core.models import Pengguna


def _those(can: Callable[[Pengguna, Naskah], bool]) -> Berhak:
    """Of the cases, those that this account may decide; its own part in a paper needs no query for each."""

    def allowed(pengguna: Any, ids: Collection[UUID]) -> set[UUID]:
        rows = Naskah.objects.visible_to(pengguna).filter(pk__in=ids).prefetch_related("daftar_paraf")
        return {row.pk for row in rows if can(pengguna, row)}

    return allowed


def _everybody(_: Any) -> bool:
    """Anybody may be named on a paper; the rows say who was."""
    return True


def _no_flags(_: Collection[UUID]) -> dict[UUID, str]:
    return {}


def _initial(naskah_id: UUID, catatan: str, by: Any) -> None:
    initial_naskah(naskah_id, catatan=catatan, by=by)


def _needs_phrase(naskah_id: UUID, catatan: str, by: Any) -> None:
    raise DomainError(
        "Tanda tangan memerlukan frasa sandi Anda. Buka Tanda tangani banyak di halaman Naskah.", galat="perlu_frasa"
    )


register_jenis_tugas(
    JenisTugas(
        TUGAS_PARAF, "Paraf naskah", "Naskah sampai ke pemaraf berikutnya, atau ke penanda tangan.",
        _everybody, _those(permissions.can_paraf_naskah), "pencil",
        Massal(
            tombol="Paraf {n} naskah", kalimat="Setiap naskah yang dipilih diparaf atas nama Anda.",
            label_catatan="Catatan paraf (boleh kosong)", putuskan=_initial, peringatan=_no_flags, catatan_wajib=False,
        ),
        dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_TANDA_TANGAN, "Tanda tangan naskah", "Naskah mendapat nomor, tanda tangan, dan kode, lalu terkirim.",
        _everybody, _those(permissions.can_sign_naskah), "pencil",
        Massal(
            tombol="Tanda tangani {n} naskah", kalimat="Frasa sandi diminta sekali untuk semua yang dipilih.",
            label_catatan="", putuskan=_needs_phrase, peringatan=_no_flags, halaman="berkas:naskah_sign_many",
        ),
        dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_PASTIKAN, "Pemeriksaan pindaian naskah", "Naskah sah dan terkirim, atau pindaiannya ditolak.",
        _everybody, _those(permissions.can_confirm_scan), "search",
        sebab_satu="Setiap pindaian dibandingkan sendiri dengan konsepnya.", dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_PERBAIKI, "Perbaikan naskah", "Naskah diajukan lagi dari paraf pertama.",
        permissions.can_make_some_naskah, _those(permissions.can_prepare_naskah), "arrow-return-left",
        sebab_satu="Setiap naskah yang dikembalikan diperbaiki menurut alasannya.",
    ),
)  # fmt: skip


def erasures(pengguna: Any, ids: Collection[UUID]) -> set[UUID]:
    rows = UsulanMusnah.objects.filter(pk__in=ids)
    return {row.pk for row in rows if keeping.can_decide_musnah(pengguna, row)}


def agencies(pengguna: Any, ids: Collection[UUID]) -> set[UUID]:
    return {pengguna.instansi_id} & set(ids) if keeping.can_manage_retensi(pengguna) else set()


register_jenis_tugas(
    JenisTugas(
        TUGAS_MUSNAH, "Pemusnahan dokumen",
        "Bila disetujui, berkasnya dihapus dan pemiliknya diberi tahu; keterangan dan jejaknya tetap ada.",
        keeping.can_manage_retensi, erasures, "file-earmark-text",
        sebab_satu="Setiap pemusnahan menghapus berkas orang untuk selamanya, jadi diputuskan satu per satu.",
    ),
    JenisTugas(
        TUGAS_LEWAT, "Dokumen lewat masa simpan", "Yang diusulkan diputuskan pengelola kedua; yang ditahan tidak dimusnahkan.",
        keeping.can_manage_retensi, agencies, "calendar-event",
        sebab_satu="Setiap daftar diperiksa sendiri-sendiri di halamannya.",
    ),
)  # fmt: skip
