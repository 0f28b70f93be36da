"""What this app adds to the one inbox: its kinds of duties, and who stands above the holders of duties."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from asn_portal.core.izin import Sumber
from asn_portal.core.jenis_tugas import JenisTugas, Massal, register_atasan_pemegang, register_jenis_tugas
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from pegawai import permissions
from pegawai.enums import StatusLaporan
from pegawai.models import (
    HubunganAtasan,
    KonfirmasiKeluarga,
    LaporanData,
    Pegawai,
    PeristiwaBerhenti,
    UrusanPeringatan,
    UsulanPerubahan,
)
from pegawai.services.berhenti import TUGAS_BERHENTI
from pegawai.services.berhenti_hari import TUGAS_URUSAN
from pegawai.services.kabar_peringatan import TUGAS_BULANAN
from pegawai.services.keluarga import TUGAS_KP4
from pegawai.services.laporan import TUGAS_LAPORAN, answer_laporan
from pegawai.services.meja import TUGAS_USULAN

REPEATED = "Bagian ini pernah dilaporkan orang yang sama. Baca jawaban yang lalu dan putuskan di halamannya."


@register_atasan_pemegang
def superiors(pemegang: Collection[UUID], tanggal: date) -> dict[UUID, UUID]:
    """Active accounts of the superiors of these accounts' people: one query."""
    links = HubunganAtasan.objects.pada(tanggal).filter(
        pegawai__pengguna_id__in=pemegang, atasan__pengguna__is_active=True
    )
    return dict(links.values_list("pegawai__pengguna_id", "atasan__pengguna_id"))


def answerable(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Reports about people of the own scope, never the own one."""
    handled = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").exclude(pengguna=pengguna)
    rows = LaporanData.objects.filter(pk__in=ids, pegawai_id__in=handled.values("pk"))
    return set(rows.values_list("pk", flat=True))


def repeated(ids: Collection[UUID]) -> dict[UUID, str]:
    """A person who reports the same thing again was not helped by the first answer."""
    same = LaporanData.objects.filter(pegawai_id=OuterRef("pegawai_id"), bagian=OuterRef("bagian")).order_by()
    counted = same.exclude(pk=OuterRef("pk")).values("bagian").annotate(n=Count("pk")).values("n")
    rows = LaporanData.objects.filter(pk__in=ids).annotate(lain=Coalesce(Subquery(counted), 0)).filter(lain__gt=0)
    return dict.fromkeys(rows.values_list("pk", flat=True), REPEATED)


def decidable(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Proposals that lie on a desk of this account, never the own ones."""
    rows = UsulanPerubahan.objects.visible_to(pengguna).filter(pk__in=ids).select_related("pegawai")
    return {row.pk for row in rows if permissions.can_decide_usulan(pengguna, row)}


def answer_unchanged(laporan_id: UUID, catatan: str, by: Pengguna) -> None:
    answer_laporan(laporan_id, status=StatusLaporan.DIJAWAB, tanggapan=catatan, by=by)


def preparable(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Duties about the people of units of this account."""
    rows = UrusanPeringatan.objects.filter(pk__in=ids)
    return {row.pk for row in rows if permissions.can_handle_urusan(pengguna, row.unit_id)}


def leavings(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """Acts of leaving that this account may decide."""
    rows = PeristiwaBerhenti.objects.visible_to(pengguna).filter(pk__in=ids).select_related("pegawai")
    return {row.pk for row in rows if permissions.can_decide_leaving(pengguna, row)}


def leaving_lists(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    return set(PeristiwaBerhenti.objects.visible_to(pengguna).filter(pk__in=ids).values_list("pk", flat=True))


def own_confirmations(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """The yearly word about the own family."""
    rows = KonfirmasiKeluarga.objects.filter(pk__in=ids, pegawai__pengguna=pengguna)
    return set(rows.values_list("pk", flat=True))


register_jenis_tugas(
    JenisTugas(
        TUGAS_BULANAN, "Urusan kepegawaian bulan ini", "Urusan yang sudah disiapkan hilang dari kotak semua pengelola unit itu.",
        permissions.can_handle_reports, preparable, "calendar-event",
        sebab_satu="Setiap bulan berisi urusan yang berbeda, jadi ditutup satu per satu sesudah disiapkan.",
    ),
    JenisTugas(
        TUGAS_BERHENTI, "Perubahan status pegawai", "Unit, peran, dan akunnya berakhir pada tanggalnya.",
        permissions.can_open_round, leavings, "box-arrow-right",
        sebab_satu="Setiap pencatatan dibandingkan dengan suratnya, jadi diputus sendiri-sendiri.",
    ),
    JenisTugas(
        TUGAS_URUSAN, "Urusan pegawai yang berhenti", "Tugas hilang dari kotak bila semua urusan selesai.",
        permissions.can_handle_reports, leaving_lists, "check2-square",
        sebab_satu="Setiap daftar urusan diselesaikan di halamannya.",
    ),
    JenisTugas(
        TUGAS_KP4, "Konfirmasi daftar keluarga", "Daftar yang Anda konfirmasi menjadi dasar KP4 tahun ini.",
        lambda pengguna: akses(pengguna).orang_id is not None, own_confirmations, "house",
        sebab_satu="Setiap orang memastikan daftar keluarganya sendiri.", dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_USULAN, "Usulan perubahan data", "Yang diterima masuk ke berkas pegawai; pengusul diberi tahu setiap langkahnya.",
        permissions.can_handle_usulan, decidable, "pencil",
        sebab_satu="Setiap usulan dibandingkan dengan buktinya, jadi diputus sendiri-sendiri.",
    ),
    JenisTugas(
        TUGAS_LAPORAN, "Laporan data pegawai", "Pelapor diberi tahu jawaban Anda; laporan hilang dari kotak yang lain.",
        permissions.can_handle_reports, answerable, "flag",
        Massal(
            tombol="Jawab {n} laporan",
            kalimat="Setiap laporan yang dipilih dijawab tanpa perubahan data, dengan penjelasan yang sama.",
            label_catatan="Penjelasan untuk para pelapor",
            putuskan=answer_unchanged,
            peringatan=repeated,
        ),
    ),
)  # fmt: skip
