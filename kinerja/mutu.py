"""BKN's indicator of data quality on plans (asn_portal.mutu): whose year has no approved plan."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.mutu.indikator import Indikator, Langkah, register_indikator
from pegawai.rekap import AWAL_JABATAN, JABATAN_SQL

# How far back a year may lie to be asked for: BKN looks at two years before the running one.
TAHUN_MUNDUR = 2
# The newest year of the agency whose planning window is over, and where this person's performance is kept in it.
TAHUN = (
    """JOIN pegawai_pegawai AS p ON p.id = orang.id
LEFT JOIN pegawai_datakepegawaian AS k ON k.pegawai_id = orang.id
JOIN LATERAL (
    SELECT tahunan.id, tahunan.tahun, jendela.batas FROM kinerja_periodekinerja AS tahunan
      JOIN kinerja_tenggatkinerja AS jendela ON jendela.periode_id = tahunan.id AND jendela.tahap = 'rencana'
       AND jendela.unit_id IS NULL
      LEFT JOIN LATERAL (SELECT sum(beri.hari)::int AS hari FROM kinerja_tambahanwaktu AS beri
                          WHERE beri.tenggat_id = jendela.id) AS tambah ON true
     WHERE tahunan.instansi_id = p.instansi_id AND jendela.batas + coalesce(tambah.hari, 0) < %(hari)s::date
       AND tahunan.tahun BETWEEN extract(year FROM %(hari)s::date)::int - %(mundur)s AND extract(year FROM %(hari)s::date)::int
     ORDER BY tahunan.tahun DESC LIMIT 1) AS tahun ON true""",
    f"""LEFT JOIN kinerja_penetapansumber AS khusus ON khusus.periode_id = tahun.id AND khusus.kelompok <> ''
  AND khusus.kelompok = {JABATAN_SQL.replace("orang.", "p.")}
LEFT JOIN kinerja_penetapansumber AS umum ON umum.periode_id = tahun.id AND umum.kelompok = ''""",
)


def _values(_: date) -> dict[str, Any]:
    return {"mundur": TAHUN_MUNDUR, **{f"jabatan_{kode}": list(patterns) for kode, patterns in AWAL_JABATAN.items()}}


def _progress(_: UUID) -> str:
    return reverse("kinerja:unit")


register_indikator(
    Indikator(
        kode="COM_1", gabung=TAHUN, nilai=_values, isi="jsonb_build_object('tahun', tahun.tahun)",
        definisi="Belum ada SKP yang disetujui untuk tahun kinerja terakhir yang jendela perencanaannya sudah ditutup, paling lama dua "
        "tahun ke belakang. Yang kinerjanya disimpan di sistem lain atau baru diangkat sesudah jendela itu tidak dihitung.",
        syarat="""coalesce(khusus.sumber, umum.sumber, 'portal') = 'portal'
              AND (k.tmt_cpns IS NULL OR k.tmt_cpns <= tahun.batas)
              AND NOT EXISTS (SELECT FROM kinerja_skp AS skp WHERE skp.pegawai_id = orang.id AND skp.tahun = tahun.tahun
                                 AND skp.status IN ('disetujui', 'diganti'))""",
        kata=lambda isi: f"SKP {isi.get('tahun')} belum disetujui",
        perbaiki=Langkah("Lihat kemajuan SKP unitnya", _progress),
        perbaiki_sendiri=Langkah("Susun SKP", lambda _: reverse("kinerja:saya")), menghambat_kp=True,
    ),
)  # fmt: skip
