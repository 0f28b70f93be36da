"""The frame of the papers that people make about themselves, and the record as they need it. Their contents: drh, kp4, dpcp."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from asn_portal.berkas.models import Dokumen
from asn_portal.core.models import Pengguna
from asn_portal.core.selectors.pengaturan import pengaturan
from asn_portal.core.templatetags.bentuk import nip, tanggal
from pegawai.enums import HubunganKeluarga
from pegawai.jenis_riwayat import all_jenis_riwayat, pangkat
from pegawai.models import DataKepegawaian, DataPribadi, KontakPegawai, Pegawai
from pegawai.riwayat_jabatan import JabatanDijabat, posts_held
from pegawai.selectors.berkas import once_row
from pegawai.selectors.orang import Tempat, place_on
from pegawai.selectors.riwayat import holds, rows_of

BELUM = "...................."
KOSONG = "Tidak ada catatan."
PASANGAN = frozenset({HubunganKeluarga.SUAMI, HubunganKeluarga.ISTRI})
ORANG_TUA = frozenset({HubunganKeluarga.AYAH, HubunganKeluarga.IBU})
# Kinds whose last decision people ask a copy of.
BERSALINAN = ("golongan", "kgb", "perjanjian", "kedudukan")


@dataclass(frozen=True)
class BerkasDiri:
    """The record of one person on a day, as papers need it."""

    orang: Pegawai
    hari: date
    baris: dict[str, list[Any]]
    kepegawaian: DataKepegawaian
    pribadi: DataPribadi
    kontak: KontakPegawai
    tempat: Tempat
    instansi: dict[str, str]
    jabatan: list[JabatanDijabat]

    def kini(self, jenis: str) -> Any:
        return next((row for row in self.baris[jenis] if holds(row, self.hari)), None)

    def keluarga(self, *hubungan: str) -> list[Any]:
        """Members of the family who are so today, the oldest row first."""
        return [row for row in reversed(self.baris["keluarga"]) if row.hubungan in hubungan and holds(row, self.hari)]


@dataclass(frozen=True)
class Kurang:
    """Something that the record lacks, in words, and where it is added."""

    kalimat: str
    url: str = ""
    tombol: str = ""


def own_file(pegawai: Pegawai, hari: date) -> BerkasDiri:
    """A fixed number of queries, however long the record."""
    once = [once_row(model, pegawai) for model in (DataKepegawaian, DataPribadi, KontakPegawai)]
    rows = rows_of(pegawai.pk, all_jenis_riwayat(), hari=hari)
    return BerkasDiri(
        pegawai, hari, rows, *once, tempat=place_on(pegawai, hari), instansi=pengaturan(pegawai.instansi_id, hari),
        jabatan=posts_held(pegawai, hari),
    )  # fmt: skip


def part(
    judul: str, *pasangan: tuple[str, str], tabel: tuple[dict[str, Any], ...] = (), sempit: bool = False
) -> dict[str, Any]:
    return {"judul": judul, "pasangan": list(pasangan), "tabel": list(tabel), "sempit": sempit}


def grid(judul: str, kolom: dict[str, float], baris: list[tuple[str, ...]], kosong: str = KOSONG) -> dict[str, Any]:
    """A table: columns with their share of the width."""
    return {
        "judul": judul, "kepala": list(kolom), "lebar": list(kolom.values()), "kosong": kosong,
        "baris": [[str(cell) for cell in row] for row in baris],
    }  # fmt: skip


def paper(diri: BerkasDiri, judul: str, bagian: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """The frame that all these papers share."""
    frame = {"judul": judul, "lampiran": "", "instansi": "", "unit_kop": "", "foto": [], "pembuka": [], "penutup": []}
    kaki = f"Dicetak dari portal menurut data per {tanggal(diri.hari)}. Tidak perlu kop dan nomor surat."
    return frame | {"bagian": bagian, "tanda_tangan": [], "kaki": kaki} | more


def sign(diri: BerkasDiri, jabatan: str, *, sendiri: bool = True) -> dict[str, str]:
    """Place and day, in which quality, and who."""
    place = f"{diri.instansi.get('kota', '')}, {tanggal(diri.hari)}".removeprefix(", ") if sendiri else ""
    number = f"NIP {nip(diri.orang.nip)}" if sendiri and diri.orang.nip else ""
    return {
        "tempat_tanggal": place or "Mengetahui,", "jabatan": jabatan, "nip": number,
        "nama": diri.orang.nama_lengkap if sendiri else "",
    }  # fmt: skip


def rank(diri: BerkasDiri) -> str:
    row = diri.kini("golongan")
    return pangkat(row.golongan) if row else BELUM


def day(value: date | None) -> str:
    return tanggal(value) if value else ""


def ended(row: Any) -> str:
    return tanggal(row.sampai) if row.sampai else "sekarang"


def decree(row: Any) -> str:
    return ", ".join(part for part in (row.sk_nomor, day(row.sk_tanggal)) if part)


def lack(words: str, sasaran: str) -> Kurang:
    if sasaran == "laporan":
        return Kurang(words, reverse("pegawai:laporan_add"), "Laporkan")
    return Kurang(words, reverse("pegawai:usulan_data_add", args=[sasaran]), "Lengkapi")


@dataclass(frozen=True)
class Kertas:
    """A paper that one makes about oneself with one click."""

    kunci: str
    judul: str
    keterangan: str
    dasar: str
    isi: Callable[[BerkasDiri], dict[str, Any]]
    kurang: Callable[[BerkasDiri], list[Kurang]]
    berfoto: bool = False


@dataclass(frozen=True)
class Salinan:
    """The decree that holds now, with its signed file where the record has it."""

    judul: str
    baris: Any
    nomor: str
    dokumen: Dokumen | None
    url: str


def last_decrees(diri: BerkasDiri, by: Pengguna) -> list[Salinan]:
    """The last KP, KGB, contract and legal position. One query for their documents."""
    rows = [(jenis, diri.kini(jenis.kunci)) for jenis in all_jenis_riwayat() if jenis.kunci in BERSALINAN]
    ids = [row.dokumen_id for _, row in rows if row is not None and row.dokumen_id]
    papers = {one.pk: one for one in Dokumen.objects.visible_to(by).filter(pk__in=ids)} if ids else {}
    return [
        Salinan(
            jenis.judul, row, decree(row), papers.get(row.dokumen_id),
            reverse("pegawai:riwayat_detail", args=[diri.orang.pk, jenis.kunci, row.pk]),
        )
        for jenis, row in rows
        if row is not None
    ]  # fmt: skip
