"""Moving from the former SIMPEG: staged, matched, repeated, reconciled to the last row, signed and closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import latar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import periode
from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.services import impor as impor_services
from pegawai.enums import StatusSimpeg as S
from pegawai.enums import SumberRiwayat
from pegawai.models import BarisSimpeg, DataKepegawaian, Migrasi, RiwayatGolongan
from pegawai.sasaran_jabatan import SasaranJabatan, _register, register_sasaran_jabatan
from pegawai.selectors import migrasi as selectors
from pegawai.selectors.migrasi import Angka
from pegawai.services import migrasi as services
from pegawai.services.identitas import set_nik
from pegawai.services.pengesahan_migrasi import sign_units
from tests.conftest import Provinsi
from tests.factories.pegawai import make_person
from tests.factories.riwayat import all_entries, entry
from tests.lembar.test_impor import done, send, states, wrong
from tests.pegawai.test_impor_riwayat import applied

pytestmark = pytest.mark.django_db
PEGAWAI = "NRK;NIP;NIK;Nama;TALHIR;KOLOK;NALOK;KOJAB;NAJAB;KLOGAD;SPMU"
PANGKAT = "NRK;NIP;TMT;KOPANG;TTMASKER;BBMASKER;NOSK;TGSK;KOLOK"
NIK = "3171015502900001"


@pytest.fixture(autouse=True)
def entries(db: None) -> None:
    all_entries()


def people_lines(p: Provinsi) -> list[str]:
    """One that fits, one whose unit differs, one that nobody knows, one found by NIK only, one with an unknown kolok."""
    one, two, three = p.orang["pegawai"], p.orang["rekan"], p.orang["orang_dinas_lain"]
    set_nik(three, NIK, sah=True)
    return [
        f"{one.nrk};;;{one.nama};15/02/1990;101;Seksi Satu;798011;Pelaksana;1000;001",
        f"{two.nrk};{two.nip};;{two.nama};15/02/1990;102;Dinas Dua;;;1000;001",
        "999999;;;Tidak Dikenal;01/01/1980;101;Seksi Satu;;;;",
        f";;{NIK};{three.nama};15/02/1990;102;Dinas Dua;;;;",
        f"{p.orang['atasan'].nrk};;;Kepala;15/02/1990;777;Unit Hilang;;;;",
    ]


def rank_lines(p: Provinsi) -> list[str]:
    one, two = p.orang["pegawai"], p.orang["rekan"]
    return [
        f"{one.nrk};;01/04/2019;131;4;0;823/1;02/03/2019;101",
        f"{one.nrk};;01/04/2023;III/b;8;0;823/2;02/03/2023;101",
        f";{two.nip};01/04/2021;31;4;0;SK lama;02/03/2021;",
        f"{two.nrk};;01/04/2024;999;4;0;823/3;02/03/2024;",
        "999999;;01/04/2019;131;4;0;823/1;02/03/2019;101",
    ]


def stage(p: Provinsi) -> None:
    applied(p, "simpeg-pegawai", PEGAWAI, *people_lines(p))
    applied(p, "simpeg-pangkat", PANGKAT, *rank_lines(p))


def match(p: Provinsi) -> Migrasi:
    migrasi = services.start_matching(by=p.akun["admin_bkd"])
    assert migrasi.pekerjaan is not None
    assert latar.run(migrasi.pekerjaan.pk)
    return Migrasi.objects.get()


def map_all(p: Provinsi) -> None:
    migrasi, admin = Migrasi.objects.get(), p.akun["admin_bkd"]
    services.map_kolok(migrasi.daftar_kolok.get(kode="777").pk, unit=p.seksi, by=admin)
    for row in migrasi.daftar_kojab.all():
        services.map_kojab(row.pk, sasaran="nama", nilai="Pelaksana Contoh", by=admin)


def result() -> list[tuple[Any, ...]]:
    rows = BarisSimpeg.objects.order_by("tumpahan", "kunci")
    return list(rows.values_list("tumpahan", "kunci", "status", "alasan", "pegawai", "unit", "objek_id"))


def golongan() -> list[tuple[Any, ...]]:
    rows = RiwayatGolongan.objects.order_by("pegawai", "berlaku", "pk")
    return list(rows.values_list("pk", "pegawai", "golongan", "berlaku", "tercatat"))


class TestStaging:
    def test_nothing_of_a_file_changes_before_matching(self, provinsi):
        stage(provinsi)
        assert BarisSimpeg.objects.count() == 10
        assert set(BarisSimpeg.objects.values_list("status", flat=True)) == {S.BELUM}
        assert not RiwayatGolongan.objects.exists()
        assert not DataKepegawaian.objects.exists()
        assert NIK not in f"{list(BarisSimpeg.objects.values_list('isi', 'kunci', 'nip', 'nrk'))}"

    def test_units_of_the_same_name_are_proposed(self, provinsi):
        stage(provinsi)
        found = {row.kode: (row.unit_id, row.otomatis) for row in Migrasi.objects.get().daftar_kolok.all()}
        assert found == {"101": (provinsi.seksi.pk, True), "102": (provinsi.dinas_lain.pk, True), "777": (None, False)}

    @pytest.mark.parametrize(
        ("line", "kolom", "pesan"),
        [
            (";;;Tanpa Nomor;;;;;;;", "nrk", "sedikitnya satu"),
            ("1,8E+17;;;Bilangan;;;;;;;", "nrk", "bilangan"),
            ("180001;;;Nama;31/02/1990;;;;;;", "tanggal_lahir", "Tanggal tidak terbaca"),
            ("180001;;;Nama;01/01/2090;;;;;;", "tanggal_lahir", "belum tiba"),
        ],
    )
    def test_rows_that_cannot_be_read(self, provinsi, line, kolom, pesan):
        assert pesan in wrong(send(provinsi, "simpeg-pegawai", PEGAWAI, line))[kolom]

    def test_later_dump_changes_only_what_differs(self, provinsi):
        stage(provinsi)
        match(provinsi)
        lines = people_lines(provinsi)
        lines[0] = lines[0].replace(";1000;001", ";2000;001")
        row = applied(provinsi, "simpeg-pegawai", PEGAWAI, *lines)
        assert states(row) == [B.DITERAPKAN] + [B.SUDAH_ADA] * 4
        assert BarisSimpeg.objects.filter(tumpahan="pegawai").count() == 5
        assert BarisSimpeg.objects.filter(tumpahan="pegawai", status=S.BELUM).count() == 1

    def test_take_back_leaves_what_was_matched(self, provinsi):
        admin = provinsi.akun["admin_bkd"]
        row = applied(provinsi, "simpeg-pegawai", PEGAWAI, *people_lines(provinsi))
        back = done(impor_services.take_back(row.pk, by=admin, now=timezone.now()))
        assert (states(back), BarisSimpeg.objects.count()) == ([B.DITARIK] * 5, 0)
        row = applied(provinsi, "simpeg-pegawai", PEGAWAI, *people_lines(provinsi))
        match(provinsi)
        back = done(impor_services.take_back(row.pk, by=admin, now=timezone.now()))
        assert (set(states(back)), BarisSimpeg.objects.count()) == ({B.TETAP}, 5)


class TestMatching:
    def test_by_nrk_nip_and_nik_and_every_row_is_matched_or_listed(self, provinsi):
        stage(provinsi)
        map_all(provinsi)
        migrasi = match(provinsi)
        found = {
            (r.tumpahan, r.nrk or r.nip or "nik", str(r.isi.get("tmt", ""))): (r.status, r.alasan)
            for r in BarisSimpeg.objects.all()
        }
        one, two = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        assert found["pegawai", one.nrk, ""][0] == S.COCOK
        assert found["pegawai", two.nrk, ""] == (S.BERTENTANGAN, "Unit di SIMPEG lama Dinas Dua, di portal Seksi Satu.")
        assert found["pegawai", "999999", ""][0] == S.TANPA_PADANAN
        assert found["pegawai", "nik", ""][0] == S.COCOK
        assert found["pangkat", two.nrk, "2024-04-01"] == (
            S.TANPA_PADANAN,
            "Golongan 999 tidak dikenal. Periksa KOPANG-nya.",
        )
        numbers = selectors.totals(migrasi.daftar_baris.all())
        assert numbers.masuk == numbers.cocok + migrasi.daftar_baris.terdaftar().count() == 10
        assert numbers.masuk == numbers.cocok + numbers.tanpa_padanan + numbers.bertentangan
        ranks = RiwayatGolongan.objects.kini().filter(pegawai=one).order_by("berlaku")
        assert [(r.golongan_id, r.mulai, r.sumber) for r in ranks] == [
            ("golongan_pns:31", date(2019, 4, 1), SumberRiwayat.SIMPEG),
            ("golongan_pns:32", date(2023, 4, 1), SumberRiwayat.SIMPEG),
        ]
        data = DataKepegawaian.objects.get(pk=one.pk)
        assert (data.klogad, data.spmu) == ("1000", "001")

    def test_two_runs_give_the_same_result(self, provinsi):
        stage(provinsi)
        map_all(provinsi)
        match(provinsi)
        first = (result(), golongan())
        match(provinsi)
        assert (result(), golongan()) == first
        stage(provinsi)
        match(provinsi)
        assert (result(), golongan()) == first

    def test_what_the_portal_knows_is_never_overwritten(self, provinsi):
        one, two = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        DataKepegawaian.objects.create(pegawai=one, klogad="7777")
        newer = RiwayatGolongan.objects.create(
            pegawai=two, golongan=entry("golongan_pns:32"), sk_nomor="SK baru", sumber=SumberRiwayat.HR,
            berlaku=periode(date(2021, 4, 1)),
        )  # fmt: skip
        stage(provinsi)
        map_all(provinsi)
        match(provinsi)
        row = BarisSimpeg.objects.get(tumpahan="pegawai", nrk=one.nrk)
        assert (row.status, row.alasan) == (S.BERTENTANGAN, "KLOGAD di SIMPEG lama 1000, di portal 7777.")
        assert DataKepegawaian.objects.get(pk=one.pk).klogad == "7777"
        clash = BarisSimpeg.objects.get(tumpahan="pangkat", nip=two.nip)
        assert clash.status == S.BERTENTANGAN
        assert "sudah tercatat" in clash.alasan
        assert list(RiwayatGolongan.objects.kini().filter(pegawai=two)) == [newer]

    def test_a_mapped_code_settles_its_rows_at_the_next_run(self, provinsi):
        stage(provinsi)
        match(provinsi)
        lost = BarisSimpeg.objects.get(kolok="777")
        assert (lost.status, lost.alasan) == (S.TANPA_PADANAN, "Kolok 777 belum dipetakan ke unit.")
        assert BarisSimpeg.objects.filter(alasan="Kojab 798011 belum dipetakan ke jabatan.").count() == 1
        map_all(provinsi)
        match(provinsi)
        assert BarisSimpeg.objects.get(pk=lost.pk).status == S.COCOK

    def test_numbers_of_two_people_in_one_row(self, provinsi):
        one, two = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        applied(provinsi, "simpeg-pegawai", PEGAWAI, f"{one.nrk};{two.nip};;Campur;;;;;;;")
        match(provinsi)
        row = BarisSimpeg.objects.get()
        assert (row.status, row.pegawai) == (S.BERTENTANGAN, None)
        assert "orang yang berbeda" in row.alasan

    def test_as_many_queries_for_many_rows_as_for_few(self, provinsi):
        people = [make_person(f"Orang {n}", unit=provinsi.seksi, with_account=False) for n in range(12)]
        lines = [f"{p.nrk};;;{p.nama};15/02/1990;101;Seksi Satu;;;1;2" for p in people]
        applied(provinsi, "simpeg-pegawai", PEGAWAI, *lines)
        from pegawai.services.cocokkan_simpeg import match_rows

        migrasi = Migrasi.objects.get()
        rows = list(migrasi.daftar_baris.order_by("pk"))

        def count(some: list[BarisSimpeg]) -> int:
            with CaptureQueriesContext(connection) as queries:
                match_rows(migrasi.pk, some, by=provinsi.akun["admin_bkd"])
            assert {row.status for row in some} == {S.COCOK}
            return len(queries)

        count(rows[:1])
        assert count(rows[1:3]) == count(rows[3:])


class TestSigning:
    def ready(self, p: Provinsi) -> Migrasi:
        stage(p)
        map_all(p)
        return match(p)

    def line(self, p: Provinsi, unit: Any, who: str = "admin_bkd") -> Any:
        return next(one for one in selectors.reconciliation(p.akun[who], Migrasi.objects.get()) if one.unit_id == unit)

    def sign(self, p: Provinsi, unit: Any, who: str) -> None:
        sign_units({unit: self.line(p, unit.pk).angka}, by=p.akun[who])

    def test_figures_by_unit_with_their_owner(self, provinsi):
        self.ready(provinsi)
        line = self.line(provinsi, provinsi.seksi.pk)
        assert line.pemilik == "Akun admin_unit"
        assert line.angka.masuk == line.angka.cocok + line.angka.tanpa_padanan + line.angka.bertentangan > 0
        of_unit = selectors.reconciliation(provinsi.akun["admin_unit"], Migrasi.objects.get())
        assert {one.unit_id for one in of_unit} == {provinsi.seksi.pk}

    def test_only_hr_of_the_unit_signs_what_it_has_seen(self, provinsi):
        self.ready(provinsi)
        for who in ("admin_bkd", "admin_unit_lain"):
            with pytest.raises(PermissionDenied):
                self.sign(provinsi, provinsi.seksi, who)
        with pytest.raises(TransitionError):
            sign_units({provinsi.seksi: Angka(1, 1, 0, 0)}, by=provinsi.akun["admin_unit"])
        self.sign(provinsi, provinsi.seksi, "admin_unit")
        assert self.line(provinsi, provinsi.seksi.pk).disahkan
        row = BarisSimpeg.objects.filter(unit=provinsi.seksi).terdaftar().first()
        assert row is not None
        services.decide_row(row.pk, alasan="Sudah diperiksa", by=provinsi.akun["admin_bkd"])
        assert not self.line(provinsi, provinsi.seksi.pk).disahkan

    def test_cut_over_waits_for_everything_and_ends_it(self, provinsi):
        admin, now = provinsi.akun["admin_bkd"], timezone.now()
        with pytest.raises(DomainError, match="Belum ada baris"):
            services.close_migration(by=admin, now=now)
        stage(provinsi)
        with pytest.raises(DomainError, match="belum dicocokkan"):
            services.close_migration(by=admin, now=now)
        map_all(provinsi)
        match(provinsi)
        with pytest.raises(DomainError, match="unit belum mengesahkan"):
            services.close_migration(by=admin, now=now)
        self.sign(provinsi, provinsi.seksi, "admin_unit")
        self.sign(provinsi, provinsi.dinas_lain, "admin_unit_lain")
        assert services.close_migration(by=admin, now=now).ditutup_oleh == admin
        assert "sudah ditutup" in wrong(send(provinsi, "simpeg-pegawai", PEGAWAI, people_lines(provinsi)[0]))["nrk"]
        for act in (
            lambda: services.start_matching(by=admin),
            lambda: services.map_kolok(Migrasi.objects.get().daftar_kolok.first().pk, unit=provinsi.seksi, by=admin),
            lambda: self.sign(provinsi, provinsi.seksi, "admin_unit"),
        ):
            with pytest.raises(TransitionError, match="sudah ditutup"):
                act()

    def test_rows_without_unit_are_mapped_or_decided_first(self, provinsi):
        applied(provinsi, "simpeg-pegawai", PEGAWAI, "999999;;;Tidak Dikenal;01/01/1980;;;;;;")
        match(provinsi)
        admin = provinsi.akun["admin_bkd"]
        with pytest.raises(DomainError, match="1 baris belum mempunyai unit"):
            services.close_migration(by=admin, now=timezone.now())
        services.decide_row(BarisSimpeg.objects.get().pk, alasan="Sudah pensiun", by=admin)
        services.close_migration(by=admin, now=timezone.now())


class TestPages:
    def test_start_codes_worklist_decision_and_signature(self, provinsi):
        hr = provinsi.client("admin_bkd")
        assert "Belum ada data SIMPEG lama" in hr.get(reverse("pegawai:migrasi")).content.decode()
        stage(provinsi)
        kolok = Migrasi.objects.get().daftar_kolok.get(kode="777")
        assert "777" in hr.get(reverse("pegawai:migrasi_kolok_list") + "?belum=1").content.decode()
        hr.post(reverse("pegawai:migrasi_kolok", args=[kolok.pk]), {"unit": str(provinsi.seksi.pk)})
        kojab = Migrasi.objects.get().daftar_kojab.get()
        hr.post(reverse("pegawai:migrasi_kojab", args=[kojab.pk]), {"sasaran": "nama", "nilai": "Pelaksana"})
        hr.post(reverse("pegawai:migrasi_cocokkan"))
        assert latar.run(Migrasi.objects.get().pekerjaan.pk)
        text = hr.get(reverse("pegawai:migrasi")).content.decode()
        assert "Pencocokan terakhir" in text
        text = hr.get(reverse("pegawai:migrasi_baris") + "?status=bertentangan").content.decode()
        assert "Unit di SIMPEG lama Dinas Dua" in text
        row = BarisSimpeg.objects.filter(status=S.BERTENTANGAN).first()
        assert row is not None
        address = reverse("pegawai:migrasi_putus", args=[row.pk])
        assert hr.post(address, {"alasan": ""}).status_code == 422
        assert hr.post(address, {"alasan": "Pindah bulan lalu"}).status_code == 302
        unit = provinsi.client("admin_unit")
        text = unit.get(reverse("pegawai:migrasi")).content.decode()
        assert "Baca dan sahkan" in text
        assert "Cocokkan dan catat" not in text
        line = next(one for one in selectors.reconciliation(provinsi.akun["admin_unit"], Migrasi.objects.get()))
        numbers = ",".join(
            str(getattr(line.angka, name)) for name in ("masuk", "cocok", "tanpa_padanan", "bertentangan")
        )
        asked = {"pilih": str(provinsi.seksi.pk), f"angka-{provinsi.seksi.pk}": numbers}
        page = unit.get(reverse("pegawai:migrasi_sahkan"), {"pilih": asked["pilih"]}).content.decode()
        assert numbers in page
        assert unit.post(reverse("pegawai:migrasi_sahkan"), asked).status_code == 422
        assert "Disahkan" not in unit.get(reverse("pegawai:migrasi")).content.decode()
        unit.post(reverse("pegawai:migrasi_sahkan"), asked | {"dibaca": "on"})
        assert "Disahkan" in unit.get(reverse("pegawai:migrasi")).content.decode()
        text = hr.post(reverse("pegawai:migrasi_tutup"), follow=True).content.decode()
        assert "Centang dulu" in text
        hr.post(reverse("pegawai:migrasi_tutup"), {"mengerti": "ya"})
        assert Migrasi.objects.get().ditutup_pada is None  # the other unit has not signed

    def test_an_app_above_adds_its_own_posts(self, provinsi):
        stage(provinsi)
        kojab, admin = Migrasi.objects.get().daftar_kojab.get(), provinsi.akun["admin_bkd"]
        known = {"J1": "Analis Kebijakan"}
        register_sasaran_jabatan(
            SasaranJabatan("uji", "Jabatan uji", lambda kata: list(known.items()), lambda nilai: known.get(nilai, ""))
        )
        try:
            with pytest.raises(DomainError, match="tidak dikenal"):
                services.map_kojab(kojab.pk, sasaran="uji", nilai="J9", by=admin)
            services.map_kojab(kojab.pk, sasaran="uji", nilai="J1", by=admin)
            text = provinsi.client("admin_bkd").get(reverse("pegawai:migrasi_kojab_list")).content.decode()
            assert "Analis Kebijakan" in text
        finally:
            del _register["uji"]
