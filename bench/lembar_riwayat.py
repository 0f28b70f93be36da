"""python -m bench.lembar_riwayat FOLDER: five workbooks, one row of a kind for everybody in each; print their kinds and rows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.utils import timezone
from openpyxl import Workbook

# Two chains that move the end of the row before, and three kinds that only add.
JENIS = ("golongan", "kgb", "kursus", "prestasi", "organisasi")


def _people() -> Iterator[tuple[str, str]]:
    """NIP and golongan of everybody who has both; nobody imports himself."""
    rows = (
        apps.get_model("pegawai", "RiwayatGolongan").objects.kini().exclude(pegawai__pengguna__username="adminbkd.demo")
    )
    today = rows.filter(berlaku__contains=timezone.localdate()).exclude(pegawai__nip=None)
    yield from today.order_by("pegawai__nip").values_list("pegawai__nip", "golongan__id_bkn").iterator()


def _cells(kunci: str, golongan: str, first: date) -> dict[str, Any]:
    signed, decree = date(2026, 1, 5), "SK Tolok Ukur"
    of_kind: dict[str, dict[str, Any]] = {
        "golongan": {"mulai": first, "sk_nomor": decree, "sk_tanggal": signed, "golongan": golongan, "masa_kerja_tahun": 4},
        "kgb": {"mulai": first, "sk_nomor": decree, "sk_tanggal": signed, "golongan": golongan, "gaji_pokok": 3_500_000},
        "kursus": {"mulai": signed, "sampai": signed, "nama": "Pelatihan Tolok Ukur", "jenis_diklat": "Diklat Teknis", "jumlah_jam": 20},
        "prestasi": {"mulai": signed, "jenis": "Inovasi", "nama": "Inovasi Tolok Ukur", "tingkat": "Unit kerja"},
        "organisasi": {"mulai": signed, "nama": "Organisasi Tolok Ukur", "jabatan": "Anggota"},
    }  # fmt: skip
    return of_kind[kunci]


def main(folder: str) -> None:
    django.setup()
    from asn_portal.lembar.impor import find_impor

    first = (timezone.localdate().replace(day=1) + timedelta(days=45)).replace(day=1)
    people, written = list(_people()), {}
    for kunci in JENIS:
        kind = find_impor(f"riwayat-{kunci}")
        if kind is None:
            raise RuntimeError(f"Tidak ada impor riwayat {kunci}.")
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Data")
        sheet.append([kolom.judul for kolom in kind.kolom])
        for nip, golongan in people:
            cells = _cells(kunci, golongan, first)
            sheet.append([nip, *(cells.get(kolom.nama) for kolom in kind.kolom[1:])])
        book.save(Path(folder) / f"{kunci}.xlsx")
        written[kind.nama] = len(people)
    print(json.dumps(written))


if __name__ == "__main__":
    main(sys.argv[1])
