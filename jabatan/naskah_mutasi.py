"""Papers of a round of moves as official papers. Before the day of inauguration only those who hold the round, and who initials
or signs, know of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, register_jenis_dokumen
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.naskah import IsiNaskah, JenisNaskah, Susunan, register_jenis_naskah, register_naskah_rahasia
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.selectors.jejak import register_tindakan_rahasia
from jabatan import permissions
from jabatan.enums import StatusButirMutasi, StatusMutasi
from jabatan.models import ButirMutasi, PutaranMutasi
from jabatan.selectors import surat_mutasi
from jabatan.selectors.mutasi import BarisMutasi, rows_of
from pegawai.naskah import initials
from pegawai.selectors.surat import issuing_unit

Pasangan = tuple[tuple[str, str], ...]
KEPUTUSAN, UNDANGAN, BERITA_ACARA = "mutasi_keputusan", "mutasi_undangan", "mutasi_berita_acara"
PETIKAN, SPMT = "mutasi_petikan", "mutasi_spmt"
# Which column of the round, or of a row, holds the paper of each kind.
PUTARAN = {KEPUTUSAN: "keputusan", UNDANGAN: "undangan", BERITA_ACARA: "berita_acara"}
BUTIR = {PETIKAN: "petikan", SPMT: "spmt"}


class IsiKeputusan(IsiNaskah):
    tentang: str
    menimbang: Pasangan
    mengingat: Pasangan
    memperhatikan: Pasangan
    menetapkan: Pasangan
    lampiran: tuple[tuple[str, ...], ...]


class IsiUndangan(IsiNaskah):
    acara: Pasangan
    daftar: Pasangan


class IsiBeritaAcara(IsiNaskah):
    kalimat: str
    daftar: tuple[tuple[str, str, str], ...]


class IsiPetikan(IsiNaskah):
    keputusan: str
    baris: Pasangan
    nama: str


class IsiSPMT(IsiNaskah):
    baris: Pasangan
    kalimat: str
    nama: str


def may_write_for_round(pengguna: Any, putaran_id: UUID) -> bool:
    row = PutaranMutasi.objects.visible_to(pengguna).filter(pk=putaran_id).first()
    agreed = {StatusMutasi.DISETUJUI, StatusMutasi.TERBIT, StatusMutasi.SELESAI}
    return row is not None and row.status in agreed and permissions.can_work_on_round(pengguna, row)


def may_write_for_row(pengguna: Any, butir_id: UUID) -> bool:
    row = ButirMutasi.objects.filter(pk=butir_id, status=StatusButirMutasi.BERLAKU).select_related("putaran").first()
    return row is not None and may_write_for_round(pengguna, row.putaran_id)


def _about_round(bentuk: type[IsiNaskah], values: Callable[[PutaranMutasi], dict[str, Any]]) -> Any:
    def build(pengguna: Any, putaran_id: UUID, hari: date) -> Susunan:
        row = PutaranMutasi.objects.visible_to(pengguna).get(pk=putaran_id)
        unit = surat_mutasi.agency_unit(row.instansi_id, hari)
        return Susunan(bentuk(**surat_mutasi.frame_of(unit, hari), **values(row)), unit, unit, row.nama)

    return build


def _about_row(
    bentuk: type[IsiNaskah], values: Callable[[PutaranMutasi, BarisMutasi], dict[str, Any]], *, penerbit_unit: bool
) -> Any:
    def build(pengguna: Any, butir_id: UUID, hari: date) -> Susunan:
        butir = ButirMutasi.objects.select_related("putaran").get(pk=butir_id)
        row = next((one for one in rows_of(butir.putaran) if one.id == butir_id), None)
        if row is None or row.ke_unit_id is None:
            raise DomainError("Jabatan barunya tidak ada lagi pada peta.", galat="jabatan_tidak_berlaku")
        return susun_row(bentuk, values, butir.putaran, row, hari, penerbit_unit=penerbit_unit)

    return build


def susun_row(
    bentuk: type[IsiNaskah], values: Any, putaran: PutaranMutasi, row: BarisMutasi, hari: date, *, penerbit_unit: bool
) -> Susunan:
    assert row.ke_unit_id is not None
    unit = issuing_unit(row.ke_unit_id, hari) if penerbit_unit else surat_mutasi.agency_unit(putaran.instansi_id, hari)
    isi = bentuk(**surat_mutasi.frame_of(unit, hari), **values(putaran, row))
    return Susunan(isi, row.ke_unit_id, unit, row.nama, initials(row.nama), row.pegawai_id)


def _page(putaran_id: UUID) -> str:
    return reverse("jabatan:mutasi_detail", args=[putaran_id])


def _page_of_row(butir_id: UUID) -> str:
    return _page(ButirMutasi.objects.values_list("putaran_id", flat=True).get(pk=butir_id))


def _round_of(kunci: str) -> Callable[[Any], UUID]:
    return lambda row: PutaranMutasi.objects.values_list("pk", flat=True).get(**{PUTARAN[kunci]: row})


def _row_of(kunci: str) -> Callable[[Any], UUID]:
    return lambda row: ButirMutasi.objects.values_list("pk", flat=True).get(**{BUTIR[kunci]: row})


# -- secrecy -------------------------------------------------------------------------------------------------------------


def sealed_rounds(pengguna: Pengguna) -> QuerySet[PutaranMutasi]:
    """Rounds of the agency that this account does not know of."""
    known = PutaranMutasi.objects.visible_to(pengguna)
    return PutaranMutasi.objects.filter(instansi_id=pengguna.instansi_id).exclude(pk__in=known.values("pk"))


@register_naskah_rahasia
def sealed_papers(pengguna: Any) -> Any:
    """Papers of rounds, except of those this account knows of: also what was made for a round and cancelled."""
    known = PutaranMutasi.objects.visible_to(pengguna).filter(
        Q(keputusan=OuterRef("pk")) | Q(undangan=OuterRef("pk")) | Q(berita_acara=OuterRef("pk"))
    )
    return (
        Naskah.objects.filter(jenis__in=PUTARAN, instansi_id=pengguna.instansi_id).exclude(Exists(known)).values("pk")
    )


@register_tindakan_rahasia
def sealed_acts(pengguna: Pengguna) -> Q:
    """Acts on such rounds and on their papers: not even that something happens shows."""
    rounds = [str(pk) for pk in sealed_rounds(pengguna).values_list("pk", flat=True)]
    papers = [str(pk) for pk in sealed_papers(pengguna).values_list("pk", flat=True)]
    return Q(objek_jenis="jabatan.PutaranMutasi", objek_id__in=rounds) | Q(
        objek_jenis="berkas.Naskah", objek_id__in=papers
    )


register_jenis_dokumen(
    JenisDokumen("keputusan_mutasi", "Keputusan mutasi", Retensi.PERSEORANGAN, unggah_sendiri=False),
    JenisDokumen("petikan_mutasi", "Petikan keputusan mutasi", Retensi.PERSEORANGAN, unggah_sendiri=False),
)
register_jenis_naskah(
    JenisNaskah(
        KEPUTUSAN, "Keputusan mutasi", "keputusan_mutasi", "KP.30", "keputusan_mutasi", IsiKeputusan,
        _about_round(IsiKeputusan, surat_mutasi.decree), may_write_for_round, _page, _round_of(KEPUTUSAN),
    ),
    JenisNaskah(
        UNDANGAN, "Undangan pelantikan", "undangan_pelantikan", "KP.31", "keputusan_mutasi", IsiUndangan,
        _about_round(IsiUndangan, surat_mutasi.invitation), may_write_for_round, _page, _round_of(UNDANGAN),
    ),
    JenisNaskah(
        BERITA_ACARA, "Berita acara sumpah jabatan", "berita_acara_sumpah", "KP.32", "keputusan_mutasi", IsiBeritaAcara,
        _about_round(IsiBeritaAcara, surat_mutasi.record_of_oath), may_write_for_round, _page, _round_of(BERITA_ACARA),
    ),
    JenisNaskah(
        PETIKAN, "Petikan keputusan mutasi", "petikan_mutasi", "KP.33", "petikan_mutasi", IsiPetikan,
        _about_row(IsiPetikan, surat_mutasi.extract, penerbit_unit=False), may_write_for_row, _page_of_row, _row_of(PETIKAN),
    ),
    JenisNaskah(
        SPMT, "Surat pernyataan melaksanakan tugas jabatan", "spmt", "KP.34", "spmt", IsiSPMT,
        _about_row(IsiSPMT, surat_mutasi.statement_of_duty, penerbit_unit=True), may_write_for_row, _page_of_row, _row_of(SPMT),
    ),
)  # fmt: skip
