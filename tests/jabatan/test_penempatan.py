"""Placing people: one change moves seat, superior, unit, lists and trace together."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Tindakan
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import Penempatan
from jabatan.services import koreksi_tempat, penempatan
from jabatan.services.atasan import lines_of
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.services.penempatan import set_atasan
from tests.conftest import build_provinsi
from tests.factories.core import SINCE
from tests.factories.jabatan import make_seat
from tests.factories.pegawai import make_person
from tests.jabatan.conftest import build_peta

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def place(p, seat, who, *, by="admin_bkd", mulai=TODAY, jenis=JenisPenempatan.DEFINITIF, **values):
    person = who if isinstance(who, Pegawai) else p.orang[who]
    return penempatan.place_pegawai(seat.pk, pegawai=person, mulai=mulai, jenis=jenis, by=p.akun[by], **values)


def end(p, seat, who, sampai, by="admin_bkd"):
    row = Penempatan.objects.kini().get(jabatan=seat, pegawai=p.orang[who], berlaku__contains=sampai)
    return penempatan.end_penempatan(row.pk, sampai=sampai, alasan="Pindah tugas", by=p.akun[by])


def superior(p, who, day=TODAY):
    row = HubunganAtasan.objects.pada(day).filter(pegawai=p.orang[who]).select_related("atasan").first()
    return (row.atasan.nama, row.alasan) if row else None


PETA, PLT, PLH = AlasanAtasan.PETA, AlasanAtasan.PLT, AlasanAtasan.PLH
KADIS, KASI = "Kepala Dinas Satu", "Kepala Seksi Satu"


def refusal(build) -> DomainError:
    with pytest.raises(DomainError) as refused:
        build()
    assert refused.value.pesan.endswith(".")
    return refused.value


class TestVacancy:
    def test_superior_is_the_next_level_from_the_day_the_seat_is_empty(self, provinsi, peta):
        end(provinsi, peta.kasi, "atasan", TODAY + 10 * DAY)
        assert superior(provinsi, "pegawai", TODAY + 10 * DAY) == (KASI, PETA)
        assert superior(provinsi, "pegawai", TODAY + 11 * DAY) == (KADIS, PETA)
        assert superior(provinsi, "pegawai", TODAY - DAY) == (KASI, PETA)

    def test_new_holder_takes_over_on_his_day_and_lists_follow(self, provinsi, peta):
        end(provinsi, peta.kasi, "atasan", TODAY - DAY)
        place(provinsi, peta.kasi, "rekan", pindah=True, keputusan=penempatan.Keputusan(dasar="SK 7"))
        assert superior(provinsi, "pegawai") == ("Budi Santoso", PETA)
        assert superior(provinsi, "rekan") == (KADIS, PETA)
        rekan, pegawai = (Pegawai.objects.get(pk=provinsi.orang[who].pk) for who in ("rekan", "pegawai"))
        assert (rekan.jabatan_kini, pegawai.atasan_kini_id) == ("Kepala Seksi", rekan.pk)
        assert not Penempatan.objects.pada(TODAY).filter(jabatan=peta.staf, pegawai=rekan).exists()
        assert Penempatan.objects.pada(TODAY - DAY).filter(jabatan=peta.staf, pegawai=rekan).exists()
        assert Tindakan.objects.filter(aksi="ditempatkan", subjek_id=rekan.pk, alasan="SK 7").count() == 1
        assert Notifikasi.objects.filter(untuk=rekan.pengguna, judul="Penempatan Anda berubah").count() == 1

    def test_future_placement_needs_no_job(self, provinsi, peta):
        later = TODAY + 40 * DAY
        end(provinsi, peta.kasi, "atasan", later - DAY)
        place(provinsi, peta.kasi, "rekan", mulai=later, pindah=True)
        assert superior(provinsi, "pegawai", later - DAY) == (KASI, PETA)
        assert superior(provinsi, "pegawai", later) == ("Budi Santoso", PETA)
        assert Pegawai.objects.get(pk=provinsi.orang["rekan"].pk).jabatan_kini == "Penelaah Teknis Kebijakan"

    def test_whoever_leaves_the_map_has_no_superior_by_it(self, provinsi, peta):
        end(provinsi, peta.staf, "pegawai", TODAY - DAY)
        assert superior(provinsi, "pegawai") is None
        assert superior(provinsi, "pegawai", TODAY - DAY) == (KASI, PETA)
        assert Pegawai.objects.get(pk=provinsi.orang["pegawai"].pk).jabatan_kini == ""

    def test_what_hr_decided_stays(self, provinsi, peta):
        set_atasan(
            provinsi.orang["pegawai"].pk, atasan=provinsi.orang["atasan_penilai"], mulai=TODAY, sampai=TODAY + 30 * DAY,
            dasar="Proyek", by=provinsi.akun["admin_unit"],
        )  # fmt: skip
        end(provinsi, peta.kasi, "atasan", TODAY - DAY)
        place(provinsi, peta.kasi, "rekan", pindah=True)
        assert superior(provinsi, "pegawai", TODAY + 30 * DAY) == (KADIS, AlasanAtasan.KHUSUS)
        assert superior(provinsi, "pegawai", TODAY + 31 * DAY) == ("Budi Santoso", PETA)


class TestMove:
    def test_seat_in_another_unit_takes_the_person_along(self, provinsi, peta):
        staf = make_seat(
            "Arsiparis Ahli Muda", unit=provinsi.dinas_lain, jenis=JenisJabatan.FUNGSIONAL, induk=peta.kadis_lain
        )
        place(provinsi, staf, "pegawai", mulai=TODAY + 5 * DAY, pindah=True)
        units = KeanggotaanUnit.objects.kini().filter(pegawai=provinsi.orang["pegawai"])
        assert units.pada(TODAY + 4 * DAY).get().unit_id == provinsi.seksi.pk
        assert units.pada(TODAY + 5 * DAY).get().unit_id == provinsi.dinas_lain.pk
        assert superior(provinsi, "pegawai", TODAY + 5 * DAY) == ("Wati Lestari", PETA)

    def test_hr_of_a_unit_places_within_and_not_across(self, provinsi, peta):
        place(provinsi, peta.staf, "atasan", pindah=True, by="admin_unit")
        staf = make_seat(
            "Arsiparis Ahli Muda", unit=provinsi.dinas_lain, jenis=JenisJabatan.FUNGSIONAL, induk=peta.kadis_lain
        )
        for who in ("admin_unit", "auditor", "pegawai", "pimpinan"):
            with pytest.raises(PermissionDenied):
                place(provinsi, staf, "pegawai", pindah=True, by=who)
        with pytest.raises(PermissionDenied):
            place(provinsi, peta.staf, "orang_dinas_lain", pindah=True, by="admin_unit")

    def test_nobody_places_himself(self, provinsi, peta):
        from asn_portal.core.enums import Peran
        from tests.factories.core import give_role

        give_role(provinsi.akun["pegawai"], Peran.ADMIN_BKD, provinsi.akar)
        with pytest.raises(PermissionDenied):
            place(provinsi, peta.staf, "pegawai", by="pegawai", mulai=TODAY)

    def test_without_saying_so_the_own_post_is_not_given_up(self, provinsi, peta):
        assert refusal(lambda: place(provinsi, peta.kasi, "rekan")).galat in {
            "penempatan_satu_pejabat", "penempatan_satu_definitif",
        }  # fmt: skip
        end(provinsi, peta.kasi, "atasan", TODAY - DAY)
        assert refusal(lambda: place(provinsi, peta.kasi, "rekan")).galat == "penempatan_satu_definitif"

    def test_plans_for_later_stay(self, provinsi, peta):
        later = TODAY + 60 * DAY
        end(provinsi, peta.kasi, "atasan", TODAY - DAY)
        place(provinsi, peta.kasi, "rekan", mulai=later, pindah=True)
        place(provinsi, peta.staf, "atasan", mulai=TODAY)
        assert superior(provinsi, "atasan") == (KADIS, PETA)
        assert superior(provinsi, "atasan", later) == ("Budi Santoso", PETA)

    @pytest.mark.parametrize(
        ("change", "galat"),
        [
            ({"mulai": date(2019, 12, 31)}, "jabatan_tidak_berlaku"),
            ({"mulai": date(2048, 3, 1)}, "melewati_bup"),
            ({"jenis": JenisPenempatan.TUGAS_TAMBAHAN}, "jenis_tidak_cocok"),
            ({"jenis": JenisPenempatan.PLT, "sampai": TODAY}, "jenis_tidak_cocok"),
        ],
    )
    def test_bad_input_is_said_in_a_sentence(self, provinsi, peta, change, galat):
        assert refusal(lambda: place(provinsi, peta.staf, "orang_dinas_lain", **change)).galat == galat
        assert not Penempatan.objects.filter(jabatan=peta.staf, pegawai=provinsi.orang["orang_dinas_lain"]).exists()

    def test_seat_that_ends_takes_nobody_beyond(self, provinsi, peta):
        short = make_seat("Pengadministrasi", unit=provinsi.seksi, induk=peta.kasi, sampai=TODAY + 9 * DAY)
        person = make_person("Baru Datang", unit=provinsi.seksi)
        assert refusal(lambda: place(provinsi, short, person)).galat == "jabatan_tidak_berlaku"
        place(provinsi, short, person, sampai=TODAY + 9 * DAY)


class TestActing:
    def test_plt_decides_while_the_seat_is_empty_and_ends_when_the_holder_comes(self, provinsi, peta):
        end(provinsi, peta.kasi, "atasan", TODAY - DAY)
        place(provinsi, peta.kasi, "rekan", jenis=JenisPenempatan.PLT, sampai=TODAY + 60 * DAY, by="admin_unit")
        assert superior(provinsi, "pegawai") == ("Budi Santoso", PLT)
        assert superior(provinsi, "rekan") == (KADIS, PETA)  # his own case goes one level up
        assert superior(provinsi, "pegawai", TODAY + 61 * DAY) == (KADIS, PETA)
        place(provinsi, peta.kasi, "atasan", mulai=TODAY + 20 * DAY)
        assert superior(provinsi, "pegawai", TODAY + 19 * DAY) == ("Budi Santoso", PLT)
        assert superior(provinsi, "pegawai", TODAY + 20 * DAY) == (KASI, PETA)
        assert superior(provinsi, "rekan", TODAY + 20 * DAY) == (KASI, PETA)

    def test_plh_goes_before_the_holder_for_his_days(self, provinsi, peta):
        place(provinsi, peta.kasi, "rekan", jenis=JenisPenempatan.PLH, mulai=TODAY + DAY, sampai=TODAY + 5 * DAY)
        assert [superior(provinsi, "pegawai", TODAY + n * DAY) for n in (0, 1, 5, 6)] == [
            (KASI, PETA), ("Budi Santoso", PLH), ("Budi Santoso", PLH), (KASI, PETA),
        ]  # fmt: skip
        # His own case goes one level up while he stands in.
        assert [superior(provinsi, "rekan", TODAY + n * DAY) for n in (0, 1, 5, 6)] == [
            (KASI, PETA), (KADIS, PETA), (KADIS, PETA), (KASI, PETA),
        ]  # fmt: skip

    def test_plt_for_an_occupied_and_plh_for_an_empty_seat_are_refused(self, provinsi, peta):
        acting = {"sampai": TODAY + 5 * DAY}
        assert (
            refusal(lambda: place(provinsi, peta.kasi, "rekan", jenis=JenisPenempatan.PLT, **acting)).galat
            == "jabatan_berisi"
        )
        end(provinsi, peta.kasi, "atasan", TODAY - DAY)
        assert (
            refusal(lambda: place(provinsi, peta.kasi, "rekan", jenis=JenisPenempatan.PLH, **acting)).galat
            == "jabatan_kosong"
        )

    def test_two_levels_up_is_refused(self, provinsi, peta):
        refused = refusal(
            lambda: place(provinsi, peta.kadis, "rekan", jenis=JenisPenempatan.PLH, sampai=TODAY + 5 * DAY)
        )
        assert refused.galat == "tingkat_tidak_cocok"

    def test_three_months_and_once_three_more(self, provinsi, peta):
        end(provinsi, peta.kasi, "atasan", TODAY - DAY)

        def act(mulai: date, sampai: date):
            return place(provinsi, peta.kasi, "rekan", jenis=JenisPenempatan.PLT, mulai=mulai, sampai=sampai)

        first = date(2027, 1, 4)
        assert refusal(lambda: act(first, date(2027, 4, 4))).galat == "plt_terlalu_lama"
        act(first, date(2027, 4, 3))
        assert refusal(lambda: act(date(2027, 4, 4), date(2027, 7, 4))).galat == "plt_terlalu_lama"
        act(date(2027, 4, 4), date(2027, 7, 3))
        assert refusal(lambda: act(date(2027, 7, 4), date(2027, 7, 31))).galat == "plt_terlalu_lama"


class TestHeadByDuty:
    def test_teachers_answer_to_the_head_who_is_a_teacher(self, provinsi, peta):
        head = make_seat(
            "Kepala Sekolah", unit=provinsi.seksi, jenis=JenisJabatan.TUGAS_TAMBAHAN, induk=peta.kadis, kepala=True
        )
        guru = make_seat(
            "Guru Ahli Muda", unit=provinsi.seksi, jenis=JenisJabatan.FUNGSIONAL, jenjang="ahli_muda", induk=head
        )
        place(provinsi, guru, "pegawai", pindah=True)
        place(provinsi, guru, "rekan", pindah=True, sub_jabatan="Matematika")
        place(provinsi, head, "rekan", jenis=JenisPenempatan.TUGAS_TAMBAHAN)
        assert superior(provinsi, "pegawai") == ("Budi Santoso", PETA)
        assert superior(provinsi, "rekan") == (KADIS, PETA)
        assert Pegawai.objects.get(pk=provinsi.orang["rekan"].pk).jabatan_kini == "Guru Ahli Muda (Kepala Sekolah)"


def test_map_says_of_everybody_what_is_recorded(provinsi, peta):
    """The lines worked out anew are those that the services wrote."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    end(provinsi, peta.kasi, "atasan", TODAY + 10 * DAY)
    place(provinsi, peta.kasi, "rekan", jenis=JenisPenempatan.PLT, mulai=TODAY + 11 * DAY, sampai=TODAY + 50 * DAY)
    people = [person.pk for person in provinsi.orang.values()]
    lines = lines_of(people, DateRange(SINCE, None, "[)"))
    wanted = {(pk, line.masa.lower, line.masa.upper, line.atasan_id) for pk, found in lines.items() for line in found}
    rows = HubunganAtasan.objects.kini().filter(pegawai_id__in=people)
    assert {(r.pegawai_id, r.berlaku.lower, r.berlaku.upper, r.atasan_id) for r in rows} == wanted


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_on_one_seat(settings):
    settings.MIDDLEWARE = list(settings.MIDDLEWARE)
    p = build_provinsi()
    seats = build_peta(p)
    end(p, seats.kasi, "atasan", TODAY - DAY)
    gate, got = threading.Barrier(2), {}

    def run(who: str, by: str) -> None:
        try:
            gate.wait()
            place(p, seats.kasi, who, by=by, pindah=True)
            got[who] = "dapat"
        except DomainError as refused:
            got[who] = refused.galat
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in (("rekan", "admin_bkd"), ("pegawai", "admin_bkd2"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got.values()) == ["dapat", "penempatan_satu_pejabat"]
    winner = next(who for who, word in got.items() if word == "dapat")
    assert Penempatan.objects.pada(TODAY).get(jabatan=seats.kasi).pegawai_id == p.orang[winner].pk
    loser = next(who for who in got if who != winner)
    assert Penempatan.objects.pada(TODAY).get(pegawai=p.orang[loser]).jabatan_id == seats.staf.pk


class TestCorrection:
    def test_wrong_letter_is_put_right_and_the_old_row_stays_known(self, provinsi, peta):
        row = Penempatan.objects.get(jabatan=peta.kasi)
        decided = penempatan.Keputusan("SK 8", "8/2026", TODAY, TODAY)
        by = provinsi.akun["admin_unit"]
        new = koreksi_tempat.correct_penempatan(row.pk, keputusan=decided, alasan="Salah ketik", by=by)
        assert (new.sk_nomor, new.berlaku, new.tunggal) == ("8/2026", row.berlaku, True)
        assert Penempatan.objects.filter(jabatan=peta.kasi).count() == 2
        assert superior(provinsi, "pegawai") == (KASI, PETA)
        again = refusal(lambda: koreksi_tempat.correct_penempatan(row.pk, keputusan=decided, alasan="x", by=by))
        assert again.galat == "sudah_berubah"

    def test_taken_back_placement_gives_back_post_unit_and_superior(self, provinsi, peta):
        staf = make_seat(
            "Arsiparis Ahli Muda", unit=provinsi.dinas_lain, jenis=JenisJabatan.FUNGSIONAL, induk=peta.kadis_lain
        )
        place(provinsi, staf, "pegawai", mulai=TODAY, pindah=True)
        row = Penempatan.objects.kini().get(jabatan=staf)
        koreksi_tempat.undo_penempatan(row.pk, alasan="Salah orang", by=provinsi.akun["admin_bkd"])
        assert Penempatan.objects.pada(TODAY).get(pegawai=provinsi.orang["pegawai"]).jabatan_id == peta.staf.pk
        assert Penempatan.objects.kini().filter(pegawai=provinsi.orang["pegawai"]).count() == 1
        unit = KeanggotaanUnit.objects.pada(TODAY).get(pegawai=provinsi.orang["pegawai"])
        assert (unit.unit_id, superior(provinsi, "pegawai")) == (provinsi.seksi.pk, (KASI, PETA))
        assert Tindakan.objects.filter(aksi="penempatan_dibatalkan", alasan="Salah orang").count() == 1

    def test_seat_given_to_somebody_else_meanwhile_is_not_given_back(self, provinsi, peta):
        place(provinsi, peta.staf, "atasan", pindah=True)
        place(provinsi, peta.kasi, "rekan", pindah=True)
        row = Penempatan.objects.kini().get(jabatan=peta.staf, pegawai=provinsi.orang["atasan"])
        by = provinsi.akun["admin_bkd"]
        said = refusal(lambda: koreksi_tempat.undo_penempatan(row.pk, alasan="x", by=by))
        assert said.galat == "penempatan_satu_pejabat"
        assert Penempatan.objects.pada(TODAY).filter(jabatan=peta.staf, pegawai=provinsi.orang["atasan"]).exists()

    def test_by_page(self, provinsi, peta):
        client = provinsi.client("admin_unit")
        place(provinsi, peta.kasi, "rekan", jenis=JenisPenempatan.PLH, sampai=TODAY + DAY)
        page = client.get(f"/jabatan/{peta.kasi.pk}/").content.decode()
        assert "Yang boleh diputuskan pelaksananya" in page
        assert "belum dibandingkan" in page
        row = Penempatan.objects.kini().get(jabatan=peta.kasi, jenis=JenisPenempatan.PLH)
        data = {"dasar": "Nota 5", "sk_nomor": "5/2026", "alasan": "Nomor keliru"}
        client.post(f"/jabatan/penempatan/{row.pk}/perbaiki/", data)
        row = Penempatan.objects.kini().get(jabatan=peta.kasi, jenis=JenisPenempatan.PLH)
        assert row.sk_nomor == "5/2026"
        client.post(f"/jabatan/penempatan/{row.pk}/batalkan/", {"alasan": "Tidak jadi cuti"})
        assert not Penempatan.objects.kini().filter(jabatan=peta.kasi, jenis=JenisPenempatan.PLH).exists()
        assert superior(provinsi, "pegawai") == (KASI, PETA)


def test_undone_definitive_placement_gives_the_plt_his_time_back(provinsi, peta):
    by = provinsi.akun["admin_bkd"]
    seat = make_seat("Kepala Seksi Kosong", unit=provinsi.seksi, jenis=JenisJabatan.PENGAWAS, induk=peta.kadis)
    acting = place(provinsi, seat, "atasan", jenis=JenisPenempatan.PLT, sampai=TODAY + 60 * DAY)
    placed = place(provinsi, seat, "rekan", mulai=TODAY + 10 * DAY, pindah=True)
    ended = Penempatan.objects.kini().get(jabatan=seat, jenis="plt")
    assert ended.sampai == TODAY + 9 * DAY
    koreksi_tempat.undo_penempatan(placed.pk, alasan="Keliru", by=by)
    back = Penempatan.objects.kini().get(jabatan=seat, jenis="plt")
    assert (back.mulai, back.sampai, back.pegawai) == (TODAY, TODAY + 60 * DAY, acting.pegawai)
