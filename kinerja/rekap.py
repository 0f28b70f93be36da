"""The annual predicate as a way of dividing people (asn_portal.rekap). Only for whoever reads ratings of all it counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.rekap.dimensi import Dimensi, Pertanyaan, lowered, register_dimensi
from asn_portal.rekap.permissions import reads_as_far
from kinerja.aturan.kata import PREDIKAT
from kinerja.models.evaluasi import TERSAMPAIKAN

# Of several stretches of a year (two posts, two penilai) the last one counts, as for renewals and promotions.
NILAI = """LEFT JOIN (SELECT DISTINCT ON (dinilai.pegawai_id) dinilai.pegawai_id, dinilai.predikat
  FROM kinerja_evaluasi AS dinilai
 WHERE dinilai.jenis = 'tahunan' AND dinilai.tahun = %(predikat_tahun)s AND dinilai.status = ANY(%(predikat_status)s)
 ORDER BY dinilai.pegawai_id, dinilai.masa DESC) AS nilai ON nilai.pegawai_id = orang.id"""


def rated_year(hari: date) -> int:
    """The last year that was over at the end of this day."""
    return (hari + timedelta(days=1)).year - 1


def _parameters(hari: date) -> dict[str, Any]:
    return {"predikat_tahun": rated_year(hari), "predikat_status": [str(status) for status in TERSAMPAIKAN]}


def _may(pengguna: Pengguna) -> bool:
    return reads_as_far(pengguna, Sumber.EVALUASI)


register_dimensi(
    "pegawai",
    Dimensi(
        nama="predikat", judul="Predikat kinerja", per="predikat kinerja", kosong="Belum ada predikat", urut=30,
        definisi=(
            "Predikat kinerja tahunan yang sudah disampaikan, dari tahun terakhir yang sudah selesai pada tanggal itu: per 31 "
            "Desember tahun itu sendiri, sebelumnya tahun yang lalu. Bila ada beberapa masa dalam setahun, yang terakhir."
        ),
        sql="nilai.predikat", gabung=(NILAI,), pilihan=tuple(PREDIKAT.items()), parameter=_parameters,
        masa=lambda hari: f"tahun {rated_year(hari)}", frasa=lambda label: f"berpredikat {lowered(label)}", boleh=_may,
    ),
    siap=(
        Pertanyaan("Predikat kinerja per perangkat daerah", {"apa": "pegawai", "baris": "cabang", "kolom": "predikat"}, "Predikat kinerja per unit"),
        Pertanyaan("Predikat kinerja menurut jenis pegawai", {"apa": "pegawai", "baris": "predikat", "kolom": "jenis"}),
    ),
)  # fmt: skip
