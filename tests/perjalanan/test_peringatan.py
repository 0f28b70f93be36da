"""What comes: HR opens a month, makes the letters of all, and the first initials wait; the person reads what it means."""

from __future__ import annotations

from django.utils import timezone

from asn_portal.berkas.models import Naskah
from asn_portal.core import latar
from asn_portal.core.models import PekerjaanLatar, periode
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.templatetags.bentuk import bulan_tahun
from pegawai.models import RiwayatGolongan, VersiSurat
from pegawai.services.peringatan import refresh_peringatan
from tests.factories.berkas_orang import load_references
from tests.perjalanan.conftest import DI_MEJA, Portal

pytestmark = DI_MEJA

BULAN = timezone.localdate().replace(day=1)
NAIK = add_bulan(BULAN, 2)


def test_from_a_month_of_rises_to_the_initials(portal: Portal):
    p = portal.provinsi
    load_references()
    for name in ("pegawai", "rekan"):
        RiwayatGolongan.objects.create(
            pegawai=p.orang[name], golongan_id="golongan_pns:31", berlaku=periode(add_bulan(BULAN, -22)),
            masa_kerja_tahun=4, sumber="hr",
        )  # fmt: skip
    refresh_peringatan()

    provincial = portal.masuk("admin_bkd")
    provincial.visit("/templat-surat/surat_kgb/ubah/")
    provincial.fill({"Isi surat": "Kepada {nama} dengan {gaji}", "Apa yang berubah": "Lebih ringkas"})
    provincial.click("Simpan versi baru", status=422)
    assert "Isian {gaji} tidak dikenal." in provincial.text
    words = "Kepada {nama}\n\nGaji pokok baru :: {gaji_baru}\nMulai :: {tmt}"
    provincial.fill({"Isi surat": words, "Contoh pegawai untuk pratinjau (boleh kosong)": p.orang["pegawai"].nrk or ""})
    provincial.click("Lihat pratinjau")
    assert "Kepada Siti Aminah" in provincial.text
    provincial.click("Simpan versi baru")
    assert VersiSurat.objects.get().isi == words

    hr = portal.masuk("admin_unit")
    hr.visit("/peringatan/")
    hr.click("Surat KGB sebulan")
    assert bulan_tahun(NAIK) in hr.text
    assert "2 belum ada suratnya" in hr.text
    hr.click("Buat semua surat", status=422)
    assert "Penanda tangan belum diisi." in hr.text
    hr.page.get_by_label("Penanda tangan").select_option(str(p.akun["penanda_tangan"].pk))
    hr.page.get_by_label("Paraf pertama").select_option(str(p.akun["atasan_penilai"].pk))
    hr.press(hr.page.get_by_role("button", name="Buat semua surat"))
    assert latar.run(PekerjaanLatar.objects.get().pk)
    hr.visit(hr.path)
    assert "2 surat dikirim ke pemaraf." in hr.text
    assert Naskah.objects.filter(jenis="surat_kgb", status="paraf").count() == 2
    hr.visit("/surat-kgb/")
    assert "0 belum ada suratnya" in hr.text

    first = portal.masuk("atasan_penilai")
    first.visit("/tugas/")
    assert "Paraf naskah: Surat kenaikan gaji berkala" in first.text

    siti = portal.masuk("pegawai")
    siti.visit("/peringatan/saya/")
    assert "Kenaikan gaji berkala PNS" in siti.text
    assert "PP 7/1977" in siti.text
