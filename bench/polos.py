"""The comparator: the same session check, one query, the same rows and columns in a table without frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from asn_portal.core.selectors import WILAYAH_UNIT, name_on
from asn_portal.core.selectors.halaman import SIZE
from asn_portal.core.sql import fetch
from bench import HEADER
from pegawai.models import Pegawai


def polos(request: HttpRequest) -> HttpResponse:
    """The first page of the directory for somebody whose rights of today are known: name, position and unit; for HR
    (`?kewenangan=1`) also the number, the kind, the superior, the e-mail and the account.
    """
    wide = "kewenangan" in request.GET
    people = Pegawai.objects.visible_to(request.user).order_by("nama", "pk")
    people = (
        people.select_related("unit_kini", "atasan_kini", "pengguna") if wide else people.select_related("unit_kini")
    )
    named = people.annotate(nama_unit=name_on(timezone.localdate(), "unit_kini_id"))
    return HttpResponse(render_to_string("polos.html", {"daftar": named[:SIZE], "lebar": wide}))


REKAP = {
    "guru_pppk_kota": """
        SELECT kota.wilayah, count(*) FROM pegawai_pegawai AS orang
        JOIN pegawai_keanggotaanunit AS anggota
          ON anggota.pegawai_id = orang.id AND upper_inf(anggota.tercatat) AND anggota.berlaku @> date '2026-12-31'
        LEFT JOIN ({wilayah}) AS kota ON kota.unit_id = anggota.unit_id
        WHERE orang.jabatan_kini LIKE 'Guru %%' AND orang.jenis = 'pppk' AND orang.jenis_kelamin = 'p'
          AND orang.tanggal_lahir <= date '1975-12-31' AND orang.ditarik_pada IS NULL
        GROUP BY 1""",
    "perangkat_jenis": """
        SELECT subpath(tempat.jalur, 1, 1)::text, orang.jenis, count(*) FROM pegawai_pegawai AS orang
        JOIN pegawai_keanggotaanunit AS anggota
          ON anggota.pegawai_id = orang.id AND upper_inf(anggota.tercatat) AND anggota.berlaku @> date '2026-12-31'
        JOIN core_jalurunit AS tempat ON tempat.unit_id = anggota.unit_id AND tempat.berlaku @> date '2026-12-31'
        WHERE orang.ditarik_pada IS NULL AND nlevel(tempat.jalur) > 1
        GROUP BY 1, 2""",
}


def polos_rekap(request: HttpRequest) -> HttpResponse:
    """One statement, written by hand for one question, and its rows as plain text."""
    statement = REKAP[next(iter(request.GET))].format(wilayah=WILAYAH_UNIT)
    rows = fetch(statement, hari=date(2026, 12, 31))
    return HttpResponse("\n".join(" ".join(map(str, row)) for row in rows), content_type="text/plain")


def count_queries(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: tell with each answer how many queries it took."""

    def answer(request: HttpRequest) -> HttpResponse:
        counted = 0

        def count(execute: Any, *arguments: Any) -> Any:
            nonlocal counted
            counted += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response[HEADER] = str(counted)
        return response

    return answer
