"""Who comes into question for a kind of post: the statement and the rules say the same, and each role reads its part."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from asn_portal.core.models import AksesData, Tindakan, periode
from jabatan.aturan.kecocokan import BELUM, MEMENUHI, TANPA_DATA, Fakta, Syarat
from jabatan.enums import JenisJabatan
from jabatan.models import AcuanJabatan, SyaratJabatan
from kinerja.models import AngkaKredit
from merit.aturan.promosi import TARGET, FaktaPromosi, judge_promosi, judge_tambahan
from merit.selectors import kelayakan as selectors
from merit.selectors.kelayakan import Pertanyaan
from pegawai.models import Pegawai, RiwayatGolongan, RiwayatHukuman, RiwayatKursus, RiwayatPendidikan
from tests.factories.core import SINCE
from tests.factories.jabatan import make_seat, sit
from tests.factories.merit import add_riwayat, rate, referensi
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
POSTS = [
    ("administrator", ""), ("pengawas", ""), ("pelaksana", ""), ("fungsional", "ahli_pertama"), ("fungsional", "ahli_muda"),
    ("fungsional", "ahli_madya"), ("fungsional", "terampil"), ("jpt_pratama", ""),
]  # fmt: skip
LEVEL = {"terampil": "Terampil", "ahli_pertama": "Ahli Pertama", "ahli_muda": "Ahli Muda", "ahli_madya": "Ahli Madya"}


def ask(provinsi, target: str, who: str = "admin_bkd", **values) -> dict[str, selectors.CalonPromosi]:
    tanya = Pertanyaan(target, provinsi.akun[who], TODAY)
    found = selectors.eligible(tanya, keadaan="semua", batas=500, **values)
    return {one.nama: one for one in found.calon}


def states(one: selectors.CalonPromosi) -> list[str]:
    return [butir.keadaan for butir in one.butir]


def born(person: Pegawai, **ago: int) -> Pegawai:
    person.tanggal_lahir = TODAY - relativedelta(**ago)
    person.save()
    return person


def make(nama: str, unit, rng: random.Random) -> None:
    """Somebody of whom some things are recorded."""
    person = born(make_person(nama, unit=unit), years=rng.randint(25, 60), days=rng.randint(0, 1))
    if rng.random() < 0.9:
        jenis, jenjang = rng.choice(POSTS)
        label = f"Penata Ruang {LEVEL[jenjang]}" if jenjang else f"Jabatan {nama}"
        since = TODAY - timedelta(days=rng.choice([0, 700, 731, 1096, 1500, 4000]))
        if rng.random() < 0.5:
            old = make_seat("Jabatan lama", unit=unit, jenis=JenisJabatan.PELAKSANA)
            sit(
                person,
                old,
                mulai=since - timedelta(days=rng.choice([300, 1500, 3000])),
                sampai=since - timedelta(days=1),
            )
        sit(person, make_seat(label, unit=unit, jenis=jenis, jenjang=jenjang), mulai=since)
    if rng.random() < 0.8:
        kode = rng.choice(["17", "30", "40", "45"])
        referensi(f"pendidikan:e{kode}", induk=f"tingkat_pendidikan:{kode}")
        add_riwayat(
            RiwayatPendidikan, person, date(2010, 7, 1), pendidikan_id=f"pendidikan:e{kode}", tingkat_id=f"tingkat_pendidikan:{kode}"
        )  # fmt: skip
    if rng.random() < 0.8:
        kode, gol = rng.choice([("32", "III/b"), ("34", "III/d"), ("41", "IV/a")])
        add_riwayat(RiwayatGolongan, person, date(2020, 4, 1), golongan=referensi(f"golongan_pns:{kode}", gol))
    if rng.random() < 0.3:
        referensi("jenis_hukuman:1")
        lifted = {"batal_nomor": "B-1", "batal_tanggal": TODAY} if rng.random() < 0.3 else {}
        add_riwayat(
            RiwayatHukuman, person, date(2019, 1, 1), date(2020, 1, 1), jenis_hukuman_id="jenis_hukuman:1", tingkat=rng.choice("rsb"),
            **lifted,
        )  # fmt: skip
    if rng.random() < 0.6:
        referensi("jenis_diklat:8")
        nama_kursus = rng.choice(["Pelatihan Kepemimpinan Administrator", "Kursus Kearsipan"])
        add_riwayat(
            RiwayatKursus, person, date(2024, 1, 1), nama=nama_kursus, jenis_diklat_id="jenis_diklat:8", jumlah_jam=20
        )
    if rng.random() < 0.7:
        rate(person, rng.choice(["sangat_baik", "baik", "butuh_perbaikan"]), TODAY.year - rng.choice([1, 2, 3]))
    for jenjang in LEVEL:
        if rng.random() < 0.6:
            AngkaKredit.objects.create(
                pegawai=person, jenis="awal", tahun=2023, masa=periode(date(2023, 1, 1), date(2024, 1, 1)), jabatan="x", jenjang=jenjang,
                angka=rng.choice([Decimal("59.999"), Decimal(60), Decimal(100), Decimal("199.9995").quantize(Decimal("0.001")), Decimal(450)]),
                alasan="uji", dasar="uji", dihitung_pada=timezone.now(),
            )  # fmt: skip


@pytest.mark.parametrize("target", TARGET)
def test_the_statement_and_the_rules_say_the_same_about_random_people(provinsi, target):
    rng = random.Random(f"promosi-{target}")
    for n in range(25):
        make(f"Orang {n}", provinsi.seksi, rng)
    # Two posts of the next level: one is open, one is full.
    for nama, need in (("Penata Ruang", 2), ("Jabatan", 1)):
        for jenjang in ("mahir", "ahli_muda"):
            make_seat(
                f"{nama} {'Mahir' if jenjang == 'mahir' else 'Ahli Muda'}", unit=provinsi.dinas, jenis="fungsional", jenjang=jenjang,
                kebutuhan=need,
            )  # fmt: skip
    managerial = target in dict(JenisJabatan.choices)
    of = AcuanJabatan.objects.create(
        instansi=provinsi.instansi, jenis=target if managerial else "fungsional", jenjang="" if managerial else target
    )
    extra = [("pangkat", "III/d", None), ("pengalaman", "pelaksana|pengawas", Decimal("3.5")), ("pelatihan", "kepemimpinan administrator", None),
             ("pendidikan", "s2", None)]  # fmt: skip
    for jenis, nilai, tahun in extra:
        SyaratJabatan.objects.create(
            acuan=of, jenis=jenis, nilai=nilai, tahun=tahun, dasar="Pergub 1", berlaku=periode(SINCE)
        )
    tanya = Pertanyaan(target, provinsi.akun["admin_bkd"], TODAY)
    needs = [Syarat(one.jenis, one.nilai, one.tahun) for one in selectors.additions(tanya)]
    assert {one.jenis for one in needs} == {one[0] for one in extra}
    found = ask(provinsi, target)
    assert len(found) > 2
    for nama, one in found.items():
        expected = [*judge_promosi(target, one.fakta).values(), *judge_tambahan(needs, one.fakta).values()]
        assert states(one) == expected, (nama, one.fakta)
    sums = selectors.eligible(tanya, keadaan="semua").jumlah
    assert sums == {
        kode: sum(one.keadaan == kode for one in found.values()) for kode in ("memenuhi", "tanpa_data", "belum")
    }


def test_facts_of_the_record_are_those_the_rule_is_asked_about(provinsi):
    person = born(make_person("Ani Layak", unit=provinsi.seksi), years=45)
    sit(
        person,
        make_seat("Kepala Bidang", unit=provinsi.seksi, jenis="administrator"),
        mulai=TODAY - timedelta(days=800),
    )
    sit(
        person,
        make_seat("Staf", unit=provinsi.seksi),
        mulai=TODAY - timedelta(days=3000),
        sampai=TODAY - timedelta(days=801),
    )
    one = ask(provinsi, "jpt_pratama")["Ani Layak"]
    assert one.fakta == FaktaPromosi(
        Fakta("", "", {"administrator": 800, "pelaksana": 2200}, ()), "administrator", 45, False, None, "", ""
    )
    assert states(one) == [MEMENUHI, MEMENUHI, TANPA_DATA, MEMENUHI, MEMENUHI, MEMENUHI]
    assert one.keadaan == "tanpa_data"
    assert [k.bukti for k in one.kurang] == ["Ijazah belum tercatat"]


def test_a_rule_that_fails_says_why_and_leads_to_the_evidence(provinsi):
    person = make_person("Budi Muda", unit=provinsi.seksi)
    sit(person, make_seat("Kepala Seksi", unit=provinsi.seksi, jenis="pengawas"), mulai=TODAY - timedelta(days=365))
    one = ask(provinsi, "administrator")["Budi Muda"]
    lama = one.butir[1]
    assert (lama.keadaan, lama.bukti) == (BELUM, "0,9 tahun sebagai pengawas")
    assert lama.url == reverse("pegawai:berkas", args=[person.pk]) + "#bagian-jabatan"
    page = provinsi.client("admin_bkd").get(reverse("merit:kelayakan_list") + "?jabatan=administrator&keadaan=belum")
    assert "0,9 tahun sebagai pengawas" in page.content.decode()


def test_each_role_reads_its_part_and_the_committee_no_sanction(provinsi):
    person = make_person("Cici Bidang", unit=provinsi.seksi)
    sit(person, make_seat("Kepala Seksi", unit=provinsi.seksi, jenis="pengawas"))
    referensi("jenis_hukuman:1")
    add_riwayat(
        RiwayatHukuman, person, date(2019, 1, 1), date(2020, 1, 1), jenis_hukuman_id="jenis_hukuman:1", tingkat="b"
    )
    hr = ask(provinsi, "administrator")["Cici Bidang"]
    assert "Catatan disiplin" in [one.nama for one in hr.kurang]
    komite = ask(provinsi, "administrator", "komite_talenta")
    assert "Catatan disiplin" not in [one.nama for one in komite["Cici Bidang"].butir]
    assert not any(one.url for one in komite["Cici Bidang"].butir)
    page = provinsi.client("komite_talenta").get(
        reverse("merit:kelayakan_list") + "?jabatan=administrator&keadaan=semua"
    )
    assert "hukuman" not in page.content.decode().split("<main")[1].split("</main>")[0]
    assert AksesData.objects.filter(subjek_id=person.pk, pengguna=provinsi.akun["komite_talenta"]).exists()


def test_nobody_reads_the_own_row_and_others_of_another_agency_do_not_exist(provinsi):
    bkd = provinsi.akun["admin_bkd"]
    person = make_person("Dedi Sendiri", unit=provinsi.seksi)
    sit(person, make_seat("Kepala Seksi", unit=provinsi.seksi, jenis="pengawas"))
    assert "Dedi Sendiri" in ask(provinsi, "administrator")
    person.pengguna, old = bkd, person.pengguna
    person.save()
    fresh = type(bkd).objects.get(pk=bkd.pk)
    tanya = Pertanyaan("administrator", fresh, TODAY)
    assert "Dedi Sendiri" not in {one.nama for one in selectors.eligible(tanya, keadaan="semua").calon}
    other = Pertanyaan("administrator", provinsi.akun["admin_instansi_lain"], TODAY)
    assert [one.nama for one in selectors.eligible(other, keadaan="semua").calon] == ["Joko Susilo"]
    assert old is not None


def test_the_page_asks_the_same_number_of_questions_for_one_and_for_many(provinsi):
    client = provinsi.client("admin_bkd")
    counted = []
    for n in (1, 6):
        for at in range(n):
            person = make_person(f"Banyak {n}-{at}", unit=provinsi.seksi)
            sit(person, make_seat(f"Seksi {n}-{at}", unit=provinsi.seksi, jenis="pengawas"))
        url = reverse("merit:kelayakan_list") + "?jabatan=administrator&keadaan=semua"
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_pages_hold_everybody_once_and_a_page_too_far_is_the_last(provinsi, monkeypatch):
    monkeypatch.setattr("merit.views.kelayakan.PER_PAGE", 2)
    for n in range(5):
        person = make_person(f"Halaman {n}", unit=provinsi.seksi)
        sit(person, make_seat(f"Seksi {n}", unit=provinsi.seksi, jenis="pengawas"))
    client, url = (
        provinsi.client("admin_bkd"),
        reverse("merit:kelayakan_list") + "?jabatan=administrator&keadaan=semua&urut=nama",
    )
    pages = [[one.nama for one in client.get(f"{url}&hal={n}").context["daftar"].calon] for n in (1, 2, 3, 9)]
    names = [nama for page in pages[:3] for nama in page if nama.startswith("Halaman")]
    assert names == [f"Halaman {n}" for n in range(5)]
    assert pages[3]


def test_the_file_asks_why_and_each_person_sees_it(provinsi):
    person = make_person("=HYPERLINK(1)", unit=provinsi.seksi)
    sit(person, make_seat("Kepala Seksi", unit=provinsi.seksi, jenis="pengawas"))
    url = reverse("merit:kelayakan_download") + "?jabatan=administrator&keadaan=semua"
    client = provinsi.client("admin_bkd")
    assert client.post(url, {"tujuan": ""}).status_code == 422
    file = client.post(url, {"tujuan": "Rapat komite"})
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(file.streaming_content))).get_sheet_by_index(0).to_python()
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]
    act = Tindakan.objects.get(aksi="kelayakan_diunduh")
    assert (act.alasan, act.rincian["orang"]) == ("Rapat komite", len(rows) - 4)
    assert AksesData.objects.filter(subjek_id=person.pk, tujuan="Rapat komite").exists()
    assert provinsi.client("komite_talenta").post(url, {"tujuan": "x"}).status_code == 403
    empty = client.post(url + "&q=tidak-ada", {"tujuan": "Rapat"})
    assert "Tidak ada baris yang dapat diunduh" in empty.content.decode()
