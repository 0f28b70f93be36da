"""The tree from the city's target to one result and back; two plans side by side; examples of a unit; a move in mid-year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import periode as masa
from kinerja.enums import BentukSKP, PendekatanSKP, StatusSKP
from kinerja.models import SKP
from kinerja.selectors import rencana as selectors
from kinerja.selectors.banding import side_by_side
from kinerja.selectors.pohon import chains_of, tree_at
from kinerja.selectors.segmen import moved_since
from kinerja.services import contoh, rencana
from pegawai.services.penempatan import move_pegawai
from tests.factories.kinerja import make_iku, make_periode, make_rhk, make_skp

pytestmark = pytest.mark.django_db


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


@pytest.fixture
def pohon(provinsi, tahun):
    """City target, target of the office, the head's result, the person's result."""
    kota = make_iku(tahun, provinsi.dinas, sasaran="Banjir surut dalam enam jam")
    dinas = make_iku(tahun, provinsi.seksi, sasaran="Drainase terpelihara", di_atas=kota)
    head = make_skp(tahun, provinsi.orang["atasan"], status=StatusSKP.DRAF, rhk=0)
    above = make_rhk(head, 1, "Terpeliharanya 40 km saluran", iku=dinas)
    own = make_skp(tahun, provinsi.orang["pegawai"], rhk=0)
    make_rhk(own, 1, "Tersedianya data 160 ruas", rhk_pimpinan=above)
    make_rhk(own, 2, "Terjawabnya surat masuk")
    for skp in (head, own):
        SKP.objects.filter(pk=skp.pk).update(status=StatusSKP.DIAJUKAN, diajukan_pada=timezone.now())
        SKP.objects.filter(pk=skp.pk).update(
            status=StatusSKP.DISETUJUI, diputus_pada=timezone.now(), diputus_oleh=provinsi.akun["admin_bkd"]
        )
        skp.refresh_from_db()
    return {"kota": kota, "dinas": dinas, "head": head, "own": own}


def test_up_to_the_city_and_back(provinsi, tahun, pohon, django_assert_num_queries):
    today = timezone.localdate()
    with django_assert_num_queries(3):
        chains = chains_of(pohon["own"], today)
    assert [one.teks for one in chains[0].mata] == [
        "Banjir surut dalam enam jam", "Drainase terpelihara", "Terpeliharanya 40 km saluran", "Tersedianya data 160 ruas",
    ]  # fmt: skip
    assert not chains[1].sampai_kota
    top = tree_at(provinsi.akun["pegawai"], tahun, None, today)
    assert [(one.iku, one.turunan, one.hasil) for one in top.cabang] == [(pohon["kota"], 1, 1)]
    node = tree_at(provinsi.akun["atasan"], tahun, pohon["dinas"], today)
    assert node.jejak == [pohon["kota"]]
    assert [row.skp for row in node.hasil] == [pohon["head"]]
    # A colleague does not read the head's plan: counted, not named.
    node = tree_at(provinsi.akun["rekan"], tahun, pohon["dinas"], today)
    assert (node.hasil, node.hasil_semua) == ([], 1)


def test_pages(provinsi, pohon):
    page = provinsi.client("pegawai").get(reverse("kinerja:kontribusi")).content.decode()
    assert "Banjir surut dalam enam jam" in page
    page = provinsi.client("pegawai").get(f"{reverse('kinerja:pohon')}?iku={pohon['dinas'].pk}").content.decode()
    assert "Drainase terpelihara" in page
    for wrong in ("x", "00000000-0000-0000-0000-000000000000"):
        assert provinsi.client("pegawai").get(f"{reverse('kinerja:pohon')}?iku={wrong}").status_code == 404


def test_two_plans_by_what_they_serve(provinsi, tahun, pohon):
    other = make_skp(tahun, provinsi.orang["rekan"], rhk=0)
    make_rhk(other, 1, "Tersedianya peta saluran", rhk_pimpinan=pohon["head"].daftar_rhk.get())
    groups = side_by_side(pohon["own"], other)
    assert [(one.judul, len(one.kiri), len(one.kanan)) for one in groups] == [
        ("Terpeliharanya 40 km saluran", 1, 1), ("Belum ditautkan", 1, 0),
    ]  # fmt: skip
    url = f"{reverse('kinerja:banding')}?kiri={pohon['own'].pk}&kanan={pohon['own'].pk}"
    assert provinsi.client("atasan").get(url).status_code == 200
    assert provinsi.client("rekan").get(url).status_code == 403


def test_an_example_of_the_unit(provinsi, tahun, pohon):
    own = pohon["own"]
    with pytest.raises(PermissionDenied):
        contoh.make_example(own.pk, judul="Pengelola data", by=provinsi.akun["admin_unit"])
    rencana.share_skp(own.pk, dibagikan=True, by=provinsi.akun["pegawai"])
    row = contoh.make_example(own.pk, judul="Pengelola data", by=provinsi.akun["admin_unit"])
    person = provinsi.orang["rekan"]
    assert row.skp in selectors.examples_for(provinsi.akun["rekan"], person, tahun.tahun)
    page = provinsi.client("rekan").get(reverse("kinerja:skp_create", args=[tahun.tahun])).content.decode()
    assert "Contoh unit: Pengelola data" in page
    copy = rencana.start_skp(
        tahun.pk,
        bentuk=BentukSKP.JA_JF,
        pendekatan=PendekatanSKP.KUANTITATIF,
        by=provinsi.akun["rekan"],
        contoh_id=own.pk,
    )
    assert copy.daftar_rhk.count() == 2
    contoh.withdraw_example(row.pk, by=provinsi.akun["admin_unit"])
    assert selectors.unit_examples(person) == []


def test_a_move_ends_the_plan_the_day_before_and_begins_the_next(provinsi, tahun, pohon):
    person, own, today = provinsi.orang["pegawai"], pohon["own"], timezone.localdate()
    assert moved_since(person, tahun.tahun, today) is None
    since = date(tahun.tahun, 1, 1) + (today - date(tahun.tahun, 1, 1)) // 2
    move_pegawai(person.pk, unit=provinsi.dinas_lain, mulai=since, dasar="SK mutasi", by=provinsi.akun["admin_bkd"])
    person.refresh_from_db()
    assert moved_since(person, tahun.tahun, today).sejak == since
    page = provinsi.client("pegawai").get(reverse("kinerja:saya")).content.decode()
    assert "Susun SKP untuk tugas baru" in page
    new = rencana.start_skp(
        tahun.pk, bentuk=BentukSKP.JA_JF, pendekatan=PendekatanSKP.KUANTITATIF, by=provinsi.akun["pegawai"]
    )
    own.refresh_from_db()
    assert (own.status, own.sampai, new.mulai) == ("disetujui", since - timedelta(days=1), since)
    assert own.penilai == provinsi.orang["atasan"]


def test_an_approved_plan_is_never_lengthened(pohon, tahun):
    own = pohon["own"]
    SKP.objects.filter(pk=own.pk).update(berlaku=masa(own.mulai, date(tahun.tahun, 6, 30)))
    with pytest.raises(DatabaseError), transaction.atomic():
        SKP.objects.filter(pk=own.pk).update(berlaku=masa(own.mulai, date(tahun.tahun, 12, 31)))
