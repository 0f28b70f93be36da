"""The statements of the demo loader. Ids are digests of seed, kind and key."""

from __future__ import annotations

from kinerja.kunci_tugas import TUGAS_SKP
from pegawai.rekap import JABATAN_SQL


def _id(kind: str, *parts: str) -> str:
    joined = " || ':' || ".join(f"{part}::text" for part in parts)
    return f"md5(%(benih)s || ':{kind}:' || {joined})::uuid"


# Everybody who plans in the portal, with those above, the head of an independent unit marked, and one chance each.
PEOPLE = f"""
CREATE TEMPORARY TABLE demo_orang ON COMMIT DROP AS
SELECT orang.id, orang.pengguna_id, orang.unit_kini_id AS unit_id, orang.jabatan_kini AS jabatan, orang.nama,
       orang.gelar_depan, orang.gelar_belakang, orang.atasan_kini_id AS atasan_id, atas.atasan_kini_id AS atasan_penilai_id,
       atas.pengguna_id AS akun_atasan, {JABATAN_SQL} AS kelompok,
       orang.jabatan_kini ~ '^(Kepala (Dinas|Badan|Biro|Satuan)|Inspektur$|Sekretaris (Daerah|DPRD)|Wali Kota|Bupati)' AS jpt,
       (SELECT min(lower(anggota.berlaku)) FROM pegawai_keanggotaanunit AS anggota WHERE anggota.pegawai_id = orang.id) AS sejak,
       akun.username LIKE '%%.demo' AS tokoh, akun.username IN ('pppk.demo', 'pegawai2.demo') AS rajin,
       ('x' || substr(md5(%(benih)s || orang.id::text), 1, 7))::bit(28)::int AS acak
FROM pegawai_pegawai AS orang
JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id
LEFT JOIN pegawai_pegawai AS atas ON atas.id = orang.atasan_kini_id
WHERE orang.instansi_id = %(instansi)s AND orang.ditarik_pada IS NULL AND orang.unit_kini_id IS NOT NULL;
DELETE FROM demo_orang WHERE kelompok IS NULL OR kelompok = 'guru';
CREATE INDEX ON demo_orang (id);
ANALYZE demo_orang;
"""
TEXTS = """
CREATE TEMPORARY TABLE demo_teks (kelompok text, nomor int, jenis text, teks text, aspek text, indikator text, target text,
                                  satuan text) ON COMMIT DROP;
CREATE TEMPORARY TABLE demo_iku (nomor int, sasaran text, indikator text, target text, satuan text) ON COMMIT DROP;
"""
# Agreements of the province, its offices and their branches; each target serves the one with its number above.
TARGETS = (
    f"""
CREATE TEMPORARY TABLE demo_janji ON COMMIT DROP AS
SELECT periode.id AS periode_id, periode.tahun, rincian.unit_id, letak.jalur,
       {_id("janji", "periode.tahun", "rincian.unit_id")} AS janji_id
FROM kinerja_periodekinerja AS periode
JOIN core_unitkerja AS unit ON unit.instansi_id = periode.instansi_id
JOIN core_rincianunit AS rincian ON rincian.unit_id = unit.id AND upper_inf(rincian.tercatat)
JOIN core_jalurunit AS letak ON letak.unit_id = unit.id
WHERE rincian.jenis IN ('pemerintah_daerah', 'biro', 'inspektorat', 'dinas', 'badan', 'satuan', 'wilayah', 'suku_dinas', 'rsud',
                        'puskesmas')
""",
    """
INSERT INTO kinerja_perjanjiankinerja (id, periode_id, unit_id, nomor, tanggal)
SELECT janji_id, periode_id, unit_id, 'PK/' || tahun || ' (contoh)', make_date(tahun, 1, 4) FROM demo_janji
""",
    f"""
INSERT INTO kinerja_indikatorunit (id, perjanjian_id, nomor, sasaran, indikator, target, satuan, di_atas_id)
SELECT {_id("iku", "janji.tahun", "janji.unit_id", "iku.nomor")}, janji.janji_id, iku.nomor, iku.sasaran, iku.indikator,
       iku.target, iku.satuan, {_id("iku", "janji.tahun", "atas.unit_id", "iku.nomor")}
FROM demo_janji AS janji CROSS JOIN demo_iku AS iku
LEFT JOIN LATERAL (
    SELECT lain.unit_id FROM demo_janji AS lain
    WHERE lain.tahun = janji.tahun AND lain.jalur @> janji.jalur AND lain.unit_id <> janji.unit_id
    ORDER BY nlevel(lain.jalur) DESC LIMIT 1
) AS atas ON true
""",
    # Of every unit: the nearest one with an agreement.
    """
CREATE TEMPORARY TABLE demo_sasaran ON COMMIT DROP AS
SELECT DISTINCT ON (letak.unit_id) letak.unit_id, janji.unit_id AS unit_janji
FROM core_jalurunit AS letak
JOIN (SELECT DISTINCT unit_id, jalur FROM demo_janji) AS janji ON janji.jalur @> letak.jalur
ORDER BY letak.unit_id, nlevel(janji.jalur) DESC
""",
)

# Two demo accounts have sent the plan of the next year. Of a hundred others 2 never planned in a finished year; in the running
# one 1 has none, 1 a draft, 2 were returned, 2 sent; of the next year 8 are sent and 7 begun.
STATES = """
CASE WHEN %(tahap)s = 'selesai' THEN CASE WHEN dadu < 98 OR tokoh THEN 'disetujui' END
     WHEN %(tahap)s = 'kini' THEN CASE WHEN tokoh OR dadu < 94 THEN 'disetujui' WHEN dadu < 96 THEN 'diajukan'
                                        WHEN dadu < 98 THEN 'dikembalikan' WHEN dadu < 99 THEN 'draf' END
     WHEN rajin THEN 'diajukan'
     WHEN NOT tokoh THEN CASE WHEN dadu < 8 THEN 'diajukan' WHEN dadu < 15 THEN 'draf' END END
"""
PLANS = (
    f"""
CREATE TEMPORARY TABLE demo_skp ON COMMIT DROP AS
SELECT isi.*, {_id("skp", "%(tahun)s", "isi.id")} AS skp_id,
       %(mulai_kirim)s::timestamptz + make_interval(days => (isi.acak %% greatest(%(sebar)s, 1)), mins => isi.acak %% 480) AS kirim
FROM (SELECT *, {STATES} AS status FROM (
        SELECT *, (acak / 7 + %(tahun)s * 13) %% 100 AS dadu FROM demo_orang
        WHERE sejak < %(akhir)s AND atasan_id IS NOT NULL AND atasan_id IN (SELECT id FROM pegawai_pegawai)
     ) AS semua) AS isi
WHERE isi.status IS NOT NULL;
CREATE INDEX ON demo_skp (id);
ANALYZE demo_skp;
""",
    """
INSERT INTO kinerja_skp (id, periode_id, pegawai_id, tahun, berlaku, unit_id, jabatan, penilai_id, atasan_penilai_id, bentuk,
    pendekatan, versi, alasan_revisi, status, putaran, dukungan, pertanggungjawaban, konsekuensi, dibagikan, dibuat_pada,
    diajukan_pada, diputus_pada, diputus_oleh_id, identitas)
SELECT skp_id, %(periode)s, id, %(tahun)s, daterange(greatest(sejak, %(awal)s::date), %(akhir)s::date), unit_id, jabatan,
       atasan_id, nullif(atasan_penilai_id, id), CASE WHEN jpt THEN 'jpt' ELSE 'ja_jf' END,
       CASE WHEN acak %% 10 = 0 THEN 'kualitatif' ELSE 'kuantitatif' END, 1, '', status, (status <> 'draf')::int,
       %(dukungan)s, %(pertanggungjawaban)s, %(konsekuensi)s, status = 'disetujui' AND acak %% 25 = 0, kirim - interval '1 day',
       CASE WHEN status <> 'draf' THEN kirim END,
       CASE WHEN status IN ('disetujui', 'dikembalikan') THEN kirim + interval '2 days' END,
       CASE WHEN status IN ('disetujui', 'dikembalikan') THEN akun_atasan END, '{}'
FROM demo_skp
""",
    # The n-th main result serves the n-th target; it hangs on the superior's n-th result where that one counts.
    f"""
INSERT INTO kinerja_rencanahasilkerja (id, skp_id, garis, jenis, urut, teks, perspektif, penugasan, iku_id, rhk_pimpinan_id)
SELECT {_id("rhk", "%(tahun)s", "skp.id", "teks.nomor")}, skp.skp_id, {_id("garis", "%(tahun)s", "skp.id", "teks.nomor")}, 'utama',
       teks.nomor, teks.teks,
       CASE WHEN skp.jpt THEN (ARRAY['penerima_layanan', 'proses_bisnis', 'penguatan_internal'])[teks.nomor] ELSE '' END, '',
       CASE WHEN sasaran.unit_id IS NOT NULL THEN {_id("iku", "%(tahun)s", "sasaran.unit_janji", "teks.nomor")} END,
       CASE WHEN NOT skp.jpt AND atas.status = 'disetujui' THEN {_id("rhk", "%(tahun)s", "atas.id", "teks.nomor")} END
FROM demo_skp AS skp
JOIN demo_teks AS teks ON teks.kelompok = skp.kelompok AND teks.nomor <= %(rhk)s
LEFT JOIN demo_sasaran AS sasaran ON sasaran.unit_id = skp.unit_id
LEFT JOIN demo_skp AS atas ON atas.id = skp.atasan_id
""",
    # Some heads have shared their results out in the matrix.
    f"""
INSERT INTO kinerja_selmatriks (id, periode_id, pimpinan_id, garis, pegawai_id, peran_hasil, diubah_pada)
SELECT {_id("sel", "%(tahun)s", "skp.id", "teks.nomor")}, %(periode)s, atas.id, {_id("garis", "%(tahun)s", "atas.id", "teks.nomor")},
       skp.id, teks.teks, atas.kirim
FROM demo_skp AS skp
JOIN demo_skp AS atas ON atas.id = skp.atasan_id AND atas.status = 'disetujui' AND (atas.tokoh OR atas.acak %% 20 = 0)
JOIN demo_teks AS teks ON teks.kelompok = skp.kelompok AND teks.nomor <= %(rhk)s
JOIN demo_teks AS lain ON lain.kelompok = atas.kelompok AND lain.nomor = teks.nomor
WHERE %(tahap)s = 'kini' AND NOT skp.jpt
""",
    f"""
INSERT INTO kinerja_rencanahasilkerja (id, skp_id, garis, jenis, urut, teks, perspektif, penugasan)
SELECT {_id("tambahan", "%(tahun)s", "skp.id")}, skp.skp_id, {_id("garis-tambahan", "%(tahun)s", "skp.id")}, 'tambahan',
       %(rhk)s + 1, teks.teks, CASE WHEN skp.jpt THEN 'penguatan_internal' ELSE '' END, ''
FROM demo_skp AS skp JOIN demo_teks AS teks ON teks.jenis = 'tambahan' AND teks.nomor = 1 + skp.acak %% 2
WHERE skp.acak %% 4 = 0 AND %(tahap)s <> 'selesai'
""",
    f"""
INSERT INTO kinerja_indikatorkinerja (id, rhk_id, urut, aspek, teks, target, satuan, sumber)
SELECT {_id("indikator", "%(tahun)s", "skp.id", "teks.nomor")}, {_id("rhk", "%(tahun)s", "skp.id", "teks.nomor")}, 1,
       CASE WHEN skp.jpt OR skp.acak %% 10 = 0 THEN '' ELSE teks.aspek END,
       CASE WHEN skp.acak %% 10 = 0 THEN teks.indikator || ' mencapai ' || teks.target || ' ' || teks.satuan ELSE teks.indikator END,
       CASE WHEN skp.acak %% 10 = 0 THEN '' ELSE teks.target END, CASE WHEN skp.acak %% 10 = 0 THEN '' ELSE teks.satuan END,
       'Laporan unit'
FROM demo_skp AS skp JOIN demo_teks AS teks ON teks.kelompok = skp.kelompok AND teks.nomor <= %(rhk)s
""",
    f"""
INSERT INTO kinerja_indikatorkinerja (id, rhk_id, urut, aspek, teks, target, satuan, sumber)
SELECT {_id("indikator-tambahan", "%(tahun)s", "skp.id")}, {_id("tambahan", "%(tahun)s", "skp.id")}, 1,
       CASE WHEN skp.jpt OR skp.acak %% 10 = 0 THEN '' ELSE teks.aspek END, teks.indikator, teks.target, teks.satuan, ''
FROM demo_skp AS skp JOIN demo_teks AS teks ON teks.jenis = 'tambahan' AND teks.nomor = 1 + skp.acak %% 2
WHERE skp.acak %% 4 = 0 AND %(tahap)s <> 'selesai'
""",
    f"""
INSERT INTO kinerja_langkahskp (id, skp_id, putaran, dari, ke, oleh_id, pada, catatan, batas, tepat_waktu, nomor)
SELECT {_id("kirim", "%(tahun)s", "skp.id")}, skp_id, 1, 'draf', 'diajukan', pengguna_id, kirim, '', %(batas)s,
       kirim::date <= %(batas)s,
       'SKP-' || %(tahun)s || '-' || lpad((row_number() OVER (ORDER BY kirim, id))::text, 6, '0')
FROM demo_skp AS skp WHERE status <> 'draf'
UNION ALL
SELECT {_id("putus", "%(tahun)s", "skp.id")}, skp_id, 1, 'diajukan', status, akun_atasan, kirim + interval '2 days',
       CASE WHEN status = 'dikembalikan' THEN 'Sesuaikan target dengan perjanjian kinerja unit.' ELSE '' END, NULL, NULL, NULL
FROM demo_skp AS skp WHERE status IN ('disetujui', 'dikembalikan')
""",
)
CLEAN_YEAR = "DROP TABLE demo_skp"
NUMBERS = """
SELECT setval('kinerja_tanda_terima', 1 + (SELECT count(*) FROM kinerja_langkahskp WHERE nomor IS NOT NULL))
"""
# Whoever has sent a plan waits for the superior, whose duty it is.
DUTIES = f"""
INSERT INTO core_tugas (id, untuk_id, jenis, judul, tentang, alasan, url, objek_id, batas, dibuat_pada)
SELECT md5('tugas:' || skp.id::text)::uuid, atas.pengguna_id, '{TUGAS_SKP}',
       'Putuskan SKP ' || skp.tahun || ': ' || orang.nama, left(orang.nama || ', ' || skp.jabatan, 200),
       'Anda atasan langsungnya hari ini. Jawab dalam 7 hari.', '/kinerja/rencana/' || skp.id::text || '/putusan/', skp.id,
       skp.diajukan_pada + interval '7 days', skp.diajukan_pada
FROM kinerja_skp AS skp
JOIN pegawai_pegawai AS orang ON orang.id = skp.pegawai_id
JOIN pegawai_pegawai AS atas ON atas.id = skp.penilai_id
WHERE skp.status = 'diajukan'
"""
CLEAN = "DROP TABLE demo_orang, demo_teks, demo_iku, demo_janji, demo_sasaran"
