"""A person at a terminal who starts ./run, reads, presses Ctrl-C, or pulls the plug."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil

from launcher.servers import wait_until

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv" / "bin" / "python"
# What the test run itself has set for its own servers.
OURS = re.compile(
    r"ASN_|DATABASE_URL|REDIS_URL|EMAIL_URL|SECRET_KEY|DJANGO_|PYTEST_|PROMETHEUS_|STATIC_ROOT|PORT$|ALLOWED_HOSTS"
)
READY = "Ctrl-C menghentikan semuanya"


def fresh_environment(**more: object) -> dict[str, str]:
    """The environment of somebody who has set nothing, and `more`."""
    kept = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    return kept | {name: str(value) for name, value in more.items()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: object, **more: object) -> subprocess.CompletedProcess[str]:
    """One command in the project folder, to its end."""
    environment = fresh_environment(**more)
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)


def manage(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    return run(PYTHON, "manage.py", *arguments, **more)


class Terminal:
    """./run on a terminal of its own."""

    def __init__(self, *arguments: str, **environment: object) -> None:
        self.text = ""
        ours, theirs = os.openpty()
        self.screen = ours
        self.process = subprocess.Popen(
            ["setsid", "--ctty", "./run", *arguments],
            cwd=ROOT,
            env=fresh_environment(**environment),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.family: list[psutil.Process] = []

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # a terminal without writers
            while part := os.read(self.screen, 65_536):
                self.text += part.decode(errors="replace")

    def wait_for(self, text: str, *, timeout: float = 300) -> None:
        seen = wait_until(lambda: text in self.text or self.process.poll() is not None, timeout=timeout)
        assert seen, self.text
        assert text in self.text, self.text

    def wait_until_ready(self) -> None:
        self.wait_for(READY)
        self.count_family()

    def count_family(self) -> None:
        self.family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]

    def press_ctrl_c(self) -> None:
        os.write(self.screen, b"\x03")

    def wait(self, *, timeout: float = 120) -> int:
        code = self.process.wait(timeout)
        self.reader.join(timeout=5)
        return code

    def kill(self, *processes: psutil.Process) -> None:
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def survivors(self, *, within: float) -> list[psutil.Process]:
        """Which of the processes that were there when the page answered are still there after this time."""
        wait_until(lambda: not self._alive(), timeout=within)
        return self._alive()

    def _alive(self) -> list[psutil.Process]:
        return [process for process in self.family if _runs(process)]

    def close(self) -> None:
        """Whatever the test did, nothing stays behind."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(40)
        self.kill(*self.family)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.reader.join(timeout=5)
        os.close(self.screen)


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextlib.contextmanager
def terminal(*arguments: str, **environment: object) -> Iterator[Terminal]:
    opened = Terminal(*arguments, **environment)
    try:
        yield opened
    finally:
        opened.close()
