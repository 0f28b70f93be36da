"""Work teams: the leader assigns, looks and drafts for the results of his team only; he never rates, never reads the rest."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import periode
from kinerja import permissions_tim
from kinerja.models import Evaluasi, HasilTim, Progres, TelaahBukti, UsulUmpanBalik
from kinerja.selectors.kontribusi_tim import KontribusiTim, contributions_of
from kinerja.selectors.tim_kerja import managed_of, results_of, teams_of, voices_for
from kinerja.services import evaluasi as ratings
from kinerja.services import tim_kerja as services
from kinerja.services.evaluasi import Penilaian
from kinerja.services.tim_kerja import IsianTim
from tests.factories.kinerja import make_achievement, make_evaluasi, make_periode, make_progress, make_rhk, make_skp
from tests.factories.kinerja_tim import make_team, put_into_team
from tests.factories.mutasi import bare_team
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
LALU = timezone.localdate().year - 1
HARI = date(LALU, 2, 3)


@pytest.fixture
def skp(provinsi):
    return make_skp(make_periode(provinsi.instansi, LALU), provinsi.orang["pegawai"], status="disetujui")


@pytest.fixture
def tim(provinsi, skp):
    """Led by a colleague of the same seksi, who has no role at all."""
    return make_team(provinsi.orang["rekan"], provinsi.orang["pegawai"])


def isian(p, ketua="rekan", **values):
    given = {
        "nama": "Tim Banjir",
        "tugas": "x",
        "dasar": "ST-1",
        "mulai": date(LALU, 1, 1),
        "sampai": date(LALU, 12, 31),
    }
    return IsianTim(ketua=p.orang[ketua], **given | values)


def refused(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


class TestForming:
    @pytest.mark.parametrize("who", ["admin_unit", "admin_bkd", "pimpinan"])
    def test_by_hr_of_scope_and_the_leader_of_the_unit(self, provinsi, who):
        assert services.form_team(isian(provinsi), by=provinsi.akun[who]).ketua == provinsi.orang["rekan"]

    @pytest.mark.parametrize("who", ["admin_unit_lain", "atasan", "rekan", "pegawai", "auditor", "admin_instansi_lain"])
    def test_by_nobody_else(self, provinsi, who):
        with pytest.raises(PermissionDenied):
            services.form_team(isian(provinsi), by=provinsi.akun[who])

    def test_turned_round_days_in_a_sentence(self, provinsi):
        with pytest.raises(DomainError, match="mendahului"):
            services.form_team(isian(provinsi, sampai=date(LALU - 1, 1, 1)), by=provinsi.akun["admin_bkd"])

    def test_a_leader_is_no_member_of_his_own_team_by_any_route(self, provinsi, tim):
        with pytest.raises(DomainError, match="timnya sendiri"):
            services.add_members(tim.pk, [provinsi.orang["rekan"]], by=provinsi.akun["admin_bkd"])
        refused(lambda: tim.daftar_anggota.create(pegawai=provinsi.orang["rekan"]))
        refused(lambda: tim.daftar_anggota.create(pegawai=provinsi.orang["orang_instansi_lain"]))

    def test_a_member_put_out_comes_back(self, provinsi, tim):
        member = tim.daftar_anggota.get()
        services.remove_member(member.pk, by=provinsi.akun["rekan"])
        assert not permissions_tim.visible_teams(provinsi.akun["pegawai"]).exists()
        assert services.add_members(tim.pk, [provinsi.orang["pegawai"]], by=provinsi.akun["rekan"]) == 1
        assert services.add_members(tim.pk, [provinsi.orang["pegawai"]], by=provinsi.akun["rekan"]) == 0


class TestOnlyThisTeam:
    def test_the_member_chooses_and_only_own_lines(self, provinsi, skp, tim):
        lines = [row.garis for row in skp.daftar_rhk.all()]
        stranger = make_skp(skp.periode, provinsi.orang["atasan"], status="disetujui").daftar_rhk.first().garis
        services.choose_results(tim.pk, [lines[0], stranger], by=provinsi.akun["pegawai"])
        assert list(HasilTim.objects.values_list("garis", flat=True)) == [lines[0]]
        refused(lambda: HasilTim.objects.create(anggota=tim.daftar_anggota.get(), garis=stranger))
        with pytest.raises(PermissionDenied):
            services.choose_results(tim.pk, lines, by=provinsi.akun["rekan"])

    def test_the_leader_reads_that_result_and_no_other(self, provinsi, skp, tim):
        first, second = skp.daftar_rhk.order_by("urut")
        put_into_team(tim, skp)
        inside = make_progress(skp, HARI)
        outside = Progres.objects.create(pegawai=skp.pegawai, rhk=second, tanggal=HARI, teks="Rahasia unit")
        boss, member = provinsi.akun["rekan"], tim.daftar_anggota.get()
        assert list(permissions_tim.led_notes(boss)) == [inside]
        page = provinsi.client("rekan").get(reverse("kinerja:tim_anggota", args=[member.pk])).content.decode()
        assert first.teks in page
        assert second.teks not in page
        assert outside.teks not in page
        for name, pk in (("skp_detail", skp.pk), ("umpan_balik", skp.pk), ("aksi", skp.pk)):
            assert provinsi.client("rekan").get(reverse(f"kinerja:{name}", args=[pk])).status_code in {403, 404}
        proof = inside.daftar_bukti.get()
        answer = provinsi.client("rekan").get(reverse("kinerja:bukti_file", args=[proof.pk]))
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)

    def test_days_outside_the_team_are_not_read(self, provinsi, skp):
        team = make_team(provinsi.orang["rekan"], skp.pegawai, tahun=LALU - 2)
        put_into_team(team, skp)
        make_progress(skp, HARI)
        assert not permissions_tim.led_notes(provinsi.akun["rekan"]).exists()

    def test_nothing_after_it_was_closed(self, provinsi, skp, tim):
        put_into_team(tim, skp)
        note = make_progress(skp, HARI)
        member = tim.daftar_anggota.get()
        services.close_team(tim.pk, by=provinsi.akun["admin_unit"])
        assert provinsi.client("rekan").get(reverse("kinerja:tim_anggota", args=[member.pk])).status_code == 404
        assert not permissions_tim.led_notes(provinsi.akun["rekan"]).exists()
        with pytest.raises(DomainError, match="sudah ditutup"):
            services.add_members(tim.pk, [], by=provinsi.akun["admin_unit"])
        late = {"hasil": HasilTim.objects.get(), "progres": note, "sesuai": True, "pada": timezone.now()}
        refused(lambda: TelaahBukti.objects.create(oleh=provinsi.akun["rekan"], **late))

    def test_the_page_of_a_member_asks_as_often_for_two_results_as_for_many(
        self, provinsi, skp, tim, django_assert_num_queries
    ):
        put_into_team(tim, skp)
        put_into_team(tim, skp, 1)
        member, boss = tim.daftar_anggota.select_related("pegawai").get(), provinsi.akun["rekan"]
        make_progress(skp, HARI)
        assert len(results_of(boss, member)) == 2
        with django_assert_num_queries(7):
            results_of(boss, member)


class TestNeverARating:
    def test_not_by_page_service_or_table(self, provinsi, skp, tim):
        put_into_team(tim, skp)
        make_achievement(skp.periode, provinsi.dinas, provinsi.akun["admin_bkd"])
        row = make_evaluasi(skp, "dikirim")
        client = provinsi.client("rekan")
        for name in ("evaluasi_detail", "evaluasi_rate", "evaluasi_return", "evaluasi_pdf", "evaluasi_siasn"):
            assert client.get(reverse(f"kinerja:{name}", args=[row.pk])).status_code in {403, 404}
        for name in ("evaluasi_rate", "evaluasi_hand_over", "evaluasi_reopen"):
            assert client.post(reverse(f"kinerja:{name}", args=[row.pk])).status_code in {403, 404}
        words = Penilaian("sesuai_ekspektasi", "sesuai_ekspektasi", {}, {}, "", "x")
        with pytest.raises(PermissionDenied):
            ratings.rate(row.pk, words, by=provinsi.akun["rekan"])
        assert not Evaluasi.objects.visible_to(provinsi.akun["rekan"]).exists()


class TestLookingAndDrafting:
    def test_what_is_missing_is_told_and_stands_beside_the_rating(self, provinsi, skp, tim):
        result, note = put_into_team(tim, skp), make_progress(skp, HARI)
        boss = provinsi.akun["rekan"]
        with pytest.raises(DomainError, match="Tulis apa"):
            services.check_proof(result.pk, note.pk, sesuai=False, catatan="", by=boss)
        services.check_proof(result.pk, note.pk, sesuai=False, catatan="Titik koordinatnya", by=boss)
        services.draft_feedback(result.pk, tahun=LALU, jenis="triwulan", nomor=1, teks="Peta dipakai rapat", by=boss)
        row = make_evaluasi(skp, "dikirim")
        (voice,) = voices_for(row)[result.garis]
        assert (voice.sesuai, voice.kurang, voice.usul) == (0, 1, "Peta dipakai rapat")
        page = provinsi.client("atasan").get(reverse("kinerja:evaluasi_rate", args=[row.pk])).content.decode()
        assert "Peta dipakai rapat" in page
        assert "Titik koordinatnya" in page
        own = provinsi.client("pegawai").get(reverse("kinerja:evaluasi_detail", args=[row.pk])).content.decode()
        assert "Peta dipakai rapat" not in own

    def test_the_penilai_takes_the_words_over_by_a_tick_or_not(self, provinsi, skp, tim):
        result = put_into_team(tim, skp)
        services.draft_feedback(
            result.pk, tahun=LALU, jenis="triwulan", nomor=1, teks="Peta dipakai rapat", by=provinsi.akun["rekan"]
        )
        make_achievement(skp.periode, provinsi.dinas, provinsi.akun["admin_bkd"])
        row = make_evaluasi(skp, "dikirim")
        said = {"hasil_kerja": "sesuai_ekspektasi", "perilaku_kerja": "sesuai_ekspektasi", "alasan": "x", "putaran": 0}
        address = reverse("kinerja:evaluasi_rate", args=[row.pk])
        provinsi.client("atasan").post(address, said)
        assert not row.daftar_isi.exclude(umpan_balik="").exists()
        ratings.reopen(row.pk, by=provinsi.akun["atasan"])
        row.refresh_from_db()
        provinsi.client("atasan").post(address, said | {"putaran": row.putaran, f"pakai_{result.garis.hex}": "on"})
        assert row.daftar_isi.get(garis=result.garis).umpan_balik == "Peta dipakai rapat"

    def test_nobody_looks_in_the_leaders_place(self, provinsi, skp, tim):
        result, note = put_into_team(tim, skp), make_progress(skp, HARI)
        for who in ("pegawai", "atasan", "admin_bkd", "pimpinan"):
            with pytest.raises(PermissionDenied):
                services.check_proof(result.pk, note.pk, sesuai=True, catatan="", by=provinsi.akun[who])
            with pytest.raises(PermissionDenied):
                services.draft_feedback(
                    result.pk, tahun=LALU, jenis="triwulan", nomor=1, teks="x", by=provinsi.akun[who]
                )
        written = {"hasil": result, "pada": timezone.now(), "oleh": provinsi.akun["atasan"]}
        refused(lambda: TelaahBukti.objects.create(progres=note, sesuai=True, **written))
        refused(lambda: UsulUmpanBalik.objects.create(tahun=LALU, jenis="tahunan", teks="x", **written))

    def test_a_note_outside_the_team_is_refused_by_service_and_database(self, provinsi, skp, tim):
        result = put_into_team(tim, skp)
        other = Progres.objects.create(pegawai=skp.pegawai, rhk=skp.daftar_rhk.last(), tanggal=HARI, teks="x")
        with pytest.raises(PermissionDenied):
            services.check_proof(result.pk, other.pk, sesuai=True, catatan="", by=provinsi.akun["rekan"])
        written = {"hasil": result, "progres": other, "sesuai": True, "pada": timezone.now()}
        refused(lambda: TelaahBukti.objects.create(oleh=provinsi.akun["rekan"], **written))

    def test_not_after_the_handing_over(self, provinsi, skp, tim):
        result, note = put_into_team(tim, skp), make_progress(skp, HARI)
        make_evaluasi(skp)
        for change in (
            lambda: services.check_proof(result.pk, note.pk, sesuai=True, catatan="", by=provinsi.akun["rekan"]),
            lambda: services.draft_feedback(
                result.pk, tahun=LALU, jenis="triwulan", nomor=1, teks="x", by=provinsi.akun["rekan"]
            ),
        ):
            with pytest.raises(DomainError, match="sudah disampaikan"):
                change()

    def test_what_was_looked_at_stays_in_the_team(self, provinsi, skp, tim):
        result, note = put_into_team(tim, skp), make_progress(skp, HARI)
        services.check_proof(result.pk, note.pk, sesuai=True, catatan="", by=provinsi.akun["rekan"])
        with pytest.raises(DomainError, match="tetap dalam tim"):
            services.choose_results(tim.pk, [], by=provinsi.akun["pegawai"])


def test_the_list_by_what_one_is_in_a_team(provinsi, tim):
    assert [row.pk for row in teams_of(provinsi.akun["rekan"]).dipimpin] == [tim.pk]
    assert [row.pk for row in teams_of(provinsi.akun["pegawai"]).diikuti] == [tim.pk]
    assert [row.pk for row in managed_of(provinsi.akun["admin_unit"])] == [tim.pk]
    assert not managed_of(provinsi.akun["admin_unit_lain"])
    page = provinsi.client("admin_unit").get(
        reverse("kinerja:tim_kerja_list"), {"q": "tidak ada", "keadaan": "berjalan"}
    )
    assert "Belum ada tim kerja yang cocok" in page.content.decode()


class TestBesideATaskTeam:
    """A task team of the map (jabatan) and the work team that carries its members' results."""

    @pytest.fixture
    def khusus(self, provinsi):
        team = bare_team(provinsi.seksi, by=provinsi.akun["admin_unit"], person=provinsi.orang["pegawai"])["tim"]
        masa = periode(team.mulai, team.sampai)
        team.daftar_anggota.create(pegawai=provinsi.orang["rekan"], peran="ketua", berlaku=masa)
        return team

    def test_is_formed_from_it_with_its_members(self, provinsi, khusus):
        client = provinsi.client("admin_unit")
        door = reverse("kinerja:tim_kerja_khusus", args=[khusus.pk])
        form = client.get(client.get(door).url).context["form"]
        given = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
        assert (given["nama"], given["tugas"], given["tim_khusus"]) == (khusus.nama, khusus.mandat, khusus.pk)
        row = services.form_team(isian(provinsi, tim_khusus=khusus), by=provinsi.akun["admin_unit"])
        assert [one.pegawai for one in row.daftar_anggota.all()] == [provinsi.orang["pegawai"]]
        assert client.get(door).url == reverse("kinerja:tim_kerja", args=[row.pk])
        assert khusus.nama in client.get(client.get(door).url).content.decode()

    def test_once_as_long_as_it_is_open(self, provinsi, khusus):
        by = provinsi.akun["admin_unit"]
        first = services.form_team(isian(provinsi, tim_khusus=khusus), by=by)
        with pytest.raises(DomainError, match="sudah mempunyai"):
            services.form_team(isian(provinsi, tim_khusus=khusus), by=by)
        refused(lambda: make_team(provinsi.orang["rekan"], tim_khusus=khusus))
        services.close_team(first.pk, by=by)
        assert services.form_team(isian(provinsi, tim_khusus=khusus), by=by).pk != first.pk

    def test_who_is_in_no_work_team_is_told_so(self, provinsi, khusus):
        page = provinsi.client("pegawai").get(reverse("kinerja:tim_kerja_khusus", args=[khusus.pk]), follow=True)
        assert "belum ikut dalam tim kerja" in page.content.decode()
        assert (
            provinsi.client("admin_unit").get(reverse("kinerja:tim_kerja_add"), {"khusus": "bukan"}).status_code == 200
        )


def test_another_line_of_the_same_plan_by_version(provinsi, skp, tim):
    """A revision keeps its lines: what was put into the team stays in it."""
    put_into_team(tim, skp)
    assert make_rhk(make_skp(skp.periode, make_person("Lain", unit=provinsi.seksi), rhk=0)).garis
    member = tim.daftar_anggota.select_related("pegawai").get()
    assert [one.rhk.skp_id for one in results_of(provinsi.akun["rekan"], member)] == [skp.pk]


def test_contributions_of_many_people_at_once(provinsi, skp, tim, django_assert_num_queries):
    """For talent management: figures only."""
    result, note = put_into_team(tim, skp), make_progress(skp, HARI)
    services.check_proof(result.pk, note.pk, sesuai=True, catatan="", by=provinsi.akun["rekan"])
    people = [provinsi.orang[who].pk for who in ("pegawai", "rekan", "atasan")]
    with django_assert_num_queries(4):
        found = contributions_of(people, date(LALU, 1, 1), date(LALU, 12, 31))
    assert [found[pk] for pk in people] == [
        KontribusiTim(diikuti=1, hasil=1, ditelaah=1, sesuai=1),
        KontribusiTim(dipimpin=1),
        KontribusiTim(),
    ]
    assert contributions_of(people[:1], date(LALU - 3, 1, 1), date(LALU - 3, 12, 31))[people[0]] == KontribusiTim()
