"""Seats of the map and who sits in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from asn_portal.core.models import Pengguna, UnitKerja, periode
from jabatan.enums import TUNGGAL, JenisJabatan, JenisPenempatan
from jabatan.models import Jabatan, LangkahRancangan, Penempatan, RancanganSusunan, RincianJabatan
from pegawai.models import Pegawai
from tests.factories.core import SINCE


def make_seat(
    nama: str,
    *,
    unit: UnitKerja,
    jenis: str = JenisJabatan.PELAKSANA,
    induk: Jabatan | None = None,
    kepala: bool = False,
    jenjang: str = "",
    kebutuhan: int = 1,
    bup: int | None = 58,
    kelas: int | None = 7,
    mulai: date = SINCE,
    sampai: date | None = None,
) -> Jabatan:
    """A seat that is on the map since `mulai`."""
    seat = Jabatan.objects.create(
        instansi=unit.instansi, jenis=jenis, jenjang=jenjang, tunggal=jenis in TUNGGAL, kepala=kepala
    )
    RincianJabatan.objects.create(
        jabatan=seat, unit=unit, nama=nama, induk=induk, kebutuhan=kebutuhan, bup=bup, kelas=kelas,
        berlaku=periode(mulai, sampai),
    )  # fmt: skip
    return seat


def sit(
    pegawai: Pegawai,
    seat: Jabatan,
    *,
    jenis: str = JenisPenempatan.DEFINITIF,
    mulai: date = SINCE,
    sampai: date | None = None,
    **values: Any,
) -> Penempatan:
    """As the row would stand; superiors are not touched."""
    return Penempatan.objects.create(
        pegawai=pegawai, jabatan=seat, tunggal=seat.tunggal, jenis=jenis, berlaku=periode(mulai, sampai), **values
    )


def make_rancangan(unit: UnitKerja, *, by: Pengguna, tanggal: date, **values: Any) -> LangkahRancangan:
    """A draft about a unit with one operation that renames it."""
    draft = RancanganSusunan.objects.create(
        instansi=unit.instansi, unit=unit, judul="Rancangan uji", tanggal=tanggal, disusun_oleh=by, **values
    )
    isi = {"unit": str(unit.pk), "nama": "Nama uji", "singkatan": ""}
    return LangkahRancangan.objects.create(rancangan=draft, urut=1, jenis="unit_ubah", isi=isi)
