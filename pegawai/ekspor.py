"""The lists of this app as they can be taken out and kept: the directory and the people in care, accounts, reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import Daftar, DaftarEkspor, Kolom, Kueri, Urutan, always, register_daftar
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
    StatusUsulanData,
)
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.models.pegawai import full_name
from pegawai.selectors import berhenti, mutu

FULL_NAME = ("nama", "gelar_depan", "gelar_belakang")


def _label(choices: Any) -> Any:
    return lambda value: str(choices(value).label)


# -- people ------------------------------------------------------------------------------------------------


def _people(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Pegawai]:
    saringan = selectors.read_filters(pengguna, kueri)
    rows = selectors.filtered(pengguna, saringan, hari)
    urut, turun = saringan.urutan
    rows = rows.annotate(nama_unit=core_selectors.name_on(hari, "unit_kini_id"), urut=urut)
    # Asked for only when their columns are taken.
    place = KeanggotaanUnit.objects.pada(hari).filter(pegawai_id=OuterRef("pk"))
    rows = rows.annotate(
        masa_unit=Subquery(place.values("berlaku")[:1]), dasar_unit=Subquery(place.values("dasar")[:1])
    )
    return rows.order_by(*(("-urut", "-pk") if turun else ("urut", "pk")))


def _people_source(pengguna: Pengguna, kueri: Kueri) -> Sumber:
    return Sumber.DATA_KEPEGAWAIAN if selectors.in_care(pengguna, kueri) else Sumber.DIREKTORI


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


def _first_day(berlaku: Any) -> date | None:
    return berlaku.lower if berlaku else None


def _template(nama: str, judul: str, *isi: str, **extra: Any) -> Kolom:
    """A column as the template of new people has it, so that what was taken out can be brought in again."""
    return Kolom(nama, judul, isi, bawaan=False, dicatat=True, boleh=selectors.in_care, **extra)


PEGAWAI = DaftarEkspor(
    nama="pegawai",
    judul="Pegawai",
    halaman="pegawai:pegawai_list",
    kueri=frozenset({"q", "unit", "langsung", "lingkup", "jenis", "kelamin", "umur", "data", "urut"}),
    kolom=(
        Kolom("nama", "Nama", FULL_NAME, full_name),
        Kolom("nip", "NIP", ("nip",), nomor=True, dicatat=True, boleh=selectors.in_care),
        Kolom("nrk", "NRK", ("nrk",), nomor=True, dicatat=True, boleh=selectors.in_care),
        Kolom("jabatan", "Jabatan", ("jabatan_kini",)),
        Kolom("unit", "Unit kerja", ("nama_unit",)),
        Kolom("jenis", "Jenis pegawai", ("jenis",), _label(JenisPegawai), dicatat=True, boleh=selectors.in_care),
        Kolom(
            "kelamin",
            "Jenis kelamin",
            ("jenis_kelamin",),
            _label(JenisKelamin),
            bawaan=False,
            dicatat=True,
            boleh=selectors.in_care,
        ),
        Kolom(
            "tahun_lahir",
            "Tahun lahir",
            ("tanggal_lahir",),
            _birth_year,
            bawaan=False,
            dicatat=True,
            boleh=selectors.in_care,
        ),
        Kolom("atasan", "Atasan", ("atasan_kini__nama",), dicatat=True, boleh=selectors.in_care),
        _template("gelar_depan", "Gelar depan", "gelar_depan"),
        _template("nama_saja", "Nama tanpa gelar", "nama"),
        _template("gelar_belakang", "Gelar belakang", "gelar_belakang"),
        _template("tanggal_lahir", "Tanggal lahir", "tanggal_lahir"),
        _template("mulai", "Mulai di unit", "masa_unit", tulis=_first_day),
        _template("nip_atasan", "NIP atau NRK atasan", "atasan_kini__nip", nomor=True),
        _template("dasar", "Dasar", "dasar_unit"),
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
        Urutan("nip", "NIP", selectors.in_care),
        Urutan("lahir", "Paling tua lebih dulu", selectors.in_care),
        Urutan("-lahir", "Paling muda lebih dulu", selectors.in_care),
    ),
    pilih_kolom=True,
    biasa=("nama", "nip", "jabatan", "unit", "jenis", "atasan"),
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
    urutan=(
        Urutan("", "Nama, A sampai Z"),
        Urutan("-nama", "Nama, Z sampai A", oleh="nama", turun=True),
        Urutan("nrk", "NRK", oleh="nrk"),
        Urutan("unit", "Unit kerja", oleh="nama_unit"),
        Urutan("slip", "Slip yang paling dulu berakhir", oleh="slip_sampai"),
    ),
    pilih_kolom=True,
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
    biasa=("nama", "bagian", "dilaporkan", "status"),
    urutan=(
        Urutan("", "Yang terbuka lebih dulu"),
        Urutan("-dilaporkan", "Terbaru lebih dulu", oleh="dibuat_pada", turun=True),
        Urutan("nama", "Nama pegawai", oleh="pegawai__nama"),
        Urutan("bagian", "Bagian yang salah", oleh="bagian"),
    ),
    pilih_kolom=True,
)

# -- persons behind a figure of the rekap ------------------------------------------------------------------


def _counted(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Pegawai]:
    """The rows of the page, as of its day; none where only sums may be seen."""
    asked = selectors.read_behind(pengguna, kueri, hari)
    if asked is None:
        return Pegawai.objects.none()
    urut, turun = selectors.order_behind(kueri)
    rows = selectors.people_behind(pengguna, asked).annotate(urut=urut)
    return rows.order_by(*(("-urut", "-pk") if turun else ("urut", "pk")))


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
    biasa=("nama", "nip", "jabatan", "unit", "jenis", "tahun_lahir"),
    urutan=tuple(Urutan(satu.nama, satu.judul) for satu in PEGAWAI.urutan),
    pilih_kolom=True,
    # In the address of a figure `kolom` says by what it is divided.
    bagian_kolom="tampil",
)

# -- proposals of changes (not taken out: their content is sealed) -------------------------------------------


def _usulan_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    status = kueri.get("status")
    return [str(StatusUsulanData(status).label)] if status in StatusUsulanData.values else []


USULAN = Daftar(
    nama="usulan-data",
    judul="Usulan perubahan data",
    halaman="pegawai:usulan_data_list",
    kueri=frozenset({"status"}),
    kata=_usulan_words,
    kolom=(
        Kolom("judul", "Yang diubah"),
        Kolom("nama", "Pegawai"),
        Kolom("diajukan", "Diajukan"),
        Kolom("status", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Yang menunggu lebih dulu"),
        Urutan("-diajukan", "Terbaru lebih dulu", oleh="dibuat_pada", turun=True),
        Urutan("nama", "Nama pegawai", oleh="pegawai__nama"),
        Urutan("judul", "Yang diubah", oleh="sasaran"),
    ),
    pilih_kolom=True,
)

# -- findings of data quality -------------------------------------------------------------------------------


def _found(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Pegawai]:
    saringan = mutu.read_filters_mutu(pengguna, kueri)
    people = mutu.people_with_findings(pengguna, saringan, hari)
    urut, turun = selectors.order_behind(kueri)
    rows = mutu.as_worklist(people, saringan, hari).annotate(urut=urut)
    return rows.order_by(*(("-urut", "-pk") if turun else ("urut", "pk")))


def _found_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    saringan = mutu.read_filters_mutu(pengguna, kueri)
    words = [mutu.names_of([saringan.indikator]) if saringan.indikator else "Semua indikator"]
    if saringan.unit_id:
        nama = core_selectors.unit_names([saringan.unit_id], hari).get(saringan.unit_id, "Unit yang sudah berakhir")
        words.append(f"Langsung di {nama}" if saringan.langsung else nama)
    if saringan.kp:
        words.append("Menghambat kenaikan pangkat yang TMT-nya dalam 90 hari")
    return words + ([f'Nama memuat "{saringan.kata}"'] if saringan.kata else [])


MUTU = DaftarEkspor(
    nama="mutu-orang",
    judul="Temuan mutu data",
    halaman="pegawai:mutu_orang",
    kueri=frozenset({"q", "unit", "langsung", "indikator", "kp"}),
    kolom=(
        Kolom("nama", "Nama", FULL_NAME, full_name),
        Kolom("nip", "NIP", ("nip",), nomor=True, dicatat=True),
        Kolom("nrk", "NRK", ("nrk",), nomor=True, dicatat=True),
        Kolom("unit", "Unit kerja", ("nama_unit",)),
        Kolom("temuan", "Yang perlu diperbaiki", ("kode_temuan",), mutu.names_of, dicatat=True),
        Kolom("sejak", "Terbuka sejak", ("sejak",)),
    ),
    tampil=_found,
    sumber=always(Sumber.DATA_KEPEGAWAIAN),
    batasi=_only_exportable,
    kata=_found_words,
    orang="pk",
    biasa=("nama", "nip", "unit", "temuan"),
    urutan=tuple(Urutan(satu.nama, satu.judul) for satu in PEGAWAI.urutan),
    pilih_kolom=True,
)

# -- people who leave (not taken out: each is a case) ---------------------------------------------------------


def _leaving_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = [f'Memuat "{kueri["q"]}"'] if kueri.get("q") else []
    known = dict(berhenti.KEADAAN)
    return words + ([str(known[kueri["keadaan"]])] if kueri.get("keadaan") in known else [])


BERHENTI = Daftar(
    nama="berhenti",
    judul="Pegawai berhenti",
    halaman="pegawai:berhenti_list",
    kueri=frozenset({"q", "keadaan"}),
    kata=_leaving_words,
    kolom=(
        Kolom("nama", "Nama"),
        Kolom("unit", "Unit"),
        Kolom("sebab", "Sebab"),
        Kolom("mulai", "Berlaku mulai"),
        Kolom("urusan", "Urusan"),
        Kolom("status", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Yang menunggu lebih dulu"),
        Urutan("mulai", "Yang paling dulu berlaku", oleh="tanggal"),
        Urutan("-mulai", "Yang paling baru berlaku", oleh="tanggal", turun=True),
        Urutan("nama", "Nama", oleh="pegawai__nama"),
        Urutan("sebab", "Sebab", oleh="jenis"),
    ),
    pilih_kolom=True,
)

register_daftar(PEGAWAI, AKUN, LAPORAN, REKAP, USULAN, MUTU, BERHENTI)
