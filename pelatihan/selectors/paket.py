"""A package as its frame needs it: which file, where in it, and what is known of the learner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from pelatihan.bingkai import frame_address
from pelatihan.enums import JenisBahan, KeadaanPaket
from pelatihan.kunci_paket import new_key
from pelatihan.models import BagianModul, BahanModul, BelajarModul, KemajuanPaket

HALAMAN_TERBANYAK, DIGAMBAR_SAMPAI = 40, 10 * 1024 * 1024
TUNTAS = frozenset({KeadaanPaket.SELESAI, KeadaanPaket.LULUS})


def found_in(bagian_id: UUID, nama: str) -> BahanModul | None:
    """The package without its index, with `tempat`: where this one file is in it; None when there is no such file."""
    rows = BahanModul.objects.filter(bagian_id=bagian_id).defer("isi")
    row = rows.annotate(tempat=KeyTransform(f"/{nama}", F("isi"))).first()
    return row if row is not None and row.tempat is not None else None


@dataclass(frozen=True)
class BahanTampil:
    """The file of a part as its page shows it."""

    bahan: BahanModul
    kemajuan: KemajuanPaket | None
    # Of a package: what the frame opens, and what it says of itself. Empty until the learner has opened it.
    alamat: str = ""
    tanda: str = ""
    kurang: str = ""

    @property
    def tuntas(self) -> bool:
        """It has said that it is done; what was still missing then may be there now."""
        return self.kemajuan is not None and self.kemajuan.status in TUNTAS

    @property
    def halaman(self) -> range:
        """Pages of a PDF that are shown as pictures: as many as are read on a screen, of a file that is drawn quickly."""
        if self.bahan.jenis != JenisBahan.PDF or self.bahan.ukuran > DIGAMBAR_SAMPAI:
            return range(0)
        return range(1, min(self.bahan.halaman or 0, HALAMAN_TERBANYAK) + 1)

    @property
    def tinggi_sendiri(self) -> bool:
        """It tells how high it is; the others fill the frame they are given."""
        return self.bahan.jenis == JenisBahan.H5P


def material(part: BagianModul, belajar: BelajarModul | None) -> BahanTampil | None:
    """None for a part without a file. Whoever only writes the module looks at it without being followed."""
    row = BahanModul.objects.filter(bagian=part).defer("isi").first()
    if row is None or not row.paket:
        return BahanTampil(row, None) if row else None
    progress = progress_in(belajar.pk, part.pk) if belajar else None
    if belajar is not None and progress is None:
        return BahanTampil(row, None)
    key = new_key(part.pk, belajar.pk if belajar else None)
    refusal = why_not_done(part, progress) if progress is not None and progress.status in TUNTAS else ""
    return BahanTampil(row, progress, frame_address(key, row), key.tanda, refusal)


def package_of(bagian_id: UUID) -> BahanModul | None:
    return BahanModul.objects.filter(bagian_id=bagian_id).defer("isi").first()


def progress_in(belajar_id: UUID | None, bagian_id: UUID) -> KemajuanPaket | None:
    if belajar_id is None:
        return None
    rows = KemajuanPaket.objects.select_related("belajar__pegawai")
    return rows.filter(belajar_id=belajar_id, bagian_id=bagian_id).first()


def known_data(row: KemajuanPaket | None, sidik: str) -> dict[str, Any]:
    """What the package wants to know again. What another file has said means nothing to this one."""
    return row.data if row is not None and row.sidik == sidik else {}


def learner_name(row: KemajuanPaket | None) -> str:
    """Packages greet by name; they are told nothing else of the person."""
    return row.belajar.pegawai.nama if row is not None else ""


def why_not_done(part: BagianModul, progress: KemajuanPaket | None) -> str:
    """Empty when the package has reported what its part asks for."""
    if progress is None or progress.status not in TUNTAS:
        return "Bagian ini selesai setelah bahannya dipelajari sampai akhir. Lanjutkan bahannya."
    if part.nilai_lulus is not None and (progress.nilai or 0) < part.nilai_lulus:
        return (
            f"Nilai Anda {progress.nilai or 0}, sedangkan lulus dengan {part.nilai_lulus}. Ulangi bahannya; nilai terbaik "
            "yang dihitung."
        )
    earliest = progress.mulai_pada + timedelta(minutes=part.menit_singkat or 0)
    if timezone.now() < earliest:
        return (
            f"Bahan ini dipelajari paling singkat {part.menit_singkat} menit, jadi belum dicatat selesai. Kemajuan Anda "
            f"tersimpan; catat selesai setelah pukul {timezone.localtime(earliest):%H.%M} WIB."
        )
    return ""
