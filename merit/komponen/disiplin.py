"""Discipline: what a sanction leaves behind. Whoever has none is said to have none: it is recorded for everybody."""

from __future__ import annotations

from merit.aturan.talenta import TABEL_SUBSKOR
from merit.komponen.dasar import (
    LAGI,
    Isi,
    Komponen,
    ParameterSkor,
    known,
    register_komponen,
    score_of,
    score_of_state,
    score_values,
)

SQL = f"""
SELECT hukum.pegawai_id, SKOR AS skor, hukum.bukti,
       jsonb_build_object('keadaan', hukum.keadaan, 'nama', hukum.nama, 'hari', hukum.hari) AS isi
  FROM (SELECT orang.id AS pegawai_id, coalesce(berat.keadaan, 'tidak_ada') AS keadaan, berat.bukti, berat.nama, berat.hari
          FROM orang
          LEFT JOIN (
               SELECT DISTINCT ON (hukuman.pegawai_id) hukuman.pegawai_id, hukuman.id AS bukti, jenis.nama,
                      lower(hukuman.berlaku) AS hari, KEADAAN AS keadaan
                 FROM orang JOIN pegawai_riwayathukuman AS hukuman ON hukuman.pegawai_id = orang.id
                 JOIN pegawai_referensi AS jenis ON jenis.kunci = hukuman.jenis_hukuman_id
                WHERE {known("hukuman")} AND lower(hukuman.berlaku) <= {LAGI}
                  AND (hukuman.batal_tanggal IS NULL OR hukuman.batal_tanggal > {LAGI})
                ORDER BY hukuman.pegawai_id, URUT strpos('bsr', hukuman.tingkat), lower(hukuman.berlaku) DESC, hukuman.id
               ) AS berat ON berat.pegawai_id = orang.id) AS hukum
"""
# For integrity one that still runs comes first.
MENJALANI = f"hukuman.berlaku @> {LAGI}"
INTEGRITAS = f"""CASE WHEN {MENJALANI} THEN 'sedang_menjalani' WHEN hukuman.tingkat = 'b' THEN 'berat_selesai'
    WHEN hukuman.tingkat = 's' THEN 'sedang' ELSE 'ringan' END"""
DISIPLIN = "CASE hukuman.tingkat WHEN 'b' THEN 'berat' WHEN 's' THEN 'sedang' ELSE 'ringan' END"


def _statement(kode: str, keadaan: str, urut: str = "") -> str:
    return SQL.replace("SKOR", score_of(kode, "hukum.keadaan")).replace("KEADAAN", keadaan).replace("URUT ", urut)


def _words(isi: Isi) -> str:
    if isi["keadaan"] == "tidak_ada":
        return "Tidak ada hukuman disiplin yang tercatat"
    return f"{TABEL_SUBSKOR.label.get(isi['keadaan'], 'Hukuman disiplin berat')}: {str(isi['nama']).lower()}"


def _register(kode: str, nama: str, definisi: str, statement: str) -> Komponen:
    return register_komponen(
        Komponen(
            kode=kode, nama=nama, definisi=definisi, parameter=ParameterSkor, sql=lambda _: statement,
            nilai=lambda isi: score_values(kode, isi.skor), murni=score_of_state, kata=_words, alamat="hukuman",
            kurang="Keadaan ini tidak bernilai dalam instrumen.",
        )
    )  # fmt: skip


_register(
    "integritas", "Integritas dan moralitas",
    "Hukuman disiplin yang tercatat dan tidak dibatalkan; yang masih dijalani dihitung lebih dahulu.",
    _statement("integritas", INTEGRITAS, f"({MENJALANI}) DESC, "),
)  # fmt: skip
_register(
    "disiplin", "Disiplin", "Hukuman disiplin terberat yang pernah dijatuhkan dan tidak dibatalkan.",
    _statement("disiplin", DISIPLIN),
)  # fmt: skip
