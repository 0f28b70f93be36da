"""python -m bench.hitung_merit: runs over everybody by two workers, one statement written by hand that computes and stores the
same rows under the same keys, a loop over people as usual HR systems have it, and one person's explanation; print times as
JSON. Run as the owner of the tables: the one by hand builds their keys itself.
"""

from __future__ import annotations

import json
import queue
import re
import resource
import statistics
import sys
import threading
import time
from typing import Any

import django
from django.db import connection, transaction
from django.utils import timezone

from asn_portal.core.sql import MEMORI_HIMPUNAN, fetch

KALI, ORANG, PENJELASAN = 3, 2_000, 20
INSTRUMEN = "ip_asn"
TO_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
JOBS = ("merit.hitung_bagian", "merit.gabung")
# By hand: every register once, joined by hash, ranks from one sort; both tables written by one statement.
TANGAN = """
WITH didik AS (
    SELECT DISTINCT ON (d.pegawai_id) d.pegawai_id, d.id,
           (%(pendidikan_skor)s::int[])[array_position(%(pendidikan_keadaan)s::text[],
               (%(pendidikan_arti)s::text[])[array_position(%(pendidikan_kunci)s::text[], coalesce(d.tingkat_id, r.induk_id))])] AS skor
      FROM pegawai_riwayatpendidikan d JOIN pegawai_referensi r ON r.kunci = d.pendidikan_id
     WHERE d.tercatat @> %(diketahui)s::timestamptz AND lower(d.berlaku) <= %(pada)s::date
     ORDER BY d.pegawai_id, (%(pendidikan_derajat)s::int[])[array_position(%(pendidikan_kunci)s::text[], coalesce(d.tingkat_id, r.induk_id))] DESC NULLS LAST,
              lower(d.berlaku), d.id),
kursus AS (
    SELECT k.pegawai_id,
           (array_agg(k.id ORDER BY lower(k.berlaku) DESC, k.id) FILTER (WHERE k.jenis = 'diklat_fungsional'))[1] AS fungsional,
           (array_agg(k.id ORDER BY lower(k.berlaku) DESC, k.id) FILTER (WHERE k.jenis = 'diklat_teknis_20jp'))[1] AS teknis,
           (array_agg(k.id ORDER BY lower(k.berlaku) DESC, k.id) FILTER (WHERE k.jenis = 'seminar'
               AND lower(k.berlaku) > %(pada)s::date - make_interval(years => %(kompetensi_seminar_tahun)s)))[1] AS seminar,
           coalesce(sum(k.jumlah_jam) FILTER (WHERE k.jenis = 'diklat_teknis_20jp'
               AND lower(k.berlaku) > %(pada)s::date - interval '1 year'), 0)::int AS jp
      FROM (SELECT s.*, (%(kompetensi_jenis_arti)s::text[])[array_position(%(kompetensi_jenis_kunci)s::text[], s.jenis_diklat_id)] AS jenis
              FROM pegawai_riwayatkursus s
             WHERE s.tercatat @> %(diketahui)s::timestamptz AND lower(s.berlaku) <= %(pada)s::date) k
     GROUP BY k.pegawai_id),
pimpin AS (
    SELECT DISTINCT ON (d.pegawai_id) d.pegawai_id, d.id,
           (%(kompetensi_derajat)s::int[])[array_position(%(kompetensi_latihan)s::text[], d.latihan_id)] AS derajat
      FROM pegawai_riwayatdiklat d WHERE d.tercatat @> %(diketahui)s::timestamptz AND lower(d.berlaku) <= %(pada)s::date
     ORDER BY d.pegawai_id, 3 DESC NULLS LAST, d.id),
predikat AS (
    SELECT DISTINCT ON (n.pegawai_id) n.pegawai_id, n.id, (%(predikat_skor)s::int[])[array_position(%(predikat_keadaan)s::text[],
           CASE WHEN s.diputus_pada > %(diketahui)s::timestamptz THEN s.semula_predikat ELSE n.predikat END)] AS skor
      FROM kinerja_evaluasi n LEFT JOIN kinerja_keberatan s ON s.evaluasi_id = n.id
     WHERE n.jenis = 'tahunan' AND n.predikat <> '' AND n.tahun BETWEEN extract(year FROM %(pada)s::date)::int - %(predikat_lama)s
           AND extract(year FROM %(pada)s::date)::int - 1 AND coalesce(n.disampaikan_pada, n.dibuat_pada) <= %(diketahui)s::timestamptz
     ORDER BY n.pegawai_id, n.tahun DESC, upper(n.masa) DESC, n.id),
hukum AS (
    SELECT DISTINCT ON (h.pegawai_id) h.pegawai_id, h.id,
           (%(disiplin_skor)s::int[])[array_position(%(disiplin_keadaan)s::text[],
               CASE h.tingkat WHEN 'b' THEN 'berat' WHEN 's' THEN 'sedang' ELSE 'ringan' END)] AS skor
      FROM pegawai_riwayathukuman h WHERE h.tercatat @> %(diketahui)s::timestamptz AND lower(h.berlaku) <= %(pada)s::date
           AND (h.batal_tanggal IS NULL OR h.batal_tanggal > %(pada)s::date)
     ORDER BY h.pegawai_id, strpos('bsr', h.tingkat), lower(h.berlaku) DESC, h.id),
dasar AS (
    SELECT orang.*, (%(kompetensi_golongan)s::text[])[array_position(%(kompetensi_jabatan)s::text[], orang.jenis)] AS kelompok,
           CASE WHEN (%(kompetensi_tuntut_derajat)s::int[])[array_position(%(kompetensi_tuntut)s::text[], orang.jenis)] <= pimpin.derajat
                THEN pimpin.id END AS pimpin_id,
           didik.id AS didik_id, didik.skor AS didik_skor, kursus.fungsional, kursus.teknis, kursus.seminar, coalesce(kursus.jp, 0) AS jp,
           predikat.id AS predikat_id, predikat.skor AS predikat_skor, hukum.id AS hukum_id,
           coalesce(hukum.skor, (%(disiplin_skor)s::int[])[array_position(%(disiplin_keadaan)s::text[], 'tidak_ada')]) AS hukum_skor
      FROM (ORANG) AS orang LEFT JOIN didik ON didik.pegawai_id = orang.id LEFT JOIN kursus ON kursus.pegawai_id = orang.id
      LEFT JOIN pimpin ON pimpin.pegawai_id = orang.id LEFT JOIN predikat ON predikat.pegawai_id = orang.id
      LEFT JOIN hukum ON hukum.pegawai_id = orang.id),
hasil AS (
    SELECT dasar.*, CASE WHEN kelompok IS NOT NULL THEN
               CASE WHEN pimpin_id IS NOT NULL THEN POIN(diklat_kepemimpinan) ELSE 0 END
             + CASE WHEN fungsional IS NOT NULL THEN POIN(diklat_fungsional) ELSE 0 END
             + CASE WHEN jp >= %(kompetensi_jp)s THEN POIN(diklat_teknis_20jp) ELSE 0 END
             + CASE WHEN seminar IS NOT NULL THEN POIN(seminar) ELSE 0 END END AS latih
      FROM dasar),
tulis AS (
    INSERT INTO merit_nilai_%(nomor)s (putaran, pegawai_id, unit_id, perangkat_id, jenjang, rumpun, skor, bukti, y, x, total, kotak,
        status, kurang, gerbang, duk)
    SELECT %(nomor)s, id, unit_id, perangkat_id, jenjang, rumpun, ARRAY[didik_skor, latih, predikat_skor, hukum_skor],
           ARRAY[didik_id, coalesce(pimpin_id, fungsional, teknis, seminar), predikat_id, hukum_id],
           jumlah, NULL, jumlah, NULL, CASE WHEN jumlah IS NULL THEN 'belum_lengkap' ELSE 'lengkap' END,
           array_remove(ARRAY[CASE WHEN didik_skor IS NULL THEN 'pendidikan' END, CASE WHEN latih IS NULL THEN 'kompetensi_jabatan' END,
                              CASE WHEN predikat_skor IS NULL THEN 'predikat' END], NULL), '{}', duk
      FROM hasil CROSS JOIN LATERAL (SELECT (didik_skor + latih + predikat_skor + hukum_skor)::bigint * 100 AS jumlah) AS total
    RETURNING pegawai_id, jenjang, rumpun, perangkat_id, total, duk),
urut AS (SELECT *, rank() OVER (ORDER BY total DESC, duk)::int AS tempat FROM tulis WHERE total IS NOT NULL)
INSERT INTO merit_peringkat_%(nomor)s
SELECT %(nomor)s, pegawai_id, rank() OVER (PARTITION BY jenjang ORDER BY tempat), count(*) OVER (PARTITION BY jenjang),
       rank() OVER (PARTITION BY jenjang, perangkat_id ORDER BY tempat), count(*) OVER (PARTITION BY jenjang, perangkat_id),
       rank() OVER (PARTITION BY rumpun ORDER BY tempat), count(*) OVER (PARTITION BY rumpun),
       rank() OVER (PARTITION BY rumpun, perangkat_id ORDER BY tempat), count(*) OVER (PARTITION BY rumpun, perangkat_id)
  FROM urut
"""

POIN = re.compile(r"POIN\((\w+)\)")
POINT = r"coalesce((%(kompetensi_\1)s::int[])[array_position(%(kompetensi_\1_jenis)s::text[], kelompok)], 0)"


def begin(versi: Any) -> Any:
    from asn_portal.core.audit import perubahan, record_jejak
    from merit.enums import PemicuPutaran
    from merit.services.putaran import Permintaan
    from merit.services.putaran import begin as start

    @perubahan
    def change() -> Any:
        run = start(versi, Permintaan(timezone.localdate()), PemicuPutaran.PERMINTAAN)
        record_jejak(run, "tolok_ukur", by=None)
        return run

    return change()


class Pekerja(threading.Thread):
    """Does open jobs one after the other, as a worker does, until there are none."""

    def __init__(self, jobs: queue.SimpleQueue[str]) -> None:
        super().__init__()
        self.jobs = jobs

    def run(self) -> None:
        from asn_portal.core import outbox

        try:
            while True:
                outbox.perform(self.jobs.get_nowait())
        except queue.Empty:
            connection.close()


def do_open_jobs(pekerja: int) -> None:
    from asn_portal.core.models import PesanKeluar

    jobs: queue.SimpleQueue[str] = queue.SimpleQueue()
    rows = PesanKeluar.objects.filter(pekerjaan__in=JOBS, selesai_pada=None).order_by("pk")
    for pk in rows.values_list("pk", flat=True):
        jobs.put(str(pk))
    workers = [Pekerja(jobs) for _ in range(pekerja)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def whole_run(versi: Any, pekerja: int = 2) -> tuple[float, Any]:
    """Begin, every batch by workers side by side, merge: everything but the way through the broker."""
    from merit.enums import StatusPutaran

    started = time.perf_counter()
    run = begin(versi)
    do_open_jobs(pekerja)
    do_open_jobs(1)  # the merge
    spent = time.perf_counter() - started
    run.refresh_from_db()
    if run.status != StatusPutaran.SELESAI:
        raise RuntimeError(f"Putaran {run.nomor} tidak selesai.")
    return spent, run


# The keys that a run has, built when the rows are there: that is how a person would do it.
KEYS = """
ALTER TABLE merit_nilai_%(nomor)s ADD PRIMARY KEY (putaran, pegawai_id);
CREATE INDEX ON merit_nilai_%(nomor)s (jenjang, total DESC NULLS LAST);
CREATE INDEX ON merit_nilai_%(nomor)s (perangkat_id, kotak);
ALTER TABLE merit_peringkat_%(nomor)s ADD PRIMARY KEY (putaran, pegawai_id)
"""


def by_hand(versi: Any, like: Any) -> tuple[float, bool]:
    """The statement and the keys alone, into the tables of a run that is then taken back, until they are committed as the
    engine's are; and whether the rows and ranks have the digest of the engine's.
    """
    from merit.mesin import ORANG, ask
    from merit.services import hitung

    run = begin(versi)
    asked = ask(versi.susunan, instansi_id=run.instansi_id, pada=like.pada, diketahui=like.diketahui_pada)
    statement = POIN.sub(POINT, TANGAN).replace("ORANG", ORANG.replace("HANYA", "true"), 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', '0', false), set_config('work_mem', %s, false)", [MEMORI_HIMPUNAN]
        )
        started = time.perf_counter()
        with transaction.atomic():
            cursor.execute(statement, asked.nilai | {"nomor": run.nomor})
            cursor.execute(KEYS, {"nomor": run.nomor})
        spent = time.perf_counter() - started
    parts = dict(fetch(DIGEST_OF.format(digest=hitung.DIGEST.format(kolom=hitung.VALUES)), nomor=run.nomor))
    same = hitung.run_digest(parts, hitung.rank_digest(run.nomor)) == like.sidik
    take_back(run)
    return spent, same


def take_back(run: Any) -> None:
    """Its tables, its jobs; the row of the run stays as a cancelled one."""
    from asn_portal.core.models import PesanKeluar
    from merit.enums import StatusPutaran

    with transaction.atomic():
        PesanKeluar.objects.filter(pekerjaan__in=JOBS, selesai_pada=None).delete()
        type(run).objects.filter(pk=run.pk).update(
            status=StatusPutaran.DIBATALKAN, dibatalkan_pada=timezone.now(), alasan_batal="Tolok ukur."
        )
        fetch("SELECT merit_buang_putaran(%(nomor)s)::text", nomor=run.nomor)


DIGEST_OF = "SELECT perangkat_id, {digest} FROM merit_nilai_%(nomor)s GROUP BY perangkat_id"


def usual_loop(versi: Any, like: Any) -> tuple[float, int]:
    """Person by person with the ORM, each row saved: per person in seconds."""
    from kinerja.models import Evaluasi
    from merit.models import NilaiBerjalan
    from pegawai.models import Pegawai, RiwayatDiklat, RiwayatHukuman, RiwayatKursus, RiwayatPendidikan

    people = list(Pegawai.objects.filter(instansi_id=like.instansi_id).order_by("pk")[:ORANG])
    with transaction.atomic():
        started = time.perf_counter()
        for person in people:
            found = [
                list(RiwayatPendidikan.objects.kini().filter(pegawai=person).select_related("pendidikan")),
                list(RiwayatKursus.objects.kini().filter(pegawai=person)), list(RiwayatDiklat.objects.kini().filter(pegawai=person)),
                list(Evaluasi.objects.filter(pegawai=person, jenis="tahunan").order_by("-tahun")[:1]),
                list(RiwayatHukuman.objects.kini().filter(pegawai=person)),
            ]  # fmt: skip
            scores = [
                2000 if found[0] else 500,
                sum(row.jumlah_jam or 0 for row in found[1]),
                2500 if found[3] else 0,
                500,
            ]
            NilaiBerjalan.objects.update_or_create(
                versi=versi, pegawai=person,
                defaults={
                    "jenjang": "", "rumpun": "", "skor": scores, "bukti": [None] * 4, "y": sum(scores), "status": "lengkap",
                    "kurang": [], "gerbang": [], "duk": [0], "dihitung_pada": timezone.now(),
                },
            )  # fmt: skip
        spent = time.perf_counter() - started
        transaction.set_rollback(True)
    return spent, len(people)


def explanations(like: Any) -> float:
    """Median of one person's explanation, in milliseconds."""
    from asn_portal.core.models import Pengguna
    from merit.models import Nilai
    from merit.selectors.penjelasan import explain_row

    reader = Pengguna.objects.get(username="adminbkd.demo")
    ids = list(
        Nilai.objects.filter(putaran=like.nomor)
        .order_by("pegawai_id")
        .values_list("pegawai_id", flat=True)[:PENJELASAN]
    )
    times = []
    for pegawai_id in ids:
        started = time.perf_counter()
        explain_row(like, pegawai_id, reader)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def instrument() -> Any:
    from merit.models import VersiInstrumen

    owner = django.apps.apps.get_model("core", "Pengguna").objects.get(username="adminbkd.demo")
    return VersiInstrumen.objects.select_related("instrumen").get(
        instrumen__instansi_id=owner.instansi_id, instrumen__kode=INSTRUMEN, nomor=1
    )


def main() -> None:
    """One digest (`sidik`), or everything; `besar`: without the loop, and the growth rather than the first run's warmth."""
    django.setup()
    versi = instrument()
    if "sidik" in sys.argv:
        print(json.dumps({"sidik": whole_run(versi)[1].sidik}))
        return
    whole_run(versi)  # the first run of a connection pays for its catalogue
    runs, hands = [], []
    for _ in range(KALI):
        runs.append(whole_run(versi))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / TO_MB
        hands.append(by_hand(versi, runs[-1][1]))
    like = runs[-1][1]
    engine = statistics.median(spent for spent, _ in runs)
    found = {
        "orang": like.jumlah, "nomor": like.nomor, "putaran": round(engine, 3),
        "tangan": round(statistics.median(spent for spent, _ in hands), 3), "sama": all(same for _, same in hands),
        "sidik": sorted({run.sidik for _, run in runs}), "puncak": round(peak), "penjelasan": round(explanations(like), 2),
        "satu_pekerja": round(whole_run(versi, 1)[0], 3),
    }  # fmt: skip
    if "besar" not in sys.argv:
        loop, people = usual_loop(versi, like)
        found |= {"per_orang": engine / like.jumlah, "orm_per_orang": loop / people}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
