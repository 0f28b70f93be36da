"""Only one ./run per data folder: a lock that the kernel gives back however its holder ends."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from launcher.servers import wait_until

MOMENT = 1.0


class AlreadyRunning(Exception):
    """Another ./run holds the lock of this data folder."""


def try_lock(lock: IO[str], kind: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("a+") as lock:
        if not wait_until(lambda: try_lock(lock), timeout=MOMENT):  # manage.py touches it for a moment
            lock.seek(0)
            raise AlreadyRunning(lock.read().strip())
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def is_running(folder: Path) -> bool:
    """Does a ./run hold the lock of this data folder?"""
    path = folder / "lock"
    if not path.exists():
        return False
    with path.open() as lock:
        return not try_lock(lock, fcntl.LOCK_SH)
