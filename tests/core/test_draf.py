"""Forms that save themselves: what is kept, for whom, how two tabs meet, and when it ends."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import draf as register
from asn_portal.core.draf import may_keep
from asn_portal.core.errors import DomainError
from asn_portal.core.models import DrafFormulir, JejakAudit, Tindakan
from asn_portal.core.selectors.draf import draft_rows, read_isian
from asn_portal.core.services import draf as services
from pegawai.enums import BagianLaporan
from pegawai.models import LaporanData
from tests.factories.draf import make_draft

pytestmark = pytest.mark.django_db
TEXT = "Saya pindah ke Suku Dinas sejak 2 November."


@pytest.fixture
def halaman() -> str:
    return reverse("pegawai:laporan_add")


def save(client, jalur, versi, *, formulir="pegawai.LaporanForm", **isian):
    typed = {name: [value] for name, value in isian.items()}
    body = {"formulir": formulir, "jalur": jalur, "versi": versi, "isian": typed}
    return client.post("/api/v1/draf/", json.dumps(body), content_type="application/json")


def test_what_was_typed_comes_back_and_ends_when_sent(provinsi, halaman):
    siti = provinsi.client("pegawai")
    first = save(siti, halaman, 0, bagian="unit", isi="Saya pin")
    assert (first.status_code, first.json()["versi"]) == (200, 1)
    assert save(siti, halaman, 1, bagian="unit", isi=TEXT).json()["versi"] == 2
    page = siti.get(halaman).content.decode()
    assert TEXT in page
    assert '<option value="unit" selected>' in page
    assert 'data-draf-versi="2"' in page
    key = page.split('name="kunci_kirim" value="')[1].split('"')[0]
    sent = siti.post(
        halaman, {"bagian": "unit", "isi": TEXT, "kunci_kirim": key, "draf": f"pegawai.LaporanForm {halaman}"}
    )
    assert sent.status_code == 302
    assert LaporanData.objects.get().bagian == BagianLaporan.UNIT
    assert not DrafFormulir.objects.exists()
    assert TEXT not in siti.get("/").content.decode()


def test_refused_form_keeps_its_draft(provinsi, halaman):
    siti = provinsi.client("pegawai")
    save(siti, halaman, 0, isi=TEXT)
    key = siti.get(halaman).content.decode().split('name="kunci_kirim" value="')[1].split('"')[0]
    refused = siti.post(
        halaman, {"bagian": "unit", "isi": "", "kunci_kirim": key, "draf": f"pegawai.LaporanForm {halaman}"}
    )
    assert refused.status_code == 422
    assert DrafFormulir.objects.count() == 1
    assert TEXT not in refused.content.decode()  # what was sent is shown, not what was kept before


def test_saving_is_one_update_without_trace(provinsi, halaman):
    siti = provinsi.akun["pegawai"]
    row = make_draft(siti, jalur=halaman)
    acts, traces = Tindakan.objects.count(), JejakAudit.objects.count()
    with CaptureQueriesContext(connection) as queries:
        services.save_draft(siti, formulir=row.formulir, jalur=halaman, versi=1, isian={"isi": [TEXT]})
    assert [query["sql"].split()[0] for query in queries] == ["UPDATE"]
    assert (Tindakan.objects.count(), JejakAudit.objects.count()) == (acts, traces)


def test_second_tab_is_told_with_both_versions(provinsi, halaman):
    siti = provinsi.client("pegawai")
    save(siti, halaman, 0, isi="dari tab satu")
    for versi in (0, 5):
        answer = save(siti, halaman, versi, isi="dari tab dua")
        assert answer.status_code == 409
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["galat"] == "draf_berubah"
        assert answer.json()["tersimpan"]["versi"] == 1
        assert answer.json()["tersimpan"]["isian"] == {"isi": ["dari tab satu"]}
    assert read_isian(DrafFormulir.objects.get()) == {"isi": ["dari tab satu"]}


def test_tab_that_was_left_behind_learns_that_the_form_is_gone(provinsi, halaman):
    answer = save(provinsi.client("pegawai"), halaman, 3, isi="x")
    assert (answer.status_code, answer.json()["galat"]) == (409, "draf_berakhir")
    assert not DrafFormulir.objects.exists()


def test_form_whose_answer_was_lost_had_arrived(provinsi, halaman):
    siti = provinsi.client("pegawai")
    key = siti.get(halaman).content.decode().split('name="kunci_kirim" value="')[1].split('"')[0]
    body = {"formulir": "pegawai.LaporanForm", "jalur": halaman, "versi": 0, "isian": {"isi": [TEXT]}, "kunci": key}

    def ask():
        return siti.post("/api/v1/draf/", json.dumps(body), content_type="application/json")

    assert ask().status_code == 200
    siti.post(halaman, {"bagian": "unit", "isi": TEXT, "kunci_kirim": key, "draf": f"pegawai.LaporanForm {halaman}"})
    assert ask().json()["galat"] == "draf_berakhir"
    assert not DrafFormulir.objects.exists()


def test_text_is_unreadable_in_the_database(provinsi, halaman):
    row = make_draft(provinsi.akun["pegawai"], jalur=halaman, isi=TEXT)
    stored = bytes(DrafFormulir.objects.values_list("isi", flat=True).get(pk=row.pk))
    assert b"Suku Dinas" not in stored
    assert read_isian(DrafFormulir.objects.get()) == {"isi": [TEXT]}


@pytest.mark.parametrize("nama", ["nik", "nik_baru", "sandi", "password1", "kode", "npwp", "nomor_rekening", "berkas",
                                  "unggahan", "csrfmiddlewaretoken", "tidak_ada"])  # fmt: skip
def test_secrets_numbers_files_and_unknown_names_are_never_kept(nama):
    assert not may_keep(register.find_form("berkas.DokumenForm"), nama)


def test_no_form_keeps_a_secret():
    """Every form that saves itself, with every field that its class knows."""
    for kunci, form in register._register.items():
        kept = {name for name in form.base_fields if may_keep(form, name)}
        assert kept or form.draf_isian, kunci
        assert not {name for name in kept if "nik" in name.split("_") or "sandi" in name}, kunci
    assert not may_keep(register.find_form("pegawai.LaporanForm"), "x" * 10)


def test_what_may_not_be_kept_is_dropped_by_the_server(provinsi, halaman):
    save(provinsi.client("pegawai"), halaman, 0, isi=TEXT, nik="3171011502900001")
    assert read_isian(DrafFormulir.objects.get()) == {"isi": [TEXT]}


def test_nobody_else_meets_it(provinsi, halaman):
    row = make_draft(provinsi.akun["pegawai"], jalur=halaman, isi=TEXT)
    other = provinsi.client("rekan")
    assert TEXT not in other.get(halaman).content.decode()
    assert other.get(reverse("core:draf_discard", args=[row.pk])).status_code == 404
    assert other.post(reverse("core:draf_discard", args=[row.pk])).status_code == 404
    assert DrafFormulir.objects.filter(pk=row.pk).exists()
    assert save(other, halaman, 0, isi="lain").status_code == 200  # his own


def test_one_sees_and_throws_away_his_own(provinsi, halaman):
    siti = provinsi.client("pegawai")
    row = make_draft(provinsi.akun["pegawai"], jalur=halaman, isi=TEXT)
    home = siti.get("/").content.decode()
    assert "Belum dikirim" in home
    assert "Laporan data yang salah" in home
    address = reverse("core:draf_discard", args=[row.pk])
    assert TEXT in siti.get(address).content.decode()
    assert siti.post(address)["Location"] == halaman
    assert not DrafFormulir.objects.exists()
    assert "Belum dikirim" not in siti.get("/").content.decode()


@pytest.mark.parametrize("jalur", ["https://jahat.example/", "//jahat.example/", "/tidak-ada/", "javascript:x", ""])
def test_only_pages_of_the_portal(provinsi, jalur):
    answer = save(provinsi.client("pegawai"), jalur, 0, isi="x")
    assert answer.status_code == 422
    assert "isian" in answer.json()


def test_other_forms_are_not_kept(provinsi, halaman):
    answer = save(provinsi.client("pegawai"), halaman, 0, formulir="core.KodeForm", isi="x")
    assert (answer.status_code, answer.json()["galat"]) == (409, "bukan_draf")


def test_number_and_size_have_an_end(provinsi, halaman):
    siti = provinsi.akun["pegawai"]
    with pytest.raises(DomainError, match="terlalu panjang"):
        make_draft(siti, jalur=halaman, isi="x" * 70_000)
    for number in range(services.MOST_DRAFTS):
        make_draft(siti, jalur=f"{halaman}?n={number}")
    with pytest.raises(DomainError, match="belum dikirim"):
        make_draft(siti, jalur=f"{halaman}?n=akhir")
    assert len(draft_rows(siti)) == 5


def test_old_drafts_go_by_themselves(provinsi, halaman):
    old, new = make_draft(provinsi.akun["pegawai"], jalur=halaman), make_draft(provinsi.akun["rekan"], jalur=halaman)
    now = timezone.now()
    DrafFormulir.objects.filter(pk=old.pk).update(disimpan_pada=now - timedelta(days=31))
    assert services.forget_old(now - timedelta(days=30)) == 1
    assert DrafFormulir.objects.get().pk == new.pk


def test_keys_can_be_changed(provinsi, halaman, settings):
    row = make_draft(provinsi.akun["pegawai"], jalur=halaman, isi=TEXT)
    settings.KUNCI_SANDI = "Q0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0NDQ0M=," + settings.KUNCI_SANDI
    assert services._rotate() == 1
    assert services._rotate() == 0
    settings.KUNCI_SANDI = settings.KUNCI_SANDI.split(",")[0]
    row.refresh_from_db()
    assert read_isian(row) == {"isi": [TEXT]}


def test_every_kind_of_field_comes_back(provinsi):
    hr = provinsi.client("admin_bkd")
    page = reverse("core:pengumuman_add")
    body = {
        "formulir": "core.PengumumanForm", "jalur": page, "versi": 0,
        "isian": {"judul": ["Apel <b>"], "unit": [str(provinsi.dinas.pk)], "peran": ["pegawai", "atasan"], "mulai": ["1/12/2026"]},
    }  # fmt: skip
    assert hr.post("/api/v1/draf/", json.dumps(body), content_type="application/json").status_code == 200
    html = hr.get(page).content.decode()
    assert 'value="Apel &lt;b&gt;"' in html
    assert f'value="{provinsi.dinas.pk}" selected' in html
    assert html.count(" checked") == 2
    assert 'value="1/12/2026"' in html


def test_rows_of_the_holiday_form_come_back(provinsi):
    hr = provinsi.client("admin_bkd")
    page = reverse("core:hari_libur_change", args=[2027])
    isian = {f"{part}-{place}": [f"{part} {place}"] for part in ("tanggal", "nama") for place in range(9)}
    body = {"formulir": "core.DaftarLiburForm", "jalur": page, "versi": 0, "isian": isian}
    assert hr.post("/api/v1/draf/", json.dumps(body), content_type="application/json").status_code == 200
    html = hr.get(page).content.decode()
    assert 'value="nama 8"' in html
    assert 'name="jumlah" value="9"' in html


def test_sent_again_after_a_lost_session_also_ends_it(provinsi, halaman):
    """What lanjutan keeps of a form takes the mark of its draft along."""
    from asn_portal.core.lanjutan import TAKEN_ALONG

    assert "draf" in TAKEN_ALONG
