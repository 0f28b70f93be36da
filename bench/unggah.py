"""python -m bench.unggah BERKAS [JENIS]: bring a workbook in (of moves, unless told otherwise), as the worker does it; print
times and memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.apps import apps

from bench.unduh import TO_MB


def _run(row: Any) -> float:
    """Seconds that the job of this batch takes."""
    from asn_portal.core import latar

    started = time.perf_counter()
    if not latar.run(row.pekerjaan_id):
        raise RuntimeError("Pekerjaan tidak selesai.")
    return round(time.perf_counter() - started, 1)


def main(source: str, jenis: str = "penempatan") -> None:
    django.setup()
    from asn_portal.lembar.impor import find_impor
    from asn_portal.lembar.services import impor as services

    by = apps.get_model("core", "Pengguna").objects.get(username="adminbkd.demo")
    kind = find_impor(jenis)
    if kind is None:
        raise RuntimeError(f"Tidak ada impor {jenis}.")
    with Path(source).open("rb") as content:
        row = services.upload(kind, nama=Path(source).name, content=content, by=by)
    checked = _run(row)
    row = services.apply(row.pk, by=by)
    applied = _run(row)
    row.refresh_from_db()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / TO_MB
    figures = {"periksa": checked, "terapkan": applied, "puncak": round(peak)}
    print(json.dumps(figures | {"diterapkan": row.jumlah.get("diterapkan", 0), "jumlah": row.jumlah}))


if __name__ == "__main__":
    main(*sys.argv[1:])
