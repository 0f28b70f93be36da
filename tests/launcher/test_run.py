"""./run as a user meets it: first start, Ctrl-C, second start, a second window, kill -9."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from launcher.patience import CALM, PAUSES, Patience
from launcher.servers import Postgres, Valkey, wait_until
from tests.launcher.conftest import make_folder
from tests.launcher.terminal import Terminal, free_port, manage, run, terminal

pytestmark = [pytest.mark.peladen]

# Seconds on an idle machine are 3; a busy one must not make the test fail.
FAST = 60.0
WRITE = "from asn_portal.core.models import Jadwal; Jadwal.objects.filter(nama='bersih').update(keterangan='{}')"
READ = "SELECT keterangan FROM core_jadwal WHERE nama = 'bersih'"


@dataclass
class FirstDay:
    """The portal on an empty folder: a first start stopped with Ctrl-C halfway, then one that completes it."""

    folder: Path
    port: int
    interrupted: tuple[int, str]
    smoke: tuple[int, str]
    left_over: list[psutil.Process]

    def window(self) -> Terminal:
        return Terminal(ASN_DATA=self.folder, PORT=self.port)

    def write(self) -> str:
        """A new value through manage.py, which finds the running portal by itself."""
        value = uuid.uuid4().hex
        written = manage("shell", "--no-imports", "-c", WRITE.format(value), ASN_DATA=self.folder)
        assert (written.returncode, written.stderr) == (0, "")
        return value

    def read(self) -> str:
        return Postgres(self.folder / "pg").sql(READ, "asn").strip()

    def get(self, path: str) -> dict[str, bool]:
        directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with directly.open(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
            return dict(json.load(response))


@pytest.fixture(scope="module")
def day() -> Iterator[FirstDay]:
    folder, port = make_folder(), free_port()
    given = {"ASN_DATA": folder, "PORT": port}
    try:
        with terminal("--pegawai", "250", **given) as window:
            window.wait_for("Mengisi data contoh")
            window.press_ctrl_c()
            interrupted = (window.wait(), window.text)
        with terminal("--smoke", "--pegawai", "250", **given) as window:
            window.wait_until_ready()
            smoke = (window.wait(), window.text)
            left_over = window.survivors(within=5)
        yield FirstDay(folder, port, interrupted, smoke, left_over)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def part(window: Terminal, words: str) -> psutil.Process:
    """The first process of the portal whose command line holds these words."""
    return next(process for process in window.family if words in " ".join(process.cmdline()))


def test_ctrl_c_during_the_first_preparation_ends_with_zero_and_no_trouble(day: FirstDay) -> None:
    code, text = day.interrupted
    assert code == 0, text
    assert "Traceback" not in text


def test_smoke_run_completes_an_interrupted_start_and_leaves_no_process(day: FirstDay) -> None:
    code, text = day.smoke
    assert code == 0, text
    assert "Uji asap lolos" in text
    assert day.left_over == []
    assert sorted(path.name for path in day.folder.glob("*.json")) == ["kunci.json"]


def test_ctrl_c_stops_everything_and_the_next_start_is_fast_with_the_data(day: FirstDay) -> None:
    with closing(day.window()) as window:
        window.wait_until_ready()
        value = day.write()
        window.press_ctrl_c()
        assert window.wait() == 0, window.text
        assert window.survivors(within=5) == []
    started = time.monotonic()
    with closing(day.window()) as window:
        window.wait_until_ready()
        assert time.monotonic() - started < FAST
        assert "Mengisi data contoh" not in window.text
        assert day.read() == value


def test_second_run_beside_the_first_says_so_and_disturbs_nothing(day: FirstDay) -> None:
    """And when the supervisor alone is killed, its processes go with it."""
    with closing(day.window()) as window:
        window.wait_until_ready()
        second = run("./run", ASN_DATA=day.folder, PORT=free_port())
        sentence = (
            f"Portal sudah berjalan dengan data ini (proses {window.process.pid}). "
            "Hentikan dulu dengan Ctrl-C di sana.\n"
        )
        assert (second.returncode, second.stdout, second.stderr) == (1, "", sentence)
        assert day.get("/sehat/") == {"sehat": True}

        window.kill(window.family[0])
        assert window.survivors(within=30) == []
        stale = manage("showmigrations", ASN_DATA=day.folder)
        assert stale.returncode == 2, stale.stderr  # the published addresses are there, the portal is not


def test_kill_of_everything_is_recovered_by_the_next_start_with_data_intact(day: FirstDay) -> None:
    with closing(day.window()) as window:
        window.wait_until_ready()
        value = day.write()
        window.kill(*window.family)
        assert window.survivors(within=10) == []
    with closing(day.window()) as window:
        window.wait_until_ready()
        assert day.read() == value


def test_second_ctrl_c_does_not_wait_for_work_under_way(day: FirstDay) -> None:
    with closing(day.window()) as window:
        window.wait_until_ready()
        part(window, "gunicorn").suspend()  # a web server that never finishes
        started = time.monotonic()
        window.press_ctrl_c()
        window.wait_for("Menghentikan semuanya")
        window.press_ctrl_c()
        assert window.wait() == 0, window.text
        assert time.monotonic() - started < 15
        assert window.survivors(within=5) == []


def test_part_that_dies_stops_the_whole_with_a_sentence_and_one(day: FirstDay) -> None:
    with closing(day.window()) as window:
        window.wait_until_ready()
        window.kill(part(window, "postgres -D"))
        assert window.wait() == 1, window.text
        assert "Proses PostgreSQL berhenti sendiri, maka semuanya dihentikan." in window.text
        assert window.survivors(within=5) == []


def test_given_servers_are_used_without_terminal_and_on_every_address_when_told(folder: Path) -> None:
    """One run for things that do not touch each other: it is a whole first start."""
    postgres, valkey = Postgres(folder / "luar" / "pg", durable=False), Valkey(None)
    without_input = "exec ./run --smoke --pegawai 250 <&-"
    try:
        postgres.start()
        valkey.start()
        done = run(
            "/bin/sh",
            "-c",
            without_input,
            ASN_DATA=folder / "portal",
            PORT=free_port(),
            ASN_BIND="0.0.0.0",
            ASN_DEMO_TERBUKA="1",
            http_proxy="http://127.0.0.1:1",  # as in many an office; not meant for ourselves
            DATABASE_URL=postgres.url("asn_app"),
            DATABASE_URL_MIGRASI=postgres.url("asn_pemilik"),
            REDIS_URL=valkey.url(),
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert [(folder / "portal" / name).exists() for name in ("pg", "valkey")] == [False, False]
        owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'core_pengguna'"
        assert postgres.sql(owner, "asn").strip() == "asn_pemilik"
    finally:
        valkey.stop()
        postgres.stop()


def test_port_in_use_is_told_before_anything_starts(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        done = run("./run", ASN_DATA=folder, PORT=taken)
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {taken} pada 127.0.0.1 tidak dapat dipakai (Address already in use). "
        "Pilih yang lain, misalnya: PORT=8001 ./run\n"
    )
    assert not (folder / "pg").exists()


@pytest.mark.parametrize(
    ("arguments", "given", "sentence"),
    [
        ((), {"PORT": "delapan"}, "PORT harus bilangan dari 1 sampai 65535, bukan 'delapan'.\n"),
        (("--pegawai", "0"), {}, "--pegawai harus bilangan dari 250 sampai 100000, bukan '0'.\n"),
    ],
)
def test_number_that_is_none_is_refused(
    folder: Path, arguments: tuple[str, ...], given: dict[str, str], sentence: str
) -> None:
    done = run("./run", *arguments, ASN_DATA=folder, **given)
    assert (done.returncode, done.stderr) == (1, sentence)


def test_demo_is_not_opened_to_a_network_by_accident(folder: Path) -> None:
    done = run("./run", ASN_DATA=folder, PORT=free_port(), ASN_BIND="0.0.0.0")
    assert done.returncode == 1
    assert done.stderr == (
        "Mode demo tidak dibuka pada 0.0.0.0: sandi akun demo diketahui umum. "
        "Isi ASN_DEMO_TERBUKA=1 bila memang itu yang Anda kehendaki.\n"
    )


def test_worker_that_dies_is_begun_again_and_the_page_stays(day: FirstDay) -> None:
    with closing(day.window()) as window:
        window.wait_until_ready()
        dead = part(window, "celery --quiet -A asn_portal worker")
        window.kill(dead)
        window.wait_for("Proses pekerja berhenti sendiri (kode -9) dan dimulai lagi dalam 1 detik.")
        assert wait_until(lambda: begun_again(window, dead.pid), timeout=30)
        assert day.get("/sehat/") == {"sehat": True}
        window.press_ctrl_c()
        assert window.wait() == 0, window.text
        assert window.survivors(within=5) == []


def begun_again(window: Terminal, pid: int) -> bool:
    with contextlib.suppress(StopIteration, psutil.NoSuchProcess):
        window.count_family()
        return part(window, "celery --quiet -A asn_portal worker").pid != pid
    return False


def test_part_that_dies_again_and_again_is_given_up_and_one_that_was_calm_is_not() -> None:
    often = Patience(began=0)
    assert [often.next_pause(float(second)) for second in range(0, 60, 10)] == [*PAUSES, None]
    calm = Patience(began=0)
    assert [calm.next_pause(CALM * 2 * (number + 1)) for number in range(20)] == [PAUSES[0]] * 20
