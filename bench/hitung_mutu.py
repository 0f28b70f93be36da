"""python -m bench.hitung_mutu: count the quality of everybody's data, of a quarter of the people, and of one; print times.
python -m bench.hitung_mutu putaran: of everybody only, twice, the quicker one.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Collection
from typing import Any
from uuid import UUID

import django
from django.apps import apps
from django.db import transaction
from django.utils import timezone

QUARTER = 4


def _whole(instansi_id: UUID) -> tuple[float, Any]:
    """A run as the night does it: every indicator, then the figures of every unit."""
    from asn_portal.mutu import services
    from asn_portal.mutu.enums import PemicuPutaran

    started = time.perf_counter()
    run = services.begin_run(instansi_id, timezone.localdate(), pemicu=PemicuPutaran.MALAM)
    run = services.run_whole(run.pk)
    return time.perf_counter() - started, run


def _some(instansi_id: UUID, orang: Collection[UUID]) -> float:
    """The same indicators over these people only; nothing of it is kept."""
    from asn_portal.mutu.services import recount

    started = time.perf_counter()
    with transaction.atomic():
        recount(instansi_id, orang)
        transaction.set_rollback(True)
    return time.perf_counter() - started


def main() -> None:
    django.setup()
    by = apps.get_model("core", "Pengguna").objects.get(username="adminbkd.demo")
    if "putaran" in sys.argv:
        spent, run = min((_whole(by.instansi_id) for _ in range(2)), key=lambda one: one[0])
        print(json.dumps({"semua": round(spent, 3), "orang": run.orang, "temuan": run.temuan}))
        return
    people = apps.get_model("pegawai", "Pegawai").objects.filter(instansi_id=by.instansi_id).order_by("pk")
    ids = list(people.values_list("pk", flat=True))
    _some(by.instansi_id, ids[:1])  # the first statement of a connection pays for its catalogue
    quarter, named = _some(by.instansi_id, ids[::QUARTER]), _some(by.instansi_id, ids)
    one = _some(by.instansi_id, ids[:1])
    whole, run = _whole(by.instansi_id)
    figures = {"semua": whole, "seperempat": quarter, "disebut": named, "satu": one}
    print(
        json.dumps(
            {name: round(value, 3) for name, value in figures.items()} | {"orang": run.orang, "temuan": run.temuan}
        )
    )


if __name__ == "__main__":
    main()
