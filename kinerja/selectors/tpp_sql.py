"""One statement for the input of everybody in one month; what is the same already is not written again."""

from __future__ import annotations

from asn_portal.core.relasi import Relasi
from kinerja.aturan.kata import PREDIKAT
from kinerja.enums import BULAN, ROMAWI, SumberKinerja
from pegawai.rekap import JABATAN_SQL

KATA = Relasi("kata_predikat", {"predikat": "text", "kata": "text"}, tuple(PREDIKAT.items()))
NAMA_BULAN = "(ARRAY[" + ", ".join(f"'{nama}'" for nama in BULAN) + "])"
NAMA_TRIWULAN = "(ARRAY[" + ", ".join(f"'{nama}'" for nama in ROMAWI) + "])"
NAMA_SUMBER = (
    "CASE nilai.sumber " + " ".join(f"WHEN '{one.value}' THEN '{one.label}'" for one in SumberKinerja) + " END"
)


def _long_date(kolom: str) -> str:
    """21 November 2026."""
    return (
        f"extract(day FROM {kolom})::int || ' ' || {NAMA_BULAN}[extract(month FROM {kolom})::int] || ' '"
        f" || extract(year FROM {kolom})::int"
    )


# What was handed over (or brought in) until the cut-off; the stretch that ends last, of those the longest.
# No predicate is ever made up: whoever has none gets the reason instead.
HITUNG = """
WITH orang AS (
    SELECT pegawai.id, pegawai.unit_kini_id, pegawai.jabatan_kini,
           coalesce(khusus.sumber, umum.sumber, 'portal') AS tempat
    FROM pegawai_pegawai AS pegawai
    LEFT JOIN kinerja_penetapansumber AS khusus ON khusus.periode_id = %(periode)s AND khusus.kelompok <> ''
      AND khusus.kelompok = KELOMPOK
    LEFT JOIN kinerja_penetapansumber AS umum ON umum.periode_id = %(periode)s AND umum.kelompok = ''
    WHERE pegawai.instansi_id = %(instansi)s AND pegawai.ditarik_pada IS NULL AND pegawai.unit_kini_id IS NOT NULL
), nilai AS (
    SELECT DISTINCT ON (evaluasi.pegawai_id) evaluasi.pegawai_id, evaluasi.id, evaluasi.jenis, evaluasi.nomor, evaluasi.tahun,
           evaluasi.predikat, evaluasi.sumber, evaluasi.referensi, hari.diserahkan
    FROM kinerja_evaluasi AS evaluasi
    CROSS JOIN LATERAL (
        SELECT coalesce(evaluasi.sumber_tanggal, (evaluasi.disampaikan_pada AT TIME ZONE 'Asia/Jakarta')::date) AS diserahkan
    ) AS hari
    WHERE evaluasi.status = ANY(%(sampai)s) AND evaluasi.predikat <> '' AND evaluasi.tahun >= %(tahun)s - 1
      AND hari.diserahkan <= %(potong)s
    ORDER BY evaluasi.pegawai_id, upper(evaluasi.masa) DESC, lower(evaluasi.masa)
), rencana AS (
    SELECT DISTINCT ON (skp.pegawai_id) skp.pegawai_id, skp.status FROM kinerja_skp AS skp
    WHERE skp.tahun = %(tahun)s AND skp.status NOT IN ('diganti', 'dibatalkan')
    ORDER BY skp.pegawai_id, array_position(ARRAY['disetujui', 'diajukan', 'dikembalikan', 'draf'], skp.status::text)
), baru AS (
    SELECT orang.id AS pegawai_id, orang.unit_kini_id AS unit_id, orang.jabatan_kini AS jabatan,
           CASE WHEN nilai.id IS NULL THEN 'belum' WHEN nilai.sumber = 'portal' THEN 'ada' ELSE 'luar' END AS keadaan,
           coalesce(nilai.predikat, '') AS predikat, nilai.id AS evaluasi_id, nilai.diserahkan AS sejak, persen.persen,
           coalesce(CASE WHEN nilai.sumber = 'portal' THEN langkah.nomor ELSE nilai.referensi END, '') AS tanda_terima,
           CASE WHEN nilai.id IS NOT NULL THEN
                'Predikat ' || kata_predikat.kata || ', '
                || CASE nilai.jenis WHEN 'bulanan' THEN NAMA_BULAN[nilai.nomor] || ' ' WHEN 'triwulan'
                   THEN 'triwulan ' || NAMA_TRIWULAN[nilai.nomor] || ' ' ELSE 'tahun ' END || nilai.tahun
                || CASE nilai.sumber WHEN 'portal' THEN ', disampaikan ' ELSE ', dari ' || NAMA_SUMBER || ' tanggal ' END
                || HARI_SERAH || '.'
                WHEN orang.tempat <> 'portal' THEN 'Predikat dari sistem lain belum diimpor sampai ' || HARI_POTONG || '.'
                WHEN rencana.status IS NULL THEN 'SKP tahun ' || %(tahun)s || ' belum disusun, jadi belum ada yang dinilai.'
                WHEN rencana.status = 'disetujui' THEN 'SKP sudah disetujui; belum ada evaluasi yang disampaikan sampai '
                     || HARI_POTONG || '.'
                WHEN rencana.status = 'diajukan' THEN 'SKP menunggu persetujuan atasan, jadi belum ada yang dinilai.'
                ELSE 'SKP masih disusun, jadi belum ada yang dinilai.' END AS alasan
    FROM orang
    LEFT JOIN nilai ON nilai.pegawai_id = orang.id
    LEFT JOIN rencana ON rencana.pegawai_id = orang.id
    LEFT JOIN {kata_predikat} ON kata_predikat.predikat = nilai.predikat
    LEFT JOIN kinerja_persentpp AS persen ON persen.instansi_id = %(instansi)s AND persen.predikat = nilai.predikat
      AND persen.berlaku @> %(bulan)s::date
    LEFT JOIN LATERAL (
        SELECT nomor FROM kinerja_langkahevaluasi AS langkah
        WHERE langkah.evaluasi_id = nilai.id AND langkah.ke = 'disampaikan' ORDER BY langkah.pada DESC LIMIT 1
    ) AS langkah ON true
), pergi AS (
    DELETE FROM kinerja_masukantpp AS lama WHERE lama.masa_id = %(masa)s
      AND NOT EXISTS (SELECT FROM baru WHERE baru.pegawai_id = lama.pegawai_id)
      AND NOT EXISTS (SELECT FROM kinerja_pertanyaantpp AS tanya WHERE tanya.masukan_id = lama.id)
)
INSERT INTO kinerja_masukantpp AS lama (id, masa_id, pegawai_id, unit_id, jabatan, keadaan, predikat, evaluasi_id, sejak, persen,
    tanda_terima, alasan, dihitung_pada)
SELECT md5('tpp:' || %(masa)s::text || baru.pegawai_id::text)::uuid, %(masa)s, baru.pegawai_id, baru.unit_id, baru.jabatan, baru.keadaan,
       baru.predikat, baru.evaluasi_id, baru.sejak, baru.persen, baru.tanda_terima, baru.alasan, %(pada)s
FROM baru
ON CONFLICT (masa_id, pegawai_id) DO UPDATE SET
    unit_id = excluded.unit_id, jabatan = excluded.jabatan, keadaan = excluded.keadaan, predikat = excluded.predikat,
    evaluasi_id = excluded.evaluasi_id, sejak = excluded.sejak, persen = excluded.persen, tanda_terima = excluded.tanda_terima,
    alasan = excluded.alasan, dihitung_pada = excluded.dihitung_pada
WHERE (lama.unit_id, lama.jabatan, lama.keadaan, lama.predikat, lama.evaluasi_id, lama.sejak, lama.persen, lama.tanda_terima, lama.alasan)
      IS DISTINCT FROM (excluded.unit_id, excluded.jabatan, excluded.keadaan, excluded.predikat, excluded.evaluasi_id, excluded.sejak,
                        excluded.persen, excluded.tanda_terima, excluded.alasan)
"""
for _word, _text in {
    "KELOMPOK": JABATAN_SQL.replace("orang.", "pegawai."),
    "NAMA_BULAN": NAMA_BULAN,
    "NAMA_TRIWULAN": NAMA_TRIWULAN,
    "NAMA_SUMBER": NAMA_SUMBER,
    "HARI_SERAH": _long_date("nilai.diserahkan"),
    "HARI_POTONG": _long_date("%(potong)s::date"),
}.items():
    HITUNG = HITUNG.replace(_word, _text)
