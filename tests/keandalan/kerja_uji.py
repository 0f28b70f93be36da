"""A kind of long job for the fault tests: a worker is told of it by `--include tests.keandalan.kerja_uji`."""

from __future__ import annotations

from collections.abc import Generator

from django.db import connection
from django.utils import timezone

from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import Detak, PekerjaanLatar

LOCK = 7_310_099


@pekerjaan_latar("uji.sampai_kunci", label="Hitungan", boleh_baca=lambda row: True)
def count_to_the_lock(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """Five numbers, each written once; the fourth waits for a lock, in the middle of its step."""
    for number in range(row.posisi.get("angka", 0), 5):
        Detak.objects.create(nama=f"uji{number}", terakhir=timezone.now())
        if number == row.parameter.get("kunci_pada", 3):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield Kemajuan(number + 1, 5, posisi={"angka": number + 1})
    return Hasil("Selesai dihitung.")


@pekerjaan_latar("uji.racun", label="Racun", boleh_baca=lambda row: True)
def poison(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    yield Kemajuan(1, 2)
    raise ValueError("isi tidak terbaca")
