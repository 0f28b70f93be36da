"""Outside the map, seats of no civil servant, lines of coordination."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from asn_portal.core.errors import DomainError
from jabatan import selectors
from jabatan.enums import JenisJabatan, SebabLuarPeta
from jabatan.models import DiLuarPeta, KoordinasiUnit, Penempatan
from jabatan.services import luar
from jabatan.services.penempatan import place_pegawai
from pegawai.models import HubunganAtasan, Pegawai
from tests.factories.jabatan import make_seat

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def typed(day) -> str:
    return f"{day:%d/%m/%Y}"


def words(response) -> str:
    return " ".join(response.content.decode().split())


def superior(person, day=TODAY):
    row = HubunganAtasan.objects.pada(day).filter(pegawai=person).select_related("atasan").first()
    return row.atasan.nama if row else None


def leave(p, who="pegawai", by="admin_unit", mulai=TODAY, sampai=None):
    return luar.place_outside(
        p.orang[who], sebab=SebabLuarPeta.TUGAS_BELAJAR, atasan=p.orang["atasan_penilai"], mulai=mulai,
        sampai=sampai or TODAY + 300 * DAY, dasar="SK belajar", by=p.akun[by],
    )  # fmt: skip


class TestOutside:
    def test_seat_ends_and_the_named_superior_counts_for_the_time(self, provinsi, peta):
        person = provinsi.orang["pegawai"]
        row = leave(provinsi, mulai=TODAY + 5 * DAY)
        assert Penempatan.objects.pada(TODAY + 4 * DAY).filter(pegawai=person).exists()
        assert not Penempatan.objects.pada(TODAY + 5 * DAY).filter(pegawai=person).exists()
        assert [superior(person, TODAY + n * DAY) for n in (4, 5, 300, 301)] == [
            "Kepala Seksi Satu", "Kepala Dinas Satu", "Kepala Dinas Satu", None,
        ]  # fmt: skip
        luar.end_outside(row.pk, sampai=TODAY + 20 * DAY, alasan="Lulus", by=provinsi.akun["admin_unit"])
        assert DiLuarPeta.objects.pada(TODAY + 21 * DAY).count() == 0
        assert superior(person, TODAY + 21 * DAY) is None
        place_pegawai(peta.staf.pk, pegawai=person, mulai=TODAY + 21 * DAY, by=provinsi.akun["admin_unit"])
        assert superior(person, TODAY + 21 * DAY) == "Kepala Seksi Satu"

    def test_those_he_led_have_the_next_one_up(self, provinsi, peta):
        luar.place_outside(
            provinsi.orang["atasan"], sebab=SebabLuarPeta.CLTN, atasan=provinsi.orang["atasan_penilai"], mulai=TODAY,
            sampai=TODAY + 30 * DAY, dasar="SK", by=provinsi.akun["admin_bkd"],
        )  # fmt: skip
        assert superior(provinsi.orang["pegawai"]) == "Kepala Dinas Satu"
        assert Pegawai.objects.get(pk=provinsi.orang["atasan"].pk).jabatan_kini == ""

    def test_twice_and_against_a_plan_is_refused(self, provinsi, peta):
        leave(provinsi, sampai=TODAY + 9 * DAY)
        with pytest.raises(DomainError, match="sudah tercatat di luar peta"):
            leave(provinsi)
        place_pegawai(
            peta.staf.pk, pegawai=provinsi.orang["pegawai"], mulai=TODAY + 10 * DAY, by=provinsi.akun["admin_unit"]
        )
        with pytest.raises(DomainError, match="direncanakan menempati"):
            leave(provinsi, mulai=TODAY + 10 * DAY)

    def test_only_hr_of_scope_and_never_oneself(self, provinsi, peta):
        for who in ("admin_unit_lain", "auditor", "pegawai", "atasan"):
            with pytest.raises(PermissionDenied):
                leave(provinsi, by=who)

    def test_by_page_and_bad_input(self, provinsi, peta):
        client, person = provinsi.client("admin_unit"), provinsi.orang["pegawai"]
        data = {
            "sebab": "cltn", "mulai": typed(TODAY), "sampai": typed(TODAY + 90 * DAY), "atasan": person.nrk, "dasar": "SK 9",
        }  # fmt: skip
        refused = client.post(f"/pegawai/{person.pk}/luar-peta/", data)
        assert "tidak menjadi atasannya sendiri" in words(refused)
        assert 'value="SK 9"' in words(refused)
        data["atasan"] = provinsi.orang["atasan_penilai"].nrk
        page = words(client.post(f"/pegawai/{person.pk}/luar-peta/", data, follow=True))
        assert "tercatat di luar peta mulai" in page
        assert "Cuti di luar tanggungan negara" in page
        row = DiLuarPeta.objects.get(pegawai=person)
        done = client.post(f"/jabatan/luar-peta/{row.pk}/akhiri/", {"sampai": typed(TODAY), "alasan": "x"}, follow=True)
        assert "Tempatkan ia pada jabatannya." in words(done)
        why = words(provinsi.client("pegawai").get("/pegawai/saya/mengapa-atasan/", follow=True))
        assert "Cuti di luar tanggungan negara" in why


class TestNonASN:
    def test_named_official_by_page(self, provinsi, peta):
        seat = make_seat("Gubernur", unit=provinsi.akar, jenis=JenisJabatan.PEJABAT_NEGARA, kepala=True, bup=None)
        client = provinsi.client("admin_bkd")
        data = {"nama": "Mochtar Adiwinata", "mulai": typed(TODAY), "dasar": "Keppres 1"}
        assert "Mochtar Adiwinata" in words(client.post(f"/jabatan/{seat.pk}/pejabat/", data, follow=True))
        again = client.post(f"/jabatan/{seat.pk}/pejabat/", data)
        assert "sudah ada pejabatnya" in words(again)
        row = selectors.officials_of(seat).get()
        client.post(f"/jabatan/pejabat/{row.pk}/akhiri/", {"sampai": typed(TODAY + DAY), "alasan": "x"})
        assert selectors.officials_of(seat).get().sampai == TODAY + DAY

    def test_seat_of_civil_servants_takes_no_name(self, provinsi, peta):
        with pytest.raises(DomainError, match="jabatan ASN"):
            luar.seat_non_asn(
                peta.kadis.pk, nama="x", mulai=TODAY, sampai=None, dasar="x", by=provinsi.akun["admin_bkd"]
            )


class TestCoordination:
    def test_both_sides_see_it_until_it_ends(self, provinsi, peta):
        client = provinsi.client("admin_bkd")
        data = {"koordinator": str(provinsi.dinas_lain.pk), "mulai": typed(TODAY), "dasar": "Pergub"}
        path = f"/jabatan/peta/{provinsi.seksi.pk}/koordinasi/"
        assert "Dinas Dua" in words(client.post(path + "tambah/", data, follow=True))
        assert "sudah tercatat" in words(client.post(path + "tambah/", data))
        other = words(client.get(f"/jabatan/peta/{provinsi.dinas_lain.pk}/koordinasi/"))
        assert "Dikoordinasikan unit ini" in other
        row = KoordinasiUnit.objects.get()
        client.post(f"/jabatan/koordinasi/{row.pk}/akhiri/", {"sampai": typed(TODAY), "alasan": "x"})
        assert selectors.coordination_of(provinsi.seksi.pk, TODAY + DAY) == []

    def test_never_with_itself(self, provinsi, peta):
        with pytest.raises(DomainError, match="dirinya sendiri"):
            luar.coordinate(
                provinsi.seksi,
                koordinator=provinsi.seksi,
                mulai=TODAY,
                sampai=None,
                dasar="x",
                by=provinsi.akun["admin_bkd"],
            )

    def test_gives_no_right_over_people(self, provinsi, peta):
        before = HubunganAtasan.objects.kini().count()
        luar.coordinate(
            provinsi.seksi,
            koordinator=provinsi.dinas_lain,
            mulai=TODAY,
            sampai=None,
            dasar="x",
            by=provinsi.akun["admin_bkd"],
        )
        assert HubunganAtasan.objects.kini().count() == before
