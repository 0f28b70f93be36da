"""Documents in an S3-compatible store: the same pages and services, by configuration only (ASN_BERKAS_KELAS)."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import boto3
import pytest
from django.core.files import File
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from moto.server import ThreadedMotoServer

from asn_portal.berkas import simpan
from asn_portal.berkas.models import Dokumen, Unggahan
from asn_portal.berkas.services import dokumen as services
from asn_portal.berkas.services import unggah
from asn_portal.core.models import Tindakan
from asn_portal.core.services import berkas as hasil
from tests.factories.berkas import photo
from tests.factories.latar import make_job

pytestmark = pytest.mark.django_db
BUCKET = "pribadi"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # one line for each call otherwise
    moto = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def wadah(server: str, settings: Any) -> Any:
    """The options as an operator writes them (docs/panduan/operasi.md); the bucket as its keeper sees it."""
    keys = {"aws_access_key_id": "uji", "aws_secret_access_key": "uji", "region_name": "us-east-1"}
    bucket = boto3.resource("s3", endpoint_url=server, **keys).Bucket(BUCKET)
    bucket.create()
    options = {
        "bucket_name": BUCKET, "endpoint_url": server, "access_key": "uji", "secret_key": "uji",
        "region_name": "us-east-1", "default_acl": None, "querystring_auth": True, "file_overwrite": False,
    }  # fmt: skip
    settings.STORAGES = settings.STORAGES | {
        "pribadi": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    }
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


def names(bucket: Any) -> set[str]:
    return {found.key for found in bucket.objects.all()}


def test_written_read_in_parts_and_deleted(wadah):
    name = simpan.write(simpan.new_name("dokumen", timezone.localdate()), b"0123456789" * 100)
    assert names(wadah) == {name}
    assert simpan.read(name) == b"0123456789" * 100
    with simpan.open_file(name) as stored:
        stored.seek(995)
        assert stored.read(3) == b"567"
        assert stored.read() == b"89"
    assert simpan.names_of_day("dokumen", timezone.localdate()) == [name]
    assert simpan.names_of_day("dokumen", timezone.localdate() - timedelta(days=1)) == []
    simpan.storage().delete(name)
    simpan.storage().delete(name)  # twice is no mistake
    assert names(wadah) == set()


def test_document_from_upload_to_reader(provinsi, wadah):
    """In pieces, with one that is sent twice; read by HR with a trace, by nobody else; never by an address of the store."""
    siti, content = provinsi.akun["pegawai"], photo(size=(700, 700), noise=True)
    row = unggah.begin(nama="ijazah.jpg", ukuran=len(content), by=siti).unggahan
    assert row is not None
    for start in (0, 0, *range(unggah.POTONGAN, len(content), unggah.POTONGAN)):
        piece = content[start : start + unggah.POTONGAN]
        unggah.add_piece(row.pk, mulai=start, isi=piece, by=siti)
    row.refresh_from_db()
    assert (row.diterima, row.potongan > 1) == (len(content), True)
    made = services.upload_dokumen(unggah.gather([row.pk], by=siti), jenis="ijazah", isian=services.Isian(), by=siti)
    services.make_preview(str(made.pk))
    made.refresh_from_db()
    assert {made.nama_simpan, made.pratinjau_simpan} <= names(wadah)
    address = reverse("berkas:dokumen_file", args=[made.pk])
    answer = provinsi.client("admin_unit").get(address)
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == made.sidik
    assert answer["Content-Disposition"].startswith("attachment")
    assert Tindakan.objects.filter(aksi="dokumen_dibaca", objek_id=str(made.pk)).count() == 1
    assert list(services.damaged_files()) == []
    wadah.Object(made.nama_simpan).delete()
    assert list(services.damaged_files()) == [(made.pk, "berkasnya tidak ada")]
    for other in ("rekan", "admin_unit_lain", "auditor"):
        assert provinsi.client(other).get(address).status_code == 404
    page = provinsi.client("pegawai").get(reverse("berkas:dokumen_detail", args=[made.pk])).content.decode()
    assert made.nama_simpan not in page
    assert "Signature" not in page


def test_half_uploads_and_strays_are_swept(provinsi, wadah):
    siti, now = provinsi.akun["pegawai"], timezone.now()
    row = unggah.begin(nama="a.pdf", ukuran=10, by=siti).unggahan
    assert row is not None
    unggah.add_piece(row.pk, mulai=0, isi=b"01234", by=siti)
    Unggahan.objects.update(dibuat_pada=now - timedelta(days=2))
    stray = simpan.write(simpan.new_name("dokumen", timezone.localdate(now) - timedelta(days=1)), b"x")
    assert {stray} < names(wadah)
    assert unggah.delete_half(now) == 1
    assert services.delete_strays(now) == 1
    assert names(wadah) == set()


def test_result_of_a_job_and_its_end(provinsi, wadah):
    row = hasil.reserve(make_job(provinsi.akun["pegawai"], status="selesai"), nama="daftar.csv", jenis_isi="text/csv")
    hasil.fill(row, io.BytesIO(b"a;b\n"))
    assert row.ukuran == 4
    assert names(wadah) == {row.nama_simpan}
    assert hasil.delete_expired(timezone.now() + timedelta(days=8)) == 1
    assert names(wadah) == set()


def test_store_that_is_away_says_so_and_keeps_nothing(provinsi, wadah, settings):
    options = settings.STORAGES["pribadi"]["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:9", "bucket_name": BUCKET}
    settings.STORAGES = settings.STORAGES | {"pribadi": settings.STORAGES["pribadi"] | {"OPTIONS": options}}
    with pytest.raises(Exception, match=r"127\.0\.0\.1:9"):
        storages["pribadi"].save(str(uuid4()), File(io.BytesIO(b"x")))
    assert not Dokumen.objects.exists()
