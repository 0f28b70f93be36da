"""What positions add to the early warnings of pegawai: posts as the map records them, and the end of a Plt."""

from __future__ import annotations

from jabatan.aturan.pelaksana_tugas import TABEL_PLT
from jabatan.enums import STRUKTURAL
from pegawai.peringatan import (
    JenisPeringatan,
    Kelompok,
    Rincian,
    SumberJabatan,
    register_peringatan,
    register_sumber_jabatan,
)

# The own seat of a person on the day. Of functional posts the list of ages of retirement asks for more than the level
# (teachers, researchers), so that their name still decides there.
SEATS = """
SELECT DISTINCT ON (tempat.pegawai_id) tempat.pegawai_id,
       CASE WHEN kursi.jenis IN ({struktural}) THEN 'struktural'
            WHEN kursi.jenis IN ('fungsional', 'pelaksana') THEN kursi.jenis END AS jenis_jabatan,
       CASE WHEN kursi.jenis IN ({struktural}) OR kursi.jenis = 'pelaksana' THEN kursi.jenis END AS jabatan,
       nullif(rincian.eselon, '') AS eselon, lower(tempat.berlaku) AS tmt_jabatan
FROM dipilih
JOIN jabatan_penempatan AS tempat ON tempat.pegawai_id = dipilih.id AND upper_inf(tempat.tercatat)
 AND tempat.berlaku @> %(hari)s::date AND tempat.jenis = 'definitif'
JOIN jabatan_jabatan AS kursi ON kursi.id = tempat.jabatan_id
LEFT JOIN jabatan_rincianjabatan AS rincian ON rincian.jabatan_id = kursi.id AND upper_inf(rincian.tercatat)
 AND rincian.berlaku @> %(hari)s::date
ORDER BY tempat.pegawai_id, lower(tempat.berlaku) DESC
""".replace("{struktural}", ", ".join(f"'{jenis.value}'" for jenis in STRUKTURAL))

# The last appointment of a person to a seat; one that was prolonged in time ends without a word.
PLT = """
SELECT orang.id AS pegawai_id, wakil.id::text AS kunci, (upper(wakil.berlaku) - 1) AS tanggal,
       jsonb_build_object('jabatan', wakil.nama, 'unit', wakil.unit_id) AS rincian
FROM orang JOIN LATERAL (
    SELECT DISTINCT ON (tempat.jabatan_id) tempat.id, tempat.berlaku, rincian.nama, rincian.unit_id
    FROM jabatan_penempatan AS tempat
    LEFT JOIN jabatan_rincianjabatan AS rincian ON rincian.jabatan_id = tempat.jabatan_id
     AND upper_inf(rincian.tercatat) AND rincian.berlaku @> lower(tempat.berlaku)
    WHERE tempat.pegawai_id = orang.id AND upper_inf(tempat.tercatat) AND tempat.jenis = 'plt'
    ORDER BY tempat.jabatan_id, upper(tempat.berlaku) DESC NULLS FIRST
) AS wakil ON true
WHERE NOT upper_inf(wakil.berlaku)
"""


def _acting(r: Rincian) -> str:
    return f"Hari terakhir sebagai Plt. {r['jabatan'] or 'pejabat'}."


register_sumber_jabatan(SumberJabatan(SEATS))
register_peringatan(
    JenisPeringatan(
        "plt", "Pelaksana tugas (Plt.) mendekati tiga bulan", Kelompok.MASA, TABEL_PLT.terakhir.dasar_hukum, _acting,
        lambda _: "Tunggu keputusan perpanjangan; sesudah hari itu jangan memutus atas nama jabatan itu.",
        lambda _: "Putuskan perpanjangan satu kali, atau usulkan pengisian jabatannya.", PLT, tahap=(21, 7), hr_hari=30,
        kabar_atasan=True, lewat_bulan=1,
    ),
)  # fmt: skip
