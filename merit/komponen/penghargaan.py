"""Honours: the best one of the last years. Whoever has none is said to have none: honours are recorded for everybody."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from merit.aturan.talenta import TABEL_SUBSKOR
from merit.komponen.dasar import (
    LAGI,
    Isi,
    Komponen,
    Parameter,
    known,
    lookup,
    matching,
    register_komponen,
    score_of,
    score_of_state,
    score_values,
)

HARI = f"> {LAGI} - make_interval(years => %(penghargaan_tahun)s) AND lower(tanda.berlaku) <= {LAGI}"
SQL = f"""
SELECT DISTINCT ON (baik.pegawai_id) baik.pegawai_id, baik.skor, baik.bukti,
       jsonb_build_object('keadaan', baik.keadaan, 'nama', baik.nama, 'hari', baik.hari) AS isi
  FROM (SELECT {score_of("penghargaan", "semua.keadaan")} AS skor, semua.*
          FROM (SELECT tanda.pegawai_id, tanda.id AS bukti, nama.nama, lower(tanda.berlaku) AS hari,
                       {lookup("penghargaan_kunci", "penghargaan_arti", "text", "tanda.penghargaan_id")} AS keadaan
                  FROM orang JOIN pegawai_riwayatpenghargaan AS tanda ON tanda.pegawai_id = orang.id
                  JOIN pegawai_referensi AS nama ON nama.kunci = tanda.penghargaan_id
                 WHERE {known("tanda")} AND lower(tanda.berlaku) {HARI}
                UNION ALL
                SELECT tanda.pegawai_id, tanda.id, tanda.nama, lower(tanda.berlaku),
                       {lookup("prestasi_kunci", "prestasi_arti", "text", "tanda.tingkat")}
                  FROM orang JOIN pegawai_riwayatprestasi AS tanda ON tanda.pegawai_id = orang.id
                 WHERE {known("tanda")} AND lower(tanda.berlaku) {HARI}
                UNION ALL
                SELECT orang.id, NULL, NULL, NULL, 'tidak_ada' FROM orang) AS semua) AS baik
 ORDER BY baik.pegawai_id, baik.skor DESC NULLS LAST, baik.hari DESC NULLS LAST, baik.bukti
"""


class ParameterPenghargaan(Parameter):
    """Score of each level; how many years an honour counts."""

    skor: dict[str, Decimal]
    tahun: int = 5


def _values(isi: ParameterPenghargaan) -> dict[str, Any]:
    return (
        score_values("penghargaan", isi.skor)
        | matching("penghargaan", "penghargaan", "penghargaan:")
        | matching("prestasi", "prestasi", "")
        | {"penghargaan_tahun": isi.tahun}
    )


def _words(isi: Isi) -> str:
    if isi["keadaan"] == "tidak_ada":
        return "Tidak ada penghargaan yang tercatat dalam masa penilaian"
    return f"{TABEL_SUBSKOR.label.get(isi['keadaan'], 'Penghargaan')}: {isi['nama']}"


register_komponen(
    Komponen(
        kode="penghargaan",
        nama="Penghargaan",
        definisi="Penghargaan atau prestasi tertinggi dalam lima tahun terakhir menurut riwayat.",
        parameter=ParameterPenghargaan,
        sql=lambda _: SQL,
        nilai=_values,
        murni=score_of_state,
        kata=_words,
        alamat="penghargaan",
        kurang="Keadaan ini tidak bernilai dalam instrumen.",
    )
)
