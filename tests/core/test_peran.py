"""Roles: two admins for provincial ones, a decree for operators, nobody touches his own, every role ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from asn_portal.core.aturan.alur_usulan import ALUR_USULAN
from asn_portal.core.enums import PERAN_TURUNAN, JenisUsulanPeran, Peran, StatusUsulan
from asn_portal.core.errors import DomainError
from asn_portal.core.izin import MATRIKS, Cakupan
from asn_portal.core.models import Notifikasi, PenugasanPeran, Tindakan, Tugas, UsulanPeran, periode
from asn_portal.core.permissions import akses
from asn_portal.core.services import peran as services
from asn_portal.core.workflow import check_transition
from tests.conftest import Provinsi

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def propose(
    p: Provinsi, *, by: str = "admin_bkd", untuk: str = "pegawai", peran: str = Peran.ASESOR, **fields: object
) -> UsulanPeran:
    given = {"mulai": TODAY, "sampai": None, "alasan": "perlu"} | fields
    return services.propose_peran(untuk=p.akun[untuk], peran=peran, unit=p.akar, by=p.akun[by], **given)


def has_role(p: Provinsi, who: str, peran: Peran, day: date | None = None) -> bool:
    account = type(p.akun[who]).objects.get(pk=p.akun[who].pk)
    return akses(account, day).has(peran)


def grow_older(usulan: UsulanPeran, *, days: int) -> None:
    """As if it had waited so long for its second yes."""
    mulai, sampai = (day and day - timedelta(days=days) for day in (usulan.mulai, usulan.sampai))
    UsulanPeran.objects.filter(pk=usulan.pk).update(mulai=mulai, sampai=sampai)


class TestTwoAdmins:
    def test_role_counts_from_the_second_yes(self, provinsi):
        usulan = propose(provinsi)
        assert not has_role(provinsi, "pegawai", Peran.ASESOR)
        services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        assert has_role(provinsi, "pegawai", Peran.ASESOR)

    def test_second_admins_get_the_duty_and_it_leaves_every_inbox(self, provinsi):
        usulan = propose(provinsi)
        holders = set(
            Tugas.objects.filter(objek_id=usulan.pk, selesai_pada=None).values_list("untuk__username", flat=True)
        )
        assert holders == {"admin_bkd2", "admin_sistem"}
        services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_sistem"])
        assert not Tugas.objects.filter(objek_id=usulan.pk, selesai_pada=None).exists()

    def test_proposer_and_new_holder_are_told(self, provinsi):
        services.approve_usulan_peran(propose(provinsi).pk, by=provinsi.akun["admin_bkd2"])
        told = set(Notifikasi.objects.values_list("untuk", flat=True))
        assert told == {provinsi.akun["admin_bkd"].pk, provinsi.akun["pegawai"].pk}

    @pytest.mark.parametrize("who", ["admin_bkd", "pegawai", "admin_unit", "auditor", "admin_instansi_lain"])
    def test_nobody_else_gives_the_second_yes(self, provinsi, who):
        usulan = propose(provinsi)
        with pytest.raises(PermissionDenied):
            services.approve_usulan_peran(usulan.pk, by=provinsi.akun[who])

    def test_admin_cannot_agree_to_his_own_role(self, provinsi):
        usulan = propose(provinsi, untuk="admin_bkd2", peran=Peran.AUDITOR)
        with pytest.raises(PermissionDenied):
            services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])

    def test_nobody_proposes_for_himself(self, provinsi):
        with pytest.raises(PermissionDenied):
            propose(provinsi, untuk="admin_bkd")

    @pytest.mark.parametrize("who", ["pegawai", "admin_unit", "auditor", "pimpinan", "admin_instansi_lain"])
    def test_only_admins_of_the_agency_propose(self, provinsi, who):
        with pytest.raises(PermissionDenied):
            propose(provinsi, by=who, untuk="rekan")

    @pytest.mark.parametrize(
        "peran", [Peran.PEGAWAI, Peran.ATASAN, Peran.ATASAN_PENILAI, Peran.KETUA_TIM, Peran.ADMIN_UNIT]
    )
    def test_derived_and_operator_roles_are_not_proposed(self, provinsi, peran):
        with pytest.raises(PermissionDenied):
            propose(provinsi, peran=peran)

    def test_two_decisions_one_wins(self, provinsi):
        usulan = propose(provinsi)
        services.reject_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"], catatan="tidak perlu")
        with pytest.raises(DomainError) as refused:
            services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_sistem"])
        assert refused.value.galat == "status_berubah"
        assert not has_role(provinsi, "pegawai", Peran.ASESOR)

    def test_same_proposal_twice_waits_once(self, provinsi):
        propose(provinsi)
        with pytest.raises(DomainError) as refused:
            propose(provinsi)
        assert refused.value.galat == "usulan_sudah_ada"

    def test_withdrawn_by_the_proposer_only(self, provinsi):
        usulan = propose(provinsi)
        with pytest.raises(PermissionDenied):
            services.withdraw_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        services.withdraw_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd"])
        usulan.refresh_from_db()
        assert usulan.status == StatusUsulan.DITARIK

    def test_ending_a_provincial_role_needs_two_as_well(self, provinsi):
        usulan = propose(provinsi, untuk="asesor", jenis=JenisUsulanPeran.CABUT)
        assert has_role(provinsi, "asesor", Peran.ASESOR)
        services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        assert not has_role(provinsi, "asesor", Peran.ASESOR)

    def test_approval_is_never_back_dated(self, provinsi):
        usulan = propose(provinsi)
        grow_older(usulan, days=30)
        services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        assert PenugasanPeran.objects.kini().get(pengguna=provinsi.akun["pegawai"]).mulai == TODAY

    def test_period_already_over_is_refused(self, provinsi):
        usulan = propose(provinsi, sampai=TODAY + timedelta(days=1))
        grow_older(usulan, days=30)
        with pytest.raises(DomainError) as refused:
            services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        assert refused.value.galat == "masa_lewat"

    def test_database_refuses_an_approval_by_the_proposer(self, provinsi):
        usulan = propose(provinsi)
        with pytest.raises(DatabaseError, match="usulan_peran_dua_orang"), transaction.atomic():
            UsulanPeran.objects.filter(pk=usulan.pk).update(
                status="disetujui", diputuskan_oleh=provinsi.akun["admin_bkd"]
            )


class TestTime:
    def test_role_ends_at_its_date_without_a_job(self, provinsi):
        usulan = propose(provinsi, sampai=TODAY + timedelta(days=9))
        services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        assert has_role(provinsi, "pegawai", Peran.ASESOR, TODAY + timedelta(days=9))
        assert not has_role(provinsi, "pegawai", Peran.ASESOR, TODAY + timedelta(days=10))

    def test_future_role_begins_on_its_day(self, provinsi):
        usulan = propose(provinsi, mulai=TODAY + timedelta(days=3))
        services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        assert not has_role(provinsi, "pegawai", Peran.ASESOR)
        assert has_role(provinsi, "pegawai", Peran.ASESOR, TODAY + timedelta(days=3))


class TestOperators:
    def appoint(self, p: Provinsi, *, by: str, unit: object, untuk: str = "rekan") -> PenugasanPeran:
        return services.appoint_operator(
            untuk=p.akun[untuk], peran=Peran.ADMIN_UNIT, unit=unit, mulai=TODAY, sampai=TODAY + timedelta(days=365),
            nomor_sk="SK 7", by=p.akun[by],
        )  # fmt: skip

    def test_hr_of_a_unit_appoints_strictly_below(self, provinsi):
        row = self.appoint(provinsi, by="admin_unit", unit=provinsi.seksi)
        assert (row.nomor_sk, row.ditetapkan_oleh) == ("SK 7", provinsi.akun["admin_unit"])
        assert has_role(provinsi, "rekan", Peran.ADMIN_UNIT)

    def test_not_for_the_own_unit(self, provinsi):
        with pytest.raises(PermissionDenied):
            self.appoint(provinsi, by="admin_unit", unit=provinsi.dinas)

    def test_not_for_another_dinas(self, provinsi):
        with pytest.raises(PermissionDenied):
            self.appoint(provinsi, by="admin_unit_lain", unit=provinsi.seksi)

    def test_not_for_oneself(self, provinsi):
        with pytest.raises(PermissionDenied):
            self.appoint(provinsi, by="admin_bkd", unit=provinsi.dinas, untuk="admin_bkd")

    def test_not_for_an_account_of_another_agency(self, provinsi):
        with pytest.raises(PermissionDenied):
            self.appoint(provinsi, by="admin_bkd", unit=provinsi.dinas, untuk="orang_instansi_lain")

    def test_ended_from_a_day_on(self, provinsi):
        row = self.appoint(provinsi, by="admin_bkd", unit=provinsi.seksi)
        services.end_peran(
            row.pk, mulai=TODAY + timedelta(days=5), alasan="pindah tugas", by=provinsi.akun["admin_unit"]
        )
        assert has_role(provinsi, "rekan", Peran.ADMIN_UNIT, TODAY + timedelta(days=4))
        assert not has_role(provinsi, "rekan", Peran.ADMIN_UNIT, TODAY + timedelta(days=5))

    def test_yesterday_cannot_be_changed(self, provinsi):
        row = self.appoint(provinsi, by="admin_bkd", unit=provinsi.seksi)
        with pytest.raises(DomainError) as refused:
            services.end_peran(row.pk, mulai=TODAY - timedelta(days=1), alasan="x", by=provinsi.akun["admin_bkd"])
        assert refused.value.galat == "tanggal_lewat"

    def test_overlapping_appointment_is_refused(self, provinsi):
        self.appoint(provinsi, by="admin_bkd", unit=provinsi.seksi)
        with pytest.raises(DomainError) as refused:
            self.appoint(provinsi, by="admin_bkd", unit=provinsi.seksi)
        assert refused.value.galat == "peran_sudah_ada"


class TestPenyiap:
    def name(self, p: Provinsi, kinds: list[str]) -> None:
        services.name_penyiap(
            penyiap=p.akun["rekan"],
            jenis_tugas=kinds,
            mulai=TODAY,
            sampai=TODAY + timedelta(days=30),
            by=p.akun["admin_bkd2"],
        )

    def test_prepares_but_never_decides(self, provinsi):
        self.name(provinsi, ["core.usulan_peran"])
        usulan = propose(provinsi)
        services.prepare_usulan_peran(usulan.pk, by=provinsi.akun["rekan"], catatan="lengkap")
        with pytest.raises(PermissionDenied):
            services.approve_usulan_peran(usulan.pk, by=provinsi.akun["rekan"])
        services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])
        act = Tindakan.objects.get(aksi="peran_disetujui")
        assert (act.disiapkan_oleh, act.pengguna) == (provinsi.akun["rekan"], provinsi.akun["admin_bkd2"])

    def test_prepares_only_the_kinds_named(self, provinsi):
        self.name(provinsi, ["lain"])
        usulan = propose(provinsi)
        with pytest.raises(PermissionDenied):
            services.prepare_usulan_peran(usulan.pk, by=provinsi.akun["rekan"], catatan="x")

    def test_does_not_prepare_a_case_about_himself(self, provinsi):
        self.name(provinsi, ["core.usulan_peran"])
        usulan = propose(provinsi, untuk="rekan")
        with pytest.raises(PermissionDenied):
            services.prepare_usulan_peran(usulan.pk, by=provinsi.akun["rekan"], catatan="x")

    def test_plain_employee_names_nobody(self, provinsi):
        with pytest.raises(PermissionDenied):
            services.name_penyiap(
                penyiap=provinsi.akun["rekan"],
                jenis_tugas=["core.usulan_peran"],
                mulai=TODAY,
                sampai=TODAY,
                by=provinsi.akun["pegawai"],
            )

    def test_ends_with_the_day(self, provinsi):
        from asn_portal.core.models import Penyiap

        self.name(provinsi, ["core.usulan_peran"])
        services.end_penyiap(Penyiap.objects.kini().get().pk, mulai=TODAY, by=provinsi.akun["admin_bkd2"])
        assert not Penyiap.objects.pada(TODAY).exists()


class TestLeaving:
    """Roles end when their holder leaves the unit."""

    def leave(self, p: Provinsi, who: str, dari: object, ke: object) -> list[str]:
        return services.end_roles_of_leaver(p.akun[who].pk, dari_unit=dari.pk, ke_unit=ke.pk, mulai=TODAY)

    def test_operator_who_leaves_the_subtree_loses_the_role(self, provinsi):
        assert self.leave(provinsi, "admin_unit", provinsi.dinas, provinsi.dinas_lain) == ["admin_unit"]
        assert not has_role(provinsi, "admin_unit", Peran.ADMIN_UNIT)

    def test_move_inside_the_subtree_keeps_the_role(self, provinsi):
        assert self.leave(provinsi, "admin_unit", provinsi.dinas, provinsi.seksi) == []
        assert has_role(provinsi, "admin_unit", Peran.ADMIN_UNIT)

    def test_provincial_role_ends_with_the_perangkat_daerah(self, provinsi):
        assert self.leave(provinsi, "admin_bkd", provinsi.seksi, provinsi.dinas) == []
        assert self.leave(provinsi, "admin_bkd", provinsi.dinas, provinsi.dinas_lain) == ["admin_bkd"]


@pytest.mark.parametrize("dari", StatusUsulan)
@pytest.mark.parametrize("ke", StatusUsulan)
def test_status_table_cell_by_cell(dari, ke):
    allowed = dari == StatusUsulan.DIAJUKAN and ke != StatusUsulan.DIAJUKAN
    if allowed:
        check_transition(ALUR_USULAN, dari, ke)
    else:
        with pytest.raises(DomainError):
            check_transition(ALUR_USULAN, dari, ke)


def test_database_refuses_a_derived_role_as_a_row(provinsi):
    with pytest.raises(DatabaseError, match="peran_bukan_turunan"), transaction.atomic():
        PenugasanPeran.objects.create(
            pengguna=provinsi.akun["pegawai"], peran=Peran.ATASAN, unit=provinsi.dinas, berlaku=periode(TODAY)
        )


def test_derived_roles_look_after_no_unit():
    """Such a role carries the path of the unit where its person works: a scope U or G would open that unit to everybody."""
    for sumber, row in MATRIKS.items():
        for peran in PERAN_TURUNAN & row.keys():
            assert {right.cakupan for right in row[peran]}.isdisjoint({Cakupan.UNIT, Cakupan.AGREGAT}), (sumber, peran)
