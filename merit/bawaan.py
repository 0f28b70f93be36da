"""The instruments that come with the portal, made from the tables of the law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from asn_portal.core.regulasi import Tabel
from merit.aturan.profesionalitas import NILAI as IP
from merit.aturan.profesionalitas import TABEL_IP, TABEL_KATEGORI
from merit.aturan.talenta import TABEL_PENGALAMAN, TABEL_SUBSKOR, TABEL_SUMBU, tabel
from merit.enums import JenisInstrumen

TABEL_DAERAH = tabel("instrumen_daerah")
GERBANG = ["tidak_aktif", "calon", "hukdis", "sisa_masa"]
# Our codes where the table of the law uses another word.
KODE = {"utama": "predikat", "tingkat_pendidikan": "pendidikan"}


def _text(rows: Any) -> Any:
    """Numbers as text, exact in JSON."""
    if isinstance(rows, dict):
        return {nama: _text(nilai) for nama, nilai in rows.items()}
    if isinstance(rows, list):
        return [_text(nilai) for nilai in rows]
    return str(rows) if isinstance(rows, Decimal | int) else rows


def _state(nama: str) -> dict[str, Any]:
    return {"skor": _text(TABEL_SUBSKOR.terakhir.nilai[nama])}


def _experience() -> dict[str, Any]:
    nilai = TABEL_PENGALAMAN.terakhir.nilai
    lama = [{"tahun_paling_sedikit": row["tahun_paling_sedikit"], "skor": str(row["skor"])} for row in nilai["lama"]]
    return {"lama": lama, "keragaman": _text(nilai["keragaman"]), "nondefinitif": _text(nilai["nondefinitif"])}


def _contents() -> dict[str, dict[str, Any]]:
    """Parameters of each component as Kepka BKN 411/2025 has them."""
    return {
        "predikat": _state("hasil_kerja"),
        "penghargaan": _state("penghargaan"),
        "tim_kerja": _state("tim_kerja"),
        "pengembangan_kompetensi": {"tangga": _text(TABEL_SUBSKOR.terakhir.nilai["pengembangan_kompetensi"])},
        "pengalaman_jabatan": _experience(),
        "pendidikan": _state("tingkat_pendidikan"),
        "kesesuaian_ilmu": _state("kesesuaian_ilmu"),
        "integritas": _state("integritas"),
    }


def _axis(kode: str, nama: str, bobot: dict[str, int], isi: dict[str, dict[str, Any]]) -> dict[str, Any]:
    codes = [(KODE.get(satu, satu), weight) for satu, weight in bobot.items()]
    rows = [{"kode": satu, "bobot": str(weight), "isi": isi.get(satu, {})} for satu, weight in codes]
    return {"kode": kode, "nama": nama, "pembagi": 100, "paling_besar": "100", "komponen": rows}


def _talenta(nilai: dict[str, Any], isi: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "sumbu": [
            _axis("y", "Sumbu kinerja", nilai["kinerja"], isi), _axis("x", "Sumbu potensial", nilai["potensial"], isi)
        ],
        "batas_tengah": str(nilai["batas_tengah"]),
        "batas_atas": str(nilai["batas_atas"]),
        "gerbang": GERBANG,
        "seri": ["y", "x", "penilaian_kompetensi", "duk"],
    }  # fmt: skip


def kepka411() -> dict[str, Any]:
    """Dasar: Keputusan Kepala BKN 411/2025."""
    return _talenta(TABEL_SUMBU.terakhir.nilai, _contents())


def daerah() -> dict[str, Any]:
    """A template for an agency's own rule. Dasar: PermenPANRB 3/2020 jo 20/2025; the numbers are an example."""
    nilai = TABEL_DAERAH.terakhir.nilai
    predikat = {"skor": _text(nilai["predikat_skor"]), "bobot_tahun": nilai["bobot_tahun"], "paling_lama": 3}
    return _talenta(nilai, _contents() | {"predikat": predikat, "pangkat": {"skor": _text(nilai["pangkat_skor"])}})


def ip_asn() -> dict[str, Any]:
    """Points are the scores: weight 1, nothing is divided. Dasar: PermenPANRB 38/2018; Peraturan BKN 8/2019."""
    points = {
        row["jenis_jabatan"]: {bentuk: str(nilai) for bentuk, nilai in row.items() if bentuk != "jenis_jabatan"}
        for row in IP["kompetensi"]
    }
    rows = TABEL_KATEGORI.terakhir.nilai
    bands = [{"nama": row["nama"], "lebih_dari": str(row["lebih_dari"])} for row in rows["kategori"]]
    komponen = {
        "pendidikan": {"skor": _text(IP["kualifikasi"])},
        "kompetensi_jabatan": {"skor": points},
        "predikat": {"skor": _text(IP["kinerja"])},
        "disiplin": {"skor": _text(IP["disiplin"])},
    }
    parts = [{"kode": kode, "bobot": "1", "isi": isi} for kode, isi in komponen.items()]
    return {
        "sumbu": [{"kode": "y", "nama": "Indeks profesionalitas", "pembagi": 1, "komponen": parts}],
        "kategori": [*bands, {"nama": rows["di_bawahnya"], "lebih_dari": None}],
        "seri": ["duk"],
    }


@dataclass(frozen=True)
class Bawaan:
    kode: str
    nama: str
    jenis: JenisInstrumen
    tabel: Tabel
    isi: Callable[[], dict[str, Any]]


BAWAAN = (
    Bawaan(
        "kepka_411", "Manajemen talenta nasional (Kepka BKN 411/2025)", JenisInstrumen.TALENTA, TABEL_SUMBU, kepka411
    ),
    Bawaan("talenta_daerah", "Manajemen talenta daerah (contoh)", JenisInstrumen.TALENTA, TABEL_DAERAH, daerah),
    Bawaan("ip_asn", "Indeks profesionalitas ASN", JenisInstrumen.INDEKS, TABEL_IP, ip_asn),
)
