"""Every page that each role can reach by links, in light and dark, at the desk and on the telephone."""

from __future__ import annotations

import pytest
from django.urls import resolve

from tests.perjalanan.conftest import LAYAR, Portal
from tests.perjalanan.peramban import Peramban

GROUPS = [
    ["admin_bkd", "pegawai", "asesor", "pimpinan"],
    ["admin_unit", "auditor", "atasan", "admin_unit_lain"],
    ["admin_sistem", "atasan_penilai", "komite_talenta"],
    ["admin_bkd2", "rekan", "penanda_tangan", "pengelola_pelatihan"],
]
# A desk screen at 400 percent.
ZOOMED = {"width": 320, "height": 600}
# Files, not pages.
FILES = {
    "mfa_download_recovery_codes",
    "lembar:impor_templat",
    "merit:putaran_download",
    "pegawai:berkas_siasn",
    "api:skema",
    "berkas:dokumen_file",
    "pelatihan:bahan_file",
    "berkas:naskah_file",
    "berkas:naskah_page",
    "pegawai:kertas_unduh",
    "jabatan:peta_pdf",
    "kinerja:angka_kredit_pdf",
    "kinerja:evaluasi_pdf",
    "kinerja:evaluasi_siasn",
    "jabatan:perlu_pdf",
    "jabatan:informasi_pdf",
    "jabatan:evaluasi_pdf",
    "jabatan:abk_pdf",
    "kinerja:skp_pdf",
    "kinerja:umpan_balik_pdf",
    "kinerja:bukti_file",
    "pelatihan:kalender",
    "pelatihan:sertifikat_pdf",
    "pelatihan:sesi_pdf",
    "pelatihan:bahan_halaman",
}


def crawl(browser: Peramban, *start: str) -> set[str]:
    """Follow every link once per kind of page; returns the kinds of pages that were seen."""
    seen: set[str] = set()
    queue = list(start)
    while queue:
        path = queue.pop(0)
        name = resolve(path.split("?")[0]).view_name
        if name in seen or name in FILES:
            continue
        seen.add(name)
        browser.page.set_viewport_size(LAYAR[1366])
        browser.visit(path)
        queue += [link for link in browser.links() if link not in queue]
        if not browser.fresh:
            continue
        browser.page.emulate_media(color_scheme="dark")
        browser.look(only_colours=True)
        browser.page.set_viewport_size(LAYAR[360])
        browser.look(only_colours=True)
        browser.page.emulate_media(color_scheme="light")
        browser.page.set_viewport_size(ZOOMED)
        browser.assert_fits()
    return seen


# One worker sees them all, and so looks at each outline once.
@pytest.mark.parametrize("lebar", [1366], indirect=True)
@pytest.mark.parametrize("roles", GROUPS, ids=[group[0] for group in GROUPS])
def test_every_page_of_every_role(portal_berisi: Portal, roles: list[str]):
    for who in roles:
        seen = crawl(portal_berisi.masuk(who), "/", "/menu/")
        assert {
            "core:beranda",
            "core:tugas_list",
            "pegawai:pegawai_list",
            "core:unit_detail",
        } <= seen or who == "admin_unit_lain"


@pytest.mark.parametrize("lebar", [1366], indirect=True)
def test_every_page_of_a_visitor(portal: Portal):
    seen = crawl(portal.open(), "/masuk/")
    assert seen == {
        "core:beranda", "account_login", "account_signup", "account_reset_password", "core:aturan_list",
        "core:aturan_detail", "core:kalkulator_list", "core:kalkulator", "core:hari_libur", "core:dokumen_api", "berkas:periksa_dokumen",
        # Leads to the login.
        "core:token_list",
    }  # fmt: skip
