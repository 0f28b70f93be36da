"""The promises of the portal under faults, on real processes: what was confirmed is there, what was refused changed
nothing, whoever waits reads one calm sentence, and work goes on by itself.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
import redis

from asn_portal.core.services.jejak import SEAL_LOCK
from tests.keandalan.panggung import FORM, Jawaban, Panggung, Peramban, children_of, stage, wait_for

SENTENCE = "Yang sudah tersimpan aman"
DONE = "status = 'selesai'"


@pytest.fixture(scope="module")
def panggung() -> Iterator[Panggung]:
    with stage() as made:
        yield made


@pytest.fixture
def p(panggung: Panggung) -> Panggung:
    panggung.empty()
    panggung.surat.lambat = False
    panggung.surat.daftar.clear()
    return panggung


@contextlib.contextmanager
def reports_locked(p: Panggung) -> Iterator[Any]:
    """Whoever writes a report now waits in the middle of its transaction."""
    holder = p.connect()
    holder.autocommit = False
    holder.cursor().execute("LOCK TABLE pegawai_laporandata IN EXCLUSIVE MODE")
    try:
        yield holder
    finally:
        holder.close()


def together(count: int, act: Any) -> list[Any]:
    """The same act by as many at the same moment; what each of them got."""
    gate, got = threading.Barrier(count), []

    def run() -> None:
        gate.wait()
        got.append(act())

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def enqueue(p: Panggung, job: str, *arguments: str) -> None:
    p.sql(
        "INSERT INTO core_pesankeluar (id, pekerjaan, argumen, status, dibuat_pada, kirim_setelah, percobaan, galat)"
        " VALUES (uuidv7(), %s, %s, 'menunggu', now(), now(), 0, '')",
        job, json.dumps(arguments),
    )  # fmt: skip


def send_in_background(browser: Peramban, form: Any, isi: str) -> tuple[threading.Thread, list[Jawaban | Exception]]:
    got: list[Jawaban | Exception] = []

    def send() -> None:
        try:
            got.append(browser.send(form, isi))
        except Exception as problem:  # noqa: BLE001 (a broken line is what this test is about)
            got.append(problem)

    thread = threading.Thread(target=send)
    thread.start()
    return thread, got


def test_web_worker_killed_in_the_middle_of_a_request(p):
    """No half write; the same form sent again counts once."""
    siti = p.peramban()
    form = siti.open_form()
    with reports_locked(p):
        thread, got = send_in_background(siti, form, "Saya pindah.")
        wait_for(p.waiting)
        p.kill_web_worker()
        thread.join()
    assert isinstance(got[0], Exception)
    wait_for(lambda: not p.waiting())
    assert p.count("pegawai_laporandata") == 0
    p.assert_whole()
    wait_for(p.alive, what="a new worker of gunicorn")
    assert siti.send(form, "Saya pindah.").status == 302
    assert siti.send(form, "Saya pindah.").status == 302
    assert p.count("pegawai_laporandata") == 1
    p.assert_whole()


def test_form_sent_by_twenty_at_once_counts_once(p):
    siti = p.peramban()
    form = siti.open_form()

    def send() -> Jawaban:
        browser = p.peramban()
        browser.cookies |= siti.cookies
        return browser.send(form, "Saya pindah.")

    answers = together(20, send)
    assert [answer.status for answer in answers] == [302] * 20
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert p.count("pegawai_laporandata") == 1
    p.assert_whole()


def test_call_sent_by_twenty_with_one_key_counts_once(p):
    siti, key = p.peramban(), str(uuid.uuid4())
    siti.open_form()
    body = json.dumps({"bagian": "unit", "isi": "Saya pindah."}).encode()

    def call() -> Jawaban:
        browser = p.peramban()
        browser.cookies |= siti.cookies
        headers = {
            "Content-Type": "application/json", "Idempotency-Key": key, "X-CSRFToken": siti.cookies["csrftoken"],
            "Referer": f"http://127.0.0.1:{p.port}/",
        }  # fmt: skip
        return browser.ask("POST", "/api/v1/laporan/", body, headers)

    answers = together(20, call)
    done = [answer for answer in answers if answer.status == 201]
    assert done
    assert {answer.status for answer in answers} <= {201, 409}  # 409: the first one is still at work, with Retry-After
    assert len({answer.text for answer in done}) == 1
    assert p.count("pegawai_laporandata") == 1


def test_database_killed_and_back(p):
    """503 and a sentence while it is away; the same processes go on, and nothing confirmed is lost."""
    siti = p.peramban()
    with p.running("worker"):
        wait_for(lambda: p.heard("pekerja"))
        confirmed = [siti.send(siti.open_form(), "Tersimpan.", bagian).status for bagian in ("nama", "atasan")]
        assert confirmed == [302, 302]
        form = siti.open_form()
        before = p.sql("SELECT isi FROM pegawai_laporandata ORDER BY isi")
        p.kill_database()
        try:
            away = siti.send(form, "Saat basis data padam.")
            page = siti.ask("GET", "/")
            call = siti.ask("GET", "/api/v1/laporan/")
            alive = p.tamu().ask("GET", "/sehat/")
        finally:
            p.start_database()
        for answer in (away, page):
            assert (answer.status, answer.headers.get("Retry-After")) == (503, "5")
            assert SENTENCE in answer.text
            assert answer.seconds < 5
        assert (call.status, json.loads(call.text)["galat"], alive.status) == (503, "sibuk", 200)
        assert call.headers.get("Retry-After") == "5"
        assert p.sql("SELECT isi FROM pegawai_laporandata ORDER BY isi") == before
        wait_for(lambda: siti.ask("GET", "/").status == 200, what="the page")
        assert siti.send(form, "Saat basis data padam.").status == 302
        enqueue(p, "core.clean_up")
        wait_for(lambda: p.count("core_pesankeluar", DONE) == 1, what="the job")
    assert p.count("pegawai_laporandata") == 3
    p.assert_whole()


def test_all_connections_taken(p):
    """Fast 503 instead of a collapse; as soon as there is room the page is there again."""
    siti = p.peramban()
    form = siti.open_form()
    p.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'asn_app'")
    taken: list[Any] = []
    try:
        with contextlib.suppress(psycopg2.OperationalError):
            while len(taken) < 200:
                taken.append(p.connect("asn_app"))
        assert len(taken) < 200
        answers = [siti.send(form, "Tidak ada tempat."), *(siti.ask("GET", "/") for _ in range(12))]
    finally:
        for connection in taken:
            connection.close()
    assert {answer.status for answer in answers} == {503}
    assert all(SENTENCE in answer.text and answer.headers["Retry-After"] == "5" for answer in answers)
    assert max(answer.seconds for answer in answers) < 5
    assert p.count("pegawai_laporandata") == 0
    wait_for(lambda: siti.ask("GET", "/").status == 200)
    assert siti.send(form, "Tidak ada tempat.").status == 302
    p.assert_whole()


def test_broker_gone_and_empty_afterwards(p):
    """Pages and submissions need no broker; jobs wait in the database and are done when it is back, each once."""
    siti = p.peramban()
    with p.running("worker"):
        wait_for(lambda: p.heard("pekerja"))
        p.kill_broker()
        try:
            answer = siti.send(siti.open_form(), "Saat antrean padam.")
            assert (answer.status, answer.seconds < 3) == (302, True)
            for _ in range(3):
                enqueue(p, "core.seal_trace")
            time.sleep(4)
            assert p.count("core_pesankeluar", DONE) == 0
        finally:
            p.start_broker()
        wait_for(lambda: p.count("core_pesankeluar", DONE) == 3, seconds=90, what="three jobs")
    assert p.count("core_pesankeluar") == 3
    assert p.count("core_pesankeluar", "percobaan > 0") == 0
    p.assert_whole()


def test_child_of_the_worker_killed_in_the_middle_of_a_job(p):
    """Delivered again when its lease is over; an attempt, and one result."""
    enqueue(p, "core.seal_trace")
    with p.running("worker") as (worker,):
        with contextlib.closing(p.connect()) as holder:
            holder.cursor().execute("SELECT pg_advisory_lock(%s)", [SEAL_LOCK])
            wait_for(p.waiting)
            for pid in children_of(worker.pid):
                os.kill(pid, signal.SIGKILL)
            wait_for(lambda: not p.waiting())
        p.sql("UPDATE core_pesankeluar SET kirim_setelah = now()")  # its lease is over
        wait_for(lambda: p.count("core_pesankeluar", DONE) == 1, what="the second try")
    assert p.count("core_pesankeluar", "percobaan <= 1") == 1


def test_beat_started_twice_fires_each_schedule_once(p):
    p.sql("UPDATE core_jadwal SET aktif = true, cron = '* * * * *' WHERE nama = 'segel_jejak'")
    try:
        with p.running("worker", "beat", "beat"):
            wait_for(lambda: p.count("core_pesankeluar", DONE) >= 1, what="the schedule")
            time.sleep(3)
    finally:
        p.sql("UPDATE core_jadwal SET aktif = false, cron = '*/5 * * * *' WHERE nama = 'segel_jejak'")
    slots = p.count("core_slotjadwal")
    assert 1 <= slots <= 2  # a minute may have turned meanwhile
    assert p.count("core_pesankeluar", "pekerjaan = 'core.seal_trace'") == slots


FOREIGN = {
    "body": "!!", "content-type": "application/x-python-serialize", "content-encoding": "binary", "headers": {},
    "properties": {
        "delivery_tag": "a", "delivery_info": {"exchange": "", "routing_key": "asn"}, "body_encoding": "base64",
    },
}  # fmt: skip


def test_message_that_is_none_of_ours_is_put_aside(p):
    """Half a message, and one in a form that is never unpacked: the worker goes on with the next job."""
    broker = redis.Redis.from_url(p.valkey.url())
    with p.running("worker"):
        wait_for(lambda: p.heard("pekerja"))
        for poison in ({"body": "x"}, FOREIGN):
            broker.lpush("asn", json.dumps(poison))
        wait_for(lambda: broker.llen("asn") == 0)
        enqueue(p, "core.clean_up")
        wait_for(lambda: p.count("core_pesankeluar", DONE) == 1, what="the job after the poison")


def test_job_that_nobody_can_do_is_tried_again_and_the_others_go_on(p):
    enqueue(p, "core.send_notice_mail", "bukan-uuid")
    enqueue(p, "core.clean_up")
    with p.running("worker"):
        wait_for(lambda: p.count("core_pesankeluar", DONE) == 1)
        wait_for(lambda: p.count("core_pesankeluar", "percobaan = 1 AND galat <> ''") == 1)
    assert p.count("core_pesankeluar", "status = 'menunggu' AND kirim_setelah > now()") == 1


def test_mail_server_that_hangs_holds_no_page_and_sends_once_when_it_answers(p):
    p.surat.lambat = True
    p.sql(
        "INSERT INTO core_notifikasi (id, untuk_id, judul, isi, mengapa, aturan, oleh, keberatan, url, kelompok, dibuat_pada)"
        " VALUES (uuidv7(), %s, 'x', '', '', '', '', '', '', 'lainnya', now())",
        p.isi["akun"]["admin_unit"],
    )
    (notice,) = p.sql("SELECT id::text FROM core_notifikasi")[0]
    enqueue(p, "core.send_notice_mail", notice)
    siti = p.peramban()
    with p.running("worker"):
        wait_for(lambda: p.count("pg_stat_activity", "usename = 'asn_app' AND state = 'idle in transaction'") > 0)
        answer = siti.send(siti.open_form(), "Saat surel macet.")
        assert (answer.status, answer.seconds < 3) == (302, True)
        enqueue(p, "core.clean_up")
        wait_for(lambda: p.count("core_pesankeluar", DONE) == 1, seconds=9, what="the other job")
        wait_for(lambda: p.count("core_pesankeluar", "percobaan = 1") == 1, what="giving up for now")
        p.surat.lambat = False
        p.sql("UPDATE core_pesankeluar SET kirim_setelah = now() WHERE status = 'menunggu'")
        wait_for(lambda: p.count("core_pesankeluar", DONE) == 2, what="the mail")
    assert len(p.surat.daftar) == 1
    assert f"Message-ID: <{notice}@" in p.surat.daftar[0]
    p.assert_whole()


def test_form_page_itself_says_what_happens(p):
    """The page of the fault is ours, also for a part of a page that is fetched."""
    p.kill_database()
    try:
        part = p.peramban().ask("GET", FORM, headers={"HX-Request": "true"})
    finally:
        p.start_database()
    assert (part.status, part.headers.get("HX-Retarget")) == (503, "body")


def send_in_pieces(p: Panggung, size: int) -> tuple[int, Any]:
    """A call whose body has no length, as streams of many programs send it."""
    siti = p.peramban()
    siti.open_form()
    text = json.dumps({"bagian": "unit", "isi": "Dikirim sepotong demi sepotong." + " " * size}).encode()
    pieces = [text[start : start + 4096] for start in range(0, len(text), 4096)]
    connection = http.client.HTTPConnection("127.0.0.1", p.port, timeout=30)
    try:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before all of it was sent
            connection.request(
                "POST", "/api/v1/laporan/", iter(pieces),
                {
                    "Cookie": "; ".join(f"{name}={value}" for name, value in siti.cookies.items()),
                    "Content-Type": "application/json", "X-CSRFToken": siti.cookies["csrftoken"],
                    "Referer": f"http://127.0.0.1:{p.port}/", "Transfer-Encoding": "chunked",
                }, encode_chunked=True,
            )  # fmt: skip
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def test_body_in_pieces_without_length_arrives_whole(p):
    assert send_in_pieces(p, 0)[0] == 201
    assert p.sql("SELECT trim(isi) FROM pegawai_laporandata") == [("Dikirim sepotong demi sepotong.",)]


def test_body_in_pieces_without_end_is_refused_with_a_sentence(p):
    status, body = send_in_pieces(p, 1_500_000)
    assert (status, body["galat"]) == (413, "terlalu_besar")
    assert p.count("pegawai_laporandata") == 0


def test_database_restarted_in_the_middle_of_a_run_of_merit(p):
    """A chunk is cut off inside its transaction; the run goes on by itself and ends like the one nobody disturbed."""
    told = p.fill("tests.keandalan.isi_merit", p.isi["akun"]["admin_bkd"])
    run = f"nomor = {told['nomor']}"
    with p.running("worker"):
        with contextlib.closing(p.connect()) as holder:
            holder.cursor().execute("SELECT pg_advisory_lock(hashtext('merit_putaran'), %s)", [told["nomor"]])
            wait_for(p.waiting, what="a chunk that is written")
            p.kill_database()
        p.start_database()
        p.sql("UPDATE core_pesankeluar SET kirim_setelah = now()")  # its lease is over
        wait_for(lambda: p.count("merit_putaran", f"{run} AND status = 'selesai'") == 1, what="the run")
    assert p.sql(f"SELECT sidik, jumlah FROM merit_putaran WHERE {run}") == [(told["sidik"], told["jumlah"])]
    assert p.sql(f"SELECT count(*), count(DISTINCT pegawai_id) FROM merit_nilai_{told['nomor']}") == [
        (told["jumlah"],) * 2
    ]
    assert told["bagian"] >= 8
