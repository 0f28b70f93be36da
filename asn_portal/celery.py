"""Celery: worker and beat. Jobs come from the outbox; beat has one static entry (core.jadwal)."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_portal.settings")

app = Celery("asn_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def knock_at_start(**_: Any) -> None:
    """The first knock does not wait a minute: a schedule that was missed is caught up at once."""
    app.send_task("core.detak", expires=55)
