"""Gates: who is no candidate, whatever the score. Each is a condition on the row `orang` of merit.mesin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Gerbang:
    kode: str
    nama: str
    # What opens it again, in words.
    kalimat: str
    # True where it is closed.
    sql: str


AKTIF = "kedudukan_hukum:01"
_RUNNING = """EXISTS (SELECT FROM pegawai_riwayathukuman AS hukum WHERE hukum.pegawai_id = orang.id AND hukum.tercatat @> %(diketahui)s::timestamptz
    AND hukum.tingkat IN ('s', 'b') AND hukum.berlaku @> %(pada)s::date
    AND (hukum.batal_tanggal IS NULL OR hukum.batal_tanggal > %(pada)s::date))"""

daftar_gerbang = {
    satu.kode: satu
    for satu in (
        Gerbang(
            "tidak_aktif", "Kedudukan hukum tidak aktif", "Terbuka lagi setelah kembali aktif.",
            f"orang.kedudukan_id <> '{AKTIF}'",
        ),
        Gerbang(
            "hukdis", "Sedang menjalani hukuman disiplin sedang atau berat", "Terbuka lagi setelah hukumannya selesai.",
            _RUNNING,
        ),
        Gerbang(
            "calon", "Masih calon PNS", "Terbuka setelah diangkat menjadi PNS.", "orang.kepegawaian = 'cpns'",
        ),
        Gerbang(
            "sisa_masa", "Batas usia pensiun kurang dari setahun lagi", "Tidak terbuka lagi.",
            "orang.bup IS NOT NULL AND orang.tanggal_lahir + make_interval(years => orang.bup) < %(pada)s::date + interval '1 year'",
        ),
    )
}  # fmt: skip
