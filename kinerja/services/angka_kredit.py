"""Counting angka kredit: one set of statements for one person, for the people of an import, or for everybody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.relasi import Relasi
from asn_portal.core.sql import fetch
from kinerja.models import AngkaKredit
from kinerja.selectors import angka_kredit_sql as sql
from kinerja.selectors.hukum import JENJANG, KONVERSI
from pegawai.services.angka_kredit import fill_credits


def _execute(cursor: Any, statement: str, *relasi: Relasi, **values: Any) -> int:
    for one in relasi:
        statement = statement.replace(f"{{{one.nama}}}", one.teks)
        values |= one.nilai
    cursor.execute(statement, values)
    return int(cursor.rowcount)


def recount(orang: Collection[UUID] | None, *, pada: datetime | None = None) -> int:
    """Withdraw what no longer holds, count what is new, and give each jenjang its beginning. A second run adds nothing.
    Part of the change that calls it; returns how many rows are new.
    """
    now, people = pada or timezone.now(), None if orang is None else list(orang)
    with connection.cursor() as cursor:
        _execute(cursor, sql.CABUT, orang=people, pada=now)
        counted = _execute(
            cursor, sql.KONVERSI, JENJANG, KONVERSI, sql.KATA_JENJANG, orang=people, pada=now, dasar=sql.DASAR
        )
        return counted + _execute(cursor, sql.AWAL, sql.AK_DASAR, orang=people, pada=now, dasar=sql.DASAR_AWAL)


# Somebody's final predicate that is not counted, or counted otherwise.
TERTINGGAL = """
SELECT EXISTS (
    SELECT FROM kinerja_evaluasi AS evaluasi
    LEFT JOIN kinerja_angkakredit AS angka ON angka.evaluasi_id = evaluasi.id AND angka.dicabut_pada IS NULL
    WHERE evaluasi.status = 'final' AND evaluasi.jenis = 'tahunan' AND evaluasi.final_pada > %(sejak)s AND angka.id IS NULL
)
"""


def fill_file(orang: Collection[UUID], *, pada: datetime | None = None) -> int:
    """The same in the file of each person (RiwayatAngkaKredit), with where it comes from; part of the caller's change."""
    return fill_credits(sql.BERKAS, {}, orang=orang, pada=pada or timezone.now()) if orang else 0


@perubahan
def count_new(sejak: datetime) -> int:
    """What became final since a moment, for everybody: the job of every hour."""
    counted, now = 0, timezone.now()
    if fetch(TERTINGGAL, sejak=sejak)[0][0]:
        counted = recount(None, pada=now)
        touched = AngkaKredit.objects.filter(Q(dihitung_pada=now) | Q(dicabut_pada=now))
        fill_file(set(touched.values_list("pegawai_id", flat=True)), pada=now)
    record_jejak(None, "angka_kredit_dihitung", by=None, rincian={"baris": counted})
    return counted


def withdraw_of(evaluasi: Collection[UUID], sebab: str) -> None:
    """Before evaluations are taken back: their rows no longer count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kinerja_angkakredit SET dicabut_pada = %s, sebab_dicabut = %s"
            " WHERE evaluasi_id = ANY(%s) AND dicabut_pada IS NULL",
            [timezone.now(), sebab, list(evaluasi)],
        )
