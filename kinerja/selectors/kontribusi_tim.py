"""What people have done in work teams, of many people at once: for talent management. Figures only, no words of anybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from asn_portal.core.models import periode
from kinerja.models import AnggotaTim, HasilTim, TelaahBukti, TimKerja


@dataclass(frozen=True)
class KontribusiTim:
    """Of one person between two days: teams led, teams joined, own results worked on in them, and notes that the leaders have
    looked at (how many, and of these how many with proofs that fit).
    """

    dipimpin: int = 0
    diikuti: int = 0
    hasil: int = 0
    ditelaah: int = 0
    sesuai: int = 0


def contributions_of(people: Collection[UUID], mulai: date, sampai: date) -> Mapping[UUID, KontribusiTim]:
    """By person; everybody asked for is in it. Four queries. Never computed into a rating by itself."""
    days = periode(mulai, sampai)
    led = TimKerja.objects.filter(ketua_id__in=people, berlaku__overlap=days)
    joined = AnggotaTim.objects.filter(pegawai_id__in=people, tim__berlaku__overlap=days, keluar_pada=None)
    lines = HasilTim.objects.filter(anggota__in=joined.values("pk"))
    looked = TelaahBukti.objects.filter(progres__pegawai_id__in=people, progres__tanggal__range=(mulai, sampai))
    leads = dict(led.values_list("ketua_id").annotate(n=Count("pk")))
    joins = dict(joined.values_list("pegawai_id").annotate(n=Count("pk")))
    results = dict(lines.values_list("anggota__pegawai_id").annotate(n=Count("garis", distinct=True)))
    notes = {
        pk: (seen, fits)
        for pk, seen, fits in looked.values_list("progres__pegawai_id").annotate(
            seen=Count("pk"), fits=Count("pk", filter=Q(sesuai=True))
        )
    }
    return {
        pk: KontribusiTim(leads.get(pk, 0), joins.get(pk, 0), results.get(pk, 0), *notes.get(pk, (0, 0)))
        for pk in people
    }
