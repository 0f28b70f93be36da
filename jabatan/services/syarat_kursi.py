"""What a seat must meet beyond what the database holds. Each refusal names the seat and the rule in a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core import selectors as core_selectors
from asn_portal.core.errors import DomainError
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import selectors
from jabatan.enums import STRUKTURAL, TUNGGAL, JenisJabatan
from jabatan.models import Jabatan, PejabatNonASN, Penempatan, RincianJabatan


def check_kind(jenis: str, jenjang: str, *, kepala: bool, eselon: str) -> None:
    """Level and eselon fit the kind; only a seat with one holder leads."""
    if (jenis == JenisJabatan.FUNGSIONAL) != bool(jenjang):
        raise DomainError(
            "Jenjang diisi untuk jabatan fungsional, dan hanya untuk itu. Sesuaikan jenis atau jenjangnya.",
            galat="jenjang_tidak_cocok",
        )
    if eselon and jenis not in STRUKTURAL:
        raise DomainError(
            "Eselon hanya dimiliki JPT, administrator, dan pengawas. Kosongkan eselonnya, atau ganti jenis jabatannya.",
            galat="eselon_tidak_cocok",
        )
    if kepala and jenis not in TUNGGAL:
        raise DomainError(
            "Kepala unit ialah jabatan struktural atau tugas tambahan, yang dipegang satu orang. Ganti jenis jabatannya.",
            galat="kepala_tidak_cocok",
        )


def check_class(seat: Jabatan, nama: str, kelas: int | None, hari: date) -> None:
    """A class that is newly set stands on points: an evaluation, or the class that the name already carries."""
    if kelas is None:
        return
    missing = selectors.without_points(seat.instansi_id, {seat.pk: (nama, kelas)}, hari)
    if missing:
        raise DomainError(missing[seat.pk], galat="kelas_tanpa_nilai")


def check_row(seat: Jabatan, values: dict[str, Any], berlaku: DateRange) -> None:
    """The unit and the seat above exist all the time, a unit has one head, and every line leads to a head."""
    if not core_selectors.exists_throughout(values["unit_id"], berlaku):
        raise DomainError(
            f"Unit untuk {values['nama']} belum ada atau berakhir dalam masa itu. Pilih unit atau tanggal lain.",
            galat="unit_tidak_berlaku",
        )
    induk = values.get("induk_id")
    if induk is None and not seat.kepala:
        raise DomainError(
            f"{values['nama']} belum mempunyai jabatan atasan. Bentuk dulu kepala unitnya, atau pilih jabatan atasan lain.",
            galat="tanpa_induk",
        )
    if induk is not None and not selectors.seat_exists_throughout(induk, berlaku):
        raise DomainError(
            f"Jabatan atasan {values['nama']} tidak ada sepanjang masa itu. Pilih jabatan atasan atau tanggal lain.",
            galat="induk_tidak_berlaku",
        )
    if seat.kepala:
        _check_only_head(seat, values, berlaku)


def _check_only_head(seat: Jabatan, values: dict[str, Any], berlaku: DateRange) -> None:
    other = RincianJabatan.objects.kini().filter(
        unit_id=values["unit_id"], jabatan__kepala=True, berlaku__overlap=berlaku
    ).exclude(jabatan=seat).first()  # fmt: skip
    if other is not None:
        raise DomainError(
            f"Unit itu sudah mempunyai kepala dalam masa tersebut, yaitu {other.nama}. Akhiri dulu jabatan itu, atau bentuk "
            "jabatan ini bukan sebagai kepala unit.",
            galat="kepala_sudah_ada",
        )


def check_empty(seat: Jabatan, nama: str, masa: DateRange) -> None:
    """Nobody sits there any more, and nothing reports to it."""
    sitting = Penempatan.objects.kini().filter(jabatan=seat, berlaku__overlap=masa).select_related("pegawai").first()
    if sitting is not None:
        since = tanggal(max(sitting.mulai, masa.lower))
        raise DomainError(
            f"{nama} masih dipegang {sitting.pegawai.nama} pada {since} atau sesudahnya. Akhiri atau pindahkan dulu "
            "penempatannya.",
            galat="jabatan_berisi",
        )
    if PejabatNonASN.objects.kini().filter(jabatan=seat, berlaku__overlap=masa).exists():
        raise DomainError(
            f"{nama} masih ada pejabatnya dalam masa itu. Akhiri dulu masa jabatannya.", galat="jabatan_berisi"
        )
    below = RincianJabatan.objects.kini().filter(induk=seat, berlaku__overlap=masa).order_by("nama").first()
    if below is not None:
        raise DomainError(
            f"{below.nama} masih bertanggung jawab kepada {nama} dalam masa itu. Pindahkan dulu ke jabatan atasan lain, atau "
            "akhiri.",
            galat="jabatan_beranak",
        )
