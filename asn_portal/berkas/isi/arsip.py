"""Zip archives from outside: looked through before anything of them is kept, and never unpacked by their own names.

What is kept is one file: the contents one behind the other. Where each begins stands in an index that the portal writes
itself, so no name of the archive ever becomes the name of a file.
"""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from asn_portal.berkas.isi import MEGA, BerkasDitolak
from asn_portal.core.templatetags.bentuk import angka

PALING_BANYAK_ISI = 2_000
PALING_BESAR_TERBUKA = 100 * MEGA
# A real picture or script shrinks a few dozen times at most; more is made to fill a disk.
PALING_MAMPAT = 200
TAK_DIHITUNG = 1 * MEGA
NAMA_TERPANJANG = 200
POTONGAN = 256 * 1024
TERKUNCI = 0x1
BUAT_ULANG = "Ekspor lagi dari aplikasi pembuatnya, lalu unggah hasilnya."


@dataclass(frozen=True)
class Isi:
    """One file of an archive: the name that is asked for, and its entry."""

    nama: str
    entri: zipfile.ZipInfo


class Arsip:
    """An archive that may be kept: every name is plain, every size is known."""

    def __init__(self, content: bytes, nama: str) -> None:
        self.nama = nama
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, IndexError, OSError) as broken:
            raise BerkasDitolak(f"Arsip {nama} rusak atau tidak lengkap. {BUAT_ULANG}", galat="arsip_rusak") from broken
        self.isi = {one.nama: one for one in self._looked_through()}

    def _looked_through(self) -> Iterator[Isi]:
        entries = self._zip.infolist()
        if len(entries) > PALING_BANYAK_ISI:
            raise BerkasDitolak(
                f"Arsip {self.nama} berisi {angka(len(entries))} berkas, paling banyak {angka(PALING_BANYAK_ISI)}. "
                "Pecah menjadi beberapa paket.",
                galat="arsip_banyak",
            )
        if sum(entry.file_size for entry in entries) > PALING_BESAR_TERBUKA:
            raise self._bomb()
        seen: set[str] = set()
        for entry in entries:
            self._check_entry(entry)
            if entry.is_dir():
                continue
            name = unicodedata.normalize("NFC", entry.filename)
            if name.casefold() in seen:
                raise BerkasDitolak(
                    f"Arsip {self.nama} berisi dua berkas bernama {name[:80]}. {BUAT_ULANG}", galat="arsip_ganda"
                )
            seen.add(name.casefold())
            yield Isi(name, entry)

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        parts = name.rstrip("/").split("/")
        # `orig_filename` is the name as it was written: zipfile cuts it at a zero byte.
        plain = entry.orig_filename == name and name.isprintable() and "\\" not in name and ":" not in name
        if not plain or name.startswith("/") or any(part in {"", ".", ".."} for part in parts):
            raise BerkasDitolak(
                f"Arsip {self.nama} memuat nama berkas yang menunjuk ke luar arsipnya: {name[:80]!a}. {BUAT_ULANG}",
                galat="arsip_keluar",
            )
        if len(name) > NAMA_TERPANJANG:
            raise BerkasDitolak(
                f"Arsip {self.nama} memuat nama berkas lebih dari {NAMA_TERPANJANG} huruf. {BUAT_ULANG}",
                galat="arsip_nama",
            )
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise BerkasDitolak(
                f"Arsip {self.nama} memuat tautan atau berkas khusus: {name[:80]}. {BUAT_ULANG}", galat="arsip_tautan"
            )
        if entry.flag_bits & TERKUNCI:
            raise BerkasDitolak(
                f"Arsip {self.nama} terkunci dengan kata sandi. Ekspor lagi tanpa kata sandi.", galat="arsip_terkunci"
            )
        if entry.file_size > TAK_DIHITUNG and entry.file_size > PALING_MAMPAT * max(entry.compress_size, 1):
            raise self._bomb()

    def _bomb(self) -> BerkasDitolak:
        return BerkasDitolak(
            f"Isi arsip {self.nama} terlalu besar setelah dibuka, paling besar {PALING_BESAR_TERBUKA // MEGA} MB. "
            "Kecilkan gambar dan videonya, atau pecah menjadi beberapa paket.",
            galat="arsip_besar",
        )

    def read(self, nama: str, paling_besar: int = 2 * MEGA) -> bytes:
        """A small file of it (a manifest)."""
        if self.isi[nama].entri.file_size > paling_besar:
            raise BerkasDitolak(
                f"Berkas {nama} dalam arsip {self.nama} terlalu besar. {BUAT_ULANG}", galat="arsip_besar"
            )
        whole = io.BytesIO()
        self._copy(self.isi[nama], whole)
        return whole.getvalue()

    def copy_all(self, to: IO[bytes]) -> dict[str, tuple[int, int]]:
        """Everything one behind the other; by name where it begins and how long it is."""
        places: dict[str, tuple[int, int]] = {}
        at = 0
        for one in self.isi.values():
            size = self._copy(one, to)
            places[one.nama] = (at, size)
            at += size
        return places

    def _copy(self, one: Isi, to: IO[bytes]) -> int:
        """What the entry says about its size is not believed: counted while it is read."""
        size = 0
        try:
            with self._zip.open(one.entri) as source:
                while piece := source.read(POTONGAN):
                    size += len(piece)
                    if size > one.entri.file_size:
                        raise self._bomb()
                    to.write(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as broken:
            raise BerkasDitolak(
                f"Berkas {one.nama} dalam arsip {self.nama} tidak dapat dibaca. {BUAT_ULANG}", galat="arsip_rusak"
            ) from broken
        return size
