"""A download that broke off goes on where it stopped, for whoever may still read the file."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from asn_portal.berkas import simpan
from asn_portal.berkas.models import Naskah
from asn_portal.core.models import Tindakan
from tests.factories.berkas import make_dokumen
from tests.factories.naskah import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(provinsi) -> tuple[Any, str, bytes]:
    row = make_dokumen(provinsi.akun["pegawai"], provinsi.orang["pegawai"].pk)
    return provinsi.client("pegawai"), reverse("berkas:dokumen_file", args=[row.pk]), simpan.read(row.nama_simpan)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_whole_file_says_that_it_can_be_continued(file):
    client, address, content = file
    answer = client.get(address)
    assert (answer.status_code, answer["Accept-Ranges"], body(answer)) == (200, "bytes", content)
    assert int(answer["Content-Length"]) == len(content)
    assert answer["ETag"].startswith('"')
    assert answer["Cache-Control"].find("no-store") >= 0


def test_pieces_put_together_are_the_file(file):
    client, address, content = file
    whole = client.get(address)
    mark, _ = whole["ETag"], body(whole)
    cut = len(content) // 3
    pieces = [f"bytes=0-{cut - 1}", f"bytes={cut}-{2 * cut - 1}", f"bytes={2 * cut}-"]
    answers = [client.get(address, headers={"Range": one, "If-Range": mark}) for one in pieces]
    assert {answer.status_code for answer in answers} == {206}
    assert answers[1]["Content-Range"] == f"bytes {cut}-{2 * cut - 1}/{len(content)}"
    assert int(answers[1]["Content-Length"]) == cut
    assert b"".join(body(answer) for answer in answers) == content
    assert all("sandbox" in answer["Content-Security-Policy"] for answer in answers)
    assert all(answer["Content-Disposition"].startswith("attachment") for answer in answers)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("bytes=-5", slice(-5, None)), ("bytes=0-0", slice(0, 1)), ("bytes=3-999999999", slice(3, None)), ("bytes=-999999999", slice(0, None))],
)  # fmt: skip
def test_stretches(file, asked, expected):
    client, address, content = file
    answer = client.get(address, headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (206, content[expected])


@pytest.mark.parametrize(
    "asked",
    ["", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "items=0-1", "bytes=a-b", "bytes=0-" + "9" * 40, "bytes=\u0660-\u0661"],
)  # fmt: skip
def test_what_is_no_single_stretch_gives_the_whole(file, asked):
    client, address, content = file
    answer = client.get(address, headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (200, content)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_beyond_the_end(file, asked):
    client, address, content = file
    answer = client.get(address, headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"], body(answer)) == (416, f"bytes */{len(content)}", b"")


@pytest.mark.parametrize("mark", ['"lain"', 'W/"lain"', "Sun, 22 Nov 2026 08:00:00 GMT", "*"])
def test_another_file_meanwhile_is_sent_whole(file, mark):
    """Else the new half would be put behind the old one."""
    client, address, content = file
    answer = client.get(address, headers={"Range": "bytes=5-", "If-Range": mark})
    assert (answer.status_code, body(answer)) == (200, content)


def test_right_is_asked_at_every_piece(provinsi, file):
    _, address, _ = file
    for who in ("rekan", "atasan", "admin_unit_lain", "admin_instansi_lain"):
        assert provinsi.client(who).get(address, headers={"Range": "bytes=0-4"}).status_code == 404
    body(provinsi.client("admin_unit").get(address, headers={"Range": "bytes=0-4"}))
    assert Tindakan.objects.filter(aksi="dokumen_dibaca", pengguna=provinsi.akun["admin_unit"]).count() == 1


def test_head_tells_the_size_only(file):
    client, address, content = file
    answer = client.head(address, headers={"Range": "bytes=0-4"})
    assert (answer.status_code, answer["Content-Length"]) == (200, str(len(content)))
    answer.close()


def test_signed_paper_can_be_continued_and_a_konsep_is_drawn_anew(provinsi):
    row = signed(provinsi)
    address, client = reverse("berkas:naskah_file", args=[row.pk]), provinsi.client("atasan_penilai")
    answer = client.get(address, headers={"Range": "bytes=0-3"})
    assert (answer.status_code, body(answer)) == (206, b"%PDF")
    assert Naskah.objects.get(pk=row.pk).sidik not in answer["ETag"]
