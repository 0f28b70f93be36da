"""Two runs of merit over the same forty people of the stage (tests.keandalan.panggung): one computed here that nobody
disturbs, and one that has begun and waits for workers; prints both numbers and the digest of the first.
"""

from __future__ import annotations

import json
import os
import sys

import django


def main() -> None:
    django.setup()
    from asn_portal.core.models import Pengguna, UnitKerja
    from merit.services import putaran
    from tests.factories.core import PenggunaFactory, make_unit
    from tests.factories.merit import begin, compute, make_official, rate, version
    from tests.factories.pegawai import PegawaiFactory

    PenggunaFactory.reset_sequence(10_000, force=True)  # beside those of the stage
    PegawaiFactory.reset_sequence(10_000, force=True)
    putaran.SEBORONG = 1  # each dinas a batch of its own
    by = Pengguna.objects.get(pk=sys.argv[1])
    top = UnitKerja.objects.filter(instansi=by.instansi).order_by("nomor").first()
    for number in range(8):
        unit = make_unit(f"Dinas merit {number}", instansi=by.instansi, induk=top)
        for place in range(5):
            rate(make_official(f"Pejabat {number}{place}", unit), "baik", 2025)
    like = compute(begin(version(by.instansi), by))
    waiting = begin(version(by.instansi), by)
    told = {"sidik": like.sidik, "jumlah": like.jumlah, "nomor": waiting.nomor, "bagian": waiting.daftar_bagian.count()}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_portal.settings")
    main()
