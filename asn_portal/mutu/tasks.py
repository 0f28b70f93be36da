"""Doors of the jobs of this app."""

from __future__ import annotations

from collections.abc import Generator
from uuid import UUID

from asn_portal.core.jadwal import register_schedule
from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.outbox import pekerjaan
from asn_portal.mutu import services


@pekerjaan_latar(services.JENIS, label="Penghitungan mutu data", boleh_baca=services.may_read)
def count_now(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    return (yield from services.count_in_steps(row))


@pekerjaan
def count_every_night() -> None:
    services.count_every_night()


@pekerjaan
def next_step(putaran_id: str, langkah: int) -> None:
    services.continue_night(UUID(putaran_id), langkah)


@pekerjaan
def recount_some(instansi_id: str, orang: list[str]) -> None:
    services.recount(UUID(instansi_id), [UUID(pk) for pk in orang])


register_schedule("mutu_data", "mutu.count_every_night", "30 1 * * *", "Menghitung indikator mutu data setiap malam.")
