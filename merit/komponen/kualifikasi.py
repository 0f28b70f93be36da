"""Education and rank."""

from __future__ import annotations

from typing import Any

from merit.komponen.dasar import (
    LAGI,
    TABEL_PADANAN,
    Isi,
    Komponen,
    ParameterSkor,
    known,
    lookup,
    register_komponen,
    score_of,
    score_of_state,
    score_values,
    true_then,
)

TINGKAT = TABEL_PADANAN.terakhir.nilai["tingkat_pendidikan"]
_ENTRY = "coalesce(didik.tingkat_id, mata.induk_id)"
# The highest level earned until the day; of two alike, the older one.
TINGGI = f"""
SELECT DISTINCT ON (didik.pegawai_id) didik.pegawai_id, didik.id AS bukti, mata.nama, lower(didik.berlaku) AS hari,
       {lookup("pendidikan_kunci", "pendidikan_arti", "text", _ENTRY)} AS keadaan
  FROM orang JOIN pegawai_riwayatpendidikan AS didik ON didik.pegawai_id = orang.id
  JOIN pegawai_referensi AS mata ON mata.kunci = didik.pendidikan_id
 WHERE {known("didik")} AND lower(didik.berlaku) <= {LAGI}
 ORDER BY didik.pegawai_id, {lookup("pendidikan_kunci", "pendidikan_derajat", "int", _ENTRY)} DESC NULLS LAST,
          lower(didik.berlaku), didik.id
"""
PENDIDIKAN = f"""
SELECT tinggi.pegawai_id, {score_of("pendidikan", "tinggi.keadaan")} AS skor, tinggi.bukti,
       jsonb_build_object('keadaan', tinggi.keadaan, 'nama', tinggi.nama, 'hari', tinggi.hari) AS isi
  FROM ({TINGGI}) AS tinggi
"""


def level_values() -> dict[str, Any]:
    return {
        "pendidikan_kunci": [f"tingkat_pendidikan:{row['kode']}" for row in TINGKAT],
        "pendidikan_arti": [row["keadaan"] for row in TINGKAT],
        "pendidikan_derajat": [row["derajat"] for row in TINGKAT],
    }


def _words(isi: Isi) -> str:
    level = TABEL_PADANAN.label.get(isi["keadaan"] or "", "Jenjang lain")
    return f"{level}: {isi['nama']}"


register_komponen(
    Komponen(
        kode="pendidikan",
        nama="Tingkat pendidikan formal",
        definisi="Jenjang tertinggi yang sudah lulus menurut riwayat pendidikan.",
        parameter=ParameterSkor,
        sql=lambda _: PENDIDIKAN,
        nilai=lambda isi: score_values("pendidikan", isi.skor) | level_values(),
        murni=score_of_state,
        kata=_words,
        alamat="pendidikan",
        kurang="Riwayat pendidikan belum ada, atau jenjangnya tidak bernilai dalam instrumen. Usulkan perbaikan di Berkas saya.",
    )
)
# The class of the golongan: the first figure of the BKN number of a PNS.
PANGKAT = f"""
SELECT DISTINCT ON (pangkat.pegawai_id) pangkat.pegawai_id,
       {score_of("pangkat", "left(split_part(pangkat.golongan_id, ':', 2), 1)")} AS skor, pangkat.id AS bukti,
       jsonb_build_object('keadaan', left(split_part(pangkat.golongan_id, ':', 2), 1), 'nama', nama.nama,
                          'hari', lower(pangkat.berlaku)) AS isi
  FROM orang JOIN pegawai_riwayatgolongan AS pangkat ON pangkat.pegawai_id = orang.id
  JOIN pegawai_referensi AS nama ON nama.kunci = pangkat.golongan_id
 WHERE {true_then("pangkat")} AND pangkat.golongan_id LIKE 'golongan_pns:%%'
 ORDER BY pangkat.pegawai_id, pangkat.id
"""
register_komponen(
    Komponen(
        kode="pangkat",
        nama="Pangkat dan golongan ruang",
        definisi="Golongan ruang PNS yang dipegang pada hari itu.",
        parameter=ParameterSkor,
        sql=lambda _: PANGKAT,
        nilai=lambda isi: score_values("pangkat", isi.skor),
        murni=score_of_state,
        kata=lambda isi: str(isi["nama"]),
        alamat="golongan",
        kurang="Golongan ruang PNS belum tercatat. Usulkan perbaikan di Berkas saya.",
        tak_berlaku="orang.kepegawaian LIKE 'pppk%%'",
        alasan_tak_berlaku="PPPK tidak berpangkat. Bobotnya dibagi ke komponen lain sumbu ini.",
    )
)
