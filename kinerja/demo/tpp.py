"""The running month of the input for allowances: one statement, as the job of the night would write it. Percentages stay empty."""

from __future__ import annotations

from datetime import timedelta

from asn_portal.core.demo import Demo
from asn_portal.core.demo.muat import analyse
from kinerja.models import MasaTPP, MasukanTPP, PertanyaanTPP
from kinerja.services.tpp import compute_month

# People see it already, HR still has some days.
SUDAH, MASIH = timedelta(days=3), timedelta(days=4)


def has_no_month() -> bool:
    return not MasaTPP.objects.exists()


def load_tpp(demo: Demo) -> None:
    month = MasaTPP.objects.create(
        pk=demo.id("masa_tpp", 1), instansi_id=demo.id("instansi", 1), bulan=demo.tanggal.replace(day=1),
        terlihat=demo.tanggal - SUDAH, potong=demo.tanggal + MASIH,
    )  # fmt: skip
    counted = compute_month(month.pk, pada=demo.jam(demo.tanggal))
    _ask(demo, month)
    demo.lapor(f"Masukan TPP {month.nama}: {counted} orang.")
    analyse([MasukanTPP])


def _ask(demo: Demo, month: MasaTPP) -> None:
    """One question that waits, so that HR finds something to answer."""
    row = MasukanTPP.objects.filter(masa=month, pegawai__pengguna__username="pegawai.demo").first()
    if row is not None:
        PertanyaanTPP.objects.create(
            pk=demo.id("pertanyaan_tpp", 1), masukan=row, pegawai_id=row.pegawai_id, pada=demo.jam(demo.tanggal),
            teks="Evaluasi triwulan III saya sudah disampaikan, apakah sudah terhitung di bulan ini?",
        )  # fmt: skip
