"""Examinations: an auditor reads one person's sensitive groups under a letter of assignment.

Whoever is examined sees every read: at once, or when the letter ends if two persons have decided so.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core import permissions
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar, Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, PenugasanPeran, RincianUnit, SuratTugas, UnitKerja
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify

TUGAS_RAHASIA = "surat_tugas_rahasia"
LONGEST = timedelta(days=183)


@perubahan
def open_surat_tugas(
    *, nomor: str, perihal: str, mulai: date, sampai: date, by: Pengguna, subjek_id: UUID | None = None,
    unit: UnitKerja | None = None, minta_rahasia: bool = False,
) -> SuratTugas:  # fmt: skip
    """Register the letter about a person or about the people of a unit. With `minta_rahasia` a second person is asked
    whether its reads may stay unseen for now; until that person agrees they are shown like all others.
    """
    if unit is not None:
        require(permissions.can_open_surat_tugas_unit(by, unit))
        _refuse_root(unit, mulai)
    else:
        assert subjek_id is not None
        require(permissions.can_open_surat_tugas(by, subjek_id))
    if sampai < timezone.localdate():
        raise DomainError("Surat tugas ini sudah berakhir. Periksa tanggal sampai.", galat="surat_tugas_lewat")
    if sampai - mulai > LONGEST:
        raise DomainError(
            "Surat tugas berlaku paling lama enam bulan. Untuk pemeriksaan yang lebih lama, catat surat perpanjangannya.",
            galat="surat_tugas_terlalu_lama",
        )
    row = SuratTugas.objects.create(
        nomor=nomor,
        pemeriksa=by,
        subjek_id=subjek_id,
        unit=unit,
        perihal=perihal,
        mulai=mulai,
        sampai=sampai,
        rahasia_diusulkan_oleh=by if minta_rahasia else None,
    )
    record_jejak(row, "surat_tugas_dicatat", by=by, subjek_id=subjek_id, alasan=nomor)
    if minta_rahasia:
        _ask_second_person(row)
    return row


def _refuse_root(unit: UnitKerja, tanggal: date) -> None:
    """An examination has a place: a letter about everybody would open everything."""
    if not RincianUnit.objects.pada(tanggal).filter(unit=unit, induk__isnull=False).exists():
        raise DomainError(
            "Surat tugas menyebut unit yang diperiksa, bukan seluruh pemerintah daerah. Pilih unit di bawahnya.",
            galat="surat_tugas_terlalu_luas",
        )


def _ask_second_person(surat: SuratTugas) -> None:
    roles = PenugasanPeran.objects.pada(timezone.localdate()).filter(
        peran__in=[Peran.AUDITOR, Peran.ADMIN_BKD], unit__instansi_id=surat.pemeriksa.instansi_id
    )
    people = Pengguna.objects.filter(pk__in=roles.values("pengguna_id"), is_active=True)
    assign_tugas(
        [one for one in people if permissions.can_decide_rahasia(one, surat)],
        jenis=TUGAS_RAHASIA,
        objek_id=surat.pk,
        judul=f"Putuskan penundaan tampilan surat tugas {surat.nomor}",
        alasan=f"{surat.pemeriksa.nama} meminta pembacaannya baru tampak setelah pemeriksaan selesai. Perlu orang kedua.",
        url=reverse("pegawai:surat_tugas_detail", args=[surat.pk]),
    )


@perubahan
def decide_rahasia(surat_id: UUID, *, setuju: bool, catatan: str, by: Pengguna) -> SuratTugas:
    """The second person agrees that the reads appear only when the letter ends, or refuses: then they appear at once."""
    surat = SuratTugas.objects.select_for_update(of=("self",)).select_related("pemeriksa").get(pk=surat_id)
    require(permissions.can_decide_rahasia(by, surat))
    if surat.rahasia or surat.rahasia_diusulkan_oleh_id is None:
        raise DomainError("Permintaan ini sudah diputuskan.", galat="status_berubah")
    surat.rahasia = setuju
    surat.rahasia_disetujui_oleh = by if setuju else None
    if not setuju:
        surat.rahasia_diusulkan_oleh = None
    surat.save(update_fields=["rahasia", "rahasia_disetujui_oleh", "rahasia_diusulkan_oleh"])
    aksi = "rahasia_disetujui" if setuju else "rahasia_ditolak"
    record_jejak(surat, aksi, by=by, subjek_id=surat.subjek_id, alasan=catatan)
    close_tugas(jenis=TUGAS_RAHASIA, objek_id=surat.pk, by=by)
    notify(
        surat.pemeriksa,
        judul=f"Penundaan tampilan surat tugas {surat.nomor} {'disetujui' if setuju else 'ditolak'}",
        isi="Pembacaan tampak setelah pemeriksaan selesai." if setuju else "Pembacaan tampak seketika.",
        url=reverse("pegawai:surat_tugas_detail", args=[surat.pk]),
        kelompok=KelompokKabar.TUGAS,
        mengapa=catatan,
        aturan="Aturan portal: penundaan tampilan memerlukan orang kedua.",
        oleh=by.nama,
        keberatan="Bila keliru, catat surat tugas baru dengan alasan yang lengkap.",
    )
    return surat
