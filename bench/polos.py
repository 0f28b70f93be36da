"""The comparator: the same session check, one query, the same rows and columns in a table without frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from asn_portal.core.selectors import WILAYAH_UNIT, name_on
from asn_portal.core.selectors.halaman import COUNTED, SIZE
from asn_portal.core.sql import fetch
from bench import HEADER
from merit.models import Nilai, Peringkat, Putaran
from merit.views.nilai import PER_PAGE
from pegawai.models import Pegawai


def polos(request: HttpRequest) -> HttpResponse:
    """The first page of the directory for somebody whose rights of today are known: name, position and unit; for HR
    (`?kewenangan=1`) also the number, the kind, the superior, the e-mail and the account. With `?jumlah=1` also how many
    there are, as far as the list beside it counts: HR's all of them.
    """
    wide = "kewenangan" in request.GET
    people = Pegawai.objects.visible_to(request.user).order_by("nama", "pk")
    people = (
        people.select_related("unit_kini", "atasan_kini", "pengguna") if wide else people.select_related("unit_kini")
    )
    named = people.annotate(nama_unit=name_on(timezone.localdate(), "unit_kini_id"))
    context = {"daftar": named[:SIZE], "lebar": wide}
    if "jumlah" in request.GET:
        context["jumlah"] = people.order_by()[: None if wide else COUNTED + 1].count()
    return HttpResponse(render_to_string("polos.html", context))


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


PETA = """
WITH letak AS (SELECT jalur FROM core_jalurunit WHERE unit_id = %(unit)s AND berlaku @> %(hari)s::date)
SELECT r.unit_id, r.nama, r.kelas, r.kebutuhan, count(p.id)
FROM letak JOIN core_jalurunit bawah ON bawah.jalur <@ letak.jalur AND bawah.berlaku @> %(hari)s::date
JOIN jabatan_rincianjabatan r ON r.unit_id = bawah.unit_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
LEFT JOIN jabatan_penempatan p ON p.jabatan_id = r.jabatan_id AND p.jenis = 'definitif' AND upper_inf(p.tercatat)
      AND p.berlaku @> %(hari)s::date
GROUP BY r.jabatan_id, r.unit_id, r.nama, r.kelas, r.kebutuhan
"""


def polos_peta(request: HttpRequest) -> HttpResponse:
    """Every seat of a unit with its bezetting, by one statement, as a sum in plain text."""
    rows = fetch(PETA, unit=next(iter(request.GET)), hari=timezone.localdate())
    return HttpResponse(f"{sum(row[3] for row in rows)} {sum(row[4] for row in rows)}", content_type="text/plain")


def polos_nilai(request: HttpRequest) -> HttpResponse:
    """The first rows of a run of merit, in the same order and beside the same count, in a table without frame."""
    run = Putaran.objects.get(nomor=int(next(iter(request.GET))))
    rows = Nilai.objects.filter(putaran=run.nomor).select_related("pegawai")
    ranks = Peringkat.objects.filter(putaran=run.nomor, pegawai_id=OuterRef("pegawai_id"))
    rows = rows.annotate(
        nama_unit=name_on(run.pada, "unit_id"),
        urut=Subquery(ranks.values("jenjang")[:1]),
        dari=Subquery(ranks.values("jenjang_dari")[:1]),
    )
    page = Paginator(rows.order_by("jenjang", F("total").desc(nulls_last=True), "pegawai_id"), PER_PAGE).get_page(1)
    return HttpResponse(render_to_string("polos_nilai.html", {"daftar": page, "putaran": run}))


PERINGATAN = """
    SELECT date_trunc('month', satu.tanggal), satu.jenis, count(*) FROM pegawai_peringatan AS satu
    JOIN pegawai_pegawai AS orang ON orang.id = satu.pegawai_id AND orang.ditarik_pada IS NULL
    WHERE orang.instansi_id = %(instansi)s AND satu.tanggal >= %(hari)s GROUP BY 1, 2"""
PERINGATAN_UNIT = """
    SELECT subpath(tempat.jalur, 0, 2)::text, count(*) FROM pegawai_peringatan AS satu
    JOIN pegawai_pegawai AS orang ON orang.id = satu.pegawai_id AND orang.ditarik_pada IS NULL
    JOIN core_jalurunit AS tempat ON tempat.unit_id = orang.unit_kini_id AND tempat.berlaku @> %(hari)s::date
    WHERE orang.instansi_id = %(instansi)s AND nlevel(tempat.jalur) > 1 GROUP BY 1"""


def polos_peringatan(request: HttpRequest) -> HttpResponse:
    """What comes in two years by month and kind, what has passed, and by unit: the statements that a person would write."""
    asked = {"instansi": str(request.user.instansi_id), "hari": timezone.localdate()}
    past = PERINGATAN.replace(">= %(hari)s", "< %(hari)s")
    rows = [row for statement in (PERINGATAN, past, PERINGATAN_UNIT) for row in fetch(statement, **asked)]
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
