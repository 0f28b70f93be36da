"""People as something that can be counted (asn_portal.rekap): whom an account may count, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bagan import Bagan
from asn_portal.core.enums import JenisUnit
from asn_portal.core.izin import MIN_AGREGAT, Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.regulasi.hitung import add_tahun
from asn_portal.rekap.dimensi import (
    Dimensi,
    Lingkup,
    Pertanyaan,
    Populasi,
    Saringan,
    lowered,
    register_populasi,
)
from asn_portal.rekap.perintah import count_rows
from asn_portal.rekap.selectors import chart_within
from asn_portal.rekap.susunan import Susunan
from asn_portal.rekap.unit import DEFINISI_KOTA, WILAYAH, join_branch, join_place, names_of_units
from pegawai import permissions, selectors
from pegawai.aturan.kata import GOLONGAN_PNS, GOLONGAN_PPPK
from pegawai.enums import JenisKelamin, JenisPegawai, KelompokJabatan, KelompokUmur
from pegawai.selectors.direktori import UMUR

DARI = """pegawai_pegawai AS orang
LEFT JOIN pegawai_keanggotaanunit AS anggota
  ON anggota.pegawai_id = orang.id AND upper_inf(anggota.tercatat) AND anggota.berlaku @> %(hari)s::date"""
# Before today only those of whom it is recorded where they were; from today on also who has no unit yet.
SYARAT = """orang.instansi_id = %(instansi)s AND orang.ditarik_pada IS NULL
AND (anggota.id IS NOT NULL OR %(hari)s::date >= %(hari_ini)s::date)"""
TEMPAT = "LEFT JOIN core_jalurunit AS tempat ON tempat.unit_id = anggota.unit_id AND tempat.berlaku @> %(hari)s::date"
RINCIAN = """LEFT JOIN core_rincianunit AS rincian
  ON rincian.unit_id = anggota.unit_id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date"""
PANGKAT = """LEFT JOIN pegawai_riwayatgolongan AS pangkat
  ON pangkat.pegawai_id = orang.id AND upper_inf(pangkat.tercatat) AND pangkat.berlaku @> %(hari)s::date
LEFT JOIN pegawai_referensi AS golongan ON golongan.kunci = pangkat.golongan_id"""
# The highest degree that somebody held on the day.
SEKOLAH = """LEFT JOIN (SELECT didik.pegawai_id, max(split_part(didik.tingkat_id, ':', 2)) AS tingkat
  FROM pegawai_riwayatpendidikan AS didik
 WHERE upper_inf(didik.tercatat) AND lower(didik.berlaku) <= %(hari)s::date AND didik.tingkat_id IS NOT NULL GROUP BY 1
) AS sekolah ON sekolah.pegawai_id = orang.id"""
PILIHAN_PENDIDIKAN = (
    ("05", "SD"), ("10", "SLTP"), ("12", "SLTP kejuruan"), ("15", "SLTA"), ("17", "SLTA kejuruan"), ("18", "SLTA keguruan"),
    ("20", "D-I"), ("25", "D-II"), ("30", "D-III"), ("35", "D-IV"), ("40", "S-1"), ("45", "S-2"), ("50", "S-3"),
)  # fmt: skip
# HR of a unit counts whom it looks after today, wherever they are on the other day inside the own units.
DIKELOLA = """orang.id IN (SELECT kini.pegawai_id FROM pegawai_keanggotaanunit AS kini
JOIN core_jalurunit AS di ON di.unit_id = kini.unit_id AND di.berlaku @> %(hari_ini)s::date
WHERE upper_inf(kini.tercatat) AND kini.berlaku @> %(hari_ini)s::date AND di.jalur <@ ANY(%(kelolaan)s::ltree[]))"""
ONLY_MINE = "Untuk tanggal lain yang dihitung hanya orang yang hari ini Anda kelola."
SUMS_ONLY = (
    "Anda melihat jumlah: keadaan hari ini, tanpa saringan, dan kelompok di bawah 5 orang digabung atau disembunyikan, "
    "supaya angka tidak menunjuk seseorang."
)

# What a post is, by how its name begins or what it holds; the first that fits. Positions of their own follow with the
# app of positions.
AWAL_JABATAN: dict[str, tuple[str, ...]] = {
    KelompokJabatan.GURU: ("Guru %", "Guru"),
    KelompokJabatan.KESEHATAN: (
        "Dokter%", "Perawat%", "Bidan%", "Apoteker%", "Asisten Apoteker%", "Nutrisionis%", "Tenaga Sanitasi Lingkungan%",
        "Tenaga Promosi Kesehatan%", "Pranata Laboratorium Kesehatan%", "Perekam Medis%", "Radiografer%", "Fisioterapis%",
        "Teknisi Elektromedis%", "Penata Anestesi%",
    ),
    KelompokJabatan.STRUKTURAL: (
        "Kepala %", "Wakil %", "Sekretaris %", "Asisten %", "Inspektur%", "Camat%", "Lurah%", "Wali Kota%", "Bupati%",
    ),
    KelompokJabatan.FUNGSIONAL: (
        "% Ahli Pertama%", "% Ahli Muda%", "% Ahli Madya%", "% Ahli Utama%", "% Pemula%", "% Terampil%", "% Mahir%",
        "% Penyelia%",
    ),
}  # fmt: skip
JABATAN_SQL = " ".join(
    [
        "CASE WHEN orang.jabatan_kini = '' THEN NULL",
        *(f"WHEN orang.jabatan_kini LIKE ANY(%(jabatan_{kode})s) THEN '{kode}'" for kode in map(str, AWAL_JABATAN)),
        f"ELSE '{KelompokJabatan.PELAKSANA.value}' END",
    ]
)
AKHIR_UMUR = {str(kode): akhir for kode, (_, akhir) in UMUR.items()}
UMUR_SQL = " ".join(
    [
        "CASE",
        *(f"WHEN orang.tanggal_lahir > %(lahir_{akhir})s THEN '{kode}'" for kode, akhir in AKHIR_UMUR.items() if akhir),
        *(f"ELSE '{kode}'" for kode, akhir in AKHIR_UMUR.items() if akhir is None),
        "END",
    ]
)
PILIHAN_GOLONGAN = (*GOLONGAN_PNS.items(), *((nama, f"{nama} (PPPK)") for nama in GOLONGAN_PPPK))
TERMUDA, TERTUA = 17, 70
UMUR_DARI = tuple((str(n), f"{n} tahun (di atas {n - 1})") for n in range(TERMUDA + 1, TERTUA + 1))
UMUR_SAMPAI = tuple((str(n), f"{n} tahun (di bawah {n + 1})") for n in range(TERMUDA + 1, TERTUA + 1))


def _parameters(hari: date) -> dict[str, Any]:
    born = {f"lahir_{akhir}": add_tahun(hari, -akhir) for akhir in AKHIR_UMUR.values() if akhir}
    posts = {f"jabatan_{kode}": list(awal) for kode, awal in AWAL_JABATAN.items()}
    levels = [kode for kode, _ in PILIHAN_PENDIDIKAN]
    return {"hari_ini": timezone.localdate(), "tingkat": levels, **born, **posts}


def _scope(pengguna: Pengguna, unit_id: UUID | None, hari: date) -> Lingkup | None:
    """As on the page of figures: the agency, an own unit with everything below it, or sums of the own unit."""
    found = selectors.figure_scope(pengguna, unit_id, timezone.localdate())
    return None if found is None else _scope_from(pengguna, found, hari)


def _scope_from(pengguna: Pengguna, found: selectors.LingkupAngka, hari: date) -> Lingkup:
    today = timezone.localdate()
    nilai: dict[str, Any] = {"instansi": pengguna.instansi_id, "akar": str(found.akar or "")}
    if found.unit is None:
        return Lingkup(found.nama, True, None, found.jalur, "", nilai)
    jalur = found.jalur if hari == today else core_selectors.path_of(found.unit, hari)
    conditions = ["tempat.jalur <@ %(jalur)s::ltree"] if jalur else ["false"]
    notes = [] if found.rinci else [SUMS_ONLY]
    mine = akses(pengguna)
    if found.rinci and hari != today and not mine.whole_agency(Sumber.DATA_KEPEGAWAIAN):
        conditions.append(DIKELOLA)
        notes.append(ONLY_MINE)
    nilai |= {"jalur": jalur, "kelolaan": mine.paths(Sumber.DATA_KEPEGAWAIAN)}
    return Lingkup(
        found.nama, found.rinci, found.unit, jalur, " AND ".join(conditions), nilai, tuple(found.pilihan), tuple(notes)
    )


def _units(pengguna: Pengguna, hari: date) -> list[tuple[UUID, str]]:
    return selectors.unit_choices(pengguna, hari, kewenangan=True)


def _years(text: str, hari: date) -> date:
    """Born on this day or before: so many full years old."""
    return add_tahun(hari, -int(text))


def _next_year(text: str, hari: date) -> date:
    """Born after this day: not yet one year older than that."""
    return add_tahun(hari, -int(text) - 1)


def _in_years(label: str) -> str:
    """ "25-34 tahun" is "berumur 25-34 tahun"."""
    return f"berumur {lowered(label)}"


def _above(label: str) -> str:
    return f"berusia {label.split('(')[1].rstrip(')')} tahun"


PEGAWAI = Populasi(
    nama="pegawai",
    judul="Pegawai",
    pokok="Pegawai",
    satuan="orang",
    definisi=(
        "Pegawai yang tercatat pada tanggal itu, dihitung sekali, di unit tempat ia berada hari itu. Untuk hari ini dan "
        "sesudahnya termasuk yang belum punya unit. Pensiun yang belum tercatat belum dikurangkan."
    ),
    dari=DARI,
    syarat=SYARAT,
    kunci="orang.id",
    unit="anggota.unit_id",
    rinci="pegawai:rekap_orang",
    boleh=permissions.can_see_figures,
    lingkup=_scope,
    daftar_unit=_units,
    parameter=_parameters,
    tempat=TEMPAT,
    siap=(
        Pertanyaan("Pegawai per perangkat daerah", {"apa": "pegawai", "baris": "cabang"}, "Pegawai per unit"),
        Pertanyaan("Pegawai per kota", {"apa": "pegawai", "baris": "kota"}),
        Pertanyaan("Guru per kota", {"apa": "pegawai", "baris": "kota", "jabatan": "guru"}),
        Pertanyaan("Jenis pegawai per unit", {"apa": "pegawai", "baris": "cabang", "kolom": "jenis"}),
        Pertanyaan("Golongan menurut jenis pegawai", {"apa": "pegawai", "baris": "golongan", "kolom": "jenis"}),
        Pertanyaan("Pendidikan menurut jenis kelamin", {"apa": "pegawai", "baris": "pendidikan", "kolom": "kelamin"}),
        Pertanyaan("Piramida umur", {"apa": "pegawai", "baris": "umur", "kolom": "kelamin"}),
        Pertanyaan("Kelompok jabatan", {"apa": "pegawai", "baris": "jabatan", "kolom": "jenis"}),
    ),
    saringan=(
        Saringan(
            nama="umur_dari", judul="Umur paling muda", pilihan=UMUR_DARI, ubah=_years, frasa=_above, urut=40,
            syarat="orang.tanggal_lahir <= %(s_umur_dari)s",
        ),
        Saringan(
            nama="umur_sampai", judul="Umur paling tua", pilihan=UMUR_SAMPAI, ubah=_next_year, frasa=_above, urut=41,
            syarat="orang.tanggal_lahir > %(s_umur_sampai)s",
        ),
    ),
    piramida=("umur", "kelamin"),
)  # fmt: skip

register_populasi(
    PEGAWAI,
    Dimensi(
        nama="cabang", judul="Unit satu tingkat di bawah", per="unit", cabang=True, terbuka=True, judul_puncak="Perangkat daerah",
        per_puncak="perangkat daerah",
        definisi="Unit langsung di bawah unit yang dipilih, bersama semua unit di bawahnya; tanpa pilihan: perangkat daerah.",
        sql="cabang.id::text", gabung=(TEMPAT, join_branch()), nama_nilai=names_of_units, kosong="Belum punya unit",
    ),
    Dimensi(
        nama="jabatan", judul="Kelompok jabatan", per="kelompok jabatan", pokok=True, terbuka=True, bertanggal=False,
        definisi="Menurut nama jabatan: guru, tenaga kesehatan, pimpinan unit, fungsional lain, atau pelaksana.",
        sql=JABATAN_SQL, pilihan=tuple((str(v), str(label)) for v, label in KelompokJabatan.choices), urut=0,
    ),
    Dimensi(
        nama="jenis", judul="Jenis pegawai", per="jenis pegawai", definisi="PNS, CPNS, PPPK, atau PPPK paruh waktu.",
        sql="orang.jenis", pilihan=tuple((str(v), str(label)) for v, label in JenisPegawai.choices), bertanggal=False,
        urut=10,
    ),
    Dimensi(
        nama="golongan", judul="Golongan", per="golongan", definisi="Golongan ruang PNS atau golongan PPPK pada tanggal itu.",
        sql="golongan.nama", gabung=(PANGKAT,), pilihan=PILIHAN_GOLONGAN, kosong="Belum tercatat",
        frasa=lambda label: f"bergolongan {label}", urut=15,
    ),
    Dimensi(
        nama="pendidikan", judul="Pendidikan tertinggi", per="pendidikan tertinggi",
        definisi="Jenjang pendidikan tertinggi yang tercatat sampai tanggal itu.",
        sql="CASE WHEN sekolah.tingkat = ANY(%(tingkat)s) THEN sekolah.tingkat END", gabung=(SEKOLAH,),
        pilihan=PILIHAN_PENDIDIKAN, kosong="Belum tercatat", frasa=lambda label: f"berpendidikan {label}", urut=16,
    ),
    Dimensi(
        nama="kelamin", judul="Jenis kelamin", per="jenis kelamin", definisi="Jenis kelamin menurut catatan.",
        sql="orang.jenis_kelamin", pilihan=tuple((str(v), str(label)) for v, label in JenisKelamin.choices),
        frasa=lowered, urut=20,
    ),
    Dimensi(
        nama="umur", judul="Kelompok umur", per="kelompok umur", definisi="Umur genap dalam tahun pada tanggal itu.",
        sql=UMUR_SQL, pilihan=tuple((str(v), str(label)) for v, label in KelompokUmur.choices), frasa=_in_years, urut=42,
    ),
    Dimensi(
        nama="kota", judul="Kota atau kabupaten", per="kota", definisi=DEFINISI_KOTA, sql="kota.wilayah",
        gabung=(join_place("anggota.unit_id"),), pilihan=WILAYAH, kosong="Belum ditetapkan",
        frasa=lambda label: f"di {label}", terbuka=True, urut=80,
    ),
    Dimensi(
        nama="jenis_unit", judul="Jenis unit", per="jenis unit", definisi="Jenis unit tempat orang itu berada pada tanggal itu.",
        sql="rincian.jenis", gabung=(RINCIAN,), pilihan=tuple((str(v), str(label)) for v, label in JenisUnit.choices),
        kosong="Belum punya unit", frasa=lambda label: f"di {lowered(label)}", terbuka=True, urut=70,
    ),
)  # fmt: skip


# Places on the page of figures: what the rows are, and what divides them.
TEMPAT = {
    "jenis": ("jenis", ""), "piramida": ("umur", "kelamin"), "umur": ("umur", ""), "kelamin": ("kelamin", ""),
    "golongan": ("golongan", ""), "pendidikan": ("pendidikan", ""), "unit": ("cabang", ""),
}  # fmt: skip


def figures_of(
    pengguna: Pengguna, found: selectors.LingkupAngka, hari: date, tempat: Sequence[str] = ("golongan", "pendidikan")
) -> dict[str, Bagan]:
    """The charts of the page of figures that the rekap counts, with their rows and files: by the name of their place. On
    any day; of another day than today all of them come from here.
    """
    scope = _scope_from(pengguna, found, hari)
    asked_day = None if hari == timezone.localdate() else hari
    charts: dict[str, Bagan] = {}
    for nama in tempat:
        baris, kolom = TEMPAT[nama]
        dimensi = PEGAWAI.dimensi[baris]
        unit = str(scope.unit_id) if scope.unit_id else ""
        asked = Susunan(PEGAWAI, dimensi, PEGAWAI.dimensi[kolom] if kolom else None, asked_day, {}, unit=unit)
        chart = chart_within(asked, scope, hari)
        if chart is not None:
            by = (
                f"{lowered(dimensi.judul)} dan {lowered(PEGAWAI.dimensi[kolom].judul)}"
                if kolom
                else lowered(dimensi.judul)
            )
            charts[nama] = replace(
                chart, kunci=f"menurut-{nama}", judul=f"Menurut {by}", definisi=dimensi.definisi,
                tautan=(("Olah di rekap", reverse("rekap:rekap") + asked.address()),), semua=True,
            )  # fmt: skip
    return charts


def total_on(pengguna: Pengguna, found: selectors.LingkupAngka, hari: date) -> int | None:
    """How many people there were; None where there were fewer than may be told."""
    scope = _scope_from(pengguna, found, hari)
    asked = Susunan(PEGAWAI, None, None, hari, {}, unit=str(scope.unit_id) if scope.unit_id else "")
    total = sum(int(row[-1]) for row in count_rows(asked, scope, hari))
    return None if not found.rinci and 0 < total < MIN_AGREGAT else total
