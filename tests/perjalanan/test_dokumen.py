"""Documents on a desk and on a telephone: photos sent in pieces over a line that breaks, a new version, without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from asn_portal.berkas.models import Dokumen, Unggahan
from asn_portal.berkas.services import dokumen as services
from tests.factories.berkas import pdf, photo
from tests.perjalanan.conftest import Portal


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    contents = {
        "foto1.jpg": photo(size=(900, 900), noise=True),
        "foto2.heic": photo("HEIF", (300, 400)),
        "sk.pdf": pdf(2),
        "virus.pdf": b"MZ",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: str(tmp_path / name) for name in contents}


def test_photos_over_a_line_that_breaks_become_one_pdf(portal: Portal, files: dict[str, str]):
    siti = portal.masuk("pegawai")
    siti.visit("/dokumen/")
    siti.click("Unggah dokumen", inside=siti.page.locator("main"))
    broken: list[str] = []

    def break_once(route: Route) -> None:
        if "mulai=262144" in route.request.url and not broken:
            broken.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    siti.page.route("**/dokumen/unggahan/**", break_once)
    siti.page.get_by_label("Jenis dokumen").select_option(label="Ijazah dan transkrip")
    siti.page.get_by_label("Berkas", exact=True).set_input_files([files["foto1.jpg"], files["foto2.heic"]])
    expect(siti.page.locator(".unggah-daftar li", has_text="terunggah")).to_have_count(2)
    assert len(broken) == 1
    siti.complaints.clear()  # the browser tells of the line that this test has cut
    siti.click("Simpan dokumen")
    row = Dokumen.objects.get()
    assert (row.halaman, row.jenis_isi) == (2, "application/pdf")
    assert not Unggahan.objects.exists()
    assert "sedang disiapkan" in siti.text
    services.make_preview(str(row.pk))
    siti.visit(f"/dokumen/{row.pk}/")
    picture = siti.page.locator("img.pratinjau")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("e => e.naturalWidth") > 100


def test_refused_and_then_a_new_version(portal: Portal, files: dict[str, str]):
    siti = portal.masuk("pegawai")
    siti.visit("/dokumen/unggah/")
    siti.fill({"Judul (boleh kosong)": "SK pertama"})
    siti.page.get_by_label("Jenis dokumen").select_option(label="SK CPNS")
    siti.page.get_by_label("Berkas", exact=True).set_input_files(files["virus.pdf"])
    expect(siti.page.locator(".unggah-daftar li", has_text="terunggah")).to_have_count(1)
    siti.click("Simpan dokumen", status=422)
    assert "bukan jenis yang dikenal" in siti.text
    siti.visit("/dokumen/unggah/")
    siti.page.get_by_label("Jenis dokumen").select_option(label="SK CPNS")
    siti.page.get_by_label("Berkas", exact=True).set_input_files(files["sk.pdf"])
    expect(siti.page.locator(".unggah-daftar li", has_text="terunggah")).to_have_count(1)
    siti.click("Simpan dokumen")
    siti.click("Unggah versi baru")
    siti.page.get_by_label("Berkas", exact=True).set_input_files(files["foto2.heic"])
    expect(siti.page.locator(".unggah-daftar li", has_text="terunggah")).to_have_count(1)
    siti.click("Simpan dokumen")
    assert "Versi lama tetap ada." in siti.text
    assert sorted(Dokumen.objects.values_list("versi", flat=True)) == [1, 2]


def test_without_script_the_plain_field_does_it(portal: Portal, files: dict[str, str]):
    siti = portal.masuk("pegawai", java_script_enabled=False)
    siti.visit("/dokumen/unggah/")
    siti.page.get_by_label("Jenis dokumen").select_option(label="SK CPNS")
    siti.page.get_by_label("Berkas", exact=True).set_input_files(files["sk.pdf"])
    siti.click("Simpan dokumen")
    assert Dokumen.objects.get().halaman == 2
