"""The lists of this app as they can be taken out and kept: the directory and the people in care, accounts, reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import DaftarEkspor, Kolom, Kueri, Urutan, always, register_daftar
from asn_portal.rekap.dimensi import BAGIAN_ALAMAT
from pegawai import selectors
from pegawai.enums import (
    BagianLaporan,
    JenisKelamin,
    JenisPegawai,
    Kekurangan,
    KelompokUmur,
    StatusAkun,
    StatusLaporan,
)
from pegawai.models import Pegawai

FULL_NAME = ("gelar_depan", "nama", "gelar_belakang")


def full_name(front: str, nama: str, back: str) -> str:
    return Pegawai(gelar_depan=front, nama=nama, gelar_belakang=back).nama_lengkap


def _label(choices: Any) -> Any:
    return lambda value: str(choices(value).label)


# -- people ------------------------------------------------------------------------------------------------


def _in_care(pengguna: Pengguna, kueri: Kueri) -> bool:
    """The list of those one looks after, which has more columns than the directory."""
    return selectors.read_filters(pengguna, kueri).kewenangan


def _people(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Pegawai]:
    saringan = selectors.read_filters(pengguna, kueri)
    rows = selectors.filtered(pengguna, saringan, hari)
    urut, turun = saringan.urutan
    rows = rows.annotate(nama_unit=core_selectors.name_on(hari, "unit_kini_id"), urut=urut)
    return rows.order_by(*(("-urut", "-pk") if turun else ("urut", "pk")))


def _people_source(pengguna: Pengguna, kueri: Kueri) -> Sumber:
    return Sumber.DATA_KEPEGAWAIAN if _in_care(pengguna, kueri) else Sumber.DIREKTORI


def _only_exportable(rows: QuerySet[Pegawai], pengguna: Pengguna, sumber: Sumber) -> QuerySet[Pegawai]:
    return rows & Pegawai.objects.visible_to(pengguna, sumber, "x")


def _people_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    saringan = selectors.read_filters(pengguna, kueri)
    words = ["Pegawai yang dikelola" if saringan.kewenangan else "Seluruh direktori"]
    if saringan.unit_id:
        nama = core_selectors.unit_names([saringan.unit_id], hari).get(saringan.unit_id, "Unit yang sudah berakhir")
        words.append(f"Langsung di {nama}" if saringan.langsung else nama)
    if saringan.kata:
        words.append(f'Nama memuat "{saringan.kata}"')
    chosen = {
        saringan.jenis: JenisPegawai, saringan.kelamin: JenisKelamin, saringan.umur: KelompokUmur, saringan.data: Kekurangan,
    }  # fmt: skip
    return words + [str(choices(value).label) for value, choices in chosen.items() if value]


def _birth_year(born: date) -> int:
    return born.year


PEGAWAI = DaftarEkspor(
    nama="pegawai",
    judul="Pegawai",
    halaman="pegawai:pegawai_list",
    kueri=frozenset({"q", "unit", "langsung", "lingkup", "jenis", "kelamin", "umur", "data", "urut"}),
    kolom=(
        Kolom("nama", "Nama", FULL_NAME, full_name),
        Kolom("nip", "NIP", ("nip",), nomor=True, dicatat=True, boleh=_in_care),
        Kolom("nrk", "NRK", ("nrk",), nomor=True, dicatat=True, boleh=_in_care),
        Kolom("jabatan", "Jabatan", ("jabatan_kini",)),
        Kolom("unit", "Unit kerja", ("nama_unit",)),
        Kolom("jenis", "Jenis pegawai", ("jenis",), _label(JenisPegawai), dicatat=True, boleh=_in_care),
        Kolom(
            "kelamin",
            "Jenis kelamin",
            ("jenis_kelamin",),
            _label(JenisKelamin),
            bawaan=False,
            dicatat=True,
            boleh=_in_care,
        ),
        Kolom(
            "tahun_lahir", "Tahun lahir", ("tanggal_lahir",), _birth_year, bawaan=False, dicatat=True, boleh=_in_care
        ),
        Kolom("atasan", "Atasan", ("atasan_kini__nama",), dicatat=True, boleh=_in_care),
    ),
    tampil=_people,
    sumber=_people_source,
    batasi=_only_exportable,
    kata=_people_words,
    orang="pk",
    urutan=(
        Urutan("", "Nama, A sampai Z"),
        Urutan("-nama", "Nama, Z sampai A"),
        Urutan("jabatan", "Jabatan"),
        Urutan("nip", "NIP", _in_care),
        Urutan("lahir", "Paling tua lebih dulu", _in_care),
        Urutan("-lahir", "Paling muda lebih dulu", _in_care),
    ),
    pilih_kolom=True,
)

# -- accounts ----------------------------------------------------------------------------------------------


def _accounts(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Pegawai]:
    return selectors.account_rows(pengguna, timezone.now(), kata=kueri.get("q", ""), status=kueri.get("status", ""))


def _account_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = [f'Nama memuat "{kueri["q"]}"'] if kueri.get("q") else []
    return words + ([str(StatusAkun(kueri["status"]).label)] if kueri.get("status") in StatusAkun.values else [])


AKUN = DaftarEkspor(
    nama="akun-pegawai",
    judul="Akun pegawai",
    halaman="pegawai:akun_list",
    kueri=frozenset({"q", "status"}),
    kolom=(
        Kolom("nama", "Nama", FULL_NAME, full_name),
        Kolom("nrk", "NRK", ("nrk",), nomor=True, dicatat=True),
        Kolom("unit", "Unit kerja", ("nama_unit",)),
        Kolom("status", "Keadaan akun", ("status_akun",), _label(StatusAkun), dicatat=True),
        Kolom("slip_sampai", "Slip berlaku sampai", ("slip_sampai",), bawaan=False, dicatat=True),
    ),
    tampil=_accounts,
    sumber=always(Sumber.AKUN_PERAN),
    batasi=_only_exportable,
    kata=_account_words,
    orang="pk",
)

# -- reports -----------------------------------------------------------------------------------------------


def _reports(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Any]:
    return selectors.report_rows(pengguna, status=kueri.get("status", ""))


def _reports_exportable(rows: QuerySet[Any], pengguna: Pengguna, sumber: Sumber) -> QuerySet[Any]:
    return rows.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, sumber, "x").values("pk"))


def _report_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    status = kueri.get("status")
    return [str(StatusLaporan(status).label)] if status in StatusLaporan.values else []


LAPORAN = DaftarEkspor(
    nama="laporan-data",
    judul="Laporan data",
    halaman="pegawai:laporan_list",
    kueri=frozenset({"status"}),
    kolom=(
        Kolom("nama", "Nama pegawai", tuple(f"pegawai__{name}" for name in FULL_NAME), full_name),
        Kolom("bagian", "Yang salah", ("bagian",), _label(BagianLaporan), dicatat=True),
        Kolom("isi", "Yang benar", ("isi",), dicatat=True),
        Kolom("dilaporkan", "Dilaporkan", ("dibuat_pada",)),
        Kolom("status", "Keadaan", ("status",), _label(StatusLaporan)),
        Kolom("ditangani", "Ditangani", ("ditangani_pada",)),
        Kolom("tanggapan", "Tanggapan", ("tanggapan",), bawaan=False, dicatat=True),
    ),
    tampil=_reports,
    sumber=always(Sumber.USULAN_PROFIL),
    batasi=_reports_exportable,
    kata=_report_words,
    orang="pegawai_id",
)

# -- persons behind a figure of the rekap ------------------------------------------------------------------


def _counted(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Pegawai]:
    """The rows of the page, as of its day; none where only sums may be seen."""
    asked = selectors.read_behind(pengguna, kueri, hari)
    return selectors.people_behind(pengguna, asked).order_by("nama", "pk") if asked else Pegawai.objects.none()


def _counted_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    asked = selectors.read_behind(pengguna, kueri, hari)
    return [asked.kalimat if asked else "Unitnya di luar yang Anda kelola"]


REKAP = DaftarEkspor(
    nama="rekap-pegawai",
    judul="Pegawai di balik angka",
    halaman="pegawai:rekap_orang",
    kueri=BAGIAN_ALAMAT,
    kolom=(
        Kolom("nama", "Nama", FULL_NAME, full_name),
        Kolom("nip", "NIP", ("nip",), nomor=True, dicatat=True),
        Kolom("nrk", "NRK", ("nrk",), nomor=True, dicatat=True),
        Kolom("jabatan", "Jabatan", ("jabatan_kini",)),
        Kolom("unit", "Unit kerja pada tanggal itu", ("nama_unit",)),
        Kolom("jenis", "Jenis pegawai", ("jenis",), _label(JenisPegawai), dicatat=True),
        Kolom("kelamin", "Jenis kelamin", ("jenis_kelamin",), _label(JenisKelamin), bawaan=False, dicatat=True),
        Kolom("tahun_lahir", "Tahun lahir", ("tanggal_lahir",), _birth_year, bawaan=False, dicatat=True),
    ),
    tampil=_counted,
    sumber=always(Sumber.DATA_KEPEGAWAIAN),
    batasi=_only_exportable,
    kata=_counted_words,
    orang="pk",
)

register_daftar(PEGAWAI, AKUN, LAPORAN, REKAP)
