"""The return from study on duty: back to work, the degree in the file, the service that is owed from that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.services.tugas import close_tugas
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from jabatan.enums import SebabLuarPeta
from jabatan.models import DiLuarPeta
from jabatan.services.luar import drop_outside, end_outside
from pegawai.enums import SumberRiwayat
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import Referensi
from pegawai.services.riwayat import place_row
from pelatihan import permissions
from pelatihan.aturan.alur_kegiatan import ALUR_TUGAS_BELAJAR
from pelatihan.aturan.tugas_belajar import TABEL_IKATAN_DINAS, MasukanIkatanDinas, bulan_berjalan, ikatan_dinas
from pelatihan.enums import Pembiayaan, StatusTugasBelajar
from pelatihan.models import TugasBelajar
from pelatihan.services.tugas_belajar import TUGAS_LAPORAN, locked_study, say


@dataclass(frozen=True)
class Ijazah:
    """As it stands in the file."""

    pendidikan: Referensi
    tanggal_lulus: date
    nomor_ijazah: str
    gelar_depan: str = ""
    gelar_belakang: str = ""


def owed_months(row: TugasBelajar, kembali: date) -> int:
    """By the rule, for the time that was really spent."""
    found = ikatan_dinas(
        MasukanIkatanDinas(
            masa_bulan=max(bulan_berjalan(row.mulai, kembali), 1), dibebaskan=row.dibebaskan,
            biaya_sendiri=row.pembiayaan == Pembiayaan.MANDIRI,
        )
    )  # fmt: skip
    return int(found["bulan"])


@perubahan
def return_to_work(
    tugas_id: UUID, *, kembali: date, ijazah: Ijazah | None, catatan: str, by: Pengguna
) -> TugasBelajar:  # fmt: skip
    """With the degree or without one. Whoever was outside the map is on it again and waits for a seat."""
    row = locked_study(tugas_id, by)
    require(permissions.can_determine_study(by, row))
    check_transition(ALUR_TUGAS_BELAJAR, row.status, StatusTugasBelajar.SELESAI)
    _check_days(row, kembali, ijazah, catatan)
    if row.dibebaskan:
        _back_on_the_map(row, kembali, by)
    if ijazah is not None:
        row.riwayat_id = _write_degree(row, ijazah)
    months = owed_months(row, kembali)
    row.status, row.kembali_pada, row.lulus, row.catatan_akhir = (
        StatusTugasBelajar.SELESAI,
        kembali,
        ijazah is not None,
        catatan,
    )
    row.ikatan_bulan, row.dasar_ikatan = months, TABEL_IKATAN_DINAS.terakhir.dasar_hukum
    row.ikatan_sampai = add_bulan(kembali, months) - timedelta(days=1) if months else None
    row.save()
    close_tugas(jenis=TUGAS_LAPORAN, objek_id=row.pk, by=by)
    record_jejak(
        row, "tugas_belajar_selesai", by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=catatan,
        rincian={"kembali": kembali.isoformat(), "lulus": ijazah is not None, "ikatan_bulan": months},
    )  # fmt: skip
    owed = (
        f"Ikatan dinas {months} bulan, sampai {tanggal(row.ikatan_sampai)}."
        if row.ikatan_sampai
        else "Tanpa ikatan dinas."
    )
    say(row, "Anda kembali bekerja", f"Mulai {tanggal(kembali)}. {owed}", by)
    return row


def _check_days(row: TugasBelajar, kembali: date, ijazah: Ijazah | None, catatan: str) -> None:
    if not row.mulai < kembali <= row.selesai + timedelta(days=1):
        raise DomainError(
            f"Tanggal kembali sesudah {tanggal(row.mulai)} dan paling lambat {tanggal(row.selesai + timedelta(days=1))}. "
            "Perpanjang dulu bila masanya kurang.",
            galat="tanggal_di_luar_masa",
        )
    if kembali > timezone.localdate():
        raise DomainError("Tanggal kembali belum tiba. Catat pada harinya.", galat="tanggal_depan")
    if ijazah is None and not catatan.strip():
        raise DomainError("Tulis mengapa kembali tanpa ijazah.", galat="tanpa_alasan")
    if ijazah is not None and not row.mulai < ijazah.tanggal_lulus <= timezone.localdate():
        raise DomainError(
            f"Tanggal lulus sesudah {tanggal(row.mulai)} dan tidak sesudah hari ini.", galat="tanggal_lulus"
        )
    if ijazah is not None and ijazah.pendidikan.induk_id not in {None, row.tingkat_id}:
        raise DomainError(
            f"{ijazah.pendidikan.nama} bukan jenjang {row.tingkat.nama}. Pilih pendidikan pada jenjang yang ditetapkan.",
            galat="jenjang_lain",
        )


def _back_on_the_map(row: TugasBelajar, kembali: date, by: Pengguna) -> None:
    """What is left of the time outside falls away; a prolongation that has not begun never was."""
    rows = DiLuarPeta.objects.kini().filter(pegawai_id=row.pegawai_id, sebab=SebabLuarPeta.TUGAS_BELAJAR)
    for one in rows:
        if one.mulai >= kembali:
            drop_outside(one.pk, alasan="Kembali dari tugas belajar", by=by)
        elif one.sampai is None or one.sampai >= kembali:
            end_outside(one.pk, sampai=kembali - timedelta(days=1), alasan="Kembali dari tugas belajar", by=by)


def _write_degree(row: TugasBelajar, ijazah: Ijazah) -> UUID:
    """In the shape of the file. One that says the same is there already: that one it is."""
    kind = jenis_riwayat("pendidikan")
    assert kind is not None
    known = kind.model.objects.kini().filter(pegawai_id=row.pegawai_id, pendidikan=ijazah.pendidikan).first()
    if known is not None:
        return UUID(str(known.pk))
    values: dict[str, Any] = {
        "pendidikan": ijazah.pendidikan, "nama_sekolah": row.lembaga, "nomor_ijazah": ijazah.nomor_ijazah,
        "tahun_lulus": ijazah.tanggal_lulus.year, "gelar_depan": ijazah.gelar_depan, "gelar_belakang": ijazah.gelar_belakang,
        "sumber": SumberRiwayat.HR,
    }  # fmt: skip
    written = place_row(row.pegawai, kind, mulai=ijazah.tanggal_lulus, sampai=None, nilai=values)
    return UUID(str(written.pk))
