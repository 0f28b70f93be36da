"""The papers of a retirement (DPCP): what the file already holds, what it lacks, and how to add it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.models import Dokumen
from asn_portal.berkas.selectors import documents_of, own_documents
from asn_portal.core.models import Pengguna
from asn_portal.core.templatetags.bentuk import nip, tanggal
from pegawai.aturan.keluarga import berkas_dpcp, mulai_dpcp
from pegawai.aturan.pensiun import MasukanBup, bup_pensiun
from pegawai.aturan.peringatan import jabatan_menurut_nama
from pegawai.enums import JenisPegawai
from pegawai.models import Pegawai
from pegawai.selectors.kertas import KOSONG, BerkasDiri, day, grid, paper, part, rank, sign

# A post whose name tells nothing retires with the many.
UMUM = "pelaksana"


@dataclass(frozen=True)
class Pensiun:
    """When somebody retires by the age of his post, and since when the papers are gathered."""

    tmt: date
    umur: int
    mulai: date

    def sudah(self, hari: date) -> bool:
        return self.mulai <= hari


@dataclass(frozen=True)
class Butir:
    """One paper that is asked for."""

    nama: str
    dokumen: Dokumen | None
    # The row that should carry it, when that one has no document yet.
    baris_url: str = ""

    @property
    def ada(self) -> bool:
        return self.dokumen is not None


def retirement(pegawai: Pegawai) -> Pensiun | None:
    """None for those whose service ends with a contract."""
    if pegawai.jenis not in {JenisPegawai.PNS, JenisPegawai.CPNS}:
        return None
    known = jabatan_menurut_nama(pegawai.jabatan_kini)
    found = bup_pensiun(MasukanBup(jabatan=known.jabatan if known else UMUM, tanggal_lahir=pegawai.tanggal_lahir))
    return Pensiun(found["tmt_pensiun"], found["bup"], mulai_dpcp(found["tmt_pensiun"]))


def checklist(diri: BerkasDiri, by: Pengguna) -> list[Butir]:
    """Each paper with the newest document of its kind that this account may see: the one its row names before any other.
    One query.
    """
    newest: dict[str, Dokumen] = {}
    by_id: dict[UUID, Dokumen] = {}
    own = diri.orang.pengguna_id == by.pk
    for document in own_documents(by) if own else documents_of(by, diri.orang.pk):
        newest.setdefault(document.jenis, document)
        by_id[document.pk] = document
    return [_item(diri, asked, newest, by_id) for asked in berkas_dpcp(diri.hari)]


def _item(
    diri: BerkasDiri, asked: Mapping[str, Any], newest: Mapping[str, Dokumen], by_id: Mapping[UUID, Dokumen]
) -> Butir:
    row = diri.kini(asked["riwayat"]) if asked["riwayat"] else None
    named = by_id.get(row.dokumen_id) if row is not None and row.dokumen_id else None
    document = named or newest.get(asked["dokumen"])
    url = ""
    if row is not None and named is None:
        url = reverse("pegawai:riwayat_detail", args=[diri.orang.pk, asked["riwayat"], row.pk])
    return Butir(asked["nama"], document, url)


def dpcp_paper(diri: BerkasDiri, pensiun: Pensiun, daftar: list[Butir]) -> dict[str, Any]:
    """The list as a paper to tick off."""
    rows = [
        (item.nama, "Ada" if item.dokumen else "Belum ada",
         f"{item.dokumen.judul}, {day(item.dokumen.tanggal) or day(item.dokumen.diunggah_pada.date())}" if item.dokumen else "")
        for item in daftar
    ]  # fmt: skip
    who = part(
        "I. Pegawai",
        ("Nama lengkap", diri.orang.nama_lengkap),
        ("NIP", nip(diri.orang.nip)),
        ("Pangkat dan golongan ruang", rank(diri)),
        ("Jabatan", diri.orang.jabatan_kini or KOSONG),
        ("Unit kerja", diri.tempat.unit or KOSONG),
        ("TMT pensiun", f"{tanggal(pensiun.tmt)} (batas usia {pensiun.umur} tahun)"),
    )
    table = grid("", {"Berkas": 2, "Keadaan": 0.8, "Dokumen di portal": 2.4}, rows)
    return paper(
        diri, "Daftar berkas usul pensiun (DPCP)", [who, part("II. Berkas yang diminta", tabel=(table,))],
        tanda_tangan=[sign(diri, "Pengelola kepegawaian,", sendiri=False), sign(diri, "Pegawai,")],
    )  # fmt: skip
