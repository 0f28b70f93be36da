"""What is signed or decided stands in the file: the rise of pay of a letter, the move to another agency."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.cetak import Kertas
from asn_portal.berkas.models import Naskah
from asn_portal.berkas.services.kirim_naskah import send_naskah
from asn_portal.berkas.services.naskah import Pilihan, initial_naskah, make_naskah, submit_naskah
from asn_portal.berkas.services.tanda_tangan import sign_naskah, withdraw_naskah
from asn_portal.core.models import Notifikasi, periode
from asn_portal.core.regulasi import add_bulan
from pegawai.enums import JenisBerhenti, SumberRiwayat
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import Referensi, RiwayatGolongan, RiwayatKGB, RiwayatPindahInstansi
from pegawai.selectors.peringatan_hitung import events_of
from pegawai.services import berhenti
from pegawai.services.peringatan import refresh_peringatan
from pegawai.services.riwayat import withdraw_riwayat
from tests.conftest import Provinsi
from tests.factories.berkas_orang import load_references
from tests.factories.naskah import phrase

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TMT = add_bulan(TODAY.replace(day=1), 2)


@pytest.fixture
def p(provinsi: Provinsi) -> Provinsi:
    load_references()
    RiwayatGolongan.objects.create(
        pegawai=provinsi.orang["pegawai"], golongan_id="golongan_pns:31", berlaku=periode(add_bulan(TMT, -24)),
        masa_kerja_tahun=4, sumber="hr",
    )  # fmt: skip
    refresh_peringatan([provinsi.orang["pegawai"].pk])
    return provinsi


@pytest.fixture
def surat(p: Provinsi) -> Naskah:
    """The letter about the rise of Siti, signed and not yet filed."""
    pilihan = Pilihan([p.akun["atasan"].pk], p.akun["atasan_penilai"].pk)
    row = make_naskah("surat_kgb", p.orang["pegawai"].pk, pilihan=pilihan, kertas=Kertas.A4, by=p.akun["admin_unit"])
    submit_naskah(row.pk, by=p.akun["admin_unit"])
    initial_naskah(row.pk, by=p.akun["atasan"])
    return sign_naskah(row.pk, frasa=phrase(), by=p.akun["atasan_penilai"])


def raises(p: Provinsi) -> list[RiwayatKGB]:
    return list(RiwayatKGB.objects.kini().filter(pegawai=p.orang["pegawai"]).order_by("berlaku"))


def by_hand(p: Provinsi, gaji: str, **values: Any) -> RiwayatKGB:
    return RiwayatKGB.objects.create(
        pegawai=p.orang["pegawai"], golongan_id="golongan_pns:31", berlaku=periode(TMT), masa_kerja_tahun=6,
        gaji_pokok=Decimal(gaji), sumber="hr", sk_nomor="822/1", **values,
    )  # fmt: skip


def test_a_signed_letter_writes_the_rise_of_pay_once(p, surat):
    gaji = next(row[4]["gaji"] for row in events_of([p.orang["pegawai"].pk], TODAY) if row[1] == "kgb")
    assert raises(p) == []
    send_naskah(surat.pk)
    send_naskah(surat.pk)  # delivered twice
    surat.refresh_from_db()
    (row,) = raises(p)
    assert (row.mulai, row.golongan_id, row.gaji_pokok) == (TMT, "golongan_pns:31", gaji)
    assert (row.masa_kerja_tahun, row.masa_kerja_bulan) == (6, 0)
    assert (row.sk_nomor, row.sk_tanggal, row.dokumen_id) == (surat.nomor, surat.tanggal, surat.dokumen_id)
    assert row.sumber == SumberRiwayat.HR
    # Nobody is warned of this rise any more; the next one is further away than warnings reach.
    assert not [found for found in events_of([row.pegawai_id], TODAY) if found[1] == "kgb"]


def test_the_month_says_what_is_signed_and_recorded(p, surat):
    send_naskah(surat.pk)
    url = f"{reverse('pegawai:kgb_bulan')}?unit={p.dinas.pk}&bulan={TMT:%Y-%m}"
    page = p.client("admin_unit").get(url).content.decode()
    assert "1 sudah ditandatangani dan tercatat" in page
    assert Naskah.objects.get().nomor in page


def test_a_row_that_hr_wrote_gets_the_letter(p, surat):
    by_hand(p, surat.data["fakta"]["gaji_pokok"])
    send_naskah(surat.pk)
    surat.refresh_from_db()
    (row,) = raises(p)
    assert (row.sk_nomor, row.dokumen_id) == (surat.nomor, surat.dokumen_id)


def test_a_row_that_says_something_else_stays_and_the_maker_is_told(p, surat):
    before = by_hand(p, "1000000")
    send_naskah(surat.pk)
    assert [row.pk for row in raises(p)] == [before.pk]
    told = Notifikasi.objects.get(untuk=p.akun["admin_unit"], judul__startswith="Surat KGB")
    assert "gaji pokok atau golongan lain" in told.mengapa


def test_a_withdrawn_letter_takes_its_row_along(p, surat):
    send_naskah(surat.pk)
    withdraw_naskah(surat.pk, alasan="Salah masa kerja", by=p.akun["admin_bkd"])
    assert raises(p) == []


def test_a_withdrawn_letter_leaves_what_hr_had(p, surat):
    by_hand(p, surat.data["fakta"]["gaji_pokok"])
    send_naskah(surat.pk)
    withdraw_naskah(surat.pk, alasan="Salah nomor", by=p.akun["admin_bkd"])
    (row,) = raises(p)
    assert (row.sk_nomor, row.dokumen_id) == ("822/1", None)


# -- to another agency --


def leave(p: Provinsi, tujuan: str) -> Any:
    row = berhenti.report_leaving(
        p.orang["pegawai"].pk, jenis=JenisBerhenti.PINDAH, tanggal=TODAY + timedelta(days=9), sk_nomor="SK-9",
        sk_tanggal=TODAY, dokumen=None, tujuan=tujuan, by=p.akun["admin_unit"],
    )  # fmt: skip
    assert moves(p) == []  # only what two persons decided
    return berhenti.approve_leaving(row.pk, catatan="", by=p.akun["admin_bkd"])


def moves(p: Provinsi) -> list[RiwayatPindahInstansi]:
    return list(RiwayatPindahInstansi.objects.kini().filter(pegawai=p.orang["pegawai"]))


@pytest.fixture
def bandung(p: Provinsi) -> Referensi:
    for kunci, nama in ((p.instansi.bkn_id, "Pemerintah Provinsi Contoh"), ("B1", "Pemerintah Kota Bandung")):
        Referensi.objects.create(kunci=f"instansi:{kunci}", jenis="instansi", id_bkn=kunci, nama=nama)
    return Referensi.objects.get(pk="instansi:B1")


def test_a_move_to_another_agency_stands_in_the_file(p, bandung):
    leave(p, "Pemerintah Kota Bandung")
    (row,) = moves(p)
    assert (row.mulai, row.instansi_tujuan, row.sk_asal_nomor) == (TODAY + timedelta(days=9), bandung, "SK-9")
    assert row.instansi_asal_id == f"instansi:{p.instansi.bkn_id}"
    assert row.jenis_pindah == "Pindah keluar"


def test_an_agency_that_bkn_does_not_list_is_still_named(p):
    leave(p, "Otorita Baru")
    (row,) = moves(p)
    assert (row.instansi_tujuan, row.jenis_pindah) == (None, "Pindah keluar ke Otorita Baru")


def test_taken_back_the_move_never_was(p, bandung):
    row = leave(p, "Pemerintah Kota Bandung")
    berhenti.cancel_leaving(row.pk, alasan="Batal pindah", by=p.akun["admin_bkd2"])
    assert moves(p) == []


def test_taken_back_after_hr_withdrew_the_row_itself(p, bandung):
    row = leave(p, "Pemerintah Kota Bandung")
    kind = jenis_riwayat("pindah-instansi")
    assert kind is not None
    withdraw_riwayat(moves(p)[0].pk, kind, alasan="Dicatat di tempat lain", by=p.akun["admin_bkd"])
    berhenti.cancel_leaving(row.pk, alasan="Batal pindah", by=p.akun["admin_bkd2"])
    assert moves(p) == []


def test_the_form_takes_an_agency_of_the_list_by_part_of_its_name(p, bandung):
    url = reverse("pegawai:berhenti_add", args=[p.orang["pegawai"].pk])
    sent = {
        "jenis": "pindah", "tanggal": date(TODAY.year + 1, 1, 1), "sk_nomor": "SK-9", "sk_tanggal": TODAY,
        "tujuan": "bandung", "keterangan": "", "dokumen": "",
    }  # fmt: skip
    refused = p.client("admin_unit").post(url, sent | {"tujuan": "Negeri Dongeng"})
    assert refused.status_code == 422
    assert "Tidak ada yang cocok di daftar" in refused.content.decode()
    assert "Negeri Dongeng" in refused.content.decode()
    assert p.client("admin_unit").post(url, sent).status_code == 302
    assert berhenti.PeristiwaBerhenti.objects.get().tujuan == "Pemerintah Kota Bandung"
