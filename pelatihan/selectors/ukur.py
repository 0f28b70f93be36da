"""Levels of competence: what an import brings, checked against people, dictionary and what is known; and one person's rows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.lembar.impor import Baris
from jabatan.models import KamusKompetensi
from pegawai.models import Pegawai
from pegawai.models.pegawai import PegawaiQuerySet
from pegawai.selectors.impor import DIRI_SENDIRI, find_people
from pelatihan.enums import SumberUkur
from pelatihan.models import PengukuranKompetensi
from pelatihan.models.katalog import TINGKAT_TERTINGGI

TIDAK_DIKENAL = "Kompetensi ini tidak ada dalam kamus. Tulis kode atau namanya seperti di halaman Kamus kompetensi."
DI_LUAR = f"Tingkat ditulis 0 sampai {TINGKAT_TERTINGGI}."
BELUM_TIBA = "Tanggal penilaian belum tiba. Periksa tahunnya."
SUDAH_ADA = "Sudah ada: tingkat ini sudah tercatat untuk tanggal itu."
BERBEDA = "Untuk tanggal itu sudah tercatat tingkat {tingkat}. Tarik dulu impor yang keliru, atau periksa tanggalnya."


def known_kompetensi(instansi_id: UUID) -> dict[str, UUID]:
    """By code and by name, as people write them."""
    found: dict[str, UUID] = {}
    for pk, kode, nama in KamusKompetensi.objects.untuk(instansi_id).values_list("pk", "kode", "nama"):
        found[kode.casefold()] = found[nama.casefold()] = pk
    return found


def competence_labels(by: Pengguna) -> list[str]:
    rows = KamusKompetensi.objects.untuk(by.instansi_id).terpakai().order_by("jenis", "urut", "nama")
    return list(rows.values_list("nama", flat=True))


def _whom(by: Pengguna) -> PegawaiQuerySet | None:
    """An assessor writes levels of those whom the own report names, anybody of the agency, and reads nobody by that."""
    mine = akses(by)
    if mine.has(Peran.ASESOR) and not mine.whole_agency(Sumber.PELATIHAN, "w"):
        return Pegawai.objects.filter(instansi_id=mine.instansi_id)
    return None


def prepare(by: Pengguna, rows: Sequence[Baris]) -> None:
    """Person, competence, level and day; leaves what the service needs in `temuan`. Three queries."""
    find_people(by, rows, "pegawai", sumber=Sumber.PELATIHAN, orang=_whom(by))
    words, today, own = known_kompetensi(by.instansi_id), timezone.localdate(), akses(by).orang_id
    for row in rows:
        nilai = row.nilai
        if "pegawai" in row.temuan and row.temuan["pegawai"].pk == own:
            row.wrong("pegawai", DIRI_SENDIRI)
        if nilai["kompetensi"]:
            row.temuan["kompetensi"] = words.get(nilai["kompetensi"].strip().casefold())
            if row.temuan["kompetensi"] is None:
                row.wrong("kompetensi", TIDAK_DIKENAL)
        if nilai["tingkat"] is not None and not 0 <= nilai["tingkat"] <= TINGKAT_TERTINGGI:
            row.wrong("tingkat", DI_LUAR)
        if nilai["tanggal"] and nilai["tanggal"] > today:
            row.wrong("tanggal", BELUM_TIBA)
    _against_known([row for row in rows if not row.galat])


def _against_known(rows: Sequence[Baris]) -> None:
    keys = {(row.temuan["pegawai"].pk, row.temuan["kompetensi"], row.nilai["tanggal"]): row for row in rows}
    known = PengukuranKompetensi.objects.kini().filter(
        sumber=SumberUkur.ASESMEN, pegawai_id__in={pk for pk, _, _ in keys}, tanggal__in={day for _, _, day in keys}
    )
    for pegawai, kompetensi, day, level in known.values_list("pegawai_id", "kompetensi_id", "tanggal", "tingkat"):
        row = keys.get((pegawai, kompetensi, day))
        if row is not None and row.nilai["tingkat"] == level:
            row.sudah_ada = SUDAH_ADA
        elif row is not None:
            row.wrong("tingkat", BERBEDA.format(tingkat=level))


def history_of(pegawai: Pegawai) -> list[PengukuranKompetensi]:
    """Everything that was measured or thought of one person, the latest first."""
    rows = PengukuranKompetensi.objects.kini().filter(pegawai=pegawai).select_related("kompetensi")
    return list(rows.order_by("-tanggal", "kompetensi__urut")[:100])
