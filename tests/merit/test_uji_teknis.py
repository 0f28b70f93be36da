"""The technical test in the pool: counted by the rule, missing is no zero, written once, corrected by two."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.models import JejakAudit, Tugas
from merit.forms_uji_teknis import UjiForm
from merit.models import UjiTeknis
from merit.selectors import suksesi as selectors
from merit.services import suksesi as plans
from merit.services import uji_teknis as services
from merit.services.uji_teknis import BeritaAcara
from tests.conftest import login
from tests.core.aturan_uji import answer
from tests.factories.core import PenggunaFactory, give_role
from tests.factories.talenta import make_test, state_nothing
from tests.merit.test_suksesi import Pentas

pytestmark = pytest.mark.django_db
BERITA = BeritaAcara(timezone.localdate(), "Pusat Penilaian", "BA-7")


@pytest.fixture
def pentas(provinsi, monkeypatch):
    found = Pentas(provinsi, monkeypatch)
    state_nothing(found.plan, found.komite, found.komite2, found.ppk)
    return found


def record(pentas, **nilai: str) -> None:
    people = {one.nama: one.pk for one in pentas.heads}
    services.record_tests(
        pentas.plan.pk,
        {people[f"Kepala {nama}"]: Decimal(value) for nama, value in nilai.items()},
        BERITA,
        by=pentas.komite,
    )


def pool(pentas):
    return selectors.pool_of(pentas.plan, pentas.komite)


def test_the_final_score_is_that_of_the_rule_and_orders_the_pool(pentas):
    first, second = [one.nama for one in pool(pentas).calon]
    record(pentas, **{second[-1]: "91.50", first[-1]: "60"})
    found = pool(pentas)
    assert [one.nama for one in found.calon] == [second, first]
    assert (found.bobot.talenta, found.bobot.teknis) == (60, 40)
    for one in found.calon:
        asked = {"jabatan_target": "administrator", "skor_talenta": str(one.total), "nilai_teknis": str(one.uji.nilai)}
        assert one.skor_akhir == Decimal(answer("kepka411_target", asked)["skor_akhir"])
    choice = plans.choose(pentas.plan.pk, found.calon[0].pegawai_id, alasan="Skor tertinggi.", by=pentas.komite)
    assert (choice.urut, choice.skor_akhir) == (1, round(found.calon[0].skor_akhir, 6))


def test_a_missing_result_is_no_zero_and_stands_after_the_lowest_one(pentas):
    first, second = [one.nama for one in pool(pentas).calon]
    record(pentas, **{second[-1]: "0"})
    found = pool(pentas)
    assert [one.nama for one in found.calon] == [second, first]
    assert (found.calon[0].uji.nilai, found.calon[0].skor_akhir > 0) == (Decimal(0), True)
    assert (found.calon[1].uji, found.calon[1].skor_akhir, found.tanpa_uji) == (None, None, 1)
    page = login(pentas.komite).get(reverse("merit:suksesi_detail", args=[pentas.plan.pk])).content.decode()
    assert "belum ada" in page
    assert "talenta 60 persen, uji teknis 40 persen" in page


def test_only_candidates_once_within_the_bounds_and_not_tomorrow(pentas):
    outside = {pentas.heads[2].pk: Decimal(80)}
    with pytest.raises(DomainError, match="calon dalam daftar"):
        services.record_tests(pentas.plan.pk, outside, BERITA, by=pentas.komite)
    late = BeritaAcara(timezone.localdate() + timezone.timedelta(days=1), "P", "1")
    with pytest.raises(DomainError, match="masa depan"):
        services.record_tests(pentas.plan.pk, {pentas.heads[0].pk: Decimal(80)}, late, by=pentas.komite)
    with pytest.raises(DomainError, match="0 sampai 100"):
        record(pentas, A="100.01")
    record(pentas, A="80")
    with pytest.raises(DomainError, match="Pakai koreksi"):
        record(pentas, A="81", B="70")
    assert [one.nilai for one in UjiTeknis.objects.all()] == [Decimal(80)]


def test_a_correction_counts_after_the_signature_of_another_and_the_old_one_stays(pentas):
    record(pentas, A="80")
    old = UjiTeknis.objects.get()
    new = services.correct_test(old.pk, Decimal(95), BERITA, alasan="Salah salin.", by=pentas.komite)
    assert next(one for one in pool(pentas).calon if one.uji).uji == old
    asked = set(Tugas.objects.filter(objek_id=new.pk).values_list("untuk_id", flat=True))
    assert pentas.komite2.pk in asked
    assert pentas.komite.pk not in asked
    with pytest.raises(DomainError, match="masih menunggu"):
        services.correct_test(old.pk, Decimal(96), BERITA, alasan="Lagi.", by=pentas.komite2)
    with pytest.raises(Terlarang):
        services.sign_test(new.pk, setuju=True, catatan="Ya.", by=pentas.komite)
    services.sign_test(new.pk, setuju=True, catatan="Sesuai.", by=pentas.komite2)
    assert next(one for one in pool(pentas).calon if one.uji).uji == new
    assert set(UjiTeknis.objects.values_list("nilai", "status")) == {
        (Decimal(80), "digantikan"),
        (Decimal(95), "berlaku"),
    }
    assert not Tugas.objects.filter(objek_id=new.pk, selesai_pada=None).exists()
    with pytest.raises(DomainError):
        services.sign_test(new.pk, setuju=False, catatan="Lagi.", by=pentas.komite2)


def test_a_correction_that_is_refused_changes_nothing_and_another_may_follow(pentas):
    record(pentas, A="80")
    old = UjiTeknis.objects.get()
    new = services.correct_test(old.pk, Decimal(95), BERITA, alasan="Salah salin.", by=pentas.komite)
    plans.close_session(pentas.plan.pk, risalah="Hadir lengkap.", by=pentas.komite)
    with pytest.raises(DomainError, match="koreksi hasil uji"):
        plans.propose_plan(pentas.plan.pk, by=pentas.komite)
    services.sign_test(new.pk, setuju=False, catatan="Berita acara tidak berubah.", by=pentas.ppk)
    assert next(one for one in pool(pentas).calon if one.uji).uji.nilai == Decimal(80)
    assert services.correct_test(old.pk, Decimal(81), BERITA, alasan="Lampiran.", by=pentas.komite).status == "menunggu"


def test_the_database_keeps_results_as_they_were_and_of_others(pentas):
    record(pentas, A="80")
    row = UjiTeknis.objects.get()
    for values in ({"nilai": 90}, {"nomor": "lain"}, {"pegawai_id": pentas.heads[1].pk}):
        with pytest.raises(DatabaseError, match="tidak diubah"), transaction.atomic():
            UjiTeknis.objects.filter(pk=row.pk).update(**values)
    with pytest.raises(DatabaseError, match="sendiri"), transaction.atomic():
        make_test(pentas.plan, pentas.heads[1], pentas.heads[1].pengguna)
    with pytest.raises(IntegrityError, match="uji_teknis_satu_berlaku"), transaction.atomic():
        make_test(pentas.plan, pentas.heads[0], pentas.komite)
    with pytest.raises(IntegrityError, match="uji_teknis_koreksi_dua_tanda"), transaction.atomic():
        make_test(pentas.plan, pentas.heads[1], pentas.komite, mengganti=row, alasan="x")
    assert JejakAudit.objects.filter(tabel="merit_ujiteknis").exists()


def test_who_stated_a_conflict_or_is_a_candidate_writes_nothing(pentas):
    stranger = PenggunaFactory(instansi=pentas.p.instansi)
    give_role(stranger, "komite_talenta", pentas.p.akar)
    plans.state_interest(pentas.plan.pk, ada_benturan=True, uraian="Kerabat.", by=stranger)
    with pytest.raises(Terlarang):
        services.record_tests(pentas.plan.pk, {pentas.heads[0].pk: Decimal(80)}, BERITA, by=stranger)
    candidate = pentas.heads[1].pengguna
    give_role(candidate, "komite_talenta", pentas.p.akar)
    state_nothing(pentas.plan, candidate)
    with pytest.raises(DomainError, match="Anda sendiri"):
        services.record_tests(pentas.plan.pk, {pentas.heads[0].pk: Decimal(1)}, BERITA, by=candidate)
    record(pentas, A="80")
    page = login(candidate).get(reverse("merit:suksesi_detail", args=[pentas.plan.pk])).content.decode()
    assert "80,00" not in page
    row = UjiTeknis.objects.get()
    for name in ("merit:uji_correct", "merit:uji_sign"):
        assert login(candidate).get(reverse(name, args=[row.pk])).status_code == 403


def test_the_form_takes_fields_and_pasted_columns_and_keeps_what_was_typed(pentas):
    client, url = login(pentas.komite), reverse("merit:uji_add", args=[pentas.plan.pk])
    nip = pentas.heads[1].nip or pentas.heads[1].nrk
    shared = {"penyelenggara": "Pusat Penilaian", "nomor": "BA-9", "tanggal": f"{timezone.localdate():%d/%m/%Y}"}
    nobody = client.post(url, shared | {"tempel": "123456789\t80"})
    assert nobody.status_code == 422
    assert "bukan calon" in nobody.content.decode()
    assert "BA-9" in nobody.content.decode()
    for wrong in ("abc", f"{nip} 101", f"{nip}"):
        assert client.post(url, shared | {"tempel": wrong}).status_code == 422
    assert client.post(url, shared).status_code == 422
    page = client.get(url)
    names = [field.label for field in page.context["form"] if field.name.startswith("nilai-")]
    place = next(at for at, name in enumerate(names) if name == pentas.heads[0].nama_lengkap)
    both = shared | {"tempel": f"{nip}\t88,25\n", f"nilai-{place}": "70,5"}
    assert client.post(url, both).status_code == 302
    assert {one.pegawai_id: one.nilai for one in UjiTeknis.objects.all()} == {
        pentas.heads[0].pk: Decimal("70.50"), pentas.heads[1].pk: Decimal("88.25"),
    }  # fmt: skip
    # Everybody has one now: there is nothing left to write down.
    assert client.get(url)["Location"] == reverse("merit:suksesi_detail", args=[pentas.plan.pk])


def test_numbers_of_people_outside_the_pool_are_not_confirmed(pentas):
    outside = pentas.heads[2]
    form = UjiForm(
        {"penyelenggara": "P", "nomor": "1", "tanggal": f"{timezone.localdate():%d/%m/%Y}", "tempel": f"{outside.nip or outside.nrk} 80"},
        calon=pool(pentas).calon,
    )  # fmt: skip
    assert not form.is_valid()
    assert outside.nama not in str(form.errors)


@pytest.mark.django_db(transaction=True)
def test_the_same_report_sent_twice_at_once_is_written_once(pentas):
    """Two threads, one row: the second is told so."""
    from django.db import connection

    said: list[str] = []

    def send() -> None:
        try:
            record(pentas, A="80")
        except DomainError as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert UjiTeknis.objects.count() == 1
    assert len(said) == 1
