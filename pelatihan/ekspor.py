"""Lists of this app that can be taken out as tables."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import DaftarEkspor, Kolom, Kueri, Urutan, always, register_daftar
from pegawai.models import Pegawai
from pegawai.models.pegawai import full_name
from pelatihan.enums import Pembiayaan, StatusTugasBelajar
from pelatihan.models import TugasBelajar
from pelatihan.selectors import tugas_belajar as selectors


def _shown(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[TugasBelajar]:
    return selectors.studies(pengguna, kueri, hari)


def _exportable(rows: QuerySet[TugasBelajar], pengguna: Pengguna, sumber: Sumber) -> QuerySet[TugasBelajar]:
    return rows.filter(pegawai__in=Pegawai.objects.visible_to(pengguna, sumber, "x"))


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = [f'Memuat "{kueri["q"]}"'] if kueri.get("q") else []
    return words + [str(label) for value, label in selectors.PILIHAN if value == kueri.get("keadaan")]


def _state(status: str) -> str:
    return str(StatusTugasBelajar(status).label)


def _funding(pembiayaan: str) -> str:
    return str(Pembiayaan(pembiayaan).label)


def _yes(value: bool) -> str:
    return "Ya" if value else "Tidak"


TUGAS_BELAJAR = DaftarEkspor(
    nama="tugas-belajar",
    judul="Tugas belajar",
    halaman="pelatihan:belajar_list",
    kueri=frozenset({"q", "keadaan"}),
    kolom=(
        Kolom("nama", "Nama", ("pegawai__nama", "pegawai__gelar_depan", "pegawai__gelar_belakang"), full_name),
        Kolom("nip", "NIP", ("pegawai__nip",), nomor=True, bawaan=False, dicatat=True),
        Kolom("jenjang", "Jenjang", ("tingkat__nama",)),
        Kolom("program", "Program studi", ("program_studi",)),
        Kolom("lembaga", "Perguruan tinggi", ("lembaga",)),
        Kolom("pembiayaan", "Pembiayaan", ("pembiayaan",), _funding),
        Kolom("dibebaskan", "Dibebaskan dari jabatan", ("dibebaskan",), _yes, bawaan=False),
        Kolom("mulai", "Mulai", ("mulai",)),
        Kolom("selesai", "Sampai", ("selesai",)),
        Kolom("laporan", "Laporan", ("laporan",)),
        Kolom("keadaan", "Keadaan", ("status",), _state),
        Kolom("ikatan", "Ikatan dinas sampai", ("ikatan_sampai",)),
    ),
    tampil=_shown,
    sumber=always(Sumber.DATA_KEPEGAWAIAN),
    batasi=_exportable,
    kata=_words,
    orang="pegawai_id",
    biasa=("nama", "program", "mulai", "selesai", "laporan", "keadaan", "ikatan"),
    pilih_kolom=True,
    urutan=(
        Urutan("", "Yang paling baru lebih dulu"),
        Urutan("selesai", "Yang paling cepat selesai", oleh="selesai"),
        Urutan("ikatan", "Ikatan dinas yang paling cepat berakhir", oleh="ikatan_sampai"),
        Urutan("nama", "Nama, A sampai Z", oleh="pegawai__nama"),
    ),
)
register_daftar(TUGAS_BELAJAR)
