"""What the style guide shows of pages of upper apps: made-up rows for their templates, which are named by text only."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

NOBODY = UUID(int=0)


def people() -> list[SimpleNamespace]:
    """Initials of one and of two words; who has a photo is shown beside them."""
    return [
        SimpleNamespace(nama=nama, nama_lengkap=nama, foto=None, pk=NOBODY)
        for nama in ("Siti Aminah, S.Kom.", "Sukarno")
    ]


def map_boxes(today: date) -> list[dict[str, Any]]:
    """A box of the map of positions: the root with a row that was searched for; with names; a vacant head with an acting
    one; a unit without positions.
    """
    rows = [
        _row("Penata Kelola Sumber Daya Air", 7, 3, 5),
        _row("Arsiparis", 6, 2, 2),
        _row("Pengelola Layanan", 6, 4, 3),
    ]
    rows[0].sorot = True
    named = [_row("Arsiparis", 6, 12, 12, orang=[(NOBODY, "Siti Aminah"), (NOBODY, "Budi Santoso")], lagi=10)]
    return [
        {"kotak": _box("Dinas Contoh", rows, kepala=_head(pejabat="Rina Oktaviani"), seluruhnya=_sum(820, 900)), "akar": True},
        {"kotak": _box("Bidang Berisi Nama", named, kepala=_head(pejabat="Bambang Suryadharma"), anak=3), "nama": True},
        {
            "kotak": _box(
                "Bidang Tanpa Kepala", rows[1:], seluruhnya=_sum(6, 5),
                kepala=_head(kosong_sejak=today - timedelta(days=40), pelaksana="Tuti Herawati", sebutan="Plt."),
            )
        },
        {"kotak": _box("Seksi Baru", [], kepala=_head(kosong_sejak=None))},
    ]  # fmt: skip


def _row(nama: str, kelas: int, b: int, k: int, **values: Any) -> SimpleNamespace:
    shared = {
        "nama": nama,
        "kelas": kelas,
        "b": b,
        "k": k,
        "selisih": b - k,
        "besar": abs(b - k),
        "jabatan_id": NOBODY,
        "sorot": False,
    }
    return SimpleNamespace(**{"orang": [], "lagi": 0} | shared | values)


def _sum(b: int, k: int) -> SimpleNamespace:
    return SimpleNamespace(b=b, k=k, selisih=b - k, besar=abs(b - k))


def _head(**values: Any) -> SimpleNamespace:
    shared = {"jabatan_id": NOBODY, "kelas": 9, "pejabat": "", "pelaksana": "", "sebutan": "", "kosong_sejak": None}
    return SimpleNamespace(**shared | {"kosong": "pejabat" not in values} | values)


def _box(nama: str, baris: list[SimpleNamespace], **values: Any) -> SimpleNamespace:
    jumlah = _sum(sum(row.b for row in baris), sum(row.k for row in baris))
    shared = {"unit_id": NOBODY, "nama": nama, "baris": baris, "jumlah": jumlah, "seluruhnya": None, "anak": 0}
    return SimpleNamespace(**shared | values)


def nine_boxes() -> list[list[SimpleNamespace]]:
    """Counts in nine boxes, one of them the own one."""
    numbers, counts = ((4, 7, 9), (2, 5, 8), (1, 3, 6)), {9: 31, 8: 12, 7: 47, 5: 128, 4: 48, 2: 60}
    sides, feet = ("Di atas ekspektasi", "Sesuai ekspektasi", "Di bawah ekspektasi"), ("Rendah", "Menengah", "Tinggi")
    return [
        [
            SimpleNamespace(nomor=n, jumlah=counts.get(n, 0), kinerja=side, potensial=foot, kini=n == 5, samar=n == 1)
            for n, foot in zip(line, feet, strict=True)
        ]
        for line, side in zip(numbers, sides, strict=True)
    ]


def heat_map() -> SimpleNamespace:
    """Every shade, a hidden group, and nobody measured."""

    def cell(kurang: int, nada: int, diukur: int = 20, *, samar: bool = False) -> SimpleNamespace:
        persen = kurang * 100 // diukur if diukur else 0
        return SimpleNamespace(kurang=kurang, diukur=diukur, persen=persen, nada=nada, samar=samar)

    rows = [
        ("Langsung di Dinas Contoh", [cell(0, 1), cell(2, 2), cell(6, 3)], False),
        ("Bidang Satu", [cell(8, 4), cell(14, 5), cell(0, 1, samar=True)], True),
        ("Bidang Dua", [cell(0, 1), cell(0, 1, 0), cell(0, 1, samar=True)], True),
    ]
    return SimpleNamespace(
        unit="Dinas Contoh",
        kepala=[(NOBODY, "Integritas"), (NOBODY, "Kerja sama"), (NOBODY, "Komunikasi")],
        baris=[SimpleNamespace(unit_id=NOBODY, unit=unit, sel=sel, beranak=below) for unit, sel, below in rows],
    )
