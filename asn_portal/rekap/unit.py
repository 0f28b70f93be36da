"""Units as something that can be counted: the organisation itself, without persons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import JenisUnit, Peran
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.wilayah import short_name, wilayah_names
from asn_portal.rekap.dimensi import Dimensi, Lingkup, Pertanyaan, Populasi, lowered, register_populasi

PEMBACA = (Peran.ADMIN_UNIT, Peran.ADMIN_BKD, Peran.AUDITOR, Peran.PIMPINAN)
DARI = """core_unitkerja AS unit
JOIN core_jalurunit AS tempat ON tempat.unit_id = unit.id AND tempat.berlaku @> %(hari)s::date
JOIN core_rincianunit AS rincian
  ON rincian.unit_id = unit.id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date"""
WILAYAH = tuple((kode, short_name(nama)) for kode, nama in wilayah_names().items())
DEFINISI_KOTA = (
    "Kabupaten atau kota tempat unit bekerja pada tanggal itu. Unit tanpa letak sendiri mengikuti unit di atasnya."
)


def join_branch(jalur: str = "tempat.jalur") -> str:
    """The unit one level below the chosen one, through which a longer path runs; the chosen one itself for its own path."""
    label = f"subpath({jalur}, least(%(dalam)s, nlevel({jalur})) - 1, 1)::text::bigint"
    return f"LEFT JOIN core_unitkerja AS cabang ON cabang.nomor = {label}"


def join_place(unit: str) -> str:
    return f"LEFT JOIN ({core_selectors.WILAYAH_UNIT}) AS kota ON kota.unit_id = {unit}"


def names_of_units(ids: Sequence[str], hari: date) -> dict[str, str]:
    return {str(pk): nama for pk, nama in core_selectors.unit_names([UUID(pk) for pk in ids], hari).items()}


def _may(pengguna: Pengguna) -> bool:
    return akses(pengguna).has(*PEMBACA)


def _scope(pengguna: Pengguna, unit_id: UUID | None, hari: date) -> Lingkup | None:
    """The whole organisation, or a unit of it with everything below it."""
    root = core_selectors.children(None, pengguna.instansi_id, hari).first()
    wanted = unit_id or (root.unit_id if root else None)
    row = core_selectors.units_on(pengguna, hari).filter(unit_id=wanted).first()
    if row is None:
        return None if unit_id else Lingkup("", rinci=True, nilai={"instansi": pengguna.instansi_id})
    jalur = core_selectors.path_of(row.unit_id, hari)
    nilai = {"instansi": pengguna.instansi_id, "jalur": jalur, "akar": str(row.unit_id)}
    syarat = "tempat.jalur <@ %(jalur)s::ltree" if unit_id else ""
    return Lingkup(row.nama, True, unit_id, jalur, syarat, nilai)


def _units(pengguna: Pengguna, hari: date) -> list[tuple[UUID, str]]:
    return core_selectors.main_units(pengguna.instansi_id, hari)


def _nothing(_: date) -> dict[str, Any]:
    return {}


UNIT = Populasi(
    nama="unit",
    judul="Unit kerja",
    pokok="Unit kerja",
    satuan="unit",
    definisi="Unit yang ada pada tanggal itu, dihitung sekali, dari tingkat teratas sampai terbawah.",
    dari=DARI,
    syarat="unit.instansi_id = %(instansi)s",
    kunci="unit.id",
    unit="unit.id",
    rinci="rekap:unit_list",
    boleh=_may,
    lingkup=_scope,
    daftar_unit=_units,
    parameter=_nothing,
    tempat="",
    siap=(
        Pertanyaan("Unit menurut jenisnya", {"apa": "unit", "baris": "jenis_unit"}),
        Pertanyaan("Unit per kota", {"apa": "unit", "baris": "kota", "kolom": ""}),
        Pertanyaan("Sekolah per kota", {"apa": "unit", "baris": "kota", "jenis_unit": "sekolah"}),
        Pertanyaan("Unit per perangkat daerah", {"apa": "unit", "baris": "cabang"}, "Unit per cabang"),
    ),
)

register_populasi(
    UNIT,
    Dimensi(
        nama="jenis_unit", judul="Jenis unit", per="jenis unit", definisi="Jenis unit menurut susunan organisasi.",
        sql="rincian.jenis", pilihan=tuple((str(value), str(label)) for value, label in JenisUnit.choices),
        frasa=lambda label: f"jenis {lowered(label)}", terbuka=True, urut=10,
    ),
    Dimensi(
        nama="kota", judul="Kota atau kabupaten", per="kota", definisi=DEFINISI_KOTA, sql="kota.wilayah",
        gabung=(join_place("unit.id"),), pilihan=WILAYAH, kosong="Belum ditetapkan", frasa=lambda label: f"di {label}",
        terbuka=True, urut=80,
    ),
    Dimensi(
        nama="cabang", judul="Unit satu tingkat di bawah", per="unit di bawahnya", cabang=True, terbuka=True, judul_puncak="Perangkat daerah",
        per_puncak="perangkat daerah",
        definisi="Unit langsung di bawah unit yang dipilih, bersama semua unit di bawahnya.", sql="cabang.id::text",
        gabung=(join_branch(),), nama_nilai=names_of_units,
    ),
)  # fmt: skip
