"""A rise in rank from the consideration of BKN to the row of the file: what the decree asks for, and what it leaves behind."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.kirim_naskah import send_naskah
from asn_portal.berkas.services.naskah import Pilihan, initial_naskah, make_naskah, submit_naskah
from asn_portal.berkas.services.tanda_tangan import sign_naskah, withdraw_naskah
from asn_portal.core.errors import DomainError
from asn_portal.core.models import periode
from asn_portal.core.regulasi import add_bulan
from pegawai.models import Pegawai, PertekKP, Referensi, RiwayatGolongan, RiwayatPendidikan, RiwayatUjian
from pegawai.selectors.keputusan_kp import service_on
from pegawai.selectors.syarat_kp import predicates_for
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.pertek import record_pertek
from tests.conftest import Provinsi
from tests.factories.berkas_orang import load_references
from tests.factories.kinerja import make_evaluasi, make_periode, make_skp
from tests.factories.naskah import phrase

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TMT = add_bulan(TODAY.replace(day=1), 1)


def file_of(p: Provinsi, golongan: str, ijazah: str) -> Pegawai:
    """Siti, four years in her rank when the next month begins."""
    person = p.orang["pegawai"]
    person.jabatan_kini = "Operator Layanan"
    person.save(update_fields=["jabatan_kini"])
    RiwayatGolongan.objects.create(
        pegawai=person, golongan_id=f"golongan_pns:{golongan}", berlaku=periode(add_bulan(TMT, -48)), masa_kerja_tahun=8,
        masa_kerja_bulan=3, sumber="hr",
    )  # fmt: skip
    RiwayatPendidikan.objects.create(
        pegawai=person, pendidikan_id="pendidikan:x", tingkat_id=f"tingkat_pendidikan:{ijazah}",
        berlaku=periode(date(2010, 8, 1)), sumber="hr",
    )  # fmt: skip
    refresh_peringatan([person.pk])
    return person


@pytest.fixture
def p(provinsi: Provinsi) -> Provinsi:
    load_references()
    Referensi.objects.create(kunci="kenaikan_pangkat:101", jenis="kenaikan_pangkat", id_bkn="101", nama="Reguler")
    return provinsi


def note(p: Provinsi, tmt: date = TMT, who: str = "admin_unit") -> PertekKP:
    return record_pertek(p.orang["pegawai"].pk, tmt=tmt, nomor="PG-1/2026", hari=TODAY, by=p.akun[who], hari_ini=TODAY)


def decree(p: Provinsi) -> Naskah:
    chosen = Pilihan([p.akun["atasan"].pk], p.akun["atasan_penilai"].pk)
    return make_naskah("keputusan_kp", p.orang["pegawai"].pk, pilihan=chosen, kertas=Kertas.A4, by=p.akun["admin_unit"])


def signed(p: Provinsi) -> Naskah:
    row = decree(p)
    submit_naskah(row.pk, by=p.akun["admin_unit"])
    initial_naskah(row.pk, by=p.akun["atasan"])
    sign_naskah(row.pk, frasa=phrase(), by=p.akun["atasan_penilai"])
    send_naskah(row.pk)
    send_naskah(row.pk)  # delivered twice
    row.refresh_from_db()
    return row


def test_the_rise_of_a_signed_decree_stands_in_the_file_once(p):
    person = file_of(p, "31", "40")
    note(p)
    row = signed(p)
    now = RiwayatGolongan.objects.kini().filter(pegawai=person).order_by("berlaku").last()
    assert (now.golongan_id, now.mulai, now.jenis_kp_id) == ("golongan_pns:32", TMT, "kenaikan_pangkat:101")
    assert (now.masa_kerja_tahun, now.masa_kerja_bulan) == (12, 3)
    assert (now.pertek_nomor, now.sk_nomor, now.dokumen_id) == ("PG-1/2026", row.nomor, row.dokumen_id)
    text = str(row.data)
    assert "PG-1/2026" in text
    assert "III/b, Penata Muda Tingkat I" in text or "III/b" in text
    assert RiwayatGolongan.objects.kini().filter(pegawai=person).count() == 2


def test_a_withdrawn_decree_takes_its_row_along(p):
    person = file_of(p, "31", "40")
    note(p)
    row = signed(p)
    withdraw_naskah(row.pk, alasan="Keliru", by=p.akun["admin_bkd"])
    rows = RiwayatGolongan.objects.kini().filter(pegawai=person)
    assert [(one.golongan_id, one.sampai) for one in rows] == [("golongan_pns:31", None)]


def test_no_decree_without_the_consideration_of_bkn(p):
    file_of(p, "31", "40")
    with pytest.raises(DomainError, match="Pertimbangan teknis BKN belum dicatat"):
        decree(p)


def test_no_decree_before_the_examination_is_passed(p):
    person = file_of(p, "24", "30")
    note(p)
    with pytest.raises(DomainError, match="ujian dinas tingkat I"):
        decree(p)
    RiwayatUjian.objects.create(
        pegawai=person, jenis="dinas_1", nomor="STLUD-1", berlaku=periode(date(2025, 5, 1)), sumber="hr"
    )
    assert "III/a" in str(decree(p).data)


def test_no_decree_where_there_is_no_rise(p):
    file_of(p, "34", "40")  # the ceiling of the degree
    with pytest.raises(DomainError, match="Tidak ada kenaikan pangkat"):
        note(p)


def test_performance_below_good_stops_the_decree_and_a_missing_year_is_said(p):
    person = file_of(p, "31", "40")
    note(p)
    year = TMT.year - 1
    plan = make_skp(make_periode(p.instansi, year), person, penilai=p.orang["atasan"])
    make_evaluasi(
        plan, jenis="tahunan", nomor=0, masa=periode(date(year, 1, 1), date(year, 12, 31)),
        hasil_kerja="di_bawah_ekspektasi", perilaku_kerja="sesuai_ekspektasi", predikat="butuh_perbaikan",
    )  # fmt: skip
    with pytest.raises(DomainError, match="paling rendah Baik"):
        decree(p)
    words = predicates_for([person.pk], TMT)[person.pk].words()
    assert words == [f"predikat {year} butuh perbaikan", f"predikat {year - 1} belum ada di portal"]


def test_service_is_cut_where_the_large_rank_changes(p):
    person = file_of(p, "24", "30")
    base = RiwayatGolongan.objects.get(pegawai=person)
    assert service_on(base, "II/d", "III/a", TMT) == (7, 3, 0)


@pytest.mark.parametrize(("tmt", "kata"), [(TMT.replace(day=2), "tanggal 1"), (add_bulan(TMT, -3), "paling cepat")])
def test_a_day_that_cannot_be_is_refused(p, tmt, kata):
    file_of(p, "31", "40")
    with pytest.raises(DomainError, match=kata):
        note(p, tmt)
    assert not PertekKP.objects.exists()


@pytest.mark.parametrize("who", ["pegawai", "rekan", "atasan", "admin_unit_lain", "auditor"])
def test_only_hr_of_scope_records_it(p, who):
    file_of(p, "31", "40")
    with pytest.raises(PermissionDenied):
        note(p, who=who)


def test_from_the_month_to_the_decree(p):
    person = file_of(p, "31", "40")
    client, month = p.client("admin_unit"), f"?unit={p.dinas.pk}&bulan={TMT:%Y-%m}"
    page = client.get(reverse("pegawai:usul_kp") + month).content.decode()
    assert "Catat pertek" in page
    form = reverse("pegawai:pertek_kp", args=[person.pk])
    wrong = client.post(form, {"nomor": "PG-9", "tanggal": "31/02/2026", "tmt": TMT.strftime("%d/%m/%Y")})
    assert wrong.status_code == 422
    assert 'value="PG-9"' in wrong.content.decode()
    sent = {"nomor": "PG-9", "tanggal": TODAY.strftime("%d/%m/%Y"), "tmt": TMT.strftime("%d/%m/%Y")}
    assert client.post(form, sent).url == reverse("berkas:naskah_add", args=["keputusan_kp", person.pk])
    page = client.get(reverse("pegawai:usul_kp") + month).content.decode()
    assert "Buat keputusan" in page
    assert "Pertek PG-9" in page
    decree(p)
    assert "Konsep" in client.get(reverse("pegawai:usul_kp") + month).content.decode()
    with pytest.raises(DomainError, match="Keputusan"):
        note(p)
