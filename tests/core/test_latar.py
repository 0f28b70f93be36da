"""Long jobs: committed step by step, resumed, done once, cancelled, parked; their files are private."""

from __future__ import annotations

import io
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from asn_portal.celery import app
from asn_portal.core import latar
from asn_portal.core.enums import StatusPekerjaan as S
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import Detak, HasilBerkas, Notifikasi, PekerjaanLatar, Tindakan
from asn_portal.core.services import berkas
from asn_portal.core.services import latar as services
from asn_portal.core.services.pemeliharaan import clean_up
from tests.factories.latar import HITUNG, make_file, make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def akun(provinsi):
    return provinsi.akun["admin_unit"]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ids: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_: ids.append(args[0]))
    return ids


def numbers() -> int:
    return Detak.objects.filter(nama__startswith="uji").count()


def failing(problem: Exception, *, at: int = 1) -> str:
    """A kind of job that stops with this problem after its first steps."""

    @pekerjaan_latar("uji.rusak", label="Rusak", boleh_baca=lambda row: True)
    def break_down(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
        for number in range(row.posisi.get("angka", 0), at):
            Detak.objects.create(nama=f"uji{number}", terakhir=timezone.now())
            yield Kemajuan(number + 1, 5, posisi={"angka": number + 1})
        Detak.objects.create(nama="uji-separuh", terakhir=timezone.now())
        raise problem

    return "uji.rusak"


class TestRunning:
    def test_job_runs_to_its_end_and_tells(self, akun):
        row = make_job(akun)
        assert latar.run(row.pk) is True
        row.refresh_from_db()
        assert (row.status, row.selesai, row.pesan, row.ringkasan) == (S.SELESAI, 3, "Selesai dihitung.", {"Angka": 3})
        assert numbers() == 3
        notice = Notifikasi.objects.get(untuk=akun)
        assert (notice.judul, notice.url) == ("Hitungan: selesai", reverse("core:pekerjaan_detail", args=[row.pk]))

    def test_job_goes_on_from_the_step_that_was_stored(self, akun):
        row = make_job(akun, posisi={"angka": 2}, selesai=2)
        assert latar.run(row.pk) is True
        assert list(Detak.objects.filter(nama__startswith="uji").values_list("nama", flat=True)) == ["uji2"]

    def test_second_delivery_does_nothing_while_the_first_lives_or_after_the_end(self, akun):
        row = make_job(akun, status=S.BERJALAN, pemegang=uuid4())
        assert latar.run(row.pk) is False
        assert numbers() == 0
        done = make_job(akun)
        latar.run(done.pk)
        assert latar.run(done.pk) is False
        assert Notifikasi.objects.count() == 1

    def test_worker_that_lost_its_lease_stores_nothing_more(self, akun):
        @pekerjaan_latar("uji.direbut", label="Direbut", boleh_baca=lambda row: True)
        def taken_over(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
            PekerjaanLatar.objects.filter(pk=row.pk).update(pemegang=uuid4())  # as if another worker had taken it
            Detak.objects.create(nama="uji-sisa", terakhir=timezone.now())
            yield Kemajuan(1)
            return Hasil("tidak sampai")

        row = make_job(akun, jenis="uji.direbut")
        assert latar.run(row.pk) is False
        assert numbers() == 0
        row.refresh_from_db()
        assert (row.selesai, row.pesan) == (0, "")

    def test_inactive_account_ends_its_jobs(self, akun):
        row = make_job(akun)
        akun.is_active = False
        akun.save()
        latar.run(row.pk)
        row.refresh_from_db()
        assert (row.status, row.pesan) == (S.GAGAL, latar.PESAN_AKUN)


class TestFailing:
    def test_failure_keeps_the_stored_steps_and_takes_back_the_half_one(self, akun):
        row = make_job(akun, jenis=failing(ValueError("rusak"), at=2))
        before = timezone.now()
        assert latar.run(row.pk) is False
        row.refresh_from_db()
        assert (row.status, row.posisi, row.percobaan) == (S.MENUNGGU, {"angka": 2}, 1)
        assert row.giliran > before + latar.FIRST_DELAY
        assert numbers() == 2

    def test_poison_is_parked_with_a_sentence_and_a_reason_without_values(self, akun, sent):
        poison = ValueError("nilai 198803142014022006 ganda\nDETAIL: Key (nip)=(Siti Aminah) exists")
        row = make_job(akun, jenis=failing(poison))
        for _ in range(latar.MAX_ATTEMPTS):
            PekerjaanLatar.objects.filter(pk=row.pk).update(giliran=timezone.now())
            latar.deliver_due(timezone.now())
            latar.run(row.pk)
        row.refresh_from_db()
        assert row.status == S.PARKIR
        assert row.pesan == latar.PESAN_PARKIR
        assert row.galat == "ValueError: nilai [angka] ganda"
        assert Notifikasi.objects.get(untuk=akun).judul == "Hitungan: berhenti"

    def test_killed_worker_counts_as_an_attempt_and_is_parked_at_last(self, akun, sent):
        row = make_job(akun)
        for _ in range(latar.MAX_ATTEMPTS):
            assert latar._take(row.pk, uuid4()) is not None  # and then the worker dies
            PekerjaanLatar.objects.filter(pk=row.pk).update(giliran=timezone.now())
            latar.deliver_due(timezone.now())
        row.refresh_from_db()
        assert (row.status, row.galat) == (S.PARKIR, "Pekerja berhenti sebelum selesai.")

    def test_refusal_is_told_and_not_tried_again(self, akun):
        row = make_job(akun, jenis=failing(DomainError("Berkas ini kosong. Pilih berkas lain.")))
        latar.run(row.pk)
        row.refresh_from_db()
        assert (row.status, row.pesan, row.percobaan) == (S.GAGAL, "Berkas ini kosong. Pilih berkas lain.", 1)

    def test_right_that_was_lost_stops_the_job(self, akun):
        row = make_job(akun, jenis=failing(PermissionDenied("rahasia")))
        latar.run(row.pk)
        row.refresh_from_db()
        assert (row.status, row.pesan) == (S.GAGAL, latar.PESAN_HAK)


class TestDelivering:
    def test_due_job_goes_out_once_within_its_lease(self, akun, sent):
        row, now = make_job(akun), timezone.now()
        assert latar.deliver_due(now) == 1
        assert latar.deliver_due(now + latar.LEASE / 2) == 0
        assert sent == [str(row.pk)]

    def test_broker_gone_leaves_the_job_due(self, akun, monkeypatch):
        def refuse(*_: Any, **__: Any) -> None:
            raise ConnectionError

        make_job(akun)
        monkeypatch.setattr(app, "send_task", refuse)
        now = timezone.now()
        with pytest.raises(ConnectionError):
            latar.deliver_due(now)
        assert PekerjaanLatar.objects.filter(giliran__lte=now).exists()

    def test_nothing_due_costs_one_query(self, akun, sent, django_assert_num_queries):
        with django_assert_num_queries(1):
            latar.deliver_due(timezone.now())


class TestStartingAndStopping:
    def test_one_person_has_a_few_open_jobs_at_most(self, akun):
        for _ in range(services.MAX_OPEN):
            services.start_job(HITUNG, judul="x", parameter={}, by=akun)
        with pytest.raises(DomainError, match="Masih ada 3 pekerjaan"):
            services.start_job(HITUNG, judul="x", parameter={}, by=akun)

    def test_waiting_job_is_cancelled_at_once(self, akun):
        row = services.cancel_job(make_job(akun).pk, by=akun)
        assert row.status == S.DIBATALKAN
        assert latar.run(row.pk) is False
        assert Tindakan.objects.get(aksi="pekerjaan_dibatalkan").pengguna_id == akun.pk

    def test_running_job_ends_after_its_step(self, akun):
        row = make_job(akun, status=S.BERJALAN, pemegang=uuid4())
        assert services.cancel_job(row.pk, by=akun).status == S.BERJALAN
        PekerjaanLatar.objects.update(pemegang=None)  # its worker died meanwhile: the next one looks before it works
        latar.run(row.pk)
        row.refresh_from_db()
        assert (row.status, numbers()) == (S.DIBATALKAN, 0)

    def test_cancel_is_seen_between_two_steps(self, akun):
        @pekerjaan_latar("uji.batal", label="Batal", boleh_baca=lambda row: True)
        def cancelled_by_its_owner(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
            services.cancel_job(row.pk, by=row.pengguna)
            yield Kemajuan(1, 3)
            raise AssertionError("it went on")

        row = make_job(akun, jenis="uji.batal")
        latar.run(row.pk)
        row.refresh_from_db()
        assert (row.status, row.selesai) == (S.DIBATALKAN, 1)

    def test_nobody_cancels_the_job_of_somebody_else(self, provinsi, akun):
        with pytest.raises(PermissionDenied):
            services.cancel_job(make_job(akun).pk, by=provinsi.akun["admin_sistem"])

    def test_ended_job_is_not_cancelled_again(self, akun):
        with pytest.raises(TransitionError):
            services.cancel_job(make_job(akun, status=S.SELESAI).pk, by=akun)

    def test_parked_job_is_repeated_by_its_owner_or_the_keepers(self, provinsi, akun):
        for by in (akun, provinsi.akun["admin_sistem"]):
            row = services.retry_job(make_job(akun, status=S.PARKIR, percobaan=5).pk, by=by)
            assert (row.status, row.percobaan, row.berakhir_pada) == (S.MENUNGGU, 0, None)
        with pytest.raises(PermissionDenied):
            services.retry_job(make_job(akun, status=S.GAGAL).pk, by=provinsi.akun["admin_sistem"])
        with pytest.raises(TransitionError):
            services.retry_job(make_job(akun, status=S.SELESAI).pk, by=akun)


class TestPages:
    def test_running_job_asks_again_and_an_ended_one_does_not(self, provinsi, akun):
        client = provinsi.client("admin_unit")
        row = make_job(akun)
        url = reverse("core:pekerjaan_detail", args=[row.pk])
        assert 'hx-trigger="load delay:1s"' in client.get(url, HTTP_HX_REQUEST="true").content.decode()
        latar.run(row.pk)
        ended = client.get(url, HTTP_HX_REQUEST="true").content.decode()
        assert "hx-trigger" not in ended
        assert "Selesai dihitung." in ended

    def test_the_longer_a_job_runs_the_less_often_a_page_asks(self, akun):
        now = timezone.now()
        ages = [make_job(akun, dimulai_pada=now - timedelta(seconds=s)).jeda for s in (0, 30, 60, 600)]
        assert ages == [1, 5, 10, 30]

    @pytest.mark.parametrize("many", [1, 3])
    def test_list_costs_the_same_for_one_job_and_many(self, provinsi, akun, many, django_assert_max_num_queries):
        for _ in range(many):
            make_file(make_job(akun, status=S.SELESAI))
        client = provinsi.client("admin_unit")
        client.get("/pekerjaan/")
        with django_assert_max_num_queries(14):
            client.get("/pekerjaan/")

    def test_keepers_see_states_without_persons(self, provinsi, akun):
        make_job(akun, judul="Unduhan Siti", status=S.PARKIR, pesan="tentang Siti", galat="ValueError: x")
        text = provinsi.client("admin_sistem").get("/pekerjaan/sistem/").content.decode()
        assert "Hitungan uji" in text
        assert "ValueError: x" in text
        assert "Siti" not in text
        assert akun.nama not in text


class TestFiles:
    def test_file_goes_to_its_owner_as_an_attachment_that_a_browser_does_not_run(self, provinsi, akun):
        file = make_file(make_job(akun, status=S.SELESAI), b"<script>")
        response = provinsi.client("admin_unit").get(reverse("core:berkas_hasil", args=[file.pk]))
        assert b"".join(response.streaming_content) == b"<script>"
        assert response["Content-Disposition"] == 'attachment; filename="daftar.csv"'
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]
        assert Tindakan.objects.filter(aksi="berkas_diunduh", objek_id=str(file.pk)).count() == 1

    def test_stored_name_tells_nothing_and_stands_outside_what_the_web_serves(self, provinsi, akun, settings):
        file = make_file(make_job(akun, status=S.SELESAI))
        assert "daftar" not in file.nama_simpan
        stored = Path(storages["pribadi"].path(file.nama_simpan))
        assert stored.stat().st_mode & 0o077 == 0
        assert not any(stored.is_relative_to(folder) for folder in [settings.STATIC_ROOT, *settings.STATICFILES_DIRS])

    def test_unfinished_expired_or_foreign_file_is_not_there(self, provinsi, akun):
        url = reverse("core:berkas_hasil", args=[make_file(make_job(akun, status=S.SELESAI)).pk])
        client = provinsi.client("admin_unit")
        assert provinsi.client("admin_bkd").get(url).status_code == 404
        HasilBerkas.objects.update(siap_pada=None)
        assert client.get(url).status_code == 404
        HasilBerkas.objects.update(siap_pada=timezone.now(), kedaluwarsa_pada=timezone.now())
        assert client.get(url).status_code == 404

    def test_file_is_closed_when_the_right_to_its_content_is_gone(self, provinsi, akun):
        row = make_job(akun, status=S.SELESAI, parameter={"hak_dicabut": True})
        response = provinsi.client("admin_unit").get(reverse("core:berkas_hasil", args=[make_file(row).pk]))
        assert response.status_code == 403

    def test_expired_files_are_deleted_with_their_rows(self, akun):
        old, fresh = make_file(make_job(akun, status=S.SELESAI)), make_file(make_job(akun, status=S.SELESAI))
        HasilBerkas.objects.filter(pk=old.pk).update(kedaluwarsa_pada=timezone.now())
        assert berkas.delete_expired(timezone.now()) == 1
        assert not storages["pribadi"].exists(old.nama_simpan)
        assert storages["pribadi"].exists(fresh.nama_simpan)
        assert list(HasilBerkas.objects.all()) == [fresh]

    def test_old_jobs_are_forgotten_when_their_files_have_gone(self, akun):
        gone, kept, fresh = (make_job(akun, status=S.SELESAI) for _ in range(3))
        make_file(kept)
        long_ago = timezone.now() - timedelta(days=31)
        PekerjaanLatar.objects.filter(pk__in=[gone.pk, kept.pk]).update(berakhir_pada=long_ago)
        clean_up(timezone.now())
        assert set(PekerjaanLatar.objects.all()) == {kept, fresh}

    def test_finished_job_opens_its_file_for_a_week(self, akun):
        @pekerjaan_latar("uji.berkas", label="Berkas", boleh_baca=lambda row: True)
        def write_file(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
            file = berkas.reserve(row, nama="a.csv", jenis_isi="text/csv")
            yield Kemajuan(0)
            assert file.siap_pada is None
            berkas.fill(file, io.BytesIO(b"x"))
            return Hasil("jadi", berkas=(file,))

        row = make_job(akun, jenis="uji.berkas")
        assert latar.run(row.pk)
        file = HasilBerkas.objects.get(pekerjaan=row)
        assert file.siap_pada is not None
        assert timedelta(days=6) < file.kedaluwarsa_pada - timezone.now() <= timedelta(days=7)
