"""Gaps, needs and plans in the demo province: one agency measured, a plan of five years in consultation.

The link of its first partner is /konsultasi-rencana/?kunci=contoh-mitra.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from asn_portal.core.demo import Demo, salin
from asn_portal.core.demo.muat import analyse
from jabatan.selectors.perlu import ACUAN, STANDAR, TINGKAT_BAWAAN, compose
from pelatihan.demo.pernyataan import chance, id_of
from pelatihan.kunci_konsultasi import fingerprint
from pelatihan.models import (
    ButirRencana,
    KomentarRencana,
    PengukuranKompetensi,
    ProgramRencana,
    RencanaInstansi,
    RencanaPengembangan,
    SaranPelatihan,
    TautanKonsultasi,
)
from pelatihan.selectors.celah import TEMPAT
from pelatihan.services.saran import refresh_recommendations

TERBANYAK = 2500
LEMBAGA = "Pusat Penilaian Kompetensi (contoh)"
KUNCI_CONTOH = "contoh-mitra"
# The people of the agency that the known accounts belong to.
DINAS = """
orang_dipilih AS MATERIALIZED (
    SELECT orang.id FROM pegawai_pegawai AS orang
    JOIN core_jalurunit AS letak ON letak.unit_id = orang.unit_kini_id AND letak.berlaku @> %(hari)s::date
    WHERE orang.instansi_id = %(instansi)s AND orang.ditarik_pada IS NULL AND subpath(letak.jalur, 0, 2) IN (
        SELECT subpath(asal.jalur, 0, 2) FROM pegawai_pegawai AS tokoh
        JOIN core_pengguna AS akun ON akun.id = tokoh.pengguna_id AND akun.username LIKE '%%.demo'
        JOIN core_jalurunit AS asal ON asal.unit_id = tokoh.unit_kini_id AND asal.berlaku @> %(hari)s::date
        WHERE nlevel(asal.jalur) > 1 AND tokoh.instansi_id = %(instansi)s)
      AND nlevel(letak.jalur) > 1
    ORDER BY NOT EXISTS (SELECT FROM core_pengguna AS akun WHERE akun.id = orang.pengguna_id AND akun.username LIKE '%%.demo'), orang.id
    LIMIT %(banyak)s
)"""
MEASURED = f"""
INSERT INTO pelatihan_pengukurankompetensi (id, pegawai_id, kompetensi_id, tingkat, sumber, tanggal, pelaksana, instrumen, rujukan, oleh_id, pada)
SELECT {id_of("ukur", "semua.pegawai_id", "semua.kompetensi_id", "semua.sumber")}, pegawai_id, kompetensi_id,
       greatest(0, least(5, tingkat + geser)), sumber, tanggal, pelaksana,
       CASE sumber WHEN 'asesmen' THEN 'Assessment center' ELSE '' END, '', NULL, %(sekarang)s
FROM (
    SELECT tempat.pegawai_id, standar.kompetensi_id, standar.tingkat, 'asesmen' AS sumber, %(hari)s::date - 150 AS tanggal,
           %(lembaga)s AS pelaksana,
           CASE WHEN acak < 2 THEN -2 WHEN acak < 32 THEN -1 WHEN acak < 88 THEN 0 ELSE 1 END AS geser
    FROM tempat JOIN standar ON standar.jabatan_id = tempat.jabatan_id
    CROSS JOIN LATERAL (SELECT {chance("ukur", "tempat.pegawai_id", "standar.kompetensi_id")} %% 100 AS acak) AS dadu
  UNION ALL
    SELECT tempat.pegawai_id, standar.kompetensi_id, standar.tingkat, 'mandiri', %(hari)s::date - 40, orang.nama,
           CASE WHEN {chance("mandiri", "tempat.pegawai_id", "standar.kompetensi_id")} %% 3 = 0 THEN 1 ELSE 0 END
    FROM tempat JOIN standar ON standar.jabatan_id = tempat.jabatan_id JOIN pegawai_pegawai AS orang ON orang.id = tempat.pegawai_id
    WHERE {chance("pandang", "tempat.pegawai_id")} %% 4 = 0
) AS semua
"""
PLANS = (
    f"""
INSERT INTO pelatihan_rencanapengembangan (id, pegawai_id, tahun, status, catatan, diajukan_pada, diputus_oleh_id, diputus_pada)
SELECT {id_of("rencana", "orang.id")}, orang.id, extract(year FROM %(hari)s::date), 'disepakati', '', %(sekarang)s, atas.pengguna_id, %(sekarang)s
FROM pegawai_pegawai AS orang JOIN pegawai_pegawai AS atas ON atas.id = orang.atasan_kini_id AND atas.pengguna_id IS NOT NULL
WHERE orang.id IN (SELECT pegawai_id FROM pelatihan_pengukurankompetensi WHERE sumber = 'asesmen')
  AND ({chance("rencana", "orang.id")} %% 5 = 0 OR orang.pengguna_id IN (SELECT id FROM core_pengguna WHERE username LIKE '%%.demo'))
""",
    f"""
INSERT INTO pelatihan_butirrencana (id, rencana_id, cara, kegiatan, program_id, triwulan, jp, selesai, hasil)
SELECT {id_of("butir", "plan.id", "isi.kegiatan")}, plan.id, isi.cara, isi.kegiatan, NULL, isi.triwulan, isi.jp,
       CASE WHEN isi.triwulan = 1 THEN make_date(plan.tahun, 3, 20) END,
       CASE WHEN isi.triwulan = 1 THEN 'Dikerjakan dan dibahas bersama atasan.' ELSE '' END
FROM pelatihan_rencanapengembangan AS plan
CROSS JOIN (VALUES ('pengalaman', 'Memimpin satu pekerjaan lintas bidang', 1, 0), ('pengalaman', 'Menyusun panduan kerja unit', 3, 0),
                   ('sosial', 'Pendampingan bulanan dengan rekan senior', 2, 4)) AS isi (cara, kegiatan, triwulan, jp)
""",
    f"""
INSERT INTO pelatihan_butirrencana (id, rencana_id, cara, kegiatan, program_id, triwulan, jp, selesai, hasil)
SELECT {id_of("butir", "plan.id", "program.id")}, plan.id, 'formal', program.judul, program.id, 4, program.jp, NULL, ''
FROM pelatihan_rencanapengembangan AS plan
JOIN pelatihan_saranpelatihan AS saran ON saran.pegawai_id = plan.pegawai_id AND saran.urut = 1
JOIN pelatihan_programpelatihan AS program ON program.id = saran.program_id
""",
)
NEEDS = (
    (
        "lingkungan",
        "Menghitung emisi layanan perkotaan",
        "Rencana aksi iklim daerah meminta setiap unit melaporkan emisinya.",
        "MAN-7",
        40,
        3,
    ),
    ("digital", "Keamanan informasi bagi pengelola layanan", "Layanan baru memproses data warga.", "MAN-1", 120, 3),
    ("pelayanan", "Bahasa isyarat bagi petugas loket", "Warga tuli makin sering datang ke loket.", "SOS-1", 25, 2),
    (
        "keuangan",
        "Penganggaran berbasis hasil",
        "Dokumen anggaran dikembalikan karena indikatornya tidak terukur.",
        "MAN-4",
        60,
        2,
    ),
    (
        "kepegawaian",
        "Percakapan kinerja bagi atasan baru",
        "Separuh atasan baru menjabat kurang dari setahun.",
        "MAN-6",
        35,
        1,
    ),
)
LINES = (
    ("kepemimpinan", "Kepemimpinan tim kerja", 200, 700_000_000),
    ("digital", "Analisis data untuk kebijakan", 150, 525_000_000),
    ("lingkungan", "Adaptasi perubahan iklim perkotaan", 120, 420_000_000),
    ("bencana", "Pemadaman kebakaran tingkat I", 300, 1_050_000_000),
)
DARI_MITRA = (
    ("Tambahkan studi kasus banjir rob pada kegiatan iklim.", "diterima", "Masuk ke kurikulum angkatan berikutnya."),
    (
        "Kuota analisis data terlalu kecil untuk seluruh perangkat daerah.",
        "sebagian",
        "Ditambah modul daring; kelas tetap.",
    ),
    ("Cantumkan ukuran hasil setiap kegiatan.", "", ""),
)


def load_development(demo: Demo) -> None:
    values: dict[str, Any] = {
        "benih": str(demo.benih), "hari": demo.tanggal, "instansi": demo.id("instansi", 1), "sekarang": demo.jam(demo.tanggal),
        "banyak": TERBANYAK, "lembaga": LEMBAGA,
    }  # fmt: skip
    with connection.cursor() as cursor:
        statement = compose(MEASURED, DINAS, TEMPAT, ACUAN, STANDAR)
        statement = statement.replace(f"{{{TINGKAT_BAWAAN.nama}}}", TINGKAT_BAWAAN.teks)
        cursor.execute(statement, TINGKAT_BAWAAN.nilai | values)
        analyse([PengukuranKompetensi])
        refresh_recommendations(demo.tanggal, values["sekarang"])
        for one in PLANS:
            cursor.execute(one, values)
        _needs(cursor, demo, values)
    _agency_plan(demo)
    analyse([RencanaPengembangan, ButirRencana, SaranPelatihan])


def _needs(cursor: Any, demo: Demo, values: dict[str, Any]) -> None:
    """Told by HR of the agency of the known accounts."""
    for number, (rumpun, judul, alasan, kode, orang, mendesak) in enumerate(NEEDS):
        cursor.execute(
            "INSERT INTO pelatihan_kebutuhantema (id, instansi_id, unit_id, tahun, rumpun, judul, alasan, kompetensi_id, orang, mendesak,"
            " status, tanggapan, oleh_id, pada, diputus_pada)"
            " SELECT %(id)s, %(instansi)s, peran.unit_id, %(tahun)s, %(rumpun)s, %(judul)s, %(alasan)s, kamus.id, %(orang)s, %(mendesak)s,"
            " %(status)s, '', akun.id, %(sekarang)s, CASE WHEN %(status)s = 'diterima' THEN %(sekarang)s::timestamptz END"
            " FROM core_pengguna AS akun JOIN core_penugasanperan AS peran ON peran.pengguna_id = akun.id AND peran.peran = 'admin_unit'"
            " JOIN jabatan_kamuskompetensi AS kamus ON kamus.kode = %(kode)s AND kamus.instansi_id IS NULL"
            " WHERE akun.username = 'adminunit.demo' AND peran.unit_id IS NOT NULL LIMIT 1",
            values | {
                "id": demo.id("kebutuhan", number), "tahun": demo.tanggal.year + 1, "rumpun": rumpun, "judul": judul, "alasan": alasan,
                "kode": kode, "orang": orang, "mendesak": mendesak, "status": "diterima" if number % 2 == 0 else "diajukan",
            },
        )  # fmt: skip


def _agency_plan(demo: Demo) -> None:
    plan, first = demo.id("rencana_instansi", 1), demo.tanggal.year
    salin(RencanaInstansi, ("id", "instansi_id", "judul", "tahun_awal", "ringkas", "status", "dasar"), [
        (
            plan, demo.id("instansi", 1), f"Rencana pengembangan kompetensi {first} sampai {first + 4} (contoh)", first,
            ("Menutup celah komunikasi dan pengambilan keputusan lebih dulu, menyiapkan layanan iklim dan digital, dan menjaga "
            "kesiapan regu penyelamat."), "konsultasi", "",
        )
    ])  # fmt: skip
    salin(ProgramRencana, ("id", "rencana_id", "tahun", "judul", "rumpun", "program_id", "kuota", "anggaran", "alasan"), [
        (
            demo.id("program_rencana", f"{year}:{n}"), plan, year, judul, rumpun,
            demo.id("program", f"T-{(1, 17, 34, 42)[n]:03d}"), kuota, Decimal(biaya), "Celah terukur dan usulan unit (contoh).",
        )
        for year in range(first, first + 5) for n, (rumpun, judul, kuota, biaya) in enumerate(LINES)
    ])  # fmt: skip
    staff, moment = _account("adminbkd.demo"), demo.jam(demo.tanggal - timedelta(days=20))
    partners = ("Universitas Cendekia Nusantara (contoh)", "Ikatan Pemadam Kebakaran (contoh)")
    salin(TautanKonsultasi, ("id", "rencana_id", "mitra", "sidik", "sampai", "dibuat_oleh_id", "dibuat_pada"), [
        (
            demo.id("tautan", n), plan, mitra, fingerprint(KUNCI_CONTOH if n == 0 else f"{demo.benih}:{n}"),
            demo.tanggal + timedelta(days=30), staff, moment,
        )
        for n, mitra in enumerate(partners)
    ])  # fmt: skip
    salin(
        KomentarRencana,
        ("id", "tautan_id", "butir_id", "isi", "pada", "tanggapan", "penjelasan", "ditanggapi_oleh_id", "ditanggapi_pada"),
        [
            (
                demo.id("komentar", n), demo.id("tautan", n % 2), demo.id("program_rencana", f"{first}:{n}"), isi, moment, answer, words,
                staff if answer else None, demo.jam(demo.tanggal - timedelta(days=10)) if answer else None,
            )
            for n, (isi, answer, words) in enumerate(DARI_MITRA)
        ],
    )  # fmt: skip


def _account(username: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM core_pengguna WHERE username = %s", [username])
        row = cursor.fetchone()
    return row[0] if row else None
