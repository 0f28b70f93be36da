"""Emptying the database after a test that commits, and what the migrations had left in it.

Django's `flush` truncates every table of the project and makes content types and reference rows again by asking the models:
seconds for each such test. Here only tables that hold something are emptied, and rows come back as they were copied.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
from django.contrib.contenttypes.models import ContentType
from django.db import connection

TABLES = """
SELECT kelas.oid::regclass::text, string_agg(quote_ident(kolom.attname), ', ' ORDER BY kolom.attnum)
FROM pg_class AS kelas JOIN pg_namespace AS skema ON skema.oid = kelas.relnamespace AND skema.nspname = 'public'
JOIN pg_attribute AS kolom ON kolom.attrelid = kelas.oid AND kolom.attnum > 0 AND NOT kolom.attisdropped
 AND kolom.attgenerated = ''
WHERE kelas.relkind IN ('r', 'p') AND NOT kelas.relispartition AND kelas.relname <> 'django_migrations' GROUP BY kelas.oid
"""
OTHERS_AT_WORK = """
SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
               AND backend_type = 'client backend' AND state <> 'idle')
"""
SEND_AWAY = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> ALL (ARRAY[pg_backend_pid(), %s])
"""
SABAR = 20.0


@dataclass
class Asal:
    """The rows of a freshly migrated database: table -> (columns, as COPY writes them)."""

    isi: dict[str, tuple[str, str]]

    @classmethod
    def read(cls) -> Asal:
        with as_superuser() as cursor:
            columns = _tables(cursor)
            return cls(
                {table: (columns[table], _copied(cursor, table, columns[table])) for table in _filled(cursor, columns)}
            )

    def restore(self) -> None:
        """Back to these rows, once nobody is in the middle of something (a page that a browser has not waited for)."""
        with as_superuser() as cursor:
            _wait_for_others(cursor)
            for table in _filled(cursor, _tables(cursor)):
                cursor.execute(f"DELETE FROM {table}")
            for table, (columns, rows) in self.isi.items():
                cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO(rows))
        ContentType.objects.clear_cache()


@contextmanager
def as_superuser() -> Iterator[Any]:
    """One transaction of somebody whose writes no trigger and no foreign key looks at."""
    name = connection.settings_dict["NAME"]
    line = psycopg2.connect(host=os.environ["ASN_UJI_SOKET"], user="postgres", dbname=name)
    with closing(line), line, line.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET lock_timeout = '20s'")
        yield cursor


def send_away_others() -> None:
    """Nobody but Django's own connection stays on this database."""
    with connection.cursor() as own:
        own.execute("SELECT pg_backend_pid()")
        (ours,) = own.fetchone()
    with as_superuser() as cursor:
        cursor.execute(SEND_AWAY, [ours])


def _tables(cursor: Any) -> dict[str, str]:
    cursor.execute(TABLES)
    return dict(cursor.fetchall())


def _filled(cursor: Any, tables: dict[str, str]) -> list[str]:
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
    cursor.execute(asked)
    return [table for (table,) in cursor.fetchall()]


def _copied(cursor: Any, table: str, columns: str) -> str:
    rows = io.StringIO()
    cursor.copy_expert(f"COPY (SELECT {columns} FROM {table}) TO STDOUT", rows)
    return rows.getvalue()


def _wait_for_others(cursor: Any) -> None:
    until = time.monotonic() + SABAR
    while time.monotonic() < until:
        cursor.execute(OTHERS_AT_WORK)
        if not cursor.fetchone()[0]:
            return
        time.sleep(0.02)
