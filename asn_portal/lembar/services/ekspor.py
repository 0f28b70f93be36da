"""Taking a list out as a table: at once, or as a job when it is long."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import IO, Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.catatan import without_numbers
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.izin import Sumber
from asn_portal.core.latar import Hasil, Kemajuan
from asn_portal.core.models import PekerjaanLatar, Pengguna
from asn_portal.core.pembatas import Batas, count
from asn_portal.core.permissions import akses, require
from asn_portal.core.services import berkas
from asn_portal.core.services.jejak import Pembaca, add_reads
from asn_portal.core.services.latar import start_job
from asn_portal.core.templatetags.bentuk import angka, kecil, waktu
from asn_portal.lembar import permissions
from asn_portal.lembar.daftar import DaftarEkspor, Kolom, export_scope, find_ekspor
from asn_portal.lembar.isi import Nilai
from asn_portal.lembar.selectors import Ukuran, size_of
from asn_portal.lembar.tulis import BENTUK, Penulis

JENIS = "lembar.ekspor"
# Up to so many rows the file comes at once; above it is made by a job.
LANGSUNG = 5_000
# More persons than this ask for a reason and a fresh password.
BANYAK_ORANG = 100
CHUNK = 1_000
LIMIT = Batas(20, 3600)

TOO_OFTEN = f"Sudah {LIMIT.jumlah} unduhan dalam satu jam. Tunggu sebentar lalu coba lagi."
EMPTY = "Tidak ada baris yang dapat diunduh. Ubah saringan daftar, lalu unduh lagi."
NO_REASON = "Tulis keperluan unduhan ini: daftarnya memuat lebih dari 100 orang."
GONE = "Daftar ini tidak ada lagi. Buka daftarnya dan mulai unduhan baru."
WITHOUT_REASON = "Unduhan daftar"


@dataclass(frozen=True)
class Permintaan:
    """What a person asked for: which list, under which filters, which columns, as what, and why."""

    daftar: str
    kueri: dict[str, str]
    kolom: list[str]
    bentuk: str
    tujuan: str


@dataclass(frozen=True)
class Siap:
    """A request that was checked against the rights of this moment."""

    daftar: DaftarEkspor
    kolom: list[Kolom]
    sumber: Sumber
    ukuran: Ukuran


def needs_reason(ukuran: Ukuran) -> bool:
    return ukuran.orang > BANYAK_ORANG


def _check(minta: Permintaan, by: Pengguna) -> Siap:
    daftar = find_ekspor(minta.daftar)
    if daftar is None:
        raise DomainError(GONE, galat="daftar_tidak_ada")
    require(permissions.can_export(by, daftar, minta.kueri))
    kolom = [satu for satu in daftar.columns_for(by, minta.kueri) if satu.nama in minta.kolom]
    require(len(kolom) == len(set(minta.kolom)) and minta.bentuk in BENTUK)
    ukuran = size_of(by, daftar, minta.kueri)
    if needs_reason(ukuran) and not minta.tujuan.strip():
        raise DomainError(NO_REASON, galat="tujuan_kosong")
    if ukuran.baris == 0:
        raise DomainError(EMPTY, galat="daftar_kosong")
    return Siap(daftar, kolom, daftar.sumber(by, minta.kueri), ukuran)


def _throttle(by: Pengguna) -> None:
    if count(LIMIT, "unduh", by.pk) > LIMIT.jumlah:
        raise DomainError(TOO_OFTEN, galat="terlalu_sering")


def _trace(siap: Siap, minta: Permintaan, by: Pengguna) -> UUID:
    """Who took which list, under which filters, how many rows, why."""
    words = [without_numbers(kata) for kata in siap.daftar.kata(by, minta.kueri, timezone.localdate())]
    return record_jejak(
        None, "daftar_diunduh", by=by, alasan=minta.tujuan,
        rincian={
            "daftar": siap.daftar.nama, "saringan": words, "kolom": [satu.nama for satu in siap.kolom],
            "bentuk": minta.bentuk, "baris": siap.ukuran.baris, "orang": siap.ukuran.orang,
        },
    )  # fmt: skip


@perubahan
def export_now(minta: Permintaan, *, by: Pengguna) -> tuple[str, str, IO[bytes]]:
    """The file of a short list, whole before its first byte goes out. Returns its name, its type and the file."""
    siap = _check(minta, by)
    if siap.ukuran.baris > LANGSUNG:
        raise DomainError(
            "Daftar ini terlalu panjang untuk diunduh langsung. Muat ulang halaman.", galat="terlalu_panjang"
        )
    _throttle(by)
    tindakan = _trace(siap, minta, by)
    ids = list(siap.daftar.rows(by, minta.kueri).values_list("pk", flat=True))
    with closing(_writer(siap, minta, by)) as writer:
        for part in _parts(ids):
            writer.add(_cells(siap, minta, by, part, tindakan))
        return _file_name(siap.daftar, minta), BENTUK[minta.bentuk][1], writer.save()


@perubahan
def start_export(minta: Permintaan, *, by: Pengguna) -> PekerjaanLatar:
    """The same as a job, for a long list."""
    siap = _check(minta, by)
    _throttle(by)
    tindakan = _trace(siap, minta, by)
    parameter = asdict(minta) | {"tindakan": str(tindakan), "cakupan": sorted(export_scope(by, siap.sumber))}
    return start_job(JENIS, judul=f"Unduhan daftar {kecil(siap.daftar.judul)}", parameter=parameter, by=by)


def _request_of(row: PekerjaanLatar) -> Permintaan:
    names = ("daftar", "kueri", "kolom", "bentuk", "tujuan")
    return Permintaan(**{name: row.parameter[name] for name in names})


def export_in_steps(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Which rows, in which order, is decided once; then a thousand at a time, each with the rights of that moment. The
    book lives in memory and a temporary file: after a break it is begun anew.
    """
    minta, tindakan = _request_of(row), UUID(row.parameter["tindakan"])
    siap = _check(minta, row.pengguna)
    ids = list(siap.daftar.rows(row.pengguna, minta.kueri).values_list("pk", flat=True))
    nama = _file_name(siap.daftar, minta)
    file = berkas.reserve(row, nama=nama, jenis_isi=BENTUK[minta.bentuk][1])
    yield Kemajuan(0, len(ids), "Menyiapkan daftar.")
    written = 0
    with closing(_writer(siap, minta, row.pengguna)) as writer:
        for part in _parts(ids):
            require(permissions.can_export(row.pengguna, siap.daftar, minta.kueri))
            cells = list(_cells(siap, minta, row.pengguna, part, tindakan, again=row.percobaan > 1))
            writer.add(cells)
            written += len(cells)
            yield Kemajuan(written, len(ids), "Menulis baris.")
        with writer.save() as content:
            berkas.fill(file, content)
    ringkasan = {"Berkas": nama, "Baris": angka(written), "Keperluan": minta.tujuan or WITHOUT_REASON}
    return Hasil(f"{angka(written)} baris tersimpan dalam {nama}.", ringkasan=ringkasan, berkas=(file,))


def may_read_export(row: PekerjaanLatar) -> bool:
    """A file is closed when the right under which it was made has become smaller."""
    minta = _request_of(row)
    daftar = find_ekspor(minta.daftar)
    return daftar is not None and permissions.still_covers(
        row.pengguna, daftar, minta.kueri, row.parameter["cakupan"], minta.kolom
    )


# -- the content ---------------------------------------------------------------------------------------------


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _writer(siap: Siap, minta: Permintaan, by: Pengguna) -> Penulis:
    today, now = timezone.localdate(), timezone.now()
    words = siap.daftar.kata(by, minta.kueri, today)
    reason = f" untuk: {minta.tujuan.strip()}" if minta.tujuan.strip() else ""
    awal = [
        siap.daftar.judul,
        f"Diunduh oleh {by.nama} pada {waktu(now)}{reason}. Berkas ini dicatat atas namanya; jangan diteruskan di luar keperluan itu."
        if siap.daftar.orang
        else f"Diunduh oleh {by.nama} pada {waktu(now)}{reason}.",
        f"Saringan: {'; '.join(words)}" if words else "Saringan: tidak ada",
    ]
    return BENTUK[minta.bentuk][0](
        siap.daftar.judul, awal, [satu.judul for satu in siap.kolom], [satu.nomor for satu in siap.kolom]
    )


def _cells(
    siap: Siap, minta: Permintaan, by: Pengguna, ids: Sequence[UUID], tindakan: UUID, *, again: bool = False
) -> Iterator[list[Nilai]]:
    """The rows of these ids in this order; one that left the scope meanwhile is left out."""
    fields = [name for satu in siap.kolom for name in satu.isi]
    orang = siap.daftar.orang or "pk"
    found = siap.daftar.rows(by, minta.kueri).filter(pk__in=ids).order_by().values_list("pk", orang, *fields)
    rows = {row[0]: row[1:] for row in found}
    if siap.daftar.orang and any(satu.dicatat for satu in siap.kolom):
        subjek = {row[0] for row in rows.values()}
        add_reads(tindakan, subjek, kelompok=f"Daftar {kecil(siap.daftar.judul)}"[:30], tujuan=minta.tujuan or WITHOUT_REASON,
                  oleh=_reader(by, siap.sumber), again=again)  # fmt: skip
    return (_row(siap.kolom, rows[pk][1:]) for pk in ids if pk in rows)


def _row(kolom: Sequence[Kolom], values: Sequence[Any]) -> list[Nilai]:
    cells, start = [], 0
    for satu in kolom:
        end = start + len(satu.isi)
        cells.append(satu.tulis(*values[start:end]))
        start = end
    return cells


def _reader(by: Pengguna, sumber: Sumber) -> Pembaca:
    """Who reads, as the persons will see it: role and unit, never the name."""
    reach = akses(by).reach(sumber, "x")
    role = reach[0].peran if reach else None
    return Pembaca(by, role.peran if role else Peran.PEGAWAI, role.nama_unit if role else "", rutin=False)


def _file_name(daftar: DaftarEkspor, minta: Permintaan) -> str:
    return f"{daftar.nama}-{timezone.localdate():%Y-%m-%d}.{minta.bentuk}"
