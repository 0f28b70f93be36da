"""The demo province is counted once at its load; its findings are as old as those of a real one, and the months before
had more of them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from asn_portal.core.demo import Demo
from asn_portal.core.sql import fetch
from asn_portal.mutu.enums import PemicuPutaran
from asn_portal.mutu.hitung import count_one, roll_up
from asn_portal.mutu.indikator import counted_indikator
from asn_portal.mutu.models import NilaiMutu, PutaranMutu

BULAN = 6
# Each month before had so much more.
LEBIH = 0.12
SPREAD = """
UPDATE mutu_temuanmutu
   SET sejak = %(hari)s::date - mod(abs(hashtext(orang_id::text || indikator)), 240),
       ditemukan_pada = %(saat)s
 WHERE selesai_pada IS NULL RETURNING 1
"""
EARLIER = """
INSERT INTO mutu_nilaimutu (putaran_id, instansi_id, unit_id, hari, orang, kena)
SELECT %(putaran)s, kini.instansi_id, kini.unit_id, %(hari)s, kini.orang,
       coalesce((SELECT jsonb_object_agg(satu.key, least(ceil(satu.value::int * %(lebih)s), kini.orang))
                   FROM jsonb_each_text(kini.kena) AS satu), '{}')
  FROM mutu_nilaimutu AS kini WHERE kini.putaran_id = %(kini)s
RETURNING 1
"""


def load_mutu(demo: Demo) -> None:
    now = demo.jam(demo.tanggal)
    for nomor in (1, 2):
        run = _run(demo, nomor, demo.tanggal, now)
        for indikator in counted_indikator(demo.tanggal):
            count_one(indikator, run.instansi_id, demo.tanggal, now, putaran=run.pk)
        run.orang, run.temuan = roll_up(run.instansi_id, demo.tanggal, run.pk)
        run.baru = run.temuan
        run.save()
        _months_before(demo, nomor, run)
    fetch(SPREAD, hari=demo.tanggal, saat=now)


def _run(demo: Demo, nomor: int, hari: date, saat: datetime) -> PutaranMutu:
    plan = [[satu.kode, satu.version(hari)] for satu in counted_indikator(hari)]
    run = PutaranMutu.objects.create(
        pk=demo.id("putaran_mutu", f"{nomor}:{hari}"), instansi_id=demo.id("instansi", nomor), hari=hari,
        pemicu=PemicuPutaran.MALAM, rencana=plan, langkah=len(plan), selesai_pada=saat,
    )  # fmt: skip
    PutaranMutu.objects.filter(pk=run.pk).update(dimulai_pada=saat)
    run.dimulai_pada = saat
    return run


def _months_before(demo: Demo, nomor: int, kini: PutaranMutu) -> None:
    """The last day of each month before, with more findings the further back."""
    end = demo.tanggal.replace(day=1) - timedelta(days=1)
    for back in range(1, BULAN + 1):
        run = _run(demo, nomor, end, demo.jam(end))
        run.orang, run.temuan = kini.orang, round(kini.temuan * (1 + LEBIH * back))
        run.save()
        fetch(EARLIER, putaran=run.pk, kini=kini.pk, hari=end, lebih=1 + LEBIH * back)
        end = end.replace(day=1) - timedelta(days=1)


def is_empty() -> bool:
    return not NilaiMutu.objects.exists()
