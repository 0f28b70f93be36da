"""python -m bench.unduh: take the whole directory of HR out as a workbook, as the worker does it; print time and memory."""

from __future__ import annotations

import json
import resource
import sys
import time

import django
from django.apps import apps

KOLOM = ["nama", "nip", "nrk", "jabatan", "unit", "jenis", "atasan"]
TO_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


def main() -> None:
    django.setup()
    from asn_portal.core import latar
    from asn_portal.lembar.services.ekspor import Permintaan, start_export

    by = apps.get_model("core", "Pengguna").objects.get(username="adminbkd.demo")
    row = start_export(Permintaan("pegawai", {}, KOLOM, "xlsx", "Tolok ukur unduhan seluruh daftar"), by=by)
    before, started = time.process_time(), time.perf_counter()
    if not latar.run(row.pk):
        raise RuntimeError("Unduhan tidak selesai.")
    seconds = time.perf_counter() - started
    row.refresh_from_db()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / TO_MB
    figures = {"detik": round(seconds, 1), "prosesor": round(time.process_time() - before, 1), "puncak": round(peak)}
    print(json.dumps(figures | {"baris": row.selesai, "status": row.status}))


if __name__ == "__main__":
    main()
