"""Considerations of BKN about rises that are due: some of each month, so that decrees can be made in the demo province."""

from __future__ import annotations

from asn_portal.core.demo import Demo
from asn_portal.core.demo.tulis import salin
from asn_portal.core.models import Pengguna
from asn_portal.core.regulasi import add_bulan
from pegawai.models import Peringatan, PertekKP
from pegawai.selectors.surat_kp import KP

TERBANYAK = 40
KOLOM = ("id", "pegawai_id", "tmt", "nomor", "tanggal", "dicatat_oleh_id", "dicatat_pada")


def load_pertek(demo: Demo) -> None:
    """After the early warnings are reckoned: two of three rises of those that come first, without the ones that still need
    an examination.
    """
    hr = Pengguna.objects.filter(username="adminbkd.demo").first()
    if hr is None:
        return
    tmt = add_bulan(demo.tanggal.replace(day=1), 1)
    due = Peringatan.objects.filter(
        jenis__in=KP, tanggal__lte=tmt, rincian__ujian=None, pegawai__instansi_id=demo.id("instansi", 1)
    )
    people = list(
        dict.fromkeys(due.order_by("tanggal", "pegawai_id").values_list("pegawai_id", flat=True)[: 2 * TERBANYAK])
    )
    moment = demo.jam(demo.tanggal)
    salin(PertekKP, KOLOM, (
        (demo.id("pertek", place), pk, tmt, f"PG-{place + 1:05d}/KR/{demo.tanggal.year}", demo.tanggal, hr.pk, moment)
        for place, pk in enumerate(pk for place, pk in enumerate(people) if place % 3)
    ))  # fmt: skip
