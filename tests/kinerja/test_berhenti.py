"""Somebody leaves: plans in writing end, and what he was to approve goes to the superior of that day."""

from __future__ import annotations

import pytest

from asn_portal.core.models import Notifikasi, Tugas
from asn_portal.core.services.tugas import assign_tugas
from kinerja import permissions
from kinerja.enums import StatusSKP
from kinerja.kunci_tugas import TUGAS_SKP, TUGAS_SUSUN, duty_key
from kinerja.models import SKP, LangkahSKP
from pegawai.enums import JenisBerhenti
from pegawai.models import ButirBerhenti
from tests.conftest import Provinsi
from tests.factories.kinerja import make_periode, make_skp
from tests.jabatan.conftest import build_peta
from tests.pegawai.test_berhenti import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def tahun(provinsi: Provinsi):
    return make_periode(provinsi.instansi)


def asked(p: Provinsi, skp: SKP, who: str = "atasan") -> None:
    assign_tugas([p.akun[who]], jenis=TUGAS_SKP, objek_id=skp.pk, judul="Putuskan SKP", alasan="-", url="/")


class TestOwnPlans:
    @pytest.mark.parametrize("status", [StatusSKP.DRAF, StatusSKP.DIAJUKAN, StatusSKP.DIKEMBALIKAN])
    def test_plan_in_writing_ends_with_its_duties(self, provinsi, tahun, status):
        person = provinsi.orang["pegawai"]
        skp = make_skp(tahun, person, status=status, rhk=1)
        asked(provinsi, skp)
        key = duty_key(tahun.pk, person.pk)
        assign_tugas(
            [provinsi.akun["pegawai"]], jenis=TUGAS_SUSUN, objek_id=key, judul="Susun SKP", alasan="-", url="/"
        )
        record(provinsi, "pegawai")
        skp.refresh_from_db()
        assert skp.status == StatusSKP.DIBATALKAN
        assert LangkahSKP.objects.filter(skp=skp, ke=StatusSKP.DIBATALKAN).get().catatan == "Tidak lagi dalam dinas."
        assert not Tugas.objects.filter(jenis__in=[TUGAS_SKP, TUGAS_SUSUN], selesai_pada=None).exists()
        # Nobody else can write the plan of somebody: it is no item of the list that HR hands over.
        assert not ButirBerhenti.objects.filter(judul__startswith="Alihkan tugas: Susun").exists()

    def test_approved_plan_stays(self, provinsi, tahun):
        skp = make_skp(tahun, provinsi.orang["pegawai"], status=StatusSKP.DISETUJUI, rhk=1)
        record(provinsi, "pegawai")
        skp.refresh_from_db()
        assert skp.status == StatusSKP.DISETUJUI


class TestPlansToApprove:
    def test_new_superior_decides_what_was_sent(self, provinsi, tahun):
        build_peta(provinsi)
        sent = make_skp(tahun, provinsi.orang["pegawai"], status=StatusSKP.DIAJUKAN, rhk=1)
        draft = make_skp(tahun, provinsi.orang["rekan"], rhk=1)
        asked(provinsi, sent)
        record(provinsi, "atasan")
        new = provinsi.orang["atasan_penilai"]
        for skp in (sent, draft):
            skp.refresh_from_db()
            assert skp.penilai_id == new.pk
        assert sent.status == StatusSKP.DIAJUKAN
        duty = Tugas.objects.get(jenis=TUGAS_SKP, objek_id=sent.pk, selesai_pada=None)
        assert duty.untuk_id == new.pengguna_id
        assert permissions.can_decide_skp(new.pengguna, sent)
        note = Notifikasi.objects.get(untuk=provinsi.akun["pegawai"], judul__startswith="SKP")
        assert new.nama in note.judul
        assert not any(
            word in f"{note.judul} {note.isi} {note.mengapa}" for word in ("meninggal", "berhenti", "pensiun")
        )
        assert not ButirBerhenti.objects.filter(judul__startswith="Alihkan tugas: Putuskan").exists()

    def test_without_a_superior_the_duty_is_an_item_for_hr(self, provinsi, tahun):
        sent = make_skp(tahun, provinsi.orang["pegawai"], status=StatusSKP.DIAJUKAN, rhk=1)
        asked(provinsi, sent)
        record(provinsi, "atasan")
        sent.refresh_from_db()
        assert sent.penilai_id == provinsi.orang["atasan"].pk
        assert ButirBerhenti.objects.filter(judul="Alihkan tugas: Putuskan SKP").exists()

    def test_a_day_ahead_changes_nothing_yet(self, provinsi, tahun):
        skp = make_skp(tahun, provinsi.orang["pegawai"], rhk=1)
        record(provinsi, "pegawai", jenis=JenisBerhenti.PENSIUN, jarak=30)
        skp.refresh_from_db()
        assert skp.status == StatusSKP.DRAF
