"""Early warnings of whole populations as relations: the facts of everybody once (`orang`), and each kind over them.

One source, two speeds: numbers come from the tables of pegawai.aturan as parameters, and tests/pegawai/test_peringatan_hukum.py
holds every kind to the pure functions. No Python loop over people.
"""

from __future__ import annotations

from asn_portal.core.relasi import Relasi
from pegawai.aturan import peringatan as aturan
from pegawai.aturan.kata import GOLONGAN_PNS, TINGKAT_PENDIDIKAN, URUTAN_GOLONGAN, golongan_berikut
from pegawai.aturan.pangkat import TABEL_ESELON, TABEL_IJAZAH
from pegawai.aturan.penghargaan import MASA_KERJA
from pegawai.aturan.pensiun import TABEL_MPP
from pegawai.enums import JenisUjian
from pegawai.selectors import hukum
from pegawai.selectors.cuti_luar import JENIS_CLTN, LUAR, uncounted

# Kedudukan hukum (BKN) of those who are no employees any more, or not yet; and of those who are away.
BERHENTI = ["51", "52", "66", "67", "68", "69", "70", "77", "88", "89", "91", "98", "99"]
CLTN, TUGAS_BELAJAR = ["02", "13"], ["03"]
AKTIF = ["", "01"]
# Kinds of absence (BKN) to study, with its extension.
JENIS_BELAJAR = ["6", "7"]
KODE_SLKS = {"slks_x": "201", "slks_xx": "202", "slks_xxx": "203"}

POLA_JABATAN = Relasi(
    "pola_jabatan",
    {"urut": "int", "nama": "text", "jenis": "text", "jabatan": "text", "eselon": "text"},
    tuple(
        (urut, row["nama"], row["jenis"], row["jabatan"], row["eselon"])
        for urut, row in enumerate(aturan.TABEL_NAMA_JABATAN.terakhir.nilai["pola"])
    ),
)
TINGKAT_BKN = Relasi(
    "tingkat_bkn",
    {"kode": "text", "ijazah": "text", "tingkat": "int"},
    tuple((kode, slug, TINGKAT_PENDIDIKAN[slug]) for kode, slug in aturan.TINGKAT_BKN.items()),
)
PANGKAT = Relasi(
    "pangkat_pns",
    {"golongan": "text", "urutan": "int", "berikut": "text"},
    tuple((golongan, URUTAN_GOLONGAN[golongan], golongan_berikut(golongan)) for golongan in GOLONGAN_PNS),
)
BATAS_IJAZAH = Relasi(
    "batas_ijazah",
    {"ijazah": "text", "awal": "text", "urutan_awal": "int", "urutan_tertinggi": "int"},
    tuple(
        (
            row["ijazah"], row["golongan_awal"], URUTAN_GOLONGAN[row["golongan_awal"]],
            URUTAN_GOLONGAN[row["golongan_tertinggi"]],
        )
        for row in TABEL_IJAZAH.terakhir.nilai["batas"]
    ),
)  # fmt: skip
RENTANG_ESELON = Relasi(
    "rentang_eselon",
    {"eselon": "text", "terendah": "int", "tertinggi": "int"},
    tuple(
        (row["eselon"], URUTAN_GOLONGAN[row["terendah"]], URUTAN_GOLONGAN[row["tertinggi"]])
        for row in TABEL_ESELON.terakhir.nilai["rentang"]
    ),
)
UJIAN_DINAS = Relasi(
    "ujian_dinas",
    {"golongan": "text", "ujian": "text", "kode": "text", "bebas": "int"},
    tuple(
        (row["dari"], row["nama"], row["kode"], TINGKAT_PENDIDIKAN[row["bebas_ijazah"]])
        for row in aturan.TABEL_UJIAN_DINAS.terakhir.nilai["tingkat"]
    ),
)
SLKS = Relasi(
    "slks",
    {"tanda": "text", "tahun": "int", "kode": "text"},
    tuple((slug, tahun, KODE_SLKS[slug]) for slug, tahun in MASA_KERJA.items()),
)
TABEL = (
    POLA_JABATAN, TINGKAT_BKN, PANGKAT, BATAS_IJAZAH, RENTANG_ESELON, UJIAN_DINAS, SLKS, hukum.GAJI_PNS, hukum.GAJI_PPPK,
    hukum.BUP, hukum.PERIODE_KP,
)  # fmt: skip
NILAI = {
    **hukum.KP_REGULER_NILAI,
    "berhenti": BERHENTI, "cltn": CLTN, "tugas_belajar": TUGAS_BELAJAR, "aktif": AKTIF, "jenis_cltn": JENIS_CLTN,
    "jenis_belajar": JENIS_BELAJAR, "penyesuaian": JenisUjian.PENYESUAIAN.value, "pola_latsar": "%pelatihan dasar%", "pola_latsar_2": "%latsar%",
    "ijazah_tahun": aturan.MASA_IJAZAH_TAHUN,
    "percobaan_bulan": aturan.TABEL_CPNS.terakhir.nilai["masa_percobaan_bulan"],
    "mpp_bulan": TABEL_MPP.terakhir.nilai["maks_bulan"],
    "di_bawah_rentang": TABEL_ESELON.terakhir.nilai["tahun_di_bawah_rentang"],
    "dalam_rentang": TABEL_ESELON.terakhir.nilai["tahun_dalam_rentang"],
}  # fmt: skip

# Posts as an app above records them; without one, nobody's.
TANPA_SUMBER = """SELECT NULL::uuid AS pegawai_id, NULL::text AS jenis_jabatan, NULL::text AS jabatan, NULL::text AS eselon,
    NULL::date AS tmt_jabatan WHERE false"""

# The facts of these people. The newest row of a chain counts even if it begins later: what is already decided is not warned of.
ORANG = """
dipilih AS MATERIALIZED (
    SELECT p.id, p.jenis, p.tanggal_lahir, p.jabatan_kini FROM pegawai_pegawai AS p
    WHERE p.ditarik_pada IS NULL AND p.id = ANY(%(ids)s::uuid[])
),
nama_jabatan AS MATERIALIZED (
    SELECT nama.jabatan_kini, pola.jenis, pola.jabatan, nullif(pola.eselon, '') AS eselon
    FROM (SELECT DISTINCT jabatan_kini FROM dipilih) AS nama
    CROSS JOIN LATERAL (SELECT * FROM {pola_jabatan} WHERE nama.jabatan_kini LIKE pola_jabatan.nama
                        ORDER BY pola_jabatan.urut LIMIT 1) AS pola
),
peta AS MATERIALIZED ({sumber_jabatan}),
golongan_kini AS MATERIALIZED (
    SELECT DISTINCT ON (baris.pegawai_id) baris.pegawai_id, rujukan.nama AS golongan, lower(baris.berlaku) AS tmt,
           baris.masa_kerja_tahun AS tahun, baris.masa_kerja_bulan AS bulan
    FROM dipilih JOIN pegawai_riwayatgolongan AS baris ON baris.pegawai_id = dipilih.id AND upper_inf(baris.tercatat)
    JOIN pegawai_referensi AS rujukan ON rujukan.kunci = baris.golongan_id
    ORDER BY baris.pegawai_id, lower(baris.berlaku) DESC
),
kgb_kini AS MATERIALIZED (
    SELECT DISTINCT ON (baris.pegawai_id) baris.pegawai_id, lower(baris.berlaku) AS tmt, baris.masa_kerja_tahun AS tahun,
           baris.masa_kerja_bulan AS bulan
    FROM dipilih JOIN pegawai_riwayatkgb AS baris ON baris.pegawai_id = dipilih.id AND upper_inf(baris.tercatat)
    ORDER BY baris.pegawai_id, lower(baris.berlaku) DESC
),
kedudukan_kini AS MATERIALIZED (
    SELECT baris.pegawai_id, split_part(baris.kedudukan_id, ':', 2) AS kode
    FROM dipilih JOIN pegawai_riwayatkedudukan AS baris ON baris.pegawai_id = dipilih.id
    WHERE upper_inf(baris.tercatat) AND baris.berlaku @> %(hari)s::date
),
ijazah_tertinggi AS MATERIALIZED (
    SELECT DISTINCT ON (baris.pegawai_id) baris.pegawai_id, bkn.ijazah, bkn.tingkat, lower(baris.berlaku) AS tanggal
    FROM dipilih JOIN pegawai_riwayatpendidikan AS baris ON baris.pegawai_id = dipilih.id AND upper_inf(baris.tercatat)
    JOIN {tingkat_bkn} ON tingkat_bkn.kode = split_part(baris.tingkat_id, ':', 2)
    JOIN LATERAL (SELECT tingkat_bkn.ijazah, tingkat_bkn.tingkat) AS bkn ON true
    ORDER BY baris.pegawai_id, bkn.tingkat DESC, lower(baris.berlaku)
),
lulus_ujian AS MATERIALIZED (
    SELECT baris.pegawai_id, array_agg(baris.jenis) FILTER (WHERE baris.jenis <> %(penyesuaian)s) AS dinas,
           max(lower(baris.berlaku)) FILTER (WHERE baris.jenis = %(penyesuaian)s) AS penyesuaian
    FROM dipilih JOIN pegawai_riwayatujian AS baris ON baris.pegawai_id = dipilih.id AND upper_inf(baris.tercatat)
    GROUP BY baris.pegawai_id
),
cuti_luar AS MATERIALIZED ({cuti_luar}),
fakta AS MATERIALIZED (
    SELECT dipilih.id, dipilih.jenis, dipilih.tanggal_lahir,
           coalesce(peta.jenis_jabatan, nama_jabatan.jenis) AS jenis_jabatan,
           coalesce(peta.jabatan, nama_jabatan.jabatan) AS jabatan,
           coalesce(peta.eselon, nama_jabatan.eselon) AS eselon, peta.tmt_jabatan,
           golongan_kini.golongan, golongan_kini.tmt AS tmt_golongan,
           greatest(golongan_kini.tmt, kgb_kini.tmt) AS tmt_dasar,
           CASE WHEN kgb_kini.tmt > golongan_kini.tmt THEN kgb_kini.tahun ELSE golongan_kini.tahun END AS mkg_tahun,
           CASE WHEN kgb_kini.tmt > golongan_kini.tmt THEN kgb_kini.bulan ELSE golongan_kini.bulan END AS mkg_bulan,
           coalesce(kedudukan_kini.kode, '') AS kedudukan, kepegawaian.tmt_cpns, kepegawaian.sk_pns_nomor,
           kepegawaian.sttpl_nomor, ijazah_tertinggi.ijazah, ijazah_tertinggi.tingkat,
           ijazah_tertinggi.tanggal AS tanggal_ijazah, coalesce(lulus_ujian.dinas, '{}') AS lulus_dinas,
           lulus_ujian.penyesuaian AS lulus_penyesuaian, cuti_luar.luar
    FROM dipilih
    LEFT JOIN nama_jabatan ON nama_jabatan.jabatan_kini = dipilih.jabatan_kini
    LEFT JOIN peta ON peta.pegawai_id = dipilih.id
    LEFT JOIN golongan_kini ON golongan_kini.pegawai_id = dipilih.id
    LEFT JOIN kgb_kini ON kgb_kini.pegawai_id = dipilih.id
    LEFT JOIN kedudukan_kini ON kedudukan_kini.pegawai_id = dipilih.id
    LEFT JOIN pegawai_datakepegawaian AS kepegawaian ON kepegawaian.pegawai_id = dipilih.id
    LEFT JOIN ijazah_tertinggi ON ijazah_tertinggi.pegawai_id = dipilih.id
    LEFT JOIN lulus_ujian ON lulus_ujian.pegawai_id = dipilih.id
    LEFT JOIN cuti_luar ON cuti_luar.pegawai_id = dipilih.id
    WHERE NOT coalesce(kedudukan_kini.kode, '') = ANY(%(berhenti)s)
),
orang AS MATERIALIZED (
    SELECT orang.*, pensiun.bup, pensiun.tmt_pensiun FROM fakta AS orang {bup_pensiun}
)""".replace("{bup_pensiun}", hukum.BUP_PENSIUN).replace(
    "{cuti_luar}", LUAR.replace("{hanya}", "AND baris.pegawai_id = ANY(%(ids)s::uuid[])")
)

# Nothing rises on or after the day of retirement.
SEBELUM_PENSIUN = "(orang.tmt_pensiun IS NULL OR {tanggal} < orang.tmt_pensiun)"


def before_retirement(tanggal: str) -> str:
    return SEBELUM_PENSIUN.replace("{tanggal}", tanggal)


_KGB = """
SELECT orang.id AS pegawai_id, kgb.tmt_kgb::text AS kunci, kgb.tmt_kgb AS tanggal,
       jsonb_build_object('golongan', orang.golongan, 'mkg', kgb.mkg_baru_tahun, 'gaji', kgb.gaji_baru,
           'luar', langkah.luar) AS rincian
FROM orang {aturan}
WHERE orang.jenis = '{jenis}' AND extract(day FROM orang.tmt_dasar) = 1 AND kgb.tmt_kgb IS NOT NULL
  AND NOT orang.kedudukan = ANY(%(cltn)s) AND {sebelum}
"""
# The months of CLTN since the service was reckoned move the next rise.
KGB_BERIKUT = hukum.KGB_BERIKUT.replace(
    ") langkah ON true",
    f""") genap ON true
LEFT JOIN LATERAL (SELECT {uncounted("orang.tmt_dasar", "genap.tmt_kgb")} AS bulan) luar ON true
LEFT JOIN LATERAL (SELECT genap.mkg_baru_tahun, luar.bulan AS luar,
                          (genap.tmt_kgb + make_interval(months => luar.bulan))::date AS tmt_kgb) langkah ON true""",
)
KGB = (
    _KGB.replace("{aturan}", KGB_BERIKUT)
    .replace("{jenis}", "pns")
    .replace("{sebelum}", before_retirement("kgb.tmt_kgb"))
)
KGB_PPPK = (
    _KGB.replace("{aturan}", KGB_BERIKUT.replace("gaji_pns", "gaji_pppk"))
    .replace("{jenis}", "pppk")
    .replace("{sebelum}", before_retirement("kgb.tmt_kgb"))
)

# First period on or after `syarat.sejak`, by the rule of that day itself.
PERIODE = """
CROSS JOIN LATERAL (
    SELECT min(calon.hari)::date AS tmt
    FROM generate_series(0, 12) AS geser (bulan)
    CROSS JOIN LATERAL (
        SELECT (date_trunc('month', syarat.sejak) + make_interval(months => geser.bulan))::date AS hari) AS calon
    JOIN {periode_kp} ON periode_kp.bulan = extract(month FROM calon.hari)
     AND greatest(calon.hari, %(periode_pertama)s) >= periode_kp.sejak
     AND greatest(calon.hari, %(periode_pertama)s) < periode_kp.sampai
    WHERE calon.hari >= syarat.sejak
) AS periode
"""

# The examination that this rise still needs; NULL when none, or when it was passed.
BELUM_LULUS = """(SELECT ujian_dinas.ujian FROM {ujian_dinas} WHERE ujian_dinas.golongan = orang.golongan
    AND (orang.tingkat IS NULL OR orang.tingkat < ujian_dinas.bebas)
    AND NOT ujian_dinas.kode = ANY(orang.lulus_dinas))"""

# Regular: four years in rank, no structural or functional post, up to the ceiling of the degree.
_REGULER = (
    """
FROM orang
JOIN {pangkat_pns} ON pangkat_pns.golongan = orang.golongan
JOIN {batas_ijazah} ON batas_ijazah.ijazah = orang.ijazah
"""
    + hukum.KP_REGULER_DIHITUNG
    + """
WHERE orang.jenis = 'pns' AND orang.jenis_jabatan = 'pelaksana' AND orang.kedudukan = ANY(%(aktif)s)
  AND pangkat_pns.urutan < batas_ijazah.urutan_tertinggi AND """
    + before_retirement("kp.tmt_kp")
)
KP_REGULER = (
    """
SELECT orang.id AS pegawai_id, kp.tmt_kp::text AS kunci, kp.tmt_kp AS tanggal,
       jsonb_build_object('golongan', orang.golongan, 'baru', pangkat_pns.berikut, 'ijazah', orang.ijazah,
           'luar', mulai.luar, 'ujian', """
    + BELUM_LULUS
    + ") AS rincian"
    + _REGULER
)

# Structural: one year in post while the rank is below the range, else four years in rank, up to the ceiling of the echelon.
_STRUKTURAL = (
    """
FROM orang
JOIN {pangkat_pns} ON pangkat_pns.golongan = orang.golongan
JOIN {rentang_eselon} ON rentang_eselon.eselon = orang.eselon
CROSS JOIN LATERAL (SELECT (CASE WHEN pangkat_pns.urutan < rentang_eselon.terendah
    THEN orang.tmt_jabatan + make_interval(years => %(di_bawah_rentang)s)
    ELSE orang.tmt_golongan + make_interval(years => %(dalam_rentang)s) END)::date AS sejak) AS syarat
"""
    + PERIODE
    + """
WHERE orang.jenis = 'pns' AND orang.jenis_jabatan = 'struktural' AND orang.kedudukan = ANY(%(aktif)s)
  AND pangkat_pns.urutan < rentang_eselon.tertinggi AND periode.tmt IS NOT NULL AND """
    + before_retirement("periode.tmt")
)
KP_STRUKTURAL = (
    """
SELECT orang.id AS pegawai_id, periode.tmt::text AS kunci, periode.tmt AS tanggal,
       jsonb_build_object('golongan', orang.golongan, 'baru', pangkat_pns.berikut, 'eselon', orang.eselon,
           'ujian', """
    + BELUM_LULUS
    + ") AS rincian"
    + _STRUKTURAL
)

KP_IJAZAH = (
    """
SELECT orang.id AS pegawai_id, periode.tmt::text AS kunci, periode.tmt AS tanggal,
       jsonb_build_object('golongan', orang.golongan, 'baru', batas_ijazah.awal, 'ijazah', orang.ijazah,
           'lulus', coalesce(orang.lulus_penyesuaian >= orang.tanggal_ijazah, false)) AS rincian
FROM orang
JOIN {pangkat_pns} ON pangkat_pns.golongan = orang.golongan
JOIN {batas_ijazah} ON batas_ijazah.ijazah = orang.ijazah
CROSS JOIN LATERAL (SELECT greatest((orang.tmt_golongan + make_interval(years => %(ijazah_tahun)s))::date,
                                    orang.tanggal_ijazah) AS sejak) AS syarat
"""
    + PERIODE
    + """
WHERE orang.jenis = 'pns' AND orang.jenis_jabatan = 'pelaksana' AND orang.kedudukan = ANY(%(aktif)s)
  AND pangkat_pns.urutan < batas_ijazah.urutan_awal AND """
    + before_retirement("periode.tmt")
)

_UJIAN = f" AND {BELUM_LULUS} IS NOT NULL"
_UJIAN_KOLOM = (
    """
SELECT orang.id AS pegawai_id, {tmt}::text AS kunci, {tmt} AS tanggal,
       jsonb_build_object('golongan', orang.golongan, 'baru', pangkat_pns.berikut, 'ujian', """
    + BELUM_LULUS
    + ") AS rincian"
)
UJIAN_DINAS_SQL = (
    _UJIAN_KOLOM.replace("{tmt}", "kp.tmt_kp")
    + _REGULER
    + _UJIAN
    + " UNION ALL "
    + _UJIAN_KOLOM.replace("{tmt}", "periode.tmt")
    + _STRUKTURAL
    + _UJIAN
)

CPNS = """
SELECT orang.id AS pegawai_id, orang.tmt_cpns::text AS kunci,
       (orang.tmt_cpns + make_interval(months => %(percobaan_bulan)s))::date AS tanggal,
       jsonb_build_object('tmt_cpns', orang.tmt_cpns, 'latsar', orang.sttpl_nomor <> '' OR EXISTS (
           SELECT FROM pegawai_riwayatkursus AS kursus WHERE kursus.pegawai_id = orang.id AND upper_inf(kursus.tercatat)
             AND (kursus.nama ILIKE %(pola_latsar)s OR kursus.nama ILIKE %(pola_latsar_2)s)),
           'sk_pns', orang.sk_pns_nomor <> '') AS rincian
FROM orang WHERE orang.jenis = 'cpns' AND orang.tmt_cpns IS NOT NULL
"""
# The last contract only: one that was renewed in time ends without a word.
KONTRAK = """
SELECT orang.id AS pegawai_id, kontrak.id::text AS kunci, (upper(kontrak.berlaku) - 1) AS tanggal,
       jsonb_build_object('nomor', kontrak.sk_nomor, 'jenis', orang.jenis, 'batas_usia', orang.tmt_pensiun) AS rincian
FROM orang JOIN LATERAL (
    SELECT baris.id, baris.berlaku, baris.sk_nomor FROM pegawai_perjanjiankerja AS baris
    WHERE baris.pegawai_id = orang.id AND upper_inf(baris.tercatat) ORDER BY upper(baris.berlaku) DESC LIMIT 1
) AS kontrak ON true
WHERE orang.jenis IN ('pppk', 'pppk_paruh_waktu')
"""
ABSEN = """
SELECT orang.id AS pegawai_id, absen.id::text AS kunci, (upper(absen.berlaku) - 1) AS tanggal,
       jsonb_build_object('apa', CASE WHEN absen.kode = ANY(%(jenis_cltn)s) THEN 'cltn' ELSE 'tugas_belajar' END) AS rincian
FROM orang JOIN LATERAL (
    SELECT baris.id, baris.berlaku, split_part(baris.jenis_cltn_id, ':', 2) AS kode FROM pegawai_riwayatcltn AS baris
    WHERE baris.pegawai_id = orang.id AND upper_inf(baris.tercatat) ORDER BY upper(baris.berlaku) DESC LIMIT 1
) AS absen ON true
WHERE absen.kode = ANY(%(jenis_cltn)s) AND orang.kedudukan = ANY(%(cltn)s)
   OR absen.kode = ANY(%(jenis_belajar)s) AND orang.kedudukan = ANY(%(tugas_belajar)s)
"""
# Of each kind of certificate the one that lasts longest; one without an end says nothing.
SERTIFIKAT = """
SELECT orang.id AS pegawai_id, sertifikat.id::text AS kunci, (upper(sertifikat.berlaku) - 1) AS tanggal,
       jsonb_build_object('jenis', sertifikat.jenis, 'nama', sertifikat.nama) AS rincian
FROM orang JOIN LATERAL (
    SELECT DISTINCT ON (baris.jenis) baris.id, baris.jenis, baris.nama, baris.berlaku
    FROM pegawai_riwayatsertifikasi AS baris WHERE baris.pegawai_id = orang.id AND upper_inf(baris.tercatat)
    ORDER BY baris.jenis, upper(baris.berlaku) DESC NULLS FIRST
) AS sertifikat ON true
WHERE NOT upper_inf(sertifikat.berlaku)
"""
PENSIUN = """
SELECT orang.id AS pegawai_id, orang.tmt_pensiun::text AS kunci, orang.tmt_pensiun AS tanggal,
       jsonb_build_object('bup', orang.bup, 'jenis', orang.jenis) AS rincian
FROM orang WHERE orang.tmt_pensiun IS NOT NULL
"""
MPP = """
SELECT orang.id AS pegawai_id, orang.tmt_pensiun::text AS kunci,
       (orang.tmt_pensiun - make_interval(months => %(mpp_bulan)s))::date AS tanggal,
       jsonb_build_object('tmt_pensiun', orang.tmt_pensiun) AS rincian
FROM orang WHERE orang.jenis = 'pns' AND orang.tmt_pensiun > %(hari)s::date AND orang.kedudukan = ANY(%(aktif)s)
"""
# The highest one reached and not yet given, and those still to come; never punished (sedang, berat), never away unpaid.
SATYALANCANA = """
SELECT orang.id AS pegawai_id, slks.kode AS kunci, genap.hari AS tanggal,
       jsonb_build_object('tanda', slks.tanda, 'tahun', slks.tahun) AS rincian
FROM orang CROSS JOIN {slks}
CROSS JOIN LATERAL (SELECT (orang.tmt_cpns + make_interval(years => slks.tahun))::date AS hari) AS genap
WHERE orang.jenis = 'pns' AND orang.tmt_cpns IS NOT NULL
  AND (genap.hari > %(hari)s::date OR NOT EXISTS (
      SELECT FROM {slks_lagi} WHERE slks_lagi.tahun > slks.tahun
        AND (orang.tmt_cpns + make_interval(years => slks_lagi.tahun))::date <= %(hari)s::date))
  AND NOT EXISTS (SELECT FROM pegawai_riwayatpenghargaan AS piagam WHERE piagam.pegawai_id = orang.id
      AND upper_inf(piagam.tercatat) AND piagam.penghargaan_id = 'penghargaan:' || slks.kode)
  AND NOT EXISTS (SELECT FROM pegawai_riwayathukuman AS hukuman WHERE hukuman.pegawai_id = orang.id
      AND upper_inf(hukuman.tercatat) AND hukuman.tingkat IN ('s', 'b') AND hukuman.batal_nomor = '')
  AND NOT EXISTS (SELECT FROM pegawai_riwayatcltn AS pergi WHERE pergi.pegawai_id = orang.id AND upper_inf(pergi.tercatat)
      AND split_part(pergi.jenis_cltn_id, ':', 2) = ANY(%(jenis_cltn)s))
  AND {sebelum}
""".replace("{sebelum}", before_retirement("genap.hari")).replace("{slks_lagi}", "{slks} AS slks_lagi")
HUKUMAN = """
SELECT orang.id AS pegawai_id, hukuman.id::text AS kunci, upper(hukuman.berlaku) AS tanggal,
       jsonb_build_object('tingkat', hukuman.tingkat) AS rincian
FROM orang JOIN pegawai_riwayathukuman AS hukuman ON hukuman.pegawai_id = orang.id AND upper_inf(hukuman.tercatat)
WHERE NOT upper_inf(hukuman.berlaku) AND hukuman.batal_nomor = ''
"""
