"""The broker as the worker reads it: a message that is none is put aside instead of ending the worker.

Celery takes a message off its queue before it reads it, and an error while reading ends the whole process. Jobs themselves
are rows of the database and come again; what cannot be read here was written by something else.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone
from kombu.transport import redis
from kombu.utils.encoding import bytes_to_str
from kombu.utils.json import loads

from asn_portal.core.enums import StatusKiriman
from asn_portal.core.models import PesanKeluar

logger = logging.getLogger("asn.antrean")

# Where it is put aside, as it came; the newest of so many, each cut to this length.
RUSAK, PALING_BANYAK, PALING_PANJANG = "asn.rusak", 100, 10_000
TAK_TERBACA = "antrean.tidak_terbaca"
SEBAB = (
    "Pesan di antrean tidak terbaca dan disisihkan ke daftar asn.rusak di Valkey. Pekerjaan portal tidak hilang: semuanya "
    "tercatat di basis data dan dikirim lagi. Periksa siapa selain portal yang menulis ke antrean ini."
)


def read_message(raw: bytes) -> dict[str, Any] | None:
    """A message as Celery writes it; None for anything else."""
    try:
        message = loads(bytes_to_str(raw))
    except (ValueError, TypeError, RecursionError):
        return None
    return message if _is_ours(message) else None


def _is_ours(message: Any) -> bool:
    if not isinstance(message, dict) or not isinstance(message.get("body"), str):
        return False
    properties, headers = message.get("properties"), message.get("headers")
    if not isinstance(properties, dict) or not isinstance(headers, dict):
        return False
    words = (properties.get("delivery_tag"), headers.get("task"), headers.get("id"))
    return isinstance(properties.get("delivery_info"), dict) and all(isinstance(word, str) for word in words)


class Channel(redis.Channel):
    def _brpop_read(self, **options: Any) -> bool:
        """As kombu's, but what cannot be read is put aside."""
        try:
            try:
                found = self.client.parse_response(self.client.connection, "BRPOP", **options)
            except self.connection_errors:
                self.client.connection.disconnect()
                raise
            if not found:
                raise redis.Empty
            queue = bytes_to_str(found[0]).rsplit(self.sep, 1)[0]
            self._queue_cycle.rotate(queue)
            message = read_message(found[1])
            if message is None:
                self._put_aside(found[1])
            else:
                self.connection._deliver(message, queue)
            return True
        finally:
            self._in_poll = None
            self._flush_brpop_reauth()

    def _put_aside(self, raw: bytes) -> None:
        """Kept for whoever looks into it, told in the log and on the technical page of jobs: once an hour, however many."""
        logger.error("message of %d bytes cannot be read and was put aside in %s", len(raw), RUSAK)
        with self.conn_or_acquire() as client:
            client.lpush(RUSAK, raw[:PALING_PANJANG])
            client.ltrim(RUSAK, 0, PALING_BANYAK - 1)
        try:
            _tell()
        except DatabaseError:  # the log has told it; the worker goes on
            logger.warning("the technical page of jobs could not be told")
        finally:
            connection.close()  # children that are born later must not inherit it


def _tell() -> None:
    now = timezone.now()
    PesanKeluar.objects.get_or_create(
        pekerjaan=TAK_TERBACA, kunci=f"{now:%Y-%m-%d %H}",
        defaults={"status": StatusKiriman.PARKIR, "kirim_setelah": now, "galat": SEBAB},
    )  # fmt: skip


class Transport(redis.Transport):
    Channel = Channel
