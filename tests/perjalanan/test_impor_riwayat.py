"""HR of the province brings in a workbook of ranks and a file of SIASN: dry run, errors back, the good rows, undo."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Download

from pegawai.models import RiwayatGolongan
from tests.factories.riwayat import all_entries
from tests.pegawai.test_impor_siasn import GOLONGAN as RW_GOLONGAN
from tests.perjalanan.conftest import DI_MEJA, Portal
from tests.perjalanan.peramban import Peramban
from tests.perjalanan.test_impor import run_job

pytestmark = DI_MEJA

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPALA = ["NIP", "TMT", "Nomor SK", "Tanggal SK", "Golongan", "Jenis kenaikan pangkat", "Masa kerja golongan, tahun"]


@pytest.fixture(autouse=True)
def entries(transactional_db: None) -> None:
    all_entries()


def workbook(*rows: list[str]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in (KEPALA, *rows):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def upload(hr: Peramban, jenis: str, *, nama: str, mime: str, isi: bytes) -> None:
    hr.visit(f"/impor/jenis/{jenis}/unggah/")
    hr.page.get_by_label("Berkas", exact=True).set_input_files({"name": nama, "mimeType": mime, "buffer": isi})
    hr.click("Unggah dan periksa")


def taken(hr: Peramban, link: str) -> Download:
    with hr.page.expect_download() as arriving:
        hr.page.get_by_role("link", name=link).click()
    return arriving.value


def test_workbook_of_ranks_goes_in_is_repaired_and_taken_back(portal: Portal):
    p = portal.provinsi
    one, two = p.orang["pegawai"], p.orang["rekan"]
    good = [one.nip, "01/04/2019", "823/1", "02/03/2019", "III/a", "Reguler", "4"]
    bad = [two.nip, "01/04/2019", "823/2", "02/03/2019", "V/x", "Reguler", "4"]
    hr = portal.masuk("admin_bkd")
    upload(hr, "riwayat-golongan", nama="pangkat.xlsx", mime=XLSX, isi=workbook(good, bad))
    run_job(hr)
    assert "1 baris benar, 1 perlu diperbaiki" in hr.text
    assert "Golongan: “V/x”. Tidak ada di daftar golongan PNS." in hr.text
    assert not RiwayatGolongan.objects.exists()
    arrived = taken(hr, "Unduh berkas dengan kolom kesalahan")
    assert arrived.suggested_filename == "pangkat - kesalahan.xlsx"
    back = load_workbook(io.BytesIO(arrived.path().read_bytes())).active
    head = [cell.value for cell in back[1]]
    told = {str(cell.value) for row in back.iter_rows(min_row=2) for cell in row}
    assert head[: len(KEPALA)] == KEPALA
    assert any("Tidak ada di daftar golongan PNS" in text for text in told)
    hr.click("Terapkan 1 baris yang benar")
    run_job(hr)
    assert "1 baris diterapkan." in hr.text
    assert [row.pegawai_id for row in RiwayatGolongan.objects.kini()] == [one.pk]
    # The file that came back is put right and goes in as it is: what is there already is not written twice.
    place = KEPALA.index("Golongan") + 1
    next(row for row in back.iter_rows(min_row=2) if row[place - 1].value == "V/x")[place - 1].value = "III/b"
    repaired = io.BytesIO()
    back.parent.save(repaired)
    upload(hr, "riwayat-golongan", nama="pangkat - diperbaiki.xlsx", mime=XLSX, isi=repaired.getvalue())
    run_job(hr)
    assert "1 baris benar, 0 perlu diperbaiki, 1 sudah ada" in hr.text
    hr.click("Terapkan 1 baris yang benar")
    run_job(hr)
    assert {row.pegawai_id for row in RiwayatGolongan.objects.kini()} == {one.pk, two.pk}
    hr.click("Tarik kembali seluruhnya")
    assert "Tarik kembali 1 baris?" in hr.text
    hr.click("Tarik kembali seluruhnya")
    run_job(hr)
    assert "1 baris ditarik kembali." in hr.text
    assert [row.pegawai_id for row in RiwayatGolongan.objects.kini()] == [one.pk]


def test_file_of_siasn_goes_in(portal: Portal):
    p = portal.provinsi
    one = p.orang["pegawai"]
    content = [
        {
            "nipBaru": one.nip,
            "rw-golongan": [RW_GOLONGAN, {**RW_GOLONGAN, "golonganId": "99", "id": "S2", "tmtGolongan": "01-04-2023"}],
        }
    ]
    hr = portal.masuk("admin_bkd")
    hr.visit("/impor/")
    upload(hr, "siasn", nama="siasn.json", mime="application/json", isi=json.dumps(content).encode())
    run_job(hr)
    assert "1 baris benar, 1 perlu diperbaiki" in hr.text
    hr.click("Terapkan 1 baris yang benar")
    run_job(hr)
    assert RiwayatGolongan.objects.kini().get().siasn_id == "S1"
    hr.click("Tarik kembali seluruhnya")
    assert "Tarik kembali 1 baris?" in hr.text
    hr.click("Tarik kembali seluruhnya")
    run_job(hr)
    assert "1 baris ditarik kembali." in hr.text
    assert not RiwayatGolongan.objects.kini().exists()
