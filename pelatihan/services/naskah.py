"""What follows from a paper of learning: signed, it stands with its object; withdrawn, it no longer does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from asn_portal.berkas.models import Naskah
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.templatetags.bentuk import tanggal
from pelatihan.enums import StatusTugasBelajar
from pelatihan.models import AngkatanPelatihan, PenetapanSertifikat, TugasBelajar
from pelatihan.selectors.naskah import KEPUTUSAN_BELAJAR, PENETAPAN_LULUS, PENETAPAN_SERTIFIKAT, living_paper


@perubahan
def note_signed(naskah: Naskah) -> None:
    """The study waits to be determined by it; certificates of the batch name it from now on."""
    objek = UUID(naskah.data["objek"])
    if naskah.jenis == KEPUTUSAN_BELAJAR:
        study = TugasBelajar.objects.select_for_update(of=("self",)).get(pk=objek)
        study.naskah = naskah
        study.save(update_fields=["naskah"])
        about, unit = study.pegawai_id, study.unit_id
        record_jejak(study, "tugas_belajar_ditandatangani", by=None, subjek_id=about, unit_id=unit, alasan=naskah.nomor)
        return
    if naskah.jenis == PENETAPAN_SERTIFIKAT:
        together = PenetapanSertifikat.objects.select_for_update(of=("self",)).get(pk=objek)
        together.naskah = naskah
        together.save(update_fields=["naskah"])
        record_jejak(together, "sertifikat_ditandatangani", by=None, alasan=naskah.nomor)
        return
    batch = AngkatanPelatihan.objects.select_for_update(of=("self",)).get(pk=objek)
    batch.penetapan = naskah
    batch.save(update_fields=["penetapan"])
    record_jejak(batch, "kelulusan_ditandatangani", by=None, alasan=naskah.nomor)


@perubahan
def note_withdrawn(naskah: Naskah, *, by: Pengguna | None) -> None:
    """A study that already runs keeps its paper: what follows then is HR's to decide."""
    if naskah.jenis == PENETAPAN_LULUS:
        batch = AngkatanPelatihan.objects.select_for_update(of=("self",)).filter(penetapan=naskah).first()
        if batch is not None:
            batch.penetapan = None
            batch.save(update_fields=["penetapan"])
            record_jejak(batch, "kelulusan_dicabut", by=by, alasan=naskah.nomor)
        return
    if naskah.jenis == PENETAPAN_SERTIFIKAT:
        together = PenetapanSertifikat.objects.select_for_update(of=("self",)).filter(naskah=naskah).first()
        if together is not None:
            together.naskah = None
            together.save(update_fields=["naskah"])
            record_jejak(together, "penetapan_sertifikat_dicabut", by=by, alasan=naskah.nomor)
        return
    rows = TugasBelajar.objects.select_for_update(of=("self",)).filter(naskah=naskah)
    study = rows.filter(status=StatusTugasBelajar.DISETUJUI).first()
    if study is not None:
        study.naskah = None
        study.save(update_fields=["naskah"])
        about, unit = study.pegawai_id, study.unit_id
        record_jejak(study, "keputusan_belajar_dicabut", by=by, subjek_id=about, unit_id=unit, alasan=naskah.nomor)


def check_paper(row: TugasBelajar, *, nomor: str, hari: date, masa: Sequence[date]) -> None:
    """Determined is what was signed. Without a paper of the portal the decree was made elsewhere."""
    paper = living_paper(KEPUTUSAN_BELAJAR, row.pk)
    if paper is None:
        return
    if not paper.is_sah:
        raise DomainError(
            "Keputusan ini masih dalam proses tanda tangan. Tetapkan sesudah ditandatangani, atau batalkan naskahnya dulu.",
            galat="belum_ditandatangani",
        )
    if (nomor, hari, *masa) != (paper.nomor, paper.tanggal, row.mulai, row.selesai):
        raise DomainError(
            f"Keputusan yang ditandatangani bernomor {paper.nomor}, {tanggal(paper.tanggal)}, untuk {tanggal(row.mulai)} sampai "
            f"{tanggal(row.selesai)}. Isi sama dengan itu, atau cabut naskahnya dulu.",
            galat="lain_dari_naskah",
        )


def check_no_paper(row: TugasBelajar) -> None:
    """What is being signed is not refused or cancelled beside the paper."""
    if living_paper(KEPUTUSAN_BELAJAR, row.pk) is not None:
        raise DomainError(
            "Keputusan tugas belajar ini sudah disusun. Penyusunnya membatalkan naskahnya dulu.",
            galat="ada_naskah",
        )
