"""Field of study against what the post asks for. Where the post names no field nothing is compared: that is missing, no score."""

from __future__ import annotations

from merit.aturan.talenta import TABEL_SUBSKOR
from merit.komponen.dasar import (
    Isi,
    Komponen,
    ParameterSkor,
    register_komponen,
    score_of,
    score_of_state,
    score_values,
    true_then,
)
from merit.komponen.kualifikasi import TINGGI, level_values

# Of the requirements the nearest to the seat: its own, those of its name, those of its kind and level. A field named there
# that stands in the name of the study: very relevant; a longer word of it: fairly.
SQL = f"""
SELECT pas.pegawai_id, {score_of("kesesuaian_ilmu", "pas.keadaan")} AS skor, pas.bukti,
       jsonb_build_object('keadaan', pas.keadaan, 'nama', pas.nama, 'syarat', pas.rincian) AS isi
  FROM (SELECT syarat.pegawai_id, tinggi.bukti, tinggi.nama, syarat.rincian,
               CASE WHEN EXISTS (SELECT FROM regexp_split_to_table(lower(syarat.rincian), '\\s*(?:[,;/]|\\matau\\M)\\s*') AS bidang
                                  WHERE bidang LIKE 'semua%%' OR (bidang <> '' AND strpos(lower(tinggi.nama), bidang) > 0))
                         THEN 'sangat_relevan'
                    WHEN EXISTS (SELECT FROM regexp_split_to_table(lower(syarat.rincian), '[^a-z]+') AS kata
                                  WHERE length(kata) > 4 AND strpos(lower(tinggi.nama), kata) > 0) THEN 'cukup_relevan'
                    ELSE 'tidak_relevan' END AS keadaan
          FROM (SELECT DISTINCT ON (orang.id) orang.id AS pegawai_id, minta.rincian
                  FROM orang JOIN jabatan_jabatan AS duduk ON duduk.id = orang.jabatan_id
                  JOIN jabatan_rincianjabatan AS nama ON nama.jabatan_id = duduk.id AND {true_then("nama")}
                  JOIN jabatan_acuanjabatan AS acuan
                    ON acuan.instansi_id = %(instansi)s AND acuan.jenis = duduk.jenis AND acuan.jenjang = duduk.jenjang
                   AND (acuan.jabatan_id = duduk.id OR (acuan.jabatan_id IS NULL AND acuan.nama IN ('', nama.nama)))
                  JOIN jabatan_syaratjabatan AS minta
                    ON minta.acuan_id = acuan.id AND minta.jenis = 'pendidikan' AND minta.rincian <> '' AND {true_then("minta")}
                 ORDER BY orang.id, (acuan.jabatan_id IS NOT NULL) DESC, acuan.nama DESC, minta.id) AS syarat
          JOIN ({TINGGI}) AS tinggi ON tinggi.pegawai_id = syarat.pegawai_id) AS pas
"""


def _words(isi: Isi) -> str:
    return f"{TABEL_SUBSKOR.label[isi['keadaan']]}: {isi['nama']}; jabatan ini meminta {isi['syarat']}"


register_komponen(
    Komponen(
        kode="kesesuaian_ilmu",
        nama="Kesesuaian bidang ilmu",
        definisi="Bidang ilmu pendidikan tertinggi dibandingkan dengan bidang yang diminta syarat jabatannya.",
        parameter=ParameterSkor,
        sql=lambda _: SQL,
        nilai=lambda isi: score_values("kesesuaian_ilmu", isi.skor) | level_values(),
        murni=score_of_state,
        kata=_words,
        alamat="pendidikan",
        kurang="Syarat jabatan ini belum menyebut bidang ilmu, atau riwayat pendidikan masih kosong. Pengelola kepegawaian provinsi melengkapi syaratnya.",
    )
)
