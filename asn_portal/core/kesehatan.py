"""Is everything there that the portal needs? For /sehat/siap/ and /metrics."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable
from typing import Any

from celery.exceptions import CeleryError
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from kombu.exceptions import KombuError
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from redis.exceptions import RedisError

from asn_portal.celery import app
from asn_portal.core import selectors


def judge() -> dict[str, bool]:
    """One yes or no per part; nothing else, since everybody may ask."""
    database = database_answers()
    parts = selectors.alive(timezone.now()) if database else {"pekerja": False, "jadwal": False}
    return {"basis_data": database, "migrasi": database and migrations_done(), "antrean": broker_answers(), **parts}


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        return False


def migrations_done() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def broker_answers() -> bool:
    try:
        with app.connection_for_write(connect_timeout=1) as broker:
            broker.ensure_connection(max_retries=1, timeout=1, interval_start=0)
        return True
    except (OSError, RedisError, KombuError, CeleryError):
        return False


class QueueCollector:
    """What waits and what lives, read from the database at each scrape."""

    def collect(self) -> Iterable[Any]:
        now = timezone.now()
        queue = selectors.queue_state()
        yield GaugeMetricFamily("asn_antrean_menunggu", "Pekerjaan yang menunggu", value=queue["menunggu"])
        yield GaugeMetricFamily("asn_antrean_parkir", "Pekerjaan yang diparkir", value=queue["parkir"])
        age = (now - queue["tertua"]).total_seconds() if queue["tertua"] else 0
        yield GaugeMetricFamily("asn_antrean_umur_detik", "Umur pekerjaan tertua yang menunggu", value=age)
        open_since = selectors.oldest_unsealed()
        age = (now - open_since).total_seconds() if open_since else 0
        yield GaugeMetricFamily("asn_jejak_belum_disegel_detik", "Umur jejak tertua yang belum disegel", value=age)
        parts = GaugeMetricFamily("asn_hidup", "Bagian yang terdengar akhir-akhir ini", labels=["bagian"])
        for name, alive in selectors.alive(now).items():
            parts.add_metric([name], float(alive))
        yield parts


@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, with `Authorization: Bearer <token>`. Without a token configured the page does not exist."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    queue = CollectorRegistry()
    queue.register(QueueCollector())
    return HttpResponse(generate_latest(_requests()) + generate_latest(queue), content_type=CONTENT_TYPE_LATEST)


def _requests() -> CollectorRegistry:
    """What the web counts: of all its processes, or of this one where there is only one."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return registry
