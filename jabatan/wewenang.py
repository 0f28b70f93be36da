"""Who decides an act about somebody today: the superior, within the powers of a Plt. or Plh."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jabatan.aturan.pelaksana_tugas import PERBUATAN, may_decide
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan

# Reasons of a superior that stand for an acting official, as the table of acts calls them.
PELAKSANA = {AlasanAtasan.PLT.value: "plt", AlasanAtasan.PLH.value: "plh"}
NAIK_PALING_BANYAK = 20


@dataclass(frozen=True)
class Pemutus:
    """`sebutan` is the post as which he acts (`Plh. Kepala Seksi`), empty for a holder; `naik`: somebody below may not."""

    atasan_id: UUID
    sebutan: str = ""
    naik: bool = False


def deciders_of(orang: Collection[UUID], perbuatan: str, tanggal: date) -> dict[UUID, Pemutus]:
    """For each of these people. An acting official without power for the act is passed to his own superior, who is the one
    above the seat in which he acts. As many queries as there are levels to pass.
    """
    found: dict[UUID, Pemutus] = {}
    asked = {pk: pk for pk in orang}  # about whom: whose superior is looked up
    for step in range(NAIK_PALING_BANYAK):
        links = {
            row.pegawai_id: row
            for row in HubunganAtasan.objects.pada(tanggal).filter(pegawai_id__in=set(asked.values()))
        }
        passed: dict[UUID, UUID] = {}
        for about, of in asked.items():
            link = links.get(of)
            if link is None or link.atasan_id == about:
                continue
            acting = PELAKSANA.get(link.alasan, "")
            if acting and not may_decide(acting, perbuatan, tanggal):
                passed[about] = link.atasan_id
            else:
                found[about] = Pemutus(link.atasan_id, link.dasar if acting else "", naik=step > 0)
        asked = passed
        if not asked:
            break
    return found


def powers_of(jenis: str, tanggal: date) -> list[tuple[str, bool]]:
    """What an acting official may decide, act by act, in the order of the table."""
    return [(nama, may_decide(jenis, act, tanggal)) for act, nama in PERBUATAN.items()]
