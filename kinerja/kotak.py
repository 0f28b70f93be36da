"""What this app adds to the one inbox: plans to decide (many at once after reading), and one's own plan to write."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.jenis_tugas import IkutAtasan, JenisTugas, Massal, register_jenis_tugas
from asn_portal.core.models import Pengguna, Tugas
from kinerja import permissions, permissions_tpp
from kinerja.kunci_tugas import (
    TUGAS_EVALUASI,
    TUGAS_KALIBRASI,
    TUGAS_KEBERATAN,
    TUGAS_PANDANGAN,
    TUGAS_PERBAIKAN,
    TUGAS_REGU,
    TUGAS_SERAH_NILAI,
    TUGAS_SKP,
    TUGAS_SUSUN,
    TUGAS_TPP,
)
from kinerja.models import SKP, Evaluasi, PenjawabPandangan
from kinerja.selectors.evaluasi import own_side
from kinerja.selectors.kalibrasi import answerable
from kinerja.selectors.masa_serah import in_handover
from kinerja.selectors.putusan import flags_of, own_or_decidable
from kinerja.selectors.regu import own_waiting
from kinerja.selectors.tindak_lanjut import own_plans_to_read
from kinerja.selectors.tpp import answered_by_unit
from kinerja.services.persetujuan import approve_skp
from pegawai.models import HubunganAtasan


def own_duties(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """The own plan is written by nobody else."""
    rows = Tugas.objects.filter(untuk=pengguna, jenis=TUGAS_SUSUN, objek_id__in=ids)
    return set(rows.values_list("objek_id", flat=True))


def asked_of(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """A view is given by the one who was asked."""
    rows = PenjawabPandangan.objects.filter(penjawab__pengguna=pengguna, pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def people_of(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose plans these are."""
    return dict(SKP.objects.filter(pk__in=ids).values_list("pk", "pegawai_id"))


def people_rated(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose evaluations these are."""
    rows = list(Evaluasi.objects.filter(pk__in=ids))
    # What a former penilai still rates stays with him.
    kept = in_handover(rows, timezone.localdate())
    return {row.pk: row.pegawai_id for row in rows if row.pk not in kept}


def spans_of(pengguna: Pengguna, ids: Collection[UUID]) -> set[UUID]:
    """The stretch that a former penilai led is rated by nobody else in his name."""
    rows = HubunganAtasan.objects.filter(pk__in=ids, atasan__pengguna=pengguna)
    return set(rows.values_list("pk", flat=True))


def raters_of(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """An objection is decided above whoever rated."""
    return dict(Evaluasi.objects.filter(pk__in=ids, penilai__isnull=False).values_list("pk", "penilai_id"))


def approve_read(skp_id: UUID, catatan: str, by: Any) -> None:
    approve_skp(skp_id, catatan=catatan, by=by)


register_jenis_tugas(
    JenisTugas(
        TUGAS_SKP, "Persetujuan SKP", "Yang disetujui berlaku seketika; yang dikembalikan kembali ke pegawai dengan catatan.",
        permissions.decides_plans, own_or_decidable, "journal-text",
        Massal(
            tombol="Setujui {n} SKP",
            kalimat="Setiap SKP yang dipilih disetujui dan berlaku sejak sekarang.",
            label_catatan="Catatan untuk para pegawai (boleh kosong)",
            putuskan=approve_read,
            peringatan=flags_of,
            catatan_wajib=False,
        ),
        ikut_atasan=IkutAtasan("skp", people_of),
    ),
    JenisTugas(
        TUGAS_SUSUN, "Penyusunan SKP", "Rencana Anda sampai kepada atasan, dengan tanda terima.",
        lambda _: False, own_duties, "pencil",
        sebab_satu="Rencana kerja disusun orangnya sendiri.",
        dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_EVALUASI, "Evaluasi kinerja", "Yang dinilai disampaikan kepada pegawai; yang disampaikan diterima atau diberatkan.",
        permissions.decides_plans, own_side, "check2-square",
        sebab_satu="Setiap orang dinilai sendiri, sesudah realisasinya dibaca.",
        dapat_didelegasikan=False,
        ikut_atasan=IkutAtasan("skp", people_rated),
    ),
    JenisTugas(
        TUGAS_KEBERATAN, "Keberatan atas evaluasi", "Putusan atasan pejabat penilai final dan disampaikan kepada keduanya.",
        permissions.decides_plans, own_side, "chat-left-text",
        sebab_satu="Setiap keberatan didengar dan diputus sendiri.",
        dapat_didelegasikan=False,
        ikut_atasan=IkutAtasan("skp", raters_of),
    ),
    JenisTugas(
        TUGAS_TPP, "Pertanyaan tentang masukan TPP", "Jawaban Anda langsung sampai kepada yang bertanya.",
        permissions_tpp.can_list_tpp, answered_by_unit, "chat-left-text",
        sebab_satu="Setiap pertanyaan dijawab sendiri, sesudah masukannya dibaca.",
    ),
    JenisTugas(
        TUGAS_REGU, "Laporan regu", "Yang diakui menjadi progres Anda dengan buktinya; yang disangkal sampai kepada pelapor.",
        lambda _: False, own_waiting, "people",
        sebab_satu="Setiap orang menjawab untuk dirinya sendiri.",
        dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_PANDANGAN, "Pandangan rekan dan bawahan", "Jawaban dijumlahkan dengan jawaban orang lain dan tidak disimpan sendiri.",
        lambda _: False, asked_of, "people",
        sebab_satu="Pandangan diberikan orangnya sendiri.",
        dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_SERAH_NILAI, "Penilaian masa serah terima", "Yang Anda sampaikan menjadi hasil masa yang Anda pimpin; sisanya dinilai penilai baru.",
        lambda _: False, spans_of, "check2-square",
        sebab_satu="Setiap orang dinilai sendiri, sesudah realisasinya dibaca.",
        dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_KALIBRASI, "Usul kalibrasi", "Yang diterima menjadi penilaian Anda; yang tidak diterima meninggalkannya seperti semula.",
        permissions.decides_plans, answerable, "sliders",
        sebab_satu="Setiap usul dijawab sendiri dengan alasannya.",
        dapat_didelegasikan=False,
    ),
    JenisTugas(
        TUGAS_PERBAIKAN, "Rencana perbaikan kinerja", "Yang disetujui dijalankan bersama penilai sampai hari terakhirnya.",
        lambda _: False, own_plans_to_read, "flag",
        sebab_satu="Rencana ini disetujui orangnya sendiri.",
        dapat_didelegasikan=False,
    ),
)  # fmt: skip
