"""What the apps above add to the rekap: posts, the annual predicate, JP. Only for whoever may read it of all it counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.izin import MATRIKS, Sumber, parse_hak
from asn_portal.core.models import periode
from asn_portal.rekap.dimensi import find_populasi
from asn_portal.rekap.permissions import reads_as_far
from jabatan.enums import JenisJabatan, Jenjang
from kinerja.aturan.evaluasi import MATRIKS as MATRIKS_PREDIKAT
from kinerja.enums import StatusEvaluasi
from kinerja.models import Evaluasi
from kinerja.rekap import rated_year
from pegawai.models import Pegawai
from pelatihan.enums import StatusSertifikat
from pelatihan.rekap import CUKUP, SEPARUH
from tests.conftest import Provinsi
from tests.factories.jabatan import make_seat, sit
from tests.factories.kinerja import bring_to, make_evaluasi, make_periode, make_skp
from tests.factories.pegawai import make_person
from tests.factories.pelatihan import make_certificate
from tests.rekap.test_rekap import ask, cells, links, rows_behind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = rated_year(TODAY)
BARIS = {predikat: (hasil, perilaku) for hasil, row in MATRIKS_PREDIKAT.items() for perilaku, predikat in row.items()}


def rated(person: Pegawai, predikat: str, tahun: int = YEAR, **values: object) -> Evaluasi:
    hasil, perilaku = BARIS[predikat]
    given = {
        "masa": periode(date(tahun, 1, 1), date(tahun, 12, 31)), "status": StatusEvaluasi.FINAL, "final_pada": timezone.now(),
    } | values  # fmt: skip
    return Evaluasi.objects.create(
        pegawai=person, tahun=tahun, jenis="tahunan", hasil_kerja=hasil, perilaku_kerja=perilaku, predikat=predikat,
        sumber="ruang_gtk", sumber_tanggal=date(tahun + 1, 1, 20), referensi="GTK", jabatan="Guru", **given,
    )  # fmt: skip


@pytest.fixture
def dinilai(provinsi: Provinsi) -> Provinsi:
    """Twelve people of Dinas Satu: six rated baik, one kurang, the others not; six with enough JP, one with a few."""
    seat = make_seat(
        "Analis", unit=provinsi.seksi, jenis=JenisJabatan.FUNGSIONAL, jenjang=Jenjang.AHLI_MUDA, kelas=9, kebutuhan=20
    )
    people = [make_person(f"Orang {n:02}", unit=provinsi.seksi, with_account=False) for n in range(12)]
    for person in people[:6]:
        rated(person, "baik")
        make_certificate(person, jp=Decimal(CUKUP))
        sit(person, seat)
    rated(people[6], "kurang")
    make_certificate(people[6], jp=Decimal(SEPARUH - 1))
    provinsi.baru = people  # type: ignore[attr-defined]
    return provinsi


class TestPredikat:
    def test_counts_the_last_year_that_is_over(self, dinilai):
        found = ask(dinilai, "admin_bkd", baris="predikat", unit=str(dinilai.dinas.pk))
        assert f"per predikat kinerja tahun {YEAR}" in found.kalimat
        assert {label: row for label, row in cells(found).items() if label in {"Baik", "Kurang"}} == {
            "Baik": [6], "Kurang": [1],
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("hari", "tahun"), [(date(2026, 12, 30), 2025), (date(2026, 12, 31), 2026), (date(2027, 1, 1), 2026)]
    )
    def test_a_year_is_over_at_its_last_day(self, hari, tahun):
        assert rated_year(hari) == tahun

    def test_what_was_not_handed_over_does_not_count(self, dinilai):
        skp = bring_to(make_skp(make_periode(dinilai.instansi, YEAR), dinilai.orang["pegawai"]), "disetujui")
        row = make_evaluasi(
            skp, "dinilai", jenis="tahunan", nomor=0, masa=periode(date(YEAR, 1, 1), date(YEAR, 12, 31))
        )
        before = cells(ask(dinilai, "admin_bkd", baris="predikat"))
        Evaluasi.objects.filter(pk=row.pk).update(status=StatusEvaluasi.DISAMPAIKAN)
        assert cells(ask(dinilai, "admin_bkd", baris="predikat")) != before

    def test_of_two_stretches_the_last_one_counts_once(self, dinilai):
        person = dinilai.baru[8]
        rated(person, "kurang", masa=periode(date(YEAR, 1, 1), date(YEAR, 6, 30)))
        rated(person, "sangat_baik", masa=periode(date(YEAR, 7, 1), date(YEAR, 12, 31)))
        whole = ask(dinilai, "admin_bkd", baris="").total
        found = ask(dinilai, "admin_bkd", baris="predikat")
        assert found.total == whole
        assert cells(found)["Sangat baik"] == [1]

    def test_every_number_leads_to_its_rows(self, dinilai):
        for who in ("admin_bkd", "admin_unit", "auditor"):
            for kueri in ("baris=predikat&kolom=jenis", "baris=jp&kolom=predikat", "baris=kelas&predikat=baik"):
                found = links(dinilai.client(who).get(f"/rekap/?apa=pegawai&{kueri}").content.decode())
                assert found, (who, kueri)
                assert found == {url: rows_behind(dinilai, who, url) for url in found}

    def test_a_leader_sees_no_group_under_five(self, dinilai):
        assert sum(number for row in cells(ask(dinilai, "pimpinan", baris="predikat")).values() for number in row) > 12
        for kueri in (
            {"baris": "predikat"},
            {"baris": "cabang", "kolom": "predikat"},
            {"baris": "kelas", "kolom": "predikat"},
        ):
            shown = cells(ask(dinilai, "pimpinan", **kueri))
            numbers = [number for row in shown.values() for number in row if number != "?"]
            assert not [number for number in numbers if 0 < number < 5], (kueri, shown)
            assert "Kurang" not in shown

    def test_a_leader_narrows_nothing(self, dinilai):
        """Two sums that differ by one person would say what that one is."""
        assert ask(dinilai, "pimpinan", baris="", predikat="kurang").total == ask(dinilai, "pimpinan", baris="").total


class TestWhoMayKnow:
    """Whoever counts people but does not read their ratings has no such dimension, wherever it is asked for."""

    @pytest.fixture
    def tanpa(self, dinilai, monkeypatch):
        monkeypatch.setitem(MATRIKS[Sumber.EVALUASI], Peran.ADMIN_UNIT, ())
        return dinilai

    def test_it_is_not_offered_and_not_read(self, tanpa):
        page = tanpa.client("admin_unit").get("/rekap/?apa=pegawai&baris=predikat&predikat=kurang").content.decode()
        assert "Predikat kinerja" not in page
        assert ask(tanpa, "admin_unit", baris="predikat", predikat="kurang").total == ask(tanpa, "admin_unit").total
        assert "Predikat kinerja" in tanpa.client("admin_bkd").get("/rekap/?apa=pegawai").content.decode()

    def test_the_rows_behind_it_do_not_tell_either(self, tanpa):
        page = tanpa.client("admin_unit").get("/rekap/pegawai/?apa=pegawai&predikat=kurang").content.decode()
        assert "berpredikat" not in page
        assert all(person.nama in page for person in tanpa.baru[:3])

    @pytest.mark.parametrize("kueri", ["baris=predikat", "kolom=predikat", "predikat=kurang"])
    def test_the_api_refuses_it(self, tanpa, kueri):
        assert tanpa.client("admin_unit").get(f"/api/v1/rekap/?{kueri}").status_code == 422
        assert tanpa.client("admin_bkd").get(f"/api/v1/rekap/?{kueri}").status_code == 200

    def test_sums_are_not_rows(self, dinilai, monkeypatch):
        monkeypatch.setitem(MATRIKS[Sumber.EVALUASI], Peran.ADMIN_UNIT, parse_hak("G"))
        assert not reads_as_far(dinilai.akun["admin_unit"], Sumber.EVALUASI)
        assert reads_as_far(dinilai.akun["pimpinan"], Sumber.EVALUASI)
        assert not reads_as_far(dinilai.akun["pegawai"], Sumber.EVALUASI)


class TestJP:
    def test_groups_follow_the_law(self, dinilai):
        found = cells(ask(dinilai, "admin_bkd", baris="jp"))
        assert found[f"{CUKUP} JP atau lebih"] == [6]
        assert found[f"Di bawah {SEPARUH} JP"] == [1]

    def test_only_what_is_confirmed_and_of_the_year(self, dinilai):
        waiting, old = dinilai.baru[9], dinilai.baru[10]
        make_certificate(waiting, jp=Decimal(40), status=StatusSertifikat.DIAJUKAN)
        make_certificate(old, jp=Decimal(40), selesai=date(TODAY.year - 1, 6, 1))
        assert cells(ask(dinilai, "admin_bkd", baris="jp"))[f"{CUKUP} JP atau lebih"] == [6]
        before = ask(dinilai, "admin_bkd", baris="jp", pada=f"{TODAY.year - 1}-12-31")
        assert cells(before)[f"{CUKUP} JP atau lebih"] == [1]

    def test_in_words(self, dinilai):
        said = ask(dinilai, "admin_bkd", baris="", jp="cukup", predikat="baik").kalimat
        assert said == (
            f"Pegawai berpredikat baik tahun {YEAR} dengan {CUKUP} JP atau lebih tahun {TODAY.year}, "
            + said.split(", ", 1)[1]
        )


class TestPosts:
    def test_of_the_day(self, dinilai):
        seat = make_seat("Kepala Seksi", unit=dinilai.seksi, jenis=JenisJabatan.PENGAWAS, kelas=11)
        sit(dinilai.baru[11], seat, mulai=TODAY)
        found = cells(ask(dinilai, "admin_bkd", baris="jenis_jabatan"))
        assert (found["Jabatan fungsional"], found["Pengawas"]) == ([6], [1])
        assert cells(ask(dinilai, "admin_bkd", baris="kelas"))["Kelas 11"] == [1]
        assert "Kelas 11" not in cells(ask(dinilai, "admin_bkd", baris="kelas", pada=str(date(TODAY.year - 1, 12, 31))))

    def test_acting_for_somebody_is_no_post_of_ones_own(self, dinilai):
        seat = make_seat("Kepala Bidang", unit=dinilai.seksi, jenis=JenisJabatan.ADMINISTRATOR, kelas=12)
        sit(dinilai.baru[0], seat, jenis="plt", mulai=TODAY, sampai=TODAY)
        assert "Administrator" not in cells(ask(dinilai, "admin_bkd", baris="jenis_jabatan"))

    def test_questions_that_are_ready_are_answered(self, dinilai):
        populasi = find_populasi("pegawai")
        assert len(populasi.tambahan) >= 6
        for satu in populasi.tambahan:
            assert ask(dinilai, "admin_bkd", **satu.kueri).total, satu.judul
