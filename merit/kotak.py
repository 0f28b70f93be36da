"""What this app adds to the one inbox: objections, second signatures, plans to be decided; each by itself."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from asn_portal.core.jenis_tugas import JenisTugas, register_jenis_tugas
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from merit import permissions, permissions_suksesi
from merit.models import JuriPenghargaan, PilihanSuksesi, RencanaSuksesi, Sanggah, UjiTeknis
from merit.permissions_penghargaan import is_juror
from merit.services.penghargaan import TUGAS_JURI
from merit.services.sanggah import TUGAS_SANGGAH
from merit.services.suksesi import TUGAS_TANDA_TANGAN, TUGAS_TETAPKAN, TUGAS_UJI


def decidable(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Of the own agency, never the own one."""
    if not permissions.can_manage(pengguna):
        return set()
    mine = akses(pengguna)
    rows = Sanggah.objects.filter(pk__in=ids, putaran__instansi_id=mine.instansi_id)
    if mine.orang_id is not None:
        rows = rows.exclude(pegawai_id=mine.orang_id)
    return set(rows.values_list("pk", flat=True))


register_jenis_tugas(
    JenisTugas(
        TUGAS_SANGGAH, "Sanggah merit", "Yang diterima memulai putaran koreksi; pegawainya dikabari dengan jawabannya.",
        permissions.can_manage, decidable, "chat-left-text",
        sebab_satu="Setiap sanggah dibandingkan sendiri dengan buktinya.",
    ),
)  # fmt: skip


def signable(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Choices of plans in reach, never the own one, never about oneself."""
    plans = permissions_suksesi.visible_plans(pengguna)
    rows = PilihanSuksesi.objects.filter(pk__in=ids, rencana__in=plans.values("pk")).exclude(diusulkan_oleh=pengguna)
    return set(rows.exclude(pegawai_id=akses(pengguna).orang_id).values_list("pk", flat=True))


def tests_to_sign(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Corrections in plans in reach, never the own one, never about oneself."""
    plans = permissions_suksesi.visible_plans(pengguna)
    rows = UjiTeknis.objects.filter(pk__in=ids, rencana__in=plans.values("pk")).exclude(dicatat_oleh=pengguna)
    return set(rows.exclude(pegawai_id=akses(pengguna).orang_id).values_list("pk", flat=True))


def plans_to_decide(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    if not permissions_suksesi.is_ppk(pengguna):
        return set()
    rows: set[UUID] = set(permissions_suksesi.visible_plans(pengguna).filter(pk__in=ids).values_list("pk", flat=True))
    return rows & set(RencanaSuksesi.objects.filter(pk__in=ids, status="diusulkan").values_list("pk", flat=True))


def juries_of(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    return set(JuriPenghargaan.objects.filter(ajang__in=ids, pengguna=pengguna).values_list("ajang_id", flat=True))


register_jenis_tugas(
    JenisTugas(
        TUGAS_TANDA_TANGAN, "Tanda tangan kedua suksesi", "Pilihan yang disetujui ikut diusulkan kepada pejabat pembina kepegawaian.",
        permissions_suksesi.works_with_succession, signable, "pencil", dapat_didelegasikan=False,
        sebab_satu="Setiap pilihan ditandatangani sendiri setelah alasannya dibaca.",
    ),
    JenisTugas(
        TUGAS_UJI, "Tanda tangan kedua uji teknis", "Hasil yang dikoreksi berlaku dan daftarnya diurutkan lagi.",
        permissions_suksesi.works_with_succession, tests_to_sign, "pencil", dapat_didelegasikan=False,
        sebab_satu="Setiap koreksi ditandatangani sendiri setelah alasannya dibaca.",
    ),
    JenisTugas(
        TUGAS_JURI, "Penjurian penghargaan", "Penerimanya diputuskan pengelola kepegawaian provinsi dari nilai semua juri.",
        is_juror, juries_of, "stars", dapat_didelegasikan=False, sebab_satu="Setiap usulan dinilai sendiri dengan alasannya.",
    ),
    JenisTugas(
        TUGAS_TETAPKAN, "Penetapan rencana suksesi", "Kelompok rencana suksesi jabatan itu ditetapkan, atau kembali kepada komite.",
        permissions_suksesi.is_ppk, plans_to_decide, "diagram-3", dapat_didelegasikan=False,
        sebab_satu="Setiap jabatan ditetapkan dengan keputusannya sendiri.",
    ),
)  # fmt: skip
