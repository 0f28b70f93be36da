"""Places of others as somebody reads them who is in the run himself. A place that is left open in a list would tell its reader
the own one, which an agency shows to the person only if it wants to (keputusan 0056): so they are counted among the others.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.utils import timezone

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.selectors.pengaturan import pengaturan
from merit.models import Nilai, Peringkat, Putaran
from merit.pengaturan import PERINGKAT_TAMPAK

DI = ("jenjang", "rumpun", "perangkat_id")


@dataclass(frozen=True)
class TempatSendiri:
    """The reader's own place and whom it is among, where the agency does not tell it."""

    peringkat: Peringkat
    # Columns of a row that say with whom it is compared.
    di: dict[str, object]


def shows_rank(instansi_id: UUID) -> bool:
    """Off, unless the agency says otherwise."""
    return pengaturan(instansi_id, timezone.localdate()).get(PERINGKAT_TAMPAK, "").strip().lower() == "ya"


def own_place(pengguna: Pengguna, putaran: Putaran) -> TempatSendiri | None:
    """None for accounts that are not ranked in this run, and where everybody may know the own rank."""
    orang = akses(pengguna).orang_id
    if orang is None or shows_rank(putaran.instansi_id):
        return None
    mine = Nilai.objects.filter(putaran=OuterRef("putaran"), pegawai_id=OuterRef("pegawai_id"))
    rows = Peringkat.objects.filter(putaran=putaran.nomor, pegawai_id=orang)
    rank = rows.annotate(**{f"di_{nama}": Subquery(mine.values(nama)[:1]) for nama in DI}).first()
    return None if rank is None else TempatSendiri(rank, {nama: getattr(rank, f"di_{nama}") for nama in DI})


def with_places(rows: QuerySet[Nilai], putaran: Putaran, sendiri: TempatSendiri | None) -> QuerySet[Nilai]:
    """`urut_jenjang` and `dari_jenjang` of every row, without the reader among them."""
    ranks = Peringkat.objects.filter(putaran=putaran.nomor, pegawai_id=OuterRef("pegawai_id"))
    place, count = Subquery(ranks.values("jenjang")[:1]), Subquery(ranks.values("jenjang_dari")[:1])
    if sendiri is None:
        return rows.annotate(urut_jenjang=place, dari_jenjang=count)
    after = Case(When(jenjang__gt=sendiri.peringkat.jenjang, then=Value(1)), default=Value(0))
    others = ranks.annotate(urut=F("jenjang") - after, dari=F("jenjang_dari") - 1)
    same = {"jenjang": sendiri.di["jenjang"]}
    return rows.annotate(
        urut_jenjang=_either(same, Subquery(others.values("urut")[:1]), place),
        dari_jenjang=_either(same, Subquery(others.values("dari")[:1]), count),
    )


def _either(same: dict[str, object], among_others: Subquery, place: Subquery) -> Case:
    return Case(When(**same, then=among_others), default=place, output_field=IntegerField())


# Column of the place, and of what two rows must share to be counted together in it.
KELOMPOK = {
    "jenjang": ("jenjang",), "jenjang_perangkat": ("jenjang", "perangkat_id"), "rumpun": ("rumpun",),
    "rumpun_perangkat": ("rumpun", "perangkat_id"),
}  # fmt: skip


def among_others(peringkat: Peringkat, nilai: Nilai, sendiri: TempatSendiri | None) -> Peringkat:
    """All places of one row, without the reader among them."""
    if sendiri is None:
        return peringkat
    found = copy(peringkat)
    for nama, shared in KELOMPOK.items():
        if any(getattr(nilai, one) != sendiri.di[one] for one in shared):
            continue
        mine, here = getattr(sendiri.peringkat, nama), getattr(peringkat, nama)
        setattr(found, nama, here - (here > mine))
        setattr(found, f"{nama}_dari", getattr(peringkat, f"{nama}_dari") - 1)
    return found
