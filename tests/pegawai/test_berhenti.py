"""Leaving the service: one act ends everything on its day, tells nobody why, and can be taken back."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from asn_portal.core import kripto
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.models import (
    DelegasiTugas,
    KodeAktivasi,
    Notifikasi,
    Pengguna,
    PenugasanPeran,
    Penyiap,
    Tindakan,
    Tugas,
    periode,
)
from asn_portal.core.models.pengguna import find_pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.services.tugas import assign_tugas
from pegawai.enums import JenisBerhenti, StatusBerhenti, StatusUrusan
from pegawai.models import (
    HubunganAtasan,
    KeanggotaanUnit,
    Pegawai,
    PeristiwaBerhenti,
    RiwayatKedudukan,
    UsulanPerubahan,
)
from pegawai.selectors import directory
from pegawai.selectors.berhenti import left_without_superior
from pegawai.services import berhenti as services
from tests.conftest import login
from tests.factories.berhenti import run_due
from tests.factories.core import give_role

pytestmark = pytest.mark.django_db
PENYEBAB = ("meninggal", "wafat", "kematian", "pensiun", "berhenti", "diberhentikan")


def hari(jarak: int = 0) -> date:
    return timezone.localdate() + timedelta(days=jarak)


def record(
    p: Any,
    who: str = "atasan",
    *,
    jenis: JenisBerhenti = JenisBerhenti.MENINGGAL,
    jarak: int = 0,
    by: str = "admin_unit",
) -> PeristiwaBerhenti:
    sk = (
        {"sk_nomor": "800/1", "sk_tanggal": hari()}
        if jenis != JenisBerhenti.MENINGGAL
        else {"sk_nomor": "", "sk_tanggal": None}
    )
    return services.report_leaving(p.orang[who].pk, jenis=jenis, tanggal=hari(jarak), dokumen=None, by=p.akun[by], **sk)


def settled(p: Any, who: str = "atasan", *, jarak: int = 0) -> PeristiwaBerhenti:
    row = record(p, who, jenis=JenisBerhenti.PENSIUN, jarak=jarak)
    return services.approve_leaving(row.pk, catatan="", by=p.akun["admin_bkd"])


def give_everything(p: Any) -> None:
    """The superior holds a role, a delegation each way, staff, an open duty of his own, one with others, a slip."""
    me, other = p.akun["atasan"], p.akun["rekan"]
    give_role(me, Peran.ADMIN_UNIT, p.seksi)
    for dari, kepada, jenis in ((me, other, "x"), (other, me, "y")):
        DelegasiTugas.objects.create(dari=dari, kepada=kepada, jenis=jenis, alasan="x", berlaku=periode(hari()))
    Penyiap.objects.create(pejabat=me, penyiap=other, jenis_tugas=["x"], berlaku=periode(hari()))
    alone, shared = p.orang["pegawai"].pk, p.orang["rekan"].pk
    assign_tugas([me], jenis="uji", objek_id=alone, judul="Setujui rencana", alasan="x", url="/tugas/")
    assign_tugas([me, p.akun["admin_unit"]], jenis="uji", objek_id=shared, judul="Bersama", alasan="x", url="/tugas/")
    KodeAktivasi.objects.create(
        pengguna=me, tujuan="pemulihan", sidik_kode=b"x", kedaluwarsa_pada=timezone.now() + timedelta(days=1)
    )
    UsulanPerubahan.objects.create(
        pegawai=p.orang["atasan"], sasaran="keluarga", status="dikembalikan",
        isi_sandi=kripto.encrypt('{"nama": "x"}', kolom="pegawai.UsulanPerubahan.isi"),
    )  # fmt: skip


def rights_of(p: Any, on: date) -> dict[str, int]:
    """How much of him is left on a day."""
    person, me = p.orang["atasan"], p.akun["atasan"]
    return {
        "unit": KeanggotaanUnit.objects.pada(on).filter(pegawai=person).count(),
        "atasan": HubunganAtasan.objects.pada(on).filter(pegawai=person).count(),
        "bawahan": HubunganAtasan.objects.pada(on).filter(atasan=person).count(),
        "peran": PenugasanPeran.objects.pada(on).filter(pengguna=me).count(),
        "delegasi": DelegasiTugas.objects.pada(on).filter(dari=me).count() + DelegasiTugas.objects.pada(on).filter(kepada=me).count(),
        "penyiap": Penyiap.objects.pada(on).filter(pejabat=me).count(),
        "masuk": int(find_pengguna(person.nrk, on) is not None),
    }  # fmt: skip


ALL = {"unit": 1, "atasan": 1, "bawahan": 2, "peran": 1, "delegasi": 2, "penyiap": 1, "masuk": 1}
NONE = dict.fromkeys(ALL, 0)


def test_a_death_ends_everything_at_once(provinsi):
    give_everything(provinsi)
    browser = login(provinsi.akun["atasan"])
    assert rights_of(provinsi, hari()) == ALL
    row = record(provinsi)
    assert (row.status, row.dijalankan_pada is not None) == (StatusBerhenti.DITETAPKAN, True)
    assert rights_of(provinsi, hari()) == NONE
    assert rights_of(provinsi, hari(-1))["unit"] == 1
    me = Pengguna.objects.get(pk=provinsi.akun["atasan"].pk)
    assert not me.is_active
    assert browser.get("/akun/").status_code == 302
    assert not KodeAktivasi.objects.filter(pengguna=me, dibatalkan_pada=None).exists()
    assert UsulanPerubahan.objects.get(pegawai=provinsi.orang["atasan"]).status == "ditarik"
    assert not Tugas.objects.filter(untuk=me, selesai_pada=None).exists()


def test_duties_that_lay_only_with_him_are_handed_to_hr(provinsi):
    give_everything(provinsi)
    row = record(provinsi)
    handed = row.daftar_urusan.exclude(tugas_id=None)
    assert [one.judul for one in handed] == ["Alihkan tugas: Setujui rencana"]
    assert Tugas.objects.filter(judul="Bersama", untuk=provinsi.akun["admin_unit"], selesai_pada=None).exists()
    asked = Tugas.objects.filter(jenis="pegawai.urusan_berhenti", objek_id=row.pk).values_list(
        "untuk__username", flat=True
    )
    assert set(asked) == {"admin_unit", "admin_bkd", "admin_bkd2"}


def test_the_list_follows_the_kind_with_its_law_and_deadline(provinsi):
    row = record(provinsi)
    items = {one.kunci: one for one in row.daftar_urusan.filter(tugas_id=None)}
    assert {"akta_kematian", "jkm", "pensiun_janda", "gaji_terusan", "barang_daerah"} <= set(items)
    assert (items["jkm"].batas, items["jkm"].dasar) == (hari(30), "PP 70/2015 jo PP 66/2017")
    assert "serah_terima" not in items
    leaver = settled(provinsi, "pegawai")
    assert "serah_terima" in set(leaver.daftar_urusan.values_list("kunci", flat=True))


def test_nobody_hears_why_and_the_person_hears_nothing(provinsi):
    give_everything(provinsi)
    before = set(Notifikasi.objects.values_list("pk", flat=True))
    row = record(provinsi)
    told = Notifikasi.objects.exclude(pk__in=before)
    assert not told.filter(untuk=provinsi.akun["atasan"]).exists()
    assert {one.untuk.username for one in told} >= {
        "admin_unit",
        provinsi.akun["pegawai"].username,
        provinsi.akun["rekan"].username,
    }
    for one in told:
        words = " ".join((one.judul, one.isi, one.mengapa, one.aturan, one.keberatan)).lower()
        assert not any(word in words for word in PENYEBAB), words
    for duty in Tugas.objects.filter(objek_id=row.pk):
        words = " ".join((duty.judul, duty.tentang, duty.alasan)).lower()
        assert not any(word in words for word in PENYEBAB), words


def test_whoever_he_led_is_listed_until_somebody_else_leads(provinsi):
    row = record(provinsi)
    assert [one.nama for one in left_without_superior(row, hari())] == ["Budi Santoso", "Siti Aminah"]
    HubunganAtasan.objects.create(
        pegawai=provinsi.orang["rekan"],
        atasan=provinsi.orang["atasan_penilai"],
        alasan="khusus",
        berlaku=periode(hari()),
    )
    assert [one.nama for one in left_without_superior(row, hari())] == ["Siti Aminah"]


def test_lists_and_search_do_not_name_him_any_more(provinsi):
    bkd = provinsi.akun["admin_bkd"]
    record(provinsi, "pegawai")
    assert "Siti Aminah" not in {one.nama for one in directory(bkd, kata="", unit_id=None, tanggal=hari())}
    found = provinsi.client("admin_bkd").get("/pegawai/?q=siti").content.decode()
    assert "Siti Aminah" not in found


# -- four eyes --


def test_other_kinds_wait_for_a_second_person(provinsi):
    row = record(provinsi, jenis=JenisBerhenti.PENSIUN, by="admin_bkd")
    assert (row.status, rights_of(provinsi, hari())["unit"]) == (StatusBerhenti.DIAJUKAN, 1)
    for who in ("admin_bkd", "admin_unit", "auditor", "atasan_penilai"):
        with pytest.raises(Terlarang):
            services.approve_leaving(row.pk, catatan="", by=provinsi.akun[who])
    services.approve_leaving(row.pk, catatan="", by=provinsi.akun["admin_bkd2"])
    assert rights_of(provinsi, hari())["unit"] == 0


def test_nobody_records_or_decides_about_himself(provinsi):
    Pegawai.objects.filter(pk=provinsi.orang["pegawai"].pk).update(pengguna=provinsi.akun["admin_bkd2"])
    with pytest.raises(Terlarang):
        record(provinsi, "pegawai", by="admin_bkd2")
    row = record(provinsi, "pegawai", jenis=JenisBerhenti.PENSIUN, by="admin_bkd")
    with pytest.raises(Terlarang):
        services.approve_leaving(row.pk, catatan="", by=provinsi.akun["admin_bkd2"])


def test_hr_of_another_unit_neither_sees_nor_records(provinsi):
    with pytest.raises(Terlarang):
        record(provinsi, by="admin_unit_lain")
    row = record(provinsi)
    assert provinsi.client("admin_unit_lain").get(f"/berhenti/{row.pk}/").status_code == 404
    assert provinsi.client("admin_unit").get(f"/berhenti/{row.pk}/").status_code == 200


def test_a_second_report_is_refused_in_a_sentence(provinsi):
    record(provinsi)
    with pytest.raises(DomainError, match="sudah dicatat"):
        record(provinsi, by="admin_bkd")


# -- ahead of time --


def test_a_planned_leaving_counts_by_its_date_and_the_rest_by_the_job(provinsi):
    give_everything(provinsi)
    row = settled(provinsi, jarak=10)
    assert (row.dijalankan_pada, rights_of(provinsi, hari(9)), rights_of(provinsi, hari(10))) == (None, ALL, NONE)
    assert Pengguna.objects.get(pk=provinsi.akun["atasan"].pk).is_active
    assert run_due(hari(9)) == 0
    assert run_due(hari(10)) == 1
    assert run_due(hari(10)) == 0  # delivered twice
    assert not Pengguna.objects.get(pk=provinsi.akun["atasan"].pk).is_active
    acts = Tindakan.objects.filter(subjek_id=provinsi.orang["atasan"].pk, aksi__startswith="berhenti").values_list(
        "aksi", flat=True
    )
    assert sorted(acts) == ["berhenti_dicatat", "berhenti_dijalankan", "berhenti_ditetapkan"]


def test_undone_before_its_day_nothing_has_happened(provinsi):
    give_everything(provinsi)
    row = settled(provinsi, jarak=10)
    services.cancel_leaving(row.pk, alasan="SK dicabut", by=provinsi.akun["admin_bkd"])
    assert rights_of(provinsi, hari(20)) == ALL
    assert run_due(hari(20)) == 0


# -- put right --


def test_a_wrong_report_of_death_is_taken_back_whole(provinsi):
    give_everything(provinsi)
    row = record(provinsi)
    with pytest.raises(Terlarang):
        services.cancel_leaving(row.pk, alasan="Keliru", by=provinsi.akun["admin_unit"])  # who reported it
    services.cancel_leaving(row.pk, alasan="Orangnya masih hidup", by=provinsi.akun["admin_bkd"])
    assert rights_of(provinsi, hari()) == ALL
    me = Pengguna.objects.get(pk=provinsi.akun["atasan"].pk)
    assert me.is_active
    assert Tugas.objects.filter(untuk=me, selesai_pada=None).count() == 2
    assert akses(me).has(Peran.ADMIN_UNIT)
    person = Pegawai.objects.get(pk=provinsi.orang["atasan"].pk)
    assert (person.unit_kini_id, person.atasan_kini_id) == (provinsi.seksi.pk, provinsi.orang["atasan_penilai"].pk)
    assert Pegawai.objects.get(pk=provinsi.orang["rekan"].pk).atasan_kini_id == person.pk
    assert not RiwayatKedudukan.objects.kini().filter(pegawai=person, berlaku__startswith=hari()).exists()
    assert record(provinsi).status == StatusBerhenti.DITETAPKAN  # may be recorded again


def test_what_somebody_has_worked_on_since_stays(provinsi):
    row = record(provinsi)
    HubunganAtasan.objects.create(
        pegawai=provinsi.orang["rekan"],
        atasan=provinsi.orang["atasan_penilai"],
        alasan="khusus",
        berlaku=periode(hari()),
    )
    row = services.cancel_leaving(row.pk, alasan="Keliru", by=provinsi.akun["admin_bkd"])
    assert row.potongan["tidak_kembali"] == 1
    now = HubunganAtasan.objects.pada(hari()).get(pegawai=provinsi.orang["rekan"])
    assert now.atasan_id == provinsi.orang["atasan_penilai"].pk


def test_items_are_done_with_a_note_or_a_reason(provinsi):
    row = record(provinsi)
    first = row.daftar_urusan.order_by("urut").first()
    with pytest.raises(DomainError, match="mengapa"):
        services.settle_item(
            first.pk, status=StatusUrusan.TIDAK_PERLU, catatan="", dokumen=None, by=provinsi.akun["admin_unit"]
        )
    for item in row.daftar_urusan.all():
        services.settle_item(
            item.pk, status=StatusUrusan.SELESAI, catatan="", dokumen=None, by=provinsi.akun["admin_unit"]
        )
    assert not Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).exists()
    with pytest.raises(Terlarang):
        services.settle_item(
            first.pk, status=StatusUrusan.TERBUKA, catatan="", dokumen=None, by=provinsi.akun["admin_unit_lain"]
        )


# -- pages --


def test_the_form_asks_for_the_decree_and_keeps_what_was_typed(provinsi):
    client, url = provinsi.client("admin_unit"), f"/pegawai/{provinsi.orang['pegawai'].pk}/berhenti/"
    sent = client.post(url, {"jenis": "pindah", "tanggal": "31/12/2026", "keterangan": "Ikut suami"})
    text = sent.content.decode()
    assert sent.status_code == 422
    for words in ("Nomor SK belum diisi.", "Tanggal SK belum diisi.", "Instansi tujuan belum diisi.", "Ikut suami"):
        assert words in text
    dead = client.post(url, {"jenis": "meninggal", "tanggal": f"{hari(5):%d/%m/%Y}"}).content.decode()
    assert "tidak mungkin sesudah hari ini" in dead
    assert PeristiwaBerhenti.objects.count() == 0


def test_the_way_through_the_pages(provinsi):
    unit, bkd = provinsi.client("admin_unit"), provinsi.client("admin_bkd")
    values = {
        "jenis": "permintaan",
        "tanggal": f"{hari(3):%d/%m/%Y}",
        "sk_nomor": "800/2",
        "sk_tanggal": f"{hari():%d/%m/%Y}",
    }
    page = unit.post(f"/pegawai/{provinsi.orang['pegawai'].pk}/berhenti/", values)
    url = page["Location"]
    assert "Keputusan Anda" not in unit.get(url).content.decode()
    assert "Keputusan Anda" in bkd.get(url).content.decode()
    bkd.post(f"{url}setuju/", {"setuju-catatan": ""})
    assert "Akan berlaku" in unit.get(url).content.decode()
    assert "Siti Aminah" in unit.get("/berhenti/?keadaan=akan").content.decode()
    bkd.post(f"{url}batal/", {"alasan": "Dicabut"})
    assert PeristiwaBerhenti.objects.get().status == StatusBerhenti.DIBATALKAN


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one_act(provinsi):
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def report(who: str) -> None:
        try:
            ready.wait(10)
            record(provinsi, by=who)
            outcomes.append("tercatat")
        except (DomainError, Terlarang):
            outcomes.append("ditolak")
        finally:
            connection.close()

    threads = [threading.Thread(target=report, args=(who,)) for who in ("admin_unit", "admin_bkd")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(outcomes) == ["ditolak", "tercatat"]
    assert PeristiwaBerhenti.objects.count() == 1
    assert rights_of(provinsi, hari())["unit"] == 0
