"""Lists of this app that can be taken out as tables."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import DaftarEkspor, Kolom, Kueri, Urutan, always, register_daftar
from kinerja.aturan.kata import PREDIKAT
from kinerja.enums import KeadaanTPP
from kinerja.models import MasukanTPP
from kinerja.selectors import tpp
from pegawai.models.pegawai import full_name


def _inputs(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[MasukanTPP]:
    return tpp.kept_inputs(pengguna, kueri, hari).order_by("pegawai__nama", "pk")


def _exportable(rows: QuerySet[MasukanTPP], pengguna: Pengguna, sumber: Sumber) -> QuerySet[MasukanTPP]:
    return rows.filter(pk__in=MasukanTPP.objects.visible_to(pengguna, "x").values("pk"))


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    month, unit = tpp.chosen_month(pengguna, kueri), tpp.asked_unit(kueri)
    names = core_selectors.unit_names([unit], hari) if unit else {}
    asked = "Ada pertanyaan terbuka" if kueri.get("tanya") == "ya" else ""
    parts = [
        month.nama if month else "", names.get(unit, "") if unit else "",
        str(dict(KeadaanTPP.choices).get(kueri.get("keadaan", ""), "")), asked,
    ]  # fmt: skip
    return [part for part in parts if part]


def _state(keadaan: str) -> str:
    return str(KeadaanTPP(keadaan).label)


def _predicate(predikat: str) -> str:
    return PREDIKAT.get(predikat, "")


MASUKAN_TPP = DaftarEkspor(
    nama="masukan-tpp",
    judul="Masukan TPP",
    halaman="kinerja:tpp_list",
    kueri=frozenset({"bulan", "unit", "keadaan", "tanya"}),
    kolom=(
        Kolom("nama", "Nama", ("pegawai__nama", "pegawai__gelar_depan", "pegawai__gelar_belakang"), full_name),
        Kolom("nip", "NIP", ("pegawai__nip",), nomor=True, dicatat=True),
        Kolom("nrk", "NRK", ("pegawai__nrk",), nomor=True, bawaan=False, dicatat=True),
        Kolom("jabatan", "Jabatan", ("jabatan",)),
        Kolom("unit", "Unit kerja", ("nama_unit",)),
        Kolom("keadaan", "Keadaan", ("keadaan",), _state, dicatat=True),
        Kolom("predikat", "Predikat", ("predikat",), _predicate, dicatat=True),
        Kolom("sejak", "Berlaku sejak", ("sejak",), dicatat=True),
        Kolom("persen", "Persen menurut peraturan daerah", ("persen",), dicatat=True),
        Kolom("alasan", "Alasan", ("alasan",), dicatat=True),
        Kolom("tanda_terima", "Tanda terima", ("tanda_terima",), bawaan=False),
        Kolom("batas", "Batas penyampaian", ("masa__potong",), bawaan=False),
    ),
    tampil=_inputs,
    sumber=always(Sumber.MASUKAN_TPP),
    batasi=_exportable,
    kata=_words,
    orang="pegawai_id",
    biasa=("nama", "unit", "predikat", "sejak", "alasan"),
    urutan=(
        Urutan("", "Nama, A sampai Z"),
        Urutan("-nama", "Nama, Z sampai A", oleh="pegawai__nama", turun=True),
        Urutan("keadaan", "Keadaan", oleh="keadaan"),
        Urutan("jabatan", "Jabatan", oleh="jabatan"),
    ),
    pilih_kolom=True,
)
register_daftar(MASUKAN_TPP)
