"""The permission walk: every route x every role x own unit, other unit, other agency. See tests/izin/matriks.py."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import PenugasanPeran, UsulanPeran, periode
from kinerja.models import PeriodeKinerja
from pegawai.models import (
    LaporanData,
)
from tests.conftest import DUTIES, Provinsi, build_provinsi, login
from tests.factories.berhenti import make_leaving
from tests.factories.core import PenggunaFactory
from tests.factories.jabatan import make_rancangan
from tests.factories.kegiatan import (
    make_meeting,
    make_mentor_link,
    make_offer,
    make_pair,
    make_placement,
    make_report,
    make_study,
)
from tests.factories.kinerja import (
    make_evaluasi,
    make_iku,
    make_input,
    make_month,
    make_objection,
    make_periode,
    make_progress,
    make_question,
    make_skp,
)
from tests.factories.kinerja_tim import (
    make_asked,
    make_calibration,
    make_improvement,
    make_nomination,
    make_proposal,
    make_shift,
    make_team,
    put_into_team,
)
from tests.factories.merit import published_run
from tests.factories.pegawai import make_person
from tests.factories.pelatihan import (
    begin_module,
    make_batch,
    make_certificate,
    make_curriculum,
    make_material,
    make_module,
    make_participation,
    make_program,
)
from tests.factories.penerimaan import make_intake
from tests.factories.pengembangan import (
    make_agency_plan,
    make_behaviour,
    make_duty,
    make_gathering,
    make_need,
    make_plan,
)
from tests.factories.perpanjangan import make_round
from tests.factories.riwayat import make_riwayat
from tests.factories.talenta import talent_walk
from tests.izin.benda import Benda
from tests.izin.matriks import MATRIKS
from tests.izin.siapa import ANONIM, MASUK, SEMUA, Cell
from tests.test_konsistensi import routes

# The database of the test is a savepoint inside the transaction of the module's world.
pytestmark = pytest.mark.django_db
TARGETS = ("sendiri", "unit_lain", "instansi_lain")
REFUSED = {401, 403, 404}
TAHUN_KINERJA = 2026
NEVER_CHANGES = ("put", "patch", "delete")


def _module(person: Any) -> dict[str, dict[str, Any]]:
    """A module that the person has begun, with an open quiz."""
    modul = make_module(person.instansi)
    attempt = begin_module(modul, person)
    return {
        "modul": {"pk": modul.pk}, "bagian": {"pk": attempt.bagian_id}, "kuis": {"pk": attempt.pk},
        "bahan": {"pk": make_material(attempt.bagian).pk},
    }  # fmt: skip


def _followed(person: Any, program: Any) -> dict[str, dict[str, Any]]:
    """A training that is over and whose use at work is asked for, and a duty to hold its certificate."""
    over = timezone.localdate() - timedelta(days=100)
    batch = make_batch(program, mulai=over, status="selesai", tahun=over.year)
    row = make_participation(batch, person, status="lulus")
    make_behaviour(row)
    duty = make_duty(program, person.unit_kini)
    return {
        "ikut_selesai": {"pk": row.pk},
        "penetapan": {"pk": make_gathering(person.instansi).pk},
        "wajib": {"pk": duty.pk},
        "wajib_unit": {"pk": duty.pk, "unit": person.unit_kini_id},
    }


def _plans(person: Any, program: Any) -> dict[str, dict[str, Any]]:
    """A plan of the person, a need of the unit, a plan of the agency with a partner and a comment."""
    plan, item = make_plan(person)
    line, link, comment = make_agency_plan(person.instansi)
    return {
        **_followed(person, program),
        "rencana": {"pk": plan.pk},
        "butir_rencana": {"pk": item.pk},
        "rencana_program": {"pk": plan.pk, "program": program.pk},
        "kebutuhan": {"pk": make_need(person.unit_kini).pk},
        "rencana_instansi": {"pk": line.rencana_id},
        "program_rencana": {"pk": line.pk},
        "tautan": {"pk": link.pk},
        "komentar_rencana": {"pk": comment.pk},
    }


def _activities(person: Any, lain: Any, target: str) -> dict[str, dict[str, Any]]:
    """A placement with a mentor, a study on duty with a report, a pair that has met once."""
    row = make_placement(make_offer(person.instansi, f"Magang {target}"), person, mentor=lain["mentor"])
    link = make_mentor_link(row, "kunci-mentor" if target == "sendiri" else f"kunci-mentor-{target}")
    study, pair = make_study(person), make_pair(person, lain["pembimbing"])
    return {
        "lowongan": {"pk": row.lowongan_id},
        "magang": {"pk": row.pk},
        "tautan_mentor": {"pk": link.pk},
        "tugas_belajar": {"pk": study.pk},
        "laporan_belajar": {"pk": make_report(study).pk},
        "bimbingan": {"pk": pair.pk},
        "sesi_bimbingan": {"pk": make_meeting(pair, timezone.localdate()).pk},
    }


class Dunia(Benda):
    """The province with one object of each kind per target, and a logged-in browser per role."""

    def __init__(self) -> None:
        self.p: Provinsi = build_provinsi()
        self.clients = {name: login(self.p.akun[name]) for name in MASUK} | {ANONIM: Client()}
        for client in self.clients.values():
            client.raise_request_exception = False
        for name in MASUK:
            # Seen this minute already: else each page would write so, and the walk takes every write back.
            session = self.clients[name].session
            session["aktif"] = int(time.time()) + 3600
            session.save()
        self.kwargs = {target: self._objects(target) for target in TARGETS}

    def _objects(self, target: str) -> dict[str, dict[str, Any]]:
        p, person, unit = self.p, *self.owner_and_unit(target)
        found = self.objects_below(target)
        today = timezone.localdate()
        putaran, butir = make_round(
            person, unit, p.akun["admin_instansi_lain"] if target == "instansi_lain" else p.akun["admin_bkd"]
        )
        found |= {"putaran": {"pk": putaran.pk}, "butir": {"pk": butir.pk}}
        first = p.akun[{"sendiri": "admin_unit", "unit_lain": "admin_bkd2"}.get(target, "admin_instansi_lain")]
        drafter = p.akun[{"sendiri": "admin_unit", "unit_lain": "admin_unit_lain"}.get(target, "admin_instansi_lain")]
        step = make_rancangan(unit, by=drafter, tanggal=today + timedelta(days=30))
        other = make_rancangan(unit, by=drafter, tanggal=today + timedelta(days=30))
        found |= {"rancangan": {"pk": step.rancangan_id}, "langkah_rancangan": {"pk": other.pk}}
        found["penerimaan"] = {"pk": make_intake(person, first).pk}
        berhenti = make_leaving(person, unit, first)
        found |= {
            "berhenti": {"pk": berhenti.pk},
            "urusan": {"pk": berhenti.pk, "butir": berhenti.daftar_urusan.get().pk},
        }
        found["riwayat"] = {"pk": person.pk, "baris": make_riwayat(person).pk}
        own = target == "sendiri"
        helpers = {
            "mentor": p.orang["atasan_penilai"] if own else None,
            "pembimbing": p.orang["atasan"] if own else make_person(f"Pembimbing {target}", unit=unit),
        }
        found |= self._plan(target, person, unit) | self._learning(person) | _activities(person, helpers, target)
        found |= published_run(person)
        found |= talent_walk(person)
        return found | {"any_id": {"pk": uuid4()}, "slip": {}, "": {}, "_pilih": {"pk": person.pk}}

    def _plan(self, target: str, person: Any, unit: Any) -> dict[str, dict[str, Any]]:
        """A plan that was sent, one of its rows, a target of the unit, a window of the year."""
        year = PeriodeKinerja.objects.filter(instansi_id=person.instansi_id).first()
        year = year or make_periode(person.instansi, TAHUN_KINERJA)
        penilai = self.p.orang["atasan" if target == "sendiri" else "atasan_penilai"]
        # The approved one first: at most one plan of a person is on its way.
        running = make_skp(year, person, status="disetujui", penilai=penilai)
        skp = make_skp(year, person, status="diajukan", penilai=penilai)
        note = make_progress(running, date(year.tahun, 6, 1))
        # Handed over and objected to: whoever takes part in any of its steps may open it.
        rated = make_evaluasi(skp, "keberatan")
        make_objection(rated)
        monthly = make_input(make_month(person.instansi), person)
        return {
            "masa_tpp": {"pk": monthly.masa_id},
            "tpp": {"pk": monthly.pk},
            "tanya_tpp": {"pk": make_question(monthly).pk},
            "skp": {"pk": skp.pk},
            "mulai_evaluasi": {"pk": skp.pk, "jenis": "triwulan", "nomor": 1},
            "evaluasi": {"pk": rated.pk},
            "skp_jalan": {"pk": running.pk},
            "progres": {"pk": note.pk},
            "bukti": {"pk": note.daftar_bukti.get().pk},
            "rhk": {"pk": skp.pk, "rhk": skp.daftar_rhk.first().pk},
            "iku": {"pk": make_iku(year, unit).pk},
            "tenggat": {"pk": year.daftar_tenggat.get().pk},
            **self._beside_the_line(person, running),
            **self._calibrated(unit, running),
            **self._followed_up(running),
        }

    @staticmethod
    def _followed_up(skp: Any) -> dict[str, dict[str, Any]]:
        """Two final ratings: a low one with its plan, the best of the year with its nomination."""
        by = PenggunaFactory(instansi=skp.pegawai.instansi)
        span = periode(date(skp.tahun, 7, 1), date(skp.tahun, 9, 30))
        low = make_evaluasi(skp, "final", nomor=3, masa=span, dinilai_oleh=by)
        best = make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=skp.berlaku, dinilai_oleh=by)
        return {
            "evaluasi_final": {"pk": low.pk},
            "perbaikan": {"pk": make_improvement(low, by).pk},
            "nominasi": {"pk": make_nomination(best, by).pk},
        }

    def _calibrated(self, unit: Any, skp: Any) -> dict[str, dict[str, Any]]:
        """A session about the unit, with one proposal by somebody who takes no part in the walk."""
        sesi = make_calibration(skp.periode, unit, "triwulan", 2)
        rated = make_evaluasi(
            skp, "dinilai", nomor=2, masa=periode(date(skp.tahun, 4, 1), date(skp.tahun, 6, 30)),
            **({} if skp.penilai and skp.penilai.pengguna else {"dinilai_oleh": sesi.dibuka_oleh}),
        )  # fmt: skip
        return {
            "kalibrasi": {"pk": sesi.pk},
            "usul_kalibrasi": {"pk": make_proposal(sesi, rated).pk},
            "usul_kalibrasi_baru": {"pk": sesi.pk, "evaluasi": rated.pk},
        }

    @staticmethod
    def _beside_the_line(person: Any, skp: Any) -> dict[str, dict[str, Any]]:
        """A team and a shift with somebody else at the head, who has no role in the walk."""
        head = make_person("Kepala regu", unit=person.unit_kini)
        tim = make_team(head, person)
        named = make_shift(head, person, date(skp.tahun, 5, 4))
        return {
            "tim_kerja": {"pk": tim.pk},
            "anggota_tim_kerja": {"pk": tim.daftar_anggota.get().pk},
            "hasil_tim": {"pk": put_into_team(tim, skp).pk},
            "laporan_regu": {"pk": named.laporan_id},
            "sebutan_regu": {"pk": named.pk},
            "pandangan": {"pk": make_asked(head, person, skp.periode.tahun).pk},
        }

    @staticmethod
    def _learning(person: Any) -> dict[str, dict[str, Any]]:
        """A programme with a batch, somebody in it, a certificate that the portal has issued."""
        program = make_program(person.instansi)
        batch = make_batch(program)
        meeting = batch.daftar_sesi.first()
        return {
            "program": {"pk": program.pk},
            "kurikulum": {"pk": make_curriculum(program).pk},
            "penyelenggara": {"pk": batch.penyelenggara_id},
            "angkatan": {"pk": batch.pk},
            "sesi_latih": {"pk": meeting.pk},
            "kode_hadir": {"kode": meeting.kode},
            "kepesertaan": {"pk": make_participation(batch, person).pk},
            "sertifikat": {"pk": make_certificate(person).pk},
            **_module(person),
            **_plans(person, program),
        }

    def ask(self, route: str, cell: Cell, target: str, who: str, method: str) -> int:
        kwargs = {**self.kwargs[target][cell.objek], **cell.extra}
        data = {
            "pilih": [str(self.kwargs[target]["_pilih"]["pk"])],
            "alasan": "uji",
            "setuju-catatan": "",
            "tujuan": "Menguji akses",
        }
        client = self.clients[who]
        kept = copy.deepcopy(client.cookies)  # what the database takes back, the browser takes back as well
        with transaction.atomic():
            response = getattr(client, method)(
                reverse(route, kwargs=kwargs) + cell.kueri, data if method == "post" else None
            )
            transaction.set_rollback(True)
        client.cookies = kept
        if response.streaming:
            list(response.streaming_content)  # a file is closed when it has been read
        if response.status_code == 302 and response["Location"].startswith("/masuk/") and route != "account_signup":
            return 401 if "next=" in response["Location"] or who == ANONIM else 302
        return response.status_code


@pytest.fixture(scope="module")
def dunia(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    from django.conf import settings

    middleware = [m for m in settings.MIDDLEWARE if not m.endswith(DUTIES)]
    with django_db_blocker.unblock(), override_settings(MIDDLEWARE=middleware), transaction.atomic():
        yield Dunia()
        transaction.set_rollback(True)


def test_every_route_is_written_down():
    assert {name for name, _ in routes()} == set(MATRIKS)


@pytest.mark.parametrize("route", MATRIKS)
def test_walk(dunia, route):
    cell = MATRIKS[route]
    for target in TARGETS if cell.objek else ("sendiri",):
        for method in cell.methods:
            got_in = {who for who in SEMUA if dunia.ask(route, cell, target, who, method) not in REFUSED}
            assert got_in == getattr(cell, target), f"{method} {route} ({target})"


@pytest.mark.parametrize(
    "route",
    [name for name in MATRIKS if name.startswith(("core:", "pegawai:", "berkas:", "kinerja:", "pelatihan:", "api:"))],
)
def test_methods_that_no_page_offers_change_nothing(dunia, route):
    """PUT, PATCH and DELETE are refused for everybody, also for those who may open the page."""
    cell = MATRIKS[route]
    for method in NEVER_CHANGES:
        before = PenugasanPeran.objects.count(), LaporanData.objects.count(), UsulanPeran.objects.count()
        status = dunia.ask(route, cell, "sendiri", "admin_bkd", method)
        after = PenugasanPeran.objects.count(), LaporanData.objects.count(), UsulanPeran.objects.count()
        assert before == after
        assert status in {200, 302, 403, 404, 405, 422}, (method, status)


def test_refused_and_missing_objects_look_the_same(dunia):
    """For every route with an object: somebody of another agency cannot tell an existing id from an invented one."""
    for route, cell in MATRIKS.items():
        if not cell.objek or cell.objek in {"any_id", "slip", "jadwal", "pekerjaan"}:
            continue
        for method in cell.methods:
            client = dunia.clients["admin_instansi_lain"]
            real = {**dunia.kwargs["sendiri"][cell.objek], **cell.extra}
            answers = []
            invented = {"pk": uuid4()} if "pk" in real else {"kode": "ZZZZZZZZZZZZZZZZ"}
            for kwargs in (real, real | invented):
                with transaction.atomic():
                    answers.append(getattr(client, method)(reverse(route, kwargs=kwargs)))
                    transaction.set_rollback(True)
            assert answers[0].status_code == answers[1].status_code, (method, route)
            assert answers[0].content == answers[1].content, (method, route)
