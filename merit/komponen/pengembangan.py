"""Training: hours of learning, and what IP ASN asks of each kind of post."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from merit.komponen.dasar import (
    LAGI,
    TABEL_PADANAN,
    Isi,
    Komponen,
    Parameter,
    hundredths,
    known,
    lookup,
    matching,
    register_komponen,
)

ANGKA = TABEL_PADANAN.terakhir.nilai
SETAHUN = f"> {LAGI} - interval '1 year'"
# Hours that ended within the year. Nothing at all in the file is missing data; a file without hours this year is zero hours.
JP = f"""
SELECT jam.pegawai_id,
       (SELECT tangga.skor FROM unnest(%(jp_batas)s::int[], %(jp_skor)s::int[]) AS tangga (batas, skor)
         WHERE jam.jp >= tangga.batas ORDER BY tangga.batas DESC LIMIT 1) AS skor,
       jam.bukti, jsonb_build_object('jp', jam.jp, 'banyak', jam.banyak) AS isi
  FROM (SELECT semua.pegawai_id, count(*) AS banyak, coalesce(sum(semua.jam) FILTER (WHERE semua.hari {SETAHUN}), 0)::int AS jp,
               (array_agg(semua.id ORDER BY semua.hari DESC, semua.id))[1] AS bukti
          FROM (SELECT kursus.pegawai_id, kursus.id, kursus.jumlah_jam AS jam, lower(kursus.berlaku) AS hari
                  FROM orang JOIN pegawai_riwayatkursus AS kursus ON kursus.pegawai_id = orang.id
                 WHERE {known("kursus")} AND lower(kursus.berlaku) <= {LAGI}
                UNION ALL
                SELECT diklat.pegawai_id, diklat.id, diklat.jumlah_jam, lower(diklat.berlaku)
                  FROM orang JOIN pegawai_riwayatdiklat AS diklat ON diklat.pegawai_id = orang.id
                 WHERE {known("diklat")} AND lower(diklat.berlaku) <= {LAGI}
               ) AS semua
         GROUP BY semua.pegawai_id) AS jam
"""


class Anak(Parameter):
    jp_paling_sedikit: Decimal
    skor: Decimal


class ParameterJp(Parameter):
    """Hours and their score, the highest first; the last one from 0."""

    tangga: tuple[Anak, ...]


def _jp_values(isi: ParameterJp) -> dict[str, Any]:
    return {
        "jp_batas": [int(anak.jp_paling_sedikit) for anak in isi.tangga],
        "jp_skor": [hundredths(anak.skor) for anak in isi.tangga],
    }


def _jp_pure(isi: Isi, parameter: ParameterJp) -> Decimal | None:
    reached = [anak for anak in parameter.tangga if isi["jp"] >= anak.jp_paling_sedikit]
    return max(reached, key=lambda anak: anak.jp_paling_sedikit).skor if reached else None


register_komponen(
    Komponen(
        kode="pengembangan_kompetensi",
        nama="Pengembangan kompetensi",
        definisi="Jam pelajaran dalam setahun terakhir menurut riwayat pelatihan.",
        parameter=ParameterJp,
        sql=lambda _: JP,
        nilai=_jp_values,
        murni=_jp_pure,
        kata=lambda isi: f"{isi['jp']} JP dalam setahun terakhir",
        alamat="kursus",
        kurang="Riwayat pelatihan masih kosong. Bawa sertifikat Anda ke halaman Pelatihan atau usulkan di Berkas saya.",
    )
)

BENTUK = ("diklat_kepemimpinan", "diklat_fungsional", "diklat_teknis_20jp", "seminar")
_KIND = lookup("kompetensi_jenis_kunci", "kompetensi_jenis_arti", "text", "kursus.jenis_diklat_id")
_LEVEL = lookup("kompetensi_latihan", "kompetensi_derajat", "int", "diklat.latihan_id")
_ASKED = lookup("kompetensi_tuntut", "kompetensi_tuntut_derajat", "int", "orang.jenis")
_POST = lookup("kompetensi_jabatan", "kompetensi_golongan", "text", "orang.jenis")


def _points(bentuk: str) -> str:
    return f"coalesce({lookup('kompetensi_' + bentuk + '_jenis', 'kompetensi_' + bentuk, 'int', _POST)}, 0)"


# Each form once; which of them count follows from the kind of post. Without a post nothing is asked, and nothing known.
KOMPETENSI = f"""
SELECT orang.id AS pegawai_id, CASE WHEN {_POST} IS NOT NULL THEN
           CASE WHEN pimpin.bukti IS NOT NULL THEN {_points("diklat_kepemimpinan")} ELSE 0 END
         + CASE WHEN kursus.fungsional IS NOT NULL THEN {_points("diklat_fungsional")} ELSE 0 END
         + CASE WHEN kursus.jp >= %(kompetensi_jp)s THEN {_points("diklat_teknis_20jp")} ELSE 0 END
         + CASE WHEN kursus.seminar IS NOT NULL THEN {_points("seminar")} ELSE 0 END END AS skor,
       coalesce(pimpin.bukti, kursus.fungsional, kursus.teknis, kursus.seminar) AS bukti,
       jsonb_build_object('jenis', {_POST}, 'jp', coalesce(kursus.jp, 0), 'ada', array_remove(ARRAY[
           CASE WHEN pimpin.bukti IS NOT NULL THEN 'diklat_kepemimpinan' END,
           CASE WHEN kursus.fungsional IS NOT NULL THEN 'diklat_fungsional' END,
           CASE WHEN kursus.jp >= %(kompetensi_jp)s THEN 'diklat_teknis_20jp' END,
           CASE WHEN kursus.seminar IS NOT NULL THEN 'seminar' END], NULL)) AS isi
  FROM orang
  LEFT JOIN (
       SELECT kelas.pegawai_id,
               (array_agg(kelas.id ORDER BY kelas.hari DESC, kelas.id) FILTER (WHERE kelas.jenis = 'diklat_fungsional'))[1] AS fungsional,
               (array_agg(kelas.id ORDER BY kelas.hari DESC, kelas.id) FILTER (WHERE kelas.jenis = 'diklat_teknis_20jp'))[1] AS teknis,
               (array_agg(kelas.id ORDER BY kelas.hari DESC, kelas.id) FILTER (
                   WHERE kelas.jenis = 'seminar' AND kelas.hari > {LAGI} - make_interval(years => %(kompetensi_seminar_tahun)s)))[1] AS seminar,
               coalesce(sum(kelas.jumlah_jam) FILTER (
                   WHERE kelas.jenis = 'diklat_teknis_20jp' AND kelas.hari {SETAHUN}), 0)::int AS jp
          FROM (SELECT kursus.pegawai_id, kursus.id, kursus.jumlah_jam, lower(kursus.berlaku) AS hari, {_KIND} AS jenis
                  FROM orang JOIN pegawai_riwayatkursus AS kursus ON kursus.pegawai_id = orang.id
                 WHERE {known("kursus")} AND lower(kursus.berlaku) <= {LAGI}) AS kelas
         GROUP BY kelas.pegawai_id) AS kursus ON kursus.pegawai_id = orang.id
  LEFT JOIN (
       SELECT DISTINCT ON (diklat.pegawai_id) diklat.pegawai_id, diklat.id AS bukti
         FROM orang JOIN pegawai_riwayatdiklat AS diklat ON diklat.pegawai_id = orang.id
        WHERE {known("diklat")} AND lower(diklat.berlaku) <= {LAGI} AND {_ASKED} <= {_LEVEL}
        ORDER BY diklat.pegawai_id, {_LEVEL} DESC, diklat.id) AS pimpin ON pimpin.pegawai_id = orang.id
"""


class ParameterKompetensi(Parameter):
    """Points of each form by kind of post; hours that make technical training count; years in which a seminar counts."""

    skor: dict[str, dict[str, Decimal]]
    jp: int = 20
    tahun_seminar: int = 2


def _by(bagian: str, kunci: str, isi: str) -> tuple[list[Any], list[Any]]:
    rows = ANGKA[bagian]
    return [row[kunci] for row in rows], [row[isi] for row in rows]


def _kompetensi_values(isi: ParameterKompetensi) -> dict[str, Any]:
    kinds, groups = _by("jenis_jabatan", "jabatan", "keadaan")
    asked, levels = _by("kepemimpinan", "jabatan", "derajat")
    codes, reached = _by("latihan", "kode", "derajat")
    values: dict[str, Any] = {
        "kompetensi_jp": isi.jp, "kompetensi_seminar_tahun": isi.tahun_seminar,
        "kompetensi_jabatan": kinds, "kompetensi_golongan": groups,
        "kompetensi_tuntut": asked, "kompetensi_tuntut_derajat": levels,
        "kompetensi_latihan": [f"latihan_struktural:{code}" for code in codes], "kompetensi_derajat": reached,
    }  # fmt: skip
    for bentuk in BENTUK:
        values[f"kompetensi_{bentuk}_jenis"] = list(isi.skor)
        values[f"kompetensi_{bentuk}"] = [hundredths(row.get(bentuk, Decimal(0))) for row in isi.skor.values()]
    return values | matching("kompetensi_jenis", "jenis_diklat", "jenis_diklat:")


def _kompetensi_pure(isi: Isi, parameter: ParameterKompetensi) -> Decimal | None:
    row = parameter.skor.get(isi["jenis"] or "")
    return None if row is None else sum((row.get(bentuk, Decimal(0)) for bentuk in isi["ada"]), Decimal(0))


KATA_BENTUK = {
    "diklat_kepemimpinan": "pelatihan kepemimpinan", "diklat_fungsional": "pelatihan fungsional",
    "diklat_teknis_20jp": "pelatihan teknis", "seminar": "seminar, kursus, atau magang",
}  # fmt: skip


def _words(isi: Isi) -> str:
    done = [KATA_BENTUK[bentuk] for bentuk in BENTUK if bentuk in isi["ada"]]
    hours = f"{isi['jp']} JP pelatihan teknis dalam setahun"
    return f"Sudah: {', '.join(done)}; {hours}" if done else f"Belum ada yang memenuhi; {hours}"


register_komponen(
    Komponen(
        kode="kompetensi_jabatan",
        nama="Pengembangan kompetensi menurut jabatan",
        definisi="Pelatihan kepemimpinan, fungsional, teknis, dan seminar yang dituntut jenis jabatannya, dari riwayat.",
        parameter=ParameterKompetensi,
        sql=lambda _: KOMPETENSI,
        nilai=_kompetensi_values,
        murni=_kompetensi_pure,
        kata=_words,
        alamat="kursus",
        kurang="Jabatan definitif belum tercatat di peta jabatan. Pengelola kepegawaian unit yang menempatkannya.",
    )
)
