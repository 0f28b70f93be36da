"""python -m bench.pelatihan_siap: 20,000 programmes, and a batch that opens for those who come first; prints who comes.
python -m bench.pelatihan_siap --tetapkan: everybody's superior has agreed, registration closes, places are given; what is there.
python -m bench.pelatihan_siap --hitung: times of the recap of JP and of recommendations, as the pages ask for them.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django
from django.apps import apps
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from bench.pelatihan import TEMPAT
from bench.tenggat_siap import session_of

PROGRAM, ORANG = 20_000, 5_000
KODE = "BENCH-BUKA"
# Twenty thousand more of the catalogue's own kind: each programme of the demo province many times, under other titles.
BANYAK = """
INSERT INTO pelatihan_programpelatihan (id, instansi_id, kode, judul, bentuk, tingkat, rumpun, jenjang, uraian, sasaran, syarat,
    banyaknya, jp, dasar_jp, biaya, pencarian)
SELECT gen_random_uuid(), asal.instansi_id, 'B-' || nomor, asal.judul || ' ' || nomor, asal.bentuk, asal.tingkat, asal.rumpun,
    asal.jenjang, asal.uraian, asal.sasaran, asal.syarat, asal.banyaknya, asal.jp, asal.dasar_jp, asal.biaya,
    asal.pencarian || ' ' || nomor
FROM generate_series(1, %s - (SELECT count(*)::int FROM pelatihan_programpelatihan)) AS nomor
JOIN (SELECT *, row_number() OVER (ORDER BY kode) AS urut, count(*) OVER () AS semua FROM pelatihan_programpelatihan) AS asal
  ON asal.urut = nomor %% asal.semua + 1
"""
CAPAIAN = """
INSERT INTO pelatihan_sasarankompetensi (id, program_id, kode, nama, tingkat)
SELECT gen_random_uuid(), baru.id, asal.kode, asal.nama, asal.tingkat
FROM pelatihan_programpelatihan AS baru JOIN pelatihan_programpelatihan AS lama
  ON baru.kode LIKE 'B-%%' AND lama.kode NOT LIKE 'B-%%' AND baru.judul = lama.judul || ' ' || substr(baru.kode, 3)
JOIN pelatihan_sasarankompetensi AS asal ON asal.program_id = lama.id
"""
# Somebody with an account whose superior has one too, bound by nothing in those days.
PELAMAR = """
SELECT orang.id FROM pegawai_pegawai AS orang
JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id AND akun.is_active
JOIN pegawai_pegawai AS atasan ON atasan.id = orang.atasan_kini_id AND atasan.pengguna_id IS NOT NULL
WHERE orang.ditarik_pada IS NULL AND orang.jabatan_kini <> '' AND akun.username NOT LIKE '%%.demo' ORDER BY orang.id LIMIT %s
"""
KALI = 20


def prepare() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(BANYAK, [PROGRAM])
        cursor.execute(CAPAIAN)
        cursor.execute("ANALYZE pelatihan_programpelatihan, pelatihan_sasarankompetensi")
        cursor.execute(PELAMAR, [ORANG])
        ids = [row[0] for row in cursor.fetchall()]
    people = apps.get_model("pegawai", "Pegawai").objects.filter(pk__in=ids).select_related("pengguna")
    batch = open_batch()
    return {"angkatan": str(batch.pk), "orang": [(str(one.pk), session_of(one.pengguna)) for one in people]}


def open_batch() -> Any:
    """Two hundred places in two years' time, given to who comes first."""
    program = (
        apps.get_model("pelatihan", "ProgramPelatihan").objects.exclude(kode__startswith="B-").order_by("kode").first()
    )
    owner = apps.get_model("pelatihan", "Penyelenggara").objects.order_by("pk").first()
    now = timezone.now()
    day = timezone.localdate() + timedelta(days=700)
    return apps.get_model("pelatihan", "AngkatanPelatihan").objects.create(
        instansi_id=program.instansi_id, program=program, penyelenggara=owner, nomor=9000, tahun=day.year, mulai=day, selesai=day,
        buka_pada=now, tutup_pada=now + timedelta(hours=6), tempat=KODE, kuota=TEMPAT, cara="urutan", status="dibuka",
    )  # fmt: skip


def determine() -> dict[str, Any]:
    """Everybody was agreed to; then the portal gives the places by itself."""
    from pelatihan.services.tempat import determine_places

    batch = apps.get_model("pelatihan", "AngkatanPelatihan").objects.get(tempat=KODE)
    person = apps.get_model("pegawai", "Pegawai").objects.filter(pk=OuterRef("pegawai_id"))
    apps.get_model("pelatihan", "Kepesertaan").objects.filter(angkatan=batch, status="diajukan").update(
        status="disetujui",
        diputus_oleh_id=Subquery(person.values("atasan_kini__pengguna_id")[:1]),
        diputus_pada=timezone.now(),
    )
    type(batch).objects.filter(pk=batch.pk).update(tutup_pada=timezone.now())
    started = time.perf_counter()
    determine_places(batch.pk, by=None)
    seconds = time.perf_counter() - started
    rows = list(batch.daftar_peserta.order_by("urut").values_list("pegawai_id", "urut", "status", "diajukan_pada"))
    placed = [row for row in rows if row[2] == "diterima"]
    return {
        "detik": seconds, "baris": len(rows), "orang": len({row[0] for row in rows}), "tempat": len(placed),
        "urut": len({row[1] for row in rows}) == len(rows) and rows == sorted(rows, key=lambda row: row[3]),
        "depan": [row[1] for row in placed] == sorted(row[1] for row in rows)[: len(placed)],
    }  # fmt: skip


def _quickest(act: Callable[[], Any], times: int = KALI) -> float:
    """The middle of several; the first one pays for the catalogue of its connection and does not count."""
    act()
    found = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    return sorted(found)[len(found) // 2]


def count() -> dict[str, Any]:
    from pelatihan.selectors.jp import jp_of_many
    from pelatihan.selectors.saran import recommendations
    from pelatihan.services.saran import refresh_recommendations

    today, now = timezone.localdate(), timezone.now()
    person = (
        apps.get_model("pegawai", "Pegawai").objects.select_related("instansi").get(pengguna__username="pegawai.demo")
    )
    started = time.perf_counter()
    with transaction.atomic():
        refresh_recommendations(today, now)
    all_of_them = time.perf_counter() - started
    return {
        "rekap": _quickest(lambda: jp_of_many(person.instansi_id, today), 3), "orang": len(jp_of_many(person.instansi_id, today)),
        "saran": _quickest(lambda: recommendations(person, today, now)), "saran_semua": all_of_them,
    }  # fmt: skip


def main() -> None:
    django.setup()
    act = {"--tetapkan": determine, "--hitung": count}.get(sys.argv[-1], prepare)
    print(json.dumps(act(), default=str))


if __name__ == "__main__":
    main()
