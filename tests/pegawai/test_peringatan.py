"""Early warnings as they are kept: brought to the records, changed at once with a file, the same after a second run."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import AksesData, Notifikasi, Tugas, periode
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import (
    KabarPeringatan,
    Pegawai,
    Peringatan,
    PerjanjianKerja,
    RiwayatGolongan,
    RiwayatHukuman,
    UrusanPeringatan,
)
from pegawai.services.kabar_peringatan import open_urusan, tell_people
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.riwayat import record_riwayat, withdraw_riwayat
from tests.conftest import Provinsi
from tests.factories.berkas_orang import load_references

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
BULAN = HARI.replace(day=1)
DAY = timedelta(days=1)


@pytest.fixture
def p(provinsi: Provinsi) -> Provinsi:
    load_references()
    return provinsi


def rank(person: Pegawai, tmt: date, *, years: int = 4, **values: Any) -> RiwayatGolongan:
    return RiwayatGolongan.objects.create(
        pegawai=person,
        golongan_id="golongan_pns:31",
        berlaku=periode(tmt),
        masa_kerja_tahun=years,
        sumber="hr",
        **values,
    )


def events(person: Pegawai) -> list[tuple[str, date]]:
    return list(Peringatan.objects.filter(pegawai=person).order_by("tanggal").values_list("jenis", "tanggal"))


class TestRefresh:
    def test_events_of_everybody_and_a_second_run_changes_nothing(self, p):
        person = p.orang["pegawai"]
        rank(person, add_bulan(BULAN, -20))
        assert refresh_peringatan() == 1
        assert events(person) == [("kgb", add_bulan(BULAN, 4))]
        assert refresh_peringatan() == 0

    def test_what_is_no_longer_true_goes(self, p):
        person = p.orang["pegawai"]
        rank(person, add_bulan(BULAN, -20))
        refresh_peringatan()
        Pegawai.objects.filter(pk=person.pk).update(jenis="cpns")
        refresh_peringatan([person.pk])
        assert events(person) == []

    def test_only_the_people_asked_for_are_touched(self, p):
        one, other = p.orang["pegawai"], p.orang["rekan"]
        rank(one, add_bulan(BULAN, -20))
        rank(other, add_bulan(BULAN, -20))
        refresh_peringatan([one.pk])
        assert (len(events(one)), len(events(other))) == (1, 0)

    def test_a_change_of_the_file_counts_at_once(self, p):
        person, kind = p.orang["pegawai"], jenis_riwayat("kgb")
        assert kind is not None
        rank(person, add_bulan(BULAN, -20))
        refresh_peringatan([person.pk])
        values = {"golongan_id": "golongan_pns:31", "gaji_pokok": 3_000_000, "masa_kerja_tahun": 6, "sk_nomor": "822/1"}
        row = record_riwayat(
            person.pk, kind, mulai=add_bulan(BULAN, 4), sampai=None, nilai=values, by=p.akun["admin_bkd"]
        )
        assert events(person) == []
        withdraw_riwayat(row.pk, kind, alasan="Keliru", by=p.akun["admin_bkd"])
        assert events(person) == [("kgb", add_bulan(BULAN, 4))]


class TestNotices:
    def setup_events(self, p: Provinsi) -> Pegawai:
        person = p.orang["pegawai"]
        PerjanjianKerja.objects.create(pegawai=person, berlaku=periode(HARI - DAY * 300, HARI + DAY * 20), sumber="hr")
        Pegawai.objects.filter(pk=person.pk).update(jenis="pppk")
        refresh_peringatan()
        return person

    def test_told_once_for_each_stage_to_the_person_and_the_superior(self, p):
        person = self.setup_events(p)
        assert tell_people(HARI) == 1
        told = Notifikasi.objects.order_by("untuk__nama").values_list("untuk__nama", "judul", "isi")
        day = tanggal(HARI + DAY * 20)
        assert list(told) == [
            (
                "Kepala Seksi Satu",
                f"Perjanjian kerja berakhir bagi anggota tim Anda: {day}",
                "Siti Aminah. Bicarakan rencananya dan siapkan pekerjaannya.",
            ),
            (
                "Siti Aminah",
                f"Perjanjian kerja berakhir: {day}",
                "Bicarakan perpanjangan dengan atasan Anda. Keputusannya Anda terima dari pengelola kepegawaian.",
            ),
        ]
        assert tell_people(HARI) == 0
        assert tell_people(HARI + DAY) == 0
        row = KabarPeringatan.objects.get()
        assert (row.pegawai_id, row.jenis, row.tahap) == (person.pk, "kontrak", 30)

    def test_each_stage_once(self, p):
        self.setup_events(p)
        assert [tell_people(HARI - DAY * back) for back in (71, 70, 60, 10, 9, 0)] == [0, 1, 0, 1, 0, 0]

    def test_who_has_no_active_account_is_not_told(self, p):
        person = self.setup_events(p)
        assert person.pengguna is not None
        person.pengguna.is_active = False
        person.pengguna.save()
        assert tell_people(HARI) == 0

    def test_hr_of_the_unit_gets_one_duty_a_month_that_closes_itself(self, p):
        person = self.setup_events(p)
        start = add_bulan((HARI + DAY * 20 - DAY * 90).replace(day=1), 0)
        assert open_urusan(start) == 1
        assert open_urusan(start) == 0
        urusan = UrusanPeringatan.objects.get()
        assert (urusan.unit, urusan.bulan) == (p.dinas, start)
        tugas = Tugas.objects.get()
        assert (tugas.untuk, tugas.objek_id, tugas.tentang) == (
            p.akun["admin_unit"], urusan.pk, "1 peristiwa yang akan datang",
        )  # fmt: skip
        PerjanjianKerja.objects.create(pegawai=person, berlaku=periode(HARI + DAY * 21, HARI + DAY * 2000), sumber="hr")
        refresh_peringatan()
        open_urusan(start)
        tugas.refresh_from_db()
        urusan.refresh_from_db()
        assert tugas.selesai_pada is not None
        assert urusan.selesai_pada is not None


class TestPages:
    def test_numbers_lead_to_exactly_their_rows(self, p):
        for name in ("pegawai", "rekan", "orang_dinas_lain"):
            rank(p.orang[name], add_bulan(BULAN, -20))
        refresh_peringatan()
        month = f"{add_bulan(BULAN, 4):%Y-%m}"
        for who, count in (("admin_bkd", 3), ("auditor", 3), ("admin_unit", 2), ("admin_unit_lain", 1), ("atasan", 2)):
            client = p.client(who)
            page = client.get(reverse("pegawai:peringatan_list"))
            assert page.context["ikhtisar"].count([add_bulan(BULAN, 4)]) == count
            rows = client.get(reverse("pegawai:peringatan_rows"), {"bulan": month, "jenis": "kgb"})
            assert len(rows.context["daftar"]) == count

    def test_discipline_stands_in_no_list_and_opens_with_a_reason_that_is_told(self, p):
        person = p.orang["pegawai"]
        RiwayatHukuman.objects.create(
            pegawai=person, jenis_hukuman_id="jenis_hukuman:23", tingkat="s", sumber="hr",
            berlaku=periode(HARI - DAY * 100, HARI + DAY * 30),
        )  # fmt: skip
        refresh_peringatan()
        assert events(person) == [("hukuman", HARI + DAY * 31)]
        for who in ("admin_bkd", "admin_unit", "atasan"):
            assert p.client(who).get(reverse("pegawai:peringatan_rows")).context["daftar"] == []
        page = p.client("atasan").get(reverse("pegawai:peringatan_pegawai", args=[person.pk]))
        assert page.context["datang"] == []
        assert len(p.client("pegawai").get(reverse("pegawai:peringatan_saya")).context["datang"]) == 1
        client, address = p.client("admin_bkd"), reverse("pegawai:peringatan_disiplin")
        assert client.get(address).context["daftar"] == []
        client.post(address, {"tujuan": "Menghentikan potongan"})
        assert len(client.get(address).context["daftar"]) == 1
        read = AksesData.objects.get(subjek_id=person.pk)
        assert (read.kelompok, read.tujuan) == ("Hukuman disiplin", "Menghentikan potongan")

    @pytest.mark.parametrize(
        "query", ["bulan=2027-13", "bulan=lewat", "jenis=hukuman", "unit=abc", "kelompok=x", "setelah=1"]
    )
    def test_strange_addresses_show_the_list(self, p, query):
        assert p.client("admin_bkd").get(f"{reverse('pegawai:peringatan_rows')}?{query}").status_code == 200
        assert p.client("admin_bkd").get(f"{reverse('pegawai:peringatan_list')}?{query}").status_code == 200

    def test_questions_do_not_grow_with_people(self, p):
        client = p.client("admin_bkd")
        addresses = [reverse("pegawai:peringatan_list"), reverse("pegawai:peringatan_rows")]
        rank(p.orang["pegawai"], add_bulan(BULAN, -20))
        refresh_peringatan()
        counts = []
        for more in ((), ("rekan", "atasan", "orang_dinas_lain")):
            for name in more:
                rank(p.orang[name], add_bulan(BULAN, -20))
            refresh_peringatan()
            for address in addresses:
                client.get(address)
                with CaptureQueriesContext(connection) as asked:
                    client.get(address)
                counts.append(len(asked))
        assert counts[:2] == counts[2:]
        assert max(counts) <= 20


class TestTakenOut:
    def test_the_file_holds_the_rows_of_the_page_that_may_be_taken_out(self, p):
        for name in ("pegawai", "orang_dinas_lain"):
            rank(p.orang[name], add_bulan(BULAN, -20))
        refresh_peringatan()
        sent = {"kolom": ["tanggal", "nama", "jenis", "arti"], "bentuk": "csv", "tujuan": ""}
        answer = p.client("admin_unit").post("/unduh/peringatan/?jenis=kgb", sent)
        lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
        assert [line.split(";")[1] for line in lines[4:]] == ["Siti Aminah"]
        assert "Kenaikan gaji berkala PNS" in lines[-1]
        assert AksesData.objects.filter(subjek_id=p.orang["pegawai"].pk).count() == 1
        for who in ("auditor", "atasan", "pegawai"):
            assert p.client(who).post("/unduh/peringatan/?jenis=kgb", sent).status_code in {403, 404}
