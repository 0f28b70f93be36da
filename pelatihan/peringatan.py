"""Early warnings about learning: a certificate that must be renewed, the end of a study on duty, of the service owed for it."""

from __future__ import annotations

from asn_portal.core.izin import Sumber
from pegawai.peringatan import JenisPeringatan, Kelompok, Rincian, register_peringatan
from pelatihan.aturan.evaluasi import TABEL_SEGERA

# The last certificate of each programme: one that was renewed in time ends without a word.
BERAKHIR = """
SELECT orang.id AS pegawai_id, akhir.id::text AS kunci, akhir.berlaku_sampai AS tanggal,
       jsonb_build_object('judul', akhir.judul, 'wajib', akhir.wajib) AS rincian
FROM orang JOIN LATERAL (
    SELECT DISTINCT ON (sah.program_id, upper(sah.judul)) sah.id, sah.judul, sah.berlaku_sampai,
           EXISTS (SELECT FROM pelatihan_wajibpelatihan AS wajib
                   WHERE wajib.program_id = sah.program_id AND wajib.ditutup_pada IS NULL) AS wajib
    FROM pelatihan_sertifikat AS sah WHERE sah.pegawai_id = orang.id AND sah.status = 'disahkan'
    ORDER BY sah.program_id, upper(sah.judul), sah.berlaku_sampai DESC NULLS FIRST
) AS akhir ON akhir.berlaku_sampai IS NOT NULL
"""

BELAJAR_BERAKHIR = """
SELECT orang.id AS pegawai_id, belajar.id::text AS kunci, belajar.selesai AS tanggal,
       jsonb_build_object('program', belajar.program_studi, 'dibebaskan', belajar.dibebaskan) AS rincian
FROM orang JOIN pelatihan_tugasbelajar AS belajar ON belajar.pegawai_id = orang.id AND belajar.status = 'berjalan'
"""
IKATAN_BERAKHIR = """
SELECT orang.id AS pegawai_id, belajar.id::text AS kunci, belajar.ikatan_sampai AS tanggal,
       jsonb_build_object('program', belajar.program_studi) AS rincian
FROM orang JOIN pelatihan_tugasbelajar AS belajar ON belajar.pegawai_id = orang.id AND belajar.ikatan_sampai IS NOT NULL
"""


def _meaning(r: Rincian) -> str:
    duty = " Pelatihan ini wajib bagi sebagian jabatan." if r["wajib"] else ""
    return f"Hari terakhir berlakunya sertifikat {r['judul']}.{duty}"


register_peringatan(
    JenisPeringatan(
        "sertifikat_pelatihan", "Sertifikat pelatihan berakhir", Kelompok.MASA, "Ketentuan program pelatihannya", _meaning,
        lambda _: "Daftar pelatihan penyegarannya sebelum hari itu; lihat katalog pelatihan.",
        lambda _: "Usulkan pegawainya ke angkatan berikutnya, supaya kesiapan unit tidak turun.", BERAKHIR, tahap=tuple(TABEL_SEGERA.terakhir.nilai.values()),
        hr_hari=60, kabar_atasan=True, lewat_bulan=6, sumber=Sumber.PELATIHAN,
    ),
    JenisPeringatan(
        "belajar_berakhir", "Tugas belajar berakhir", Kelompok.MASA, "SE MenPANRB 28/2021",
        lambda r: f"Hari terakhir tugas belajar {r['program']}.",
        lambda _: "Kembali bekerja sesudah hari itu, atau ajukan perpanjangan sebelumnya kepada pengelola kepegawaian.",
        lambda r: "Siapkan jabatannya kembali." if r["dibebaskan"] else "Catat kelulusannya.", BELAJAR_BERAKHIR, tahap=(90, 30),
        hr_hari=60, kabar_atasan=True, lewat_bulan=6, sumber=Sumber.PELATIHAN,
    ),
    JenisPeringatan(
        "ikatan_dinas", "Ikatan dinas berakhir", Kelompok.MASA, "SE MenPANRB 28/2021",
        lambda r: f"Hari terakhir ikatan dinas sesudah tugas belajar {r['program']}.",
        lambda _: "Tidak ada yang perlu Anda lakukan; sesudah hari itu Anda dapat mengajukan tugas belajar lagi.",
        lambda _: "Tidak ada yang perlu dilakukan.", IKATAN_BERAKHIR, tahap=(30,), lewat_bulan=1, sumber=Sumber.PELATIHAN,
    ),
)  # fmt: skip
