"""Work in teams: the highest role of the last years, in teams with a mandate of their own and in work teams of a unit. Whoever
was in none is said to have been in none: both registers are kept for everybody.
"""

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

_WITHIN = f"daterange(({LAGI} - make_interval(years => %(tim_kerja_tahun)s))::date, {LAGI}, '[]')"
_OWN = f"tim.dibuat_pada <= %(diketahui)s::timestamptz AND tim.berlaku && {_WITHIN}"
SQL = f"""
SELECT DISTINCT ON (baik.pegawai_id) baik.pegawai_id, baik.skor, baik.bukti,
       jsonb_build_object('keadaan', baik.keadaan, 'nama', baik.nama, 'hari', baik.hari) AS isi
  FROM (SELECT {score_of("tim_kerja", "semua.keadaan")} AS skor, semua.*
          FROM (SELECT anggota.pegawai_id, tim.id AS bukti, tim.nama, lower(anggota.berlaku) AS hari,
                       anggota.peran || '_' || {lookup("tim_kerja_kunci", "tim_kerja_arti", "text", "tim.lingkup")} AS keadaan
                  FROM orang JOIN jabatan_anggotatim AS anggota ON anggota.pegawai_id = orang.id
                  JOIN jabatan_timkhusus AS tim ON tim.id = anggota.tim_id AND tim.status IN ('aktif', 'selesai')
                 WHERE {known("anggota")} AND anggota.berlaku && {_WITHIN}
                UNION ALL
                SELECT tim.ketua_id, tim.id, tim.nama, lower(tim.berlaku), 'ketua_internal'
                  FROM orang JOIN kinerja_timkerja AS tim ON tim.ketua_id = orang.id WHERE {_OWN}
                UNION ALL
                SELECT ikut.pegawai_id, tim.id, tim.nama, lower(tim.berlaku), 'anggota_internal'
                  FROM orang JOIN kinerja_anggotatim AS ikut ON ikut.pegawai_id = orang.id
                  JOIN kinerja_timkerja AS tim ON tim.id = ikut.tim_id WHERE {_OWN}
                UNION ALL
                SELECT orang.id, NULL, NULL, NULL, 'tidak_ada' FROM orang) AS semua) AS baik
 ORDER BY baik.pegawai_id, baik.skor DESC NULLS LAST, baik.hari DESC NULLS LAST, baik.bukti
"""


class ParameterTim(Parameter):
    """Score of each role; how many years a team counts."""

    skor: dict[str, Decimal]
    tahun: int = 2


def _values(isi: ParameterTim) -> dict[str, Any]:
    return score_values("tim_kerja", isi.skor) | matching("tim_kerja", "tim", "") | {"tim_kerja_tahun": isi.tahun}


def _words(isi: Isi) -> str:
    if isi["keadaan"] == "tidak_ada":
        return "Tidak ada penugasan tim yang tercatat dalam masa penilaian"
    return f"{TABEL_SUBSKOR.label[isi['keadaan']]}: {isi['nama']}"


register_komponen(
    Komponen(
        kode="tim_kerja",
        nama="Penugasan tim kerja",
        definisi="Peran tertinggi dalam tim khusus dan tim kerja selama dua tahun terakhir.",
        parameter=ParameterTim,
        sql=lambda _: SQL,
        nilai=_values,
        murni=score_of_state,
        kata=_words,
        alamat="",
        kurang="Peran ini tidak bernilai dalam instrumen.",
    )
)
