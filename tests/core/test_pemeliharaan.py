"""Old records of the portal itself go by the table of periods, with one line in the trace."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from asn_portal.core.models import (
    DrafFormulir,
    KirimanFormulir,
    Notifikasi,
    PekerjaanLatar,
    PesanKeluar,
    Tindakan,
    Tugas,
)
from asn_portal.core.services.pemeliharaan import TABEL_MASA_SIMPAN, clean_up
from tests.factories.draf import make_draft
from tests.factories.latar import make_file, make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_of_each(provinsi):
    """One just inside its period, one just outside."""
    siti, now = provinsi.akun["pegawai"], timezone.now()
    days = TABEL_MASA_SIMPAN.at(timezone.localdate()).nilai
    for late in (0, 1):
        age = {name: now - timedelta(days=count + late, minutes=-30) for name, count in days.items()}
        form = KirimanFormulir.objects.create(kunci=uuid4(), pengguna=siti, jalur="/")
        KirimanFormulir.objects.filter(pk=form.pk).update(dibuat_pada=age["kiriman"])
        draft = make_draft(siti, jalur=f"/laporan-data/tambah/?n={late}")
        DrafFormulir.objects.filter(jalur=draft.jalur).update(disimpan_pada=age["draf"])
        PesanKeluar.objects.create(
            pekerjaan="x", status="selesai", selesai_pada=age["antrean"], kirim_setelah=age["antrean"]
        )
        job = make_job(siti, status="selesai")
        PekerjaanLatar.objects.filter(pk=job.pk).update(berakhir_pada=age["pekerjaan"])
        Notifikasi.objects.create(untuk=siti, judul=str(late), isi="x", dibaca_pada=age["pemberitahuan"])
        Tugas.objects.create(
            untuk=siti, jenis="x", objek_id=uuid4(), judul="x", alasan="x", url="/", selesai_pada=age["tugas"]
        )
    return siti, now


def test_what_is_past_its_period_goes_and_the_rest_stays(two_of_each):
    siti, now = two_of_each
    unread = Notifikasi.objects.create(untuk=siti, judul="belum dibaca", isi="x")
    Notifikasi.objects.filter(pk=unread.pk).update(dibuat_pada=now - timedelta(days=5000))
    open_duty = Tugas.objects.create(untuk=siti, jenis="x", objek_id=uuid4(), judul="x", alasan="x", url="/")
    counts = clean_up(now)
    assert counts == {
        "sesi": 0, "kiriman": 1, "antrean": 1, "draf": 1, "pekerjaan": 1, "pemberitahuan": 1, "tugas": 1,
    }  # fmt: skip
    for model in (KirimanFormulir, DrafFormulir, PesanKeluar, PekerjaanLatar):
        assert model.objects.count() == 1, model
    assert set(Notifikasi.objects.values_list("judul", flat=True)) == {"0", "belum dibaca"}
    assert Tugas.objects.filter(pk=open_duty.pk).exists()
    act = Tindakan.objects.get(aksi="catatan_lama_dibersihkan")
    assert act.rincian == counts
    assert set(clean_up(now).values()) == {0}


def test_job_whose_file_is_still_there_stays(provinsi):
    now = timezone.now()
    job = make_job(provinsi.akun["pegawai"], status="selesai")
    make_file(job)
    PekerjaanLatar.objects.filter(pk=job.pk).update(berakhir_pada=now - timedelta(days=400))
    clean_up(now)
    assert PekerjaanLatar.objects.filter(pk=job.pk).exists()


def test_every_period_has_its_words_and_is_used():
    values = TABEL_MASA_SIMPAN.terakhir.nilai
    assert set(values) == set(TABEL_MASA_SIMPAN.label)
    assert all(isinstance(days, int) and days > 0 for days in values.values())
