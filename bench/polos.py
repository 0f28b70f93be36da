"""The comparator: the same session check, one query, the same rows and columns in a table without frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bench import HEADER
from pegawai.models import Pegawai
from pegawai.views.pegawai import PER_PAGE


def polos(request: HttpRequest) -> HttpResponse:
    people = Pegawai.objects.filter(instansi=request.user.instansi_id).select_related("unit_kini").order_by("nama")
    return render(request, "polos.html", {"daftar": people[:PER_PAGE]})


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
