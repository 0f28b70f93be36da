"""The drafting room in a real browser: HR restructures a suku dinas in the sandbox, a second person publishes, and the map
is right yesterday, today and on the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core import latar
from asn_portal.core.enums import JenisUnit
from asn_portal.core.models import PekerjaanLatar, RincianUnit
from jabatan.enums import JenisJabatan
from jabatan.models import Penempatan, RincianJabatan
from tests.factories.core import make_unit
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person
from tests.jabatan.conftest import Peta, build_peta
from tests.perjalanan.conftest import DI_MEJA, Portal

pytestmark = DI_MEJA

TODAY = timezone.localdate()
THEN = TODAY + timedelta(days=40)


@pytest.fixture
def peta(portal: Portal) -> Peta:
    return build_peta(portal.provinsi)


def test_hr_restructures_in_the_sandbox_and_a_second_person_publishes(portal: Portal, peta: Peta):
    p = portal.provinsi
    dua = make_unit("Seksi Dua", instansi=p.instansi, induk=p.dinas, jenis=JenisUnit.SEKSI)
    kasi = make_seat("Kepala Seksi", unit=dua, jenis=JenisJabatan.PENGAWAS, induk=peta.kadis, kepala=True, kelas=9)
    staf = make_seat("Penelaah Teknis Kebijakan", unit=dua, induk=kasi, kebutuhan=2)
    boss, member = make_person("Kepala Seksi Dua", unit=dua), make_person("Anggota Dua", unit=dua)
    sit(boss, kasi)
    sit(member, staf)

    hr = portal.masuk("admin_unit")
    hr.visit("/jabatan/rancangan/")
    hr.click("Buat rancangan")
    hr.fill({"Unit yang ditata": "Dinas Satu", "Judul": "Penyederhanaan", "Berlaku mulai": "01/01/2020"})
    hr.click("Buat rancangan", status=422)
    assert "Tanggal berlakunya sudah lewat" in hr.text
    hr.fill({"Berlaku mulai": f"{THEN:%d/%m/%Y}"})
    hr.click("Buat rancangan")
    assert "Belum ada langkah" in hr.text
    hr.click("Gabungkan unit")
    hr.fill({"Unit yang digabung": "· Seksi Dua", "Ke unit": "· Seksi Dua"})
    hr.click("Tambah langkah", status=422)
    assert "tidak dapat digabungkan ke dirinya sendiri" in hr.text
    hr.fill({"Ke unit": "· Seksi Satu"})
    hr.click("Tambah langkah")
    assert "Gabungkan Seksi Dua ke Seksi Satu" in hr.text
    assert "perlu dipindahkan dulu: Kepala Seksi Dua" in hr.text
    hr.click("Pindahkan ke jabatan lain")
    hr.page.get_by_label("Kepala Seksi Dua").check()
    hr.page.get_by_label("Ke jabatan").select_option(label="Penelaah Teknis Kebijakan")
    hr.click("Tambah langkah")
    hr.click("Seksi Satu", inside=hr.page.locator(".tabel-susunan"))
    assert "Penelaah Teknis Kebijakan" in hr.text
    hr.visit(hr.path.split("?")[0])
    hr.click("Salin")
    hr.click("Salin rancangan")
    hr.click("Bandingkan")
    assert "Dalam angka" in hr.text
    hr.visit("/jabatan/rancangan/")
    hr.press(hr.page.get_by_role("link", name="Penyederhanaan", exact=True))
    hr.click("Ajukan rancangan")
    assert "Menunggu diterbitkan" in hr.text
    assert RincianUnit.objects.pada(THEN).filter(unit=dua).exists()

    second = portal.masuk("admin_bkd")
    second.visit("/tugas/")
    second.click("Putuskan rancangan")
    second.click("Terbitkan")
    assert "1 berakhir" in second.text
    second.fill({"Dasar": "Pergub 12/2026"})
    second.click("Terbitkan rancangan")
    assert latar.run(PekerjaanLatar.objects.get().pk)
    second.visit("/jabatan/rancangan/")
    second.press(second.page.get_by_role("link", name="Penyederhanaan", exact=True))
    assert "Pergub 12/2026" in second.text
    for day, units, need in ((TODAY - timedelta(days=1), 1, 3), (TODAY, 1, 3), (THEN, 0, 5)):
        assert RincianUnit.objects.pada(day).filter(unit=dua).count() == units
        assert RincianJabatan.objects.pada(day).get(jabatan=peta.staf).kebutuhan == need
    assert Penempatan.objects.pada(THEN).get(pegawai=member).jabatan == peta.staf
    second.visit(f"/jabatan/peta/{p.dinas.pk}/?pada={THEN:%Y-%m-%d}")
    assert "Seksi Dua" not in second.page.locator(".peta-pohon").inner_text()
    second.visit("/jabatan/rancangan/")
    second.press(second.page.get_by_role("link", name="Penyederhanaan", exact=True))
    second.click("Batalkan penerbitan")
    second.fill({"Alasan": "Ditunda"})
    second.click("Batalkan penerbitan")
    assert latar.run(PekerjaanLatar.objects.order_by("-pk").first().pk)
    assert RincianUnit.objects.pada(THEN).filter(unit=dua).exists()
    assert Penempatan.objects.pada(THEN).get(pegawai=member).jabatan == staf
