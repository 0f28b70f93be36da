"""python -m bench.lembar_pindah BERKAS: a workbook that moves every person with a number to one unit; print its rows."""

from __future__ import annotations

import sys
from datetime import timedelta

import django
from django.apps import apps
from django.utils import timezone
from openpyxl import Workbook

UNIT = "Badan Kepegawaian Daerah"


def main(target: str) -> None:
    django.setup()
    from asn_portal.lembar.impor import find_impor

    kind = find_impor("penempatan")
    if kind is None:
        raise RuntimeError("Tidak ada impor penempatan.")
    # Nobody moves himself by import: HR who brings it in stays where she is.
    people = apps.get_model("pegawai", "Pegawai").objects.exclude(nip=None).exclude(pengguna__username="adminbkd.demo")
    first_day = timezone.localdate() + timedelta(days=1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append([kolom.judul for kolom in kind.kolom])
    rows = 0
    for nip in people.order_by("nip").values_list("nip", flat=True).iterator():
        sheet.append([nip, UNIT, first_day, "SK Tolok Ukur"])
        rows += 1
    book.save(target)
    print(rows)


if __name__ == "__main__":
    main(sys.argv[1])
