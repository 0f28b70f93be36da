"""Ban windows around elections: counted from the days of the election, of the table and as the agency records them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Tindakan
from jabatan.aturan.larangan_mutasi import Pemilihan, ban_window, windows_of
from jabatan.enums import JenisJabatan, StatusMutasi
from jabatan.models import PemilihanDaerah
from jabatan.selectors.periksa_mutasi import check_round
from jabatan.services import larangan, mutasi
from tests.factories.jabatan import make_seat
from tests.factories.mutasi import make_round, move

TODAY = timezone.localdate()
DAY = timedelta(days=1)
NEXT = Pemilihan("Pemilihan 2029", date(2029, 9, 22), date(2030, 2, 19), date(2030, 2, 20), "PKPU 1/2029")


@pytest.mark.parametrize(
    ("hari", "pasal"),
    [
        (date(2024, 3, 21), None),
        (date(2024, 3, 22), "Pasal 71 ayat (2)"),
        (date(2025, 2, 19), "Pasal 71 ayat (2)"),
        (date(2025, 2, 20), "Pasal 162 ayat (3)"),
        (date(2025, 8, 20), "Pasal 162 ayat (3)"),
        (date(2025, 8, 21), None),
    ],
)
def test_both_windows_of_the_last_election(hari, pasal):
    window = ban_window(hari)
    assert (window.pasal if window else None) == pasal


def test_windows_are_counted_in_months_and_never_overlap():
    first, second = windows_of(NEXT)
    assert (first.mulai, first.sampai) == (date(2029, 3, 22), date(2030, 2, 19))
    assert (second.mulai, second.sampai) == (date(2030, 2, 20), date(2030, 8, 20))
    early = Pemilihan("x", date(2029, 9, 22), date(2030, 2, 19), date(2030, 2, 1), "x")
    assert [window.sampai for window in windows_of(early)] == [date(2030, 1, 31), date(2030, 8, 1)]


def test_until_the_inauguration_is_known_there_is_one_window():
    assert len(windows_of(Pemilihan("x", date(2029, 9, 22), date(2030, 2, 19), None, "x"))) == 1


def election(provinsi, **isi):
    values = {
        "nama": "Pemilihan uji", "penetapan": TODAY + 30 * DAY, "akhir": TODAY + 90 * DAY, "pelantikan": None,
        "dasar": "PKPU uji", "keyakinan": "S",
    } | isi  # fmt: skip
    return larangan.record_election(by=provinsi.akun["admin_bkd"], **values)


@pytest.mark.django_db
def test_a_recorded_election_holds_a_round_until_a_permission_is_recorded(provinsi, peta):
    row = make_round(provinsi)
    move(
        provinsi,
        row,
        (provinsi.orang["atasan_penilai"], peta.kadis_lain),
        (provinsi.orang["orang_dinas_lain"], peta.kadis),
    )
    found = election(provinsi)
    with pytest.raises(DomainError, match="masa larangan Pemilihan uji"):
        mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"])
    mutasi.change_round(row.pk, by=provinsi.akun["admin_bkd"], izin_nomor="100/1", izin_tanggal=TODAY)
    assert mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"]).status == StatusMutasi.DIPERIKSA
    assert Tindakan.objects.filter(objek_id=str(found.pk), aksi="pemilihan_dicatat").exists()


@pytest.mark.django_db
def test_posts_that_the_law_does_not_name_may_move(provinsi, peta):
    row = make_round(provinsi)
    move(provinsi, row, (provinsi.orang["pegawai"], make_seat("Arsiparis", unit=provinsi.dinas)))
    election(provinsi)
    assert [(one.kunci, one.sekat) for one in check_round(row)] == [("larangan", "ingat")]
    assert mutasi.submit_round(row.pk, by=provinsi.akun["admin_bkd"]).status == StatusMutasi.DIPERIKSA
    head = make_seat("Kepala Sekolah", unit=provinsi.seksi, jenis=JenisJabatan.TUGAS_TAMBAHAN)
    mutasi.return_round(row.pk, alasan="x", by=provinsi.akun["admin_bkd"])
    move(provinsi, row, (provinsi.orang["rekan"], head))
    assert [one.sekat for one in check_round(row)] == ["tolak"]


@pytest.mark.django_db
def test_of_another_agency_it_says_nothing_and_taken_back_it_counts_no_longer(provinsi, peta):
    row = make_round(provinsi)
    other = provinsi.akun["admin_instansi_lain"]
    PemilihanDaerah.objects.create(
        instansi_id=other.instansi_id, nama="Lain", penetapan=TODAY + 30 * DAY, akhir=TODAY + 90 * DAY, dasar="x",
        keyakinan="S", dicatat_oleh=other,
    )  # fmt: skip
    assert check_round(row) == []
    own = election(provinsi)
    assert check_round(row)
    larangan.withdraw_election(own.pk, alasan="Salah tanggal", by=provinsi.akun["admin_bkd"])
    assert check_round(row) == []
    with pytest.raises(DomainError, match="sudah dicabut"):
        larangan.change_election(own.pk, nama="x", by=provinsi.akun["admin_bkd"])


@pytest.mark.django_db
def test_entered_on_its_page_and_refused_in_one_sentence(provinsi):
    client, form = provinsi.client("admin_bkd"), {"nama": "Pemilihan 2029", "dasar": "PKPU 1/2029", "keyakinan": "S"}
    bad = client.post("/jabatan/mutasi/larangan/catat/", form | {"penetapan": "22/09/2029", "akhir": "01/09/2029"})
    assert (bad.status_code, "harus sesudah penetapan" in bad.content.decode()) == (422, True)
    good = form | {"penetapan": "22/09/2029", "akhir": "19/02/2030"}
    assert client.post("/jabatan/mutasi/larangan/catat/", good).status_code == 302
    page = client.get("/jabatan/mutasi/larangan/").content.decode()
    assert "22 Maret 2029 sampai 19 Februari 2030" in page
    again = client.post("/jabatan/mutasi/larangan/catat/", good, follow=True)
    assert "sudah dicatat" in again.content.decode()
    assert PemilihanDaerah.objects.count() == 1
