"""The status tables cell by cell: who, from which state, to which; and the database, which knows the same table."""

from __future__ import annotations

import itertools

import pytest
from django.db import DatabaseError, transaction

from asn_portal.core.workflow import can_transition
from kinerja.aturan.alur_evaluasi import ALUR_EVALUASI, PELAKU_EVALUASI
from kinerja.aturan.alur_skp import ALUR_SKP, PELAKU_SKP
from kinerja.enums import Pelaku, StatusEvaluasi, StatusSKP
from kinerja.models import SKP
from tests.factories.kinerja import make_periode, make_skp

P, N, A, Z = Pelaku.PEMILIK, Pelaku.PENILAI, Pelaku.ATASAN_PENILAI, Pelaku.PORTAL
E = StatusEvaluasi
S = StatusSKP

# Every step there is; every other cell of the table is empty.
RENCANA = {
    ("draf", "diajukan"): P, ("draf", "dibatalkan"): P, ("diajukan", "draf"): P, ("diajukan", "disetujui"): N,
    ("diajukan", "dikembalikan"): N, ("dikembalikan", "diajukan"): P, ("dikembalikan", "dibatalkan"): P,
    ("disetujui", "diganti"): Z,
}  # fmt: skip
EVALUASI = {
    ("belum_mulai", "draf"): P, ("belum_mulai", "dinilai"): N, ("draf", "dikirim"): P, ("draf", "dinilai"): N,
    ("dikirim", "draf"): N, ("dikirim", "dinilai"): N, ("dinilai", "dikirim"): N, ("dinilai", "disampaikan"): N,
    ("disampaikan", "keberatan"): P, ("disampaikan", "final"): Z, ("keberatan", "diputus"): A, ("diputus", "final"): Z,
}  # fmt: skip


@pytest.mark.parametrize("pelaku", Pelaku)
@pytest.mark.parametrize(("dari", "ke"), list(itertools.product(S, S)))
def test_plan_cell(dari, ke, pelaku):
    assert (PELAKU_SKP.get((dari, ke)) is pelaku) == (RENCANA.get((dari.value, ke.value)) is pelaku)
    assert can_transition(ALUR_SKP, dari, ke) == ((dari.value, ke.value) in RENCANA)


@pytest.mark.parametrize("pelaku", Pelaku)
@pytest.mark.parametrize(("dari", "ke"), list(itertools.product(E, E)))
def test_evaluation_cell(dari, ke, pelaku):
    assert (PELAKU_EVALUASI.get((dari, ke)) is pelaku) == (EVALUASI.get((dari.value, ke.value)) is pelaku)
    assert can_transition(ALUR_EVALUASI, dari, ke) == ((dari.value, ke.value) in EVALUASI)


def test_every_state_is_reached_and_left_or_an_end():
    reached = {ke for _, ke in PELAKU_SKP} | {S.DRAF}
    assert reached == set(S)
    assert {status for status in S if not ALUR_SKP[status]} == {S.DIGANTI, S.DIBATALKAN}
    assert {ke for _, ke in PELAKU_EVALUASI} | {E.BELUM_MULAI} == set(E)
    assert {status for status in E if not ALUR_EVALUASI[status]} == {E.FINAL}


def test_nobody_but_the_one_above_decides_an_objection():
    assert {pelaku for (dari, _), pelaku in PELAKU_EVALUASI.items() if dari is E.KEBERATAN} == {A}


@pytest.mark.django_db
@pytest.mark.parametrize(("dari", "ke"), list(itertools.product(S, S)))
def test_the_database_knows_the_same_steps(provinsi, dari, ke):
    """Whatever route a change takes: the trigger lets through what the table lets through."""
    skp = make_skp(make_periode(provinsi.instansi), provinsi.orang["pegawai"], status=dari)
    values = {"status": ke, "diputus_oleh": provinsi.akun["atasan"]}
    if ke in {S.DISETUJUI, S.DIGANTI}:
        values["diputus_pada"] = skp.dibuat_pada
    if ke is S.DIAJUKAN:
        values["diajukan_pada"] = skp.dibuat_pada
    if dari != S.DIAJUKAN:
        values.pop("diputus_oleh")
        values = values if dari in {S.DRAF, S.DIKEMBALIKAN} else {"status": ke}
    allowed = dari == ke or (dari.value, ke.value) in RENCANA
    if dari == ke:
        values = {"status": ke}
    try:
        with transaction.atomic():
            SKP.objects.filter(pk=skp.pk).update(**values)
        passed = True
    except DatabaseError:
        passed = False
    assert passed == allowed
