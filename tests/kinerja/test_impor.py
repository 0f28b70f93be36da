"""Predicates from e-Kinerja BKN and Ruang GTK: brought in with source, date and reference, read-only, counted everywhere."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import latar
from asn_portal.core.models import AksesData, HasilBerkas, Tugas, periode
from asn_portal.core.services.berkas import open_file
from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.services import impor as services
from kinerja import siasn
from kinerja.enums import SumberKinerja
from kinerja.kunci_tugas import TUGAS_SUSUN
from kinerja.models import AngkaKredit, Evaluasi, PenetapanSumber, PeriodeKinerja, RencanaLuar
from kinerja.selectors.angka_kredit import credits_of
from kinerja.services import siasn_massal
from kinerja.services.periode import open_periode
from pegawai.enums import SumberRiwayat
from pegawai.models import RiwayatGolongan
from tests.factories.kinerja import make_evaluasi, make_periode, make_skp
from tests.factories.riwayat import entry
from tests.lembar.test_impor import done, send, states, wrong

pytestmark = pytest.mark.django_db
KEPALA = "NIP;Tahun;Jenis penilaian;Rating hasil kerja;Rating perilaku kerja;Predikat;Sumber;Tanggal data;Referensi"
LALU = 2025


@pytest.fixture
def guru(provinsi):
    person = provinsi.orang["pegawai"]
    person.jabatan_kini = "Guru Ahli Muda (Matematika)"
    person.save()
    for year in (LALU, LALU + 1):
        PenetapanSumber.objects.create(
            periode=make_periode(provinsi.instansi, year), kelompok="guru", sumber=SumberKinerja.RUANG_GTK
        )
    RiwayatGolongan.objects.create(
        pegawai=person, golongan=entry("golongan_pns:33"), sumber=SumberRiwayat.SIASN, berlaku=periode(date(2023, 1, 1))
    )
    return person


def line(
    person,
    hasil="Sesuai ekspektasi",
    perilaku="Sesuai ekspektasi",
    predikat="",
    tahun=LALU,
    sumber="Ruang GTK",
    jenis="Tahunan",
):
    return f"{person.nip};{tahun};{jenis};{hasil};{perilaku};{predikat};{sumber};20/01/2026;GTK 20 Januari 2026"


def brought(p, *lines):
    return done(services.apply(send(p, "evaluasi-kinerja", KEPALA, *lines).pk, by=p.akun["admin_bkd"]))


def test_a_guru_with_an_imported_predicate_has_no_duty_and_a_complete_angka_kredit(provinsi, guru):
    for year in PeriodeKinerja.objects.all():
        open_periode(year.pk)
    row = brought(
        provinsi, line(guru, hasil="Di atas ekspektasi", perilaku="Di atas ekspektasi", predikat="Sangat baik")
    )
    assert states(row) == [B.DITERAPKAN]
    assert not Tugas.objects.filter(untuk=guru.pengguna, jenis=TUGAS_SUSUN).exists()
    rated = Evaluasi.objects.get()
    assert (rated.predikat, rated.status, rated.sumber, rated.referensi) == (
        "sangat_baik", "final", "ruang_gtk", "GTK 20 Januari 2026",
    )  # fmt: skip
    assert (rated.hasil_siasn, rated.perilaku_siasn, rated.kuadran_siasn) == (1, 1, 1)
    found = credits_of(guru, date(2026, 11, 22))
    assert found.lengkap
    assert str(found.kini.total) == "37.500"
    page = provinsi.client("pegawai").get(reverse("kinerja:saya")).content.decode()
    assert "Langkah Anda berikutnya" not in page


@pytest.mark.parametrize(
    ("values", "kolom", "pesan"),
    [
        ({"predikat": "Sangat baik"}, "predikat", "Menurut matriks, kedua rating itu menghasilkan baik."),
        ({"tahun": LALU + 1}, "tahun", "belum berakhir"),
        ({"sumber": "e-Kinerja BKN"}, "sumber", "Sumber kinerja orang ini tahun itu: Ruang GTK."),
        ({"jenis": "Triwulan"}, "nomor", "1 sampai 4"),
        ({"hasil": "Lumayan"}, "hasil_kerja", "Pilih salah satu"),
    ],
)
def test_each_wrong_cell_says_what_is_wanted(provinsi, guru, values, kolom, pesan):
    assert pesan in wrong(send(provinsi, "evaluasi-kinerja", KEPALA, line(guru, **values)))[kolom]


def test_whoever_is_rated_in_the_portal_is_not_brought_in(provinsi, guru):
    colleague = provinsi.orang["rekan"]
    assert "dicatat di portal" in wrong(send(provinsi, "evaluasi-kinerja", KEPALA, line(colleague)))["pegawai"]


def test_same_again_corrected_and_taken_back(provinsi, guru):
    brought(provinsi, line(guru))
    assert states(send(provinsi, "evaluasi-kinerja", KEPALA, line(guru))) == [B.SUDAH_ADA]
    better = brought(provinsi, line(guru, hasil="Di atas ekspektasi", perilaku="Di atas ekspektasi"))
    assert Evaluasi.objects.get().predikat == "sangat_baik"
    assert str(AngkaKredit.objects.dihitung().get(jenis="konversi").angka) == "37.500"
    done(services.take_back(better.pk, by=provinsi.akun["admin_bkd"], now=timezone.now()))
    assert Evaluasi.objects.get().predikat == "baik"
    assert str(AngkaKredit.objects.dihitung().get(jenis="konversi").angka) == "25.000"


def test_taken_back_it_is_gone_and_counts_no_longer(provinsi, guru):
    row = brought(provinsi, line(guru))
    done(services.take_back(row.pk, by=provinsi.akun["admin_bkd"], now=timezone.now()))
    assert not Evaluasi.objects.exists()
    assert not AngkaKredit.objects.dihitung().filter(jenis="konversi").exists()


def test_the_shapes_of_siasn_both_ways(provinsi, guru):
    PenetapanSumber.objects.filter(kelompok="guru").update(sumber=SumberKinerja.EKINERJA)
    _, content = siasn.example()
    people = json.loads(content)
    people[0]["nipBaru"] = guru.nip
    row = send(provinsi, "siasn-kinerja", content=json.dumps(people).encode())
    assert states(row) == [B.BENAR, B.BENAR]
    done(services.apply(row.pk, by=provinsi.akun["admin_bkd"]))
    year, quarter = Evaluasi.objects.order_by("tahun")
    assert (year.jenis, quarter.jenis, quarter.nomor) == ("tahunan", "triwulan", 1)
    shape, again = siasn.shape_of(year)
    given = people[0]["rw-skp22"][0]
    assert shape == "skp22"
    assert {key: again[key] for key in given} == given
    shape, again = siasn.shape_of(quarter)
    assert shape == "kinerjaPeriodik"
    assert {key: again[key] for key in people[0]["rw-kinerjaperiodik"][0]} == people[0]["rw-kinerjaperiodik"][0]


def test_only_hr_of_the_province(provinsi, guru):
    for who in ("admin_unit", "auditor", "pegawai"):
        assert provinsi.client(who).get(reverse("lembar:impor_templat", args=["evaluasi-kinerja"])).status_code in {
            403,
            404,
        }


# -- plans from elsewhere -----------------------------------------------------------------------------------------

KEPALA_RENCANA = "NIP;Tahun;Nomor hasil kerja;Nomor ukuran;Rencana hasil kerja;Aspek;Indikator kinerja individu;Target;Sumber;Tanggal data;Referensi"


def plan_line(
    person,
    nomor=1,
    teks="Tersusunnya perangkat ajar",
    target="12 perangkat",
    tahun=LALU + 1,
    sumber="Ruang GTK",
    urut="",
):
    return f"{person.nip};{tahun};{nomor};{urut};{teks};Kuantitas;Jumlah perangkat;{target};{sumber};20/01/2026;GTK rencana"


def plans(p, *lines):
    return done(services.apply(send(p, "rencana-kinerja", KEPALA_RENCANA, *lines).pk, by=p.akun["admin_bkd"]))


def test_a_plan_from_elsewhere_is_read_and_nobody_is_asked(provinsi, guru):
    for year in PeriodeKinerja.objects.all():
        open_periode(year.pk)
    assert states(plans(provinsi, plan_line(guru), plan_line(guru, 2, "Terlaksananya asesmen"))) == [B.DITERAPKAN] * 2
    brought(provinsi, line(guru))
    assert not Tugas.objects.filter(untuk=guru.pengguna, selesai_pada=None, jenis__startswith="kinerja.").exists()
    assert credits_of(guru, date(2026, 11, 22)).lengkap
    page = provinsi.client("pegawai").get(reverse("kinerja:saya"), {"tahun": LALU + 1}).content.decode()
    assert "Tersusunnya perangkat ajar" in page
    assert "GTK rencana, data 20 Januari 2026" in page
    assert "Susun SKP" not in page


def test_the_next_import_corrects_and_taking_it_back_restores(provinsi, guru):
    plans(provinsi, plan_line(guru))
    second = plans(provinsi, plan_line(guru, target="10 perangkat"))
    assert RencanaLuar.objects.get().target == "10 perangkat"
    assert states(send(provinsi, "rencana-kinerja", KEPALA_RENCANA, plan_line(guru, target="10 perangkat"))) == [
        B.SUDAH_ADA
    ]
    done(services.take_back(second.pk, by=provinsi.akun["admin_bkd"], now=timezone.now()))
    assert RencanaLuar.objects.get().target == "12 perangkat"


@pytest.mark.parametrize(
    ("values", "kolom"),
    [({"sumber": "e-Kinerja BKN"}, "sumber"), ({"nomor": 0}, "nomor")],
)
def test_a_plan_of_another_source_or_number_is_refused(provinsi, guru, values, kolom):
    row = send(provinsi, "rencana-kinerja", KEPALA_RENCANA, plan_line(guru, **values))
    assert list(wrong(row)) == [kolom]


def test_whoever_plans_here_gets_no_plan_from_elsewhere(provinsi, guru):
    PenetapanSumber.objects.filter(kelompok="guru").delete()
    row = send(provinsi, "rencana-kinerja", KEPALA_RENCANA, plan_line(guru))
    assert list(wrong(row)) == ["pegawai"]


# -- everybody for SIASN ------------------------------------------------------------------------------------------


def test_everybody_s_final_ratings_in_the_shapes_of_siasn(provinsi):
    year = make_periode(provinsi.instansi, LALU)
    skp = make_skp(year, provinsi.orang["pegawai"], status="disetujui", penilai=provinsi.orang["atasan"])
    make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=periode(date(LALU, 1, 1), date(LALU, 12, 31)))
    make_evaluasi(skp, "final")
    for jenis, nomor, shape in (("tahunan", 0, "skp22"), ("triwulan", 1, "kinerjaPeriodik")):
        job = siasn_massal.order_export(year.pk, jenis, nomor, tujuan="Sinkron SIASN", by=provinsi.akun["admin_bkd"])
        latar.run(job.pk)
        file = HasilBerkas.objects.get(pekerjaan=job)
        with open_file(file, by=provinsi.akun["admin_bkd"]) as content:
            rows = json.loads(content.read())[shape]
        assert [(row["nipBaru"], row["kuadranKinerjaNilai"]) for row in rows] == [(provinsi.orang["pegawai"].nip, 2)]
    assert (
        AksesData.objects.filter(subjek_id=provinsi.orang["pegawai"].pk, kelompok="Penilaian untuk SIASN").count() == 2
    )


@pytest.mark.parametrize("who", ["admin_unit", "auditor", "pimpinan", "pegawai"])
def test_ratings_of_everybody_are_for_hr_of_the_province(provinsi, who):
    year = make_periode(provinsi.instansi, LALU)
    with pytest.raises(PermissionDenied):
        siasn_massal.order_export(year.pk, "tahunan", 0, tujuan="x", by=provinsi.akun[who])
