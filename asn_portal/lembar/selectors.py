"""Questions about lists (how much would be taken out, which ones are kept) and about imports."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.db.models import F, QuerySet
from django.utils import timezone

from asn_portal.core import hanya_lihat
from asn_portal.core.models import HasilBerkas, Pengguna
from asn_portal.core.permissions.latar import visible_files
from asn_portal.lembar.daftar import DaftarEkspor, Kueri, find_daftar
from asn_portal.lembar.enums import StatusBaris
from asn_portal.lembar.impor import JenisImpor, as_shown, guess_columns
from asn_portal.lembar.models import BarisImpor, BerkasImpor, DaftarTersimpan, PetaKolom
from asn_portal.lembar.sandi import unseal


@dataclass(frozen=True)
class Ukuran:
    """Rows that would be taken out, how many persons they are about, and how many rows of the page stay behind."""

    baris: int
    orang: int
    tertinggal: int


def size_of(pengguna: Pengguna, daftar: DaftarEkspor, kueri: Kueri) -> Ukuran:
    rows = daftar.rows(pengguna, kueri).order_by()
    count = rows.count()
    shown = daftar.tampil(pengguna, kueri, timezone.localdate()).order_by().count()
    people = 0
    if daftar.orang:
        people = count if daftar.orang == "pk" else rows.values(daftar.orang).distinct().count()
    return Ukuran(count, people, shown - count)


def kept_query(row: DaftarTersimpan) -> dict[str, str]:
    """What a kept list asks for, cleaned anew: parts that the list no longer knows are left out."""
    daftar = find_daftar(row.daftar)
    return daftar.clean(dict(parse_qsl(row.kueri))) if daftar else {}


def kept_address(row: DaftarTersimpan) -> str:
    """Where a kept list leads; empty when its list exists no more."""
    daftar = find_daftar(row.daftar)
    if daftar is None:
        return ""
    return daftar.address(kept_query(row), daftar.known_columns(row.kolom))


def kept_lists(pengguna: Pengguna, daftar: str = "") -> QuerySet[DaftarTersimpan]:
    """Own lists and those shared with me, by name; with `daftar` only those of one page."""
    if hanya_lihat.current() is not None:
        return DaftarTersimpan.objects.none()
    rows = DaftarTersimpan.objects.visible_to(pengguna).annotate(nama_pemilik=F("pemilik__nama"))
    return (rows.filter(daftar=daftar) if daftar else rows).order_by("daftar", "nama", "pk")


# -- imports --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Temuan:
    """One thing about one row: where, what was found, what is wanted."""

    kolom: str
    nilai: str
    pesan: str


@dataclass(frozen=True)
class BarisTerbaca:
    nomor: int
    status: str
    label: str
    temuan: list[Temuan]


def own_imports(pengguna: Pengguna) -> QuerySet[BerkasImpor]:
    return BerkasImpor.objects.visible_to(pengguna).select_related("pekerjaan").order_by("-dibuat_pada", "-pk")


def rows_to_read(row: BerkasImpor) -> QuerySet[BarisImpor]:
    """The rows that somebody should look at, in the order of the file."""
    telling = [StatusBaris.SALAH, StatusBaris.DITOLAK, StatusBaris.TETAP, StatusBaris.SUDAH_ADA]
    return row.daftar_baris.filter(status__in=telling).order_by("nomor")


def explained(jenis: JenisImpor, row: BerkasImpor, satu: BarisImpor) -> BarisTerbaca:
    found, cells = [], unseal(satu.sel)
    for kolom in jenis.kolom:
        if kolom.nama in satu.galat:
            place = row.peta.get(kolom.nama)
            value = as_shown(cells[place]) if place is not None and place < len(cells) else ""
            found.append(Temuan(kolom.judul, value, satu.galat[kolom.nama]))
    if satu.keterangan:
        found.append(Temuan("", "", satu.keterangan))
    return BarisTerbaca(satu.nomor, satu.status, StatusBaris(satu.status).label, found)


def guessed(pengguna: Pengguna, jenis: JenisImpor, row: BerkasImpor) -> dict[str, int]:
    """What stands in the form of columns before somebody chooses."""
    kept = PetaKolom.objects.filter(pemilik=pengguna, jenis=jenis.nama).values_list("judul", flat=True).first()
    return row.peta or guess_columns(jenis, row.kepala, kept or {})


def error_file(pengguna: Pengguna, row: BerkasImpor) -> HasilBerkas | None:
    return visible_files(pengguna).filter(pekerjaan_id=row.pekerjaan_periksa_id).first()
