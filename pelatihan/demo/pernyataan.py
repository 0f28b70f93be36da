"""The statements of the demo loader about people. Ids are digests of seed, kind and key.

Everybody belongs to one batch at most in a cycle of sixty, so that nobody is in two places on one day.
"""

from __future__ import annotations


def id_of(kind: str, *parts: str) -> str:
    joined = " || ':' || ".join(f"{part}::text" for part in parts)
    return f"md5(%(benih)s || ':{kind}:' || {joined})::uuid"


def chance(kind: str, *parts: str) -> str:
    joined = " || ':' || ".join(f"{part}::text" for part in parts)
    return f"('x' || substr(md5(%(benih)s || ':{kind}:' || {joined}), 1, 7))::bit(28)::int"


KINDS = "CREATE TEMPORARY TABLE demo_jenis (bentuk text PRIMARY KEY, kunci text) ON COMMIT DROP"

PEOPLE = (
    # Batches by their place in time, and who asks for each: the known accounts for the last open ones and a past one.
    """
CREATE TEMPORARY TABLE demo_angkatan ON COMMIT DROP AS
SELECT angkatan.*, (row_number() OVER (ORDER BY mulai, id))::int - 1 AS ke,
       count(*) FILTER (WHERE status = 'selesai') OVER ()::int AS lalu,
       rank() OVER (PARTITION BY status ORDER BY mulai, id)::int AS di_status
FROM pelatihan_angkatanpelatihan AS angkatan WHERE instansi_id = %(instansi)s
""",
    f"""
CREATE TEMPORARY TABLE demo_peserta ON COMMIT DROP AS
SELECT orang.id AS pegawai_id, orang.pengguna_id, orang.nama, orang.gelar_depan, orang.gelar_belakang, orang.unit_kini_id AS unit_id,
       orang.atasan_kini_id AS atasan_id, atas.pengguna_id AS akun_atasan, akun.username LIKE '%%.demo' AS tokoh,
       {chance("giliran", "orang.id")} AS acak, {chance("giliran", "orang.id")} %% %(banyak)s AS ke
FROM pegawai_pegawai AS orang
JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id
JOIN pegawai_pegawai AS atas ON atas.id = orang.atasan_kini_id AND atas.pengguna_id IS NOT NULL
WHERE orang.instansi_id = %(instansi)s AND orang.ditarik_pada IS NULL AND orang.unit_kini_id IS NOT NULL
""",
    f"""
CREATE TEMPORARY TABLE demo_ikut ON COMMIT DROP AS
WITH minat AS (
    SELECT angkatan.id AS angkatan_id, orang.*, angkatan.status AS keadaan, angkatan.kuota, angkatan.cara, angkatan.mulai,
           angkatan.selesai, angkatan.buka_pada, angkatan.tutup_pada, angkatan.program_id, angkatan.penyelenggara_id,
           row_number() OVER (PARTITION BY angkatan.id ORDER BY orang.tokoh DESC, orang.acak, orang.pegawai_id) AS urut
    FROM demo_angkatan AS angkatan
    JOIN demo_peserta AS orang ON orang.ke = angkatan.ke
      OR (orang.tokoh AND angkatan.status = 'selesai' AND angkatan.di_status IN (angkatan.lalu - 2, angkatan.lalu - 20))
      OR (orang.tokoh AND angkatan.status = 'dibuka' AND angkatan.di_status = 2)
    WHERE angkatan.status <> 'draf'
)
SELECT DISTINCT ON (pegawai_id, mulai) {id_of("ikut", "angkatan_id", "pegawai_id")} AS id, minat.*,
       CASE WHEN keadaan = 'dibuka' THEN CASE WHEN urut %% 3 = 1 THEN 'diajukan' WHEN cara = 'urutan' THEN 'diterima' ELSE 'disetujui' END
            WHEN urut > kuota THEN CASE WHEN keadaan = 'terisi' THEN 'cadangan' ELSE 'dibatalkan' END
            WHEN keadaan = 'terisi' THEN 'diterima'
            WHEN NOT tokoh AND acak %% 17 = 0 THEN 'tidak_hadir'
            WHEN NOT tokoh AND acak %% 11 = 0 THEN 'tidak_lulus' ELSE 'lulus' END AS status,
       buka_pada + (acak %% 20) * interval '1 day' + (acak %% 400) * interval '1 minute' AS diajukan_pada,
       {chance("awal", "pegawai_id", "angkatan_id")} %% 40 + 30 AS awal
FROM minat WHERE urut <= kuota + 5 AND NOT (keadaan = 'dibuka' AND cara = 'urutan' AND urut > kuota)
ORDER BY pegawai_id, mulai, keadaan
""",
    # A known account may stand in two batches whose days meet: the later one goes.
    """
DELETE FROM demo_ikut AS satu USING demo_ikut AS lain
WHERE satu.pegawai_id = lain.pegawai_id AND satu.angkatan_id <> lain.angkatan_id
  AND daterange(satu.mulai, satu.selesai, '[]') && daterange(lain.mulai, lain.selesai, '[]')
  AND (satu.mulai, satu.angkatan_id) > (lain.mulai, lain.angkatan_id)
""",
    """
INSERT INTO pelatihan_kepesertaan (id, angkatan_id, pegawai_id, unit_id, masa, asal, status, alasan, diajukan_oleh_id, diajukan_pada,
    diputus_oleh_id, diputus_pada, urut, sebab, nilai_awal, nilai_akhir)
SELECT id, angkatan_id, pegawai_id, unit_id, daterange(mulai, selesai, '[]'), 'sendiri', status, '', pengguna_id,
       least(diajukan_pada, %(sekarang)s), CASE WHEN status <> 'diajukan' THEN akun_atasan END,
       CASE WHEN status <> 'diajukan' THEN least(diajukan_pada + interval '1 day', %(sekarang)s) END,
       CASE WHEN keadaan IN ('terisi', 'selesai') OR cara = 'urutan' THEN urut END,
       CASE WHEN keadaan IN ('terisi', 'selesai') THEN CASE cara WHEN 'prioritas' THEN 'Jam pelajarannya setahun masih kurang.'
            WHEN 'undian' THEN 'Menurut undian dengan benih yang dicatat.' ELSE 'Menurut waktu mendaftar.' END ELSE '' END,
       CASE WHEN status IN ('lulus', 'tidak_lulus') THEN awal END,
       CASE status WHEN 'lulus' THEN least(100, awal + 32) WHEN 'tidak_lulus' THEN least(69, awal + 10) END
FROM demo_ikut
""",
    f"""
INSERT INTO pelatihan_langkahpeserta (id, kepesertaan_id, dari, ke, oleh_id, pada, catatan)
SELECT {id_of("langkah1", "id")}, id, '', 'diajukan', pengguna_id, least(diajukan_pada, %(sekarang)s), '' FROM demo_ikut
UNION ALL
SELECT {id_of("langkah2", "id")}, id, 'diajukan', 'disetujui', akun_atasan, least(diajukan_pada + interval '1 day', %(sekarang)s), ''
FROM demo_ikut WHERE status <> 'diajukan'
UNION ALL
SELECT {id_of("langkah3", "id")}, id, 'disetujui', CASE WHEN status IN ('cadangan', 'dibatalkan') THEN status ELSE 'diterima' END, NULL,
       least(tutup_pada, %(sekarang)s), '' FROM demo_ikut WHERE status NOT IN ('diajukan', 'disetujui')
UNION ALL
SELECT {id_of("langkah4", "id")}, id, 'diterima', status, NULL, (selesai + time '16:30') AT TIME ZONE 'Asia/Jakarta', ''
FROM demo_ikut WHERE status IN ('lulus', 'tidak_lulus', 'tidak_hadir')
""",
    f"""
INSERT INTO pelatihan_kehadiran (id, kepesertaan_id, sesi_id, cara, oleh_id, pada)
SELECT {id_of("hadir", "ikut.id", "sesi.id")}, ikut.id, sesi.id, CASE WHEN ikut.acak %% 4 = 0 THEN 'daftar' ELSE 'qr' END, ikut.pengguna_id,
       sesi.mulai + (ikut.acak %% 15) * interval '1 minute'
FROM demo_ikut AS ikut JOIN pelatihan_sesipelatihan AS sesi ON sesi.angkatan_id = ikut.angkatan_id
WHERE ikut.status = 'lulus' OR (ikut.status = 'tidak_lulus' AND sesi.nomor = 1)
""",
    f"""
INSERT INTO pegawai_riwayatkursus (id, pegawai_id, nama, jenis_diklat_id, nomor, tahun, jumlah_jam, penyelenggara, sk_nomor, siasn_id,
    sumber, berlaku, tercatat)
SELECT {id_of("kursus", "ikut.id")}, ikut.pegawai_id, program.judul, jenis.kunci,
       'SERT-' || extract(year FROM ikut.selesai) || '-' || lpad((row_number() OVER (ORDER BY ikut.selesai, ikut.id))::text, 6, '0'),
       extract(year FROM ikut.selesai), floor(program.jp), penyelenggara.nama, '', '', 'pelatihan', daterange(ikut.mulai, ikut.selesai, '[]'),
       tstzrange((ikut.selesai + time '16:30') AT TIME ZONE 'Asia/Jakarta', NULL)
FROM demo_ikut AS ikut
JOIN pelatihan_programpelatihan AS program ON program.id = ikut.program_id
JOIN pelatihan_penyelenggara AS penyelenggara ON penyelenggara.id = ikut.penyelenggara_id
JOIN demo_jenis AS jenis ON jenis.bentuk = program.bentuk
WHERE ikut.status = 'lulus'
""",
    f"""
INSERT INTO pelatihan_sertifikat (id, pegawai_id, asal, kepesertaan_id, program_id, nama, judul, penyelenggara, bentuk, tingkat, nomor,
    mulai, selesai, tanggal, jp, dasar_jp, berlaku_sampai, kode, status, diajukan_pada, diputus_pada, catatan, riwayat_id)
SELECT {id_of("sertifikat", "ikut.id")}, ikut.pegawai_id, 'angkatan', ikut.id, program.id,
       concat_ws(', ', concat_ws(' ', nullif(ikut.gelar_depan, ''), ikut.nama), nullif(ikut.gelar_belakang, '')), program.judul,
       baris.penyelenggara, program.bentuk, program.tingkat, baris.nomor, ikut.mulai, ikut.selesai, ikut.selesai, program.jp,
       program.dasar_jp, (ikut.selesai + make_interval(months => program.masa_berlaku_bulan))::date,
       translate(upper(substr(md5(%(benih)s || ':kode:' || ikut.id::text), 1, 16)), '0123456789ABCDEF', '23456789ABCDEFGH'),
       'disahkan', lower(baris.tercatat), lower(baris.tercatat), '', baris.id
FROM demo_ikut AS ikut
JOIN pelatihan_programpelatihan AS program ON program.id = ikut.program_id
JOIN pegawai_riwayatkursus AS baris ON baris.id = {id_of("kursus", "ikut.id")}
""",
    f"""
INSERT INTO core_tugas (id, untuk_id, jenis, judul, tentang, alasan, url, objek_id, batas, dibuat_pada)
SELECT {id_of("tugas_latih", "ikut.id")}, ikut.akun_atasan, %(jenis_tugas)s, 'Setujui pelatihan: ' || ikut.nama, program.judul,
       'Anda atasan langsungnya hari ini. Tempat diberikan setelah Anda menyetujui.',
       '/pelatihan/peserta/' || ikut.id::text || '/putusan/', ikut.id, ikut.tutup_pada, least(ikut.diajukan_pada, %(sekarang)s)
FROM demo_ikut AS ikut JOIN pelatihan_programpelatihan AS program ON program.id = ikut.program_id
JOIN core_pengguna AS atas ON atas.id = ikut.akun_atasan AND atas.is_active
WHERE ikut.status = 'diajukan' ON CONFLICT DO NOTHING
""",
    "SELECT setval('pelatihan_nomor_sertifikat', (SELECT count(*) + 1 FROM pelatihan_sertifikat))",
)
