"""The one inbox: what stands in it, opening, deciding many after reading, and delegation."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.jenis_tugas import all_jenis_tugas, jenis_tugas
from asn_portal.core.models import (
    BacaanTugas,
    DelegasiTugas,
    Notifikasi,
    Pengguna,
    Tindakan,
    Tugas,
    UsulanPeran,
    periode,
)
from asn_portal.core.permissions import akses
from asn_portal.core.permissions.tugas import asked_of, kinds_to_delegate
from asn_portal.core.services import delegasi, tugas
from asn_portal.core.services import peran as peran_services
from pegawai.models import LaporanData
from pegawai.services import laporan as laporan_services
from pegawai.services.laporan import TUGAS_LAPORAN
from tests.conftest import Provinsi
from tests.factories.core import give_role
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
USULAN = "core.usulan_peran"


def report(p: Provinsi, who: str = "pegawai", bagian: str = "unit") -> LaporanData:
    return laporan_services.report_data(p.orang[who], bagian=bagian, isi="Seharusnya lain.", by=p.akun[who])


def duty(p: Provinsi, who: str, laporan: LaporanData) -> Tugas:
    return Tugas.objects.get(untuk=p.akun[who], objek_id=laporan.pk)


def fresh(pengguna: Pengguna) -> Pengguna:
    """As the next request sees the account."""
    return Pengguna.objects.get(pk=pengguna.pk)


def inbox(pengguna: Pengguna) -> list[UUID]:
    return [row.objek_id for row in selectors.open_tugas(fresh(pengguna))]


def hand(
    p: Provinsi, *, dari: str = "admin_bkd", kepada: str = "admin_sistem", **fields: object
) -> list[DelegasiTugas]:
    given = {"jenis": [USULAN], "mulai": TODAY, "sampai": TODAY + 7 * DAY, "alasan": "Cuti", "hari_ini": TODAY} | fields
    return delegasi.delegate_tugas(kepada=p.akun[kepada], by=p.akun[dari], **given)


def proposal(p: Provinsi, by: str = "admin_bkd2", untuk: str = "pegawai") -> UsulanPeran:
    return peran_services.propose_peran(
        untuk=p.akun[untuk], peran=Peran.ASESOR, unit=p.akar, mulai=TODAY, sampai=None, alasan="perlu", by=p.akun[by]
    )


class TestInbox:
    def test_late_ones_first_then_by_deadline_then_without(self, provinsi):
        now, me = timezone.now(), provinsi.akun["admin_unit"]
        for judul, batas in (("tanpa", None), ("besok", now + DAY), ("lewat", now - DAY), ("lama", now - 9 * DAY)):
            tugas.assign_tugas([me], jenis="x", objek_id=uuid4(), judul=judul, alasan="x", url="/", batas=batas)
        assert [row.judul for row in selectors.open_tugas(me)] == ["lama", "lewat", "besok", "tanpa"]

    def test_page_says_what_until_when_why_and_who_else(self, provinsi):
        laporan = report(provinsi)
        text = provinsi.client("admin_unit").get("/tugas/").content.decode()
        row = duty(provinsi, "admin_unit", laporan)
        assert f"/tugas/{row.pk}/" in text
        for words in (
            "Periksa laporan Siti Aminah: unit",
            "Mengapa sampai ke Anda:",
            "WIB",
            "hari lagi",
            "belum Anda buka",
        ):
            assert words in text
        assert "Juga pada Akun admin_bkd, Akun admin_bkd2." in text

    def test_counts_equal_the_list(self, provinsi):
        report(provinsi)
        report(provinsi, "rekan")
        Tugas.objects.filter(untuk=provinsi.akun["admin_unit"]).update(batas=timezone.now() - DAY)
        found = selectors.count_tugas(provinsi.akun["admin_unit"], timezone.now())
        assert (found.menunggu, found.lewat, found.delegasi) == (2, 2, 0)
        assert selectors.frame_facts(akses(provinsi.akun["admin_unit"])).tugas == 2

    @pytest.mark.parametrize(("kueri", "banyak"), [
        ("", 3), ("jenis=x", 1), ("keadaan=lewat", 1), ("keadaan=delegasi", 0), ("keadaan=belum_dibuka", 2), ("jenis=tidak.ada", 0),
    ])  # fmt: skip
    def test_filters(self, provinsi, kueri, banyak):
        first, _ = report(provinsi), report(provinsi, "rekan")
        me = provinsi.akun["admin_unit"]
        tugas.assign_tugas(
            [me], jenis="x", objek_id=uuid4(), judul="x", alasan="x", url="/", batas=timezone.now() - DAY
        )
        tugas.open_tugas(duty(provinsi, "admin_unit", first), by=me)
        response = provinsi.client("admin_unit").get(f"/tugas/?{kueri}")
        assert len(response.context["daftar"]) == banyak

    def test_done_ones_of_thirty_days_and_by_whom(self, provinsi):
        laporan, old = report(provinsi), report(provinsi, "rekan")
        for row in (laporan, old):
            laporan_services.answer_laporan(
                row.pk, status="dijawab", tanggapan="Sudah benar.", by=provinsi.akun["admin_bkd"]
            )
        Tugas.objects.filter(objek_id=old.pk).update(selesai_pada=timezone.now() - 31 * DAY)
        rows = provinsi.client("admin_unit").get("/tugas/?lihat=selesai")
        assert [row.tugas.objek_id for row in rows.context["daftar"]] == [laporan.pk]
        assert "Diputuskan Akun admin_bkd" in rows.content.decode()

    def test_empty_inbox_says_so(self, provinsi):
        assert "Tidak ada yang menunggu Anda." in provinsi.client("rekan").get("/tugas/").content.decode()

    def test_opening_notes_it_once_and_leads_to_the_case(self, provinsi):
        row, client = duty(provinsi, "admin_unit", report(provinsi)), provinsi.client("admin_unit")
        for _ in range(2):
            response = client.get(f"/tugas/{row.pk}/")
        assert response["Location"] == row.url
        assert BacaanTugas.objects.get().pengguna == provinsi.akun["admin_unit"]

    def test_duty_of_somebody_else_is_no_page(self, provinsi):
        row = duty(provinsi, "admin_unit", report(provinsi))
        assert provinsi.client("admin_unit_lain").get(f"/tugas/{row.pk}/").status_code == 404

    @pytest.mark.parametrize("banyak", [1, 3, 50])
    def test_queries_do_not_grow(self, provinsi, django_assert_num_queries, banyak):
        hand(provinsi)
        for _ in range(banyak):
            tugas.assign_tugas(
                [provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"]],
                jenis=USULAN, objek_id=uuid4(), judul="x", alasan="x", url="/",
            )  # fmt: skip
        client = provinsi.client("admin_sistem")
        client.get("/tugas/")
        with django_assert_num_queries(12):
            client.get("/tugas/")


class TestDecideMany:
    def read(self, p: Provinsi, *who: str) -> list[Tugas]:
        rows = [duty(p, "admin_unit", report(p, name)) for name in who]
        for row in rows:
            tugas.open_tugas(row, by=p.akun["admin_unit"])
        return rows

    def test_what_was_read_is_decided_each_by_its_own_service(self, provinsi):
        rows = self.read(provinsi, "pegawai", "rekan")
        found = tugas.decide_many(
            TUGAS_LAPORAN, [row.pk for row in rows], catatan="Sesuai SK.", by=provinsi.akun["admin_unit"]
        )
        assert [hasil.berhasil for hasil in found] == [True, True]
        assert set(LaporanData.objects.values_list("status", "tanggapan")) == {("dijawab", "Sesuai SK.")}
        assert Tindakan.objects.filter(aksi="laporan_dijawab").count() == 2
        assert not Tugas.objects.filter(selesai_pada=None).exists()

    def test_unread_stays_open_and_says_why(self, provinsi):
        (read,), unread = self.read(provinsi, "pegawai"), duty(provinsi, "admin_unit", report(provinsi, "rekan"))
        found = tugas.decide_many(TUGAS_LAPORAN, [read.pk, unread.pk], catatan="x", by=provinsi.akun["admin_unit"])
        assert {hasil.tugas.pk: hasil.kalimat for hasil in found} == {
            read.pk: "",
            unread.pk: "Belum dibuka. Buka dan baca dulu.",
        }
        assert LaporanData.objects.filter(status="diajukan").count() == 1

    def test_read_by_somebody_else_is_not_read_by_me(self, provinsi):
        row = duty(provinsi, "admin_unit", report(provinsi))
        tugas.open_tugas(duty(provinsi, "admin_bkd", row and LaporanData.objects.get()), by=provinsi.akun["admin_bkd"])
        found = tugas.decide_many(TUGAS_LAPORAN, [row.pk], catatan="x", by=provinsi.akun["admin_unit"])
        assert not found[0].berhasil

    def test_repeated_report_carries_a_flag(self, provinsi):
        (row,) = self.read(provinsi, "pegawai")
        tugas.decide_many(TUGAS_LAPORAN, [row.pk], catatan="x", by=provinsi.akun["admin_unit"])
        (again,) = self.read(provinsi, "pegawai")
        (hasil,) = tugas.decide_many(TUGAS_LAPORAN, [again.pk], catatan="x", by=provinsi.akun["admin_unit"])
        assert not hasil.berhasil
        assert "pernah dilaporkan orang yang sama" in hasil.kalimat

    def test_decided_by_somebody_else_meanwhile(self, provinsi):
        (row,) = self.read(provinsi, "pegawai")
        laporan_services.answer_laporan(row.objek_id, status="diperbaiki", tanggapan="x", by=provinsi.akun["admin_bkd"])
        (hasil,) = tugas.decide_many(TUGAS_LAPORAN, [row.pk], catatan="x", by=provinsi.akun["admin_unit"])
        assert hasil.kalimat == "Sudah diputuskan orang lain, atau tidak lagi pada Anda."
        assert LaporanData.objects.get().status == "diperbaiki"

    def test_own_case_is_never_among_them(self, provinsi):
        """HR of the unit who reports about himself: the duty is put into his inbox by force, the policy still refuses."""
        p = provinsi
        give_role(p.akun["rekan"], Peran.ADMIN_UNIT, p.dinas)
        laporan = report(p, "rekan")
        assert not Tugas.objects.filter(untuk=p.akun["rekan"]).exists()
        tugas.assign_tugas([p.akun["rekan"]], jenis=TUGAS_LAPORAN, objek_id=laporan.pk, judul="x", alasan="x", url="/")
        me = fresh(p.akun["rekan"])
        row = Tugas.objects.get(untuk=me)
        tugas.open_tugas(row, by=me)
        (hasil,) = tugas.decide_many(TUGAS_LAPORAN, [row.pk], catatan="x", by=me)
        assert hasil.kalimat == "Anda sendiri tidak berwenang memutuskan yang ini."

    def test_kinds_without_bulk_refuse_and_every_kind_says_why(self, provinsi):
        with pytest.raises(PermissionDenied):
            tugas.decide_many(USULAN, [uuid4()], catatan="x", by=provinsi.akun["admin_bkd"])
        for jenis in all_jenis_tugas():
            assert jenis.massal or jenis.sebab_satu.endswith("."), jenis.kunci
        assert provinsi.client("admin_bkd").get(f"/tugas/putuskan/?jenis={USULAN}").status_code == 404

    def test_pages_choose_confirm_and_show_the_result_of_each(self, provinsi):
        (row,) = self.read(provinsi, "pegawai")
        unread = duty(provinsi, "admin_unit", report(provinsi, "rekan"))
        client, url = provinsi.client("admin_unit"), f"{reverse('core:tugas_bulk')}?jenis={TUGAS_LAPORAN}"
        text = client.get(url).content.decode()
        assert "Belum dibuka. Buka dan baca dulu." in text
        assert str(unread.pk) not in text.split("Sendiri-sendiri")[0]
        assert client.post(url).status_code == 422
        asked = client.post(url, {"pilih": [row.pk, unread.pk]})
        assert "Jawab 1 laporan?" in asked.content.decode()
        assert LaporanData.objects.filter(status="dijawab").count() == 0
        assert client.post(url, {"pilih": [row.pk], "catatan": " "}).status_code == 422
        done = client.post(url, {"pilih": [row.pk], "catatan": "Sesuai SK."}, follow=True)
        assert "1 dari 1 tugas diputuskan" in done.content.decode()
        assert "Diputuskan" in done.content.decode()

    @pytest.mark.parametrize("banyak", [1, 3])
    def test_queries_of_the_choice_do_not_grow(self, provinsi, django_assert_num_queries, banyak):
        for nomor in range(banyak):
            person = make_person(f"Orang {nomor}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
            provinsi.orang["lagi"], provinsi.akun["lagi"] = person, person.pengguna
            self.read(provinsi, "lagi")
        client = provinsi.client("admin_unit")
        client.get(f"/tugas/putuskan/?jenis={TUGAS_LAPORAN}")
        with django_assert_num_queries(8):
            client.get(f"/tugas/putuskan/?jenis={TUGAS_LAPORAN}")


class TestDelegation:
    def test_next_request_shows_it_with_whose_name(self, provinsi):
        usulan = proposal(provinsi)
        Tugas.objects.filter(untuk=provinsi.akun["admin_sistem"]).delete()
        assert inbox(provinsi.akun["admin_sistem"]) == []
        hand(provinsi)
        assert inbox(provinsi.akun["admin_sistem"]) == [usulan.pk]
        text = provinsi.client("admin_sistem").get("/tugas/").content.decode()
        assert "atas nama <strong>Akun admin_bkd</strong>" in text
        assert inbox(provinsi.akun["admin_bkd"]) == [usulan.pk]

    def test_case_that_reaches_one_twice_stands_there_once(self, provinsi):
        usulan = proposal(provinsi)
        hand(provinsi)
        assert inbox(provinsi.akun["admin_sistem"]) == [usulan.pk]
        assert asked_of(provinsi.akun["admin_sistem"].pk).count() == 2
        assert selectors.frame_facts(akses(provinsi.akun["admin_sistem"])).tugas == 1

    def test_future_start_begins_by_itself_and_ends_by_itself(self, provinsi, monkeypatch):
        usulan = proposal(provinsi)
        Tugas.objects.filter(untuk=provinsi.akun["admin_sistem"]).delete()
        hand(provinsi, mulai=TODAY + DAY, sampai=TODAY + 2 * DAY)
        seen = []
        for days in range(4):
            monkeypatch.setattr("django.utils.timezone.localdate", lambda *_, n=days: TODAY + n * DAY)
            seen.append(inbox(provinsi.akun["admin_sistem"]) == [usulan.pk])
        assert seen == [False, True, True, False]

    def test_only_the_kinds_that_were_named(self, provinsi):
        report(provinsi)
        hand(provinsi)
        assert inbox(provinsi.akun["admin_sistem"]) == []

    def test_receiver_without_the_right_is_refused(self, provinsi):
        with pytest.raises(DomainError) as refused:
            hand(provinsi, kepada="pegawai")
        assert "tidak berwenang memutuskan usulan peran" in refused.value.pesan

    def test_right_that_goes_away_closes_the_duty_but_names_no_case(self, provinsi):
        """The duty moved, the right did not: without a right of his own the receiver learns nothing about the case."""
        p = provinsi
        laporan = report(p)
        hand(p, dari="admin_unit", kepada="admin_unit_lain", jenis=[TUGAS_LAPORAN])
        client = p.client("admin_unit_lain")
        text = client.get("/tugas/").content.decode() + client.get("/").content.decode()
        assert "Siti Aminah" not in text
        assert "Anda sendiri tidak berwenang memutuskannya. Tugas tetap pada Akun admin_unit." in text
        row = duty(p, "admin_unit", laporan)
        opened = client.get(f"/tugas/{row.pk}/", follow=True)
        assert "tidak dapat Anda buka" in opened.content.decode()
        assert not BacaanTugas.objects.exists()
        with pytest.raises(PermissionDenied):
            laporan_services.answer_laporan(laporan.pk, status="dijawab", tanggapan="x", by=p.akun["admin_unit_lain"])

    def test_four_eyes_hold_for_the_receiver(self, provinsi):
        """admin_bkd2 proposed; the duty of admin_bkd is delegated to admin_bkd2: he still cannot agree to his own."""
        usulan = proposal(provinsi)
        hand(provinsi, kepada="admin_bkd2")
        row = selectors.as_rows(
            provinsi.akun["admin_bkd2"], selectors.open_tugas(provinsi.akun["admin_bkd2"]), timezone.now()
        )
        assert [baris.tertutup for baris in row] == [True]
        with pytest.raises(PermissionDenied):
            peran_services.approve_usulan_peran(usulan.pk, by=provinsi.akun["admin_bkd2"])

    def test_delegated_case_is_decided_in_bulk_by_the_reader_himself(self, provinsi):
        p = provinsi
        laporan = report(p)
        Tugas.objects.filter(untuk=p.akun["admin_bkd"]).delete()
        hand(p, dari="admin_unit", kepada="admin_bkd", jenis=[TUGAS_LAPORAN])
        row, me = duty(p, "admin_unit", laporan), fresh(p.akun["admin_bkd"])
        assert not tugas.decide_many(TUGAS_LAPORAN, [row.pk], catatan="x", by=me)[0].berhasil
        tugas.open_tugas(row, by=me)
        assert tugas.decide_many(TUGAS_LAPORAN, [row.pk], catatan="x", by=me)[0].berhasil

    @pytest.mark.parametrize("kepada", ["admin_bkd", "admin_instansi_lain"])
    def test_never_to_oneself_nor_to_another_agency(self, provinsi, kepada):
        with pytest.raises(PermissionDenied):
            hand(provinsi, kepada=kepada)

    def test_database_refuses_oneself_and_a_second_receiver(self, provinsi):
        hand(provinsi)
        for kepada in ("admin_bkd", "admin_bkd2"):
            with pytest.raises(IntegrityError), transaction.atomic():
                DelegasiTugas.objects.create(
                    dari=provinsi.akun["admin_bkd"], kepada=provinsi.akun[kepada], jenis=USULAN, alasan="x",
                    berlaku=periode(TODAY),
                )  # fmt: skip

    def test_second_receiver_is_named(self, provinsi):
        hand(provinsi)
        with pytest.raises(DomainError) as refused:
            hand(provinsi, kepada="admin_bkd2")
        assert "sudah didelegasikan kepada Akun admin_sistem" in refused.value.pesan

    def test_not_for_days_that_are_over(self, provinsi):
        with pytest.raises(DomainError):
            hand(provinsi, mulai=TODAY - DAY)

    def test_only_kinds_one_decides_and_never_the_secret_ones(self, provinsi):
        kinds = {jenis.kunci for jenis in kinds_to_delegate(provinsi.akun["admin_bkd"])}
        assert kinds == {
            USULAN, "core.usulan_pemulihan", "core.tiket", "core.hari_libur", TUGAS_LAPORAN, "berkas.perbaiki_naskah",
            "berkas.lewat_masa", "berkas.usulan_musnah", "pegawai.usulan_perubahan",
            "pegawai.putusan_berhenti", "pegawai.urusan_berhenti", "pegawai.urusan_peringatan", "jabatan.rancangan",
            "kinerja.pertanyaan_tpp", "merit.sanggah", "pelatihan.magang_seleksi", "pelatihan.belajar_baca", "pelatihan.belajar_penetapan",
        }  # fmt: skip
        assert kinds_to_delegate(provinsi.akun["pegawai"]) == []
        assert not jenis_tugas("surat_tugas_rahasia").dapat_didelegasikan
        with pytest.raises(PermissionDenied):
            hand(provinsi, dari="admin_bkd2", jenis=["surat_tugas_rahasia"])

    def test_both_are_told_and_it_is_traced(self, provinsi):
        (row,) = hand(provinsi)
        told = set(Notifikasi.objects.values_list("untuk__username", "kelompok"))
        assert told == {("admin_bkd", "tugas"), ("admin_sistem", "tugas")}
        assert Tindakan.objects.get(aksi="tugas_didelegasikan").objek_id == str(row.pk)

    @pytest.mark.parametrize("who", ["admin_bkd", "admin_sistem"])
    def test_ended_by_either_of_the_two_from_the_next_request(self, provinsi, who):
        proposal(provinsi)
        Tugas.objects.filter(untuk=provinsi.akun["admin_sistem"]).delete()
        (row,) = hand(provinsi)
        response = provinsi.client(who).post(f"/tugas/delegasi/{row.pk}/akhiri/")
        assert response.status_code == 302
        assert inbox(provinsi.akun["admin_sistem"]) == []
        assert Tindakan.objects.filter(aksi="delegasi_diakhiri").count() == 1
        again = provinsi.client(who).post(f"/tugas/delegasi/{row.pk}/akhiri/", follow=True)
        assert "sudah berubah" in again.content.decode() or again.status_code == 404

    def test_page_makes_one_and_keeps_what_was_typed(self, provinsi):
        client, url = provinsi.client("admin_bkd"), "/tugas/delegasi/"
        data = {
            "akun": "admin_sistem",
            "jenis": [USULAN],
            "mulai": str(TODAY),
            "sampai": str(TODAY + DAY),
            "alasan": "Cuti",
        }
        refused = client.post(url, data | {"akun": "pegawai0"})
        assert refused.status_code == 422
        assert 'value="pegawai0"' in refused.content.decode()
        done = client.post(url, data, follow=True).content.decode()
        assert "Tugas didelegasikan kepada Akun admin_sistem." in done
        assert "bukan kewenangannya" in done
        assert client.post(url, data).status_code == 422

    def test_page_without_a_duty_to_hand_on(self, provinsi):
        client: Client = provinsi.client("pegawai")
        assert "Delegasikan tugas saya" in client.get("/tugas/delegasi/").content.decode()
        assert client.post("/tugas/delegasi/", {}).status_code == 403


def test_kinds_in_use_are_registered():
    """Every duty that a service assigns has a kind that the inbox can name."""
    from asn_portal.core.services import akun, bantuan, libur, pemeriksaan, peran

    used = {
        akun.TUGAS_PEMULIHAN, bantuan.TUGAS_TIKET, libur.TUGAS_LIBUR, pemeriksaan.TUGAS_RAHASIA, peran.TUGAS_USULAN,
        TUGAS_LAPORAN,
    }  # fmt: skip
    assert {jenis.kunci for jenis in all_jenis_tugas()} >= used
