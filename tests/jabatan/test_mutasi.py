"""A round of moves: its rules, its way, its secrecy, its day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Notifikasi, PesanKeluar, Tindakan
from asn_portal.core.models.dasar import new_ids
from asn_portal.core.selectors.jejak import visible_tindakan
from jabatan.enums import JenisJabatan, JenisPenempatan, StatusButirMutasi, StatusMutasi
from jabatan.models import Penempatan, PutaranMutasi, RincianJabatan
from jabatan.selectors import mutasi as selectors
from jabatan.selectors.periksa_mutasi import check_rows
from jabatan.services import buka_mutasi, mutasi, penempatan
from jabatan.services.mutasi import Pindah
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from tests.factories.jabatan import make_seat, sit
from tests.factories.mutasi import approved, make_round, move, published
from tests.factories.pegawai import PegawaiFactory, make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def findings(row: PutaranMutasi, who: Pegawai) -> list[str]:
    butir = row.daftar_butir.get(pegawai=who)
    return [satu.kunci for satu in check_rows(row)[butir.pk]]


def on_its_day(row: PutaranMutasi, monkeypatch) -> None:
    """The clock of the services stands on the day of inauguration."""
    for module in (buka_mutasi, mutasi):
        monkeypatch.setattr(module.timezone, "localdate", lambda *_: row.tanggal_pelantikan)


def swap(provinsi, peta) -> tuple[PutaranMutasi, Pegawai, Pegawai]:
    """The heads of both dinas change places."""
    one, other = provinsi.orang["atasan_penilai"], provinsi.orang["orang_dinas_lain"]
    row = make_round(provinsi)
    move(provinsi, row, (one, peta.kadis_lain), (other, peta.kadis))
    return row, one, other


def test_a_swap_passes_its_check_and_is_shown_as_one(provinsi, peta):
    row, one, _ = swap(provinsi, peta)
    assert "terisi" not in findings(row, one)
    [chain] = selectors.chains_of(selectors.rows_of(row))
    assert (len(chain.baris), chain.tukar, chain.kosong) == (2, True, None)


def test_a_chain_names_the_seat_that_becomes_empty(provinsi, peta):
    row = make_round(provinsi)
    free = make_seat("Kepala Badan", unit=provinsi.akar, jenis=JenisJabatan.JPT_PRATAMA, bup=60, kelas=15)
    move(provinsi, row, (provinsi.orang["atasan_penilai"], free), (provinsi.orang["atasan"], peta.kadis))
    rows = selectors.rows_of(row)
    [chain] = selectors.chains_of(rows)
    assert [one.nama for one in chain.baris] == ["Kepala Seksi Satu", provinsi.orang["atasan_penilai"].nama]
    assert chain.kosong.dari == "Kepala Seksi"
    assert [one.dari for one in selectors.vacancies_of(rows)] == ["Kepala Seksi"]


def test_rules_that_nothing_excuses(provinsi, peta):
    row = make_round(provinsi)
    kasi, staff = provinsi.orang["atasan"], provinsi.orang["pegawai"]
    move(provinsi, row, (staff, peta.kadis))
    assert "terisi" in findings(row, staff)  # its head stays
    move(provinsi, row, (kasi, peta.kadis))
    assert "ganda" in findings(row, staff)
    staff.tanggal_lahir = staff.tanggal_lahir.replace(year=1950)
    staff.save()
    assert "bup" in findings(row, staff)
    with pytest.raises(DomainError, match="belum lolos pemeriksaan"):
        mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"])


def test_what_an_exception_on_record_excuses(provinsi, peta):
    newcomer = make_person("Baru Duduk", unit=provinsi.seksi)
    sit(newcomer, peta.staf, mulai=TODAY - 30 * DAY)
    other = make_seat("Pengolah Data", unit=provinsi.seksi, kebutuhan=2, kelas=6)
    row = make_round(provinsi)
    mutasi.add_rows(row.pk, [Pindah(newcomer.pk, other.pk)], by=provinsi.akun["admin_bkd"])
    assert {"terlalu_cepat", "turun_kelas"} <= set(findings(row, newcomer))
    with pytest.raises(DomainError, match="1 orang belum lolos"):
        mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"])
    butir = row.daftar_butir.get()
    mutasi.change_row(butir.pk, pengecualian="Izin gubernur 5/2026", by=provinsi.akun["admin_bkd"])
    assert mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"]).status == StatusMutasi.DIPERIKSA


def test_pertek_and_ban_window_hold_the_whole_round(provinsi, peta):
    row = make_round(provinsi, pertek_nomor="")
    move(provinsi, row, (provinsi.orang["pegawai"], make_seat("Arsiparis", unit=provinsi.dinas)))
    with pytest.raises(DomainError, match="pertimbangan teknis BKN"):
        mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"])


def test_second_person_approves(provinsi, peta):
    row, *_ = swap(provinsi, peta)
    mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"])
    with pytest.raises(PermissionDenied):
        mutasi.approve_round(row.pk, catatan="", by=provinsi.akun["admin_bkd"])
    assert mutasi.approve_round(row.pk, catatan="", by=provinsi.akun["admin_bkd2"]).status == StatusMutasi.DISETUJUI


def test_who_was_not_let_in_does_nothing(provinsi, peta):
    row = make_round(provinsi, dua=False)
    with pytest.raises(PermissionDenied):
        mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd2"])
    assert not PutaranMutasi.objects.visible_to(provinsi.akun["admin_bkd2"]).exists()


def test_a_published_round_writes_on_its_day(provinsi, peta, monkeypatch):
    row, one, other = swap(provinsi, peta)
    published(provinsi, row)
    buka_mutasi.open_moves(row.pk)  # too early: nothing
    assert Penempatan.objects.kini().filter(berlaku__startswith=row.tmt).count() == 0
    job = PesanKeluar.objects.get(pekerjaan="jabatan.open_moves")
    assert timezone.localtime(job.kirim_setelah).isoformat()[:16] == f"{row.tanggal_pelantikan}T00:00"
    on_its_day(row, monkeypatch)
    assert buka_mutasi.open_moves(row.pk)
    row.refresh_from_db()
    assert row.status == StatusMutasi.SELESAI
    held = Penempatan.objects.pada(row.tmt)
    assert held.get(jabatan=peta.kadis).pegawai == other
    assert held.get(jabatan=peta.kadis_lain).pegawai == one
    assert Penempatan.objects.pada(row.tmt - DAY).get(jabatan=peta.kadis).pegawai == one
    assert KeanggotaanUnit.objects.pada(row.tmt).get(pegawai=one).unit == provinsi.dinas_lain
    assert HubunganAtasan.objects.pada(row.tmt).get(pegawai=provinsi.orang["atasan"]).atasan == other
    assert Notifikasi.objects.filter(untuk=one.pengguna, judul="Penempatan Anda berubah").exists()
    assert buka_mutasi.open_moves(row.pk)  # a second delivery changes nothing
    assert Penempatan.objects.pada(row.tmt).filter(jabatan=peta.kadis).count() == 1


def test_two_publish_at_once_and_one_wins(provinsi, peta):
    row, *_ = swap(provinsi, peta)
    approved(provinsi, row)
    mutasi.publish_round(row.pk, sk_nomor="1", sk_tanggal=TODAY, by=provinsi.akun["admin_bkd"])
    with pytest.raises(TransitionError, match="sekarang terbit"):
        mutasi.publish_round(row.pk, sk_nomor="2", sk_tanggal=TODAY, by=provinsi.akun["admin_bkd2"])
    assert PutaranMutasi.objects.get(pk=row.pk).sk_nomor == "1"


def test_a_step_that_does_not_fit_is_not_offered_by_its_address(provinsi, peta):
    row, *_ = swap(provinsi, peta)
    page = provinsi.client("admin_bkd").get(f"/jabatan/mutasi/{row.pk}/langkah/terbitkan/", follow=True)
    assert page.redirect_chain[-1][0] == f"/jabatan/mutasi/{row.pk}/"
    assert "tidak dapat dijalankan sekarang: putaran ini draf" in page.content.decode()


def test_undone_before_its_day(provinsi, peta, monkeypatch):
    row, *_ = swap(provinsi, peta)
    published(provinsi, row)
    mutasi.cancel_round(row.pk, alasan="Ditunda", by=provinsi.akun["admin_bkd"])
    on_its_day(row, monkeypatch)
    buka_mutasi.open_moves(row.pk)
    assert not Penempatan.objects.kini().filter(berlaku__startswith=row.tmt).exists()


def test_not_undone_on_its_day(provinsi, peta, monkeypatch):
    row, *_ = swap(provinsi, peta)
    published(provinsi, row)
    on_its_day(row, monkeypatch)
    with pytest.raises(DomainError, match="Hari pelantikan sudah tiba"):
        mutasi.cancel_round(row.pk, alasan="Ditunda", by=provinsi.akun["admin_bkd"])


def test_killed_in_the_middle_and_resumed(provinsi, peta, monkeypatch):
    """Two sets; the second dies, and the next worker writes it without touching the first."""
    row, one, other = swap(provinsi, peta)
    third, seat = provinsi.orang["pegawai"], make_seat("Arsiparis", unit=provinsi.dinas)
    move(provinsi, row, (third, seat))
    published(provinsi, row)
    on_its_day(row, monkeypatch)
    monkeypatch.setattr(buka_mutasi, "SEKALI", 2)
    assert not buka_mutasi.open_moves(row.pk)
    done = set(row.daftar_butir.filter(status=StatusButirMutasi.BERLAKU).values_list("pegawai", flat=True))
    assert done in ({one.pk, other.pk}, {third.pk})
    whole = buka_mutasi._note

    def dies(*args):
        whole(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(buka_mutasi, "_note", dies)
    with pytest.raises(KeyboardInterrupt):
        buka_mutasi.open_moves(row.pk)
    assert row.daftar_butir.filter(status=StatusButirMutasi.BERLAKU).count() == len(done)
    monkeypatch.setattr(buka_mutasi, "_note", whole)
    assert buka_mutasi.open_moves(row.pk)
    assert row.daftar_butir.filter(status=StatusButirMutasi.BERLAKU).count() == 3
    assert Penempatan.objects.kini().filter(berlaku__startswith=row.tmt).count() == 3


def test_one_who_fell_out_keeps_his_seat_and_holds_up_who_waits_for_it(provinsi, peta, monkeypatch):
    row, one, other = swap(provinsi, peta)
    third, seat = provinsi.orang["pegawai"], make_seat("Arsiparis", unit=provinsi.dinas)
    move(provinsi, row, (third, seat))
    published(provinsi, row)
    # Meanwhile somebody plans another post for one of them.
    penempatan.place_pegawai(
        make_seat("Kepala Biro", unit=provinsi.akar, jenis=JenisJabatan.JPT_PRATAMA, bup=60).pk, pegawai=other, pindah=True,
        mulai=row.tmt + 5 * DAY, by=provinsi.akun["admin_bkd"],
    )  # fmt: skip
    on_its_day(row, monkeypatch)
    assert buka_mutasi.open_moves(row.pk)
    left = dict(row.daftar_butir.exclude(status="berlaku").values_list("pegawai__nama", "tertinggal"))
    assert set(left) == {one.nama, other.nama}
    assert "direncanakan" in left[other.nama]
    assert "masih dipegang" in left[one.nama]
    assert Penempatan.objects.pada(row.tmt).get(jabatan=peta.kadis).pegawai == one
    assert Penempatan.objects.pada(row.tmt).get(jabatan=seat).pegawai == third


# -- names stay secret ---------------------------------------------------------------------------------------------------


TEMPAT = ("jabatan_penempatan", "pegawai_keanggotaanunit", "pegawai_hubunganatasan", "core_notifikasi", "core_tugas")


def counts() -> list[int]:
    with connection.cursor() as cursor:
        found = []
        for table in TEMPAT:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found.append(cursor.fetchone()[0])
        return found


def test_nothing_of_it_stands_anywhere_else_before_the_day(provinsi, peta):
    before = counts()
    row, one, _ = swap(provinsi, peta)
    published(provinsi, row)
    assert counts() == before
    acts = Tindakan.objects.filter(objek_jenis="jabatan.PutaranMutasi")
    assert acts.count() >= 5
    assert not acts.exclude(subjek_id=None).exists()
    assert not acts.exclude(unit_id=None).exists()
    for act in acts:
        assert one.nama not in str(act.rincian)


@pytest.mark.parametrize(
    "who", ["admin_unit", "auditor", "admin_sistem", "pimpinan", "komite_talenta", "atasan_penilai"]
)
def test_pages_tell_nobody_else(provinsi, peta, who):
    row, one, _ = swap(provinsi, peta)
    published(provinsi, row)
    client = provinsi.client(who)
    later = f"?pada={row.tmt + DAY:%Y-%m-%d}"
    pages = [
        f"/jabatan/mutasi/{row.pk}/", "/jabatan/mutasi/", f"/jabatan/peta/{provinsi.dinas.pk}/{later}", f"/jabatan/{peta.kadis.pk}/{later}",
        f"/jabatan/kekosongan/{later}", f"/pegawai/{one.pk}/", f"/pegawai/{one.pk}/jabatan/", "/jejak/", "/pemberitahuan/",
        f"/cari/?q={one.nama}", f"/pegawai/{one.pk}/karier/{later}", "/naskah/?lihat=lingkup", "/tugas/",
    ]  # fmt: skip
    seen = "".join(client.get(page).content.decode() for page in pages)
    assert "Mutasi Desember" not in seen
    assert str(row.pk) not in seen
    assert not visible_tindakan(provinsi.akun[who]).filter(objek_jenis="jabatan.PutaranMutasi").exists()


def test_the_other_manager_of_the_province_knows_only_when_let_in(provinsi, peta):
    row = make_round(provinsi, dua=False)
    client = provinsi.client("admin_bkd2")
    assert client.get(f"/jabatan/mutasi/{row.pk}/").status_code == 404
    assert not visible_tindakan(provinsi.akun["admin_bkd2"]).filter(objek_id=str(row.pk)).exists()
    mutasi.let_in(row.pk, pengguna=provinsi.akun["admin_bkd2"], by=provinsi.akun["admin_bkd"])
    assert client.get(f"/jabatan/mutasi/{row.pk}/").status_code == 200


def test_my_own_data_tell_me_from_the_day_on(provinsi, peta, monkeypatch):
    from asn_portal.core.data_saya import Diri, all_tables

    row, one, _ = swap(provinsi, peta)
    published(provinsi, row)
    [table] = [t for t in all_tables() if t.label == "jabatan.ButirMutasi"]
    me = Diri(one.pengguna, one.pk, timezone.now())
    assert not table.rows(me)
    on_its_day(row, monkeypatch)
    buka_mutasi.open_moves(row.pk)
    assert len(table.rows(me)) == 1


# -- a thousand ------------------------------------------------------------------------------------------------------------


def test_a_thousand_with_one_wrong_row(provinsi, peta, monkeypatch, django_assert_max_num_queries):
    people = Pegawai.objects.bulk_create(
        [PegawaiFactory.build(id=pk, instansi=provinsi.instansi) for pk in new_ids(1000)]
    )
    since = TODAY - 1200 * DAY
    old = make_seat("Pengadministrasi", unit=provinsi.seksi, kebutuhan=1000, induk=peta.kasi)
    new = make_seat("Penelaah", unit=provinsi.seksi, kebutuhan=1000, induk=peta.kasi)
    masa = RincianJabatan.objects.get(jabatan=old).berlaku
    KeanggotaanUnit.objects.bulk_create(
        [KeanggotaanUnit(pegawai=who, unit=provinsi.seksi, berlaku=masa) for who in people]
    )
    Penempatan.objects.bulk_create([
        Penempatan(pegawai=who, jabatan=old, tunggal=False, jenis=JenisPenempatan.DEFINITIF, berlaku=type(masa)(since, None, "[)"))
        for who in people
    ])  # fmt: skip
    row = make_round(provinsi)
    wrong = people[17]
    Pegawai.objects.filter(pk=wrong.pk).update(tanggal_lahir=wrong.tanggal_lahir.replace(year=1950))
    mutasi.add_rows(
        row.pk, [Pindah(who.pk, new.pk, pengecualian="Nota 1") for who in people], by=provinsi.akun["admin_bkd"]
    )
    with django_assert_max_num_queries(8):
        found = check_rows(row)
    assert len(found) == 1000
    with pytest.raises(DomainError, match=r"^1 orang belum lolos"):
        mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"])
    mutasi.take_out(row.daftar_butir.get(pegawai=wrong).pk, alasan="Pensiun", by=provinsi.akun["admin_bkd"])
    published(provinsi, row)
    on_its_day(row, monkeypatch)
    while not buka_mutasi.open_moves(row.pk):
        pass
    assert Penempatan.objects.pada(row.tmt).filter(jabatan=new).count() == 999
    assert Penempatan.objects.pada(row.tmt).filter(jabatan=old).count() == 1
    assert row.daftar_butir.filter(status=StatusButirMutasi.BERLAKU).count() == 999


# -- papers ----------------------------------------------------------------------------------------------------------------


def test_years_are_asked_for_once_on_the_same_level(provinsi, peta):
    """A head of a section who leads another one needs no years as staff; somebody of the staff does."""
    other = make_seat("Kepala Seksi Dua", unit=provinsi.dinas, jenis=JenisJabatan.PENGAWAS, induk=peta.kadis)
    row = make_round(provinsi)
    move(provinsi, row, (provinsi.orang["atasan"], other))
    said = {satu.kunci: satu.kalimat for satu in check_rows(row)[row.daftar_butir.get().pk]}
    assert "tahun sebagai" not in said.get("syarat", "")


def test_the_page_of_a_round_asks_as_much_for_one_as_for_many(provinsi, peta):
    row, client = make_round(provinsi), provinsi.client("admin_bkd")
    seat = make_seat("Arsiparis", unit=provinsi.dinas, kebutuhan=9)
    move(provinsi, row, (provinsi.orang["pegawai"], seat))
    client.get(f"/jabatan/mutasi/{row.pk}/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/jabatan/mutasi/{row.pk}/").status_code == 200
        return len(queries)

    one = asked()
    move(provinsi, row, (provinsi.orang["rekan"], seat), (provinsi.orang["atasan"], seat))
    assert asked() == one
