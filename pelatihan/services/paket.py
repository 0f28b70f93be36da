"""Progress in a package as it reports it: never backwards, never more than can be, and the part done when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from pelatihan.enums import JenisBagian, KeadaanPaket
from pelatihan.laporan_paket import LaporanPaket
from pelatihan.models import BagianModul, BahanModul, BelajarModul, KemajuanBagian, KemajuanPaket
from pelatihan.selectors.paket import TUNTAS, why_not_done
from pelatihan.services.modul import done, locked_part

URUT = {KeadaanPaket.BERJALAN: 0, KeadaanPaket.GAGAL: 1, KeadaanPaket.SELESAI: 2, KeadaanPaket.LULUS: 3}
SERATUS = 100


@dataclass(frozen=True)
class Jawaban:
    """What the page says after a report."""

    selesai: bool
    pesan: str = ""


@perubahan
def open_package(bagian_id: UUID, *, by: Pengguna) -> KemajuanPaket:
    """From now on its time counts. Opened again it stays as it was."""
    row, part = locked_part(bagian_id, by)
    bahan = _package(part)
    now = timezone.now()
    progress, made = KemajuanPaket.objects.get_or_create(
        belajar=row, bagian=part, defaults={"sidik": bahan.sidik, "mulai_pada": now, "pada": now}
    )
    record_jejak(
        row,
        "paket_dibuka" if made else "paket_dilanjutkan",
        by=by,
        subjek_id=row.pegawai_id,
        rincian={"bagian": part.urut},
    )
    return progress


def _package(part: BagianModul) -> BahanModul:
    bahan = BahanModul.objects.filter(bagian=part).defer("isi").first()
    if part.jenis != JenisBagian.PAKET or bahan is None:
        raise DomainError("Bagian ini bukan paket. Muat ulang halamannya.", galat="bukan_paket")
    return bahan


@transaction.atomic
def report_package(bagian_id: UUID, laporan: LaporanPaket, *, sidik: str, by: Pengguna) -> Jawaban:
    """Saved as it came, the best of each; done when it says so, with the mark asked for, and not faster than can be."""
    row, part = locked_part(bagian_id, by)
    bahan = _package(part)
    progress = KemajuanPaket.objects.select_for_update(of=("self",)).filter(belajar=row, bagian=part).first()
    if progress is None:
        raise DomainError("Buka dulu bahannya di halaman modul, lalu lanjutkan.", galat="belum_dibuka")
    if sidik != bahan.sidik:
        raise DomainError(
            "Bahan ini baru saja diganti. Muat ulang halaman ini untuk memakai yang terbaru.", galat="bahan_baru"
        )
    before = progress.status
    _write(progress, laporan, bahan.sidik)
    if KemajuanBagian.objects.filter(belajar=row, bagian=part).exists():
        return Jawaban(True)
    refusal = why_not_done(part, progress)
    if progress.status != before or not refusal:
        _follow(row, part, progress, tuntas=not refusal, by=by)
    return Jawaban(not refusal, refusal if progress.status in TUNTAS else "")


@perubahan
def _follow(row: BelajarModul, part: BagianModul, progress: KemajuanPaket, *, tuntas: bool, by: Pengguna) -> None:
    """What a report has changed for good. That it came at all, every few seconds, is not traced."""
    record_jejak(
        row, "paket_melapor", by=by, subjek_id=row.pegawai_id,
        rincian={"bagian": part.urut, "keadaan": progress.status, "nilai": progress.nilai},
    )  # fmt: skip
    if tuntas:
        done(row, part)


def _write(progress: KemajuanPaket, laporan: LaporanPaket, sidik: str) -> None:
    now = timezone.now()
    if URUT[laporan.status] > URUT[KeadaanPaket(progress.status)]:
        progress.status = laporan.status
    progress.persen = SERATUS if progress.status in TUNTAS else max(progress.persen, laporan.persen)
    if laporan.nilai is not None:
        progress.nilai = max(progress.nilai or 0, laporan.nilai)
    most = int((now - progress.mulai_pada).total_seconds())
    progress.detik = max(progress.detik, min(laporan.detik, most))
    progress.data, progress.sidik, progress.pada = laporan.data, sidik, now
    progress.save()
