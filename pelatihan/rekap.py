"""JP of a year as a way of dividing people (asn_portal.rekap)."""

from __future__ import annotations

from datetime import date
from typing import Any

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.rekap.dimensi import Dimensi, Pertanyaan, register_dimensi
from asn_portal.rekap.permissions import reads_as_far
from pelatihan.aturan.jam_pelajaran import TABEL_TAHUNAN
from pelatihan.selectors.jp import REKAP, law_values

JAM = f"LEFT JOIN ({REKAP}) AS jam ON jam.id = orang.id"
# The least of a PNS in a year; for PPPK the same steps, though theirs is a highest number.
CUKUP = int(TABEL_TAHUNAN.terakhir.nilai["pns_paling_sedikit"])
SEPARUH = CUKUP // 2
KELOMPOK = (
    ("nihil", "Belum ada JP"),
    ("sedikit", f"Di bawah {SEPARUH} JP"),
    ("kurang", f"{SEPARUH} sampai di bawah {CUKUP} JP"),
    ("cukup", f"{CUKUP} JP atau lebih"),
)
# The same inside a sentence.
KATA = {
    KELOMPOK[0][1]: "tanpa JP",
    KELOMPOK[1][1]: f"dengan JP di bawah {SEPARUH}",
    KELOMPOK[2][1]: f"dengan {KELOMPOK[2][1]}",
    KELOMPOK[3][1]: f"dengan {KELOMPOK[3][1]}",
}
KELOMPOK_SQL = """CASE WHEN jam.total = 0 THEN 'nihil' WHEN jam.total < %(jp_separuh)s THEN 'sedikit'
WHEN jam.total < %(jp_cukup)s THEN 'kurang' WHEN jam.total IS NOT NULL THEN 'cukup' END"""


def _parameters(_: date) -> dict[str, Any]:
    return {"orang": None, "jp_separuh": SEPARUH, "jp_cukup": CUKUP, **law_values()}


def _may(pengguna: Pengguna) -> bool:
    return reads_as_far(pengguna, Sumber.PELATIHAN)


register_dimensi(
    "pegawai",
    Dimensi(
        nama="jp", judul="Jam pelatihan (JP)", per="jam pelatihan (JP)", urut=31, kosong="Tidak dihitung", boleh=_may,
        definisi=(
            "JP yang sah dalam tahun tanggal itu, sampai tanggal itu: bagi PNS tahun kalender, bagi PPPK tahun perjanjian "
            f"kerjanya. {CUKUP} JP adalah paling sedikit setahun bagi PNS ({TABEL_TAHUNAN.terakhir.dasar_hukum})."
        ),
        sql=KELOMPOK_SQL, gabung=(JAM,), pilihan=KELOMPOK, parameter=_parameters,
        masa=lambda hari: f"tahun {hari.year}", frasa=KATA.__getitem__,
    ),
    siap=(
        Pertanyaan("JP per perangkat daerah", {"apa": "pegawai", "baris": "cabang", "kolom": "jp"}, "JP per unit"),
        Pertanyaan("JP menurut jenis pegawai", {"apa": "pegawai", "baris": "jp", "kolom": "jenis"}),
    ),
)  # fmt: skip
