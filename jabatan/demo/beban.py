"""Analyses of the demo province: workloads (last year's behind the K of the map, this year's proposed), and job
information with evaluation of the most used names. Set by set.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

from asn_portal.core.demo import BERDIRI, Demo, salin
from asn_portal.core.demo.muat import analyse
from asn_portal.core.demo.tulis import sejak
from asn_portal.core.sql import fetch
from jabatan.aturan.kelas import NILAI_FAKTOR, TABEL_FAKTOR, kelas_untuk
from jabatan.models import AnalisisBebanKerja, EvaluasiJabatan, InformasiJabatan, TugasABK
from jabatan.services.abk import jke_of

BANYAK = 400
# Of every K so much is filled: three quarters of the last person are work, so that rounding up gives K again.
HEADS = """
INSERT INTO jabatan_analisisbebankerja (id, jabatan_id, tahun, status, jke_menit, dasar_hukum, total, kebutuhan, diubah_pada,
                                        disusun_oleh_id, diambil_oleh_id, diambil_pada, berlaku_sejak, impor)
SELECT md5('abk:' || %(tahun)s || r.jabatan_id)::uuid, r.jabatan_id, %(tahun)s, %(status)s, %(jke)s, %(dasar)s,
       r.kebutuhan + %(lebih)s - 0.2500, r.kebutuhan + %(lebih)s, %(pada)s, NULL, NULL, %(diambil)s, %(sejak)s, NULL
FROM jabatan_rincianjabatan r JOIN jabatan_jabatan j ON j.id = r.jabatan_id
WHERE j.instansi_id = %(instansi)s AND upper_inf(r.tercatat) AND upper_inf(r.berlaku) AND j.jenis IN ('fungsional', 'pelaksana')
ORDER BY r.jabatan_id LIMIT %(banyak)s
"""
TASKS = """
INSERT INTO jabatan_tugasabk (id, abk_id, urut, uraian, satuan, jumlah_hasil, waktu_menit)
SELECT md5('tugas:' || a.id || t.urut)::uuid, a.id, t.urut, t.uraian, t.satuan, (a.kebutuhan - 0.25) * a.jke_menit * t.bagian / t.menit,
       t.menit
FROM jabatan_analisisbebankerja a
CROSS JOIN (VALUES (1, 'Menyusun bahan dan rencana kerja', 'Dokumen', 0.2, 600), (2, 'Melaksanakan tugas pokok jabatan', 'Kegiatan', 0.6, 240),
                   (3, 'Menyusun laporan', 'Laporan', 0.2, 300)) t (urut, uraian, satuan, bagian, menit)
WHERE a.tahun = %(tahun)s
"""


def is_empty() -> bool:
    return not AnalisisBebanKerja.objects.exists()


def load_beban(demo: Demo) -> None:
    year = demo.tanggal.year
    old, new = demo.tanggal.replace(year=year - 1, month=11, day=1), demo.tanggal.replace(month=10, day=1)
    since = demo.tanggal.replace(month=1, day=1)
    with connection.cursor() as cursor:
        for tahun, lebih, banyak, pada, taken in ((year - 1, 0, BANYAK, old, True), (year, 1, BANYAK // 2, new, False)):
            jke, dasar = jke_of(tahun)
            values = {
                "tahun": tahun, "status": "diambil_alih" if taken else "diusulkan", "jke": jke, "dasar": dasar, "lebih": lebih,
                "pada": demo.jam(pada), "diambil": demo.jam(since) if taken else None, "sejak": since if taken else None,
                "instansi": demo.id("instansi", 1), "banyak": banyak,
            }  # fmt: skip
            cursor.execute(HEADS, values)
            cursor.execute(TASKS, {"tahun": tahun})
    _described(demo, since)
    analyse([AnalisisBebanKerja, TugasABK, InformasiJabatan, EvaluasiJabatan])


NAMES = """
SELECT a.id, a.nama, max(r.kelas) FROM jabatan_acuanjabatan a
JOIN jabatan_rincianjabatan r ON r.nama = a.nama AND upper_inf(r.tercatat)
WHERE a.nama <> '' AND a.instansi_id = %(instansi)s GROUP BY 1, 2 HAVING max(r.kelas) IS NOT NULL ORDER BY 2 LIMIT 30
"""


def _described(demo: Demo, since: Any) -> None:
    names = fetch(NAMES, instansi=demo.id("instansi", 1))
    recorded = sejak(demo.jam(BERDIRI))
    salin(InformasiJabatan, ("id", "acuan_id", "isi", "dasar", "berlaku", "tercatat"), [
        (demo.id("informasi", nama), pk, json.dumps(_parts(nama)), "Berita acara anjab (contoh)", sejak(BERDIRI), recorded)
        for pk, nama, _ in names
    ])  # fmt: skip
    columns = (
        "id", "acuan_id", "jenis", "tingkat", "alasan", "nilai", "kelas", "dasar_hukum", "status", "disusun_pada", "diambil_pada",
        "berlaku_sejak",
    )  # fmt: skip
    rows = []
    for pk, nama, kelas in names:
        levels, points = _levels(kelas)
        rows.append((
            demo.id("evaluasi", nama), pk, "fungsional", json.dumps(levels), "{}", points, kelas_untuk(points),
            TABEL_FAKTOR.terakhir.dasar_hukum, "diambil_alih", demo.jam(since), demo.jam(since), since,
        ))  # fmt: skip
    salin(EvaluasiJabatan, columns, rows)


def _levels(kelas: int) -> tuple[dict[str, int], int]:
    """The lowest levels, raised in turn until the points give this class."""
    table = NILAI_FAKTOR["fungsional"]
    levels = dict.fromkeys(table, 1)
    while kelas_untuk(points := sum(table[f][n - 1] for f, n in levels.items())) < kelas:
        factor = min((f for f in table if levels[f] < len(table[f])), key=lambda f: levels[f] / len(table[f]))
        levels[factor] += 1
    return levels, points


def _parts(nama: str) -> dict[str, Any]:
    return {
        "ikhtisar": f"Melaksanakan tugas {nama} sesuai rencana kerja unit agar pelayanan terselenggara dengan baik (contoh).",
        "tugas": [["Menyusun rencana kerja", "Rencana kerja"], ["Melaksanakan tugas pokok jabatan", "Laporan kegiatan"], ["Melaporkan hasil kerja", "Laporan"]],
        "hasil": [["Rencana kerja"], ["Laporan kegiatan"]], "bahan": [["Disposisi pimpinan", "Melaksanakan tugas"]],
        "perangkat": [["Komputer", "Mengolah data"], ["Pedoman kerja", "Melaksanakan tugas"]],
        "tanggung_jawab": [["Kebenaran dan kerahasiaan laporan"]], "wewenang": [["Meminta data yang diperlukan"]],
        "korelasi": [["Atasan langsung", "Unit sendiri", "Penugasan dan laporan"]],
        "lingkungan": [["Tempat kerja", "Dalam ruangan"]], "risiko": [["Kelelahan mata", "Bekerja lama di depan layar"]],
        "keterampilan": [["Mengolah data"]], "bakat": [["G"], ["V"]], "temperamen": [["R"]], "minat": [["Konvensional"]],
        "fungsi": [["D3"], ["O7"]], "upaya_fisik": [["Duduk"], ["Berbicara"]], "kondisi_fisik": [["Sehat jasmani"]],
        "prestasi": [["Laporan selesai tepat waktu"]],
    }  # fmt: skip
