"""Evaluations of the demo province: the year of every finished one, the quarters of the running one; by whole sets.

Ratings are chance of seed, person and stretch, in shares that a unit with a good achievement would show. Steps and words on
lines are written for the demo accounts and their teams only: millions of them would tell nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from asn_portal.core.demo import Demo
from asn_portal.core.demo.dasar import WIB
from kinerja.enums import JenisEvaluasi


def _id(kind: str, *parts: str) -> str:
    joined = " || ':' || ".join(f"{part}::text" for part in parts)
    return f"md5(%(benih)s || ':{kind}:' || {joined})::uuid"


@dataclass(frozen=True)
class Masa:
    """One stretch to be rated: what it is, its days, and the day on which its window opens."""

    jenis: str
    nomor: int
    awal: date
    akhir: date
    buka: date
    # Not everybody is through: the last one before today.
    berjalan: bool = False


ACHIEVED = f"""
INSERT INTO kinerja_capaianorganisasi (id, periode_id, unit_id, jenis, nomor, capaian, dasar, oleh_id, pada)
SELECT {_id("capaian", "janji.periode_id", "janji.unit_id", "%(jenis)s", "%(nomor)s")}, janji.periode_id, janji.unit_id,
       %(jenis)s, %(nomor)s,
       CASE WHEN ('x' || substr(md5(janji.unit_id::text || %(awal)s), 1, 7))::bit(28)::int %% 10 = 0 THEN 'istimewa' ELSE 'baik' END,
       'Berita acara penetapan capaian (contoh)', pencatat.id, %(mulai)s
FROM demo_janji AS janji
CROSS JOIN LATERAL (SELECT id FROM core_pengguna WHERE is_active ORDER BY username <> 'adminbkd.demo', id LIMIT 1) AS pencatat
WHERE janji.periode_id = %(periode)s
"""
# Of a hundred: 18 far above, 70 good in three ways, 9 to improve, 2 and 1 below. The last quarter is not through everywhere.
RATED = f"""
CREATE TEMPORARY TABLE demo_nilai ON COMMIT DROP AS
SELECT isi.*, {_id("evaluasi", "%(tahun)s", "%(jenis)s", "%(nomor)s", "isi.id")} AS evaluasi_id,
       CASE WHEN nilai < 30 THEN 'di_atas_ekspektasi' WHEN nilai < 93 OR nilai = 98 THEN 'sesuai_ekspektasi'
            ELSE 'di_bawah_ekspektasi' END AS hasil,
       CASE WHEN nilai < 18 OR nilai BETWEEN 88 AND 92 THEN 'di_atas_ekspektasi' WHEN nilai < 98 THEN 'sesuai_ekspektasi'
            ELSE 'di_bawah_ekspektasi' END AS perilaku,
       CASE WHEN nilai < 18 THEN 'sangat_baik' WHEN nilai < 93 THEN 'baik' WHEN nilai < 98 THEN 'butuh_perbaikan'
            WHEN nilai = 98 THEN 'kurang' ELSE 'sangat_kurang' END AS predikat,
       CASE WHEN contoh THEN 'disampaikan' WHEN menunggu THEN 'dikirim' WHEN NOT %(berjalan)s OR giliran < 95 THEN 'final'
            WHEN giliran < 98 THEN 'dikirim' WHEN giliran < 99 THEN 'disampaikan' ELSE 'draf' END AS keadaan
FROM (
    SELECT skp.id, skp.skp_id, skp.pengguna_id, skp.unit_id, skp.jabatan, skp.atasan_id, skp.atasan_penilai_id, skp.akun_atasan,
           skp.acak, greatest(skp.sejak, %(awal)s::date) AS mulai,
           (skp.acak / 11 + %(tahun)s * 7 + %(nomor)s * 31) %% 100 AS nilai, (skp.acak / 17 + %(nomor)s) %% 100 AS giliran,
           %(berjalan)s AND akun.username = 'pegawai.demo' AS contoh,
           %(berjalan)s AND skp.acak %% 5 = 0 AND NOT skp.tokoh AND atas.username LIKE '%%.demo' AS menunggu,
           (skp.tokoh OR atas.username LIKE '%%.demo') AS rinci
    FROM demo_skp AS skp JOIN core_pengguna AS akun ON akun.id = skp.pengguna_id
    LEFT JOIN core_pengguna AS atas ON atas.id = skp.akun_atasan
    WHERE skp.status = 'disetujui' AND skp.sejak < %(akhir)s AND skp.akun_atasan IS NOT NULL
) AS isi;
UPDATE demo_nilai SET hasil = '', perilaku = '', predikat = '' WHERE keadaan IN ('dikirim', 'draf')
"""
WRITTEN = """
INSERT INTO kinerja_evaluasi (id, pegawai_id, tahun, jenis, nomor, masa, periode_id, skp_id, unit_id, jabatan, penilai_id,
    atasan_penilai_id, status, putaran, hasil_kerja, perilaku_kerja, predikat, capaian, penilaian_diri, catatan, alasan, sumber,
    referensi, siasn_id, identitas, dibuat_pada, dikirim_pada, dinilai_pada, dinilai_oleh_id, disampaikan_pada, diterima_pada,
    final_pada)
SELECT nilai.evaluasi_id, nilai.id, %(tahun)s, %(jenis)s, %(nomor)s, daterange(nilai.mulai, %(akhir)s::date), %(periode)s,
       nilai.skp_id, nilai.unit_id, nilai.jabatan, nilai.atasan_id, nullif(nilai.atasan_penilai_id, nilai.id), nilai.keadaan, 4,
       nilai.hasil, nilai.perilaku, nilai.predikat, CASE WHEN nilai.predikat = '' THEN '' ELSE coalesce(capaian.capaian, 'baik') END,
       '', '', '', 'portal', '', '', '{}', %(mulai)s, CASE WHEN nilai.keadaan <> 'draf' THEN %(mulai)s + interval '3 days' END,
       CASE WHEN nilai.predikat <> '' THEN %(mulai)s + interval '8 days' END, CASE WHEN nilai.predikat <> '' THEN nilai.akun_atasan END,
       CASE WHEN nilai.keadaan = 'disampaikan' THEN %(kemarin)s WHEN nilai.predikat <> '' THEN %(mulai)s + interval '10 days' END,
       CASE WHEN nilai.keadaan = 'final' THEN %(mulai)s + interval '13 days' END,
       CASE WHEN nilai.keadaan = 'final' THEN %(mulai)s + interval '13 days' END
FROM demo_nilai AS nilai
LEFT JOIN demo_sasaran AS sasaran ON sasaran.unit_id = nilai.unit_id
LEFT JOIN kinerja_capaianorganisasi AS capaian ON capaian.unit_id = sasaran.unit_janji AND capaian.periode_id = %(periode)s
     AND capaian.jenis = %(jenis)s AND capaian.nomor = %(nomor)s
"""
STEPS = f"""
INSERT INTO kinerja_langkahevaluasi (id, evaluasi_id, dari, ke, oleh_id, pada, catatan, nomor, batas, tepat_waktu)
SELECT {_id("langkah", "nilai.evaluasi_id", "langkah.ke")}, nilai.evaluasi_id, langkah.dari, langkah.ke,
       CASE langkah.siapa WHEN 'pegawai' THEN nilai.pengguna_id ELSE nilai.akun_atasan END,
       CASE WHEN langkah.ke = 'disampaikan' AND nilai.keadaan = 'disampaikan' THEN %(kemarin)s
            ELSE %(mulai)s + make_interval(days => langkah.hari) END, '',
       CASE WHEN langkah.ke IN ('dikirim', 'disampaikan')
            THEN 'EVAL-' || %(tahun)s || '-' || substr(md5(nilai.evaluasi_id::text || langkah.ke), 1, 8) END,
       CASE WHEN langkah.ke = 'dikirim' THEN %(batas)s::date END, CASE WHEN langkah.ke = 'dikirim' THEN true END
FROM demo_nilai AS nilai
JOIN (VALUES ('belum_mulai', 'draf', 'pegawai', 1, 1), ('draf', 'dikirim', 'pegawai', 3, 2), ('dikirim', 'dinilai', 'atasan', 8, 3),
             ('dinilai', 'disampaikan', 'atasan', 10, 4), ('disampaikan', 'final', 'pegawai', 13, 5)
     ) AS langkah (dari, ke, siapa, hari, urut)
  ON langkah.urut <= CASE nilai.keadaan WHEN 'draf' THEN 1 WHEN 'dikirim' THEN 2 WHEN 'disampaikan' THEN 4 ELSE 5 END
WHERE nilai.rinci
"""
LINES = f"""
INSERT INTO kinerja_isievaluasi (id, evaluasi_id, garis, nilai, realisasi, umpan_balik)
SELECT {_id("isi", "nilai.evaluasi_id", "rhk.garis")}, nilai.evaluasi_id, rhk.garis, '',
       'Target masa ini tercapai; rekap dan dokumentasinya tersimpan pada bukti dukung.',
       CASE WHEN nilai.predikat <> '' THEN 'Pertahankan, dan laporkan hambatan lebih awal.' ELSE '' END
FROM demo_nilai AS nilai JOIN kinerja_rencanahasilkerja AS rhk ON rhk.skp_id = nilai.skp_id
WHERE nilai.rinci
"""
# Two notes for each result, one with a link as its proof; a word of the penilai; what was planned for the stretch.
NOTES = f"""
INSERT INTO kinerja_progres (id, pegawai_id, rhk_id, tanggal, teks, hasil, dicatat_pada)
SELECT {_id("progres", "nilai.evaluasi_id", "rhk.id", "catatan.urut")}, nilai.id, rhk.id, hari.tanggal, catatan.teks, '',
       hari.tanggal::timestamp AT TIME ZONE 'Asia/Jakarta' + interval '15 hours'
FROM demo_nilai AS nilai JOIN kinerja_rencanahasilkerja AS rhk ON rhk.skp_id = nilai.skp_id
CROSS JOIN (VALUES (1, 'Data lapangan dikumpulkan dan diperiksa bersama tim.'),
                   (2, 'Laporan tahap ini selesai dan sudah dibahas dengan atasan.')) AS catatan (urut, teks)
CROSS JOIN LATERAL (SELECT greatest(nilai.mulai, %(awal)s::date + catatan.urut * 22 + rhk.urut * 3) AS tanggal) AS hari
WHERE nilai.rinci AND hari.tanggal < %(akhir)s::date;
INSERT INTO kinerja_buktidukung (id, progres_id, pegawai_id, tahun, jenis, judul, sidik, tautan, sekali)
SELECT md5('bukti' || progres.id::text)::uuid, progres.id, progres.pegawai_id, %(tahun)s, 'tautan', 'Laporan tahap ini',
       encode(sha256(convert_to('https://contoh.example/laporan/' || progres.id::text, 'UTF8')), 'hex'),
       'https://contoh.example/laporan/' || progres.id::text, true
FROM demo_nilai AS nilai JOIN kinerja_progres AS progres
  ON progres.pegawai_id = nilai.id AND progres.tanggal >= nilai.mulai AND progres.tanggal < %(akhir)s::date
WHERE nilai.rinci AND progres.teks LIKE 'Laporan%%';
INSERT INTO kinerja_umpanbalik (id, pegawai_id, dari_id, rhk_id, jenis, teks, pada)
SELECT {_id("umpan", "nilai.evaluasi_id", "rhk.id")}, nilai.id, nilai.atasan_id, rhk.id,
       CASE WHEN nilai.acak %% 3 = 0 THEN 'perbaikan' ELSE 'apresiasi' END,
       CASE WHEN nilai.acak %% 3 = 0 THEN 'Lengkapi laporan dengan angka capaian dan sebabnya.'
            ELSE 'Laporannya rapi dan dapat langsung dipakai.' END,
       %(awal)s::timestamp AT TIME ZONE 'Asia/Jakarta' + interval '60 days 10 hours'
FROM demo_nilai AS nilai JOIN kinerja_rencanahasilkerja AS rhk ON rhk.skp_id = nilai.skp_id AND rhk.urut = 1
WHERE nilai.rinci;
INSERT INTO kinerja_rencanaaksi (id, rhk_id, jenis, nomor, teks, target)
SELECT {_id("aksi", "rhk.id", "%(nomor)s")}, rhk.id, %(jenis)s, %(nomor)s, 'Selesaikan tahap masa ini sesuai jadwal unit.', 'Satu laporan'
FROM demo_nilai AS nilai JOIN kinerja_rencanahasilkerja AS rhk ON rhk.skp_id = nilai.skp_id
WHERE nilai.rinci AND %(nomor)s > 0
"""
# Everybody else: one note with a link for most, and for few in every seventh unit, so that leaders see where to look closer.
PROVED = f"""
CREATE TEMPORARY TABLE demo_berbukti ON COMMIT DROP AS
SELECT {_id("progres", "nilai.evaluasi_id")} AS id, nilai.id AS pegawai_id, rhk.id AS rhk_id,
       greatest(nilai.mulai, %(awal)s::date + 20 + nilai.acak %% 60) AS tanggal
FROM demo_nilai AS nilai JOIN kinerja_rencanahasilkerja AS rhk ON rhk.skp_id = nilai.skp_id AND rhk.urut = 1
LEFT JOIN demo_sasaran AS sasaran ON sasaran.unit_id = nilai.unit_id
WHERE %(terakhir)s AND NOT nilai.rinci AND nilai.acak / 19 %% 100
    < CASE WHEN ('x' || substr(md5(coalesce(sasaran.unit_janji, nilai.unit_id)::text), 1, 7))::bit(28)::int %% 7 = 0 THEN 35 ELSE 85 END;
INSERT INTO kinerja_progres (id, pegawai_id, rhk_id, tanggal, teks, hasil, dicatat_pada)
SELECT id, pegawai_id, rhk_id, tanggal, 'Laporan tahap ini selesai dan sudah dibahas dengan atasan.', '',
       tanggal::timestamp AT TIME ZONE 'Asia/Jakarta' + interval '15 hours'
FROM demo_berbukti WHERE tanggal < %(akhir)s::date;
INSERT INTO kinerja_buktidukung (id, progres_id, pegawai_id, tahun, jenis, judul, sidik, tautan, sekali)
SELECT md5('bukti' || id::text)::uuid, id, pegawai_id, %(tahun)s, 'tautan', 'Laporan tahap ini',
       encode(sha256(convert_to('https://contoh.example/laporan/' || id::text, 'UTF8')), 'hex'),
       'https://contoh.example/laporan/' || id::text, true
FROM demo_berbukti WHERE tanggal < %(akhir)s::date;
DROP TABLE demo_berbukti
"""
DUTIES = """
INSERT INTO core_tugas (id, untuk_id, jenis, judul, tentang, alasan, url, objek_id, batas, dibuat_pada)
SELECT md5('tugas:' || nilai.evaluasi_id::text)::uuid,
       CASE nilai.keadaan WHEN 'dikirim' THEN nilai.akun_atasan ELSE nilai.pengguna_id END, 'kinerja.evaluasi',
       CASE nilai.keadaan WHEN 'dikirim' THEN 'Nilai ' || orang.nama ELSE 'Terima hasil evaluasi' END || ': ' || %(judul)s,
       CASE nilai.keadaan WHEN 'dikirim' THEN left(orang.nama || ', ' || nilai.jabatan, 200) ELSE '' END,
       CASE nilai.keadaan WHEN 'dikirim' THEN 'Anda atasan langsungnya hari ini.' ELSE 'Dokumen evaluasi Anda sudah disampaikan.' END,
       '/kinerja/evaluasi/' || nilai.evaluasi_id::text || '/', nilai.evaluasi_id,
       CASE nilai.keadaan WHEN 'dikirim' THEN %(mulai)s + interval '10 days' ELSE %(kemarin)s + interval '14 days' END,
       CASE nilai.keadaan WHEN 'dikirim' THEN %(mulai)s + interval '3 days' ELSE %(kemarin)s END
FROM demo_nilai AS nilai JOIN pegawai_pegawai AS orang ON orang.id = nilai.id
WHERE nilai.keadaan IN ('dikirim', 'disampaikan')
"""
STATEMENTS = (ACHIEVED, RATED, WRITTEN, STEPS, LINES, NOTES, PROVED, DUTIES, "DROP TABLE demo_nilai")


def stretches(tahun: int, hari: date) -> list[Masa]:
    """The year when it is over; the quarters of the running one whose window has closed."""
    if tahun < hari.year:
        return [Masa("tahunan", 0, date(tahun, 1, 1), date(tahun + 1, 1, 1), date(tahun + 1, 1, 4))]
    found = []
    for number in range(1, 4):
        first, after = date(tahun, number * 3 - 2, 1), date(tahun, number * 3 + 1, 1)
        if after.replace(day=15) < hari and tahun == hari.year:
            found.append(Masa("triwulan", number, first, after, after, berjalan=number == (hari.month - 1) // 3))
    return found


def write_ratings(cursor: Any, demo: Demo, tahun: int) -> None:
    """Called while `demo_skp` holds the plans of the year."""
    for masa in stretches(tahun, demo.tanggal):
        # Proofs of everybody stand for the last finished year and for the last quarter that is over.
        last = masa.berjalan or tahun == demo.tanggal.year - 1
        values = {
            "benih": str(demo.benih), "tahun": tahun, "periode": demo.id("periode_kinerja", tahun), "jenis": masa.jenis,
            "nomor": masa.nomor, "awal": masa.awal, "akhir": masa.akhir, "berjalan": masa.berjalan, "terakhir": last,
            "mulai": datetime.combine(masa.buka, time(9), WIB), "batas": masa.buka.replace(day=15),
            "kemarin": datetime.combine(demo.tanggal - date.resolution, time(9), WIB),
            "judul": JenisEvaluasi(masa.jenis).named(tahun, masa.nomor),
        }  # fmt: skip
        for statement in STATEMENTS:
            cursor.execute(statement, values)
