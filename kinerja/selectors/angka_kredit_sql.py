"""Statements that count angka kredit for whole populations; the tables of the law travel as relations."""

from __future__ import annotations

from asn_portal.core.relasi import Relasi, dated_rows
from kinerja.aturan.angka_kredit import TABEL_DASAR
from pegawai.aturan.kata import JENJANG

DASAR = "PermenPANRB 1/2023 Pasal 37; Peraturan BKN 3/2023"
DASAR_AWAL = "Lampiran Peraturan BKN 3/2023"

AK_DASAR = Relasi(
    "ak_dasar",
    {"sejak": "date", "sampai": "date", "jenjang": "text", "golongan": "text", "angka": "numeric"},
    dated_rows(TABEL_DASAR, lambda nilai: ((row["jenjang"], row["golongan"], row["angka"]) for row in nilai["dasar"])),
)
# The words of a post that name its jenjang; teachers and doctors have more words around them.
KATA_JENJANG = Relasi(
    "kata_jenjang",
    {"kata": "text", "jenjang": "text"},
    tuple((label.lower(), slug) for slug, label in JENJANG.items()),
)
JENJANG_DARI = "lower(substring(jabatan.nama from '(Ahli Pertama|Ahli Muda|Ahli Madya|Ahli Utama|Pemula|Terampil|Mahir|Penyelia)'))"

# An evaluation that no longer says what was counted: corrected, taken back, or of another stretch.
CABUT = """
UPDATE kinerja_angkakredit AS angka
SET dicabut_pada = %(pada)s, sebab_dicabut = 'Penilaiannya diperbaiki; dihitung lagi.'
FROM kinerja_evaluasi AS evaluasi
WHERE angka.evaluasi_id = evaluasi.id AND angka.dicabut_pada IS NULL
  AND (%(orang)s::uuid[] IS NULL OR angka.pegawai_id = ANY(%(orang)s))
  AND (evaluasi.status <> 'final' OR evaluasi.predikat <> angka.predikat OR evaluasi.masa <> angka.masa)
"""
# Every final predicate of a year that is not counted yet, for posts whose name tells a jenjang.
KONVERSI = """
INSERT INTO kinerja_angkakredit (id, pegawai_id, jenis, tahun, masa, bulan, jabatan, jenjang, predikat, persen, koefisien, angka,
    evaluasi_id, alasan, dasar, dihitung_pada, sebab_dicabut)
SELECT md5('angka-kredit:' || baru.id || ':' || baru.ke)::uuid, baru.pegawai_id, 'konversi', baru.tahun, baru.masa, baru.bulan,
       baru.jabatan, baru.jenjang, baru.predikat, baru.persen, baru.koefisien,
       round(baru.bulan * baru.persen * baru.koefisien / 1200, 3), baru.id,
       'Predikat ' || replace(baru.predikat, '_', ' ') || ' tahun ' || baru.tahun || baru.asal || ': ' || baru.bulan || '/12 x '
       || baru.persen || '%% x koefisien ' || replace(trim_scale(baru.koefisien)::text, '.', ',') || ', jabatan ' || baru.jabatan,
       %(dasar)s, %(pada)s, ''
FROM (
    SELECT evaluasi.id, evaluasi.pegawai_id, evaluasi.tahun, evaluasi.masa, evaluasi.predikat, jabatan.nama AS jabatan,
           kata_jenjang.jenjang, konversi_predikat.persen, jenjang_fungsional.koefisien,
           CASE evaluasi.sumber WHEN 'portal' THEN ''
                WHEN 'ruang_gtk' THEN ' dari Ruang GTK, ' || evaluasi.referensi
                ELSE ' dari e-Kinerja BKN, ' || evaluasi.referensi END AS asal,
           (SELECT count(*) FROM kinerja_angkakredit AS lama WHERE lama.evaluasi_id = evaluasi.id) AS ke,
           greatest(1, (extract(year FROM age(upper(evaluasi.masa), lower(evaluasi.masa))) * 12
                        + extract(month FROM age(upper(evaluasi.masa), lower(evaluasi.masa))))::int) AS bulan
    FROM kinerja_evaluasi AS evaluasi
    JOIN pegawai_pegawai AS orang ON orang.id = evaluasi.pegawai_id
    CROSS JOIN LATERAL (SELECT coalesce(nullif(evaluasi.jabatan, ''), orang.jabatan_kini) AS nama) AS jabatan
    JOIN {kata_jenjang} ON kata_jenjang.kata = JENJANG_DARI
    JOIN {jenjang_fungsional} ON jenjang_fungsional.jenjang = kata_jenjang.jenjang
     AND upper(evaluasi.masa) - 1 >= jenjang_fungsional.sejak AND upper(evaluasi.masa) - 1 < jenjang_fungsional.sampai
    JOIN {konversi_predikat} ON konversi_predikat.predikat = evaluasi.predikat
     AND upper(evaluasi.masa) - 1 >= konversi_predikat.sejak AND upper(evaluasi.masa) - 1 < konversi_predikat.sampai
    WHERE evaluasi.status = 'final' AND evaluasi.jenis = 'tahunan' AND orang.ditarik_pada IS NULL
      AND (%(orang)s::uuid[] IS NULL OR evaluasi.pegawai_id = ANY(%(orang)s))
      AND NOT EXISTS (SELECT FROM kinerja_angkakredit AS sudah WHERE sudah.evaluasi_id = evaluasi.id AND sudah.dicabut_pada IS NULL)
) AS baru
""".replace("JENJANG_DARI", JENJANG_DARI)
# Where somebody began in a jenjang: what was integrated in 2023 if the file has it, else the base of the rank held then.
AWAL = """
INSERT INTO kinerja_angkakredit (id, pegawai_id, jenis, tahun, masa, bulan, jabatan, jenjang, predikat, persen, koefisien, angka,
    alasan, dasar, dihitung_pada, sebab_dicabut)
SELECT md5('angka-awal:' || mulai.pegawai_id || ':' || mulai.jenjang)::uuid, mulai.pegawai_id,
       CASE WHEN integrasi.id IS NULL THEN 'dasar' ELSE 'integrasi' END, mulai.tahun, daterange(mulai.hari, mulai.hari + 1), 0,
       mulai.jabatan, mulai.jenjang, '', 0, 0, coalesce(integrasi.kredit_total, ak_dasar.angka),
       CASE WHEN integrasi.id IS NULL
            THEN 'Angka kredit dasar golongan ' || golongan.nama || ' pada awal penghitungan dalam jenjang ini'
            ELSE 'Hasil integrasi menurut berkas' || CASE WHEN integrasi.sk_nomor <> '' THEN ', ' || integrasi.sk_nomor ELSE '' END END,
       %(dasar)s, %(pada)s, ''
FROM (
    SELECT DISTINCT ON (pegawai_id, jenjang) pegawai_id, jenjang, jabatan, tahun, lower(masa) AS hari
    FROM kinerja_angkakredit
    WHERE jenis = 'konversi' AND dicabut_pada IS NULL AND (%(orang)s::uuid[] IS NULL OR pegawai_id = ANY(%(orang)s))
    ORDER BY pegawai_id, jenjang, lower(masa)
) AS mulai
LEFT JOIN LATERAL (
    SELECT riwayat.id, riwayat.kredit_total, riwayat.sk_nomor FROM pegawai_riwayatangkakredit AS riwayat
    WHERE riwayat.pegawai_id = mulai.pegawai_id AND riwayat.integrasi AND upper_inf(riwayat.tercatat) LIMIT 1
) AS integrasi ON true
LEFT JOIN pegawai_riwayatgolongan AS pangkat ON pangkat.pegawai_id = mulai.pegawai_id AND upper_inf(pangkat.tercatat)
      AND pangkat.berlaku @> mulai.hari
LEFT JOIN pegawai_referensi AS golongan ON golongan.kunci = pangkat.golongan_id
LEFT JOIN {ak_dasar} ON ak_dasar.jenjang = mulai.jenjang AND ak_dasar.golongan = golongan.nama
      AND mulai.hari < ak_dasar.sampai
WHERE coalesce(integrasi.kredit_total, ak_dasar.angka) IS NOT NULL
ON CONFLICT DO NOTHING
"""
# What the file of a person says of it: one row per conversion, with its source (pegawai.services.angka_kredit).
BERKAS = """
SELECT angka.pegawai_id, angka.masa AS berlaku, angka.jabatan, angka.angka AS total,
       NOT EXISTS (SELECT FROM kinerja_angkakredit AS lalu WHERE lalu.pegawai_id = angka.pegawai_id AND lalu.jenis = 'konversi'
                   AND lalu.dicabut_pada IS NULL AND lower(lalu.masa) < lower(angka.masa)) AS pertama,
       left('Konversi predikat ' || angka.tahun || CASE evaluasi.sumber WHEN 'portal' THEN ', penilaian di portal'
            WHEN 'ruang_gtk' THEN ', Ruang GTK ' || evaluasi.referensi ELSE ', e-Kinerja BKN ' || evaluasi.referensi END, 100) AS rujukan
FROM kinerja_angkakredit AS angka JOIN kinerja_evaluasi AS evaluasi ON evaluasi.id = angka.evaluasi_id
WHERE angka.jenis = 'konversi' AND angka.dicabut_pada IS NULL
"""
