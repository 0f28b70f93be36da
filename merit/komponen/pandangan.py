"""What colleagues and subordinates say of somebody's conduct (360 degrees). Only sums are kept, only those of three or more
answers are read, and only after the last day.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from kinerja.aturan.pandangan import PALING_SEDIKIT
from kinerja.enums import NilaiDasar
from merit.komponen.dasar import LAGI, TABEL_PADANAN, Isi, Komponen, Parameter, hundredths, register_komponen

SATU = len(NilaiDasar)
SQL = f"""
SELECT dekat.pegawai_id,
       (SELECT tangga.skor FROM unnest(%(pandangan_batas)s::int[], %(pandangan_skor)s::int[]) AS tangga (batas, skor)
         WHERE dekat.jumlah * 100 >= tangga.batas * dekat.banyak * {SATU} ORDER BY tangga.batas DESC LIMIT 1) AS skor,
       dekat.id AS bukti, jsonb_build_object('tahun', dekat.tahun, 'banyak', dekat.banyak, 'jumlah', dekat.jumlah) AS isi
  FROM (SELECT DISTINCT ON (minta.pegawai_id) minta.pegawai_id, minta.id, minta.tahun, kata.banyak, kata.jumlah
          FROM orang JOIN kinerja_permintaanpandangan AS minta ON minta.pegawai_id = orang.id
          CROSS JOIN LATERAL (
               SELECT sum(hasil.banyak)::int AS banyak,
                      sum((SELECT sum(isi.nilai::int) FROM jsonb_each_text(hasil.jumlah) AS isi (nama, nilai)))::int AS jumlah
                 FROM kinerja_hasilpandangan AS hasil WHERE hasil.permintaan_id = minta.id) AS kata
         WHERE minta.batas < {LAGI} AND minta.batas < (%(diketahui)s::timestamptz AT TIME ZONE 'Asia/Jakarta')::date
           AND minta.tahun >= extract(year FROM {LAGI})::int - %(pandangan_tahun)s AND kata.banyak >= {PALING_SEDIKIT}
         ORDER BY minta.pegawai_id, minta.tahun DESC, minta.id) AS dekat
"""


class Anak(Parameter):
    rerata: Decimal
    skor: Decimal


class ParameterPandangan(Parameter):
    """Mean on the scale of the form and its score, the highest first; how many years back an answer counts."""

    tangga: tuple[Anak, ...] = tuple(Anak(**row) for row in TABEL_PADANAN.terakhir.nilai["pandangan"])
    tahun: int = 2


def _values(isi: ParameterPandangan) -> dict[str, Any]:
    return {
        "pandangan_batas": [hundredths(anak.rerata) for anak in isi.tangga],
        "pandangan_skor": [hundredths(anak.skor) for anak in isi.tangga],
        "pandangan_tahun": isi.tahun,
    }


def _mean(isi: Isi) -> Fraction:
    return Fraction(isi["jumlah"], isi["banyak"] * SATU)


def _pure(isi: Isi, parameter: ParameterPandangan) -> Decimal | None:
    reached = [anak for anak in parameter.tangga if _mean(isi) >= anak.rerata]
    return max(reached, key=lambda anak: anak.rerata).skor if reached else None


def _words(isi: Isi) -> str:
    mean = f"{float(_mean(isi)):.1f}".replace(".", ",")
    return f"Rata-rata {mean} dari 4 menurut rekan dan bawahan, tahun {isi['tahun']}"


register_komponen(
    Komponen(
        kode="umpan_balik_360",
        nama="Umpan balik perilaku 360 derajat",
        definisi="Rata-rata pandangan rekan dan bawahan atas perilaku kerja, dibaca bila paling sedikit tiga orang menjawab.",
        parameter=ParameterPandangan,
        sql=lambda _: SQL,
        nilai=_values,
        murni=_pure,
        kata=_words,
        alamat="",
        kurang="Pandangan rekan dan bawahan belum diminta, belum berakhir, atau penjawabnya kurang dari tiga. Pejabat penilai kinerja yang memintanya.",
    )
)
