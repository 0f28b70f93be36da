"""python -m bench.hitung_rancangan: open a draft of the whole province, and publish a large one; print the seconds.

Everything is rolled back.
"""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django
from django.apps import apps
from django.db import transaction
from django.utils import timezone

DIPINDAHKAN = 3_000
# Where the draft is made: the unit below the root with most people.
TERBESAR = """
SELECT i.id FROM core_jalurunit l JOIN core_unitkerja i ON i.nomor = subpath(l.jalur, 1, 1)::text::int
JOIN pegawai_keanggotaanunit k ON k.unit_id = l.unit_id AND upper_inf(k.tercatat) AND k.berlaku @> current_date
WHERE l.berlaku @> current_date AND nlevel(l.jalur) > 1 AND l.instansi_id = %(instansi)s GROUP BY i.id ORDER BY count(*) DESC LIMIT 1
"""
AKAR = "SELECT unit_id FROM core_jalurunit WHERE nlevel(jalur) = 1 AND berlaku @> current_date AND instansi_id = %(instansi)s"


def _opened(draf: Any) -> tuple[Any, float]:
    from jabatan.selectors.rancangan import open_room

    started = time.perf_counter()
    room = open_room(draf)
    return room, time.perf_counter() - started


def _large(draf: Any, maker: Any, room: Any) -> int:
    """One new row of the map, to which thousands of pelaksana go. Returns how many."""
    from jabatan.services import rancangan

    seats = {k.id for k in room.dulu.kursi.values() if k.jenis == "pelaksana" and k.id not in room.dulu.luar}
    people = [str(d.orang) for d in room.dulu.duduk.values() if d.kursi in seats and d.jenis == "definitif"][
        :DIPINDAHKAN
    ]
    key = str(uuid4())
    isi = {"kunci": key, "unit": str(draf.unit_id), "nama": "Pengelola Layanan Tolok Ukur", "jenis": "pelaksana"}
    rancangan.add_step(draf.pk, jenis="jabatan_bentuk", isi=isi | {"kebutuhan": len(people)}, by=maker)
    rancangan.add_step(draf.pk, jenis="pemangku_pindah", isi={"orang": people, "ke": key}, by=maker)
    rancangan.submit_draft(draf.pk, by=maker)
    return len(people)


def main() -> None:
    django.setup()
    from asn_portal.core.sql import fetch
    from jabatan.models import RancanganSusunan
    from jabatan.services import rancangan, terbit_rancangan

    accounts = apps.get_model("core", "Pengguna").objects
    by, maker = (accounts.get(username=nama) for nama in ("adminbkd.demo", "adminbkd2.demo"))
    units = apps.get_model("core", "UnitKerja").objects
    root = units.get(pk=fetch(AKAR, instansi=by.instansi_id)[0][0])
    largest = units.get(pk=fetch(TERBESAR, instansi=by.instansi_id)[0][0])
    day = timezone.localdate() + timedelta(days=400)
    with transaction.atomic():
        whole = rancangan.create_draft(unit=root, judul="Seluruh provinsi", tanggal=day, dasar="x", by=maker)
        _, opened = _opened(whole)
        draf = rancangan.create_draft(unit=largest, judul="Unit terbesar", tanggal=day, dasar="x", by=maker)
        room, _ = _opened(draf)
        people = _large(draf, maker, room)
        RancanganSusunan.objects.filter(pk=draf.pk).update(
            disusun_oleh=maker, status="menerbitkan", diterbitkan_oleh=by
        )
        started = time.perf_counter()
        terbit_rancangan.write_publication(draf.pk, by=by)
        written = time.perf_counter() - started
        transaction.set_rollback(True)
    print(json.dumps({"buka": round(opened, 2), "terbit": round(written, 2), "orang": people}))


if __name__ == "__main__":
    main()
