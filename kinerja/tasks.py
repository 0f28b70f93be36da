"""Jobs of performance."""

from collections.abc import Generator
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.jadwal import register_schedule
from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.outbox import pekerjaan
from kinerja.services import angka_kredit, ingatkan, keberatan, periode, serah, siasn_massal, tpp


@pekerjaan
def open_years() -> None:
    for periode_id in periode.due_to_open(timezone.localdate()):
        periode.open_periode(periode_id)


@pekerjaan
def send_reminders(periode_id: str, unit_id: str, by_id: str, tahap: str = "") -> None:
    ingatkan.send_reminders(UUID(periode_id), UUID(unit_id), UUID(by_id), tahap)


@pekerjaan
def finalize_evaluations() -> None:
    """Five hundred at a time; after the last week of a year tens of thousands are over in one night."""
    if keberatan.finalize_due(timezone.localdate()) >= keberatan.SEKALI:
        outbox.enqueue("kinerja.finalize_evaluations")


register_schedule(
    "final_evaluasi_kinerja", "kinerja.finalize_evaluations", "20 0 * * *",
    "Menjadikan final hasil evaluasi yang tidak dikembalikan sampai batasnya.",
)  # fmt: skip


@pekerjaan
def hand_ratings_over() -> None:
    """Changes written earlier that begin today; and duties whose days are over."""
    serah.close_past()
    serah.ask_former()
    serah.tell_successors()


register_schedule(
    "serah_penilaian_kinerja", "kinerja.hand_ratings_over", "25 0 * * *",
    "Meminta penilai lama menilai masa yang dipimpinnya, dan menutup yang lewat batas.",
)  # fmt: skip


@pekerjaan
def count_credits() -> None:
    """What became final in the last two days; a run that was missed is made up for."""
    angka_kredit.count_new(timezone.now() - timedelta(days=2))


register_schedule(
    "hitung_angka_kredit",
    "kinerja.count_credits",
    "20 * * * *",
    "Menghitung angka kredit dari penilaian yang sudah final.",
)
register_schedule(
    "buka_tahun_kinerja", "kinerja.open_years", "10 0 * * *", "Memberi tugas menyusun SKP begitu jendelanya dibuka."
)


@pekerjaan
def compute_tpp(masa_id: str) -> None:
    tpp.compute_month(UUID(masa_id))


@pekerjaan
def compute_open_tpp() -> None:
    for masa_id in tpp.open_months():
        tpp.compute_month(masa_id)


register_schedule(
    "hitung_masukan_tpp", "kinerja.compute_open_tpp", "40 1 * * *",
    "Menghitung masukan TPP bulan yang belum ditutup, bersama alasannya.",
)  # fmt: skip


@pekerjaan_latar(siasn_massal.JENIS, label="Kinerja untuk SIASN", boleh_baca=siasn_massal.may_read)
def export_siasn(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    return (yield from siasn_massal.export_in_steps(row))
