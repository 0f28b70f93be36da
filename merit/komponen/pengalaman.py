"""Experience in posts: how long in the present one, in how many units, and acting for others."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from merit.aturan.talenta import TABEL_PENGALAMAN
from merit.komponen.dasar import LAGI, Isi, Komponen, Parameter, each, hundredths, known, register_komponen, true_then

# The mean of three, rounded half up to hundredths. Without a definitive post there is none.
SQL = f"""
SELECT ((2 * (lama.skor + ragam.skor + (%(pengalaman_tugas_skor)s::int[])[array_position(%(pengalaman_tugas)s::text[], tugas.keadaan)]) + 3)
        / 6)::int AS skor,
       kini.bukti, jsonb_build_object('mulai', kini.mulai, 'tahun', lama.batas, 'keragaman', ragam.keadaan,
                                      'nondefinitif', tugas.keadaan) AS isi
  FROM (SELECT min(lower(semua.berlaku)) AS mulai, (array_agg(semua.id ORDER BY lower(semua.berlaku) DESC))[1] AS bukti
          FROM jabatan_penempatan AS tempat
          JOIN jabatan_penempatan AS semua
            ON semua.pegawai_id = tempat.pegawai_id AND semua.jabatan_id = tempat.jabatan_id AND semua.jenis = 'definitif'
           AND {known("semua")} AND lower(semua.berlaku) <= {LAGI}
         WHERE tempat.pegawai_id = orang.id AND tempat.jenis = 'definitif' AND {true_then("tempat")}) AS kini
 CROSS JOIN LATERAL (
       SELECT tangga.batas, tangga.skor FROM unnest(%(pengalaman_tahun)s::int[], %(pengalaman_lama)s::int[]) AS tangga (batas, skor)
        WHERE kini.mulai + make_interval(years => tangga.batas) <= {LAGI} ORDER BY tangga.batas DESC LIMIT 1) AS lama
 CROSS JOIN LATERAL (
       SELECT pilih.keadaan, (%(pengalaman_ragam_skor)s::int[])[array_position(%(pengalaman_ragam)s::text[], pilih.keadaan)] AS skor
         FROM (SELECT CASE
                   WHEN EXISTS (SELECT FROM pegawai_riwayatpindahinstansi AS pindah
                                 WHERE pindah.pegawai_id = orang.id AND {known("pindah")} AND lower(pindah.berlaku) <= {LAGI})
                       THEN 'lintas_instansi'
                   WHEN (SELECT count(DISTINCT ikut.unit_id) FROM pegawai_keanggotaanunit AS ikut
                          WHERE ikut.pegawai_id = orang.id AND {known("ikut")} AND lower(ikut.berlaku) <= {LAGI}) > 1
                       THEN 'lintas_unit'
                   ELSE 'satu_unit' END AS keadaan) AS pilih) AS ragam
 CROSS JOIN LATERAL (
       SELECT coalesce((
           SELECT CASE WHEN ganti.jenis = 'plh' THEN 'plh' WHEN kursi.jenis LIKE 'jpt%%' THEN 'plt_jpt' ELSE 'plt_setara' END AS peran
             FROM jabatan_penempatan AS ganti JOIN jabatan_jabatan AS kursi ON kursi.id = ganti.jabatan_id
            WHERE ganti.pegawai_id = orang.id AND ganti.jenis IN ('plt', 'plh', 'pj') AND {known("ganti")}
              AND lower(ganti.berlaku) <= {LAGI}
            ORDER BY strpos('plt_jpt plt_setara plh', CASE WHEN ganti.jenis = 'plh' THEN 'plh'
                                                           WHEN kursi.jenis LIKE 'jpt%%' THEN 'plt_jpt' ELSE 'plt_setara' END)
            LIMIT 1), 'tidak_ada') AS keadaan) AS tugas
 WHERE kini.mulai IS NOT NULL
"""


class Anak(Parameter):
    tahun_paling_sedikit: int
    skor: Decimal


class ParameterPengalaman(Parameter):
    """Years in the post and their score, variety of units, acting posts."""

    lama: tuple[Anak, ...]
    keragaman: dict[str, Decimal]
    nondefinitif: dict[str, Decimal]


def _values(isi: ParameterPengalaman) -> dict[str, Any]:
    return {
        "pengalaman_tahun": [anak.tahun_paling_sedikit for anak in isi.lama],
        "pengalaman_lama": [hundredths(anak.skor) for anak in isi.lama],
        "pengalaman_ragam": list(isi.keragaman),
        "pengalaman_ragam_skor": [hundredths(skor) for skor in isi.keragaman.values()],
        "pengalaman_tugas": list(isi.nondefinitif),
        "pengalaman_tugas_skor": [hundredths(skor) for skor in isi.nondefinitif.values()],
    }


def _pure(isi: Isi, parameter: ParameterPengalaman) -> Decimal | None:
    lama = next(anak.skor for anak in parameter.lama if anak.tahun_paling_sedikit == isi["tahun"])
    total = lama + parameter.keragaman[isi["keragaman"]] + parameter.nondefinitif[isi["nondefinitif"]]
    return (total / 3).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _words(isi: Isi) -> str:
    words = TABEL_PENGALAMAN.label
    return (
        f"Paling sedikit {isi['tahun']} tahun dalam jabatan ini; {words[isi['keragaman']].lower()}; "
        f"penugasan: {words[isi['nondefinitif']].lower()}"
    )


register_komponen(
    Komponen(
        kode="pengalaman_jabatan",
        nama="Pengalaman jabatan",
        definisi="Rata-rata dari lama dalam jabatan, keragaman unit, dan penugasan Plt. atau Plh.",
        parameter=ParameterPengalaman,
        sql=lambda _: each(SQL),
        nilai=_values,
        murni=_pure,
        kata=_words,
        alamat="jabatan",
        kurang="Jabatan definitif belum tercatat di peta jabatan. Pengelola kepegawaian unit yang menempatkannya.",
    )
)
