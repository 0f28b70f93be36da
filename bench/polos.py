"""The comparator: the same session check, one query, the same rows and columns in a table without frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from asn_portal.core.selectors import name_on
from asn_portal.core.selectors.halaman import SIZE
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
