"""Analisis beban kerja: exact, rounded up, taken over once, brought in by workbooks whose hours are hours."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.lembar.services import impor as impor_services
from jabatan.aturan.satuan_waktu import BarisJam, kolom_jam_keliru
from jabatan.models import AnalisisBebanKerja, RincianJabatan, TugasABK
from jabatan.services import abk as services
from tests.factories.jabatan import make_seat
from tests.jabatan.test_halaman import typed, words
from tests.lembar.test_impor import done, send

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TAHUN = TODAY.year
HEAD = "Unit kerja;Jabatan;Tahun;Uraian tugas;Hasil kerja;Jumlah hasil;Waktu (menit);Waktu (jam);Waktu kerja efektif;Kebutuhan"
STAF = "Seksi Satu;Penelaah Teknis Kebijakan"


def row(n: str, waktu: str, nama: str = "Menyusun laporan") -> dict[str, str]:
    return {
        f"tugas-{n}-uraian": nama,
        f"tugas-{n}-satuan": "Laporan",
        f"tugas-{n}-jumlah": "1.250",
        f"tugas-{n}-waktu": waktu,
    }


def task(jumlah: str, waktu: str) -> services.IsianTugas:
    return services.IsianTugas("Tugas", "Hasil", Decimal(jumlah), Decimal(waktu))


class TestOneSeat:
    def test_exactly_one_stays_one_and_a_little_more_is_two(self, provinsi, peta):
        by = provinsi.akun["admin_unit"]
        whole = services.save_abk(peta.staf.pk, TAHUN, tugas=[task("1250", "60")], by=by)
        assert (whole.total, whole.kebutuhan) == (Decimal("1.0000"), 1)
        more = services.save_abk(peta.staf.pk, TAHUN, tugas=[task("1250", "60"), task("0.001", "0.001")], by=by)
        assert (more.pk, more.total, more.kebutuhan) == (whole.pk, Decimal("1.0000"), 2)

    def test_written_by_page_printed_and_taken_over_from_its_day(self, provinsi, peta):
        unit, hr = provinsi.client("admin_unit"), provinsi.client("admin_bkd")
        url = f"/jabatan/{peta.staf.pk}/abk/{TAHUN}"
        page = words(unit.post(f"{url}/ubah/", {"tahun": TAHUN} | row("0", "60,5") | row("2", "60"), follow=True))
        assert "kebutuhan 3 orang diusulkan" in page
        assert "2,0083 orang" in page
        assert unit.get(f"{url}/pdf/").content[:5] == b"%PDF-"
        assert unit.post(f"{url}/ambil/", {"mulai": typed(TODAY)}).status_code == 403
        start = TODAY + timedelta(days=40)
        page = words(hr.post(f"{url}/ambil/", {"mulai": typed(start)}, follow=True))
        assert "K Penelaah Teknis Kebijakan menjadi 3 mulai" in page
        rows = RincianJabatan.objects.filter(jabatan=peta.staf)
        assert rows.pada(TODAY).get().dasar_kebutuhan == ""
        assert rows.pada(start).get().dasar_kebutuhan == f"Analisis beban kerja {TAHUN}"
        again = words(unit.post(f"{url}/ubah/", {"tahun": TAHUN} | row("0", "90")))
        assert "sudah diambil alih ke peta, jadi tidak diubah lagi" in again
        assert TugasABK.objects.count() == 2

    def test_a_single_holder_stays_single(self, provinsi, peta):
        abk = services.save_abk(peta.kasi.pk, TAHUN, tugas=[task("2500", "60")], by=provinsi.akun["admin_bkd"])
        with pytest.raises(DomainError, match="dipegang satu orang, sedangkan ABK ini menghitung 2"):
            services.take_over_abk(abk.pk, mulai=TODAY, by=provinsi.akun["admin_bkd"])
        with pytest.raises(PermissionDenied):
            services.take_over_abk(abk.pk, mulai=TODAY, by=provinsi.akun["admin_unit"])

    @pytest.mark.parametrize(
        ("isian", "pesan"),
        [
            ({}, "Belum ada tugas."),
            ({"tugas-0-uraian": "Menyusun"}, "Hasil kerja pada tugas 1 belum diisi."),
            (row("0", "sejam"), "Tulis angka, misalnya 1.234,5."),
            (row("0", "-3"), "Tidak boleh kurang dari 0."),
            (row("0", "60") | {"tahun": "1999"}, "Tulis tahun antara 2011 dan"),
        ],
    )
    def test_bad_input_is_said_at_its_field(self, provinsi, peta, isian, pesan):
        answer = provinsi.client("admin_unit").post(
            f"/jabatan/{peta.staf.pk}/abk/{TAHUN}/ubah/", {"tahun": TAHUN} | isian
        )
        assert (answer.status_code, AnalisisBebanKerja.objects.count()) == (422, 0)
        assert pesan in words(answer)

    def test_one_more_row_without_script(self, provinsi, peta):
        data = {"tahun": TAHUN, "tambah": "tugas"} | row("0", "60")
        page = words(provinsi.client("admin_unit").post(f"/jabatan/{peta.staf.pk}/abk/{TAHUN}/ubah/", data))
        assert 'name="tugas-1-uraian"' in page
        assert 'name="tugas-2-uraian"' not in page
        assert not AnalisisBebanKerja.objects.exists()


class TestHoursOrMinutes:
    @pytest.mark.parametrize(
        ("baris", "kata"),
        [
            (BarisJam(Decimal(92), Decimal(780), Decimal(75000)), "dalam menit"),
            (BarisJam(Decimal(92), Decimal(780), None, Decimal("0.9568")), "hanya cocok bila waktunya menit"),
            (BarisJam(Decimal(1), Decimal(7500)), "Satu hasil lebih lama dari setahun kerja"),
            (BarisJam(Decimal(905), Decimal(60)), "lebih dari 25 orang"),
            (BarisJam(Decimal(92), Decimal(13), Decimal(1250), Decimal("0.9568")), ""),
            (BarisJam(Decimal(12), Decimal(125)), ""),
        ],
    )
    def test_minutes_in_the_column_of_hours_are_found(self, baris, kata):
        why = kolom_jam_keliru(baris, 75_000)
        assert kata in why
        assert bool(why) == bool(kata)
        assert not why or "PermenPANRB 1/2020" in why


class TestWorkbook:
    def test_rows_become_proposals_and_go_again(self, provinsi, peta):
        lines = [f"{STAF};{TAHUN};Tugas {n};Laporan;1.250;60;;;" for n in range(3)] + [
            f"{STAF};{TAHUN};Rapat;Notula;1;;2;1250;"
        ]
        batch = send(provinsi, "abk", HEAD, *lines, who="admin_unit")
        assert batch.jumlah["benar"] == 4
        impor_services.apply(batch.pk, by=provinsi.akun["admin_unit"])
        done(batch)
        abk = AnalisisBebanKerja.objects.get()
        assert (abk.jabatan_id, abk.total, abk.kebutuhan) == (peta.staf.pk, Decimal("3.0016"), 4)
        assert abk.daftar_tugas.get(uraian="Rapat").waktu_menit == 120
        batch.refresh_from_db()
        impor_services.take_back(batch.pk, by=provinsi.akun["admin_unit"], now=timezone.now())
        done(batch)
        assert not AnalisisBebanKerja.objects.exists()

    @pytest.mark.parametrize(
        ("baris", "kolom", "pesan"),
        [
            (f"{STAF};{TAHUN};Tugas;Laporan;92;;780;75000;0,9568", "waktu_jam", "dalam menit"),
            (f"{STAF};{TAHUN};Tugas;Laporan;92;;;;", "waktu_menit", "Isi salah satu"),
            (f"Seksi Satu;Tukang Ramal;{TAHUN};Tugas;Laporan;92;60;;;", "jabatan", "Tidak ada jabatan dengan nama ini"),
            (f"{STAF};1999;Tugas;Laporan;92;60;;;", "tahun", "Tulis tahun antara"),
            (f"Dinas Lain;Penelaah;{TAHUN};Tugas;Laporan;92;60;;;", "unit", ""),
        ],
    )
    def test_a_wrong_row_is_named_with_its_rule(self, provinsi, peta, baris, kolom, pesan):
        batch = send(provinsi, "abk", HEAD, baris, who="admin_unit")
        wrong = batch.daftar_baris.get()
        assert (batch.jumlah.get("benar", 0), wrong.nomor) == (0, 2)
        assert pesan in wrong.galat.get(kolom, "") or not pesan

    def test_what_is_there_stays_and_other_units_are_closed(self, provinsi, peta):
        services.save_abk(peta.staf.pk, TAHUN, tugas=[task("1", "60")], by=provinsi.akun["admin_bkd"])
        make_seat("Penelaah", unit=provinsi.dinas_lain, induk=peta.kadis_lain)
        lain = f"{provinsi.dinas_lain.daftar_rincian.first().nama};Penelaah;{TAHUN};Tugas;Laporan;92;60;;;"
        batch = send(provinsi, "abk", HEAD, f"{STAF};{TAHUN};Tugas;Laporan;92;60;;;", lain, who="admin_unit")
        first, second = batch.daftar_baris.order_by("nomor")
        assert "sudah ada. Ubah di halaman jabatannya" in first.galat["tahun"]
        assert "di luar kewenangan Anda" in second.galat["unit"]

    def test_queries_do_not_grow_with_rows(self, provinsi, peta):
        counts = []
        for many in (5, 60):
            AnalisisBebanKerja.objects.all().delete()
            lines = [f"{STAF};{TAHUN};Tugas {n};Laporan;10;60;;;" for n in range(many)]
            with CaptureQueriesContext(
                connection,
            ) as captured:
                batch = send(provinsi, "abk", HEAD, *lines, content=io.BytesIO(b"").read())
                impor_services.apply(batch.pk, by=provinsi.akun["admin_bkd"])
                done(batch)
            counts.append(len(captured))
        assert counts[1] - counts[0] <= 6
