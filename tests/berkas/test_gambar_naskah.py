"""Pictures of a stored paper come from the worker: a page never waits for them, and they are those of the present file."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from asn_portal.berkas import simpan
from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.berkas.models import GambarNaskah, Naskah
from asn_portal.berkas.services import dokumen, tampil_naskah
from asn_portal.berkas.services import tanda_tangan as signing
from asn_portal.core import outbox
from asn_portal.core.models import PesanKeluar, Tindakan
from tests.factories.berkas import pdf
from tests.factories.naskah import initialled, signed

pytestmark = pytest.mark.django_db
JOB = "berkas.draw_naskah"


def photo(width: int = 60) -> bytes:
    stored = io.BytesIO()
    Image.new("RGB", (width, 80), "white").save(stored, "JPEG")
    return stored.getvalue()


def scanned(provinsi: Any, kiriman: Kiriman | None = None) -> Naskah:
    row = initialled(provinsi)
    kiriman = kiriman or Kiriman("pindaian.pdf", pdf())
    return signing.upload_scan(
        row.pk, [kiriman], nomor="7/UJI/2026", tanggal=timezone.localdate(), by=provinsi.akun["admin_unit"]
    )


def draw() -> None:
    for row in PesanKeluar.objects.filter(pekerjaan=JOB):
        outbox.perform(row.pk)


def page(provinsi: Any, row: Naskah, nomor: int = 1, who: str = "atasan_penilai") -> Any:
    return provinsi.client(who).get(reverse("berkas:naskah_page", args=[row.pk, nomor]))


def detail(provinsi: Any, row: Naskah) -> str:
    return provinsi.client("atasan_penilai").get(reverse("berkas:naskah_detail", args=[row.pk])).content.decode()


def test_until_it_is_drawn_the_page_says_so_and_offers_the_file(provinsi):
    row = scanned(provinsi)
    text = detail(provinsi, row)
    assert "Gambar halaman sedang disiapkan" in text
    assert 'class="pratinjau"' not in text
    assert reverse("berkas:naskah_file", args=[row.pk]) in text
    assert page(provinsi, row).status_code == 404
    assert not Tindakan.objects.filter(aksi="naskah_dibaca").exists()


def test_web_process_draws_nothing_of_an_uploaded_file(provinsi, monkeypatch):
    row = scanned(provinsi)
    draw()
    for name in ("pdf_page", "shrink_to_png", "pdf_pages"):
        monkeypatch.setattr(tampil_naskah, name, lambda *_: pytest.fail("drawn in the web process"))
    assert 'class="pratinjau"' in detail(provinsi, row)
    answer = page(provinsi, row)
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert Tindakan.objects.filter(aksi="naskah_dibaca", objek_id=row.pk).count() == 1


def test_pictures_are_for_those_who_may_read_the_paper(provinsi):
    row = scanned(provinsi)
    draw()
    for who in ("pegawai", "rekan", "admin_unit_lain", "admin_instansi_lain"):
        assert page(provinsi, row, who=who).status_code == 404
    assert page(provinsi, row, nomor=99).status_code == 404


def test_photo_becomes_a_picture(provinsi):
    row = scanned(provinsi, Kiriman("pindaian.jpg", photo()))
    draw()
    assert tampil_naskah.pages_of(row) == [1]
    answer = page(provinsi, row)
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_page_that_cannot_be_drawn_is_told(provinsi, monkeypatch):
    row = scanned(provinsi)
    monkeypatch.setattr(tampil_naskah, "pdf_page", lambda *_: None)
    draw()
    assert tampil_naskah.pages_of(row) == []
    assert "Gambar halaman tidak dapat dibuat" in detail(provinsi, row)


def test_delivered_twice_it_is_drawn_once(provinsi):
    row = scanned(provinsi)
    tampil_naskah.draw_pictures(str(row.pk))
    before = list(GambarNaskah.objects.values_list("pk", "nama_simpan"))
    tampil_naskah.draw_pictures(str(row.pk))
    assert list(GambarNaskah.objects.values_list("pk", "nama_simpan")) == before != []


def test_pictures_of_a_refused_scan_go_with_it_and_the_next_has_its_own(provinsi, django_capture_on_commit_callbacks):
    row = scanned(provinsi, Kiriman("satu.jpg", photo(60)))
    draw()
    old = GambarNaskah.objects.get(naskah=row)
    with django_capture_on_commit_callbacks(execute=True):
        signing.refuse_scan(row.pk, alasan="Terpotong", by=row.penanda_tangan)
    assert not GambarNaskah.objects.exists()
    assert not simpan.storage().exists(old.nama_simpan)
    signing.upload_scan(
        row.pk, [Kiriman("dua.jpg", photo(70))], nomor="7/UJI/2026", tanggal=timezone.localdate(),
        by=provinsi.akun["admin_unit"],
    )  # fmt: skip
    draw()
    assert GambarNaskah.objects.get(naskah=row).sidik == Naskah.objects.get(pk=row.pk).sidik != old.sidik


def test_signed_paper_without_pictures_is_found(provinsi):
    row = signed(provinsi)
    PesanKeluar.objects.filter(pekerjaan=JOB).delete()
    tampil_naskah.draw_missing(timezone.now())
    tampil_naskah.draw_missing(timezone.now())
    assert PesanKeluar.objects.get(pekerjaan=JOB).argumen == [str(row.pk)]
    draw()
    assert list(tampil_naskah.pages_of(row)) == [1]
    PesanKeluar.objects.filter(pekerjaan=JOB).delete()
    tampil_naskah.draw_missing(timezone.now())
    assert not PesanKeluar.objects.filter(pekerjaan=JOB).exists()


def test_pictures_are_no_strays(provinsi, monkeypatch):
    scanned(provinsi)
    draw()
    kept = GambarNaskah.objects.get()
    monkeypatch.setattr(simpan, "days_before", lambda hari, _: [hari])
    lost = simpan.write(simpan.new_name(tampil_naskah.FOLDER, timezone.localdate()), b"x")
    dokumen.delete_strays(timezone.now())
    assert simpan.storage().exists(kept.nama_simpan)
    assert not simpan.storage().exists(lost)
