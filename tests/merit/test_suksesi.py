"""The succession pool: who reads it, who is in it, and what a choice outside it needs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.models import AksesData, Tugas
from jabatan.enums import JenisJabatan
from merit import permissions_suksesi as permissions
from merit.models import PilihanSuksesi
from merit.selectors import suksesi as selectors
from merit.services import suksesi as services
from tests.factories.core import PenggunaFactory, give_role
from tests.factories.jabatan import make_seat, sit
from tests.factories.merit import make_official, make_putaran, publish, version
from tests.factories.pegawai import make_person
from tests.factories.talenta import make_plan, state_nothing

pytestmark = pytest.mark.django_db


class Pentas:
    """A run in which two of three heads of section stand in box 9, and the seat above them."""

    def __init__(self, provinsi: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        p = self.p = provinsi
        self.heads = [make_official(f"Kepala {n}", p.seksi, jenis=JenisJabatan.PENGAWAS) for n in ("A", "B", "C")]
        self.seat = make_seat("Kepala Bidang", unit=p.dinas, jenis=JenisJabatan.ADMINISTRATOR)
        versi = version(p.instansi, "talenta_daerah")
        # What the engine finds is another test's business: two of three are put into box 9.
        box = "CASE WHEN orang.id = ANY(ARRAY[{}]::uuid[]) THEN 9::smallint END".format(
            ", ".join(f"'{one.pk}'" for one in self.heads[:2])
        )
        monkeypatch.setattr("merit.mesin._axis", lambda sumbu: "8500 * 100 * (orang.id IS NOT NULL)::int::bigint")
        monkeypatch.setattr("merit.mesin._box", lambda susunan: box)
        monkeypatch.setattr("merit.mesin._gates", lambda susunan: "NULL")
        monkeypatch.setattr("merit.mesin.HASIL", _complete())
        self.run = publish(make_putaran(versi, p.akun["admin_bkd"]), p.akun["admin_bkd"], p.akun["admin_bkd2"])
        self.komite = p.akun["komite_talenta"]
        self.komite2 = PenggunaFactory(instansi=p.instansi)
        give_role(self.komite2, Peran.KOMITE_TALENTA, p.akar)
        self.ppk = PenggunaFactory(instansi=p.instansi)
        give_role(self.ppk, Peran.PIMPINAN, p.akar)
        self.plan = make_plan(self.seat, self.run, self.komite)


def _complete() -> str:
    from merit import mesin

    return mesin.HASIL.replace("ARRAY[KURANG]", "ARRAY[NULL]", 1)


@pytest.fixture
def pentas(provinsi, monkeypatch):
    return Pentas(provinsi, monkeypatch)


def test_nothing_is_shown_before_the_statement_and_nothing_after_a_conflict(pentas):
    client = pentas.p.client("komite_talenta")
    page = client.get(reverse("merit:suksesi_detail", args=[pentas.plan.pk])).content.decode()
    assert "Nyatakan kepentingan" in page
    assert pentas.heads[0].nama not in page
    services.state_interest(pentas.plan.pk, ada_benturan=True, uraian="Kerabat.", by=pentas.komite)
    page = client.get(reverse("merit:suksesi_detail", args=[pentas.plan.pk])).content.decode()
    assert "tidak ikut dalam sidang" in page
    assert pentas.heads[0].nama not in page
    with pytest.raises(Terlarang):
        services.choose(pentas.plan.pk, pentas.heads[0].pk, alasan="Layak.", by=pentas.komite)


def test_the_pool_is_the_upper_boxes_of_those_whose_post_leads_there_and_each_sees_who_read_it(pentas):
    state_nothing(pentas.plan, pentas.komite)
    pool = services.open_pool(pentas.plan, by=pentas.komite)
    assert {one.pegawai_id for one in pool.calon} == {one.pk for one in pentas.heads[:2]}
    assert AksesData.objects.filter(subjek_id=pentas.heads[0].pk, pengguna=pentas.komite).exists()
    assert all(one.kriteria for one in pool.calon)


def test_only_committee_and_ppk_and_never_the_holder_or_a_candidate(pentas):
    who = pentas.p.akun
    for name in ("admin_bkd", "auditor", "pimpinan", "admin_unit", "atasan"):
        assert not permissions.visible_plans(who[name]).exists(), name
    assert permissions.visible_plans(pentas.ppk).exists()
    holder = make_person("Pemegang", unit=pentas.p.dinas)
    sit(holder, pentas.seat)
    give_role(holder.pengguna, Peran.KOMITE_TALENTA, pentas.p.akar)
    assert not permissions.visible_plans(holder.pengguna).exists()
    candidate = pentas.heads[0].pengguna
    give_role(candidate, Peran.KOMITE_TALENTA, pentas.p.akar)
    state_nothing(pentas.plan, candidate)
    assert selectors.pool_of(pentas.plan, candidate).diri
    with pytest.raises(DomainError, match="Anda sendiri"):
        services.choose(pentas.plan.pk, pentas.heads[1].pk, alasan="Layak.", by=candidate)


def test_outside_the_list_needs_a_second_signature_and_ppk_decides(pentas):
    state_nothing(pentas.plan, pentas.komite, pentas.komite2, pentas.ppk)
    inside = services.choose(pentas.plan.pk, pentas.heads[0].pk, alasan="Skor tertinggi.", by=pentas.komite)
    outside = services.choose(pentas.plan.pk, pentas.heads[2].pk, alasan="Satu-satunya yang ahli.", by=pentas.komite)
    assert (inside.status, outside.status, outside.dari_daftar) == ("disetujui", "diusulkan", False)
    assert pentas.komite2.pk in Tugas.objects.filter(objek_id=outside.pk).values_list("untuk_id", flat=True)
    with pytest.raises(Terlarang):
        services.sign_choice(outside.pk, setuju=True, catatan="Baik.", by=pentas.komite)
    with pytest.raises(DomainError, match="Tutup dulu sidangnya"):
        services.propose_plan(pentas.plan.pk, by=pentas.komite)
    services.close_session(pentas.plan.pk, risalah="Hadir lengkap.", by=pentas.komite)
    with pytest.raises(DomainError, match="tanda tangan kedua"):
        services.propose_plan(pentas.plan.pk, by=pentas.komite)
    services.sign_choice(outside.pk, setuju=True, catatan="Setuju.", by=pentas.komite2)
    services.propose_plan(pentas.plan.pk, by=pentas.komite)
    with pytest.raises(Terlarang):
        services.decide_plan(pentas.plan.pk, nomor="1", tanggal=timezone.localdate(), by=pentas.komite)
    row = services.decide_plan(pentas.plan.pk, nomor="821/1", tanggal=timezone.localdate(), by=pentas.ppk)
    assert row.status == "ditetapkan"
    with pytest.raises(DatabaseError, match="tidak diubah"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(keputusan_nomor="lain")


def test_the_database_refuses_a_choice_of_oneself(pentas):
    one = pentas.heads[2]
    with pytest.raises(DatabaseError, match="dirinya sendiri"), transaction.atomic():
        PilihanSuksesi.objects.create(
            rencana=pentas.plan, sidang=pentas.plan.daftar_sidang.get(), pegawai=one, dari_daftar=False, alasan="Saya.",
            status="diusulkan", diusulkan_oleh=one.pengguna, diusulkan_pada=timezone.now(),
        )  # fmt: skip


def test_every_page_of_the_way_opens(pentas):
    state_nothing(pentas.plan, pentas.komite)
    client = pentas.p.client("komite_talenta")
    people = "&".join(f"orang={one.pk}" for one in pentas.heads[:2])
    pages = [
        reverse("merit:suksesi_list"), reverse("merit:suksesi_seats") + "?q=Kepala", reverse("merit:suksesi_detail", args=[pentas.plan.pk]),
        reverse("merit:orang_compare", args=[pentas.run.pk]) + f"?{people}", reverse("merit:gerbang", args=[pentas.run.pk]),
        reverse("merit:dampak", args=[pentas.run.pk]), reverse("merit:suksesi_close", args=[pentas.plan.pk]),
        reverse("merit:suksesi_choose", args=[pentas.plan.pk, pentas.heads[0].pk]), reverse("merit:putaran_detail", args=[pentas.run.pk]),
        reverse("merit:nilai_list") + f"?putaran={pentas.run.nomor}",
    ]  # fmt: skip
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)
    refused = client.post(
        reverse("merit:suksesi_choose_outside", args=[pentas.plan.pk]), {"akun": "tidak-ada", "alasan": "x"}
    )
    assert "Tidak ada akun dengan nama masuk ini" in refused.content.decode()
