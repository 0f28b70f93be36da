"""Reference lists that BKN publishes: which there are, and how a file of one is read. Knows no database.

One mechanism for all: a list is a name, the columns that hold id and name, and (for most) the file that is shipped. An app
above registers its own lists the same way.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asn_portal.core.errors import DomainError
from asn_portal.lembar.baca import Ditolak, decode, delimiter_of

BAWAAN = Path(__file__).parent / "data" / "bkn"
PALING_BESAR = 20 * 1024 * 1024
PALING_BANYAK = 150_000
TANPA_NAMA = "(tanpa nama)"
PANJANG_NAMA, PANJANG_ID = 300, 60
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class DaftarReferensi:
    jenis: str
    judul: str
    # Columns of the file, whatever their case: the first that is there.
    kolom_id: tuple[str, ...] = ("id",)
    kolom_nama: tuple[str, ...] = ("nama",)
    # The column that points into another list, and which one.
    kolom_induk: str = ""
    jenis_induk: str = ""
    # Values of a column that say: no longer given out.
    kolom_mati: str = ""
    nilai_mati: frozenset[str] = frozenset()
    # Where the shipped file is; a list without one waits for a file of BKN.
    berkas: Path | None = None
    # Found by typing a part of the name, not chosen from a list.
    dicari: bool = False


@dataclass(frozen=True)
class BarisReferensi:
    id_bkn: str
    nama: str
    induk: str = ""
    aktif: bool = True
    rincian: dict[str, str] = field(default_factory=dict)


_register: dict[str, DaftarReferensi] = {}


def register_referensi(*daftar: DaftarReferensi) -> None:
    """In the order in which they are loaded: a list after the one that it points into."""
    _register.update({satu.jenis: satu for satu in daftar})


def referensi(jenis: str) -> DaftarReferensi | None:
    return _register.get(jenis)


def all_referensi() -> list[DaftarReferensi]:
    return list(_register.values())


def _small(jenis: str, judul: str, **extra: Any) -> DaftarReferensi:
    return DaftarReferensi(jenis, judul, berkas=BAWAAN / f"{jenis}.csv", **extra)


def _large(jenis: str, judul: str, **extra: Any) -> DaftarReferensi:
    return DaftarReferensi(jenis, judul, berkas=BAWAAN / f"{jenis}.csv.gz", dicari=True, **extra)


register_referensi(
    _small("agama", "Agama"),
    _small("kawin", "Status perkawinan"),
    _small("tingkat_pendidikan", "Tingkat pendidikan"),
    _large(
        "pendidikan", "Pendidikan", kolom_induk="tingkatPendidikanId", jenis_induk="tingkat_pendidikan",
        kolom_mati="status", nilai_mati=frozenset({"0"}),
    ),
    _small("golongan_pns", "Golongan PNS"),
    _small("golongan_pppk", "Golongan PPPK"),
    _small("kenaikan_pangkat", "Jenis kenaikan pangkat"),
    _small("eselon", "Eselon"),
    _small("jenis_diklat", "Jenis diklat", kolom_nama=("nama", "jenis")),
    _large("jenis_kursus", "Jenis kursus"),
    _small("latihan_struktural", "Latihan struktural"),
    _small("jenis_hukuman", "Jenis hukuman disiplin"),
    _small("penghargaan", "Penghargaan"),
    _small("kedudukan_hukum", "Kedudukan hukum"),
    _small("jenis_pegawai", "Jenis pegawai menurut BKN"),
    _small("jenis_pemberhentian", "Jenis pemberhentian"),
    _small("jenis_pensiun", "Jenis pensiun"),
    _small("cltn", "Jenis CLTN dan sejenisnya"),
    _small("jenis_riwayat", "Jenis riwayat"),
    _small("dokumen", "Dokumen SIASN", kolom_nama=("nama", "Dokumen Evaluasi Kinerja")),
    _small("alasan_tolak", "Alasan tolak usul", kolom_nama=("nama", "alasan")),
    _small("status_usul", "Status usul"),
    _large("instansi", "Instansi"),
)  # fmt: skip


# -- reading -----------------------------------------------------------------------------------------------------


def read_list(daftar: DaftarReferensi, content: bytes) -> list[BarisReferensi]:
    """The rows of a file as BKN hands it over: CSV with any separator, with or without byte-order mark, packed by gzip
    or not, or a JSON list of objects. Raises DomainError with a sentence.
    """
    records = list(_records(_unpack(content)))
    if len(records) > PALING_BANYAK:
        raise DomainError("Berkas ini lebih dari 150.000 baris, jadi bukan daftar rujukan.", galat="terlalu_banyak")
    if not records:
        raise DomainError("Berkas ini tidak berisi baris. Pilih berkas daftar yang benar.", galat="kosong")
    heads = {name.casefold(): name for name in records[0]}
    id_column, name_column = _column(heads, daftar.kolom_id), _column(heads, daftar.kolom_nama)
    if id_column is None or name_column is None:
        wanted = "id" if id_column is None else "nama"
        raise DomainError(
            f"Kolom {wanted} tidak ditemukan untuk daftar {daftar.judul}. Kolom berkas ini: {', '.join(records[0])[:200]}.",
            galat="kolom_tidak_ada",
        )
    taken = {id_column, name_column}
    rows: dict[str, BarisReferensi] = {}
    for number, record in enumerate(records, 2):
        id_bkn = record.get(id_column, "").strip()
        if not id_bkn or len(id_bkn) > PANJANG_ID or any(sign.isspace() for sign in id_bkn):
            raise DomainError(f"Baris {number}: id kosong atau bukan id. Periksa berkasnya.", galat="id_tidak_sah")
        nama = " ".join(record.get(name_column, "").split())[:PANJANG_NAMA] or TANPA_NAMA
        if id_bkn not in rows:  # some of BKN's own lists name an id twice
            rows[id_bkn] = BarisReferensi(
                id_bkn, nama, record.get(daftar.kolom_induk, "").strip() if daftar.kolom_induk else "",
                not daftar.kolom_mati or record.get(daftar.kolom_mati, "").strip() not in daftar.nilai_mati,
                {key: value.strip() for key, value in record.items() if key not in taken and value.strip()},
            )  # fmt: skip
    return list(rows.values())


def _column(heads: dict[str, str], wanted: Iterable[str]) -> str | None:
    return next((heads[name.casefold()] for name in wanted if name.casefold() in heads), None)


def _unpack(content: bytes) -> bytes:
    if len(content) > PALING_BESAR:
        raise DomainError("Berkas ini lebih dari 20 MB, jadi bukan daftar rujukan.", galat="terlalu_besar")
    if not content.startswith(GZIP):
        return content
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            unpacked = packed.read(4 * PALING_BESAR + 1)
    except (OSError, EOFError, zlib.error) as broken:
        raise DomainError("Berkas terkompres ini rusak. Unduh ulang, lalu coba lagi.", galat="rusak") from broken
    if len(unpacked) > 4 * PALING_BESAR:
        raise DomainError("Isi berkas ini mengembang terlalu besar saat dibuka.", galat="terlalu_besar")
    return unpacked


def _records(content: bytes) -> Iterator[dict[str, str]]:
    if b"\x00" in content[:200] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DomainError("Berkas ini bukan CSV atau JSON. Simpan daftarnya sebagai CSV.", galat="bukan_daftar")
    try:
        text = decode(content).lstrip("\ufeff")
    except Ditolak as refused:
        raise DomainError(str(refused), galat="bukan_daftar") from refused
    if text.lstrip()[:1] in {"[", "{"}:
        yield from _json_records(text)
        return
    try:
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
            yield {str(key): value or "" for key, value in row.items() if key and not isinstance(value, list)}
    except csv.Error as broken:
        raise DomainError("Berkas CSV ini tidak dapat dibaca. Simpan ulang sebagai CSV.", galat="rusak") from broken


def _json_records(text: str) -> Iterator[dict[str, str]]:
    """A list of objects, bare or inside `data`, as SIASN's web service answers."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise DomainError("Berkas JSON ini tidak dapat dibaca.", galat="rusak") from broken
    if isinstance(found, dict):
        found = found.get("data")
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise DomainError("Berkas JSON ini bukan daftar objek seperti yang diberikan SIASN.", galat="bukan_daftar")
    for row in found:
        yield {str(key): "" if value is None else str(value) for key, value in row.items()}
