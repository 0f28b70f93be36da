"""The relay: a thread of every worker that hands due jobs to the broker once a second, and tells that it lives.

Polling one small index needs no listening session (PgBouncer) and no lock at commit; a page never waits for it.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

from celery import bootsteps
from django.db import close_old_connections, connection
from django.utils import timezone

from asn_portal.celery import app
from asn_portal.core import jadwal, latar, outbox

logger = logging.getLogger("asn.relai")

PAUSE = 1.0
BEAT_EVERY = 30


class RelayStep(bootsteps.StartStopStep):
    """Starts with the worker and stops with it."""

    requires = {"celery.worker.components:Pool"}

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self, worker: Any) -> None:
        self.thread = threading.Thread(target=self.loop, name="relai", daemon=True)
        self.thread.start()

    def stop(self, worker: Any) -> None:
        self.stopping.set()
        if self.thread is not None:
            self.thread.join(timeout=5)

    terminate = stop

    def loop(self) -> None:
        rounds = 0
        while not self.stopping.wait(PAUSE):
            try:
                close_old_connections()
                self.once(rounds)
            except Exception as problem:  # noqa: BLE001 (database or broker away: rows wait for the next round)
                if rounds % BEAT_EVERY == 0:
                    logger.warning("relay waits: %s", type(problem).__name__)
            rounds += 1
        connection.close()

    @staticmethod
    def once(rounds: int) -> None:
        now = timezone.now()
        if rounds % BEAT_EVERY == 0:
            jadwal.beat("pekerja", now)
        outbox.deliver_due(now)
        latar.deliver_due(now)


app.steps["worker"].add(RelayStep)
