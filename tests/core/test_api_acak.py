"""Every operation of the API, asked as each role with whatever its description allows and with some that it does not:
never a fault of ours, and every answer is one that the description knows."""

from __future__ import annotations

from contextlib import suppress

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from asn_portal.core.api.skema import describe
from asn_portal.core.models import Notifikasi, Tugas
from asn_portal.core.pembatas import ApiThrottle, Batas
from asn_portal.core.services.pengumuman import write_pengumuman
from asn_portal.wsgi import application
from pegawai.enums import BagianLaporan
from pegawai.services.laporan import report_data
from tests.conftest import login
from tests.factories.kinerja import make_evaluasi, make_periode, make_skp
from tests.izin.siapa import ANONIM

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ROLES = (
    "pegawai", "atasan", "atasan_penilai", "admin_unit", "pengelola_pelatihan", "asesor", "komite_talenta", "penanda_tangan",
    "pimpinan", "auditor", "admin_bkd", "admin_sistem", ANONIM,
)  # fmt: skip
EXAMPLES = settings(
    database=None, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def objects(p):
    """One of each kind that somebody of the unit may open."""
    report = report_data(p.orang["pegawai"], bagian=BagianLaporan.UNIT, isi="x", by=p.akun["pegawai"])
    today = timezone.localdate()
    news = write_pengumuman(
        judul="x", isi="x", unit=p.dinas, peran=[], mulai=today, sampai=today, by=p.akun["admin_bkd"]
    )
    notice = Notifikasi.objects.create(untuk=p.akun["pegawai"], judul="x", isi="x")
    duty = Tugas.objects.get(untuk=p.akun["admin_unit"])
    year = make_periode(p.instansi)
    skp = make_skp(year, p.orang["pegawai"], status="diajukan", penilai=p.orang["atasan"])
    rated = make_evaluasi(skp, "disampaikan")
    return {
        "skp": skp.pk, "evaluasi": rated.pk, "unit": p.dinas.pk, "pegawai": p.orang["pegawai"].pk, "laporan": report.pk, "tugas": duty.pk,
        "pengumuman": news.pk, "notifikasi": notice.pk,
    }  # fmt: skip


def ask_at_random(operation, mode, real, cookies):
    seen = []

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(EXAMPLES, max_examples=2 if mode == GenerationMode.POSITIVE else 1)
    def ask(case):
        part = case.path.split("/")[3]
        if mode == GenerationMode.POSITIVE and part in real and "id" in case.path_parameters:
            case.path_parameters["id"] = str(real[part])
        answer = case.call(cookies=cookies, headers={"Accept": "application/json"})
        case.validate_response(answer, checks=CHECKS)
        seen.append(answer.status_code)

    ask()
    return seen


@pytest.mark.parametrize("who", ROLES)
def test_no_fault_and_no_answer_outside_the_description(provinsi, monkeypatch, request, who):
    monkeypatch.setattr(ApiThrottle, "masuk", Batas(1_000_000, 300))
    monkeypatch.setattr(ApiThrottle, "tamu", Batas(1_000_000, 300))
    cookies = {} if who == ANONIM else {"sessionid": login(provinsi.akun[who]).cookies["sessionid"].value}
    schema = schemathesis.openapi.from_dict(describe())
    schema.app = application
    for signal in (request_started, request_finished):  # the connection is the test's own
        signal.disconnect(close_old_connections)
    request.addfinalizer(lambda: [s.connect(close_old_connections) for s in (request_started, request_finished)])
    real, seen = objects(provinsi), []
    for found in schema.get_all_operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            with suppress(Unsatisfiable):  # nothing to get wrong where nothing is given
                seen += ask_at_random(found.ok(), mode, real, cookies)
    assert len(seen) > 50
    assert 200 in seen
