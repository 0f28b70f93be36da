"""What assessors reported, written down by HR of the province. Levels of single competences stand in pelatihan; here are the
two totals that an instrument weighs: competence, and the eight aspects of potensi.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, periode
from asn_portal.core.models.dasar import write_period
from asn_portal.core.permissions import require
from merit import permissions
from merit.aturan.talenta import ASPEK
from merit.models import HasilAsesmen
from pegawai.models import Pegawai
from pelatihan.selectors.celah import gaps_of, match_of

SERATUS_BAGIAN = Decimal("0.01")


@dataclass(frozen=True)
class Laporan:
    """A report: counts from `mulai` to `sampai`, the last day."""

    mulai: date
    sampai: date
    lembaga: str
    nomor: str
    kompetensi: Decimal | None
    potensi: Sequence[int] | None
    # The total of competence from the levels that were brought in (pelatihan), instead of a number from paper.
    dari_tingkat: bool = False


@perubahan
def record_assessment(pegawai_id: UUID, laporan: Laporan, *, by: Pengguna) -> HasilAsesmen:
    """A newer report takes the place of an older one for the days of both; nobody records the own one."""
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.can_assess(by, person))
    if laporan.mulai > timezone.localdate():
        raise DomainError("Tanggal laporan tidak boleh di masa depan. Periksa laporannya.", galat="masa_depan")
    if laporan.sampai < laporan.mulai:
        raise DomainError("Masa berlaku berakhir sebelum tanggal laporan. Periksa kedua tanggalnya.", galat="terbalik")
    if laporan.dari_tingkat:
        laporan = replace(laporan, kompetensi=_match(person, laporan), dari_tingkat=False)
    if laporan.kompetensi is None and laporan.potensi is None:
        raise DomainError("Isi nilai kompetensi, kedelapan aspek potensi, atau keduanya.", galat="kosong")
    if laporan.potensi is not None and len(laporan.potensi) != len(ASPEK):
        raise DomainError("Isi kedelapan aspek potensi, atau kosongkan semuanya.", galat="tidak_utuh")
    values = {
        "kompetensi": laporan.kompetensi, "potensi": None if laporan.potensi is None else list(laporan.potensi),
        "lembaga": laporan.lembaga, "nomor": laporan.nomor,
    }  # fmt: skip
    row: HasilAsesmen = write_period(
        HasilAsesmen, keys={"pegawai": person}, berlaku=periode(laporan.mulai, laporan.sampai), values=values
    )
    record_jejak(
        row,
        "asesmen_dicatat",
        by=by,
        subjek_id=person.pk,
        unit_id=person.unit_kini_id,
        rincian={"nomor": laporan.nomor},
    )
    return row


def _match(person: Pegawai, laporan: Laporan) -> Decimal:
    """JPM of the own post by the rule, from the levels measured until the day of the report."""
    if laporan.kompetensi is not None:
        raise DomainError(
            "Isi nilai kompetensi dari laporan, atau pilih hitung dari tingkat. Kosongkan salah satunya.",
            galat="dua_nilai",
        )
    gaps = gaps_of(person.pk, person.instansi_id, laporan.mulai)
    found = match_of(gaps)
    if found is None:
        known = sum(one.capaian is not None for one in gaps)
        raise DomainError(
            f"Baru {known} dari {len(gaps)} kompetensi jabatannya yang diukur sampai tanggal laporan. Impor tingkatnya dulu di "
            "halaman Impor, atau isi nilai menurut laporan.",
            galat="belum_diukur",
        )
    return found.quantize(SERATUS_BAGIAN, ROUND_HALF_UP)
