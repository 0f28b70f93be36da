"""The pulse survey keeps no answer; the eight aspects have figures; nothing small is told."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import latar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import HasilBerkas, JejakAudit, Tindakan
from merit.bukti import all_bukti
from merit.models import HasilDenyut, PenjawabDenyut, SaranDenyut, SurveiDenyut
from merit.selectors import sistem
from merit.selectors import survei as selectors
from merit.services import bukti as pack
from merit.services import survei as services
from tests.factories.merit import make_putaran, publish, rate, version
from tests.factories.pegawai import make_person
from tests.factories.talenta import make_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def survei(provinsi):
    row = make_survey(provinsi.instansi, provinsi.akun["admin_bkd"])
    return services.open_survey(row.pk, by=provinsi.akun["admin_bkd"])


def answer(survei: SurveiDenyut, pengguna, value: int = 4, words: str = "") -> None:
    rows = list(survei.daftar_pertanyaan.all())
    services.answer(survei.pk, {one.pk: value for one in rows[:2]}, {rows[2].pk: words}, by=pengguna)


def test_the_start_page_tells_of_the_open_survey_until_it_is_answered(provinsi, survei):
    me = provinsi.client("pegawai")
    assert reverse("merit:survei_saya") in me.get(reverse("core:beranda")).content.decode()
    answer(survei, provinsi.akun["pegawai"])
    assert "survei-terbuka" not in me.get(reverse("core:beranda")).content.decode()
    assert "survei-terbuka" in provinsi.client("rekan").get(reverse("core:beranda")).content.decode()


def test_an_answer_leaves_no_person_no_moment_and_no_trace(provinsi, survei):
    before = (Tindakan.objects.count(), JejakAudit.objects.count())
    answer(survei, provinsi.akun["pegawai"], 5, "Kantin dibenahi.")
    assert (Tindakan.objects.count(), JejakAudit.objects.count()) == before
    kept = PenjawabDenyut.objects.get()
    assert {field.name for field in kept._meta.fields} == {"id", "survei", "pegawai"}
    assert kept.pk.version == 4  # a key of uuidv7 would tell the moment
    sums = HasilDenyut.objects.get()
    assert "pegawai" not in str(sums.jumlah)
    assert set(next(iter(SaranDenyut.objects.get().isi))) == {"isi", "tampil"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'merit_hasildenyut'")
        assert {row[0] for row in cursor.fetchall()} == {"id", "survei_id", "perangkat_id", "banyak", "jumlah"}


def test_once_and_only_while_it_is_open_and_complete(provinsi, survei):
    person = provinsi.akun["pegawai"]
    with pytest.raises(DomainError, match="setiap pernyataan"):
        services.answer(survei.pk, {}, {}, by=person)
    answer(survei, person)
    with pytest.raises(DomainError, match="sudah menjawab"):
        answer(survei, person)
    services.close_survey(survei.pk, by=provinsi.akun["admin_bkd"])
    with pytest.raises(DomainError, match="tidak dibuka"):
        answer(survei, provinsi.akun["rekan"])
    assert HasilDenyut.objects.get().banyak == 1


def test_units_are_shown_from_ten_answers_and_never_by_subtraction(provinsi, survei):
    bkd = provinsi.akun["admin_bkd"]
    for n in range(12):
        answer(survei, make_person(f"Satu {n}", unit=provinsi.seksi).pengguna, 4)
    assert not selectors.report(survei, bkd).cukup  # nothing while it is open
    for n in range(3):
        answer(survei, make_person(f"Dua {n}", unit=provinsi.dinas_lain).pengguna, 1)
    survei = services.close_survey(survei.pk, by=bkd)
    report = selectors.report(survei, bkd)
    assert report.jawaban == 15
    # Three alone would follow from the whole and the twelve.
    assert [one.jawaban for one in report.unit] == [None, None]
    assert report.indeks == Decimal("0.6")


def test_fewer_than_ten_answers_are_told_to_nobody(provinsi, survei):
    for n in range(9):
        answer(survei, make_person(f"Satu {n}", unit=provinsi.seksi).pengguna)
    survei = services.close_survey(survei.pk, by=provinsi.akun["admin_bkd"])
    assert not selectors.report(survei, provinsi.akun["admin_bkd"]).cukup
    assert selectors.latest_satisfaction(provinsi.instansi.pk) is None


def test_the_form_refuses_words_that_point_at_somebody_and_eleven_questions(provinsi, survei):
    client = provinsi.client("pegawai")
    rows = list(survei.daftar_pertanyaan.all())
    given = {f"p-{rows[0].pk}": "4", f"p-{rows[1].pk}": "4", f"p-{rows[2].pk}": "Hubungi 081234567890"}
    page = client.post(reverse("merit:survei_saya"), given)
    assert page.status_code == 422
    assert "tidak boleh menunjuk orang" in page.content.decode()
    assert not PenjawabDenyut.objects.exists()
    assert client.post(reverse("merit:survei_saya"), given | {f"p-{rows[2].pk}": "Lampu mati"}).status_code == 302
    assert "Sudah dijawab" in client.get(reverse("merit:survei_saya")).content.decode()
    many = "\n".join(f"k: Pertanyaan {n}" for n in range(11))
    day = f"{timezone.localdate():%d/%m/%Y}"
    page = provinsi.client("admin_bkd").post(
        reverse("merit:survei_add"), {"nama": "X", "mulai": day, "sampai": day, "pertanyaan": many}
    )
    assert "Paling banyak 10 pertanyaan" in page.content.decode()


def test_eight_aspects_with_figures_and_the_index_only_when_nothing_is_missing(provinsi, survei):
    bkd = provinsi.akun["admin_bkd"]
    found = sistem.aspects(provinsi.instansi.pk, timezone.localdate(), timezone.localdate().year)
    assert [one.nomor for one in found] == list(range(1, 9))
    assert all(one.bukti for one in found)
    assert sum(one.bobot for one in found) == 100
    assert len(sistem.index_of(provinsi.instansi.pk, timezone.localdate().year).kurang) == 9
    for nomor in range(1, 9):
        services.rate_aspect(timezone.localdate().year, nomor, nilai=Decimal("0.8"), alasan="Bukti lengkap.", by=bkd)
    for n in range(10):
        answer(survei, make_person(f"Satu {n}", unit=provinsi.seksi).pengguna, 5)
    services.close_survey(survei.pk, by=bkd)
    index = sistem.index_of(provinsi.instansi.pk, timezone.localdate().year)
    assert (index.maturitas, index.kepuasan, index.indeks) == (Decimal("0.8"), Decimal(1), Decimal("0.85"))


def test_every_figure_opens_and_the_pack_holds_a_file_for_each(provinsi):
    client = provinsi.client("admin_bkd")
    assert client.get(reverse("merit:sistem")).status_code == 200
    for one in all_bukti():
        assert client.get(reverse("merit:bukti_detail", args=[one.kode])).status_code == 200, one.kode
    job = pack.start_pack(2026, by=provinsi.akun["admin_bkd"])
    assert latar.run(job.pk)
    with storages["pribadi"].open(HasilBerkas.objects.get(pekerjaan=job).nama_simpan) as file:
        names = zipfile.ZipFile(io.BytesIO(file.read())).namelist()
    assert sum(name.endswith(".csv") for name in names) == len(all_bukti())
    assert {"00-daftar-isi.txt", "00-semua-angka.xlsx", "00-ringkasan.pdf"} <= set(names)


def test_the_index_of_the_agency_is_the_mean_and_small_units_are_hidden(provinsi):
    rate(provinsi.orang["pegawai"], "baik", timezone.localdate().year - 1)
    one, two = provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"]
    publish(make_putaran(version(provinsi.instansi), one), one, two)
    for who in ("admin_bkd", "auditor", "komite_talenta", "pimpinan"):
        for name in ("merit:ip_asn", "merit:peta_talenta"):
            assert provinsi.client(who).get(reverse(name)).status_code == 200, (who, name)
