"""Official papers: read back from the PDF."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from asn_portal.berkas.cetak import TEMPLAT, Kertas, render_pdf
from asn_portal.berkas.cetak.naskah import draw_naskah
from asn_portal.berkas.isi.pdf import check_pdf
from asn_portal.core.models import Tindakan
from asn_portal.core.services import unit as unit_services
from pegawai.selectors.surat import surat_keterangan_data
from tests.factories.naskah import make_naskah

DAY = date(2026, 11, 22)
NASTY = '#read("/etc/passwd") *tebal* $x$ "kutip" \\ </script> @preview #panic()'


def data(**changes):
    values = {
        "instansi": "Pemerintah Provinsi Contoh", "unit_kop": "Dinas Satu", "baris": [("Nama", "Siti Aminah"), ("NIP", "1")],
        "kalimat": "benar tercatat.", "tempat_tanggal": "Jakarta, 22 November 2026", "jabatan_penanda_tangan": "Kepala Dinas",
        "nama_penanda_tangan": "Bambang",
    }  # fmt: skip
    return values | changes


def paper(kertas=Kertas.A4, konsep=True, **changes) -> bytes:
    return render_pdf(
        "surat_keterangan", data(**changes), judul="Surat keterangan", tanggal=DAY, kertas=kertas, konsep=konsep
    )


def text_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_the_same_data_give_the_same_bytes():
    assert paper() == paper()
    assert paper() != paper(kalimat="lain.")


@pytest.mark.parametrize(("kertas", "size"), [(Kertas.A4, (210, 297)), (Kertas.F4, (215, 330))])
def test_size_words_and_date_stand_in_the_file(kertas, size):
    content = paper(kertas)
    opened = PdfReader(io.BytesIO(content))
    box = opened.pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == size
    assert opened.metadata.title == "Surat keterangan"
    assert opened.metadata.creation_date.date() == DAY
    xmp = opened.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    words = text_of(content)[0]
    for part in ("PEMERINTAH PROVINSI CONTOH", "DINAS SATU", "Siti Aminah", "Kepala Dinas,", "Halaman 1 dari 1"):
        assert part in words
    assert check_pdf(content, "x") == 1  # what the portal makes it would also take


def test_a_konsep_says_so_on_every_page_and_a_final_paper_does_not():
    rows = [(f"Baris {number}", "isi " * 12) for number in range(120)]
    pages = text_of(paper(baris=rows))
    assert len(pages) > 2
    assert all(
        "KONSEP" in page and f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages, 1)
    )
    assert not any("KONSEP" in page or "Konsep" in page for page in text_of(paper(konsep=False, baris=rows)))


def test_a_signature_is_never_split():
    """However long the paper: the place, the office and the name stand on one page."""
    for count in range(20, 34):
        pages = text_of(paper(baris=[("Baris", "isi")] * count))
        assert [("Kepala Dinas" in p, "Bambang" in p, "Jakarta, 22" in p) for p in pages if "Kepala Dinas" in p] == [
            (True,) * 3
        ]


def test_what_people_typed_is_shown_and_never_obeyed():
    words = text_of(paper(baris=[("Nama", NASTY)], unit_kop=NASTY))[0]
    assert NASTY in words
    assert "root:" not in words


def test_templates_reach_neither_files_nor_the_network():
    for path in TEMPLAT.glob("*.typ"):
        assert not re.search(r"\beval\(|\bread\(|@preview|\bimage\((?!bytes\()|https?:|\bplugin\(", path.read_text()), (
            path
        )


@pytest.mark.django_db
def test_surat_keterangan_of_a_person(provinsi):
    unit_services.set_pengaturan(
        kunci="nama_instansi",
        nilai="Pemerintah Provinsi Uji",
        mulai=date(2026, 1, 1),
        dasar="x",
        by=provinsi.akun["admin_bkd"],
    )
    siti = provinsi.orang["pegawai"]
    row = make_naskah(provinsi)
    answer = provinsi.client("admin_unit").get(f"/naskah/{row.pk}/berkas/")
    words = text_of(b"".join(answer.streaming_content))[0]
    for part in ("PEMERINTAH PROVINSI UJI", "DINAS SATU", siti.nama_lengkap, "Seksi Satu", "KONSEP"):
        assert part in words
    assert answer["Content-Disposition"].startswith("attachment")
    assert surat_keterangan_data(siti, date(2026, 11, 22))[1]["unit_kop"] == "Dinas Satu"


def test_a_long_list_repeats_its_head():
    rows = data(orang=[(f"Orang {number}", "Analis") for number in range(90)])
    pages = text_of(render_pdf("petikan_direktori", rows, judul="Petikan direktori", tanggal=DAY, konsep=True))
    listed = [page for page in pages if "Orang" in page]
    assert len(listed) > 1
    assert all("No. Nama Jabatan" in page for page in listed)


@pytest.mark.django_db
def test_petikan_of_a_unit_holds_its_members_and_leaves_a_trace(provinsi):
    row = make_naskah(provinsi, jenis="petikan_direktori", about="seksi")
    words = text_of(draw_naskah(row, konsep=True))[0]
    for name in ("rekan", "pegawai", "atasan"):
        assert provinsi.orang[name].nama_lengkap in words
        assert provinsi.orang[name].nip not in words
    assert provinsi.orang["orang_dinas_lain"].nama_lengkap not in words
    assert Tindakan.objects.get(aksi="naskah_dibuat").unit_id == provinsi.seksi.pk
    address = f"/naskah/buat/petikan_direktori/{provinsi.seksi.pk}/"
    assert provinsi.client("pegawai").get(address).status_code == 403
    assert address in provinsi.client("admin_unit").get(f"/unit/{provinsi.seksi.pk}/orang/").content.decode()
    assert address not in provinsi.client("pegawai").get(f"/unit/{provinsi.seksi.pk}/orang/").content.decode()
