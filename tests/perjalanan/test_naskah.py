"""A letter on its way: made by HR, initialled on a telephone, signed with a passphrase, found by the person, checked by a
stranger, withdrawn.
"""

from __future__ import annotations

from pathlib import Path

from asn_portal.berkas import simpan
from asn_portal.berkas.enums import StatusNaskah as S
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services import kirim_naskah
from tests.factories.naskah import initialled, phrase
from tests.perjalanan.conftest import Portal


def test_a_letter_from_hr_to_the_stranger_who_checks_it(portal: Portal, tmp_path: Path):
    p = portal.provinsi
    hr = portal.masuk("admin_unit")
    hr.visit(f"/naskah/buat/surat_keterangan/{p.orang['pegawai'].pk}/")
    hr.click("Simpan konsep", status=422)
    assert "Penanda tangan belum diisi." in hr.text
    hr.page.get_by_label("Penanda tangan").select_option(str(p.akun["atasan_penilai"].pk))
    hr.page.get_by_label("Paraf pertama").select_option(str(p.akun["atasan"].pk))
    hr.click("Simpan konsep")
    row = Naskah.objects.get()
    hr.click("Ajukan untuk paraf")
    assert "Menunggu paraf" in hr.text

    first = portal.masuk("atasan")
    first.visit("/tugas/")
    first.click("Paraf naskah: Surat keterangan")
    assert first.page.locator("img.pratinjau").evaluate("e => e.complete && e.naturalWidth > 100")
    first.click("Paraf naskah")

    head = portal.masuk("atasan_penilai")
    head.visit("/tugas/")
    head.click("Tanda tangani naskah: Surat keterangan")
    head.click("Tanda tangani naskah ini")
    head.fill({"Frasa sandi tanda tangan elektronik": "keliru"})
    head.click("Tanda tangani naskah", status=422)
    assert "tidak cocok" in head.text
    assert head.page.get_by_label("Frasa sandi tanda tangan elektronik").input_value() == ""
    head.fill({"Frasa sandi tanda tangan elektronik": phrase().reveal()})
    head.click("Tanda tangani naskah")
    row.refresh_from_db()
    assert row.status == S.DITANDATANGANI
    assert f"nomor {row.nomor} ditandatangani" in head.text
    kirim_naskah.send_naskah(row.pk)

    siti = portal.masuk("pegawai")
    siti.visit("/dokumen/")
    siti.click("Surat keterangan")
    row.refresh_from_db()
    assert row.kode_terbaca in siti.text

    stranger = portal.open()
    stranger.visit("/periksa-dokumen/")
    stranger.fill({"Kode pada dokumen": row.kode_terbaca.lower()})
    stranger.click("Periksa dokumen", inside=stranger.page.locator("form.formulir"))
    assert "Dokumen ini asli dan berlaku" in stranger.text
    assert "Siti" not in stranger.text
    changed = tmp_path / "surat.pdf"
    changed.write_bytes(simpan.read(row.nama_simpan) + b"\n")
    stranger.page.get_by_label("Berkas PDF (boleh kosong)").set_input_files(str(changed))
    stranger.click("Periksa dokumen", inside=stranger.page.locator("form.formulir"))
    assert "tidak sama dengan yang ditandatangani" in stranger.text

    head.visit(f"/naskah/{row.pk}/")
    head.click("Cabut naskah")
    head.fill({"Alasan": "Jabatan keliru."})
    head.click("Cabut naskah")
    stranger.visit(f"/periksa-dokumen/?kode={row.kode}")
    assert "tidak berlaku lagi" in stranger.text


def test_many_on_a_telephone_one_after_another_then_one_passphrase(portal: Portal):
    p = portal.provinsi
    rows = [initialled(p, about=who) for who in ("pegawai", "rekan", "pegawai")]
    head = portal.masuk("atasan_penilai")
    head.visit("/naskah/")
    head.click("Tanda tangani 3 naskah")
    head.click("Baca dari yang pertama")
    head.click("Baca naskah berikutnya (2 lagi)")
    head.click("Baca naskah berikutnya (1 lagi)")
    head.click("Tanda tangani 3 naskah")
    head.fill({"Frasa sandi tanda tangan elektronik": phrase().reveal()})
    head.click("Tanda tangani yang dipilih")
    assert "3 dari 3 ditandatangani" in head.text
    assert set(Naskah.objects.filter(status=S.DITANDATANGANI)) == set(rows)


def test_without_script_a_paper_is_returned_with_its_reason(portal: Portal):
    row = initialled(portal.provinsi)
    head = portal.masuk("atasan_penilai", java_script_enabled=False)
    head.visit(f"/naskah/{row.pk}/")
    head.click("Kembalikan dengan alasan")
    head.click("Kembalikan naskah", status=422)
    assert "Alasan belum diisi." in head.text
    head.fill({"Alasan": "Unit belum yang baru."})
    head.click("Kembalikan naskah")
    assert Naskah.objects.get(pk=row.pk).status == S.DIKEMBALIKAN
