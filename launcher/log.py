"""One log for all processes of ./run: time, name, line."""

import contextlib
import os
import re
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import IO

NAME_WIDTH = 7
LAST_WORDS = 1.0
# What servers say at every start and stop, and what nobody needs to read.
NOISE = re.compile(
    r"Reading config from stdin|Memory overcommit must be enabled|scheduling shutdown|now ready to exit"
    r"|database system is (starting up|not yet accepting)|terminating connection due to administrator command"
    r"|celery beat v\S+ .* is starting|worker: (Warm|Cold) shutdown"
)


class Log:
    """Written by many threads, read by one person."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.readers: list[threading.Thread] = []

    def write(self, name: str, line: str) -> None:
        with self.lock:
            try:
                print(f"{datetime.now():%H.%M.%S} {name:<{NAME_WIDTH}}| {line}", flush=True)
            except OSError:  # `./run | head`, or a window that was closed: go on, or stop, without a reader
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    @contextlib.contextmanager
    def pipe(self, name: str) -> Iterator[int]:
        """A file descriptor to start one child with; its lines appear in the log."""
        reader, writer = os.pipe()
        copier = threading.Thread(target=self._copy, args=(name, os.fdopen(reader, errors="replace")), daemon=True)
        copier.start()
        self.readers.append(copier)
        try:
            yield writer
        finally:
            os.close(writer)

    def _copy(self, name: str, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                if line.strip() and not NOISE.search(line):
                    self.write(name, line.rstrip())

    def finish(self) -> None:
        """The last words of processes that have ended."""
        for copier in self.readers:
            copier.join(timeout=LAST_WORDS)
