"""What participants and superiors said in the demo province, and which certificates the fire service must hold."""

from __future__ import annotations

from typing import Any

from django.db import connection

from asn_portal.core.demo import Demo, salin
from pelatihan.demo.pernyataan import chance, id_of
from pelatihan.models import WajibPelatihan
from pelatihan.services.evaluasi import schedule_behaviour

TERBANYAK = 800
# Programme by code, and how often its certificate counts in the fire service of the demo province.
WAJIB = (
    ("T-042", "Pemadam Kebakaran", "Pergub tentang kesiapan regu pemadam (contoh)"),
    ("T-043", "Pemadam Kebakaran", "Pergub tentang penyelamatan di air (contoh)"),
)

SAID = (
    f"""
INSERT INTO pelatihan_reaksipeserta (id, kepesertaan_id, materi, pengajar, penyelenggaraan, manfaat, saran, pada)
SELECT {id_of("reaksi", "ikut.id")}, ikut.id, 3 + {chance("materi", "ikut.id")} %% 3, 3 + {chance("pengajar", "ikut.angkatan_id")} %% 3,
       2 + {chance("acara", "ikut.id")} %% 4, 3 + {chance("manfaat", "ikut.id")} %% 3, '',
       (angkatan.selesai + time '17:00') AT TIME ZONE 'Asia/Jakarta'
FROM pelatihan_kepesertaan AS ikut JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
JOIN pegawai_pegawai AS orang ON orang.id = ikut.pegawai_id JOIN core_pengguna AS akun ON akun.id = orang.pengguna_id
WHERE ikut.status = 'lulus' AND angkatan.status = 'selesai' AND akun.username NOT LIKE '%%.demo'
  AND {chance("reaksi", "ikut.id")} %% 10 < 8
""",
    f"""
INSERT INTO pelatihan_evaluasiperilaku (id, kepesertaan_id, mulai, batas, penerapan, mutu, berbagi, contoh, oleh_id, pada)
SELECT {id_of("perilaku", "ikut.id")}, ikut.id, (angkatan.selesai + interval '3 months')::date, (angkatan.selesai + interval '6 months')::date,
       2 + {chance("terap", "ikut.id")} %% 4, 2 + {chance("mutu", "ikut.id")} %% 4, 1 + {chance("bagi", "ikut.id")} %% 5,
       'Memakai cara yang dipelajari pada pekerjaan rutin (contoh).', atas.pengguna_id,
       (angkatan.selesai + interval '4 months') AT TIME ZONE 'Asia/Jakarta'
FROM pelatihan_kepesertaan AS ikut JOIN pelatihan_angkatanpelatihan AS angkatan ON angkatan.id = ikut.angkatan_id
JOIN pegawai_pegawai AS orang ON orang.id = ikut.pegawai_id
JOIN pegawai_pegawai AS atas ON atas.id = orang.atasan_kini_id AND atas.pengguna_id IS NOT NULL
WHERE ikut.status = 'lulus' AND angkatan.status = 'selesai' AND (angkatan.selesai + interval '4 months')::date < %(hari)s
  AND {chance("perilaku", "ikut.id")} %% 10 < 7
""",
    # Certificates of the fire service: most count, some end soon, some have ended, some hold none.
    f"""
INSERT INTO pelatihan_sertifikat (id, pegawai_id, asal, program_id, nama, judul, penyelenggara, bentuk, tingkat, nomor, mulai, selesai,
    tanggal, jp, dasar_jp, berlaku_sampai, kode, status, diajukan_pada, diputus_pada, catatan)
SELECT {id_of("sah_wajib", "regu.id", "program.id")}, regu.id, 'angkatan', program.id, regu.nama, program.judul,
       'Balai Pelatihan Kebencanaan (contoh)', program.bentuk, program.tingkat, 'DAMKAR-' || left(md5(regu.id::text || program.id::text), 8),
       regu.selesai - 4, regu.selesai, regu.selesai, program.jp, program.dasar_jp,
       (regu.selesai + make_interval(months => program.masa_berlaku_bulan))::date,
       translate(upper(substr(md5(%(benih)s || ':wajib:' || regu.id::text || program.id::text), 1, 16)), '0123456789ABCDEF', '23456789ABCDEFGH'),
       'disahkan', %(sekarang)s, %(sekarang)s, ''
FROM (
    SELECT orang.id, orang.nama, %(hari)s::date - (60 + {chance("selesai", "orang.id")} %% 1100) AS selesai
    FROM pegawai_pegawai AS orang WHERE orang.instansi_id = %(instansi)s AND orang.ditarik_pada IS NULL
      AND strpos(upper(orang.jabatan_kini), 'PEMADAM KEBAKARAN') > 0 ORDER BY orang.id LIMIT %(banyak)s
) AS regu
JOIN pelatihan_programpelatihan AS program ON program.instansi_id = %(instansi)s AND program.kode IN ('T-042', 'T-043')
WHERE {chance("punya", "regu.id", "program.id")} %% 10 < 8
ON CONFLICT DO NOTHING
""",
)


def load_evaluation(demo: Demo) -> None:
    values: dict[str, Any] = {
        "benih": str(demo.benih), "hari": demo.tanggal, "instansi": demo.id("instansi", 1), "sekarang": demo.jam(demo.tanggal),
        "banyak": TERBANYAK,
    }  # fmt: skip
    with connection.cursor() as cursor:
        for one in SAID:
            cursor.execute(one, values)
    salin(WajibPelatihan, ("id", "instansi_id", "program_id", "jabatan", "dasar", "sejak"), [
        (demo.id("wajib", kode), demo.id("instansi", 1), demo.id("program", kode), jabatan, dasar, demo.tanggal.replace(month=1, day=2))
        for kode, jabatan, dasar in WAJIB
    ])  # fmt: skip
    schedule_behaviour(demo.tanggal, demo.jam(demo.tanggal))
