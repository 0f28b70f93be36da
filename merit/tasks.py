"""Jobs of merit."""

from uuid import UUID

from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.jadwal import register_schedule
from asn_portal.core.latar import pekerjaan_latar
from asn_portal.core.outbox import pekerjaan
from merit.services import bukti, hitung, malam, putaran


@pekerjaan
def hitung_bagian(daftar: list[str]) -> None:
    hitung.compute_chunks([UUID(bagian_id) for bagian_id in daftar])


@pekerjaan
def gabung(putaran_id: str) -> None:
    hitung.merge(UUID(putaran_id))


@pekerjaan
def segarkan(orang: list[str]) -> None:
    """Written by the database, with the rows that have come in."""
    hitung.refresh_people([UUID(pegawai_id) for pegawai_id in orang])


@pekerjaan
def bulanan() -> None:
    for versi, pada in putaran.monthly_versions(timezone.localdate()):
        putaran.start_monthly(versi, pada)


@pekerjaan
def nilai_berjalan() -> None:
    for versi_id, unit_id in malam.live_parts(timezone.localdate()):
        outbox.enqueue("merit.nilai_berjalan_bagian", str(versi_id), str(unit_id or ""))


@pekerjaan
def nilai_berjalan_bagian(versi_id: str, unit_id: str) -> None:
    malam.refresh_part(UUID(versi_id), UUID(unit_id) if unit_id else None)


@pekerjaan
def periksa_sampel() -> None:
    malam.check_sample()


pekerjaan_latar(bukti.JENIS, label="Paket bukti sistem merit", boleh_baca=bukti.may_read)(bukti.pack_in_steps)
register_schedule("merit_bulanan", "merit.bulanan", "30 1 1 * *", "Menghitung putaran merit bulanan tiap instrumen.")
register_schedule("merit_nilai_berjalan", "merit.nilai_berjalan", "15 2 * * *", "Menyegarkan nilai merit berjalan.")
register_schedule(
    "merit_periksa_sampel", "merit.periksa_sampel", "45 3 * * *",
    "Membandingkan contoh hasil putaran merit dengan hitungan menurut aturan, dan memberi tahu bila berbeda.",
)  # fmt: skip
