"""Long jobs in every state, and a kind of job that counts."""

from __future__ import annotations

import io
from collections.abc import Generator
from typing import Any

from django.utils import timezone

from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import Detak, HasilBerkas, PekerjaanLatar, Pengguna
from asn_portal.core.models.latar import TERBUKA
from asn_portal.core.services import berkas

HITUNG = "uji.hitung"


@pekerjaan_latar(HITUNG, label="Hitungan uji", boleh_baca=lambda row: not row.parameter.get("hak_dicabut"))
def count_up(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    """One row for each number; a number that is written twice would break the key of the table."""
    until = row.parameter["sampai"]
    for number in range(row.posisi.get("angka", 0), until):
        Detak.objects.create(nama=f"uji{number}", terakhir=timezone.now())
        yield Kemajuan(number + 1, until, posisi={"angka": number + 1})
    return Hasil("Selesai dihitung.", ringkasan={"Angka": until})


def make_job(
    pengguna: Pengguna | None, *, status: str = "menunggu", jenis: str = HITUNG, **values: Any
) -> PekerjaanLatar:
    now = timezone.now()
    terbuka = status in TERBUKA
    values = {"parameter": {"sampai": 3}, "judul": "Hitungan"} | values
    return PekerjaanLatar.objects.create(
        pengguna=pengguna,
        jenis=jenis,
        status=status,
        giliran=now if terbuka else None,
        berakhir_pada=None if terbuka else now,
        **values,
    )


def make_file(row: PekerjaanLatar, content: bytes = b"isi") -> HasilBerkas:
    file = berkas.reserve(row, nama="daftar.csv", jenis_isi="text/csv")
    berkas.fill(file, io.BytesIO(content))
    file.siap_pada = timezone.now()
    file.save()
    return file
