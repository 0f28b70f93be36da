"""The comparator: the same session check, one query, the same rows and columns in a table without frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from asn_portal.core.selectors import name_on
from asn_portal.core.selectors.halaman import SIZE
from bench import HEADER
from pegawai.models import Pegawai


def polos(request: HttpRequest) -> HttpResponse:
    """Name, position and unit of the first page of the directory."""
    people = Pegawai.objects.filter(instansi=request.user.instansi_id).select_related("unit_kini").order_by("nama", "pk")
    named = people.annotate(nama_unit=name_on(timezone.localdate(), "unit_kini_id"))
    return render(request, "polos.html", {"daftar": named[:SIZE]})


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
