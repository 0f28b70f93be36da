"""The predicate of performance."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kinerja.aturan.kata import PREDIKAT
from merit.komponen.dasar import Isi, Komponen, Parameter, register_komponen, score_of, score_values

# Years that have ended, as far as they were handed over then; of a year the last post. A rating that an objection has changed
# since counts as it was known.
TAHUNAN = """
       SELECT DISTINCT ON (nilai.pegawai_id TAHUN) nilai.pegawai_id, nilai.id, nilai.tahun, nilai.sumber,
              CASE WHEN sanggahan.diputus_pada > %(diketahui)s::timestamptz THEN sanggahan.semula_predikat
                   ELSE nilai.predikat END AS predikat
         FROM orang JOIN kinerja_evaluasi AS nilai ON nilai.pegawai_id = orang.id
         LEFT JOIN kinerja_keberatan AS sanggahan ON sanggahan.evaluasi_id = nilai.id
        WHERE nilai.jenis = 'tahunan' AND nilai.predikat <> ''
          AND nilai.tahun BETWEEN extract(year FROM %(pada)s::date)::int - %(predikat_lama)s
                              AND extract(year FROM %(pada)s::date)::int - 1
          AND coalesce(nilai.disampaikan_pada, nilai.dibuat_pada) <= %(diketahui)s::timestamptz
        ORDER BY nilai.pegawai_id, nilai.tahun DESC, upper(nilai.masa) DESC, nilai.id
"""
SATU = """
SELECT tahun.pegawai_id, SKOR AS skor, tahun.id AS bukti,
       jsonb_build_object('tahun', jsonb_build_array(jsonb_build_object(
           'tahun', tahun.tahun, 'keadaan', tahun.predikat, 'sumber', tahun.sumber))) AS isi
  FROM (TAHUNAN) AS tahun
"""
# The latest years, each with its weight; all of them, or there is no score.
BEBERAPA = """
SELECT urut.pegawai_id, CASE WHEN count(urut.skor) = %(predikat_banyak)s THEN (sum(urut.skor * urut.bobot) + 50) / 100 END::int AS skor,
       (array_agg(urut.id ORDER BY urut.tahun DESC))[1] AS bukti,
       jsonb_build_object('tahun', jsonb_agg(jsonb_build_object(
           'tahun', urut.tahun, 'keadaan', urut.predikat, 'sumber', urut.sumber) ORDER BY urut.tahun DESC)) AS isi
  FROM (SELECT bernomor.*, SKOR AS skor, (%(predikat_bobot)s::int[])[bernomor.ke] AS bobot
          FROM (SELECT tahun.*, row_number() OVER (PARTITION BY tahun.pegawai_id ORDER BY tahun.tahun DESC) AS ke
                  FROM (TAHUNAN) AS tahun) AS bernomor
         WHERE bernomor.ke <= %(predikat_banyak)s) AS urut
 GROUP BY urut.pegawai_id
"""


class ParameterPredikat(Parameter):
    """Score of each predicate; weights in percent of the latest years, the last one first; how many ended years count."""

    skor: dict[str, Decimal]
    bobot_tahun: tuple[int, ...] = (100,)
    paling_lama: int = 2


def _statement(isi: ParameterPredikat) -> str:
    if len(isi.bobot_tahun) == 1:
        text, tahun, predikat = SATU, "", "tahun.predikat"
    else:
        text, tahun, predikat = BEBERAPA, ", nilai.tahun", "bernomor.predikat"
    return text.replace("TAHUNAN", TAHUNAN.replace(" TAHUN", tahun, 1)).replace("SKOR", score_of("predikat", predikat))


def _values(isi: ParameterPredikat) -> dict[str, Any]:
    return score_values("predikat", isi.skor) | {
        "predikat_banyak": len(isi.bobot_tahun), "predikat_bobot": list(isi.bobot_tahun), "predikat_lama": isi.paling_lama,
    }  # fmt: skip


def _pure(isi: Isi, parameter: ParameterPredikat) -> Decimal | None:
    scores = [parameter.skor.get(row["keadaan"]) for row in isi["tahun"]]
    if len(scores) < len(parameter.bobot_tahun) or None in scores:
        return None
    weighed = sum((skor * bobot for skor, bobot in zip(scores, parameter.bobot_tahun, strict=True) if skor), Decimal(0))
    return (weighed / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _words(isi: Isi) -> str:
    return "; ".join(f"{PREDIKAT[row['keadaan']]} (tahun {row['tahun']})" for row in isi["tahun"])


register_komponen(
    Komponen(
        kode="predikat",
        nama="Predikat kinerja",
        definisi="Predikat kinerja tahunan terakhir yang sudah disampaikan kepada pegawai.",
        parameter=ParameterPredikat,
        sql=_statement,
        nilai=_values,
        murni=_pure,
        kata=_words,
        alamat="kinerja:evaluasi_saya",
        kurang="Predikat kinerja tahunan belum ada atau belum disampaikan. Pejabat penilai kinerja yang menyampaikannya.",
    )
)
