"""Acts over many chosen people: each asked about anew, the wrong one left out with its sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asn_portal.core.errors import Terlarang
from asn_portal.core.models import Tindakan
from pegawai.models import HubunganAtasan, KeanggotaanUnit
from pegawai.services import tindakan_massal as services

pytestmark = pytest.mark.django_db


def lead(p: Any, who: str, names: list[str], above: str) -> dict[str, str]:
    results = services.lead_chosen(
        [p.orang[name].pk for name in names], atasan=p.orang[above], mulai=timezone.localdate(), sampai=None,
        dasar="SK 1", by=p.akun[who],
    )  # fmt: skip
    return {one.pegawai.nama: one.kalimat for one in results}


def test_who_may_not_go_stays_and_says_why(provinsi):
    found = lead(provinsi, "admin_unit", ["pegawai", "rekan", "atasan_penilai", "orang_dinas_lain"], "rekan")
    assert found["Siti Aminah"] == ""
    assert "dirinya" in found["Budi Santoso"] or "sendiri" in found["Budi Santoso"]
    assert "melingkar" in found["Kepala Dinas Satu"] or "saling" in found["Kepala Dinas Satu"]
    assert found["Wati Lestari"] == services.TANPA_HAK
    today = HubunganAtasan.objects.pada(timezone.localdate())
    assert today.get(pegawai=provinsi.orang["pegawai"]).atasan == provinsi.orang["rekan"]
    assert today.get(pegawai=provinsi.orang["rekan"]).atasan == provinsi.orang["atasan"]
    assert Tindakan.objects.filter(aksi="atasan_ditetapkan").count() == 1


def test_moving_many_is_for_the_province(provinsi):
    values = {"unit": provinsi.dinas_lain, "mulai": timezone.localdate() + timedelta(days=3), "dasar": "SK 2"}
    ids = [provinsi.orang[name].pk for name in ("pegawai", "rekan", "orang_dinas_lain")]
    with pytest.raises(Terlarang):
        services.move_chosen(ids, by=provinsi.akun["admin_unit"], **values)
    found = {
        one.pegawai.nama: one.kalimat for one in services.move_chosen(ids, by=provinsi.akun["admin_bkd"], **values)
    }
    assert (found["Siti Aminah"], found["Budi Santoso"]) == ("", "")
    assert "sudah berada di unit itu" in found["Wati Lestari"]
    moved = KeanggotaanUnit.objects.pada(values["mulai"]).filter(unit=provinsi.dinas_lain)
    assert moved.count() == 3


def test_the_way_through_the_pages(provinsi):
    client = provinsi.client("admin_unit")
    assert "Tetapkan atasan yang dipilih" in client.get("/pegawai/").content.decode()
    assert "Tetapkan atasan yang dipilih" not in client.get("/pegawai/?lingkup=direktori").content.decode()
    assert "Tetapkan atasan yang dipilih" not in provinsi.client("auditor").get("/pegawai/").content.decode()
    chosen = {"pilih": [str(provinsi.orang[name].pk) for name in ("pegawai", "rekan")]}
    assert "Siti Aminah" in client.post("/pegawai/massal/atasan/", chosen).content.decode()
    wrong = client.post("/pegawai/massal/atasan/", chosen | {"kirim": "1", "atasan": "123", "dasar": "SK 3"})
    assert (wrong.status_code, "SK 3" in wrong.content.decode()) == (422, True)
    values = {
        "kirim": "1",
        "atasan": provinsi.orang["rekan"].nrk,
        "mulai": f"{timezone.localdate():%d/%m/%Y}",
        "dasar": "SK 3",
    }
    done = client.post("/pegawai/massal/atasan/", chosen | values, follow=True).content.decode()
    assert "1 selesai" in done
    assert "Tidak ikut, dan mengapa" in done
    assert client.post("/pegawai/massal/atasan/", {}).status_code == 302
