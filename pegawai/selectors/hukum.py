"""What the law says about whole populations: its tables as relations, and rules as SQL beside their pure functions.

One source, two speeds: the numbers come from the TOML tables of pegawai.aturan, and tests/pegawai/test_hukum.py holds
both to the same answers on random people. Each rule is a LATERAL join over a row called `orang`:

    fetch_with(f"SELECT orang.id, kgb.tmt_kgb FROM ... orang {KGB_BERIKUT}", GAJI_PNS)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from asn_portal.core.relasi import Relasi, dated_rows
from pegawai.aturan.gaji import TABEL_GAJI_PNS, TABEL_GAJI_PPPK
from pegawai.aturan.kata import TABEL_BUP, URUTAN_GOLONGAN
from pegawai.aturan.pangkat import TABEL_PERIODE
from pegawai.selectors.cuti_luar import uncounted

GAJI = {"sejak": "date", "sampai": "date", "golongan": "text", "mkg": "int", "gaji_pokok": "bigint"}


def _pay(nilai: Mapping[str, Any]) -> Iterable[tuple[str, int, int]]:
    for rows in nilai.values():
        for row in rows:
            yield from ((golongan, row["mkg"], gaji) for golongan, gaji in row.items() if golongan != "mkg")


GAJI_PNS = Relasi("gaji_pns", GAJI, dated_rows(TABEL_GAJI_PNS, _pay))
GAJI_PPPK = Relasi("gaji_pppk", GAJI, dated_rows(TABEL_GAJI_PPPK, _pay))
BUP = Relasi(
    "bup",
    {"sejak": "date", "sampai": "date", "jabatan": "text", "umur": "int"},
    dated_rows(TABEL_BUP, lambda nilai: nilai["bup"].items()),
)
PERIODE_KP = Relasi(
    "periode_kp",
    {"sejak": "date", "sampai": "date", "bulan": "int"},
    dated_rows(TABEL_PERIODE, lambda nilai: ((bulan,) for bulan in nilai["bulan"])),
)
GOLONGAN = Relasi("golongan_pns", {"golongan": "text", "urutan": "int"}, tuple(URUTAN_GOLONGAN.items()))

# Next rise of pay. Needs orang.golongan, mkg_tahun, mkg_bulan, tmt_dasar, and GAJI_PNS.
# Gives kgb.tmt_kgb, mkg_baru_tahun, gaji_baru, alasan. Dasar: PP 7/1977 jo PP 5/2024 (kgb_berikut).
KGB_BERIKUT = """
LEFT JOIN LATERAL (
    SELECT gaji_pns.mkg AS mkg_baru_tahun,
           (orang.tmt_dasar + make_interval(months => 12 * gaji_pns.mkg - 12 * orang.mkg_tahun - orang.mkg_bulan))::date
             AS tmt_kgb
      FROM {gaji_pns}
     WHERE gaji_pns.golongan = orang.golongan AND gaji_pns.sampai = DATE '9999-12-31'
       AND 12 * gaji_pns.mkg > 12 * orang.mkg_tahun + orang.mkg_bulan
     ORDER BY gaji_pns.mkg LIMIT 1
) langkah ON true
LEFT JOIN LATERAL (
    SELECT gaji_pns.gaji_pokok FROM {gaji_pns}
     WHERE gaji_pns.golongan = orang.golongan AND gaji_pns.mkg <= langkah.mkg_baru_tahun
       AND gaji_pns.sejak <= langkah.tmt_kgb AND langkah.tmt_kgb < gaji_pns.sampai
     ORDER BY gaji_pns.mkg DESC LIMIT 1
) bayar ON true
CROSS JOIN LATERAL (
    SELECT CASE WHEN orang.mkg_tahun < (SELECT min(gaji_pns.mkg) FROM {gaji_pns}
                                         WHERE gaji_pns.golongan = orang.golongan
                                           AND gaji_pns.sampai = DATE '9999-12-31') THEN 'mkg_di_bawah_tabel'
                WHEN langkah.tmt_kgb IS NULL THEN 'baris_terakhir'
                WHEN bayar.gaji_pokok IS NULL THEN 'tabel_tidak_ada' END AS alasan
) sebab
CROSS JOIN LATERAL (
    SELECT CASE WHEN sebab.alasan IS NULL THEN langkah.tmt_kgb END AS tmt_kgb,
           CASE WHEN sebab.alasan IS NULL THEN langkah.mkg_baru_tahun END AS mkg_baru_tahun,
           CASE WHEN sebab.alasan IS NULL THEN bayar.gaji_pokok END AS gaji_baru,
           sebab.alasan
) kgb
"""

# Day of retirement. Needs orang.jabatan and orang.tanggal_lahir, and BUP. Gives pensiun.bup, tmt_pensiun: null for a
# post that the table does not know. Dasar: UU 20/2023 Pasal 55 (bup_pensiun).
BUP_PENSIUN = """
LEFT JOIN LATERAL (
    SELECT bup.umur AS bup,
           (date_trunc('month', orang.tanggal_lahir) + make_interval(months => 12 * bup.umur + 1))::date AS tmt_pensiun
      FROM {bup} WHERE bup.jabatan = orang.jabatan AND bup.sampai = DATE '9999-12-31'
) pensiun ON true
"""

# First period of a regular rise in rank. Needs orang.tmt_golongan and %(masa_tahun)s, and PERIODE_KP. Gives
# kp.genap_4_tahun, tmt_kp. The oldest rule also counts for the years before it. Dasar: PP 99/2000 (kp_reguler_berikut).
KP_REGULER_BERIKUT = """
CROSS JOIN LATERAL (
    SELECT (orang.tmt_golongan + make_interval(years => %(masa_tahun)s))::date AS genap_4_tahun
) genap
CROSS JOIN LATERAL (
    SELECT genap.genap_4_tahun, min(calon.hari)::date AS tmt_kp
      FROM generate_series(0, 12) AS geser (bulan)
     CROSS JOIN LATERAL (
           SELECT (date_trunc('month', genap.genap_4_tahun) + make_interval(months => geser.bulan))::date AS hari) calon
      JOIN {periode_kp} ON periode_kp.bulan = extract(month FROM calon.hari)
       AND greatest(calon.hari, %(periode_pertama)s) >= periode_kp.sejak
       AND greatest(calon.hari, %(periode_pertama)s) < periode_kp.sampai
     WHERE calon.hari >= genap.genap_4_tahun
) kp
"""
# The same with the months of CLTN in that rank taken out; needs orang.luar too. Gives mulai.luar besides.
KP_REGULER_DIHITUNG = f"""
CROSS JOIN LATERAL (SELECT {
    uncounted("orang.tmt_golongan", "(orang.tmt_golongan + make_interval(years => %(masa_tahun)s))")
} AS luar) hilang
CROSS JOIN LATERAL (
    SELECT hilang.luar, (orang.tmt_golongan + make_interval(months => hilang.luar))::date AS tmt_golongan
) mulai
""" + KP_REGULER_BERIKUT.replace("orang.tmt_golongan", "mulai.tmt_golongan")
KP_REGULER_NILAI = {
    "masa_tahun": TABEL_PERIODE.terakhir.nilai["masa_tahun"],
    "periode_pertama": TABEL_PERIODE.ketentuan[0].berlaku_sejak,
}
