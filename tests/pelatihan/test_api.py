"""Learning through the API: the rows of the pages, and no others."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from asn_portal.core.enums import CakupanToken
from asn_portal.core.errors import DomainError
from asn_portal.core.services.token import make_token
from tests.factories.pelatihan import make_batch, make_certificate, make_participation, make_program

pytestmark = pytest.mark.django_db
AWAL = "/api/v1/pelatihan"


def token_of(pengguna, cakupan):
    return make_token(nama="Diklat", cakupan=[cakupan], hari=30, keperluan="Rekap", by=pengguna, now=timezone.now())


def rows(client, path):
    answer = client.get(f"{AWAL}/{path}/")
    assert answer.status_code == 200, answer.content
    return answer.json()["hasil"]


@pytest.fixture
def learning(provinsi):
    batch = make_batch(make_program(provinsi.instansi))
    for who in ("pegawai", "orang_dinas_lain"):
        make_participation(batch, provinsi.orang[who])
        make_certificate(provinsi.orang[who], f"Kursus {who}")
    make_program(provinsi.instansi, "Tidak ditawarkan", ditutup_pada=timezone.localdate())
    make_batch(batch.program, status="draf")
    return batch


def test_the_catalogue_is_searched_and_what_is_not_offered_is_not_listed(provinsi, learning):
    me = provinsi.client("pegawai")
    assert [row["judul"] for row in rows(me, "program")] == ["Pelatihan Analisis Data"]
    assert rows(me, "program").pop()["jp"] == "20.0"
    assert me.get(f"{AWAL}/program/", {"q": "tidak ada"}).json()["hasil"] == []
    assert me.get(f"{AWAL}/program/", {"kata": "x"}).status_code == 422
    assert me.get(f"{AWAL}/program/{learning.program_id}/").json()["sasaran"] == []
    assert rows(provinsi.client("admin_instansi_lain"), "program") == []


def test_drafts_of_batches_are_for_staff_of_training(provinsi, learning):
    assert [row["status"] for row in rows(provinsi.client("pegawai"), "angkatan")] == ["dibuka"]
    assert {row["status"] for row in rows(provinsi.client("pengelola_pelatihan"), "angkatan")} == {"dibuka", "draf"}
    page = provinsi.client("pegawai").get(f"/pelatihan/katalog/{learning.program_id}/").content.decode()
    assert "Draf" not in page


@pytest.mark.parametrize("path", ["peserta", "sertifikat"])
def test_people_within_reach_and_nobody_else(provinsi, learning, path):
    of = {name: str(provinsi.orang[name].pk) for name in ("pegawai", "orang_dinas_lain")}
    known = {
        "pegawai": {of["pegawai"]}, "rekan": set(), "atasan": {of["pegawai"]}, "admin_unit": {of["pegawai"]},
        "admin_unit_lain": {of["orang_dinas_lain"]}, "pengelola_pelatihan": set(of.values()), "pimpinan": set(),
        "admin_instansi_lain": set(), "asesor": set(),
    }  # fmt: skip
    for who, people in known.items():
        client = provinsi.client(who)
        assert {row["pegawai"] for row in rows(client, path)} == people, who
        asked = client.get(f"{AWAL}/{path}/", {"pegawai": of["orang_dinas_lain"]}).json()["hasil"]
        assert {row["pegawai"] for row in asked} == people & {of["orang_dinas_lain"]}, who


def test_a_token_needs_its_scope_and_its_reading_is_counted(provinsi, learning, settings):
    settings.DEMO = True
    _, narrow = token_of(provinsi.akun["admin_unit"], CakupanToken.DIREKTORI_BACA)
    assert Client(headers={"Authorization": f"Bearer {narrow}"}).get(f"{AWAL}/sertifikat/").status_code == 403
    # The older scope goes on as long as its tokens live.
    for scope in (CakupanToken.PELATIHAN_BACA, CakupanToken.KEPEGAWAIAN_BACA):
        token, wide = token_of(provinsi.akun["admin_unit"], scope)
        assert Client(headers={"Authorization": f"Bearer {wide}"}).get(f"{AWAL}/sertifikat/").status_code == 200
        assert token.daftar_pembacaan.get().orang == 1


def test_the_scope_of_learning_opens_nothing_else_and_needs_a_purpose(provinsi, learning, settings):
    settings.DEMO = True
    _, text = token_of(provinsi.akun["admin_unit"], CakupanToken.PELATIHAN_BACA)
    program = Client(headers={"Authorization": f"Bearer {text}"})
    assert program.get(f"{AWAL}/program/").status_code == 200
    for path in ("/api/v1/pegawai/", "/api/v1/tugas/", "/api/v1/skp/", "/api/v1/naskah/"):
        assert program.get(path).status_code == 403, path
    with pytest.raises(DomainError, match="keperluan"):
        make_token(
            nama="Diklat", cakupan=[CakupanToken.PELATIHAN_BACA], hari=30, keperluan=" ", by=provinsi.akun["admin_unit"],
            now=timezone.now(),
        )  # fmt: skip
