"""What follows the signature of one decree about many: a row of rank for each person, his extract on its way, and all of it back
when the decree is withdrawn. One message of the outbox for each person: delivered twice it is done once.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.naskah import Pilihan, cancel_naskah, make_naskah, submit_naskah
from asn_portal.berkas.services.nomor import reserve_nomor
from asn_portal.berkas.services.tanda_tangan import withdraw_naskah
from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from pegawai.enums import StatusButirKP
from pegawai.models import ButirKP, Pegawai, RiwayatGolongan
from pegawai.selectors.daftar_kp import list_of_paper
from pegawai.selectors.keputusan_kp import KEPUTUSAN_KP, PETIKAN_KP
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.riwayat import place_row
from pegawai.services.terbit_surat import TERBITAN, undo_rise, write_rise

ATURAN = TERBITAN[KEPUTUSAN_KP]
TANPA_PETIKAN = "Pangkatnya tercatat, tetapi petikannya belum disusun: {sebab}"
PETIKAN_TETAP = "Petikannya masih berlaku; cabut dari halaman naskahnya."
ALASAN = "Keputusan kenaikan pangkatnya dicabut."


@perubahan
def follow_shared(naskah: Naskah) -> None:
    """The one decree is signed: each person of its list is written by himself."""
    record_jejak(naskah, "keputusan_kp_ditandatangani", by=None, unit_id=naskah.unit_id)
    if (daftar := list_of_paper(naskah)) is not None:
        ids = daftar.daftar_butir.filter(status=StatusButirKP.DISUSUN).order_by("urutan").values_list("pk", flat=True)
        outbox.enqueue_many("pegawai.record_rise", [[str(pk)] for pk in ids], kunci=[str(pk) for pk in ids])


@perubahan
def record_rise(butir_id: UUID) -> None:
    """The row of rank, then the extract. What the file contradicts stays unwritten, with the reason in the list."""
    butir = _locked(butir_id)
    paper = butir.daftar.naskah
    if butir.status != StatusButirKP.DISUSUN or paper is None or paper.status != StatusNaskah.TERKIRIM:
        record_jejak(butir, "butir_kp_sudah", by=None, subjek_id=butir.pegawai_id)
        return
    butir.status, butir.sebab = _write(butir, paper)
    butir.save(update_fields=["status", "sebab"])
    record_jejak(butir, f"butir_kp_{butir.status}", by=None, subjek_id=butir.pegawai_id, alasan=butir.sebab)
    if butir.status == StatusButirKP.TERCATAT:
        refresh_peringatan([butir.pegawai_id])
        _extract(butir, paper)


def _locked(butir_id: UUID) -> ButirKP:
    pk = ButirKP.objects.values_list("pegawai_id", flat=True).get(pk=butir_id)
    Pegawai.objects.select_for_update(of=("self",)).get(pk=pk)
    rows = ButirKP.objects.select_for_update(of=("self",)).select_related("daftar__naskah__pembuat", "naskah")
    return rows.get(pk=butir_id)


def _write(butir: ButirKP, paper: Naskah) -> tuple[str, str]:
    assert butir.tmt is not None
    known = RiwayatGolongan.objects.kini().filter(pegawai_id=butir.pegawai_id, berlaku__startswith=butir.tmt).first()
    try:
        write_rise(butir.pegawai, paper, ATURAN, butir.tmt, butir.fakta, known, dokumen_id=None)
    except DomainError as refused:
        return StatusButirKP.GAGAL, refused.pesan[:500]
    return StatusButirKP.TERCATAT, ""


def _extract(butir: ButirKP, paper: Naskah) -> None:
    """By the officials of the decree, in the name of who made it; where that cannot be, the list says why."""
    chosen = Pilihan(list(paper.daftar_paraf.values_list("pemaraf_id", flat=True)), paper.penanda_tangan_id)
    try:
        butir.naskah = make_naskah(PETIKAN_KP, butir.pk, pilihan=chosen, kertas=Kertas(paper.kertas), by=paper.pembuat)
        reserve_nomor(butir.naskah, timezone.localdate().year)
        submit_naskah(butir.naskah.pk, by=paper.pembuat)
    except DomainError as refused:
        butir.naskah, butir.sebab = None, TANPA_PETIKAN.format(sebab=refused.pesan)[:500]
    except PermissionDenied:
        butir.naskah, butir.sebab = None, TANPA_PETIKAN.format(sebab="pembuatnya tidak berwenang lagi.")
    butir.save(update_fields=["naskah", "sebab"])


@perubahan
def follow_extract(naskah: Naskah) -> None:
    """The signed extract becomes the document of the row of rank; withdrawn it is no longer."""
    butir = ButirKP.objects.select_related("daftar__naskah").get(naskah=naskah)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=butir.pegawai_id)
    counts = naskah.status != StatusNaskah.DICABUT
    record_jejak(
        naskah, "petikan_kp_ditandatangani" if counts else "petikan_kp_dicabut", by=None, subjek_id=person.pk,
        unit_id=naskah.unit_id,
    )  # fmt: skip
    assert butir.daftar.naskah is not None
    rows = RiwayatGolongan.objects.kini().filter(
        pegawai=person, berlaku__startswith=butir.tmt, sk_nomor=butir.daftar.naskah.nomor
    )
    row = rows.filter(dokumen=None if counts else naskah.dokumen).first()
    if row is not None and row.mulai is not None:
        document = naskah.dokumen_id if counts else None
        place_row(person, ATURAN.jenis, mulai=row.mulai, sampai=None, nilai={"dokumen_id": document}, menggantikan=row)


# -- withdrawn ---------------------------------------------------------------------------------------------


@perubahan
def undo_shared(naskah: Naskah, *, by: Pengguna) -> None:
    """The decree counts no longer: each row goes by itself, and so do the extracts."""
    record_jejak(naskah, "keputusan_kp_dicabut", by=by, unit_id=naskah.unit_id)
    if (daftar := list_of_paper(naskah)) is not None:
        ids = [str(pk) for pk in daftar.daftar_butir.order_by("urutan").values_list("pk", flat=True)]
        outbox.enqueue_many("pegawai.undo_rise", [[pk, str(by.pk)] for pk in ids], kunci=ids)


@perubahan
def take_back(butir_id: UUID, by: Pengguna) -> None:
    """The row of one person, as far as it is of this decree, and his extract."""
    butir = _locked(butir_id)
    paper = butir.daftar.naskah
    record_jejak(butir, "butir_kp_dicabut", by=by, subjek_id=butir.pegawai_id)
    if paper is None or butir.status not in (StatusButirKP.DISUSUN, StatusButirKP.TERCATAT, StatusButirKP.GAGAL):
        return
    rows = RiwayatGolongan.objects.kini().filter(pegawai_id=butir.pegawai_id, berlaku__startswith=butir.tmt)
    butir.sebab = _end_extract(butir.naskah, by) if butir.naskah else ""
    if (row := rows.filter(sk_nomor=paper.nomor).first()) is not None and butir.status == StatusButirKP.TERCATAT:
        undo_rise(butir.pegawai, paper, ATURAN, row)
        refresh_peringatan([butir.pegawai_id])
    butir.status = StatusButirKP.DICABUT
    butir.save(update_fields=["status", "sebab"])


def _end_extract(extract: Naskah, by: Pengguna) -> str:
    """Withdrawn when signed, cancelled before; where neither can be the list says so."""
    try:
        if extract.is_sah:
            withdraw_naskah(extract.pk, alasan=ALASAN, by=by)
        elif extract.status != StatusNaskah.DIBATALKAN:
            cancel_naskah(extract.pk, alasan=ALASAN, by=by)
    except (DomainError, PermissionDenied):
        return PETIKAN_TETAP
    return ""
