"""A workbook of a thousand people that LibreOffice made: in, out again, and every cell as it was."""

from __future__ import annotations

import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.services import ekspor
from asn_portal.lembar.services import impor as services
from tests.lembar.test_ekspor import ask
from tests.lembar.test_impor import done, send
from tests.pegawai.berkas.seribu import BERKAS, KEPALA

pytestmark = pytest.mark.django_db
# The columns of the export in the order of the workbook.
KOLOM = [
    "nip", "nrk", "gelar_depan", "nama_saja", "gelar_belakang", "jenis", "kelamin", "tanggal_lahir", "unit", "mulai",
    "nip_atasan", "dasar",
]  # fmt: skip


def cells(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python()


def by_nip(rows: list[list[Any]]) -> dict[str, dict[str, Any]]:
    head = next(place for place, row in enumerate(rows) if "NIP" in row)
    return {row[rows[head].index("NIP")]: dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]}


def test_a_thousand_people_come_in_and_go_out_without_change(provinsi):
    admin, source = provinsi.akun["admin_bkd"], BERKAS.read_bytes()
    row = send(provinsi, "pegawai-baru", content=source)
    assert (row.banyak(B.BENAR), row.banyak(B.SALAH), row.catatan) == (1000, 0, [])
    row = done(services.apply(row.pk, by=admin))
    assert row.banyak(B.DITERAPKAN) == 1000
    _, _, file = ekspor.export_now(ask({"lingkup": "kewenangan"}, kolom=KOLOM, bentuk="xlsx"), by=admin)
    with file:
        exported = file.read()
    before, after = by_nip(cells(source)), by_nip(cells(exported))
    assert len(before) == 1000
    assert {nip: after[nip] for nip in before} == before
    assert set(KEPALA) == set(next(iter(after.values())))
    again = send(provinsi, "pegawai-baru", content=exported)
    ours = set(again.daftar_baris.filter(kunci__in=row.daftar_baris.values("kunci")).values_list("status", flat=True))
    assert ours == {B.SUDAH_ADA}
