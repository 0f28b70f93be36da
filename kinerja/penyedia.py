"""What performance tells the apps below: the last predicate for renewals of contracts, and when a functional post may rise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.core.izin import Sumber
from asn_portal.core.relasi import Relasi
from kinerja.aturan.kata import RINCIAN_JENJANG
from kinerja.aturan.kelayakan import TABEL_KELAYAKAN, TABEL_KELAYAKAN_JENJANG
from kinerja.enums import JenisEvaluasi
from kinerja.models import Evaluasi
from pegawai.aturan.kata import JENJANG
from pegawai.jenis_peringatan import selalu
from pegawai.peringatan import JenisPeringatan, Kelompok, register_peringatan
from pegawai.selectors.peringatan_sql import PERIODE, before_retirement
from pegawai.selectors.perpanjangan import Nilai, register_nilai
from pegawai.selectors.syarat_kp import PredikatTahun, register_predikat


@register_nilai
def last_predicates(orang: Sequence[UUID], hari: date) -> dict[UUID, Nilai]:
    """The last annual predicate that was handed over; for whoever has none the answer is silent."""
    rows = Evaluasi.objects.tersampaikan().filter(
        pegawai__in=orang, jenis=JenisEvaluasi.TAHUNAN, masa__endswith__lte=hari
    )
    found = rows.order_by("pegawai_id", "-masa").distinct("pegawai_id")
    return {
        row.pegawai_id: Nilai(
            row.get_predikat_display(), f"Predikat kinerja {row.judul.lower()}", reverse("kinerja:evaluasi_detail", args=[row.pk])
        )
        for row in found
    }  # fmt: skip


@register_predikat
def annual_predicates(orang: Sequence[UUID], tahun: Sequence[int]) -> dict[UUID, list[PredikatTahun]]:
    """The last one of each year that was handed over; of a year in two posts the later."""
    rows = Evaluasi.objects.tersampaikan().filter(pegawai__in=orang, jenis=JenisEvaluasi.TAHUNAN, tahun__in=tahun)
    found: dict[UUID, list[PredikatTahun]] = {}
    for row in rows.exclude(predikat="").order_by("pegawai_id", "tahun", "-masa").distinct("pegawai_id", "tahun"):
        found.setdefault(row.pegawai_id, []).append(PredikatTahun(row.tahun, row.predikat, row.get_predikat_display()))
    return found


# -- when somebody in a functional post may rise -------------------------------------------------------------------

AMBANG = Relasi(
    "ambang_jenjang",
    {"jenjang": "text", "golongan": "text", "berikut": "text", "ambang": "int"},
    tuple(
        (jenjang, golongan, row["golongan"][place], place * row["kenaikan_pangkat"])
        for jenjang, row in RINCIAN_JENJANG.items()
        for place, golongan in enumerate(row["golongan"][:-1], 1)
    ),
)
NAIK_JENJANG = Relasi(
    "naik_jenjang",
    {"jenjang": "text", "nama": "text", "berikut": "text", "ambang": "int"},
    tuple(
        (jenjang, JENJANG[jenjang], JENJANG[row["jenjang_berikut"]], row["kenaikan_jenjang"])
        for jenjang, row in RINCIAN_JENJANG.items()
        if "jenjang_berikut" in row
    ),
)
# The last jenjang in which something was counted, its exact sum, and the day after the last stretch.
KREDIT = """
CROSS JOIN LATERAL (
    SELECT angka.jenjang,
           sum(CASE WHEN angka.jenis = 'konversi' THEN angka.bulan * angka.persen * angka.koefisien / 1200 ELSE angka.angka END) AS jumlah,
           max(upper(angka.masa)) AS sampai
    FROM kinerja_angkakredit AS angka WHERE angka.pegawai_id = orang.id AND angka.dicabut_pada IS NULL
    GROUP BY 1 ORDER BY 3 DESC LIMIT 1
) AS kredit
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE predikat = ANY(%(predikat_cukup)s)) AS cukup
    FROM (SELECT DISTINCT ON (evaluasi.tahun) evaluasi.predikat FROM kinerja_evaluasi AS evaluasi
          WHERE evaluasi.pegawai_id = orang.id AND evaluasi.jenis = 'tahunan' AND evaluasi.status = 'final'
            AND evaluasi.tahun >= extract(year FROM %(hari)s::date) - %(tahun_predikat)s
          ORDER BY evaluasi.tahun DESC, evaluasi.masa DESC) AS terakhir
) AS nilai
"""
KP_FUNGSIONAL = (
    """
SELECT orang.id AS pegawai_id, periode.tmt::text AS kunci, periode.tmt AS tanggal,
       jsonb_build_object('golongan', orang.golongan, 'baru', ambang_jenjang.berikut, 'jumlah', round(kredit.jumlah, 3),
                          'ambang', ambang_jenjang.ambang) AS rincian
FROM orang
"""
    + KREDIT
    + """
JOIN {ambang_jenjang} ON ambang_jenjang.jenjang = kredit.jenjang AND ambang_jenjang.golongan = orang.golongan
CROSS JOIN LATERAL (SELECT greatest((orang.tmt_golongan + make_interval(months => %(masa_golongan_bulan)s))::date,
                                    kredit.sampai) AS sejak) AS syarat
"""
    + PERIODE
    + """
WHERE orang.jenis = 'pns' AND orang.kedudukan = ANY(%(aktif)s) AND kredit.jumlah >= ambang_jenjang.ambang
  AND nilai.cukup >= %(tahun_predikat)s AND periode.tmt IS NOT NULL AND """
    + before_retirement("periode.tmt")
)
KENAIKAN_JENJANG = (
    """
SELECT orang.id AS pegawai_id, naik_jenjang.jenjang AS kunci, kredit.sampai AS tanggal,
       jsonb_build_object('golongan', naik_jenjang.nama, 'baru', naik_jenjang.berikut, 'jumlah', round(kredit.jumlah, 3),
                          'ambang', naik_jenjang.ambang) AS rincian
FROM orang
"""
    + KREDIT
    + """
JOIN {naik_jenjang} ON naik_jenjang.jenjang = kredit.jenjang
WHERE orang.kedudukan = ANY(%(aktif)s) AND kredit.jumlah >= naik_jenjang.ambang AND nilai.cukup >= 1 AND """
    + before_retirement("kredit.sampai")
)
_SYARAT = TABEL_KELAYAKAN.terakhir.nilai
NILAI: dict[str, Any] = {
    "predikat_cukup": list(_SYARAT["predikat_cukup"]),
    "tahun_predikat": _SYARAT["tahun_predikat"],
    "masa_golongan_bulan": _SYARAT["masa_golongan_bulan"],
}
assert set(TABEL_KELAYAKAN_JENJANG.terakhir.nilai["predikat_cukup"]) == set(NILAI["predikat_cukup"])


def _figure(value: Any) -> str:
    return str(value).replace(".", ",")


register_peringatan(
    JenisPeringatan(
        "kp_fungsional", "Kenaikan pangkat pejabat fungsional", Kelompok.PANGKAT, "PP 99/2000; PermenPANRB 1/2023",
        lambda r: f"Angka kredit {_figure(r['jumlah'])} dari {r['ambang']}: paling cepat naik dari {r['golongan']} ke {r['baru']}.",
        selalu("Lengkapi penetapan angka kredit dan penilaian kinerja dua tahun terakhir di dokumen Anda."),
        selalu("Masukkan ke paket usul kenaikan pangkat bulan itu."), KP_FUNGSIONAL, (AMBANG,), NILAI, tahap=(90, 30),
        hr_hari=90, lewat_bulan=60, sumber=Sumber.EVALUASI,
    ),
    JenisPeringatan(
        "kenaikan_jenjang", "Kenaikan jenjang fungsional", Kelompok.PANGKAT, "PermenPANRB 1/2023",
        lambda r: f"Angka kredit {_figure(r['jumlah'])} dari {r['ambang']}: memenuhi syarat dari {r['golongan'].lower()} ke {r['baru'].lower()}.",
        selalu("Daftarkan diri ke uji kompetensi jenjang berikutnya."), selalu("Siapkan formasi dan uji kompetensinya."),
        KENAIKAN_JENJANG, (NAIK_JENJANG,), NILAI, tahap=(90,), hr_hari=90, lewat_bulan=60, sumber=Sumber.EVALUASI,
        belum_pasti="Lowongan kebutuhan dan kelulusan uji kompetensi belum diperiksa di sini.",
    ),
)  # fmt: skip
