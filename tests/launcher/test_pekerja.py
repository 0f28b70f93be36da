"""A web worker that has more than it can answer says so at once, to everybody, with when to try again."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from launcher.pekerja import COBA_LAGI, refusal
from launcher.servers import wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
LAMBAT = """
import time
def app(environ, start):
    time.sleep(0.2)
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """One process with one thread that needs a fifth of a second for each answer."""
    (tmp_path / "lambat.py").write_text(LAMBAT)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    environment = os.environ | {"WEB_CONCURRENCY": "1", "WEB_THREADS": "1", "WEB_MAX_WAIT": "0.3"}
    environment.pop("PROMETHEUS_MULTIPROC_DIR", None)
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "launcher/gunicorn.conf.py",
        "--pythonpath",
        str(tmp_path),
        "lambat:app",
    ]
    server = subprocess.Popen([*command, "-b", f"127.0.0.1:{number}"], cwd=ROOT, env=environment)
    try:
        assert wait_until(lambda: answers(number), timeout=30)
        yield number
    finally:
        server.terminate()
        server.wait()


def answers(port: int) -> bool:
    try:
        return ask(port, "/")[0] == 200
    except OSError:
        return False


def ask(port: int, path: str) -> tuple[int, str | None, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.getheader("Retry-After"), response.read().decode()


def test_what_comes_too_much_is_refused_with_a_sentence(port):
    with ThreadPoolExecutor(24) as many:
        seen = list(many.map(lambda n: ask(port, "/api/v1/x/" if n % 2 else "/"), range(24)))
    served = [one for one in seen if one[0] == 200]
    refused = [one for one in seen if one[0] == 503]
    assert served
    assert refused
    assert len(served) + len(refused) == 24
    assert {one[1] for one in refused} == {str(COBA_LAGI)}
    assert all("Tunggu sebentar" in one[2] for one in refused)
    assert ask(port, "/")[0] == 200  # and afterwards everything is as before


@pytest.mark.parametrize("path", ["/sehat/", "/static/css/portal.css"])
def test_what_always_has_its_turn_is_answered_all_the_same(port, path):
    with ThreadPoolExecutor(16) as many:
        waiting = [many.submit(ask, port, "/") for _ in range(12)]
        always = [many.submit(ask, port, path) for _ in range(4)]
        assert {one.result()[0] for one in always} == {200}
        assert 503 in {one.result()[0] for one in waiting}


def test_a_program_gets_a_problem_and_a_person_a_page():
    assert b"application/problem+json" in refusal(b"POST /api/v1/skp/ HTTP/1.1\r\n")
    assert b"text/html" in refusal(b"GET /kinerja/saya/ HTTP/1.1\r\n")


RUSAK = [
    (b"GET /?a=" + b"x" * 9_000 + b" HTTP/1.1", 414, "text/html; charset=utf-8", "terlalu panjang"),
    (b"GET /api/v1/pegawai/?a=" + b"x" * 9_000 + b" HTTP/1.1", 414, "application/problem+json", "terlalu_panjang"),
    (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, 431, "text/html; charset=utf-8", "terlalu besar"),
    (b"halo", 400, "text/html; charset=utf-8", "tidak terbaca"),
    (b"GET /api/ HTTP/9.9", 400, "application/problem+json", "permintaan_rusak"),
]


def test_what_is_no_request_is_refused_in_the_words_of_the_portal(port):
    for sent, status, kind, word in RUSAK:
        with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
            connection.sendall(sent + b"\r\n\r\n")
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            text = answer.read().decode()
        assert (answer.status, answer.headers["Content-Type"]) == (status, kind)
        assert word in text
        assert "Invalid" not in text
