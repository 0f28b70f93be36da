"""The engine: missing data never becomes a number, the same data give the same rows, ranks by the rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from asn_portal.core.models.dasar import close_rows
from merit.models import HasilAsesmen, Nilai, Peringkat
from merit.murni import compute as compute_pure
from merit.selectors.penjelasan import explain_now
from merit.services import malam
from pegawai.models import (
    Pegawai,
    RiwayatHukuman,
    RiwayatPendidikan,
)
from tests.factories.merit import (
    add_riwayat,
    begin,
    complete,
    compute,
    make_official,
    make_putaran,
    referensi,
    version,
)
from tests.merit.fakta import HARI, SUSUNAN, ask_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def calon(provinsi):
    """Somebody of whom the local instrument knows everything."""
    return complete("Calon", provinsi.seksi)


def test_a_box_only_when_everything_is_there_and_no_gate_is_closed(provinsi, calon):
    susunan = SUSUNAN["talenta_daerah"]
    assert ask_one(susunan, calon)["kotak"] == 9
    with transaction.atomic():
        close_rows(HasilAsesmen.objects.filter(pegawai=calon), timezone.now())
        missing = ask_one(susunan, calon)
        assert (missing["kotak"], missing["status"], missing["x"]) == (None, "belum_lengkap", None)
        assert missing["kurang"] == ["penilaian_kompetensi", "potensi"]
        transaction.set_rollback(True)
    referensi("jenis_hukuman:5")
    add_riwayat(
        RiwayatHukuman,
        calon,
        HARI - timedelta(days=5),
        HARI + timedelta(days=200),
        jenis_hukuman_id="jenis_hukuman:5",
        tingkat="b",
    )
    gated = ask_one(susunan, calon)
    assert (gated["kotak"], gated["status"]) == (None, "tidak_memenuhi")


def test_a_run_of_yesterday_does_not_know_what_came_in_today(provinsi, calon):
    before = timezone.now()
    rate_before = ask_one(SUSUNAN["talenta_daerah"], calon, diketahui=before)
    referensi("pendidikan:x50", induk="tingkat_pendidikan:50")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('asn.tindakan', '', true)")
    row = add_riwayat(RiwayatPendidikan, calon, date(2020, 7, 1), pendidikan_id="pendidikan:x50")
    later = row.tercatat.lower + timedelta(seconds=1)
    assert ask_one(SUSUNAN["talenta_daerah"], calon, diketahui=later)["skor"]["pendidikan"] == 10000
    assert rate_before["skor"]["pendidikan"] == 9000


def test_two_runs_over_the_same_data_have_the_same_digest(provinsi):
    for nama in ("Satu", "Dua", "Tiga"):
        complete(nama, provinsi.seksi)
    versi, by = version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"]
    first = make_putaran(versi, by)
    second = make_putaran(versi, by)
    assert first.sidik == second.sidik != ""
    assert first.nomor != second.nomor
    assert first.lengkap == 3


def test_ranks_are_given_inside_a_jenjang_and_ties_are_broken_by_the_rule(provinsi):
    best = complete("Terbaik", provinsi.seksi, predikat="sangat_baik")
    twins = [complete(nama, provinsi.seksi) for nama in ("Kembar", "Kembar dua")]
    other = complete("Dinas lain", provinsi.dinas_lain, kompetensi="70")
    run = make_putaran(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    ranks = {row.pegawai_id: row for row in Peringkat.objects.filter(putaran=run.nomor)}
    assert (ranks[best.pk].jenjang, ranks[best.pk].jenjang_dari) == (1, 4)
    # Alike in everything, the DUK included: the same rank, and the next one is two further.
    assert [ranks[satu.pk].jenjang for satu in twins] == [2, 2]
    assert ranks[other.pk].jenjang == 4
    assert (ranks[other.pk].jenjang_perangkat, ranks[other.pk].jenjang_perangkat_dari) == (1, 1)


def test_what_does_not_hold_for_somebody_is_not_missing(provinsi, calon):
    """PPPK have no pangkat: the other components of the axis share its weight, by the statement and by plain arithmetic."""
    susunan = SUSUNAN["talenta_daerah"]
    before = ask_one(susunan, calon)
    Pegawai.objects.filter(pk=calon.pk).update(jenis="pppk")
    row = ask_one(susunan, calon)
    assert (row["skor"]["pangkat"], row["kurang"], row["kotak"]) == (None, [], 9)
    left = before["x"] - before["skor"]["pangkat"] * 500
    assert row["x"] == (2 * left * 100 + 95) // (2 * 95)
    pure = compute_pure(susunan, row["isi"], tertutup=False, tak_berlaku={"pangkat"})
    assert pure.x is not None
    assert (pure.kotak, pure.x * susunan.sumbu[1].skala) == (9, row["x"])
    explained = explain_now(version(provinsi.instansi, "talenta_daerah"), calon.instansi_id, calon.pk)
    assert explained is not None
    assert [butir.komponen.kode for sumbu in explained.sumbu for butir in sumbu.butir if not butir.berlaku] == [
        "pangkat"
    ]
    assert explained.kurang == []


def test_only_the_complete_have_a_rank(provinsi, calon):
    make_official("Tanpa data", provinsi.seksi)
    run = make_putaran(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    assert set(Peringkat.objects.filter(putaran=run.nomor).values_list("pegawai_id", flat=True)) == {calon.pk}
    assert Nilai.objects.filter(putaran=run.nomor).count() == run.jumlah > 1


def test_the_sample_of_the_night_finds_a_row_that_is_not_by_the_law(provinsi, calon, monkeypatch):
    run = make_putaran(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    monkeypatch.setattr(malam, "CONTOH", malam.CONTOH.replace(">= gen_random_uuid()", "IS NOT NULL"))
    assert malam.check_sample(run).beda == 0
    monkeypatch.setattr(
        malam, "CONTOH", malam.CONTOH.replace("SELECT pegawai_id, skor, y,", "SELECT pegawai_id, skor, y + 1,")
    )
    found = malam.check_sample(run)
    assert (found.beda, found.rincian) == (1, {"y": 1})
    from asn_portal.core.models import Notifikasi

    assert (
        Notifikasi.objects.filter(untuk=provinsi.akun["admin_bkd"], judul__contains="tidak sesuai aturan").count() == 1
    )


def test_chunks_done_twice_write_once(provinsi, calon):
    run = begin(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    whole = compute(run)
    assert compute(run).sidik == whole.sidik
    assert Nilai.objects.filter(putaran=run.nomor).count() == whole.jumlah
