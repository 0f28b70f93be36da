"""The end of a document in two browsers: listed, proposed, decided, gone; and one that is held."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from asn_portal.berkas.models import Dokumen
from asn_portal.core import outbox
from asn_portal.core.models import PesanKeluar
from asn_portal.core.services.unit import set_pengaturan
from tests.factories.berkas import make_dokumen
from tests.perjalanan.conftest import DI_MEJA, Portal

pytestmark = DI_MEJA


def test_from_list_to_erasure(portal: Portal, superuser: Any):
    p, today = portal.provinsi, timezone.localdate()
    rows = [make_dokumen(p.akun[who], p.orang[who].pk) for who in ("pegawai", "rekan")]
    superuser.execute(
        "UPDATE berkas_dokumen SET diunggah_pada = %s, retensi = 'sementara'", [timezone.now() - timedelta(days=2500)]
    )
    set_pengaturan(kunci="masa_simpan_sementara", nilai="5", mulai=today, dasar="JRA 1/2026", by=p.akun["admin_bkd"])
    first, second = portal.masuk("admin_bkd"), portal.masuk("admin_bkd2")
    first.visit("/masa-simpan/")
    first.click("Tahan Ijazah, Budi Santoso")
    first.fill({"Mengapa ditahan": "Sengketa 12/2026"})
    first.click("Tahan dokumen", inside=first.page.locator("main form"))
    assert "Sengketa 12/2026" in first.text
    first.page.get_by_label("Ijazah, Siti Aminah").check()
    first.click("Usulkan pemusnahan", status=422)
    assert first.page.get_by_label("Ijazah, Siti Aminah").is_checked()
    first.fill({"Alasan memusnahkan": "Masa simpan berakhir menurut JRA 1/2026."})
    first.click("Usulkan pemusnahan")
    path = first.path
    assert "Keputusan Anda" not in first.text
    second.visit("/tugas/")
    second.visit(path)
    second.click("Setujui pemusnahan")
    outbox.perform(PesanKeluar.objects.get(pekerjaan="berkas.erase_documents").pk)
    second.visit(path)
    assert "Dimusnahkan" in second.text
    siti = portal.masuk("pegawai")
    siti.visit(f"/dokumen/{rows[0].pk}/")
    assert "dimusnahkan pada" in siti.text
    assert siti.page.get_by_role("link", name="Unduh").count() == 0
    assert Dokumen.objects.get(pk=rows[1].pk).dimusnahkan_pada is None
