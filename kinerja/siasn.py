"""The shapes of SIASN for performance: `skp22` (a year) and `kinerjaPeriodik` (a month or a quarter), both ways."""

from __future__ import annotations

import json
from typing import Any

from kinerja.aturan.kata import TABEL_PREDIKAT
from kinerja.enums import JenisEvaluasi
from kinerja.models import Evaluasi
from kinerja.selectors.identitas import identity_of

_KODE = TABEL_PREDIKAT.terakhir.nilai
RATING = {code: slug for slug, code in _KODE["kode_rating"].items()}
PREDIKAT = {code: slug for slug, code in _KODE["kode_predikat"].items()}
# periodikId of BKN's list.
PERIODIK = {1: JenisEvaluasi.BULANAN, 2: JenisEvaluasi.TRIWULAN}
KODE_PERIODIK = {jenis: code for code, jenis in PERIODIK.items()}
BULAN_TRIWULAN = 3


class MedanSalah(Exception):
    """A field that is missing or says something that is not in BKN's list."""


def _code(isi: dict[str, Any], medan: str, known: dict[int, Any]) -> Any:
    try:
        return known[int(isi[medan])]
    except (KeyError, TypeError, ValueError):
        raise MedanSalah(f"{medan}: isi dengan salah satu dari {', '.join(map(str, known))}.") from None


def _whole(isi: dict[str, Any], medan: str) -> int:
    try:
        return int(isi[medan])
    except (KeyError, TypeError, ValueError):
        raise MedanSalah(f"{medan} belum diisi dengan angka.") from None


def columns_of(isi: dict[str, Any]) -> dict[str, Any]:
    """An object of SIASN as the columns of our table. Its predicate is checked against the matrix with the others."""
    periodic = "periodikId" in isi
    values: dict[str, Any] = {
        "hasil_kerja": _code(isi, "hasilKinerjaNilai", RATING),
        "perilaku_kerja": _code(isi, "perilakuKerjaNilai", RATING),
        "predikat": _code(isi, "kuadranKinerjaNilai", PREDIKAT) if isi.get("kuadranKinerjaNilai") not in (None, "") else None,
        "penilai_nama": str(isi.get("penilaiNama") or "") or None,
        "penilai_nip": str(isi.get("penilaiNipNrp") or "") or None,
        "jabatan": None, "mulai": None, "sampai": None, "nomor": None, "jenis": JenisEvaluasi.TAHUNAN.value,
    }  # fmt: skip
    if not periodic:
        return values | {"tahun": _whole(isi, "tahun")}
    jenis = _code(isi, "periodikId", PERIODIK)
    last = _whole(isi, "bulanSelesaiPenilaian")
    nomor = -(-last // BULAN_TRIWULAN) if jenis == JenisEvaluasi.TRIWULAN else last
    return values | {"tahun": _whole(isi, "tahunSelesaiPenilaian"), "jenis": jenis.value, "nomor": nomor}


def penilai_of(isi: dict[str, Any]) -> dict[str, str]:
    """What the object says of the penilai, under our names."""
    names = {
        "golongan": "penilaiGolongan",
        "jabatan": "penilaiJabatan",
        "unit": "penilaiUnorNama",
        "status": "statusPenilai",
    }
    return {ours: str(isi[theirs]) for ours, theirs in names.items() if isi.get(theirs)}


def shape_of(evaluasi: Evaluasi) -> tuple[str, dict[str, Any]]:
    """(name of the shape, object) of one evaluation, as SIASN takes it."""
    side = evaluasi.identitas.get("penilai", {})
    if not side and evaluasi.penilai is not None:
        side = identity_of(evaluasi.penilai, evaluasi.sampai)
    nip = side.get("nip", "")
    values: dict[str, Any] = {
        "id": evaluasi.siasn_id or None,
        "nipBaru": evaluasi.pegawai.nip,
        "hasilKinerjaNilai": evaluasi.hasil_siasn,
        "perilakuKerjaNilai": evaluasi.perilaku_siasn,
        "kuadranKinerjaNilai": evaluasi.kuadran_siasn,
        "penilaiGolongan": side.get("golongan") or side.get("pangkat", ""),
        "penilaiJabatan": side.get("jabatan", ""),
        "penilaiNama": side.get("nama", ""),
        "penilaiNipNrp": nip,
        "penilaiUnorNama": side.get("unit", ""),
        "statusPenilai": side.get("status") or ("ASN" if nip else "NON ASN"),
    }
    if evaluasi.jenis == JenisEvaluasi.TAHUNAN:
        return "skp22", values | {"tahun": evaluasi.tahun, "pnsDinilaiOrang": None}
    first, last = evaluasi.mulai, evaluasi.sampai
    return "kinerjaPeriodik", values | {
        "periodikId": KODE_PERIODIK[JenisEvaluasi(evaluasi.jenis)],
        "bulanMulaiPenilaian": first.month, "tahunMulaiPenilaian": first.year,
        "bulanSelesaiPenilaian": last.month, "tahunSelesaiPenilaian": last.year,
        "koefisienId": None, "pnsDinilaiId": None,
    }  # fmt: skip


def example() -> tuple[str, str]:
    """A person's file with one year and one quarter."""
    common = {
        "hasilKinerjaNilai": 2, "perilakuKerjaNilai": 2, "kuadranKinerjaNilai": 2, "penilaiNama": "Nama Contoh",
        "penilaiNipNrp": "198501012010011001", "penilaiGolongan": "IV/a", "penilaiJabatan": "Kepala Bidang",
        "penilaiUnorNama": "Bidang Contoh", "statusPenilai": "ASN",
    }  # fmt: skip
    quarter = {
        "periodikId": 2, "bulanMulaiPenilaian": 1, "bulanSelesaiPenilaian": 3, "tahunMulaiPenilaian": 2026,
        "tahunSelesaiPenilaian": 2026,
    }  # fmt: skip
    person = {
        "nipBaru": "199002152015012001",
        "rw-skp22": [{"tahun": 2025, **common}],
        "rw-kinerjaperiodik": [common | quarter],
    }
    return "contoh-siasn-kinerja.json", json.dumps([person], indent=2, ensure_ascii=False)
