"""The file, its proposals and papers under odd input and foreign ids: never a 500, never somebody else's data."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from asn_portal.core.models import periode
from pegawai.models import RiwayatKeluarga, RiwayatPendidikan, UsulanPerubahan
from pegawai.services import usulan as services
from pegawai.services.riwayat import correct_riwayat
from pegawai.siapa_mengubah import sasaran
from tests.factories.berkas import make_dokumen
from tests.factories.riwayat import all_entries, entry, make_riwayat

pytestmark = pytest.mark.django_db
CALM = {200, 302, 400, 403, 404, 422}
ODD = ("\x00", "%", "'; --", "\ud7ff", "x" * 5000, "-1", "99999999999999999999", "../../etc/passwd", "{{7*7}}", "١٢٣٤")


@pytest.fixture
def rows(provinsi):
    all_entries()
    mine, other = provinsi.orang["pegawai"], provinsi.orang["rekan"]
    common: dict[str, Any] = {
        "sumber": "hr",
        "berlaku": periode(date(2010, 5, 1)),
        "pendidikan": entry("pendidikan:s1hukum"),
    }
    return {
        "sendiri": RiwayatPendidikan.objects.create(pegawai=mine, **common),
        "rekan": RiwayatPendidikan.objects.create(pegawai=other, **common),
        "keluarga_rekan": RiwayatKeluarga.objects.create(
            pegawai=other, hubungan="anak", nama="Anak Rekan", sumber="hr", berlaku=periode(date(2018, 1, 1))
        ),
    }


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_addresses_are_answered_calmly(provinsi, rows, odd):
    person = provinsi.orang["pegawai"]
    admin = provinsi.client("admin_bkd")
    places = [
        ("/pegawai/", {"q": odd, "unit": odd, "jenis": odd, "urut": odd, "hal": odd, "sesudah": odd}),
        ("/cari/", {"q": odd}),
        (f"/pegawai/{person.pk}/", {"pada": odd}),
        (f"/pegawai/{person.pk}/berkas/", {"pada": odd, "diketahui": odd}),
        (f"/pegawai/{person.pk}/berkas/", {"bagian": odd}),
        ("/usulan-data/", {"status": odd, "hal": odd}),
        ("/rujukan/pendidikan/", {"q": odd, "hal": odd}),
        ("/rujukan/pendidikan/pilihan/", {"isian": odd, odd: odd, "x": odd}),
        ("/surat-tugas/", {"hal": odd}),
        ("/dokumen/", {"hal": odd}),
        (f"/pegawai/{person.pk}/dokumen/", {"hal": odd}),
    ]  # fmt: skip
    for where, query in places:
        assert admin.get(where, query).status_code in CALM, where
    assert admin.post("/cari/", {"q": odd}).status_code in CALM
    mine = provinsi.client("pegawai")
    assert mine.get(reverse("pegawai:usulan_data_add", args=["pendidikan"]), {"baris": odd}).status_code in CALM


@pytest.mark.parametrize("pada", ["01/01/0001", "31/12/9999", "29/02/2025", "0001-01-01", "9999-12-31", "00/00/0000"])
def test_days_at_the_edge_of_the_calendar(provinsi, rows, pada):
    client, where = provinsi.client("pegawai"), f"/pegawai/{provinsi.orang['pegawai'].pk}/berkas/"
    for query in ({"pada": pada}, {"diketahui": pada}, {"pada": pada, "diketahui": pada, "bagian": "pendidikan"}):
        assert client.get(where, query).status_code in CALM


def test_rows_of_others_are_not_found_under_the_own_name(provinsi, rows):
    person, mine = provinsi.orang["pegawai"], provinsi.client("pegawai")
    for kunci, row in (
        ("pendidikan", rows["rekan"]),
        ("keluarga", rows["keluarga_rekan"]),
        ("keluarga", rows["sendiri"]),
    ):
        assert mine.get(reverse("pegawai:riwayat_detail", args=[person.pk, kunci, row.pk])).status_code == 404
        where = reverse("pegawai:usulan_data_add", args=[kunci])
        assert mine.get(where, {"baris": str(row.pk)}).status_code == 404
        assert mine.post(f"{where}?baris={row.pk}", {}).status_code == 404
    admin = provinsi.client("admin_bkd")
    for name in ("riwayat_change", "riwayat_withdraw"):
        assert (
            admin.get(reverse(f"pegawai:{name}", args=[person.pk, "pendidikan", rows["rekan"].pk])).status_code == 404
        )


def test_the_document_of_somebody_else_is_no_evidence(provinsi, rows):
    foreign = make_dokumen(provinsi.akun["rekan"], provinsi.orang["rekan"].pk)
    data = {
        "mulai": "15/08/2012",
        "pendidikan": "S-1 EKONOMI",
        "pendidikan_pilih": "pendidikan:s1ekonomi",
        "dokumen": str(foreign.pk),
    }
    refused = provinsi.client("pegawai").post(reverse("pegawai:usulan_data_add", args=["pendidikan"]), data)
    assert refused.status_code == 422
    assert "Dokumen itu tidak ada" in refused.text
    assert not UsulanPerubahan.objects.exists()


def test_what_ones_kind_of_employment_does_not_have_is_not_proposed(provinsi, rows):
    assert provinsi.client("pegawai").get(reverse("pegawai:usulan_data_add", args=["perjanjian"])).status_code == 404


def propose(p: Any) -> UsulanPerubahan:
    isi = {"mulai": date(2012, 8, 15), "sampai": None, "pendidikan": entry("pendidikan:s1ekonomi"), "nama_sekolah": "X"}
    return services.submit_usulan(
        p.orang["pegawai"].pk, sasaran("pendidikan"), isi=isi, dokumen=make_dokumen(p.akun["pegawai"], p.orang["pegawai"].pk),
        keterangan="", by=p.akun["pegawai"],
    )  # fmt: skip


def test_decisions_by_post_alone(provinsi, rows):
    """What the page does not offer is refused all the same: by the proposer, by strangers, twice, after the end."""
    usulan = propose(provinsi)
    where = reverse("pegawai:usulan_data_detail", args=[usulan.pk])
    accept = {"putusan": "terima"}
    assert provinsi.client("pegawai").post(where, accept).status_code == 403
    for who in ("rekan", "atasan", "admin_unit_lain", "auditor", "admin_instansi_lain"):
        assert provinsi.client(who).post(where, accept).status_code in {403, 404}
    unit = provinsi.client("admin_unit")
    assert unit.post(where, {"putusan": "teruskan", "alasan": "x"}).status_code == 422
    assert unit.post(where, {"putusan": "apa saja"}).status_code == 422
    assert unit.post(where, accept).status_code == 302
    assert unit.post(where, accept).status_code == 403  # the second desk is not his
    first, second = provinsi.client("admin_bkd"), provinsi.client("admin_bkd2")
    assert first.post(where, accept).status_code == 302
    assert second.post(where, accept).status_code == 403
    assert RiwayatPendidikan.objects.kini().filter(pegawai=provinsi.orang["pegawai"]).count() == 2
    mine = provinsi.client("pegawai")
    mine.post(reverse("pegawai:usulan_data_withdraw", args=[usulan.pk]))
    usulan.refresh_from_db()
    assert usulan.status == "diterima"


def test_an_old_version_of_a_row_is_not_corrected_again(provinsi, rows):
    from pegawai.jenis_riwayat import jenis_riwayat

    person, kind = provinsi.orang["pegawai"], jenis_riwayat("pendidikan")
    assert kind is not None
    correct_riwayat(
        rows["sendiri"].pk,
        kind,
        mulai=date(2011, 5, 1),
        sampai=None,
        nilai={},
        alasan="x",
        by=provinsi.akun["admin_bkd"],
    )
    admin = provinsi.client("admin_bkd")
    data = {
        "mulai": "01/05/2012", "pendidikan": "S-1 HUKUM", "pendidikan_pilih": "pendidikan:s1hukum", "alasan": "lagi",
    }  # fmt: skip
    for name, sent in (("riwayat_change", data), ("riwayat_withdraw", {"alasan": "lagi"})):
        answer = admin.post(reverse(f"pegawai:{name}", args=[person.pk, "pendidikan", rows["sendiri"].pk]), sent)
        assert answer.status_code in {302, 404, 409, 422}
    assert RiwayatPendidikan.objects.kini().filter(pegawai=person).get().mulai == date(2011, 5, 1)


def test_ids_that_do_not_exist_look_like_those_of_others(provinsi, rows):
    mine = provinsi.client("pegawai")
    stranger, nobody = provinsi.orang["orang_instansi_lain"].pk, uuid4()
    for name in ("pegawai_detail", "berkas", "foto", "dokumen_orang", "nik_reveal"):
        found = [mine.get(reverse(f"pegawai:{name}", args=[pk])) for pk in (stranger, nobody)]
        assert {answer.status_code for answer in found} == {404}, name


def test_hr_never_writes_the_own_file_nor_reads_it_as_somebody_else(provinsi, rows):
    from asn_portal.core.enums import Peran
    from tests.factories.core import give_role

    give_role(provinsi.akun["pegawai"], Peran.ADMIN_BKD, provinsi.akar)
    person, row = provinsi.orang["pegawai"], make_riwayat(provinsi.orang["pegawai"])
    client = provinsi.client("pegawai")
    places = [
        reverse("pegawai:riwayat_add", args=[person.pk, "golongan"]),
        reverse("pegawai:riwayat_change", args=[person.pk, "kedudukan", row.pk]),
        reverse("pegawai:riwayat_withdraw", args=[person.pk, "kedudukan", row.pk]),
        reverse("pegawai:sekali_change", args=[person.pk, "kepegawaian"]),
    ]
    assert {client.get(where).status_code for where in places} == {403}
    assert {client.post(where, {}).status_code for where in places} == {403}
