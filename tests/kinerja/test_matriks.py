"""The matrix: filled by the head only, never over another tab, offered to people once the head has sent the plan."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from kinerja.enums import BentukSKP, PendekatanSKP, StatusSKP
from kinerja.models import SelMatriks
from kinerja.selectors.matriks import matrix_of, offered_to
from kinerja.services import matriks as services
from kinerja.services import rencana
from tests.factories.kinerja import make_periode, make_skp

pytestmark = pytest.mark.django_db


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


@pytest.fixture
def kepala(provinsi, tahun):
    return make_skp(tahun, provinsi.orang["atasan"])


def key(skp, orang, urut=1):
    return f"sel_{skp.daftar_rhk.get(urut=urut).garis.hex}_{orang.pk.hex}"


def fill(p, skp, teks, who="pegawai"):
    matrix = matrix_of(skp, timezone.localdate())
    return services.fill_matrix(skp.pk, {key(skp, p.orang[who]): teks}, cap=matrix.cap, by=p.akun["atasan"])


def test_rows_are_the_team_and_columns_the_results(provinsi, kepala, django_assert_num_queries):
    with django_assert_num_queries(4):
        matrix = matrix_of(kepala, timezone.localdate())
    assert provinsi.orang["pegawai"] in [row.pegawai for row in matrix.baris]
    assert provinsi.orang["atasan"] not in [row.pegawai for row in matrix.baris]
    assert (len(matrix.kolom), len(matrix.tanpa_peran), len(matrix.tanpa_hasil)) == (2, 2, len(matrix.baris))


def test_a_cell_is_written_changed_and_taken_out(provinsi, kepala):
    assert fill(provinsi, kepala, "Peta drainase 44 kecamatan") == 1
    assert fill(provinsi, kepala, "Peta drainase 44 kecamatan") == 0
    assert fill(provinsi, kepala, "Peta drainase 40 kecamatan") == 1
    assert SelMatriks.objects.get().peran_hasil == "Peta drainase 40 kecamatan"
    assert fill(provinsi, kepala, "") == 1
    assert not SelMatriks.objects.exists()


def test_a_stale_tab_writes_nothing(provinsi, kepala):
    old = matrix_of(kepala, timezone.localdate()).cap
    fill(provinsi, kepala, "Dari tab lain")
    with pytest.raises(DomainError, match="tab lain"):
        services.fill_matrix(
            kepala.pk, {key(kepala, provinsi.orang["pegawai"]): "X"}, cap=old, by=provinsi.akun["atasan"]
        )
    client = provinsi.client("atasan")
    answer = client.post(
        reverse("kinerja:matriks", args=[kepala.pk]),
        {key(kepala, provinsi.orang["pegawai"]): "Tetap ada", "cap": old, "kunci_kirim": str(uuid4())},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tetap ada" in page
    assert "diubah di tab lain" in page
    assert SelMatriks.objects.get().peran_hasil == "Dari tab lain"
    assert matrix_of(kepala, timezone.localdate()).cap in page


def test_only_the_head_fills(provinsi, kepala):
    with pytest.raises(PermissionDenied):
        services.fill_matrix(kepala.pk, {}, cap="", by=provinsi.akun["pegawai"])
    with pytest.raises(PermissionDenied):
        services.fill_matrix(kepala.pk, {}, cap="", by=provinsi.akun["admin_bkd"])


def test_nothing_is_offered_before_the_head_has_sent(provinsi, tahun, kepala):
    fill(provinsi, kepala, "Peta drainase")
    person = provinsi.orang["pegawai"]
    assert offered_to(person.pk, tahun.pk, timezone.localdate()) == []


def test_offers_begin_a_new_draft_and_enter_an_old_one_once(provinsi, tahun):
    kepala = make_skp(tahun, provinsi.orang["atasan"], status=StatusSKP.DISETUJUI)
    fill(provinsi, kepala, "Peta drainase 44 kecamatan")
    skp = rencana.start_skp(
        tahun.pk, bentuk=BentukSKP.JA_JF, pendekatan=PendekatanSKP.KUANTITATIF, by=provinsi.akun["pegawai"]
    )
    row = skp.daftar_rhk.get()
    assert (row.teks, row.rhk_pimpinan) == ("Peta drainase 44 kecamatan", kepala.daftar_rhk.get(urut=1))
    with pytest.raises(DomainError, match="Tidak ada lagi"):
        services.accept_offers(skp.pk, by=provinsi.akun["pegawai"])
    second = {key(kepala, provinsi.orang["pegawai"], 2): "Laporan bulanan"}
    cap = matrix_of(kepala, timezone.localdate()).cap
    services.fill_matrix(kepala.pk, second, cap=cap, by=provinsi.akun["atasan"])
    page = provinsi.client("pegawai").get(reverse("kinerja:skp_detail", args=[skp.pk])).content.decode()
    assert "Laporan bulanan" in page
    assert services.accept_offers(skp.pk, by=provinsi.akun["pegawai"]) == 1
    assert skp.daftar_rhk.count() == 2


def test_a_revision_of_the_head_keeps_the_matrix(provinsi, tahun):
    kepala = make_skp(tahun, provinsi.orang["atasan"], status=StatusSKP.DISETUJUI)
    fill(provinsi, kepala, "Peta drainase")
    revised = rencana.revise_skp(kepala.pk, alasan="Penugasan baru", by=provinsi.akun["atasan"])
    assert [one.teks for one in matrix_of(revised, timezone.localdate()).sel if one.teks] == ["Peta drainase"]
