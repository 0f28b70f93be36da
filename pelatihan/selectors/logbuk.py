"""A placement as it goes: its days, hours and what the rule makes of them; and what a mentor sees by his link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asn_portal.core import selectors as core_selectors
from pelatihan.aturan.magang import MasukanMagang, magang_jp
from pelatihan.enums import StatusCatatan, StatusPesertaMagang
from pelatihan.kunci_konsultasi import fingerprint
from pelatihan.models import CatatanMagang, LowonganMagang, PesertaMagang, TautanMentor

SERATUS = 100
# The mark the forecast assumes until the mentor has given his.
NILAI_DUGAAN = Decimal(5)


def host_name(offer: LowonganMagang) -> str:
    """The provider, or the unit as it was called on the first day."""
    if offer.penyelenggara is not None:
        return offer.penyelenggara.nama
    return core_selectors.unit_names([offer.unit_id], offer.mulai).get(offer.unit_id, "Unit kerja")


@dataclass(frozen=True)
class Logbuk:
    """`jp`: what the hours confirmed so far would give, with a good mark."""

    catatan: list[CatatanMagang]
    jam_sah: Decimal
    jam_menunggu: Decimal
    rencana: int
    jam_minimal: Decimal
    jp: Decimal

    @property
    def persen(self) -> int:
        return min(SERATUS, int(self.jam_sah * SERATUS / self.rencana))

    @property
    def menunggu(self) -> int:
        return sum(one.status == StatusCatatan.MENUNGGU for one in self.catatan)

    @property
    def cukup(self) -> bool:
        return self.jam_sah >= self.jam_minimal


def logbook(row: PesertaMagang) -> Logbuk:
    """One query."""
    notes = list(row.daftar_catatan.order_by("-tanggal"))
    hours = {
        state: sum((one.jam for one in notes if one.status == state), Decimal(0))
        for state in (StatusCatatan.DISAHKAN, StatusCatatan.MENUNGGU)
    }
    confirmed, plan = hours[StatusCatatan.DISAHKAN], int(row.lowongan.jam)
    found = magang_jp(
        MasukanMagang(
            bentuk=row.lowongan.bentuk, jam_rencana=Decimal(plan), jam_disahkan=confirmed, rata_nilai=NILAI_DUGAAN
        )
    )
    return Logbuk(
        notes,
        confirmed,
        hours[StatusCatatan.MENUNGGU],
        plan,
        Decimal(str(found["jam_minimal"])),
        Decimal(str(found["jp"])),
    )


def link_of_mentor(kunci: str, hari: date) -> TautanMentor | None:
    """By the key of the address, while it counts."""
    rows = TautanMentor.objects.filter(
        sidik=fingerprint(kunci), ditutup_pada=None, sampai__gte=hari, peserta__status=StatusPesertaMagang.DITERIMA
    )
    return rows.select_related("peserta__lowongan__penyelenggara", "peserta__pegawai").first()
