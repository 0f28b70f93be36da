"""What assessors reported: competence, and the eight aspects of potensi."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from merit.aturan.talenta import ASPEK, SKALA
from merit.komponen.dasar import Isi, Komponen, TanpaParameter, register_komponen, true_then

SQL = f"""
SELECT DISTINCT ON (orang.id) orang.id AS pegawai_id, SKOR::int AS skor, asesmen.id AS bukti,
       jsonb_build_object('kompetensi', asesmen.kompetensi, 'potensi', asesmen.potensi, 'lembaga', asesmen.lembaga,
                          'hari', lower(asesmen.berlaku), 'sampai', upper(asesmen.berlaku)) AS isi
  FROM orang JOIN merit_hasilasesmen AS asesmen ON asesmen.pegawai_id = orang.id AND {true_then("asesmen")}
 WHERE asesmen.KOLOM IS NOT NULL
 ORDER BY orang.id, asesmen.id
"""
KOMPETENSI = SQL.replace("SKOR", "(asesmen.kompetensi * 100)").replace("KOLOM", "kompetensi")
# Sum of the aspects over the highest sum; rounded half up to hundredths.
POTENSI = SQL.replace(
    "SKOR",
    "((SELECT sum(aspek) FROM unnest(asesmen.potensi) AS aspek) * 20000 + %(potensi_tertinggi)s)"
    " / (2 * %(potensi_tertinggi)s)",
).replace("KOLOM", "potensi")
TERTINGGI = len(ASPEK) * SKALA


def _pure_potensi(isi: Isi, _: Any) -> Decimal | None:
    return (Decimal(sum(isi["potensi"])) * 100 / TERTINGGI).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _pure_kompetensi(isi: Isi, _: Any) -> Decimal | None:
    return Decimal(str(isi["kompetensi"]))


register_komponen(
    Komponen(
        kode="penilaian_kompetensi",
        nama="Penilaian kompetensi",
        definisi="Nilai penilaian kompetensi yang masih berlaku menurut laporan lembaga penilai.",
        parameter=TanpaParameter,
        sql=lambda _: KOMPETENSI,
        murni=_pure_kompetensi,
        kata=lambda isi: f"Laporan {isi['lembaga']}",
        alamat="",
        kurang="Hasil penilaian kompetensi yang masih berlaku belum ada. Pengelola kepegawaian provinsi menjadwalkan asesmen.",
    )
)
register_komponen(
    Komponen(
        kode="potensi",
        nama="Potensi",
        definisi="Delapan aspek potensi yang masih berlaku menurut laporan lembaga penilai.",
        parameter=TanpaParameter,
        sql=lambda _: POTENSI,
        nilai=lambda _: {"potensi_tertinggi": TERTINGGI},
        murni=_pure_potensi,
        kata=lambda isi: f"Jumlah delapan aspek {sum(isi['potensi'])} dari {TERTINGGI}, laporan {isi['lembaga']}",
        alamat="",
        kurang="Hasil penilaian potensi yang masih berlaku belum ada. Pengelola kepegawaian provinsi menjadwalkan asesmen.",
    )
)
