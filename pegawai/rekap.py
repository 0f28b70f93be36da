"""People as something that can be counted (asn_portal.rekap): whom an account may count, and by what."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import JenisUnit
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.rekap.dimensi import (
    Dimensi,
    Lingkup,
    Pertanyaan,
    Populasi,
    Saringan,
    lowered,
    register_populasi,
)
from asn_portal.rekap.unit import DEFINISI_KOTA, WILAYAH, join_branch, join_place, names_of_units
from pegawai import permissions, selectors
from pegawai.aturan.kata import GOLONGAN_PNS, GOLONGAN_PPPK
from pegawai.enums import JenisKelamin, JenisPegawai, KelompokJabatan, KelompokUmur
from pegawai.selectors.direktori import UMUR, years_before

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
    born = {f"lahir_{akhir}": years_before(hari, akhir) for akhir in AKHIR_UMUR.values() if akhir}
    posts = {f"jabatan_{kode}": list(awal) for kode, awal in AWAL_JABATAN.items()}
    return {"hari_ini": timezone.localdate(), **born, **posts}


def _scope(pengguna: Pengguna, unit_id: UUID | None, hari: date) -> Lingkup | None:
    """As on the page of figures: the agency, an own unit with everything below it, or sums of the own unit."""
    today = timezone.localdate()
    found = selectors.figure_scope(pengguna, unit_id, today)
    if found is None:
        return None
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
    return years_before(hari, int(text))


def _next_year(text: str, hari: date) -> date:
    """Born after this day: not yet one year older than that."""
    return years_before(hari, int(text) + 1)


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
