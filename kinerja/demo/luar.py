"""What came from elsewhere: predicates of teachers out of Ruang GTK, as an import would have written them; then angka kredit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from asn_portal.core.demo import Demo
from asn_portal.core.demo.muat import analyse
from kinerja.models import AngkaKredit, Evaluasi
from kinerja.services.angka_kredit import recount
from pegawai.rekap import AWAL_JABATAN, JABATAN_SQL

TAHUN_SELESAI = 2

# Of a hundred teachers 12 are very good, 83 good, 4 need improvement; one was not rated.
PREDIKAT = """
INSERT INTO kinerja_evaluasi (id, pegawai_id, tahun, jenis, nomor, masa, periode_id, unit_id, jabatan, penilai_id, status, putaran,
    hasil_kerja, perilaku_kerja, predikat, capaian, penilaian_diri, catatan, alasan, sumber, sumber_tanggal, referensi, siasn_id,
    identitas, dibuat_pada, final_pada)
SELECT md5(%(benih)s || ':evaluasi-gtk:' || %(tahun)s || ':' || guru.id)::uuid, guru.id, %(tahun)s, 'tahunan', 0,
       daterange(greatest(guru.sejak, %(awal)s::date), %(akhir)s::date), %(periode)s, guru.unit_kini_id, guru.jabatan_kini,
       NULL, 'final', 0,
       CASE WHEN dadu < 12 THEN 'di_atas_ekspektasi' WHEN dadu < 95 THEN 'sesuai_ekspektasi' ELSE 'di_bawah_ekspektasi' END,
       CASE WHEN dadu < 12 THEN 'di_atas_ekspektasi' ELSE 'sesuai_ekspektasi' END,
       CASE WHEN dadu < 12 THEN 'sangat_baik' WHEN dadu < 95 THEN 'baik' ELSE 'butuh_perbaikan' END,
       '', '', '', '', 'ruang_gtk', %(tanggal)s, 'Unduhan Ruang GTK ' || %(tahun)s || ' (contoh)', '',
       '{"penilai": {"nama": "Kepala Sekolah (contoh)", "status": "ASN"}}', %(pada)s, %(pada)s
FROM (
    SELECT orang.*, ('x' || substr(md5(%(benih)s || orang.id::text || %(tahun)s), 1, 7))::bit(28)::int %% 100 AS dadu,
           (SELECT min(lower(anggota.berlaku)) FROM pegawai_keanggotaanunit AS anggota WHERE anggota.pegawai_id = orang.id) AS sejak
    FROM pegawai_pegawai AS orang
    WHERE orang.instansi_id = %(instansi)s AND orang.ditarik_pada IS NULL AND KELOMPOK = 'guru'
) AS guru
WHERE guru.dadu < 99 AND guru.sejak < %(akhir)s - 31
""".replace("KELOMPOK", JABATAN_SQL)


def load_luar(demo: Demo) -> None:
    """Two finished years."""
    likes: dict[str, Any] = {f"jabatan_{kode}": list(patterns) for kode, patterns in AWAL_JABATAN.items()}
    running = demo.tanggal.year
    with connection.cursor() as cursor:
        for year in range(running - TAHUN_SELESAI, running):
            given = date(year + 1, 1, 20)
            cursor.execute(
                PREDIKAT,
                {
                    "benih": str(demo.benih), "tahun": year, "awal": date(year, 1, 1), "akhir": date(year + 1, 1, 1),
                    "periode": demo.id("periode_kinerja", year), "tanggal": given, "pada": demo.jam(given),
                    "instansi": demo.id("instansi", 1), **likes,
                },
            )  # fmt: skip
    counted = recount(None, pada=demo.jam(date(running, 2, 1)))
    demo.lapor(f"Angka kredit: {counted} baris.")
    analyse([Evaluasi, AngkaKredit])


def is_uncounted() -> bool:
    return not AngkaKredit.objects.exists()
